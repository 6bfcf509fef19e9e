"""What is measured, and against what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from benchmarks import annotating, compliance, documents, workbooks
from benchmarks.archive import AS_OF, hold_found
from benchmarks.measuring import ROOT, Run, process, room

EACH = 20
"""The rows of one of many small workbooks."""
LARGE = 8
"""So many large workbooks are read at once."""
_READ = """
import sys
from pathlib import Path
from python_calamine import CalamineWorkbook
top = Path(sys.argv[1])
for path in sorted(top.iterdir()) if top.is_dir() else [top]:
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
"""


_INTO_A_LIST = """
import sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""


@dataclass(frozen=True)
class Files:
    """The workbooks of one run: ``rows`` in the large ones, a tenth of them in the small."""

    folder: Path
    rows: int

    @property
    def tenth(self) -> int:
        return self.rows // 10

    @cached_property
    def archive(self) -> Path:
        return workbooks.archive(self.folder / "archive.xlsx", self.rows)

    @cached_property
    def small(self) -> Path:
        return workbooks.archive(self.folder / "small.xlsx", self.tenth)

    @property
    def tenfold(self) -> int:
        return self.rows * 10

    @cached_property
    def huge(self) -> Path:
        return workbooks.archive(self.folder / "huge.xlsx", self.tenfold)

    @cached_property
    def many(self) -> Path:
        return workbooks.many(self.folder / "many", self.rows // EACH, EACH)

    @cached_property
    def mixed(self) -> Path:
        return workbooks.mixed(self.folder / "mixed", self.rows // EACH, EACH)

    @cached_property
    def large(self) -> Path:
        return workbooks.many(self.folder / "large", LARGE, self.rows)

    @property
    def visits(self) -> int:
        return self.rows * compliance.VISITS

    @cached_property
    def year(self) -> compliance.Year:
        return compliance.Year(self.rows)

    def other(self, name: str, make: Callable[[Path, int], Path]) -> Path:
        """A workbook that holds the rows of the archive in another way."""
        path = self.folder / name
        return path if path.exists() else make(path, self.rows)


Pair = tuple[Run, Run]


@dataclass(frozen=True)
class Contest:
    """One row of the table. ``prepare`` makes the workbooks and gives the two runs; it is passed
    over where one of the packages that it ``needs`` is not installed, or what it ``lacks`` beside
    them is told. Its ``unit`` tells whether time (s) is measured or memory."""

    ours: str
    theirs: str
    prepare: Callable[[Files], Pair]
    lacks: Callable[[], str] = str
    needs: tuple[str, ...] = ()
    unit: str = "s"

    @property
    def lacking(self) -> str:
        """What it needs and is not installed; empty where all is there."""
        return self.lacks() or ", ".join(
            one for one in self.needs if find_spec(one.replace("python-", "python_")) is None
        )


def _lacks_office() -> str:
    return "" if workbooks.OFFICE else "LibreOffice (soffice)"


def _validating(path: Path, *more: str) -> tuple[str, ...]:
    report = path.parent / "report.txt"
    asked = ("--as-of", AS_OF.isoformat(), "-o", str(report), *more)
    return ("-m", "kamdocs", "validate", str(path), *asked)


def _validate(path: Path, *more: str) -> Run:
    return process(*_validating(path, *more))


def _read(path: Path) -> Run:
    return process("-c", _READ, str(path))


def _against(rival: str, *packages: str) -> Contest:
    """The archive against one of the scripts in ``rivals``, which finds the same cells."""

    def prepare(files: Files) -> Pair:
        found = files.folder / f"{rival}.txt"
        script = ROOT / "benchmarks" / "rivals" / f"by_{rival}.py"
        theirs = process(str(script), str(files.archive), str(found))
        theirs()
        hold_found(found.read_text(encoding="utf-8"), files.rows, rival)
        return _validate(files.archive), theirs

    return Contest(
        "validate {rows} rows of 25 columns",
        f"{' with '.join(packages)}, row by row",
        prepare,
        needs=packages,
    )


def _like(name: str, make: Callable[[Path, int], Path]) -> Callable[[Files], Pair]:
    """The archive written in another way against the archive itself."""
    return lambda files: (_validate(files.other(name, make)), _validate(files.archive))


def _saved_as(suffix: str) -> Callable[[Files], Pair]:
    return lambda files: (
        _validate(workbooks.by_office(files.archive, suffix)),
        _validate(files.archive),
    )


def _room(files: Files) -> Pair:
    """The memory of the largest process of a validation, against that of a bare list."""
    return room(*_validating(files.huge)), room("-c", _INTO_A_LIST, str(files.huge))


def _forms(files: Files) -> Pair:
    path = workbooks.forms(files.folder / "forms.xlsx", files.tenth)
    return _validate(path), _validate(files.small)


CONTESTS: Mapping[str, Contest] = {
    "archive": Contest(
        "validate {rows} rows of 25 columns",
        "read them with calamine",
        lambda files: (_validate(files.archive), _read(files.archive)),
    ),
    "small": Contest(
        "validate {tenth} rows of 25 columns",
        "read them with calamine",
        lambda files: (_validate(files.small), _read(files.small)),
    ),
    "frictionless": _against("frictionless", "frictionless"),
    "cerberus": _against("cerberus", "openpyxl", "cerberus"),
    "pydantic": _against("pydantic", "python-calamine", "pydantic"),
    "growth": Contest(
        "validate {rows} rows",
        "validate {tenth} rows",
        lambda files: (_validate(files.archive), _validate(files.small)),
    ),
    "wrong": Contest(
        "validate {rows} rows, each cell wrong",
        "read them with calamine",
        lambda files: (
            _validate(files.other("wrong.xlsx", workbooks.shifted)),
            _read(files.other("wrong.xlsx", workbooks.shifted)),
        ),
    ),
    "written": Contest(
        "validate {rows} rows as people write them",
        "read them with calamine",
        lambda files: (
            _validate(files.other("written.xlsx", workbooks.as_people_write)),
            _read(files.other("written.xlsx", workbooks.as_people_write)),
        ),
    ),
    "styled": Contest(
        "a styled cell in row 1,048,576",
        "without it",
        _like("styled.xlsx", workbooks.with_a_styled_cell),
    ),
    "value": Contest(
        "a value in row 1,048,576",
        "without it",
        _like("value.xlsx", workbooks.with_a_value),
    ),
    "formulas": Contest(
        "a column of formulas more",
        "without it",
        _like("formulas.xlsx", workbooks.with_formulas),
    ),
    "csv": Contest("as a .csv", "as an .xlsx", _like("archive.csv", workbooks.as_text)),
    "ods": Contest("as an .ods", "as an .xlsx", _saved_as("ods"), lacks=_lacks_office),
    "xls": Contest("as an .xls", "as an .xlsx", _saved_as("xls"), lacks=_lacks_office),
    "forms": Contest("validate {tenth} forms in a sheet", "a table of {tenth} rows", _forms),
    "annotated": Contest(
        "annotated copy of {rows} rows",
        "openpyxl: load, fill, comment, save",
        lambda files: annotating.contestants(files.archive),
    ),
    "many": Contest(
        f"validate {{files}} workbooks of {EACH} rows",
        "read them with calamine",
        lambda files: (_validate(files.many), _read(files.many)),
    ),
    "mixed": Contest(
        "{files} workbooks that mix tables",
        "as many with one table each",
        lambda files: (_validate(files.mixed), _validate(files.many)),
    ),
    "large": Contest(
        f"validate {LARGE} workbooks of {{rows}} rows",
        "read them with calamine, one by one",
        lambda files: (_validate(files.large), _read(files.large)),
    ),
    "memory": Contest(
        "memory to validate {tenfold} rows",
        "to read them into a list",
        _room,
        needs=("resource",),
        unit="MB",
    ),
    "apart": Contest(
        "{files} workbooks, readers apart",
        "the same in one process",
        lambda files: (_validate(files.many), _validate(files.many, "--workers", "0")),
    ),
    "alone": Contest(
        "one workbook, its reader apart",
        "the same in one process",
        lambda files: (_validate(files.archive), _validate(files.archive, "--workers", "0")),
    ),
    "documents": Contest(
        "{tenth} customer files",
        "docxtpl with the same template",
        lambda files: documents.against_docxtpl(files.small),
    ),
    "docxtemplater": Contest(
        "{tenth} customer files",
        "docxtemplater (Node.js), same template",
        lambda files: documents.against_docxtemplater(files.small),
        lacks=documents.lacks_docxtemplater,
    ),
    "packing": Contest(
        "{tenth} customer files",
        "zipfile: pack the same parts",
        lambda files: documents.against_packing(files.small),
    ),
    "visits": Contest(
        "check {visits} visits, four policies",
        "count them by customer and month",
        lambda files: compliance.against_counting(files.year),
    ),
    "indexed": Contest(
        "the same, the records indexed first",
        "count them by customer and month",
        lambda files: compliance.indexing_too(files.year),
    ),
    "help": Contest(
        "kamdocs --help",
        "import click",
        lambda files: (process("-m", "kamdocs", "--help"), process("-c", "import click")),
    ),
}
