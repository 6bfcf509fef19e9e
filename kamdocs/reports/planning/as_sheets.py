"""The further sheets in the workbook of a plan: what falls due, and how much each person does."""

from kamdocs.model import Due, Lang, Listing, Load, Period, Plan, bracketed
from kamdocs.model.listing import Cell
from kamdocs.reports.planning.saying import Saying
from kamdocs.sheets import Schemas
from kamdocs.words import fact_words
from kamdocs.words import planning as words

_PERSON, _COUNT, _WEEK = 16, 12, 22


def plan_sheets(plan: Plan, schemas: Schemas, lang: Lang) -> tuple[Listing, Listing]:
    """What falls due, and the load of each person."""
    return _dues(plan, Saying(plan, schemas, lang), lang), _loads(plan, lang)


def _dues(plan: Plan, say: Saying, lang: Lang) -> Listing:
    facts = {"period": fact_words(plan.period, lang), "as_of": fact_words(plan.as_of, lang)}
    return Listing(
        words.DUES_SHEET.say(lang),
        words.DUES_NOTE.fill(lang, facts),
        tuple(column.say(lang) for column, _ in words.DUES_COLUMNS),
        tuple(width for _, width in words.DUES_COLUMNS),
        tuple(_due(due, say) for due in plan.dues),
    )


def _due(due: Due, say: Saying) -> tuple[Cell, ...]:
    ruling = due.ruling
    asked = ruling.text.say(say.lang)
    if due.target:
        asked += bracketed(words.TARGET.say(say.lang), say.lang)
    return (
        words.HOWS[due.how].say(say.lang),
        ruling.due or "",
        due.latest or "",
        say.of_ruling(ruling),
        say.policy(ruling),
        ruling.clause,
        asked,
        fact_words(ruling.period, say.lang) if ruling.period else ruling.item,
        say.owner(ruling.owner),
        due.missing or "",
        due.planned or "",
        say.reason(due),
    )


def _loads(plan: Plan, lang: Lang) -> Listing:
    months = tuple(plan.period.split("month"))
    return Listing(
        words.LOAD_SHEET.say(lang),
        words.LOAD_NOTE.say(lang),
        (
            words.LOAD_PERSON.say(lang),
            *(str(month) for month in months),
            words.LOAD_SUM.say(lang),
            words.LOAD_NEW.say(lang),
            words.LOAD_WEEK.say(lang),
        ),
        (_PERSON, *(_COUNT for _ in months), _COUNT, _COUNT, _WEEK),
        tuple(_load(load, months, lang) for load in plan.loads),
    )


def _load(load: Load, months: tuple[Period, ...], lang: Lang) -> tuple[Cell, ...]:
    week = max(load.weeks, key=lambda day: (load.weeks[day], -day.toordinal()))
    busiest = {"day": fact_words(week, lang), "visits": str(load.weeks[week])}
    return (
        fact_words(load.person, lang) if load.person else words.NOBODY.say(lang),
        *(load.months.get(month, 0) for month in months),
        load.visits,
        load.proposed,
        words.LOAD_WEEK_OF.fill(lang, busiest),
    )
