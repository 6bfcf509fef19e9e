"""Findings of one cause are told together in the text report, and each by itself in JSON."""

import json
import re
import zipfile
from collections.abc import Sequence
from itertools import dropwhile, takewhile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kamdocs import review
from kamdocs.intake import read_content
from kamdocs.model import LANGS, FileReading, Finding, Lang, Place, Report, Text, column_letters
from kamdocs.reports import as_json, as_text
from kamdocs.reports.causes import LEAST, by_cause
from kamdocs.reports.cells import cell_words
from kamdocs.words import how_to_mend, what, what_of_many
from kamdocs.words.catalogue.many import MANY
from kamdocs.words.codes import CODES
from tests import desk
from tests.writers import Sheet, by_openpyxl

AS_OF = desk.day("2026-10-08")


def report(**files: dict[str, str]) -> Report:
    """The report on files, each by its tables."""
    read = [
        read_content(f"{name}.xlsx", desk.workbook(tables, {}), desk.SCHEMAS)
        for name, tables in files.items()
    ]
    _, findings = review.validate(read, desk.SCHEMAS, AS_OF)
    return Report(AS_OF, tuple(read), findings)


def entries(whole: Report, lang: Lang, full: bool = False) -> list[str]:
    """What the text report says before the ledger, a line each."""
    return as_text(whole, lang, full=full).partition("\n\n")[0].splitlines()


def visits(*days: str) -> dict[str, str]:
    """Visits of one customer on some days, and the archive."""
    rows = "".join(f"\n| {day} | {number} |" for number, day in enumerate(days))
    return {
        "customer": "| code |\n| KA-001 |",
        "visit": f"| visited_on | matters |{rows}",
    }


DAYS = [*["3月5日"] * 20, "2026-07-15", *["七月中旬"] * 12, "3.5", "月末", "年底", "节后", "周一"]


def test_a_column_of_wrong_dates_is_one_entry_in_chinese() -> None:
    assert entries(report(交来=visits(*DAYS)), "zh") == [
        "KD110 错误 [交来.xlsx]拜访报告!B2:B21、B23:B39",
        "  列B「拜访日期」：37个日期没有认出是哪一天：「3月5日」（20处，B2起）；"
        "「七月中旬」（12处，B23起）；「3.5」（B35）；「月末」（B36）；「年底」（B37）；另有2处",
        "  处理：写成2026-07-15或2026年7月15日",
    ]


def test_a_column_of_wrong_dates_is_one_entry_in_english() -> None:
    assert entries(report(交来=visits(*DAYS)), "en") == [
        "KD110 error [交来.xlsx]拜访报告!B2:B21, B23:B39",
        "  column B “Visit date”: 37 dates were not recognised as days: “3月5日” (20 times, from "
        "B2); “七月中旬” (12 times, from B23); “3.5” (B35); “月末” (B36); “年底” (B37); 2 more",
        "  fix: Write it as 2026-07-15",
    ]


def test_three_are_told_one_by_one_and_four_together() -> None:
    codes = [line for line in entries(report(交来=visits(*DAYS[:3])), "zh") if line[0] != " "]
    assert codes == [f"KD110 错误 [交来.xlsx]拜访报告!B{row}" for row in (2, 3, 4)]
    assert entries(report(交来=visits(*DAYS[:4])), "zh")[:2] == [
        "KD110 错误 [交来.xlsx]拜访报告!B2:B5",
        "  列B「拜访日期」：4个日期没有认出是哪一天：「3月5日」（全部）",
    ]


def test_it_is_said_that_there_is_more_to_be_listed_only_where_there_is() -> None:
    together, alone = report(交来=visits(*DAYS)), report(交来=visits(*DAYS[:3]))
    assert "--full" in as_text(together, "zh")
    assert "--full" not in as_text(together, "zh", full=True)
    assert "--full" not in as_text(alone, "zh")


def test_full_lists_every_finding_as_it_is() -> None:
    whole = report(交来=visits(*DAYS))
    lines = entries(whole, "en", full=True)
    assert lines[::3] == [f"{one.code} error {one.place}" for one in whole.findings]
    assert lines[1::3] == [f"  {what(one, 'en')}" for one in whole.findings]


