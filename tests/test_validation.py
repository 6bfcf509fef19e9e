"""Rows against their schemas and against each other. The tables stand in cases/rows.yaml, those
of the registers in cases/registers.yaml."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from kamdocs import review, sheets
from kamdocs.intake import read_content
from kamdocs.model import LANGS, Finding, Level, Note, Record
from kamdocs.model.finding import level_of
from kamdocs.sheets import Schemas
from kamdocs.validation import RowValidator, types
from kamdocs.words import how_to_mend, what
from kamdocs.words.codes import BATCH, CODES, ROWS
from tests import desk

CASES = [case for name in ("rows", "registers") for case in desk.cases(name)]
AS_OF = date(2026, 12, 31)
CHECKS = {
    f"{kind}/{check.id}": check.text
    for kind, schema in desk.SCHEMAS.items()
    for check in schema.checks
}
MESS = re.compile(r"[{}]|None|True|False|Decimal|datetime|Text\(|Unread|Place\(|\('|\['|nan\b")


def schemas_with(rules: Mapping[str, Any], folder: Path) -> Schemas:
    """The schemas that come with the project, with more rules in some fields."""
    for kind in desk.SCHEMAS:
        text = desk.example(f"schemas/{kind}.yaml").read_text(encoding="utf-8")
        schema = yaml.safe_load(text)
        for field, more in rules.get(kind, {}).items():
            schema["fields"][field].update(more)
        written = yaml.safe_dump(schema, allow_unicode=True)
        (folder / f"{kind}.yaml").write_text(written, encoding="utf-8")
    return sheets.load_all(folder)


def held(case: Mapping[str, Any], schemas: Schemas) -> tuple[list[Record], tuple[Finding, ...]]:
    """The records and findings of a case; there is a customer archive unless it is ``alone``."""
    archive = {} if case.get("alone") else {"customer": "| code |\n| KA-001 |"}
    content = desk.workbook({**archive, **case["given"]}, {})
    return review.validate([read_content("交来.xlsx", content, schemas)], schemas, AS_OF)


def fired(finding: Finding) -> set[str]:
    """What a finding is an instance of: its code, and the check of a schema."""
    checks = {name for name, text in CHECKS.items() if finding.facts.get("rule") == text}
    return {finding.code, *checks}


def said_well(finding: Finding) -> None:
    """The finding can be said in both languages, with every place filled as people write."""
    for lang in LANGS:
        for words in (what(finding, lang), how_to_mend(finding.code, finding.facts, lang)):
            assert words
            assert not MESS.search(words), words


@cache
def findings_of(number: int) -> tuple[Finding, ...]:
    """The findings of one of the cases."""
    case = CASES[number]
    if "rules" not in case:
        return held(case, desk.SCHEMAS)[1]
    with TemporaryDirectory() as folder:
        return held(case, schemas_with(case["rules"], Path(folder)))[1]


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[f"{case['about']}: {case['name']}" for case in CASES]
)
def test_case(number: int) -> None:
    case, findings = CASES[number], findings_of(number)
    assert [desk.said(finding) for finding in findings] == case.get("found", [])
    if "says" in case:
        assert [what(finding, "zh") for finding in findings] == case["says"]
    for finding in findings:
        said_well(finding)


@pytest.fixture(scope="module")
def seen() -> dict[str, set[bool]]:
    """For each code and check whether cases about it were seen to fire, to hold, or both."""
    found: dict[str, set[bool]] = {}
    for number, case in enumerate(CASES):
        names = {name for finding in findings_of(number) for name in fired(finding)}
        found.setdefault(case["about"], set()).add(case["about"] in names)
    return found


@pytest.mark.parametrize("name", [*ROWS, *CHECKS])
def test_every_code_and_check_is_seen_to_fire_and_to_hold(
    name: str, seen: dict[str, set[bool]]
) -> None:
    assert seen.get(name) == {True, False}


def test_the_tables_speak_of_codes_and_checks_that_exist() -> None:
    assert {case["about"] for case in CASES} <= {*CODES, *CHECKS}


def test_two_checks_are_never_called_alike() -> None:
    for schema in desk.SCHEMAS.values():
        ids = [check.id for check in schema.checks]
        assert len(ids) == len(set(ids))
        texts = [check.text for check in schema.checks]
        assert len(texts) == len(set(texts))


def test_a_fault_of_a_row_is_an_error_unless_it_only_stands_in_the_wrong_cell() -> None:
    codes = {"KD216", "KD220", "KD618"}
    assert {code for code in ROWS if level_of(code) is not Level.ERROR} == codes
    assert {level_of(code) for code in codes} == {Level.WARNING}


def one(kind: str, table: str) -> tuple[Record, tuple[Finding, ...]]:
    """The first record of a kind in a table, and all findings."""
    records, findings = held({"given": {kind: table}}, desk.SCHEMAS)
    return next(record for record in records if record.kind == kind), findings


def test_a_record_names_its_faulty_fields() -> None:
    record, _ = one("customer", "| tier | phone | email |\n| VIP | 1 | qian@xunjie-lift.cn |")
    assert record.faulty == {"tier", "phone"}
    record, _ = one("visit", "| visited_on | recorded_on |\n| 2026-07-15 | 2026-07-14 |")
    assert record.faulty == {"recorded_on"}
    record, _ = one("visit", "| visited_on |\n| 2026-07-15 |")
    assert record.faulty == frozenset()


def test_a_number_beside_a_name_is_no_fault_of_the_row() -> None:
    record, findings = one("customer", "| contact |\n| 钱思远13800138000 |")
    assert [finding.level for finding in findings] == [Level.WARNING]
    assert record.faulty == frozenset()


@pytest.mark.parametrize(
    ("postcode", "how", "code"),
    [
        ("10020", ("number-as-words",), "KD213"),
        ("10020", (), "KD205"),
        ("1002", ("number-as-words",), "KD205"),
    ],
    ids=["a number cell of five digits", "text of five digits", "a number cell of four digits"],
)
def test_a_zero_is_only_missed_where_a_cell_was_a_number(
    postcode: str, how: tuple[str, ...], code: str
) -> None:
    record, _ = one("customer", f"| postcode |\n| {postcode} |")
    record = record.known(notes={"postcode": Note(postcode, how)})
    held, (finding,) = RowValidator(desk.SCHEMAS["customer"], AS_OF).hold(record)
    assert (finding.code, held.faulty) == (code, frozenset({"postcode"}))
    assert finding.facts.get("probably") == ("010020" if code == "KD213" else None)
    said_well(finding)


def test_the_day_of_the_run_decides_what_lies_in_the_future() -> None:
    record, _ = one("visit", "| visited_on |\n| 2026-07-15 |")
    schema = desk.SCHEMAS["visit"]
    assert RowValidator(schema, date(2026, 7, 15)).hold(record)[1] == []
    early = RowValidator(schema, date(2026, 7, 14)).hold(record)[1]
    assert [finding.code for finding in early] == ["KD210"]


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("0512-63456789", True),
        ("051263456789", True),
        ("(0512) 63456789", True),
        ("13800138000", True),
        ("+86 138 0013 8000", True),
        ("86-13800138000", True),
        ("0512-63456789 转 801", True),
        ("0512-63456789 ext. 801", True),
        ("0512-63456789、13800138000", True),
        ("13800138000  13900139000", True),
        ("0512-63456789-8001", True),
        ("0512-63456789分机8001", True),
        ("0512-63456789#801", True),
        ("(0512)63456789-801", True),
        ("13800138000 13900139000", True),
        ("13800138000 0512-63456789", True),
        ("0512-63456789\n13800138000", True),
        ("13800138000，13900139000；13700137000", True),
        ("+86-512-63456789", True),
        ("86 512 63456789", True),
        ("0086 512 63456789", True),
        ("400-820-8820转1", True),
        ("4008208820", True),
        ("800-820-8820", True),
        ("51263456789", False),
        ("512-63456789", False),
        ("1063456789", False),
        ("0512-63456789/90", False),
        ("63456789", False),
        ("1380013800", False),
        ("138001380000", False),
        ("0512-63456789/63456789", False),
        ("转801", False),
        ("张三13800138000", False),
        ("/", False),
        ("", False),
        ("无", False),
        ("９" * 5000, False),
    ],
    ids=lambda value: str(value)[:30] or "nothing",
)
def test_telephone_numbers(number: str, valid: bool) -> None:
    assert types.CHECKS["phone"](number) is valid


@pytest.mark.parametrize(
    ("address", "valid"),
    [
        ("qian@xunjie-lift.cn", True),
        ("钱思远@迅捷.中国", True),
        ("qian@xunjie", False),
        ("qian@@xunjie.cn", False),
        ("qian xunjie.cn", False),
        ("", False),
        ("a" * 5000 + "@b.cn", False),
    ],
    ids=lambda value: str(value)[:30] or "nothing",
)
def test_e_mail_addresses(address: str, valid: bool) -> None:
    assert types.CHECKS["email"](address) is valid


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("91320500MA1N0XJD7N", True),
        ("91320500MA1N0XJD7A", False),
        ("91320500MA1N0XJD7", False),
        ("91320500MA1N0XJD7N0", False),
        ("92320583MA1N0XJD7T", True),
        ("12100000400010000L", True),
        ("N2320583MF1234567M", True),
        ("Y1110000MC1234567P", True),
        ("91320500MA1N0XJD7O", False),
        ("", False),
        ("统一社会信用代码统一社会信用代码统一", False),
    ],
    ids=lambda value: str(value) or "nothing",
)
def test_credit_codes(code: str, valid: bool) -> None:
    assert types.CHECKS["credit_code"](code) is valid


@pytest.mark.parametrize("kind", desk.SCHEMAS)
def test_every_example_of_a_schema_is_sound(kind: str) -> None:
    schema = desk.SCHEMAS[kind]
    table = "| {} |\n| {} |".format(
        " | ".join(schema.fields),
        " | ".join(field.example.replace("\n", "\\n") for field in schema.fields.values()),
    )
    _, findings = held({"given": {kind: table}}, desk.SCHEMAS)
    assert [desk.said(one) for one in findings if one.code not in BATCH] == []
