"""Amounts of 万元 in 元, and in capital numerals as the rules for cheques want them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.forms.money import capitals, in_yuan, yuan

CASES = [
    ("6800", "68,000,000.00", "人民币陆仟捌佰万元整"),
    ("0.14095", "1,409.50", "人民币壹仟肆佰零玖元伍角"),
    ("0.600714", "6,007.14", "人民币陆仟零柒元壹角肆分"),
    ("10.70", "107,000.00", "人民币壹拾万柒仟元整"),
    ("0.032504", "325.04", "人民币叁佰贰拾伍元零肆分"),
    ("10000", "100,000,000.00", "人民币壹亿元整"),
    ("0", "0.00", "人民币零元整"),
    ("-1850.5", "-18,505,000.00", "人民币负壹仟捌佰伍拾万伍仟元整"),
    ("0.0000005", "0.01", "人民币壹分"),
    ("999900000000", "9,999,000,000,000,000.00", "人民币玖仟玖佰玖拾玖万亿元整"),
    ("1000000000000", "10,000,000,000,000,000.00", "10,000,000,000,000,000.00"),
    ("1E+40", "1E+40", "1E+40"),
    ("NaN", "NaN", "NaN"),
]  # fmt: skip
DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(("value", "figures", "words"), CASES, ids=[case[0] for case in CASES])
def test_amounts(value: str, figures: str, words: str) -> None:
    assert (yuan(Decimal(value)), capitals(Decimal(value))) == (figures, words)


def _back(words: str) -> Decimal:
    """The 元 of capital numerals, read digit by digit."""
    total = section = digit = 0
    cents = Decimal()
    for sign in words.removeprefix("人民币").removesuffix("整"):
        if sign in DIGITS:
            digit = DIGITS.index(sign)
            continue
        if sign in UNITS:
            section += digit * UNITS[sign]
        elif sign == "万":
            section = (section + digit) * 10_000
        elif sign == "亿":
            total, section = (total + section + digit) * 100_000_000, 0
        elif sign == "元":
            total, section = total + section + digit, 0
        else:
            cents += digit * Decimal("0.1" if sign == "角" else "0.01")
        digit = 0
    return total + cents


@given(st.decimals(min_value=0, max_value=10**11, places=6))
def test_capital_numerals_say_the_amount(value: Decimal) -> None:
    assert _back(capitals(value)) == in_yuan(value)
