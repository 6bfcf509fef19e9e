"""The first page of the folder that ``review`` makes."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kamdocs import outputs
from kamdocs.forms import Form
from kamdocs.model import Lang, Made, Report
from kamdocs.reports.page.index import as_index


def write_index(
    folder: Path,
    report: Report,
    company: str,
    workbook: str,
    made: Mapping[str, Iterable[Made]],
    forms: Iterable[Form],
    lang: Lang,
) -> None:
    """Write ``index.html``: the verdict, the reports, and the documents in the folders of ``made``
    by their forms. ``workbook`` is the name under which the workbook of findings was written;
    others that lie there hold what reviewers wrote earlier."""
    papers = {
        "report.html": "paper_page",
        workbook: "paper_workbook",
        "findings.txt": "paper_text",
        "findings.json": "paper_json",
    }
    others = sorted({one.name for one in folder.glob("findings*.xlsx")} - {workbook})
    papers |= dict.fromkeys(others, "paper_earlier")
    known = list(forms)
    listed = (
        (form.title, name, [one.file for one in those if one.form == form.id])
        for name, those in made.items()
        for form in known
    )
    page = as_index(report, company, papers, [one for one in listed if one[2]], lang)
    outputs.write(folder / "index.html", page.encode("utf-8"))
