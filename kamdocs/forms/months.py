"""The figures of the monthly status report (clause 4.2.1.4b and 附件一 of its policy)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from kamdocs.forms.chart import Chart, Series
from kamdocs.forms.printing import change, sensible
from kamdocs.model import CUSTOMER, MASK, Book, Classes, Period, Place, Record, key_of, no_classes
from kamdocs.packaging import cleaned
from kamdocs.sheets import Schemas

STATUS = "business_status"
TIER_SINCE = "tier_since"
_CHARTED = 12
_IN_LEGEND = 24
"""The most characters of a name in the legend: longer ones leave no room for the lines."""


def _month_of(status: Record) -> Period | None:
    """The month on which a status row reports, else that of its day; None where neither is
    known."""
    month = status.get("month")
    if isinstance(month, Period):
        return month
    if status.veiled:
        return None
    return Period.holding(status.day, "month") if status.day else None


def unseen(status: Record | None) -> bool:
    """Whether a row has a volume that is hidden from the role of the run."""
    return status is not None and status.hides("volume")


def volume_of(status: Record | None) -> Decimal | None:
    """The volume of a row (万元); None where there is no row, or no sound figure in it."""
    if status is None or "volume" in status.faulty:
        return None
    volume = status.get("volume")
    return volume if isinstance(volume, Decimal) and sensible(volume) else None


class Months:
    """The status rows of some customers by month, and which customers belong in each month's
    report.

    ``customers`` are those looked at. ``tiers`` are those of the form, in the order in which it
    lists them; without any, customers of every tier are listed. Each month goes by the row of the
    archive that held in it: a customer who changes tiers stays in the earlier reports as before. A
    customer is of its declared tier if the form has that one, else of the tier that ``classes``
    give by its figures.
    """

    def __init__(
        self,
        book: Book,
        schemas: Schemas,
        tiers: Sequence[str],
        customers: Sequence[Record],
        classes: Classes = no_classes,
    ) -> None:
        self._book = book
        self._roles = schemas[CUSTOMER].roles
        self._tiers = tuple(tiers)
        self._classes = classes
        self._customers = tuple(customers)
        self._rows: dict[tuple[str, int], Record] = {}
        self._months: set[Period] = set()
        for customer in self._customers:
            for status in book.about(STATUS, key_of(customer)):
                month = _month_of(status)
                if month and status.double_of is None:
                    self._rows.setdefault(_slot(customer, month), status)
                    if self._in(customer, month):
                        self._months.add(month)

    def reported(self, span: Period | None, as_of: date) -> tuple[Period, ...]:
        """The months of ``span`` that have rows; where it is None, the latest such month that began
        by ``as_of``."""
        known = sorted(self._months)
        if span is None:
            return tuple(month for month in known if month.start <= as_of)[-1:]
        return tuple(month for month in known if month.start in span)

    def row(self, customer: Record, month: Period, months: int = 0) -> Record | None:
        """A customer's status row for a month, or for the month ``months`` later; None without
        one."""
        return self._rows.get(_slot(customer, month, months))

    def listed(self, month: Period) -> tuple[Record, ...]:
        """The customers of a month's report, each by the row of the archive that held in it: those
        with whom there were dealings in the month, and all with a status row."""
        known = [then for one in self._customers if (then := self._in(one, month))]
        if self._tiers:
            known.sort(key=lambda then: self._tiers.index(self._tier(then, month)))
        return tuple(one for one in known if self.row(one, month) or self._dealt_with(one, month))

    def _in(self, customer: Record, month: Period) -> Record | None:
        """The last row of the archive that held in a month and puts the customer into one of the
        tiers of the form; None where no such row held on any day of the month."""
        held = (
            term.record
            for term in reversed(self._book.terms(customer))
            if month.overlap(term.since, term.until)
        )
        return next((one for one in held if not self._tiers or self._tier(one, month)), None)

    def _tier(self, customer: Record, month: Period) -> str:
        """The tier of the form into which a row of the archive puts its customer, declared or by
        figures; empty where it is none of them."""
        declared = customer.text(self._roles.tier)
        return declared if declared in self._tiers else self.by_figures(customer, month)

    def by_figures(self, customer: Record, month: Period) -> str:
        """The tier of the form to which a customer belongs for certain by its figures, by the
        version of the policy in force when the month began; empty where the declared tier is one of
        the form."""
        tier = self._roles.tier
        if customer.text(tier) in self._tiers or customer.hides(tier):
            return ""
        classes = self._classes(customer, month.start)
        return classes[-1] if classes and set(classes) <= set(self._tiers) else ""

    def _dealt_with(self, customer: Record, month: Period) -> bool:
        """Whether dealings and the tier had begun by the end of the month, and dealings had not
        ended before it."""
        days = (self._roles.since, TIER_SINCE, self._roles.until)
        if any(customer.hides(name) for name in days):
            return False  # without these days it cannot be said that a report is missing
        starts = (customer.get(name) for name in days[:2])
        end = customer.get(self._roles.until)
        begun = all(day <= month.last for day in starts if isinstance(day, date))
        # the day of leaving is no day of dealings
        return begun and not (isinstance(end, date) and end <= month.start)

    def volume(self, customer: Record, month: Period, months: int = 0) -> Decimal | None:
        """A customer's volume (万元) in a month, or in the month ``months`` later."""
        return volume_of(self.row(customer, month, months))

    def change(self, customers: Iterable[Record], month: Period, months: int) -> str:
        """The change in percent of the volume of some customers together against the month
        ``months`` later (-1: 环比, -12: 同比).

        Empty where any of them did not report both months, since the sums could not be compared.
        """
        customers = tuple(customers)
        if any(unseen(self.row(one, month, at)) for one in customers for at in (0, months)):
            return MASK
        both = [
            (self.volume(customer, month), self.volume(customer, month, months))
            for customer in customers
        ]
        now = [one for one, _ in both if one is not None]
        before = [one for _, one in both if one is not None]
        if not both or len(now) < len(both) or len(before) < len(both):
            return ""
        return change(sum(now, Decimal()), sum(before, Decimal()))

    def chart(self, customers: Sequence[Record], month: Period) -> Chart:
        """The volumes of the twelve months up to this one, a series for each customer."""
        year = range(1 - _CHARTED, 1)
        names = _in_short(customers)
        return Chart(
            tuple(_spelled(_count(month) + months) for months in year),
            tuple(
                Series(
                    cleaned(names[customer.row])[0],
                    tuple(self.volume(customer, month, months) for months in year),
                )
                for customer in customers
            ),
        )


