"""The front door is light: help imports none of the heavy libraries, and sound sheets are read and
held without most of them."""

import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import openpyxl
import pytest

import kamdocs
from kamdocs.cli.main import COMMANDS
from kamdocs.lazy import Lazy
from tests import desk

HEAVY = {
    "cerberus", "dask", "distributed", "docx", "email_validator", "filelock", "icalendar", "jinja2",
    "lxml", "packaging", "phonenumbers", "python_calamine", "rapidfuzz", "regex", "rich",
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
        [sys.executable, "-c", ASK.format(args=args)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert HEAVY.isdisjoint(done.stderr.split())


def test_the_list_of_commands_needs_no_more_of_python_than_click() -> None:
    ask = [sys.executable, "-c", ASK.format(args=["--help"])]
    done = subprocess.run(ask, capture_output=True, encoding="utf-8", check=True)
    assert {"dataclasses", "shutil", "zipfile"}.isdisjoint(done.stderr.split())


def test_every_pattern_that_waits_for_its_first_use_can_be_compiled() -> None:
    modules = [one.name for one in pkgutil.walk_packages(kamdocs.__path__, "kamdocs.")]
    held = [value for name in modules for value in vars(import_module(name)).values()]
    waiting = [value for value in held if isinstance(value, Lazy)]
    assert len({one.compiled for one in waiting}) > 200


NEEDED = {"python_calamine"}
"""What reading a workbook takes, whatever is in it."""
OTHERS = {
    "asyncio", "chinese_calendar", "fractions", "msoffcrypto", "olefile", "ssl", "xlrd",
    "kamdocs.compliance", "kamdocs.forms", "kamdocs.masking", "kamdocs.register",
    "kamdocs.words.codes",
}  # fmt: skip
"""More that takes long to import, and parts of kamdocs: nothing is to be said of a sound sheet."""
ARCHIVE: list[list[str | None]] = [
    ["客户编号", "客户名称", "统一社会信用代码", "联系人", "联系电话", "电子邮箱"],
    ["KA-001", "苏州云梭电梯有限公司", "91320500MA1N0XJD7N", "钱思远", "13800138000", "a@b.cn"],
    ["KA-002", "杭州屿升电梯股份有限公司", None, "周一航", "0571-86000202转801", None],
]


def _archive(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ARCHIVE:
        book.worksheets[0].append(row)
    book.save(path)


@pytest.mark.parametrize("workers", ["0", "1"])
def test_sound_sheets_are_validated_without_what_faults_need(tmp_path: Path, workers: str) -> None:
    _archive(tmp_path / "客户档案.xlsx")
    args = ["validate", str(tmp_path), "--as-of", "2026-10-08", "--workers", workers]
    ask = [sys.executable, "-c", ASK.format(args=args)]
    done = subprocess.run(ask, capture_output=True, encoding="utf-8", check=True)
    assert "读到2行；错误0，警告0" in done.stdout
    assert (HEAVY - NEEDED | OTHERS).isdisjoint(done.stderr.split())


def test_forms_are_made_without_what_makes_copies_and_reads_forms_back(tmp_path: Path) -> None:
    _archive(tmp_path / "客户档案.xlsx")
    out = tmp_path / "out"
    args = ["render", "customer-file", str(tmp_path / "客户档案.xlsx"), "-o", str(out)]
    ask = [sys.executable, "-c", ASK.format(args=[*args, "--as-of", "2026-10-08"])]
    done = subprocess.run(ask, capture_output=True, encoding="utf-8", check=True)
    assert len(list(out.glob("*.docx"))) == 2
    others = {"kamdocs.forms.readback.reading", "kamdocs.intake.copies", "rapidfuzz"}
    assert {*others, "urllib.request", "xlsxwriter"}.isdisjoint(done.stderr.split())


def test_a_policy_is_checked_without_what_only_its_faults_need() -> None:
    args = ["check", str(desk.example("samples/good")), "--as-of", "2026-10-08"]
    ask = [sys.executable, "-c", ASK.format(args=args)]
    done = subprocess.run(ask, capture_output=True, encoding="utf-8", check=True)
    assert {"cerberus", "regex", "yaml"}.isdisjoint(done.stderr.split())
