"""Rows that are read many at once are what they are when each is read by itself."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.intake import read_content
from kamdocs.intake.grid import Numbered
from kamdocs.intake.records.together import Run, Together
from kamdocs.intake.tables import Ahead
from kamdocs.model import FileReading
from kamdocs.sheets import Field
from tests import desk, writers

ODD = st.sampled_from(
    [
        *(
            None,
            "",
            " ",
            "同上",
            "无",
            "/",
            "待定",
            "#N/A",
            "＊＊＊",
            "24/3/5",
            "３００万",
            True,
            0,
            12.5,
        ),
        *(
            date(2026, 7, 1),
            datetime(2026, 7, 1, 9, 30),
            "2026-07-01",
            "2026.7.1",
            "20260701",
            46204,
        ),
        *(
            "苏州 迅捷",
            " 苏州",
            "苏州 ",
            "（示例）某公司",
            "合计",
            "注：",
            "见合同",
            "☑是 ☐否",
            "x" * 40_000,
        ),
        *(
            "1,234.5",
            "5243.9万元",
            "5,000元",
            "约500",
            "500（预计）",
            "不是数",
            "战略",
            "13800138000 ",
        ),
    ]
)
BETWEEN: st.SearchStrategy[list[Any]] = st.sampled_from(
    [
        *(
            [],
            ["合计", 12],
            ["备注：以上为华东区"],
            ["2026年7月"],
            ["单位：元"],
            ["乙公司拜访记录"],
        ),
        *(["客户名称：乙"], ["制表：", "李晓雯", "审核：", "何伟"], ["一", "二", "三", "四", "五"]),
    ]
)
MANY = st.sampled_from([0, 0, 0, 0, 1, 1, 2, 6])
"""So many cells of a row are odd."""
Cells = list[Any]
TITLES: st.SearchStrategy[list[Cells]] = st.sampled_from(
    [
        [],
        [["客户资料汇总"]],
        [["2026年7月"]],
        [["客户名称：乙公司"]],
        [["汇总"], ["单位：元", "2026年7月"]],
    ]
)
OTHERS: st.SearchStrategy[list[str]] = st.sampled_from([[], ["序号"], ["我的列"]])
GIVEN = frozenset({"customer_name", "customer_code", "month"})
"""What titles say may stand in no column."""
FURTHER: dict[str, tuple[str, st.SearchStrategy[Any]]] = {
    "手机": ("phone", st.sampled_from([None, None, "13800138000"])),
    "同行人员": ("visitors", st.sampled_from([None, None, "王芳", "同上"])),
}
"""A second column of a field, and what may stand in it."""


def _fields(kind: str) -> dict[str, tuple[str, Any]]:
    """The fields of a kind, with the heading of each and a cell as Excel keeps it."""
    known = {name: one for name, one in desk.SCHEMAS[kind].fields.items() if one.example}
    units = {name: "（万元）" if one.unit else "" for name, one in known.items()}
    return {name: (one.label.zh + units[name], _cell(one)) for name, one in known.items()}


def _cell(field: Field) -> Any:
    if field.type == "day":
        return date.fromisoformat(str(field.example))
    figure = str(field.example).replace(",", "")
    return float(figure) if field.type in ("amount", "number") else field.example


@st.composite
def tables(draw: st.DrawFn) -> list[Cells]:
    """The rows of a sheet: headings, plain rows, some with an odd cell, and what may stand between
    them, the headings of this and of another table among it."""
    rows = [*draw(TITLES)]
    for _ in range(draw(st.integers(1, 2))):
        known = _fields(draw(st.sampled_from(["customer", "visit", "issue", "business_status"])))
        asked = draw(st.permutations([*known]))[: draw(st.integers(6, 16))]
        twice = [name for name, _ in FURTHER.values() if name in known and draw(st.booleans())]
        told = GIVEN if draw(st.booleans()) else frozenset[str]()
        names = [name for name in dict.fromkeys([*asked, *twice]) if name not in told]
        fields = [known[name] for name in names]
        other = [one for one, (name, _) in FURTHER.items() if name in names]
        headings = [*(heading for heading, _ in fields), *other, *draw(OTHERS)]
        rows.append(headings)
        for _ in range(draw(st.integers(1, 40))):
            more = [draw(FURTHER[heading][1]) for heading in other]
            row: Cells = [*(cell for _, cell in fields), *more]
            for _ in range(draw(MANY)):
                row[draw(st.integers(0, len(row) - 1))] = draw(ODD)
            rows.append([*row, *range(len(headings) - len(row))])
            if not draw(st.integers(0, 9)):
                rows.append(draw(st.one_of(BETWEEN, st.just(headings))))
    return rows


def _alone(_: Together, numbered: Numbered, rows: Ahead, until: int) -> Run | None:
    return None


def _read(content: bytes) -> FileReading:
    return read_content("交来.xlsx", content, desk.SCHEMAS)


@settings(max_examples=60)
@given(rows=tables(), merged=st.sampled_from([(), ("A1:C1",), ("B4:B6",), ("A20:B22", "C5:D5")]))
def test_rows_read_together_are_read_as_each_alone(
    rows: Sequence[Cells], merged: Sequence[str]
) -> None:
    content = writers.by_openpyxl([writers.Sheet("资料", rows, merged)])
    together = _read(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Together, "run", _alone)
        alone = _read(content)
    assert together == alone
    for one, other in zip(together.records, alone.records, strict=True):
        assert [*one.values.items()] == [*other.values.items()]


@pytest.mark.parametrize("kind", ["customer", "visit"])
@pytest.mark.parametrize(("merged", "alone"), [((), 0), (("A10:A12", "B30:C30"), 4)])
def test_most_rows_are_read_together(
    kind: str, merged: Sequence[str], alone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is held equal above is what happens: to read each alone is the exception."""
    headings, plain = zip(*_fields(kind).values(), strict=True)
    rows = [headings, *[plain] * 40]
    assert _together(rows, monkeypatch, merged) == 39 - alone  # the first may be something else


