"""Policy packs as data: what is wrong in one is named with its line; what is set in one holds."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs import compliance, data, trial
from kamdocs.cli.main import run
from kamdocs.data.written import scalar
from kamdocs.faults import SetupFault
from kamdocs.model import LANGS, Status, Text
from kamdocs.words import fault_words
from kamdocs.words.weight import weight
from tests import desk

PACK = desk.example("schemas/policies/strategic-account.yaml").read_text(encoding="utf-8")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The pack with one thing changed, in a file of its own."""
    assert old in PACK
    path = tmp_path / "ours.yaml"
    path.write_text(PACK.replace(old, new, 1), encoding="utf-8")
    return path


SLIPS = [
    ("need: [technical_owner]", "need: [technical_ownr]", "KD909"),
    ("must: {technical_owner:", "must: {technical_ownr:", "KD909"),
    ("when: {full_set: {allowed", "when: {fullset: {allowed", "KD909"),
    ("visit_level: {contains: 技术}", "visit_levl: {contains: 技术}", "KD909"),
    ("distinct: counterpart_level", "distinct: counterpart", "KD909"),
    ("    of: visit\n", "    of: visitt\n", "KD909"),
    ("scope: {tiers: [strategic, key]}", "scope: {tiers: [strategic, kee]}", "KD909"),
    ("    tier: major\n", "    tier: majr\n", "KD909"),
    ("owner: {field: technical_owner,", "owner: {field: technical,", "KD909"),
    ("since: [tier_since, tier_approved_on]", "since: [tier_from]", "KD909"),
    ("done: submitted_on", "done: submitted", "KD909"),
    ("covers: periods", "covers: period", "KD909"),
    ("follows: {tier: strategic,", "follows: {tier: strategy,", "KD909"),
    ("done: approved_on", "done: approved", "KD909"),
    ("record_grace: {value: 5,", "record_grace: {value: some,", "KD906"),
    ("due_soon: {value: 10,", "due_soon: {value: -1,", "KD906"),
    ("min_exposure: {value: 0.5,", "min_exposure: {value: 50,", "KD906"),
    ("key_sales: {value: 2000,", "key_sales: {value: 两千,", "KD906"),
    ("kind: count", "kind: counting", "KD911"),
    ("min: $full_set_min", "min: $full_set_least", "KD917"),
    ("{min: $key_sales}", "{min: $key_sale}", "KD917"),
    ("{min: $key_sales}", "{minimum: $key_sales}", "KD906"),
    ("    each: half-year", "    each: fortnight", "KD906"),
    ("    at_least: 1", "    at_least: 0", "KD906"),
    ("    at_least: 1\n", "    at_leest: 1\n", "KD907"),
    ("due: {months: 1, day: $status_report_day}", "due: {months: 1}", "KD908"),
    ("severity: high", "severity: huge", "KD906"),
    ("on_breach: warn", "on_breach: shrug", "KD906"),
    ("  - id: full-set-customers", "  - id: strategic-approved", "KD913"),
    ('clause: "4.1.2"\n    kind', 'clauze: "4.1.2"\n    kind', "KD908"),
    ("      zh: 大配套的战略客户以3至5家为目标\n", "", "KD908"),
    ("record_grace: {value: 5, ", "record_grace: {", "KD908"),
    ("default_by: source}", "default_by: us}", "KD906"),
    ("timezone: Asia/Shanghai", "timezone: Mars", "KD906"),
    ("effective_from: 2026", "effective_from: 0206", "KD906"),
    ("effective_from: 2026", "effective_from: 9999", "KD906"),
    ("rules:\n", "rules:\n  -- id: x\n", "KD903"),
]


