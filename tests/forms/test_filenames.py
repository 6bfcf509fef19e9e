"""File names that Windows, macOS and Linux all take."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs import forms
from kamdocs.faults import SetupFault
from kamdocs.filenames import Names, safe
from tests.forms import cabinet

DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("客户档案表_KA-001_苏州迅捷", "客户档案表_KA-001_苏州迅捷"),
        ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"),
        ("CON", "_CON"),
        ("nul .tar.gz", "_nul .tar.gz"),
        ("Com¹.x", "_Com¹.x"),
        ("COM10", "COM10"),
        ("..", "_"),
        (".. ../etc/passwd. .", "_etc_passwd"),
        ("  两  端\t空白\n ", "两 端 空白"),
        ("\u202egnp.exe\u200b\ufeff", "gnp.exe"),
        ("\x00\x1f\ud800", "_"),
        ("", "_"),
        ("长" * 200, "长" * 66),
        ("a" * 99 + " b", "a" * 99),
        ("e\u0301", "é"),
    ],
)  # fmt: skip
def test_a_name_is_made_safe(name: str, told: str) -> None:
    assert safe(name) == told


def test_names_that_would_be_alike_are_told_apart_in_order() -> None:
    names = Names()
    given = ("甲", "Abc", "甲", "ABC", "abc (2)", "甲")
    assert [names.fresh(one, ".docx") for one in given] == [
        "甲.docx", "Abc.docx", "甲 (2).docx", "ABC (2).docx", "abc (2) (2).docx", "甲 (3).docx",
    ]  # fmt: skip
    assert Names({"Abc.docx": "KA-1"}).fresh("abc", ".docx", "KA-2") == "abc (2).docx"


names = st.one_of(
    st.text(st.characters(exclude_categories=[]), max_size=300),
    st.sampled_from(sorted(DEVICES)).flatmap(
        lambda name: st.sampled_from([name, name.upper(), f" {name} ", f"{name}.a", f".{name}"])
    ),
    st.text("./\\: _", max_size=8),
)


@settings(max_examples=400)
@given(names)
def test_whatever_comes_in_every_system_takes_what_goes_out(name: str) -> None:
    told = safe(name)
    assert told
    assert told == unicodedata.normalize("NFC", told)
    assert len(told) <= 100
    assert len(told.encode()) <= 200
    assert told == told.strip(". ")
    assert not set(told) & set('<>:"/\\|?*')
    assert not {unicodedata.category(char) for char in told} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert told.split(".")[0].strip().casefold() not in DEVICES


@settings(max_examples=100)
@given(st.lists(st.one_of(st.sampled_from(["a", "A", "a (2)", "长" * 99]), names), max_size=12))
def test_no_name_is_given_twice(given: list[str]) -> None:
    chooser = Names()
    told = [chooser.fresh(name, ".docx") for name in given]
    assert len({name.casefold() for name in told}) == len(given)
    assert all(len(name.encode()) <= 205 for name in told)
    again = Names()
    assert [again.fresh(name, ".docx") for name in given] == told


def test_documents_of_customers_with_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    records = [
        cabinet.customer(number, code=code, name="../../a:b")
        for number, code in enumerate(("KA-1", "KA/1", "KA:1"), start=2)
    ]
    for document in cabinet.made("customer-file", cabinet.book(*records)):
        (tmp_path / document.name).write_bytes(document.content)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "客户档案表_KA-1_.._.._a_b.docx",
        "客户档案表_KA_1_.._.._a_b (2).docx",
        "客户档案表_KA_1_.._.._a_b.docx",
    ]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{code}", ["KA-001.docx", "KA-002.docx"]),
        ("{name} {title}.docx", ["_CON.甲 客户档案表.docx", "乙 客户档案表.docx"]),
        ("档案", ["档案.docx", "档案 (2).docx"]),
        ("{name}", ["_CON.甲.docx", "乙.docx"]),
        ("../{code}:{{x}}. .", ["_KA-001_{x}.docx", "_KA-002_{x}.docx"]),
    ],
)
def test_a_pattern_of_one_s_own_names_the_documents(pattern: str, told: list[str]) -> None:
    form = forms.named(forms.form("customer-file"), pattern)
    records = [cabinet.customer(name="CON.甲"), cabinet.customer(3, code="KA-002", name="\u202e乙")]
    known, schemas = cabinet.book(*records), cabinet.SCHEMAS
    made = forms.documents(form, forms.Basis(known, schemas))
    assert [one.name for one in made] == told


@pytest.mark.parametrize(
    ("pattern", "codes", "near"),
    [
        ("{titel}_{cod}", ["KD939", "KD939"], "title"),
        ("{day}", ["KD939"], "-"),
        ("{name.__class__}", ["KD939"], "-"),
        ("{}", ["KD939"], "-"),
        ("{name:>999999999}", ["KD940"], None),
        ("{name!r}", ["KD940"], None),
        ("{name", ["KD940"], None),
        (" ", ["KD940"], None),
    ],
)
def test_a_pattern_that_will_not_do_is_told(
    pattern: str, codes: list[str], near: str | None
) -> None:
    with pytest.raises(SetupFault) as caught:
        forms.named(forms.form("customer-file"), pattern)
    fault = caught.value
    assert [one.code for one in (fault, *fault.more)] == codes
    assert fault.facts.get("near") == near
