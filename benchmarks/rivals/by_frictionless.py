"""frictionless, with a schema of the table and a check of one's own for credit codes."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

import attrs
from frictionless import Check, Checklist, Resource, Row, Schema, errors

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WORDS: dict[str, Any] = {"type": "string"}
DAY: dict[str, Any] = {"type": "date"}


def words(**constraints: object) -> dict[str, Any]:
    return {"type": "string", "constraints": constraints}


FIELDS = {
    "客户编号": words(required=True, pattern=r"[A-Za-z0-9][A-Za-z0-9_.\-]{1,31}"),
    "客户名称": words(required=True, minLength=2, maxLength=100),
    "客户简称": words(maxLength=30),
    "统一社会信用代码": words(pattern=f"[{CODE}]{{18}}"),
    "客户类型": WORDS,
    "所属行业": WORDS,
    "法定代表人": words(maxLength=40),
    "通讯地址": words(maxLength=200),
    "邮政编码": words(pattern="[0-9]{6}"),
    "联系人": words(maxLength=40),
    "联系电话": words(pattern=r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}"),
    "电邮": {"type": "string", "format": "email"},
    "合作开始日期": DAY,
    "年销售额（万元）": {"type": "number"},
    "客户分类": words(enum=["战略客户", "重点客户", "主要客户", "一般客户", "潜在客户"]),
    "分类生效日期": DAY,
    "分类批准人": WORDS,
    "分类批准日期": DAY,
    "客户等级": words(enum=["A", "B", "C"]),
    "大客户经理": words(maxLength=40),
    "团队成员": WORDS,
    "服务方式": WORDS,
    "客户状态": words(enum=["合作中", "暂停", "终止"]),
    "更新日期": DAY,
    "备注": WORDS,
}


@attrs.define(kw_only=True, repr=False)
class CreditCode(Check):
    type = "credit-code"
    Errors: ClassVar = [errors.CellError]

    def validate_row(self, row: Row) -> Iterable[errors.CellError]:
        value = row["统一社会信用代码"]
        if value:
            weighed = sum(CODE.find(char) * pow(3, at, 31) for at, char in enumerate(value[:17]))
            if CODE[-weighed % 31] != value[17]:
                yield errors.CellError.from_row(
                    row, note="no credit code", field_name="统一社会信用代码"
                )


def main() -> None:
    schema = Schema.from_descriptor(
        {"fields": [{"name": name, **rules} for name, rules in FIELDS.items()]}
    )
    path = Path(sys.argv[1])
    table = Resource(path=path.name, basepath=str(path.parent), schema=schema)
    report = table.validate(Checklist(checks=[CreditCode()]), limit_errors=10**9)
    found = report.flatten(["rowNumber", "fieldName"])
    Path(sys.argv[2]).write_text(
        "\n".join(f"{row} {heading}" for row, heading in found), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
