"""What a cadence counts, customer by customer and period by period, as is seen at a glance."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.looks import Look, Remembered
from kamdocs.compliance.standing import Standing
from kamdocs.model import Record, Rule, Status

_NO, _YES, _WEIGH = range(3)
_MARKS = {False: _NO, True: _YES, None: _WEIGH}


@dataclass(frozen=True, slots=True)
class Tally:
    """Which records of a customer count for certain, each with a mark; ``cuts`` are where the
    periods begin and end among them, and ``is_open`` where there are any of which nobody can tell.
    """

    records: Sequence[Record]
    marks: bytearray
    cuts: Sequence[int]
    is_open: bool

    def made(self, number: int) -> int:
        """How many count for a period."""
        return self.marks.count(_YES, self.cuts[2 * number], self.cuts[2 * number + 1])

    def counted(self, number: int) -> Iterator[Record]:
        """Those that do."""
        first, end = self.cuts[2 * number], self.cuts[2 * number + 1]
        return (self.records[at] for at in range(first, end) if self.marks[at] == _YES)


class Tallying:
    """Counts for a rule whose periods are told by the days of its records alone.

    ``enough`` says of records that count whether they are as much as is wanted.
    """

    def __init__(
        self,
        rule: Rule,
        audit: Audit,
        scale: Scale,
        enough: Callable[[Sequence[Record], Rule], bool],
    ) -> None:
        self._rule = rule
        self._audit = audit
        self._scale = scale
        self._enough = enough
        self.periods = audit.periods(rule.terms["each"])
        self._bounds = tuple(day for one in self.periods for day in (one.start, one.end))
        self._marks = Remembered(self._mark)
        self._silent = Remembered(self._statuses)
        wanted = int(rule.terms["at_least"])
        self._by_number = wanted if wanted <= 1 and "distinct" not in rule.terms else None

    @staticmethod
    def can_tell(rule: Rule) -> bool:
        """Whether a rule is one of these, and about each customer for itself."""
        terms = rule.terms
        company, group = terms.get("subject") == "company", terms.get("credit") == "group"
        return not (company or group or "covers" in terms)

    def of(self, standing: Standing) -> Sequence[Status | None]:
        """The status of each period by what a customer has; None where it takes more than a
        glance."""
        tally = self._tally(standing)
        lacking = [None] * len(self.periods) if tally.is_open else self._lacking(standing)
        return [
            Status.PASS if self._is_enough(tally, number) else status
            for number, status in enumerate(lacking)
        ]

    def _is_enough(self, tally: Tally, number: int) -> bool:
        made = tally.made(number)
        if self._by_number is not None:
            return made >= self._by_number
        return self._enough([*tally.counted(number)] if made else (), self._rule)

    def _tally(self, standing: Standing) -> Tally:
        scale = self._scale
        pile = self._audit.plain.of(scale.kind, standing.key)
        marks = bytearray(map(self._marks.__getitem__, pile.looks))
        is_open = self._may_count(standing)
        if pile.lag > scale.limit:
            for at, mark in enumerate(marks):
                if mark == _YES and scale.is_backdated(pile.records[at]):
                    marks[at] = _WEIGH
        at = marks.find(_WEIGH)
        while at >= 0:
            record = pile.records[at]
            counts = scale.weigh(record).counts
            marks[at] = _YES if counts and record.day else _NO
            is_open = is_open or (counts is not False and marks[at] == _NO)
            at = marks.find(_WEIGH, at)
        return Tally(pile.records, marks, pile.cuts(self._bounds), is_open)

    def _mark(self, look: Look | None) -> int:
        return _MARKS[self._scale.takes_look[look]]

    def _may_count(self, standing: Standing) -> bool:
        """Whether any record counts that may be about the customer."""
        book, kind = self._audit.book, self._scale.kind
        if not (book.likely(kind, standing.key) or book.nameless(kind)):
            return False
        return any(
            self._scale.weigh(record, doubt=doubt).counts is not False
            for record, doubt in self._scale.candidates(standing.customer)
            if doubt
        )

    def _lacking(self, standing: Standing) -> Sequence[Status]:
        """The status of what was not reached in each period, where nothing else may count."""
        return self._silent[self._audit.plain.spoken_for(self._scale.kind, standing.key)]

    def _statuses(self, customer: str) -> Sequence[Status]:
        """The same for all customers for whom the sheets speak alike."""
        audit, rule, kind = self._audit, self._rule, self._scale.kind
        breach = audit.breach(rule)
        return [
            Status.UNKNOWN
            if status is breach and audit.book.unspoken(kind, customer, one.start, one.last)
            else status
            for one in self.periods
            for status in (audit.by_date(one.last, rule),)
        ]
