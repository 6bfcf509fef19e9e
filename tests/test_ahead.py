"""A reader that has begun ahead, as where processes are not forked: it reads as any other does, and
nobody is left of it."""

import os
import signal
import subprocess
import sys
import time
from functools import partial
from types import SimpleNamespace

import pytest

from kamdocs.intake import gather, not_read, read_all, read_source
from kamdocs.intake.opening import SAFE
from kamdocs.intake.workers.apart import Keeping, read_apart
from kamdocs.processes import interrupts, workers
from tests import desk
from tests.test_interrupts import left_alive

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="all tests there are of this")

SPAWNING = """
import signal
import sys
from kamdocs.processes import workers
from kamdocs.cli import main

workers.FORK = "spawn"
signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
print("begun", file=sys.stderr, flush=True)
main()
"""
DAY = ("--as-of", "2026-10-08")


def began(*words: str, spawning: bool = True) -> subprocess.Popen[str]:
    """A command in a session of its own."""
    how = ["-c", SPAWNING] if spawning else ["-m", "kamdocs"]
    return subprocess.Popen(
        [sys.executable, *how, *words], cwd=desk.example("."), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize("several", [False, True])
def test_it_reads_as_any_other_and_is_given_away_once(
    several: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FORK", "spawn")
    sources = gather([desk.example("samples/good")])[: None if several else 1]
    here = list(read_all(sources, desk.SCHEMAS))
    reader = partial(read_source, schemas=desk.SCHEMAS)
    ahead = workers.Ahead(["kamdocs.intake"])
    keeping = Keeping(SAFE, "spawn", ahead=ahead)
    for _ in range(2):  # the second time none is waiting any more
        assert list(read_apart(sources, reader, not_read, keeping, 2)) == here
        assert ahead.worker(reader, None) is None


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "samples/good/客户档案-华东.xlsx", *DAY),
        ("validate", "samples/good", "--workers", "0", *DAY),
        ("check", "samples/2026Q3", *DAY, "--period", "2026Q3"),
        ("validate", "samples/nothing-there", *DAY),
        ("validate", "samples/good", "--as-of", "yesterday"),
        ("validate", "--help"),
    ],
)
def test_a_command_says_the_same_and_leaves_nobody(words: tuple[str, ...]) -> None:
    told = []
    for spawning in (True, False):
        command = began(*words, spawning=spawning)
        said, heard = command.communicate(timeout=60)
        told.append((said, heard.removeprefix("begun\n"), command.returncode))
        assert left_alive(command.pid) == []
    assert told[0] == told[1]


def test_where_none_may_begin_ahead_the_files_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from kamdocs.cli import asking

    def refused(*_: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(workers, "FORK", "spawn")
    monkeypatch.setattr(workers, "Worker", refused)
    assert asking._ahead() is None


@pytest.mark.parametrize("seconds", [0.05, 0.1, 0.13, 0.16, 0.2])
def test_ctrl_c_leaves_nobody_and_no_traceback(seconds: float) -> None:
    command = began("validate", "samples/good", *DAY)
    assert command.stderr
    command.stderr.readline()  # from here on there is a line of ours to answer for it
    time.sleep(seconds)
    os.killpg(command.pid, signal.SIGINT)
    _, said = command.communicate(timeout=30)
    assert left_alive(command.pid) == []
    assert "Traceback" not in said
    assert "KeyboardInterrupt" not in said


def test_on_windows_those_that_begin_ignore_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """There a process takes over from the one that begins it whether it ignores Ctrl-C."""
    told: list[bool] = []

    def ignores(handler: None, whether: bool) -> None:
        assert handler is None
        told.append(whether)

    kernel = SimpleNamespace(kernel32=SimpleNamespace(SetConsoleCtrlHandler=ignores))
    monkeypatch.setattr(interrupts, "ctypes", SimpleNamespace(windll=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    with interrupts.held_back("spawn"):
        assert told == [True]
    assert told == [True, False]
