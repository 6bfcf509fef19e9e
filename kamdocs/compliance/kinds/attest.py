"""``attest``: a clause that no sheet can prove; somebody answers for it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kamdocs.compliance.audit import Audit, Mention
from kamdocs.model import Finding, Rule, Status

CODE = "KD406"
TERMS: dict[str, Any] = {}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    return ()


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict on the company: unattested, or not applicable where nobody is in its scope."""
    bound = not rule.tiers or any(
        standing.holds_on(audit.as_of) for standing in audit.standings(rule)
    )
    status = Status.UNATTESTED if bound else Status.NOT_APPLICABLE
    yield audit.ruled(rule, CODE, status, None, {})
