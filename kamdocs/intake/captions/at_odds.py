"""A title and a name that do not tell of the same month: one of them was not changed when the sheet
was copied from that of another period."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from kamdocs.intake.captions.titles import months_in, named_after, years_in
from kamdocs.intake.grid import Numbered, Spot, plain, words
from kamdocs.intake.values import arabic
from kamdocs.lazy import lazy
from kamdocs.sheets import SheetSchema

_MONTH = lazy(r"(?<![\d年./])(?<!\d-)(1[0-2]|0?[1-9])月份?(?![\d日号])")
_MORE = lazy(
    r"[至到、和及~]|季|周|旬|累计|截|\d月.*\d月|(?<!\d)\d{1,2}月?份?[—–-]+\d{1,2}月|月份?[以起]"
)
"""Signs that a name tells of more, or of less, than one month."""
_OF_THE_FILE = lazy(r"提交|[上月]交|上报|报送|更新|导出|打印|填报[日时]|例会")
"""With these words a month is that in which the file was made or handed in."""


class AtOdds(NamedTuple):
    """A title that tells of another month than the ``name`` of its sheet or file, with its cell."""

    spot: Spot
    title: str
    name: str


def at_odds(
    above: Sequence[Numbered], first_column: int, sheet: str, file: str, schema: SheetSchema
) -> AtOdds | None:
    """The one title ``above`` a table or form that tells of a month, where the name of its sheet
    tells of another; or, where that tells of none, the name of a file that is called after the
    kind, of another month or year. A kind whose days are written with their year needs no title to
    tell when they are, and nothing is said of it."""
    if not above or not schema.yearless:
        return None
    told = [*_told(above, first_column, schema)]
    if len({month for *_, month in told}) != 1 or not told[0][2]:
        return None
    spot, title, month = told[0]
    stem = PurePath(file).stem
    names = [sheet]
    if not _months(sheet, schema) and named_after(stem, schema):
        names.append(stem)
    name = next((one for one in names if _differs(one, month, schema)), "")
    return AtOdds(spot, title, name) if name else None


def _told(
    above: Sequence[Numbered], first: int, schema: SheetSchema
) -> Iterator[tuple[Spot, str, str]]:
    """The months that titles tell of, each with its cell and what stands there; an empty one for
    another span."""
    for number, row in above:
        for column, cell in enumerate(row, first):
            months = months_in(cell, schema.sheets)
            for month in () if months and _OF_THE_FILE.search(plain(words(cell))) else months:
                yield (number, column), words(cell), month


def _months(name: str, schema: SheetSchema) -> set[str]:
    """The months that a name tells of, those without their year by their number alone."""
    whole = set(months_in(name, schema.sheets))
    text = "" if whole else arabic(plain(name))
    return whole or {f"-{int(one):02}" for one in _MONTH.findall(text)}


def _differs(name: str, month: str, schema: SheetSchema) -> bool:
    """Whether a name tells of one month, or of one year and no month, other than a title does."""
    if _MORE.search(plain(name)) or _OF_THE_FILE.search(plain(name)):
        return False
    if told := _months(name, schema):
        return len(told) == 1 and not any(map(month.endswith, told))
    years = years_in(name, schema.sheets)
    return len(years) == 1 and int(month[:4]) not in years