@pytest.mark.parametrize(
    ("heading", "odd", "alone"),
    [
        ("分类生效日期", "2026.7.1", 0), ("分类生效日期", 46204, 0), ("分类生效日期", "不详", 0),
        ("年销售额", "5,243.9万元", 0), ("年销售额（万元）", "约500", 0), ("年销售额", "/", 0),
        ("年销售额（万元）", "很多", 0), ("大配套", True, 0), ("联系人", "钱 思远 ", 0),
        ("联系人", "同上", 39), ("联系人", "#N/A", 39),
    ],
)  # fmt: skip
def test_a_cell_that_is_written_otherwise_parts_no_rows(
    heading: str, odd: Any, alone: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    headings = ["客户编号", "客户名称", "客户简称", "通讯地址", "大客户经理", heading]
    plain = ["KA-001", "苏州迅捷电梯有限公司", "迅捷电梯", "苏州市迅捷路18号", "李晓雯", odd]
    rows: list[list[Any]] = [headings, *[plain] * 40]
    assert _together(rows, monkeypatch) == 39 - alone


def test_below_a_unit_that_is_stated_once_few_rows_are_read_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    headings = ["客户编号", "客户名称", "客户简称", "通讯地址", "大客户经理", "年销售额"]
    plain = ["KA-001", "苏州迅捷电梯有限公司", "迅捷电梯", "苏州市迅捷路18号", "李晓雯", 5243.9]
    rows: list[list[Any]] = [["单位：万元"], headings, *[plain] * 400]
    assert _together(rows, monkeypatch) > 380


def _together(
    rows: Sequence[Sequence[Any]], monkeypatch: pytest.MonkeyPatch, merged: Sequence[str] = ()
) -> int:
    """How many rows are read with others."""
    taken: list[int] = []
    run = Together.run

    def counted(self: Together, numbered: Numbered, rows: Ahead, until: int) -> Run | None:
        found = run(self, numbered, rows, until)
        taken.append(len(found.rows) if found else 0)
        return found

    monkeypatch.setattr(Together, "run", counted)
    _read(writers.by_openpyxl([writers.Sheet("资料", rows, merged)]))
    return sum(taken)
