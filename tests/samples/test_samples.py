"""The sample workbooks are what make.py writes, and every bad case says where its fault is."""

import csv
import re
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

SAMPLES = Path(__file__).parents[2] / "samples"
CASES = sorted(path.parent for path in SAMPLES.glob("bad/*/case.yaml"))
FOUND = re.compile(
    r"KD\d{3} \[(?P<file>[\w.]+)\](?:(?P<sheet>\w+)(?:!(?P<cell>[A-Z]*\d+(:\d+)?))?)?\Z"
)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the sample sets by path, save the words that the command line prints."""
    found = (path for name in ("good", "2026Q3", "bad") for path in (folder / name).rglob("*"))
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in found
        if path.is_file() and not path.name.startswith("expected.")
    }


def test_make_writes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SAMPLES / "make.py"), str(tmp_path)], check=True)
    made, kept = contents(tmp_path), contents(SAMPLES)
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_every_case_is_in_the_table_of_the_readme() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    table = readme.partition("| 毛病 fault |")[2].partition("\n\n")[0]
    named = re.findall(r"`([a-z-]+)`", table)
    assert sorted(named) == sorted(folder.name for folder in CASES)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: str(folder.name))
def test_case_names_cells_that_exist(folder: Path) -> None:
    case: dict[str, Any] = yaml.safe_load((folder / "case.yaml").read_text(encoding="utf-8"))
    assert set(case) == {"title", "command", "as_of", "found", "exit"}
    assert all(case["title"][language] for language in ("zh", "en"))
    assert case["command"] in ("validate", "check")
    assert isinstance(case["as_of"], date)
    assert case["found"] or case["exit"] == 3
    for line in case["found"]:
        place = FOUND.match(line)
        assert place, line
        workbook = folder / place["file"]
        assert workbook.is_file()
        if place["cell"]:
            rows, columns = _size(workbook, place["sheet"])
            _, first, column, last = range_boundaries(place["cell"])
            assert 1 <= (first or 0) <= (last or 0) <= rows
            assert (column or 1) <= columns


def _size(workbook: Path, name: str) -> tuple[int, int]:
    """How many rows and columns a sheet has."""
    if workbook.suffix == ".csv":
        lines = list(csv.reader(StringIO(workbook.read_bytes().decode("gb18030"), newline="")))
        return len(lines), max(map(len, lines))
    sheet = load_workbook(workbook)[name]
    return sheet.max_row, sheet.max_column
