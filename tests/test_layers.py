"""Imports point downwards only, and every outside library has its room."""

import ast
import re
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

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
    "psutil": {"intake"},
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


def _imports() -> Iterator[tuple[str, str, str]]:
    """Every import as (part of the package, what is imported, where)."""
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        part = inside.parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
