"""Days and months that are written without their year, where a title tells it: 7月3日 below
2026年第三季度拜访记录."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
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
_DAY_ALONE = lazy(r"\d{1,2}[日号]", re.ASCII)
_FIGURE = lazy(r"\d{1,2}(?:\.0)?", re.ASCII)
"""A bare 六 may be a Saturday."""
_MONTHS = lazy(r"(?<!\d)(?:(\d{1,2})月?份?[-~—–至到、,，和及/])?(\d{1,2})月(?!\d)", re.ASCII)
"""Months that are named, the first of several too, but not that of a day."""
_MONTH_ALONE = lazy(r"\W*[0-9]{1,2}月份?\W*")
_NO_MONTH = 0
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
    written without a year, fall between them. ``months`` are those that a nearer title names
    without a year: a day that is written without its month is of the only one."""

    fields: frozenset[str]
    first: date
    last: date
    months: frozenset[int] = frozenset()

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
        alone = kind == "day" and (
            _FIGURE.fullmatch(_plainly(raw)) or _DAY_ALONE.fullmatch(_written(raw))
        )
        whole = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        months = self.months or ({self.first.month} if whole else ())
        if not alone or len(months) != 1:
            return []
        (month,) = months
        return [f"{month}月{alone[0].rstrip('日号')}日"]

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


def years_anew(row: Iterable[object], schema: SheetSchema, now: Years | None) -> Years | None:
    """The days that a title between the records names for the rows below it; where it names only
    months, those of ``now`` with them. None where it names none, or speaks of the rows above or of
    another year beside theirs: 以上为2025年数据."""
    cells = [cell for cell in row if isinstance(cell, str)]
    if not schema.yearless or any(map(_OF_OTHERS.search, cells)):
        return None
    months = frozenset(chain.from_iterable(_months(one, schema) for one in cells))
    return _told(cells, schema) or (now._replace(months=months) if now and months else None)


def is_year_alone(filled: Sequence[object]) -> bool:
    """Whether a row holds a year and nothing else, as stands above the rows of that year."""
    return len(filled) == 1 and isinstance(filled[0], str) and bool(_YEAR.fullmatch(filled[0]))


def _told(texts: Iterable[str], schema: SheetSchema) -> Years | None:
    nearer: frozenset[int] = frozenset()
    for text in texts:
        if span := _span(text, schema):
            return Years(frozenset(schema.yearless), *span, nearer)
        nearer = nearer or frozenset(_months(text, schema))
    return None


def _span(text: str, schema: SheetSchema) -> tuple[date, date] | None:
    """The first and last day of the years that a title names, or of the part of them."""
    if years := years_in(text, schema.sheets):
        whole = date(min(years), 1, 1), date(max(years), 12, 31)
        return named_span(plain(text)) or whole
    return span_in(plain(text)) if called_after(plain(text), schema.sheets) else None


def _months(text: str, schema: SheetSchema) -> Iterator[int]:
    """The months that a title names without a year. Words that are neither a month alone nor called
    after the kind may mean anything by one: with it comes one that there is not."""
    said = arabic(plain(text)).replace(" ", "")
    if "年" in said or "20" in said:
        return
    found = [int(one) for pair in _MONTHS.findall(said) for one in pair if one]
    yield from found
    if found and not (_MONTH_ALONE.fullmatch(said) or called_after(said, schema.sheets)):
        yield _NO_MONTH


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
    return arabic(_plainly(raw))


def _plainly(raw: object) -> str:
    return plain(shown(raw)).replace(" ", "") if isinstance(raw, str | float | int) else ""


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
