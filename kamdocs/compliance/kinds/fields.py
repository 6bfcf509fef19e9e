"""``fields``: what must be filled in, on the customer, on each of its records, or on one of them.

What is asked for is said in the words of ``kamdocs.compliance.demands``. Without ``of`` and
``with`` the rule is about the customer's row of the archive.

With ``of`` it is about every record of that kind in the span (with ``subject: company`` whomever it
concerns). A record lies in the span by the day in its field ``dated``, else by that of its event.
``reckoned`` names fields that hold a number of days, each with two day fields: where the number is
blank, it is taken as the days between them. Where the second is blank too, they run on as long as
the sheets would tell of it by now.

With ``with`` the customer must have at least one record of a kind that meets the demands, by the
day of the check and however late it was written down; with ``if_any`` only customers who have any
record of the kind are asked. With ``ended`` the rule is also about customers with whom dealings
have ended.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from kamdocs.compliance import shortfalls
from kamdocs.compliance.audit import STRETCHES, Audit, Mention
from kamdocs.compliance.demands import DEMANDS, Asked, Demands
from kamdocs.compliance.evidence import Scale, filled_day
from kamdocs.compliance.glance.filling import Filling
from kamdocs.compliance.glance.marks import Marked
from kamdocs.compliance.records import Subject, of_customer, of_today, subjects
from kamdocs.compliance.remembering import of_last
from kamdocs.compliance.standing import Standing
from kamdocs.model import (
    CUSTOMER,
    NOWHERE,
    Fact,
    Finding,
    NearMiss,
    Place,
    Record,
    Rule,
    Status,
    Text,
    Untold,
)
from kamdocs.sheets import SheetSchema
from kamdocs.words.shortfalls import left_blank

CODE = "KD401"
TERMS: dict[str, Any] = {
    **DEMANDS,
    "subject": {"type": "string", "allowed": ["customer", "company"], "dependencies": "of"},
    "of": {"type": "string", "excludes": "with"},
    "where": {"type": "dict", "dependencies": "of"},
    "dated": {"type": "string", "dependencies": "of"},
    "reckoned": {
        "type": "dict",
        "dependencies": "of",
        "keysrules": {"type": "string"},
        "valuesrules": {
            "type": "list",
            "minlength": 2,
            "maxlength": 2,
            "schema": {"type": "string"},
        },
    },
    "ended": {"type": "boolean", "excludes": "with"},
    "with": {
        "type": "dict",
        "excludes": ["of", *DEMANDS],
        "schema": {
            "of": {"type": "string", "required": True},
            "where": {"type": "dict"},
            "need": {"type": "list", "schema": {"type": "string"}},
            "must": {"type": "dict"},
            "if_any": {"type": "boolean"},
        },
    },
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    kind = terms.get("of", CUSTOMER)
    yield from Demands.mentions(terms, kind)
    yield Mention(("where",), kind, (), terms.get("where", {}))
    yield Mention(("dated",), kind, (terms["dated"],) if "dated" in terms else (), types=STRETCHES)
    for name, days in terms.get("reckoned", {}).items():
        yield Mention(("reckoned", name), kind, (name, *days))
    if "with" in terms:
        other = terms["with"]
        names = tuple(other.get("need", ()))
        yield Mention(("with",), other["of"], names, other.get("where", {}))
        yield Mention(("with", "must"), other["of"], (), other.get("must", {}))


def check(rule: Rule, audit: Audit) -> Iterator[Finding | Untold]:
    """One verdict for every customer in scope, or with ``of`` for every record of that kind; untold
    where a glance tells the status."""
    if "with" in rule.terms:
        yield from _with_records(rule, audit)
        return
    kind, judging = rule.terms.get("of", CUSTOMER), _Judging(rule, audit)
    if kind == CUSTOMER:
        yield from judging.customers()
    elif rule.names_company:
        yield from judging.of_company(kind)
    else:
        yield from judging.of_customers(kind)


class _Judging:
    """Judges by one rule whether customers or records meet its demands."""

    def __init__(self, rule: Rule, audit: Audit) -> None:
        self.rule, self.audit = rule, audit
        self.demands = Demands(audit, rule.terms)
        self.statuses = {None: Status.UNKNOWN, True: Status.PASS, False: rule.broken}

    def customers(self) -> Iterator[Untold]:
        """The verdicts on the customers' rows of the archive."""
        rule, audit, today = self.rule, self.audit, self.audit.as_of
        plain: dict[Status, list[Standing]] = {}
        for standing in audit.standings(rule):
            if standing.sure and standing.sure[0] <= today <= standing.sure[1]:
                met = self.demands.met(standing.customer, standing.customer)
            elif subject := of_today(rule, audit, standing):
                met = self._met(subject)
            else:
                continue
            plain.setdefault(self.statuses[met], []).append(standing)

        def tell(_: None, standing: Standing) -> Finding:
            subject = of_today(rule, audit, standing)
            assert subject is not None  # it was one before
            return self._told(subject)

        cases = {status: [(None, those)] for status, those in plain.items()}
        yield from audit.untold(rule, cases, tell, attrgetter("key"))

    def of_company(self, kind: str) -> Iterator[Untold]:
        """The verdicts on all records of a kind in the span, whomever they concern."""
        rule, audit = self.rule, self.audit
        plain: dict[Status, list[tuple[None, list[Subject]]]] = {}
        for subject in subjects(rule, audit, kind, rule.terms.get("where", {})):
            status = self.statuses[self._met(subject)]
            plain.setdefault(status, [(None, [])])[0][1].append(subject)
        yield from audit.untold(rule, plain, lambda _, one: self._told(one))

    def of_customers(self, kind: str) -> Iterator[Finding | Untold]:
        """The verdicts on the records of a kind that concern customers in scope."""
        rule, audit, where = self.rule, self.audit, self.rule.terms.get("where", {})

        def weighed(standing: Standing) -> dict[Place, Subject]:
            found = of_customer(rule, audit, kind, where, standing)
            return {one.record.row: one for one in found}

        scale = Scale(audit, kind, where, evidence=False)
        filling = Filling(rule, audit, scale, self.demands)
        kept, broken = self.statuses[True], self.statuses[False]
        plain: dict[Status, list[tuple[Standing, Marked]]] = {kept: [], broken: []}
        for standing in audit.standings(rule) if audit.book.knows(kind) else ():
            seen = filling.at(standing)
            for status, records in ((kept, seen.kept), (broken, seen.broken)):
                if records:
                    plain[status].append((standing, records))
            if seen.doubted:
                told = set(seen.rows())
                for row, subject in weighed(standing).items():
                    if row not in told:
                        yield self._told(subject)
        subjects_of = of_last(weighed)

        def tell(standing: Standing, record: Record) -> Finding:
            return self._told(subjects_of(standing)[record.row])

        yield from audit.untold(rule, plain, tell)

    def _met(self, subject: Subject) -> bool | None:
        """Whether a customer or record meets the demands; None where that is unknown."""
        return None if subject.doubt else self.demands.met(subject.record, subject.customer)

    def _told(self, subject: Subject) -> Finding:
        """The verdict on one customer or record. A faulty field is no breach: it leaves the verdict
        unknown where nothing else is lacking."""
        rule, audit = self.rule, self.audit
        asked = self.demands.of(subject.record, subject.customer)
        because = subject.doubt
        if asked.unclear and not asked.lacks:
            because = because or asked.unclear[0]
        facts: dict[str, Fact] = {
            "wanted": asked.wanted,
            **_lacking(rule, audit.schemas[subject.record.kind], rule.terms, asked),
        }
        return audit.ruled(
            rule,
            CODE,
            self.statuses[None if because else not asked.lacks],
            subject.customer,
            facts,
            asked.first,
            because=because,
            evidence=asked.kept,
            near=(*asked.lacks, *asked.unclear),
            **subject.which,
        )


