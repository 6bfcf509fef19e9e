"""Whether words match a pattern (regular expression), within a limit of time.

Patterns come from policies and schemas, which a company writes itself, and one such as ``(a+)+b``
would never finish on forty letters. The library ``regex`` reads patterns as ``re`` does and can be
stopped, which ``re`` cannot. Patterns that cannot take long are left to ``re``, which is imported
anyway.
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
"""The seconds that a pattern may take for one value; a slower one cannot be used."""

_SHORT = 100
_REPEATED = 2
"""The most repeated parts, none of them a group, of a pattern that is run without a time limit: it
tries each letter of a short word at most as often as there are letters."""
_OPTIONAL = 4
"""The most optional parts of such a pattern: each may double the time."""
_GROUP_REPEATED = lazy(r"\)[*+{]")
_USUAL = lazy(
    r"(?:\(\?s\))?(?:[\w .,;:@/-]|\\[.\\/-]|\[\^?(?:A-Z|a-z|0-9|[\w./]|\\[.\\/-])+\]"
    r"|\((?:\?(?:[:=!]|<[=!])|(?!\?))|[)|*+?]|\{\d{1,3}(?:,\d{1,3})?\})*"
)
"""The parts of patterns that both libraries read alike: letters, sets, repeats, groups,
alternatives, lookarounds."""
_LOOKS = 8
"""The most lookaheads of a pattern that is run without a time limit."""
_AROUND = r"\(\?[=!](?:[^()]|\([^()]*\))*\)"
_ONE_AHEAD = lazy(_AROUND)
_AHEAD = lazy(rf"(?:\(\?s\))?(?:{_AROUND})+")
"""A pattern that begins with lookaheads, as for several words in any order."""
_VERSIONS = r"[0-9]{1,9}(\.[0-9]{1,9})*"
"""The pattern of version numbers in every schema: each point ends a number, so that there is only
one way to match it."""


def fits(pattern: str, words: str) -> bool:
    """Whether all of the words match a pattern; SetupFault KD970 where that takes too long."""
    return _found(pattern, words, whole=True)


def holds(pattern: str, words: str) -> bool:
    """Whether any part of the words matches a pattern; SetupFault KD970 where that takes too
    long."""
    return _found(pattern, words, whole=False)


def unsound(pattern: str) -> int:
    """The position (from 1) of the character at which a pattern cannot be read; 0 for a sound
    one."""
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
    """A pattern compiled by ``re`` where that cannot take long; None for any other pattern."""
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
    """Whether a pattern cannot take long for a short word."""
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
