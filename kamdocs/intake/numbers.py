"""Numbers and amounts as they are written in sheets. Amounts come out in 万元."""

import re
from decimal import Decimal

from kamdocs.intake.cells import plain, shown
from kamdocs.model import Unread, YearVolume

IN_WAN: dict[str, Decimal] = {
    "元": Decimal("0.0001"),
    "万": Decimal(1),
    "万元": Decimal(1),
    "亿": Decimal(10000),
    "亿元": Decimal(10000),
}
"""What one of each unit is in 万元."""

_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\Z")
_AMOUNT = re.compile(r"(约?)(?:人民币|RMB|¥)?(.*?)(亿元|亿|万元|万|元)?\Z", re.IGNORECASE)
_MOST_DIGITS = 28  # decimals are reckoned with so many
_VOLUME = re.compile(
    r"((?:19|20)\d{2})(?:年 ?:?|:| ) ?([\d,.]+) ?([^\d,.:() ][^\d:()]*)?(?:\(([^()]*)\))?\Z"
)


def _decimal(raw: object) -> Decimal | None:
    """A number as it stands in the cell; binary noise of a float is rounded off."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, float):
        return Decimal(repr(round(raw, 10))) if abs(raw) < 1e15 else None
    found = _NUMBER.match(plain(str(raw)))
    if not found or len(found[0]) > _MOST_DIGITS:
        return None
    return Decimal(f"{found[1]}{found[2].replace(',', '')}{found[3] or ''}")


def _tidy(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def read_number(raw: object) -> Decimal | Unread:
    """A plain number, with thousands separators or without."""
    number = _decimal(raw)
    return Unread(shown(raw), "KD113") if number is None else _tidy(number)


def read_whole(raw: object) -> int | Unread:
    """A whole number; a year may carry 年."""
    number = _decimal(plain(raw).removesuffix("年") if isinstance(raw, str) else raw)
    if number is None or number != number.to_integral_value():
        return Unread(shown(raw), "KD113")
    return int(number)


def read_amount(raw: object, unit: str) -> tuple[Decimal | Unread, bool]:
    """An amount in 万元, and whether it was only "about" (约).

    ``unit`` is that of the heading, for a bare number; with neither unit the amount is refused.
    """
    text = raw if not isinstance(raw, str) else plain(raw)
    about = False
    if isinstance(text, str):
        found = _AMOUNT.match(text)
        assert found is not None  # every part of the pattern may be empty
        about, text, unit = bool(found[1]), found[2].strip(), found[3] or unit
    number = _decimal(text)
    if number is None:
        return Unread(shown(raw), "KD113"), False
    if unit not in IN_WAN:
        return Unread(str(_tidy(number)), "KD114"), False
    return _tidy(number * IN_WAN[unit]), about


def read_volumes(raw: object) -> tuple[YearVolume, ...] | Unread:
    """Volumes by year: ``2024：1,200；2025：1,350（含试制）``; a unit or remark may follow."""
    volumes = []
    for part in re.split(r"[;；、\n]", shown(raw)):
        if not plain(part):
            continue
        found = _VOLUME.match(plain(part))
        number = _decimal(found[2]) if found else None
        if found is None or number is None:
            return Unread(shown(raw), "KD124")
        remark = " ".join(words.strip() for words in (found[3], found[4]) if words)
        volumes.append(YearVolume(int(found[1]), _tidy(number), remark))
    return tuple(volumes) or Unread(shown(raw), "KD124")
