"""Puts into words which records and fields a rule looks at as evidence, and lists the codes for
evidence that almost counts."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.clauses.binding import of_company
from kamdocs.clauses.conditions import in_one
from kamdocs.clauses.tongue import Tongue
from kamdocs.contract.selectors import asks_for_posts
from kamdocs.model import ATTESTATION, COMMA, CUSTOMER, Policy, Rule, joined
from kamdocs.sheets import Claim
from kamdocs.words.clauses import (
    BORNE_OUT,
    BY_CUSTOMER,
    BY_RECORD,
    COUNTED_ON,
    COUNTS_WHERE,
    DIFFERENT,
    EACH_VISIT,
    FROM_KIND,
    HAPPENED,
    LOOKED_AT,
    ONCE_A_DAY,
    ONE_FOR_EACH,
    OR_COMPANY,
    REGISTERED,
    SAYS_WHICH,
)

Terms = Mapping[str, Any]
_WHOSE = ("KD454", "KD470", "KD495")
"""The codes for a record that may be another customer's."""
_ON_A_TIMELESS_SCALE = ("KD462", "KD452", "KD463", "KD455", "KD451", *_WHOSE, "KD457")
"""The codes for a record that does not count, or may not, whenever it was written down."""
_ON_A_SCALE = (*_ON_A_TIMELESS_SCALE, "KD456", "KD496")
"""These codes, and those for a record that was written down late."""
_OF_TWO = ("no_later_than", "no_more_than")
"""The words that hold one field of a record against another."""
_REMARKS = ("KD465", "KD469")
_SILENT = ("KD458", "KD459", "KD468")


def proves(rule: Rule, tongue: Tongue) -> list[str]:
    """The lines that say which records are looked at, which of them count, and by which fields."""
    return list(_proves(rule, tongue))


def _proves(rule: Rule, tongue: Tongue) -> Iterator[str]:
    terms = rule.terms
    if rule.kind == "attest":
        yield REGISTERED.say(tongue.lang)
        return
    if rule.kind == "count":
        yield COUNTED_ON.say(tongue.lang)
        return
    for kind, each in kinds_of(rule):
        yield _from(kind, each, tongue)
        fields = fields_of(rule, kind)
        if fields:
            labels = joined((tongue.label(kind, name) for name in fields), tongue.lang)
            yield tongue.say(LOOKED_AT, fields=labels)
    if rule.kind == "cadence":
        yield from _counting(terms, tongue)
    if any(one.get("or_company") for one in terms.get("sources", ())):
        yield OR_COMPANY.say(tongue.lang)
    if "by" in terms:
        yield ONE_FOR_EACH.say(tongue.lang)


def _from(kind: str, each: bool, tongue: Tongue) -> str:
    """The line on the records of a kind: which of them count at all."""
    schema = tongue.schemas[kind]
    title = schema.title.say(tongue.lang)
    if kind == CUSTOMER:
        return BY_CUSTOMER.say(tongue.lang)
    words = tongue.say(BY_RECORD if each else FROM_KIND, kind=title)
    if schema.counts:
        counts = tongue.say(COUNTS_WHERE, conditions=in_one(schema.counts, kind, tongue))
        words += COMMA[tongue.lang] + counts
    return words


def _counting(terms: Terms, tongue: Tongue) -> Iterator[str]:
    """The lines on counting: which day decides the period of a record, and how they are counted."""
    kind = terms["of"]
    roles = tongue.schemas[kind].roles
    day = tongue.label(kind, roles.day or roles.month)
    if "covers" in terms:
        yield tongue.say(SAYS_WHICH, field=tongue.label(kind, terms["covers"]), day=day)
    else:
        yield tongue.say(HAPPENED, field=day)
    for name, claim in tongue.schemas[kind].claims.items():
        if name in terms.get("where", {}) and _wants_people(claim, terms["where"][name]):
            facts = {"field": tongue.label(kind, name), "people": tongue.label(kind, claim.people)}
            yield tongue.say(BORNE_OUT, **facts)
    if "distinct" in terms:
        yield tongue.say(DIFFERENT, field=tongue.label(kind, terms["distinct"]))
    elif terms.get("distinct_by") == "visit":
        yield EACH_VISIT.say(tongue.lang)
    else:
        yield ONCE_A_DAY.say(tongue.lang)


