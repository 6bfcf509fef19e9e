"""Imports point downwards only, and every outside library has its room."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import kamdocs

PACKAGE = Path(kamdocs.__file__).parent
ROOT = PACKAGE.parent
GROUND = {
    "light",
    "lazy",
    "faults",
    "data",
    "naming",
    "likeness",
    "contract",
    "persons",
    "sheets",
    "identifiers",
    "config",
    "outputs",
    "office",
    "processes",
    "filenames",
    "packaging",
    "lettering",
    "spreadsheets",
    "grading",
    "nobody",
}
ROOMS = {"intake", "validation", "compliance", "forms", "reports"}
LAYERS: dict[str, set[str]] = {
    "text": set(),
    "model": {"text", "lazy", "light"},
    **{module: {"text", "model"} | GROUND for module in GROUND},
    "words": {"model", "faults", "identifiers", "lazy"},
    "clauses": {"model", "words"} | GROUND,
    **{room: {"model", "words", "clauses"} | GROUND for room in ROOMS},
    "trial": {"model", "review", "words"} | GROUND | ROOMS,
    "review": {"model", "words", "clauses"} | GROUND | ROOMS,
    "paperwork": {"model", "review"} | GROUND | ROOMS,
    "notices": {"model", "words"} | GROUND | ROOMS,
    "masking": {"model", "words"} | GROUND | ROOMS,
    "register": {"model"} | GROUND,
    "planning": {"model", "words"} | GROUND | ROOMS,
    "cli": {
        "text",
        "model",
        "words",
        "clauses",
        "review",
        "paperwork",
        "planning",
        "notices",
        "trial",
    }
    | {"masking", "register"}
    | GROUND
    | ROOMS,
    "__main__": {"cli"},
}
"""What each part of the package may import, apart from itself."""
INTAKE = (
    "grid",
    "values",
    "opening",
    "ours",
    "captions",
    "headings",
    "tables",
    "months",
    "records",
    "reading",
    "workers",
    "copies",
    "blanks",
)
"""The rooms within intake: each may import those before it."""
TOP = {
    *("kamdocs", "schemas", "templates", "samples", "tests", "benchmarks", "docs", ".ci"),
    *("README.md", "README.zh-CN.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"),
    *("setup.cfg", "pyproject.toml", "mkdocs.yml", ".gitignore", ".gitattributes"),
}
"""All that stands at the top of the repository."""
LIBRARIES: dict[str, set[str]] = {
    "babel": {"cli"},
    "cerberus": {"contract"},
    "chinese_calendar": {"compliance"},
    "click": {"cli"},
    "cn2an": {"forms"},
    "distributed": {"intake"},
    "email_validator": {"validation"},
    "filelock": {"outputs", "register"},
    "icalendar": {"reports"},
    "jinja2": {"forms", "reports"},
    "lxml": {"forms", "intake"},
    "markupsafe": {"forms", "reports"},
    "msoffcrypto": {"intake"},
    "olefile": {"intake"},
    "packaging": {"cli"},
    "phonenumbers": {"validation"},
    "psutil": {"processes"},
    "python_calamine": {"intake"},
    "rapidfuzz": {"likeness"},
    "regex": {"contract"},
    "rich": {"cli"},
    "stdnum": {"identifiers"},
    "xlrd": {"intake"},
    "xlsxwriter": {"intake", "reports"},
    "yaml": {"data"},
}
"""The part of the package that each outside library lives in."""


@cache
def _modules() -> list[tuple[Path, ast.Module, list[ast.AST]]]:
    """Every file of the package (its path within), parsed, with all that stands in it."""
    parsed = (
        (path.relative_to(PACKAGE), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    )
    return [(inside, tree, list(ast.walk(tree))) for inside, tree in parsed]


def _imports() -> Iterator[tuple[str, str, str]]:
    """Every import as (part of the package, what is imported, where)."""
    for inside, _, nodes in _modules():
        part = inside.parts[0].removesuffix(".py")
        for node in nodes:
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{inside}: imports are written in full"
                module = node.module or ""
                inner = [f"{module}.{alias.name}" for alias in node.names]
                names = inner if module == "kamdocs" else [module]
            for name in names:
                yield part, name, f"{inside}:{getattr(node, 'lineno', 0)}"


def _of_intake() -> Iterator[tuple[str, str, list[str], bool, str]]:
    """Every import of something within intake as (room of intake that asks, "" where none does;
    module that is asked for; names; whether only when a function is called; where)."""
    for inside, tree, nodes in _modules():
        of_intake = inside.parts[0] == "intake" and len(inside.parts) > 2
        early = {id(node) for node in tree.body}
        for node in nodes:
            if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("kamdocs.intake."):
                room = inside.parts[1] if of_intake else ""
                names = [alias.name for alias in node.names]
                late = id(node) not in early
                yield room, str(node.module), names, late, f"{inside}:{node.lineno}"


def _ours() -> set[str]:
    return {path.name.removesuffix(".py") for path in PACKAGE.iterdir()}


def test_imports_point_downwards() -> None:
    wrong = []
    for part, name, where in _imports():
        if name.split(".")[0] != "kamdocs" or part == "__init__":
            continue
        target = name.split(".")[1] if "." in name else ""
        if target in _ours() and target not in LAYERS[part] | {part, "__init__"}:
            wrong.append(f"{where} imports {name}")
    assert wrong == []


def test_the_rooms_of_intake_use_those_before_them() -> None:
    top = PACKAGE / "intake"
    files = [path.relative_to(top).parts for path in top.rglob("*") if path.is_file()]
    lying = {parts[0] for parts in files if "__pycache__" not in parts}  # what a move left behind
    assert lying == {*INTAKE, "__init__.py"}
    wrong = []
    for room, module, names, _, where in _of_intake():
        asked = module.split(".")[2:3] or names
        may = INTAKE[: INTAKE.index(room) + 1] if room else INTAKE
        if room and not set(asked) <= set(may):
            wrong.append(f"{where} imports {module}")
    assert wrong == []


def test_the_rooms_of_intake_are_entered_by_what_they_offer() -> None:
    """They offer nothing that nobody asks for. Something slow to import may be asked for by itself,
    within the function that needs it."""
    wrong = []
    asked_for: dict[str, set[str]] = {}
    for room, module, names, late, where in _of_intake():
        into, *deeper = module.split(".")[2:] or [""]
        if into not in ("", room):
            asked_for.setdefault(into, set()).update(names)
            if deeper and not late:
                wrong.append(f"{where} imports {module}")
    assert wrong == []
    offered = {room: set(import_module(f"kamdocs.intake.{room}").__all__) for room in asked_for}
    assert [(room, offered[room] - names) for room, names in asked_for.items()] == [
        (room, set()) for room in asked_for
    ]


def test_contributors_see_the_rooms_of_intake_in_their_order() -> None:
    rows = re.findall(
        r"^\| `kamdocs/intake/(.*?) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M
    )
    named = [name for row in rows for name in re.findall(r"\w+", row)]
    assert named == list(INTAKE)


def test_the_ground_floor_has_no_circles() -> None:
    wants: dict[str, set[str]] = {}
    for part, name, _ in _imports():
        if part in GROUND and name.startswith("kamdocs."):
            wants.setdefault(part, set()).update({name.split(".")[1]} - {part})
    done: set[str] = set()
    while ready := {part for part in GROUND - done if not (wants.get(part, set()) & GROUND) - done}:
        done |= ready
    assert done == GROUND


def test_every_library_lives_in_its_room() -> None:
    found: dict[str, set[str]] = {}
    for part, name, _ in _imports():
        library = name.split(".")[0]
        if library != "kamdocs" and library not in sys.stdlib_module_names:
            found.setdefault(library, set()).add(part)
    assert found == LIBRARIES


def test_only_the_command_line_looks_at_the_clock() -> None:
    asking = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if any(words in path.read_text(encoding="utf-8") for words in (".today", ".now("))
    ]
    assert asking == [str(Path("cli", "options.py"))]


def test_a_wheel_holds_every_part_of_the_package() -> None:
    setup = ConfigParser()
    setup.read(PACKAGE.parent / "setup.cfg", encoding="utf-8")
    listed = set(setup["options"]["packages"].split())
    parts = {path.parent.relative_to(PACKAGE.parent) for path in PACKAGE.rglob("__init__.py")}
    assert {".".join(part.parts) for part in parts} <= listed


def test_nothing_lies_at_the_top_that_has_not_earned_its_place() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("only a repository tells what is in it")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode:  # it may be somebody else's
        pytest.skip(listed.stderr.decode())
    assert {path.partition("/")[0] for path in listed.stdout.decode().split("\0")} - {""} == TOP


def _named_for_contributors() -> Iterator[tuple[str, str]]:
    """What CONTRIBUTING.md names of the project, each with the line it stands in: paths, and in the
    rows about the rooms what lies in these."""
    for line in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines():
        of_a_room = line.startswith("| `kamdocs/")
        for name in re.findall(r"`([a-z][\w./]*)`", line):
            if "/" in name or (of_a_room and name.isidentifier()) or name.endswith(".py"):
                yield name.rstrip("/"), line


def test_contributors_are_led_to_what_there_is() -> None:
    there = {
        f"/{path.relative_to(ROOT).as_posix()}"
        for room in ("kamdocs", "schemas", "templates", "docs", "samples", "benchmarks", "tests")
        for path in (ROOT / room, *(ROOT / room).rglob("*"))
    }
    lacking = [
        (name, line)
        for name, line in _named_for_contributors()
        if not re.search("[A-Z]", name)  # KIND.yaml
        and not any(
            path.removesuffix(".py").endswith(f"/{name.removesuffix('.py')}") for path in there
        )
    ]
    assert lacking == []
