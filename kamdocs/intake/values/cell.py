"""One cell to one value, by the type of its field. Nothing is guessed in silence."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from kamdocs.intake.grid import How, Shown, as_words, blank, cleaned, plain, shown, words
from kamdocs.intake.values.days import (
    NO_END,
    day_with_how,
    month_with_how,
    read_periods,
    serial_day,
)
from kamdocs.intake.values.lists import (
    PEOPLE,
    Reading,
    apart,
    choice_of,
    items_of,
    lines_of,
    several_of,
    without_separators,
)
from kamdocs.intake.values.moments import moment_with_how
from kamdocs.intake.values.numbers import (
    DIGITS_KEPT,
    profit_or_loss,
    read_amount,
    read_number,
    read_volumes,
    read_whole,
)
from kamdocs.intake.values.stand_ins import ELSEWHERE, stands_for
from kamdocs.intake.values.ticks import has_boxes, marked_among, ticked
from kamdocs.lazy import lazy
from kamdocs.model import Fact, Moment, Period, Text, Unread, Value
from kamdocs.sheets import Field

ABOVE = Text("上一行", "the row above")
_BESIDE = Text("左边一格", "the cell to its left")
_NOT_READ = frozenset({"KD110", "KD113", "KD115", "KD119", "KD124"})
_FIGURES = frozenset({"amount", "number", "whole"})
_SCALING = lazy(r"[%/$€£]|[百千](?![克米瓦])|[万亿]")
"""What a number is not without, where its format shows it."""
_YES = frozenset({"是", "有", "y", "yes", "true", "√", "✓", "✔", "☑", "1", "对"})
_NO = frozenset({"否", "无", "没有", "n", "no", "false", "×", "✗", "✘", "x", "☐", "0", "不是"})
_END_NEEDED = Text(
    "（这一栏必须写明是哪一天，不能没有期限）", " (a day is needed here; it cannot be left open)"
)
_DIGITS_LOST = lazy(r"\d(?:\.\d+)?E\+\d{2}\Z", re.ASCII | re.IGNORECASE)
_A_SHARE = 2
"""Up to here what is out of a hundred may be a share of 1 that goes beyond it."""
_BARE_FIGURE = lazy(r"[\d,. ]+")
_DECIMAL_ZERO = lazy(r"(\d{6,})\.0\Z", re.ASCII)
"""How programs write a whole number that they took for a decimal."""
_APART = lazy("[ 、;,]")
_APART_IN_WORDS = lazy(r"[、;,]|(?<![A-Za-z]) | (?![A-Za-z])")
"""The same where any words will do, such as Business licence."""
_BOXES = Text(
    "每一项前面一个方框，选中的打√；没有方框的，用顿号分开",
    "each item has its own box, ticked or not; items without boxes are separated by 、 or ;",
)
_TICKED = "☑营业执照 ☐财务报表"
_LOOSE = frozenset({"person", "one_person", "signer", "fax"})
"""Named checks that take 无 for an answer; the others ask for a shape."""
_NOTED = frozenset(
    {
        *(
            "about",
            "as-shown",
            "brackets",
            "china-time",
            "loss-in-words",
            "percent",
            "remark",
            "scientific",
        ),
        *("serial", "zone"),
    }
)
"""What the person who filled the cell in should confirm."""


class Read(NamedTuple):
    """What a cell gave: a value (None for a blank), and the reading where it was not plain.

    ``how`` says what was done to read it, in order, by the codes of ``kamdocs.words.changes``.
    """

    value: Value | None
    note: Mapping[str, Fact] = MappingProxyType({})
    how: How = ()

    def stands_in(self, raw: object) -> bool:
        """Whether the cell had words that stand for a blank."""
        return self.value is None and "endless" not in self.how and not blank(raw)


def read(raw: object, wanted: Field, unit: str = "", later: timedelta = timedelta()) -> Read:
    """The value of a cell for a field.

    ``raw`` is what the workbook holds (str, float, int, bool, date, datetime, time); ``unit`` the
    unit that the heading names; ``later`` how much later a bare number is a day than from
    1899-12-30. What the field cannot take comes out as ``Unread``.
    """
    if raw is None or raw == "":
        return Read(None)
    if type(raw) is int:  # what .xls has for a number without decimals
        raw = float(raw)
    if wanted.endless and isinstance(raw, str) and plain(raw).casefold() in wanted.endless:
        return Read(None, how=("endless",))
    chosen = _chosen(raw, wanted) if isinstance(raw, str) else None
    if chosen is None and isinstance(raw, str) and _boxes_unclear(raw, wanted):
        facts: dict[str, Fact] = {"help": _BOXES, "example": _TICKED}
        return Read(_unread(Unread(raw.strip(), "KD205", facts), wanted))
    cell = raw if chosen is None else chosen
    alone = without_separators(cell, wanted) if isinstance(cell, str) else ""
    instead = stands_for(alone) if isinstance(cell, str) else ""
    if instead and not (instead == "none" and wanted.type == "flag"):
        value, how = _instead(instead, alone, wanted)
    elif isinstance(cell, Shown) and wanted.type in _FIGURES:
        value, how = _shown_figure(cell, wanted, unit)
    else:
        value, how = READERS[wanted.type](cell, wanted, unit)
    if later and "serial" in how:
        value = _later(value, cell, wanted, later)
    if chosen:
        how = ("ticks", *how)
    if isinstance(value, Unread):
        return Read(_unread(value, wanted))
    if not how:
        return Read(value)
    note = {} if _NOTED.isdisjoint(how) else _note(value, raw, wanted)
    return Read(value, note, tuple(dict.fromkeys(how)))


def _shown_figure(cell: Shown, wanted: Field, unit: str) -> Reading:
    """A figure as its number format shows it, which is told where the digits alone say another.

    Words behind a plain number (台) leave it as it is; those behind an amount may be its unit.
    """
    reader = READERS[wanted.type]
    value, how = reader(cell, wanted, unit)
    if isinstance(value, Unread) and wanted.type != "amount" and not _SCALING.search(cell):
        value, how = reader(float(cell.scaled), wanted, unit)
    digits, _ = reader(cell.kept, wanted, unit)
    if isinstance(value, Unread) or value == digits:
        return value, ()
    return value, ("percent" if "percent" in how else "as-shown",)


def _chosen(raw: str, wanted: Field) -> str | None:
    """What is ticked in a cell, empty where nothing is; None where it has no boxes, more ticks than
    the field takes values, or choices without a box: that is for the person who ticked to put
    right."""
    if not (wanted.spellings or wanted.type in ("flag", "items")):
        return None
    choices = ticked(raw)
    if choices is None and wanted.spellings:
        choices = marked_among(raw, lambda word: choice_of(word, wanted.spellings) is not None)
    if choices is None or (len(choices) > 1 and wanted.type != "items"):
        return None
    unboxed = any(_several(one, wanted) for one in choices)
    return None if unboxed else "、".join(choices)


def _words_of(text: str, wanted: Field) -> Sequence[str]:
    """What is ticked in a cell, or each of the words that it lists."""
    among = marked_among(text, lambda word: choice_of(word, wanted.spellings) is not None)
    return ticked(text) or among or apart(text)


def _several(choice: str, wanted: Field) -> bool:
    """Whether what has one box may be several choices: √营业执照、财务报表."""
    if wanted.spellings or wanted.type == "flag":
        return bool(_APART.search(choice)) and not choice_of(choice, wanted.spellings)
    return bool(_APART_IN_WORDS.search(choice))


def _boxes_unclear(raw: str, wanted: Field) -> bool:
    """Whether a list of anything has boxes of which nobody can say what they mean; of a list of
    certain choices that is told by the choices."""
    return wanted.type == "items" and not wanted.spellings and has_boxes(raw)


def _instead(kind: str, raw: str, wanted: Field) -> Reading:
    if kind == "same":
        above = _BESIDE if plain(raw) == "同左" else ABOVE
        return Unread(raw.strip(), "KD116", {"above": above}), ()
    if kind == "hidden":
        return Unread(raw.strip(), "KD137"), ()
    value = _none(wanted) if kind == "none" else None
    if value is None:
        return None, ("blank",)
    text, how = cleaned(raw)
    return value, how if text == "无" else (*how, "synonym")


def _none(wanted: Field) -> Value | None:
    """无 is an answer in words; where a day, a number or a shape is asked for, it is a blank."""
    if wanted.type in ("items", "lines"):
        named = wanted.spellings or wanted.rules.get("check_with") == PEOPLE
        return None if named else ("无",)
    return "无" if wanted.type == "text" and not (is_shaped(wanted) or wanted.spellings) else None


def is_shaped(wanted: Field) -> bool:
    check = wanted.rules.get("check_with", "")
    return (bool(check) and check not in _LOOSE) or "regex" in wanted.rules


def _checked(wanted: Field) -> bool:
    """Whether words are asked for that are no day: a code, a number, somebody's name."""
    return "regex" in wanted.rules or wanted.rules.get("check_with", "signer") != "signer"


