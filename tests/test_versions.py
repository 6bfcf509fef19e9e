"""Several versions of one policy, and the days between them. The cases stand in
cases/versions.yaml."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from lxml import html

from kamdocs import compliance, review, trial
from kamdocs.cli.main import run
from kamdocs.cli.reasoning import finding_page
from kamdocs.model import LANGS, UNJUDGED, Book, Lang, Report, Status
from kamdocs.notices import letters, notices
from kamdocs.reports import as_json, as_page, as_text, as_workbook, plain
from kamdocs.reports.from_json import pick
from kamdocs.reports.verdicts import result_line
from kamdocs.words import phrases
from tests import desk

CASES = desk.cases("versions")
HEAD = yaml.safe_load(desk.example("tests/files/own-visits.yaml").read_text(encoding="utf-8"))
VISITS = {"visit": "| visited_on |\n| 2026-07-07 |\n| 2026-08-20 |\n| 2026-10-10 |"}
GAP = CASES[0]


def _rule(name: str, words: Any) -> dict[str, Any]:
    """A rule in full, from the words of a case."""
    more = dict(words) if isinstance(words, Mapping) else {"each": words}
    asked = {"kind": "cadence", "of": "visit", "at_least": 1}
    if more.get("each") == "fields":
        more, asked = {}, {"kind": "fields", "need": ["name"]}
    if "kind" in more:
        asked = {}
    if "lasts" in more:
        asked = {"kind": "unbroken", "of": "visit"}
    told = {"zh": "要求", "en": "What is asked"}
    return {"id": name, "clause": name, "owner": told, "severity": "low", "text": {**told},
            **asked, **more}  # fmt: skip


def _written(case: dict[str, Any], folder: Path) -> list[Path]:
    """The versions of a case as files: 1.yaml, 2.yaml, ..."""
    paths = []
    for number, version in enumerate(case["versions"], 1):
        head = {**HEAD["policy"], "version": str(number), "effective_from": version["from"]}
        rules = [_rule(name, words) for name, words in version["rules"].items()]
        whole = {**HEAD, "policy": head, "tiers": [], "rules": rules}
        paths.append(folder / f"{number}.yaml")
        paths[-1].write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
    return paths


def _checked(case: dict[str, Any], folder: Path) -> tuple[Report, Book]:
    speaks = {"through": {"visit": "2027-01-31"}, "given": VISITS}
    return desk.run({**case, **speaks}, *map(str, _written(case, folder)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_period_is_judged_or_said_to_be_judged_by_none(
    case: dict[str, Any], tmp_path: Path
) -> None:
    report, _ = _checked(case, tmp_path)
    rulings = [f"{one.rule} {trial.in_short(one)}" for one in report.rulings]
    assert sorted(rulings) == sorted(case["found"])
    if any(words.endswith("unknown") for words in case["found"]):
        assert not report.compliant


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_days_before_a_policy_are_named(case: dict[str, Any], tmp_path: Path) -> None:
    report, _ = _checked(case, tmp_path)
    told = []
    for one in report.findings:
        if one.code in UNJUDGED:
            days = [str(one.facts[name]) for name in ("start", "end")]
            waiting = [one.facts["clauses"].zh] if "clauses" in one.facts else []
            told.append(" ".join([one.code, *days, *waiting]))
    assert sorted(told) == sorted(case.get("before", []))


def test_nobody_is_sent_a_letter_about_the_days_before_a_policy(tmp_path: Path) -> None:
    report, book = _checked(next(case for case in CASES if "before" in case), tmp_path)
    sent = [one.code for letter in notices(report, book, desk.SCHEMAS) for one in letter.findings]
    assert not UNJUDGED.intersection(sent)


def test_who_kept_everything_is_told_that_days_are_not_in_it(tmp_path: Path) -> None:
    report, _ = _checked(next(case for case in CASES if "before" in case), tmp_path)
    passed = [one for one in report.verdicts if one.ruling and one.ruling.status is Status.PASS]
    kept = report._replace(verdicts=tuple(passed))
    assert kept.compliant
    for lang in LANGS:
        assert result_line(kept, lang).words == phrases.COMPLIANT_IN_PART.say(lang)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_lint_tells_the_days_that_no_version_judges(case: dict[str, Any], tmp_path: Path) -> None:
    paths = _written(case, tmp_path)
    every = compliance.lint_versions(paths, desk.SCHEMAS).values()
    told = [
        f"{one.file} {one.facts['name']} {one.facts['start']} {one.facts['end']}"
        for faults in every
        for one in faults
    ]
    assert told == case["lint"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_output_tells_the_days_and_both_versions(lang: Lang, tmp_path: Path) -> None:
    report, book = _checked(GAP, tmp_path)
    (unknown,) = (
        one for one in json.loads("".join(as_json(report)))["verdicts"] if not one["subject"]
    )
    said = unknown["text"][lang]
    for part in ("2026-09-01", "2026-09-30", "1", "2"):
        assert part in said
    assert said in as_text(report, lang)
    assert said in "".join(as_page(report, review.around(report, book, desk.SCHEMAS), lang))
    assert unknown["mend"][lang] in as_text(report, lang)


def test_lint_looks_at_the_versions_that_stand_beside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, later = map(str, _written(GAP, tmp_path))
    for names in ([first], [later], [first, later]):
        assert run(["policy", "lint", *names, "--lang", "en"]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert [line.split(":")[0] for line in lines if " KD947 " in line] == ["2.yaml"]


def test_lint_passes_over_what_else_stands_beside(tmp_path: Path) -> None:
    (first, later) = _written(GAP, tmp_path)
    later.write_text("rules: [", encoding="utf-8")
    (tmp_path / "3.yaml").write_text("- no pack\n", encoding="utf-8")
    assert compliance.lint_versions([first], desk.SCHEMAS) == {}


def test_each_verdict_stands_under_the_words_of_its_own_version(tmp_path: Path) -> None:
    """Missed in September by the first version, in October by the second, which asks otherwise."""
    case = {
        "versions": [
            {"from": desk.day("2026-01-01"), "rules": {"call": {"each": "month", "clause": "5"}}},
            {"from": desk.day("2026-10-01"), "rules": {"call": {"each": "month", "clause": "5"}}},
        ]
    }
    paths = _written(case, tmp_path)
    later = yaml.safe_load(paths[1].read_text(encoding="utf-8"))
    later["rules"][0] |= {"at_least": 2, "text": {"zh": "改成两次", "en": "Twice now"}}
    paths[1].write_text(yaml.safe_dump(later, allow_unicode=True), encoding="utf-8")
    asked = {"as_of": desk.day("2026-11-08"), "period": "2026H2"}
    asked |= {"through": {"visit": "2026-11-30"}}
    report, book = desk.run({**asked, "given": VISITS}, *map(str, paths))
    page: Any = html.document_fromstring(
        "".join(as_page(report, review.around(report, book, desk.SCHEMAS), "zh"))
    )
    failed = page.xpath("//*[@id='status-fail']//section[@class='clause']")
    told = [
        (one.xpath("string(h4)"), [at.rsplit("/", 1)[-1] for at in one.xpath(".//li/@id")])
        for one in failed
    ]
    name = HEAD["policy"]["id"]
    assert [(head.split(name)[0].split()[-1], months) for head, months in told] == [
        ("要求", ["2026-09"]),
        ("改成两次", ["2026-10"]),
    ]
    assert [head.split(name)[1].split()[0] for head, _ in told] == ["v1", "v2"]
    around = review.around(report, book, desk.SCHEMAS)
    content = as_workbook(report, around, tmp_path, {}, "zh")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["问题清单"]
    rows = [*sheet.iter_rows(min_row=4, values_only=True)]
    by, when = rows[0].index("制度"), rows[0].index("期间")
    versions = {str(row[when]): str(row[by]).split()[-1] for row in rows[1:] if row[0] == "不合规"}
    assert versions == {"2026年9月": "v1", "2026年10月": "v2"}
    (letter,) = letters(notices(report, book, desk.SCHEMAS), report)
    title = HEAD["policy"]["title"]["zh"]
    cited = [row["clause"].split()[0] for row in letter.rows["breach"]]
    assert cited == [f"《{title}》（v1）5", f"《{title}》（v2）5"]
    whole = json.loads("".join(as_json(report)))
    for one in whole["verdicts"]:
        said = plain(finding_page(pick(one["id"], whole, "r.json"), "zh"))
        assert said.splitlines()[0].endswith(f"{name} v{one['version']}")
