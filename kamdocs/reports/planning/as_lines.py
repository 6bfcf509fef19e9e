"""A plan as lines for the screen: who goes where on which day, then what is left."""

from collections.abc import Iterable, Iterator

from kamdocs.model import (
    MASK,
    Due,
    How,
    Lang,
    Load,
    Plan,
    PlannedVisit,
    Record,
    Ruling,
    Text,
    joined,
    listed,
)
from kamdocs.reports.lines import Line
from kamdocs.reports.planning.saying import Saying, proposed
from kamdocs.sheets import Schemas
from kamdocs.words import fact_words, phrases
from kamdocs.words import planning as words


def plan_lines(plan: Plan, schemas: Schemas, lang: Lang) -> Iterator[Line]:
    """The whole plan in a language."""
    say = Saying(plan, schemas, lang)
    yield from _head(plan, lang)
    yield from _visits(plan, say)
    yield from _standing(plan, say)
    yield from _loads(plan, lang)
    if plan.unsettled:
        yield from _titled(words.UNSETTLED, len(plan.unsettled), lang, "fail")
        open_still = [due for due in plan.unsettled if not due.because]
        yield from _by_rule(open_still, say)
        yield from _by_cause([due for due in plan.unsettled if due.because], say)
    for how, title in ((How.TO_DO, words.TO_DO), (How.WAIVED, words.WAIVED)):
        left = [due for due in plan.dues if due.how is how]
        if left:
            yield from _titled(title, len(left), lang)
            yield from _by_rule(left, say)


def _head(plan: Plan, lang: Lang) -> Iterator[Line]:
    facts = {
        "period": fact_words(plan.period, lang),
        "as_of": fact_words(plan.as_of, lang),
        "policies": joined(dict.fromkeys(one.title.say(lang) for one in plan.policies), lang),
    }
    yield Line(words.HEAD.fill(lang, facts), style="title")
    if not plan.dues:
        yield Line(words.NOTHING_DUE.say(lang), style="pass")
        return
    counts = {
        "dues": sum(due.how is not How.WAIVED for due in plan.dues),
        "visits": len(plan.visits),
        "settled": proposed(plan),
        "planned": len(plan.standing),
    }
    yield Line(words.SUM.fill(lang, {name: str(count) for name, count in counts.items()}))


def _titled(title: Text, count: int, lang: Lang, style: str = "title") -> Iterator[Line]:
    yield Line()
    yield Line(title.fill(lang, {"count": str(count)}), style=style)


def _by_rule(dues: Iterable[Due], say: Saying) -> Iterator[Line]:
    """What is asked for and by when, with all customers for whom it is."""
    same: dict[tuple[object, ...], list[Due]] = {}
    for due in dues:
        one = due.ruling
        same.setdefault((due.how, one.policy, one.rule, one.period, one.due), []).append(due)
    for those in same.values():
        facts = {"what": _asked(those[0], say), "how": _stands(those[0], say)}
        yield Line(words.ASKED.fill(say.lang, facts), 1, "clause")
        yield Line(joined((_whose(one.ruling, say) for one in those), say.lang), 2)


def _by_cause(dues: Iterable[Due], say: Saying) -> Iterator[Line]:
    """The cells that leave something open, each with all that waits for it."""
    causes: dict[str, dict[str, list[str]]] = {}
    for due in dues:
        waiting = causes.setdefault(say.reason(due), {})
        waiting.setdefault(say.of_ruling(due.ruling), []).append(say.serves(due.ruling))
    for cause, customers in causes.items():
        yield Line(cause, 1, "clause")
        for customer, clauses in customers.items():
            facts = {"what": customer, "how": joined(dict.fromkeys(clauses), say.lang)}
            yield Line(words.ASKED.fill(say.lang, facts), 2)


def _whose(ruling: Ruling, say: Saying) -> str:
    """The customer, and who answers for it."""
    facts = {"name": say.of_ruling(ruling), "code": say.owner(ruling.owner)}
    return words.CUSTOMER.fill(say.lang, facts)


def _asked(due: Due, say: Saying) -> str:
    ruling = due.ruling
    asked = f"{say.clause(ruling)} {ruling.text.say(say.lang)}"
    if ruling.period is None:
        return asked
    facts = {"clause": asked, "period": fact_words(ruling.period, say.lang)}
    return words.SETTLES.fill(say.lang, facts)


def _stands(due: Due, say: Saying) -> str:
    parts = [phrases.DUE.fill(say.lang, {"due": fact_words(due.ruling.due, say.lang)})]
    if due.latest and due.latest != due.ruling.due:
        parts.append(words.BEFORE.fill(say.lang, {"day": fact_words(due.latest, say.lang)}))
    if due.how not in (How.TO_DO, How.WAIVED):  # of these the title tells
        parts.insert(0, words.HOWS[due.how].say(say.lang))
    return listed(parts, say.lang)


def _visits(plan: Plan, say: Saying) -> Iterator[Line]:
    if not plan.visits:
        return
    yield from _titled(words.PROPOSED, len(plan.visits), say.lang)
    for visit in plan.visits:
        yield Line(_when(visit, say), 1, "clause")
        yield Line(listed(_how(visit, say), say.lang), 2)
        yield Line(say.served(visit), 2, "dim")


def _when(visit: PlannedVisit, say: Saying) -> str:
    facts = {
        "day": fact_words(visit.day, say.lang),
        "weekday": say.weekday(visit),
        "customer": say.customer(visit.customer.text("name"), visit.customer.text("code")),
    }
    return words.VISIT.fill(say.lang, facts)


def _how(visit: PlannedVisit, say: Saying) -> Iterator[str]:
    yield say.who(visit)
    if visit.counterpart_levels:
        levels = say.levels("counterpart_level", visit.counterpart_levels)
        yield words.MEETING.fill(say.lang, {"levels": levels})
    yield words.BEFORE.fill(say.lang, {"day": fact_words(visit.last, say.lang)})
    if visit.provisional:
        yield words.PROVISIONAL.say(say.lang)


def _standing(plan: Plan, say: Saying) -> Iterator[Line]:
    if not plan.standing:
        return
    yield from _titled(words.PLANNED, len(plan.standing), say.lang)
    for row in plan.standing:
        yield Line(_row(row, say), 1)


def _row(row: Record, say: Saying) -> str:
    levels = row.get("visit_level")
    told = tuple(map(str, levels)) if isinstance(levels, tuple) else ()
    name = say.customer(row.text("customer_name"), row.text("customer_code"))
    day = MASK if row.veiled else fact_words(row.day, say.lang)
    parts = (day, name, say.levels("visit_level", told), str(row.row))
    return " ".join(part for part in parts if part)


def _loads(plan: Plan, lang: Lang) -> Iterator[Line]:
    if not plan.loads:
        return
    yield from _titled(words.LOADS, len(plan.loads), lang)
    for load in plan.loads:
        yield Line(_load(load, lang), 1)


def _load(load: Load, lang: Lang) -> str:
    months = (
        words.MONTH.fill(lang, {"month": fact_words(month, lang), "visits": str(visits)})
        for month, visits in load.months.items()
    )
    facts = {
        "person": fact_words(load.person, lang) if load.person else words.NOBODY.say(lang),
        "visits": str(load.visits),
        "months": joined(months, lang),
        "most": str(max(load.weeks.values(), default=0)),
    }
    return words.LOAD.fill(lang, facts)