def _made_a_day(raw: date | time | timedelta) -> Unread:
    """Why a day is no code: Excel makes one of what is typed as 1-2 or 1/2."""
    typed = f"{raw.month}-{raw.day}" if isinstance(raw, date) else words(raw)
    return Unread(words(raw), "KD148", {"typed": typed})


def _unread(fault: Unread, wanted: Field) -> Unread:
    elsewhere = fault.code in _NOT_READ and ELSEWHERE.match(plain(fault.raw))
    code = "KD144" if elsewhere else fault.code
    facts = {**fault.facts, "field": wanted.label, "value": fault.raw}
    if facts.get("why") == NO_END:
        facts["why"] = _no_end(wanted)
    return replace(fault, code=code, facts=facts)


def _no_end(wanted: Field) -> Text:
    """What is to be done in a field where there is no last day."""
    if wanted.endless:
        word = wanted.endless[0]
        return Text(f"（没有期限的，只写“{word}”）", f" (where there is none, write {word} alone)")
    return _END_NEEDED if wanted.required or wanted.ends else NO_END


def _note(value: Value | None, raw: object, wanted: Field) -> dict[str, Fact]:
    """How a cell was read, for the person who filled it in to confirm."""
    read_as: Fact = value
    if wanted.type == "amount" and isinstance(value, Decimal):
        read_as = Text(f"{value:,f}万元", f"{value:,f}万元")
    return {"field": wanted.label, "value": words(raw), "read": read_as}


