"""The records of a customer, each marked with what a glance tells of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kamdocs.model import Record


def settle(
    marks: bytearray,
    mark: int,
    part: range,
    records: Sequence[Record],
    answers: Callable[[Iterable[Record]], Iterable[int]],
) -> None:
    """Replace one mark, within a part of the marks, by what ``answers`` gives for the records that
    have it."""
    here = marks[part.start : part.stop]
    many = here.count(mark)
    if many == len(here):  # as in most parts, where it is there at all
        marks[part.start : part.stop] = bytes(answers(records[part.start : part.stop]))
    elif many:
        places = [at for at, one in zip(part, here, strict=True) if one == mark]
        asked = map(records.__getitem__, places)
        for at, answer in zip(places, answers(asked), strict=True):
            marks[at] = answer


class Marked:
    """The records that have one mark, among those from position ``first`` up to, not including,
    ``end``."""

    __slots__ = ("_count", "_end", "_first", "_mark", "_marks", "_records")

    def __init__(
        self, records: Sequence[Record], marks: bytearray, mark: int, first: int, end: int
    ) -> None:
        self._records, self._marks, self._mark = records, marks, mark
        self._first, self._end = first, end
        self._count = marks.count(mark, first, end)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Record]:
        at = self._marks.find(self._mark, self._first, self._end)
        while at >= 0:
            yield self._records[at]
            at = self._marks.find(self._mark, at + 1, self._end)
