"""Files read by a cluster on this machine: a scheduler and two workers, as their own commands start
them. Whatever becomes of a worker, the report is that of a single process, byte for byte."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Self

import distributed
import pytest
from distributed.scheduler import NoWorkerError
from distributed.security import Security

from kamdocs import review
from kamdocs.cli.main import run
from kamdocs.faults import SetupFault
from kamdocs.intake import Source, gather
from kamdocs.intake.opening import SAFE, USUAL
from kamdocs.intake.workers import cluster as away
from kamdocs.intake.workers import parcels
from kamdocs.intake.workers.cluster import read_spread
from kamdocs.intake.workers.parcels import making
from kamdocs.model import LANGS
from kamdocs.review import lost
from kamdocs.validation import FileHolder
from kamdocs.words import fault_words
from tests import desk, shown
from tests.held_up import BEGUN, FOLDER, GO_ON, KILLS, WAITS, read_held_up
from tests.mixed import locked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise")

DAY = ("--as-of", "2026-10-08")
SETTINGS = """
[limits]
file_mb = 1
[headings.customer]
"内部叫法" = "name"
"""
PASSWORD = "春风化雨 2026"
ALLOWED = "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"
"""How many workers may be lost over one parcel before it is given up."""
SOON = 60.0
"""Seconds in which something happens on the busiest machine."""


class Cluster:
    """A scheduler, and workers that come and go."""

    def __init__(self, folder: Path, protocol: str = "tcp", **told: str) -> None:
        self.folder = folder
        self.told = {"PYTHONPATH": str(desk.example(".")), FOLDER: str(folder), ALLOWED: "1"} | told
        self.address = f"{protocol}://127.0.0.1:{_free_port()}"
        self.running = [
            self._run(
                *("scheduler", "--host", self.address, "--protocol", protocol, "--no-dashboard")
            )
        ]

    def worker(self) -> "subprocess.Popen[bytes]":
        """One more worker, without a nanny: killed, it is gone for good."""
        one = self._run(
            *("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
            *("--local-directory", str(self.folder)),
        )
        self.running.append(one)
        return one

    def _run(self, *words: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words],
            env={**os.environ, **self.told},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def end(self) -> None:
        for one in reversed(self.running):
            one.kill()
            one.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    one = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        one.worker()
        one.worker()
        yield one
    finally:
        one.end()


@pytest.fixture
def folder(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A company's folder: sheets, one of them behind a password, and files that are not sent; with
    a heading of its own, and a limit of its own."""
    monkeypatch.chdir(tmp_path)
    inside = tmp_path / "in"
    inside.mkdir()
    for number in range(10):
        rows = f"| code | name |\n| KA-{number:03} | 迅捷{number}电梯 |\n| {number} | |"
        (inside / f"{number:02}.xlsx").write_bytes(desk.workbook({"customer": rows}, {}))
    (inside / WAITS).write_bytes((inside / "09.xlsx").read_bytes())
    (inside / "锁上.xlsx").write_bytes(locked((inside / "00.xlsx").read_bytes(), PASSWORD))
    (inside / "客户.csv").write_text("客户编号,内部叫法\nKA-100,恒通\n", encoding="utf-8")
    (inside / "说明.pdf").write_bytes(b"%PDF")
    (inside / "大.csv").write_bytes(b"x" * (2 << 20))
    (inside / "nowhere.xlsx").symlink_to("nothing.xlsx")
    (tmp_path / "passwords").write_text(PASSWORD, encoding="utf-8")
    (tmp_path / "kamdocs.toml").write_text(SETTINGS, encoding="utf-8")
    for name in (BEGUN, GO_ON):
        (cluster.folder / name).unlink(missing_ok=True)
    monkeypatch.setattr(review, "read_and_held", read_held_up)
    return inside