def _text(raw: object, wanted: Field, unit: str) -> Reading:
    if isinstance(raw, float) and abs(raw) >= DIGITS_KEPT:
        return Unread(f"{raw:.0f}", "KD117"), ()
    if isinstance(raw, date | time | timedelta) and _checked(wanted):
        return _made_a_day(raw), ()
    text, how = as_words(raw)
    if wanted.spellings:
        found = choice_of(text, wanted.spellings)
        if found is None and ELSEWHERE.match(plain(text)):
            return Unread(text, "KD144"), ()
        if found is None and (several := several_of(_words_of(text, wanted), wanted.spellings)):
            labels = tuple(wanted.labels[one] for one in several)
            return Unread(text, "KD647", {"choices": labels}), ()
        value, more = found or (text, ())
        return value, (*how, *more)
    if _DIGITS_LOST.match(text):
        return Unread(text, "KD117"), ()
    if unit and _BARE_FIGURE.fullmatch(text):
        return f"{text}{unit}", (*how, "unit-stated")
    return _in_shape(text, how, wanted) if is_shaped(wanted) else (text, how)


def _in_shape(text: str, how: How, wanted: Field) -> Reading:
    """Text that a check looks at character by character; line breaks part several numbers."""
    if not (text.isascii() and text.isprintable() and "  " not in text):
        lines = [cleaned(line) for line in text.split("\n")]
        text = "\n".join(line for line, _ in lines if line)
        dropped = any(not line for line, _ in lines)
        how = (*how, *(step for _, steps in lines for step in steps), *["blanks"] * dropped)
        if ELSEWHERE.match(text):
            return Unread(text, "KD144"), ()
    if text.endswith(".0") and (found := _DECIMAL_ZERO.match(text)):
        return found[1], (*how, "number-as-words")
    if wanted.rules.get("check_with") == "credit_code":
        whole = "".join(text.split())
        how += ("blanks",) if whole != text else ()
        text = whole.upper()
        how += ("case",) if whole != text else ()
    return text, how


