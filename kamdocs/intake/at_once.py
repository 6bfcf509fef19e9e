"""What is said at once of most cells: that they hold what their field asks for, plainly."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from kamdocs.intake.days import in_range
from kamdocs.intake.limits import LONGEST_TEXT
from kamdocs.intake.numbers import read_amount
from kamdocs.intake.values import LONGEST_STAND_IN, is_shaped, stands_for
from kamdocs.model import Unread, Value
from kamdocs.sheets import Field

AtOnce = Callable[[object], Value | None]
"""The value of a cell, or None where it has to be looked at closely."""

_WORD = re.compile("[一-龥]+")
_LIST = re.compile("[一-龥A-Za-z0-9]+(?:、[一-龥A-Za-z0-9]+)+")


def at_once(wanted: Field, unit: str = "") -> AtOnce | None:
    """What tells of most cells of a field that ``read`` would give their value, and nothing to be
    said of it, without its price. None for a field of which it is not known how.

    ``unit`` is the unit that the heading names.
    """
    if wanted.type == "day":
        return _day
    if wanted.type == "amount":
        return lambda raw: _amount(raw, unit)
    if wanted.spellings or wanted.endless:
        return None
    if wanted.type == "items" and "check_with" not in wanted.rules:
        return _items
    if wanted.type != "text":
        return None
    if not is_shaped(wanted):
        return _text
    return _code if wanted.rules.get("check_with") == "credit_code" else _in_one_piece


def _day(raw: object) -> date | None:
    return raw if raw.__class__ is date and in_range(raw, raw) is raw else None


def _amount(raw: object, unit: str) -> Decimal | None:
    if raw.__class__ is not float:
        return None
    amount, _ = read_amount(raw, unit)
    return None if isinstance(amount, Unread) else amount


def _items(raw: object) -> tuple[str, ...] | None:
    if raw.__class__ is not str or len(raw) > LONGEST_TEXT or not _LIST.fullmatch(raw):
        return None
    items = tuple(raw.split("、"))
    return items if len(set(items)) == len(items) else None


def _text(raw: object) -> str | None:
    if raw.__class__ is not str:
        return None
    assert isinstance(raw, str)
    if _is_plain(raw):
        return raw
    short = len(raw) <= LONGEST_STAND_IN and _WORD.fullmatch(raw)
    return raw if short and not stands_for(raw) else None


def _in_one_piece(raw: object) -> str | None:
    return raw if raw.__class__ is str and _is_in_one_piece(raw) else None


def _code(raw: object) -> str | None:
    code = _in_one_piece(raw)
    return code if code and code == code.upper() else None


def _is_plain(raw: str) -> bool:
    return (
        LONGEST_STAND_IN < len(raw) <= LONGEST_TEXT
        and raw.isprintable()
        and raw[0] not in " #"
        and raw[-1] != " "
        and "+" not in raw
    )


def _is_in_one_piece(raw: str) -> bool:
    return _is_plain(raw) and raw.isascii() and " " not in raw and not raw.endswith(".0")
