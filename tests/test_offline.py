"""Nothing leaves the machine: no command opens a connection."""

import json
import subprocess
import sys
from pathlib import Path

from tests import desk

FORBID = """
import socket, sys
def refuse(*_, **__):
    raise AssertionError("a connection was opened")
socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = refuse
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
import json
from kamdocs.cli.main import run
for command in json.loads(sys.argv[1]):
    print("kamdocs", *command, file=sys.stderr)
    if run(command) not in (0, 1):
        sys.exit(f"this went wrong: {command}")
"""
SAMPLES = desk.example("samples/good")
DAY = ("--as-of", "2026-10-08")
COMMANDS = [
    ["validate", str(SAMPLES), *DAY, "--annotate", "back", "--fix", "fixed"],
    ["check", str(SAMPLES), *DAY, "--format", "html", "-o", "report.html"],
    ["review", str(SAMPLES), *DAY, "--period", "2026Q3", "-o", "out"],
    ["render", "customer-file", str(SAMPLES), *DAY, "-o", "files"],
    ["plan", str(SAMPLES), *DAY, "--period", "2026Q4", "-o", "plan"],
    ["blank", "customer", "-o", "blank.xlsx"],
    ["explain", "KD101"],
    ["policy", "coverage", "customer-grading"],
    ["schema", "list"],
    ["form", "lint"],
    ["init", "new", "--company", "A", "--policy", "standard", *DAY],
    ["doctor", *DAY],
]


def test_no_command_opens_a_connection(tmp_path: Path) -> None:
    """All of them in one process, which begins but once."""
    done = subprocess.run(
        [sys.executable, "-c", FORBID, json.dumps(COMMANDS)],
        cwd=tmp_path,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "a connection was opened" not in done.stderr.decode()