def _day(raw: object, wanted: Field, unit: str) -> Reading:
    day, how = day_with_how(raw)
    if isinstance(day, Unread):
        return serial_day(raw) or (day, ())
    return day, how


def _month(raw: object, wanted: Field, unit: str) -> Reading:
    month, how = month_with_how(raw)
    serial = serial_day(raw) if isinstance(month, Unread) else None
    if serial:
        return Period.holding(serial[0], "month"), (*serial[1], "month-of-day")
    return month, how


def _later(value: Value | None, raw: object, wanted: Field, later: timedelta) -> Value:
    """The day of a bare number in a workbook that does not count from 1899-12-30, or its moment or
    month, or a line. ``value`` is what it is in one that does."""
    if isinstance(value, Moment):
        return replace(value, day=value.day + later)
    serial = serial_day(raw)
    assert serial is not None  # it was read as one
    day = serial[0] + later
    if wanted.type == "lines":
        return (day.isoformat(),)
    return day if wanted.type == "day" else Period.holding(day, "month")


def _amount(raw: object, wanted: Field, unit: str) -> Reading:
    """An amount; one that may be below zero may say so in words: 亏损50万元."""
    said = profit_or_loss(raw) if isinstance(raw, str) and "min" not in wanted.rules else ""
    if not said:
        return read_amount(raw, unit)
    amount, how = read_amount(said, unit)
    if isinstance(amount, Unread):
        return replace(amount, raw=shown(raw)), ()
    return amount, ("loss-in-words", *how)


def _number(raw: object, wanted: Field, unit: str) -> Reading:
    """A number. Where it is out of a hundred, a bare one up to 1 may as well be a share of 1: with
    0.98 nobody can tell whether 98% or 0.98% is meant; nor with 1.02, where there may be more than
    a hundred."""
    whole = wanted.rules.get("max") == 100
    number, how = read_number(raw, wanted.of_hundred or whole)
    bare = wanted.of_hundred and "percent" not in how
    if bare and isinstance(number, Decimal) and 0 < number <= (1 if whole else _A_SHARE):
        return Unread(shown(raw), "KD157", {"hundredfold": 100 * number}), ()
    return number, how


def _flag(raw: object, wanted: Field, unit: str) -> Reading:
    if isinstance(raw, bool):
        return raw, ()
    text, how = cleaned(raw) if isinstance(raw, str) else (words(raw), ())
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES, how if word in ("是", "否") else (*how, "synonym")
    return Unread(words(raw), "KD115"), ()


def _items(raw: object, wanted: Field, unit: str) -> Reading:
    if isinstance(raw, date | time | timedelta) and _checked(wanted):
        return _made_a_day(raw), ()
    return items_of(raw, wanted)


READERS: dict[str, Callable[[object, Field, str], Reading]] = {
    "text": _text,
    "day": _day,
    "moment": lambda raw, wanted, unit: moment_with_how(raw),
    "month": _month,
    "periods": lambda raw, wanted, unit: read_periods(raw),
    "amount": _amount,
    "number": _number,
    "whole": lambda raw, wanted, unit: read_whole(raw, wanted.counted_in),
    "flag": _flag,
    "items": _items,
    "lines": lambda raw, wanted, unit: lines_of(raw),
    "volumes": lambda raw, wanted, unit: read_volumes(raw, unit),
}
