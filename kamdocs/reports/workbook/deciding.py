"""The columns in which a reviewer decides, the same on every sheet that has them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kamdocs.model import Finding, Lang, Place, Record, Unread
from kamdocs.reports.workbook.looks import ONE_LINE
from kamdocs.reports.workbook.sheet import Cell, Column, Sheet
from kamdocs.sheets import SheetSchema, decision_schema

_WIDTHS: Mapping[str, float] = {
    "decision": 9,
    "reason": 22,
    "valid_from": 12,
    "valid_until": 12,
    "requested_by": 11,
    "approved_by": 11,
    "approved_on": 12,
    "written_name": 18,
    "alias_of": 14,
    "finding_id": 40,
}
_OURS = frozenset({"written_name", "finding_id"})
"""The fields that are filled in already, not by the reviewer."""
PRINTED = 7
"""The number of columns that are printed: those of a waiver."""
_TITLE, _MESSAGE = 32, 255
"""Excel's limits for the words of a rule."""


@dataclass(frozen=True)
class Deciding:
    """Makes the columns for decisions, in one language. Earlier decisions are carried over into the
    new workbook: ``decided`` by the ids of the findings beside which they stand, and those ``left``
    over (see ``beside``)."""

    lang: Lang
    decided: Mapping[str, Record] = field(default_factory=dict)
    left: Sequence[Record] = ()

    @property
    def _schema(self) -> SheetSchema:
        return decision_schema()

    @property
    def columns(self) -> list[Column]:
        return [
            Column(one.label, _WIDTHS[name], name not in _OURS)
            for name, one in self._schema.fields.items()
        ]

    def cells(self, finding: Finding, name: str, start: date | None = None) -> list[Cell]:
        """The cells beside a finding. ``name`` is a customer's name as the sheet has it, ``start``
        the first day that a waiver would have; where a reviewer removed that, it stays blank."""
        known = self.decided.get(finding.id)
        if known and known.text("finding_id") != finding.id:
            return self.cells_of(known)
        first = None if known else start
        ready = {"finding_id": finding.id, "written_name": name, "valid_from": first}
        return [self._cell(one, ready.get(one), known) for one in self._schema.fields]

    def cells_of(self, decision: Record) -> list[Cell]:
        """The cells of a decision as it was handed back."""
        return [self._cell(one, None, decision) for one in self._schema.fields]

    def _cell(self, name: str, ready: str | date | None, known: Record | None) -> Cell:
        value = known.get(name) if known else None
        one = self._schema.fields[name]
        shown = value.raw if isinstance(value, Unread) else one.shown(value)
        words = shown if isinstance(shown, date | str | None) else shown.say(self.lang)
        day = one.type == "day" and not isinstance(words, str)
        style = ONE_LINE if name == "finding_id" else "cell" if name in _OURS else "to fill"
        return Cell(words or ready, "day to fill" if day else style)

    def rules(self, sheet: Sheet, first: int, count: int, at: int) -> None:
        """Add data validation to the columns from ``at`` on, in ``count`` rows from ``first`` on as
        far as the sheet has room: lists to choose from, and hints on what to write."""
        last = first + max(0, min(count, sheet.limits.rows - first) - 1)
        for column, one in enumerate(self._schema.fields.values(), at):
            if one.name in _OURS:
                continue
            rule: dict[str, Any] = {"validate": "any"}
            if one.allowed:
                offered = [label.say(self.lang) for label in one.labels.values()]
                rule = {"validate": "list", "source": offered, "error_type": "warning"}
            rule["input_title"] = one.label.say(self.lang)[:_TITLE]
            rule["input_message"] = one.help.say(self.lang)[:_MESSAGE]
            sheet.page.data_validation(first, column, last, column, rule)


def beside(
    decisions: Iterable[Record], listed: Iterable[Finding], told: Sequence[Finding]
) -> tuple[dict[str, Record], list[Record]]:
    """The decisions by the ids of the findings beside which they are shown, and those left over.

    ``listed`` are the verdicts that are listed, ``told`` the findings on data. The finding that a
    decision was about may be settled by it, or belong to another period: then it is shown beside
    the first finding about the decision itself.
    """
    decided: dict[str, Record] = {}
    known = {one.id for one in (*listed, *told)}
    others: list[Record] = []
    for one in decisions:
        name = one.text("finding_id")
        if name in known and name not in decided:
            decided[name] = one
        else:
            others.append(one)
    of_rows = _first_of_rows(one for one in told if one.id not in decided)
    decided |= {of_rows[one.row]: one for one in others if one.row in of_rows}
    return decided, [one for one in others if one.row not in of_rows]


def _first_of_rows(findings: Iterable[Finding]) -> dict[Place, str]:
    """The id of the first finding in each row."""
    found: dict[Place, str] = {}
    for one in findings:
        if one.place:
            found.setdefault(replace(one.place, column=0), one.id)
    return found