class TestASlipInAPack:
    @pytest.mark.parametrize(("old", "new", "code"), SLIPS, ids=[slip[1] for slip in SLIPS])
    def test_is_named_with_its_line(self, old: str, new: str, code: str, tmp_path: Path) -> None:
        path = changed(tmp_path, old, new)
        with pytest.raises(SetupFault) as raised:
            compliance.load_policy(path, desk.SCHEMAS)
        fault = raised.value
        assert fault.code == code
        assert fault.file == "ours.yaml"
        start = PACK[: PACK.index(old)].count("\n") + 1
        assert start - 3 <= fault.line <= start + new.count("\n") + 3
        for lang in ("zh", "en"):
            said = fault_words(fault, lang)
            assert said.startswith(f"ours.yaml:{fault.line}: {code} ")

    def test_what_is_to_be_done_after_a_record_has_to_be_said(self, tmp_path: Path) -> None:
        pack = desk.example("tests/files/own-pack.yaml").read_text(encoding="utf-8")
        path = tmp_path / "ours.yaml"
        lines = [line for line in pack.splitlines() if not line.startswith("    by: ")]
        path.write_text("\n".join(lines), encoding="utf-8")
        with pytest.raises(SetupFault) as raised:
            compliance.load_policy(path, desk.SCHEMAS)
        assert raised.value.code == "KD648"

    def test_a_near_name_is_offered(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "need: [quality_engineer]", "need: [quality_enginer]")
        with pytest.raises(SetupFault) as raised:
            compliance.load_policy(path, desk.SCHEMAS)
        assert raised.value.facts["near"] == "quality_engineer"


OWN = """\
extends: strategic-account
policy: {id: ours, version: "2"}
"""
OWN_SLIPS: list[tuple[str, list[str]]] = [
    ("rules:\n  - {id: quality-vist, each: half-year}\n", ["4 KD948 quality-vist quality-visit"]),
    ("tiers:\n  - {id: stratgic, by_people: true}\n", ["4 KD948 stratgic strategic"]),
    ("parameters:\n  key_sale: {value: 3000}\n", ["4 KD948 key_sale key_sales"]),
    ("parameters:\n  key_sales: 3000\n", ["4 KD906 parameters.key_sales"]),
    ("without: [quality-vist]\n", ["3 KD949 quality-vist quality-visit"]),
    ("without: [nope]\n", ["3 KD949 nope none is like it"]),
    ("without: quality-visit\n", ["3 KD906 without"]),
    ("rules:\n  - {id: brand-new, kind: fields, clause: '1', need: [name]}\n",
     [f"4 KD908 rules.brand-new.{name}" for name in ("owner", "severity", "text")]),
    ("rules:\n  - {id: quality-visit, each: month}\n  - {id: quality-visit, at_least: 2}\n",
     ["5 KD913 quality-visit"]),
    ("rules:\n  - {id: quality-visit, each: $often, scope: {tiers: [strategc]}}\n"
     "  - {id: technical-visit, at_leest: 2}\n"
     "  - {id: executive-visit, severity: huge}\n"
     "without: [no-such-rule-at-all]\n",
     ["4 KD909 strategc strategic", "4 KD917 often -",
      "5 KD907 rules.technical-visit.at_leest at_least",
      "6 KD906 rules.executive-visit.severity", "7 KD949 no-such-rule-at-all none is like it"]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), OWN_SLIPS, ids=[slip[0] for slip in OWN_SLIPS])
