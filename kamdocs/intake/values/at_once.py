"""What is said at once of most cells: that they hold what their field asks for, plainly."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple, cast

from kamdocs.intake.values.cell import is_shaped
from kamdocs.intake.values.days import in_range
from kamdocs.intake.values.lists import OF_PEOPLE
from kamdocs.intake.values.numbers import amount_of
from kamdocs.intake.values.stand_ins import LONGEST_STAND_IN, STAND_INS, stands_for
from kamdocs.lazy import lazy
from kamdocs.model import Value
from kamdocs.sheets import Field
from kamdocs.spreadsheets import FULL_CELL


class AtOnce(NamedTuple):
    """Quick reading of plain cells. ``one`` gives the value of a cell, or None where ``read`` is
    needed; ``each`` gives the values of one or more cells, or None where they cannot be told all at
    once."""

    one: Callable[[object], Value | None]
    each: Callable[[Sequence[object]], Sequence[Value] | None] = lambda raws: None


_WORD = lazy("[一-龥]+")
_DOUBTFUL = ("+", "| ", " |", "|#")
"""Signs of something to be said, in texts that have a | around each of them."""
_LISTED = ("1", "①", "(1", "（1")
"""How a cell begins whose items may be numbered."""
_LIST = lazy("(?!1、)[一-龥A-Za-z0-9]+(?:、[一-龥A-Za-z0-9]+)+")
_NAMES = lazy("(?![见详请另参可附同])[一-龥]{2,4}(?:、[一-龥]{2,4})+(?<![人位])")
"""Names of people who are all named (not 等2人), and no words that send the reader elsewhere."""


def at_once(wanted: Field, unit: str = "") -> AtOnce | None:
    """The quick way to read plain cells of a field: it gives the value that ``read`` gives, where
    that has nothing to report. None for a field that has no quick way.

    ``unit`` is the unit that the heading names.
    """
    if wanted.type == "day":
        return _DAYS
    if wanted.type == "amount":
        return AtOnce(lambda raw: _amount(raw, unit))
    if wanted.spellings or wanted.endless:
        return None
    if wanted.type == "items":
        check = wanted.rules.get("check_with")
        return _PEOPLE if check in OF_PEOPLE else None if check else _ITEMS
    if wanted.type == "lines":
        return _LINES
    if wanted.type != "text" or unit:
        return None
    if not is_shaped(wanted):
        return _TEXTS
    return _CODES if wanted.rules.get("check_with") == "credit_code" else _PIECES


def _day(raw: object) -> date | None:
    return raw if raw.__class__ is date and in_range(raw, raw) is raw else None


def _days(raws: Sequence[object]) -> Sequence[date] | None:
    if {*map(type, raws)} != {date}:
        return None
    days = cast("Sequence[date]", raws)
    return days if _day(min(days)) and _day(max(days)) else None


def _amount(raw: object, unit: str) -> Decimal | None:
    return amount_of(raw, unit) if isinstance(raw, float) else None


def _items(pattern: re.Pattern[str], raw: object) -> tuple[str, ...] | None:
    if raw.__class__ is not str or len(raw) > FULL_CELL or not pattern.fullmatch(raw):
        return None
    items = tuple(raw.split("、"))
    return items if len(set(items)) == len(items) else None


def _lines(raw: object) -> tuple[str, ...] | None:
    if raw.__class__ is not str or len(raw) > FULL_CELL or ";" in raw or "；" in raw:
        return None
    if raw.startswith(_LISTED):
        return None
    lines = tuple(raw.split("\n"))
    return lines if all(_text(line) is not None for line in lines) else None


def _lines_each(raws: Sequence[object]) -> Sequence[tuple[str, ...]] | None:
    if {*map(type, raws)} != {str}:
        return None
    texts = cast("Sequence[str]", raws)
    whole = "\n".join(texts)
    if ";" in whole or "；" in whole or max(map(len, texts)) > FULL_CELL:
        return None
    if any(text.startswith(_LISTED) for text in texts):
        return None
    plain = _texts(whole.split("\n")) is not None
    return [tuple(text.split("\n")) for text in texts] if plain else None


def _text(raw: object) -> str | None:
    if raw.__class__ is not str:
        return None
    assert isinstance(raw, str)
    if _is_plain(raw):
        return raw
    short = len(raw) <= LONGEST_STAND_IN and _WORD.fullmatch(raw)
    return raw if short and not stands_for(raw) else None


def _texts(raws: Sequence[object]) -> Sequence[str] | None:
    if {*map(type, raws)} != {str}:
        return None
    texts = cast("Sequence[str]", raws)
    short = [text for text in texts if len(text) <= LONGEST_STAND_IN]
    if not short:
        return texts if _in_one(texts) else None
    if "" in short or not STAND_INS.isdisjoint(short) or not _WORD.fullmatch("".join(short)):
        return None
    longer = [text for text in texts if len(text) > LONGEST_STAND_IN]
    return texts if not longer or _in_one(longer) else None


def _in_one_piece(raw: object) -> str | None:
    return raw if raw.__class__ is str and _is_in_one_piece(raw) else None


def _pieces(raws: Sequence[object]) -> Sequence[str] | None:
    if {*map(type, raws)} != {str}:
        return None
    texts = cast("Sequence[str]", raws)
    whole = _in_one(texts)
    return texts if whole.isascii() and whole and not (" " in whole or ".0" in whole) else None


def _code(raw: object) -> str | None:
    code = _in_one_piece(raw)
    return code if code and code == code.upper() else None


def _codes(raws: Sequence[object]) -> Sequence[str] | None:
    texts = _pieces(raws)
    return texts if texts and all(text == text.upper() for text in texts) else None


def _in_one(texts: Sequence[str]) -> str:
    """All words in one, where each ``_is_plain``; looked at as one they take a tenth of the time.
    Empty where some are not, or may not be."""
    sizes = [*map(len, texts)]
    if min(sizes) <= LONGEST_STAND_IN or max(sizes) > FULL_CELL:
        return ""
    whole = f"|{'|'.join(texts)}|"
    doubtful = not whole.isprintable() or any(sign in whole for sign in _DOUBTFUL)
    return "" if doubtful else whole


def _is_plain(raw: str) -> bool:
    return (
        LONGEST_STAND_IN < len(raw) <= FULL_CELL
        and raw.isprintable()
        and raw[0] not in " #"
        and raw[-1] != " "
        and "+" not in raw
    )


def _is_in_one_piece(raw: str) -> bool:
    return _is_plain(raw) and raw.isascii() and " " not in raw and not raw.endswith(".0")


_DAYS = AtOnce(_day, _days)
_ITEMS = AtOnce(partial(_items, _LIST))
_PEOPLE = AtOnce(partial(_items, _NAMES))
_LINES = AtOnce(_lines, _lines_each)
_TEXTS = AtOnce(_text, _texts)
_PIECES = AtOnce(_in_one_piece, _pieces)
_CODES = AtOnce(_code, _codes)
