"""A policy is data: no line of Python knows one by its id or title."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import kamdocs
from kamdocs import compliance, data

PACKAGE = Path(kamdocs.__file__).parent
PACKS = compliance.built_in()


def _titles() -> Iterator[str]:
    for path in PACKS.values():
        yield from data.load(path).data["policy"]["title"].values()


def _whole(names: list[str]) -> re.Pattern[str]:
    """Any of some names, where no further letter or character stands beside it."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")


TITLES = _whole([*_titles(), *(name for name in PACKS if "-" in name)])
"""Titles, and ids that are no words of English."""
WORDS = frozenset(name for name in PACKS if "-" not in name)
"""Ids that are: as a text of their own they name a policy."""
OTHERWISE = {(Path("forms/places.py"), "standard"), (Path("forms/letters.py"), "notice")}
"""Where such a word is none: parts of what stands on a form."""


def _named(path: Path) -> Iterator[str]:
    """The lines of a file that name a policy."""
    source = path.read_text(encoding="utf-8")
    where = path.relative_to(PACKAGE)
    for at, line in enumerate(source.splitlines(), 1):
        if TITLES.search(line):
            yield f"{where}:{at} {line.strip()}"
    texts = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    for text in texts:
        if text.value in WORDS and (where, text.value) not in OTHERWISE:
            yield f"{where}:{text.lineno} {text.value}"


def test_no_line_of_python_names_a_policy() -> None:
    assert [line for path in sorted(PACKAGE.rglob("*.py")) for line in _named(path)] == []


def test_the_policies_that_are_usual_are_there() -> None:
    usual = data.load(data.folder("schemas") / "policies" / "usual.packs.yaml").data
    assert usual
    assert set(usual) <= PACKS.keys()
