"""Makes the pictures in the READMEs and the guide: ``python docs/pictures.py``.

The sample quarter is checked and annotated. LibreOffice prints workbooks and documents, and
pdftoppm (of poppler-utils) draws the part of a page that is shown; Chromium draws the others.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from docs import overview  # noqa: E402

QUARTER = HERE.parent / "samples" / "2026Q3"
DAYS = ("--period", "2026Q3", "--as-of", "2026-10-08")
POLICIES = ("strategic-account", "account-manager", "key-account-development", "customer-grading")
VISIT, LETTER = "客户拜访报告_2026-08-13", "退回通知_程雨桐"
"""How the files of the documents begin that are shown."""


class Part(NamedTuple):
    """A part of the first page, in dots from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


def kamdocs(*args: str | Path) -> str:
    """Run a command and return what it prints; that there are findings is no fault."""
    command = [sys.executable, "-m", "kamdocs", *map(str, args), "--lang", "zh"]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8").stdout


def picture(workbook: Path, sheet: str, name: str, part: Part, dots: int) -> None:
    """Draw a part of the first page of a sheet, so many ``dots`` an inch, as docs/NAME.png."""
    book = load_workbook(workbook)
    for one in book.worksheets:
        one.sheet_state = "visible" if one.title == sheet else "hidden"
    book.active = book.sheetnames.index(sheet)
    with tempfile.TemporaryDirectory() as made:
        alone = Path(made) / f"{name}.xlsx"
        book.save(alone)
        shutil.copy(drawn(alone, part, dots), HERE / f"{name}.png")


def drawn(paper: Path, part: Part | None, dots: int) -> Path:
    """The first page of a workbook or document, or a part of it, as a picture beside it."""
    office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(paper.parent)]
    subprocess.run([*office, str(paper)], check=True, capture_output=True)
    draw = ["pdftoppm", "-png", "-singlefile", "-r", str(dots)]
    if part:
        draw += ["-x", str(part.left), "-y", str(part.top)]
        draw += ["-W", str(part.width), "-H", str(part.height)]
    bare = paper.with_suffix("")
    subprocess.run([*draw, str(paper.with_suffix(".pdf")), str(bare)], check=True)
    return bare.with_name(f"{bare.name}.png")


def photograph(page: Path, name: str, width: int, height: int, scale: int = 1) -> None:
    """Draw the upper part of a page of HTML as docs/NAME.png."""
    chromium = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars"]
    chromium += [f"--force-device-scale-factor={scale}", f"--window-size={width},{height}"]
    chromium += [f"--screenshot={HERE / f'{name}.png'}", page.as_uri()]
    subprocess.run(chromium, check=True, capture_output=True)


def the_whole(work: Path) -> None:
    """The picture of all that kamdocs does."""
    said = kamdocs("check", QUARTER, *DAYS, "--policy", "strategic-account")
    sheets = [*QUARTER.glob("客户档案*.xlsx"), QUARTER / overview.SHEET]
    month = ("--period", "2026-08", *DAYS[2:], "-o", work / "out")
    kamdocs("render", "visit-report", *sheets, *month)
    kamdocs("render", "return-notice", *sheets, "--policy", "strategic-account", *month)
    papers = [next((work / "out").rglob(f"{begins}*.docx")) for begins in (VISIT, LETTER)]
    first = [(one.name, drawn(one, None, 110)) for one in papers]
    page = work / "overview.html"
    page.write_text(overview.page(QUARTER, said, first), encoding="utf-8")
    photograph(page, "overview", overview.WIDTH, overview.HEIGHT, 2)


def main() -> None:
    """Make them all."""
    with tempfile.TemporaryDirectory() as work:
        findings, notes = Path(work) / "findings.xlsx", Path(work) / "notes"
        kamdocs("check", QUARTER, *DAYS, "--format", "xlsx", "-o", findings)
        picture(findings, "问题清单", "findings", Part(20, 38, 1280, 330), 80)
        kamdocs("validate", QUARTER, "--as-of", "2026-10-08", "--annotate", notes)
        annotated = notes / "拜访报告-2026-09.xlsx"
        picture(annotated, "校验结果", "annotated", Part(16, 20, 880, 150), 80)
        picture(annotated, "拜访报告", "annotated-cells", Part(36, 52, 440, 250), 80)
        report = Path(work) / "report.html"
        policies = [word for one in POLICIES for word in ("--policy", one)]
        kamdocs("check", QUARTER, *DAYS, *policies, "--format", "html", "-o", report)
        photograph(report, "report", 1180, 940)
        the_whole(Path(work))


if __name__ == "__main__":
    main()
