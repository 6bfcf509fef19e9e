"""Whether words have the shape of a pattern, within a limit of time.

Patterns come from policies and schemas, which a company writes itself; one such as ``(a+)+b`` takes
longer than a life over forty letters. The library ``regex`` reads patterns as ``re`` does and can
be stopped, which ``re`` cannot. Most patterns need not be stopped, and are left to ``re``, which is
there already.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kamdocs.faults import SetupFault
from kamdocs.lazy import lazy
from kamdocs.model import Fact

if TYPE_CHECKING:
    import regex

SECONDS = 2.0
"""A pattern that takes longer over one value is none to be used."""

_SHORT = 100
_REPEATED = 2
"""A pattern in which so few things are repeated, and no group is, tries each of the letters of a
short word as often as there are letters, at most: a watch over its time would take longer."""
_OPTIONAL = 4
"""Each thing that may be missing takes twice the time, at most."""
_GROUP_REPEATED = lazy(r"\)[*+{]")
_USUAL = lazy(
    r"(?:\(\?s\))?(?:[\w .,;:@/-]|\\[.\\/-]|\[\^?(?:A-Z|a-z|0-9|[\w./]|\\[.\\/-])+\]"
    r"|\((?:\?(?:[:=!]|<[=!])|(?!\?))|[)|*+?]|\{\d{1,3}(?:,\d{1,3})?\})*"
)
"""What both libraries read alike: letters, sets of them, how often, groups, one or another, what
may or may not stand around."""
_LOOKS = 8
"""So many looks ahead take no longer than a watch lets them, each from every letter."""
_AROUND = r"\(\?[=!](?:[^()]|\([^()]*\))*\)"
_ONE_AHEAD = lazy(_AROUND)
_AHEAD = lazy(rf"(?:\(\?s\))?(?:{_AROUND})+")
"""What has to stand, or may not, ahead of the rest of a pattern, each looked for by itself: several
words in whatever order."""
_VERSIONS = r"[0-9]{1,9}(\.[0-9]{1,9})*"
"""The numbers of versions, in every schema: each point ends a number, so there is one way only."""


def fits(pattern: str, words: str) -> bool:
    """Whether the whole of the words has a shape; SetupFault KD970 where that takes too long."""
    return _found(pattern, words, whole=True)


def holds(pattern: str, words: str) -> bool:
    """The same of some stretch of the words."""
    return _found(pattern, words, whole=False)


def unsound(pattern: str) -> int:
    """At which character (from 1) a pattern cannot be read; 0 for a sound one."""
    if _usual(pattern):
        return 0
    import regex

    try:
        _compiled(pattern)
    except (regex.error, RecursionError) as fault:
        return (getattr(fault, "pos", None) or 0) + 1
    return 0


def _found(pattern: str, words: str, whole: bool) -> bool:
    if len(words) <= _SHORT and _tame(pattern):
        quick = _usual(pattern) or _compiled(pattern)
        return (quick.fullmatch if whole else quick.search)(words) is not None
    shape = _compiled(pattern)
    match = shape.fullmatch if whole else shape.search
    try:
        return match(words, timeout=SECONDS) is not None
    except TimeoutError as fault:
        facts: dict[str, Fact] = {"pattern": pattern, "letters": len(words)}
        raise SetupFault("KD970", facts) from fault


@lru_cache(maxsize=1024)
def _usual(pattern: str) -> re.Pattern[str] | None:
    """A usual pattern as ``re`` reads it; None for any other, and for one that cannot be read."""
    try:
        return re.compile(pattern) if _USUAL.fullmatch(pattern) else None
    except (re.error, RecursionError):
        return None


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> regex.Pattern[str]:
    import regex

    return regex.compile(pattern)


@lru_cache(maxsize=1024)
def _tame(pattern: str) -> bool:
    """Whether a pattern cannot take long over a short word."""
    if pattern == _VERSIONS:
        return True
    if not _usual(pattern) and any(mark in pattern for mark in "(|"):
        return False  # groups may be called again, or call the whole pattern
    parts = [pattern]
    if (ahead := _AHEAD.match(pattern)) and _usual(pattern):
        parts = [*_ONE_AHEAD.findall(ahead[0]), pattern[ahead.end() :]]
    few = len(parts) <= _LOOKS + 1 and all(map(_little_to_try, parts))
    return few and not _GROUP_REPEATED.search(pattern)


def _little_to_try(part: str) -> bool:
    repeated = sum(map(part.count, "*+{"))
    return repeated <= _REPEATED and part.replace("(?", "(").count("?") <= _OPTIONAL
