"""Numbers and amounts as they are written in sheets. Amounts come out in 万元.

A figure in words (五百万, 1.2千万) is read by the same rules as one in digits. What is no figure
but a bound or a range is refused as that: nobody can reckon with 500余万.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kamdocs.intake.grid import How, cleaned, plain, shown, trimmed
from kamdocs.intake.values.numerals import digits, numeral
from kamdocs.lazy import lazy
from kamdocs.model import Fact, Unread, YearVolume
from kamdocs.model.amounts import IN_WAN

_DOUBTED = Decimal(1_000_000)
"""From so many 万元 on (ten thousand million yuan), a figure with ¥ under a heading in 万元 may as
well be yuan."""
_SCALES: dict[str, int] = {
    "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_DIGITS = "0123456789"
_MOST_DIGITS = 28  # decimals are reckoned with so many
_NUMBER = lazy(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(\.\d+)?\Z", re.ASCII)
_SCIENTIFIC = lazy(r"[+-]?\d(?:\.\d+)?E[+-]?(?:0?\d|1\d)\Z", re.ASCII | re.IGNORECASE)
_SCALED = lazy(r"([+-]?[\d,. ]*\d) ?([十百千]?[万亿]|万亿|[百千])\Z", re.ASCII)
_TWO_SCALES = lazy(r"([+-]?)(\d{1,8})亿(\d{1,4})(千?万)\Z", re.ASCII)
_OTHERWISE = str.maketrans("萬億", "万亿")
_W = lazy(r"(?<=\d) ?[wW](?=元?\Z)", re.ASCII)
"""How 万 is typed in chats: 500w."""
_AMOUNT = lazy(
    r"([+-]?) ?(人民币|RMB|CNY|¥)? ?(.*?) ?(?:\((万元|万|元|亿元|亿)\)|([元圆圓])[整正]?)?\Z",
    re.IGNORECASE,
)
_YUAN_BEHIND = lazy(r"(?<=[万亿元]) ?(?:人民币|RMB|CNY)\Z", re.IGNORECASE)
"""The currency behind an amount that says its unit: 600万RMB."""
_POINTS = lazy(r"(?<=\d) ?分\Z", re.ASCII)
_WITH_SIGN = lazy(r"[负\u2212]")
_ABOUT = lazy(r"(?:大约|大概|约为|约|~|≈) ?(.+)\Z|(.+?) ?(?:左右|上下)\Z")
_BRACKETS = lazy(r"\(([^()+-]*\d[^()+-]*)\)\Z")
_TAX = lazy(r"(.+?) ?\((?:不?含税|未税|税[前后])\)\Z")
"""Remarks that say what the figure is and leave it as it is."""
_REMARK = lazy(r"(.+?) ?\(([^()]+)\)\Z")
_FOREIGN = lazy(
    r"[$€£₩₽]|[美欧日港澳加韩]元|美金|港币|台币|英镑|卢布"
    r"|(?<![A-Za-z])(?:USD|EUR|HKD|GBP|JPY|KRW|TWD|CHF|AUD|CAD|SGD|RUB)(?![A-Za-z])"
)
_RANGE = lazy(r"([^~至到—–-]+)(?:至|到|[~—–-]+)([^~至到—–-]+)\Z")
_BOUND = lazy(
    r"近|接近|超|逾|不足|[不未]到|不[少低高多]于|至[少多]|最[多少高低]|[多少高低大小]于|[<>≤≥≦≧]"
    r"|[数几好上][十百千万亿]|[余多几来](?=[十百千万亿元]|\Z)|以[上下内]|之[上内]|不止|\+\Z|出头|起\Z"
)
_FIGURES = lazy("[0-9一二两三四五六七八九十百千万亿]")
_PROFIT_OR_LOSS = lazy(r"(?:净?(亏损?|负)|净?(?:盈利|盈余|盈|利润|赚))[:为]?\s*(\d.*)\Z")
_VOLUME = lazy(
    r"((?:19|20)\d{2})(?:年 ?:?|:| ) ?([\d,.]+) ?([^\d,.:() ][^\d:()]*)?(?:\(([^()]*)\))?\Z"
)

_ASIDE = lazy(r"[(（]([^()（）]*)[)）]\s*\Z")
_BETWEEN_YEARS = lazy(r"[;；、\n]|[,，/／](?=\s*(?:19|20)\d{2}\s*(?:年|[:：]))")
_SCALE = lazy(r"([十百千]?[万亿]|[百千](?![克米瓦]))")

Figure = tuple[Decimal, How]


DIGITS_KEPT = 1e15
"""From here on a float does not hold every whole number, and Excel shows zeros for digits."""


def _held(raw: object) -> Decimal | None:
    """The number of a number cell; binary noise of a float is rounded off."""
    if isinstance(raw, float) and abs(raw) < DIGITS_KEPT:
        return Decimal(int(raw)) if raw.is_integer() else Decimal(repr(round(raw, 10)))
    return None


def tidy(number: Decimal) -> Decimal:
    """The same number without zeros at its end."""
    whole = number.to_integral_value()
    if whole != number:
        return number.normalize()
    return whole or Decimal(0)  # a loss of 0 is no -0


def _digits(text: str) -> Figure | None:
    """A bare number in digits."""
    found = _NUMBER.match(text)
    if found is None or len(found[0]) > _MOST_DIGITS:
        return None
    whole = found[2].replace(",", "").replace(" ", "")
    how: How = ("separators",) if whole != found[2] else ()
    return Decimal(f"{found[1]}{whole}{found[3] or ''}"), how


def _figure(text: str) -> Figure | None:
    """A bare number in digits, as a numeral or in Excel's scientific notation."""
    if found := _digits(text):
        return found
    if _SCIENTIFIC.match(text):
        return Decimal(text), ("scientific",)
    spoken = numeral(text.removeprefix("-"))
    if spoken is not None:
        return Decimal(-spoken if text[0] == "-" else spoken), ("numeral",)
    return None


