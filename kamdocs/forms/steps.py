"""What a part of a template prints, step by step: the same steps for every document.

Nothing of a template is run. It names places, and for each there is one of the steps here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, Self, TypeAlias, TypeVar

from kamdocs.forms.matter import Row
from kamdocs.forms.notes import Notes
from kamdocs.forms.printing import JOINT, LACKING, UNTICKED, Shown, as_run, as_xml
from kamdocs.forms.printing import printed as spelled
from kamdocs.model import MASK
from kamdocs.packaging import cleaned

_GROUP = 2
"""So many boxes ask which it is; one asks whether it is that."""


@dataclass(slots=True)
class Seen:
    """What a document sees while it is filled: its ``places`` by name, those of the repeated row
    that is being printed among them, and the ``number`` of that row, or of a chart."""

    places: dict[str, Row]
    rows: Mapping[str, Sequence[Row]]
    series: Mapping[str, Sequence[str]]
    """The XML of the series of each chart by its tag, empty where there is nothing to draw."""
    notes: Notes
    number: int = 0


class Printing(Protocol):
    """What a part is printed from."""

    def xml(self, seen: Seen) -> bytes:
        """What is printed."""


@dataclass(frozen=True, slots=True)
class Literal:
    """XML that is the same in every document."""

    told: bytes

    def xml(self, seen: Seen) -> bytes:
        return self.told


@dataclass(frozen=True, slots=True)
class Mark:
    """XML that no single place tells: ids, the series of a chart, comments."""

    told: Callable[[Seen], str]

    def xml(self, seen: Seen) -> bytes:
        """What is printed."""
        return self.told(seen).encode()

    def says(self, seen: Seen) -> str:
        """Nothing: nobody sees it."""
        return ""


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A step that one place tells, such as ``customer.phone``."""

    root: str
    name: str

    @classmethod
    def of(cls, path: str, *more: Any) -> Self:
        """By the path of its place."""
        root, _, name = path.partition(".")
        return cls(root, name, *more)

    def shown(self, seen: Seen) -> Shown:
        """What its place shows."""
        return seen.places[self.root][self.name]

    def xml(self, seen: Seen) -> str:
        """What it prints."""
        return self.told(self.shown(seen), seen.notes)

    def says(self, seen: Seen) -> str:
        """The words of it, as a seal counts them."""
        return self.words(self.shown(seen))

    def told(self, shown: Shown, notes: Notes) -> str:
        """What it prints of a value."""
        return as_xml(self.words(shown))

    def words(self, shown: Shown) -> str:
        """The words of that."""
        return ""


class Printed(AtPlace):
    """Words that are printed. Whatever they hold, it arrives as characters."""

    __slots__ = ()

    def words(self, shown: Shown) -> str:
        return shown.words


class Held(AtPlace):
    """Words that a content control holds."""

    __slots__ = ()

    def words(self, shown: Shown) -> str:
        return shown.held


@dataclass(frozen=True, slots=True)
class Ticked(AtPlace):
    """One word where a choice is ticked, another where it is not."""

    choice: str
    on: str
    off: str

    def words(self, shown: Shown) -> str:
        return self.on if shown.ticked(self.choice) else self.off


@dataclass(frozen=True, slots=True)
class Trait(AtPlace):
    """XML that tells Word what a value is: ``hollow``, ``plain`` or ``dated``."""

    what: str

    def told(self, shown: Shown, notes: Notes) -> str:
        return str(getattr(shown, self.what))


class NoteBegins(AtPlace):
    """Where the comment on a place begins."""

    __slots__ = ()

    def told(self, shown: Shown, notes: Notes) -> str:
        return notes.open(shown)


class NoteEnds(AtPlace):
    """Where it ends."""

    __slots__ = ()

    def told(self, shown: Shown, notes: Notes) -> str:
        return notes.close(shown)


class TicksEnd(AtPlace):
    """Where it ends behind a group of ticks, with the word that none of them is set."""

    __slots__ = ()

    def told(self, shown: Shown, notes: Notes) -> str:
        return notes.close_ticks(shown)

    def words(self, shown: Shown) -> str:
        return LACKING if shown.lacking else ""


