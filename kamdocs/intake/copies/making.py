"""From a file that was handed in to its copy: opened, changed, and closed again as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from kamdocs.intake.copies.annotating import Remark, annotated
from kamdocs.intake.copies.book import Book
from kamdocs.intake.copies.changing import About, Copy, changed
from kamdocs.intake.copies.rereading import LET_IN, faithful
from kamdocs.intake.opening import (
    ENDINGS,
    Format,
    locked,
    open_workbook,
    unlocked,
    with_slashes,
)
from kamdocs.model import Record
from kamdocs.sheets import Schemas


@dataclass(frozen=True)
class Made:
    """A copy: its bytes, the ending that its name must have, and whether it had to become an
    .xlsx, without the formats of the file that was handed in."""

    content: bytes
    ending: str
    converted: bool


def annotated_copy(
    content: bytes, remarks: Sequence[Remark], about: About, passwords: Iterable[str]
) -> Made:
    """A copy with what was found on it. NotOpened where the file is none that opens.

    Only where it cannot be changed part by part are its values read.
    """
    plain, password = unlocked(content, passwords)
    plain = with_slashes(plain)
    copy = changed(
        plain,
        lambda: open_workbook(plain, about.file, LET_IN).grids,
        partial(annotated, remarks=remarks, about=about),
    )
    return _made(copy, about.file, password)


def fixed_copy(
    content: bytes,
    records: Sequence[Record],
    schemas: Schemas,
    about: About,
    passwords: Sequence[str],
) -> Made:
    """A copy with the certain repairs made; the file itself where there are none.

    ``records`` are those read of this file. NotOpened where the file is none that opens.
    """
    workbook = open_workbook(content, about.file, LET_IN._replace(passwords=passwords))
    copy = faithful(workbook, records, schemas, about)
    if copy.content == workbook.content:
        return Made(content, PurePath(about.file).suffix, converted=False)
    return _made(copy, about.file, workbook.password)


def _made(copy: Copy, name: str, password: str) -> Made:
    """The copy with the password that the file had, and the ending that fits it."""
    content = locked(copy.content, password) if password else copy.content
    suffix = PurePath(name).suffix
    fits = ENDINGS.get(suffix.casefold()) is Format.XLSX and not copy.converted
    ending = ".xlsm" if Book(copy.content).names("vbaproject.bin") else ".xlsx"
    return Made(content, suffix if fits else ending, copy.converted)
