"""Numbers as Excel shows them, where that is more than the number: percents, codes, units.

A number format is read as Excel reads it (ECMA-376, 18.8.31). All the places that a number has are
kept, however few of them the format shows.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

from kamdocs.intake.grid import Shown
from kamdocs.intake.values import DIGITS_KEPT, tidy
from kamdocs.lazy import lazy

PERCENT_BUILT_IN = {9: "0%", 10: "0.00%"}
"""The number formats of percents that no workbook spells out (ECMA-376, 18.8.30)."""

_TOKEN = lazy(
    r"\"(?P<quoted>[^\"]*)\"?|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<digit>[0#?]|General|G/通用格式)|(?P<mark>[.,%/])"
    r"|(?P<other>@|E[+-]|[ymdhsegb]|aaa|AM/PM|A/P|上午/下午)|(?P<word>.)",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = lazy(r"(\"[^\"]*\"?|[\\!_*].|\[[^\]]*\])|;", re.DOTALL)
"""What parts the sections of a format, and what may hold such a sign itself."""
_CURRENCY = lazy(r"\$(?P<sign>[^-]*)(?:-(?P<place>[0-9A-Fa-f]+))?\Z")
_JAPANESE = "411"
"""The place of a ¥ that is a yen."""
_CONDITION = lazy(r"(<=|>=|<>|<|>|=)\s*(-?(?:\d+\.?\d*|\.\d+))\Z", re.ASCII)
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq,
}  # fmt: skip
OURS = lazy(r"人民币|RMB|CNY|[¥￥]", re.IGNORECASE)
"""Signs of our own currency, which say nothing that an amount does not."""
SAYS = lazy(r"[^\W_]|[$€£₩₽]")
"""What makes words of the signs around a number."""
_LONGEST = 255


class _Part(NamedTuple):
    """A stretch of a format: ``digit``, ``mark`` (. , % /) or ``word``."""

    kind: str
    text: str


class _Section(NamedTuple):
    """A format for the numbers of one condition; ``parts`` is empty where it shows nothing of
    ours (a day, or text)."""

    condition: tuple[str, float] | None
    parts: tuple[_Part, ...]

    @property
    def digits(self) -> list[int]:
        return [at for at, part in enumerate(self.parts) if part.kind == "digit"]

    def words(self, first: int, last: int) -> str:
        """The words between two positions, without the signs of our currency."""
        here = "".join(part.text for part in self.parts[first:last] if part.kind == "word")
        return OURS.sub("", here).strip()

    def many(self, mark: str) -> int:
        return sum(part == _Part("mark", mark) for part in self.parts)


def telling(code: str) -> bool:
    """Whether a number format makes more of a number than its digits."""
    return any(_telling(section) for section in _sections(code))


def as_shown(number: float, code: str) -> Shown | None:
    """A number as its format shows it: 0.03 in ``0%`` is 3%, 1.25 in ``0.0"亿"`` is 1.25亿.

    None where the format shows no more than the digits.
    """
    section = _section(_sections(code), number)
    if section is None or not _telling(section) or abs(number) >= DIGITS_KEPT:
        return None
    if not section.digits:
        return Shown(section.words(0, len(section.parts)), number, Decimal(repr(number)))
    if section.many("/"):
        return _fraction(number, section)
    shown = _spelled(number, section)
    return shown if shown != f"{tidy(exact(number)):f}" else None


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format for numbers; the fourth is for text. None of one that is longer than
    Excel lets them be."""
    if len(code) > _LONGEST:
        return ()
    ends = [found.start() for found in _BETWEEN.finditer(code) if not found[1]]
    starts = [0, *(end + 1 for end in ends)]
    found = [code[start:end] for start, end in zip(starts, [*ends, len(code)], strict=True)]
    return tuple(_parsed(section) for section in found[:3])


def _parsed(section: str) -> _Section:
    condition: tuple[str, float] | None = None
    parts: list[_Part] = []
    for token in _TOKEN.finditer(section):
        if token["other"]:
            return _Section(condition, ())
        if token["digit"]:
            parts.append(_Part("digit", token[0]))
        elif token["mark"]:
            parts.append(_Part("mark", token[0]))
        elif token["bracket"] is not None:
            compared = _CONDITION.match(token["bracket"])
            if compared:
                condition = compared[1], float(compared[2])
            parts.append(_Part("word", _currency(token["bracket"])))
        else:
            words = token["quoted"] or token["escaped"] or token["word"] or ""
            parts.append(_Part("word", words))
    return _Section(condition, tuple(parts))


