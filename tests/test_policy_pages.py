"""Policies as people read them: the table of all, one as a page, two side by side."""

import json
import re
from pathlib import Path

import pytest

from kamdocs import compliance, forms
from kamdocs.cli.main import run
from kamdocs.cli.tables import aligned, side_by_side
from kamdocs.compliance.kinds import KINDS
from kamdocs.lettering import width
from kamdocs.model import LANGS, Lang
from kamdocs.words.clauses import UNITS
from tests import desk

PACKS = compliance.built_in()
ENGLISH = {"approval", "count", "deadline", "fields", "grade", "order", "tier"}
OURS = {*KINDS, "half-year", "写法", "是否"}
"""Words of ours that are none of the users'; some of them are words of English."""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def printed(args: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(args) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_is_aligned_and_pastes_into_columns(
    lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *lines = printed(["policy", "list", "--lang", lang], capsys).split("\n\n")[0].split("\n")
    rows = [line.split("\t") for line in lines]
    assert [row[0].strip(" *") for row in rows] == list(PACKS)
    assert {len(row) for row in rows} == {len(head.split("\t"))}
    for column in zip(head.split("\t")[:-1], *(row[:-1] for row in rows), strict=True):
        assert len({width(cell) for cell in column}) == 1
    for row, name in zip(rows, PACKS, strict=True):
        policy = desk.pack(name)
        assert row[1].strip() == policy.title.say(lang)
        assert [int(cell) for cell in row[2:4]] == [
            len(policy.rules),
            sum(rule.kind == "attest" for rule in policy.rules),
        ]
        assert row[5].strip() == "100%"
        assert row[6]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("what", ["schema", "form"])
def test_kinds_and_forms_are_listed_as_policies_are(
    what: str, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *lines = printed([what, "list", "--lang", lang], capsys).splitlines()
    rows = [line.split("\t") for line in lines]
    known = (
        {kind: one.title for kind, one in desk.SCHEMAS.items()}
        if what == "schema"
        else {name: one.title for name, one in forms.forms().items()}
    )
    told = [(row[0].strip(), row[1].strip()) for row in rows]
    assert told == [(name, title.say(lang)) for name, title in known.items()]
    for column in zip(head.split("\t")[:-1], *(row[:-1] for row in rows), strict=True):
        assert len({width(cell) for cell in column}) == 1
    assert len({row[-1] for row in rows}) > 1
    if what == "schema":
        assert [row[-1] for row in rows] == [one.row.say(lang) for one in desk.SCHEMAS.values()]


def test_kinds_of_sheet_are_named_where_there_is_none_of_that_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["blank", "拜访", "-o", "x.xlsx", "--lang", "zh"]) == 2
    assert "拜访报告（visit）、访问计划（visit_plan）" in capsys.readouterr().err


def test_a_share_is_shown_with_its_percent_sign(capsys: pytest.CaptureFixture[str]) -> None:
    shown = printed(["policy", "show", "share-based", "--lang", "zh"], capsys)
    assert "「业务占比」不少于5%；" in shown
    Path("客户.csv").write_text(
        "客户编号,客户名称,客户分类,业务占比\nA1,甲川贸易有限公司,一般客户,6.5\n", encoding="utf-8"
    )
    assert run(["check", "客户.csv", "--policy", "share-based", "--period", "2026Q3",
                "--as-of", "2026-10-08", "--format", "json"]) == 1  # fmt: skip
    [customer] = json.loads(capsys.readouterr().out)["customers"]
    held = {cell["name"]: cell["holds"][0]["value"] for cell in customer["cells"]}
    assert held["business_share"] == {"zh": "6.5%", "en": "6.5%"}


def test_what_cases_find_otherwise_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.yaml").write_text(
        "extends: delivery\npolicy: {id: own, title: {zh: 甲, en: A}, version: '1'}\n"
        "parameters:\n  answer_days: {value: 5}\n",
        encoding="utf-8",
    )
    Path("own.cases.yaml").write_text(
        "- rule: class-given\n  name: {zh: 没有归类, en: in no class}\n  found: [KA-001 pass]\n",
        encoding="utf-8",
    )
    assert run(["policy", "test", "own.yaml", "--lang", "zh"]) == 1
    said = capsys.readouterr().out
    assert "  4 客户投诉要在规定天数内答复\n  应有：KA-001 2026-10-09 late（逾期完成）" in said
    assert "own.cases.yaml:1 class-given: 没有归类\n" in said
    assert run(["policy", "test", "own.yaml", "--lang", "en"]) == 1
    said = capsys.readouterr().out
    assert "own.cases.yaml:1 class-given: in no class\n" in said
    assert "expected: KA-001 2026-10-09 late\n" in said


def test_the_list_is_there_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(["policy", "list", "--format", "json"], capsys))
    assert [one["id"] for one in found] == list(PACKS)
    assert {one["covered"] == one["clauses"] for one in found} == {True}
    graded = next(one for one in found if one["id"] == "customer-grading")
    assert graded["about"] == [
        {"zh": "每一家客户", "en": "every customer"},
        {"zh": "全公司", "en": "the company"},
    ]
    assert not graded["usual"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PACKS)
