"""Whether words have the shape of a pattern, within a limit of time.

Patterns come from policies and schemas, which a company writes itself; one such as ``(a+)+b`` takes
longer than a life over forty letters. The library ``regex`` reads patterns as ``re`` does and can
be stopped, which ``re`` cannot.
"""

from functools import lru_cache

import regex

from kamdocs.faults import SetupFault
from kamdocs.model import Fact

SECONDS = 2.0
"""A pattern that takes longer over one value is none to be used."""

_SHORT = 100
_REPEATED = 2
"""A pattern without groups in which so few things are repeated tries each of the letters of a short
word as often as there are letters, at most: a watch over its time would take longer."""


def fits(pattern: str, words: str) -> bool:
    """Whether the whole of the words has a shape; SetupFault KD970 where that takes too long."""
    return _found(pattern, words, whole=True)


def holds(pattern: str, words: str) -> bool:
    """The same of some stretch of the words."""
    return _found(pattern, words, whole=False)


def unsound(pattern: str) -> int:
    """At which character (from 1) a pattern cannot be read; 0 for a sound one."""
    try:
        _compiled(pattern)
    except regex.error as fault:
        return (getattr(fault, "pos", None) or 0) + 1
    return 0


def _found(pattern: str, words: str, whole: bool) -> bool:
    shape = _compiled(pattern)
    match = shape.fullmatch if whole else shape.search
    if len(words) <= _SHORT and _tame(pattern):
        return match(words) is not None
    try:
        return match(words, timeout=SECONDS) is not None
    except TimeoutError as fault:
        facts: dict[str, Fact] = {"pattern": pattern, "letters": len(words)}
        raise SetupFault("KD970", facts) from fault


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> "regex.Pattern[str]":
    return regex.compile(pattern)


@lru_cache(maxsize=1024)
def _tame(pattern: str) -> bool:
    """Whether a pattern cannot take long over a short word."""
    repeated = sum(map(pattern.count, "*+?{"))
    return repeated <= _REPEATED and not any(mark in pattern for mark in "(|")
