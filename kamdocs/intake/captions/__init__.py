"""What is written above a table and around it: its title, and the months, years and days that it
speaks of."""

from kamdocs.intake.captions.at_odds import at_odds
from kamdocs.intake.captions.month_cells import (
    FEWEST,
    Month,
    first_month,
    month_in,
    months_in_row,
    one_year,
    with_months_spelled,
)
from kamdocs.intake.captions.stated import Stated, speech
from kamdocs.intake.captions.titles import (
    entitled,
    labels_a_year,
    month_above,
    month_of_name,
    month_shown,
    months_in,
    named_after,
    names_a_month,
    names_period,
    says_something,
    titled,
    titles_above,
    year_above,
    years_in,
)
from kamdocs.intake.captions.years import Years, is_year_alone, years_anew, years_told

__all__ = [
    "FEWEST",
    "Month",
    "Stated",
    "Years",
    "at_odds",
    "entitled",
    "first_month",
    "is_year_alone",
    "labels_a_year",
    "month_above",
    "month_in",
    "month_of_name",
    "month_shown",
    "months_in",
    "months_in_row",
    "named_after",
    "names_a_month",
    "names_period",
    "one_year",
    "says_something",
    "speech",
    "titled",
    "titles_above",
    "with_months_spelled",
    "year_above",
    "years_anew",
    "years_in",
    "years_told",
]
