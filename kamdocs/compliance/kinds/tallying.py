"""What a cadence counts, customer by customer and period by period, as is seen at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.standing import Standing
from kamdocs.model import Period, Record, Rule, Status


@dataclass(frozen=True, slots=True)
class Tally:
    """The records of a customer that count for certain, by the number of their period; and whether
    there are any of which nobody can tell."""

    certain: Sequence[Sequence[Record]]
    is_open: bool


class Tallying:
    """Counts for a rule whose periods are told by the days of its records alone."""

    def __init__(self, rule: Rule, audit: Audit, scale: Scale) -> None:
        self._audit = audit
        self._scale = scale
        self.periods = audit.periods(rule.terms["each"])
        self._numbers = {
            _month(month): number
            for number, period in enumerate(self.periods)
            for month in period.split("month")
        }
        self._lacking = [audit.by_date(period.last, rule) for period in self.periods]
        self._breach = audit.breach(rule)

    @staticmethod
    def can_tell(rule: Rule) -> bool:
        """Whether a rule is one of these, and about each customer for itself."""
        terms = rule.terms
        company, group = terms.get("subject") == "company", terms.get("credit") == "group"
        return not (company or group or "covers" in terms)

    def of(self, standing: Standing) -> Tally:
        """The tally of a customer."""
        certain: list[list[Record]] = [[] for _ in self.periods]
        is_open = self._may_count(standing)
        scale = self._scale
        for record, look in self._audit.plain.of(scale.kind, standing.key):
            counts = scale.takes_look[look]
            if counts is False:
                continue
            counts = counts or scale.takes_plain(record, look)
            if counts is None or scale.is_backdated(record):
                counts = scale.weigh(record).counts
            if counts and record.day:
                number = self._numbers.get(record.day.year * 12 + record.day.month)
                if number is not None:
                    certain[number].append(record)
            elif counts is not False:
                is_open = True
        return Tally(certain, is_open)

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

    def lacking(self, standing: Standing, number: int) -> Status:
        """The status of what was not reached in a period, where nothing else may count for it."""
        status, period = self._lacking[number], self.periods[number]
        if status is not self._breach:
            return status
        silent = self._audit.is_silent(
            self._scale.kind, period.start, period.last, standing.customer
        )
        return Status.UNKNOWN if silent else status


def _month(month: Period) -> int:
    return month.start.year * 12 + month.start.month
