"""A plan as JSON, both languages in it."""

from typing import Any

import kamdocs
from kamdocs.model import LANGS, Due, Finding, Load, Plan, PlannedVisit, Record
from kamdocs.reports.json_text import json_text
from kamdocs.words import what

FORMAT = "kamdocs-plan/1"


def plan_json(plan: Plan) -> str:
    """The plan as JSON text, ended by a line feed. Days are in ISO format, periods as on the
    command line, places as in Excel; ``settles`` are ids of ``dues``."""
    whole = {
        "format": FORMAT,
        "kamdocs": kamdocs.__version__,
        "as_of": plan.as_of.isoformat(),
        "period": str(plan.period),
        "policies": [{"id": one.id, "version": one.version} for one in plan.policies],
        "dues": [_due(due) for due in plan.dues],
        "visits": [_visit(visit) for visit in plan.visits],
        "planned": [_planned(row) for row in plan.standing],
        "loads": [_load(load) for load in plan.loads],
        "findings": [_finding(one) for one in plan.findings],
    }
    return json_text(whole)


def _due(due: Due) -> dict[str, Any]:
    ruling = due.ruling
    return {
        "id": ruling.id,
        "policy": ruling.policy,
        "clause": ruling.clause,
        "text": ruling.text.both,
        "customer": ruling.subject or None,
        "name": ruling.subject_name or None,
        "period": str(ruling.period) if ruling.period else None,
        "owner": ruling.owner if isinstance(ruling.owner, str) else ruling.owner.both,
        "due": ruling.due.isoformat() if ruling.due else None,
        "latest": due.latest.isoformat() if due.latest else None,
        "provisional": due.provisional,
        "how": due.how.value,
        "awaiting_approval": ruling.awaits,
        "lacking": due.missing,
        "planned": due.planned,
        "recommended": due.target,
        "because": {"code": due.because.code, "place": str(due.because.place)}
        if due.because
        else None,
    }


def _visit(visit: PlannedVisit) -> dict[str, Any]:
    return {
        "uid": visit.uid,
        "customer": visit.customer.text("code") or None,
        "name": visit.customer.text("name") or None,
        "day": visit.day.isoformat(),
        "first": visit.first.isoformat(),
        "last": visit.last.isoformat(),
        "provisional": visit.provisional,
        "levels": list(visit.levels),
        "counterpart_levels": list(visit.counterpart_levels),
        "mode": visit.mode or None,
        "people": list(visit.people),
        "unnamed": list(visit.unnamed),
        "settles": [ruling.id for ruling in visit.settles],
    }


def _planned(row: Record) -> dict[str, Any]:
    return {
        "customer": row.subject,
        "day": row.told_day.isoformat() if row.told_day else None,
        "place": str(row.row),
    }


def _load(load: Load) -> dict[str, Any]:
    return {
        "person": load.person or None,
        "months": {str(month): visits for month, visits in load.months.items()},
        "weeks": {day.isoformat(): visits for day, visits in load.weeks.items()},
        "visits": load.visits,
        "proposed": load.proposed,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    words = {lang: what(finding, lang) for lang in LANGS}
    place = str(finding.place) if finding.place else None
    return {"code": finding.code, "place": place, "what": words}
