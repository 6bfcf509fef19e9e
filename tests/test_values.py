"""One cell to one value. The cells and what they give stand in cases/values.yaml."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs import contract
from kamdocs.intake.grid import shown
from kamdocs.intake.opening.beneath.formats import as_shown
from kamdocs.intake.values import Read, read, read_day
from kamdocs.intake.values.numerals import numeral
from kamdocs.model import LANGS, Finding, Period, Place, Text, Unread, YearVolume
from kamdocs.sheets import Field
from kamdocs.words import what
from kamdocs.words.changes import CHANGES
from tests import desk

TABLES = desk.cases("values")
CELLS = [
    pytest.param(table, cell, gives, "".join(how), id=f"{table['title']}: {cell!r} gives {gives}")
    for table in TABLES
    for cell, gives, *how in table["cells"]
]
"""A cell, what it gives, and what was done to read it where it was not plain."""
SAID = ("readings", "day", "weekday", "low", "high", "remark", "typed", "years", "why")
"""What else a finding may say of why a cell was not read."""
DAYS = st.dates(date(1949, 1, 1), date(2100, 12, 31))


def field(name: str) -> Field:
    kind, _, column = name.partition(".")
    return desk.SCHEMAS[kind].fields[column]


def held(cell: Any) -> object:
    """The cell as a workbook gives it: every number is a float, and as it is shown where its
    format says more (``[number, format]``)."""
    if isinstance(cell, list):
        return as_shown(float(cell[0]), cell[1]) or float(cell[0])
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def spelled(value: object) -> str:
    """A value as the table has it."""
    match value:
        case None:
            return "blank"
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value:f}"
        case Unread():
            facts = (value.facts.get(name) for name in SAID)
            said = [words for fact in facts if fact is not None and (words := spelled(fact))]
            return ": ".join([value.code, *([", ".join(said)] if said else [])])
        case Text():
            return value.zh
        case YearVolume():
            return f"{value.year}: {value.volume:f} {value.remark}".rstrip()
        case tuple():
            return " | ".join(spelled(one) for one in value)
    return str(value)


def gave(found: Read) -> str:
    return spelled(found.value) + (" (KD118)" if found.note else "")


@pytest.mark.parametrize(("table", "cell", "gives", "how"), CELLS)
def test_what_a_cell_gives(table: dict[str, Any], cell: Any, gives: Any, how: str) -> None:
    found = read(held(cell), field(table["field"]), table.get("unit", ""))
    assert (gave(found), ", ".join(found.how)) == (str(gives), how)
    if isinstance(found.value, Unread):  # there are words for it, in both languages
        unread = Finding(found.value.code, Place("交来.xlsx"), found.value.facts)
        assert all(what(unread, lang) for lang in LANGS)


def test_every_type_of_field_has_its_table() -> None:
    assert {field(table["field"]).type for table in TABLES} == set(contract.TYPES)


def test_every_way_of_not_reading_a_value_is_in_the_tables() -> None:
    codes = {
        "KD204",
        "KD205",
        "KD647",
        *(f"KD1{number}" for number in (*range(10, 18), 19, 24, *range(40, 50), 54, 56, 57)),
    }
    found = {str(gives)[:5] for table in TABLES for _, gives, *_ in table["cells"]}
    assert {code for code in found if code.startswith("KD")} == codes


def test_everything_that_is_done_to_a_cell_is_in_the_tables_and_has_its_words() -> None:
    done = {step for table in TABLES for row in table["cells"] for step in row[2:]}
    in_a_cell = set(CHANGES) - {
        "unit-stated",
        "title-month",
        "year-stated",
        "added",
        "parts",
    }  # those are known from elsewhere
    assert {step for steps in done for step in steps.split(", ")} == in_a_cell


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table["title"]))
def test_what_was_not_read_says_of_which_field_and_what_stands_there(table: dict[str, Any]) -> None:
    wanted = field(table["field"])
    for cell, *_ in table["cells"]:
        found = read(held(cell), wanted, table.get("unit", ""))
        if isinstance(found.value, Unread):
            assert found.value.facts["field"] == wanted.label
            assert found.value.facts["value"] == found.value.raw
            assert found.value.raw not in ("", "True", "False")
            if isinstance(cell, str):
                assert found.value.raw in shown(cell)
        if found.note:
            assert set(found.note) == {"field", "value", "read"}


def test_a_number_is_the_same_in_either_form_that_workbooks_have() -> None:
    for table in TABLES:
        for cell, *_ in table["cells"]:
            if type(cell) is int:
                wanted, unit = field(table["field"]), table.get("unit", "")
                assert read(cell, wanted, unit) == read(float(cell), wanted, unit)


def test_times_and_lengths_of_time_are_cited_as_the_workbook_shows_them() -> None:
    remark = field("customer.remark")
    assert read(time(9, 30), remark).value == "09:30:00"
    assert read(timedelta(days=5), remark).value == "120:00"
    assert read(timedelta(minutes=95), remark).value == "1:35"
    unread = read(time(9, 30), field("customer.annual_sales"), "万元").value
    assert isinstance(unread, Unread)
    assert unread.raw == "09:30:00"


def test_a_note_says_how_the_cell_was_read() -> None:
    serial = read(45356.0, field("customer.tier_since")).note
    assert (serial["value"], serial["read"]) == ("45356", date(2024, 3, 5))
    about = read("约1,500万", field("customer.annual_sales")).note
    assert (about["value"], about["read"].zh) == ("约1,500万", "1,500万元")


def in_characters(number: int) -> str:
    """The digits of a number one by one: 2024 is 二〇二四."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def as_numeral(number: int) -> str:
    """A number below 万亿 as people are taught to write it: 10010 is 一万零一十."""
    written, gap = "", False
    for power in range(11, -1, -1):
        digit = number // 10**power % 10
        if digit:
            written += "零" if gap and written else ""
            written += "零一二三四五六七八九"[digit] + ("", "十", "百", "千")[power % 4]
        gap = not digit
        section = number // 10**power % 10**4
        if power in (4, 8) and section:
            written += "万" if power == 4 else "亿"
    return written or "零"


FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
NUMBERS = st.integers(0, 11).flatmap(lambda size: st.integers(0, 10**size)) | st.builds(
    lambda digit, power: digit * 10**power, st.integers(1, 9), st.integers(0, 11)
)


@given(NUMBERS)
def test_a_numeral_is_read_back(number: int) -> None:
    written = as_numeral(number)
    assert numeral(written) == number
    assert numeral(written.translate(FORMAL)) == number
    if written.startswith("一十"):
        assert numeral(written[1:]) == number


@given(NUMBERS)
def test_an_amount_in_words_is_read_back(yuan: int) -> None:
    sales = field("customer.annual_sales")
    written = as_numeral(yuan)
    wan = Decimal(yuan) / 10000
    assert read(f"{written}元", sales, "万元").value == wan
    assert read(f"人民币{written.translate(FORMAL)}元整", sales).value == wan
    assert read(f"约{written}元", sales).value == wan
    assert read(written, sales, "元").value == wan


@given(st.text("零一二两三九十百千万亿", min_size=1, max_size=9))
def test_what_is_read_as_a_numeral_names_its_own_digits(text: str) -> None:
    number = numeral(text)
    if number is not None and number < 10**12:
        assert skeleton(as_numeral(number)) == skeleton(text)


def skeleton(written: str) -> str:
    """A numeral without what may be written in two ways."""
    return written.replace("零", "").replace("两", "二").replace("一十", "十")


WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789-/.+(),:"}
SPELLINGS: dict[str, Callable[[date], object]] = {
    "2024-03-05": lambda day: day.isoformat(),
    "2024/3/5": lambda day: f"{day.year}/{day.month}/{day.day}",
    "2024.3.5": lambda day: f"{day.year}.{day.month}.{day.day}",
    "2024年3月5日": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "20240305": lambda day: f"{day:%Y%m%d}",
    "20240305 as a number": lambda day: float(f"{day:%Y%m%d}"),
    "二〇二四年三月五日": lambda day: (
        f"{in_characters(day.year)}年{as_numeral(day.month)}月{as_numeral(day.day)}日"
    ),
    "2024年3月5号": lambda day: f"{day.year}年{day.month}月{day.day}号",
    "with the weekday": lambda day: f"{day.isoformat()}（周{'一二三四五六日'[day.weekday()]}）",
    "with a clock in UTC": lambda day: f"{day.isoformat()}T00:00:00Z",
    "in full width": lambda day: day.isoformat().translate(WIDE),
    "with a clock": lambda day: f"{day.isoformat()} 23:59:59",
    "a date cell": lambda day: day,
    "a date cell with a clock": lambda day: datetime(day.year, day.month, day.day, 23, 59, 59),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(day=DAYS)
def test_every_spelling_of_a_day_is_read_back(spelling: str, day: date) -> None:
    assert read_day(SPELLINGS[spelling](day)) == day


@given(day=st.dates(date(1980, 1, 1), date(2100, 1, 1)), kept_as=st.sampled_from([float, str]))
def test_the_serial_of_a_day_is_read_back_with_a_note(day: date, kept_as: Any) -> None:
    serial = kept_as((day - date(1899, 12, 30)).days)
    found = read(serial, field("customer.tier_since"))
    assert found.value == day
    assert found.note["read"] == day


@given(day=DAYS)
def test_a_weekday_that_contradicts_its_day_is_refused(day: date) -> None:
    tomorrow = "一二三四五六日"[(day.weekday() + 1) % 7]
    found = read(f"{day.isoformat()} 星期{tomorrow}", field("customer.tier_since")).value
    assert isinstance(found, Unread)
    assert (found.code, found.facts["day"]) == ("KD140", day)


@given(day=DAYS)
def test_a_day_with_a_short_year_is_never_guessed(day: date) -> None:
    assert isinstance(read_day(f"{day:%y}/{day.month}/{day.day}"), Unread)
    assert isinstance(read_day(f"{day.month}/{day.day}/{day:%y}"), Unread)


@given(day=DAYS)
def test_a_month_is_the_month_of_each_of_its_days(day: date) -> None:
    month = Period.holding(day, "month")
    for cell in (day, str(month), f"{day.year}年{day.month}月", day.isoformat()):
        assert read(cell, field("business_status.month")).value == month


@given(st.integers(-(10**11), 10**11))
def test_an_amount_is_the_same_in_yuan_and_in_ten_thousands(yuan: int) -> None:
    sales = field("customer.annual_sales")
    wan = Decimal(yuan) / 10000
    assert read(f"{yuan}元", sales).value == wan
    assert read(f"{wan:f}万元", sales).value == wan
    assert read(f"{yuan:,}", sales, "元").value == wan
    assert read(float(yuan), sales, "元").value == wan
    assert read(f"{wan:f}", sales, "万元").value == wan
    assert read(f"{wan / 10000:f}亿", sales).value == wan


BLANKS = st.text(" \t\u3000\u00a0\u200b\ufeff\u202d", max_size=4)
TEXTS = [(table, cell) for table in TABLES for cell, *_ in table["cells"] if isinstance(cell, str)]


@given(st.sampled_from(TEXTS), BLANKS, BLANKS)
def test_blanks_around_a_cell_change_nothing(
    case: tuple[dict[str, Any], str], before: str, after: str
) -> None:
    table, cell = case
    wanted, unit = field(table["field"]), table.get("unit", "")
    assert gave(read(before + cell + after, wanted, unit)) == gave(read(cell, wanted, unit))


ANYTHING = st.one_of(
    st.text(),
    st.floats(),
    st.integers(-(2**63), 2**63),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=9999)),
    st.none(),
)
EVERY_TYPE = [table["field"] for table in TABLES]


@given(ANYTHING, st.sampled_from(EVERY_TYPE), st.sampled_from(["", "元", "万元", "亿元"]))
def test_whatever_stands_in_a_cell_it_is_read_or_said_not_to_be(
    cell: object, name: str, unit: str
) -> None:
    wanted = field(name)
    found = read(cell, wanted, unit)
    if found.value is not None and not isinstance(found.value, Unread):
        assert found.value not in ("", ())
        assert not contract.Contract({"it": {"type": wanted.type}}).breaches({"it": found.value})


@pytest.mark.parametrize("name", ["visit.matters", "customer.aliases", "visit.visitors"])
@pytest.mark.parametrize("blanks", ["\n", " "])
def test_a_numbered_list_with_a_full_cell_of_blanks_takes_no_time(name: str, blanks: str) -> None:
    begun = process_time()
    read(f"1、交期{blanks * 32000}x", field(name))
    assert process_time() - begun < 2


def as_it_stands(value: object, between: str) -> str:
    """A value as a cell holds it that needed no reading."""
    match value:
        case bool():
            return "是" if value else "否"
        case tuple():
            return between.join(map(str, value))
    return str(value)


WORDS = ["战略客户", "技术", "李晓雯", "是", "无", "2026-09", "2026Q3", "A", "约", "500", "万"]
MARKS = ["、", "/", "；", "\n", "１", "\u3000", ".", "-"]
FRAGMENTS = st.lists(st.sampled_from([*WORDS, *MARKS]), max_size=5).map("".join)


@given(st.one_of(FRAGMENTS, st.text()), st.sampled_from(EVERY_TYPE))
def test_what_nothing_was_done_to_is_what_stands_in_the_cell(cell: str, name: str) -> None:
    found = read(cell, field(name), "万元")
    if found.value is None or isinstance(found.value, Unread):
        assert found.how in ((), ("blank",))
    elif not found.how:
        between = "\n" if field(name).type == "lines" else "、"
        assert as_it_stands(found.value, between) == cell