def _with_records(rule: Rule, audit: Audit) -> Iterator[Finding | Untold]:
    """The verdicts of a rule with ``with``: whether each customer in scope has such a record."""
    terms = rule.terms["with"]
    scale = Scale(audit, terms["of"], terms.get("where", {}), timely=False)
    demands = Demands(audit, terms)
    without = rule.broken if audit.book.handed_in(scale.kind) else Status.UNKNOWN
    plain: list[Standing] = []
    for standing in audit.standings(rule):
        if not standing.holds_on(audit.as_of):
            continue
        if not standing.sure or scale.has_candidates(standing.customer):
            found = _some_record(rule, audit, standing, scale, demands)
            if found:
                yield found
        elif without is Status.UNKNOWN or not terms.get("if_any"):
            plain.append(standing)

    def tell(_: None, standing: Standing) -> Finding:
        found = _some_record(rule, audit, standing, scale, demands)
        assert found is not None  # nothing is there, and nobody lets that pass
        return found

    yield from audit.untold(rule, {without: [(None, plain)]}, tell, attrgetter("key"))


def _some_record(
    rule: Rule, audit: Audit, standing: Standing, scale: Scale, demands: Demands
) -> Finding | None:
    """The verdict on whether a customer has a record of the kind that meets the demands by the day
    of the check; None with ``if_any`` where it has no record of the kind."""
    terms = rule.terms["with"]
    needed = tuple(terms.get("need", ()))
    places: list[Place] = []
    left_open: list[NearMiss] = []
    near: list[NearMiss] = []
    best: Asked | None = None
    for record, doubt in scale.candidates(standing.customer):
        weighed = scale.weigh(record, _latest(record, needed), doubt)
        if weighed.counts is False:
            near += [weighed.why] if weighed.why else []
            continue
        asked = demands.of(record, standing.customer)
        open_cell = weighed.why or next(iter(asked.unclear), None)
        if asked.lacks:
            near += asked.lacks
            best = asked if best is None or len(asked.lacks) < len(best.lacks) else best
        elif open_cell:
            left_open.append(open_cell)
        else:
            places.append(record.row)
    title: Text = audit.schemas[scale.kind].title
    because = standing.because_on(audit.as_of) or (
        left_open[0] if left_open and not places else None
    )
    if not places and not because and not audit.book.handed_in(scale.kind):
        because = NearMiss(NOWHERE, "KD459", {"kind": title})
    if terms.get("if_any") and not (places or because or best):
        return None
    shown = _shown(rule, audit, title)
    facts: dict[str, Fact] = {"wanted": shown}
    if best:
        facts |= _lacking(rule, audit.schemas[scale.kind], terms, best)
    else:
        facts |= {"missing": shown, "lacking": left_blank(shown, rule.is_target)}
    status = Status.UNKNOWN if because else Status.PASS if places else rule.broken
    return audit.ruled(
        rule,
        CODE,
        status,
        standing.customer,
        facts,
        because=because,
        evidence=tuple(places),
        near=(*left_open, *near),
    )


