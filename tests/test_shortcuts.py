"""What is said at once of most cells is what is said after a close look."""

import re
from datetime import date

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from kamdocs.contract import shapes
from kamdocs.contract.shapes import fits, holds, unsound
from kamdocs.faults import SetupFault
from kamdocs.identifiers import CODE_CHARACTERS, credit_code_digit
from kamdocs.intake.values import Read, at_once, read
from kamdocs.validation.types import (
    NO_NUMBER,
    PLAIN_ADDRESS,
    PLAIN_NUMBER,
    Fault,
    email_in_full,
    phone,
    phone_in_full,
)
from tests import desk

FIELDS = [one for schema in desk.SCHEMAS.values() for one in schema.fields.values()]
LETTERS = "aZ019 .+-_@#/、：:（）无同上见附件E\u3000\xa0\u200b\nＡ１甲乙"
PEOPLE = (
    *("吴志强", "郑文", "欧阳修远", "无", "待定", "见附件", "同上", "郑文等2人", "郑文2人"),
    *("郑文两位", "张三和李四", "张 三", "李四/王五", "王五（技术）", "1、赵六", "J. Lee"),
)  # fmt: skip


CELLS = st.one_of(
    st.text(LETTERS, max_size=12),
    st.text(max_size=12),
    st.lists(st.sampled_from(("甲", "乙", "无", "同上", "ab", "1", "")), max_size=3).map("、".join),
    st.lists(st.sampled_from(PEOPLE), max_size=3).map("、".join),
    st.lists(st.sampled_from(("甲乙", "无", "同上", "门机备件清单", "")), max_size=3).map(
        "\n".join
    ),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.none(),
)


@settings(max_examples=600)
@given(cell=CELLS)
@example(cell="无")
@example(cell="同上")
@example(cell="门机备件清单\n下半年框架价格")
@example(cell="张三\n张三")
@example(cell="张三\n同上")
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
    assert sum(known.each([example, example]) is not None for known, example in texts) > 60


@settings(max_examples=600)
@given(cells=st.lists(CELLS, min_size=1, max_size=4))
@example(cells=[date(2026, 1, 1), date.max])
@example(cells=["上海电梯有限公司", "# 苏州电梯有限公司"])
@example(cells=["张三", "没有", "上海电梯有限公司"])
@example(cells=["张三", "", "上海电梯有限公司"])
@example(cells=["门机备件清单\n下半年框架价格", "无\n无", "清单"])
@example(cells=["门机备件清单\n下半年框架价格", "张三\n李四"])
def test_what_is_said_of_many_cells_is_what_is_said_of_each(cells: list[object]) -> None:
    for field in FIELDS:
        plainly = at_once(field)
        values = plainly.each(cells) if plainly else None
        if plainly and values is not None:
            assert [plainly.one(cell) for cell in cells] == [*values], field.name


_NUMBER = re.compile(PLAIN_NUMBER.pattern, PLAIN_NUMBER.flags)


@settings(max_examples=400)
@given(number=st.from_regex(_NUMBER, fullmatch=True))
def test_a_plain_telephone_number_is_one_for_the_library(number: str) -> None:
    assert phone_in_full(number) is None


def test_each_beginning_of_a_plain_telephone_number_is_one_for_the_library() -> None:
    mobile = [f"1{head:03}{tail}" for head in range(1000) for tail in ("0000000", "9999999")]
    lines = [f"0{head:04}{tail}" for head in range(10_000) for tail in ("000000", "9999999")]
    plain = [one for one in (*mobile, *lines) if PLAIN_NUMBER.fullmatch(one)]
    assert len(plain) > 1000
    assert [one for one in plain if phone_in_full(one)] == []


_WRONG = re.compile(NO_NUMBER.pattern, NO_NUMBER.flags)


@settings(max_examples=400)
@given(number=st.from_regex(_WRONG, fullmatch=True))
def test_what_is_no_telephone_number_is_none_for_the_library(number: str) -> None:
    assert phone_in_full(number) == phone(number) == Fault("KD207")


def test_no_beginning_of_what_is_no_telephone_number_is_one_for_the_library() -> None:
    tails = (
        "",
        "0",
        "9",
        "000",
        "123",
        "239",
        "999",
        "0000",
        "9999",
        "000000",
        "999999",
        "11096123",
        "12096123",
        "8" * 8,
    )
    figures = [f"{head:04}{tail}" for head in range(10_000) for tail in tails]
    wrong = [one for one in figures if _WRONG.fullmatch(one)]
    assert len(wrong) > 40_000
    assert [one for one in wrong if phone_in_full(one) != Fault("KD207")] == []


_PART = st.text("aZ09", min_size=1, max_size=5)
_NAMES = st.lists(_PART, min_size=1, max_size=3)
_ADDRESSES = st.builds(
    lambda name, mark, domain, end: f"{mark.join(name)}@{'.'.join(domain)}.{end}",
    _NAMES,
    st.sampled_from("._-"),
    st.lists(_NAMES.map("-".join), min_size=1, max_size=3),
    st.sampled_from(("com", "cn", "net", "org", "edu", "gov")),
)


@settings(max_examples=200)
@given(address=_ADDRESSES)
def test_a_plain_address_is_one_for_the_library(address: str) -> None:
    assert PLAIN_ADDRESS.fullmatch(address)
    assert email_in_full(address) is None


_PIECES = (
    *("a", ".", "经理", " ", r"\.", r"\-", "[a-z]", "[^/0-9]", r"[A-Z_.\-]"),
    *("(", "(?:", "(?!", "(?<!", ")"),
)
_TIMES = ("", "", "", "*", "+", "?", "{2}", "{1,3}", "{3,1}", "|")
_PATTERNS = st.builds(
    lambda flag, pieces: flag + "".join(map("".join, pieces)),
    st.sampled_from(("", "", "(?s)")),
    st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(_TIMES)), max_size=6),
)


@settings(max_examples=600)
@given(pattern=_PATTERNS, words=st.text("abz经理A0.-_/ \n", max_size=9))
@example(pattern=r"[0-9]{1,9}(\.[0-9]{1,9})*", words="2026.1")
@example(pattern="(?s)(?=.*经)(?=.*理)(?=.*A).*", words="A经\n理")
@example(pattern="(?=.*经)(?=.*理)+A", words="理经A")
@example(pattern="(?s)(?!.*(a|b)).*(经|理?a?).*", words="z经理")
@example(pattern="(" * 9000 + ")" * 9000, words="")
def test_what_a_pattern_fits_is_what_the_library_says(pattern: str, words: str) -> None:
    try:
        shape = regex.compile(pattern)
    except (regex.error, RecursionError):
        assert unsound(pattern)
        return
    assert not unsound(pattern)
    assert fits(pattern, words) == bool(shape.fullmatch(words))
    assert holds(pattern, words) == bool(shape.search(words))


_LOOK = r"(?=[a-z]*[a-z]*a?a?a?a?\.|a)"


@pytest.mark.parametrize("pattern", ["(a+)+b", "(?=(a+)+b)a", "a*a*a*b", _LOOK * 100 + "b"])
def test_what_may_take_long_over_a_short_word_is_watched(
    pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "SECONDS", 1e-9)
    with pytest.raises(SetupFault, match="KD970"):
        holds(pattern, "a" * 100)


@given(code=st.text(CODE_CHARACTERS, min_size=17, max_size=17))
def test_the_check_digit_of_a_credit_code_is_that_of_the_library(code: str) -> None:
    assert credit_code_digit(code) == uscc.calc_check_digit(code)
