"""How a due day is told: with its hour where it has one, and as overdue once it is over."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from kamdocs.cli.main import run
from tests import desk

SHEETS = {
    "customer": "| code | account_manager | quality_engineer |\n| KA-001 | 李晓雯 | 苏洁 |",
    "issue": "| customer_code | issue_kind | received_at | replied_at |\n"
    "| KA-001 | 质量反馈 | 2026-08-12 10:05 | 2026-08-14 09:00 |",
    "attestation": "| clause | attested_by | attested_on |\n| 4.3.1 | 陈立群 | 2026-01-05 |",
    "visit": "| customer_code | visited_on | visit_level | visit_mode | status |\n"
    "| KA-001 | 2026-09-01 | 大客户经理 | 上门拜访 | |\n"
    "| KA-001 | 2026-09-02 | 大客户经理 | 电话拜访 | 已完成 |\n"
    "| KA-001 | 2026-09-03 | 大客户经理 | 上门拜访 | 已取消 |\n"
    "| KA-001 | 2026-09-04 | 大客户经理 | 上门拜访 | 计划 |",
}
OVERDUE, LATE = "2026-10-02", "2026-08-13 10:05"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a review two days after the quarter."""
    folder = tmp_path_factory.mktemp("deadlines")
    (folder / "表.xlsx").write_bytes(desk.workbook(SHEETS, {}))
    asked = ("--policy", "strategic-account", "--as-of", OVERDUE, "--period", "2026Q3")
    run(["review", str(folder / "表.xlsx"), *asked, "-o", str(folder / "out"), "--lang", "zh"])
    return folder / "out"


def told(out: Path, shape: str) -> str:
    """What is said in one of the papers of the folder."""
    if shape == "letter":
        letter = next(out.glob("notices/李晓雯/*.docx"))
        words = ZipFile(letter).read("word/document.xml").decode("utf-8")
    elif shape == "xlsx":
        rows = openpyxl.load_workbook(out / "findings.xlsx")["到期日历"].iter_rows(min_row=5)
        words = "\n".join(str(cell.value) for row in rows for cell in row)
    else:
        words = (out / shape).read_text(encoding="utf-8")
    return re.sub("<[^>]+>", "", words)


@pytest.mark.parametrize("shape", ["findings.txt", "report.html", "letter", "xlsx"])
def test_what_is_within_its_grace_is_called_overdue(out: Path, shape: str) -> None:
    said = told(out, shape)
    assert "已逾期（宽限到2026-10-05）" in said
    assert "请在期限前完成并补交记录" not in said


@pytest.mark.parametrize("shape", ["findings.txt", "report.html", "letter"])
def test_a_deadline_with_an_hour_is_told_with_it(out: Path, shape: str) -> None:
    assert f"应不晚于{LATE}，实际：2026-08-14 09:00" in told(out, shape)
    assert re.search(rf"期限：?\s?{LATE}", told(out, shape))


@pytest.mark.parametrize(
    ("id", "wanted"),
    [
        ("4.2.4.2/quality-visit/KA-001/2026Q3", ["结果：已逾期（宽限到2026-10-05）", "补交记录"]),
        ("4.2.4.3/quality-feedback-answered/KA-001/2026-08-12", [f"期限：{LATE}"]),
    ],
)
def test_explain_says_the_same(
    out: Path, id: str, wanted: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    report = out / "findings.json"
    run(["explain", f"strategic-account/{id}", "--report", str(report), "--lang", "zh"])
    said = capsys.readouterr().out
    assert [one for one in wanted if one not in said] == []


def test_the_page_says_until_when_each_kind_of_sheet_reaches(out: Path) -> None:
    """A person's word holds until another day than that on which it was given."""
    assert "数据截至2026-08-12（问题台账）至2026-09-04（拜访报告）" in told(out, "report.html")


def test_the_timeline_has_the_visits_that_were_made(out: Path) -> None:
    page = (out / "report.html").read_text(encoding="utf-8")
    assert re.findall(r'class="(dot[^"]*)".*?title="([^ "]+)', page) == [
        ("dot", "2026-09-01"),
        ("dot other", "2026-09-02"),
    ]
    assert "2次" in page


def test_what_an_owner_kept_is_of_what_can_be_decided(out: Path) -> None:
    said = told(out, "report.html")
    assert re.search(r"到期并能判断\d+项，做到\d+项.*无法判断\d+项", said)


def test_json_gives_the_hour_among_the_facts(out: Path) -> None:
    whole = json.loads((out / "findings.json").read_bytes())
    found = next(one for one in whole["verdicts"] if one["facts"].get("due", "")[10:])
    assert (found["due"], found["facts"]["due"]) == ("2026-08-13", "2026-08-13T10:05:00")


@pytest.mark.parametrize("shape", ["text", "html"])
def test_what_came_too_early_is_told_while_it_can_be_done_again(tmp_path: Path, shape: str) -> None:
    """Else somebody who did it would only read that nothing is done."""
    sheets = {
        "customer": "| code |\n| KA-001 |",
        "grading": "| customer_code | graded_on |\n| KA-001 | 2026-03-24 |",
    }
    (tmp_path / "表.xlsx").write_bytes(desk.workbook(sheets, {}))
    asked = ("--policy", "customer-grading", "--as-of", "2026-03-25", "--period", "2026Q1")
    report = tmp_path / "report"
    run(["check", str(tmp_path), *asked, "--format", shape, "-o", str(report), "--lang", "zh"])
    said = report.read_text(encoding="utf-8")
    assert "就要到期" in said
    assert "2026-03-24太早，从2026-03-25起才算" in said
