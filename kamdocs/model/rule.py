"""A policy pack after loading: parameters, tiers, rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from kamdocs.model.finding import Status
from kamdocs.text import Text

PATTERN = "写法"
"""The unit of a parameter that is not a figure but a regular expression."""


RUN = "run"
"""The ``default_by`` of a figure for which one run tries another value."""


class Parameter(NamedTuple):
    """A figure of the policy. ``default_by`` says whether the source gives it, this project or the
    company, ``text`` what it is, and of a pattern what it stands for. Where a run tries another
    value (``RUN``), ``instead_of`` is the figure as the policy has it."""

    name: str
    value: Any
    unit: str
    clause: str
    default_by: str
    text: Text | None = None
    instead_of: "Parameter | None" = None

    @property
    def is_pattern(self) -> bool:
        """Whether it is a pattern of words, which people do not change as they do figures."""
        return self.unit == PATTERN


class Tier(NamedTuple):
    """A class of customers: those whose record the selector ``when`` accepts, or any of ``other``.

    ``declared`` is what the archive's 客户分类 says for it; ``by_people`` tiers are decided by
    people and never contradicted by figures; ``since`` names the fields whose latest day is the
    first on which the tier binds; ``figures`` the parameters in ``when``.
    """

    id: str
    clause: str
    title: Text
    declared: str
    when: Mapping[str, Any]
    by_people: bool = False
    since: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    other: tuple[Mapping[str, Any], ...] = ()

    @property
    def ways(self) -> tuple[Mapping[str, Any], ...]:
        """The selectors any of which accepts a customer of the tier."""
        return (self.when, *self.other)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the archive that decide who belongs to it."""
        return tuple(dict.fromkeys(name for way in self.ways for name in way))


class Rule(NamedTuple):
    """One obligation.

    ``owner`` names who answers for it; where ``owner_field`` names a field of the customer, the
    person filled in there does. ``tiers`` and ``when`` say whom it binds; ``terms`` are the words
    of its kind, ``figures`` the parameters in it.
    """

    id: str
    clause: str
    kind: str
    text: Text
    severity: str
    owner: Text
    owner_field: str = ""
    tiers: tuple[str, ...] = ()
    when: Mapping[str, Any] = {}
    on_breach: str = "fail"
    terms: Mapping[str, Any] = {}
    figures: tuple[str, ...] = ()

    @property
    def is_target(self) -> bool:
        """Whether it is only a target: to miss it is to be warned of, and no breach."""
        return self.on_breach == "warn"

    @property
    def broken(self) -> Status:
        """The status of what does not keep it."""
        return Status.WARN if self.is_target else Status.FAIL

    @property
    def names_company(self) -> bool:
        """Whether its words say that it is about the company (``subject: company``)."""
        return self.terms.get("subject") == "company"


class Clause(NamedTuple):
    """A clause that no rule of the policy checks, with the reason: ``inform`` or ``outside``."""

    clause: str
    text: Text
    why: str


class Policy(NamedTuple):
    """A pack, as its file says it. ``printed`` are the clauses that its source prints, in
    order; ``descends`` the ids and titles of the packs that it extends. Where several versions of a
    policy are looked at, ``until`` is the last day on which this one is in force (None while it
    is), and ``versions`` are all of them, the first first. ``numbered`` are, by the register that
    may name them, the keys of its clauses and those of the clauses of the other policies."""

    id: str
    title: Text
    version: str
    effective_from: date
    parameters: Mapping[str, Parameter]
    tiers: tuple[Tier, ...]
    rules: tuple[Rule, ...]
    clauses: tuple[Clause, ...] = ()
    printed: tuple[str, ...] = ()
    descends: tuple[str, ...] = ()
    file: str = ""
    until: date | None = None
    versions: "tuple[Policy, ...]" = ()
    numbered: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {}

    def in_force(self, day: date) -> bool:
        """Whether this version is in force on a day."""
        return self.effective_from <= day and (self.until is None or day <= self.until)

    @property
    def since(self) -> date:
        """The first day on which any version of the policy is in force."""
        return self.versions[0].effective_from if self.versions else self.effective_from

    def tier(self, name: str) -> Tier:
        """The tier of an id; StopIteration where there is none."""
        return next(tier for tier in self.tiers if tier.id == name)

    def value(self, name: str) -> Any:
        """The value of a parameter; KeyError where the pack has none of that name."""
        return self.parameters[name].value
