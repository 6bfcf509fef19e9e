"""Lines of a text report: words with a depth and a style, for a terminal or a file."""

from collections.abc import Iterable
from typing import NamedTuple

from kamdocs.model import visible


class Line(NamedTuple):
    """One line, indented by ``depth``. ``style`` says what it is (``error``, ``pass``, ``title``
    and so on); a terminal gives it a colour, a file nothing."""

    words: str = ""
    depth: int = 0
    style: str = ""

    @property
    def safe(self) -> str:
        """The words with what does not show made visible as U+FFFD."""
        return visible(self.words)


def plain(lines: Iterable[Line]) -> str:
    """The lines as text, indented by two blanks for each depth, each ended by a line feed."""
    return "".join(f"{'  ' * line.depth}{line.safe}".rstrip() + "\n" for line in lines)
