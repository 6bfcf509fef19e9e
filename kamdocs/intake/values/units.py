"""Units that are stated once for many amounts: 单位：万元 above a table, in a title, in a form."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kamdocs.intake.grid import Numbered, Row, Spot, called_after, filled, plain
from kamdocs.intake.values.english import unit_in
from kamdocs.lazy import lazy
from kamdocs.model.amounts import IN_WAN
from kamdocs.naming import comparable

_UNITS = "|".join(sorted(IN_WAN, key=len, reverse=True))
_NAME = r"(?:本表)?(?:金额|货币|计量)?单 ?位|\bunit"
_MONEY = r"(?:(?:人民币|rmb|cny)[ :]?)?"
_STATES = lazy(
    rf"(?<!\w)(?:{_NAME}) ?(?::|[均都]?[为是]) ?({_MONEY})[(\[]?([^\s()\[\]]+)", re.IGNORECASE
)
"""单位：万元 in a cell, alone or among other words, and what it says of the unit."""
_SHORT = lazy(rf"(?:\A|(?<=[(\[【 ]))(?:{_NAME}) ?{_MONEY}({_UNITS})(?=\Z|[)\]】 ])", re.IGNORECASE)
"""The same without a colon: （单位 万元）."""
_LABEL = lazy(rf"(?:{_NAME}) ?:?\Z", re.IGNORECASE)
_BEHIND = lazy(rf"[(\[【]{_MONEY}({_UNITS})[)\]】]\Z", re.IGNORECASE)
_LIKELY = lazy(r"单\s*位|unit", re.IGNORECASE)
"""What a statement cannot be without; most cells are soon seen to have none."""
_CURRENCY = lazy(r"(?:人民币|rmb|cny)[ :：]*", re.IGNORECASE)
_SEVERAL = lazy(r"[、,，;；]|和|及")


class Stated(NamedTuple):
    """A unit that stands for all amounts whose own heading names none, and the cell with it."""

    unit: str
    spot: Spot


def units_stated(cell: object) -> frozenset[str]:
    """The units that a cell states for amounts, mostly none or one.

    Other units beside them (单位：万元、台) are for other columns.
    """
    if not isinstance(cell, str) or not _LIKELY.search(cell):
        return frozenset()
    return frozenset(unit for said in _said(plain(cell)) for unit in _money(said))


def states_only(cell: object) -> bool:
    """Whether a cell states a unit and says nothing else: 单位：万元, （单位：元）."""
    if not isinstance(cell, str) or not units_stated(cell):
        return False
    text = _SHORT.sub("", _STATES.sub("", plain(cell)))
    return not text.strip(" ()[]【】")


def unit_alone(cell: object) -> str:
    """The unit that a cell is, in brackets or not: 万元, （万元）, 人民币元; else empty."""
    if not isinstance(cell, str):
        return ""
    whole = plain(cell).strip("()[]【】 ")
    word = _CURRENCY.sub("", whole, count=1)
    return word if word in IN_WAN else unit_in(comparable(whole))


def stated_in(number: int, row: Row, first_column: int, names: Sequence[str]) -> Iterator[Stated]:
    """The units that the cells of a row state, also a label with the unit in the next cell, and a
    title with one behind it that is called after the kind, which goes by some ``names``:
    业务状况（万元）."""
    cells = [*filled(row, first_column).items()]
    for place, (column, cell) in enumerate(cells):
        units = set(units_stated(cell))
        if not units and isinstance(cell, str) and _LABEL.match(plain(cell)):
            units = {unit_alone(one) for _, one in cells[place + 1 : place + 2]} - {""}
        if isinstance(cell, str) and called_after(_BEHIND.sub("", plain(cell)), names):
            units.update(unit_behind(cell))
        yield from (Stated(unit, (number, column)) for unit in sorted(units))


def agreed(stated: Iterable[Stated]) -> Stated | None:
    """The unit where all statements name the same, else None: nobody knows which of them counts."""
    found = list(stated)
    return found[-1] if len({one.unit for one in found}) == 1 else None


def unit_above(
    rows: Sequence[Numbered],
    first_column: int,
    names: Sequence[str],
    groups: Iterable[Row] = (),
) -> Stated | None:
    """The unit that the titles of a table state for it, None where they state none or several;
    ``names`` are those by which its kind goes.

    A group above some headings that names another unit, as in 财务信息（元）, leaves it open, too:
    ``groups`` are the upper rows of the headings, and the last of the titles may be one.
    """
    said = (one for number, row in rows for one in stated_in(number, row, first_column, names))
    stated = agreed(said)
    above = (*(row for _, row in rows), *groups)
    others = {unit for row in above for cell in row for unit in unit_behind(cell)}
    return None if stated is None or others - {stated.unit} else stated


def other_unit(cell: object, than: str) -> bool:
    """Whether a cell speaks of another unit than one: a title ends with it (业务状况（元）), or it
    states one that is no money (单位：台)."""
    if not isinstance(cell, str):
        return False
    if set(unit_behind(cell)) - {than}:
        return True
    said = list(_said(plain(cell))) if _LIKELY.search(cell) else []
    return bool(said) and not units_stated(cell)


def unit_behind(cell: object) -> list[str]:
    """The unit in brackets behind the words of a cell: 财务信息（元）."""
    text = plain(cell) if isinstance(cell, str) else ""
    if found := _BEHIND.search(text):
        return [found[1]]
    english = unit_in(comparable(text.rpartition("(")[2])) if text.endswith(")") else ""
    return [english] if english else []


def _said(text: str) -> Iterator[str]:
    for pattern in (_STATES, _SHORT):
        yield from ("".join(found.groups()) for found in pattern.finditer(text))


def _money(said: str) -> Iterator[str]:
    for part in _SEVERAL.split(said):
        word = unit_alone(part)
        if word:
            yield word
