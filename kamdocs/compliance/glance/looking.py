"""Looking at records: which of them are plain, and how they look.

A record is plain that counts at all, is sound and no double, surely about its customer, and
happened and was recorded by the day of the book. Rules see its look alone; any other has to be
weighed with care.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from kamdocs.compliance.glance.looks import FILLED, Claimed, Look
from kamdocs.compliance.glance.piles import Pile
from kamdocs.compliance.levels import Levels
from kamdocs.compliance.remembering import Remembered
from kamdocs.contract.selectors import Selector
from kamdocs.model import Record, Unread
from kamdocs.sheets import SheetSchema

_Values = Mapping[str, Any]
_NO_TIME = timedelta()


class Looking:
    """Works out the looks of the records of one kind. A record with an unreadable cell is faulty,
    so it has no look."""

    def __init__(self, as_of: date, schema: SheetSchema, levels: Iterable[Levels]) -> None:
        self._as_of = as_of
        self._choices = frozenset(
            name for name, one in schema.fields.items() if one.allowed or one.type == "flag"
        )
        self._levels = tuple(levels)
        self._counting = Selector(schema.counts)
        self._shapes = Remembered(self._shape)

    def at(self, records: Sequence[Record]) -> Pile:
        """The records, which are in order of their days, as a pile with their looks."""
        as_of, shapes = self._as_of, self._shapes
        looks: list[Look | None] = []
        lag = _NO_TIME
        shape: tuple[str, ...] | None = None
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
                filled = tuple(values)
                if filled != shape:  # most rows are filled in as the one before
                    shape = filled
                    chosen, known = shapes[shape]
                seen = known[chosen(values)]
                look = seen.of(values) if isinstance(seen, _Claiming) else seen
                if recorded and recorded - day > lag:
                    lag = recorded - day
            looks.append(look)
        return Pile(records, looks, lag)

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
        several = [one for one in self._levels if _are_several(choices.get(one.field))]
        return _Claiming(said, several) if several else Look(said)


def _are_several(claimed: object) -> bool:
    return isinstance(claimed, tuple) and len(claimed) > 1


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
