"""Rows held against each other, in one file and over several. The tables: cases/batch.yaml."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs import review
from kamdocs.intake import read_content
from kamdocs.model import Finding, Level, Place, Record, Status, Unread, level_of
from kamdocs.reports import as_text
from kamdocs.validation import hold_batch
from kamdocs.validation.batch import archive, events, similar, spellings
from kamdocs.words import mend_words
from kamdocs.words.codes import BATCH
from tests import desk, writers
from tests.test_validation import said_well
from tests.writers import Sheet

CASES = desk.cases("batch")
UNSEEN = {"KD315"}
"""Codes for which there is no table: merged cells are no part of the small language of tables."""


def held(case: Mapping[str, Any]) -> tuple[list[Record], tuple[Finding, ...]]:
    """The records and findings of a case."""
    archive = {} if case.get("alone") else {"customer": "| code |\n| KA-001 |"}
    files = case.get("files") or {"交来.xlsx": {**archive, **case["given"]}}
    read = [
        read_content(name, desk.workbook(tables, {}), desk.SCHEMAS)
        for name, tables in files.items()
    ]
    return review.validate(read, desk.SCHEMAS, desk.day("2026-12-31"))


def said(finding: Finding, case: Mapping[str, Any]) -> str:
    return f"{finding.code} {finding.place}" if "files" in case else desk.said(finding)


def cited(findings: tuple[Finding, ...]) -> set[str]:
    """The cells that findings name beside their own."""
    facts = [(one, fact) for one in findings for fact in one.facts.values()]
    places = [(one, fact) for one, fact in facts if isinstance(fact, Place)]
    places += [
        (one, part)
        for one, fact in facts
        if isinstance(fact, tuple)
        for part in fact
        if isinstance(part, Place)
    ]
    return {str(place) for one, place in places if place != one.place}


@cache
def findings_of(number: int) -> tuple[Finding, ...]:
    """The findings of one of the cases."""
    return held(CASES[number])[1]


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[f"{case['about']}: {case['name']}" for case in CASES]
)
def test_case(number: int) -> None:
    case, findings = CASES[number], findings_of(number)
    assert sorted(said(one, case) for one in findings) == sorted(case.get("found", []))
    if "cites" in case:
        assert cited(findings) == set(case["cites"])
    for finding in findings:
        said_well(finding)


@pytest.fixture(scope="module")
def seen() -> dict[str, set[bool]]:
    """For each code whether cases about it were seen to fire, to hold, or both."""
    found: dict[str, set[bool]] = {}
    for number, case in enumerate(CASES):
        codes = {finding.code for finding in findings_of(number)}
        found.setdefault(case["about"], set()).add(case["about"] in codes)
    return found


@pytest.mark.parametrize("code", [code for code in BATCH if code not in UNSEEN])
def test_every_code_is_seen_to_fire_and_to_hold(code: str, seen: dict[str, set[bool]]) -> None:
    assert seen.get(code) == {True, False}


def test_what_agrees_is_a_note_and_what_contradicts_an_error() -> None:
    of_level = {level: {code for code in BATCH if level_of(code) is level} for level in Level}
    assert of_level[Level.NOTE] == {
        *("KD304", "KD311", "KD316", "KD317", "KD319", "KD320", "KD321", "KD413"),
    }
    assert of_level[Level.WARNING] == {
        *("KD306", "KD307", "KD309", "KD310", "KD314", "KD318", "KD444", "KD675"),
    }


# What is known of the records afterwards


def tables(**given: str) -> tuple[list[Record], tuple[Finding, ...]]:
    return held({"given": given})


@pytest.mark.parametrize("name", ["甲" + " " * 30000 + "乙", "A-" * 15000 + "\n"])
def test_a_name_with_its_code_is_looked_for_in_no_time_however_long_a_cell_is(name: str) -> None:
    (customer, visit), _ = tables(visit="| customer_name |\n| 甲公司 |")
    visit = replace(visit, values={"customer_name": name})
    begun = process_time()
    (_, known), _ = hold_batch([customer, visit], desk.SCHEMAS)
    assert process_time() - begun < 2
    assert known.subject is None


def test_a_key_of_another_customer_is_faulty_in_the_later_row() -> None:
    table = "| code | name |\n| KA-001 | 甲公司 |\n| KA-001 | 乙公司 |"
    records, findings = tables(customer=table)
    assert [record.faulty for record in records] == [frozenset(), {"code"}]
    assert findings[0].facts["other"] == records[0].place("code")


@pytest.mark.parametrize("days", [("7月16日", "2026-07-15"), ("2026-07-15", "7月16日")])
def test_of_rows_with_one_number_the_one_that_is_read_is_sound(
    days: tuple[str, str],
) -> None:
    rows = "\n".join(f"| BF-1 | {day} |" for day in days)
    records, _ = tables(visit=f"| visit_no | visited_on |\n{rows}")
    visits = {record.text("visited_on"): record for record in records if record.kind == "visit"}
    assert visits["2026-07-15"].faulty == frozenset()
    assert visits["7月16日"].faulty == {"visited_on", "visit_no"}
    assert not any(visit.double_of for visit in visits.values())


def test_a_customer_with_the_code_of_another_is_judged_by_its_name() -> None:
    archive = "| code | name | tier_since |\n| KA-001 | 苏州云梭电梯有限公司 | 2026-07-01 |\n"
    case = {
        "as_of": desk.day("2026-10-08"),
        "period": "2026-09",
        "given": {
            "customer": f"{archive}| KA-001 | 合肥庐渡电梯有限公司 | 2026-01-01 |",
            "visit": "| customer_code | customer_name | visited_on |\n"
            "| | 合肥庐渡电梯有限公司 | 2026-09-03 |",
        },
    }
    report, book = desk.run(case)
    assert {one.subject for one in report.rulings if one.subject} == {
        "KA-001",
        "合肥庐渡电梯有限公司",
    }
    assert [len(book.terms(one)) for one in book.customers] == [1, 1]
    found = {
        one.subject: one.status for one in report.rulings if one.rule == "account-manager-visit"
    }
    assert found == {"KA-001": "unknown", "合肥庐渡电梯有限公司": "pass"}
    assert "合肥庐渡电梯有限公司（" not in as_text(report, "zh")


def test_where_two_rows_of_a_customer_differ_neither_is_taken_for_right() -> None:
    table = "| code | postcode |\n| KA-001 | 215200 |\n| KA-001 | 215201 |"
    records, _ = tables(customer=table)
    assert [record.faulty for record in records] == [{"postcode"}, {"postcode"}]


def test_a_row_that_was_handed_in_twice_counts_once() -> None:
    table = "| month | volume |\n| 2026-10 | 100 |\n| 2026-10 | 100 |\n| 2026-10 | 120 |"
    records, _ = tables(business_status=table)
    first = records[1].row
    assert [record.double_of for record in records[1:]] == [None, first, None]
    # Which of the two volumes is right, nobody knows.
    assert [record.faulty for record in records[1:]] == [{"month"}, frozenset(), {"month"}]


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_rows_about_one_month_their_order_does_not_decide(turn: int) -> None:
    rows = ["| 2026-08 | 500 | 2026-09-04 |", "| 2026-08 | 300 | 2026-09-20 |"][::turn]
    heading = "| month | volume | submitted_on |"
    report, _ = desk.run(
        {
            "as_of": desk.day("2026-10-20"),
            "period": "2026-08",
            "given": {"business_status": "\n".join([heading, *rows])},
        }
    )
    reports = [one.status for one in report.rulings if one.rule == "monthly-status-report"]
    assert reports == [Status.UNKNOWN]


@pytest.mark.parametrize(
    ("name", "subject", "likely"),
    [
        ("苏州迅捷电梯有限公司", "KA-001", ()),
        ("苏州迅捷电梯公司", None, ("KA-001",)),
        ("哈尔滨冰雪机械厂", None, ()),
    ],
    ids=["known", "only similar", "unknown"],
)
def test_a_visit_is_given_to_its_customer_or_to_nobody(
    name: str, subject: str | None, likely: tuple[str, ...]
) -> None:
    records, _ = tables(visit=f"| customer_name |\n| {name} |")
    visit = records[-1]
    assert (visit.subject, visit.likely) == (subject, likely)
    assert ("customer_name" in visit.faulty) == (subject is None)


def test_where_code_and_name_disagree_both_may_be_meant() -> None:
    case = next(case for case in CASES if case["about"] == "KD305" and case.get("found"))
    records, _ = held(case)
    assert (records[-1].subject, set(records[-1].likely)) == (None, {"KA-001", "KA-002"})


def test_the_double_of_an_event_names_the_first_row() -> None:
    records, findings = tables(
        visit="| visited_on |\n| 2026-07-15 |\n| 2026-07-15 |\n| 2026-07-15 |"
    )
    first = records[1].row
    assert [record.double_of for record in records[1:]] == [None, first, first]
    assert [finding.facts["other"] for finding in findings] == [first, first]


def test_a_note_on_many_customers_names_every_cell() -> None:
    rows = "\n".join(f"| KA-{number:03} | 第{number}家客户 |" for number in range(100, 400))
    _, findings = tables(
        customer=f"| code | name |\n{rows}", visit="| customer_name |\n| 第100家客户 |"
    )
    (note,) = findings
    assert note.facts["count"] == len(note.facts["places"]) == len(note.facts["customers"]) == 299


# Merged cells


def merged(sheet: str, rows: list[list[Any]], area: str) -> list[Record]:
    """The records of a real workbook with merged cells."""
    content = writers.by_openpyxl([Sheet(sheet, rows, merged=[area])])
    return list(read_content("交来.xlsx", content, desk.SCHEMAS).records)


def test_one_merged_cell_for_several_rows_is_told_once() -> None:
    rows = [["KA-001", "甲公司", contact] for contact in "钱孙李"]
    known = merged("客户档案", [["客户编号", "客户名称", "联系人"], *rows], "A2:A4")
    records, findings = hold_batch(known, desk.SCHEMAS)
    assert [(one.code, str(one.place)) for one in findings] == [("KD315", "[交来.xlsx]客户档案!A2")]
    assert (findings[0].facts["first"], findings[0].facts["last"]) == (2, 4)
    assert len(records) == 3
    said_well(findings[0])


def test_a_key_of_a_merged_cell_that_stands_elsewhere_too_is_told_besides() -> None:
    visit = ["BF-1", "甲公司", desk.day("2026-07-15")]
    headings = ["拜访编号", "客户名称", "拜访日期", "备注"]
    visits = merged("拜访报告", [headings, [*visit, "甲"], [*visit, "乙"]], "A2:A3")
    elsewhere = Record("visit", {"visit_no": "BF-1", "remark": "丙"}, Place("三.xlsx", "表", 9))
    _, findings = hold_batch([elsewhere, *visits], desk.SCHEMAS)
    assert [one.code for one in findings if one.code in ("KD301", "KD315")] == ["KD301", "KD315"]


def test_a_long_text_in_one_merged_cell_was_not_copied() -> None:
    words = "走访车间，了解使用情况，听取意见"
    rows = [["甲公司", desk.day(f"2026-0{month}-15"), words] for month in (7, 8)]
    headings = ["客户名称", "拜访日期", "客户经营现况"]
    for area, copied in (("C2:C3", False), ("C9:C10", True)):
        visits = merged("拜访报告", [headings, *rows], area)
        codes = {one.code for one in hold_batch(visits, desk.SCHEMAS)[1]}
        assert ("KD318" in codes) == copied


# Everything handed in again


def test_a_quarter_that_is_handed_in_twice_gives_notes_alone() -> None:
    sources = review.gather([desk.example("samples/good")])
    files = [
        read_content(f"{folder}/{source.shown}", source.path.read_bytes(), desk.SCHEMAS)
        for folder in ("一", "二")
        for source in sources
    ]
    records, findings = review.validate(files, desk.SCHEMAS, desk.day("2026-10-08"))
    assert {finding.level for finding in findings} == {Level.NOTE}
    assert {finding.code for finding in findings} == {"KD304", "KD311"}
    again = [record for record in records if record.row.file.startswith("二/")]
    assert {record.kind for record in again if not record.double_of} == {"customer"}


ROWS = st.fixed_dictionaries(
    {},
    optional={
        "code": st.sampled_from(["KA-1", "ka-1", "KA-2", "无", Unread("?", "KD205")]),
        "name": st.sampled_from(["甲公司", "甲 公司", "乙有限公司", "乙有限责任公司"]),
        "credit_code": st.sampled_from(["91320500MA1N0XJD7N", "91320500ma1n0xjd7n"]),
        "short_name": st.sampled_from(["甲", "乙公司"]),
        "tier": st.sampled_from(["战略客户", "重点客户"]),
        "tier_since": st.dates(date(2026, 1, 1), date(2026, 1, 3)),
    },
)


@given(rows=st.lists(st.tuples(ROWS, st.booleans(), st.booleans()), max_size=7))
def test_of_customers_who_share_nothing_there_is_nothing_to_say(
    rows: list[tuple[dict[str, Any], bool, bool]],
) -> None:
    customers = [
        Record(
            "customer",
            values,
            Place("a.xlsx", "客户档案", number),
            {"code": 1, "name": 2},
            faulty=frozenset({"code"} if wrong else ()),
            cells={"code": (2, 1)} if merged else {},
        )
        for number, (values, wrong, merged) in enumerate(rows, 2)
    ]
    told = hold_batch(customers, desk.SCHEMAS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "_sharing", lambda known, *_: known)
        assert told == hold_batch(customers, desk.SCHEMAS)


def edited(name: str, at: int, how: str, char: str) -> str:
    """A name with a slip of the pen at a place in it."""
    before, here, behind = name[:at], name[at : at + 1], name[at + 1 :]
    slips = {
        "one more": before + char + here + behind,
        "one less": before + behind,
        "another": before + char + behind,
        "changed places": before + behind[:1] + here + behind[1:],
        "none": name,
    }
    return slips[how]


NAMES = st.builds(
    edited,
    st.sampled_from(["苏州迅捷电梯", "云梭电梯", "长风厂", "迅捷" * 30]),
    st.integers(0, 6),
    st.sampled_from(["one more", "one less", "another", "changed places", "none"]),
    st.sampled_from("达省一迅"),
)


@settings(max_examples=400)
@given(rows=st.lists(st.tuples(NAMES, st.sampled_from("12")), min_size=2, max_size=5))
def test_names_that_are_worth_no_look_are_nearly_no_other(rows: list[tuple[str, str]]) -> None:
    customers = [
        Record(
            "customer",
            {"code": f"KA-{number}", "phone": phone, "name": name},
            Place("a.xlsx", "客户档案", number),
        )
        for number, (name, phone) in enumerate(rows, 2)
    ]
    told = hold_batch(customers, desk.SCHEMAS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similar, "worth_a_look", set)
        assert told == hold_batch(customers, desk.SCHEMAS)


@given(names=st.lists(st.tuples(ROWS, st.sampled_from(["customer", "visit"])), max_size=7))
def test_names_that_are_spelled_in_one_way_are_spelled_in_no_other(
    names: list[tuple[dict[str, Any], str]],
) -> None:
    records = [
        Record(
            kind,
            values if kind == "customer" else {"customer_name": values.get("name", "甲公司")},
            Place("a.xlsx", kind, number),
        )
        for number, (values, kind) in enumerate(names, 2)
    ]
    told = hold_batch(records, desk.SCHEMAS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spellings, "repeated", set)
        assert told == hold_batch(records, desk.SCHEMAS)


VISITS = st.fixed_dictionaries(
    {"customer_name": st.sampled_from(["甲公司", "乙公司"])},
    optional={
        "visited_on": st.dates(date(2026, 1, 1), date(2026, 1, 2)),
        "visitors": st.sampled_from([("甲", "乙"), ("乙", "甲"), ("丙",), Unread("?", "KD205")]),
        "visit_level": st.sampled_from(["1", "2"]),
        "visit_mode": st.sampled_from(["现场", "视频"]),
        "status": st.sampled_from(["草稿", "已取消", "已完成"]),
    },
)


@given(rows=st.lists(st.tuples(VISITS, st.sampled_from(["visit", "visit_plan"])), max_size=8))
@pytest.mark.parametrize("same", [("visited_on", "visitors", "visit_level"), ("visitors",)])
def test_events_that_begin_unlike_all_others_are_told_once(
    same: tuple[str, ...], rows: list[tuple[dict[str, Any], str]]
) -> None:
    schemas = {kind: replace(desk.SCHEMAS[kind], same=same) for kind in ("visit", "visit_plan")}
    records = [
        Record(
            kind,
            values,
            Place("a.xlsx", kind, number),
            day=values.get("visited_on"),
            subject=values["customer_name"],
        )
        for number, (values, kind) in enumerate(rows, 2)
    ]
    told = events.same_events(records, schemas)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "_perhaps_again", lambda known, _: known)
        assert told == events.same_events(records, schemas)


def test_very_many_rows_of_one_day_are_gone_through_once() -> None:
    """Each may tell of the visit of the first; one that was handed in twice is found among all."""
    table = ["| visited_on | matters | outcomes |"]
    table += [f"| 2026-07-15 | 第{number}件事 | 办妥{number} |" for number in range(60)]
    given = {"customer": "| code |\n| KA-001 |", "visit": "\n".join([*table, table[50]])}
    read = read_content("交来.xlsx", desk.workbook(given, {}), desk.SCHEMAS)
    records, found = review.validate([read], desk.SCHEMAS, desk.day("2026-12-31"))
    doubtful = [one for one in records if one.perhaps_of]
    assert [one.code for one in found if one.code == "KD413"] == ["KD413"] * 59
    assert {one.perhaps_of.row for one in doubtful if one.perhaps_of} == {2}
    (again,) = [one for one in records if one.double_of]
    assert (again.row.row, again.double_of and again.double_of.row) == (62, 51)


ARCHIVE = "| code | name |\n| KA-002 | 杭州屿升电梯股份有限公司 |"


@pytest.mark.parametrize(
    ("code", "row", "mend"),
    [
        ("KD302", "| KA-001 | 天津沽云机电有限公司 |", "终止合作的也留在档案里"),
        ("KD302", "| KA-001 | 天津沽云机电有限公司 |", "客户改了名的，在档案的“客户别名”里"),
        ("KD303", "| KA-001 | 杭州屿升电梯股份公司 |", "终止合作的也留在档案里"),
        (
            "KD309",
            "| KA-002 | 宁波岭阶机电有限公司 |",
            "在档案的“客户别名”里加上原名",
        ),
    ],
    ids=[
        "one that left",
        "or was renamed",
        "one that left, beside one of a similar name",
        "one that was renamed",
    ],
)
def test_a_customer_that_is_no_longer_in_the_archive_as_it_was(
    code: str, row: str, mend: str
) -> None:
    """The mend says what to do where nobody mistyped anything: it is the archive that changed."""
    visits = f"| customer_code | customer_name |\n{row}"
    _, findings = held({"alone": True, "given": {"customer": ARCHIVE, "visit": visits}})
    (found,) = (one for one in findings if one.code == code)
    assert mend in mend_words(found, "zh")
