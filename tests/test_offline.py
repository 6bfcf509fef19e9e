"""Nothing leaves the machine: no command opens a connection."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import desk

FORBID = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("a connection was opened")
socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = refuse
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
from kamdocs.cli.main import run
sys.exit(int(run(sys.argv[1:])))
"""
SAMPLES = desk.example("samples/good")
DAY = ("--as-of", "2026-10-08")
COMMANDS = {
    "validate": ["validate", str(SAMPLES), *DAY, "--annotate", "back", "--fix", "fixed"],
    "check": ["check", str(SAMPLES), *DAY, "--format", "html", "-o", "report.html"],
    "review": ["review", str(SAMPLES), *DAY, "--period", "2026Q3", "-o", "out"],
    "render": ["render", "customer-file", str(SAMPLES), *DAY, "-o", "files"],
    "plan": ["plan", str(SAMPLES), *DAY, "--period", "2026Q4", "-o", "plan"],
    "blank": ["blank", "customer", "-o", "blank.xlsx"],
    "explain": ["explain", "KD101"],
    "policy": ["policy", "coverage", "customer-grading"],
    "schema": ["schema", "list"],
    "form": ["form", "lint"],
    "init": ["init", "new", "--company", "A", "--policy", "standard", *DAY],
    "doctor": ["doctor", *DAY],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_opens_a_connection(command: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORBID, *COMMANDS[command]],
        cwd=tmp_path,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    assert "a connection was opened" not in done.stderr.decode()
