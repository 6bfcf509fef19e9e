"""Help in Chinese, in lines: Click breaks them at blanks, of which Chinese has none, and counts a
character as one column, of which it takes two. And what it refuses, with the marks of Chinese."""

import re
from collections.abc import Iterable, Iterator

import click

from kamdocs.lettering import width

_PIECE = re.compile(r"\s+|[“「（《]*(?:[!-~]+|＊+|\S)[，。；：、！？）」”》…]*")
"""What no line ends within: a word, an option, a path, ＊＊＊, with the marks around it."""
_QUOTED = re.compile(r"(?<![A-Za-z])'([^']*)'(?:\.$)?")
"""What Click tells between quotes of its own, with the full stop that it puts behind the last."""
_NARROWEST = 10


class Lines(click.HelpFormatter):
    """Help whose lines end between the characters, never within an option, and fit the terminal."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")  # with no blank behind it

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Each line of the text on lines of its own, set in as it is: what ``\\b`` is for."""
        for line in text.replace("\b\n", "").split("\n"):
            words = line.lstrip()
            begin = " " * (self.current_indent + len(line) - len(words))
            for part in wrapped(words, self.width - len(begin)):
                self.write(f"{begin}{part}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Terms on the left, and on the right of each what it means."""
        rows = list(rows)
        column = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        begin = " " * (self.current_indent + column)
        for term, words in rows:
            self.write(f"{'':>{self.current_indent}}{term}")
            room = column - width(term)
            self.write(" " * room if room >= col_spacing else f"\n{begin}")
            self.write(f"\n{begin}".join(wrapped(words, self.width - len(begin))) + "\n")


class Chinese(click.Context):
    """What a command in Chinese runs in."""

    formatter_class = Lines


def wrapped(words: str, columns: int) -> Iterator[str]:
    """A line of words in lines of no more than so many columns, where its pieces are no longer."""
    line = ""
    for piece in _PIECE.findall(words):
        if line and width(line + piece.rstrip()) > max(columns, _NARROWEST):
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


def first_sentence(words: str) -> str:
    """What a group says of a command below it."""
    return words.removeprefix("\b\n").split("。")[0]


def marked(words: str) -> str:
    """What Click refuses, told in Chinese, with the marks of Chinese instead of its own: 缺少选项
    '-o' / '--output'. is 缺少选项“-o”或“--output”。"""
    quoted = _QUOTED.sub(r"“\1”", words).replace("”, “", "”、“").replace("” / “", "”或“")
    ended = re.sub(r"([。？]) +|([一-鿿]) +(?=“)", r"\1\2", quoted)
    return ended if ended.endswith(("。", "？")) else f"{ended}。"