def test_all_slips_of_a_pack_that_extends_another_are_told_at_once(
    words: str, told: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(OWN + words, encoding="utf-8")
    faults = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    assert [_in_short(fault) for fault in faults] == told
    for fault in faults:
        for lang in LANGS:
            assert fault_words(fault, lang).startswith(f"ours.yaml:{fault.line}: ")


FLAGS = [
    ("是", True), ("否", False), ("yes", True), ("No", False), ("true", True), ("false", False),
]  # fmt: skip


@pytest.mark.parametrize(("word", "on"), FLAGS, ids=[flag[0] for flag in FLAGS])
def test_a_flag_is_set_in_either_language(word: str, on: bool, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(f"{OWN}parameters:\n  extend_to_key: {{value: {word}}}\n", encoding="utf-8")
    tried = {"extend_to_key": scalar(word)}
    ours = compliance.load_policy(path, desk.SCHEMAS)
    assert ours.parameters["extend_to_key"].value is on
    shipped = compliance.find_policy("strategic-account", desk.SCHEMAS, tried)
    visit = next(rule for rule in shipped.rules if rule.id == "quality-visit")
    assert ("key" in visit.tiers) is on


# A parameter, a value that will not do for it, and what is wanted instead.
UNFIT = [
    ("extend_to_key", "也许", "应为是或否（true、false）", "must be yes or no (true, false)"),
    ("extend_to_key", "1", "应为是或否（true、false）", "must be yes or no (true, false)"),
    ("key_sales", "三千", "应为数字", "must be a number"),
    ("key_sales", "-1", "不能小于0", "must be 0 or more"),
    ("record_grace", "2.5", "应为整数", "must be a whole number"),
    ("due_soon", "367", "不能大于366", "must be 366 or less"),
    ("classification_month", "13", "不能大于12", "must be 12 or less"),
    ("min_exposure", "2", "不能大于1", "must be 1 or less"),
    ("key_sales", "0500", "应为数字", "must be a number"),  # 320 to YAML
    ("key_sales", "17:30", "应为数字", "must be a number"),  # 1050 to YAML
    ("general_manager", "(", "正则表达式写法有误，第2个字符附近", "near character 2"),
]  # fmt: skip


def test_what_is_no_number_is_refused_on_the_command_line_and_in_a_file(tmp_path: Path) -> None:
    with pytest.raises(SetupFault) as tried:
        compliance.find_policy("strategic-account", desk.SCHEMAS, {"key_sales": float("nan")})
    assert fault_words(tried.value, "en").startswith("KD449 --set key_sales=.nan")
    assert "must be a number" in fault_words(tried.value, "en")
    path = tmp_path / "ours.yaml"
    path.write_text(f"{OWN}parameters:\n  key_sales: {{value: .nan}}\n", encoding="utf-8")
    with pytest.raises(SetupFault) as written:
        compliance.load_policy(path, desk.SCHEMAS)
    assert (written.value.code, written.value.line) == ("KD903", 4)


@pytest.mark.parametrize(("name", "word", "zh", "en"), UNFIT, ids=[" ".join(x[:2]) for x in UNFIT])
def test_a_value_that_will_not_do_is_refused_where_it_was_set(
    name: str, word: str, zh: str, en: str, tmp_path: Path
) -> None:
    values = {"major_sales": 400, name: scalar(word)}
    with pytest.raises(SetupFault) as tried:
        compliance.find_policy("strategic-account", desk.SCHEMAS, values)
    path = tmp_path / "ours.yaml"
    path.write_text(f"{OWN}parameters:\n  {name}: {{value: {word}}}\n", encoding="utf-8")
    with pytest.raises(SetupFault) as written:
        compliance.load_policy(path, desk.SCHEMAS)
    assert not tried.value.more
    for lang, wanted in zip(LANGS, (zh, en), strict=True):
        said = fault_words(tried.value, lang)
        assert said.startswith(f"KD449 --set {name}={word}")
        assert wanted in said
        said = fault_words(written.value, lang)
        assert said.startswith("ours.yaml:")
        assert wanted in said


@pytest.mark.parametrize("word", ["2026-02-30", "{a", "@x", "1,000", "&a"])
def test_what_is_no_yaml_is_refused_on_the_command_line(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(desk.example("samples/good"))
    tried = ["--policy", "strategic-account", "--set", f"key_sales={word}"]
    assert run(["check", good, *tried, "--as-of", "2026-10-08"]) == 2
    assert "KD449" in capsys.readouterr().err


def test_every_unit_of_a_figure_says_what_its_value_must_be() -> None:
    units = data.load(data.folder("schemas") / "meta" / "units.yaml").data
    for path in compliance.built_in().values():
        for figure in compliance.load_policy(path, desk.SCHEMAS).parameters.values():
            assert figure.unit in units or figure.unit in ("期", "期间"), figure


def _in_short(fault: SetupFault) -> str:
    """The line, the code, what it is about, and the nearest of what there is."""
    facts = fault.facts
    near = facts.get("near", "")
    near = near[0] if isinstance(near, tuple) else near.en if isinstance(near, Text) else near
    return f"{fault.line} {fault.code} {facts.get('name', facts.get('entry'))} {near}".strip()


def test_the_slips_of_a_pack_from_nothing_are_told_at_once(tmp_path: Path) -> None:
    path = changed(tmp_path, "need: [technical_owner]", "need: [technical_ownr, phon]")
    text = path.read_text(encoding="utf-8").replace("severity: high", "severity: huge", 1)
    path.write_text(text.replace("tier: major\n", "tier: majr\n"), encoding="utf-8")
    faults = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    names = {str(fault.facts.get("name", "severity")) for fault in faults}
    assert names == {"technical_ownr", "phon", "majr", "severity"}


def test_a_rule_that_is_no_entry_is_told_beside_the_others(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(OWN + "rules:\n  - 3\n  - {id: [a], kind: b}\n", encoding="utf-8")
    codes = [fault.code for fault in compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))]
    assert codes[0] == "KD906"
    assert "KD908" in codes


IDLE = [
    ("where: {visit_level: {contains: 质量}}", "where: {visit_mode: {allowed: [其他]}}"),
    ("    credit: group\n", "    credit: group\n    subject: company\n"),
]


@pytest.mark.parametrize(("old", "new"), IDLE, ids=["distinct_persons", "credit"])
def test_an_entry_that_changes_nothing_is_told(
    old: str, new: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    entry = request.node.callspec.id
    pack = desk.example("tests/files/own-visits.yaml").read_text(encoding="utf-8")
    path = tmp_path / "ours.yaml"
    path.write_text(pack.replace(old, new, 1), encoding="utf-8")
    (fault,) = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    assert (fault.code, fault.facts["entry"]) == ("KD930", entry)
    assert path.read_text(encoding="utf-8").splitlines()[fault.line - 1].startswith(f"    {entry}:")


RULE = """\
  - {id: idle, clause: "1", owner: {zh: 部, en: D}, severity: low, text: {zh: 规则, en: Rule}, %s}
"""
IDLE_RULES = [
    ("kind: fields, of: visit", "KD988"),
    ("kind: deadline, for_each: issue, from: received_at, done: replied_at", "KD649"),
    ("kind: fields, of: visit, where: {visit_kind: {allowed: []}}, need: [outcomes]", "KD989"),
    (
        "kind: deadline, subject: company, each: year, due: {months: 12, day: 1}, sources: [{of: "
        "visit, done: visited_on, where: {visit_mode: {allowed: [其他], forbidden: [其他]}}}]",
        "KD989",
    ),
    (
        "kind: approval, of: order_exception, different: true, steps: [{by: declined_approved_by}]",
        "KD930",
    ),
    (
        "kind: grade, of: grading, parts: [{field: annual_sales, weight: 9, full: 9}], "
        "grade: grade, cutoffs: [{grade: A, at_least: 8}, {grade: C, at_least: 2}]",
        "KD997",
    ),
]


@pytest.mark.parametrize(("words", "code"), IDLE_RULES, ids=[one[1] for one in IDLE_RULES])
def test_a_rule_that_asks_for_nothing_is_told(words: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(f"{OWN}rules:\n{RULE % words}", encoding="utf-8")
    faults = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    assert [(one.code, one.line) for one in faults if one.code != "KD923"] == [(code, 4)]


# What a rule goes by, and a field that tells no such thing.
OF_ANOTHER_TYPE = [
    "kind: deadline, for_each: issue, from: issue_kind, days: 3, done: replied_at",
    "kind: deadline, for_each: issue, from: received_at, days: 3, done: issue_kind",
    "kind: precedence, of: issue, from: issue_kind, done: replied_at, others: {}",
    "kind: unbroken, of: document, done: document_type, lasts: {days: 9}",
    "kind: cadence, each: year, at_least: 1, of: document, covers: document_type",
    "kind: fields, of: document, need: [approved_by], dated: document_type",
    "kind: fields, of: document, fresh: {document_type: 3}",
    "kind: fields, of: visit, no_later_than: {visited_on: visit_kind}",
    "kind: approval, of: grading, steps: [{by: proposed_by, 'on': proposed_by}]",
    "kind: grade, of: grading, parts: [{field: credit_rating, weight: 9, full: 9}], grade: grade, "
    "cutoffs: [{grade: A, at_least: 8}, {grade: C, at_least: 0}]",
]


@pytest.mark.parametrize("words", OF_ANOTHER_TYPE)
def test_a_rule_that_goes_by_a_field_of_another_type_is_refused(words: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(f"{OWN}rules:\n{RULE % words}", encoding="utf-8")
    (fault,) = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    assert (fault.code, fault.line) == ("KD906", 4)
    assert "a field for" in fault_words(fault, "en")


_NAMES_FIELDS = ("where", "when", "must", "unless", "others", "equals", "fresh", "no_later_than")


def _misspelled(words: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Words of a rule with one field misspelled, wherever they name fields, and where that is."""
    for place, part in enumerate(words) if isinstance(words, list) else ():
        for there, other in _misspelled(part, at):
            yield there, [*words[:place], other, *words[place + 1 :]]
    for name, part in words.items() if isinstance(words, dict) else ():
        for there, other in _misspelled(part, (*at, name)):
            yield there, {**words, name: other}
        if name in _NAMES_FIELDS and part:
            (_, said), *rest = part.items()
            yield (*at, name), {**words, name: {"nosuch": said, **dict(rest)}}
        elif name == "need":
            yield (*at, name), {**words, name: ["nosuch", *part[1:]]}


def _with_a_slip() -> Iterator[Any]:
    """For every kind of rule and every place in it that names fields, one rule of the packs."""
    seen = set()
    for name, path in sorted(compliance.built_in().items()):
        pack = data.load(path).data
        for rule in pack["rules"] if "extends" not in pack else ():
            for at, other in _misspelled(rule):
                if (rule["kind"], at) not in seen:
                    seen.add((rule["kind"], at))
                    slip = {**pack, "rules": [other], "informs": []}
                    yield pytest.param(name, slip, id=" ".join((rule["kind"], *at)))


@pytest.mark.parametrize(("name", "pack"), list(_with_a_slip()))
def test_a_field_that_no_sheet_has_is_told_wherever_a_rule_names_it(
    name: str, pack: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    faults = compliance.lint(path, desk.schemas_of(name), date(2026, 11, 1))
    assert ("KD909", "nosuch") in {(one.code, one.facts.get("name")) for one in faults}


OLD_WORDS = [
    ("parameters:\n  on_site_sales: {value: 6000}\n", ["4 KD650 on-site-representative 5000"]),
    ("parameters:\n  on_site_sales: {value: 5000}\n", []),
    ("parameters:\n  backdate_limit: {value: 60}\n", []),  # verify_days is another 30天
    ("parameters:\n  key_sales: {value: 3000}\n",
     ["4 KD650 key-tier-agrees 2000", "4 KD650 major-tier-agrees 2000"]),
    ("rules:\n  - {id: quality-visit, each: half-year}\n", ["4 KD650 quality-visit 每季"]),
    ("rules:\n  - {id: quality-visit, each: half-year, text: {zh: 每半年一次, en: twice}}\n", []),
    ("rules:\n  - {id: quality-visit, severity: low}\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "told"), OLD_WORDS, ids=[one[0] for one in OLD_WORDS])
def test_words_of_a_rule_that_name_what_was_changed_are_told(
    words: str, told: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    path.write_text(OWN + words, encoding="utf-8")
    faults = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    short = [f"{one.line} {one.code} {one.facts['name']} {one.facts['words']}" for one in faults]
    assert short == told


@pytest.mark.parametrize(
    ("code", "stops"),
    [("KD650", False), ("KD920", False), ("KD446", False), ("KD652", False), ("KD908", True)],
)
def test_what_lint_finds_odd_is_not_said_to_stop_a_command(code: str, stops: bool) -> None:
    assert ("the command stops" in weight(code).en) is stops


BEGINS = [
    (
        "2026-05-15",
        ["month 2026-06-01", "quarter 2026-07-01", "half-year 2026-07-01", "year 2027-01-01"],
    ),
    ("2026-12-01", ["quarter 2027-01-01", "half-year 2027-01-01", "year 2027-01-01"]),
    ("2026-07-01", ["year 2027-01-01"]),
    ("2027-01-01", []),
]  # fmt: skip


@pytest.mark.parametrize(("day", "told"), BEGINS, ids=[one[0] for one in BEGINS])
def test_a_version_that_begins_within_a_period_is_told_and_found_no_fault(
    day: str, told: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    words = OWN.replace('version: "2"', f'version: "2", effective_from: {day}')
    path.write_text(words, encoding="utf-8")
    faults = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    words = "; ".join(str(one.facts["clauses"].en) for one in faults)
    found = re.findall(r"\(each ([a-z-]+)\) from (\S+) on", words)
    assert [" ".join(one) for one in found] == told
    assert [(one.code, one.line) for one in faults] == [("KD652", 2)] * bool(told)
    assert run(["policy", "lint", str(path)]) == 0


FIGURES = [
    ("customer-grading", "a_score: {value: 60}", ["4 KD446 grade-agrees B"]),
    ("customer-grading", "a_score: {value: 100.5}", ["4 KD446 grade-agrees A"]),
    ("customer-grading", "a_score: {value: 100}", []),
    ("customer-grading", "b_score: {value: 0}", ["4 KD446 grade-agrees C"]),
    ("customer-grading", "proper_from: {value: 8}", ["4 KD448 proper-grade"]),
    ("customer-grading", "proper_from: {value: 7}", []),
    (
        "customer-grading",
        "grading_opens: {value: 31}",
        ["4 KD448 yearly-grading", "4 KD650 yearly-grading"],
    ),
    ("account-manager", "team_least: {value: 4}", ["4 KD447 team-size", "4 KD650 team-size"]),
    ("account-manager", "team_least: {value: 3}", ["4 KD650 team-size"]),
    (
        "strategic-account",
        "full_set_max: {value: 2}",
        ["4 KD447 full-set-customers", "4 KD650 full-set-customers"],
    ),
]


@pytest.mark.parametrize(("pack", "figure", "told"), FIGURES, ids=[one[1] for one in FIGURES])
def test_figures_that_contradict_each_other_are_told_at_the_line_of_the_one_that_was_changed(
    pack: str, figure: str, told: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    words = OWN.replace("strategic-account", pack)
    path.write_text(f"{words}parameters:\n  {figure}\n", encoding="utf-8")
    faults = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    short = (
        f"{one.line} {one.code} {one.facts['name']} {one.facts.get('grade', '')}" for one in faults
    )
    assert [words.strip() for words in short] == told


@pytest.mark.parametrize(
    ("words", "most"), [("at_least: 40", [28]), ("at_least: 40, distinct_by: visit", [])]
)
def test_no_more_days_are_asked_for_than_a_month_has_but_any_number_of_visits(
    words: str, most: list[int], tmp_path: Path
) -> None:
    path = tmp_path / "ours.yaml"
    rule = f"rules:\n  - {{id: account-manager-visit, {words}}}\n"
    path.write_text(OWN + rule, encoding="utf-8")
    faults = compliance.lint(path, desk.SCHEMAS, date(2026, 11, 1))
    assert [one.facts["most"] for one in faults if one.code == "KD985"] == most


class TestParameters:
    VISIT = "| visited_on |\n| 2026-10-10 |"

    def status(self, path: Path, rule: str, case: dict[str, Any]) -> list[str]:
        report, _ = desk.run(case, str(path))
        return sorted(trial.in_short(one) for one in report.rulings if one.rule == rule)

    def test_the_grace_for_recording_is_the_packs(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "record_grace: {value: 5,", "record_grace: {value: 20,")
        case = {
            "as_of": date(2026, 12, 6),
            "period": "2026-11",
            "given": {"visit": self.VISIT},
            "through": {"visit": "2026-12-06"},
        }
        assert self.status(path, "account-manager-visit", case) == ["KA-001 2026-11 pending"]

    def test_key_customers_follow_the_strategic_rules_where_a_company_says_so(
        self, tmp_path: Path
    ) -> None:
        customer = "| tier | annual_sales | market_position |\n| 重点客户 | 2500 | 领先 |"
        case = {
            "as_of": date(2026, 12, 6),
            "period": "2026-11",
            "given": {"customer": customer, "visit": self.VISIT},
            "through": {"visit": "2026-12-06"},
        }
        usual = desk.example("schemas/policies/strategic-account.yaml")
        assert self.status(usual, "account-manager-visit", case) == []
        path = changed(tmp_path, "extend_to_key: {value: false,", "extend_to_key: {value: true,")
        assert self.status(path, "account-manager-visit", case) == ["KA-001 2026-11 fail"]

    def test_a_policy_not_yet_in_force_binds_nobody(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "effective_from: 2026-01-01", "effective_from: 2026-11-15")
        case = {
            "as_of": date(2027, 1, 31),
            "period": "2026Q4",
            "given": {"visit": self.VISIT},
            "through": {"visit": "2027-01-31"},
        }
        assert self.status(path, "account-manager-visit", case) == ["KA-001 2026-12 fail"]


DAYS = st.dates(date(2026, 7, 1), date(2026, 12, 31))
WORSE = [Status.PASS, Status.DUE_SOON, Status.PENDING, Status.UNKNOWN, Status.FAIL]


def verdicts(days: Sequence[date], as_of: date) -> dict[str, Status]:
    """The monthly verdicts for visits on some days, by period."""
    table = "| visited_on |\n" + "\n".join(f"| {day} |" for day in days)
    given = {"visit": table} if days else {"visit": "| visited_on |\n| 2026-06-15 |"}
    case = {
        "as_of": as_of,
        "period": "2026H2",
        "given": given,
        "through": {"visit": "2026-12-31"},
    }
    report, _ = desk.run(case)
    return {
        str(one.period): one.status for one in report.rulings if one.rule == "account-manager-visit"
    }


class TestWhatAlwaysHolds:
    @settings(max_examples=20)
    @given(st.lists(DAYS, max_size=4), DAYS)
    def test_one_more_visit_never_makes_a_verdict_worse(self, days: list[date], more: date) -> None:
        as_of = date(2027, 2, 1)
        before, after = verdicts(days, as_of), verdicts([*days, more], as_of)
        for period, status in before.items():
            assert WORSE.index(after[period]) <= WORSE.index(status)

    @settings(max_examples=20)
    @given(st.lists(DAYS, max_size=4), DAYS, st.integers(1, 90))
    def test_as_time_goes_on_a_fail_never_becomes_pending(
        self, days: list[date], as_of: date, later: int
    ) -> None:
        known = [day for day in days if day <= as_of]
        before = verdicts(known, as_of)
        after = verdicts(known, as_of + timedelta(days=later))
        for period, status in before.items():
            if status is Status.FAIL:
                assert after[period] is Status.FAIL
            if status is Status.PASS:
                assert after[period] is Status.PASS


def test_a_policy_file_that_is_not_there_is_told_as_a_file() -> None:
    with pytest.raises(SetupFault) as raised:
        compliance.pack_path("own/nofile.yaml")
    assert fault_words(raised.value, "zh").startswith("KD443 没有「own/nofile.yaml」这个.yaml文件")
    with pytest.raises(SetupFault) as raised:
        compliance.pack_path("no-such-policy")
    assert raised.value.code == "KD910"


@pytest.mark.parametrize(
    ("each", "apart", "most"),
    [("year", "months: 4", 3), ("half-year", "months: 4", 2), ("month", "days: 9", 4)],
)
def test_more_than_can_lie_so_far_apart_in_a_period_are_told(
    each: str, apart: str, most: int, tmp_path: Path
) -> None:
    pack = tmp_path / "ours.yaml"
    for asked in (most, most + 1):
        rule = f"id: executive-visit, each: {each}, at_least: {asked}, apart: {{{apart}}}"
        head = 'extends: strategic-account\npolicy: {id: ours, version: "2"}\n'
        pack.write_text(f"{head}rules: [{{{rule}}}]\n", encoding="utf-8")
        faults = compliance.lint(pack, desk.SCHEMAS, date(2026, 11, 1))
        told = [one.facts["most"] for one in faults if one.code == "KD985"]
        assert told == ([most] if asked > most else [])
