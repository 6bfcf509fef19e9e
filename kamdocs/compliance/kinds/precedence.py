"""``precedence``: records of the customers in scope are not answered after those of others.

Each record of the kind ``of`` began on the day in its field ``from`` and was answered on that in
``done``. No record of another customer, one that ``others`` selects, that began on the same day or
later may have been answered before it. What had been answered before ours began is no breach.
Of what class another customer is goes by the day on which its record began.

A breach between sound cells is a breach, whatever errors other cells have; a pass is given only
where our record has no error. Where an error leaves open whether another record was answered before
ours, or whether that customer is one of the ``others``, the verdict is unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kamdocs.compliance.audit import DAYS, Audit, Mention
from kamdocs.compliance.records import Subject, subjects
from kamdocs.contract.selectors import Selector
from kamdocs.model import (
    CUSTOMER,
    Fact,
    Finding,
    Moment,
    NearMiss,
    Record,
    Rule,
    Status,
    key_of,
    moment_in,
)

CODE = "KD411"
TERMS: dict[str, Any] = {
    "of": {"type": "string", "required": True},
    "where": {"type": "dict"},
    "from": {"type": "string", "required": True},
    "done": {"type": "string", "required": True},
    "others": {"type": "dict", "required": True},
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    names = (terms["from"], terms["done"])
    yield Mention(("where",), terms["of"], names, terms.get("where", {}))
    for part in ("from", "done"):
        yield Mention((part,), terms["of"], (terms[part],), types=DAYS)
    yield Mention(("others",), CUSTOMER, (), terms["others"])


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every record of the span that concerns a customer in scope."""
    others = _others(rule, audit)
    for subject in subjects(rule, audit, rule.terms["of"], rule.terms.get("where", {})):
        yield _judge(rule, audit, subject, others)


class _Other(NamedTuple):
    """A record of another customer. ``doubt`` is the near miss at the cell that leaves open whether
    the rule is about the customer or the record, or when it began or was answered; else None."""

    record: Record
    doubt: NearMiss | None


def _others(rule: Rule, audit: Audit) -> list[_Other]:
    """The records that the rule's ``where`` takes or may take of customers whom ``others`` selects,
    by their class on the day on which the record began."""
    selector, where = Selector(rule.terms["others"]), Selector(rule.terms.get("where", {}))
    found: list[_Other] = []
    for customer in audit.book.customers:
        records = audit.book.about(rule.terms["of"], key_of(customer))
        for term in audit.by_class(customer) if records else ():
            one_of_them, silent = selector.judge(term.record.values, term.record.faulty)
            if one_of_them is False:
                continue
            whose = None if one_of_them else audit.unsaid(term.record, silent)
            for record in records:
                begun = moment_in(record.get(rule.terms["from"]))
                if term.holds_on(begun.day if begun else audit.as_of):
                    found += _taken(record, where, whose, rule, audit)
    return found


def _taken(
    record: Record, where: Selector, whose: NearMiss | None, rule: Rule, audit: Audit
) -> Iterator[_Other]:
    """A record of one of the others, if the rule is or may be about it. ``whose`` is the near miss
    that leaves open whether the customer is one of them; else None."""
    taken, name = where.judge(record.values, record.faulty)
    if taken is False or record.double_of:
        return
    wrong = _wrong(record, rule, audit)
    doubt = whose or (None if taken else audit.unsaid(record, name))
    yield _Other(record, audit.blank("KD457", record, min(wrong)) if wrong else doubt)


def _wrong(record: Record, rule: Rule, audit: Audit) -> frozenset[str]:
    """The fields in doubt among those that say whose a record is, when it began and when it
    was answered."""
    schema = audit.schemas[record.kind]
    deciding = {rule.terms["from"], rule.terms["done"], schema.roles.name, schema.roles.code}
    return schema.in_doubt(record) & deciding


def _judge(rule: Rule, audit: Audit, subject: Subject, others: list[_Other]) -> Finding:
    """The verdict on one record of a customer in scope."""
    record, terms = subject.record, rule.terms
    since, done = (moment_in(record.get(terms[name])) for name in ("from", "done"))
    before: list[Record] = []
    maybe: list[NearMiss] = []
    if since:
        sure = (one for one, doubt in others if doubt is None)
        before = [one for one in sure if _went_before(one, since, done, terms, audit)]
        maybe = [
            doubt
            for one, doubt in others
            if doubt and _may_have_gone_before(one, since, done, rule, audit)
        ]
    because = subject.doubt
    wrong = _wrong(record, rule, audit) or (frozenset() if before else record.faulty)
    if wrong and not because:
        because = audit.blank("KD457", record, min(wrong))
    if maybe and not before:
        because = because or maybe[0]
    status = Status.UNKNOWN if because else rule.broken if before else Status.PASS
    near = tuple(
        NearMiss(one.place(terms["done"]), "KD485", {"name": one.text("customer_name")})
        for one in before
    )
    facts: dict[str, Fact] = {"since": record.get(terms["from"]), "done": done, "count": len(near)}
    return audit.ruled(
        rule,
        CODE,
        status,
        subject.customer,
        facts,
        record.place(terms["done"]),
        because=because,
        evidence=(record.row,),
        near=near,
        **subject.which,
    )


def _went_before(
    other: Record, since: Moment, done: Moment | None, terms: Mapping[str, Any], audit: Audit
) -> bool:
    """Whether a record that began on the same day or later was answered for certain before ours,
    and not before ours began."""
    begun, answered = (moment_in(other.get(terms[name])) for name in ("from", "done"))
    if begun is None or answered is None or begun.day < since.day:
        return False
    if answered.before(since) or answered.day > audit.as_of:
        return False
    return done is None or answered.before(done) is True


def _may_have_gone_before(
    other: Record, since: Moment, done: Moment | None, rule: Rule, audit: Audit
) -> bool:
    """Whether a record in doubt may have been answered before ours, as far as its sound cells tell.
    What lies after the day of the check has not happened."""
    begun, answered = (moment_in(other.get(rule.terms[name])) for name in ("from", "done"))
    if any(one and one.day > audit.as_of for one in (begun, answered)):
        return False
    wrong = _wrong(other, rule, audit)
    known = begun if rule.terms["from"] not in wrong else None
    if known and (known.day < since.day or (done and done.before(known))):
        return False
    if rule.terms["done"] in wrong:
        return True
    if answered is None or answered.before(since):
        return False
    return done is None or answered.before(done) is True
