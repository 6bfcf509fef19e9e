"""Many kinds beside each other: each is known by its headings, and none takes another's sheets."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs import review
from kamdocs.intake import read_content
from kamdocs.model import FileReading
from kamdocs.sheets import Schemas, SheetSchema
from tests import desk, writers

AS_OF = desk.day("2026-12-31")
FIRST: Schemas = {
    kind: desk.SCHEMAS[kind] for kind in ("customer", "visit", "business_status", "document")
}
"""The kinds that were read before there were registers."""


def text(headings: Sequence[str], row: Sequence[str]) -> bytes:
    """A sheet of which neither its name nor anything above it tells the kind."""
    return "\n".join(",".join(cells) for cells in (headings, row)).encode()


def read(content: bytes, schemas: Schemas = desk.SCHEMAS) -> FileReading:
    return read_content("交来.csv", content, schemas)


@st.composite
def headings(draw: st.DrawFn, schema: SheetSchema, least: int = 0) -> list[str]:
    """The marks of a kind and some of its other headings, as people may write them."""
    others = [name for name in schema.fields if name not in schema.mark]
    chosen = draw(st.lists(st.sampled_from(others), min_size=least, max_size=9, unique=True))
    fields = [schema.fields[name] for name in draw(st.permutations([*schema.mark, *chosen]))]
    written = [
        draw(st.sampled_from([one.label.zh, *one.aliases, *one.stands_in])) for one in fields
    ]
    return [one for one in written if "," not in one]


@settings(max_examples=150)
@given(data=st.data())
def test_a_sheet_of_one_of_the_first_kinds_reads_as_if_there_were_no_others(
    data: st.DataObject,
) -> None:
    schema = data.draw(st.sampled_from(list(FIRST.values())))
    written = data.draw(headings(schema))
    content = text(written, ["甲"] * len(written))
    before, after = read(content, FIRST), read(content)
    assert [(one.kind, one.headings) for one in after.sheets] == [
        (one.kind, one.headings) for one in before.sheets
    ]


@pytest.mark.parametrize("kind", desk.SCHEMAS)
def test_a_kind_is_known_by_its_labels_in_both_languages(kind: str) -> None:
    fields = desk.SCHEMAS[kind].fields.values()
    for language in ("zh", "en"):
        written = [getattr(one.label, language).replace(",", "") for one in fields]
        (sheet,) = read(text(written, ["甲"] * len(written))).sheets
        assert sheet.kind == kind
        assert list(sheet.headings) == list(desk.SCHEMAS[kind].fields)


def held(given: Mapping[str, str]) -> list[str]:
    content = desk.workbook(given, {})
    _, findings = review.validate(
        [read_content("交来.xlsx", content, desk.SCHEMAS)], desk.SCHEMAS, AS_OF
    )
    return [desk.said(finding) for finding in findings]


CUSTOMERS = "| code | name |\n| KA-001 | 苏州迅捷电梯有限公司 |\n| KA-002 | 杭州屿升电梯有限公司 |"


@pytest.mark.parametrize("kind", ["attestation", "waiver"])
def test_what_names_no_customer_is_of_the_company(kind: str) -> None:
    table = "| customer_name |\n|  |\n| 苏州迅捷电梯有限公司 |"
    assert held({"customer": CUSTOMERS, kind: table}) == []


def test_meetings_need_no_archive() -> None:
    assert held({"meeting": "| meeting_date |\n| 2026-09-08 |"}) == []
    assert held({"issue": "| received_at |\n| 2026-09-04 |"}) == ["KD306 问题台账!"]


def test_of_all_customers_a_grade_is_expected() -> None:
    assert held(
        {"customer": CUSTOMERS, "grading": "| grade | graded_on |\n| A | 2026-03-28 |"}
    ) == ["KD317 客户档案!"]
    for kind in ("issue", "service", "preference", "order_exception", "development"):
        assert held({"customer": CUSTOMERS, kind: "| remark |\n| 无 |"}) == []


TWICE = [
    ("issue", "| issue_no | description |\n| WT-1 | 异响 |\n| WT-2 | 漏油 |", []),
    (
        "issue",
        "| issue_no | description |\n| WT-1 | 异响 |\n| WT-1 | 漏油 |",
        ["KD301 问题台账!C3"],
    ),
    ("issue", "| description |\n| 异响 |\n| 异响 |", ["KD304 问题台账!3:3"]),
    ("service", "| matter |\n| 保养 |\n| 保养 |", ["KD304 服务台账!3:3"]),
    ("meeting", "| meeting_no | measures |\n| HY-9 | 甲 |\n| HY-9 | 乙 |", ["KD301 会议台账!C3"]),
    (
        "grading",
        "| graded_on | provisional |\n| 2026-02-10 | 是 |\n| 2026-03-28 | 否 |",
        [],
    ),
    (
        "grading",
        "| graded_on | grade |\n| 2026-03-28 | A |\n| 2026-03-28 | B |",
        ["KD301 客户分级!D3"],
    ),
    (
        "development",
        "| customer_name | registered_code |\n| 苏州迅捷电梯有限公司 | D-7 |\n"
        "| 杭州屿升电梯有限公司 | D-7 |",
        ["KD301 大客户开发!D3"],
    ),
]


@pytest.mark.parametrize(("kind", "table", "found"), TWICE)
def test_what_only_one_row_may_say(kind: str, table: str, found: list[str]) -> None:
    one = "| code |\n| KA-001 |"
    archive = CUSTOMERS if "杭州屿升" in table else one
    assert held({"customer": archive, kind: table}) == found


@pytest.mark.parametrize("name", ["客户开发", "客户服务记录", "Business development", "客户等级表"])
def test_a_list_of_customers_stays_one_under_a_name_like_that_of_a_register(name: str) -> None:
    rows = [
        ["客户名称", "联系人", "联系电话", "客户等级", "备注"],
        ["甲公司", "钱思远", "", "A", ""],
    ]
    content = writers.by_openpyxl([writers.Sheet(name, rows)])
    assert [one.kind for one in read_content("交来.xlsx", content, desk.SCHEMAS).sheets] == [
        "customer"
    ]
