"""What is said at once of most cells is what is said after a close look."""

from datetime import date

import phonenumbers
from email_validator import validate_email
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from kamdocs.identifiers import CODE_CHARACTERS, credit_code_digit
from kamdocs.intake.at_once import at_once
from kamdocs.intake.values import Read, read
from kamdocs.validation.types import _PLAIN_ADDRESS, _mobile
from tests import desk

FIELDS = [one for schema in desk.SCHEMAS.values() for one in schema.fields.values()]
LETTERS = "aZ019 .+-_@#/、：:（）无同上见附件E\u3000\xa0\u200b\nＡ１甲乙"


CELLS = st.one_of(
    st.text(LETTERS, max_size=12),
    st.text(max_size=12),
    st.lists(st.sampled_from(("甲", "乙", "无", "同上", "ab", "1", "")), max_size=3).map("、".join),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.none(),
)


@settings(max_examples=600)
@given(cell=CELLS)
@example(cell="无")
@example(cell="同上")
def test_what_is_said_at_once_is_what_a_close_look_says(cell: object) -> None:
    for field in FIELDS:
        for unit in ("", "元", "万元"):
            plainly = at_once(field, unit)
            value = plainly.one(cell) if plainly else None
            if value is not None:
                assert read(cell, field, unit) == Read(value), field.name


def test_the_examples_of_fields_are_mostly_plain() -> None:
    plainly = [(at_once(one), one.example) for one in FIELDS if one.type == "text"]
    texts = [(known, example) for known, example in plainly if known]
    assert len(texts) > 100
    assert sum(known.one(example) is not None for known, example in texts) > 80
    assert sum(known.are_all([example, example]) for known, example in texts) > 60


@settings(max_examples=600)
@given(cells=st.lists(CELLS, min_size=1, max_size=4))
@example(cells=[date(2026, 1, 1), date.max])
@example(cells=["上海电梯有限公司", "# 苏州电梯有限公司"])
@example(cells=["张三", "没有", "上海电梯有限公司"])
@example(cells=["张三", "", "上海电梯有限公司"])
def test_what_is_said_of_many_cells_is_what_is_said_of_each(cells: list[object]) -> None:
    for field in FIELDS:
        plainly = at_once(field)
        if plainly and plainly.are_all(cells):
            assert [plainly.one(cell) for cell in cells] == cells, field.name


@settings(max_examples=400)
@given(number=st.from_regex(r"1[0-9]{10}", fullmatch=True))
@example("11000005000")  # begins like the way to dial abroad, and goes to no country
def test_a_mobile_number_is_one_for_the_library(number: str) -> None:
    assert bool(_mobile().fullmatch(number)) == _is_mobile(number)


def _is_mobile(number: str) -> bool:
    try:
        parsed = phonenumbers.parse(number, "CN")
    except phonenumbers.NumberParseException:
        return False
    mobile = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE
    return bool(mobile and phonenumbers.is_valid_number(parsed))


_PART = st.text("aZ09", min_size=1, max_size=5)
_NAMES = st.lists(_PART, min_size=1, max_size=3)
_ADDRESSES = st.builds(
    lambda name, mark, domain, end: f"{mark.join(name)}@{'.'.join(domain)}.{end}",
    _NAMES,
    st.sampled_from("._-"),
    st.lists(_NAMES.map("-".join), min_size=1, max_size=3),
    st.sampled_from(("com", "cn", "net")),
)


@settings(max_examples=200)
@given(address=_ADDRESSES)
def test_a_plain_address_is_one_for_the_library(address: str) -> None:
    assert _PLAIN_ADDRESS.fullmatch(address)
    validate_email(address, check_deliverability=False)


@given(code=st.text(CODE_CHARACTERS, min_size=17, max_size=17))
def test_the_check_digit_of_a_credit_code_is_that_of_the_library(code: str) -> None:
    assert credit_code_digit(code) == uscc.calc_check_digit(code)
