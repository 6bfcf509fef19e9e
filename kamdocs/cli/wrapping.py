"""Click's help and error messages in Chinese. Click breaks lines at blanks, of which Chinese has
none, counts a character as one column though it takes two, and uses English punctuation."""

import re
from collections.abc import Iterable, Iterator

import click

from kamdocs.lettering import width

_PIECE = re.compile(r"\s+|[“「（《]*(?:[!-~]+|＊+|\S)[，。；：、！？）」”》…]*")
"""A piece of text that is never broken: a word, an option, a path, ＊＊＊, with the marks around
it."""
_QUOTED = re.compile(r"(?<![A-Za-z])'([^']*)'(?:\.$)?")
"""What Click puts into quotation marks, with the full stop behind the last."""
_NARROWEST = 10


class Lines(click.HelpFormatter):
    """Formats help so that lines fit the terminal and are broken between characters, but never
    within an option."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")  # with no blank behind it

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Write each line of the text on lines of its own, indented as it is, as Click does after
        ``\\b``."""
        for line in text.replace("\b\n", "").split("\n"):
            words = line.lstrip()
            begin = " " * (self.current_indent + len(line) - len(words))
            for part in wrapped(words, self.width - len(begin)):
                self.write(f"{begin}{part}\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms on the left, each with its meaning on the right."""
        rows = list(rows)
        column = min(max((width(term) for term, _ in rows), default=0), col_max) + col_spacing
        begin = " " * (self.current_indent + column)
        for term, words in rows:
            self.write(f"{'':>{self.current_indent}}{term}")
            room = column - width(term)
            self.write(" " * room if room >= col_spacing else f"\n{begin}")
            self.write(f"\n{begin}".join(wrapped(words, self.width - len(begin))) + "\n")


class Chinese(click.Context):
    """The Click context of commands in Chinese."""

    formatter_class = Lines


def wrapped(words: str, columns: int) -> Iterator[str]:
    """A line broken into lines of no more than so many columns, unless a single piece is wider."""
    line = ""
    for piece in _PIECE.findall(words):
        if line and width(line + piece.rstrip()) > max(columns, _NARROWEST):
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


def first_sentence(words: str) -> str:
    """The first sentence of the help of a command, which its group shows."""
    return words.removeprefix("\b\n").split("。")[0]


def marked(words: str) -> str:
    """An error message of Click with Chinese punctuation: 缺少选项 '-o' / '--output'. becomes
    缺少选项“-o”或“--output”。"""
    quoted = (
        _QUOTED.sub(r"“\1”", words)
        .replace("”, “", "”、“")
        .replace("”. ", "”。")
        .replace("” / “", "”或“")
    )
    ended = re.sub(r"([。？]) +|([一-鿿]) +(?=“)", r"\1\2", quoted)
    return ended if ended.endswith(("。", "？")) else f"{ended}。"
