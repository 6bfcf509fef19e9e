"""The annotated copy, and the same made with openpyxl."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from benchmarks.archive import AS_OF
from benchmarks.measuring import Run
from kamdocs import review
from kamdocs.intake.copies import About, Remark, annotated_copy
from kamdocs.sheets import built_in
from kamdocs.words import what


def contestants(path: Path) -> tuple[Run, Run]:
    """Both take the bytes of a workbook and what was found in it, and give the bytes of a copy."""
    content = path.read_bytes()
    report, _ = review.check(review.gather([path]), built_in(), (), AS_OF)
    remarks = [(one, one.place) for one in report.findings if one.place and one.place.column]
    about = About(path.name, AS_OF.isoformat(), "zh")
    return (
        lambda: annotated_copy(content, remarks, about, ()),
        lambda: _with_openpyxl(content, remarks),
    )


def _with_openpyxl(content: bytes, remarks: Sequence[Remark]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    fill = PatternFill("solid", fgColor="FFC7CE")
    for finding, place in remarks:
        cell = book[place.sheet].cell(place.row, place.column)
        cell.fill = fill
        cell.comment = Comment(what(finding, "zh"), "kamdocs")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
