"""Earlier reports beside this one: which count, what got better, and what cannot be compared."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from lxml import html

from kamdocs.cli.exits import Exit
from kamdocs.cli.main import group
from kamdocs.filenames import COPIES, MANIFEST
from kamdocs.model import LANGS, Lang
from tests import desk

SAMPLE = str(desk.example("samples/2026Q3"))
RUNS = {"2026Q1": "2026-04-08", "2026Q2": "2026-07-08", "2026Q3": "2026-10-08"}
NOW = ("--period", "2026Q3", "--as-of", "2026-10-08")


def kamdocs(*args: str, lang: Lang = "en") -> Result:
    result = CliRunner().invoke(group(lang), list(args), standalone_mode=False)
    assert result.exception is None, result.exception
    return result


@pytest.fixture(scope="module")
def told() -> dict[str, str]:
    """The JSON report of each quarter."""
    return {
        quarter: kamdocs(
            *("check", SAMPLE, "--period", quarter, "--as-of", day, "--format", "json")
        ).stdout
        for quarter, day in RUNS.items()
    }


@pytest.fixture
def past(told: dict[str, str], tmp_path: Path) -> Path:
    """A folder with the reports of two quarters, in folders and under names of their own."""
    folder = tmp_path / "past"
    (folder / "春").mkdir(parents=True)
    (folder / "春" / "一季度.json").write_text(told["2026Q1"], encoding="utf-8")
    (folder / "结果").write_text(told["2026Q2"], encoding="utf-16")
    return folder


def compared(folder: Path, lang: Lang = "en") -> list[str]:
    """The lines about the periods, of a check of this quarter."""
    lines = kamdocs("check", SAMPLE, *NOW, "--history", str(folder), lang=lang).stdout.splitlines()
    begin = lines.index("Period by period" if lang == "en" else "各期对比")
    return lines[begin : lines.index("", begin)]


def minded(folder: Path) -> list[str]:
    """The codes and files of what is to be minded."""
    lines = compared(folder)
    if "To mind when comparing" not in lines:
        return []
    those = lines[lines.index("To mind when comparing") + 1 :]
    return [" ".join(line.split()[:2]) for line in those]


def changed(path: Path, words: str, change: Callable[[dict[str, Any]], object]) -> Path:
    whole = json.loads(words)
    change(whole)
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path


def test_periods_stand_in_their_order_with_both_numbers(past: Path, told: dict[str, str]) -> None:
    lines = compared(past)
    assert [line.split()[0] for line in lines if "(as of" in line] == list(RUNS)
    for quarter in RUNS:
        summary = json.loads(told[quarter])["summary"]
        kept, decided = summary["kept"], summary["decided"]
        wanted = f"kept {kept} of {decided}, {100 * kept // decided}%"
        assert any(line.strip().startswith(wanted) for line in lines)
    assert any("late: 2, 12 days in all, 7 at most" in line for line in lines)
    assert minded(past) == []


def test_statuses_are_called_as_at_the_head_of_the_report(past: Path) -> None:
    whole = kamdocs("check", SAMPLE, *NOW, "--history", str(past)).stdout.splitlines()
    (now,) = [line for line in whole if "(this run) (as of" in line]
    assert now.partition("): ")[2].endswith(whole[3])


def test_clauses_that_got_better_and_worse_are_named(past: Path) -> None:
    lines = compared(past)
    turned = {
        " ".join(line.split()[2:4]): line.split()[1]
        for line in lines
        if line.strip().startswith(("↑", "↓"))
    }
    assert turned["strategic-account 4.2.2.2"] == "better"
    assert turned["strategic-account 4.1.1"] == "better"
    at = next(number for number, line in enumerate(lines) if "4.2.2.2 v2" in line)
    assert lines[at + 1].strip() == (
        "2026Q1 not asked; 2026Q2 1 of 3, fail 2, unknown 1; 2026Q3 (this run) 4 of 4, unknown 1"
    )
    assert not any("4.2.1.4b" in one for one in turned)  # more are unknown, of more


def _worse(whole: dict[str, Any]) -> None:
    """Then every rating list was agreed upon."""
    for one in whole["verdicts"]:
        if one["clause"] == "一.1":
            one["status"] = "pass"


def test_what_got_worse_stands_first(told: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "past"
    folder.mkdir()
    changed(folder / "a.json", told["2026Q2"], _worse)
    lines = compared(folder)
    first = next(line for line in lines if line.strip().startswith(("↑", "↓")))
    assert first.strip().startswith("↓ worse")
    assert any(line.strip().startswith("↓ worse account-manager 一.1") for line in lines)


def test_only_an_earlier_period_of_the_same_length_tells_what_turned(
    past: Path, told: dict[str, str]
) -> None:
    """Of months within the quarter and of spans that end in it only numbers are shown."""
    before = compared(past)
    for name, period in (("m.json", "2026-09"), ("d.json", "2026-02-01..2026-07-31")):
        of_another = json.dumps({**json.loads(told["2026Q2"]), "period": period})
        (past / name).write_text(of_another, encoding="utf-8")
    lines = compared(past)
    marks = ("↑", "↓")
    turned = [one for one in before if one.strip().startswith(marks)]
    assert turned == [one for one in lines if one.strip().startswith(marks)]
    periods = [line.strip().split(" (as of")[0] for line in lines if "(as of" in line]
    assert periods == ["2026Q1", "2026-02-01–2026-07-31", "2026Q2", "2026-09", "2026Q3 (this run)"]
    assert minded(past) == []


def test_where_nothing_can_be_compared_that_is_said(told: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "past"
    folder.mkdir()
    changed(folder / "m.json", told["2026Q2"], lambda whole: whole.update(period="2026-05"))
    lines = compared(folder)
    said = "no clause can be compared: that takes an earlier period of the same length"
    assert lines[lines.index("By clause") + 1].strip().startswith(said)


def test_what_is_of_no_period_or_a_later_one_is_not_used(past: Path, told: dict[str, str]) -> None:
    before = compared(past)
    validated = kamdocs("validate", SAMPLE, "--as-of", RUNS["2026Q2"], "--format", "json")
    (past / "v.json").write_text(validated.stdout, encoding="utf-8")
    changed(past / "w.json", told["2026Q2"], lambda whole: whole.update(period="2026Q4"))
    changed(past / "y.json", told["2026Q2"], lambda whole: whole.update(period="2026"))
    assert sorted(minded(past)) == ["KD584 v.json", "KD585 w.json", "KD585 y.json"]
    assert [one for one in compared(past) if one in before] == before


def test_other_policies_are_told(past: Path, told: dict[str, str]) -> None:
    def without(whole: dict[str, Any]) -> None:
        whole["policies"] = [one for one in whole["policies"] if one["id"] == "account-manager"]

    (past / "结果").unlink()
    changed(past / "a.json", told["2026Q2"], without)
    assert minded(past) == ["KD586 a.json"]
    assert any("held against account-manager, this run against" in one for one in compared(past))


def test_under_five_there_is_no_percentage(told: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "past"
    folder.mkdir()

    def few(whole: dict[str, Any]) -> None:
        decided = [one for one in whole["verdicts"] if one["status"] in ("pass", "fail")]
        whole["verdicts"] = decided[:4]

    changed(folder / "a.json", told["2026Q2"], few)
    kept = [one for one in compared(folder) if one.strip().startswith("kept")]
    assert "of 4;" in kept[0]
    assert "%" in kept[1]
    line = kept[0]
    assert "%" not in line


SPOILT: dict[str, Callable[[dict[str, Any]], object]] = {
    "no format": lambda whole: whole.pop("format"),
    "another format": lambda whole: whole.update(format="kamdocs-plan/1"),
    "no day": lambda whole: whole.update(as_of="gestern"),
    "verdicts are words": lambda whole: whole.update(verdicts="none"),
    "a status of its own": lambda whole: whole["verdicts"][0].update(status="fine"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_is_damaged_is_told_and_left_out(
    spoilt: str, past: Path, told: dict[str, str]
) -> None:
    before = compared(past)
    changed(past / "z.json", told["2026Q2"], SPOILT[spoilt])
    lines = compared(past)
    assert minded(past) == ["KD574 z.json"]
    assert [one for one in lines if one in before] == before


ODD: dict[str, Callable[[dict[str, Any]], object]] = {
    "no period": lambda whole: whole.update(period=None),
    "a period of its own": lambda whole: whole.update(period={"a": 1}),
    "facts that are none": lambda whole: [one.update(facts=3) for one in whole["verdicts"]],
    "due days that are none": lambda whole: [one.update(due="soon") for one in whole["verdicts"]],
    "subjects of a kind": lambda whole: [one.update(subject=[1]) for one in whole["verdicts"]],
}


@pytest.mark.parametrize("odd", ODD)
def test_whatever_a_report_says_nothing_breaks(odd: str, past: Path, told: dict[str, str]) -> None:
    changed(past / "z.json", told["2026Q2"], ODD[odd])
    assert len(compared(past)) > 5


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_report_is_told(content: bytes, past: Path) -> None:
    (past / "z.json").write_bytes(content)
    (past / "notes.txt").write_bytes(content)  # does not call itself one
    assert minded(past) == ["KD574 z.json"]


def test_the_same_report_twice_counts_once(past: Path) -> None:
    shutil.copy(past / "结果", past / "结果-副本")
    before = compared(past)
    assert minded(past) == ["KD575 结果-副本"]
    (past / "结果-副本").unlink()
    assert [line for line in before if "KD575" not in line][:-1] == compared(past)


def test_of_one_period_the_later_day_counts_and_of_one_day_the_file_saved_last(
    past: Path, told: dict[str, str]
) -> None:
    changed(past / "late.json", told["2026Q2"], lambda whole: whole.update(as_of="2026-08-01"))
    assert any("2026Q2 (as of 2026-08-01)" in line for line in compared(past))
    assert minded(past) == ["KD576 结果"]
    (past / "late.json").unlink()
    changed(past / "again.json", told["2026Q2"], lambda whole: whole["verdicts"].clear())
    for name, saved in (("again.json", 2_000_000_000), ("结果", 1_000_000_000)):
        os.utime(past / name, (saved, saved))
    assert "KD576 结果" in minded(past)
    for name, saved in (("again.json", 1_000_000_000), ("结果", 2_000_000_000)):
        os.utime(past / name, (saved, saved))
    assert minded(past) == ["KD576 again.json"]


def test_this_run_counts_for_its_own_period(past: Path, told: dict[str, str]) -> None:
    (past / "now.json").write_text(told["2026Q3"], encoding="utf-8")
    assert minded(past) == ["KD576 now.json"]
    assert len([line for line in compared(past) if "(as of" in line]) == 3


def test_what_is_later_or_of_another_role_is_not_used(past: Path, told: dict[str, str]) -> None:
    changed(past / "a.json", told["2026Q2"], lambda whole: whole.update(as_of="2026-11-01"))
    changed(past / "b.json", told["2026Q2"], lambda whole: whole.update(role="little"))
    assert sorted(minded(past)) == ["KD577 b.json", "KD580 a.json"]


def test_another_version_and_other_customers_are_told_apart(
    told: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "past"
    folder.mkdir()

    def other(whole: dict[str, Any]) -> None:
        whole["policies"][0]["version"] = "0"
        for one in whole["verdicts"]:
            one["subject"] = "KA-999" if one["subject"] == "KA-001" else one["subject"]

    changed(folder / "a.json", told["2026Q2"], other)
    lines = compared(folder)
    assert minded(folder) == ["KD578 a.json", "KD579 a.json"]
    assert "1 is not in this one, 1 was not in that one" in "\n".join(lines)
    turned = [line for line in lines if line.strip().startswith(("↑", "↓"))]
    assert turned
    assert not any("strategic-account" in line for line in turned)
    assert any("Strategic customer policy: 2026Q2" in one and "version 0" in one for one in lines)


def test_what_another_company_of_the_group_did_is_not_compared(
    past: Path, told: dict[str, str]
) -> None:
    def other(whole: dict[str, Any]) -> None:
        for one in whole["verdicts"]:
            one["subject"] = one["subject"] and f"HB-{one['subject']}"

    before = compared(past)
    changed(past / "华北.json", told["2026Q2"], other)
    assert minded(past) == ["KD643 华北.json"]
    assert [one for one in compared(past) if "KD643" not in one][: len(before)] == before


def test_lists_of_what_was_made_are_no_reports(past: Path) -> None:
    before = compared(past)
    bad = str(desk.example("samples/bad/email"))
    kamdocs("render", "customer-file", bad, *NOW[2:], "-o", str(past / "forms"))
    kamdocs("validate", bad, *NOW[2:], "--annotate", str(past / "copies"))
    assert {one.name for one in past.rglob("*.json")} > {MANIFEST, COPIES}
    assert compared(past) == before


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "past").mkdir()
    assert "no earlier result" in "\n".join(compared(tmp_path / "past"))


def test_json_does_not_take_it(past: Path) -> None:
    args = ["check", SAMPLE, *NOW, "--history", str(past), "--format", "json"]
    assert CliRunner().invoke(group("en"), args).exit_code == 2


@pytest.mark.parametrize("lang", LANGS)
def test_page_workbook_and_text_of_a_review_say_the_same(
    lang: Lang, past: Path, tmp_path: Path
) -> None:
    (past / "broken.json").write_text("{", encoding="utf-8")
    out = tmp_path / "out"
    result = kamdocs("review", SAMPLE, *NOW, "--history", str(past), "-o", str(out), lang=lang)
    assert result.return_value == Exit.FINDINGS
    lines = compared(past, lang)
    text = (out / "findings.txt").read_text(encoding="utf-8")
    assert "\n".join(["", *lines, ""]) in text
    root: Any = html.document_fromstring((out / "report.html").read_text(encoding="utf-8"))
    table = root.xpath("//*[@id='trend']//table[contains(@class,'trend')]")[0]
    rows = table.xpath("./tbody/tr")
    assert len(rows) == 3
    rates = [row.xpath("string(./td[3])").strip() for row in rows]
    assert all(any(rate in line for line in lines) for rate in rates)
    assert "broken.json" in root.xpath("string(//*[@id='trend'])")
    book = openpyxl.load_workbook(out / "findings.xlsx")
    sheet: Any = book["趋势" if lang == "zh" else "Trend"]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert all(rate in cells for rate in rates)
    assert len(sheet._charts) == 1
    clauses = root.xpath("//*[@id='trend']//table[contains(@class,'clauses')]//td/span/text()")
    marks = {str(one).strip() for one in clauses}
    assert {one.split(" ", 1)[1] for one in cells if str(one)[0] in "↑↓＝"} == {
        one for one in marks if one and one not in ("不能比较", "not comparable")
    }
    assert kamdocs("validate", str(out / "findings.xlsx"), lang=lang).return_value == 3


OURS = """
extends: strategic-account
policy: {id: ours, title: {zh: 本公司制度, en: Ours}, version: "1"}
rules:
  - {id: quality-feedback-answered, too_late: late}
