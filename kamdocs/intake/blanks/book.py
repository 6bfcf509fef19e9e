"""A blank workbook: help first, then a sheet for each kind, then what is hidden."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import xlsxwriter

from kamdocs.intake.blanks import guide, listed, table, texts
from kamdocs.intake.blanks.columns import choices
from kamdocs.intake.blanks.looks import Looks
from kamdocs.intake.ours import stamps
from kamdocs.lettering import FONT, SIZE
from kamdocs.model import Lang, Listing, Record, column_letters, joined
from kamdocs.packaging import without_system
from kamdocs.sheets import STAMP_SHEET, Field, SheetSchema
from kamdocs.spreadsheets import sheet_name

_MADE_ON = datetime(2026, 1, 1)  # the same for every workbook, so that the same gives the same
_LONGEST_LIST = 255


def blank(
    schemas: Iterable[SheetSchema],
    lang: Lang,
    records: Sequence[Record] = (),
    listings: Sequence[Listing] = (),
) -> bytes:
    """The bytes of an empty workbook (.xlsx) to fill in, with a sheet for each schema in order.
    ``records``, where there are such, stand in the sheets of their kinds; ``listings`` follow on
    sheets that are looked at only, and passed over when the workbook comes back.

    Headings and choices are Chinese whatever the language; help is in ``lang``. The same schemas
    give the same bytes. A hidden stamp says what the workbook was made from.
    """
    stream = io.BytesIO()
    options = {"font_name": FONT, "font_size": SIZE, "font_scheme": "none"}
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_format_properties": options})
    looks = Looks(book)
    shown = [listing.name for listing in listings]
    ours = [texts.GUIDE.say(lang), texts.LISTS.say(lang), STAMP_SHEET, *shown]
    named = _named(schemas, ours)
    titles = joined((schema.title.say(lang) for schema in named.values()), lang)
    book.set_properties({
        "title": texts.TITLE.fill(lang, {"kinds": titles}),
        "author": "kamdocs",
        "created": _MADE_ON,
    })  # fmt: skip
    help_page = guide.fill(book.add_worksheet(ours[0]), named, looks, lang)
    lists = _Lists(book, ours[1])
    for name, schema in named.items():
        page = book.add_worksheet(name)
        page.set_tab_color("#2F5D8A")
        own = [record for record in records if record.kind == schema.kind]
        table.fill(page, schema, looks, lists.source_for(schema), lang, own)
        if own:
            page.activate()  # what is filled in already is seen first
    pages = [stamps.page(ours[0], help_page)]
    for listing in listings:
        rows = listed.fill(book.add_worksheet(listing.name), listing, looks, lang)
        pages.append(stamps.page(listing.name, rows))
    pages += [stamps.Stamped(name) for name in (STAMP_SHEET, *lists.write())]
    _stamp(book, pages, named.items())
    book.close()
    return without_system(stream.getvalue())


def _named(schemas: Iterable[SheetSchema], ours: Iterable[str]) -> dict[str, SheetSchema]:
    """The schemas by the names of their sheets: the first by which a kind goes, as Excel takes
    it."""
    named: dict[str, SheetSchema] = {}
    taken = set(ours)
    for schema in schemas:
        name = sheet_name(schema.sheets[0], taken) or sheet_name(schema.kind, taken)
        taken.add(name)
        named[name] = schema
    return named


@dataclass
class _Lists:
    """Choices that are too long to stand in a rule: they stand in a hidden sheet, by name."""

    book: Any
    name: str
    columns: dict[str, Sequence[str]] = field(default_factory=dict)

    def source_for(self, schema: SheetSchema) -> table.Source:
        return lambda column: self._source(schema.kind, column)

    def _source(self, kind: str, column: Field) -> Sequence[str] | str:
        offered = choices(column)
        if _fits(offered):
            return offered
        name = f"list_{kind}_{column.name}"
        self.columns[name] = offered
        return f"={name}"

    def write(self) -> list[str]:
        """Write the sheet where it is needed; its name, or nothing."""
        if not self.columns:
            return []
        page = self.book.add_worksheet(self.name)
        page.hide()
        for at, (name, offered) in enumerate(self.columns.items()):
            for row, choice in enumerate(offered):
                page.write_string(row, at, choice)
            letters = column_letters(at + 1)
            cells = f"${letters}$1:${letters}${len(offered)}"
            self.book.define_name(name, f"='{self.name}'!{cells}")
        return [self.name]


def _fits(offered: Sequence[str]) -> bool:
    """Whether choices can stand in a rule, where commas part them."""
    plain = all("," not in one and '"' not in one and one == one.strip() for one in offered)
    return plain and len(",".join(offered).encode("utf-16-le")) <= 2 * _LONGEST_LIST


def _stamp(
    book: Any, own: Iterable[stamps.Stamped], named: Iterable[tuple[str, SheetSchema]]
) -> None:
    rows = [*own, *(stamps.stamped(name, schema) for name, schema in named)]
    page = book.add_worksheet(STAMP_SHEET)
    page.very_hidden()
    for row, cells in enumerate(stamps.written(rows)):
        for column, words in enumerate(cells):
            page.write_string(row, column, words)
