"""Cells that python-calamine shows as blank though they hold something.

Formula errors (#N/A) and formulas without a saved result come out empty there. Only a sheet
whose XML mentions either is opened a second time, with openpyxl.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

_SUSPECT = re.compile(rb"<(?:\w+:)?f[ >/]|\bt=\"e\"")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A cell that is not blank: ``error`` is its text, or empty for a formula without a result."""

    row: int
    column: int
    error: str


def suspect(content: bytes) -> bool:
    """Whether any sheet holds a formula or an error."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return any(
            _SUSPECT.search(package.read(name))
            for name in package.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )


def hidden_cells(content: bytes, sheet: str) -> Iterator[Hidden]:
    """The cells of a sheet that show an error or a formula without a result."""
    from openpyxl import load_workbook  # slow to import, and seldom needed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of features that do not matter here
        results = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(content), read_only=True)
    try:
        both = zip(results[sheet].iter_rows(), formulas[sheet].iter_rows(), strict=False)
        for row, (shown, written) in enumerate(both, 1):
            for column, (result, formula) in enumerate(zip(shown, written, strict=False), 1):
                if result.data_type == "e":
                    yield Hidden(row, column, str(result.value))
                elif formula.data_type == "f" and result.value is None:
                    yield Hidden(row, column, "")
    finally:
        results.close()
        formulas.close()
