"""Fields that not everybody needs: who sees them, and what is said where they are not as they
should be."""

import json
import shutil
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from kamdocs import compliance, data, sheets
from kamdocs.cli.main import run
from kamdocs.cli.settings import usual_policies
from kamdocs.faults import SetupFault
from kamdocs.forms.source import Source
from kamdocs.intake import read_content
from kamdocs.model import LANGS, Lang
from kamdocs.words import fault_words
from tests import desk

CASES = yaml.safe_load(desk.example("tests/cases/further_fields.yaml").read_text(encoding="utf-8"))
PACKS = compliance.built_in()
PACK = """\
extends: customer-relations
policy: {id: ours, version: "2"}
"""
HEAD = "title: {zh: 我们的栏目, en: Ours}\nkinds:\n  "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def headings(path: Path, sheet: str) -> set[str]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(max_row=5, values_only=True)
    return {str(cell).rstrip("*") for row in rows for cell in row if cell}


class TestWhoSeesThem:
    @pytest.mark.parametrize("named", [False, True], ids=["--policy", "kamdocs.toml"])
    def test_a_blank_has_them_where_a_policy_asks_for_them(self, named: bool, folder: Path) -> None:
        assert run(["blank", "customer", "-o", "plain.xlsx"]) == 0
        words = [] if named else ["--policy", "delivery"]
        if named:
            Path("kamdocs.toml").write_text('policies = ["delivery"]\n', encoding="utf-8")
        assert run(["blank", "customer", "-o", "ours.xlsx", *words]) == 0
        plain, ours = (headings(Path(one), "客户档案") for one in ("plain.xlsx", "ours.xlsx"))
        assert ours - plain == {"订单量", "合作历史", "配送业务"}
        assert plain <= ours

    @pytest.mark.parametrize("lang", LANGS)
    def test_a_page_of_fields_has_them_then_only(
        self, lang: Lang, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        told = []
        for words in ([], ["--policy", "delivery"]):
            assert run(["schema", "show", "customer", *words, "--lang", lang]) == 0
            told.append(capsys.readouterr().out)
        plain, ours = told
        assert "order_volume" not in plain
        assert "order_volume" in ours
        assert ("重点客户" if lang == "zh" else "Key") in plain
        assert "重点客户" not in ours

    def test_a_sheet_is_read_with_them_then_only(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        sheet = "客户编号,客户名称,客户分类,订单量\nA1,甲川商贸公司,普通客户,每月20单\n"
        Path("客户档案.csv").write_text(sheet, encoding="utf-8")
        assert run(["validate", "客户档案.csv", "--lang", "zh"]) == 1
        said = capsys.readouterr().out
        assert "KD153" in said
        assert "配送业务" in said
        assert "KD203" in said
        assert run(["validate", "客户档案.csv", "--policy", "delivery", "--lang", "zh"]) == 0
        assert "KD1" not in capsys.readouterr().out

    @pytest.mark.parametrize("command", ["validate", "check"])
    def test_a_company_reads_its_sheets_alike_whichever_policy_is_looked_at(
        self, command: str, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """What one of its policies asks for is no error where another is looked at by itself."""
        ours = 'policies = ["delivery", "retention"]\n'
        Path("kamdocs.toml").write_text(ours, encoding="utf-8")
        sheet = "客户编号,客户名称,客户分类,订单量\nA1,甲川商贸公司,普通客户,每月20单\n"
        Path("客户档案.csv").write_text(sheet, encoding="utf-8")
        run([command, "客户档案.csv", "--policy", "retention", "--as-of", "2026-10-08"])
        said = capsys.readouterr().out
        assert "读到1行" in said
        assert "KD153" not in said
        assert "KD203" not in said

    @pytest.mark.parametrize("command", ["check", "review"])
    def test_a_check_reads_the_fields_of_its_policy(self, command: str, folder: Path) -> None:
        sheet = "客户编号,客户名称,客户分类,联系人,联系电话,订单量,合作历史,资信等级\n"
        sheet += "A1,甲川商贸公司,普通客户,钱思远,0512-63456789,每月20单,无,AA\n"
        Path("客户档案.csv").write_text(sheet, encoding="utf-8")
        out = ["--format", "json", "-o", "out.json"] if command == "check" else ["-o", "out"]
        words = [command, "客户档案.csv", "--policy", "delivery", "--as-of", "2026-10-08", *out]
        assert run(words) == 1
        path = Path("out.json" if command == "check" else "out/findings.json")
        rules = {"archive-business", "credit-assessed", "class-given"}
        found = {
            one["rule"]: one["status"]
            for one in data.load(path).data["verdicts"]
            if one["rule"] in rules
        }
        assert found == dict.fromkeys(rules, "pass")

    def test_the_default_policies_need_none(self) -> None:
        assert [
            name for name in usual_policies() if desk.schemas_of(name) is not desk.SCHEMAS
        ] == []

    def test_several_policies_have_those_of_all(self) -> None:
        both = compliance.with_required(
            desk.SCHEMAS, [PACKS[name] for name in ("delivery", "strategic-account", "education")]
        )
        customer = both["customer"]
        assert {"order_volume", "learning_needs"} <= set(customer.fields)
        assert {"remark", "cooperation_history", "payments"} <= customer.prose
        assert set(customer.fields["tier"].allowed) == {
            *("战略客户", "重点客户", "主要客户", "一般客户", "潜在客户", "重要客户", "普通客户"),
        }
        sheet = "客户编号,客户名称,客户分类\nA1,甲川公司,一般客户\nA2,乙川公司,一般\n"
        read = read_content("客户档案.csv", sheet.encode(), both)
        # 一般 is a word for one choice by one of them, for another by the other
        assert [one.get("tier") for one in read.records] == ["一般客户", "一般"]

    def test_all_that_come_with_the_project_go_together(self) -> None:
        each = {name: desk.schemas_of(name) for name in PACKS}
        for one, other in combinations(each, 2):
            sheets.together([each[one], each[other]])
        whole = sheets.together(list(each.values()))
        every = [name for path in sheets.files_of_fields().values() for name in _fields_of(path)]
        assert every
        assert {name for kind, name in every if name not in whole[kind].fields} == set()


def _fields_of(path: Path) -> list[tuple[str, str]]:
    kinds = data.load(path).data["kinds"]
    return [(kind, name) for kind, part in kinds.items() for name in part.get("fields", ())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_what_is_wrong_is_told_with_its_line(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "fields.yaml").write_text(HEAD + case.get("fields", ""), encoding="utf-8")
    path = tmp_path / "ours.yaml"
    path.write_text(PACK + case["pack"], encoding="utf-8")
    faults = compliance.lint(path, desk.SCHEMAS, desk.day("2026-11-01"))
    assert [f"{one.file}:{one.line} {one.code}" for one in faults] == case["told"]
    for lang in LANGS:
        said = "".join(fault_words(one, lang) for one in faults)
        assert all(word in said for word in case.get("says", ()))


def test_a_percentage_of_ones_own_is_read_under_the_heading_that_its_blank_has(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meta = "zh: 用信率, en: Use of credit, unit: '%', group: basics, example: '60'"
    field = f"{{type: number, meta: {{{meta}, help: {{zh: 率, en: rate}}}}}}"
    words = f"customer: {{fields: {{credit_use: {field}}}}}\n"
    Path("fields.yaml").write_text(HEAD + words, encoding="utf-8")
    Path("ours.yaml").write_text(f"{PACK}requires_fields: [fields.yaml]\n", encoding="utf-8")
    assert run(["blank", "customer", "-o", "blank.xlsx", "--policy", "ours.yaml"]) == 0
    assert "用信率（%）" in headings(Path("blank.xlsx"), "客户档案")
    for heading in ("用信率（%）", "用信率 (%)", "用信率（％）", "Use of credit (%)"):
        sheet = f"客户编号,客户名称,{heading}\nA1,甲川商贸公司,一半\n"
        Path("客户档案.csv").write_text(sheet, encoding="utf-8")
        assert run(["validate", "客户档案.csv", "--policy", "ours.yaml", "--lang", "zh"]) == 1
        assert "KD113 错误 [客户档案.csv]客户档案!C2" in capsys.readouterr().out


class TestAmountsInOtherUnits:
    """Amounts of a company's own in 元 or 亿元: bounds are in the unit of the field, or of the
    parameter, and so is what is shown."""

    @pytest.fixture(autouse=True)
    def ours(self, folder: Path) -> None:
        for name in ("fields.yaml", "ours.yaml"):
            shutil.copy(Path(__file__).parent / "files" / "money" / name, name)
        rows = [
            "A1,甲川商贸公司,1000,5,1000",
            "A2,乙川商贸公司,1000.01,4.99,1001",
            "A3,丙川商贸公司,900,0.49,",
        ]
        sheet = "\n".join(["客户编号,客户名称,招待费（元）,日均存款（亿元）,单价", *rows])
        Path("客户档案.csv").write_text(sheet, encoding="utf-8")

    def test_a_rule_goes_by_them(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = ["--policy", "ours.yaml", "--as-of", "2026-10-08", "--lang", "zh"]
        run(["check", "客户档案.csv", *words, "--format", "json"])
        found = json.loads(capsys.readouterr().out)["verdicts"]
        told = {(one["rule"], one["subject"]): one["status"] for one in found}
        expected = {
            **{("fee", whose): said for whose, said in (("A1", "pass"), ("A2", "fail"))},
            **{("price", whose): said for whose, said in (("A1", "pass"), ("A2", "fail"))},
            ("bare", "A1"): "fail",
            **{("deep", whose): said for whose, said in (("A2", "pass"), ("A3", "fail"))},
            **{("choice", whose): said for whose, said in (("A1", "pass"), ("A2", "fail"))},
            ("above", "A1"): "fail",
        }
        assert {one: told.get(one) for one in expected} == expected
        assert ("bare", "A2") not in told
        assert ("choice", "A3") not in told
        (above,) = (one for one in found if (one["rule"], one["subject"]) == ("above", "A1"))
        assert above["text"] == {
            "zh": "「日均存款」是5亿元，超过「招待费」（1,000元）",
            "en": "“Deposits” is 5 亿元, more than “Hospitality” (1,000 元)",
        }

    def test_they_are_shown_as_they_are_written(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["policy", "show", "ours.yaml", "--lang", "zh"])
        shown = capsys.readouterr().out
        for words in (
            "「招待费」不多于1000元",
            "「日均存款」不少于5亿元",
            "不少于0.5亿元",
            "「招待费」是1000元或600元",
            "「招待费」不是900元",
        ):
            assert words in shown
        run(["check", "客户档案.csv", "--policy", "ours.yaml", "--as-of", "2026-10-08"])
        assert "「招待费」是「1,000.01」" in capsys.readouterr().out

    def test_money_is_not_held_against_what_is_none(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        words = Path("ours.yaml").read_text(encoding="utf-8")
        words = words.replace("{pool: fee}", "{pool: price}")
        Path("ours.yaml").write_text(words, encoding="utf-8")
        assert run(["policy", "lint", "ours.yaml", "--lang", "zh"]) == 1
        said = capsys.readouterr()
        assert "ours.yaml:49: KD906" in said.out + said.err
        assert "这里要用填金额的栏目" in said.out + said.err

    def test_a_bound_below_nothing_keeps_its_sign(self, capsys: pytest.CaptureFixture[str]) -> None:
        words = Path("ours.yaml").read_text(encoding="utf-8")
        Path("ours.yaml").write_text(words.replace("min: 5}", "min: -5}"), encoding="utf-8")
        run(["policy", "show", "ours.yaml", "--lang", "zh"])
        assert "「日均存款」不少于-5亿元" in capsys.readouterr().out

    def test_a_sheet_is_held_against_them(self, capsys: pytest.CaptureFixture[str]) -> None:
        sheet = "客户编号,客户名称,招待费（元）,日均存款（亿元）\nA1,甲川商贸公司,9.5,51\n"
        Path("客户档案.csv").write_text(sheet, encoding="utf-8")
        run(["validate", "客户档案.csv", "--policy", "ours.yaml", "--lang", "zh"])
        said = capsys.readouterr().out
        assert "不小于10" in said
        assert "不超过50亿元" in said
        assert run(["blank", "customer", "-o", "blank.xlsx", "--policy", "ours.yaml"]) == 0
        blank: Any = openpyxl.load_workbook("blank.xlsx")["客户档案"]
        least = {one.formula1 for one in blank.data_validations.dataValidation}
        assert "10" in least

    def test_a_form_prints_them(self) -> None:
        schemas = compliance.with_required(desk.SCHEMAS, [Path("ours.yaml")])
        (reading,) = [read_content("客户档案.csv", Path("客户档案.csv").read_bytes(), schemas)]
        places = Source(reading.records[1], schemas["customer"], {})
        assert (places["fee"].text, places["pool"].text) == ("1,000.01", "4.99")
        assert places["fee_yuan"].text == "1,000.01"


def _at_odds(folder: Path, fields: tuple[str, str] = ("shelf", "shelf")) -> list[Path]:
    """Two policies that mean another thing by a field, or by its heading."""
    packs = []
    for name, field, type_ in zip(("one", "other"), fields, ("text", "day"), strict=True):
        words = HEAD + (
            f"customer:\n    fields:\n      {field}:\n"
            f"        type: {type_}\n"
            "        meta: {zh: 货位, en: Shelf, group: file, example: A, help: {zh: 一, en: a}}\n"
        )
        (folder / f"{name}-fields.yaml").write_text(words, encoding="utf-8")
        packs.append(folder / f"{name}.yaml")
        packs[-1].write_text(f"{PACK}requires_fields: [{name}-fields.yaml]\n", encoding="utf-8")
    return packs


def test_two_policies_that_mean_another_thing_by_a_field_do_not_go_together(
    tmp_path: Path,
) -> None:
    packs = _at_odds(tmp_path)
    for pack in packs:
        shelf = compliance.with_required(desk.SCHEMAS, [pack])["customer"].fields["shelf"]
        assert shelf.label.zh == "货位"
    with pytest.raises(SetupFault) as raised:
        compliance.with_required(desk.SCHEMAS, packs)
    assert raised.value.code == "KD611"
    for lang in LANGS:
        said = fault_words(raised.value, lang)
        assert said.startswith("one-fields.yaml, other-fields.yaml: KD611")
        assert "shelf" in said


@pytest.mark.parametrize(
    ("fields", "code"), [(("shelf", "shelf"), "KD611"), (("shelf", "rack"), "KD906")]
)
class TestWhoMeansAnotherThing:
    """By a field, or by the heading of another field."""

    @pytest.fixture
    def packs(self, fields: tuple[str, str], folder: Path) -> tuple[str, ...]:
        """Two policies at odds, of which the configuration names the first."""
        packs = tuple(path.name for path in _at_odds(folder, fields))
        Path("kamdocs.toml").write_text(f'policies = ["{packs[0]}"]\n', encoding="utf-8")
        return packs

    def test_each_of_their_files_is_told_once(
        self, packs: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One is named by a path and by the configuration too."""
        one, other = packs
        assert run(["check", ".", "--policy", one, "--policy", other]) == 3
        said = capsys.readouterr().err
        assert f"one-fields.yaml, other-fields.yaml: {code}" in said
        assert "货位" in said

    def test_a_policy_that_is_tried_counts_by_itself(
        self, packs: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A draft of the next version, say, beside the one that holds."""
        one, other = packs
        sheet = "客户编号,客户名称,货位\nA1,甲川商贸公司,{}\n"
        for policy, cell in ((one, "三排"), (other, "2026-09-30")):
            Path("客户档案.csv").write_text(sheet.format(cell), encoding="utf-8")
            run(["validate", "客户档案.csv", "--policy", policy, "--as-of", "2026-10-08"])
            said = capsys.readouterr()
            assert ("没有错误" in said.out, said.err) == (True, "")
        assert run(["explain", "--policy", other, "2.1"]) in (0, 2)
        assert code not in capsys.readouterr().err
        Path("one-fields.yaml").write_text("kinds: [\n", encoding="utf-8")
        assert run(["validate", "客户档案.csv", "--policy", other]) == 3


def test_a_file_of_fields_may_have_its_ending_in_capitals(folder: Path) -> None:
    """As Windows has them, where .YAML is .yaml."""
    case = CASES[0]
    Path("FIELDS.YAML").write_text(HEAD + case["fields"], encoding="utf-8")
    pack = PACK + case["pack"].replace("fields.yaml", "FIELDS.YAML")
    Path("OURS.YAML").write_text(pack, encoding="utf-8")
    assert run(["blank", "customer", "-o", "a.xlsx", "--policy", "OURS.YAML"]) == 0
    assert "货位" in headings(Path("a.xlsx"), "客户档案")


def test_a_delivery_company_is_told_what_its_quarter_lacks(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = str(desk.example("samples/delivery"))
    words = ["check", sample, "--policy", "delivery", "--period", "2026Q3"]
    assert run([*words, "--as-of", "2026-10-08", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["verdicts"]
    told = Counter((one["clause"], one["subject"]) for one in found if one["status"] == "fail")
    assert told == {
        **{(clause, "PS-02"): 1 for clause in ("3", "4", "5")},
        ("7", "PS-03"): 1,
        **{(clause, "PS-05"): 1 for clause in ("2", "3", "7", "9")},
        **{(clause, "PS-06"): 1 for clause in ("2", "7")},
    }
    assert {one["subject"] for one in found if one["status"] == "unknown"} == {"PS-08"}
