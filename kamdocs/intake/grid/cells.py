"""What stands in a cell, as words. Here, at the door, a cell is cleaned, and nowhere else."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import islice

from kamdocs.lazy import lazy

UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_UNSEEN = lazy(f"[{UNSEEN}]")
"""Characters that nobody sees: pasted along from address books, chats and web pages. None of them
is printable."""
_AROUND = lazy(rf"\A[\s{UNSEEN}]+|[\s{UNSEEN}]+\Z")
_MARK = "␣"
_ERROR = lazy(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|#+)\s*\Z")
"""A formula error as text, or a number that was too wide for its column (####)."""
_RUNNING = lazy(
    r"(?:no\.?|第)?\s*[(\[]?(?:[\d.\-]+|[一二三四五六七八九十百]+)[)\]]?\s*[.、号行项条]?\Z",
    re.IGNORECASE,
)


class Shown(str):
    """What a workbook shows of a number where that is more than its digits: 3%, 002200, 1.25亿.

    ``kept`` is the number that the cell holds, ``scaled`` the figure that people see (that of a
    percent, of thousands), with all its places.
    """

    kept: float
    scaled: Decimal

    def __new__(cls, words: str, kept: float, scaled: Decimal) -> "Shown":
        one = super().__new__(cls, words)
        one.kept, one.scaled = kept, scaled
        return one


class Parts(str):
    """What stands in several cells, put together: 2026 | 7 | 3 as 2026年7月3日."""


class Ticked(str):
    """What is chosen in a row that has a column for each choice, as it would stand in the first of
    them; ``column`` is the first that is ticked."""

    column: int

    def __new__(cls, words: str, column: int) -> "Ticked":
        one = super().__new__(cls, words)
        one.column = column
        return one


def plain(raw: str) -> str:
    """Full-width forms narrowed, unseen marks gone, white space squeezed and gone at the ends."""
    text = unicodedata.normalize("NFKC", raw)
    return " ".join((text if text.isprintable() else _UNSEEN.sub("", text)).split())


def trimmed(raw: str) -> str:
    """The text without blanks and unseen marks at its ends."""
    text = raw.strip()
    if text[:1].isprintable() and text[-1:].isprintable():  # as most texts
        return text
    return _AROUND.sub("", text)


How = tuple[str, ...]
"""What was done to read a cell, in order; ``kamdocs.words.changes`` has the words."""


def cleaned(raw: str) -> tuple[str, How]:
    """The text as ``plain`` gives it, and what that changed."""
    text = plain(raw)
    if text == raw:
        return text, ()
    tidy = " ".join(_UNSEEN.sub("", raw).split())
    narrowed = ("width",) if text != tidy else ()
    return text, (*narrowed, *(("blanks",) if tidy != raw else ()))


def blank(raw: object) -> bool:
    """Whether a cell shows nothing at all."""
    if not isinstance(raw, str):
        return raw is None
    if "!" <= raw[:1] <= "~" or "一" <= raw[:1] <= "龥":  # as most texts begin
        return False
    text = raw.strip()
    return not text or (not text[0].isprintable() and not plain(text))


def not_blank(row: Iterable[object]) -> list[object]:
    """The cells of a row that are not ``blank``; of most their first letter tells."""
    return [
        cell
        for cell in row
        if (
            cell and (cell.__class__ is not str or "!" <= cell[0] <= "~" or "一" <= cell[0] <= "龥")
        )
        or not blank(cell)
    ]


def filled(row: Iterable[object], first: int = 0) -> dict[int, object]:
    """The cells of a row that are not ``blank``, each by its place; ``first`` is that of the
    first."""
    return {at: cell for at, cell in enumerate(row, first) if not blank(cell)}


def first_of(row: Iterable[object]) -> object:
    """The first cell of a row that is not ``blank``; an empty text where there is none."""
    return next((cell for cell in row if not blank(cell)), "")


def several(row: Iterable[object]) -> bool:
    """Whether more than one cell of a row is not ``blank``: of most rows the first ones tell."""
    return len(list(islice((cell for cell in row if not blank(cell)), 2))) > 1


def is_error(raw: str) -> bool:
    """Whether a text is what Excel shows of an error: pasted as a value, or from a text file."""
    return raw.startswith("#") and bool(_ERROR.match(raw))


def is_running(raw: object) -> bool:
    """Whether a cell is a running number, however it is written: 1, 01, (一), 第3行."""
    return isinstance(raw, float | int) or (
        isinstance(raw, str) and bool(_RUNNING.match(plain(raw)))
    )


def words(raw: object) -> str:
    """The content of a cell as text: lines kept, 3.0 as 3, midnight left off, a yes as 是."""
    if isinstance(raw, str) and raw.isprintable():  # no line breaks, nothing unseen
        return raw.strip(" ")
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else f"{raw:.15g}"
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date().isoformat()
    if isinstance(raw, timedelta):
        minutes = round(raw.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    text = _UNSEEN.sub("", str(raw).replace("\r\n", "\n").replace("\xa0", " "))
    return "\n".join(line.strip(" \t\u3000") for line in text.split("\n")).strip("\n")


def as_words(raw: object) -> tuple[str, How]:
    """The words of a cell, and what made them of it."""
    text = words(raw)
    if isinstance(raw, str):
        return text, () if text == raw else ("blanks",)
    if isinstance(raw, bool):
        return text, ("truth-as-words",)
    return text, ("number-as-words" if isinstance(raw, float) else "date-as-words",)


def visible(raw: str) -> str:
    """A text with a mark for each blank at its ends and each character that nobody sees."""
    seen = _UNSEEN.sub(_MARK, raw)
    begins, ends = len(seen) - len(seen.lstrip()), len(seen) - len(seen.rstrip())
    return _MARK * begins + seen.strip() + _MARK * ends if seen.strip() else _MARK * len(seen)


def shown(raw: object) -> str:
    """The content of a cell as a message cites it, TRUE as the workbook shows it."""
    return str(raw).upper() if isinstance(raw, bool) else words(raw)