def _wants_people(claim: Claim, rules: Mapping[str, Any]) -> bool:
    """Whether the conditions on a field that claims levels ask for one that people bear out."""
    asked = rules.get("contains", ())
    levels = asked if isinstance(asked, list) else [asked] if asked else []
    return not levels or any(map(claim.can_bear_out, levels))


def kinds_of(rule: Rule) -> list[tuple[str, bool]]:
    """The kinds of record that a rule looks at; with True where each record has its own verdict."""
    terms = rule.terms
    if rule.kind == "attest":
        return [(ATTESTATION, False)]
    if "sources" in terms:
        return [(kind, False) for kind in dict.fromkeys(one["of"] for one in terms["sources"])]
    if "also" in terms:
        kinds = (terms["of"], *(one["of"] for one in terms["also"]))
        return [(kind, False) for kind in dict.fromkeys(kinds)]
    if "for_each" in terms:
        found = [(terms["for_each"], terms["for_each"] != CUSTOMER)]
        return [*found, (terms["by"]["of"], False)] if "by" in terms else found
    if "with" in terms:
        return [(terms["with"]["of"], False)]
    of = terms.get("of", CUSTOMER)
    return [(of, of != CUSTOMER and rule.kind not in ("cadence", "order", "unbroken"))]


def kinds_in(policy: Policy) -> frozenset[str]:
    """All kinds of record that a policy looks at: the archive, and those of its rules."""
    of_rules = (kind for rule in policy.rules for kind, _ in kinds_of(rule))
    registers = (rule.terms["as_told"]["of"] for rule in policy.rules if "as_told" in rule.terms)
    return frozenset((CUSTOMER, *of_rules, *registers))


def fields_of(rule: Rule, kind: str) -> tuple[str, ...]:
    """The fields of a kind of record that decide a rule, in the order of its terms."""
    found: list[str] = []
    for of, words in _parts(rule):
        if of == kind:
            found += _named(words)
    return tuple(dict.fromkeys(found))


def _parts(rule: Rule) -> Iterator[tuple[str, Terms]]:
    """The parts of the terms of a rule, each with the kind of record that it is about."""
    terms = rule.terms
    if rule.kind == "attest":
        yield ATTESTATION, {"need": ["clause", "attested_by", "valid_until"]}
    for source in terms.get("sources", ()):
        yield source["of"], source
    for other in terms.get("also", ()):
        yield other["of"], other
    for part in ("with", "by"):
        if part in terms:
            yield terms[part]["of"], terms[part]
    if "sources" not in terms and "with" not in terms and rule.kind not in ("attest", "count"):
        yield terms.get("for_each") or terms.get("of") or CUSTOMER, terms
        yield CUSTOMER, {"need": list(terms.get("equals", {}).values())}


def _named(words: Terms) -> Iterator[str]:
    """The fields that one part of a rule names."""
    for name in ("stage", "dated", "from", "until", "covers", "done", "grade", "score"):
        if isinstance(words.get(name), str):
            yield words[name]
    for name in ("where", "must", "equals", "unless", "fresh", "in_force", *_OF_TWO):
        yield from words.get(name, {})
    for name in _OF_TWO:
        yield from words.get(name, {}).values()
    for days in words.get("reckoned", {}).values():
        yield from days
    yield from words.get("need", ())
    yield from [words["distinct"]] if "distinct" in words else []
    for step in words.get("steps", ()):
        if isinstance(step, Mapping):
            yield from (step[name] for name in ("by", "post", "on") if name in step)
    for part in words.get("parts", ()):
        yield part["field"]


def near_codes(rule: Rule) -> tuple[str, ...]:
    """The codes that verdicts of a rule may have for what almost counted or left them open."""
    return tuple(dict.fromkeys([*_standing(rule), *_NEAR[rule.kind](rule), *_posts(rule)]))


