"""Compares two policies in words: their tiers, their figures, and what they ask."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kamdocs.clauses.asking import asks
from kamdocs.clauses.binding import conditions_of, in_short
from kamdocs.clauses.conditions import in_one
from kamdocs.clauses.proving import kinds_of
from kamdocs.clauses.tongue import Tongue
from kamdocs.model import CUSTOMER, Rule, Text, joined, listed
from kamdocs.words import clauses as words
from kamdocs.words import phrases

TIERS = Text("客户分类", "Tiers")
FIGURES = Text("门槛和期限的数值", "Thresholds and other figures")
CADENCES = Text("多久一次", "How often")
DEADLINES = Text("最迟什么时候", "By when")
FIELDS = Text("要填写的栏目", "Fields to be filled in")
APPROVALS = Text("谁批准", "Who approves")
OTHERS = Text("其他要求", "What else is asked")
ATTESTED = Text("由人书面确认的", "What somebody answers for in writing")
_BY_KIND = {
    "cadence": CADENCES,
    "deadline": DEADLINES,
    "unbroken": DEADLINES,
    "approval": APPROVALS,
    "attest": ATTESTED,
}
_ORDER = (CADENCES, DEADLINES, FIELDS, APPROVALS, OTHERS, ATTESTED)
_FIELD = Text("{kind}{field}", "{kind}: {field}")
_SAID = Text("{clause} {whom}，{asks}", "{clause} {whom}, {asks}")
_BOUND = Text("{whom}（{clause}）", "{whom} ({clause})")
_BY_PEOPLE = Text("由公司评议决定：{conditions}", "decided by people: {conditions}")
_REST = Text("其余客户", "all others")
_VALUE = Text("{value}（{by}）", "{value} ({by})")

Sides = dict[str, tuple[list[str], list[str]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is compared, and the phrases of each of two policies on it; none where a
    policy has nothing on it."""

    what: str
    here: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Some rows under a title."""

    title: str
    rows: tuple[Row, ...]


def compared(one: Tongue, other: Tongue) -> list[Section]:
    """Two policies compared in one language, section by section. Tiers are matched by what the
    archive calls them, figures by their names, demands by the sheets that they look at, or by the
    field where they ask for fields."""
    lang = one.lang
    parts: list[tuple[Text, Callable[[Tongue], Iterator[tuple[str, str]]]]] = [
        (TIERS, _tiers),
        (FIGURES, _figures),
        *((title, _demands(title)) for title in _ORDER),
    ]
    found = [Section(title.say(lang), _rows(part, one, other)) for title, part in parts]
    return [section for section in found if section.rows]


def _rows(
    part: Callable[[Tongue], Iterator[tuple[str, str]]], one: Tongue, other: Tongue
) -> tuple[Row, ...]:
    """The rows of one part: first all that ``one`` has, in its order, then what only ``other``
    has."""
    sides: Sides = {}
    for at, tongue in enumerate((one, other)):
        for what, said in part(tongue):
            sides.setdefault(what, ([], []))[at].append(said)
    return tuple(Row(what, tuple(here), tuple(there)) for what, (here, there) in sides.items())


def _tiers(tongue: Tongue) -> Iterator[tuple[str, str]]:
    for tier in tongue.policy.tiers:
        said = conditions_of(tier, tongue) if tier.when else _REST.say(tongue.lang)
        if tier.by_people:
            said = tongue.say(_BY_PEOPLE, conditions=said)
        yield tier.title.say(tongue.lang), f"{tier.clause} {said}"


def _figures(tongue: Tongue) -> Iterator[tuple[str, str]]:
    for figure in tongue.policy.parameters.values():
        if not figure.is_pattern:
            by = words.BY[figure.default_by].say(tongue.lang)
            yield tongue.named(figure), tongue.say(_VALUE, value=tongue.amount(figure), by=by)


def _demands(title: Text) -> Callable[[Tongue], Iterator[tuple[str, str]]]:
    """A function for ``_rows`` that gives what the rules of a section ask, one after the other."""

    def said(tongue: Tongue) -> Iterator[tuple[str, str]]:
        of_it = (rule for rule in tongue.policy.rules if _section(rule) is title)
        return chain.from_iterable(
            (_fields if title is FIELDS else _whole)(rule, tongue) for rule in of_it
        )

    return said


def _section(rule: Rule) -> Text:
    if rule.kind == "fields":
        return FIELDS if "with" not in rule.terms else OTHERS
    return _BY_KIND.get(rule.kind, OTHERS)


def _whole(rule: Rule, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """A rule in words, under the titles of the sheets that it looks at. One that people attest has
    its own text, under the company."""
    if rule.kind == "attest":
        yield phrases.COMPANY.say(tongue.lang), f"{rule.clause} {rule.text.say(tongue.lang)}"
        return
    kinds = (tongue.schemas[kind].title.say(tongue.lang) for kind, _ in kinds_of(rule))
    facts = {
        "clause": rule.clause,
        "whom": listed(in_short(rule, tongue), tongue.lang),
        "asks": listed(asks(rule, tongue), tongue.lang),
    }
    yield joined(kinds, tongue.lang), tongue.say(_SAID, **facts)


def _fields(rule: Rule, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """Each field that a rule asks for, and of whom."""
    kind = rule.terms.get("of", CUSTOMER)
    where: Mapping[str, object] = rule.terms.get("where", {})
    whom = list(in_short(rule, tongue))
    if where:
        whom.append(in_one(rule.terms["where"], kind, tongue))
    said = tongue.say(_BOUND, whom=listed(whom, tongue.lang), clause=rule.clause)
    names = [*rule.terms.get("need", ()), *rule.terms.get("must", {})]
    for part in ("fresh", "in_force", "no_later_than", "no_more_than", "equals"):
        names += rule.terms.get(part, {})
    title = tongue.schemas[kind].title.say(tongue.lang)
    for name in dict.fromkeys(names):
        yield tongue.say(_FIELD, kind=title, field=tongue.label(kind, name)), said