def _once_begun(cluster: Cluster, then: Callable[[int], None]) -> threading.Thread:
    """Beside the run: once a worker is held up, what is to happen then, told its number."""

    def follow() -> None:
        _until((cluster.folder / BEGUN).exists)
        then(int((cluster.folder / BEGUN).read_text(encoding="ascii")))

    beside = threading.Thread(target=follow)
    beside.start()
    return beside


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


READER = partial(
    read_held_up,
    holder=FileHolder(desk.SCHEMAS, date.fromisoformat(DAY[1])),
    door=USUAL,
)
VALIDATE = ("validate", "in", *DAY, "--password-file", "passwords", "--full")


def test_a_worker_is_killed_in_the_middle_and_the_report_is_the_same(
    cluster: Cluster, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = [run(VALIDATE)]
    alone = capsys.readouterr().out
    for told in ("KD171", "KD126"):
        assert told in alone
    for untold in ("内部叫法", "KD122"):  # the heading and the password are known
        assert untold not in alone

    def kill(worker: int) -> None:
        os.kill(worker, signal.SIGKILL)
        (cluster.folder / GO_ON).touch()

    beside = _once_begun(cluster, kill)
    codes.append(run([*VALIDATE, "--scheduler", cluster.address]))
    beside.join()
    assert capsys.readouterr().out == alone
    assert codes[0] == codes[1]
    assert [one.poll() for one in cluster.running].count(-signal.SIGKILL) == 1


def test_ctrl_c_ends_it_and_nothing_is_left_with_the_scheduler(
    cluster: Cluster, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it
    beside = _once_begun(cluster, lambda _: os.kill(os.getpid(), signal.SIGINT))
    code = run([*VALIDATE, "--scheduler", cluster.address, "--lang", "en"])
    beside.join()
    (cluster.folder / GO_ON).touch()
    said = capsys.readouterr()
    assert (code, said.out, said.err.strip()) == (130, "", "Interrupted.")
    with distributed.Client(cluster.address, set_as_default=False) as client:
        _until(lambda: not client.run_on_scheduler(_tasks))


def _tasks(dask_scheduler: Any) -> list[str]:
    return [str(key) for key in dask_scheduler.tasks]


def test_the_page_can_be_followed(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.working_copy(tmp_path, monkeypatch)
    for lang in LANGS:
        words = desk.example(f"docs/{lang}/how-to/cluster.md").read_text(encoding="utf-8")
        (command,) = (one for block in shown.blocks(words) for one in shown.commands(block))
        assert "tcp://10.0.0.5:8786" in command
    assert run(shlex.split(command.replace("tcp://10.0.0.5:8786", cluster.address))) == 0


def test_what_is_sent_may_be_encrypted_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has no certificate is turned away, and who writes tcp:// sends nothing."""
    pages = [
        desk.example(f"docs/{lang}/how-to/cluster.md").read_text(encoding="utf-8") for lang in LANGS
    ]
    (written,) = {
        part for page in pages for part in re.findall(r"```yaml\n(.+?)```", page, re.DOTALL)
    }
    made_out = Security.temporary()
    for name, text in (
        ("ca", made_out.tls_ca_file),
        ("cert", made_out.tls_client_cert),
        ("key", made_out.tls_client_key),
    ):
        (tmp_path / f"{name}.pem").write_text(text, encoding="ascii")
    settings = tmp_path / "dask"
    settings.mkdir()
    written = written.replace("/etc/kamdocs", tmp_path.as_posix())
    (settings / "tls.yaml").write_text(written, encoding="utf-8")
    shown.working_copy(tmp_path, monkeypatch)
    cluster = Cluster(tmp_path, "tls", DASK_CONFIG=str(settings))
    try:
        cluster.worker()
        plain = cluster.address.replace("tls", "tcp")
        assert _ended(cluster.address, tmp_path) == (2, "KD661")
        assert _ended(plain, settings) == (2, "KD661")
        assert _ended(cluster.address, settings) == (0, "")
    finally:
        cluster.end()


def _ended(address: str, settings: Path) -> tuple[int, str]:
    """How the command ends that has the samples read by a cluster, with settings of Dask: its exit
    code, and the code with which it tells why."""
    command = [sys.executable, "-m", "kamdocs", "validate", "samples/good", *DAY]
    env = {**os.environ, "DASK_CONFIG": str(settings)}
    done = subprocess.run([*command, "--scheduler", address], env=env, capture_output=True)
    return done.returncode, done.stderr[:5].decode("ascii")


def test_workers_of_other_versions_are_refused(
    cluster: Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parcels, "making", lambda: {**making(), "lxml": "1.0"})
    assert _refused(folder, cluster.address) == "KD664"


def test_a_file_that_kills_workers_is_told_and_those_beside_it_are_read(
    cluster: Cluster, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers go with it; then there are none, and the next run is told so."""
    cluster.worker()
    (folder / WAITS).rename(folder / KILLS)
    sources = [source for source in gather([folder]) if source.shown in ("09.xlsx", KILLS)]
    held = read_spread(sources, READER, lost, SAFE, cluster.address)
    read = [one.file for one in held]
    assert [(one.read, {found.code for found in one.findings}) for one in read] == [
        (True, set()),
        (False, {"KD174"}),
    ]
    monkeypatch.setattr(away, "_ANSWER", 0.5)
    assert _refused(folder, cluster.address) == "KD663"


def _refused(folder: Path, address: str) -> str:
    """The code with which a cluster is refused, whose words say which it is in both languages."""
    sources = [Source(folder / "00.xlsx", "00.xlsx")]
    with pytest.raises(SetupFault) as caught:
        list(read_spread(sources, READER, lost, SAFE, address))
    assert all(address in fault_words(caught.value, lang) for lang in LANGS)
    return caught.value.code


@pytest.mark.parametrize("address", ["", "nobody", "tcp://", "foo://nobody:1", "tls://127.0.0.1:1"])
def test_what_is_no_address_is_wrong_use(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").touch()
    assert run(["validate", str(tmp_path), *DAY, "--scheduler", address]) == 2
    assert capsys.readouterr().err.startswith("KD661 ")


def test_where_nobody_answers_nothing_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").touch()
    monkeypatch.setattr(away, "_ANSWER", 0.5)
    address = f"127.0.0.1:{_free_port()}"
    assert run(["validate", str(tmp_path), *DAY, "--scheduler", address]) == 3
    said = capsys.readouterr()
    assert (said.out, said.err.startswith("KD662 ")) == ("", True)


def test_without_the_library_it_is_named_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").touch()
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(["validate", str(tmp_path), *DAY, "--scheduler", "127.0.0.1:8786"]) == 2
    said = capsys.readouterr().err
    assert re.match(r"KD660 .*pip install .*kamdocs\[cluster\]", said)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (ModuleNotFoundError("kamdocs"), "KD665"),
        (AttributeError("read_there"), "KD665"),
        (distributed.client.FutureCancelledError("a", "scheduler-connection-lost"), "KD662"),
        (NoWorkerError("a", 1.0), "KD663"),
    ],
    ids=lambda one: one if isinstance(one, str) else type(one).__name__,
)
def test_what_dask_says_instead_of_a_reading_is_said_in_our_words(
    fault: Exception, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        """A client whose tasks all come to nothing."""

        def __init__(self, *args: object, **how: object) -> None: ...

        def wait_for_workers(self, count: int, timeout: float) -> None: ...

        def nthreads(self) -> dict[str, int]:
            return {"tcp://127.0.0.1:1": 1}

        def submit(self, *args: object, **how: object) -> Self:
            return self

        def result(self, timeout: float) -> object:
            raise fault

        def cancel(self, futures: object, force: bool) -> None: ...

        def close(self, timeout: float) -> None: ...

    monkeypatch.setattr(distributed, "Client", Refusing)
    (tmp_path / "00.xlsx").write_bytes(b"PK")
    assert _refused(tmp_path, "tcp://127.0.0.1:1") == code
