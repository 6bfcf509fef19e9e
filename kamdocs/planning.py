"""The papers of a visit plan: a workbook, a Word form, a calendar."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from kamdocs import forms
from kamdocs.intake import blanks
from kamdocs.model import (
    CUSTOMER,
    VISIT_PLAN,
    Book,
    Finding,
    Lang,
    Place,
    Plan,
    PlannedVisit,
    Record,
    Value,
    joined,
    key_of,
)
from kamdocs.packaging import cleaned
from kamdocs.reports.planning import plan_sheets
from kamdocs.sheets import Schemas
from kamdocs.words import planning as words

WORKBOOK, CALENDAR = "visit-plan.xlsx", "visit-plan.ics"
FORM = "visit-plan"


def papers(
    plan: Plan,
    basis: forms.Basis,
    form: forms.Form,
    lang: Lang,
    earlier: bytes = b"",
    role: str = "",
) -> list[forms.Document]:
    """The workbook, the Word form and the calendar of a plan. The same plan gives the same bytes.

    ``basis`` has the book and the customers for which the plan was made. The workbook and the
    calendar hold the proposed visits (the workbook can be handed in as a visit plan); the Word form
    also holds those that were planned already. Visits of the ``earlier`` calendar that are no
    longer in this plan are cancelled (KD581), if that calendar was made for the same period,
    policies, customers and ``role``; if not, the user is told so (KD582).
    """
    schemas = basis.schemas
    rows = rows_of(plan, schemas)
    schema = schemas[VISIT_PLAN]
    sheets = plan_sheets(plan, schemas, lang)
    return [
        _paper(WORKBOOK, blanks.blank([schema], lang, rows, sheets)),
        *_word(plan, rows, basis, form),
        _calendar(plan, schemas, lang, earlier, _asked(plan, basis.choice, role)),
    ]


def _calendar(
    plan: Plan, schemas: Schemas, lang: Lang, earlier: bytes, asked: str
) -> forms.Document:
    from kamdocs.reports.planning.calendar import answers, cancelled_in, plan_calendar

    content = plan_calendar(plan, schemas, lang, earlier, asked)
    place, notes = Place(CALENDAR), []
    if cancelled := cancelled_in(content):
        notes.append(Finding("KD581", place, {"count": cancelled}))
    if answers(earlier, asked) is False:
        notes.append(Finding("KD582", place))
    return replace(_paper(CALENDAR, content), notes=tuple(notes))


def _asked(plan: Plan, choice: forms.Choice, role: str) -> str:
    """What a plan was asked for (period, policies, customers, role) as a hash, so that nobody can
    read names of people from it."""
    policies = sorted({one.id for one in plan.policies})
    whole = f"{plan.period} {policies} {choice} {role}"
    return hashlib.sha256(whole.encode(errors="replace")).hexdigest()[:24]


def _paper(name: str, content: bytes) -> forms.Document:
    digest = hashlib.sha256(content).hexdigest()
    return forms.Document(form=FORM, name=name, content=content, subject=name, data=digest)


def _word(
    plan: Plan, rows: Sequence[Record], basis: forms.Basis, form: forms.Form
) -> Iterable[forms.Document]:
    """The Word form of all visits of the period, planned already or proposed; no document if there
    are none."""
    succession = basis.schemas[CUSTOMER].roles.succession
    records = [*basis.book.customers, *plan.standing, *rows]
    whole = Book(records, plan.as_of, succession=succession)
    named = forms.named(form, form.title.zh)
    return forms.documents(named, replace(basis, book=whole, span=plan.period))


def rows_of(plan: Plan, schemas: Schemas) -> list[Record]:
    """The proposed visits as records of a visit plan that is dated the day of the plan."""
    manager = schemas[CUSTOMER].roles.manager
    sheet = schemas[VISIT_PLAN].sheets[0]
    rows = []
    for number, visit in enumerate(plan.visits, 1):
        values = _values(visit, plan.as_of, visit.customer.text(manager))
        filled = {name: value for name, value in values.items() if value}
        rows.append(
            Record(
                VISIT_PLAN,
                filled,
                Place(WORKBOOK, sheet, number),
                day=visit.day,
                recorded=plan.as_of,
                subject=key_of(visit.customer),
            )
        )
    return rows


def _values(visit: PlannedVisit, as_of: date, planner: str) -> dict[str, Value]:
    purpose = [words.PURPOSE.format(clause=one.clause, text=one.text.zh) for one in visit.settles]
    remarks = [words.LATEST.format(day=visit.last.isoformat())]
    if visit.on_made_up_day:
        weekday = words.WEEKDAYS[visit.day.weekday()].zh
        remarks.insert(0, words.MADE_UP.format(weekday=weekday))
    if visit.unnamed:
        remarks.append(words.TO_BE_NAMED.format(levels=joined(visit.unnamed, "zh")))
    return {
        "customer_code": cleaned(visit.customer.text("code"))[0],
        "customer_name": cleaned(visit.customer.text("name"))[0],
        "planned_for": visit.day,
        "visit_level": visit.levels,
        "visit_mode": visit.mode,
        "visitors": tuple(cleaned(one)[0] for one in visit.people),
        "counterpart_level": visit.counterpart_levels,
        "purpose": tuple(dict.fromkeys(purpose)),
        "planned_by": cleaned(planner)[0],
        "planned_on": as_of,
        "status": "计划",
        "remark": "；".join(remarks),
    }
