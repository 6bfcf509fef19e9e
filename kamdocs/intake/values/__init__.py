"""One cell to one value, by the type of its field: days, numbers, amounts, people, ticks. Nothing
is guessed in silence."""

from kamdocs.intake.values.at_once import AtOnce, at_once
from kamdocs.intake.values.cell import ABOVE, Read, read
from kamdocs.intake.values.days import SINCE_1904, read_day, read_month, read_period
from kamdocs.intake.values.english import in_figures, month_named, unit_in
from kamdocs.intake.values.numbers import (
    DIGITS_KEPT,
    read_amount,
    read_number,
    read_volumes,
    tidy,
)
from kamdocs.intake.values.numerals import arabic
from kamdocs.intake.values.people import people
from kamdocs.intake.values.stand_ins import STAND_INS, stands_for
from kamdocs.intake.values.ticks import is_box, ticked
from kamdocs.intake.values.units import (
    Stated,
    agreed,
    other_unit,
    stated_in,
    states_only,
    unit_above,
    unit_alone,
    unit_behind,
    units_stated,
)

__all__ = [
    "ABOVE",
    "DIGITS_KEPT",
    "SINCE_1904",
    "STAND_INS",
    "AtOnce",
    "Read",
    "Stated",
    "agreed",
    "arabic",
    "at_once",
    "in_figures",
    "is_box",
    "month_named",
    "other_unit",
    "people",
    "read",
    "read_amount",
    "read_day",
    "read_month",
    "read_number",
    "read_period",
    "read_volumes",
    "stands_for",
    "stated_in",
    "states_only",
    "ticked",
    "tidy",
    "unit_above",
    "unit_alone",
    "unit_behind",
    "unit_in",
    "units_stated",
]
