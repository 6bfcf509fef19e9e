"""Columns of single years in an archive, of which a cell cannot be read."""

from kamdocs.intake import read_content
from kamdocs.model import Unread
from tests import desk, writers


def test_a_cell_is_quoted_as_it_stands_and_kept_with_all_years() -> None:
    rows: list[list[object]] = [
        ["客户编号", "客户名称", "2023年经营数量", "2024年经营数量", "2025年经营数量（万元）"],
        ["KA-001", "迅捷", 100, "不少", 1350.5],
    ]
    data = writers.by_openpyxl([writers.Sheet("客户档案", rows)])
    (record,) = read_content("交来.xlsx", data, desk.SCHEMAS).records
    value = record.values["yearly_volumes"]
    assert isinstance(value, Unread)
    assert value.facts["value"] == "不少"
    assert value.raw == "2023：100；2024：不少；2025：1350.5万元"
