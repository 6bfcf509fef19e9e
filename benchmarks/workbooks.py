"""Writes the workbooks that are measured, each once a run."""

import csv
import random
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Self

import xlsxwriter

from benchmarks.archive import FIELDS, Cell, headings, rows
from kamdocs.sheets import built_in

LAST_ROW = 1_048_576
"""The last row of a sheet in Excel."""
OFFICE = shutil.which("soffice")
_SHEET = "客户档案"
_SEED = 20261129
_NAME = FIELDS.index("name")
_FEW = 5
"""So many rows stand below headings before they are repeated."""


class _Book:
    """A workbook with one sheet, written by XlsxWriter when its context ends."""

    def __init__(self, path: Path) -> None:
        self.book = xlsxwriter.Workbook(path)
        self.sheet = self.book.add_worksheet(_SHEET)
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.grey = self.book.add_format({"bg_color": "#DDDDDD"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def put(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, date):
            self.sheet.write_datetime(row, column, cell, self.day)
        elif cell is not None:
            self.sheet.write(row, column, cell)

    def table(self, lines: Iterable[Sequence[Cell]]) -> None:
        self.lines([headings(), *lines])

    def lines(self, lines: Iterable[Sequence[Cell]]) -> None:
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                self.put(row, column, cell)


def archive(path: Path, count: int, first: int = 0) -> Path:
    """An archive of so many rows."""
    with _Book(path) as book:
        book.table(rows(count, first))
    return path


def shifted(path: Path, count: int) -> Path:
    """The same with every cell one column too far right, as where a column was put in and its
    heading forgotten: hardly any cell is what its heading says."""
    with _Book(path) as book:
        book.table([*line[-1:], *line[:-1]] for line in rows(count))
    return path


def as_people_write(path: Path, count: int) -> Path:
    """The same as people fill it in: days and amounts as texts of several shapes, blanks around
    words, signs for nothing. It says the same, and no more of it is wrong."""
    choose = random.Random(_SEED)
    with _Book(path) as book:
        book.table([_written(cell, choose) for cell in line] for line in rows(count))
    return path


def _written(cell: Cell, choose: random.Random) -> Cell:
    if isinstance(cell, date):
        shape = choose.choice(("", "{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日",
                               "{0.year}/{0.month}/{0.day}", "{0:%Y%m%d}"))  # fmt: skip
        return shape.format(cell) or cell
    if isinstance(cell, float):
        return choose.choice(("", "{:,.2f}", "{}万元", "{}")).format(cell) or cell
    if isinstance(cell, str):
        return choose.choice(("{}",) * 9 + ("{} ", " {}", "{}\u3000")).format(cell)
    return choose.choice((None, None, "/", "无"))


def with_a_styled_cell(path: Path, count: int) -> Path:
    """The same with one grey, empty cell in the last row that a sheet can have."""
    with _Book(path) as book:
        book.table(rows(count))
        book.sheet.write_blank(LAST_ROW - 1, 0, None, book.grey)
    return path


def with_a_value(path: Path, count: int) -> Path:
    """The same with one word in the last row that a sheet can have."""
    with _Book(path) as book:
        book.table(rows(count))
        book.put(LAST_ROW - 1, 0, "备注：以下空白")
    return path


def with_formulas(path: Path, count: int) -> Path:
    """The same with a formula for the length of each customer's name, in a column of its own."""
    with _Book(path) as book:
        lines = list(rows(count))
        book.table(lines)
        column = len(headings())
        book.put(0, column, "名称字数")
        for row, line in enumerate(lines, 1):
            result = len(str(line[_NAME] or ""))
            book.sheet.write_formula(row, column, f"=LEN(B{row + 1})", None, result)
    return path


def forms(path: Path, count: int) -> Path:
    """The same rows as forms one below the other: label left, value right, a blank row between."""
    with _Book(path) as book:
        labels, row = headings(), 0
        for line in rows(count):
            for label, cell in zip(labels, line, strict=True):
                book.put(row, 0, label)
                book.put(row, 1, cell)
                row += 1
            row += 1
    return path


def many(folder: Path, count: int, each: int) -> Path:
    """A folder of so many workbooks with ``each`` rows."""
    folder.mkdir()
    for number in range(count):
        archive(folder / f"客户档案-{number:03}.xlsx", each, first=number * each)
    return folder


def mixed(folder: Path, count: int, each: int) -> Path:
    """The same folder as people add to their sheets: the headings stand again above every few rows,
    and below these are two tables of other kinds."""
    folder.mkdir()
    for number in range(count):
        lines = list(rows(each, number * each))
        blocks: list[list[Sequence[Cell]]] = [
            [headings(), *lines[at : at + _FEW], []] for at in range(0, each, _FEW)
        ]
        blocks += [[*_example(kind), []] for kind in ("issue", "visit")]
        with _Book(folder / f"客户档案-{number:03}.xlsx") as book:
            book.lines(chain.from_iterable(blocks))
    return folder


def _example(kind: str) -> Iterator[list[Cell]]:
    """A small table of a kind: its headings, and the examples of its fields a few times."""
    fields = [one for one in built_in()[kind].fields.values() if one.example is not None]
    yield [one.label.zh for one in fields]
    for _ in range(_FEW):
        yield [str(one.example) for one in fields]


def as_text(path: Path, count: int) -> Path:
    """The archive as a .csv, as Excel saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([headings(), *rows(count)])
    return path


def by_office(path: Path, suffix: str) -> Path:
    """A workbook opened and saved in another format by LibreOffice, which must be there."""
    assert OFFICE is not None
    profile = (path.parent / "office").as_uri()
    command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix]
    command += ["--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path.with_suffix(f".{suffix}")
