"""What people sign: who it is, and which clause of which policy they speak of."""

import re

from kamdocs.clauses import clause_as_compared
from kamdocs.model import Policy, Record

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_PARTED = re.compile(r"[、，,;；/\n]+")
_POST = re.compile(r"[(（].*?[)）]|\s+")
_NOBODY = frozenset({"", "无"})


def person_in(words: str) -> str:
    """Who is named in a cell, without the post in brackets: 陈立群（总经理）; empty for nobody."""
    name = _POST.sub("", words)
    return "" if name in _NOBODY else name


def persons_in(value: object) -> tuple[str, ...]:
    """All who are named in a cell, without the posts in brackets; nobody where it is blank."""
    words = "、".join(map(str, value)) if isinstance(value, tuple) else value
    parts = _PARTED.split(_BRACKETS.sub("", words)) if isinstance(words, str) else ()
    return tuple(name for part in parts if (name := person_in(part)))


def speaks_of(record: Record, policy: Policy) -> bool:
    """Whether a row is about a policy; one that names none is about every policy."""
    named = record.text("policy").strip().casefold().strip("《》")
    titles = {policy.id, policy.title.zh, policy.title.en, *policy.descends}
    return not named or named in {title.casefold() for title in titles}


def applies_to(record: Record, policy: Policy, clause: str) -> bool:
    """Whether a row is about a clause of a policy. One that names no policy is about every policy
    that has such a clause; one that names 4.2 is not about 4.2.1."""
    same = clause_as_compared(record.text("clause")) == clause_as_compared(clause)
    return same and speaks_of(record, policy)
