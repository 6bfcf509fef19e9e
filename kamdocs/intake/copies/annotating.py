"""The annotated copy: fills and notes at the cells, and a first sheet that lists what was found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kamdocs.intake.copies.book import Book
from kamdocs.intake.copies.cells import Cells
from kamdocs.intake.copies.changing import About, Package
from kamdocs.intake.copies.excerpts import taken_apart
from kamdocs.intake.copies.front import Front, Line, put_in_front, take_away
from kamdocs.intake.copies.merged import merged_areas, where_shown
from kamdocs.intake.copies.notes import Notes
from kamdocs.intake.copies.styles import Styles
from kamdocs.intake.grid import Spot
from kamdocs.intake.ours import CHANGES, RESULT
from kamdocs.model import Finding, Lang, Level, Place, Text
from kamdocs.words import how_to_mend, phrases, what

FILLS: Mapping[Level, str] = {
    Level.ERROR: "FFC7CF",
    Level.WARNING: "FFEB9D",
    Level.NOTE: "DDEBF8",
}
"""One off the colours that Excel proposes, so that a fill of ours is known again."""
_MOST_NOTES = 1000
"""More notes in a sheet and Excel crawls; the cells beyond are filled, and listed in front."""

_HEADINGS = (
    Text("序号", "No."),
    Text("级别", "Level"),
    Text("工作表", "Sheet"),
    Text("单元格", "Cell"),
    Text("问题", "What is wrong"),
    Text("怎样改", "How to mend it"),
    Text("代码", "Code"),
)
_CELLS = Text("{cell}等{count}格", "{cell} and others, {count} in all")
_WIDTHS = (6, 8, 16, 10, 60, 50, 8)
_COLOURED_COLUMN, _LINKED_COLUMN = 1, 3
_COUNTS = Text(
    "文件：{file}　检查日：{day}　错误{errors}，警告{warnings}，提示{notes}",
    "File: {file}   As of: {day}   errors {errors}, warnings {warnings}, notes {notes}",
)
_TO_DO = Text(
    "红色是错误，请改正；黄色是警告，请核对；蓝色是提示，供参考。改好后交回。点“单元格”一列可跳到该格。",
    "Red is an error to mend, yellow a warning to look at, blue a note for information. Please "
    "hand the file in again when it is mended. “Cell” leads to the cell.",
)
_TO_CHECK = Text(
    "没有要改正的，只请核对；要改的，改好后交回。点“单元格”一列可跳到该格。",
    "Nothing has to be mended: please look at what is listed, and hand the file in again if you "
    "change it. “Cell” leads to the cell.",
)
_CONVERTED = Text(
    "原文件不能加批注，这是内容相同的.xlsx副本，原有的格式没有保留。",
    "The file handed in cannot carry notes; this is an .xlsx with the same content, without its "
    "formats.",
)
_TOO_MANY = Text(
    "批注太多，每张表只加了前{count}个；其余的格已填色，并列在下面。",
    "There are too many notes; each sheet has the first {count}, the other cells are filled and "
    "listed below.",
)


Remark = tuple[Finding, Place]
"""A finding, and the cell, row or sheet of this file that it is about."""


def annotated(package: Package, remarks: Iterable[Remark], about: About) -> bytes:
    """A copy of a package with what was found on it, at its cells.

    ``remarks`` are the findings on the file that was handed in, each with its place in it. One of
    ``BROKEN`` where it cannot be changed part by part.
    """
    here = [(finding, package.there(place)) for finding, place in remarks]
    book = Book(package.content)
    styles = Styles(book)
    take_away(book, (RESULT, CHANGES))
    marking = _Marking(book, styles, styles.filled_with(tuple(FILLS.values())), about.lang)
    parts = book.worksheets()
    by_part: dict[str, list[Remark]] = {part: [] for part in parts.values()}
    for finding, place in here:
        if place.row and place.sheet in parts:
            by_part[parts[place.sheet]].append((finding, place))
    noted = [marking.mark(part, those) for part, those in by_part.items()]
    front = _front(here, about, converted=package.converted, many=not all(noted))
    put_in_front(book, styles, front)
    return book.saved()


@dataclass(frozen=True)
class _Marking:
    """Puts fills and notes into the sheets of a book, in the place of those that an earlier copy
    has: cells in styles of ``ours``, and notes of our own."""

    book: Book
    styles: Styles
    ours: frozenset[int]
    lang: Lang

    def mark(self, part: str, remarks: Sequence[Remark]) -> bool:
        """Fill the cells of a sheet and put notes at them; whether all of them got their notes."""
        notes = Notes(self.book, part)
        if not (remarks or self.ours or notes.part):
            return True
        at = self._opened(part, remarks)
        notes.clear()
        cells = Cells(self.book, part)
        for spot, style in cells.styled(self.ours):
            cells.set_style(spot, self.styles.derived(style, fill="none"))
        for spot, said in at.items():
            fill = FILLS[min((one.level for one in said), key=list(Level).index)]
            cells.set_style(spot, self.styles.derived(cells.style(spot), fill=fill))
        noted = sorted(at)[:_MOST_NOTES]
        notes.add({spot: _note(at[spot], self.lang) for spot in noted})
        return len(noted) == len(at)

    def _opened(self, part: str, remarks: Iterable[Remark]) -> dict[Spot, list[Finding]]:
        """What is said at which cells of a sheet; of the sheet, only the rows concerned are read
        where that can be done."""
        apart = taken_apart(self.book.read(part))
        here = [(one, (place.row, place.column or 1)) for one, place in remarks]
        merged = merged_areas(apart.frame if apart else self.book.root(part))
        shown = where_shown({spot for _, spot in here}, merged)
        at: dict[Spot, list[Finding]] = {}
        for finding, spot in here:
            at.setdefault(shown.get(spot, spot), []).append(finding)
        if apart:
            rows = {row for row, _ in at} | apart.styled(self.ours)
            apart.put_in_part(self.book, part, rows)
        return at


def _note(findings: Sequence[Finding], lang: Lang) -> str:
    """What was found at a cell; of merged cells the same may be said of several."""
    said = (
        f"{phrases.LEVELS[one.level].say(lang)} {one.code}{_colon(lang)}{what(one, lang)}"
        f"\n→ {how_to_mend(one.code, one.facts, lang)}"
        for one in findings
    )
    return "\n".join(dict.fromkeys(said))


def _colon(lang: Lang) -> str:
    return "：" if lang == "zh" else ": "


def _front(remarks: Sequence[Remark], about: About, *, converted: bool, many: bool) -> Front:
    lang = about.lang
    asked = any(finding.level is not Level.NOTE for finding, _ in remarks)
    above = [_counted(remarks, about), (_TO_DO if asked else _TO_CHECK).say(lang)]
    above += [_CONVERTED.say(lang)] if converted else []
    above += [_TOO_MANY.fill(lang, {"count": str(_MOST_NOTES)})] if many else []
    return Front(
        title=RESULT.say(lang),
        above=above,
        headings=[heading.say(lang) for heading in _HEADINGS],
        widths=_WIDTHS,
        lines=[_line(at, *one, lang) for at, one in enumerate(_by_sheet(remarks), 1)],
        link=_LINKED_COLUMN,
        coloured=_COLOURED_COLUMN,
    )


def _by_sheet(remarks: Iterable[Remark]) -> Iterator[tuple[Finding, list[Place]]]:
    """Each finding with its cells in one sheet; those of one finding stand behind each other."""
    for _, same in groupby(remarks, key=lambda one: (id(one[0]), one[1].sheet)):
        findings, places = zip(*same, strict=True)
        yield findings[0], list(places)


def _line(number: int, finding: Finding, places: Sequence[Place], lang: Lang) -> Line:
    place = places[0]
    several = {"cell": place.cell, "count": str(len(places))}
    words = (
        str(number),
        phrases.LEVELS[finding.level].say(lang),
        place.sheet,
        (_CELLS.fill(lang, several) if len(places) > 1 else place.cell) or "—",
        what(finding, lang),
        how_to_mend(finding.code, finding.facts, lang),
        finding.code,
    )
    return Line(words, place if place.sheet else None, FILLS[finding.level])


def counted(remarks: Iterable[Remark]) -> dict[str, str]:
    """How many errors, warnings and notes there are, as the facts of a sentence; a finding on
    several cells is one."""
    levels = Counter({id(finding): finding.level for finding, _ in remarks}.values())
    names = ("errors", Level.ERROR), ("warnings", Level.WARNING), ("notes", Level.NOTE)
    return {name: str(levels[level]) for name, level in names}


def _counted(remarks: Sequence[Remark], about: About) -> str:
    return _COUNTS.fill(about.lang, {"file": about.file, "day": about.day, **counted(remarks)})
