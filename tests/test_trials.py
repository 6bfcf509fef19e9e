"""What ``--set`` tries is told wherever results are, so that nobody takes them for real."""

import json
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from lxml import html

from kamdocs.cli.main import run
from kamdocs.model import LANGS, Lang
from tests import desk

GOOD = str(desk.example("samples/good"))
QUARTER = str(desk.example("samples/2026Q3"))
ASKED = ("--policy", "strategic-account", "--as-of", "2026-10-08", "--period", "2026Q3")
DAY = ("--set", "status_report_day=8")
AS_IT_IS = ("--set", "key_sales=2000")
SAYS: dict[Lang, str] = {
    "zh": "试算，不是正式结果：用--set把“次月几日前报出业务状况报告”（status_report_day）改成8日"
    "（制度是5日）",
    "en": "A trial, no result of the policy as it stands: by --set, “Day of the next month by "
    "which the status report is handed in” (status_report_day) is day 8 instead of day 5",
}
FILES = {"text": "report.txt", "html": "report.html", "xlsx": "report.xlsx", "json": "report.json"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own, with no configuration above it."""
    monkeypatch.chdir(tmp_path)


def _head(file: str) -> str:
    """The words with which a report begins, up to its verdict."""
    path = Path(file)
    if path.suffix == ".xlsx":
        rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(max_row=4)
        return " ".join(str(cell.value) for row in rows for cell in row)
    words = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        page: Any = html.document_fromstring(words)
        return "".join(page.xpath("//main//p[contains(@class, 'verdict')]/preceding::*/text()"))
    return "".join(words.splitlines()[:2])


def _checked(shape: str, lang: Lang, *tried: str) -> str:
    """The file of a check in which values were tried."""
    file = FILES[shape]
    run(["check", GOOD, *ASKED, *tried, "--format", shape, "--lang", lang, "-o", file])
    return file


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("shape", ["text", "html", "xlsx"])
def test_what_is_tried_is_told_near_the_head(shape: str, lang: Lang) -> None:
    assert SAYS[lang] in _head(_checked(shape, lang, *DAY, *AS_IT_IS))


@pytest.mark.parametrize("shape", ["text", "html", "xlsx"])
def test_a_value_that_the_policy_has_is_no_trial(shape: str) -> None:
    head = _head(_checked(shape, "zh", *AS_IT_IS))
    assert "2026" in head
    assert "试算" not in head


def test_a_pattern_is_told_without_its_spelling() -> None:
    head = _head(_checked("text", "en", "--set", "convener=.*"))
    assert "(convener) is written another way" in head
    assert ".*" not in head


def test_a_value_that_is_told_as_the_policy_s_is_no_pattern() -> None:
    head = _head(_checked("text", "en", "--set", "min_exposure=0.50004"))
    assert "is 50% instead of 50%" in head


def test_json_tells_who_set_the_value_and_what_the_policy_has() -> None:
    whole = json.loads(Path(_checked("json", "zh", *DAY, *AS_IT_IS)).read_text(encoding="utf-8"))
    (policy,) = whole["policies"]
    told = {one["name"]: one for one in policy["parameters"]}
    tried = told.pop("status_report_day")
    assert (tried["value"], tried["default_by"]) == (8, "run")
    assert tried["instead_of"] == {
        "value": 5,
        "default_by": "project",
        "shown": {"zh": "5日", "en": "day 5"},
    }
    assert {one["default_by"] for one in told.values()} == {"source", "project"}
    assert {one["instead_of"] for one in told.values()} == {None}


def test_explaining_a_line_tells_both(capsys: pytest.CaptureFixture[str]) -> None:
    report = _checked("json", "zh", *DAY)
    line = "strategic-account/4.2.1.4b/monthly-status-report/KA-001/2026-09"
    assert run(["explain", line, "--report", report, "--lang", "zh"]) == 0
    assert "8日（这次用--set试的，制度是5日）" in capsys.readouterr().out


def test_all_that_review_makes_tells_it() -> None:
    run(["review", QUARTER, *ASKED, *DAY, "--lang", "zh", "-o", "made"])
    for name in ("findings.txt", "findings.xlsx", "index.html", "report.html"):
        assert SAYS["zh"] in _head(f"made/{name}")
    letters = list(Path("made/notices").glob("*/*.docx"))
    assert letters
    for one in letters:
        words = "".join(part.text for part in docx.Document(str(one)).paragraphs)
        assert SAYS["zh"] in words


def test_what_an_earlier_run_tried_is_told_beside_what_changed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, tried in {"tried": DAY, "real": AS_IT_IS}.items():
        run(["check", GOOD, *ASKED, *tried, "--format", "json", "-o", f"{name}.json"])
    for first, second in (("tried", "real"), ("real", "tried"), ("real", "real")):
        run(["diff", f"{first}.json", f"{second}.json", "--lang", "zh"])
        head = capsys.readouterr().out.splitlines()[1:3]
        told = [line for line in head if SAYS["zh"] in line]
        assert len(told) == ("tried" in (first, second))
    run(["check", GOOD, *ASKED, "--set", "convener=.*", "--format", "json", "-o", "other.json"])
    run(["diff", "other.json", "real.json", "--lang", "en"])
    assert "(convener) is written another way" in capsys.readouterr().out
    run(["diff", "tried.json", "real.json", "--format", "json"])
    trials = json.loads(capsys.readouterr().out)["trials"]
    assert trials == {"before": SAYS, "now": None}
    for name in ("html", "xlsx"):
        file = f"changes.{name}"
        run(["check", GOOD, *ASKED, "--baseline", "tried.json", "--format", name, "-o", file])
    assert SAYS["zh"] in Path("changes.html").read_text(encoding="utf-8")
    changes = openpyxl.load_workbook("changes.xlsx")["与上次相比"]
    assert any(
        SAYS["zh"] in str(cell.value) for row in changes.iter_rows(max_row=3) for cell in row
    )


def test_a_trial_is_no_earlier_period(capsys: pytest.CaptureFixture[str]) -> None:
    """Saved last of its period it would stand there for what was real."""
    Path("past").mkdir()
    asked = ("--policy", "strategic-account", "--as-of", "2026-07-08", "--period", "2026Q2")
    for name, tried in (("a-real", AS_IT_IS), ("b-tried", DAY)):
        run(["check", GOOD, *asked, *tried, "--format", "json", "-o", f"past/{name}.json"])
    capsys.readouterr()
    run(["check", GOOD, *ASKED, "--history", "past", "--lang", "zh"])
    said = capsys.readouterr().out
    assert "KD588" in said
    assert f"{SAYS['zh']}；没有采用" in said
    assert "KD576" not in said
