"""``--encrypt-with``: what is written opens with the password only, and nothing else is written."""

import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest

from kamdocs.cli.main import run
from tests import desk, hostile, writers
from tests.intake.test_formats import encrypted

GOOD = str(desk.example("samples/good"))
BAD = str(desk.example("samples/bad/email/客户档案.xlsx"))
PASSWORD = "春风化雨 2026"
LOCKED = ("--encrypt-with", "password")
DAY = ("--as-of", "2026-10-08")
ONE = ("render", "customer-file", GOOD, *DAY, "--customer", "KA-001", "-o", "f")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LISTS = {"kamdocs-manifest.json", ".kamdocs-copies.json"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("password").write_text(f"{PASSWORD}\n第二行不算\n", encoding="utf-8")
    Path("other").write_text("完全另一个密码呀", encoding="utf-8")


def _within(path: Path, password: str = PASSWORD) -> bytes:
    plain = io.BytesIO()
    book = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
    book.load_key(password=password, verify_password=True)
    book.decrypt(plain)
    return plain.getvalue()


def _files(folder: str = "f") -> dict[str, Path]:
    found = (one for one in Path(folder).rglob("*") if one.is_file() and one.name not in LISTS)
    return {str(one.relative_to(folder)): one for one in found}


COMMANDS = {
    "render": ("render", "status-report", GOOD, *DAY, "--customer", "KA-001", "-o", "f"),
    "combine": (*ONE, "--combine"),
    "blank form": ("render", "customer-file", "--blank", "-o", "f"),
    "notices": ("render", "return-notice", BAD, *DAY, "--annotate", "-o", "f"),
    "review": ("review", BAD, *DAY, "--annotate", "-o", "f"),
    "annotate": ("validate", BAD, *DAY, "--annotate", "f"),
    "fix": ("validate", BAD, *DAY, "--fix", "f"),
    "check": ("check", BAD, *DAY, "--format", "xlsx", "-o", "f/a.xlsx"),
    "plan": ("plan", BAD, *DAY, "--period", "2026Q4", "-o", "f"),
    "blank": ("blank", "customer", "visit", "-o", "f/a.xlsx"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_everything_that_is_written_opens_with_the_password_only(command: str) -> None:
    run([*COMMANDS[command], *LOCKED])
    files = _files()
    assert files
    for path in files.values():
        assert path.suffix in (".xlsx", ".docx")
        assert path.read_bytes().startswith(OLE)
        assert _within(path).startswith(b"PK")


def test_what_can_have_no_password_is_not_written_and_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run([*COMMANDS["review"], *LOCKED])
    said = capsys.readouterr().err
    assert "没有写：findings.json、findings.txt、index.html、report.html" in said
    assert "以前写的还在" not in said
    run([*COMMANDS["plan"], *LOCKED])
    assert "没有写：visit-plan.ics" in capsys.readouterr().err
    run([*COMMANDS["review"]])
    run([*COMMANDS["review"], *LOCKED])
    said = capsys.readouterr().err
    assert "以前写的还在，没有密码：findings.json" in said
    Path("甲.csv").write_bytes("客户编号,客户名称\nKA-1, 甲\n".encode())
    run(["validate", "甲.csv", *DAY, "--fix", "c", *LOCKED])
    assert all(one.read_bytes().startswith(OLE) for one in _files("c").values())


def test_no_copy_is_taken_to_be_closed_for_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    """An old workbook, an .ods and a text under the name of a new one, and one that Excel only
    protects against changes: anybody opens that."""
    rows = [["客户编号", "客户名称"], ["KA-001", "苏州迅捷电梯有限公司"]]
    book = writers.by_openpyxl([writers.Sheet("客户档案", rows)])
    Path("a").mkdir()
    Path("a/旧.xlsx").write_bytes(desk.example("tests/files/plain.xls").read_bytes())
    Path("a/文.xlsx").write_bytes("客户编号,客户名称\nKA-1,甲\n".encode())
    Path("a/开.xlsx").write_bytes(hostile.ods(hostile.ODS_TOP + hostile.ods_row("KA-1", "甲")))
    Path("a/护.xlsx").write_bytes(encrypted(book, "VelvetSweatshop"))
    Path("a/锁.xlsx").write_bytes(encrypted(book, "own password"))
    Path("own").write_text("own password", encoding="utf-8")
    run(["validate", "a", *DAY, "--fix", "c", "--password-file", "own", *LOCKED])
    assert "没有写：开.xlsx、文.xlsx、旧.xlsx" in capsys.readouterr().err
    assert _files("c").keys() == {"护.xlsx", "锁.xlsx"}
    assert _within(Path("c/护.xlsx")).startswith(b"PK")
    assert _within(Path("c/锁.xlsx"), "own password").startswith(b"PK")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ((*ONE, "--pdf"), "KD964"),
        (("check", GOOD, *DAY), "KD964"),
        (("check", GOOD, *DAY, "--format", "html", "-o", "a.html"), "KD964"),
        (("validate", GOOD, *DAY, "--annotate", "f", "-o", "a.txt"), "KD964"),
        (("validate", GOOD, *DAY), "--annotate"),
        (("read", GOOD, *DAY), "-o"),
    ],
)
def test_what_was_asked_for_by_name_and_can_have_none_is_refused(
    args: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(Path().iterdir())
    assert run([*args, *LOCKED]) == 2
    assert code in capsys.readouterr().err
    assert set(Path().iterdir()) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "KD962"), ("\n秘密的密码123\n", "KD962"), ("   \n", "KD962"), ("1234567", "KD963"),
        ("aaaaaaaaaaaa", "KD963"), ("长密码" * 100, "KD963"),
    ],
)  # fmt: skip
def test_a_password_that_protects_nothing_is_refused(
    words: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("password").write_text(words, encoding="utf-8")
    assert run([*ONE, *LOCKED]) == 3
    assert f"password: {code}" in capsys.readouterr().err
    assert not Path("f").exists()


def test_a_file_of_passwords_that_is_no_text_is_refused() -> None:
    Path("password").write_bytes(b"\0\1\2\3" * 50)
    assert run([*ONE, *LOCKED]) == 2


def _standing() -> tuple[bytes, int]:
    (path,) = Path("f").glob("*.docx")
    return path.read_bytes(), path.stat().st_mtime_ns


def test_only_what_changed_is_written_again() -> None:
    assert run([*ONE, *LOCKED]) == 0
    first = _standing()
    assert run([*ONE, *LOCKED]) == 0
    assert _standing() == first
    assert run([*ONE, "--encrypt-with", "other"]) == 0
    (path,) = Path("f").glob("*.docx")
    second = _within(path, "完全另一个密码呀")
    assert run([*ONE]) == 0
    assert path.read_bytes() == second  # no password any more, and nothing else is another
    assert run([*ONE, *LOCKED]) == 0
    assert _within(path) == second


def test_what_somebody_changed_stays(capsys: pytest.CaptureFixture[str]) -> None:
    run([*ONE, *LOCKED])
    (path,) = Path("f").glob("*.docx")
    path.write_bytes(b"by hand")
    assert run([*ONE, *LOCKED]) == 0
    assert "KD540" in capsys.readouterr().err
    assert path.read_bytes() == b"by hand"


def test_the_list_of_a_folder_does_not_help_to_guess_what_is_in_a_file() -> None:
    assert run([*ONE]) == 0
    (plain,) = json.loads(Path("f/kamdocs-manifest.json").read_bytes())["documents"]
    assert run([*ONE, *LOCKED]) == 0
    (closed,) = json.loads(Path("f/kamdocs-manifest.json").read_bytes())["documents"]
    for name in ("sha256", "data"):
        assert plain[name] not in closed.values()


def test_forms_of_an_earlier_run_go_where_there_is_no_list_of_findings() -> None:
    run(["review", f"{GOOD}/客户档案-华东.xlsx", *DAY, "-o", "f", *LOCKED])
    before = len(_files("f/forms"))
    run(["review", BAD, *DAY, "-o", "f", *LOCKED])
    assert len(_files("f/forms")) < before


def test_what_we_closed_we_read(capsys: pytest.CaptureFixture[str]) -> None:
    opened = ("--password-file", "password")
    run([*COMMANDS["fix"], *LOCKED])
    capsys.readouterr()
    run(["validate", "f", *DAY])
    assert "KD122" in capsys.readouterr().out
    assert run(["validate", "f", *DAY, *opened]) == run(["validate", BAD, *DAY])
    run([*ONE[:-1], "forms", *LOCKED])
    assert run(["read", "forms", *DAY, *opened, "-o", "back.xlsx", *LOCKED]) == 0
    assert "KD122" not in capsys.readouterr().out
    book = openpyxl.load_workbook(io.BytesIO(_within(Path("back.xlsx"))))
    assert "客户档案" in book.sheetnames
    assert run(["validate", "back.xlsx", *DAY, *opened]) == 0
    assert run(["verify", "forms", *opened]) == 0
    assert run(["verify", "forms"]) == 3


def test_decisions_in_a_closed_workbook_are_not_written_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for _ in range(2):
        run(["review", BAD, *DAY, "-o", "f", *LOCKED])
    assert [one for one in _files() if one.startswith("findings")] == ["findings.xlsx"]
    run(["review", BAD, *DAY, "-o", "f", "--encrypt-with", "other"])
    assert "findings (2).xlsx" in _files()  # nobody can see what is in the first


WATCH = """
import json, os, sys
written = []
def watch(event, args):
    if event == "open" and isinstance(args[0], str):
        mode, flags = args[1] or "", args[2] or 0
        if set(mode) & set("wax+") or flags & (os.O_WRONLY | os.O_RDWR):
            written.append(os.path.abspath(args[0]))
sys.addaudithook(watch)
from kamdocs import outputs
whole = outputs.write_parts
def write_parts(path, parts):
    content = b"".join(parts)
    print("WROTE", path.name, content[:2] == b"PK", file=sys.stderr)
    whole(path, (content,))
outputs.write_parts = write_parts
from kamdocs.cli.main import run
top = os.getcwd()
for name, words in json.loads(sys.argv[1]).items():
    print("COMMAND", name, file=sys.stderr)
    os.chdir(os.path.join(top, name))
    written.clear()
    run(words)
    for path in written:
        print("OPENED", path, file=sys.stderr)
"""
"""One process for all commands, each in a folder of its own: it tells what each of them opened to
write in."""
WATCHED = ("review", "annotate", "fix", "check", "plan")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What was told of each command."""
    top = tmp_path_factory.mktemp("watched")
    for name in WATCHED:
        (top / name).mkdir()
        (top / name / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    words = json.dumps({name: [*COMMANDS[name], *LOCKED] for name in WATCHED})
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, words],
        capture_output=True, text=True, check=True, encoding="utf-8", cwd=top,
    )  # fmt: skip
    _, *each = done.stderr.split("COMMAND ")
    return {name: lines for name, *lines in map(str.splitlines, each)}


@pytest.mark.parametrize("command", WATCHED)
def test_nothing_without_a_password_lies_on_the_disk_at_any_moment(
    command: str, watched: dict[str, list[str]]
) -> None:
    told = [line.split(" ", 1) for line in watched[command]]
    wrote = [words for kind, *rest in told if kind == "WROTE" for words in rest]
    assert wrote
    assert not [one for one in wrote if one.endswith("True")]
    opened = [Path(words) for kind, *rest in told if kind == "OPENED" for words in rest]
    assert {one.suffix for one in opened if one.name != os.devnull.strip("/")} <= {
        ".half", ".part", ".lock", "",
    }  # fmt: skip
    tried = Path(tempfile.gettempdir())  # where Python itself tries whether it may write
    bare = [one for one in opened if one.suffix == "" and tried not in (one, one.parent)]
    assert not [one for one in bare if not str(one).startswith("/dev/")]


def test_the_forms_are_the_same_behind_the_password() -> None:
    run([*ONE])
    (plain,) = Path("f").glob("*.docx")
    run([*ONE[:-1], "g", *LOCKED])
    assert _within(Path("g", plain.name)) == plain.read_bytes()
