"""The kinds of rule, one module each.

A module offers ``CODE`` (that of its findings), ``TERMS`` (a Cerberus schema of its own words in
a pack), ``mentions`` (the names in those words, to be looked up) and ``check``, which gives the
verdicts, those that are plain untold.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.compliance.kinds import (
    approval,
    attest,
    cadence,
    count,
    deadline,
    fields,
    following,
    grade,
    order,
    precedence,
    tier,
    unbroken,
)
from kamdocs.model import Finding, Rule, Untold


class Kind(Protocol):
    """What a module of this folder offers."""

    CODE: str
    TERMS: dict[str, Any]

    def mentions(self, terms: Mapping[str, Any]) -> Iterable[Mention]: ...

    def check(self, rule: Rule, audit: Audit) -> Iterator[Finding | Untold]: ...


KINDS: dict[str, Kind] = {
    "approval": approval,
    "attest": attest,
    "cadence": cadence,
    "count": count,
    "deadline": deadline,
    "fields": fields,
    "grade": grade,
    "order": order,
    "precedence": precedence,
    "tier": tier,
    "unbroken": unbroken,
}


def code_of(rule: Rule) -> str:
    """The code of a rule's verdicts; what is done after a record has one of its own."""
    return following.CODE if "for_each" in rule.terms else KINDS[rule.kind].CODE
