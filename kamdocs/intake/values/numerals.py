"""Chinese numerals, read strictly: what nobody would write on a cheque is not read.

A numeral counts its units downwards (亿, 万, 千, 百, 十), each with its digit; only 十 may do
without one. 零 stands for units that are passed over and for nothing else; it may be left out where
the next unit is named (一亿三百万), not before a bare digit: 一百五 may mean 150 or 105.
"""

import re

from kamdocs.lazy import lazy

_PLAIN = str.maketrans(
    "〇○壹贰叁肆伍陆柒捌玖貳參陸拾佰仟萬億", "零零一二三四五六七八九二三六十百千万亿"
)
_DIGITS = "零一二三四五六七八九"
_PLACES = {"千": 1000, "百": 100, "十": 10, "": 1}
_PART = "[零一二两三四五六七八九十百千]"
_WHOLE = lazy(rf"(?:(?:({_PART}+)万)?({_PART}*)(?<=.)亿)?(?:({_PART}+)万)?({_PART}*)\Z")
_SCALES = (10**12, 10**8, 10**4, 1)
_TERM = lazy(r"(零?)([一二两三四五六七八九]?)([千百十]?)")
_YEAR = lazy("[一二][〇○零一二三四五六七八九0Oo]{3}(?=年)")
"""A year as it is typed where 〇 is hard to find: 二0二六年, 二O二六年."""
_FIRST_MONTH = lazy(r"(?:\A|(?<=年))元(?=月)")
_NOUGHTS = str.maketrans("0Oo", "〇〇〇")
_RUN = lazy("[零〇○一二两三四五六七八九十壹贰叁肆伍陆柒捌玖貳參陸拾]+")


def numeral(text: str) -> int | None:
    """The whole number that a numeral writes (三亿五千万, 壹佰万, 十五), None where it is none."""
    text = text.translate(_PLAIN)
    if text == "零":
        return 0
    found = _WHOLE.match(text)
    if found is None or not text:
        return None
    total, last = 0, 0
    for part, scale in zip(found.groups(), _SCALES, strict=True):
        terms = _TERM.findall(part or "")[:-1]  # the last is empty
        for at, (zero, digit, unit) in enumerate(terms):
            place = _PLACES[unit] * scale
            named = bool(unit) or (at == 0 and scale > 1)  # 三万 names the unit of its 三
            if not _possible(digit, unit, named) or not _follows(place, last, zero, named):
                return None
            total += (_digit(digit) if digit else 1) * place
            last = place
    return total or None


def _possible(digit: str, unit: str, named: bool) -> bool:
    """Whether people write that digit with that unit: 十 but not 百, 两千 but not 两十."""
    if digit == "两":
        return named and unit != "十"
    return bool(digit) or unit == "十"


def _follows(place: int, last: int, zero: str, named: bool) -> bool:
    """Whether a digit may stand in a place behind the place ``last`` (0: at the beginning)."""
    if not last:
        return not zero
    if place * 10 == last:
        return not zero
    return place < last and (bool(zero) or named)


def _digit(char: str) -> int:
    return _DIGITS.index(char) if char != "两" else 2


def digits(text: str) -> str:
    """Digits that are written one by one (二〇二四 is 2024), empty where there is anything else."""
    text = text.translate(_PLAIN)
    found = [str(_DIGITS.find(char)) for char in text]
    return "" if "-1" in found else "".join(found)


def arabic(text: str) -> str:
    """The text with numerals below a hundred, years of four digits and 元月 in Arabic figures."""
    text = _YEAR.sub(lambda year: year[0].translate(_NOUGHTS), text)
    return _RUN.sub(_figures, _FIRST_MONTH.sub("1", text))


def _figures(run: re.Match[str]) -> str:
    if len(run[0]) == 4 and (year := digits(run[0])):
        return year
    number = numeral(run[0])
    return run[0] if number is None else str(number)
