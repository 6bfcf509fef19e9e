"""Work that is cut off at any moment: what lies in the folder is whole or absent, and the next run
brings it to where an undisturbed one would have been.

``KAMDOCS_KILLS=200`` runs as many as are asked for; a few are enough for every day.
"""

import errno
import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from kamdocs import outputs
from kamdocs.cli import copies, ledger
from kamdocs.cli.main import run
from kamdocs.outputs import ENDING, alone
from tests import desk

KILLS = int(os.environ.get("KAMDOCS_KILLS", "2"))
PART = ".part"
"""What a list of what was made ends in while it is made."""
LISTS = frozenset({ledger.MANIFEST, copies.MANIFEST})
"""The lists of what was made so far."""
COMMANDS = {
    "review": ["review", "in", "--as-of", "2026-10-08", "--period", "2026Q3", "-o", "out"],
    "render": ["render", "visit-report", "in", "--as-of", "2026-10-08", "-o", "out"],
    "fix": ["validate", "in", "--as-of", "2026-10-08", "--annotate", "back", "--fix", "out"],
}
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed otherwise")


def began(folder: Path, words: list[str]) -> int:
    """A process that runs a command in a folder, with nothing to import any more."""
    child = os.fork()
    if child:
        return child
    try:
        os.chdir(folder)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        code = int(run(words))
    except KeyboardInterrupt:  # before the command or after it, as the entry point takes it
        code = 130
    except BaseException:
        code = 70
    os._exit(code)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and "in" not in path.parts[-2:-1])
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.fixture(scope="module", params=COMMANDS)
def undisturbed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[str], dict[str, bytes], float, Path]:
    """A command, what it leaves, and how long it takes."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(desk.example("samples/good"), folder / "in")
    words = COMMANDS[request.param]
    if request.param == "fix":
        for path in desk.example("samples/bad/date-serial").glob("*.xlsx"):
            shutil.copy(path, folder / "in" / f"again-{path.name}")
    with pytest.MonkeyPatch.context() as patch:  # those that are forked know what is remembered
        patch.chdir(folder)
        assert run(words) in (0, 1)
    for name in ("out", "back"):
        shutil.rmtree(folder / name, ignore_errors=True)
    begun = time.monotonic()
    assert ended(began(folder, words)) in (0, 1)
    return words, contents(folder), time.monotonic() - begun, folder


def test_whatever_was_cut_off_is_whole_or_absent_and_goes_on(
    undisturbed: tuple[list[str], dict[str, bytes], float, Path], tmp_path: Path
) -> None:
    words, whole, seconds, there = undisturbed
    assert whole
    chance = random.Random(7)
    cut_off = 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        shutil.copytree(there / "in", folder / "in")
        child = began(folder, words)
        time.sleep(chance.uniform(0.15, 1.0) * seconds)
        os.kill(child, signal.SIGKILL)
        cut_off += ended(child) == -signal.SIGKILL
        left = contents(folder)
        halves = {name for name in left if name.endswith((ENDING, PART))}
        assert len(halves) <= 2
        for name in left.keys() - halves:
            assert left[name] == whole.get(name), name
        assert ended(began(folder, words)) in (0, 1)
        assert contents(folder) == whole
        shutil.rmtree(folder)
    assert cut_off


def test_what_a_killed_run_left_half_written_is_taken_away(
    undisturbed: tuple[list[str], dict[str, bytes], float, Path], tmp_path: Path
) -> None:
    """Wherever the command writes, and nowhere else."""
    words, whole, _, there = undisturbed
    shutil.copytree(there / "in", tmp_path / "in")
    folders = {Path(name).parent for name in whole if not name.startswith("in/")}
    for folder in (Path(), *folders, *(one / "魏长风" for one in folders)):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / f".kamdocs-0011223344556677{ENDING}").write_bytes(b"PK")
    assert ended(began(tmp_path, words)) in (0, 1)
    assert {name for name in contents(tmp_path) if name.endswith(ENDING)} == {
        f".kamdocs-0011223344556677{ENDING}"
    }


def test_interrupted_by_the_user_it_ends_soon_with_nothing_half_written(
    undisturbed: tuple[list[str], dict[str, bytes], float, Path], tmp_path: Path
) -> None:
    words, whole, seconds, there = undisturbed
    shutil.copytree(there / "in", tmp_path / "in")
    child = began(tmp_path, words)
    time.sleep(seconds / 2)
    os.kill(child, signal.SIGINT)
    asked = time.monotonic()
    assert ended(child) in (130, 0, 1)
    assert time.monotonic() - asked < 2 + seconds
    left = contents(tmp_path)
    assert not [name for name in left if name.endswith(ENDING)]
    lists = {name for name in left if Path(name).name in LISTS}
    assert all(json.loads(left[name]) for name in lists)
    assert all(left[name] == whole.get(name) for name in left.keys() - lists)


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
from kamdocs.cli.main import run
sys.exit(int(run(sys.argv[1:])))
"""
"""The command, where no file can be longer than that: to the program a disk that is full."""