def _slot(customer: Record, month: Period, months: int = 0) -> tuple[str, int]:
    """The key of a customer's status row for a month. Capitals in the customer's key are ignored:
    its rows in the archive may spell it differently."""
    return key_of(customer).casefold(), _count(month) + months


def _count(month: Period) -> int:
    """The number of a month counted from the year 0, so that others are found by adding."""
    return month.start.year * 12 + month.start.month - 1


def _spelled(count: int) -> str:
    year, month = divmod(count, 12)
    return f"{year}-{month + 1:02d}"


def _in_short(customers: Sequence[Record]) -> dict[Place, str]:
    """The name of each customer's line in the legend, by its row: the short name, since there is
    little room, else the beginning of the full one, unless another customer has the same. The table
    has the whole names."""
    shown = [(customer.text("short_name"), _full(customer)) for customer in customers]
    times = Counter(name for short, full in shown for name in {short, _cut(full)})
    names = {}
    for customer, (short, full) in zip(customers, shown, strict=True):
        brief = (name for name in (short, _cut(full)) if name and times[name] == 1)
        names[customer.row] = next(brief, full)
    return names


def _full(customer: Record) -> str:
    return customer.text("name") or key_of(customer)


def _cut(name: str) -> str:
    return name if len(name) <= _IN_LEGEND else f"{name[: _IN_LEGEND - 1]}…"
