"""One cell to one value. The cells and what they give stand in cases/values.yaml."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kamdocs import contract
from kamdocs.intake.days import read_day
from kamdocs.intake.values import Read, read
from kamdocs.model import Period, Unread, YearVolume
from kamdocs.sheets import Field
from tests import desk

TABLES = yaml.safe_load(desk.example("tests/cases/values.yaml").read_text(encoding="utf-8"))
CELLS = [
    pytest.param(table, cell, gives, id=f"{table['title']}: {cell!r} gives {gives}")
    for table in TABLES
    for cell, gives in table["cells"]
]
DAYS = st.dates(date(1949, 1, 1), date(2100, 12, 31))


def field(name: str) -> Field:
    kind, _, column = name.partition(".")
    return desk.SCHEMAS[kind].fields[column]


def held(cell: Any) -> object:
    """The cell as python-calamine hands it over: every number is a float."""
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
            readings = ", ".join(value.facts.get("readings", ()))
            return f"{value.code}: {readings}" if readings else value.code
        case YearVolume():
            return f"{value.year}: {value.volume:f} {value.remark}".rstrip()
        case tuple():
            return " | ".join(spelled(one) for one in value)
    return str(value)


def gave(found: Read) -> str:
    return spelled(found.value) + (" (KD118)" if found.note else "")


@pytest.mark.parametrize(("table", "cell", "gives"), CELLS)
def test_what_a_cell_gives(table: dict[str, Any], cell: Any, gives: Any) -> None:
    found = read(held(cell), field(table["field"]), table.get("unit", ""))
    assert gave(found) == str(gives)


def test_every_type_of_field_has_its_table() -> None:
    assert {field(table["field"]).type for table in TABLES} == set(contract.TYPES)


def test_every_way_of_not_reading_a_value_is_in_the_tables() -> None:
    codes = {"KD204", *(f"KD1{number}" for number in (*range(10, 18), 19, 24))}
    found = {str(gives)[:5] for table in TABLES for _, gives in table["cells"]}
    assert {code for code in found if code.startswith("KD")} == codes


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table["title"]))
def test_what_was_not_read_says_of_which_field_and_what_stands_there(table: dict[str, Any]) -> None:
    wanted = field(table["field"])
    for cell, _ in table["cells"]:
        found = read(held(cell), wanted, table.get("unit", ""))
        if isinstance(found.value, Unread):
            assert found.value.facts["field"] == wanted.label
            assert found.value.facts["value"] == found.value.raw
            assert found.value.raw not in ("", "True", "False")
        if found.note:
            assert set(found.note) == {"field", "value", "read"}


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


SPELLINGS: dict[str, Callable[[date], object]] = {
    "2024-03-05": lambda day: day.isoformat(),
    "2024/3/5": lambda day: f"{day.year}/{day.month}/{day.day}",
    "2024.3.5": lambda day: f"{day.year}.{day.month}.{day.day}",
    "2024年3月5日": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "20240305": lambda day: f"{day:%Y%m%d}",
    "20240305 as a number": lambda day: float(f"{day:%Y%m%d}"),
    "with a clock": lambda day: f"{day.isoformat()} 23:59:59",
    "a date cell": lambda day: day,
    "a date cell with a clock": lambda day: datetime(day.year, day.month, day.day, 23, 59, 59),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(day=DAYS)
def test_every_spelling_of_a_day_is_read_back(spelling: str, day: date) -> None:
    assert read_day(SPELLINGS[spelling](day)) == day


@given(day=st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_the_serial_of_a_day_is_read_back_with_a_note(day: date) -> None:
    serial = float((day - date(1899, 12, 30)).days)
    found = read(serial, field("customer.tier_since"))
    assert found.value == day
    assert found.note["read"] == day


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
TEXTS = [(table, cell) for table in TABLES for cell, _ in table["cells"] if isinstance(cell, str)]


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
