"""The steps that print a part of a template, the same for every document.

No code of a template is ever run: it only names places, and each becomes one of the steps here.
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
"""From so many boxes on a group asks which choice it is; a single box only asks whether it is that
one."""


@dataclass(slots=True)
class Seen:
    """What a document shows while it is printed: its ``places`` by root and name, with those of the
    repeated row that is being printed, and the ``number`` of that row or chart."""

    places: dict[str, Row]
    rows: Mapping[str, Sequence[Row]]
    series: Mapping[str, Sequence[str]]
    """The XML of the series of each chart by its tag, empty where there is nothing to draw."""
    notes: Notes
    number: int = 0


class Printing(Protocol):
    """A step, or literal text, from which a part is printed."""

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
    """XML that does not depend on a single place: ids, the series of a chart, comments."""

    told: Callable[[Seen], str]

    def xml(self, seen: Seen) -> bytes:
        """What is printed."""
        return self.told(seen).encode()

    def says(self, seen: Seen) -> str:
        """Always empty: what is printed has no visible words."""
        return ""


@dataclass(frozen=True, slots=True)
class AtPlace:
    """A step that prints something of one place, such as ``customer.phone``. Subclasses say what:
    either by ``words``, or by ``told`` for XML without words."""

    root: str
    name: str

    @classmethod
    def of(cls, path: str, *more: Any) -> Self:
        """The step for a place by its path; ``more`` are the other arguments of the step."""
        root, _, name = path.partition(".")
        return cls(root, name, *more)

    def shown(self, seen: Seen) -> Shown:
        """What the place shows in a document."""
        return seen.places[self.root][self.name]

    def xml(self, seen: Seen) -> str:
        """The XML that it prints."""
        return self.told(self.shown(seen), seen.notes)

    def says(self, seen: Seen) -> str:
        """The visible words that it prints, as a seal counts them."""
        return self.words(self.shown(seen))

    def told(self, shown: Shown, notes: Notes) -> str:
        """The XML that it prints of what a place shows."""
        return as_xml(self.words(shown))

    def words(self, shown: Shown) -> str:
        """The visible words that it prints of what a place shows."""
        return ""


class Printed(AtPlace):
    """Prints the words of a place outside of its content control, always as plain characters."""

    __slots__ = ()

    def words(self, shown: Shown) -> str:
        return shown.words


class Held(AtPlace):
    """Prints the words that a content control holds, which must not be empty."""

    __slots__ = ()

    def words(self, shown: Shown) -> str:
        return shown.held


@dataclass(frozen=True, slots=True)
class Ticked(AtPlace):
    """Prints ``on`` where a choice is ticked, ``off`` where it is not."""

    choice: str
    on: str
    off: str

    def words(self, shown: Shown) -> str:
        return self.on if shown.ticked(self.choice) else self.off


@dataclass(frozen=True, slots=True)
class Trait(AtPlace):
    """Prints XML that tells Word about a value: ``what`` is ``hollow``, ``plain`` or ``dated``, a
    property of ``Shown``."""

    what: str

    def told(self, shown: Shown, notes: Notes) -> str:
        return str(getattr(shown, self.what))


class NoteBegins(AtPlace):
    """Marks where the comment on a place begins."""

    __slots__ = ()

    def told(self, shown: Shown, notes: Notes) -> str:
        return notes.open(shown)


class NoteEnds(AtPlace):
    """Marks where the comment on a place ends."""

    __slots__ = ()

    def told(self, shown: Shown, notes: Notes) -> str:
        return notes.close(shown)


class TicksEnd(AtPlace):
    """Marks where the comment on a group of ticks ends, with 「待补」 where no value is there."""

    __slots__ = ()

    def told(self, shown: Shown, notes: Notes) -> str:
        return notes.close_ticks(shown)

    def words(self, shown: Shown) -> str:
        return LACKING if shown.lacking else ""


@dataclass(frozen=True, slots=True)
class Unticked(TicksEnd):
    """Prints what no box of a group of ticks says: a value that has no box among the ``choices``, a
    cell that could not be read, or the mask of a hidden value, of which no box is ticked."""

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
    """Begins a group, up to its ``END``, that is printed only if ``asks`` says so."""

    asks: Callable[[Seen], object]

    def rounds(self, seen: Seen) -> Iterator[None]:
        if self.asks(seen):
            yield


@dataclass(frozen=True, slots=True)
class Each:
    """Begins a group, up to its ``END``, that is printed once for each row of a name."""

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
    """Begins a group, up to its ``END``, that is printed once for each chart of a tag."""

    tag: str

    def rounds(self, seen: Seen) -> Iterator[None]:
        around = seen.number
        for number in range(1, len(seen.series[self.tag]) + 1):
            seen.number = number
            yield
        seen.number = around


@dataclass(frozen=True, slots=True)
class End:
    """Ends the group that was begun last."""


END = End()
Begin: TypeAlias = Sometimes | Each | EachChart
Step: TypeAlias = Mark | AtPlace
Token: TypeAlias = Step | Begin | End


def ticked(path: str, choice: str) -> Callable[[Seen], bool]:
    """A condition: whether a choice is ticked at a place."""
    root, _, name = path.partition(".")
    return lambda seen: seen.places[root][name].ticked(choice)


def told(path: str) -> Callable[[Seen], bool]:
    """A condition: whether anything is printed at a place, or will be written there."""
    root, _, name = path.partition(".")
    return lambda seen: seen.places[root][name].told


class Control:
    """Consecutive steps about one place, mostly a content control, with the literal text between
    and behind them.

    The last result is kept, since most places are blank in most documents.
    """

    __slots__ = ("_last", "_parts", "_place")

    def __init__(self, first: AtPlace) -> None:
        self._place = first.root, first.name
        self._parts: list[str | AtPlace] = [first]
        self._last: tuple[Shown | None, bytes] = None, b""

    def takes(self, one: object) -> bool:
        """Whether a step is about the same place, or literal text; if so, it is added."""
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
    """The steps of a part with consecutive steps about one place put together as ``Control``, and
    literal text as ``Literal``."""
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
    """What stands between ``begin`` and its ``END``: it is printed once for each round of that."""

    begin: Begin
    inner: "list[T | Group[T]]" = field(default_factory=list)


def nested(flat: Iterable[T | Begin | End]) -> "list[T | Group[T]]":
    """The steps with what stands between a ``Begin`` and its ``END`` as a ``Group``; empty groups
    are left out."""
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
    """The XML of a part that its steps print for a document."""
    return b"".join(each(steps, seen, lambda one: one.xml(seen)))


def each(steps: "Iterable[T | Group[T]]", seen: Seen, tell: Callable[[T], R]) -> list[R]:
    """What ``tell`` gives for every step, in order, and for those of a group in each of its rounds;
    meanwhile ``seen`` has the row or chart of that round."""
    found: list[R] = []
    for step in steps:
        if isinstance(step, Group):
            for _ in step.begin.rounds(seen):
                found += each(step.inner, seen, tell)
        else:
            found.append(tell(step))
    return found
