"""Puts all rules of a policy into words, for reports that are read without the policy at hand."""

from collections.abc import Iterator

from kamdocs.clauses.asking import asks
from kamdocs.clauses.binding import binds, scope_of
from kamdocs.clauses.outcomes import figures_of
from kamdocs.clauses.tongue import Tongue
from kamdocs.model import LANGS, Policy, Told
from kamdocs.sheets import Schemas


def told(policy: Policy, schemas: Schemas) -> Iterator[Told]:
    """Every rule of a policy: whom it binds and what it asks, in both languages."""
    tongues = {lang: Tongue(policy, schemas, lang) for lang in LANGS}
    for rule in policy.rules:
        yield Told(
            policy.id,
            policy.version,
            rule.id,
            rule.clause,
            {lang: tuple(binds(rule, tongue)) for lang, tongue in tongues.items()},
            {lang: tuple(asks(rule, tongue)) for lang, tongue in tongues.items()},
            tuple(figure.name for figure in figures_of(rule, tongues["zh"])),
            scope_of(rule, policy, schemas),
        )
