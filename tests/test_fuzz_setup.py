"""Data files of a company's own broken at random: packs, kinds, settings, forms, earlier reports.
Whatever becomes of them, they are taken or refused with a word (SetupFault), and nothing else.

``KAMDOCS_FUZZ=300`` goes on for so many seconds over each; a moment is enough for every day.
"""

import json
import os
import random
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kamdocs import compliance, config, reports, review
from kamdocs.faults import SetupFault
from kamdocs.forms.manifest import forms
from kamdocs.reports.difference import difference_lines
from kamdocs.reports.differing import difference
from kamdocs.reports.from_json import read_json
from kamdocs.sheets.loading import load_schema
from tests import desk

SECONDS = float(os.environ.get("KAMDOCS_FUZZ", "1"))
SEED = int(os.environ.get("KAMDOCS_FUZZ_SEED", "1"))
ODD = (
    *("[]", "{}", "null", "~", "true", "no", "-1", "0", "1e400", ".nan", "2026-02-30", "''", '""'),
    *("'('", '"a(b"', "[[]]", "{a: {}}", "- x", "&a x", "*a", "!!python/name:os.system", "|", ">"),
    *("{{7*7}}", "甲", "\t", "\u202e", "\x00", "9" * 400, "a: b: c", "[1, x]", "{1: 2}", "? x"),
)
"""What is put in the place of a word, as it stands."""
SETTINGS = """company = "苏州"
language = "zh"
policies = ["strategic-account"]
[headings.customer]
"客户代号" = "code"
[limits]
seconds = 60
[notices]
ask = "李"
days = 5
[roles.sales]
sees = ["contact"]
[access]
register = "register.jsonl"
"""


def broken(text: str, chance: random.Random) -> str:
    """A text with some of its words or lines changed, taken out, moved in or doubled."""
    lines = text.split("\n")
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 2:
                lines[at] = chance.choice(("  ", " ", "- ")) + lines[at]
            case 3:
                lines[at] = lines[at].lstrip()
            case 4:
                lines[at] = _with_a_word(lines[at], chance)
            case 5:
                start = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:start] + chance.choice(ODD) + lines[at][start:]
        lines = lines or [""]
    return "\n".join(lines)


def _with_a_word(line: str, chance: random.Random) -> str:
    name, colon, value = line.partition(chance.choice((": ", ", ", "= ", '": ')))
    return f"{name}{colon}{chance.choice(ODD)}{value if chance.random() < 0.3 else ''}"


def _pack(path: Path) -> None:
    compliance.find_policy(str(path), desk.SCHEMAS)


def _settings(path: Path) -> None:
    config.load(path)
    config.language_of(path)


def _forms(path: Path) -> None:
    forms(path.parent)


def _report(path: Path) -> None:
    found = read_json(path)
    list(difference_lines(difference(found, found, (path.name, path.name)), "zh", every=True))


def _earlier() -> str:
    report, _ = review.check(
        review.gather([desk.example("samples/good/客户档案-华东.xlsx")]),
        desk.SCHEMAS,
        [compliance.find_policy("customer-grading", desk.SCHEMAS)],
        date(2026, 10, 8),
    )
    return json.dumps(json.loads("".join(reports.as_json(report))), ensure_ascii=False, indent=1)


def _text(path: str) -> Callable[[], str]:
    return lambda: desk.example(path).read_text(encoding="utf-8")


SORTS: dict[str, tuple[str, Callable[[], str], Callable[[Path], object]]] = {
    "a pack of one's own": ("own.yaml", _text("samples/own/small.yaml"), _pack),
    "a pack that extends another": ("ours.yaml", _text("samples/own/ours.yaml"), _pack),
    "a kind of record": ("waiver.yaml", _text("schemas/waiver.yaml"), load_schema),
    "the settings": ("kamdocs.toml", lambda: SETTINGS, _settings),
    "forms of one's own": ("forms.yaml", _text("templates/forms.yaml"), _forms),
    "an earlier report": ("before.json", _earlier, _report),
}


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_broken_is_taken_or_refused(sort: str, tmp_path: Path) -> None:
    name, make, load = SORTS[sort]
    chance, end = random.Random(SEED), time.monotonic() + SECONDS
    path, sound = tmp_path / name, make()
    for own in desk.example("samples/own").glob("*.yaml"):
        shutil.copy(own, tmp_path)
    path.write_text(sound, encoding="utf-8")
    load(path)  # sound it is
    refused = 0
    while time.monotonic() < end or refused < 2:
        text = broken(sound, chance)
        path.write_text(text, encoding="utf-8")
        try:
            load(path)
        except SetupFault:
            refused += 1
        except Exception as fault:
            kept = path.with_stem("kept")
            kept.write_text(text, encoding="utf-8")
            raise AssertionError(f"{type(fault).__name__} over {kept}") from fault
