"""The kinds of rule, one module each.

A module offers what ``Kind`` asks for: ``CODE`` is the code of its findings, ``TERMS`` a Cerberus
schema of the words that a rule of this kind has in a pack, ``mentions`` gives the names of kinds
and fields in those words, so that ``linting`` can look them up, and ``check`` gives the verdicts of
a rule. Verdicts whose status a glance tells are given as ``Untold``: their facts are worked out
only when somebody wants to see them.
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
    """The code of a rule's verdicts; that of a ``deadline`` after a record is another than that of
    a ``deadline`` for each period."""
    return following.CODE if "for_each" in rule.terms else KINDS[rule.kind].CODE