def _undressed(text: str) -> tuple[str, How]:
    """A figure without what may stand around it: 约, （含税）, brackets for a loss."""
    text = _WITH_SIGN.sub("-", text, count=1) if _WITH_SIGN.match(text) else text
    how: list[str] = []
    if found := _TAX.match(text):
        text = found[1]
        how.append("remark")
    if found := _ABOUT.match(text):
        text = found[1] or found[2]
        how.append("about")
    if found := _BRACKETS.match(text):
        text = f"-{found[1].strip()}"
        how.append("brackets")
    return text, tuple(how)


def read_number(raw: object, percent: bool = False) -> tuple[Decimal | Unread, How]:
    """A plain number, and what was done to read it. With ``percent``, 92% is 92."""
    if not isinstance(raw, str):
        number = _held(raw)
        return (Unread(shown(raw), "KD113") if number is None else tidy(number)), ()
    text, how = cleaned(raw)
    if alone := _digits(text):
        return tidy(alone[0]), (*how, *alone[1], "number-as-text")
    bare, taken = _undressed(text)
    if percent and bare.endswith("%"):
        bare, taken = bare[:-1].rstrip(), (*taken, "percent")
    bare, points = _POINTS.subn("", bare)
    taken = (*taken, *(("points",) if points else ()))
    figure = _figure(bare)
    if figure is None:
        return _no_number(raw, text), ()
    return tidy(figure[0]), (*how, *taken, *figure[1], "number-as-text")


def read_whole(raw: object, units: Sequence[str] = ()) -> tuple[int | Unread, How]:
    """A whole number, and what was done to read it; a year may carry 年 or be in numerals, and any
    may carry one of some ``units``: 60天."""
    text = plain(raw) if isinstance(raw, str) else ""
    if unit := next((one for one in units if text.endswith(one)), ""):
        bare, how = read_whole(text.removesuffix(unit).rstrip())
        if not isinstance(bare, Unread):
            return bare, (*how, "counted")
    year = plain(raw).removesuffix("年") if isinstance(raw, str) else ""
    if len(year) == 4 and (spelled := digits(year)):
        return int(spelled), ("numeral", "number-as-text")
    number, how = read_number(year if year.isdecimal() else raw)
    if isinstance(number, Unread):
        return number, ()
    if number != number.to_integral_value():
        return Unread(shown(raw), "KD113"), ()
    return int(number), how


def read_amount(raw: object, unit: str) -> tuple[Decimal | Unread, How]:
    """An amount in 万元, and what was done to read it.

    ``unit`` is that of the heading, for a bare number; with neither unit the amount is refused.
    So is a figure in words that ends below 万 (五千, 3千) in a column of 万元, and a vast one with
    a sign of currency (¥12,000,000): they may be yuan.
    """
    if not isinstance(raw, str):
        number = _held(raw)
        if number is None:
            return Unread(shown(raw), "KD113"), ()
        return _in_wan(number, unit, raw), ()
    text, how = cleaned(raw)
    if alone := _digits(text):
        amount = _in_wan(alone[0], unit, raw)
        steps = (*how, *alone[1], "number-as-text")
        return amount, () if isinstance(amount, Unread) else steps
    bare, taken = _undressed(text)
    bare = _W.sub("万", bare.translate(_OTHERWISE))
    bare, behind = _YUAN_BEHIND.subn("", bare)
    found = _AMOUNT.match(bare)
    assert found is not None  # every part of the pattern may be empty
    sign, currency, body, bracketed, yuan = found.groups()
    figure = _scaled(f"{sign}{body}")
    if figure is None:
        return _no_number(raw, text), ()
    number, done = figure
    named = bracketed or ("元" if yuan or body[-1] in "万亿萬億" else "")
    if named and "unit" not in done:
        done = (*done, "unit")
    own = named or unit
    if body[-1] not in _DIGITS and own != "元":
        if unit and not named:
            return Unread(shown(raw), "KD154", {"unit": unit}), ()
        own = ""
    steps = (*how, *taken, *(("currency",) if currency or behind else ()), *done, "number-as-text")
    amount = _in_wan(number, own, raw)
    vast = isinstance(amount, Decimal) and abs(amount) >= _DOUBTED
    if vast and currency and not named and own != "元":
        return Unread(shown(raw), "KD156", {"unit": unit}), ()
    return amount, () if isinstance(amount, Unread) else steps


