"""Rows of a table that are no records: blank ones, totals, notes, signatures, examples."""

import re
from collections.abc import Sequence

from kamdocs.intake.cells import blank, plain
from kamdocs.intake.grid import Row

_TOTALS = re.compile(
    r"(.{0,8}(合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|总\s*数)|平\s*均[值数]?"
    r"|(sub|grand\s)?\s*total|sum|average)(数|金额)?\s*"
    r"(\d+\s*[家户条行项笔个次])?([(（][^()（）]*[)）])?([:：].{0,12})?\Z"
    r"|共\s*\d+\s*[家户条行项笔个次](客户|单位|企业|记录)?\Z",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"(备?注|说明|填表说明|填写说明|notes?)\s*[:：]|[(（]?以下空白|第\s*\d+\s*页|以上共|[^:：]{1,6}[:：]",
    re.IGNORECASE,
)
_LONE = re.compile(
    r"(制表|填表|填报|审核|审批|批准|复核|编制|说明|备注|注|日期|签[字名]|盖章|负责人)(人|意见)?[:：]?\Z"
)
"""A label with its value in the next cell."""
_SIGNED = re.compile(
    r"[^:：]{0,6}(制表|填表|填报|审核|批准|主管|领导|签[字名]|盖章)[^:：]{0,6}\s*[:：]"
)
_LABEL = re.compile(r"[:：]")
_EXAMPLE = re.compile(
    r"[(（【]?\s*(填写)?(示例|样例|例子|范例|例如|example)([)）】:：\s]|\Z)|例[:：]", re.I
)
_MARKING = re.compile(
    r"[*(\[【]?(必填|选填|非必填|可选|必填项|选填项|可填|必选|自动填充|下拉选择|必填下拉选择|文本|日期|数字"
    r"|required|optional)[)\]】]?\Z",
    re.IGNORECASE,
)

_KEY = re.compile(r"[a-z]+(?:_[a-z]+|[A-Z][a-z]*)*\Z", re.ASCII)
"""A name that a program gives; what has figures in it may be the code of a customer."""
_JOINED = re.compile(r"_|[A-Z]", re.ASCII)


def why_no_record(row: Row, marks: Sequence[int], noted: bool = False) -> str:
    """Why a row is no record: ``blank``, ``total``, ``note`` or ``example``; empty where it is.

    ``marks`` are the cells without which nothing is a record. A row that begins like a signature
    is none where they are not all filled in, or where every cell is such a label. Below a note
    (``noted``) a single cell goes on with it.
    """
    filled = [cell for cell in row if not blank(cell)]
    if not filled:
        return "blank"
    first = filled[0]
    if not isinstance(first, str):
        return ""
    words = first.strip()
    if _TOTALS.match(words):
        return "total"
    if _EXAMPLE.match(words):
        return "example"
    if len(filled) == 1 and (_NOTES.match(words) or (noted and len(marks) > 0)):
        return "note"
    labels = all(isinstance(cell, str) and _LABEL.search(cell) for cell in filled)
    marked = len(filled) > 1 and all(_filled(row, index) for index in marks)
    if len(filled) <= 2 and _LONE.match(words):
        return "note"
    if _SIGNED.match(words) and (labels or not marked):
        return "note"
    return "heading" if _marking(filled) else ""


def _marking(filled: Sequence[object]) -> bool:
    """Whether a row only says of each column whether it must be filled in."""
    return len(filled) > 1 and all(
        isinstance(cell, str) and _MARKING.match(plain(cell)) for cell in filled
    )


def is_keys(row: Row) -> bool:
    """Whether a row holds the names by which a program keeps the columns: cust_no, linkMan."""
    filled = [cell for cell in row if not blank(cell)]
    names = [cell for cell in filled if isinstance(cell, str) and _KEY.match(cell)]
    return 1 < len(filled) == len(names) and any(_JOINED.search(name) for name in names)


def _filled(row: Row, index: int) -> bool:
    return index < len(row) and not blank(row[index])
