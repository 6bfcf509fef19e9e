"""The different ways in which a value may be written, and where a text has something of that shape.

Every pattern here goes through a text once: no two of its parts can match the same character.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from kamdocs.intake.values import people, read_amount
from kamdocs.lazy import lazy
from kamdocs.persons import is_person

Span = tuple[int, int]
"""The position at which something begins in a text, and the one behind its end."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─"), "-")
_UNSEEN = {"Cf", "Cc", "Mn"}
_RUN = lazy(r"[0-9a-z@](?:[\s\-_.()+/\\·]{0,3}[0-9a-z@])*")
_JOINED = lazy(r"\+?[0-9a-z@](?:[-_.()]{0,2}[0-9a-z@])*")
_MOBILE = lazy(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)", re.ASCII)
_ABROAD = lazy(r"\A(?:00)?86(?=1[3-9]\d{9}\Z|0?\d{2,3}\d{7,8}\Z)")
_AREA = lazy(r"(?<!\d)\(?0\d{2,3}\)?[- ]?(\d{7,8})(?!\d)", re.ASCII)
_DAY_LIKE = lazy(r"(?:19|20)\d\d[-./]?\d{1,2}[-./]?\d{1,2}\Z", re.ASCII)
_OF_AN_AMOUNT = lazy("[万萬亿億w元圆圓]")
_LONGEST_NAME = 200
_OF_A_CODE = lazy(r"[0-9@]")
_OF_SEVERAL = lazy(r"[^\w]|[等和与及%％]|[0-9]\Z")
_DIGITS_OF_A_CODE = 7
_LENGTH_OF_A_CODE = 6
_FIGURES = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_AMOUNT = lazy(
    r"(?:人民币|rmb|cny|¥)?\s?"
    rf"(?:{_FIGURES}|[零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟百千]{{1,12}})"
    r"\s?(?:[十百千]?[万萬亿億]|w)?\s?[元圆圓]?"
)
_FIGURE = lazy(rf"(?<![0-9a-z.]){_FIGURES}(?![0-9a-z年])")
_LEAST_FIGURES = 3
_DAY = lazy(
    r"(?<![0-9])(?:((?:19|20)?[0-9]{2})\s?[-./年]\s?)?([01]?[0-9])\s?[-./月]\s?([0-3]?[0-9])(?![0-9])"
)
_BRACKETS = lazy(r"[(（\[【].*?[)）\]】]")
_FIGURE_BEHIND = lazy(r"[\d.]+[%％]?\Z")
_AFTER_POST = lazy(
    r"(?:总经理|经理|董事长|总监|总裁|主任|主管|部长|科长|处长|厂长|工程师|助理|专员|代表|书记|会计|[部科室员])"
    r"([\u4e00-\u9fff]{2,3})\Z"
)
_BELOW_THE_TOWN = lazy(r".{2,}?[省市区县镇](?=.{3,}\d)")
_CJK = lazy(r"[\u3400-\u9fff]")


class Letters:
    """A text in the form in which it is compared: of one width and case, without invisible
    characters. ``at`` has for each of its letters the position in the text."""

    def __init__(self, text: str) -> None:
        folded = [_folded(char) for char in text]
        self.text = "".join(folded)
        self.at: Sequence[int] = range(len(text))
        if len(self.text) != len(text) or not all(map(len, folded)):
            self.at = [index for index, one in enumerate(folded) for _ in one]

    def span(self, first: int, last: int) -> Span:
        """The span in the text of the letters from ``first`` to ``last``, both included."""
        return self.at[first], self.at[last] + 1


@cache
def _folded(char: str) -> str:
    """A letter in the form in which it is compared; empty for an invisible one."""
    if unicodedata.category(char) in _UNSEEN and not char.isspace():
        return ""
    return unicodedata.normalize("NFKC", char).translate(_DASHES).casefold()


def tight(text: str) -> str:
    """A text in the form in which it is compared, without blanks."""
    return "".join("".join(map(_folded, text)).split())


def runs(letters: Letters) -> Iterator[tuple[str, list[int]]]:
    """The runs of letters and digits in a text, such as numbers and addresses, without separators,
    each with the positions of its characters among the letters."""
    for run in _RUN.finditer(letters.text):
        kept = [index for index in range(*run.span()) if letters.text[index].isalnum()]
        yield "".join(letters.text[index] for index in kept), kept


