"""Who signed in a cell, and which clause of which policy a waiver or an attestation is about."""

import re
from functools import lru_cache

from kamdocs.clauses import clause_keys
from kamdocs.model import BRACKETS, Policy, Record, names_in, one_name, whole_names
from kamdocs.nobody import names_nobody
from kamdocs.persons import POST, is_person

_PARTED = re.compile(r"[\s:：/／]+")
"""What separates a post from the name of who holds it."""


@lru_cache(maxsize=1024)
def person_in(words: str) -> str:
    """The name in a cell without what stands beside it: 陈立群 of 陈立群（总经理）, @陈立群 or
    陈立群[0012]. Empty where nobody is named, also where the cell only gives the state of a
    request: 待批准."""
    name = one_name(words)
    return "" if names_nobody(name) else name


def posts_in(words: str) -> tuple[str, ...]:
    """The posts in a cell: what stands in brackets, and what a blank, a colon or a stroke parts
    from the name of a person (区域经理 赵六)."""
    parts = _parts(words)
    named = any(map(_is_name, parts))
    beside = [part for part in parts if named and not _is_name(part)]
    return (*(one[1:-1].strip() for one in BRACKETS.findall(words)), *beside)


def signer_in(words: str) -> str:
    """The name of who signed, as ``person_in`` gives it, and also without a post that is parted
    from it: 赵六 of 区域经理 赵六."""
    return "、".join(filter(_is_name, _parts(words))) or person_in(words)


def _parts(words: str) -> list[str]:
    bare = whole_names(BRACKETS.sub(" ", words)).replace("@", " ")
    return [part for part in _PARTED.split(bare) if part]


def _is_name(part: str) -> bool:
    """Whether a part of a cell is a name: 安全员 and 方经理 begin with a surname, but are posts."""
    return is_person(part) and not POST.search(part)


def in_both(words: str, others: str) -> str:
    """The names that stand in both of two cells, each of which may name several people, joined by
    、; empty for nobody."""
    first = persons_in(words)
    return "、".join(dict.fromkeys(name for name in persons_in(others) if name in first))


def persons_in(value: object) -> tuple[str, ...]:
    """All who are named in a cell, without the posts in brackets; nobody where it is blank."""
    words = "、".join(map(str, value)) if isinstance(value, tuple) else value
    names = names_in(words) if isinstance(words, str) else ()
    return tuple(name for name in names if not names_nobody(name))


def speaks_of(record: Record, policy: Policy) -> bool:
    """Whether a row of a register is about a policy, by its id or title or that of a policy that it
    extends. A row that names no policy is about every policy."""
    named = record.text("policy").strip().casefold().strip("《》")
    titles = {policy.id, policy.title.zh, policy.title.en, *policy.descends}
    return not named or named in {title.casefold() for title in titles}


def applies_to(record: Record, policy: Policy, clause: str) -> bool:
    """Whether a row of a register is about a clause of a policy. A row that names no policy is
    about the only one that has such a clause; one that names 4.2 is not about 4.2.1."""
    if not clause_keys(record.text("clause")) & clause_keys(clause):
        return False
    return speaks_of(record, policy) and not leaves_open(record, policy)


def leaves_open(record: Record, policy: Policy) -> bool:
    """Whether a row that names no policy may mean a clause of this one or of another."""
    if record.text("policy").strip():
        return False
    keys = clause_keys(record.text("clause"))
    numbered = policy.numbered.get(record.kind, ())
    return bool(numbered) and all(keys & known for known in numbered)
