"""Columns of single years in an archive: what is quoted of a cell that cannot be read."""

from kamdocs.intake import read_content
from kamdocs.model import Unread
from tests import desk, writers


def test_a_cell_is_quoted_as_it_stands() -> None:
    rows = [
        ["客户编号", "客户名称", "2024年经营数量", "联系人"],
        ["KA-001", "迅捷", "不少", "钱思远"],
    ]
    data = writers.by_openpyxl([writers.Sheet("客户档案", rows)])
    (record,) = read_content("交来.xlsx", data, desk.SCHEMAS).records
    value = record.values["yearly_volumes"]
    assert isinstance(value, Unread)
    assert (value.raw, value.facts["value"]) == ("不少", "不少")
