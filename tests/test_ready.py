"""What the data files that come with the project say is ready made, and is what they say.

``KAMDOCS_UPDATE=1 pytest tests/test_ready.py`` writes it again.
"""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs import data
from kamdocs.data import ready
from kamdocs.data.written import parsed
from kamdocs.sheets import files_of_fields, load_all, load_schema, with_fields

HERE = data.folder("schemas") / ready.NAME
FILES = sorted(
    path
    for name in ("schemas", "templates")
    for path in data.folder(name).rglob("*.yaml")
    if not path.name.endswith(".cases.yaml")  # of these nobody is in want but who tries a policy
)
ENTRIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates(),
    lambda one: st.lists(one) | st.dictionaries(st.text() | st.integers(0, 9), one),
    max_leaves=8,
)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig")


def test_every_file_is_ready() -> None:
    lines = [ready.line_of(_text(file), parsed(_text(file), file.name)) for file in FILES]
    assert None not in lines
    whole = "".join(f"{line}\n" for line in lines)
    if os.environ.get("KAMDOCS_UPDATE"):
        HERE.write_text(whole, encoding="utf-8", newline="\n")
        ready.ready_in.cache_clear()
    assert HERE.read_text(encoding="utf-8") == whole, "KAMDOCS_UPDATE=1 pytest tests/test_ready.py"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_is_ready_is_what_the_file_says(file: Path) -> None:
    said = ready.ready_in(HERE.parent).said(_text(file))
    assert said is not None
    assert repr(said) == repr(parsed(_text(file), file.name))


def test_a_text_that_differs_in_a_letter_is_parsed(tmp_path: Path) -> None:
    text = _text(HERE.parent / "customer.yaml")
    assert ready.ready_in(HERE.parent).said(text.replace("客户编号", "客户号", 1)) is None
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    assert data.load(tmp_path / "a.yaml").data == {"a": 1}


def test_what_is_ready_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is held here against all that it is not held against when it is loaded."""
    folder, known = HERE.parent, load_all(HERE.parent)
    decision = load_schema(folder / "decisions" / "decision.yaml")
    further = [repr(with_fields(known, path)) for path in files_of_fields().values()]
    monkeypatch.setattr(ready.Ready, "said", lambda self, text: None)
    assert not data.load(folder / "customer.yaml").sound
    assert repr(load_all(folder)) == repr(known)  # a schema is like itself alone
    assert load_schema(folder / "decisions" / "decision.yaml").fields == decision.fields
    assert [repr(with_fields(known, path)) for path in files_of_fields().values()] == further


def test_without_the_file_nothing_is_ready(tmp_path: Path) -> None:
    assert ready.Ready(tmp_path / ready.NAME).said("a: 1\n") is None


@pytest.mark.parametrize("cut", [1, 40, 64, 65, 66, 90, -2])
def test_a_damaged_line_is_parsed_and_the_others_are_not(cut: int, tmp_path: Path) -> None:
    """As where a merge left its marks in the file, or a copy of it broke off."""
    one, other = "a: {b: [1, 2026-01-01]}\n", "c: 2\n"
    lines = [ready.line_of(text, parsed(text, "a.yaml")) for text in (one, other)]
    file = tmp_path / ready.NAME
    damaged = f"<<<<<<< ours\n{str(lines[0])[:cut]}\n=======\n\n{lines[1]}\n"
    file.write_text(damaged, encoding="utf-8", newline="\n")
    assert (ready.Ready(file).said(one), ready.Ready(file).said(other)) == (None, {"c": 2})


def test_a_file_in_another_encoding_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / ready.NAME).write_bytes("客户\n".encode("gbk"))
    assert ready.Ready(tmp_path / ready.NAME).said("a: 1\n") is None


@given(said=st.dictionaries(st.text(), ENTRIES, min_size=1), text=st.text())
def test_what_can_be_told_is_told_to_the_letter(
    said: dict[str, Any], text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    line = ready.line_of(text, said)
    file = tmp_path_factory.getbasetemp() / ready.NAME
    file.write_text(f"{line}\n" if line else "", encoding="utf-8", newline="\n")
    found = ready.Ready(file).said(text)
    assert found is None if line is None else repr(found) == repr(said)


@pytest.mark.parametrize("said", [{1: "a"}, {"a": (1,)}, {"a": b"b"}, {"a": {date(2026, 1, 1): 1}}])
def test_what_json_would_change_is_left_to_be_parsed(said: Any) -> None:
    assert ready.line_of("", said) is None
