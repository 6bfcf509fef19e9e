"""Whether what is to be done so long after a day was done in time, as is seen at a glance."""

from collections.abc import Iterable, Mapping
from datetime import date

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.due import Due, due_after, goes_by, too_late
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.glance.looks import Look
from kamdocs.compliance.glance.marks import Marked, settle
from kamdocs.compliance.remembering import Remembered
from kamdocs.compliance.standing import Standing
from kamdocs.model import CUSTOMER, Moment, Record, Rule, Status

_PASSED_OVER, _IN_TIME, _TOO_LATE, _WEIGH, _EACH = range(5)
_MARKS = {False: _PASSED_OVER, True: _EACH, None: _WEIGH}


class Timing:
    """For a ``deadline`` rule after a record, where the record itself says when it was done:
    whether that was in time."""

    def __init__(self, rule: Rule, audit: Audit, scale: Scale) -> None:
        self._rule, self._audit, self._scale = rule, audit, scale
        self._from, self._done = rule.terms["from"], rule.terms["done"]
        self._looks = Remembered(self._mark)
        self._days = Remembered(self._of_days)
        self._dues = Remembered(self._looked_at)
        self._first_due, self._last_due = date.max, date.min
        self._statuses = {_IN_TIME: Status.PASS, _TOO_LATE: too_late(rule)}

    @staticmethod
    def can_tell(rule: Rule) -> bool:
        """Whether this fast path applies to a rule: no other record, hour or date has a say, and
        the records are not customers."""
        others = rule.terms.keys() & {"by", "until", "hours", "opens"}
        return not others and rule.terms["for_each"] != CUSTOMER

    def at(self, standing: Standing) -> tuple[Mapping[Status, Marked], Marked]:
        """The records of a customer by status, and those that have to be weighed."""
        pile = self._audit.plain.of(self._scale.kind, standing.key)
        records = pile.records
        marks = bytearray(map(self._looks.__getitem__, pile.looks))
        settle(marks, _EACH, range(len(marks)), records, self._by_days)
        since, until = standing.sure or (date.max, date.min)
        if since > self._first_due or until < self._last_due:
            for at, mark in enumerate(marks):
                if mark in self._statuses and not since <= self._due(records[at]) <= until:
                    marks[at] = _WEIGH
        seen = {
            status: Marked(records, marks, mark, 0, len(marks))
            for mark, status in self._statuses.items()
        }
        return seen, Marked(records, marks, _WEIGH, 0, len(marks))

    def _mark(self, look: Look | None) -> int:
        return _MARKS[self._scale.takes_look[look]]

    def _by_days(self, records: Iterable[Record]) -> Iterable[int]:
        known, since, done = self._days, self._from, self._done
        cells = [record.values for record in records]
        return [known[values.get(since), values.get(done)] for values in cells]

    def _of_days(self, days: tuple[object, object]) -> int:
        """What is told by the day on which the time began and that on which it was done, of those
        whom the rule binds on the due day."""
        since, done = days
        if not isinstance(since, date) or since > self._audit.as_of:
            return _WEIGH
        due = self._dues[since]
        if due is None:
            return _PASSED_OVER
        if not isinstance(done, date) or done > self._audit.as_of:
            return _WEIGH
        self._first_due = min(self._first_due, due.day)
        self._last_due = max(self._last_due, due.day)
        if done <= due.day:
            return _IN_TIME
        return _WEIGH if due.provisional else _TOO_LATE

    def _due(self, record: Record) -> date:
        """The due day of a record of which the status is known."""
        since = record.values[self._from]
        assert isinstance(since, date)  # or else nothing would be known
        due = self._dues[since]
        return due.day if due else since

    def _looked_at(self, since: date) -> Due | None:
        """When what began on a day was due; None where the span does not look at it."""
        due, audit = due_after(self._rule, Moment(since, None), None), self._audit
        seen = audit.span.overlap(since, max(since, due.day)) > 0
        return due if seen and goes_by(audit.policy, since, due.day) else None
