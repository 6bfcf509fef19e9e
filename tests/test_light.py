"""The front door is light: help imports none of the heavy libraries."""

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import kamdocs
from kamdocs.cli.main import COMMANDS
from kamdocs.lazy import Lazy

HEAVY = {
    "cerberus", "dask", "distributed", "docx", "email_validator", "filelock", "icalendar", "jinja2",
    "lxml", "packaging", "pebble", "phonenumbers", "python_calamine", "rapidfuzz", "regex", "rich",
    "stdnum", "xlsxwriter", "yaml",
}  # fmt: skip
ASK = """
import sys
from kamdocs.cli.main import run
run({args!r})
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["--version"],
        *([name, "--help"] for name in COMMANDS),
        *([name, "show", "--help"] for name in ("policy", "schema")),
        ["policy", "compare", "--help"],
    ],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(args=args)], capture_output=True, text=True, check=True
    )
    assert HEAVY.isdisjoint(done.stderr.split())


def test_every_pattern_that_waits_for_its_first_use_can_be_compiled() -> None:
    modules = [one.name for one in pkgutil.walk_packages(kamdocs.__path__, "kamdocs.")]
    held = [value for name in modules for value in vars(import_module(name)).values()]
    waiting = [value for value in held if isinstance(value, Lazy)]
    assert len({one.compiled for one in waiting}) > 200
