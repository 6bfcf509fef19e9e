"""openpyxl and Cerberus, a validator that is asked row by row."""

import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
from cerberus import Validator

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def day(field: str, value: object, error: Callable[[str, str], None]) -> None:
    if not isinstance(value, date | datetime):
        error(field, "no day")


def credit_code(field: str, value: str, error: Callable[[str, str], None]) -> None:
    weighed = sum(CODE.find(char) * pow(3, at, 31) for at, char in enumerate(value[:17]))
    if not re.fullmatch(f"[{CODE}]{{18}}", value) or CODE[-weighed % 31] != value[17]:
        error(field, "no credit code")


WORDS = {"type": "string", "nullable": True}
DAY = {"check_with": day, "nullable": True}
SCHEMA = {
    "客户编号": {"type": "string", "required": True, "regex": r"[A-Za-z0-9][A-Za-z0-9_.\-]{1,31}"},
    "客户名称": {"type": "string", "required": True, "minlength": 2, "maxlength": 100},
    "客户简称": {**WORDS, "maxlength": 30},
    "统一社会信用代码": {"type": "string", "nullable": True, "check_with": credit_code},
    "客户类型": WORDS,
    "所属行业": WORDS,
    "法定代表人": {**WORDS, "maxlength": 40},
    "通讯地址": {**WORDS, "maxlength": 200},
    "邮政编码": {**WORDS, "regex": "[0-9]{6}"},
    "联系人": {**WORDS, "maxlength": 40},
    "联系电话": {**WORDS, "regex": r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}"},
    "电邮": {**WORDS, "regex": r"[\w.+-]+@[\w-]+(\.[\w-]+)+"},
    "合作开始日期": DAY,
    "年销售额（万元）": {"type": "number", "nullable": True},
    "客户分类": {**WORDS, "allowed": ["战略客户", "重点客户", "主要客户", "一般客户", "潜在客户"]},
    "分类生效日期": DAY,
    "分类批准人": WORDS,
    "分类批准日期": DAY,
    "客户等级": {**WORDS, "allowed": ["A", "B", "C"]},
    "大客户经理": {**WORDS, "maxlength": 40},
    "团队成员": WORDS,
    "服务方式": WORDS,
    "客户状态": {**WORDS, "allowed": ["合作中", "暂停", "终止"]},
    "更新日期": DAY,
    "备注": WORDS,
}


def main() -> None:
    book = openpyxl.load_workbook(sys.argv[1], read_only=True)
    rows = book.worksheets[0].iter_rows(values_only=True)
    headings = [str(one) for one in next(rows)]
    validator = Validator(SCHEMA)
    wrong: list[str] = []
    for number, row in enumerate(rows, 2):
        if not validator.validate(dict(zip(headings, row, strict=True))):
            wrong += [f"{number} {heading}" for heading in validator.errors]
    Path(sys.argv[2]).write_text("\n".join(wrong), encoding="utf-8")


if __name__ == "__main__":
    main()