def test_json_lists_every_finding() -> None:
    found = json.loads("".join(as_json(report(交来=visits(*DAYS)))))["findings"]
    assert len(found) == 37


def test_one_column_may_have_several_causes() -> None:
    table = "| code | name | status | ended_on |\n"
    ended = "".join(f"| KA-{row} | 第{row}家客户 | 终止 |  |\n" for row in range(101, 105))
    active = "".join(
        f"| KA-{row} | 第{row}家客户 | 合作中 | 2026-01-01 |\n" for row in range(201, 205)
    )
    lines = entries(report(交来={"customer": table + ended + active}), "zh")
    assert [line for line in lines if line[0] != " "] == [
        "KD210 错误 [交来.xlsx]客户档案!H2:H5",
        "KD210 错误 [交来.xlsx]客户档案!H6:H9",
    ]


def test_one_cause_in_many_files_is_told_once_with_the_first_few() -> None:
    headings = {"visit": "| 对手的新动作 |\n| 无 |"}
    whole = report(
        档案={"customer": "| code |\n| KA-001 |"},
        **{f"拜访{number}": headings for number in range(1, 8)},
    )
    unknown = [line for line in entries(whole, "zh") if "KD104" in line]
    assert unknown == [
        "KD104 提示 7个文件："
        + "".join(f"[拜访{number}.xlsx]拜访报告!E1；" for number in range(1, 6))
        + "另有2个文件"
    ]
    assert any("in 7 files: " in line and "; 2 more files" in line for line in entries(whole, "en"))


def test_a_heading_of_another_sheet_in_many_files_is_told_once() -> None:
    other = {"business_status": "| month | 竞争对手动态 |\n| 2026-07 | 无 |"}
    whole = report(
        档案={"customer": "| code |\n| KA-001 |"},
        **{f"业务{number}": other for number in range(1, 6)},
    )
    (told,) = [line for line in entries(whole, "zh") if "KD153" in line]
    assert told.startswith("KD153 提示 5个文件：")


def test_what_is_no_sheet_is_listed_by_folders_where_it_is_much() -> None:
    def passed(name: str, *told: Finding) -> FileReading:
        return FileReading(name, "", 0, read=True, passed=True, findings=told)

    photographs = [passed(f"照片/{number}.jpg") for number in range(1, 10)]
    packed = passed("照片/8.zip", Finding("KD167", Place("照片/8.zip")))
    whole = Report(AS_OF, (passed("封面.pdf"), *photographs[:8], packed, photographs[8]))
    lines = as_text(whole, "zh").splitlines()
    at = lines.index("读取清单") + 1
    assert lines[at : at + 4] == [
        "  [封面.pdf]：不是表格，跳过",
        "  照片/[1.jpg]到照片/[8.jpg]，8个文件：不是表格，跳过",
        "  照片/[8.zip]：不是表格，跳过",
        "  照片/[9.jpg]：不是表格，跳过",
    ]
    assert sum("不是表格" in line for line in as_text(whole, "zh", full=True).splitlines()) == 11


def test_one_field_is_one_cause_though_its_months_stand_across() -> None:
    rows = [
        ["2026年业务状况（万元）"],
        ["客户名称", "1月", "2月"],
        ["甲", "多", "少"],
        ["乙", "多", "无数"],
    ]
    read = [read_content("交来.xlsx", by_openpyxl([Sheet("业务状况", rows)]), desk.SCHEMAS)]
    _, findings = review.validate(read, desk.SCHEMAS, AS_OF)
    assert entries(Report(AS_OF, tuple(read), findings), "zh")[-3:-1] == [
        "KD113 错误 [交来.xlsx]业务状况!B3:B4、C3:C4",
        "  「业务量」：4格没有认出是多少：「多」（2处，B3起）；「少」（C3）；「无数」（C4）",
    ]


def test_unknown_headings_of_one_sheet_are_told_together() -> None:
    table = {"customer": "| 甲栏 | 乙栏 | 丙栏 | 丁栏 |\n| 1 | 2 | 3 | 4 |"}
    assert entries(report(交来=table), "zh") == [
        "KD104 提示 [交来.xlsx]客户档案!G1:J1",
        "  4个表头不是本表的栏目，这些列未读取："
        "「甲栏」（G1）；「乙栏」（H1）；「丙栏」（I1）；「丁栏」（J1）",
    ]


