"""Points and grade that figures of a customer make: one formula for the check and for the form."""

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

CENT = Decimal("0.01")
"""Points are told to two decimal places, cut off: 79.999 are not the 80 that they do not reach."""

_APART = Decimal("0.5")
"""Points by which a score that somebody filled in may differ: they round."""


def differs(score: Decimal, points: Decimal) -> bool:
    """Whether a score that somebody filled in is another than that of the figures."""
    return abs(score - points) > _APART


def told(points: Fraction) -> Decimal:
    """Points as they are told."""
    return math.floor(points / Fraction(CENT)) * CENT


class Part(NamedTuple):
    """One figure of a scale: the field that holds it, the points that it is worth at most, and
    the value that is worth all of them; more is worth no more."""

    field: str
    weight: Decimal
    full: Decimal

    def points(self, figure: Decimal | int) -> Fraction:
        """What a figure is worth, exactly; one below nought is worth nothing."""
        share = min(Fraction(figure) / Fraction(self.full), Fraction(1))
        return Fraction(self.weight) * max(share, Fraction(0))


class Scale(NamedTuple):
    """What figures are worth, and from how many points on a customer is of which grade.

    ``cutoffs`` go from the best grade down. ``source`` names the policy and the clause that the
    scale comes from, ``set_by`` those who set its figures (``source``, ``project``, ``company``,
    ``run``).
    """

    parts: tuple[Part, ...]
    cutoffs: tuple[tuple[str, Decimal], ...]
    source: str = ""
    set_by: frozenset[str] = frozenset()

    def points(self, figures: Mapping[str, Decimal | int]) -> Decimal:
        """The points of the figures of all parts together, by field, cut off to two places."""
        return told(sum((part.points(figures[part.field]) for part in self.parts), Fraction(0)))

    def grade(self, points: Decimal) -> str:
        """The first grade whose points are reached; a dash where none is."""
        return next((grade for grade, least in self.cutoffs if points >= least), "-")


def scale_of(
    terms: Mapping[str, Any], source: str = "", set_by: frozenset[str] = frozenset()
) -> Scale:
    """The scale in the words of a rule of the kind ``grade``: its ``parts`` and ``cutoffs``."""
    return Scale(
        tuple(
            Part(one["field"], _exact(one["weight"]), _exact(one["full"])) for one in terms["parts"]
        ),
        tuple((str(one["grade"]), _exact(one["at_least"])) for one in terms["cutoffs"]),
        source,
        set_by,
    )


def _exact(number: float) -> Decimal:
    return Decimal(str(number))
