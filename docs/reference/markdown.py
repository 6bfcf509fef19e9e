"""Lines and tables as Markdown; what stands in them is text, never markup."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kamdocs.reports import Line

_MARKUP = re.compile(r"([\\`*_{}\[\]>#])")
_BAR = re.compile(r"(`[^`]*`)|\|")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+])(?= )")
_INDENT = "    "


def text(words: str) -> str:
    """Some words so that Markdown shows them as they are."""
    marked = _MARKUP.sub(r"\\\1", words.strip()).replace("&", "&amp;").replace("<", "&lt;")
    return _LEADING.sub(r"\1\\\2\3", marked)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are Markdown already, between blank lines."""
    yield ""
    for row in (headings, ["---"] * len(headings), *rows):
        yield "| " + " | ".join(map(_cell, row)) + " |"
    yield ""


def _cell(words: str) -> str:
    barred = _BAR.sub(lambda bar: bar[1] or r"\|", words)
    return barred.replace("\n", "<br>")


def lines(found: Iterable[Line]) -> Iterator[str]:
    """Lines as the command line shows them: titles as headings, what is indented as lists."""
    top = 0
    for line in found:
        if not line.words.strip():
            continue
        if line.style in ("title", "clause"):
            level = "##" if line.style == "title" else "###"
            yield from ("", f"{level} {text(line.words)}", "")
            top = line.depth + 1 if line.style == "clause" or line.depth else 1
        elif line.depth < top or not line.depth:
            yield from (text(line.words), "")
        else:
            yield f"{_INDENT * (line.depth - top)}- {text(line.words)}"
    yield ""