"""
LATE = (
    "| issue_no | issue_kind | received_at | replied_at |\n"
    "| ZL-1 | 质量反馈 | 2026-09-04 09:00 | 2026-09-05 15:00 |\n"
)
LATER = "| ZL-2 | 质量反馈 | 2026-09-10 09:00 | 2026-09-14 09:00 |\n"


@pytest.mark.parametrize(
    ("issues", "line", "shown"),
    [
        (LATE, "late: 1", ["under a day"]),
        (LATE + LATER, "late: 2, 3 days in all, 3 at most", ["3 days", "under a day"]),
    ],
    ids=["by hours", "by hours and by days"],
)
def test_what_was_late_by_hours_is_late(
    tmp_path: Path, issues: str, line: str, shown: list[str]
) -> None:
    (tmp_path / "sheets").mkdir()
    sheets = desk.workbook({"customer": "| code |\n| KA-001 |", "issue": issues}, {})
    (tmp_path / "sheets" / "交来.xlsx").write_bytes(sheets)
    (tmp_path / "ours.yaml").write_text(OURS, encoding="utf-8")
    asked = ("check", str(tmp_path / "sheets"), "--policy", str(tmp_path / "ours.yaml"), *NOW)
    (tmp_path / "past").mkdir()
    lines = kamdocs(*asked, "--history", str(tmp_path / "past")).stdout.splitlines()
    assert any(one.strip().endswith(f"; {line}") for one in lines)
    kamdocs(*asked, "--format", "html", "-o", str(tmp_path / "page.html"))
    page = html.parse(str(tmp_path / "page.html"))
    assert page.xpath("//h2[.='Days late']/following::table[1]//td[@class='figures']/text()") == (
        shown
    )
