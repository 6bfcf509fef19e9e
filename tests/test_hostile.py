"""A folder of files that were made to do harm, in one run of the command, in bounded time and
memory: each has its word, those beside it are read, and nothing of the machine is touched."""

import errno
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kamdocs import review
from kamdocs.cli.main import run
from kamdocs.intake import PLAIN, Limits, Source, gather, not_read, read_all, read_source
from kamdocs.intake.opening import SAFE, USUAL
from kamdocs.intake.workers.apart import Keeping, read_apart
from kamdocs.model import FileReading
from kamdocs.processes.workers import FORK, Worker
from kamdocs.validation import FileHolder
from tests import desk
from tests.hostile import HOSTILE, xlsx
from tests.hostile_run import file_in, hold_silence, hold_word, names_of, told_of

NAMES = names_of(HOSTILE)
SOUND = ("0-sound.xlsx", "9-sound.xlsx")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run says of all of them, and of a sound workbook before and behind."""
    top = tmp_path_factory.mktemp("hostile")
    return told_of(top, "validate", HOSTILE, dict.fromkeys(SOUND, xlsx()))


@pytest.mark.parametrize("title", HOSTILE)
def test_each_has_its_word(title: str, told: dict[str, Any]) -> None:
    hold_word(told, NAMES[title], HOSTILE[title].codes)


@pytest.mark.parametrize("name", SOUND)
def test_those_beside_them_are_read(name: str, told: dict[str, Any]) -> None:
    file = file_in(told, name)
    assert file["read"]
    assert [sheet["rows"] for sheet in file["sheets"]] == [1]


def test_nothing_of_this_machine_is_in_the_report(told: dict[str, Any]) -> None:
    hold_silence(told)


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_apart_they_are_read_as_within_this_process(how: str) -> None:
    if how == "fork" and sys.platform != "linux":
        pytest.skip("no forks here")
    sources = gather([desk.example("samples/good"), desk.example("samples/bad/mixed-dates")])
    here = list(read_all(sources, desk.SCHEMAS, PLAIN))
    reader = partial(read_source, schemas=desk.SCHEMAS)
    assert list(read_apart(sources, reader, not_read, Keeping(SAFE, how), 3)) == here


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_reads_them_alike(executor: Callable[..., Executor]) -> None:
    sources = gather([desk.example("samples/good")])
    day = date(2026, 10, 8)
    reader = partial(
        review.read_and_held,
        holder=FileHolder(desk.SCHEMAS, day),
        door=USUAL,
    )
    with executor(2) as pool:
        assert list(pool.map(reader, sources)) == review.read(sources, desk.SCHEMAS, day)


@pytest.mark.parametrize("watch", [False, True], ids=["by the system", "by watching"])
def test_a_reader_that_ends_costs_its_file_alone(tmp_path: Path, watch: bool) -> None:
    """Whatever ends it: here the reader is made to fail, to die and to hang over some names. Its
    memory is held to by the system, or by looking, as where no system does."""
    if not watch and sys.platform != "linux":
        pytest.skip("no limits on memory here")
    for name in ("a.csv", "dies.csv", "fails.csv", "hangs.csv", "stays.csv", "swells.csv", "z.csv"):
        (tmp_path / name).write_bytes(b"\xe5\xae\xa2\xe6\x88\xb7\xe5\x90\x8d\xe7\xa7\xb0\nx\n")
    seconds = 2 if FORK == "fork" else 30  # elsewhere a reader begins with all that it imports
    limits = Limits(seconds=seconds, memory_mb=200)
    found = read_apart(gather([tmp_path]), _badly, not_read, Keeping(limits, watch=watch), 2)
    codes = {file.file: [one.code for one in file.findings] for file in found}
    assert codes == {
        "a.csv": [],
        "dies.csv": ["KD174"],
        "fails.csv": ["KD176"],
        "hangs.csv": ["KD173"],
        "stays.csv": ["KD176"],
        "swells.csv": ["KD174"],
        "z.csv": [],
    }


def _badly(source: Source) -> FileReading:
    match source.path.stem:
        case "dies":
            os._exit(7)
        case "fails":
            raise ZeroDivisionError("of the data")
        case "hangs":
            time.sleep(120)
        case "stays":  # what it read cannot be sent
            return FileReading(source.shown, "", 0, True, noted={"": lambda: 1})  # type: ignore[dict-item]
        case "swells":
            swollen = bytearray(400 << 20)
            time.sleep(120)  # a limit of the system has ended it before
            del swollen
    return FileReading(source.shown, "", 0, True)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_where_no_more_processes_may_begin_those_read_that_may(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.csv").write_text(f"客户编号,客户名称\nKA-{name},{name}\n", "utf-8")
    begun: list[Worker] = []

    begin = Worker.__init__

    def begin_some(worker: Worker, *given: Any) -> None:
        if len(begun) == most:
            raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        begun.append(worker)
        begin(worker, *given)

    monkeypatch.setattr(Worker, "__init__", begin_some)
    code = run(["validate", str(tmp_path), "--workers", "3", "--lang", "en"])
    said = capsys.readouterr()
    assert (code, len(begun)) == (1 if most else 3, most)
    assert ("files: 4, rows read: 4" in said.out) == bool(most)
    assert said.err.startswith("KD991 ") == (not most)
