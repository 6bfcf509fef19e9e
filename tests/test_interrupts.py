"""Ctrl-C in the middle of each long command: one sentence, 130, nothing half written, nobody left.

As in a terminal, the signal goes to the command and to its readers alike.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from kamdocs.cli.main import run
from kamdocs.outputs import ENDING
from tests import desk
from tests.test_kills import LISTS, PART, contents, ended

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise")

DAY, QUARTER = ("--as-of", "2026-10-08"), ("--period", "2026Q3")
MOMENTS = (0.3, 0.7)
"""Parts of the time that the command takes undisturbed."""
SOON = 2.0
AT_THE_DOOR = "已中断 Interrupted."
COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate", "in", *DAY, "--annotate", "out/back", "--fix", "out/fixed"),
    "check": ("check", "in", *DAY, "--format", "xlsx", "-o", "out/findings.xlsx"),
    "review": ("review", "in", *DAY, *QUARTER, "-o", "out"),
    "render": ("render", "visit-report", "in", *DAY, "-o", "out"),
    "plan": ("plan", "in", *DAY, "--period", "2026Q4", "-o", "out"),
    "read": ("read", "made", *DAY, "-o", "out/back.xlsx"),
    "verify": ("verify", "made"),
    "blank": ("blank", "customer", "visit", "meeting", "-o", "out/blank.xlsx"),
    "diff": ("diff", "before.json", "before.json"),
}
ARCHIVE = """
| code | name | tier | account_manager | contact |
| KA-001 | 苏州迅捷电梯有限公司 | 战略客户 | 李晓雯 | 钱思远 |
| KA-002 | 无锡恒通电梯有限公司 | 重点客户 | 韩冬 | 周建明 |
"""
VISITS = "\n".join(
    [
        "| customer_name | visited_on | visitors | matters |",
        *(
            f"| 苏州迅捷电梯有限公司 | 2026-08-{day:02} | 李晓雯 | 交期{day} |"
            for day in range(1, 5)
        ),
    ]
)


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands need: sheets, forms, an earlier report."""
    top = tmp_path_factory.mktemp("desk")
    (top / "in").mkdir()
    for number in range(2):
        sheets = {"visit": VISITS} | ({"customer": ARCHIVE} if number == 0 else {})
        (top / "in" / f"{number}.xlsx").write_bytes(desk.workbook(sheets, {}))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(top)
        assert run(["render", "visit-report", "in", *DAY, "-o", "made"]) in (0, 1)
        assert run(["check", "in", *DAY, "--format", "json", "-o", "before.json"]) in (0, 1)
    return top


def began(folder: Path, words: tuple[str, ...]) -> int:
    """The command in a process and a session of its own, with nothing to import any more."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setsid()
        os.chdir(folder)
        tempfile.tempdir = str(folder / "temporary")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(said, stream)
        sys.stdout = sys.stderr = os.fdopen(said, "w", encoding="utf-8")
        code = int(run(list(words)))
        sys.stdout.flush()
    except KeyboardInterrupt:  # before the command or after it, as the entry point tells it
        print(AT_THE_DOOR, file=sys.stderr, flush=True)
        code = 130
    finally:
        os._exit(code)


def folder_of(top: Path, desktop: Path) -> Path:
    top.mkdir()
    (top / "temporary").mkdir()
    for one in desktop.iterdir():
        (top / one.name).symlink_to(one)
    return top


def left_alive(session: int) -> list[str]:
    """The processes of a session; a moment is given to those that are just ending."""
    until = time.monotonic() + 1
    while True:
        found = [one.name() for one in psutil.process_iter() if _is_of(one, session)]
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.05)


def _is_of(process: psutil.Process, session: int) -> bool:
    try:
        return os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE
    except (ProcessLookupError, PermissionError, psutil.Error):
        return False


@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_ends_a_command_soon_and_cleanly(name: str, desktop: Path, tmp_path: Path) -> None:
    words = COMMANDS[name]
    first = folder_of(tmp_path / "whole", desktop)
    begun = time.monotonic()
    usual = ended(began(first, words))
    seconds = time.monotonic() - begun
    assert usual in (0, 1), (first / "said").read_text(encoding="utf-8")
    whole = contents(first / "out") if (first / "out").exists() else {}
    for moment in MOMENTS:
        folder = folder_of(tmp_path / str(moment), desktop)
        child = began(folder, words)
        time.sleep(moment * seconds)
        os.killpg(child, signal.SIGINT)
        asked = time.monotonic()
        code = ended(child)
        assert time.monotonic() - asked < SOON + seconds
        said = (folder / "said").read_text(encoding="utf-8")
        assert code in (130, usual), said
        assert "Traceback" not in said
        assert "ignored in" not in said
        if code == 130:
            assert said.rstrip().endswith(("已中断", AT_THE_DOOR))
        assert left_alive(child) == []
        assert {one.suffix for one in (folder / "temporary").iterdir()} <= {".lock"}
        left = contents(folder / "out") if (folder / "out").exists() else {}
        assert not [one for one in left if one.endswith((ENDING, PART))]
        lists = {one for one in left if Path(one).name in LISTS}
        assert all(left[one] == whole[one] for one in left.keys() - lists)


_UNRAISED = """
import sys, weakref
from kamdocs.cli import main
import kamdocs.cli.main

