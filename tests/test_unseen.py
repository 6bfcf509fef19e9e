"""What a role does not see makes no difference to what it is told: two companies that differ in
hidden values alone have the same reports, forms, letters and plans, to the last byte."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kamdocs import config, sheets
from kamdocs.cli.main import run
from kamdocs.masking import view_of
from tests import desk
from tests.test_roles import unpacked

CASES = desk.cases("unseen")
ROLES = CASES["roles"]
DAY = ("--as-of", "2026-10-08")
POLICIES = [word for name in desk.FOUR for word in ("--policy", name)]
RUNS = {
    "validate": ["validate", "in", *DAY, "--full"],
    "check": ["check", "in", *DAY, "--period", "2026Q3", "--all", *POLICIES],
    "check in English": ["check", "in", *DAY, "--period", "2026Q3", "--all", "--lang", "en"],
    "review": ["review", "in", *DAY, "--period", "2026Q3", "-o", "out"],
    "plan": ["plan", "in", *DAY, "--period", "2026Q4", "-o", "out/plan"],
    "grades": ["render", "grade-evaluation", "in", *DAY, "--policy", desk.FOUR[3], "-o", "out/g"],
    "letters": ["render", "return-notice", "in", *DAY, "--period", "2026Q3", "-o", "out/back"],
}
BOTH = " ¦ "


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def hand_in(role: str, which: int) -> None:
    """The company as the first or second of its values have it, where the role does not see them,
    and as the first have it where it does."""
    words = f"[roles.some]\nsees = {json.dumps(ROLES[role])}\n"
    Path(config.NAME).write_text(words, encoding="utf-8")
    view = view_of("some", config.load(Path(config.NAME)), sheets.built_in())
    given = {}
    for kind, table in CASES["given"].items():
        heading, *rows = (line.strip("| ").split("|") for line in table.strip().splitlines())
        names = [name.strip() for name in heading]
        lines = [names]
        for row in rows:
            both = ([part.strip() for part in cell.split(BOTH.strip())] for cell in row)
            lines.append(
                [one[which if view.hides(kind, name) else 0] if one[1:] else one[0]
                 for name, one in zip(names, both, strict=False)]
            )  # fmt: skip
        given[kind] = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    shutil.rmtree("in", ignore_errors=True)
    shutil.rmtree("out", ignore_errors=True)
    Path("in").mkdir()
    through = dict.fromkeys(("visit", "document", "issue", "service"), "2026-10-08")
    Path("in/a.xlsx").write_bytes(desk.workbook(given, through))


def told(capfd: pytest.CaptureFixture[str], *role: str) -> dict[str, str]:
    """All that the runs write, by where it is written, without what the file itself is: its hash
    and its size."""
    content = Path("in/a.xlsx").read_bytes()
    found = {}
    for name, args in RUNS.items():
        Path("out").mkdir(exist_ok=True)
        code = run([*args, *role])
        assert code in (0, 1), args
        shown = capfd.readouterr()
        found[name] = f"{code}{shown.out}{shown.err}"
    for path in sorted(Path("out").rglob("*")):
        if path.is_file():
            parts = unpacked(path.read_bytes())
            found |= {f"{path}, {number}": words for number, words in enumerate(parts)}
    digest = hashlib.sha256(content).hexdigest()
    itself = re.compile(f"{digest[:12]}({digest[12:]})?|\\b{len(content)}\\b")
    return {where: itself.sub("", words) for where, words in found.items()}


def differing(one: dict[str, str], other: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Where two runs differ, and the first of the lines in which they do."""
    for where in sorted({*one, *other}):
        both = [re.split(r"(?<=>)|\n", found.get(where, "")) for found in (one, other)]
        for these, those in zip(*both, strict=False):
            if these != those:
                yield where, these[:200], those[:200]
                break
        else:
            if len(both[0]) != len(both[1]):
                yield where, "", ""


@pytest.mark.parametrize("role", ROLES)
def test_hidden_values_make_no_difference(role: str, capfd: pytest.CaptureFixture[str]) -> None:
    made: list[dict[str, str]] = []
    for which in (0, 1):
        hand_in(role, which)
        made.append(told(capfd, "--role", "some"))
    assert list(differing(*made)) == []
    assert len(made[0]) > 200


def test_without_a_role_they_do(capfd: pytest.CaptureFixture[str]) -> None:
    """And the verdicts are the same: else the above would tell of these."""
    made: list[dict[str, str]] = []
    verdicts: list[Any] = []
    for which in (0, 1):
        hand_in("nothing", which)
        made.append(told(capfd))
        report = json.loads(Path("out/findings.json").read_bytes())
        verdicts.append([(one["rule"], one["status"], one["due"]) for one in report["verdicts"]])
    assert len({where for where, *_ in differing(*made)}) > 20
    assert verdicts[0] == verdicts[1]
    assert {"late", "fail", "pass"} <= {status for _, status, _ in verdicts[0]}