def _shown(rule: Rule, audit: Audit, title: Text) -> tuple[Fact, ...]:
    """What there should be, for people: the sort of record (by the values that ``where`` allows, or
    by the ``title`` of the kind), then the labels of the fields that it should have."""
    terms = rule.terms["with"]
    fields = audit.schemas[terms["of"]].fields
    named = tuple(
        fields[name].shown(value)
        for name, rules in terms.get("where", {}).items()
        for value in rules.get("allowed", ())
        if isinstance(value, str)
    )
    asked = dict.fromkeys([*terms.get("need", ()), *terms.get("must", {})])
    return (*(named or (title,)), *(fields[name].label for name in asked))


def _lacking(
    rule: Rule, schema: SheetSchema, terms: Mapping[str, Any], asked: Asked
) -> dict[str, Fact]:
    """The facts ``missing`` (labels) and ``lacking`` (a sentence) of a record that does not meet
    the demands in ``terms``."""
    mild, must = rule.is_target, terms.get("must", {})
    said = shortfalls.in_words(asked.lacks, must, schema, mild) if asked.lacks else ""
    return {"missing": asked.missing, "lacking": said}


def _latest(record: Record, names: Iterable[str]) -> date | None:
    """The latest day in the fields ``names``, before which the record does not count; None where
    there is none."""
    days = [day for name in names if (day := filled_day(record, name))]
    return max(days, default=None)