def _is_code(run: str) -> bool:
    """Whether a run of letters and digits is long enough to identify something: seven digits, or
    six letters and digits."""
    if sum(char.isdigit() for char in run) >= _DIGITS_OF_A_CODE:
        return True
    mixed = any(map(str.isdigit, run)) and any(map(str.isalpha, run))
    return mixed and len(run) >= _LENGTH_OF_A_CODE


def codes_of(words: str) -> Iterator[str]:
    """The telephone numbers, accounts, e-mail addresses and codes in the words of a cell, without
    separators; a telephone number also without its country and area codes."""
    folded = "".join(map(_folded, words))
    if not _OF_A_CODE.search(folded):
        return
    for mobile in _MOBILE.findall(folded):
        yield "".join(filter(str.isdigit, mobile))
    yield from _AREA.findall(folded)
    for joined in _JOINED.findall(folded):
        if _DAY_LIKE.match(joined):
            continue
        run = "".join(filter(str.isalnum, joined))
        if _is_code(run) or "@" in joined:
            yield run
            yield _ABROAD.sub("", run)
    whole = "".join(char for char in folded if char not in " -_.()/@")
    if whole.isascii() and whole.isalnum() and _is_code(whole) and not _DAY_LIKE.match(whole):
        yield whole


def names_of(words: str) -> Iterator[str]:
    """The names in the words of a cell: 周建明 in 周建明（总经理）, 总经理周建明 and 周建明60%; and
    an address without its province, town and district. Longer words are no names."""
    if len(words) > _LONGEST_NAME:
        return
    for one in people(words)[0] if _OF_SEVERAL.search(words) else (words,):
        bare = _FIGURE_BEHIND.sub("", _BRACKETS.sub("", one)).strip()
        if bare:
            yield bare
        if found := _AFTER_POST.search(bare):
            yield found[1]
        if bare != one and (within := one[len(bare) :].strip("()（）")) and is_person(within):
            yield within
    rest = words
    while found := _BELOW_THE_TOWN.match(rest):
        rest = rest[found.end() :]
        yield rest


def chinese(word: str) -> bool:
    """Whether there is a Chinese character in a word."""
    return _CJK.search(word) is not None


def amounts(letters: Letters) -> Iterator[tuple[Span, Decimal]]:
    """The amounts of money in a text, such as 3,200万元, 0.32亿, 三千二百万 or 32000000元,
    converted to 万元, each with its span. Figures without 万, 亿 or 元 are no amounts."""
    if not _OF_AN_AMOUNT.search(letters.text):
        return
    for found in _AMOUNT.finditer(letters.text):
        said = found[0].strip()
        if said[-1] not in "万萬亿億w元圆圓":
            continue
        amount = read_amount(said, "")[0]
        if isinstance(amount, Decimal):
            first = found.end() - len(found[0].lstrip())
            yield letters.span(first, first + len(said) - 1), amount


def figures(letters: Letters) -> Iterator[tuple[Span, Decimal]]:
    """The figures without a unit, of three digits and more, in a text."""
    for found in _FIGURE.finditer(letters.text):
        plain = found[0].replace(",", "")
        if len(plain.replace(".", "")) >= _LEAST_FIGURES:
            yield letters.span(found.start(), found.end() - 1), Decimal(plain)


def days(letters: Letters) -> Iterator[tuple[Span, tuple[int, int, int]]]:
    """The days in a text, as year (0 where none is given), month and day."""
    for found in _DAY.finditer(letters.text):
        year, month, day = (int(part or 0) for part in found.groups())
        if not year and "月" not in found[0]:
            continue
        if 1 <= month <= 12 and 1 <= day <= 31:
            full = year + 2000 if 0 < year < 100 else year
            end = found.end() + (letters.text[found.end() : found.end() + 1] in ("日", "号"))
            yield letters.span(found.start(), end - 1), (full, month, day)


def keys_of(day: date) -> Iterator[tuple[int, int, int]]:
    """A day in the form of ``days``, with and without its year."""
    yield (day.year, day.month, day.day)
    yield (0, day.month, day.day)


def bounded(text: str, first: int, last: int) -> bool:
    """Whether a word, from its first letter to its last, is not part of a longer one, as a figure
    or a Latin word may be. Chinese words have no such bounds, nor has a figure beside letters:
    RMB6600."""
    return not (
        (first and _goes_on(text[first - 1], text[first]))
        or (last + 1 < len(text) and _goes_on(text[last + 1], text[last]))
    )


def _goes_on(outside: str, inside: str) -> bool:
    both = inside + outside
    return both.isascii() and (both.isdigit() or both.isalpha())
