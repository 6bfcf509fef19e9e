"""The values that everything speaks in: places, words, periods, customers, the report."""

import pickle
import re
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openpyxl.utils import column_index_from_string, get_column_letter

from kamdocs.model import (
    MONTHS,
    Book,
    Directory,
    Each,
    FileReading,
    Finding,
    Level,
    Match,
    Period,
    Place,
    Record,
    Report,
    Ruling,
    Said,
    Speech,
    Status,
    Succession,
    Text,
    Unread,
    Value,
    column_letters,
    joined,
    key_of,
    months_after,
    names_in,
    same_name,
    same_names,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
EACH = st.sampled_from(get_args(Each))
PERIODS = st.builds(Period.holding, DAYS, EACH)


# Places


@pytest.mark.parametrize(
    ("place", "spelled"),
    [
        (Place("a.xlsx"), "[a.xlsx]"),
        (Place("a.xlsx", "客户档案"), "[a.xlsx]客户档案"),
        (Place("a.xlsx", "客户档案", 7, 3), "[a.xlsx]客户档案!C7"),
        (Place("a.xlsx", "客户档案", 7), "[a.xlsx]客户档案!7:7"),
        (Place("a.xlsx", "客户档案", 0, 3), "[a.xlsx]客户档案!C:C"),
        (Place("a.xlsx", "客户档案", 1, 28), "[a.xlsx]客户档案!AB1"),
        (Place("a.xlsx", "客户档案", 1048576, 16384), "[a.xlsx]客户档案!XFD1048576"),
        (Place("华东/a.xlsx", "客户档案", 2, 1), "华东/[a.xlsx]客户档案!A2"),
        (Place("华东/a.xlsx"), "华东/[a.xlsx]"),
        (Place("a.xlsx", "客户 档案", 2, 1), "'[a.xlsx]客户 档案'!A2"),
        (Place("客户-华东.xlsx", "客户档案", 2, 1), "'[客户-华东.xlsx]客户档案'!A2"),
        (Place("华东 区/a.xlsx", "客户档案", 2, 1), "'华东 区/[a.xlsx]客户档案'!A2"),
        (Place("a.xlsx", "Joe's", 2, 1), "'[a.xlsx]Joe''s'!A2"),
        (Place("Joe's.xlsx", "客户档案", 2, 1), "'[Joe''s.xlsx]客户档案'!A2"),
        (Place("a.xlsx", "2026年", 2, 1), "'[a.xlsx]2026年'!A2"),
        (Place("a.xlsx", "Q3", 2, 1), "'[a.xlsx]Q3'!A2"),
        (Place("a.xlsx", "R1C1", 2, 1), "'[a.xlsx]R1C1'!A2"),
        (Place("a.xlsx", "Q3汇总", 2, 1), "[a.xlsx]Q3汇总!A2"),
        (Place("a.xlsx", "（华东）", 2, 1), "'[a.xlsx]（华东）'!A2"),
    ],
    ids=lambda value: str(value),
)
def test_a_place_is_spelled_as_excel_spells_it(place: Place, spelled: str) -> None:
    assert str(place) == spelled


@given(st.integers(1, 16384))
def test_column_letters_are_those_of_excel(column: int) -> None:
    assert column_letters(column) == get_column_letter(column)
    assert column_index_from_string(column_letters(column)) == column


@given(st.text(min_size=1, max_size=31), st.integers(1, 99), st.integers(1, 99))
def test_a_quoted_sheet_can_be_read_back(sheet: str, row: int, column: int) -> None:
    spelled = str(Place("a.xlsx", sheet, row, column))
    book, _, cell = spelled.rpartition("!")
    if book.startswith("'"):
        book = book[1:-1].replace("''", "'")
    assert book == f"[a.xlsx]{sheet}"
    assert cell == f"{column_letters(column)}{row}"


def test_places_are_in_the_order_of_reading() -> None:
    first, second, third = Place("a", "s", 2, 9), Place("a", "s", 10, 1), Place("b", "s", 1, 1)
    assert sorted([third, second, first]) == [first, second, third]


# Words


@pytest.mark.parametrize(
    ("zh", "en"),
    [("", "words"), ("有字", ""), ("  ", "words"), ("有字", "\n"), ("", "")],
    ids=["no Chinese", "no English", "blanks for Chinese", "a line for English", "neither"],
)
def test_words_are_there_in_both_languages_or_not_at_all(zh: str, en: str) -> None:
    with pytest.raises(ValueError, match="both languages"):
        Text(zh, en)


@pytest.mark.parametrize(
    ("zh", "en"),
    [("缺少「{field}」", "is lacking"), ("缺少", "lacks {field}"), ("{a}在{b}", "{a} at {c}")],
)
def test_both_languages_name_the_same_places(zh: str, en: str) -> None:
    with pytest.raises(ValueError, match="different places"):
        Text(zh, en)


def test_words_are_filled_in_the_order_of_each_language() -> None:
    text = Text("{field}在{place}", "at {place}: {field}")
    assert text.places == {"field", "place"}
    facts = {"field": "电话", "place": "A1"}
    assert text.fill("zh", facts) == "电话在A1"
    assert text.fill("en", facts) == "at A1: 电话"
    with pytest.raises(KeyError, match="place"):
        text.fill("zh", {"field": "电话"})


@pytest.mark.parametrize(
    ("count", "said"),
    [("1", "1 cell is blank"), ("2", "2 cells are blank"), ("0", "0 cells are blank")],
)
def test_english_has_other_words_for_one_than_for_several(count: str, said: str) -> None:
    text = Text("{count}格未填写", "{count:cell is|cells are} blank")
    assert text.places == {"count"}
    assert text.fill("en", {"count": count}) == said
    assert text.fill("zh", {"count": count}) == f"{count}格未填写"


def test_facts_with_braces_stay_as_they_are() -> None:
    assert Text("「{value}」", "“{value}”").fill("zh", {"value": "{field}"}) == "「{field}」"


def test_words_are_the_same_where_they_say_the_same_in_the_same_way() -> None:
    words = Text("「{field}」", "“{field}”")
    assert words == Text("「{field}」", "“{field}”")
    assert len({words, Text("「{field}」", "“{field}”"), Text("「{field}」", "{field}")}) == 2
    assert words != Said("「{field}」", "“{field}”") != ("「{field}」", "“{field}”")
    assert repr(words) == "Text(zh='「{field}」', en='“{field}”')"
    for one in (words, Said("「{", "“{")):
        assert pickle.loads(pickle.dumps(one)) == one


def test_lists_are_joined_as_the_language_joins_them() -> None:
    assert joined(["甲", "乙"], "zh") == "甲、乙"
    assert joined(["a", "b"], "en") == "a, b"


# Periods


@given(DAYS, EACH)
def test_every_day_lies_in_exactly_one_period_of_each_kind(day: date, each: Each) -> None:
    period = Period.holding(day, each)
    before = Period.holding(period.start - timedelta(days=1), each)
    after = Period.holding(period.end, each)
    assert [day in one for one in (before, period, after)] == [False, True, False]
    assert (before.end, after.start) == (period.start, period.end)
    assert period.each == each
    assert period.last in period
    assert period.end not in period


@given(DAYS, EACH)
def test_a_period_is_as_long_as_its_kind(day: date, each: Each) -> None:
    period = Period.holding(day, each)
    assert months_after(period.start, MONTHS[each]) == period.end
    assert sum(part.days for part in period.split("month")) == period.days


@given(DAYS, st.integers(0, 1500), EACH)
def test_split_covers_a_stretch_without_gap_or_overlap(day: date, days: int, each: Each) -> None:
    whole = Period(day, day + timedelta(days=days + 1))
    parts = list(whole.split(each))
    assert parts[0].start <= whole.start < parts[0].end
    assert parts[-1].start < whole.end <= parts[-1].end
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert sum(part.overlap(whole.start, whole.last) for part in parts) == whole.days


@given(PERIODS)
def test_a_period_is_read_back_from_its_spelling(period: Period) -> None:
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("spelling", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(
    spelling: str, first: date, last: date
) -> None:
    period = Period.parse(spelling)
    assert (period.start, period.last) == (first, last)


@pytest.mark.parametrize(
    "spelling",
    ["", "2026Q5", "2026-13", "2026-00", "26Q3", "2026H3", "2026-9", " 2026", "二〇二六"],
)
def test_what_is_no_period_is_refused(spelling: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(spelling)) + "|month must be|out of range"):
        Period.parse(spelling)


def test_a_period_has_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="must last"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


def test_a_stretch_that_is_no_calendar_period_is_spelled_with_both_days() -> None:
    stretch = Period(date(2026, 4, 1), date(2026, 10, 1))
    assert stretch.each is None
    assert str(stretch) == "2026-04-01..2026-09-30"


@given(PERIODS, st.none() | DAYS, st.none() | DAYS)
def test_an_overlap_is_counted_day_by_day(
    period: Period, start: date | None, last: date | None
) -> None:
    days = (period.start + timedelta(days=count) for count in range(period.days))
    counted = sum((not start or start <= day) and (not last or day <= last) for day in days)
    assert period.overlap(start, last) == counted
    assert counted <= period.days


@given(DAYS, st.integers(-600, 600))
def test_months_are_counted_from_the_anchor_and_clamped(anchor: date, months: int) -> None:
    found = months_after(anchor, months)
    assert (found.year * 12 + found.month) - (anchor.year * 12 + anchor.month) == months
    assert found.day == anchor.day or (
        found.day < anchor.day and (found + timedelta(days=1)).day == 1
    )


def test_the_month_s_end_is_not_lost_on_the_way() -> None:
    anchor = date(2026, 1, 31)
    found = [months_after(anchor, count) for count in range(1, 5)]
    assert found == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)


