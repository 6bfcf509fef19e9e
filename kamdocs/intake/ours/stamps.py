"""The stamp in a workbook made by ``kamdocs blank``: which kinds it was made for, in which version.

The stamp is a hidden sheet named ``STAMP_SHEET``. Its first cell holds ``FORMAT``; each row below
names a sheet of the workbook, with the kind, the version of its schema and a fingerprint of its
headings. Rows without a kind name the sheets of the blank itself (help, lists, the stamp), in which
nobody fills in anything; of the help they say how many rows it has, and give a fingerprint of its
words.

How reading uses it, once for a workbook::

    stamp = read_stamp(rows of that sheet)                # None where there is none
    judged = judge(stamp, schemas) if stamp else ()

- A sheet named in ``stamp.own`` is passed over without a word where it is ``as_made``; else it is
  read like any other, and where it holds no table, what was ``added`` is told.
- ``old_headings(judged, kind)`` are headings that lead to a field while rows of that kind are
  looked for; they go before the headings of today.
- ``concerning(judged, sheet, kind)`` is what the stamp says of a table that was found: its ``code``
  and ``facts`` make a finding at the sheet, and where it is ``refused`` no row of the sheet is
  read. A stamped sheet with no such table (``concerning(judged, sheet, "")``) may be refused too:
  its kind is none of ours.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kamdocs.intake.grid import Grid, Row, Spot, filled, not_blank, words
from kamdocs.model import Fact
from kamdocs.sheets import Migration, Schemas, SheetSchema, version_order

FORMAT = "kamdocs-blank/1"
"""What the first cell of the stamp holds; a change of what the rows mean takes another number."""
_ANY_FORMAT = "kamdocs-blank/"
_REFUSALS = frozenset({"KD161", "KD162", "KD163"})


class Stamped(NamedTuple):
    """One row of the stamp. ``headings`` is the fingerprint. ``kind`` is empty for a sheet of the
    blank itself, of which ``version`` is the number of rows."""

    sheet: str
    kind: str = ""
    version: str = ""
    headings: str = ""


class Stamp(NamedTuple):
    """All rows of a stamp. ``format`` is ``FORMAT``, or that of a kamdocs later than this."""

    format: str
    rows: tuple[Stamped, ...]

    @property
    def own(self) -> frozenset[str]:
        """The names of the sheets in which nobody fills in anything."""
        return frozenset(row.sheet for row in self.rows if not row.kind)


class Judgement(NamedTuple):
    """What a row of the stamp means for reading.

    ``code`` and ``facts`` are those of a finding, empty where there is nothing to be said;
    ``old_headings`` leads from headings of that version to the fields of today.
    """

    stamped: Stamped
    code: str = ""
    facts: Mapping[str, Fact] = {}
    old_headings: Mapping[str, str] = {}

    @property
    def refused(self) -> bool:
        """Whether the sheet is not to be read."""
        return self.code in _REFUSALS


def stamped(sheet: str, schema: SheetSchema) -> Stamped:
    """The row of the stamp for a sheet that is made from a schema."""
    return Stamped(sheet, schema.kind, schema.version, fingerprint(schema))


def page(sheet: str, rows: Sequence[Row]) -> Stamped:
    """The row of the stamp for a sheet of the blank itself, of which these are all rows."""
    return Stamped(sheet, "", str(len(rows)), _fingerprint_of(enumerate(rows, 1)))


def as_made(stamp: Stamp, grid: Grid) -> bool:
    """Whether a sheet of the blank itself holds what it was made with, and no more."""
    return _page_of(stamp, grid).headings == _fingerprint_of(grid.rows())


def added(stamp: Stamp, grid: Grid) -> tuple[Spot, ...] | None:
    """The cells that were typed in below the last row of such a sheet; None where its stamp, of an
    earlier kamdocs, does not tell."""
    made = _page_of(stamp, grid)
    if not made.headings:
        return None
    last = int(made.version) if made.version.isdecimal() else 0
    return tuple(
        (number, column)
        for number, row in grid.rows()
        if number > last
        for column in filled(row, grid.first_column)
    )


def _page_of(stamp: Stamp, grid: Grid) -> Stamped:
    return next(one for one in stamp.rows if one.sheet == grid.name and not one.kind)


def _fingerprint_of(rows: Iterable[tuple[int, Row]]) -> str:
    return _short_hash(words(cell) for _, row in rows for cell in not_blank(row))


def fingerprint(schema: SheetSchema) -> str:
    """A short hash of what the headings of a kind mean: their fields, words, types and units."""
    said = [f"{one.name} {one.label.zh} {one.type} {one.unit}" for one in schema.fields.values()]
    return _short_hash(said)


def _short_hash(said: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(said).encode(errors="replace")).hexdigest()[:16]


def written(rows: Iterable[Stamped]) -> list[list[str]]:
    """The cells of a stamp, as ``read_stamp`` takes them."""
    return [[FORMAT], *([row.sheet, row.kind, row.version, row.headings] for row in rows)]


def read_stamp(rows: Iterable[Sequence[object]]) -> Stamp | None:
    """The stamp that some rows hold, as the reader of workbooks gives them; None for no stamp."""
    cells = [[words(cell) if cell is not None else "" for cell in row[:4]] for row in rows]
    if not cells or not cells[0] or not cells[0][0].startswith(_ANY_FORMAT):
        return None
    found = (Stamped(*row) for row in cells[1:] if row and row[0])
    return Stamp(cells[0][0], tuple(found))


def judge(stamp: Stamp, schemas: Schemas) -> tuple[Judgement, ...]:
    """What to make of each sheet that the stamp names and somebody fills in.

    Of today's version it is read. An older version is read where the schema tells how
    (``migrations``), else refused, as is one newer than ours or a kind that we do not have.
    """
    later = stamp.format != FORMAT
    return tuple(_judged(row, schemas.get(row.kind), later) for row in stamp.rows if row.kind)


def _judged(row: Stamped, schema: SheetSchema | None, later: bool) -> Judgement:
    if schema is None:
        return Judgement(row, "KD163", {"kind": row.kind})
    facts: dict[str, Fact] = {
        "kind": schema.title,
        "name": schema.kind,
        "version": row.version,
        "ours": schema.version,
    }
    theirs, ours = version_order(row.version), version_order(schema.version)
    if later or theirs > ours:
        return Judgement(row, "KD161", facts)
    if theirs < ours:
        known = _migration(schema, row.version)
        if known is None:
            return Judgement(row, "KD162", facts)
        return Judgement(row, "KD160", {**facts, "change": known.text}, known.headings)
    return Judgement(row, "" if row.headings == fingerprint(schema) else "KD164", facts)


def _migration(schema: SheetSchema, version: str) -> Migration | None:
    return next((one for one in schema.migrations if one.version == version), None)


def concerning(judged: Iterable[Judgement], sheet: str, kind: str) -> Judgement | None:
    """What the stamp says of a sheet: by its name, else (it was renamed) by its kind."""
    named = {one.stamped.sheet: one for one in judged}
    if sheet in named:
        return named[sheet]
    return next((one for one in named.values() if kind and one.stamped.kind == kind), None)


def old_headings(judged: Iterable[Judgement], kind: str) -> Mapping[str, str]:
    """The headings of a kind's older version, each with the field of today that it leads to."""
    return next((one.old_headings for one in judged if one.stamped.kind == kind), {})
