"""Finds whole documents innocent by their fields, one at a time or many at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from kamdocs.contract.judge import Judge
from kamdocs.model import Moment, Period

_REMEMBERED = frozenset({str, date, Moment, Period})
"""The classes of values that are remembered to keep the rules of their field, since most fields
have few different values. No value of one of these classes is equal to one of another."""
_MOST = 5_000


_NONE: Final = type(None)


class Documents:
    """Decides whether all values of a document are innocent and none that is required is missing.

    ``judges`` are those of the fields, ``required`` the fields that must be there;
    ``allow_unknown`` lets fields without a judge pass.
    """

    def __init__(
        self, judges: Mapping[str, Judge], required: frozenset[str], allow_unknown: bool
    ) -> None:
        self._judges: dict[str, tuple[Judge, set[Any]]] = {
            name: (judge, set()) for name, judge in judges.items()
        }
        self._required, self._allow_unknown = required, allow_unknown

    def __call__(self, document: Any) -> bool:
        """Whether one document, a mapping, is innocent."""
        names, judges = document, self._judges
        if self._allow_unknown and len(judges) < len(document):  # as a rule over one or two fields
            names = [name for name in judges if name in document]
        for name in names:
            if name not in judges:
                if not self._allow_unknown:
                    return False
                continue
            judge, kept = judges[name]
            value = document[name]
            remembered = value.__class__ in _REMEMBERED
            if remembered and value in kept:
                continue
            if not judge.innocent(value):
                return False
            if remembered and len(kept) < _MOST:
                kept.add(value)
        return bool(self._required <= document.keys())

    def suspects(self, columns: Mapping[str, Sequence[Any]], count: int) -> dict[int, list[str]]:
        """The documents, of ``count``, that are not innocent, by their positions, each with the
        fields to blame. It goes field by field, so that a value that many have is looked at once.
        None stands for a field that a document does not have."""
        found: dict[int, list[str]] = {}
        known = self._judges.keys()
        looked_at: Collection[str] = known
        if not self._allow_unknown:
            looked_at = known & (columns.keys() | self._required)
            for name in columns.keys() - known:
                for at, value in enumerate(columns[name]):
                    if value is not None:
                        found.setdefault(at, []).append(name)
        for name in looked_at:
            column = columns[name] if name in columns else [None] * count
            for at in self._in_column(name, column):
                found.setdefault(at, []).append(name)
        return found

    def _in_column(self, name: str, column: Sequence[Any]) -> list[int]:
        """The positions at which the value of a field is not innocent, or missing though it is
        required."""
        judge, kept = self._judges[name]
        classes = set(map(type, column))
        lacking = _NONE in classes and name in self._required
        classes.discard(_NONE)
        if len(classes) > 1 or not classes <= _REMEMBERED:
            return [
                at
                for at, value in enumerate(column)
                if (lacking if value is None else not judge.innocent(value))
            ]
        guilty: set[Any] = {None} if lacking else set()
        fresh = {*column} - kept - {None}
        if fresh:
            guilty |= judge.guilty(fresh, *classes)
            if len(kept) < _MOST:
                kept |= fresh - guilty
        return [at for at, one in enumerate(column) if one in guilty] if guilty else []
