"""A visit plan for people and programs: as lines, as JSON, as sheets of a workbook, as a
calendar."""

from kamdocs.reports.planning.as_lines import plan_lines
from kamdocs.reports.planning.as_sheets import plan_sheets
from kamdocs.reports.planning.plan_json import plan_json

__all__ = ["plan_json", "plan_lines", "plan_sheets"]