@given(DAYS, st.integers(-60, 60), st.integers(1, 31))
def test_another_day_of_the_month_may_be_asked_for(anchor: date, months: int, day: int) -> None:
    found = months_after(anchor, months, day)
    assert found.day == min(day, Period.holding(found, "month").days)


# Customers


def customer(row: int, **values: str | tuple[str, ...]) -> Record:
    return Record("customer", values, Place("客户.xlsx", "客户档案", row))


XUNJIE = customer(
    2,
    code="KA-001",
    name="苏州迅捷电梯有限公司",
    short_name="迅捷电梯",
    credit_code="91320500MA1N0XJD7K",
    aliases=("苏州迅捷", "迅捷（苏州）"),
)
YUNSUO = customer(3, code="KA-002", name="云梭电梯（中国）有限公司")
NAMELESS = customer(4, code="KA-003")
CODELESS = customer(5, name="无锡长风电梯厂")
DIRECTORY = Directory([XUNJIE, YUNSUO, NAMELESS, CODELESS])


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [
        ("KA-001", "", Match("KA-001", "code")),
        ("ka-001", "", Match("KA-001", "code")),
        ("91320500ma1n0xjd7k", "", Match("KA-001", "code")),
        ("", "苏州迅捷电梯有限公司", Match("KA-001", "name")),
        ("", "苏州迅捷电梯有限责任公司", Match("KA-001", "name")),
        ("", " 苏州 迅捷电梯有限公司 ", Match("KA-001", "name")),
        ("", "云梭电梯(中国)有限公司", Match("KA-002", "name")),
        ("", "云梭电梯【中国】有限公司", Match("KA-002", "name")),
        ("", "迅捷电梯", Match("KA-001", "alias")),
        ("", "迅捷(苏州)", Match("KA-001", "alias")),
        ("KA-001", "苏州迅捷", Match("KA-001", "code")),
        ("KA-001", "谁也不认识", Match("KA-001", "code")),
        ("KA-999", "迅捷电梯", Match("KA-001", "alias")),
        ("KA-001", "云梭电梯（中国）有限公司", Match(None, "disagree", ("KA-001", "KA-002"))),
        ("KA-002", "苏州迅捷", Match(None, "disagree", ("KA-002", "KA-001"))),
        ("", "无锡长风电梯厂", Match("无锡长风电梯厂", "name")),
        ("KA-003", "", Match("KA-003", "code")),
        ("", "苏州迅捷电梯", Match(None)),
        ("KA-999", "", Match(None)),
        ("", "", Match(None)),
        ("", "（。）", Match(None)),
    ],
    ids=lambda value: f"{value.key} by {value.by}" if isinstance(value, Match) else value or "-",
)
def test_a_customer_is_found(code: str, name: str, found: Match) -> None:
    assert DIRECTORY.find(code, name) == found