def _standing(rule: Rule) -> Iterator[str]:
    """The codes for what leaves open whether a rule binds a customer: its row in the archive, or a
    record that may be another's. None for attested rules, which are on the company."""
    if rule.kind == "attest":
        return
    if rule.tiers or rule.kind == "tier":
        yield from ("KD460", "KD644")
    if rule.when:
        yield from ("KD464", "KD646")
    if not of_company(rule) or rule.kind == "count":
        yield from ("KD461", "KD645")
    if any(each for _, each in kinds_of(rule)) and not of_company(rule):
        yield from _WHOSE


def _posts(rule: Rule) -> Iterator[str]:
    if asks_for_posts(rule.terms):
        yield "KD412"


def _of_demands(terms: Terms) -> Iterator[str]:
    yield from ("KD201", "KD457")
    if terms.get("must"):
        yield "KD452"
    if terms.get("fresh"):
        yield "KD480"
    if terms.get("in_force"):
        yield "KD623"
    if terms.get("no_later_than"):
        yield "KD614"
    if terms.get("no_more_than"):
        yield "KD624"
    if terms.get("equals"):
        yield from ("KD481", "KD451")
        if terms.get("subject") == "company":
            yield "KD459"


def _of_cadence(rule: Rule) -> Iterator[str]:
    yield from ("KD453", "KD414", *_ON_A_SCALE, *_REMARKS, *_SILENT, "KD467")
    if "apart" in rule.terms:
        yield "KD625"
    if rule.terms.get("distinct_by") == "visit":
        yield "KD413"


def _of_deadline(rule: Rule) -> Iterator[str]:
    terms = rule.terms
    if terms.get("due", terms).get("workdays"):
        yield "KD471"
    yield from _SILENT
    if "for_each" not in terms:
        yield from ("KD467", "KD499", *_ON_A_SCALE, *_REMARKS)
        if any(one["of"] == CUSTOMER for one in terms["sources"]):
            yield "KD497"
        return
    yield from ("KD201", "KD451", "KD457", "KD467")
    if "hours" in terms or "until" in terms:
        yield "KD472"
    if "by" in terms:
        yield from ("KD413", *_ON_A_SCALE)
        if "opens" in terms:
            yield "KD499"


def _of_fields(rule: Rule) -> Iterator[str]:
    if "with" in rule.terms:
        yield from ("KD201", "KD459", *_ON_A_TIMELESS_SCALE)
        return
    yield from _of_demands(rule.terms)
    if "of" in rule.terms:
        yield "KD451"


def _of_approval(rule: Rule) -> Iterator[str]:
    steps = rule.terms["steps"]
    yield from ("KD201", "KD457")
    if "of" in rule.terms:
        yield "KD451"
    if any("who" in step for step in steps):
        yield from ("KD473", "KD412")
    if sum("on" in step for step in steps) > 1:
        yield "KD474"
    if rule.terms.get("different"):
        yield "KD475"


def _of_order(rule: Rule) -> Iterator[str]:
    yield from (*_ON_A_SCALE, "KD477")
    if "after" in rule.terms:
        yield "KD478"
    if "same_day" in rule.terms:
        yield "KD479"
    if "after" in rule.terms or "same_day" in rule.terms:
        yield "KD651"
    yield from _of_demands(rule.terms)


def _of_unbroken(rule: Rule) -> Iterator[str]:
    yield from (*_ON_A_SCALE, *_SILENT, "KD467")


_NEAR: dict[str, Any] = {
    "approval": _of_approval,
    "attest": lambda rule: ("KD482", "KD483", "KD457"),
    "cadence": _of_cadence,
    "count": lambda rule: ("KD459",),
    "deadline": _of_deadline,
    "fields": _of_fields,
    "grade": lambda rule: ("KD451", "KD457", "KD476"),
    "order": _of_order,
    "precedence": lambda rule: ("KD451", "KD457", "KD485"),
    "tier": lambda rule: (),
    "unbroken": _of_unbroken,
}
