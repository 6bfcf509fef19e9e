"""The fixed copy: certain repairs made in it, with a first sheet that says what was changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from lxml import etree

from kamdocs.intake.copies.book import Book, local
from kamdocs.intake.copies.cells import Cells
from kamdocs.intake.copies.changing import About, Copy, Package, changed
from kamdocs.intake.copies.excerpts import taken_apart
from kamdocs.intake.copies.front import Front, Line, put_in_front, take_away
from kamdocs.intake.copies.repairs import Grade, Repair
from kamdocs.intake.copies.settling import settled
from kamdocs.intake.copies.styles import Styles
from kamdocs.intake.opening import Workbook
from kamdocs.intake.ours import CHANGES
from kamdocs.lazy import lazy
from kamdocs.model import Lang, Moment, Text

_GRADES: Mapping[Grade, Text] = {
    Grade.DONE: Text("已改", "changed"),
    Grade.PROPOSED: Text("待确认", "to confirm"),
    Grade.REFUSED: Text("不能代改", "not for us"),
}
_COLOURS: Mapping[Grade, str] = {
    Grade.DONE: "E2EFDA",
    Grade.PROPOSED: "FFEB9D",
    Grade.REFUSED: "FFC7CF",
}
_HEADINGS = (
    Text("序号", "No."),
    Text("处理", "Done"),
    Text("工作表", "Sheet"),
    Text("单元格", "Cell"),
    Text("栏目", "Field"),
    Text("原内容", "Was"),
    Text("改为", "Is now"),
    Text("原因", "Why"),
)
_WIDTHS = (6, 10, 16, 10, 18, 32, 32, 44)
_COLOURED_COLUMN, _LINKED_COLUMN = 1, 3
_COUNTS = Text(
    "文件：{file}　日期：{day}　已改{done}处，待确认{proposed}处，不能代改{refused}处",
    "File: {file}   As of: {day}   changed {done}, to confirm {proposed}, not for us {refused}",
)
_EXPLAINED = Text(
    "只改了写法，没有改动意思。“待确认”的没有改，请填报人核对；“不能代改”的请填表人改正。",
    "Only the way of writing was changed, never what it means. What is “to confirm” was left as it "
    "was; what is “not for us” must be mended by whoever filled it in.",
)
_FORMULA = lazy(rb"<f[\s>]")
_BEFORE_COUNTING = frozenset(
    {"fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"}
    | {"functionGroups", "externalReferences", "definedNames"}
)
"""What stands in a workbook's part before how it counts."""
_DAYS, _AS_TEXT, _AS_NUMBER = "yyyy-mm-dd", "@", "General"
_MOMENTS, _TO_THE_SECOND = "yyyy-mm-dd hh:mm", "yyyy-mm-dd hh:mm:ss"


def fixed(workbook: Workbook, found: Iterable[Repair], about: About) -> Copy:
    """A copy of a workbook with the certain ones of some repairs made in it; the file as it was
    handed in where there is none to be made."""
    wanted = settled(found, workbook)
    if not _any_done(wanted):
        return Copy(workbook.content, converted=False)
    with_repairs = partial(_with_repairs, found=wanted, about=about)
    return changed(workbook.content, lambda: workbook.grids, with_repairs)


def _any_done(found: Iterable[Repair]) -> bool:
    return any(repair.grade is Grade.DONE for repair in found)


def _with_repairs(package: Package, found: Iterable[Repair], about: About) -> bytes:
    """The package with the repairs, as it is where none of them could be made."""
    book = Book(package.content)
    styles = Styles(book)
    take_away(book, (CHANGES,))
    placed = [replace(one, cell=package.there(one.cell)) for one in found]
    made = _made(book, styles, placed)
    if not _any_done(made):
        return package.content
    _count_anew(book)
    put_in_front(book, styles, _front(made, about))
    return book.saved()


def _count_anew(book: Book) -> None:
    """Have the formulas worked out anew when the workbook is opened: a sum that was saved passes
    over a number that was text, and Excel goes on showing it."""
    parts = [part for part in book.worksheets().values() if book.has(part)]
    if not any(_FORMULA.search(book.read(part)) for part in parts):
        return
    main, tag = book.root(book.main), f"{{{book.space}}}calcPr"
    about = main.find(tag)
    if about is None:
        about = etree.Element(tag)
        before = [at for at, one in enumerate(main) if local(one) in _BEFORE_COUNTING]
        main.insert(max(before, default=-1) + 1, about)
    about.set("fullCalcOnLoad", "1")


def _made(book: Book, styles: Styles, found: Sequence[Repair]) -> list[Repair]:
    """The repairs that were made, and those that were not: nothing is written over a formula."""
    kept: list[Repair] = []
    for sheet, part in book.sheets().items():
        here = [repair for repair in found if repair.cell.sheet == sheet]
        if here and part and (apart := taken_apart(book.read(part))):
            apart.put_in_part(book, part, {repair.cell.row for repair in here})
        cells = Cells(book, part) if here and part else None
        for repair in here:
            spot = repair.cell.row, repair.cell.column
            if repair.grade is not Grade.DONE or cells is None:
                kept.append(repair)
            elif not cells.has_formula(spot):
                _write(cells, styles, spot, repair.within or repair.new)
                kept.append(repair)
    return kept


def _write(cells: Cells, styles: Styles, spot: tuple[int, int], new: object) -> None:
    style = cells.style(spot)
    match new:
        case str():
            cells.write(spot, new)
            if styles.format_of(style) != _AS_TEXT and _like_a_number(new):
                cells.set_style(spot, styles.derived(style, number_format=_AS_TEXT))
        case Decimal():
            cells.write(spot, float(new))
            if styles.format_of(style) == _AS_TEXT:
                cells.set_style(spot, styles.derived(style, number_format=_AS_NUMBER))
        case date():
            cells.write(spot, new)
            cells.set_style(spot, styles.derived(style, number_format=_DAYS))
        case Moment(day, None):
            _write(cells, styles, spot, day)
        case Moment(day, clock) if clock:
            cells.write(spot, datetime.combine(day, clock))
            shown = _TO_THE_SECOND if clock.second else _MOMENTS
            cells.set_style(spot, styles.derived(style, number_format=shown))


def _like_a_number(words: str) -> bool:
    """Whether Excel would make a number of some words once somebody edits the cell."""
    return words.replace(".", "", 1).lstrip("+-").isdigit()


def _front(found: Sequence[Repair], about: About) -> Front:
    lang = about.lang
    grades = [repair.grade for repair in found]
    counts = {grade.value: str(grades.count(grade)) for grade in Grade}
    facts = {"file": about.file, "day": about.day, **counts}
    lines = [_line(number, repair, lang) for number, repair in enumerate(found, 1)]
    return Front(
        title=CHANGES.say(lang),
        above=[_COUNTS.fill(lang, facts), _EXPLAINED.say(lang)],
        headings=[heading.say(lang) for heading in _HEADINGS],
        widths=_WIDTHS,
        lines=lines,
        link=_LINKED_COLUMN,
        coloured=_COLOURED_COLUMN,
    )


def _line(number: int, repair: Repair, lang: Lang) -> Line:
    words = (
        str(number),
        _GRADES[repair.grade].say(lang),
        repair.cell.sheet,
        repair.cell.cell,
        repair.field.say(lang),
        *repair.before_and_after(lang),
        repair.reason(lang),
    )
    return Line(words, repair.cell, _COLOURS[repair.grade])