def test_groups_stand_where_their_first_finding_stood() -> None:
    table = "| phone | postcode |\n" + "| 1 | 215200 |\n" * 2 + "| 1 | 1 |\n" + "| 1 | 215200 |\n"
    lines = entries(report(交来={"customer": table}), "en")
    shown = [line.split()[0] for line in lines if line[0] != " "]
    assert shown.index("KD207") < shown.index("KD205")


def test_a_finding_on_many_cells_stands_with_all_of_them() -> None:
    words = "走访车间，了解使用情况，听取意见"
    rows = "".join(f"\n| 2026-0{month}-15 | {words} |" for month in (5, 6, 7))
    tables = {
        "customer": "| code |\n| KA-001 |",
        "visit": f"| visited_on | operating_status |{rows}",
    }
    assert entries(report(交来=tables), "zh")[0] == "KD318 警告 [交来.xlsx]拜访报告!E2:E4"


def test_of_what_is_not_shown_it_is_said_how_often_it_stands() -> None:
    kinds = ["3月1日", "3月2日", "3月3日", "3月4日", "3月5日", "七月", "八月"]
    days = [kind for kind in kinds for _ in range(2)]
    zh, en = (entries(report(交来=visits(*days)), lang)[1] for lang in LANGS)
    assert zh.endswith("「3月5日」（2处，B10起）；另有2种、4处")
    assert en.endswith("“3月5日” (2 times, from B10); 2 more of 4 cells")


# The words for many


COMPUTED = {"where", "count", "shown", "cells", "said"}


@pytest.mark.parametrize("code", MANY)
def test_the_words_for_many_cite_what_those_for_one_cite(code: str) -> None:
    many, entry = MANY[code], CODES[code]
    cited = many.what.places | (many.item.places if many.item else set())
    assert cited <= COMPUTED | entry.what.places | entry.mend.places
    assert {"count", "shown"} - many.what.places <= ({"shown"} if many.item is None else set())


@pytest.mark.parametrize("lang", LANGS)
def test_a_code_without_words_for_many_is_said_by_its_own(lang: Lang) -> None:
    code = "KD315"
    assert code not in MANY
    facts: dict[str, object] = dict.fromkeys(
        CODES[code].what.places | CODES[code].mend.places, "甲"
    )
    findings = [
        Finding(code, Place("a.xlsx", "表", row, 2), {**facts, "value": value})
        for row, value in enumerate("甲乙丙丁戊己", 2)
    ]
    said = what_of_many(findings, lang)
    assert said.count(what(findings[0], lang)[:2]) >= 1
    assert re.search(r"\bB2\b", said)
    assert how_to_mend(code, findings[0].facts, lang)


def test_values_that_differ_beyond_what_is_shown_are_counted_apart() -> None:
    field = Text("备注", "Remark")
    findings = [
        Finding("KD113", Place("a.xlsx", "表", row, 1), {"field": field, "value": "长" * 70 + end})
        for row, end in enumerate("甲乙丙丁戊己", 2)
    ]
    assert what_of_many(findings, "zh").endswith("另有1处")


# What holds whatever is found


PLACES = st.builds(
    Place,
    st.sampled_from(["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e.xlsx"]),
    st.sampled_from(["", "表"]),
    st.integers(0, 6),
    st.integers(0, 3),
).filter(lambda place: bool(place.sheet) or not (place.row or place.column))


def test_customers_of_many_archives_without_visits_are_one_entry() -> None:
    files = {
        f"客户{number}": {"customer": f"| code | name |\n| KA-{number} | {name}电梯厂 |"}
        for number, name in enumerate("东南西北中", 1)
    }
    visited = {"visit": "| customer_code | customer_name |\n| KA-1 | 东电梯厂 |"}
    told = entries(report(**files, 拜访=visited), "zh")
    assert told[:2] == [
        "KD317 提示 4个文件：[客户2.xlsx]客户档案!B2；[客户3.xlsx]客户档案!B2；"
        "[客户4.xlsx]客户档案!B2；[客户5.xlsx]客户档案!B2",
        "  有4份档案里的客户，交来的拜访报告里没有：南电梯厂；西电梯厂；北电梯厂；中电梯厂",
    ]


