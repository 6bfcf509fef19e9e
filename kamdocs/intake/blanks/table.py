"""One sheet of a blank: title, the day it speaks until, groups, headings, and rules below them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from kamdocs.intake.blanks import texts
from kamdocs.intake.blanks.columns import (
    choices,
    column_width,
    heading,
    note,
    number_format,
    rule,
    through_rule,
)
from kamdocs.intake.blanks.looks import Looks, printed
from kamdocs.intake.blanks.writing import content
from kamdocs.lettering import FONT, LINE_HEIGHT, lines
from kamdocs.model import Lang, Record, column_letters
from kamdocs.sheets import Field, SheetSchema

ROWS = 2000
"""How many rows below the headings have rules."""
_TITLE, _THROUGH, _GROUPS, _HEADINGS, _FIRST = range(5)
_LAST = _FIRST + ROWS - 1
_FIRST_WIDTH = 14
"""The first column has room for 数据截至."""
_MOST_FROZEN = 3
_PAGE = 200
"""Digits across a printed page, at three quarters of their size."""
_NOTE = {"author": "kamdocs", "font_name": FONT, "font_size": 9, "width": 260}
_NOTE_DIGITS, _NOTE_LINE = 40, 17

Source = Callable[[Field], Sequence[str] | str]
"""Gives for a column what its dropdown offers: the choices, or the name of a range."""


def fill(
    sheet: Any,
    schema: SheetSchema,
    looks: Looks,
    source: Source,
    lang: Lang,
    records: Iterable[Record],
) -> None:
    """Write the sheet of a kind into an empty worksheet of XlsxWriter, with a row for each of some
    records."""
    table = _Table(sheet, schema, tuple(schema.fields.values()), looks, lang)
    table.columns(source)
    table.above()
    table.headings(table.groups())
    table.marks()
    table.view()
    table.print()
    table.rows(records)


@dataclass(frozen=True)
class _Table:
    sheet: Any
    schema: SheetSchema
    fields: tuple[Field, ...]
    looks: Looks
    lang: Lang

    @property
    def widths(self) -> list[int]:
        first, *others = (column_width(one) for one in self.fields)
        return [max(first, _FIRST_WIDTH), *others]

    @property
    def frozen(self) -> int:
        """How many columns stay in sight: those up to the last required one of the first few."""
        needed = [at for at, one in enumerate(self.fields[:_MOST_FROZEN], 1) if one.required]
        return needed[-1] if needed else 1

    def columns(self, source: Source) -> None:
        """Width, format and rule of every column."""
        for at, (one, width) in enumerate(zip(self.fields, self.widths, strict=True)):
            self.sheet.set_column(at, at, width, self.looks.column(number_format(one)))
            offered = source(one) if choices(one) else ()
            self.sheet.data_validation(_FIRST, at, _LAST, at, rule(one, offered, self.lang))

    def above(self) -> None:
        """The title, and the place for 数据截至: nothing may stand behind that place in its row,
        for the reader would take it for the day."""
        sheet, looks = self.sheet, self.looks
        sheet.set_row(_TITLE, 28, looks["text"])
        sheet.set_row(_THROUGH, 20, looks["text"])
        sheet.write_string(_TITLE, 0, self.schema.title.zh, looks["title"])
        sheet.write_string(_TITLE, self.frozen, texts.LEGEND.say(self.lang), looks["faint"])
        sheet.write_string(_THROUGH, 0, texts.THROUGH.say(self.lang), looks["through"])
        sheet.write_blank(_THROUGH, 1, None, looks["through day"])
        sheet.data_validation(_THROUGH, 1, _THROUGH, 1, through_rule(self.lang))

    def groups(self) -> list[int]:
        """A band above the headings for each group of columns; the tint of each column.

        No cells are merged: a band holds its words in its first cell, so that columns can be
        moved.
        """
        tints: list[int] = []
        self.sheet.set_row(_GROUPS, 18)
        for number, (group, run) in enumerate(groupby(self.fields, key=lambda one: one.group)):
            before, style = len(tints), self.looks[f"group {number % 2}"]
            self.sheet.write_string(_GROUPS, before, self.schema.groups[group].zh, style)
            tints += [number % 2 for _ in run]
            for at in range(before + 1, len(tints)):
                self.sheet.write_blank(_GROUPS, at, None, style)
        return tints

    def headings(self, tints: Sequence[int]) -> None:
        """The headings with their notes, and the filter."""
        most = 1
        for at, (one, width) in enumerate(zip(self.fields, self.widths, strict=True)):
            style = "needed" if one.required else f"optional {tints[at]}"
            self.sheet.write_string(_HEADINGS, at, heading(one), self.looks[style])
            most = max(most, lines(heading(one), width - 3))
            words = note(one, self.lang)
            height = _NOTE_LINE * lines(words, _NOTE_DIGITS) + 10
            self.sheet.write_comment(_HEADINGS, at, words, {**_NOTE, "height": height})
        self.sheet.set_row(_HEADINGS, most * LINE_HEIGHT + 8)
        self.sheet.autofilter(_HEADINGS, 0, _LAST, len(self.fields) - 1)

    def rows(self, records: Iterable[Record]) -> None:
        """What is known already, a row for each record, each as high as its cells have lines; the
        columns have the formats. Such a sheet is printed one page wide."""
        row = _TITLE
        for row, record in enumerate(records, _FIRST):
            most = 1
            for at, (one, width) in enumerate(zip(self.fields, self.widths, strict=True)):
                value = record.get(one.name)
                cell = "" if value is None else content(one.in_its_unit(value))
                most = max(most, lines(str(cell), width - 2))
                if isinstance(cell, date):
                    self.sheet.write_datetime(row, at, cell)
                elif isinstance(cell, float):
                    self.sheet.write_number(row, at, cell)
                elif cell:
                    self.sheet.write_string(row, at, cell)
            self.sheet.set_row(row, most * LINE_HEIGHT + 4)
        if row >= _FIRST:
            self.sheet.fit_to_pages(1, 0)

    def marks(self) -> None:
        """A row with anything in it is ruled, and a required cell that is blank in it shows so."""
        row, last = _FIRST + 1, len(self.fields)
        begun = f"COUNTA($A{row}:${column_letters(last)}{row})>0"
        for at, one in enumerate(self.fields):
            if one.required:
                blank = f"LEN(TRIM({column_letters(at + 1)}{row}))=0"
                self._where(at, at, f"=AND({begun},{blank})", "missing")
        self._where(0, last - 1, f"={begun}", "filled")

    def _where(self, first: int, last: int, criteria: str, style: str) -> None:
        options = {"type": "formula", "criteria": criteria, "format": self.looks[style]}
        self.sheet.conditional_format(_FIRST, first, _LAST, last, options)

    def view(self) -> None:
        """Headings and first columns stay in sight; numbers kept as text are no mistake."""
        self.sheet.freeze_panes(_FIRST, self.frozen)
        self.sheet.set_selection(_FIRST, 0, _FIRST, 0)
        cells = f"A{_FIRST + 1}:{column_letters(len(self.fields))}{_LAST + 1}"
        self.sheet.ignore_errors({"number_stored_as_text": cells})

    def print(self) -> None:
        """On A4 across, the headings and first columns on every page, as many pages side by side
        as leave the words legible."""
        printed(self.sheet, self.lang, top=0.7)
        self.sheet.repeat_rows(_GROUPS, _HEADINGS)
        self.sheet.repeat_columns(0, self.frozen - 1)
        self.sheet.fit_to_pages(-(-sum(self.widths) // _PAGE), 0)
        title = self.schema.title.zh.replace("&", "&&")  # where & begins a code
        self.sheet.set_header(f"&C{title}")
