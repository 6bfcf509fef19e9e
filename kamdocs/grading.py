"""The points and the grade of a customer from its figures. The check of gradings and the Word form
use this one formula."""

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

_CENT = Decimal("0.01")
"""Points are shown to two decimal places, and cut off there: 79.999 does not reach 80, so it must
not be shown as 80.00."""

_APART = Decimal("0.5")
"""The points by which a score that somebody filled in may differ, since people round."""


def differs(score: Decimal, points: Decimal) -> bool:
    """Whether a score that somebody filled in differs from the points of the figures by more than
    rounding explains."""
    return abs(score - points) > _APART


def told(points: Fraction) -> Decimal:
    """Points as they are shown, to two decimal places."""
    return math.floor(points / Fraction(_CENT)) * _CENT


class Part(NamedTuple):
    """One figure of a scale: the ``field`` that holds it, its ``weight`` (the most points it can
    earn), and the ``full`` value, from which on it earns all of them."""

    field: str
    weight: Decimal
    full: Decimal

    def points(self, figure: Decimal | int) -> Fraction:
        """The exact points of a figure, in proportion to the full value; 0 for one below 0."""
        share = min(Fraction(figure) / Fraction(self.full), Fraction(1))
        return Fraction(self.weight) * max(share, Fraction(0))


class Scale(NamedTuple):
    """The parts of a score, and the least points for each grade.

    ``cutoffs`` go from the best grade down. ``source`` names the policy and the clause that the
    scale comes from, ``set_by`` those who set its figures (``source``, ``project``, ``company``,
    ``run``).
    """

    parts: tuple[Part, ...]
    cutoffs: tuple[tuple[str, Decimal], ...]
    source: str = ""
    set_by: frozenset[str] = frozenset()

    def points(self, figures: Mapping[str, Decimal | int]) -> Decimal:
        """The total points of the ``figures``, which are given by field, for all parts; cut off
        after two decimal places."""
        return told(sum((part.points(figures[part.field]) for part in self.parts), Fraction(0)))

    def grade(self, points: Decimal) -> str:
        """The best grade whose least points are reached; a dash where none is."""
        return next((grade for grade, least in self.cutoffs if points >= least), "-")


def scale_of(
    terms: Mapping[str, Any], source: str = "", set_by: frozenset[str] = frozenset()
) -> Scale:
    """The scale that the terms of a rule of the kind ``grade`` give: its ``parts`` and
    ``cutoffs``."""
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
