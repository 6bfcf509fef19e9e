"""What people write amiss in files of their own: each is told with its file and line, in plain
words of either language, and none ends a command otherwise."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from kamdocs import compliance, sheets, trial
from kamdocs.cli.main import run
from kamdocs.model import LANGS, Lang
from tests import desk

CASES = yaml.safe_load(desk.example("tests/cases/slips.yaml").read_text(encoding="utf-8"))
SLIPS = [(sort, case) for sort, cases in CASES.items() for case in cases]
EXTENDING = """\
extends: strategic-account
policy: {id: ours, version: "2"}
parameters: {}
rules:
  - {id: quality-visit, each: half-year}
"""
FIELDS = """\
title: {zh: 我们的栏目, en: Ours}
kinds:
  customer:
    fields:
      credit:
        type: amount
        meta: {zh: 授信, en: Credit, group: file, unit: 万元, example: "300", help: {zh: 一, en: a}}
"""
SETTINGS = """\
company = "瀚川"
policies = ["strategic-account"]

[headings.customer]
"甲方" = "客户名称"

[notices]
days = 5
"""
FILES = {
    "policy": "small.yaml",
    "cases": "small.cases.yaml",
    "extending": "ours.yaml",
    "fields": "fields.yaml",
    "settings": "kamdocs.toml",
}
COMMANDS = {
    "policy": ["policy", "lint", "small.yaml"],
    "cases": ["policy", "test", "small.yaml"],
    "extending": ["policy", "lint", "ours.yaml"],
    "fields": ["schema", "show", "customer", "--policy", "with-fields.yaml"],
    "settings": ["check", "客户档案.csv", "--as-of", "2026-10-08"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a file of every sort, sound all of them."""
    own = tmp_path / "制度 与设置"
    own.mkdir()
    monkeypatch.chdir(own)
    for name in ("small.yaml", "small.cases.yaml"):
        shutil.copy(desk.example("samples/own") / name, own / name)
    with_fields = EXTENDING + "requires_fields: [fields.yaml]\n"
    for name, words in (
        ("ours.yaml", EXTENDING),
        ("fields.yaml", FIELDS),
        ("with-fields.yaml", with_fields),
        ("kamdocs.toml", SETTINGS),
        ("客户档案.csv", "客户编号,客户名称\nA-1,甲川公司\n"),
    ):
        (own / name).write_text(words, encoding="utf-8")
    return own