class Freed:
    pass

def pressed(_):
    raise KeyboardInterrupt

def begun():
    one = Freed()
    kept = weakref.ref(one, pressed)
    del one
    print("went on")

sys.modules["kamdocs.cli.main"].main = begun
main()
"""


def test_ctrl_c_that_python_cannot_raise_ends_the_run_too() -> None:
    done = subprocess.run([sys.executable, "-c", _UNRAISED], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (130, b"")
    assert b"Interrupted." in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("seconds", [0.02, 0.1])
def test_ctrl_c_while_the_program_itself_is_loaded(seconds: float, tmp_path: Path) -> None:
    """From its own first line on the program says so; before that there is only Python."""
    begins = "import sys, kamdocs.cli; print(1, flush=True); sys.argv[1:] = ['form', 'list']; "
    child = subprocess.Popen(
        [sys.executable, "-c", f"{begins}kamdocs.cli.main()"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout
    child.stdout.readline()
    time.sleep(seconds)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=30)
    assert child.returncode in (130, 0)
    assert b"Traceback" not in said
    assert child.returncode == 0 or "已中断" in said.decode() or b"Interrupted" in said


_MET = """
import os, signal, time
from kamdocs.cli import loading

signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it

class Field:
    def __set_name__(self, *given):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)

with loading():
    class Made:
        field = Field()
"""


def test_ctrl_c_that_python_would_pass_on_as_another_error_ends_the_run_too() -> None:
    done = subprocess.run([sys.executable, "-c", _MET], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (130, b"")
    assert b"Interrupted." in done.stderr
    assert b"Traceback" not in done.stderr


_AS_ONE_BEGINS = """
import os, signal, sys
from multiprocessing import process
from kamdocs.cli import main

bootstrap = process.BaseProcess._bootstrap

def interrupted(self, *args, **more):
    os.kill(os.getpid(), signal.SIGINT)  # as the terminal sends it to all of them
    return bootstrap(self, *args, **more)

process.BaseProcess._bootstrap = interrupted
sys.argv = ["kamdocs", *sys.argv[1:]]
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there alone")
@pytest.mark.parametrize("name", ["check", "render"])
def test_ctrl_c_is_not_for_a_process_that_just_begins(
    name: str, desktop: Path, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path / name, desktop)
    words = [*COMMANDS[name], "--workers", "2"]
    code = [sys.executable, "-c", _AS_ONE_BEGINS, *words]
    env = {**os.environ, "PYTHONPATH": str(desk.example("."))}
    done = subprocess.run(code, cwd=folder, env=env, capture_output=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert "KeyboardInterrupt" not in done.stderr
