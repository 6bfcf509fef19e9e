"""Numbers as people see them. Numbers, formats and what they show: cases/number_formats.yaml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.intake.opening.beneath.formats import as_shown, telling
from kamdocs.intake.opening.beneath.seen import as_seen
from tests import desk

CASES = desk.cases("number_formats")
SEEN = [(number, seen, shown) for number, _, shown, *more in CASES for seen in more]


@pytest.mark.parametrize(("number", "code", "shown"), [case[:3] for case in CASES])
def test_a_number_is_shown_as_its_format_has_it(number: float, code: str, shown: str) -> None:
    assert as_shown(float(number), code) == shown
    assert telling(code) or shown is None


@pytest.mark.parametrize(("number", "seen", "shown"), SEEN)
def test_words_around_a_number_are_known_without_its_format(
    number: float, seen: str, shown: str
) -> None:
    assert as_seen(float(number), seen) == shown


@given(st.floats(-1e9, 1e9), st.integers(0, 4), st.sampled_from(["元", "万元", "台"]))
def test_words_and_format_agree_on_every_number(number: float, places: int, unit: str) -> None:
    number = round(number, 6)
    zeros = "." + "0" * places if places else ""
    seen = f"{number:,.{places}f}{unit}"
    by_format = as_shown(number, f'#,##0{zeros}"{unit}"')
    if float(seen.removesuffix(unit).replace(",", "")):
        assert by_format == as_seen(number, seen)
    assert by_format is not None
    assert float(by_format.scaled) == pytest.approx(number)


@given(st.text(max_size=30), st.floats(allow_nan=False, allow_infinity=False))
def test_no_format_and_no_words_are_too_odd(text: str, number: float) -> None:
    for shown in (as_shown(number, text), as_seen(number, text)):
        assert shown is None or shown.kept == number
