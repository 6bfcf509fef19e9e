"""Findings for people and programs: one file a format, the words from the catalogues."""

from kamdocs.reports.as_json import as_json
from kamdocs.reports.as_text import as_lines, as_text
from kamdocs.reports.lines import Line, plain

__all__ = ["Line", "as_json", "as_lines", "as_text", "plain"]
