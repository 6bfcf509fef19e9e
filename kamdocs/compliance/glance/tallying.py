"""What a cadence counts, customer by customer and period by period, as is seen at a glance."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import compress

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.glance.looks import Look
from kamdocs.compliance.glance.piles import Pile
from kamdocs.compliance.remembering import Remembered
from kamdocs.compliance.standing import Standing
from kamdocs.model import Record, Rule, Status

_NO, _YES, _WEIGH = range(3)
_MARKS = {False: _NO, True: _YES, None: _WEIGH}


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
        self._open: Sequence[Status | None] = [None] * len(self.periods)
        self._wanted = int(rule.terms["at_least"])
        self._distinct = rule.terms.get("distinct", "")
        self._by_visit = rule.terms.get("distinct_by") == "visit"
        self._by_number = self._wanted == 1 and not self._distinct
        self._by_days = not self._by_visit and not self._distinct

    @staticmethod
    def can_tell(rule: Rule) -> bool:
        """Whether this fast path applies to a rule: it asks of each customer alone."""
        terms = rule.terms
        weighed = terms.get("credit") == "group" or not terms.keys().isdisjoint({"covers", "apart"})
        return not (rule.names_company or weighed)

    def of(self, standing: Standing) -> Sequence[Status | None]:
        """The status of each period for a customer; None where the records have to be weighed."""
        scale = self._scale
        pile = self._audit.plain.of(scale.kind, standing.key)
        marks = bytearray(map(self._marks.__getitem__, pile.looks))
        is_open = self._weigh(pile, marks) or self._may_count(standing)
        is_open = is_open or self._may_be_more(compress(pile.records, marks))
        lacking = self._open if is_open else self._lacking(standing)
        enough = self._reached(pile, marks)
        return [
            Status.PASS if reached else status
            for reached, status in zip(enough, lacking, strict=True)
        ]

    def _reached(self, pile: Pile, marks: bytearray) -> Iterable[bool | int]:
        """Whether in each period there is as much as is wanted."""
        cuts = pile.cuts(self._bounds)
        if self._by_number:
            return map(partial(marks.count, _YES), cuts[::2], cuts[1::2])
        parts = map(slice, cuts[::2], cuts[1::2])
        if self._by_days:
            days = (set(compress(pile.days[part], marks[part])) for part in parts)
            return (len(those) >= self._wanted for those in days)
        return (self._is_enough(pile.records[part], marks[part]) for part in parts)

    def _is_enough(self, records: Sequence[Record], marks: bytearray) -> bool:
        counted = [one for one, mark in zip(records, marks, strict=True) if mark == _YES]
        return bool(counted) and self._enough(counted, self._rule)

    def _weigh(self, pile: Pile, marks: bytearray) -> bool:
        """Weigh the records that are not plain, or were written down late; whether there are any
        of which nobody can tell."""
        if pile.lag > self._scale.limit:
            for at, record in enumerate(pile.records):
                if marks[at] == _YES and self._scale.is_backdated(record):
                    marks[at] = _WEIGH
        is_open = False
        at = marks.find(_WEIGH)
        while at >= 0:
            record = pile.records[at]
            counts = self._scale.weigh(record).counts
            marks[at] = _YES if counts and record.day else _NO
            is_open = is_open or (counts is not False and marks[at] == _NO)
            at = marks.find(_WEIGH, at)
        return is_open

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

    def _may_be_more(self, records: Iterable[Record]) -> bool:
        """Whether any of some records may be more than it is for certain: it leaves blank what is
        counted, or may tell of the same visit as another."""
        if self._distinct:
            return any(one.get(self._distinct) is None for one in records)
        return self._by_visit and any(one.perhaps_of for one in records)

    def _lacking(self, standing: Standing) -> Sequence[Status]:
        """The status of what was not reached in each period, where nothing else may count."""
        return self._silent[self._audit.plain.spoken_for(self._scale.kind, standing.key)]

    def _statuses(self, customer: str) -> Sequence[Status]:
        """The same for all customers for whom the sheets speak alike."""
        audit, rule, kind = self._audit, self._rule, self._scale.kind
        return [
            Status.UNKNOWN
            if status is rule.broken and audit.book.unspoken(kind, customer, one.start, one.last)
            else status
            for one in self.periods
            for status in (audit.by_date(one.last, rule),)
        ]