FINDINGS = st.builds(
    Finding,
    st.sampled_from(["KD104", "KD105", "KD110", "KD302", "KD304"]),
    PLACES,
    st.fixed_dictionaries({"value": st.sampled_from("甲乙")}),
)


@given(st.lists(FINDINGS, max_size=40))
def test_every_finding_is_in_one_group_and_in_order(findings: list[Finding]) -> None:
    groups = by_cause(findings)
    told = [id(finding) for group in groups for finding in group.findings]
    assert sorted(told) == sorted(map(id, findings))
    firsts = [next(at for at, one in enumerate(findings) if one is group.first) for group in groups]
    assert firsts == sorted(firsts)
    for group in groups:
        assert len({finding.code for finding in group.findings}) == 1
        assert len(group.findings) == 1 or len(group.findings) >= LEAST
        assert len(group.files) == 1 or group.alike


def unfolded(words: str) -> set[str]:
    """The cells that some ranges of one sheet name."""
    found = set()
    for part in words.replace("[a.xlsx]表!", "").split(", "):
        first, _, last = part.partition(":")
        letters, top = re.findall(r"[A-Z]+|\d+", first)
        other, bottom = re.findall(r"[A-Z]+|\d+", last or first)
        columns = [column_letters(number) for number in range(1, 30)]
        for column in columns[columns.index(letters) : columns.index(other) + 1]:
            found |= {f"{column}{row}" for row in range(int(top), int(bottom) + 1)}
    return found


@given(st.sets(st.tuples(st.integers(1, 9), st.integers(1, 3)), min_size=1, max_size=12))
def test_ranges_name_the_cells_and_no_others(cells: set[tuple[int, int]]) -> None:
    places = [Place("a.xlsx", "表", row, column) for row, column in cells]
    assert unfolded(cell_words(places, "en")) == {place.cell for place in places}


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([(5, 0), (6, 0), (7, 0)], "[a.xlsx]表!5:7"),
        ([(5, 0), (9, 0)], "[a.xlsx]表!5:5, 9:9"),
        ([(0, 3), (0, 4)], "[a.xlsx]表!C:D"),
        ([(0, 0)], "[a.xlsx]表"),
        ([(1, 19), (1, 20), (1, 22)], "[a.xlsx]表!S1:T1, V1"),
        ([(2 * row, 1) for row in range(1, 16)], "[a.xlsx]表!A2, " + ", ".join(
            f"A{2 * row}" for row in range(2, 13)
        ) + ", 3 more"),
    ],
)  # fmt: skip
def test_rows_columns_sheets_and_very_many(rows: Sequence[tuple[int, int]], shown: str) -> None:
    assert cell_words([Place("a.xlsx", "表", *one) for one in rows], "en") == shown


def test_each_sheet_is_named_once() -> None:
    places = [Place(f"华东/{name}.xlsx", "表 一", row, 1) for name in "ab" for row in (2, 3, 5)]
    assert cell_words(places, "zh") == (
        "'华东/[a.xlsx]表 一'!A2:A3、A5、'华东/[b.xlsx]表 一'!A2:A3、A5"
    )


def test_the_same_words_are_on_the_screen_and_in_the_folder_of_a_review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kamdocs.cli.main import run

    monkeypatch.chdir(tmp_path)
    Path("交来.xlsx").write_bytes(desk.workbook(visits(*DAYS), {}))
    for options, times in (([], 1), (["--full"], 37)):
        args = ["review", "交来.xlsx", "--as-of", "2026-10-08", "--lang", "zh", "-o", "out"]
        run([*args, *options])
        assert capsys.readouterr().out == Path("out/findings.txt").read_text(encoding="utf-8")
        assert Path("out/findings.txt").read_text(encoding="utf-8").count("KD110 错误") == times
        found = json.loads(Path("out/findings.json").read_text(encoding="utf-8"))["findings"]
        assert sum(one["code"] == "KD110" for one in found) == 37
    for command in ("validate", "check"):
        run([command, "交来.xlsx", "--as-of", "2026-10-08", "--lang", "zh", "--full"])
        assert capsys.readouterr().out.count("KD110 错误") == 37


