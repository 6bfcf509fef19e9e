"""A clause as a page: what it asks, whom it binds, what counts, and which results are possible."""

from collections.abc import Iterable, Iterator, Sequence

from kamdocs import compliance
from kamdocs.clauses import (
    Found,
    Tongue,
    asks,
    binds,
    by_when,
    clauses_of,
    figures_of,
    found_in,
    may_be_early,
    near_codes,
    outcomes,
    proves,
    tier_lines,
)
from kamdocs.faults import SetupFault
from kamdocs.likeness import alike
from kamdocs.model import CUSTOMER, Lang, Parameter, Policy, Rule, Status, Text
from kamdocs.reports import Line
from kamdocs.sheets import Schemas
from kamdocs.words import STATUSES, phrases
from kamdocs.words import clauses as words
from kamdocs.words.codes import CODES

_FLOOR = 55.0
"""How similar, of 100, a clause or an id has to be to be suggested."""
_MOST = 5
MANY = 3
"""The most policies with a clause that are all shown at length."""


def looked_up(
    asked: str, policies: Sequence[Policy], others: Iterable[Policy], lang: Lang
) -> tuple[list[Found], list[Line]]:
    """What the policies have under the number of a clause or the id of a rule; where they have
    nothing, what the ``others`` have, with lines that say so. SetupFault (KD927), with the nearest
    ones, where none of them has it."""
    here = [found for policy in policies if (found := found_in(policy, asked))]
    if here:
        return here, []
    there = [found for policy in others if (found := found_in(policy, asked, as_article=False))]
    if there:
        used = ", ".join(dict.fromkeys(policy.id for policy in policies))
        said = words.ELSEWHERE.fill(lang, {"words": asked, "used": used})
        return there, [Line(said, style="warning"), Line()]
    known = {name for policy in policies for name in _names(policy)}
    near = alike(asked.strip(), known, _FLOOR)[:_MOST]
    ids = tuple(dict.fromkeys(policy.id for policy in policies))
    raise SetupFault("KD927", {"name": asked, "used": ids, "near": near or "-"})


def _names(policy: Policy) -> Iterator[str]:
    yield from clauses_of(policy)
    for rule in policy.rules:
        yield rule.id


def clause_page(
    found: Found, schemas: Schemas, lang: Lang, versions: bool = False
) -> Iterator[Line]:
    """What a policy has under a number, as lines to read. ``versions``: several versions of the
    policy are shown, so that the heading names this one."""
    policy = found.policy
    tongue = Tongue(policy, schemas, lang)
    version = f" v{policy.version}" if versions else ""
    yield Line(f"{policy.title.say(lang)} {policy.id}{version}", style="title")
    for one in found.said:
        yield Line(f"{one.clause} {one.text.say(lang)}", 0, "clause")
        yield Line((words.INFORMS if one.why == "inform" else words.OUTSIDE).say(lang), 1)
    tiers = [tier for tier in found.policy.tiers if found.exact and tier.clause == found.clause]
    if tiers:
        yield Line(f"{found.clause} {words.CLASS.say(lang)}", 0, "clause")
        for line in (line for tier in tiers for line in tier_lines(tier, tongue)):
            yield Line(line, 1)
    for at, rule in enumerate(found.rules):
        if at or tiers or found.said:
            yield Line()
        yield from _rule(rule, tongue)
    if found.exact and not (found.said or found.rules or tiers):
        yield Line(found.clause, 0, "clause")
        yield Line(words.NO_RULE.say(lang), 1)
    if found.beneath:
        yield Line()
        yield Line(words.BENEATH.fill(lang, {"clause": found.clause}), style="title")
        for clause in found.beneath:
            yield from _in_short(clause, found.policy, lang)


def clauses_in_short(several: Sequence[Found], asked: str, lang: Lang) -> Iterator[Line]:
    """What many policies have under one number, in a few lines each, and how to see one of them at
    length."""
    for found in several:
        yield Line(f"{found.policy.title.say(lang)} {found.policy.id}", style="title")
        here = found.rules or found.said
        for clause in (found.clause,) if here else found.beneath:
            yield from _in_short(clause, found.policy, lang)
    yield Line()
    facts = {"policy": several[0].policy.id, "words": asked}
    yield Line(words.ONE_OF_THEM.fill(lang, facts))


def _in_short(clause: str, policy: Policy, lang: Lang) -> Iterator[Line]:
    """A clause with the texts of its rules, one a line."""
    found = found_in(policy, clause)
    texts: list[Text] = []
    if found:
        texts = [*(rule.text for rule in found.rules), *(one.text for one in found.said)]
    for text in texts:
        yield Line(f"{clause} {text.say(lang)}", 1)
    if not texts:
        yield Line(clause, 1)


