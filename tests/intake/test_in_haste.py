"""What is told in haste of a file, or remembered of the one before, is what a close look tells."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import chain
from xml.parsers import expat

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kamdocs.intake.grid import Area, Beneath, Grid, Numbered
from kamdocs.intake.headings import (
    Kinds,
    Labels,
    index_of,
    kinds_by_row,
    pieces_in,
    takes_names,
)
from kamdocs.intake.opening import SAFE, NotOpened, with_slashes
from kamdocs.intake.opening.beneath.xlsx import look_beneath
from kamdocs.intake.opening.limits import hold_package
from kamdocs.intake.tables import KindUnclear, find_form, find_table
from kamdocs.intake.tables import table as tables
from kamdocs.naming import comparable
from tests import desk, writers

INDEXES = {kind: index_of(schema) for kind, schema in desk.SCHEMAS.items()}
NAMES = sorted(frozenset().union(*(index.written for index in INDEXES.values())))
MARKS = st.text("*＊/-_、 \t\u3000\u200b\u0301★", max_size=2)
NUMBERS = st.sampled_from(["", "1.", "12、", "一、", "十二．", "（二）", "③", "３) ", "2025"])
REMARKS = st.sampled_from(
    ["", "必填", "非必填", "选填", "（必填）", "（万元）", "[", "万元", "1是2否", "：", "：甲 "]
)


@st.composite
def headings(draw: st.DrawFn) -> str:
    """A heading or label of ours, with whatever people write around it and within."""
    name = draw(st.sampled_from(NAMES))
    at = draw(st.integers(0, len(name)))
    within = draw(st.sampled_from(["", "", "（必填）", " ", "\u200b"]))
    before = f"{draw(NUMBERS)}{draw(MARKS)}{draw(REMARKS)}{draw(MARKS)}"
    behind = f"{draw(MARKS)}{draw(REMARKS)}{draw(MARKS)}{draw(REMARKS)}"
    whole = f"{before}{name[:at]}{within}{name[at:]}{behind}"
    return draw(st.sampled_from([whole, whole.upper(), whole.translate(WIDE)]))


WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~"))}


@settings(max_examples=400)
@given(
    st.one_of(headings(), st.text(max_size=8), st.text("客户名称编号a1一() ：\u0301", max_size=8))
)
@example("二十一、客户名称")
@example("客户必填")
@example("科长申报")
@example("姓名")
def test_a_hint_leaves_out_no_kind_whose_heading_or_label_a_cell_is(cell: str) -> None:
    hints = kinds_by_row([(1, [cell])], INDEXES)[1]
    labels = {kind: Labels(index, 1, {}, certain=True) for kind, index in INDEXES.items()}
    assert hints >= {kind for kind, index in INDEXES.items() if index.knows(cell)}
    assert hints >= {kind for kind, one in labels.items() if one.is_one(cell)}
    assert hints >= {kind for kind, index in INDEXES.items() if comparable(cell) in index.steps}
    assert hints >= {kind for kind in INDEXES if _may_be_a_piece(cell, kind)}


def _may_be_a_piece(cell: str, kind: str) -> bool:
    """Whether a cell heads a column in a small table of a kind, below a title or without one."""
    schema = desk.SCHEMAS[kind]
    titles = [None, *(one for one in schema.fields.values() if takes_names(one))]
    beside = [(2, name) for one in schema.fields.values() for name in chain(*one.columns)]
    return any(
        1 in pieces_in(schema, [(1, cell), *rest], title)
        for title in titles
        for rest in [[], *([one] for one in beside)]
    )


PIECES = (
    *("<?xml version='1.0'?>", "<!DOCTYPE a>", "<!DOCTYPE a [", "<!DOCTYPE a SYSTEM '<a' ["),
    *("<!ENTITY x 'y'>", "]>", "<!--", "-->", "<?", "?>", "<a>"),
)
WIDELY = "\0".join("<!ENTITY x 'y'>")
PROLOGS = st.lists(st.sampled_from((*PIECES, WIDELY, " " * 40_000, "甲")), max_size=7)


@given(PROLOGS, st.sampled_from(["utf-8", "utf-16"]))
@example([WIDELY, "<a>"], "utf-8")
@example(["<!--", " " * 40_000, " " * 40_000, "-->", "<!ENTITY x 'y'>", "<a>"], "utf-8")
def test_an_entity_is_found_alike_in_a_part_that_is_packed_and_in_one_that_is_not(
    pieces: list[str], encoding: str
) -> None:
    part = "".join(pieces).encode(encoding)
    said = {_said_of(part, way) for way in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)}
    assert len(said) == 1


@settings(max_examples=400)
@given(PROLOGS, st.sampled_from(["utf-8", "utf-16"]))
@example(["<!--", "<a>", "-->", "<!DOCTYPE a [", "<!ENTITY x 'y'>", "]>", "<a>"], "utf-8")
@example(["<!DOCTYPE a SYSTEM '<a' [", "<!ENTITY x 'y'>", "]>", "<a>"], "utf-16")
def test_no_entity_that_a_parser_sees_goes_through_the_door(
    pieces: list[str], encoding: str
) -> None:
    part = "".join(pieces).encode(encoding)
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = lambda name, *_: seen.append(name)
    with suppress(expat.ExpatError):
        parser.Parse(part, True)
    for way in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        assert not seen or _said_of(part, way) == "KD175"


def _said_of(part: bytes, way: int) -> str:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", way) as package:
        package.writestr("xl/workbook.xml", part)
    try:
        hold_package(stream.getvalue(), SAFE)
    except NotOpened as fault:
        return fault.code
    return ""


NAMED = st.lists(st.text("ab/\\甲", min_size=1, max_size=5), min_size=1, max_size=4, unique=True)


@given(NAMED, st.sampled_from([b"", b"\\", b"PK\1\2", b"PK\1\2\\"]))
def test_no_backslash_in_the_name_of_a_part_is_overlooked(names: list[str], part: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in names:
            about = zipfile.ZipInfo()
            about.filename = name  # given at once, Windows would turn it about
            package.writestr(about, part)
    wanted = {name.replace("\\", "/") for name in names}
    with zipfile.ZipFile(io.BytesIO(with_slashes(stream.getvalue()))) as package:
        found = {one.orig_filename for one in package.infolist()}
    assert found == (wanted if len(wanted) == len(names) else set(names))


def test_what_the_parts_of_a_workbook_tell_is_told_of_no_other() -> None:
    plain, percent = (
        writers.by_openpyxl([writers.Sheet(name, [["甲"], [0.03]], formats={"A2": code})])
        for name, code in (("甲", "General"), ("乙", "0%"))
    )
    first, other, again = map(look_beneath, (plain, percent, plain))
    assert first == again
    assert (list(first.sheets), list(other.sheets)) == (["甲"], ["乙"])
    assert not first.sheets["甲"].cells
    assert other.sheets["乙"].cells


LABELS: dict[str, list[object]] = {
    kind: [one.label.zh for one in schema.fields.values()] for kind, schema in desk.SCHEMAS.items()
}
ROWS: list[list[object]] = [
    [],
    ["2026年9月拜访记录"],
    ["甲", "乙", 3.0, "丙"],
    ["客户", "", "联系人", "", "拜访"],
    ["编号", "名称", "姓名", "电话", "日期", "结果"],
    *(list(LABELS[kind][first:end]) for kind in LABELS for first, end in ((0, 2), (0, 4), (1, 8))),
]
MERGED = st.lists(
    st.builds(
        lambda top, left, down, right: Area(top, left, top + down, left + right),
        *(st.integers(1, 6), st.integers(1, 4), st.integers(0, 2), st.integers(0, 2)),
    ),
    max_size=2,
)


Hints = Mapping[int, Kinds]


def _found(head: Sequence[Numbered], grid: Grid, hints: Hints | None = None) -> tuple[object, ...]:
    hints = hints or kinds_by_row(head, INDEXES)
    try:
        table = find_table(head, iter(()), grid, INDEXES, hints)
    except KindUnclear as unclear:
        return tuple(match.schema.kind for match in unclear.matches)
    return (table.row, table.height, table.match, table.given, [*table.rest]) if table else ()


def _form(head: Sequence[Numbered], grid: Grid, hints: Hints) -> object:
    try:
        return find_form(head, grid, INDEXES, hints)
    except KindUnclear as unclear:
        return {match.schema.kind for match in unclear.matches}


@settings(max_examples=300)
@given(st.lists(st.sampled_from(ROWS), max_size=7), MERGED)
@example(
    [["日期", "甲", "乙", "日期"], ["satisfaction", "企业", "Submitted to", "服务问题", "服务"]], []
)
def test_what_stands_far_below_headings_beyond_doubt_has_no_say(
    rows: list[list[object]], merged: list[Area]
) -> None:
    head = list(enumerate(rows, 1))
    grid = Grid("Sheet1", lambda: rows, beneath=Beneath(merged=tuple(sorted(merged))))
    found = _found(head, grid)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "TALLEST", 100)  # nothing is far below
        assert _found(head, grid) == found


FORMS: list[list[object]] = [
    ["科长申报", "姓名", "李四", "日期", "2026-07-01"],
    ["部长审核", "王五", "同意", "", "2026-07-03"],
    ["客户名称：苏州迅捷电梯有限公司", "", "填表人：李晓雯　填表日期：2026-07-01"],
    ["姓名", "部门", "职务"],
    ["钱思远", "采购部", "经理"],
    ["审核：何伟 2026.3.26　职务：部长", "批准：陈立群　日期：2026-07-03"],
    ["所见客户人员", "姓名", "部门", "职务"],
    ["年度", "数量（台）", "备注"],
    *([LABELS[kind][at], "某厂", LABELS[kind][-at], 3.0] for kind in LABELS for at in (1, 2, 3)),
]


NAMED_ONE: list[list[object]] = [["客户名称", "某厂"]]


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*ROWS, *FORMS]), max_size=9), MERGED)
@example([FORMS[0], [], ["客户编号", "客户名称", "评定等级"], ["KA-001", "某厂", "A"]], [])
@example([*FORMS, ROWS[4], ROWS[3], *FORMS], [])
@example([*NAMED_ONE, ["评定年度", "2026", "评定等级", "A"], FORMS[0][:3]], [])
@example([*NAMED_ONE, ["拜访日期", "2026-07-01"], ["填表人", "李晓雯", "日期", "2026-07-02"]], [])
@example([*NAMED_ONE, ["拜访日期", "2026-07-01"], *FORMS[5:6], FORMS[5]], [])
@example([*NAMED_ONE, ["豁免事由", "订单变化"], ["申请人"], ["姓名", "事由"], ["李晓雯", "略"]], [])
def test_rows_without_a_hint_say_nothing(rows: list[list[object]], merged: list[Area]) -> None:
    head = list(enumerate(rows, 1))
    grid = Grid("Sheet1", lambda: rows, beneath=Beneath(merged=tuple(sorted(merged))))
    hints = kinds_by_row(head, INDEXES)
    everywhere = {number: frozenset(INDEXES) for number, _ in head}
    assert _found(head, grid, hints) == _found(head, grid, everywhere)
    assert _form(head, grid, hints) == _form(head, grid, everywhere)
    for kind, index in INDEXES.items():  # and a quick look does not find less than there is
        form = find_form(head, grid, {kind: index}, hints)
        least = len(form.fields) - 1 if form else 0
        assert find_form(head, grid, {kind: index}, hints, beyond=least) == form