def test_a_page_has_every_rule_in_the_order_of_clauses_and_no_word_of_ours(
    name: str, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    said = printed(["policy", "show", name, "--lang", lang], capsys)
    policy = desk.pack(name)
    rules = {f"  {rule.clause} {rule.text.say(lang)}": rule for rule in policy.rules}
    places = {line: at for at, line in enumerate(said.splitlines())}
    assert rules.keys() <= places.keys()
    order = sorted(rules, key=places.__getitem__)
    clauses = [rules[line].clause for line in order]
    printed_at = {clause: at for at, clause in enumerate(policy.printed)}
    numbers = [printed_at[clause] for clause in clauses if clause in printed_at]
    assert numbers == sorted(numbers)
    ids = {one.id for one in policy.rules} | policy.parameters.keys()
    names = {field for schema in desk.SCHEMAS.values() for field in schema.fields if "_" in field}
    words = set(re.findall(r"[\w-]+", said)) - ids
    assert words & (names | OURS - (ENGLISH | {"half-year"} if lang == "en" else set())) == set()
    for figure in policy.parameters.values():
        assert re.search(rf" {figure.name}$", said, re.MULTILINE)
        if figure.unit in UNITS and figure.text:
            assert figure.text.say(lang) in said


def test_two_policies_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    own = "extends: strategic-account\npolicy: {id: own, title: {zh: 甲, en: A}, version: '2'}\n"
    changes = (
        "parameters: {key_sales: {value: 3000}}\n"
        "rules: [{id: quality-visit, each: half-year}]\nwithout: [dedicated-account-manager]\n"
    )
    Path("own.yaml").write_text(own + changes, encoding="utf-8")
    asked = ["policy", "compare", "strategic-account", "own.yaml", "--format", "json"]
    found = json.loads(printed(asked, capsys))
    differ = {
        (section["title"], row["what"])
        for section in found["en"]
        for row in section["rows"]
        if row["one"] != row["other"]
    }
    assert differ == {
        *(("Tiers", name) for name in ("Key", "Major")),
        ("Thresholds and other figures", "Yearly sales of a key customer"),
        ("How often", "Visit report"),
        ("Fields to be filled in", "Customer archive: “Account manager”"),
    }
    lines = printed([*asked[:-2], "--lang", "zh"], capsys).splitlines()
    row = next(line for line in lines if line.startswith("重点客户的年销售额"))
    assert re.split(r"\s{2,}", row) == [
        "重点客户的年销售额",
        "2000万元（制度原文）",
        "3000万元（本公司设定）",
    ]
    assert max(map(width, lines)) < 120
    assert "同左" not in "".join(lines)
    assert lines[lines.index("谁批准") + 1] == "1项都相同，用--all列出"
    assert "另有17项相同，用--all列出" in lines
    every = printed([*asked[:-2], "--all", "--lang", "zh"], capsys)
    assert every.count("同左") == sum(
        row["one"] == row["other"] for section in found["zh"] for row in section["rows"]
    )


@pytest.mark.parametrize("pair", list(zip(PACKS, [*PACKS][1:], strict=False)), ids="-".join)
def test_any_two_can_be_compared(pair: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(["policy", "compare", *pair, "--format", "json"], capsys))
    asked = [one for section in found["zh"] for row in section["rows"] for one in row["one"]]
    for rule in desk.pack(pair[0]).rules:
        assert any(rule.clause in said for said in asked), rule.id
    fields = desk.schemas_of(pair[0])["customer"].fields
    decisive = {name for tier in desk.pack(pair[0]).tiers for name in tier.fields}
    assert {name for name in decisive if fields[name].label.zh not in "".join(asked)} == set()


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("一二三四五六七八九十甲乙", ["一二三四五六七八九", "十甲乙"]),
        ("一二三四五六七八九，十", ["一二三四五六七八", "九，十"]),
        ("visits of the company", ["visits of the", "company"]),
        ("一二三（「四五六七八」）", ["一二三（「四五六七", "八」）"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnopqr", "stuvwxyz"]),
        ("", [""]),
    ],
)
def test_long_cells_are_broken_as_people_read(words: str, lines: list[str]) -> None:
    shown = list(side_by_side(["", "", ""], [["", words, ""]], 52))[2:]
    assert [line.strip() for line in shown] == lines


def test_a_table_without_rows_is_empty() -> None:
    assert list(aligned([])) == []


def test_a_clause_that_is_checked_in_part_says_what_people_answer_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = printed(["policy", "coverage", "strategic-account", "--lang", "zh"], capsys)
    both = "机器检查  quality-engineer；由人确认  quality-performance-system"
    assert f"\n4.2.4.1\t{both}\n" in said
    assert "\n4.2.3.1\t由人确认  delivery-cycle\n" in said


def test_posts_in_plain_words_are_shown_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = tmp_path / "ours.yaml"
    steps = "[{by: reviewed_by, who: 区域经理}, {by: approved_by, who: 总经理|销售总监}]"
    ours.write_text(
        "extends: customer-relations\n"
        'policy: {id: ours, version: "2"}\n'
        f'rules: [{{id: signed, clause: "1", kind: approval, steps: {steps}, severity: low, '
        "owner: {zh: 部, en: D}, text: {zh: 审批, en: Signed}}]\n",
        encoding="utf-8",
    )
    assert run(["policy", "show", str(ours), "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "「审核人」，须是区域经理 → 「批准人」，须是总经理或销售总监" in said
