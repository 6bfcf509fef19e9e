"""What could be put right in a record's cells: what is certain, what somebody must confirm.

A repair is certain where the cell, written as it was read, means the same to the letter: blanks
and width, a number or day that was kept as text, a number of which only the format was lacking.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kamdocs.intake.grid import visible
from kamdocs.intake.values import read_number
from kamdocs.model import (
    Fact,
    Finding,
    Lang,
    Moment,
    Note,
    Place,
    Record,
    Text,
    Unread,
    Value,
    joined,
)
from kamdocs.sheets import Field, Schemas
from kamdocs.words import fact_words, what
from kamdocs.words.changes import CHANGES

CERTAIN = frozenset(
    {
        *("width", "blanks", "case", "separators"),
        *("number-as-text", "number-as-words", "date-as-text"),
    }
)
"""What is done to a cell that leaves no doubt of what it means."""
TO_CONFIRM = frozenset(
    {
        *("synonym", "numbered", "ticks", "remark", "percent", "points", "counted", "unit"),
        *("currency", "about", "brackets", "loss-in-words", "scientific", "numeral", "as-shown"),
        *("minguo", "year-stated", "month-of-day", "weekday", "serial", "time-dropped", "zone"),
        *("china-time", "date-as-words", "truth-as-words"),
    }
)
"""What is done to a cell by somebody's leave only."""
_STAYS = frozenset({"unit-stated", "title-month"})
"""What is known from elsewhere: the cell need not change for it."""
_IN_SEVERAL_CELLS = "parts"
"""What no one cell holds, and none can be put right for."""


class Grade(StrEnum):
    """Whether something is put right, is proposed, or cannot be done for anyone."""

    DONE = "done"
    PROPOSED = "proposed"
    REFUSED = "refused"


Content = str | Decimal | date | Moment


@dataclass(frozen=True, slots=True)
class Repair:
    """One cell: what stands in it, what is to stand there, and why.

    ``new`` is None where nobody can say. ``how`` is a list of changes by their codes, ``finding``
    that for which it is refused. ``raw`` is what the cell really holds, once it was looked up, and
    ``within`` what the whole of it is to hold where the value is only a part.
    """

    grade: Grade
    cell: Place
    field: Text
    old: str
    new: Content | Value | None
    how: tuple[str, ...] = ()
    finding: Finding | None = None
    raw: object = None
    within: str = ""

    def reason(self, lang: Lang) -> str:
        """Why, in words."""
        if self.finding:
            return what(self.finding, lang)
        return joined((CHANGES[step].say(lang) for step in self.how), lang)

    def before_and_after(self, lang: Lang) -> tuple[str, str]:
        """What stands there and what is to stand there, in words that differ: blanks at the ends
        and unseen marks made visible, a number that becomes text called so."""
        before = self.old if self.within or not isinstance(self.raw, str) else visible(self.raw)
        after = "" if self.new is None else fact_words(self.new, lang)
        if before != after or self.raw is None:
            return before, after
        kinds = _kind(self.raw).say(lang), _kind(self.new).say(lang)
        return f"{before} [{kinds[0]}]", f"{after} [{kinds[1]}]"


def _kind(content: object) -> Text:
    """What a cell calls its content."""
    match content:
        case date() | Moment():
            return Text("日期", "date")
        case bool() | int() | float() | Decimal():
            return Text("数字", "number")
        case _:
            return Text("文本", "text")


def repairs(records: Iterable[Record], schemas: Schemas) -> list[Repair]:
    """What could be put right in some records, by sheet, row and column; what stands in a cell
    once, though it serves several rows or fields."""
    found: dict[tuple[Place, str], Repair] = {}
    for record in records:
        fields = schemas[record.kind].fields
        for name, note in record.notes.items():
            repair = _repair(record, fields[name], note)
            if repair:
                found.setdefault((repair.cell, repair.old), repair)
        for name, value in record.values.items():
            if isinstance(value, Unread):
                refused = _refused(record.place(name), fields[name], value)
                found.setdefault((refused.cell, refused.old), refused)
    return [found[at] for at in sorted(found)]


def _repair(record: Record, wanted: Field, note: Note) -> Repair | None:
    value, cell = record.get(wanted.name), record.place(wanted.name)
    if value is None or isinstance(value, Unread) or _IN_SEVERAL_CELLS in note.how:
        return None
    how = frozenset(note.how) - _STAYS
    if not how:
        return None
    content = _content(value, note, wanted) if how <= CERTAIN else None
    if content is not None:
        return Repair(Grade.DONE, cell, wanted.label, note.raw, content, note.how)
    if how & TO_CONFIRM:
        shown = wanted.shown(value)
        return Repair(Grade.PROPOSED, cell, wanted.label, note.raw, shown, note.how)
    return None


def _content(value: Value, note: Note, wanted: Field) -> Content | None:
    """What the cell should hold, or None where its kind of content has no one spelling."""
    match wanted.type:
        case "text":
            return str(value)
        case "day":
            return value if isinstance(value, date) else None
        case "moment":
            return value if isinstance(value, Moment) else None
        case "number" | "whole" | "amount":  # an amount in the unit that its heading names
            number, _ = read_number(note.raw)
            return None if isinstance(number, Unread) else number
        case "items":
            return "、".join(map(str, value)) if isinstance(value, tuple) else None
        case "flag":
            return "是" if value else "否"
    return None


def _refused(cell: Place, wanted: Field, value: Unread) -> Repair:
    facts: Mapping[str, Fact] = {"field": wanted.label, "value": value.raw, **value.facts}
    finding = Finding(value.code, cell, facts)
    said = facts["value"]
    old = said if isinstance(said, str) else value.raw
    return Repair(Grade.REFUSED, cell, wanted.label, old, None, finding=finding)
