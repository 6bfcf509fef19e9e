"""Moments: days with a time of day, compared, printed, told and put right. How cells give them
stands in cases/values.yaml."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs import review
from kamdocs.contract import Contract
from kamdocs.forms.printing import Shown, printed
from kamdocs.intake import read_content
from kamdocs.intake.copies import About
from kamdocs.intake.copies.fixing import fixed
from kamdocs.intake.copies.repairs import repairs
from kamdocs.intake.opening import open_workbook
from kamdocs.intake.values import read
from kamdocs.model import FileReading, Moment, Report, day_in
from kamdocs.reports.as_json import as_json
from kamdocs.words import what
from tests import desk, writers
from tests.intake.test_copies import opened, table
from tests.writers import Sheet

RECEIVED = desk.SCHEMAS["issue"].fields["received_at"]
CLOCKS = st.one_of(st.none(), st.times().map(lambda one: one.replace(microsecond=0)))
MOMENTS = st.builds(Moment, st.dates(date(1949, 1, 1), date(2100, 12, 31)), CLOCKS)
NOON, EVENING = (Moment(date(2026, 9, 4), time(hour)) for hour in (12, 20))
SOMETIME = Moment(date(2026, 9, 4))


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        (NOON, EVENING, True),
        (EVENING, NOON, False),
        (NOON, NOON, False),
        (SOMETIME, EVENING, None),
        (EVENING, SOMETIME, None),
        (SOMETIME, SOMETIME, None),
        (SOMETIME, Moment(date(2026, 9, 5)), True),
        (EVENING, Moment(date(2026, 9, 5), time(8)), True),
        (Moment(date(2026, 9, 5)), NOON, False),
    ],
)
def test_two_are_compared_as_far_as_both_say(
    one: Moment, other: Moment, before: bool | None
) -> None:
    assert one.before(other) is before


@given(MOMENTS, MOMENTS)
def test_never_does_each_of_two_lie_before_the_other(one: Moment, other: Moment) -> None:
    assert not (one.before(other) and other.before(one))
    assert (one.before(other) is None) == (other.before(one) is None)


def test_a_bare_day_is_one_without_a_time() -> None:
    assert Moment.of(date(2026, 9, 4)) == Moment.of(SOMETIME) == SOMETIME
    assert [day_in(one) for one in (NOON, date(2026, 9, 4), "2026-09-04", None)] == [
        *(date(2026, 9, 4), date(2026, 9, 4), None, None),
    ]


@given(MOMENTS.filter(lambda one: one.time != time()))
def test_as_it_is_spelled_it_is_read(moment: Moment) -> None:
    assert read(str(moment), RECEIVED).value == moment


@given(MOMENTS.filter(lambda one: one.time != time()))
def test_as_it_is_printed_it_is_read(moment: Moment) -> None:
    assert read(printed(moment), RECEIVED).value == moment


def test_a_form_prints_it_and_its_control_keeps_it() -> None:
    assert [printed(one) for one in (NOON, SOMETIME)] == ["2026年9月4日12:00", "2026年9月4日"]
    assert Shown("", NOON).dated == ' w:fullDate="2026-09-04T12:00:00Z"'
    assert Shown("", SOMETIME).dated == ' w:fullDate="2026-09-04T00:00:00Z"'


def test_a_bound_is_a_day_and_holds_to_its_end() -> None:
    held = Contract({"it": {"max": date(2026, 9, 4), "min": date(2026, 9, 4)}})
    days = [Moment(date(2026, 9, day), time(23, 59)) for day in (3, 4, 5)]
    assert [[one.rule for one in held.breaches({"it": day})] for day in days] == [
        *(["min"], [], ["max"]),
    ]


HEADINGS = ["客户名称", "收到时间", "答复时间", "验证日期"]


def sheet(*row: object) -> bytes:
    return writers.by_openpyxl([Sheet("问题台账", [HEADINGS, ["迅捷电梯", *row]])])


def taken(content: bytes) -> FileReading:
    return read_content("交来.xlsx", content, desk.SCHEMAS)


def test_the_day_of_an_issue_is_the_day_of_its_moment() -> None:
    (record,) = taken(sheet(datetime(2026, 9, 4, 17), "2026-09-05")).records
    assert record.day == date(2026, 9, 4)


def test_what_is_wrong_is_said_with_the_time() -> None:
    file = taken(sheet("2026-09-04 17:00", "2026年9月4日 下午4点"))
    _, findings = review.validate([file], desk.SCHEMAS, desk.day("2026-10-08"))
    (found,) = (one for one in findings if one.code == "KD211")
    for lang in ("zh", "en"):
        said = what(found, lang)
        assert "2026-09-04 16:00" in said
        assert "2026-09-04 17:00" in said
    told = json.loads("".join(as_json(Report(desk.day("2026-10-08"), (file,), (found,)))))
    facts: Mapping[str, Any] = told["findings"][0]["facts"]
    assert (facts["first_day"], facts["second_day"]) == (
        *("2026-09-04T17:00:00", "2026-09-04T16:00:00"),
    )


def test_a_repair_never_loses_the_time() -> None:
    content = sheet("２０２６年９月４日 17：30", "2026-09-05 08:15:30", "2026.9.20")
    found = repairs(taken(content).records, desk.SCHEMAS)
    copy = fixed(open_workbook(content, "交来.xlsx"), found, About("交来.xlsx", "2026-10-08", "zh"))
    book = opened(copy.content)
    made = book["问题台账"]
    assert [cell.value for cell in made[2]][1:] == [
        *(datetime(2026, 9, 4, 17, 30), datetime(2026, 9, 5, 8, 15, 30), datetime(2026, 9, 20)),
    ]
    assert [cell.number_format for cell in made[2]][1:] == [
        *("yyyy-mm-dd hh:mm", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd"),
    ]
    assert [row[6] for row in table(book["修改记录"], 5)] == [
        *("2026-09-04 17:30", "2026-09-05 08:15:30 [日期]", "2026-09-20"),
    ]
    assert taken(copy.content).records[0].values == taken(content).records[0].values


def test_a_repair_of_a_bare_day_adds_no_time() -> None:
    content = sheet("2026年9月4日")
    found = repairs(taken(content).records, desk.SCHEMAS)
    copy = fixed(open_workbook(content, "交来.xlsx"), found, About("交来.xlsx", "2026-10-08", "zh"))
    cell = opened(copy.content)["问题台账"]["B2"]
    assert (cell.value, cell.number_format) == (datetime(2026, 9, 4), "yyyy-mm-dd")


def test_a_time_of_another_zone_is_only_proposed() -> None:
    (repair,) = repairs(taken(sheet("2026-09-04T09:00:00Z")).records, desk.SCHEMAS)
    assert (repair.grade, repair.before_and_after("zh")[1]) == ("proposed", "2026-09-04 17:00")
    assert "北京时间" in repair.reason("zh")
