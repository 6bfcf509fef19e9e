"""What a part of a template prints, step by step: the same steps for every document.

Nothing of a template is run. It names places, and for each there is one of the steps here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Generic, TypeAlias, TypeVar

from kamdocs.forms.matter import Row
from kamdocs.forms.notes import Notes
from kamdocs.forms.printing import LACKING, Shown, as_xml


@dataclass(slots=True)
class Seen:
    """What a document sees while it is filled: its ``places`` by name, those of the repeated row
    that is being printed among them, and the ``number`` of that row."""

    places: dict[str, Row]
    rows: Mapping[str, Sequence[Row]]
    series: Mapping[str, str]
    """The XML of the series of each chart, empty where there are none."""
    notes: Notes
    number: int = 0


Print = Callable[[Seen], str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are printed. Whatever they hold, it arrives as characters."""

    says: Print

    def xml(self, seen: Seen) -> str:
        return as_xml(self.says(seen))


@dataclass(frozen=True, slots=True)
class Mark:
    """XML that Word reads and nobody sees."""

    xml: Print

    def says(self, seen: Seen) -> str:
        """Nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A run that says after a group of ticks that none of them is set, with the end of its
    comment."""

    place: Callable[[Seen], Shown]

    def xml(self, seen: Seen) -> str:
        return seen.notes.close_ticks(self.place(seen))

    def says(self, seen: Seen) -> str:
        return LACKING if self.place(seen).lacking else ""


@dataclass(frozen=True, slots=True)
class Sometimes:
    """What stands up to the next ``END`` is printed only if that is so."""

    asks: Callable[[Seen], object]

    def rounds(self, seen: Seen) -> Iterator[None]:
        if self.asks(seen):
            yield


@dataclass(frozen=True, slots=True)
class Each:
    """What stands up to the next ``END`` is printed for each of some rows."""

    name: str

    def rounds(self, seen: Seen) -> Iterator[None]:
        around, before = seen.number, seen.places.get(self.name)
        for number, row in enumerate(seen.rows[self.name], start=1):
            seen.number, seen.places[self.name] = number, row
            yield
        seen.number = around
        if before is not None:
            seen.places[self.name] = before


@dataclass(frozen=True, slots=True)
class End:
    """What was begun last ends here."""


END = End()
Begin: TypeAlias = Sometimes | Each
Step: TypeAlias = Words | Mark | Lacking
Token: TypeAlias = Step | Begin | End


def place(path: str) -> Callable[[Seen], Shown]:
    """What is shown at a path such as ``customer.phone``."""
    root, _, name = path.partition(".")
    return lambda seen: seen.places[root][name]


def words(path: str, held: bool = False) -> Words:
    """The words of a place, as they are printed or as a control holds them."""
    root, _, name = path.partition(".")
    if held:
        return Words(lambda seen: seen.places[root][name].held)
    return Words(lambda seen: seen.places[root][name].words)


def mark(path: str, what: str) -> Mark:
    """What Word is told about the value at a place: ``hollow``, ``plain`` or ``dated``."""
    root, _, name = path.partition(".")
    told: Callable[[Shown], str] = attrgetter(what)
    return Mark(lambda seen: told(seen.places[root][name]))


def ticked(path: str, choice: str) -> Callable[[Seen], bool]:
    """Whether a choice is ticked at a place."""
    root, _, name = path.partition(".")
    return lambda seen: seen.places[root][name].ticked(choice)


def note_begins(path: str) -> Mark:
    """Where the comment on a place begins."""
    shown = place(path)
    return Mark(lambda seen: seen.notes.open(shown(seen)))


def note_ends(path: str) -> Mark:
    """Where it ends."""
    shown = place(path)
    return Mark(lambda seen: seen.notes.close(shown(seen)))


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """What is printed once for each round: for each row, or the only time that it is."""

    begin: Begin
    inner: "list[T | Group[T]]" = field(default_factory=list)


def nested(flat: Iterable[T | Begin | End]) -> "list[T | Group[T]]":
    """What stands between a ``Begin`` and its ``END`` as a group of its own; groups that hold
    nothing are left out."""
    whole: list[T | Group[T]] = []
    around = [whole]
    for one in flat:
        if isinstance(one, Begin):
            group: Group[T] = Group(one)
            around[-1].append(group)
            around.append(group.inner)
        elif isinstance(one, End):
            if not around.pop():
                around[-1].pop()
        else:
            around[-1].append(one)
    return whole


Steps: TypeAlias = "list[str | Step | Group[str | Step]]"


def printed(steps: Steps, seen: Seen) -> str:
    """The XML of a part: its literal text as it is, and what the steps between print."""
    own: Iterator[str | Step] = each(steps, seen)
    return "".join([one if isinstance(one, str) else one.xml(seen) for one in own])


def each(steps: "Iterable[T | Group[T]]", seen: Seen) -> Iterator[T]:
    """What a document has of some steps, in order; of a group what its rounds have. ``seen`` is as
    each of them sees it, until the next is asked for."""
    for step in steps:
        if isinstance(step, Group):
            for _ in step.begin.rounds(seen):
                yield from each(step.inner, seen)
        else:
            yield step
