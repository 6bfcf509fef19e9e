"""Holding a book against policies."""

from collections.abc import Iterable
from typing import Any

from kamdocs.compliance.audit import Audit
from kamdocs.compliance.kinds import KINDS
from kamdocs.model import Book, Finding, Period, Policy, Status
from kamdocs.sheets import Schemas

_SEVERITIES = ("high", "medium", "low")
_STATUSES = tuple(Status)


def check(
    policies: Iterable[Policy], book: Book, schemas: Schemas, span: Period
) -> tuple[Finding, ...]:
    """A verdict for every instance of every rule, worst first.

    An instance is a rule, a customer (or the company) and, for repeating rules, a period that
    shares a day with ``span``.
    """
    found: list[tuple[tuple[Any, ...], Finding]] = []
    for policy in policies:
        if book.as_of < policy.effective_from:
            continue  # nothing was asked of anybody yet
        audit = Audit(policy, book, schemas, span)
        for number, rule in enumerate(policy.rules):
            for finding in KINDS[rule.kind].check(rule, audit):
                found.append((_order(finding, number), finding))
    found.sort(key=lambda pair: pair[0])
    return tuple(finding for _, finding in found)


def _order(finding: Finding, number: int) -> tuple[Any, ...]:
    ruling = finding.ruling
    assert ruling is not None  # every kind of rule gives rulings
    start = ruling.period.start.toordinal() if ruling.period else 0
    return (
        _STATUSES.index(ruling.status),
        _SEVERITIES.index(ruling.severity),
        ruling.policy,
        number,
        ruling.subject,
        start,
        ruling.item,
    )