def test_what_leaves_a_clause_open_for_many_customers_is_said_once_with_all_its_cells() -> None:
    """二.4 hangs on 跨本部业务, which nobody filled in for two customers beside each other."""
    customers = "| name | tier | cross_division |\n| 甲公司 | 一般客户 | |\n| 乙公司 | 一般客户 | |"
    case = {"as_of": AS_OF, "period": "2026Q3", "given": {"customer": customers}}
    whole, _ = desk.run(case, "account-manager")
    lines = as_text(whole, "zh").splitlines()
    (said,) = [line for line in lines if "「跨本部业务」未填写，" in line]
    assert "客户档案!G2:G3 " in said
    rule, who = lines[lines.index(said) + 2 :][:2]
    assert rule.startswith("    二.4 ")
    assert rule.endswith("；责任人：大客户部")
    assert who == "      甲公司（KA-001）、乙公司"


def test_who_answers_stands_behind_each_customer_where_that_differs() -> None:
    customers = "| name | tier | tier_since | tier_approved_on | account_manager |"
    for name, manager in (("甲公司", "沈知行"), ("乙公司", "程雨桐")):
        customers += f"\n| {name} | 重点客户 | 2026-01-01 | 2025-12-20 | {manager} |"
    case = {"as_of": AS_OF, "period": "2026Q3", "given": {"customer": customers}}
    lines = as_text(desk.run(case, "account-manager")[0], "zh").splitlines()
    (at,) = [number for number, line in enumerate(lines) if "2026年：三.1a" in line]
    assert "责任人" not in lines[at]
    assert lines[at + 1] == "      甲公司（KA-001）（沈知行）、乙公司（程雨桐）"


def test_a_column_that_a_sheet_has_not_is_to_be_added() -> None:
    case = {"as_of": AS_OF, "given": {"customer": "| code |\n| KA-001 |\n| KA-002 |"}}
    report = desk.run(case, "account-manager")[0]
    lines = [line.strip() for line in as_text(report, "zh").splitlines()]
    at = next(at for at, line in enumerate(lines) if "「跨本部业务」未填写" in line)
    assert lines[at].endswith("（表里没有这一栏）")
    assert lines[at + 1] == "处理：在表里加上这一栏，逐行填写"
    told = "".join(as_json(report))
    assert told.count("Add the column to the sheet and fill it in") > 1


def test_each_way_to_mend_stands_below_the_verdicts_for_which_it_is_meant() -> None:
    visits = "| visited_on | reported_on |\n| 2026-09-01 | 2026-09-20 |\n| 2026-09-02 | |"
    visits += "\n| 2026-09-03 | 2026-09-25 |\n| 2026-09-30 | 2026-10-01 |"
    case = {"as_of": AS_OF, "given": {"customer": "| code |\n| KA-001 |", "visit": visits}}
    lines = as_text(desk.run(case, "account-manager")[0], "zh").splitlines()
    at = lines.index("  三.3③ 拜访后及时填写客户拜访报告")
    said = [line.split("：", 2)[0].strip()[-10:] for line in lines[at + 1 : at + 9]]
    assert [one for one in said if one[:4] == "2026" or one == "处理"] == [
        *("2026-09-01", "2026-09-03", "处理"),
        *("2026-09-02", "处理"),
    ]


def lines_of(whole: Report, beginning: str, full: bool = False) -> list[str]:
    """The lines on a rule, the one that begins so first."""
    lines = iter(as_text(whole, "zh", full).splitlines())
    lines = dropwhile(lambda line: not line.startswith(f"  {beginning}"), lines)
    return [next(lines), *takewhile(lambda line: line.startswith("    "), lines)]


