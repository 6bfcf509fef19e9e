"""Records of which rules can be told at a glance, since nothing about them is in doubt.

A record is plain that counts at all, is sound and no double, surely about its customer, and
happened and was recorded by the day of the book. Rules see its look alone
(``kamdocs.compliance.looks``); any other has to be weighed with care.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, TypeVar

from kamdocs.compliance.levels import Levels
from kamdocs.compliance.looks import FILLED, Claimed, Look, Remembered
from kamdocs.model import Book, Record, Unread
from kamdocs.selectors import Selector
from kamdocs.sheets import Schemas, SheetSchema

_Whose = TypeVar("_Whose")
_Made = TypeVar("_Made")
_Values = Mapping[str, Any]
_NO_TIME = timedelta()


class Pile:
    """The records of a kind about one customer, by day, each with its look; None where it is not
    plain.

    ``lag`` is how long after its day a plain one was recorded, at most. ``columns`` has what stands
    in some cells of the plain ones, by field.
    """

    __slots__ = ("_cuts", "_days", "columns", "lag", "looks", "records")

    def __init__(
        self,
        records: Sequence[Record],
        looks: Sequence[Look | None],
        lag: timedelta,
        columns: Mapping[str, Sequence[object]],
    ) -> None:
        self.records = records
        self.looks = looks
        self.lag = lag
        self.columns = columns
        self._days = [record.day or date.max for record in records]
        self._cuts: dict[tuple[date, ...], tuple[int, ...]] = {}

    def column(self, name: str) -> Sequence[object]:
        """What stands in the cells of a field of the plain ones; of others it may be anything."""
        known = self.columns.get(name)
        return [one.values.get(name) for one in self.records] if known is None else known

    def cuts(self, days: tuple[date, ...]) -> tuple[int, ...]:
        """For each of some days the number of the first record that is not before it. What has no
        day comes last."""
        known = self._cuts.get(days)
        if known is None:
            known = self._cuts[days] = tuple(bisect_left(self._days, day) for day in days)
        return known


class Plain:
    """The records of a book, each looked at once for all rules of all policies."""

    def __init__(self, book: Book, schemas: Schemas) -> None:
        self.book = book
        self._kinds: Remembered[str, _Looking] = Remembered(self._looking)
        self._piles: dict[tuple[str, str], Pile] = {}
        self.levels: Remembered[str, tuple[Levels, ...]] = Remembered(self._levels)
        """Who is known to be of which level, for each field of a kind that claims levels."""
        self._parted = Remembered(self._is_parted)
        self._schemas = schemas

    def of(self, kind: str, customer: str) -> Pile:
        """The records of a kind that concern a customer."""
        pile = self._piles.get((kind, customer))
        if pile is None:
            records = self.book.about(kind, customer)
            pile = self._piles[kind, customer] = self._kinds[kind].at(records)
        return pile

    def spoken_for(self, kind: str, customer: str) -> str:
        """The customer for whom the sheets of a kind speak, empty where they speak for all alike:
        none of them is about the customers of some account managers alone."""
        return customer if self._parted[kind] else ""

    def _is_parted(self, kind: str) -> bool:
        return any(self.book.named_in(one.names) for one in self.book.speeches(kind))

    def _looking(self, kind: str) -> "_Looking":
        return _Looking(self.book.as_of, self._schemas[kind], self.levels[kind])

    def _levels(self, kind: str) -> tuple[Levels, ...]:
        claims = self._schemas[kind].claims.items()
        return tuple(Levels(name, one, self.book) for name, one in claims)


class _Looking:
    """Looks at the records of one kind.

    A cell that cannot be read is wrong in its field, so that no record with one is looked at.
    """

    def __init__(self, as_of: date, schema: SheetSchema, levels: Iterable[Levels]) -> None:
        self._as_of = as_of
        self._choices = frozenset(
            name for name, one in schema.fields.items() if one.allowed or one.type == "flag"
        )
        self._levels = tuple(levels)
        self._days = schema.roles.day, schema.roles.recorded
        self._counting = Selector(schema.counts)
        self._shapes = Remembered(self._shape)

    def at(self, records: Sequence[Record]) -> Pile:
        """Look at some records by day."""
        as_of, shapes = self._as_of, self._shapes
        happened, written = self._days
        looks: list[Look | None] = []
        lag, as_in_cells = _NO_TIME, True
        for record in records:
            day, recorded, look = record.day, record.recorded, None
            if not (
                record.faulty
                or record.double_of
                or record.likely
                or day is None
                or day > as_of
                or (recorded and recorded > as_of)
            ):
                values = record.values
                chosen, known = shapes[tuple(values)]
                seen = known[chosen(values)]
                look = seen.of(values) if isinstance(seen, _Claiming) else seen
                if recorded and recorded - day > lag:
                    lag = recorded - day
                if values.get(happened) is not day or values.get(written) is not recorded:
                    as_in_cells = False
            looks.append(look)
        columns: dict[str, Sequence[object]] = {}
        if as_in_cells:
            columns[happened] = [record.day for record in records]
            columns[written] = [record.recorded for record in records]
        return Pile(records, looks, lag, columns)

    def _shape(
        self, filled: tuple[str, ...]
    ) -> tuple[Callable[[_Values], Any], Mapping[Any, "_Seen"]]:
        """How to look at records that have these fields filled in: what is chosen in them, and how
        they look by that."""
        names = [name for name in filled if name in self._choices]

        def each(values: _Values) -> tuple[Any, ...]:
            return tuple(map(values.__getitem__, names))

        def look(choices: tuple[Any, ...]) -> "_Seen":
            return self._look(filled, dict(zip(names, choices, strict=True)))

        return (itemgetter(*names) if len(names) > 1 else each), Remembered(look)

    def _look(self, filled: tuple[str, ...], choices: _Values) -> "_Seen":
        """How records look; None where they do not say for certain that they count."""
        said = {**dict.fromkeys(filled, FILLED), **choices}
        if any(said.get(name) is FILLED for name in self._counting.schema):
            return None
        if Unread in map(type, choices.values()) or not self._counting.judge(choices)[0]:
            return None
        several = [one for one in self._levels if one.several(choices.get(one.field))]
        return _Claiming(said, several) if several else Look(said)


class _Claiming:
    """Records that claim several levels: they look as those do whom they name."""

    def __init__(self, said: _Values, levels: Sequence[Levels]) -> None:
        self._levels = levels
        self._looks: Remembered[tuple[Claimed, ...], Look] = Remembered(
            lambda claimed: Look(
                {**said, **{one.field: by for one, by in zip(levels, claimed, strict=True)}}
            )
        )

    def of(self, values: _Values) -> Look:
        """The look of one of them."""
        return self._looks[tuple([one.claimed_in(values) for one in self._levels])]


_Seen = Look | _Claiming | None


def of_last(make: Callable[[_Whose], _Made]) -> Callable[[_Whose], _Made]:
    """The same, worked out once where it is asked for several times on end of the same customer."""
    last: list[tuple[_Whose, _Made]] = []

    def made(whose: _Whose) -> _Made:
        if not last or last[0][0] is not whose:
            last[:] = [(whose, make(whose))]
        return last[0][1]

    return made
