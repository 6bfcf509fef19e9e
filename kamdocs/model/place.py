"""Where a value stands, spelled as Excel spells it."""

from functools import cache

from kamdocs.lazy import lazy
from kamdocs.light import light

_PLAIN = lazy(r"[^\W\d][\w.]*\Z")
_LIKE_A_CELL = lazy(r"(?:[A-Za-z]{1,3}\d{1,7}|[Rr]\d*[Cc]\d*)\Z")
_PLAIN_PART = lazy(r"[\w./]*\Z")


@cache
def column_letters(column: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column, from 1, by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@light(order=True)
class Place:
    """A cell, a row, a sheet or a whole file.

    ``file`` is the path as it is shown to people, with forward slashes; ``row`` and ``column``
    count from 1, and 0 stands for "the whole of it".
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def somewhere(self) -> bool:
        """Whether it is a real place, and not ``NOWHERE``."""
        return self != NOWHERE

    @property
    def in_document(self) -> bool:
        """Whether this is a place in a Word document, whose tables have no letters for columns."""
        return self.file.casefold().endswith(".docx")

    @property
    def cell(self) -> str:
        """``C7``; ``7:7`` for a row, ``C:C`` for a column, empty for a sheet; 行3 列2 in a table of
        a document."""
        if self.in_document:
            return (
                f"行{self.row}" + (f" 列{self.column}" if self.column else "") if self.row else ""
            )
        if self.row and self.column:
            return f"{column_letters(self.column)}{self.row}"
        if self.row:
            return f"{self.row}:{self.row}"
        if self.column:
            return f"{column_letters(self.column)}:{column_letters(self.column)}"
        return ""

    def __str__(self) -> str:
        folder, slash, name = self.file.rpartition("/")
        if not self.sheet:
            return f"{folder}{slash}[{name}]"
        if self.in_document:
            return " ".join(
                part for part in (f"{folder}{slash}[{name}]", self.sheet, self.cell) if part
            )
        book = f"{folder}{slash}[{name}]{self.sheet}"
        plain = (
            _PLAIN.match(self.sheet)
            and not _LIKE_A_CELL.match(self.sheet)
            and _PLAIN_PART.match(self.file)
        )
        if not plain:
            book = "'" + book.replace("'", "''") + "'"
        return f"{book}!{self.cell}" if self.cell else book


NOWHERE = Place("-")
"""The place of something that does not stand in any file."""