def test_what_a_clause_says_alike_of_many_customers_is_said_once_with_each_of_them() -> None:
    """Nobody has a quality engineer, for the column is not there; --full says so of each."""
    names = ("甲公司", "乙公司", "丙公司", "丁公司")
    customers = "| code | name | tier | tier_since | tier_approved_on | tier_approved_by |"
    for number, name in enumerate(names):
        customers += f"\n| K{number} | {name} | 战略客户 | 2026-01-01 | 2025-12-20 | 陈立群 |"
    case = {"as_of": AS_OF, "period": "2026Q3", "given": {"customer": customers}}
    whole, _ = desk.run(case)
    first, said, why, *whom, mend = lines_of(whole, "4.2.4.1")
    assert first.endswith("（4）")
    assert said == "    缺：质量工程师；责任人：质量部"
    assert why == "      「质量工程师」未填写（表里没有这一栏）"
    assert whom == [
        f"      {name}（K{number}）：[交来.xlsx]客户档案!{number + 2}:{number + 2}"
        for number, name in enumerate(names)
    ]
    assert mend.startswith("    处理：")
    each = lines_of(whole, "4.2.4.1", full=True)
    assert sum("缺：质量工程师" in line for line in each) == 4
    assert "说法相同的合在一起" in as_text(whole, "zh")
    assert "说法相同的合在一起" not in as_text(whole, "zh", full=True)


def test_three_that_say_the_same_are_told_one_by_one() -> None:
    customers = "| code | tier | tier_since | tier_approved_on | tier_approved_by |"
    for number in range(3):
        customers += f"\n| K{number} | 战略客户 | 2026-01-01 | 2025-12-20 | 陈立群 |"
    case = {"as_of": AS_OF, "period": "2026Q3", "given": {"customer": customers}}
    whole, _ = desk.run(case)
    assert sum("缺：质量工程师" in line for line in lines_of(whole, "4.2.4.1")) == 3
    assert "说法相同的合在一起" not in as_text(whole, "zh")


def test_papers_of_one_customer_that_lack_the_same_stand_in_one_line() -> None:
    """Fifteen reports lack what was heard; twelve days are named. Another customer's one report
    lacks it too, another person answers for it; one report lacks something else."""
    customers = "| code | name | account_manager |\n| KA-001 | 甲公司 | 沈知行 |"
    customers += "\n| KA-002 | 乙公司 | 程雨桐 |"
    visits = "| customer_code | visited_on | reported_on | visit_mode | visitors |"
    for number in range(1, 16):
        visits += f"\n| KA-001 | 2026-09-{number:02} | 2026-09-{number:02} | 上门拜访 | 沈知行 |"
    visits += "\n| KA-002 | 2026-09-01 | 2026-09-01 | 上门拜访 | 程雨桐 |"
    visits += "\n| KA-001 | 2026-09-30 | 2026-09-30 | 上门拜访 | |"
    case = {"as_of": AS_OF, "period": "2026Q3", "given": {"customer": customers, "visit": visits}}
    whole, _ = desk.run(case, "account-manager")
    lines = lines_of(whole, "三.3③ 每次拜访都要填写")
    assert lines[0].endswith("（17）")
    (own,) = [line for line in lines if line.startswith("      甲公司（KA-001）（沈知行） ")]
    assert own.startswith("      甲公司（KA-001）（沈知行） 2026-09-01、2026-09-02、")
    assert "、2026-09-12、另有3项：[交来.xlsx]拜访报告!" in own
    assert any(line.startswith("      乙公司（KA-002）（程雨桐） 2026-09-01：") for line in lines)
    assert any(line.startswith("    甲公司（KA-001） 2026-09-30：缺：") for line in lines)
    (many,) = [line for line in lines if line.startswith("    缺：")]
    assert "（16）" in many
    assert "责任人" not in many