def amiss(case: dict[str, Any], sound: str) -> tuple[bytes, int]:
    """A file with the slip of a case in it, and the line that it stands in."""
    old = case.get("old", "")
    assert old in sound
    before = sound[: sound.index(old)]
    text = sound.replace(old, case["new"], 1) if old else sound
    return text.encode(case.get("encoded", "utf-8")), before.count("\n") + 1 + case.get("below", 0)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("sort", "case"), SLIPS, ids=[f"{sort}: {case['name']}" for sort, case in SLIPS]
)
def test_a_slip_is_told_with_its_line_in_plain_words(
    sort: str, case: dict[str, Any], lang: Lang, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / FILES[sort]
    content, number = amiss(case, file.read_text(encoding="utf-8"))
    file.write_bytes(content)
    assert run([*COMMANDS[sort], "--lang", lang]) in (1, 3)
    told = [line for line in "".join(capsys.readouterr()).splitlines() if "KD" in line]
    assert f"{file.name}:{number}: {case['told']} " in told[0]
    assert case[lang] in told[0]
    assert all(f"{file.name}:" in line for line in told)
    assert len(told) == 1 or "only" not in case


UNMET = """\
- rule: manager
  name: 栏目写错了
  given: {customer: "| acount_manager |\\n| 沈知行 |"}
  found: [KA-001 pass]
"""


def test_a_case_that_comes_out_otherwise_tells_why(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("small.cases.yaml").write_text(UNMET, encoding="utf-8")
    assert run(["policy", "test", "small.yaml", "--lang", "zh"]) == 1
    said = capsys.readouterr().out
    assert "KA-001 fail: 缺：大客户经理" in said
    assert "KD104 [客户档案.csv]客户档案!G1 表头「acount_manager」" in said


def test_a_case_of_another_time_tells_which_was_looked_at(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = Path("small.cases.yaml").read_text(encoding="utf-8")
    Path("small.cases.yaml").write_text(
        cases.replace(
            "2026-10-12 | 特别访问 | 批量投诉 | 停线", "2026-03-12 | 特别访问 | 批量投诉 | 停线"
        ),
        encoding="utf-8",
    )
    assert run(["policy", "test", "small.yaml", "--lang", "zh"]) == 1
    assert "2026年下半年里没有这条规则要管的" in capsys.readouterr().out


def test_a_policy_without_cases_is_told_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("small.cases.yaml").unlink()
    assert run(["policy", "test", "small.yaml", "--lang", "zh"]) == 3
    assert "small.yaml: KD994 旁边没有案例文件small.cases.yaml" in capsys.readouterr().err


def test_policies_may_extend_one_another_through_folders_of_their_own(folder: Path) -> None:
    """Each names the other from where it lies; two of one file name are no circle."""
    below = folder / "集团"
    below.mkdir()
    shutil.move(folder / "small.yaml", below / "base.yaml")
    shutil.move(folder / "small.cases.yaml", below / "base.cases.yaml")
    for path, other, name in (
        (below / "ours.yaml", "base.yaml", "group"),
        (folder / "ours.yaml", "集团/ours.yaml", "ours"),
    ):
        words = f"extends: {other}\npolicy: {{id: {name}, version: '2'}}\n"
        path.write_text(words, encoding="utf-8")
    assert run(["policy", "lint", "ours.yaml"]) == 0
    assert run(["policy", "test", "ours.yaml"]) == 0


def test_a_row_of_a_case_has_no_class_that_the_company_does_not_have(folder: Path) -> None:
    classes = "choices:\n      tier:\n        金牌客户: {en: Gold}\n"
    fields = FIELDS.replace("    fields:", f"    {classes}    fields:")
    Path("fields.yaml").write_text(fields, encoding="utf-8")
    pack = Path("small.yaml").read_text(encoding="utf-8").replace("战略客户", "金牌客户")
    Path("small.yaml").write_text(pack + "requires_fields: [fields.yaml]\n", encoding="utf-8")
    schemas = compliance.with_required(desk.SCHEMAS, [Path("small.yaml")])
    (case, *_) = trial.cases_of(Path("small.yaml"), schemas)
    assert trial.findings_of(case, schemas) == []


@pytest.mark.parametrize("name", ["fields.yaml", "small.cases.yaml"])
def test_what_lies_beside_a_policy_is_told_to_be_none(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["policy", "lint", name, "--lang", "en"]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{name}:1: KD906 ")
    assert "no policy" in line


def test_a_class_that_no_rule_compares_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiers = """\
  - {id: rest, clause: "1", title: {zh: 其他, en: Others}, declared: 一般客户, when: {}}
"""
    rule = """\
  - {id: agrees, clause: "1", kind: tier, tier: watched, owner: {zh: 部, en: D}, severity: low,
     text: {zh: 一致, en: agrees}}
"""
    pack = Path("small.yaml").read_text(encoding="utf-8").replace("\nrules:", f"{tiers}\nrules:")
    Path("small.yaml").write_text(pack + rule, encoding="utf-8")
    assert run(["policy", "lint", "small.yaml", "--lang", "zh"]) == 1
    assert "small.yaml:27: KD982 " in capsys.readouterr().out


NOTEPAD = {
    "kamdocs.toml": ["check", "客户档案.csv"],
    "small.yaml": ["policy", "lint", "small.yaml"],
    "small.cases.yaml": ["policy", "test", "small.yaml"],
    "fields.yaml": ["schema", "show", "customer", "--policy", "with-fields.yaml"],
    "模板/forms.yaml": ["form", "list"],
}


@pytest.mark.parametrize("name", NOTEPAD)
def test_what_notepad_saved_as_text_is_not_passed_over(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "模板/forms.yaml":
        (folder / "模板").mkdir()
        (folder / name).write_text("forms: {}", encoding="utf-8")
        (folder / "kamdocs.toml").write_text('[forms]\nfolder = "模板"\n', encoding="utf-8")
    (folder / name).rename(folder / f"{name}.txt")
    assert run([*NOTEPAD[name], "--lang", "zh"]) in (2, 3)
    said = capsys.readouterr().err
    assert f"KD996 要叫{Path(name).name}才会用到" in said


@pytest.mark.parametrize(
    ("name", "near"), [("./small", "small.yaml"), ("smal.yaml", "small.yaml"), ("无.yaml", "")]
)
def test_a_policy_that_is_not_there_is_told_with_the_file_that_was_meant(
    name: str, near: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["policy", "lint", name, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "KD443" in said
    assert ("nearest: " + near in said) is bool(near)


IDLE = "    checks:\n      - {id: idle, must: %s, text: {zh: 一, en: a}}\n    fields:"
ODD_FIELDS = [
    ('example: "300"', "example: 三百", "KD986", 7, "「授信」的示例自己就不合要求"),
    ("    fields:", IDLE % "{}", "KD987", 5, "什么都不要求"),
    ("    fields:", IDLE % "{fax: {nullable: true}}", "KD987", 5, "什么都不要求"),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "words"), ODD_FIELDS)
def test_what_is_odd_in_fields_of_ones_own_is_told(
    old: str,
    new: str,
    code: str,
    line: int,
    words: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("fields.yaml").write_text(FIELDS.replace(old, new, 1), encoding="utf-8")
    assert run(["policy", "lint", "with-fields.yaml", "--lang", "zh"]) == 1
    told = [one for one in capsys.readouterr().out.splitlines() if code in one]
    assert told[0].startswith(f"fields.yaml:{line}: {code} ")
    assert words in told[0]


def test_words_may_begin_and_end_with_something_quoted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = Path("small.yaml").read_text(encoding="utf-8")
    words = words.replace("zh: 投诉3天内答复", "zh: “三包”期内的投诉3天内答复，见“附件”")
    Path("small.yaml").write_text(words, encoding="utf-8")
    assert run(["policy", "lint", "small.yaml", "--lang", "zh"]) == 0
    assert "small.yaml: 没有可疑的地方" in capsys.readouterr().out


LINE = """\
    fields:
      line:
        type: text
        meta: {zh: 产线, en: Line, group: file, example: 甲|乙, help: {zh: 一, en: a}}
"""


def test_an_example_may_have_a_bar_in_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("fields.yaml").write_text(FIELDS.replace("    fields:\n", LINE), encoding="utf-8")
    run(["policy", "lint", "with-fields.yaml"])
    assert "KD986" not in capsys.readouterr().out


def test_the_examples_that_come_with_the_project_are_sound() -> None:
    built_in = desk.SCHEMAS
    every = [
        built_in,
        *(sheets.with_fields(built_in, one) for one in sheets.files_of_fields().values()),
    ]
    for schemas in every:
        for kind, schema in schemas.items():
            assert list(trial.unsound_examples(kind, tuple(schema.fields), schemas)) == []


def test_what_a_policy_leaves_unchecked_is_listed_once_for_all_its_versions(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = Path("small.yaml").read_text(encoding="utf-8")
    pack += "outside:\n  - {clause: '5', text: {zh: 目的, en: Purpose}}\n"
    Path("small.yaml").write_text(pack, encoding="utf-8")
    later = pack.replace('version: "1"', 'version: "2"').replace("2026-01-01", "2026-07-01")
    Path("later.yaml").write_text(later, encoding="utf-8")
    words = ["--policy", "small.yaml", "--policy", "later.yaml", "--as-of", "2026-10-08"]
    run(["check", "客户档案.csv", *words, "--lang", "zh"])
    said = capsys.readouterr().out
    assert said.count("5 目的") == 1
    assert "制度写明不检查的条款" in said
