"""Tables for people: columns are aligned on a screen although Chinese characters are wider."""

from collections.abc import Iterator, Sequence

from kamdocs.lettering import width

PASTED = "\t"
"""What separates the columns of a table that can be pasted into Excel."""
_NOT_FIRST = frozenset("，。、；：）」”！？,.;:)")
"""The characters with which no line may begin."""


def aligned(rows: Sequence[Sequence[str]], between: str = "  ") -> Iterator[str]:
    """The rows as lines: every cell but that of the last column is filled up to the widest of its
    column, Chinese characters counting twice."""
    columns = range(len(rows[0]) - 1) if rows else ()
    widths = [max(width(row[at]) for row in rows) for at in columns]
    for row in rows:
        cells = [_filled(cell, most) for cell, most in zip(row, widths, strict=False)]
        yield between.join([*cells, row[-1]]).rstrip()


def _filled(words: str, room: int) -> str:
    return words + " " * (room - width(words))


def side_by_side(
    headings: Sequence[str], rows: Sequence[Sequence[str]], columns: int
) -> Iterator[str]:
    """A table that is so many ``columns`` of the screen wide, with long cells broken into several
    lines. A line is drawn below the headings and around every row of several lines."""
    room = columns - 2 * (len(headings) - 1)
    first = room * 24 // 100
    widths = [first, *[(room - first) // (len(headings) - 1)] * (len(headings) - 1)]
    rule = "-" * columns
    yield from _row(headings, widths)
    yield rule
    before = 1
    for at, row in enumerate(rows):
        lines = list(_row(row, widths))
        if at and max(before, len(lines)) > 1:
            yield rule
        yield from lines
        before = len(lines)


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    broken = [
        [part for line in cell.split("\n") for part in _broken(line, room)]
        for cell, room in zip(cells, widths, strict=True)
    ]
    for at in range(max(map(len, broken))):
        parts = [lines[at] if at < len(lines) else "" for lines in broken]
        yield "  ".join(map(_filled, parts, widths)).rstrip()


def _broken(words: str, room: int) -> list[str]:
    """Some words in lines no wider than ``room``: they are broken at a blank, or between two
    characters of which one is Chinese, but not before a closing mark."""
    lines, line = [], ""
    for piece in _pieces(words):
        if line and width(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
        while width(line.rstrip()) > room:  # one piece that is wider than the column
            cut = next(at for at in range(1, len(line) + 1) if width(line[:at]) > room - 1)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()]


def _pieces(words: str) -> Iterator[str]:
    """The parts of some words that are kept on one line."""
    piece = ""
    for char in words:
        apart = piece and (piece[-1] == " " or width(char) == 2 or width(piece[-1]) == 2)
        if apart and char != " " and char not in _NOT_FIRST and piece[-1] not in "（「“":
            yield piece
            piece = ""
        piece += char
    yield piece
