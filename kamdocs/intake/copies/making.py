"""From a file that was handed in to its copy: opened, changed, and closed again as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kamdocs.intake.copies.annotating import About, Copy, Remark, annotated, annotated_anew
from kamdocs.intake.copies.book import BROKEN, Book
from kamdocs.intake.copies.rereading import LET_IN, faithful
from kamdocs.intake.opening import (
    ENDINGS,
    Format,
    format_of,
    locked,
    open_workbook,
    unlocked,
    with_slashes,
)
from kamdocs.model import Lang, Record
from kamdocs.sheets import Schemas


@dataclass(frozen=True)
class Made:
    """A copy: its bytes, the ending that its name must have, and whether it had to become an
    .xlsx, without the formats of the file that was handed in."""

    content: bytes
    ending: str
    converted: bool


def annotated_copy(
    content: bytes, remarks: Sequence[Remark], about: About, lang: Lang, passwords: Iterable[str]
) -> Made:
    """A copy with what was found on it. NotOpened where the file is none that opens.

    A package that cannot be changed part by part is copied by its values, as other formats are.
    Only for that are its values read.
    """
    plain, password = unlocked(content, passwords)
    plain = with_slashes(plain)
    return _made(_annotated(plain, remarks, about, lang), about.file, password)


def _annotated(plain: bytes, remarks: Sequence[Remark], about: About, lang: Lang) -> Copy:
    if format_of(plain) is Format.XLSX:
        try:
            return Copy(annotated(plain, remarks, about, lang), converted=False)
        except BROKEN:
            pass  # a package that opens, though something in it is not as it should be
    grids = open_workbook(plain, about.file, LET_IN).grids
    return Copy(annotated_anew(grids, remarks, about, lang), converted=True)


def fixed_copy(
    content: bytes,
    records: Sequence[Record],
    schemas: Schemas,
    about: About,
    lang: Lang,
    passwords: Sequence[str],
) -> Made:
    """A copy with the certain repairs made; the file itself where there are none.

    ``records`` are those read of this file. NotOpened where the file is none that opens.
    """
    workbook = open_workbook(content, about.file, LET_IN._replace(passwords=passwords))
    copy = faithful(workbook, records, schemas, about, lang)
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
