"""One run of the command over files that were made to do harm, in bounded time and memory."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import Hostile

SETTINGS = """language = "en"
[limits]
file_mb = 8
expanded_mb = 40
parts = 500
seconds = 6
memory_mb = 600
"""
FOUR_GB = 4 << 30
RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({most}, {most}))
from kamdocs.cli.main import run
sys.exit(run({args!r}))
"""
"""The command, in a process that may take no more memory than that."""


def names_of(made: Mapping[str, Hostile]) -> dict[str, str]:
    """The name of the file of each."""
    return {
        title: f"{number}{Path(one.name).suffix}"
        for number, (title, one) in enumerate(made.items(), 100)
    }


def told_of(
    top: Path, command: str, made: Mapping[str, Hostile], sound: Mapping[str, bytes], *more: str
) -> dict[str, Any]:
    """What one run of a command says of all of them, and of sound files among them."""
    if sys.platform == "win32":
        pytest.skip("no limits on memory here")
    folder = top / "in"
    folder.mkdir()
    (top / "kamdocs.toml").write_text(SETTINGS, encoding="utf-8")
    for title, name in names_of(made).items():
        (folder / name).write_bytes(made[title].make())
    for name, content in sound.items():
        (folder / name).write_bytes(content)
    args = [command, str(folder), "--format", "json", "--full", "--as-of", "2026-10-08", *more]
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(most=FOUR_GB, args=[*args, "--workers", "2"])],
        capture_output=True,
        cwd=folder,
        timeout=300,
    )
    assert (done.returncode, done.stderr.decode()) == (3, "")
    report: dict[str, Any] = json.loads(done.stdout)
    names = (*sound, *names_of(made).values())
    assert [one["file"] for one in report["files"]] == sorted(names)  # each is in the ledger
    return report


def file_in(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    (file,) = [one for one in told["files"] if one["file"] == name]
    found: Mapping[str, Any] = file
    return found


def hold_word(told: Mapping[str, Any], name: str, wanted: frozenset[str]) -> None:
    """That a file has one of the words that it should have, or is read where it may be."""
    read = file_in(told, name)["read"]
    found = {one["code"] for one in told["findings"] if one["place"]["file"] == name}
    assert found & wanted or (read and ("" in wanted or not wanted)), (read, found)


def hold_silence(told: Mapping[str, Any]) -> None:
    """That nothing of this machine is in a report, and nothing was written beside it."""
    assert "root:" not in json.dumps(told)
    assert not Path("/tmp/kamdocs-climbed").exists()
