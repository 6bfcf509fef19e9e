"""What has to stand on one page: headings with what they head, signatures with what is signed."""

import pytest
from lxml import etree

from kamdocs import forms
from tests.forms import cabinet
from tests.forms.cabinet import W, made, text_of

KEPT = {
    "customer-file": (
        "与我司合作记录", "年度", "2023", "2024", "2025", "备注", "1 基础资料", "客户简称",
        "3 主要人员", "主要负责人", "6 其他资料", "7 优惠政策",
    ),
    "visit-report": ("所见客户人员", "备注"),
    "grade-evaluation": ("备注", "姓名", "科长申报", "部长审核"),
}  # fmt: skip
"""The words with which rows begin that stand on one page with the row below them."""


def _rows(form: str) -> list[etree._Element]:
    document = cabinet.only(made(form, cabinet.full_book())[:1])
    return list(document.element.body.iter(f"{W}tr"))


def _is_kept(row: etree._Element) -> bool:
    lines = list(row.iter(f"{W}pPr"))
    return bool(lines) and all(line.find(f"{W}keepNext") is not None for line in lines)


@pytest.mark.parametrize("form", KEPT)
def test_rows_that_belong_together_are_not_parted_by_the_end_of_a_page(form: str) -> None:
    rows = {text_of(row): _is_kept(row) for row in _rows(form)}
    for begins in KEPT[form]:
        found = [kept for words, kept in rows.items() if words.startswith(begins)]
        assert {*found} == {True}, begins


@pytest.mark.parametrize("form", forms.forms())
def test_no_heading_of_a_table_stands_alone_at_the_end_of_a_page(form: str) -> None:
    headings = [row for row in _rows(form) if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert all(map(_is_kept, headings))


@pytest.mark.parametrize("form", [one for one in forms.forms() if one != "return-notice"])
def test_no_row_is_cut_by_the_end_of_a_page(form: str) -> None:
    """But those of a letter, which may list a hundred cells in one."""
    for row in _rows(form):
        assert row.find(f"{W}trPr/{W}cantSplit") is not None, text_of(row)