def test_a_customer_entered_twice_under_two_codes_does_not_disagree_with_itself() -> None:
    again = customer(6, code="KA-009", name="苏州迅捷电梯有限公司")
    directory = Directory([XUNJIE, again])
    assert directory.find("KA-009", "苏州迅捷电梯有限公司") == Match("KA-009", "code")
    assert directory.find("KA-001", "苏州迅捷电梯有限公司") == Match("KA-001", "code")
    both = Match(None, "several", ("KA-001", "KA-009"))
    assert directory.find("", "苏州迅捷电梯有限公司") == both


def test_an_alias_of_two_customers_means_neither() -> None:
    other = customer(6, code="KA-009", name="迅捷电梯（上海）有限公司", short_name="迅捷电梯")
    found = Directory([XUNJIE, other]).find("", "迅捷电梯")
    assert found == Match(None, "several", ("KA-001", "KA-009"))


@given(st.text())
def test_a_name_is_compared_without_width_blanks_and_brackets(name: str) -> None:
    once = same_name(name)
    assert same_name(f" {name}　") == once
    assert same_name(f"（{name}）") == same_name(f"({name})") == once


@given(st.lists(st.text() | st.text("甲（ (\0\n\u0301\u3099ABａｂ有限责任公司", max_size=9)))
def test_names_that_are_compared_at_once_are_compared_alike(names: list[str]) -> None:
    assert same_names(names) == {name: same_name(name) for name in names}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Emma Clarke", "Emma Clarke"),
        ("Emma  Clarke (GM) +44 20 7946 0958", "Emma Clarke"),
        ("Tom O'Brien / Liu Yang & J. Lee", "Tom O'Brien|Liu Yang|J. Lee"),
        ("Emma Clarke 李晓雯", "Emma Clarke|李晓雯"),
        ("李　明 13812345678", "李明"),
        ("吴志强 李晓雯（代）和王芳", "吴志强|李晓雯|王芳"),
        ("陈和平", "陈和平"),
        ("emma.clarke@yj.cn, @李晓雯@吴志强", "emma.clarke@yj.cn|李晓雯|吴志强"),
        ("李晓雯 2026年7月1日起、吴志强 2026.7.1", "李晓雯|吴志强"),
        ("李晓雯-0012", "李晓雯"),
        ("Emma Clarke and Sandra Lee", "Emma Clarke|Sandra Lee"),
    ],
)
def test_a_cell_names_one_person_or_several(words: str, named: str) -> None:
    assert "|".join(names_in(words)) == named


