"""Every command that a README shows is run, and what it shows as output is what comes out."""

import json
import os
import re
import shlex
from pathlib import Path

import pytest

from kamdocs.cli.main import run
from kamdocs.model import Status
from tests import desk, shown

READMES = {"en": "README.md", "zh": "README.zh-CN.md"}
OUTPUT = re.compile(r"<!-- output: ([\w-]+) -->\n```text\n(.*?)```", re.DOTALL)
SHOWN = {
    "validate-email": ("validate samples/bad/email/客户档案.xlsx --as-of 2026-10-08", 0),
    "check-quarter": (
        "check samples/2026Q3 --policy strategic-account --as-of 2026-10-08",
        23,
    ),
    "explain-clause": ("explain 4.2.1.3a", 22),
    "init-company": (
        "init our-company --company 江苏澄岚电梯部件有限公司 --policy customer-grading "
        "--as-of 2026-10-08",
        0,
    ),
    "plan-quarter": ("plan samples/good --period 2026Q4 --as-of 2026-10-08 -o plan", 13),
}
"""The commands whose output is shown, and how many lines of it (0: all)."""


def _words(lang: str) -> str:
    return desk.example(READMES[lang]).read_text(encoding="utf-8")


def _blocks(lang: str) -> list[list[str]]:
    """What each shell block has kamdocs do."""
    return [called for block in shown.blocks(_words(lang)) if (called := shown.commands(block))]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with copies of the samples and schemas, to work in."""
    return shown.working_copy(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("lang", "block"),
    [  # what both have is run once
        *(("en", block) for block in _blocks("en")),
        *(("zh", block) for block in _blocks("zh") if block not in _blocks("en")),
    ],
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_every_command_runs_one_after_the_other(
    lang: str, block: list[str], copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in block:
        code = run(shlex.split(command))
        said = capsys.readouterr()
        assert code == shown.wanted_code(command, code), said.err
        assert said.out or " -o " in command


@pytest.mark.parametrize("lang", READMES)
@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_is_what_comes_out(
    lang: str, name: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, many = SHOWN[name]
    run([*shlex.split(command), "--lang", lang])
    lines = shown.printed(capsys.readouterr().out).splitlines()
    wanted = "\n".join(lines[:many] if many else lines) + "\n"
    readme = desk.example(READMES[lang])
    if os.environ.get("KAMDOCS_UPDATE"):
        words = _words(lang)
        for found in OUTPUT.finditer(words):
            if found[1] == name:
                words = words[: found.start(2)] + wanted + words[found.end(2) :]
        readme.write_text(words, encoding="utf-8")
    assert dict(OUTPUT.findall(_words(lang)))[name] == wanted


@pytest.mark.parametrize("lang", READMES)
def test_the_configuration_that_is_shown_is_taken(
    lang: str, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (told,) = (one.body for one in shown.blocks(_words(lang)) if one.language == "toml")
    (copy / "kamdocs.toml").write_text(told, encoding="utf-8")
    assert run(["schema", "show", "customer"]) == 0
    assert "合同额" in capsys.readouterr().out
    assert run(["validate", "samples/good", "--as-of", "2026-10-08"]) == 0


def test_both_languages_show_the_same_commands() -> None:
    chinese, english = (
        [command.replace(" --lang en", "") for block in _blocks(lang) for command in block]
        for lang in ("zh", "en")
    )
    assert chinese == english


@pytest.mark.parametrize("lang", READMES)
def test_what_a_readme_leads_to_is_there(lang: str) -> None:
    words = _words(lang)
    targets = re.findall(r"\]\(([^)#]+)\)", words)
    assert targets
    for target in targets:
        assert desk.example(target).exists(), target
    anchors = set(re.findall(r"\]\(#([^)]+)\)", words))
    titles = re.findall(r"^#+ (.+)$", words, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}
    assert anchors <= made


@pytest.mark.parametrize("lang", READMES)
def test_every_status_is_told(lang: str) -> None:
    words = _words(lang)
    for status in Status:
        assert status.value.replace("-", " ").replace("warn", "warning") in words


@pytest.mark.parametrize("lang", READMES)
def test_the_json_report_has_the_entries_that_are_told(lang: str, copy: Path) -> None:
    run(["review", "samples/2026Q3", "--as-of", "2026-10-08", "-o", "out"])
    report = json.loads((copy / "out" / "findings.json").read_text(encoding="utf-8"))
    page = desk.example(f"docs/{lang}/how-to/json-report.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (`\w+`(?:[,、] ?`\w+`)*) \| (.*) \|$", page, re.MULTILINE)
    told = {name: words for names, words in table for name in re.findall(r"`(\w+)`", names)}
    assert set(told) == set(report)
    for entry in ("policies", "findings", "verdicts", "outside", "documents"):
        for name in next(iter(report[entry]), {}):
            assert f"`{name}`" in told[entry], f"{entry}.{name}"
    assert all(f"`{name}`" in told["files"] for name in report["files"][0])
    assert all(f"`{name}`" in told["summary"] for name in report["summary"])
