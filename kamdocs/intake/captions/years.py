"""Days and months that are written without their year, where a title tells it: 7月3日 below
2026年第三季度拜访记录."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from kamdocs.intake.captions.stated import named_span, span_in
from kamdocs.intake.captions.titles import years_in
from kamdocs.intake.grid import Numbered, called_after, not_blank, plain, shown, words
from kamdocs.intake.values import Read, arabic, read
from kamdocs.lazy import lazy
from kamdocs.model import Fact, Moment, Period, Unread, Value
from kamdocs.sheets import Field, SheetSchema

_FEW = 2
"""A line of titles has no more cells than these."""
_OF_OTHERS = lazy(r"以上|上[述表]|同期")
_YEAR = lazy(r"\s*20\d{2}\s*年\s*度?\s*[:：]?\s*")
_NUMBER = lazy(r"0?[1-9]|1[0-2]")
_DAY_ALONE = lazy(r"(\d{1,2})[日号]?", re.ASCII)
_SHORT = lazy(r"(\d{1,2})([./])(\d{1,2})", re.ASCII)
_ZERO_LOST = ("1", "2", "3")
"""What a day of two figures may have been where it stands behind a point."""
_SHAPES = {
    "month": lazy(r"\d{1,2}月份?"),
    "periods": lazy(r"\d{1,2}月份?|第?[1-4]季度?|[上下]半年"),
    "day": lazy(r"\d{1,2}月\d{1,2}[日号]?(?!\d).*"),
    "moment": lazy(r"\d{1,2}月\d{1,2}[日号]?(?!\d).*"),
}


class Years(NamedTuple):
    """The days from ``first`` to ``last`` that a title names, and the ``fields`` whose days,
    written without a year, fall between them."""

    fields: frozenset[str]
    first: date
    last: date

    def completed(self, got: Read, raw: object, wanted: Field) -> Read:
        """What a cell gave; or, where it could not be read because its year is missing, what it
        gives with the only year that puts it between ``first`` and ``last``. Where 7/8 may be two
        days there, it is refused with both."""
        if wanted.name not in self.fields or not isinstance(got.value, Unread):
            return got
        said = self._in_month(raw, wanted.type) or _without_year(raw, wanted.type)
        years = range(self.first.year, self.last.year + 1) if said else ()
        readings = [read(f"{year}年{one}", wanted) for year in years for one in said]
        fitting = [one for one in readings if self._holds(one.value)]
        if not fitting or (len(fitting) > 1 and len(said) == 1):
            return got
        about: dict[str, Fact] = {"field": wanted.label, "value": words(raw)}
        if len(fitting) > 1:
            days = tuple(sorted(str(one.value) for one in fitting))
            return Read(Unread(words(raw), "KD111", {**about, "readings": days}))
        value, _, how = fitting[0]
        return Read(value, {**about, "read": value}, (*how, "year-stated"))

    def _in_month(self, raw: object, kind: str) -> Sequence[str]:
        """What a cell may say that gives no more than the day of the only month: 5日, 5."""
        found = _DAY_ALONE.fullmatch(_written(raw)) if kind == "day" else None
        one = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return [f"{self.first.month}月{found[1]}日"] if found and one else []

    def _holds(self, value: Value | None) -> bool:
        days = list(_days(value))
        return bool(days) and all(self.first <= day <= self.last for day in days)


def years_told(
    above: Sequence[Numbered], sheet: str, file: str, schema: SheetSchema
) -> Years | None:
    """The days that a sheet covers, by the nearest title above the headings that names a year, else
    by the name of the sheet, else by that of the file. None where none of them does, or the kind
    has no fields that may lack the year."""
    if not schema.yearless:
        return None
    rows = (not_blank(row) for _, row in reversed(above))
    titles = (cell for row in rows if len(row) <= _FEW for cell in row if isinstance(cell, str))
    return _told((*titles, sheet, PurePath(file).stem), schema)


def years_anew(row: Iterable[object], schema: SheetSchema) -> Years | None:
    """The days that a title between the records names for the rows below it. None where it names
    none, or speaks of the rows above or of another year beside theirs: 以上为2025年数据."""
    cells = [cell for cell in row if isinstance(cell, str)]
    if not schema.yearless or any(map(_OF_OTHERS.search, cells)):
        return None
    return _told(cells, schema)


def is_year_alone(filled: Sequence[object]) -> bool:
    """Whether a row holds a year and nothing else, as stands above the rows of that year."""
    return len(filled) == 1 and isinstance(filled[0], str) and bool(_YEAR.fullmatch(filled[0]))


def _told(texts: Iterable[str], schema: SheetSchema) -> Years | None:
    for text in texts:
        if years := years_in(text, schema.sheets):
            whole = date(min(years), 1, 1), date(max(years), 12, 31)
            return Years(frozenset(schema.yearless), *(named_span(plain(text)) or whole))
        if called_after(plain(text), schema.sheets) and (span := span_in(plain(text))):
            return Years(frozenset(schema.yearless), *span)
    return None


def _without_year(raw: object, kind: str) -> Sequence[str]:
    """What a cell may say of a day or month without its year; nothing where it says anything else.

    7/6 may be meant either way round, and 7.1 may have been typed as 7.10.
    """
    text = _written(raw)
    if kind == "month" and _NUMBER.fullmatch(text):
        return [f"{text}月"]
    if kind == "day" and (short := _SHORT.fullmatch(text)):
        first, point, second = short.groups()
        either = (
            [(first, second)] if int(first) == int(second) else [(first, second), (second, first)]
        )
        either += [(first, f"{second}0")] if point == "." and second in _ZERO_LOST else []
        return [f"{month}月{day}日" for month, day in either]
    shape = _SHAPES.get(kind)
    return [text] if shape and shape.fullmatch(text) else []


def _written(raw: object) -> str:
    """What a cell says, without blanks and in Arabic figures; nothing where it is no such text."""
    written = shown(raw) if isinstance(raw, str | float | int) else ""
    return arabic(plain(written).replace(" ", ""))


def _days(value: Value | None) -> Iterator[date]:
    """The first and last day of what was read."""
    if isinstance(value, Moment):
        yield value.day
    elif isinstance(value, date):
        yield value
    elif isinstance(value, Period):
        yield from (value.start, value.last)
    elif isinstance(value, tuple):
        for part in value:
            yield from _days(part) if isinstance(part, Period) else ()
