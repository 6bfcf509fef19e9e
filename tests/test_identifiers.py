"""Numbers of persons are never shown whole; other long numbers are.

The identity number is the example of GB 11643 itself; the bank card is made up.
"""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs import review
from kamdocs.identifiers import bank_card, identity_card, masked
from kamdocs.intake import read_content
from kamdocs.model import LANGS, Report
from kamdocs.reports import as_json, as_text
from tests import desk

PERSON = "11010519491231002X"
CARD = "6222021001000050010"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (PERSON, "1101**********002X"),
        (PERSON.lower(), "1101**********002X"),
        (f"身份证{PERSON}，已核对", "身份证1101**********002X，已核对"),
        ("110105 19491231 002X", "1101**********002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "1101**********002X"),
        (CARD, "6222***********0010"),
        ("6222 0210 0100 0050 010", "6222***********0010"),
        ("6222-0210-0100-0050-010", "6222***********0010"),
        (f"{PERSON}、{CARD}", "1101**********002X、6222***********0010"),
        ("账号：1102020409000123456", "账号：1102***********3456"),
        ("对公账户 3200 1881 2340 5250 0123 4", "对公账户 3200*************1234"),
        ("（帐号为32001881）", "（帐号为32****81）"),
        ("Account No. 110202040900012", "Account No. 1102*******0012"),
        ("身份证110105194912310021", "身份证1101**********0021"),
        ("身份证号码：110105491231002", "身份证号码：1101*******1002"),
    ],
)
def test_the_numbers_of_persons_are_hidden(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "苏州迅捷电梯有限公司",
        "91320500MA1N0XJD7N",
        "913205056003734265",  # digits alone, and sound by Luhn as well
        "13800138000",
        "13800138000 13900139000",
        "0512-63456789-8001",
        "0512 6345 6789 8001",
        "0512-63456789/0512-63456780",
        "KA-2026-0000000000000001",
        "BF-6222021001000050010A",
        "110105194912310021",  # the check digit is wrong
        "6222021001000050011",
        "2026-07-15 09:30:00",
        "账户余额1,250万元",
        "账户联系电话0512-63456789",
        "account-manager 4.2.1.3",
    ],
)
def test_other_long_numbers_are_shown(text: str) -> None:
    assert masked(text) == text


@given(st.dates(date(1930, 1, 1), date(2020, 12, 31)), st.integers(0, 999))
def test_every_number_of_an_identity_card_is_hidden(born: date, order: int) -> None:
    first = f"320583{born:%Y%m%d}{order:03}"
    number = next(first + last for last in "0123456789X" if identity_card(first + last))
    assert masked(f"（{number}）") == f"（3205{'*' * 10}{number[-4:]}）"


@given(st.from_regex(r"62[0-9]{13,16}", fullmatch=True))
def test_every_number_of_a_bank_card_is_hidden(first: str) -> None:
    number = next(first + str(last) for last in range(10) if bank_card(first + str(last)))
    assert masked(number) == f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"


@given(st.lists(st.from_regex(r"1[3-9][0-9]{9}|0512-[2-9][0-9]{7}", fullmatch=True), max_size=4))
def test_telephone_numbers_are_never_hidden(numbers: list[str]) -> None:
    for between in ("、", "/", " ", "；"):
        assert masked(between.join(numbers)) == between.join(numbers)


TABLE = (
    "| code | name | credit_code | phone | contact | tier | email |\n"
    f"| KA-001 | 甲公司 | {PERSON} | {PERSON} | 钱思远{PERSON} | {PERSON} | {CARD} |"
)


def test_no_report_shows_the_number_of_a_person() -> None:
    content = desk.workbook({"customer": TABLE}, {})
    files = [read_content("交来.xlsx", content, desk.SCHEMAS)]
    _, findings = review.validate(files, desk.SCHEMAS, date(2026, 12, 31))
    codes = [finding.code for finding in findings]
    assert codes == ["KD203", "KD217", "KD207", "KD216", "KD208"]
    report = Report(date(2026, 12, 31), tuple(files), findings)
    written = ["".join(as_json(report)), *(as_text(report, lang) for lang in LANGS)]
    for text in written:
        assert PERSON not in text.upper()
        assert CARD not in text
        assert "1101**********002X" in text
    values = [finding["facts"].get("value") for finding in json.loads(written[0])["findings"]]
    assert values[1] == "1101**********002X"