def profit_or_loss(text: str) -> str:
    """What stands behind the word for a profit, or for a loss, which is below zero; empty where
    neither is said."""
    found = _PROFIT_OR_LOSS.match(plain(text))
    return ("-" if found[1] else "") + found[2] if found else ""


def amount_of(raw: float, unit: str) -> Decimal | None:
    """The amount of a number cell as ``read_amount`` gives it, quickly; None if it is refused."""
    if IN_WAN.get(unit) == 1 and abs(raw) < DIGITS_KEPT and raw.is_integer():
        return Decimal(int(raw))
    amount, _ = read_amount(raw, unit)
    return None if isinstance(amount, Unread) else amount


def _in_wan(number: Decimal, unit: str, raw: object) -> Decimal | Unread:
    return tidy(number * IN_WAN[unit]) if unit in IN_WAN else Unread(shown(raw), "KD114")


def _scaled(text: str) -> Figure | None:
    """A figure that may count in 千, 万, 亿: 12.5亿, 1.2千万, 3亿5000万, 五百万."""
    figure = _figure(text)
    if figure:
        return figure
    if found := _TWO_SCALES.match(text):
        lower = int(found[3]) * _SCALES[found[4]]
        if lower >= 10**8:
            return None
        number = Decimal(int(found[2]) * 10**8 + lower)
        return -number if found[1] == "-" else number, ("unit",)
    if found := _SCALED.match(text):
        figure = _figure(found[1])
        if figure:
            return figure[0] * _SCALES[found[2]], (*figure[1], "unit")
    return None


def _no_number(raw: str, text: str) -> Unread:
    """Why a cell is no number: another currency, a range, a bound, a percentage, a remark."""
    cell, (bare, _) = shown(raw), _undressed(text)
    if _FOREIGN.search(text):
        return Unread(cell, "KD147")
    if ends := _ends(bare):
        return Unread(cell, "KD142", ends)
    if _BOUND.search(text) and _FIGURES.search(text):
        return Unread(cell, "KD141")
    if bare.endswith("%") and _figure(bare[:-1].rstrip()):
        return Unread(cell, "KD145")
    remark = _REMARK.match(text)
    if remark and _scaled(remark[1].removesuffix("元")):
        return Unread(cell, "KD143", {"remark": remark[2]})
    return Unread(cell, "KD113")


def _ends(text: str) -> Mapping[str, Fact]:
    """The ends of a range, 500-600万; empty where it is none."""
    found = _RANGE.match(text)
    if not found:
        return {}
    low, high = found[1].strip(), found[2].strip()
    if not all(_scaled(end.rstrip("元%")) for end in (low, high)):
        return {}
    unit = high[len(high.rstrip("十百千万亿元%")) :]
    return {"low": low if low[-1] not in _DIGITS else low + unit, "high": high}


def read_volumes(raw: object, unit: str = "") -> tuple[tuple[YearVolume, ...] | Unread, How]:
    """Volumes by year: ``2024：1,200；2025：1.2万（含试制）``; a unit or remark may follow. A bare
    figure is in the ``unit`` of the heading."""
    volumes: list[YearVolume] = []
    how: How = ("split",)
    for part in _BETWEEN_YEARS.split(shown(raw)):
        if not plain(part):
            continue
        read = _volume(part, unit)
        if read is None:
            return Unread(shown(raw), "KD124"), ()
        volumes.append(read[0])
        how += read[1]
    years = [one.year for one in volumes]
    twice = tuple(dict.fromkeys(str(year) for year in years if years.count(year) > 1))
    if twice:
        return Unread(shown(raw), "KD149", {"years": twice}), ()
    return (tuple(volumes), how) if volumes else (Unread(shown(raw), "KD124"), ())


def _volume(part: str, of_heading: str) -> tuple[YearVolume, How] | None:
    """The volume of one year. 1.2万台 are 12000 台; money stays in 万元. A remark keeps the
    characters in which it is written."""
    found, aside = _VOLUME.match(plain(part)), _ASIDE.search(part)
    figure = _figure(found[2]) if found else None
    if found is None or figure is None:
        return None
    number, unit = figure[0], (found[3] or "").strip() or of_heading
    scale = _SCALE.match(unit)
    if scale:
        number *= _SCALES[scale[1]]
        unit = unit[scale.end() :].strip() or _SCALE.sub("", of_heading, count=1)
        if unit.startswith("元"):
            number, unit = number * IN_WAN["元"], f"万{unit}"
    said = aside[1] if aside else found[4] or ""
    remark = " ".join(words for words in (unit, trimmed(said)) if words)
    return YearVolume(int(found[1]), tidy(number), remark), ("unit",) if scale else ()