def test_each_customer_with_days_has_a_line_though_no_cell_is_cited(tmp_path: Path) -> None:
    """Five questions are still to be answered by the end of the quarter; nobody has to look up a
    cell. What is said of the whole stands apart from them, where nothing has passed."""
    pack = yaml.safe_load(
        desk.example("schemas/policies/key-account-development.yaml").read_text(encoding="utf-8")
    )
    rule: dict[str, object] = {
        "id": "answered",
        "clause": "1",
        "severity": "low",
        "kind": "deadline",
    }
    rule |= {"for_each": "issue", "from": "received_at", "end_of": "quarter", "done": "replied_at"}
    for name in ("owner", "text"):
        rule[name] = {"zh": "答复", "en": "answers"}
    path = tmp_path / "ours.yaml"
    whole_pack = {**pack, "rules": [rule], "informs": []}
    path.write_text(yaml.safe_dump(whole_pack, allow_unicode=True), encoding="utf-8")
    issues = "| customer_code | received_at |"
    for code, day in (("K1", 3), ("K1", 4), ("K1", 5), ("K2", 3), ("K2", 6)):
        issues += f"\n| {code} | 2026-08-0{day} |"
    handed = {"customer": "| code | name |\n| K1 | 甲公司 |\n| K2 | 乙公司 |", "issue": issues}
    case = {"as_of": desk.day("2026-08-20"), "period": "2026Q3", "given": handed}
    whole, _ = desk.run(case, str(path))
    assert lines_of(whole, "1 答复")[2:] == [
        "      甲公司（K1） 2026-08-03、2026-08-04、2026-08-05",
        "      乙公司（K2） 2026-08-03、2026-08-06",
    ]
    lines = as_text(whole, "zh").splitlines()
    at = next(at for at, line in enumerate(lines) if "说法相同的合在一起" in line)
    assert not lines[at - 1]


def test_cells_that_almost_counted_for_one_reason_stand_together() -> None:
    """Four visits of a month by somebody else; each has its cell, and the reason is said once."""
    visits = "| visited_on | visit_level | visit_mode | status |"
    for number in (1, 2, 3, 9):
        visits += f"\n| 2026-09-0{number} | 业务员 | 上门拜访 | 已完成 |"
    visits += "\n| 2026-09-04 | 主管 | 上门拜访 | 已完成 |"
    customer = "| code | tier | tier_since | tier_approved_on | tier_approved_by |"
    customer += "\n| KA-001 | 战略客户 | 2026-01-01 | 2025-12-20 | 陈立群 |"
    given = {"customer": customer, "visit": visits}
    case = {"as_of": AS_OF, "period": "2026Q3", "given": given, "through": {"visit": "2026-09-30"}}
    whole, _ = desk.run(case)
    told = [line.strip() for line in lines_of(whole, "4.2.1.3b") if "不合本条要求" in line]
    assert told == [
        "[交来.xlsx]拜访报告!D3:D6 「拜访层级」是「业务员」，不合本条要求",
        "[交来.xlsx]拜访报告!D7 「拜访层级」是「主管」，不合本条要求",
    ]
    each = [line for line in lines_of(whole, "4.2.1.3b", full=True) if "不合本条要求" in line]
    assert len(each) == 5


def test_a_sheet_that_nobody_handed_in_is_one_cause_wherever_the_customers_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each account manager has a file with the archive; no register of reports is there."""
    from kamdocs.cli.main import run

    monkeypatch.chdir(tmp_path)
    Path("交来").mkdir()
    for number, name in enumerate(("甲川", "乙川")):
        archive = (
            "| code | name | tier | tier_approved_by | tier_approved_on | account_manager |"
            f"\n| K-{number} | {name}公司 | 战略客户 | 陆承泽 | 2026-01-01 | 沈知行 |"
        )
        content = desk.workbook({"customer": archive}, {})
        Path(f"交来/客户档案-{number}.xlsx").write_bytes(content)
    asked = ["交来", "--policy", "strategic-account", "--as-of", "2026-10-08", "--lang", "zh"]
    run(["review", *asked, "--period", "2026Q3", "-o", "out"])
    lines = capsys.readouterr().out.splitlines()
    (at,) = [number for number, line in enumerate(lines) if "没有交报告台账" in line]
    assert lines[at].strip() == "没有交报告台账"
    assert lines[at + 3].strip() == "甲川公司（K-0）、乙川公司（K-1）"
    asked_for = [
        line.strip() for line in lines if line.endswith("「质量工程师」未填写（表里没有这一栏）")
    ]
    assert asked_for == [
        f"'[客户档案-{one}.xlsx]客户档案'!2:2 「质量工程师」未填写（表里没有这一栏）"
        for one in "01"
    ]
    page = Path("out/report.html").read_text(encoding="utf-8")
    assert "没有交报告台账" in page
    assert "<code>-</code>" not in page
    letter = zipfile.ZipFile("out/notices/沈知行/退回通知_沈知行.docx").read("word/document.xml")
    told = re.findall("各有1项无法判断，([^<]*没有交报告台账)", letter.decode())
    assert told == ["没有交报告台账"]
