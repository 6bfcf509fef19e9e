"""Numbers as a cell shows them, where its format is not at hand but the words are (.ods)."""

import re
from decimal import Decimal

from kamdocs.intake.grid import Shown
from kamdocs.intake.opening.beneath.formats import OURS, SAYS, exact
from kamdocs.intake.values import DIGITS_KEPT, tidy
from kamdocs.lazy import lazy

_RUN = lazy(r"\d[\d,]*(?:\.\d+)?", re.ASCII)
_POWERS = (0, -3, -4, -6, -8)
"""In what scales a number may be shown: as it is, in thousands, 万, millions, 亿."""


def as_seen(number: float, seen: str) -> Shown | None:
    """A number as its cell shows it; None where that is no more than the digits.

    ``seen`` may be rounded; the places that it lacks come from the number.
    """
    held = exact(number)
    runs = list(_RUN.finditer(seen))
    digits = "".join(char for char in seen if char.isdecimal()).lstrip("0")
    if abs(number) >= DIGITS_KEPT or not runs:
        return None
    if len(runs) > 1 and digits == f"{number:f}".removesuffix(".000000"):
        return Shown(seen, number, held)
    for run in reversed(runs):
        before, after = _around(seen, run, number)
        powers = (2,) if after.startswith("%") else _POWERS
        for scaled in (held.scaleb(power) for power in powers):
            if _rounds_to(abs(scaled), run[0]):
                return _seen(number, scaled, (before, run[0], after))
    return None


def _seen(number: float, scaled: Decimal, parts: tuple[str, str, str]) -> Shown | None:
    """A number with the words before and behind it; None where they are no more than digits."""
    before, run, after = parts
    padded = run if run.startswith("0") and run.isdecimal() and len(run) > 1 else ""
    as_it_is = scaled == exact(number) and not padded
    if as_it_is and not SAYS.search(before + after):
        return None
    body = padded or f"{tidy(abs(scaled)):f}"
    return Shown(f"{'-' * (number < 0)}{before}{body}{after}", number, scaled)


def _around(seen: str, run: re.Match[str], number: float) -> tuple[str, str]:
    """The words before and behind the digits, without a sign and without our currency."""
    before, after = seen[: run.start()], seen[run.end() :]
    if number < 0:
        before, after = before.replace("-", "", 1).replace("(", "", 1), after.removesuffix(")")
    after = OURS.sub("", after).rstrip()
    return OURS.sub("", before).lstrip(), after.lstrip() if "%" in after else after


def _rounds_to(number: Decimal, seen: str) -> bool:
    """Whether some digits are what is shown of a number."""
    figure = Decimal(seen.replace(",", ""))
    _, _, places = figure.as_tuple()
    return abs(number - figure) <= Decimal(5).scaleb(int(places) - 1)
