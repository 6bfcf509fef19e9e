"""The published schema of JSON reports describes every entry that is written, and no other."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kamdocs import data
from kamdocs.cli.main import run
from kamdocs.model import Level, Status
from kamdocs.reports.json_text import json_parts, json_text
from tests import desk

DAY = ("--as-of", "2026-10-08")
FOUR = desk.FOUR
RUNS = {
    "check": ["check", "samples/2026Q3", *(part for one in FOUR for part in ("--policy", one))],
    "check of a trial": ["check", "samples/2026Q3", "--set", "record_grace=9"],
    "validate": ["validate", "samples/bad", "samples/2026Q3"],
    "review": ["review", "samples/2026Q3", "--period", "2026Q3", "-o", "out"],
}


def _schema() -> Any:
    path = data.folder("schemas") / "meta" / "report.schema.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _strict(schema: Any) -> Any:
    """The schema with every entry that it does not describe forbidden."""
    whole = copy.deepcopy(schema)

    def close(part: Any) -> None:
        if isinstance(part, dict):
            if "properties" in part:
                part.setdefault("additionalProperties", False)
            for inner in part.values():
                close(inner)
        elif isinstance(part, list):
            for inner in part:
                close(inner)

    close(whole)
    return whole


@pytest.mark.parametrize("name", RUNS)
def test_what_is_written_is_what_is_described(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    command, *rest = RUNS[name]
    asked = [str(desk.example(part)) if part.startswith("samples") else part for part in rest]
    report = tmp_path / ("out/findings.json" if command == "review" else "report.json")
    shape = [] if command == "review" else ["--format", "json", "-o", str(report)]
    run([command, *asked, *DAY, *shape])
    whole = json.loads(report.read_text(encoding="utf-8"))
    assert whole["files"]
    assert whole["findings"]
    faults = Draft202012Validator(_strict(_schema())).iter_errors(whole)
    assert [f"{fault.json_path}: {fault.message[:200]}" for fault in faults] == []


def test_it_is_a_schema_and_knows_every_status_and_level() -> None:
    schema = _schema()
    Draft202012Validator.check_schema(schema)
    statuses = [status.value for status in Status]
    assert schema["$defs"]["verdict"]["properties"]["status"]["enum"] == statuses
    assert schema["$defs"]["finding"]["properties"]["level"]["enum"] == [one.value for one in Level]


def test_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "report"]) == 0
    assert json.loads(capsys.readouterr().out) == _schema()


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)  # fmt: skip


@given(ANY_JSON)
def test_the_text_is_that_of_the_standard_library(value: Any) -> None:
    wanted = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    assert json_text(value) == wanted + "\n"
    if isinstance(value, list):
        assert json_text(tuple(value)) == wanted + "\n"


@given(st.dictionaries(st.text(), ANY_JSON), st.text(), st.lists(ANY_JSON))
def test_part_by_part_it_says_the_same(
    whole: dict[str, Any], name: str, entries: list[Any]
) -> None:
    """Of what comes one after the other each entry takes a line of its own."""
    whole = {**whole, name: entries}
    told = "".join(json_parts({**whole, name: iter(entries)}))
    assert json.loads(told) == json.loads(json_text(whole))
    lines = [json.dumps(one, ensure_ascii=False) for one in entries]
    assert (",\n".join(f"  {line}" for line in lines)) in told


@pytest.mark.parametrize("value", [float("nan"), {"a": float("inf")}])
def test_what_is_no_number_of_json_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text(value)