def test_a_customer_goes_by_code_then_name_then_place() -> None:
    assert key_of(XUNJIE) == "KA-001"
    assert key_of(CODELESS) == "无锡长风电梯厂"
    assert key_of(customer(8)) == "[客户.xlsx]客户档案!8:8"


# Records and the book


def test_a_blank_has_its_cell_too() -> None:
    record = Record("visit", {}, Place("a.xlsx", "拜访", 4), {"visited_on": 3})
    assert str(record.place("visited_on")) == "[a.xlsx]拜访!C4"
    assert str(record.place("no_such_column")) == "[a.xlsx]拜访!4:4"
    assert record.get("visited_on") is None
    assert record.text("visited_on") == ""


def test_an_unread_cell_is_cited_as_it_stands() -> None:
    record = Record("visit", {"visited_on": Unread("九月", "KD110")}, Place("a.xlsx"))
    assert record.text("visited_on") == "九月"


def test_of_a_doubled_customer_the_book_has_the_first() -> None:
    again = customer(6, code="KA-001", name="别的名称")
    book = Book([again, XUNJIE, YUNSUO], date(2026, 10, 8))
    assert book.customers == (XUNJIE, YUNSUO)
    assert book.of("customer") == (XUNJIE, YUNSUO, again)
    assert book.customer("KA-001") is XUNJIE
    assert book.customer("KA-009") is None


def test_the_book_has_records_by_day_and_customer() -> None:
    visits = [
        Record("visit", {}, Place("a", "s", row), day=day, subject=subject, likely=likely)
        for row, day, subject, likely in (
            (2, date(2026, 9, 9), "KA-001", ()),
            (3, date(2026, 7, 7), "KA-001", ()),
            (4, None, "KA-001", ()),
            (5, date(2026, 8, 8), None, ("KA-001", "KA-002")),
        )
    ]
    book = Book(visits, date(2026, 10, 8))
    assert [one.row.row for one in book.of("visit")] == [3, 5, 2, 4]
    assert [one.row.row for one in book.about("visit", "KA-001")] == [3, 2, 4]
    assert [one.row.row for one in book.likely("visit", "KA-002")] == [5]
    assert book.about("visit", "KA-002") == ()
    assert book.of("document") == ()


