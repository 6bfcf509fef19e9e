"""One cell to one value, by the type of its field. Nothing is guessed in silence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kamdocs.intake.cells import plain, words
from kamdocs.intake.days import read_day, read_month, read_periods, serial_day
from kamdocs.intake.numbers import read_amount, read_number, read_volumes, read_whole
from kamdocs.model import Fact, Text, Unread, Value
from kamdocs.sheets import Field

_BLANKS = frozenset(
    {
        "",
        "/",
        "／",
        "-",
        "--",
        "—",
        "——",
        "－",
        "待补",
        "n/a",
        "na",
        "暂缺",
        "待定",
        "未定",
        "不详",
        "未知",
    }
)
_SAME = frozenset({"同上", "同前", "同左", "〃", '"', "ditto"})
_NONE = frozenset({"无", "没有", "暂无", "none"})
_YES = frozenset({"是", "有", "y", "yes", "true", "√", "✓", "☑", "1", "对"})
_NO = frozenset({"否", "无", "没有", "n", "no", "false", "×", "x", "☐", "0", "不是"})
_ITEMS = re.compile(r"[、；;，,\n]+")
_CHOICES = re.compile(r"[、；;，,\n/／]+")
_LINES = re.compile(r"[；;][ \t]*\n?|\n")
_DIGITS_KEPT = 1e15  # Excel keeps fifteen digits of a number


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell gave: a value (None for a blank), and the reading where it was not plain."""

    value: Value | None
    note: Mapping[str, Fact] = field(default_factory=dict)


def read(raw: object, wanted: Field, unit: str = "") -> Read:
    """The value of a cell for a field.

    ``raw`` is what the workbook holds (str, float, bool, date, datetime, time); ``unit`` the unit
    that the heading names. What the field cannot take comes out as ``Unread``.
    """
    if isinstance(raw, str):
        bare = plain(raw).casefold()
        if bare in _BLANKS:
            return Read(None)
        if bare in _NONE and wanted.type != "flag":
            return Read(_none(wanted))
        if bare in _SAME:
            return Read(_unread(Unread(raw.strip(), "KD116"), wanted))
    elif raw is None:
        return Read(None)
    found = READERS[wanted.type](raw, wanted, unit)
    if isinstance(found.value, Unread):
        return Read(_unread(found.value, wanted))
    return found


def _none(wanted: Field) -> Value | None:
    """无 is an answer in words; where a day, a number or a shape is asked for, it is a blank."""
    if wanted.type in ("items", "lines"):
        return None if wanted.spellings else ("无",)
    shaped = wanted.rules.get("check_with") or wanted.rules.get("regex") or wanted.spellings
    return "无" if wanted.type == "text" and not shaped else None


def _unread(fault: Unread, wanted: Field) -> Unread:
    return replace(fault, facts={**fault.facts, "field": wanted.label, "value": fault.raw})


def _text(raw: object, wanted: Field, unit: str) -> Read:
    if isinstance(raw, float) and abs(raw) >= _DIGITS_KEPT:
        return Read(Unread(f"{raw:.0f}", "KD117"))
    text = words(raw)
    if wanted.spellings:
        return Read(wanted.spellings.get(plain(text).casefold(), text))
    if wanted.rules.get("check_with") or wanted.rules.get("regex"):
        text = plain(text)
    return Read(text)


def _day(raw: object, wanted: Field, unit: str) -> Read:
    serial = serial_day(raw)
    if serial:
        return _noted(serial, raw, wanted, serial)
    return Read(read_day(raw))


def _noted(value: Value, raw: object, wanted: Field, read_as: Fact) -> Read:
    return Read(value, {"field": wanted.label, "value": words(raw), "read": read_as})


def _amount(raw: object, wanted: Field, unit: str) -> Read:
    value, about = read_amount(raw, unit)
    if about and isinstance(value, Decimal):
        shown = f"{value:,f}"
        return _noted(value, raw, wanted, Text(f"{shown}万元", f"{shown}万元"))
    return Read(value)


def _flag(raw: object, wanted: Field, unit: str) -> Read:
    if isinstance(raw, bool):
        return Read(raw)
    word = plain(words(raw)).casefold()
    if word in _YES or word in _NO:
        return Read(word in _YES)
    return Read(Unread(words(raw), "KD115"))


def _items(raw: object, wanted: Field, unit: str) -> Read:
    parts = (_CHOICES if wanted.spellings else _ITEMS).split(words(raw))
    kept = [part.strip() for part in parts if part.strip()]
    if wanted.spellings:
        kept = [choice for part in kept for choice in _choices(part, wanted.spellings)]
    return Read(tuple(dict.fromkeys(kept)) or None)


def _choices(part: str, spellings: Mapping[str, str]) -> list[str]:
    """The choices in a part: one that may hold spaces itself, or several apart by spaces."""
    whole = spellings.get(plain(part).casefold())
    if whole:
        return [whole]
    found = [spellings.get(word.casefold()) for word in plain(part).split(" ")]
    sound = [choice for choice in found if choice]
    return sound if len(sound) == len(found) else [part]


def _lines(raw: object, wanted: Field, unit: str) -> Read:
    """One entry a line; a blank line within stays, for columns that go line by line together."""
    if isinstance(raw, date):
        return Read((words(raw)[:10],))
    parts = [part.strip() for part in _LINES.split(words(raw))]
    while parts and not parts[-1]:
        parts.pop()
    return Read(tuple(parts) or None)


READERS: dict[str, Callable[[object, Field, str], Read]] = {
    "text": _text,
    "day": _day,
    "month": lambda raw, wanted, unit: Read(read_month(raw)),
    "periods": lambda raw, wanted, unit: Read(read_periods(raw)),
    "amount": _amount,
    "number": lambda raw, wanted, unit: Read(read_number(raw)),
    "whole": lambda raw, wanted, unit: Read(read_whole(raw)),
    "flag": _flag,
    "items": _items,
    "lines": _lines,
    "volumes": lambda raw, wanted, unit: Read(read_volumes(raw)),
}
