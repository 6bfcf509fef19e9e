"""Reports for people and programs: one file or folder for each format; the words come from the
catalogues in ``kamdocs.words``."""

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
    """The report as one HTML file, part by part. What writes it is imported with the first page."""
    from kamdocs.reports.page.page import as_page

    return as_page(report, around, lang)


def as_workbook(
    report: Report,
    around: Around,
    folder: Path,
    files: Mapping[str, Path],
    lang: Lang,
) -> bytes:
    """The bytes of the report as a workbook that is to be written into a folder. What writes it is
    imported with the first one.

    ``files`` are those handed in, by the names under which they are shown; the workbook links to
    them.
    """
    from kamdocs.reports.workbook.book import as_workbook
    from kamdocs.reports.workbook.links import Links

    links = Links.between(folder, files.items())
    return as_workbook(report, around, links, lang)
