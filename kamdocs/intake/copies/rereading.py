"""A fixed copy is read again: it must give the records that the file gave.

A repair changes how something is written, never what it says. Should a copy say anything else, the
repairs in the rows concerned are taken back and only proposed.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace

from kamdocs.intake.copies.changing import About, Copy
from kamdocs.intake.copies.fixing import fixed
from kamdocs.intake.copies.repairs import Grade, Repair, repairs
from kamdocs.intake.opening import Door, Limits, Workbook
from kamdocs.intake.reading import read_content
from kamdocs.model import Place, Record, Unread
from kamdocs.sheets import Schemas

LET_IN = Door(limits=Limits(*[sys.maxsize] * len(Limits._fields)))
"""No limits: a file of which a copy is made was let in when it was read, by those of its run."""


def faithful(workbook: Workbook, records: Sequence[Record], schemas: Schemas, about: About) -> Copy:
    """A copy with the certain repairs made that reads as the workbook did."""
    found = repairs(records, schemas)
    while True:
        copy = fixed(workbook, found, about)
        if copy.content == workbook.content:
            return copy
        again = read_content(about.file, copy.content, schemas, LET_IN).records
        if _same(records, again):
            return copy
        found = _taken_back(found, _changed(records, again))


def _taken_back(found: Sequence[Repair], cells: set[Place]) -> list[Repair]:
    """The repairs with those in some cells only proposed; where none is there, all of them."""
    blamed = {one.cell for one in found if one.grade is Grade.DONE and one.cell in cells}
    return [
        replace(one, grade=Grade.PROPOSED)
        if one.grade is Grade.DONE and (one.cell in blamed or not blamed)
        else one
        for one in found
    ]


def _same(before: Sequence[Record], after: Sequence[Record]) -> bool:
    return len(before) == len(after) and not _changed(before, after)


def _changed(before: Sequence[Record], after: Sequence[Record]) -> set[Place]:
    """The cells of records that read otherwise; none can be named where rows came or went."""
    if len(before) != len(after):
        return set()
    return {
        record.place(name)
        for record, again in zip(before, after, strict=True)
        if _says(record) != _says(again)
        for name in (*record.columns, *record.cells)
    }


def _says(record: Record) -> tuple[str, dict[str, object]]:
    """What a record says, without its place: another format has other names for its sheets."""
    values: dict[str, object] = {
        name: (value.code, value.raw) if isinstance(value, Unread) else value
        for name, value in record.values.items()
    }
    return record.kind, values
