"""A visit plan for people and programs: as lines, as JSON, as sheets of a workbook, as a
calendar."""

from kamdocs.model import Lang, Plan
from kamdocs.reports.planning.as_lines import plan_lines
from kamdocs.reports.planning.as_sheets import plan_sheets
from kamdocs.reports.planning.plan_json import plan_json
from kamdocs.sheets import Schemas

__all__ = ["plan_calendar", "plan_json", "plan_lines", "plan_sheets"]


def plan_calendar(
    plan: Plan, schemas: Schemas, lang: Lang, earlier: bytes = b"", asked: str = ""
) -> bytes:
    """The proposed visits as an iCalendar file; what writes it is imported with the first one."""
    from kamdocs.reports.planning.calendar import plan_calendar

    return plan_calendar(plan, schemas, lang, earlier, asked)
