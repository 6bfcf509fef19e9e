"""Readers for the tests of clusters, which go to its workers: two files of theirs hold them up."""

import os
import time
from pathlib import Path
from typing import Any

import psutil

from kamdocs.intake import Source
from kamdocs.review import read_and_held
from kamdocs.validation import HeldFile

FOLDER = "KAMDOCS_TEST_FOLDER"
"""Names the folder in which readers and tests tell each other how far they are."""
WAITS, KILLS = "waits.xlsx", "kills.xlsx"
BEGUN, GO_ON = "begun", "go-on"


def read_held_up(source: Source, **how: Any) -> HeldFile:
    """A file, as it is read otherwise. Over ``WAITS`` a worker waits until it is told to go on;
    over ``KILLS`` it is killed, and a reader of this machine ends."""
    if source.sent is not None and source.shown == WAITS:
        _wait(Path(os.environ[FOLDER]))
    if source.shown == KILLS:
        if source.sent is not None:
            psutil.Process(_worker()).kill()
        os._exit(1)
    return read_and_held(source, **how)


def _wait(folder: Path) -> None:
    (folder / "part").write_text(str(_worker()), encoding="ascii")
    (folder / "part").replace(folder / BEGUN)
    while not (folder / GO_ON).exists():
        time.sleep(0.02)


def _worker() -> int:
    """The worker for which this process reads: a server of forks, which began it, is its child."""
    return int(psutil.Process(os.getpid()).parents()[1].pid)