def _rule(rule: Rule, tongue: Tongue) -> Iterator[Line]:
    lang = tongue.lang
    yield Line(f"{rule.clause} {rule.text.say(lang)}", 0, "clause")
    yield from part(words.ASKS, sentences(asks(rule, tongue)), lang)
    yield from part(words.BINDS, sentences(binds(rule, tongue)), lang)
    yield from part(words.PROVES, sentences(proves(rule, tongue)), lang)
    yield from part(words.WHEN, sentences(by_when(rule, tongue)), lang)
    figures = [_figure_words(one, tongue) for one in figures_of(rule, tongue)]
    yield from part(words.FIGURES, figures, lang)
    yield from _near(rule, tongue)
    yield Line(words.OUTCOMES.say(lang), 1, "title")
    for status in outcomes(rule):
        yield from _outcome(rule, status, lang)
    yield Line(words.OWNER.fill(lang, {"owner": owner_words(rule, tongue)}), 1)
    severity = phrases.SEVERITIES[rule.severity].say(lang)
    yield Line(words.SEVERITY.fill(lang, {"severity": severity}), 1)
    yield Line(words.RULE_ID.fill(lang, {"rule": rule.id}), 1, "dim")


def part(title: Text, lines: Sequence[str], lang: Lang) -> Iterator[Line]:
    """A title with some lines below it; nothing where there are no lines."""
    if lines:
        yield Line(title.say(lang), 1, "title")
    for line in lines:
        yield Line(line, 2)


def sentences(lines: Sequence[str]) -> list[str]:
    """The lines with a capital letter at the beginning, where the language has any."""
    return [line[:1].upper() + line[1:] for line in lines]


def _figure_words(figure: Parameter, tongue: Tongue) -> str:
    """A parameter in words: its name, value and unit, and who set it; for a pattern (regular
    expression) only what it stands for."""
    by = words.BY[figure.default_by].say(tongue.lang)
    name, value = tongue.named(figure), tongue.amount(figure)
    if name == value:
        return tongue.say(words.PATTERN, name=name, by=by)
    return tongue.say(words.FIGURE, name=name, value=value, by=by)


def owner_words(rule: Rule, tongue: Tongue) -> str:
    """Who answers for a rule, in words: a post, or the person in a field of the archive."""
    owner = rule.owner.say(tongue.lang)
    if not rule.owner_field:
        return owner
    field = tongue.schemas[CUSTOMER].label(rule.owner_field).say(tongue.lang)
    return tongue.say(words.OWNER_OF, field=field, owner=owner)


def _near(rule: Rule, tongue: Tongue) -> Iterator[Line]:
    """What nearly counts as evidence, by what becomes of it: not counted, left open, remarked."""
    codes = near_codes(rule)
    figures = tongue.policy.parameters
    facts = {"backdate_limit": tongue.amount(figures["backdate_limit"])}
    groups = [
        (words.ALMOST, words.NOT_COUNTED),
        (words.OPEN, words.LEFT_OPEN),
        (words.NOTED, words.REMARKED),
    ]
    if Status.UNKNOWN not in outcomes(rule):  # what is in doubt does not count, and that is all
        groups = [(words.ALMOST, {**words.NOT_COUNTED, **words.LEFT_OPEN})]
    for title, known in groups:
        said = [known[code].fill(tongue.lang, facts) for code in codes if code in known]
        yield from part(title, sentences(said), tongue.lang)


def _outcome(rule: Rule, status: Status, lang: Lang) -> Iterator[Line]:
    means = words.MEANS[status]
    if status is Status.WARN and not rule.is_target and may_be_early(rule):
        means = words.WARN_WINDOW
    facts = {"status": STATUSES[status].say(lang), "means": means.say(lang)}
    yield Line(words.OUTCOME.fill(lang, facts), 2, status.value)
    mend = mend_of(rule, status)
    if mend:
        yield Line(words.TO_MEND.fill(lang, {"mend": mend.say(lang)}), 3, "dim")


def mend_of(rule: Rule, status: Status) -> Text | None:
    """What is to be done about a status of a rule; None where nothing is."""
    if status is Status.WARN and not rule.is_target and may_be_early(rule):
        return words.TOO_EARLY
    if status in (Status.FAIL, Status.WARN, Status.UNATTESTED):
        return CODES[compliance.code_of(rule)].mend
    if status is Status.PENDING and rule.kind == "order":
        return words.NEXT_STAGE
    return words.MENDS.get(status)
