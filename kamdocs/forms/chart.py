"""The native Word chart: its series, and the small workbook that Word opens to edit them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kamdocs.model import column_letters
from kamdocs.packaging import DECLARATION, LINKS, OFFICE, TYPES, TYPES_PART, escaped, package_of

SHEET = "Sheet1"
COLOURS = ("1F4E79", "C55A11", "548235", "7F6000", "7030A0", "C00000", "2E75B6", "595959")
_DASHES = ("solid", "dash", "sysDot", "dashDot")
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "plus")
"""Colour, dash and marker change together, so that the lines differ on a grey copy too; a chart has
no more lines than there are colours."""

_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Series:
    """One line of the chart: a name, and a figure (or a gap) for each category."""

    name: str
    figures: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: the categories along its axis, and its series."""

    categories: tuple[str, ...]
    series: tuple[Series, ...]


def legible(chart: Chart) -> tuple[Chart, ...]:
    """The chart cut into as many charts, at least one, as are needed so that no two lines in one
    look alike. The series stay in order, and the charts have as equal a number of them as can
    be."""
    count = max(1, -(-len(chart.series) // len(COLOURS)))
    ends = [len(chart.series) * number // count for number in range(count + 1)]
    return tuple(Chart(chart.categories, chart.series[start:end]) for start, end in pairwise(ends))


def series_xml(chart: Chart) -> str:
    """Every ``c:ser`` of a line chart, in order."""
    return "".join(_series(chart, index, one) for index, one in enumerate(chart.series))


def _series(chart: Chart, index: int, series: Series) -> str:
    letters = column_letters(index + 2)
    last = len(chart.categories) + 1
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>'
        f"<c:tx>{_strings(f'{SHEET}!${letters}$1', [series.name])}</c:tx>"
        f"{_look(index)}"
        f"<c:cat>{_strings(f'{SHEET}!$A$2:$A${last}', chart.categories)}</c:cat>"
        f"<c:val>{_figures(f'{SHEET}!${letters}$2:${letters}${last}', series.figures)}</c:val>"
        '<c:smooth val="0"/></c:ser>'
    )


def _look(index: int) -> str:
    colour = COLOURS[index % len(COLOURS)]
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return (
        f'<c:spPr><a:ln w="22225" cap="rnd">{fill}'
        f'<a:prstDash val="{_DASHES[index % len(_DASHES)]}"/><a:round/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{_MARKERS[index % len(_MARKERS)]}"/><c:size val="6"/>'
        f'<c:spPr>{fill}<a:ln w="9525">{fill}</a:ln></c:spPr></c:marker>'
    )


def _strings(cells: str, words: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escaped(word)}</c:v></c:pt>' for index, word in enumerate(words)
    )
    return (
        f"<c:strRef><c:f>{cells}</c:f><c:strCache>"
        f'<c:ptCount val="{len(words)}"/>{points}</c:strCache></c:strRef>'
    )


def _figures(cells: str, figures: Sequence[Decimal | None]) -> str:
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{figure:f}</c:v></c:pt>'
        for index, figure in enumerate(figures)
        if figure is not None
    )
    return (
        f"<c:numRef><c:f>{cells}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(figures)}"/>{points}</c:numCache></c:numRef>'
    )


def workbook(chart: Chart) -> bytes:
    """The bytes of the workbook behind the chart: categories down column A, one column for each
    series."""
    rows = "".join(_row(number, cells) for number, cells in enumerate(_cells(chart), start=1))
    return package_of(
        {
            TYPES_PART: DECLARATION
            + f'<Types xmlns="{TYPES}">'
            + '<Default Extension="rels" '
            + 'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEETS}.sheet.main+xml"/>'
            + '<Override PartName="/xl/worksheets/sheet1.xml" '
            + f'ContentType="{_SHEETS}.worksheet+xml"/></Types>',
            "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": DECLARATION
            + f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets>'
            + f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relationship("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": DECLARATION
            + f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def _relationship(kind: str, target: str) -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="{LINKS}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _cells(chart: Chart) -> Iterator[Sequence[str | Decimal | None]]:
    yield [None, *(series.name for series in chart.series)]
    for index, category in enumerate(chart.categories):
        yield [category, *(series.figures[index] for series in chart.series)]


def _row(number: int, cells: Iterable[str | Decimal | None]) -> str:
    written = "".join(
        _cell(f"{column_letters(column)}{number}", cell)
        for column, cell in enumerate(cells, start=1)
        if cell is not None
    )
    return f'<row r="{number}">{written}</row>'


def _cell(reference: str, cell: str | Decimal) -> str:
    if isinstance(cell, Decimal):
        return f'<c r="{reference}"><v>{cell:f}</v></c>'
    text = f'<t xml:space="preserve">{escaped(cell)}</t>'
    return f'<c r="{reference}" t="inlineStr"><is>{text}</is></c>'
