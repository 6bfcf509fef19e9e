"""Writes one sheet of the workbook: what stands above, headings, rows; view and print settings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from kamdocs.lettering import LINE_HEIGHT, lines
from kamdocs.model import Lang, Status, Text
from kamdocs.reports.lines import Line
from kamdocs.reports.workbook.looks import ONE_LINE, Looks
from kamdocs.spreadsheets import FULL_CELL, ROWS
from kamdocs.words.workbook import BOOK

A3, A4 = 8, 9
"""The numbers of papers, as Excel has them."""
_LIKE_A_FORMULA = ("=", "+", "-", "@")
_MARGIN = 1
"""The part of a column's width, in digits, that words do not fill."""
_ARROW = 3
"""The room, in digits, for the arrow of the filter beside a heading."""
_TALLEST = 400
"""The greatest height of a row in points; Excel allows 409."""
_FIRST_DAY, _LAST_DAY = date(1900, 3, 1), date(9999, 12, 31)
"""The first and last day that Excel has and that all programs count alike."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most rows and links that Excel allows in one sheet."""

    rows: int = ROWS
    links: int = 65_530


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written into a cell: words, a number or a day, with a style and a link."""

    value: str | int | date | None = None
    style: str = "cell"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in digits, and whether a reviewer fills it in."""

    heading: Text
    width: float
    to_fill: bool = False


def of_status(status: Status, words: str) -> Cell:
    """A cell with a status in words, in its colour."""
    return Cell(words, f"status {status.value}")


@dataclass
class Sheet:
    """A worksheet of XlsxWriter in which values are data: nothing becomes a formula or a link that
    is not meant as one."""

    page: Any
    looks: Looks
    lang: Lang
    limits: Limits
    links: int = field(default=0, init=False)
    unlinked: int = field(default=0, init=False)

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Write a cell; rows and columns count from 0."""
        value = cell.value
        if value is None or value == "":
            self.page.write_blank(row, column, None, self.looks.style(cell.style))
        elif isinstance(value, str):
            self._words(row, column, self.fitting(value), cell)
        elif isinstance(value, int):
            self.page.write_number(row, column, value, self.looks.style(cell.style))
        elif _FIRST_DAY <= value <= _LAST_DAY:
            self.page.write_datetime(row, column, value, self.looks.style(cell.style))
        else:
            self._words(row, column, value.isoformat(), Cell(style=cell.style))

    def _words(self, row: int, column: int, words: str, cell: Cell) -> None:
        style = self.looks.style(cell.style, words.startswith(_LIKE_A_FORMULA))
        if cell.link and self.links < self.limits.links:
            self.links += 1
            self.page.write_url(row, column, cell.link, style, words)
            return
        self.unlinked += bool(cell.link)
        self.page.write_string(row, column, words, style)

    def fitting(self, words: str) -> str:
        """The words without unprintable characters, cut with a remark where they are too long for
        a cell."""
        shown = Line(words).safe
        if 2 * len(shown) <= FULL_CELL:  # whatever characters they are
            return shown
        units = shown.encode("utf-16-le")
        if len(units) <= 2 * FULL_CELL:
            return shown
        more = BOOK["cut"].say(self.lang)
        room = 2 * (FULL_CELL - len(more))
        return units[:room].decode("utf-16-le", "ignore") + more

    def said(self, row: int, words: str, style: str = "note", column: int = 0) -> None:
        """Write words that belong to no table."""
        self.put(row, column, Cell(words, style))

    def table(
        self,
        title: str,
        helps: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        count: int,
        frozen: int,
    ) -> int:
        """Write one table with a title above; returns the row (from 0) of its first line.

        ``count`` is the number of rows, ``frozen`` the number of columns that stay in sight. The
        headings stay in sight, have filters, and are printed on every page. If rows do not fit, a
        remark above says so.
        """
        head = 3
        first, room = head + 1, self.limits.rows - head - 1
        self.said(0, title, "title")
        self.said(1, helps)
        self._above(columns, head)
        for number, row in enumerate(islice(rows, room), first):
            self.page.set_row(number, _height(row, columns))
            for column, cell in enumerate(row):
                self.put(number, column, cell)
        if count == 0:
            self.said(first, BOOK["empty"].say(self.lang), "cell")
        self._tell_left(max(0, count - room))
        last = first - 1 + max(1, min(count, room))
        self.page.autofilter(head, 0, last, len(columns) - 1)
        self.page.freeze_panes(first, frozen)
        self.page.set_selection(first, 0, first, 0)
        self.page.repeat_rows(head)
        self.print(title)
        return first

    def print_columns(self, count: int, paper: int) -> None:
        """Let only the first columns be printed, on another paper."""
        self.page.set_paper(paper)
        self.page.print_area(0, 0, self.page.dim_rowmax, count - 1)

    def _above(self, columns: Sequence[Column], head: int) -> None:
        self.page.set_row(0, 26)
        heads = [column.heading.say(self.lang) for column in columns]
        rooms = [column.width - _ARROW - _MARGIN for column in columns]
        most = max(map(lines, heads, rooms))
        self.page.set_row(head, most * LINE_HEIGHT + 10)
        for number, (words, column) in enumerate(zip(heads, columns, strict=True)):
            self.page.set_column(number, number, column.width)
            style = "head to fill" if column.to_fill else "head"
            self.put(head, number, Cell(words, style))

    def _tell_left(self, rows: int) -> None:
        left: list[str] = []
        if rows:
            facts = {"most": f"{self.limits.rows:,}", "count": f"{rows:,}"}
            left.append(BOOK["rows_left"].fill(self.lang, facts))
        if self.unlinked:
            facts = {"most": f"{self.limits.links:,}", "count": f"{self.unlinked:,}"}
            left.append(BOOK["links_left"].fill(self.lang, facts))
        self.said(2, (" " if self.lang == "en" else "").join(left))

    def print(self, title: str, portrait: bool = False) -> None:
        """Let the sheet be printed on A4, one page wide and as many long as it takes."""
        if not portrait:
            self.page.set_landscape()
        self.page.set_paper(A4)
        self.page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        self.page.fit_to_pages(1, 0)
        self.page.set_header(f"&C{title.replace('&', '&&')}")
        self.page.set_footer(f"&C{BOOK['page_of'].say(self.lang)}")


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> int:
    """The height, in points, in which every cell of a row shows all its lines."""
    tall = (
        lines(cell.value, column.width - _MARGIN)
        for cell, column in zip(row, columns, strict=True)
        if isinstance(cell.value, str) and cell.style != ONE_LINE
    )
    return min(_TALLEST, max(tall, default=1) * LINE_HEIGHT + 2)
