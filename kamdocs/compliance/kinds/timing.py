"""Whether what is to be done so long after a day was done in time, as is seen at a glance."""

from collections.abc import Mapping
from datetime import date

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.kinds.due import Due, due_after, goes_by, too_late
from kamdocs.compliance.looks import Look, Remembered
from kamdocs.compliance.marks import Marked
from kamdocs.compliance.standing import Standing
from kamdocs.model import CUSTOMER, Moment, Record, Rule, Status

_PASSED_OVER, _IN_TIME, _TOO_LATE, _WEIGH, _EACH = range(5)
_MARKS = {False: _PASSED_OVER, True: _EACH, None: _WEIGH}


class Timing:
    """Looks at the records of a customer that say themselves what was done after them."""

    def __init__(self, rule: Rule, audit: Audit, scale: Scale) -> None:
        self._rule, self._audit, self._scale = rule, audit, scale
        self._from, self._done = rule.terms["from"], rule.terms["done"]
        self._looks = Remembered(self._mark)
        self._days = Remembered(self._by_days)
        self._dues = Remembered(self._looked_at)
        self._statuses = {_IN_TIME: Status.PASS, _TOO_LATE: too_late(rule)}

    @staticmethod
    def can_tell(rule: Rule, audit: Audit) -> bool:
        """Whether a rule is one of these, and the records are those of customers."""
        others = rule.terms.keys() & {"by", "until", "hours", "opens"}
        return not (others or audit.ahead) and rule.terms["for_each"] != CUSTOMER

    def at(self, standing: Standing) -> tuple[Mapping[Status, Marked], Marked]:
        """The records of a customer of which the status is known, by that; and those that have to
        be weighed."""
        pile = self._audit.plain.of(self._scale.kind, standing.key)
        records = pile.records
        marks = bytearray(map(self._looks.__getitem__, pile.looks))
        at = marks.find(_EACH)
        while at >= 0:
            marks[at] = self._of(records[at], standing)
            at = marks.find(_EACH, at + 1)
        seen = {
            status: Marked(records, marks, mark, 0, len(marks))
            for mark, status in self._statuses.items()
        }
        return seen, Marked(records, marks, _WEIGH, 0, len(marks))

    def _mark(self, look: Look | None) -> int:
        return _MARKS[self._scale.takes_look[look]]

    def _of(self, record: Record, standing: Standing) -> int:
        values, sure = record.values, standing.sure
        mark, due = self._days[values.get(self._from), values.get(self._done)]
        if due is None or (sure and sure[0] <= due <= sure[1]):
            return mark
        return _WEIGH

    def _by_days(self, days: tuple[object, object]) -> tuple[int, date | None]:
        """What is told by the day on which the time began and that on which it was done; where it
        hangs on whether the rule binds on the due day, with that."""
        since, done = days
        if not isinstance(since, date) or since > self._audit.as_of:
            return _WEIGH, None
        due = self._dues[since]
        if due is None:
            return _PASSED_OVER, None
        if not isinstance(done, date) or done > self._audit.as_of:
            return _WEIGH, None
        if done <= due.day:
            return _IN_TIME, due.day
        return (_WEIGH, None) if due.provisional else (_TOO_LATE, due.day)

    def _looked_at(self, since: date) -> Due | None:
        """When what began on a day was due; None where the span does not look at it."""
        due, audit = due_after(self._rule, Moment(since, None), None), self._audit
        seen = audit.span.overlap(since, max(since, due.day)) > 0
        return due if seen and goes_by(audit.policy, since, due.day) else None
