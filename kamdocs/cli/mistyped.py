"""What a Chinese keyboard, or Word, makes of a command line, such as －－period, “交来” and
--period：2026Q3, and paths whose blanks are not quoted. Where that is why a command line is
refused, it is told how to type what was meant."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

import click

from kamdocs.faults import is_there
from kamdocs.model import Lang, Text

QUOTES = "“”‘’「」"
"""Quotation marks that a command line takes for a part of the word."""
_DASHES = re.compile(r"[-\u2010-\u2015\u2212\uff0dー]+")
_BEHIND = re.compile("[=＝：:]")
_MARKS = ("“{}”", "'{}'", "({})", "“{} ", "({} ")
"""What stands around a word in the messages about it."""
_BLANKS = 8
"""A path that was taken apart has no more words before, or behind, the one that is told."""
_DASHED = Text(
    "“{word}”里的横线不是英文的，写成{meant}",
    "the dashes of “{word}” are not those of an English keyboard: write {meant}",
)
_SINGLE = Text("“{word}”要写两个横线：{meant}", "“{word}” takes two dashes: {meant}")
_APART = Text(
    "“{word}”写成{meant}，选项和后面的内容之间空一格",
    "for “{word}” write {meant}, with a blank behind the option",
)
_QUOTED = Text(
    '{word}带着中文的引号，要用英文的："…"',
    'the quotation marks of {word} are taken for a part of it; type straight ones: "…"',
)
_BLANK = Text(
    '路径里有空格，要加英文的引号："{meant}"', 'the path has a blank: put it into quotes, "{meant}"'
)


def as_meant(fault: click.ClickException, args: Sequence[str], lang: Lang) -> str:
    """How to type the word of which ``fault`` complains; empty where its characters are in order.

    ``args`` is the whole command line.
    """
    context = getattr(fault, "ctx", None)
    known = {
        name: not getattr(one, "is_flag", False)
        for one in (context.command.params if context else ())
        for name in one.opts
    }
    told, option = fault.format_message(), getattr(fault, "option_name", None) or ""
    for at, word in enumerate(args):
        if not (_quotes(told, word) or (option and word.startswith(option))):
            continue
        whole = _parted(args, at)
        if whole:
            return _BLANK.fill(lang, {"meant": whole})
        if is_there(Path(word)):  # it is refused for what it is, not for how it is written
            continue
        for words, meant in _slips(word, known):
            return words.fill(lang, {"word": word, "meant": meant})
    return ""


def _quotes(told: str, word: str) -> bool:
    """Whether a message quotes a word: by itself, or as the first of several."""
    return any(
        quoted in told for quoted in (repr(word), *(around.format(word) for around in _MARKS))
    )


def _parted(words: Sequence[str], at: int) -> str:
    """The longest path that is there and was taken apart at its blanks into words of which that
    ``at`` a place is one; empty if there is none."""
    spans = [
        " ".join(words[first:last])
        for first in range(max(0, at - _BLANKS), at + 1)
        for last in range(at + 1, min(len(words), at + 1 + _BLANKS) + 1)
        if last - first > 1
    ]
    there = (one for one in sorted(spans, key=len, reverse=True) if is_there(Path(one)))
    return next(there, "")


def _slips(word: str, known: Mapping[str, bool]) -> Iterator[tuple[Text, str]]:
    """What is amiss with a word, and what to write for it; ``known`` are the options, and whether
    something follows each of them."""
    dashes = _DASHES.match(word)
    if dashes and not dashes[0].isascii():
        name, *value = _BEHIND.split(normalize("NFKC", word[dashes.end() :]), maxsplit=1)
        yield _DASHED, " ".join([("-" if len(name) == 1 else "--") + name, *value])
    if word != word.strip(QUOTES):
        yield _QUOTED, word.strip(QUOTES)
    if word.startswith("-") and f"-{word}" in known:
        yield _SINGLE, f"-{word}"
    name, *value = _BEHIND.split(word, maxsplit=1)
    if value and known.get(name):
        yield _APART, f"{name} {normalize('NFKC', value[0])}"
