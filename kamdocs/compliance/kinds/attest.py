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
    """One verdict on the company, unattested as long as there is no register of attestations."""
    yield audit.ruled(rule, CODE, Status.UNATTESTED, None, {})