def speech(first: int | None, last: int | None) -> Speech:
    """A sheet that vouches for some days of September."""
    start, until = (date(2026, 9, day) if day else None for day in (first, last))
    return Speech("visit", Place("a.xlsx", "拜访"), start, until)


SPOKEN = {
    "one sheet from ever": ([speech(None, 30)], None),
    "the first days only": ([speech(None, 20)], 21),
    "one after the other": ([speech(None, 20), speech(21, 30)], None),
    "a day between": ([speech(22, 30), speech(None, 20)], 21),
    "all but the first day": ([speech(2, 30)], 1),
    "nobody says until when": ([speech(None, None)], 1),
    "no sheet": ([], 1),
}


@pytest.mark.parametrize("what", SPOKEN)
def test_the_first_day_that_no_sheet_vouches_for(what: str) -> None:
    speeches, unspoken = SPOKEN[what]
    book = Book([], date(2026, 10, 8), speeches)
    found = book.unspoken("visit", "", date(2026, 9, 1), date(2026, 9, 30))
    assert book.handed_in("visit") == bool(speeches)
    assert found == (date(2026, 9, unspoken) if unspoken else None)


BY_MANAGER = Succession("tier_since", "cooperation_since", "account_manager", "appointed_on")


def test_a_sheet_that_names_a_manager_speaks_for_the_customers_of_that_one() -> None:
    last = date(2026, 9, 30)
    one = Speech("visit", Place("a.xlsx"), None, last, "拜访报告-李晓雯")
    everyone = Speech("visit", Place("b.xlsx"), None, last, "拜访报告")
    managed = [
        customer(2, code="KA-001", account_manager="李晓雯"),
        customer(3, code="KA-002", account_manager="吴志强"),
    ]
    book = Book(managed, date(2026, 10, 8), [one, everyone], BY_MANAGER)
    assert book.speeches("visit", "KA-001") == (one, everyone)
    assert book.speeches("visit", "KA-002") == (everyone,)
    assert book.speeches("visit") == (one, everyone)


def row(
    number: int, tier_since: str, manager: str = "", appointed: str = "", since: str = ""
) -> Record:
    """A row of KA-001 in the archive: from when its tier and its dealings are, and who looks after
    it."""
    values: dict[str, Value] = {"code": "KA-001"}
    if manager:
        values["account_manager"] = manager
    days = {"tier_since": tier_since, "cooperation_since": since, "appointed_on": appointed}
    values |= {name: date.fromisoformat(day) for name, day in days.items() if day}
    return Record("customer", values, Place("a.xlsx", "档案", number))


@pytest.mark.parametrize(
    ("rows", "terms"),
    [
        ([row(2, "2025-01-01"), row(3, "2026-07-01")], {2: "-2026-06-30", 3: "2026-07-01-"}),
        (
            [row(3, "2025-01-01", "李明", "2026-08-15"), row(2, "2025-01-01", "王芳")],
            {2: "-2026-08-14", 3: "2026-08-15-"},
        ),
        (
            [
                row(2, "2025-01-01", "王芳", "2024-12-15"),
                row(3, "2025-01-01", "李明", "2025-06-01"),
                row(4, "2026-01-01", "李明", "2025-06-01"),
                row(5, "2026-01-01", "王芳", "2026-08-15"),
            ],
            {
                2: "-2025-05-31",
                3: "2025-06-01-2025-12-31",
                4: "2026-01-01-2026-08-14",
                5: "2026-08-15-",
            },
        ),
        (  # raised before the first deal: the former tier never counted
            [row(3, "2024-01-01", since="2025-03-01"), row(2, "2025-01-01", since="2025-03-01")],
            {2: "-"},
        ),
        (
            [
                row(2, "2024-01-01", "王芳", since="2025-03-01"),
                row(3, "2025-01-01", "王芳", since="2025-03-01"),
                row(4, "2025-01-01", "李明", "2026-08-15", since="2025-03-01"),
            ],
            {3: "-2026-08-14", 4: "2026-08-15-"},
        ),
        (  # taken over next month: not yet
            [row(2, "2025-01-01", "王芳"), row(3, "2025-01-01", "李明", "2026-11-01")],
            {2: "-"},
        ),
    ],
    ids=["a tier", "a manager", "both by turns", "before", "before, then a manager", "to come"],
)
def test_the_rows_of_a_customer_follow_each_other(
    rows: list[Record], terms: dict[int, str]
) -> None:
    book = Book(rows, date(2026, 10, 8), succession=BY_MANAGER)
    found = book.terms(rows[0])
    said = {one.record.row.row: f"{one.since or ''}-{one.until or ''}" for one in found}
    assert said == terms
    for one in found:
        for day in (one.since, one.until):
            assert day is None or book.on(rows[0], day) is one.record


