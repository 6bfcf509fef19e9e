"""Findings for people and programs: one file a format, the words from the catalogues."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kamdocs.model import Lang, Report
from kamdocs.reports.around import (
    Around,
    Before,
    Customer,
    History,
    Visit,
    earlier,
    history_in,
    since,
    trend,
)
from kamdocs.reports.as_json import as_json
from kamdocs.reports.as_text import as_lines, as_text
from kamdocs.reports.causes import asks_for_something, causes
from kamdocs.reports.cells import cells_by_sheet
from kamdocs.reports.editions import Edition, told_apart
from kamdocs.reports.lines import Line, plain

__all__ = [
    "Around",
    "Before",
    "Customer",
    "Edition",
    "History",
    "Line",
    "Visit",
    "as_json",
    "as_lines",
    "as_page",
    "as_text",
    "as_workbook",
    "asks_for_something",
    "causes",
    "cells_by_sheet",
    "earlier",
    "history_in",
    "plain",
    "since",
    "told_apart",
    "trend",
]


def as_page(report: Report, around: Around, lang: Lang) -> Iterator[str]:
    """The report as one HTML file, part by part; what writes it comes with the first page."""
    from kamdocs.reports.page.page import as_page

    return as_page(report, around, lang)


def as_workbook(
    report: Report,
    around: Around,
    folder: Path,
    files: Mapping[str, Path],
    lang: Lang,
) -> bytes:
    """The report as a workbook that is to stand in a folder; what writes it comes with the first.

    ``files`` are those handed in, by the names by which they are shown.
    """
    from kamdocs.reports.workbook.book import as_workbook
    from kamdocs.reports.workbook.links import Links

    links = Links.between(folder, files.items())
    return as_workbook(report, around, links, lang)
