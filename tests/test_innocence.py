"""What is said of documents without Cerberus is what Cerberus says."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.contract import Breach, Contract, NotASchema, contract_of
from kamdocs.contract.reference import Reference
from kamdocs.data import folder, load
from kamdocs.model import Moment, Period, Unread
from kamdocs.sheets import built_in, files_of_fields, with_fields
from kamdocs.validation.types import CHECKS

DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 4))
NUMBERS = st.one_of(
    st.integers(-2, 3),
    st.sampled_from([Decimal("0.1"), Decimal("0.5"), Decimal(2), Decimal("NaN")]),
    st.sampled_from([0.1, 1.5, float("nan"), float("inf")]),
)
WORDS = st.sampled_from(["", "a", "b", "ab", "无", "2026", "13800138000", "张三"])
PLAIN = st.one_of(
    WORDS,
    NUMBERS,
    DAYS,
    st.booleans(),
    DAYS.map(Moment.of),
    DAYS.map(lambda day: Period.holding(day, "month")),
    st.just(Unread("?", "KD110", {})),
    st.none(),
)
VALUES = st.recursive(
    PLAIN,
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.lists(below, max_size=3).map(tuple),
        st.dictionaries(st.sampled_from("abc"), below, max_size=3),
    ),
    max_leaves=4,
)
TYPES = st.sampled_from(
    [
        *("text", "day", "moment", "month", "amount", "number", "whole", "flag", "items"),
        *("string", "boolean", "date", "float", "integer", "list", "dict"),
    ]
)
LEAF: dict[str, st.SearchStrategy[Any]] = {
    "type": st.one_of(
        TYPES, st.lists(TYPES, max_size=2), st.sampled_from(["nothing", ["text", []], {}])
    ),
    "required": st.booleans(),
    "nullable": st.booleans(),
    "empty": st.booleans(),
    "allowed": st.one_of(st.lists(PLAIN, max_size=3), WORDS),
    "forbidden": st.one_of(st.lists(PLAIN, max_size=3), WORDS),
    "contains": st.one_of(st.lists(WORDS, max_size=2), WORDS),
    "some": st.sampled_from(["a.*", "[ab]+", "("]),
    "regex": st.sampled_from(["a.*", "[ab]+", "\\d{4}", "("]),
    "min": st.one_of(NUMBERS, DAYS),
    "max": st.one_of(NUMBERS, DAYS),
    "minlength": st.one_of(st.integers(0, 3), st.booleans()),
    "maxlength": st.one_of(st.integers(0, 3), st.just("3")),
    "check_with": st.sampled_from([*CHECKS, "nothing"]),
    "meta": st.just({"zh": "甲"}),
    "allow_unknown": st.booleans(),
    "excludes": st.sampled_from(["a", "b", ["a"], ["a", "b", "d"], {}, [[]]]),
    "dependencies": st.sampled_from(["a", "^b", ["a", "^c"], "^^a", "a.b", "", {"a": 1}, []]),
    "oddly": st.just(1),
}
_LEAVES = st.dictionaries(st.sampled_from([*LEAF]), st.none(), max_size=4).flatmap(
    lambda picked: st.fixed_dictionaries({rule: LEAF[rule] for rule in picked})
)


def _deeper(below: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields = st.dictionaries(st.sampled_from("abc"), below, max_size=3)
    inner = {"schema": st.one_of(fields, below), "keysrules": below, "valuesrules": below}
    return st.builds(
        lambda leaf, rule, more: {**leaf, **({"type": "dict"} if rule else {}), **more},
        _LEAVES,
        st.booleans(),
        st.sampled_from([*inner]).flatmap(lambda rule: st.fixed_dictionaries({rule: inner[rule]})),
    )


RULES = st.one_of(_LEAVES, st.recursive(_LEAVES, _deeper, max_leaves=4))
SCHEMAS = st.dictionaries(st.sampled_from("abc"), RULES, min_size=1, max_size=3)
DOCUMENTS = st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4)
SAID = (TypeError, AttributeError, ArithmeticError, KeyError, RuntimeError, regex.error)
"""What Cerberus itself fails with over values that no reader of ours gives."""


def _says(breaches: Callable[[dict[str, Any]], list[Breach]], document: dict[str, Any]) -> object:
    try:
        found = breaches(document)
    except SAID as fault:
        return type(fault).__name__
    return sorted((str(one.path), one.rule, repr(one)) for one in found)


@given(schema=SCHEMAS, documents=st.lists(DOCUMENTS, min_size=3, max_size=6), unknown=st.booleans())
def test_whatever_is_said_is_what_cerberus_says(
    schema: dict[str, Any], documents: list[dict[str, Any]], unknown: bool
) -> None:
    try:
        contract = Contract(schema, CHECKS, unknown)
    except NotASchema:
        return
    reference = Reference(schema, CHECKS, unknown)  # takes every schema that a contract takes
    for document in documents:
        said, asked = _says(contract.breaches, document), _says(reference.breaches, document)
        if isinstance(asked, list):
            assert said == asked
        else:  # it fails over a value, which nothing here turns into an innocent one
            assert said != []


def _of_a_field(rules: dict[str, Any]) -> dict[str, Any]:
    """As fields of records have them: a check looks at words alone, so it stands with their type,
    which is held first."""
    return {**rules, "type": "text"} if "check_with" in rules else rules


_OF_FIELDS = _LEAVES.map(_of_a_field)
_OF_RECORDS = st.one_of(PLAIN, st.lists(PLAIN, max_size=3).map(tuple)).filter(
    lambda value: value is not None
)


@given(
    schema=st.dictionaries(st.sampled_from("abc"), _OF_FIELDS, min_size=1, max_size=3),
    documents=st.lists(
        st.dictionaries(st.sampled_from("abcd"), _OF_RECORDS, max_size=4), min_size=1, max_size=8
    ),
    unknown=st.booleans(),
)
def test_many_at_once_are_suspected_as_each_alone(
    schema: dict[str, Any], documents: list[dict[str, Any]], unknown: bool
) -> None:
    try:
        contract = Contract(schema, CHECKS, unknown)
    except NotASchema:
        return
    proof = contract._innocent or (lambda _: False)
    alone = {at for at, document in enumerate(documents) if not proof(document)}
    names = sorted({name for document in documents for name in document})
    columns = {name: [document.get(name) for document in documents] for name in names}
    for _ in ("at first", "with what is remembered"):
        suspects = contract.suspects(columns, len(documents))
        assert suspects.keys() == alone
        for at, fields in suspects.items():
            among = partial(contract.breaches, among=fields)
            assert _says(among, documents[at]) == _says(contract.breaches, documents[at])


@pytest.mark.parametrize("kind", built_in())
def test_the_kinds_of_record_need_no_cerberus_for_what_is_right(kind: str) -> None:
    rules = {name: field.rules for name, field in built_in()[kind].fields.items()}
    assert Contract(rules, CHECKS)._innocent is not None


def test_our_data_files_are_proved_innocent(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*given: object) -> None:
        pytest.fail(f"Cerberus was asked of {given}")

    monkeypatch.setattr(Contract, "by_cerberus", asked)
    monkeypatch.setattr(Contract, "_suspicious", asked)
    for path in sorted((folder("schemas")).glob("*.yaml")):
        assert contract_of("sheet").breaches(load(path).data) == []
    for path in files_of_fields().values():
        assert contract_of("fields").breaches(load(path).data) == []
        with_fields(built_in(), path)  # the words of its fields, too
    for path in sorted((folder("schemas") / "policies").glob("*[a-z].yaml")):
        if path.suffixes == [".yaml"]:  # no cases, rows or list of the usual ones
            assert contract_of("policy").breaches(load(path).data) == []