def test_a_disk_that_is_full_is_told_and_leaves_what_was_there(tmp_path: Path) -> None:
    shutil.copytree(desk.example("samples/good"), tmp_path / "in")
    words = COMMANDS["render"]
    assert ended(began(tmp_path, words)) == 0
    (tmp_path / "kamdocs.toml").write_text('company = "甲公司"\n', encoding="utf-8")
    before = contents(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", FULL, *words, "--lang", "en"], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 3
    assert "KD914" in done.stderr.decode()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("words", [*COMMANDS.values()], ids=[*COMMANDS])
def test_two_runs_into_one_folder_do_not_mix(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(desk.example("samples/good"), tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    with alone(Path("out")):
        assert run(words) == 3
        assert "KD971" in capsys.readouterr().err
        assert not any(Path("out").iterdir())
    assert run(words) in (0, 1)


def no_temporary_files() -> str:
    raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")


def test_no_folder_for_temporary_files_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of another user's there, nobody is kept out; nor is anybody led elsewhere by a link."""
    shutil.copytree(desk.example("samples/good"), tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.gettempdir", no_temporary_files)
    for words in COMMANDS.values():
        assert run(words) in (0, 1)


def test_a_drive_that_has_no_locks_for_folders_is_locked_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fcntl = pytest.importorskip("fcntl")
    shutil.copytree(desk.example("samples/good"), tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    flock, elsewhere = fcntl.flock, tmp_path / "temporary"
    folders: list[int] = []

    def refused(held: Any, how: int) -> None:
        if stat.S_ISDIR(os.fstat(held).st_mode):
            folders.append(held)
            raise OSError(errno.ENOLCK, "No locks available")
        flock(held, how)

    monkeypatch.setattr(fcntl, "flock", refused)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(elsewhere))
    elsewhere.mkdir()
    with alone(Path("out")):
        assert run(COMMANDS["render"]) == 3
    assert "KD971" in capsys.readouterr().err
    assert len(folders) == 2
    assert run(COMMANDS["render"]) == 0
    monkeypatch.setattr("tempfile.gettempdir", no_temporary_files)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "in" / "nowhere.xlsx" / "none"))
    (tmp_path / "in" / "nowhere.xlsx").touch()
    assert run(COMMANDS["render"]) == 3
    assert "nowhere.xlsx" in capsys.readouterr().err


def test_a_run_that_writes_nothing_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("kamdocs.toml").write_text("nonsense", encoding="utf-8")
    for words in COMMANDS.values():
        assert run([*words[:-1], "a/b/out"]) == 3
        assert sorted(path.name for path in Path().iterdir()) == ["in", "kamdocs.toml"]


@pytest.mark.parametrize("words", [*COMMANDS.values()], ids=[*COMMANDS])
def test_a_folder_that_can_only_be_read_is_told(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As a disk that was mounted to be read alone answers: to everything, be it there or not."""
    (tmp_path / "in").mkdir()
    shutil.copy(desk.example("samples/bad/date-serial").glob("*.xlsx").__next__(), tmp_path / "in")
    monkeypatch.chdir(tmp_path)

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    Path("out").mkdir()
    for name in ("open", "unlink", "replace", "mkdir"):
        monkeypatch.setattr(f"kamdocs.outputs.os.{name}", refused)
    opened = Path.open

    def read(self: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        return opened(self, mode, *more, **named) if mode in ("r", "rb") else refused()

    monkeypatch.setattr(Path, "open", read)
    assert run([*words, "--workers", "0"]) == 3
    assert "KD914" in capsys.readouterr().err


def test_a_working_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for words in (
        ["validate", "../in"],
        COMMANDS["review"],
        ["form", "list"],
        ["--lang", "en", "schema", "list"],
    ):
        assert run(words) == 3
        assert "KD990" in capsys.readouterr().err


def test_a_start_that_was_killed_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of its files it came to: a folder counts as set up when all of them are there."""
    monkeypatch.chdir(tmp_path)
    words = ["init", "--company", "甲", "--policy", "customer-grading", "--as-of", "2026-10-08"]
    write = outputs.write
    written: list[Path] = []

    def killed(path: Path, content: bytes) -> None:
        if len(written) == at:
            raise RuntimeError("killed")
        written.append(path)
        write(path, content)

    monkeypatch.setattr(outputs, "write", killed)
    at = -1
    assert run([*words, "co"]) == 0
    whole, many = {*Path("co").rglob("*")}, len(written)
    for cut in range(many):
        shutil.rmtree("co")
        at, written[:] = cut, []
        with pytest.raises(RuntimeError):
            run([*words, "co"])
        at = -1
        assert run([*words, "co"]) == 0
        assert {*Path("co").rglob("*")} == whole
