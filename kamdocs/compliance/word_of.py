"""What people say of clauses: which clause of which policy an attestation or a waiver is about."""

import re

from kamdocs.model import Policy, Record

_DASHES = re.compile(r"[‐-―−－]")
_AROUND = re.compile(r"[\s第条款]+")


def clause_as_compared(words: str) -> str:
    """A clause number without the words and blanks around it: 第 4.2.1.3a 条."""
    return _AROUND.sub("", _DASHES.sub("-", words)).casefold()


def applies_to(record: Record, policy: Policy, clause: str) -> bool:
    """Whether a row is about a clause of a policy. One that names no policy is about every policy
    that has such a clause; one that names 4.2 is not about 4.2.1."""
    named = record.text("policy").strip().casefold()
    titles = {policy.id, policy.title.zh, policy.title.en, *policy.descends}
    if named and named.strip("《》") not in {title.casefold() for title in titles}:
        return False
    return clause_as_compared(record.text("clause")) == clause_as_compared(clause)
