"""What is filled in comes back: ``read(fill(x)) == x``, whatever hands the form went through."""

from collections.abc import Sequence
from datetime import date
from itertools import dropwhile, zip_longest

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kamdocs import forms, intake
from kamdocs.intake.grid import is_error
from kamdocs.intake.grid import words as words_of
from kamdocs.intake.values import cell as values
from kamdocs.model import FileReading, Period, Record, Value, YearVolume
from kamdocs.sheets import Field
from tests.forms import cabinet
from tests.forms.cabinet import SCHEMAS, book, customer, grading, made, status, visit

LETTERS = "abAB19 中文（）()【】·，。、；;：:/／-—&<>\"'=+%{}#\u3000\u200b\u202e😀𠮷\t\n☐☑「」无是"
TEXTS = st.one_of(
    st.text(LETTERS, max_size=30), st.sampled_from([*cabinet.HOSTILE[:6], "同上", "见附件"])
)
SAYINGS: dict[str, st.SearchStrategy[str]] = {
    "day": st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat),
    "amount": st.decimals(0, 10**9, places=2).map(str),
    "number": st.decimals(0, 10**6, places=1).map(str),
    "whole": st.integers(1900, 2100).map(str),
    "month": st.sampled_from(["2026-09", "2025年1月"]),
    "periods": st.sampled_from(["2026年", "2025", "2026Q3", "2026-09", "2026年上半年"]),
    "flag": st.sampled_from(["是", "否"]),
    "volumes": st.sampled_from(["2024：1,200；2025：1350.5（二期 投产）", "2023:0"]),
}
TICKED = {
    "attachments": ("营业执照", "组织机构证", "税务登记证", "财务报表"),
}
"""Of the boxes of a form, the choices that it offers where those are not all of the field."""
BOXES = frozenset({
    "visit_kind", "visit_mode", "visit_level", "counterpart_level", "proposed_grade", "grade",
    "provisional", "special_terms", "special_settlement", "tier", *TICKED,
})  # fmt: skip


def _read(content: bytes, name: str = "表.docx") -> FileReading:
    return intake.reading_of(forms.read(name, content, forms.forms(), SCHEMAS), content, SCHEMAS)


PIECES = st.text("abA1 中文&<>{}'\"=。（）", max_size=6).map(str.strip)
"""Pieces of a line: slashes part them, semicolons part lines."""
PEOPLE = st.lists(st.tuples(PIECES, PIECES, PIECES).map("/".join), max_size=3).map("\n".join)


def _words(kind: str, field: Field) -> st.SearchStrategy[str]:
    if field.name in BOXES and (kind, field.name) != ("customer", "grade"):
        choices = TICKED.get(field.name) or field.allowed or ("是", "否")
        several = st.lists(st.sampled_from(choices), unique=True, max_size=3).map("、".join)
        return several if field.type == "items" else st.sampled_from(["", *choices])
    if field.name == "counterparts":
        return PEOPLE
    if field.name in ("matters", "outcomes", "action_owners", "action_dues"):
        return st.lists(PIECES, max_size=3).map("\n".join)
    own = SAYINGS.get(field.type, TEXTS)
    return own if field.type in ("flag", "volumes", "month") else st.one_of(own, TEXTS)


def _sheet(kind: str) -> st.SearchStrategy[dict[str, Value]]:
    """Values as the reader of sheets makes them of words; what it takes for a blank is absent."""
    fields = SCHEMAS[kind].fields
    words = {name: _words(kind, field) for name, field in fields.items()}

    def read(row: dict[str, str]) -> dict[str, Value]:
        sound = [name for name in row if not is_error(words_of(row[name]))]  # ## is no value
        told = {name: values.read(row[name], fields[name], fields[name].unit) for name in sound}
        return {name: one.value for name, one in told.items() if one.value is not None}

    return st.fixed_dictionaries(words).map(read)


def _expected(name: str, value: Value | None) -> object:
    """Years and boxes stand in their order on the form, people without blank lines between."""
    if name in BOXES and isinstance(value, tuple):
        return sorted(map(str, value))
    if name == "yearly_volumes" and isinstance(value, tuple):
        return sorted(value, key=lambda one: one.year if isinstance(one, YearVolume) else 0)
    if name == "counterparts" and isinstance(value, tuple):
        people = ("/".join(map(str.strip, str(line).split("/"))).rstrip("/") for line in value)
        return tuple(person for person in people if person) or None
    if name == "key_people" and isinstance(value, tuple):
        return tuple(dropwhile(lambda line: not line, value)) or None  # no person, no line
    return value


MATTERS = ("matters", "outcomes", "action_owners", "action_dues")


def _without_gaps(filled: dict[str, Value]) -> dict[str, Value]:
    """Matters of which nothing is told have no row on the form."""
    lines = {name: [*value] for name in MATTERS if isinstance(value := filled.get(name), tuple)}
    whole = list(zip_longest(*lines.values(), fillvalue=""))
    kept = [row for row in whole if any(row)]
    closed = dict(zip(lines, zip(*kept, strict=True), strict=True)) if kept else {}
    ends = {name: "\n".join(map(str, told)).rstrip("\n") for name, told in closed.items()}
    return {**filled, **{name: tuple(told.split("\n")) for name, told in ends.items()}}


def _same(record: Record, found: Sequence[Record]) -> None:
    got = found[0] if found else Record(record.kind, {}, record.row)
    fields = got.places or ("remark",)
    told = {name: _expected(name, got.get(name)) for name in fields}
    assert told == {name: _expected(name, record.get(name)) for name in fields}


FAST = settings(
    max_examples=40,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@FAST
@given(_sheet("customer"))
def test_a_customer_file_comes_back(filled: dict[str, Value]) -> None:
    record = Record("customer", filled, customer().row)
    (document,) = made("customer-file", book(record))
    _same(record, _read(document.content).records)


@FAST
@given(_sheet("visit"))
def test_a_visit_report_comes_back(filled: dict[str, Value]) -> None:
    name = filled.get("customer_name") or "某客户"
    known = {**_without_gaps(filled), "customer_name": name, "status": "已完成"}
    record = Record("visit", known, visit().row, day=date(2026, 7, 1), subject="KA-001")
    (document,) = made("visit-report", book(customer(), record))
    _same(record, _read(document.content).records)


@FAST
@given(_sheet("grading"))
def test_a_grade_evaluation_comes_back(filled: dict[str, Value]) -> None:
    known = {**filled, "customer_name": filled.get("customer_name") or "某客户"}
    record = Record("grading", known, grading().row, subject="KA-001")
    (document,) = made("grade-evaluation", book(customer(), record))
    _same(record, _read(document.content).records)


@FAST
@given(_sheet("business_status"))
def test_a_status_report_comes_back(filled: dict[str, Value]) -> None:
    name = "苏州迅捷电梯有限公司"
    known = {**filled, "month": Period.parse("2026-09"), "customer_name": name}
    record = Record(
        "business_status",
        known,
        status("2026-09", "1").row,
        day=date(2026, 9, 30),
        subject="KA-001",
    )
    (document,) = made("status-report", book(customer(), record))
    own = [one for one in _read(document.content).records if one.text("customer_name") == name]
    _same(record, tuple(own))
