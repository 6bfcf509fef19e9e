"""Filling in a blank by rule: what somebody types into each kind of column, and what it means."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import openpyxl
from hypothesis import strategies as st
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from stdnum.cn import uscc

from kamdocs.contract.selectors import Selector
from kamdocs.model import CUSTOMER, Moment, Period, YearVolume, same_name
from kamdocs.model.amounts import IN_WAN
from kamdocs.sheets import Field, SheetSchema, with_as_of
from tests import desk

AS_OF = date(2026, 10, 8)
EARLIEST = date(1990, 1, 1)
HEADING_ROW = 4
HAN = "甲乙丙丁东南西北江河山海安宁城"
ANY = HAN + "AZaz019 -+=@/·（）%，。“”<&>'\""


@dataclass(frozen=True)
class Typed:
    """What stands in a cell, and the value that it is to be read as."""

    cell: Any
    meant: Any


Filled = dict[str, Typed]


def words(least: int = 2, most: int = 30) -> st.SearchStrategy[str]:
    """Words with a Chinese character at both ends, so that nothing of them is a mark or a space."""
    inner = st.text(ANY, min_size=max(0, least - 2), max_size=min(most, 30) - 2)
    return st.builds(
        lambda *parts: "".join(parts), st.sampled_from(HAN), inner, st.sampled_from(HAN)
    )


def _same(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Typed]:
    return strategy.map(lambda value: Typed(value, value))


def _credit_code(body: str) -> str:
    return body + uscc.calc_check_digit(body)


PART = st.text(HAN + "A1%", min_size=1, max_size=8).map(lambda tail: "甲" + tail)
DIGITS = st.text("0123456789", min_size=7, max_size=7)
CHECKED: Mapping[str, st.SearchStrategy[str]] = {
    "credit_code": st.text(uscc._alphabet, min_size=9, max_size=9).map(
        lambda tail: _credit_code("91320500" + tail)
    ),
    "email": st.from_regex(r"[a-z][a-z0-9]{1,10}", fullmatch=True).map(
        lambda local: f"{local}@xunjie-lift.cn"
    ),
    "phone": st.sampled_from([
        "13812345678", "0512-63456789", "0512-63456789转801", "400-820-8820",
        "13812345678/0512-63456789", "025-83456789、13912345678",
    ]),
    "fax": st.sampled_from(["0512-63456780", "025-83456789转2", "无"]),
    "person": st.sampled_from(["钱思远", "欧阳修", "阿依古丽·买买提", "李晓雯（采购）", "J. Lee"]),
    "signer": st.sampled_from(["何伟", "陈立群（总经理）", "阿依古丽·买买提"]),
    "one_person": st.sampled_from(["钱思远", "欧阳修", "阿依古丽·买买提", "李晓雯（采购）"]),
    "people": st.sampled_from(["钱思远", "欧阳修", "阿依古丽·买买提", "李晓雯（采购）", "J. Lee"]),
    "team": st.sampled_from(["钱思远", "欧阳修", "阿依古丽·买买提", "李晓雯（采购）", "J. Lee"]),
    "": PART,
}  # fmt: skip


def _check_of(field: Field) -> str:
    return str(field.rules.get("check_with", ""))


def _text(field: Field) -> st.SearchStrategy[Typed]:
    if field.spellings:
        said = st.sampled_from(sorted({*field.spellings, *field.allowed}))
        return said.map(lambda word: Typed(word, field.spellings[word.casefold()]))
    if "check_with" in field.rules:
        return _same(CHECKED[field.rules["check_with"]])
    if "regex" in field.rules:
        shaped = st.from_regex(field.rules["regex"], fullmatch=True)
        return _same(shaped.filter(lambda word: word.isascii() and any(map(str.isdigit, word))))
    return _same(words(field.rules.get("minlength", 2), field.rules.get("maxlength", 30)))


def _several(parts: st.SearchStrategy[str], join: str) -> st.SearchStrategy[Typed]:
    found = st.lists(parts, min_size=1, max_size=3, unique=True)
    return found.map(lambda several: Typed(join.join(several), tuple(several)))


def _decimal(field: Field, places: int) -> st.SearchStrategy[Decimal]:
    least, most = field.rules.get("min", -100_000), field.rules.get("max", 100_000)
    return st.decimals(least, most, places=places, allow_nan=False, allow_infinity=False)


def _amount(field: Field) -> st.SearchStrategy[Typed]:
    return _decimal(field, 2).map(lambda one: Typed(float(one), one * IN_WAN[field.unit]))


def _month(day: date) -> Typed:
    return Typed(day.replace(day=1), Period.holding(day, "month"))


def _moment(day: date, clock: time) -> Typed:
    if clock == time():  # what a workbook has for a bare day
        return Typed(day, Moment(day))
    return Typed(datetime.combine(day, clock), Moment(day, clock))


def _volumes(years: Mapping[int, int]) -> Typed:
    typed = "；".join(f"{year}：{volume:,}" for year, volume in years.items())
    return Typed(typed, tuple(YearVolume(year, Decimal(one)) for year, one in years.items()))


DAYS = st.dates(EARLIEST, AS_OF)
CLOCKS = st.sampled_from([time(), time(8, 30), time(17), time(23, 59), time(9, 5, 7)])
PERIODS = st.sampled_from(["2026-09", "2026-01", "2026Q3", "2026H1", "2025"])
TYPES: Mapping[str, Callable[[Field], st.SearchStrategy[Typed]]] = {
    "text": _text,
    "day": lambda field: _same(DAYS),
    "moment": lambda field: st.builds(_moment, DAYS, CLOCKS),
    "month": lambda field: DAYS.map(_month),
    "periods": lambda field: _several(PERIODS, "、").map(
        lambda one: Typed(one.cell, tuple(map(Period.parse, one.meant)))
    ),
    "amount": _amount,
    "number": lambda field: (
        _decimal(field, 1)
        .filter(lambda one: not field.of_hundred or one == 0 or one > 1)
        .map(lambda one: Typed(float(one), one))
    ),
    "whole": lambda field: _same(
        st.integers(field.rules.get("min", -9999), field.rules.get("max", 9999))
    ),
    "flag": lambda field: st.booleans().map(lambda yes: Typed("是" if yes else "否", yes)),
    "items": lambda field: _several(
        st.sampled_from(field.allowed) if field.allowed else CHECKED[_check_of(field)], "、"
    ),
    "lines": lambda field: _several(PART, "\n"),
    "volumes": lambda field: st.dictionaries(
        st.integers(1990, 2026), st.integers(0, 99_999), min_size=1, max_size=3
    ).map(_volumes),
}


@cache
def _cells(kind: str, name: str) -> st.SearchStrategy[Typed]:
    """What may be typed into a column: made ready once, and drawn from for every row."""
    field = desk.SCHEMAS[kind].fields[name]
    return TYPES[field.type](field)


@st.composite
def row(draw: st.DrawFn, schema: SheetSchema, given: Mapping[str, Typed] | None = None) -> Filled:
    """A row that breaks no rule of its kind; ``given`` are cells that are filled in already."""
    filled: Filled = {}
    for name, field in schema.fields.items():
        if field.required or draw(st.booleans()):
            filled[name] = draw(_cells(schema.kind, name))
    filled |= given or {}
    for _ in schema.checks:  # what mends one rule may wake another
        for check in schema.checks:
            meant = {name: one.meant for name, one in filled.items()}
            if Selector(with_as_of(check.when, AS_OF)).judge(meant)[0] is True:
                _mend(draw, filled, schema, with_as_of(check.must, AS_OF))
                _in_order(filled, check.order)
    return filled


def _mend(draw: st.DrawFn, filled: Filled, schema: SheetSchema, must: Mapping[str, Any]) -> None:
    for name, rules in must.items():
        if rules.get("required") and name not in filled:
            filled[name] = draw(_cells(schema.kind, name))
        bounds = [day for day in (rules.get("min"), rules.get("max")) if day]
        if bounds and name in filled:
            moment = schema.fields[name].type == "moment"
            (filled[name],) = (Typed(day, Moment(day) if moment else day) for day in bounds)
        if name in filled and filled[name].meant in rules.get("forbidden", ()):
            del filled[name]


def _in_order(filled: Filled, order: Sequence[str]) -> None:
    names = [name for name in order if name in filled]
    days = sorted((filled[name].meant for name in names), key=_when)
    for name, day in zip(names, days, strict=True):
        filled[name] = _as_asked(day, isinstance(filled[name].meant, Moment))


def _when(day: date | Moment) -> tuple[date, time]:
    moment = Moment.of(day)
    return moment.day, moment.time or time()


def _as_asked(day: date | Moment, with_time: bool) -> Typed:
    """A day in the form that its column takes."""
    moment = Moment.of(day)
    return _moment(*_when(day)) if with_time else Typed(moment.day, moment.day)


def _key(name: str) -> Callable[[Filled], object]:
    """What makes two rows the same by a field; a blank is like no other."""

    def key(filled: Filled) -> object:
        value = filled[name].meant if name in filled else object()
        return same_name(value) if isinstance(value, str) else value

    return key


def _rows(schema: SheetSchema, one: st.SearchStrategy[Filled]) -> st.SearchStrategy[list[Filled]]:
    """Up to three rows that share nothing that must be unique."""
    keys = {names[-1] for names in schema.unique}
    if schema.kind == CUSTOMER:
        keys |= {schema.roles.name}
    return st.lists(one, min_size=1, max_size=3, unique_by=tuple(map(_key, sorted(keys))))


@st.composite
def company(draw: st.DrawFn, kind: str) -> dict[str, list[Filled]]:
    """Rows of customers, and rows of a kind that concern them."""
    customer, schema = desk.SCHEMAS[CUSTOMER], desk.SCHEMAS[kind]
    customers = draw(_rows(customer, row(customer)))
    if kind == CUSTOMER:
        return {CUSTOMER: customers}
    concerned = st.sampled_from(customers).map(
        lambda one: {
            theirs: one[ours]
            for theirs, ours in (
                (schema.roles.code, customer.roles.code),
                (schema.roles.name, customer.roles.name),
            )
            if theirs
        }
    )
    return {
        CUSTOMER: customers,
        kind: draw(_rows(schema, concerned.flatmap(lambda given: row(schema, given)))),
    }


def fill(content: bytes, sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """Type rows into a blank, by field, below the headings of the sheet of each kind."""
    book = _opened(content)
    for kind, rows in sheets.items():
        schema = desk.SCHEMAS[kind]
        sheet = book[schema.sheets[0]]
        for number, cells in enumerate(rows, HEADING_ROW + 1):
            for column, name in enumerate(schema.fields, 1):
                if name in cells:
                    cell = sheet.cell(number, column, cells[name])
                    cell.number_format = column_style(sheet, column).number_format
    stream = io.BytesIO()
    book.save(stream)
    for kind in sheets:
        sheet = book[desk.SCHEMAS[kind].sheets[0]]
        sheet.delete_rows(HEADING_ROW + 1, sheet.max_row - HEADING_ROW)
    return stream.getvalue()


@lru_cache(maxsize=1)
def _opened(content: bytes) -> openpyxl.Workbook:
    """A blank that is opened once: who types into it leaves it blank."""
    return openpyxl.load_workbook(io.BytesIO(content))


def typed(rows: Iterable[Filled]) -> list[dict[str, Any]]:
    return [{name: one.cell for name, one in filled.items()} for filled in rows]


def column_style(sheet: Worksheet, column: int) -> ColumnDimension:
    """The format that a column gives to the cells typed into it."""
    dimensions = sheet.column_dimensions.values()
    return next(one for one in dimensions if (one.min or 0) <= column <= (one.max or 0))