def _currency(bracket: str) -> str:
    """The sign of a currency in brackets, empty for a colour, a condition or a language."""
    found = _CURRENCY.match(bracket)
    if not found:
        return ""
    if found["sign"] in "¥￥" and (found["place"] or "").endswith(_JAPANESE):
        return "JPY" if found["sign"] else ""
    return found["sign"]


def _section(sections: tuple[_Section, ...], number: float) -> _Section | None:
    """The section that is for a number."""
    if any(section.condition for section in sections):
        return next((one for one in sections if _meant(one.condition, number)), None)
    if number < 0 and len(sections) > 1:
        return sections[1]
    if number == 0 and len(sections) > 2:
        return sections[2]
    return sections[0] if sections else None


def _meant(condition: tuple[str, float] | None, number: float) -> bool:
    return condition is None or _COMPARED[condition[0]](number, condition[1])


def _telling(section: _Section) -> bool:
    """Whether a section shows words, a percent, leading zeros, a fraction or thousands only."""
    said = SAYS.search(section.words(0, len(section.parts)))
    digits = section.digits
    if said or not digits:
        return bool(said)
    zeros = sum(section.parts[at].text == "0" for at in digits)
    padded = zeros > 1 and not section.many(".")
    scaled = section.many("%") or section.many("/") or _thousands(section) or _inner_point(section)
    return bool(padded or scaled)


def _thousands(section: _Section) -> int:
    """How many commas behind the last digit leave off three digits each."""
    parts = section.parts
    point = next((at for at, one in enumerate(parts) if one == _Part("mark", ".")), None)
    whole = [at for at in section.digits if point is None or at < point]
    ends = {section.digits[-1], whole[-1] if whole else section.digits[-1]}
    count = 0
    for end in ends:
        for part in parts[end + 1 :]:
            if part != _Part("mark", ","):
                break
            count += 1
    return count


def _inner_point(section: _Section) -> int:
    """How many digits stand behind a point that is only drawn between them: 3 in ``0!.000``."""
    digits = section.digits
    drawn = [
        at
        for at in range(digits[0], digits[-1])
        if section.parts[at].kind == "word" and section.parts[at].text.strip()
    ]
    if len(drawn) != 1 or section.parts[drawn[0]].text != "." or section.many("."):
        return 0
    return sum(at > drawn[0] for at in digits)


def _spelled(number: float, section: _Section) -> Shown:
    """A number with the words around it, in the scale in which it is shown."""
    digits = section.digits
    before, after = section.words(0, digits[0]), section.words(digits[-1] + 1, len(section.parts))
    if number < 0:
        before, after = before.removeprefix("-").removeprefix("("), after.removesuffix(")")
    power = 2 * section.many("%") - 3 * _thousands(section) - _inner_point(section)
    scaled = exact(number).scaleb(power)
    sign = "-" if number < 0 else ""
    percent = "%" * section.many("%")
    body = _body(abs(scaled), section)
    return Shown(f"{sign}{before}{body}{percent}{after}", number, scaled)


def _body(number: Decimal, section: _Section) -> str:
    """The digits of a number, leading zeros and what is drawn between them included."""
    if _inner_point(section):
        return f"{tidy(number):f}"
    if number != number.to_integral_value() or section.many(
        "."
    ):  # words within it stay, unreadable
        return f"{tidy(number):f}{section.words(section.digits[0], section.digits[-1])}"
    slots = section.parts[section.digits[0] : section.digits[-1] + 1]
    left = f"{int(number):d}"
    zeros = sum(slot.text == "0" for slot in slots)
    left = left.zfill(zeros) if zeros > 1 else left
    body = ""
    for at in range(len(slots) - 1, -1, -1):
        if slots[at].kind == "word":
            body = slots[at].text + body
        elif slots[at].kind == "digit":
            body, left = left[-1:] + body, left[:-1]
    return left + body


def exact(number: float) -> Decimal:
    """A number without the binary noise of a float."""
    return Decimal(repr(round(number, 10)))


def _fraction(number: float, section: _Section) -> Shown | None:
    """A number that is shown as a fraction, None where the fraction would not be exact."""
    from fractions import Fraction

    slash = section.parts.index(_Part("mark", "/"))
    below = "".join(part.text for part in section.parts[slash + 1 :]).strip()
    given = re.match(r"\d+", below)
    most = int(given[0]) if given and int(given[0]) else 10 ** max(len(below), 1)
    near = Fraction(number).limit_denominator(most)
    if number <= 0 or near.denominator == 1 or abs(float(near) - number) > 1e-9:
        return None
    whole, part = divmod(near.numerator, near.denominator)
    lead = f"{whole} " if whole else ""
    return Shown(f"{lead}{part}/{near.denominator}", number, Decimal(repr(number)))
