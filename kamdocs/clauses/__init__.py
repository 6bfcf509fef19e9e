"""Puts the rules of a policy into words: what a rule asks, whom it binds, what counts as evidence,
and which verdicts it may give. ``kamdocs explain`` and the reports use these words."""

from kamdocs.clauses.asking import asks
from kamdocs.clauses.binding import binds, in_short, of_company, scope_of, tier_lines
from kamdocs.clauses.looking_up import Found, clause_as_compared, clause_keys, clauses_of, found_in
from kamdocs.clauses.outcomes import by_when, figures_of, may_be_early, outcomes
from kamdocs.clauses.proving import fields_of, kinds_in, near_codes, proves
from kamdocs.clauses.telling import told
from kamdocs.clauses.tongue import Tongue

__all__ = [
    "Found",
    "Tongue",
    "asks",
    "binds",
    "by_when",
    "clause_as_compared",
    "clause_keys",
    "clauses_of",
    "fields_of",
    "figures_of",
    "found_in",
    "in_short",
    "kinds_in",
    "may_be_early",
    "near_codes",
    "of_company",
    "outcomes",
    "proves",
    "scope_of",
    "tier_lines",
    "told",
]
