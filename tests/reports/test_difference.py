"""What changed between two runs: exact lists; what is only not looked at is never called fixed."""

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kamdocs.cli.main import run
from kamdocs.model import LANGS, Lang, Status
from kamdocs.reports.as_json import brief
from kamdocs.reports.changes import Change, change_of
from kamdocs.reports.difference import difference_lines, since_words
from kamdocs.reports.differing import difference
from kamdocs.reports.from_json import read_json
from tests import desk

TURNED = [
    ("pass", "fail", "new"), ("pending", "unknown", "new"), (None, "warn", "new"),
    ("unknown", "fail", "worse"), ("unattested", "late", "worse"),
    ("fail", "fail", "open"), ("fail", "unknown", "open"), ("late", "unattested", "open"),
    ("fail", "pass", "fixed"), ("unknown", "waived", "fixed"), ("unattested", "attested", "fixed"),
    ("fail", None, "gone"), ("fail", "not-applicable", "gone"), ("unknown", "due-soon", "gone"),
    ("pass", "pass", None), ("pass", None, None), (None, "pending", None), (None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now", "change"), TURNED)
def test_what_became_of_a_verdict(was: str | None, now: str | None, change: str | None) -> None:
    found = change_of(Status(was) if was else None, Status(now) if now else None)
    assert found == (Change(change) if change else None)


ARCHIVE = "| code | name | tier | tier_approved_by | tier_approved_on |\n"
MENDED = ARCHIVE + "| KA-001 | 苏州迅捷电梯有限公司 | 战略客户 | 陈立群 | 2024-12-20 |"
WRONG = ARCHIVE + "| KA-001 | 苏州迅捷电梯有限公司 | 战略客户 | 陈立群 | 去年 |"


def _checked(folder: Path, name: str, archive: str, *more: str) -> Path:
    sheets = folder / name
    sheets.mkdir()
    (sheets / "客户档案.xlsx").write_bytes(desk.workbook({"customer": archive}, {}))
    report = folder / f"{name}.json"
    asked = ("--policy", "strategic-account", "--as-of", "2026-10-08", "--period", "2026Q3")
    run(["check", str(sheets), *asked, *more, "--format", "json", "-o", str(report)])
    return report


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    return _checked(tmp_path, "before", WRONG), _checked(tmp_path, "after", MENDED)


def _loaded(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_what_was_mended_is_fixed(two: tuple[Path, Path]) -> None:
    before, after = map(_loaded, two)
    found = difference(before, after, ("before", "after"))
    then, now = ({one["id"]: one["status"] for one in side["verdicts"]} for side in (before, after))
    fixed = {one.id for one in found.verdicts if one.change is Change.FIXED}
    settled = ("pass", "attested", "waived")
    assert fixed == {
        name for name, status in now.items() if status in settled and then[name] not in settled
    }
    assert {then[name] for name in fixed} == {"unknown"}
    assert [(one.change.value, one.id) for one in found.findings] == [
        ("fixed", "KD146@[客户档案.xlsx]客户档案!F2")
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_no_more_is_read_than_is_compared(two: tuple[Path, Path], lang: Lang) -> None:
    whole = [_loaded(one) for one in two]
    less = [read_json(one, brief) for one in two]
    told = [
        [*difference_lines(difference(before, after, ("before", "after")), lang, every=True)]
        for before, after in (whole, less)
    ]
    assert told[0] == told[1]
    assert not any("evidence" in verdict for one in less for verdict in one["verdicts"])


def test_the_other_way_round_it_is_new(
    two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before, after = two
    assert run(["diff", str(before), str(after), "--lang", "en"]) == 1
    forth = capsys.readouterr().out
    assert run(["diff", str(after), str(before), "--format", "json"]) == 1
    back = json.loads(capsys.readouterr().out)
    assert run(["diff", str(before), str(before)]) == 0
    assert "变坏0，新出现0" in capsys.readouterr().out
    assert back["new"]["findings"] == ["KD146@[客户档案.xlsx]客户档案!F2"]
    fixed, gone = (int(re.search(rf"(\d+) {one}", forth)[1]) for one in ("fixed", "no longer"))  # type: ignore[index]
    assert len(back["new"]["verdicts"]) + 1 == fixed + gone


def test_what_is_not_looked_at_any_more_is_gone(tmp_path: Path) -> None:
    before = _checked(tmp_path, "before", MENDED)
    after = _checked(tmp_path, "after", MENDED, "--period", "2026Q2")
    found = difference(_loaded(before), _loaded(after), ("before", "after"))
    quarter = {one.id for one in found.verdicts if "2026Q3" in one.id}
    assert quarter
    assert {one.change for one in found.verdicts if one.id in quarter} == {Change.GONE}


OTHER_PERIOD = "期间不同（上次2026年第2季度，这次2026年第3季度）"
OTHER_POLICY = (
    "制度或版本不同（上次customer-grading v1、strategic-account v1，这次strategic-account v1）"
)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), ""),
        (("--period", "2026Q2"), OTHER_PERIOD),
        (("--policy", "customer-grading"), OTHER_POLICY),
    ],
)
def test_that_two_runs_were_not_asked_the_same_is_told(
    more: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, now = _checked(tmp_path, "before", MENDED, *more), _checked(tmp_path, "now", MENDED)
    run(["diff", str(before), str(now), "--lang", "zh"])
    head = capsys.readouterr().out.splitlines()[1].partition("：")[0]
    assert head == told if told else head.startswith("变坏")
    run(["diff", str(before), str(now), "--format", "json"])
    assert len(json.loads(capsys.readouterr().out)["unlike"]) == bool(told)
    page, book = tmp_path / "page.html", tmp_path / "book.xlsx"
    for made in (page, book):
        asked = ("--policy", "strategic-account", "--as-of", "2026-10-08", "--period", "2026Q3")
        shape = made.suffix.removeprefix(".")
        since = ("--baseline", str(before), "--format", shape, "--lang", "zh", "-o", str(made))
        run(["check", str(tmp_path / "now"), *asked, *since])
    assert ("不同（上次" in page.read_text(encoding="utf-8")) == bool(told)
    changes = openpyxl.load_workbook(book)["与上次相比"]
    said = str(changes["A2"].value)
    assert said.startswith("上次检查日2026-10-08")
    assert told in said


@pytest.mark.parametrize(
    ("words", "code"), [("{", "KD928"), ('{"format": "kamdocs-report/1", "as_of": "x"}', "KD928")]
)
def test_what_is_no_report_is_said(
    words: str, code: str, two: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    two[0].write_text(words, encoding="utf-8")
    assert run(["diff", *map(str, two)]) == 3
    assert code in capsys.readouterr().err


MOVED = """| code | name | tier | tier_approved_by | tier_approved_on | email |
| KA-000 | 天津沽云电梯有限公司 | 潜在客户 | | | {first} |
| KA-001 | 苏州迅捷电梯有限公司 | 战略客户 | 陈立群 | 去年 | 坏的 |"""


@pytest.mark.parametrize(
    ("first", "wanted"),
    [
        ("a@b.com", ["open KD146@F3", "open KD208@G3"]),
        ("也坏", ["open KD146@F3", "new KD208@G2", "open KD208@G3"]),
    ],
    ids=["a sound row", "a row with another fault"],
)
def test_a_row_put_in_above_moves_findings_and_makes_none_new(
    tmp_path: Path, first: str, wanted: list[str]
) -> None:
    whole = MOVED.format(first=first)
    alone = "\n".join(line for line in whole.splitlines() if "KA-000" not in line)
    before, after = _checked(tmp_path, "before", alone), _checked(tmp_path, "after", whole)
    found = difference(_loaded(before), _loaded(after), ("before", "after")).findings
    told = [f"{one.change.value} {one.id.replace('[客户档案.xlsx]客户档案!', '')}" for one in found]
    assert sorted(told, key=lambda one: one.split()[1]) == wanted


def _validated(folder: Path, name: str, *sheets: str) -> Any:
    report = folder / f"{name}.json"
    paths = (str(folder / one) for one in sheets)
    run(["validate", *paths, "--as-of", "2026-10-08", "--format", "json", "-o", str(report)])
    return _loaded(report)


def test_a_file_that_is_called_otherwise_has_its_findings_still(tmp_path: Path) -> None:
    """One of the same name that comes from another folder puts the folders before both names."""
    for month, email in (("九月", "坏的"), ("十月", "a@b.com")):
        (tmp_path / month).mkdir()
        archive = f"| code | name | email |\n| KA-001 | 苏州迅捷电梯有限公司 | {email} |"
        content = desk.workbook({"customer": archive}, {})
        (tmp_path / month / "客户档案.xlsx").write_bytes(content)
    before = _validated(tmp_path, "before", "九月")
    after = _validated(tmp_path, "after", "九月", "十月")
    found = difference(before, after, ("", ""))
    assert [(one.change.value, one.id) for one in found.findings if "KD208" in one.id] == [
        ("open", "KD208@九月/[客户档案.xlsx]客户档案!G2")
    ]
    back = [one for one in difference(after, before, ("", "")).findings if "KD208" in one.id]
    assert [one.change.value for one in back] == ["open"]


def test_a_mended_sheet_beside_the_wrong_one_fixes_nothing(tmp_path: Path) -> None:
    """What was wrong is wrong in the file that was put aside; the other is another file."""
    (tmp_path / "交来").mkdir()
    archive = "| code | name | email |\n| KA-001 | 苏州迅捷电梯有限公司 | {} |"
    sheet = tmp_path / "交来" / "客户档案.xlsx"
    sheet.write_bytes(desk.workbook({"customer": archive.format("坏的")}, {}))
    before = _validated(tmp_path, "before", "交来")
    sheet.rename(tmp_path / "交来" / "客户档案（旧）.xlsx")
    sheet.write_bytes(desk.workbook({"customer": archive.format("a@b.com")}, {}))
    found = difference(before, _validated(tmp_path, "after", "交来"), ("", ""))
    assert [(one.change.value, one.id) for one in found.findings if "KD208" in one.id] == [
        ("open", "KD208@'[客户档案（旧）.xlsx]客户档案'!G2")
    ]


def test_in_what_two_runs_differ_is_told_in_sentences(tmp_path: Path) -> None:
    before, now = _checked(tmp_path, "before", MENDED), _checked(tmp_path, "now", MENDED)
    other = before.read_text(encoding="utf-8").replace('"2026Q3"', '"2026Q2"')
    before.write_text(other, encoding="utf-8")
    said = since_words(difference(_loaded(before), _loaded(now), ("", "")), "en")
    assert said.startswith(
        "Last run as of 2026-10-08. The periods differ (2026Q2 then, 2026Q3 now)"
    )


def test_results_the_wrong_way_round_are_told_to_be_such(tmp_path: Path) -> None:
    before, now = (_loaded(_checked(tmp_path, name, MENDED)) for name in ("before", "now"))
    before["as_of"] = "2026-10-09"
    (said,) = difference(before, now, ("", "")).unlike
    assert "later day (2026-10-09) than this one (2026-10-08)" in said.say("en")
    assert difference(now, before, ("", "")).unlike == ()


def test_results_of_two_companies_are_told_to_be_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, now = (_checked(tmp_path, name, MENDED) for name in ("before", "now"))
    other = re.sub(r'("subject": ?")(KA)', r"\1HB", before.read_text(encoding="utf-8"))
    before.write_text(other, encoding="utf-8")
    run(["diff", str(before), str(now), "--lang", "en"])
    assert "have no customer in common" in capsys.readouterr().out.splitlines()[1]


def test_policies_in_another_order_are_the_same(tmp_path: Path) -> None:
    asked = ("--policy", "customer-grading")
    before, now = (_loaded(_checked(tmp_path, name, MENDED, *asked)) for name in ("before", "now"))
    now["policies"].reverse()
    assert difference(before, now, ("", "")).unlike == ()


def test_what_is_of_one_clause_stands_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _checked(tmp_path, "before", MENDED, "--as-of", "2026-07-15")
    after = _checked(tmp_path, "after", MENDED, "--period", "2026")
    run(["diff", str(before), str(after), "--lang", "zh"])
    new = capsys.readouterr().out.split("新出现（")[1].split("\n\n")[0]
    clauses = [line for line in new.splitlines() if line.startswith("  strategic-account")]
    assert len(clauses) > 1
    assert len(clauses) == len(set(clauses))


def test_a_review_tells_it_everywhere(tmp_path: Path) -> None:
    before = _checked(tmp_path, "before", WRONG)
    (tmp_path / "客户档案.xlsx").write_bytes(desk.workbook({"customer": MENDED}, {}))
    asked = ("--policy", "strategic-account", "--as-of", "2026-10-08", "--period", "2026Q3")
    out = tmp_path / "out"
    args = ["review", str(tmp_path / "客户档案.xlsx"), *asked, "--baseline", str(before)]
    run([*args, "-o", str(out), "--lang", "zh"])
    told = (out / "findings.txt").read_text(encoding="utf-8")
    counts = re.search(r"变坏7，新出现0，仍未解决(\d+)，已解决(\d+)，不再检查(\d+)", told)
    assert counts
    sheet: Any = openpyxl.load_workbook(out / "findings.xlsx")["与上次相比"]
    words = [row[0].value for row in sheet.iter_rows(min_row=5)]
    assert [words.count("仍未解决"), words.count("已解决")] == list(map(int, counts.groups()[:2]))
    page = (out / "report.html").read_text(encoding="utf-8")
    assert f"<b>{counts[2]}</b> 已解决" in page


def test_a_report_ends_with_its_result_whatever_it_is_compared_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _checked(tmp_path, "before", WRONG)
    sheet = tmp_path / "客户档案.xlsx"
    sheet.write_bytes(desk.workbook({"customer": MENDED}, {}))
    asked = ("--policy", "strategic-account", "--as-of", "2026-10-08", "--period", "2026Q3")
    capsys.readouterr()
    run(["check", str(sheet), *asked, "--baseline", str(before), "--lang", "zh"])
    told = capsys.readouterr().out.splitlines()
    assert any(line.startswith("已解决（") for line in told)
    assert told[-1].startswith("结论：")
    assert told[-1] == told[1]
