"""The ground floor: data files with their lines, contracts, schemas, configuration, results."""

import os
import stat
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kamdocs import config, contract, data, outputs, sheets
from kamdocs.config import Config
from kamdocs.contract import Contract, NotASchema, hold
from kamdocs.contract.selectors import Selector
from kamdocs.faults import SetupFault
from kamdocs.likeness import alike, nearest
from kamdocs.model import LANGS, Moment, Period, Text, Unread
from kamdocs.words import fact_words, fault_words
from tests import desk

VISIT = desk.example("schemas/visit.yaml").read_text(encoding="utf-8")


def fault_of(path: Path, text: str | bytes) -> SetupFault:
    """The fault that a data file of that text makes when it is loaded."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(SetupFault) as caught:
        data.load(path)
    return caught.value


def readable(fault: SetupFault) -> None:
    """The fault can be said in both languages, without a word of Python or of Cerberus."""
    for lang in LANGS:
        said = fault_words(fault, lang)
        assert fault.where in said
        for mess in ("{", "}", "[", "]", "None", "Error", "<", "definitions", "cerberus", "'"):
            assert mess not in said.replace(fact_words(fault.facts.get("reason", "?"), lang), "")
        reason = fault.facts.get("reason", "")
        assert not any(mess in str(reason) for mess in ("['", "{'", "<class", "cerberus"))


# Data files


def test_every_entry_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "# a comment\n"
        "kind: visit\n"
        "fields:\n"
        "\n"
        "  name:\n"
        "    type: text\n"
        "    allowed: [a,\n"
        "      b]\n"
        "checks:\n"
        "  - id: one\n"
        "  - {id: two, must: {x: {max: 1}}}\n",
        encoding="utf-8",
    )
    loaded = data.load(path)
    assert loaded.file == "a.yaml"
    assert loaded.data["checks"][1] == {"id": "two", "must": {"x": {"max": 1}}}
    lines = {
        (): 2,
        ("kind",): 2,
        ("fields",): 3,
        ("fields", "name"): 5,
        ("fields", "name", "type"): 6,
        ("fields", "name", "allowed"): 7,
        ("fields", "name", "allowed", 1): 8,
        ("checks", 0): 10,
        ("checks", 1, "must", "x", "max"): 11,
    }
    assert {path: loaded.line(*path) for path in lines} == lines


def test_what_has_no_line_of_its_own_has_that_of_what_encloses_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("kind: visit\nfields:\n  name: {type: text}\n", encoding="utf-8")
    loaded = data.load(path)
    assert loaded.line("fields", "name", "meta", "zh") == 3
    assert loaded.line("fields", "no_such") == 2
    assert loaded.line("no_such") == 1


def test_a_mark_at_the_start_and_an_empty_file_will_do(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfkind: visit\n")
    assert data.load(path).data == {"kind": "visit"}
    path.write_bytes(b"# nothing yet\n")
    assert data.load(path).data is None


def test_a_key_is_a_word_and_an_unquoted_on_is_no_truth(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("steps:\n  - {by: a, on: b}\nno: yes\n<<: =\n", encoding="utf-8")
    loaded = data.load(path)
    assert loaded.data == {"steps": [{"by": "a", "on": "b"}], "no": True, "<<": "="}
    assert loaded.line("steps", 0, "on") == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("kind: a\ntitle: b\nkind: c\n", "KD905", 3),
        ("fields:\n  a: 1\n  b:\n    x: 1\n    x: 2\n", "KD905", 5),
        ("- {a: 1, a: 2}\n", "KD905", 1),
        ("a: &one 1\nb: *one\n", "KD904", 2),
        ("a: &one {x: 1}\nb:\n  <<: *one\n", "KD904", 3),
        ("kind: a\n title: b\n", "KD903", 2),
        ("fields:\n  a: 1\n c: 2\n", "KD903", 3),
        ("fields:\n\ta: 1\n", "KD903", 2),
        ("a: [1, 2\nb: 3\n", "KD903", 1),
        ('a: 1\nb: "open\n', "KD903", 2),
        ("a: 1\n---\nb: 2\n", "KD903", 2),
        ("a: 1\nb: !!python/object:os.system x\n", "KD903", 2),
        ("a: 1\nday: 2026-02-30\n", "KD903", 2),
        ("a: 1\nb:\n  - 2026-13-01\n", "KD903", 3),
        ("a: 1\n? [b, c]\n: 2\n", "KD903", 2),
        ('a: 1\nb: "\x07"\n', "KD903", 2),
        ("甲: 一\n乙: 二\n".encode("gb18030"), "KD993", 1),
        ("a: 1\nb: 2\n乙: 二\n".encode("gb18030"), "KD993", 3),
    ],
    ids=[
        "a key twice",
        "a key twice further down",
        "a key twice on one line",
        "an alias",
        "an alias merged in",
        "indented too far",
        "indented too little",
        "a tab",
        "a bracket left open",
        "a quote left open",
        "two documents",
        "a Python object",
        "a day that does not exist",
        "a month that does not exist",
        "a key that is a list",
        "a control character",
        "not UTF-8",
        "not UTF-8 from the third line on",
    ],
)
def test_a_faulty_file_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, code: str, line: int
) -> None:
    fault = fault_of(tmp_path / "a.yaml", text)
    assert (fault.code, fault.file, fault.line) == (code, "a.yaml", line)
    readable(fault)


@pytest.mark.parametrize("name", ["not-there.yaml", "folder"])
def test_a_file_that_cannot_be_read_is_refused_by_its_path(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(SetupFault) as caught:
        data.load(tmp_path / name)
    assert (caught.value.code, caught.value.file) == ("KD902", str(tmp_path / name))
    assert caught.value.facts["reason"]


def test_a_folder_that_an_installation_lacks_is_named() -> None:
    with pytest.raises(SetupFault) as caught:
        data.folder("no-such-folder")
    assert (caught.value.code, caught.value.facts) == ("KD901", {"folder": "no-such-folder"})
    assert data.folder("schemas").is_dir()


# Contracts

SHAPE = {
    "kind": {"type": "string", "required": True, "allowed": ["a", "b"]},
    "fields": {"type": "dict", "valuesrules": {"schema": {"size": {"type": "integer"}}}},
    "title": {"type": "dict"},
}


@pytest.mark.parametrize(
    ("text", "code", "line", "facts"),
    [
        ("- a\n", "KD906", 1, {"entry": "a.yaml"}),
        ("", "KD906", 1, {"entry": "a.yaml"}),
        ("fields: {}\n", "KD908", 1, {"entry": "kind"}),
        ("kind: c\n", "KD906", 1, {"entry": "kind", "reason": "must be one of: a, b"}),
        ("kind: 5\n", "KD906", 1, {"entry": "kind"}),
        ("kind: a\ncolour: red\n", "KD907", 2, {"entry": "colour"}),
        ("kind: a\nfields:\n  x:\n    seize: 2\n", "KD907", 4, {"entry": "fields.x.seize"}),
        ("kind: a\nfields:\n  x:\n    size: b\n", "KD906", 4, {"reason": "must be a whole number"}),
        ("kind: a\ntitle:\n  zh: 客户\n  en: '{x}'\n", "KD906", 3, {"entry": "title"}),
        ("kind: a\ntitle:\n  zh: 客户\n  en: ' '\n", "KD906", 3, {"entry": "title"}),
        ("kind: a\ntitle:\n  zh: 客户{\n  en: customer{\n", "KD906", 3, {"entry": "title"}),
    ],
    ids=[
        "a list for a mapping",
        "nothing at all",
        "an entry missing",
        "a value that is not allowed",
        "a value of another type",
        "an unknown entry",
        "an unknown entry further down",
        "a wrong value further down",
        "languages that name different places",
        "blanks for a language",
        "a brace left open",
    ],
)
def test_a_data_file_is_held_against_its_schema(
    tmp_path: Path, text: str, code: str, line: int, facts: Mapping[str, str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetupFault) as caught:
        hold(data.load(path), Contract(SHAPE))
    fault = caught.value
    assert (fault.code, fault.file, fault.line) == (code, "a.yaml", line)
    told = {name: fault.facts[name] for name in facts}
    assert {name: one.en if isinstance(one, Text) else one for name, one in told.items()} == facts
    readable(fault)


def test_a_sound_data_file_comes_back_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("kind: b\ntitle:\n  zh: 客户{n}\n  en: customer {n}\n", encoding="utf-8")
    assert hold(data.load(path), Contract(SHAPE))["kind"] == "b"


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ({"a": {"type": "nothing"}}, ("a", "type")),
        ({"a": {"colour": 1}}, ("a", "colour")),
        ({"a": {"allowed": 5}}, ("a", "allowed")),
        ({"a": {"check_with": "nobody"}}, ("a", "check_with")),
        ({"a": {"regex": "("}}, ("a", "regex")),
        ({"a": 5}, ("a",)),
        ({"a": "text"}, ("a",)),
        ({"a": None}, ("a",)),
    ],
    ids=lambda value: str(value),
)
def test_what_is_no_schema_says_where(schema: dict[str, Any], path: tuple[str, ...]) -> None:
    with pytest.raises(NotASchema) as caught:
        Contract(schema)
    assert caught.value.path == path


def test_every_breach_has_its_path_rule_and_constraint() -> None:
    held = Contract({"tier": {"allowed": ["A", "B"]}, "day": {"required": True}, "n": {"min": 3}})
    found = held.breaches({"tier": "C", "n": 1, "odd": 0})
    assert sorted((one.path, one.rule, one.constraint) for one in found) == [
        (("day",), "required", True),
        (("n",), "min", 3),
        (("odd",), "unknown", None),
        (("tier",), "allowed", ["A", "B"]),
    ]
    assert held.breaches({"tier": "A", "day": 1, "n": 3}) == []


@pytest.mark.parametrize("kind", contract.TYPES)
def test_a_type_of_field_takes_its_own_values_only(kind: str) -> None:
    own = {
        "text": "a",
        "day": date(2026, 1, 1),
        "moment": Moment(date(2026, 1, 1)),
        "month": Period.parse("2026-01"),
        "periods": (),
        "amount": Decimal(1),
        "number": Decimal(1),
        "whole": 1,
        "flag": True,
        "items": (),
        "lines": (),
        "volumes": (),
    }
    held = Contract({"it": {"type": kind}})
    taken = {name for name, value in own.items() if not held.breaches({"it": value})}
    assert taken == {name for name, value in own.items() if type(value) is type(own[kind])}
    assert held.breaches({"it": Unread("x", "KD110")})


# Selectors


@pytest.mark.parametrize(
    ("rules", "value", "answer"),
    [
        ({"allowed": ["战略客户"]}, "战略客户", True),
        ({"allowed": ["战略客户"]}, "一般客户", False),
        ({"allowed": ["战略客户"]}, None, None),
        ({"allowed": ["战略客户"]}, "", None),
        ({"allowed": ["战略客户"], "required": True}, None, False),
        ({"empty": False}, None, False),
        ({"empty": False}, "陈立群", True),
        ({"forbidden": ["计划"], "nullable": True}, None, True),
        ({"forbidden": ["计划"], "nullable": True}, "计划", False),
        ({"forbidden": ["计划"], "nullable": True}, "已完成", True),
        ({"min": 2000}, Decimal(2000), True),
        ({"min": 2000}, Decimal("1999.99"), False),
        ({"contains": "公司高层"}, ("公司高层", "技术"), True),
        ({"contains": "公司高层"}, ("技术",), False),
        ({"contains": "公司高层"}, (), None),
        ({"allowed": [True]}, False, False),
        ({"allowed": ["战略客户"]}, Unread("？", "KD110"), None),
    ],
    ids=lambda value: str(value),
)  # fmt: skip
def test_a_field_is_accepted_or_not_or_says_nothing(
    rules: dict[str, Any], value: object, answer: bool | None
) -> None:
    assert Selector({"it": rules}).field("it", value) is answer


BOTH = Selector({"tier": {"allowed": ["战略客户"]}, "sales": {"min": 2000}})


@pytest.mark.parametrize(
    ("values", "faulty", "found"),
    [
        ({"tier": "战略客户", "sales": Decimal(3000)}, (), (True, "")),
        ({"tier": "一般客户", "sales": Decimal(3000)}, (), (False, "tier")),
        ({"tier": "战略客户", "sales": Decimal(1000)}, (), (False, "sales")),
        ({"sales": Decimal(1000)}, (), (False, "sales")),
        ({"sales": Decimal(3000)}, (), (None, "tier")),
        ({"tier": "战略客户"}, (), (None, "sales")),
        ({}, (), (None, "tier")),
        ({"tier": "一般客户", "sales": Decimal(3000)}, ("tier",), (None, "tier")),
        ({"tier": "战略客户", "sales": Decimal(3000)}, ("sales",), (None, "sales")),
        ({"tier": "一般客户", "sales": Decimal(3000)}, ("sales",), (False, "tier")),
    ],
    ids=[
        "both yes",
        "the first says no",
        "the second says no",
        "a no beats a blank",
        "the first is blank",
        "the second is blank",
        "all blank",
        "a faulty no says nothing",
        "a faulty yes says nothing",
        "a no beats a faulty field",
    ],
)
def test_a_record_is_selected_or_not_or_left_open(
    values: dict[str, Any], faulty: tuple[str, ...], found: tuple[bool | None, str]
) -> None:
    assert BOTH.judge(values, frozenset(faulty)) == found


WORDS = st.sampled_from(["战略客户", "重点客户", "一般客户"])
COMPLETE = st.fixed_dictionaries(
    {
        "tier": WORDS,
        "sales": st.decimals(0, 9999, places=2),
        "since": st.dates(date(2020, 1, 1), date(2026, 12, 31)),
        "levels": st.lists(st.sampled_from(["高层", "中层"]), min_size=1, max_size=2).map(tuple),
        "full_set": st.booleans(),
    }
)
WHEN = st.fixed_dictionaries(
    {},
    optional={
        "tier": st.fixed_dictionaries(
            {}, optional={"allowed": st.lists(WORDS), "forbidden": st.lists(WORDS)}
        ),
        "sales": st.fixed_dictionaries(
            {}, optional={"min": st.integers(0, 9999), "max": st.integers(0, 9999)}
        ),
        "since": st.fixed_dictionaries(
            {}, optional={"max": st.dates(date(2020, 1, 1), date(2026, 12, 31))}
        ),
        "levels": st.fixed_dictionaries({"contains": st.sampled_from(["高层", "中层"])}),
        "full_set": st.fixed_dictionaries({"allowed": st.lists(st.booleans(), max_size=1)}),
    },
)


@given(WHEN, COMPLETE)
def test_on_a_complete_record_a_selector_agrees_with_plain_cerberus(
    when: dict[str, Any], values: dict[str, Any]
) -> None:
    accepted = not Contract(when, allow_unknown=True).breaches(values)
    assert Selector(when).judge(values)[0] is accepted


@given(WHEN, COMPLETE, st.sets(st.sampled_from(["tier", "sales", "since", "levels", "full_set"])))
def test_what_a_blank_leaves_open_can_still_go_both_ways_or_one(
    when: dict[str, Any], values: dict[str, Any], blank: set[str]
) -> None:
    left = {name: value for name, value in values.items() if name not in blank}
    answer, decided_by = Selector(when).judge(left)
    whole, _ = Selector(when).judge(values)
    if answer is None:
        assert decided_by in blank
    else:
        assert answer is False or whole is answer
        assert answer is True or decided_by not in blank


# Likeness


def test_the_nearest_word_is_suggested_only_where_it_leads() -> None:
    assert nearest("visited_no", ["visited_on", "remark"]) == "visited_on"
    assert nearest("colour", ["visited_on", "remark"]) is None
    assert nearest("rule_c", ["rule_a", "rule_b"]) is None
    assert nearest("x", []) is None


def test_all_that_is_alike_comes_the_most_alike_first() -> None:
    known = ["苏州迅捷电梯有限公司", "苏州迅达电梯有限公司", "无锡长风电梯厂"]
    assert alike("苏州迅捷电梯公司", known)[0] == known[0]
    assert known[2] not in alike("苏州迅捷电梯公司", known)


# Sheet schemas

BROKEN = [
    ("mark: [visited_on]", "mark: [visited_no]", "KD909", "mark: [visited_no]"),
    ("name: customer_name, day", "name: customer_nam, day", "KD909", "customer_nam,"),
    ("day: visited_on, recorded", "date: visited_on, recorded", "KD907", "date: visited_on"),
    ("unique: [[visit_no]]", "unique: [[visit_nr]]", "KD909", "visit_nr"),
    ("same: [visited_on, visitors, visit_level]", "same: [visited_in]", "KD909", "same: "),
    ("own_words: [special_reason,", "own_words: [special_reson,", "KD909", "special_reson,"),
    ("  visit_level:\n    people:", "  visit_levl:\n    people:", "KD909", "visit_levl"),
    ("people: visitors", "people: visitor", "KD909", "  visit_level:"),
    ("技术: [technical_owner]", "技术员: [technical_owner]", "KD909", "技术员: [tech"),
    ("技术: 技术|研发", "技术: '(技术|研发'", "KD906", "'(技术|研发'"),
    ("order: [visited_on, recorded_on]", "order: [visited_on, recorded]", "KD909", "order: "),
    ("order: [visited_on, recorded_on]", "order: [visited_on]", "KD906", "order: [visited_on]"),
    (
        "must: {recorded_on: {max: $as_of}}",
        "must: {recorded_in: {max: $as_of}}",
        "KD909",
        "recorded_in",
    ),
    (
        "must: {recorded_on: {max: $as_of}}",
        "must: {recorded_on: {maximum: $as_of}}",
        "KD906",
        "maximum",
    ),
    ("must: {recorded_on: {max: $as_of}}", "must: {recorded_on: $as_of}", "KD906", "on: $as_of"),
    ("must: {recorded_on: {max: $as_of}}", "musst: {recorded_on: {}}", "KD907", "musst"),
    (
        "when: {visit_kind: {allowed: [特别访问]}}",
        "when: {visit_knd: {allowed: [特别访问]}}",
        "KD909",
        "visit_knd",
    ),
    (
        "when: {visit_kind: {allowed: [特别访问]}}",
        "when: {visit_kind: {permitted: [特别访问]}}",
        "KD906",
        "permitted",
    ),
    ("id: special-needs-reason", "id: Special Reason", "KD906", "id: Special Reason"),
    ("zh: 特别访问要写明特别原因, en: a", "zh: '特别访问要写明{x}', en: a", "KD906", "要写明{x}"),
    ("en: Visit number, group: visit,", "en: Visit number, group: visits,", "KD909", "visits,"),
    ("en: Visit number, group: visit,", "group: visit,", "KD908", "meta:"),
    ("en: Visit number, group", "en: ' ', group", "KD906", "en: ' '"),
    ("title: {zh: 拜访报告, en: Visit report}", "title: {zh: 拜访报告}", "KD908", "title: {zh"),
    ("allowed: [计划拜访, 特别访问]", "allowed: [计划拜访, 特殊访问]", "KD909", "特别访问: {en"),
    ("allowed: [计划拜访, 特别访问]", "allowed: [计划拜访, 2026]", "KD906", "拜访, 2026]"),
    ("allowed: [计划拜访, 特别访问]", "allowed: [计划拜访, no]", "KD906", "拜访, no]"),
    ("allowed: [计划拜访, 特别访问]", "allowed: 计划拜访", "KD906", "allowed: 计划拜访"),
    ("    maxlength: 40\n", "    maxlenght: 40\n", "KD906", "maxlenght"),
    ("    maxlength: 40\n", "    maxlength: long\n", "KD906", "maxlength: long"),
    ("    maxlength: 40\n", "    regex: '['\n", "KD906", "regex: '['"),
    ("    maxlength: 40\n", "    check_with: telephone\n", "KD909", "check_with: telephone"),
    ("    maxlength: 40\n", "    check_with: [phone]\n", "KD906", "check_with: [phone]"),
    ("    type: day\n    required", "    type: date\n    required", "KD906", "type: date"),
    ("kind: visit\n", "", "KD908", "kind"),
    ("kind: visit\n", "kind: 拜访\n", "KD906", "kind: 拜访"),
    ('version: "1"', "version: 1", "KD906", "version: 1"),
    ("sheets: [", "sheets: []\nshets: [", "KD907", "shets"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("good", "bad", "code", "at"), BROKEN, ids=[f"{bad!r} for {good!r}" for good, bad, *_ in BROKEN]
)
def test_a_broken_schema_is_refused_with_its_line(
    tmp_path: Path, good: str, bad: str, code: str, at: str
) -> None:
    assert good in VISIT
    text = VISIT.replace(good, bad, 1)
    path = tmp_path / "visit.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetupFault) as caught:
        sheets.load_schema(path)
    fault = caught.value
    lines = [number for number, line in enumerate(text.splitlines(), 1) if at in line]
    assert (fault.code, fault.file) == (code, "visit.yaml")
    assert fault.line == (lines[0] if bad else 4)  # an entry left out: where the mapping begins
    readable(fault)


def test_a_schema_that_is_nearly_right_names_the_nearest_word(tmp_path: Path) -> None:
    path = tmp_path / "visit.yaml"
    path.write_text(
        VISIT.replace("must: {special_reason:", "must: {special_reson:"), encoding="utf-8"
    )
    with pytest.raises(SetupFault) as caught:
        sheets.load_schema(path)
    assert caught.value.facts == {"name": "special_reson", "near": "special_reason"}


def test_two_schemas_of_one_kind_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(VISIT, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(VISIT, encoding="utf-8")
    with pytest.raises(SetupFault) as caught:
        sheets.load_all(tmp_path)
    fault = caught.value
    line = VISIT.splitlines().index("kind: visit") + 1
    assert (fault.code, fault.file, fault.line) == ("KD913", "b.yaml", line)


def test_who_is_known_for_a_level_is_told_by_columns_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "customer.yaml").write_text(
        desk.example("schemas/customer.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    text = VISIT.replace("[technical_owner]", "[technical_owners]")
    (tmp_path / "visit.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SetupFault) as caught:
        sheets.load_all(tmp_path)
    assert (caught.value.code, caught.value.file) == ("KD909", "visit.yaml")
    assert "[technical_owners]" in text.splitlines()[caught.value.line - 1]


def test_a_deputy_acts_for_a_level_that_visits_claim() -> None:
    visit, deputy = desk.SCHEMAS["visit"], desk.SCHEMAS["deputy"]
    assert deputy.fields["level"].allowed == visit.fields["visit_level"].allowed


@pytest.mark.parametrize(
    ("good", "bad"),
    [("expected_of: {tier:", "expected_of: {teir:"), ("[潜在客户]", "[潜在的客户]")],
    ids=["no such field", "no such choice"],
)
def test_of_whom_records_are_expected_is_told_by_fields_of_customers(
    good: str, bad: str, tmp_path: Path
) -> None:
    for kind in ("customer", "visit"):
        text = desk.example(f"schemas/{kind}.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{kind}.yaml").write_text(text.replace(good, bad), encoding="utf-8")
    with pytest.raises(SetupFault) as caught:
        sheets.load_all(tmp_path)
    line = next(at for at, words in enumerate(VISIT.splitlines(), 1) if "expected_of:" in words)
    assert (caught.value.code, caught.value.file, caught.value.line) == (
        "KD909",
        "visit.yaml",
        line,
    )


@pytest.mark.parametrize("kind", desk.SCHEMAS)
def test_what_a_schema_says_of_its_fields(kind: str) -> None:
    schema = desk.SCHEMAS[kind]
    for field in schema.fields.values():
        assert field.headings[:2] == (field.label.zh, field.label.en)
        assert field.group in schema.groups
        assert set(field.spellings.values()) <= set(field.allowed)
        assert all(field.spellings[value.casefold()] == value for value in field.allowed)
        assert field.type in contract.TYPES
        assert (field.type == "amount") == bool(field.unit)
    if schema.roles.name:
        assert schema.label(schema.roles.name).zh == "客户名称"
    with pytest.raises(KeyError):
        schema.label("no_such_field")


def test_values_are_shown_with_their_labels() -> None:
    level = desk.SCHEMAS["visit"].fields["visit_level"]
    assert level.shown(("公司高层", "保安")) == (level.labels["公司高层"], "保安")
    assert level.shown("技术").en == "Technical"
    assert level.shown(None) is None
    assert level.shown(Decimal(1)) == Decimal(1)


def test_the_day_of_the_run_takes_its_place_in_a_check() -> None:
    day = date(2026, 10, 8)
    written = sheets.with_as_of({"a": {"max": "$as_of", "required": True}}, day)
    assert written == {"a": {"max": day, "required": True}}


# Configuration


def settings(folder: Path, text: str | bytes) -> Config:
    path = folder / config.NAME
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return config.load(config.find(folder))


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert config.load(None) == Config()
    assert config.find(tmp_path) is None or config.find(tmp_path) == config.find(Path("/"))


def test_the_file_is_found_upwards(tmp_path: Path) -> None:
    below = tmp_path / "华东" / "九月"
    below.mkdir(parents=True)
    (tmp_path / config.NAME).write_text('company = "澄岚"\n', encoding="utf-8")
    assert config.find(below) == tmp_path / config.NAME
    (below.parent / config.NAME).write_text("", encoding="utf-8")
    assert config.find(below) == below.parent / config.NAME


def test_policies_of_a_company_lie_beside_its_file(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        'company = "澄岚"\nlanguage = "en"\npolicies = ["strategic-account", "制度/own.yaml"]\n',
    )
    assert (found.company, found.file) == ("澄岚", tmp_path / config.NAME)
    assert config.language_of(found.file) == "en"
    assert found.policies == ("strategic-account", str(tmp_path / "制度" / "own.yaml"))


def test_headings_of_a_company_are_kept_by_kind(tmp_path: Path) -> None:
    text = '[headings.customer]\n"对口车间" = "-"\n"甲方" = "name"\n'
    assert settings(tmp_path, text).headings == {"customer": {"对口车间": "-", "甲方": "name"}}
    assert config.line_of(tmp_path / config.NAME, ("headings", "customer", "甲方")) == 3
    assert config.line_of(tmp_path / config.NAME, ("headings", "visit")) == 0


def test_a_policy_that_is_named_from_the_root_stays_as_it_is(tmp_path: Path) -> None:
    own = (tmp_path / "own.yml").as_posix()
    assert settings(tmp_path / ".", f'policies = ["{own}"]\n').policies == (str(Path(own)),)


@pytest.mark.parametrize(
    ("text", "code", "line", "entry"),
    [
        ('colour = "red"\n', "KD907", 1, "colour"),
        ("company = 5\n", "KD912", 1, "company"),
        ('language = "de"\n', "KD912", 1, "language"),
        ('language = ["zh"]\n', "KD912", 1, "language"),
        ('policies = "strategic-account"\n', "KD912", 1, "policies"),
        ("policies = []\n", "KD912", 1, "policies"),
        ('policies = ["a", 5]\n', "KD912", 1, "policies"),
        ('[company]\nname = "a"\n', "KD912", 1, "company"),
        ("headings = 5\n", "KD912", 1, "headings"),
        ('[headings]\nvisit = {}\ncustomer = "name"\n', "KD912", 3, "headings.customer"),
        (
            '[headings.customer]\n"甲方" = "name"\n"乙方" = 5\n',
            "KD912",
            3,
            "headings.customer.乙方",
        ),
        ('headings.customer."甲方" = []\n', "KD912", 1, "headings.customer.甲方"),
        (
            '\n[headings.customer]\n"甲方" = [\n  "name",\n]\n',
            "KD912",
            5,
            "headings.customer.甲方",
        ),
        ("[forms]\nfolder = 5\n", "KD912", 1, "forms"),
        ('policies = [\n"D:\\new.yaml"]\n', "KD912", 2, "policies"),
        ('[forms]\nfolder = "D:\\templates"\n', "KD912", 2, "forms.folder"),
        ('[access]\nregister = "D:\\register"\n', "KD912", 2, "access.register"),
        ("[access]\nregister = 'D:register.jsonl'\n", "KD912", 2, "access.register"),
        ("policies = ['d:own/new.yaml']\n", "KD912", 1, "policies"),
        ('[notices]\nask = "a"\ndays = true\n', "KD912", 3, "notices.days"),
        ("[notices]\ndays = 367\n", "KD912", 2, "notices.days"),
        ('[notices]\nday = "a"\n', "KD907", 2, "notices.day"),
        ("[roles.a]\nsees = 5\n", "KD912", 1, "roles.a"),
        ('[roles.a]\nsees = []\nsee = ["a"]\n', "KD907", 3, "roles.a.see"),
        ('[access]\nrole = "a"\nwhy_needed = "yes"\n', "KD912", 3, "access.why_needed"),
        ('company = "a"\nlanguage = \n', "KD903", 2, None),
        ('company = "a"\ncompany = "b"\n', "KD903", 2, None),
        ('company = "a\n', "KD903", 1, None),
        ('# 甲\ncompany = "澄岚"\n'.encode("gb18030"), "KD993", 1, None),
    ],
    ids=[
        "an unknown entry",
        "a number for the company",
        "a language that is not spoken",
        "a list of languages",
        "one policy without brackets",
        "no policy at all",
        "a number among the policies",
        "a table for the company",
        "a number for the headings",
        "a word for the headings of a kind",
        "a number for a heading",
        "a list for a heading, on one line",
        "a list for a heading, on several lines",
        "a number for the folder of forms",
        "a path with a line feed among the policies",
        "a path with a tab",
        "a path with a carriage return",
        "a register where somebody last worked on a drive",
        "a policy where somebody last worked on a drive",
        "a truth for the days of notices",
        "more days than a year has",
        "an unknown entry of notices",
        "a number for what a role sees",
        "an unknown entry of a role",
        "a word for a truth",
        "a value left out",
        "an entry twice",
        "a quote left open",
        "not UTF-8",
    ],
)
def test_a_faulty_configuration_is_refused(
    tmp_path: Path, text: str | bytes, code: str, line: int, entry: str | None
) -> None:
    with pytest.raises(SetupFault) as caught:
        settings(tmp_path, text)
    fault = caught.value
    assert (fault.code, fault.file, fault.line) == (code, str(tmp_path / config.NAME), line)
    assert fault.facts.get("entry") == entry


@pytest.mark.parametrize("name", ["制度　甲.yaml", "制度\u00a0甲.yaml", "\ue1a3.yaml"])
def test_a_path_may_have_any_blank_or_rare_character(tmp_path: Path, name: str) -> None:
    """Only what a backslash makes of letters is told as that."""
    found = settings(tmp_path, f'policies = ["{name}"]\n')
    assert found.policies == (str(tmp_path / name),)


def test_a_configuration_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupFault) as caught:
        config.load(tmp_path)
    assert (caught.value.code, caught.value.file) == ("KD902", str(tmp_path))


# Results


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_result_is_written_whole_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "一" / "二" / "a.txt"
    outputs.write(path, b"one")
    outputs.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert names_in(path.parent) == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_a_device_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "nowhere"
    path.symlink_to(os.devnull)
    outputs.write(path, b"one")
    assert path.is_char_device()
    assert names_in(tmp_path) == ["nowhere"]


def test_files_of_one_run_are_refused_where_a_folder_has_the_name_of_one(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    outputs.write(tmp_path / "a", b"before")
    with pytest.raises(SetupFault) as caught:
        outputs.write_together({tmp_path / name: [b"after"] for name in ("a", "b")})
    assert (caught.value.code, caught.value.file) == ("KD914", str(tmp_path / "b"))
    assert (tmp_path / "a").read_bytes() == b"before"
    assert names_in(tmp_path) == ["a", "b"]


def test_a_result_may_be_read_by_those_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        outputs.write(tmp_path / "a.txt", b"one")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "name",
    ["a file/a.txt", "a file/below/a.txt", "a folder", "甲" * 90],
    ids=["below a file", "far below a file", "over a folder", "a name too long"],
)
def test_a_result_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    (tmp_path / "a file").write_bytes(b"kept")
    (tmp_path / "a folder").mkdir()
    with pytest.raises(SetupFault) as caught:
        outputs.write(tmp_path / name, b"one")
    assert (caught.value.code, caught.value.file) == ("KD914", str(tmp_path / name))
    assert caught.value.facts["reason"]
    assert names_in(tmp_path) == ["a file", "a folder"]
    assert (tmp_path / "a file").read_bytes() == b"kept"


def test_what_was_there_stays_whole_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    outputs.write(path, b"before")

    def full(self: Path, target: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SetupFault) as caught:
        outputs.write(path, b"after")
    assert fault_words(caught.value, "zh").startswith(f"{path}: KD914 写不出来：磁盘已满。")
    assert "the disk is full" in fault_words(caught.value, "en")
    assert path.read_bytes() == b"before"
    assert names_in(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("before", [0, 1, 2])
@pytest.mark.parametrize("late", [False, True])
def test_ctrl_c_among_results_of_one_run_leaves_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int, late: bool
) -> None:
    """``before`` so many are in place; ``late`` tells whether the one it comes at just is, too."""
    files = {tmp_path / name: [name.encode()] for name in ("a.txt", "b.txt", "c.txt")}
    renamed, left = Path.replace, iter([False] * before + [True])

    def replace(self: Path, target: Path) -> Path:
        strikes = next(left, False)
        if strikes and not late:
            raise KeyboardInterrupt
        done = renamed(self, target)
        if strikes:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        outputs.write_together(files)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        name: name for name in ("a.txt", "b.txt", "c.txt")
    }


def test_of_results_of_one_run_none_is_replaced_before_all_are_written(tmp_path: Path) -> None:
    def broken() -> Any:
        yield b"half"
        raise EOFError

    outputs.write(tmp_path / "a.txt", b"before")
    with pytest.raises(EOFError):
        outputs.write_together({tmp_path / "a.txt": [b"after"], tmp_path / "b.txt": broken()})
    assert names_in(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"before"


def test_no_data_file_of_ours_needs_more_than_a_plain_yaml_reader() -> None:
    for path in sorted(data.folder("schemas").rglob("*.yaml")):
        assert data.load(path).data == yaml.safe_load(path.read_text(encoding="utf-8"))


def test_who_changes_what_was_loaded_changes_it_for_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: {b: [1]}\n", encoding="utf-8")
    data.load(path).data["a"]["b"].append(2)
    assert data.load(path).data == {"a": {"b": [1]}}
    path.write_text("a: 2\n", encoding="utf-8")
    assert data.load(path).data == {"a": 2}
