"""Makes the pictures of workbooks in the READMEs: ``python docs/pictures.py``.

The sample quarter is checked and annotated, LibreOffice prints the workbooks, and pdftoppm (of
poppler-utils) draws the part of a page that is shown.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

HERE = Path(__file__).parent
QUARTER = HERE.parent / "samples" / "2026Q3"
DAYS = ("--period", "2026Q3", "--as-of", "2026-10-08")


class Part(NamedTuple):
    """A part of the first page, in dots from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


def kamdocs(*args: str | Path) -> None:
    """Run a command; that there are findings is no fault."""
    command = [sys.executable, "-m", "kamdocs", *map(str, args), "--lang", "zh"]
    subprocess.run(command, check=False, capture_output=True)


def picture(workbook: Path, sheet: str, name: str, part: Part, dots: int) -> None:
    """Draw a part of the first page of a sheet, so many ``dots`` an inch, as docs/NAME.png."""
    book = load_workbook(workbook)
    for one in book.worksheets:
        one.sheet_state = "visible" if one.title == sheet else "hidden"
    book.active = book.sheetnames.index(sheet)
    with tempfile.TemporaryDirectory() as made:
        alone = Path(made) / f"{name}.xlsx"
        book.save(alone)
        office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", made, str(alone)]
        subprocess.run(office, check=True, capture_output=True)
        draw = ["pdftoppm", "-png", "-singlefile", "-r", str(dots)]
        draw += ["-x", str(part.left), "-y", str(part.top)]
        draw += ["-W", str(part.width), "-H", str(part.height)]
        pdf = alone.with_suffix(".pdf")
        subprocess.run([*draw, str(pdf), str(Path(made) / name)], check=True)
        shutil.copy(Path(made) / f"{name}.png", HERE / f"{name}.png")


def main() -> None:
    """Make them all."""
    with tempfile.TemporaryDirectory() as work:
        findings, notes = Path(work) / "findings.xlsx", Path(work) / "notes"
        kamdocs("check", QUARTER, *DAYS, "--format", "xlsx", "-o", findings)
        picture(findings, "问题清单", "findings", Part(20, 38, 900, 330), 80)
        kamdocs("validate", QUARTER, "--as-of", "2026-10-08", "--annotate", notes)
        annotated = notes / "拜访报告-2026-09.xlsx"
        picture(annotated, "校验结果", "annotated", Part(16, 20, 880, 150), 80)
        picture(annotated, "拜访报告", "annotated-cells", Part(36, 52, 440, 250), 80)


if __name__ == "__main__":
    main()
