"""Policies, schemas, settings and reports that are no data but an attack, or a slip that acts like
one: refused or stopped, with file and line where there is one, in bounded time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kamdocs import data
from kamdocs.cli.main import run
from kamdocs.contract.shapes import fits, holds
from kamdocs.faults import SetupFault
from kamdocs.words import fault_words
from tests import desk

YAML = {
    "lists in lists": ("policy: " + "[" * 200_000, "KD903", 1),
    "mappings in mappings": ("policy: " + "{a: " * 3000 + "1" + "}" * 3000, "KD903", 1),
    "an anchor told again": ("a: &a [1, 1]\nb: [*a, *a]\n", "KD904", 2),
    "laughs": (
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30)), "KD904", 2
    ),
    "a program": ('a: 1\nb: !!python/object/apply:os.system ["touch pwned"]\n', "KD903", 2),
    "a module": ("a: !!python/name:os.system\n", "KD903", 1),
    "an object": ("a: !!python/object:subprocess.Popen {}\n", "KD903", 1),
    "bytes": ('a: !!binary "aGVsbG8="\n', "KD903", 1),
    "a set": ("a: !!set {b, c}\n", "KD903", 1),
    "a day that is forced": ('a: !!timestamp "x"\n', "KD903", 1),
    "a tag of one's own": ("a: !x y\n", "KD903", 1),
    "a number of a hundred thousand digits": ("a: " + "9" * 100_000, "KD903", 1),
    "a nought": ("a: b\0c\n", "KD903", 1),
    "half a character": ("a: \ud800\n", "KD993", 1),
    "two documents": ("a: 1\n---\nb: 2\n", "KD903", 2),
    "keys that are lists": ("? [a, b]\n: 1\n", "KD903", 1),
}  # fmt: skip


@pytest.mark.parametrize("what", YAML)
def test_a_data_file_that_means_harm_is_refused(what: str, tmp_path: Path) -> None:
    text, code, line = YAML[what]
    path = tmp_path / "policy.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(SetupFault) as caught:
        data.load(path)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert not Path("pwned").exists()


@pytest.mark.parametrize("number", ["1e99999", ".inf", ".nan"])
def test_a_number_without_end_is_no_figure(
    number: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.yaml"
    text = OWN.replace("value: 6", f"value: {number}")
    assert number in text
    path.write_text(text, encoding="utf-8")
    assert run(["check", str(tmp_path), "--policy", str(path)]) == 3
    assert "own.yaml:" in capsys.readouterr().err


TOML = {
    "lists in lists": "company = " + "[" * 50_000,
    "names in names": ".".join(["a"] * 2_000) + " = 1\n",
    "a number too large": "[limits]\nseconds = 99999999999999999999\n",
    "no limit": "[limits]\nseconds = 0\n",
    "a limit that is none": '[limits]\nseconds = "all"\n',
    "an entry of the limits": "[limits]\nsecond = 5\n",
}


@pytest.mark.parametrize("what", TOML)
def test_settings_that_mean_harm_are_refused(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kamdocs.toml").write_text(TOML[what], encoding="utf-8")
    (tmp_path / "a.csv").write_text("客户名称\n甲\n", encoding="utf-8")
    assert run(["validate", str(tmp_path)]) == 3
    assert "kamdocs.toml" in capsys.readouterr().err


JSON = {
    "lists in lists": '{"verdicts":' + "[" * 100_000 + "]" * 100_000 + "}",
    "a number of a hundred thousand digits": '{"format":' + "9" * 100_000 + "}",
    "no number": '{"format":"kamdocs-report/1","as_of":NaN}',
    "a name twice": '{"format":1,"format":"kamdocs-report/1"}',
    "half a character": '{"format":"\\ud800"}',
}


@pytest.mark.parametrize("what", JSON)
@pytest.mark.parametrize("command", ["explain", "diff"])
def test_reports_that_mean_harm_are_refused(
    command: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "report.json"
    path.write_text(JSON[what], encoding="utf-8")
    words = ["x", "--report", str(path)] if command == "explain" else [str(path), str(path)]
    assert run([command, *words]) == 3
    assert "KD928" in capsys.readouterr().err


SLOW = "(a|aa)+c"
RULE = f"""  - id: slow
    clause: "1"
    kind: fields
    must: {{name: {{regex: "{SLOW}"}}}}
    owner: {{zh: 销售部, en: Sales department}}
    severity: low
    text: {{zh: 名称的样子, en: The shape of a name}}
"""
OWN = desk.example("tests/files/own-pack.yaml").read_text(encoding="utf-8")


def test_a_pattern_without_end_is_stopped() -> None:
    for found in (fits, holds):
        with pytest.raises(SetupFault) as caught:
            found(SLOW, "a" * 80)
        assert SLOW in fault_words(caught.value, "en")
    assert fits(SLOW, "aac")
    assert not fits("a", "aa")
    assert holds("a", "bab")


def test_a_policy_with_such_a_pattern_ends_the_run_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "slow.yaml"
    path.write_text(f"{OWN.rstrip()}\n{RULE}", encoding="utf-8")
    archive = "| name |\n| " + "a" * 80 + " |"
    (tmp_path / "a.xlsx").write_bytes(desk.workbook({"customer": archive}, {}))
    done = subprocess.run(
        [sys.executable, "-m", "kamdocs", "check", ".", "--policy", str(path)],
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
        env={**os.environ, "KAMDOCS_LANG": "en"},
    )
    words = done.stderr.decode()
    assert done.returncode == 3
    assert "Traceback" not in words
    assert "KD970" in words