def test_a_sheet_of_whoever_handed_a_customer_over_speaks_until_then() -> None:
    """王芳 until 14 August, then 李明: each file speaks for the days of its own."""
    handed_over = [row(2, "2025-01-01", "王芳"), row(3, "2025-01-01", "李明", "2026-08-15")]
    months = [Period.parse(f"2026-{month:02}") for month in (7, 8, 8, 9)]
    files = [
        Speech("visit", Place(f"{name}.xlsx"), month.start, month.last, name)
        for name, month in zip(("王芳", "王芳", "李明", "李明"), months, strict=True)
    ]

    def unspoken(*speeches: Speech) -> date | None:
        book = Book(handed_over, date(2026, 10, 8), speeches, BY_MANAGER)
        return book.unspoken("visit", "KA-001", date(2026, 7, 1), date(2026, 9, 30))

    july, august_of_old, august_of_new, september = files
    assert unspoken(*files) is None
    assert unspoken(july, august_of_old, september) == date(2026, 8, 15)
    assert unspoken(july, august_of_new, september) == date(2026, 8, 1)


# The report


def data(level: Level) -> Finding:
    codes = {Level.ERROR: "KD201", Level.WARNING: "KD306", Level.NOTE: "KD304"}
    found = Finding(codes[level], Place("a.xlsx"))
    assert found.level is level
    return found


def verdict(status: Status) -> Finding:
    words = Text("每月拜访一次", "a visit a month")
    return Finding("KD402", None, ruling=Ruling("p", "r", "1.1", status, words, "high"))


def report(*findings: Finding, verdicts: tuple[Finding, ...] = (), read: bool = True) -> Report:
    file = FileReading("a.xlsx", "", 1, read)
    return Report(date(2026, 10, 8), (file,), findings, verdicts)


def test_a_report_counts_its_findings_once() -> None:
    found = report(data(Level.ERROR), data(Level.ERROR), data(Level.NOTE))
    assert [found.levels[level] for level in Level] == [2, 0, 1]


@pytest.mark.parametrize("status", Status, ids=lambda status: f"{status} alone")
def test_kept_and_decided_and_compliant(status: Status) -> None:
    found = report(verdicts=(verdict(status), verdict(Status.PASS)))
    kept = 1 + (status in (Status.PASS, Status.LATE))
    assert found.kept == (kept, kept + (status is Status.FAIL))
    assert found.compliant == (status not in (Status.FAIL, Status.UNKNOWN))
    warned = (Status.FAIL, Status.UNKNOWN, Status.LATE, Status.WARN, Status.UNATTESTED)
    assert found.faultless == (status not in warned)


@pytest.mark.parametrize(
    ("found", "compliant", "faultless"),
    [
        (report(), True, True),
        (report(data(Level.NOTE)), True, True),
        (report(data(Level.WARNING)), True, False),
        (report(data(Level.ERROR)), False, False),
        (report(read=False), False, False),
    ],
    ids=["nothing found", "a note", "a warning", "an error", "a file unread"],
)
def test_what_the_data_do_to_the_word_compliant(
    found: Report, compliant: bool, faultless: bool
) -> None:
    assert (found.compliant, found.faultless) == (compliant, faultless)
    assert bool(found.unread) == (not found.files[0].read)


@given(PERIODS)
def test_a_ruling_has_a_name_that_tells_it_from_others(period: Period) -> None:
    words = Text("每月拜访一次", "a visit a month")
    ruling = Ruling("p", "r", "1.1", Status.PASS, words, "high", "KA-001", period=period)
    assert ruling.id == f"p/1.1/r/KA-001/{period}"
    other = Period.holding(period.end, "month")
    assume(other != period)
    renamed = Ruling("p", "r", "1.1", Status.PASS, words, "high", "KA-001", period=other)
    assert renamed.id != ruling.id
    assert Ruling("p", "r", "1.1", Status.PASS, words, "high", item="x").id == "p/1.1/r/-/x"