@dataclass(frozen=True, slots=True)
class Unticked(TicksEnd):
    """What no box of a group of ticks says: a choice that has no box among those of ``choices``, a
    cell that could not be read, or the word that somebody does not see which of them is set: all of
    them are printed as if none were."""

    choices: tuple[str, ...]

    def told(self, shown: Shown, notes: Notes) -> str:
        words = self.words(shown)
        return as_run(f"{UNTICKED}{words}") if words else ""

    def words(self, shown: Shown) -> str:
        if shown.hidden:
            return MASK
        if shown.value is None or isinstance(shown.value, bool) or len(self.choices) < _GROUP:
            return ""
        values = shown.value if isinstance(shown.value, tuple) else (shown.value,)
        words = [spelled(one) for one in values if one not in self.choices]
        return cleaned(JOINT.join(words))[0]


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
class EachChart:
    """What stands up to the next ``END`` is printed for each of the charts of a tag."""

    tag: str

    def rounds(self, seen: Seen) -> Iterator[None]:
        around = seen.number
        for number in range(1, len(seen.series[self.tag]) + 1):
            seen.number = number
            yield
        seen.number = around


@dataclass(frozen=True, slots=True)
class End:
    """What was begun last ends here."""


END = End()
Begin: TypeAlias = Sometimes | Each | EachChart
Step: TypeAlias = Mark | AtPlace
Token: TypeAlias = Step | Begin | End


def ticked(path: str, choice: str) -> Callable[[Seen], bool]:
    """Whether a choice is ticked at a place."""
    root, _, name = path.partition(".")
    return lambda seen: seen.places[root][name].ticked(choice)


def told(path: str) -> Callable[[Seen], bool]:
    """Whether anything is printed at a place, or will be written there."""
    root, _, name = path.partition(".")
    return lambda seen: seen.places[root][name].told


class Control:
    """Steps that follow each other and are told by one place, with the literal text between them
    and behind: a content control, mostly.

    What was printed last is kept, for most places are blank in most documents.
    """

    __slots__ = ("_last", "_parts", "_place")

    def __init__(self, first: AtPlace) -> None:
        self._place = first.root, first.name
        self._parts: list[str | AtPlace] = [first]
        self._last: tuple[Shown | None, bytes] = None, b""

    def takes(self, one: object) -> bool:
        """Whether a step belongs to it too; if so, it is put behind the others."""
        if not isinstance(one, str) and not (
            isinstance(one, AtPlace) and (one.root, one.name) == self._place
        ):
            return False
        self._parts.append(one)
        return True

    def xml(self, seen: Seen) -> bytes:
        """What is printed."""
        root, name = self._place
        shown = seen.places[root][name]
        last, text = self._last
        if shown is not last:
            notes = seen.notes
            told = [one if isinstance(one, str) else one.told(shown, notes) for one in self._parts]
            text = "".join(told).encode()
            if not shown.clause:  # no comment, which would have a number of its own
                self._last = shown, text
        return text


def joined(flat: Iterable[str | Token]) -> Iterator[Printing | Begin | End]:
    """Steps that one place tells, put together, and literal text as it is written."""
    open: Control | None = None
    for one in flat:
        if open and open.takes(one):
            continue
        if open:
            yield open
        open = Control(one) if isinstance(one, AtPlace) else None
        if not isinstance(one, AtPlace):
            yield Literal(one.encode()) if isinstance(one, str) else one
    if open:
        yield open


T = TypeVar("T")
R = TypeVar("R")


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


Steps: TypeAlias = "list[Printing | Group[Printing]]"


def printed(steps: Steps, seen: Seen) -> bytes:
    """The XML of a part: its literal text as it is, and what the steps between print."""
    return b"".join(each(steps, seen, lambda one: one.xml(seen)))


def each(steps: "Iterable[T | Group[T]]", seen: Seen, tell: Callable[[T], R]) -> list[R]:
    """What a document has of some steps, in order, as each is told; of a group what its rounds
    have. ``seen`` is then as each of them sees it."""
    found: list[R] = []
    for step in steps:
        if isinstance(step, Group):
            for _ in step.begin.rounds(seen):
                found += each(step.inner, seen, tell)
        else:
            found.append(tell(step))
    return found
