"""The front door is light: help imports none of the heavy libraries."""

import subprocess
import sys

import pytest

from kamdocs.cli.main import COMMANDS

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
