"""Whether the records of a customer have filled in what is wanted, as is seen at a glance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.demands import Demands
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.glance.looks import Look
from kamdocs.compliance.glance.marks import Marked, settle
from kamdocs.compliance.remembering import Remembered
from kamdocs.compliance.standing import Standing
from kamdocs.model import DAY, Place, Record, Rule

_PASSED_OVER, _KEPT, _BROKEN, _EACH, _WEIGH = range(5)
"""What a look tells of a record; of some each has to be asked, or even weighed with care."""
_MARKS = {True: _KEPT, False: _BROKEN, None: _WEIGH}


@dataclass(slots=True)
class Filled:
    """The records of a customer that have what a rule asks for (``kept``), those that lack it
    (``broken``), and whether others have to be weighed (``doubted``)."""

    kept: Marked
    broken: Marked
    doubted: bool

    def rows(self) -> Iterator[Place]:
        """The rows of the records in ``kept`` and ``broken``."""
        for those in (self.kept, self.broken):
            for record in those:
                yield record.row


class Filling:
    """For a ``fields`` rule: sorts the records of a kind in the span into kept and broken, by
    customer."""

    def __init__(self, rule: Rule, audit: Audit, scale: Scale, demands: Demands) -> None:
        self._audit, self._scale, self._demands = audit, scale, demands
        self._intricate = bool(rule.terms.keys() & {"dated", "reckoned"})
        self._marks = Remembered(self._mark)
        self._first, self._last = audit.judged
        self._window = self._first, self._last + DAY

    def at(self, standing: Standing) -> Filled:
        """The records of one customer, sorted."""
        audit, kind = self._audit, self._scale.kind
        pile = audit.plain.of(kind, standing.key)
        marks = bytearray(map(self._marks.__getitem__, pile.looks))
        begin, end = pile.cuts(self._window)
        first, past = begin, end
        since, until = standing.sure or (self._last, self._first - DAY)
        if since > self._first or until < self._last:  # it binds for a part of the time at most
            until = max(min(until, self._last), self._first - DAY)
            first, past = pile.cuts((min(max(since, self._first), until + DAY), until + DAY))

        def met(records: Iterable[Record]) -> Iterator[int]:
            answers = self._demands.met_by_each(records, standing.customer)
            return map(_MARKS.__getitem__, answers)

        settle(marks, _EACH, range(first, past), pile.records, met)
        return Filled(
            Marked(pile.records, marks, _KEPT, first, past),
            Marked(pile.records, marks, _BROKEN, first, past),
            _WEIGH in marks
            or any(marks[begin:first])
            or any(marks[past:end])
            or bool(audit.book.likely(kind, standing.key)),
        )

    def _mark(self, look: Look | None) -> int:
        if self._intricate or look is None:
            return _WEIGH
        taken = self._scale.takes_look[look]
        if not taken:
            return _WEIGH if taken is None else _PASSED_OVER
        met = self._demands.met_by_look(look)
        return _EACH if met is None else _MARKS[met]
