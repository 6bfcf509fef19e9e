"""Findings for people and programs: one file a format, the words from the catalogues."""

from kamdocs.model import Lang, Report
from kamdocs.reports.as_json import as_json
from kamdocs.reports.as_text import as_lines, as_text
from kamdocs.reports.lines import Line, plain
from kamdocs.reports.page.around import Around, Before, Customer, Visit, earlier

__all__ = [
    "Around",
    "Before",
    "Customer",
    "Line",
    "Visit",
    "as_json",
    "as_lines",
    "as_page",
    "as_text",
    "earlier",
    "plain",
]


def as_page(report: Report, around: Around, lang: Lang) -> str:
    """The report as one HTML file; what writes it comes with the first page."""
    from kamdocs.reports.page.page import as_page

    return as_page(report, around, lang)
