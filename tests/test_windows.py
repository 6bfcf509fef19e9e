"""What is otherwise on Windows, as far as it can be seen elsewhere: the code page of consoles, line
ends, names within packages, files that other programs hold, paths."""

import errno
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path, PureWindowsPath
from typing import Any

import click
import pytest

from kamdocs import outputs
from kamdocs.cli import consoles, copies
from kamdocs.cli.ledger import Kept, Ledger
from kamdocs.cli.main import COMMANDS, group, run
from kamdocs.faults import SetupFault, reason
from kamdocs.forms import Document
from kamdocs.lettering import width
from kamdocs.model import LANGS, Lang, Place
from kamdocs.reports.history.reading import read_history
from kamdocs.words import VERDICTS
from kamdocs.words.codes import CODES
from tests import desk

BAD = desk.example("samples/bad/email/客户档案.xlsx")
AS_OF = ("--as-of", "2026-10-08")
LATIN = re.compile(r"[!-~]{2,}|＊＊＊")
NUMBERED = re.compile(r"\\[xuU][0-9a-f]{2,}")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def console(encoding: str) -> io.TextIOWrapper:
    """A console as Windows has it where its output is redirected, made fit for ours."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
    consoles.fit(stream)
    return stream


def shown(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode(stream.encoding)


def _helps() -> list[list[str]]:
    """Every command, those of groups too."""
    whole = group("zh")
    found: list[list[str]] = [[]]
    context = click.Context(whole)
    for name in COMMANDS:
        command = whole.get_command(context, name)
        below = command.commands if isinstance(command, click.Group) else ()
        found += [[name], *([name, one] for one in below)]
    return found


@pytest.mark.parametrize("columns", ["", "60", "200", "20", "0", "-1", "wide"])
@pytest.mark.parametrize("terminal", [None, 0, 66])
def test_help_is_as_wide_as_click_would_have_it(
    columns: str, terminal: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def size(*_: int) -> os.terminal_size:
        if terminal is None:
            raise OSError
        return os.terminal_size((terminal, 24))

    monkeypatch.setattr(os, "get_terminal_size", size)
    monkeypatch.setenv("COLUMNS", columns)
    assert consoles.width() == click.HelpFormatter().width


def test_help_in_chinese_fits_the_terminal_and_breaks_no_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Chinese character takes two columns; an option, a path, a setting stays in one line."""
    monkeypatch.setenv("COLUMNS", "80")
    whole = group("zh")
    context = click.Context(whole)
    for words in _helps()[1:]:
        assert run([*words, "--help", "--lang", "zh"]) == 0
        said = capsys.readouterr().out
        assert all(width(line) <= 80 for line in said.splitlines()), words
        command = whole.get_command(context, words[0])
        if isinstance(command, click.Group) and len(words) > 1:
            command = command.commands[words[1]]
        assert command is not None
        options = (one for one in command.params if isinstance(one, click.Option))
        for text in (command.help or "", *(one.help or "" for one in options)):
            assert set(LATIN.findall(text)) <= set(LATIN.findall(said)), words


@pytest.mark.parametrize("name", ["policy", "form", "schema", "access"])
def test_a_group_says_in_chinese_what_each_command_does(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help", "--lang", "zh"]) == 0
    said = capsys.readouterr().out.split("命令：")[1]
    assert "..." not in said
    assert "lint" not in said or "毛病" in said or "可疑" in said


@pytest.mark.parametrize("lang", LANGS)
def test_every_help_is_whole_in_gbk(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    out = console("gbk")
    monkeypatch.setattr(sys, "stdout", out)
    for words in _helps():
        assert run([*words, "--help", "--lang", lang]) == 0
    assert not NUMBERED.search(shown(out))
    assert ("用法" if lang == "zh" else "Usage") in shown(out)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["validate", str(BAD), *AS_OF], 1),
        (["policy", "list"], 0),
        (["policy", "compare", "customer-grading", "retention"], 0),
        (["policy", "show", "retention"], 0),
        (["schema", "show", "customer"], 0),
        (["form", "show", "visit-report"], 0),
        (["explain", "KD208"], 0),
        (["doctor", *AS_OF], None),
        (["init", "新 文件夹", "--company", "澄岚", "--policy", "standard", *AS_OF], 0),
    ],
    ids=lambda one: " ".join(one[:2]) if isinstance(one, list) else "",
)
def test_what_a_command_prints_in_gbk_says_the_same(
    args: list[str], code: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, err = console("gbk"), console("gbk")
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert run([*args, "--lang", "zh"]) == code or code is None
    assert not NUMBERED.search(shown(out) + shown(err))
    assert re.search("[\u4e00-\u9fff]", shown(out))
    assert "?" not in shown(out)


def test_every_word_of_the_catalogue_is_in_gbk_or_has_what_says_the_same() -> None:
    out = console("gbk")
    for entry in CODES.values():
        out.write(f"{entry.what.zh}{entry.what.en}{entry.mend.zh}{entry.mend.en}\n")
    for said in VERDICTS.values():
        out.writelines(f"{words.zh}{words.en}\n" for words in said.values())
    assert not NUMBERED.search(shown(out))


@pytest.mark.parametrize(
    ("encoding", "words", "said"),
    [
        ("gbk", "☑营业执照 ☐财务报表 ¥5", "[√]营业执照 [ ]财务报表 ￥5"),
        ("gbk", "王㛃", "王\\u36c3"),
        ("gbk", "𠮷田", "\\U00020bb7田"),
        ("ascii", "“A” → B…", '"A" -> B...'),
        ("latin-1", "客户", "\\u5ba2\\u6237"),
        ("utf-8", "☑王㛃", "☑王㛃"),
    ],
)
def test_a_console_shows_what_says_the_same_or_the_number(
    encoding: str, words: str, said: str
) -> None:
    out = console(encoding)
    out.write(words)
    assert shown(out) == said


def test_lines_may_end_as_on_windows(capsys: pytest.CaptureFixture[str]) -> None:
    own = desk.example("samples/own/small.yaml").read_text(encoding="utf-8")
    Path("own.yaml").write_text(own, encoding="utf-8-sig", newline="\r\n")
    cases = desk.example("samples/own/small.cases.yaml").read_text(encoding="utf-8")
    Path("own.cases.yaml").write_text(cases, encoding="utf-8-sig", newline="\r\n")
    settings = 'company = "甲"\nlanguage = "zh"\npolicies = ["own.yaml"]\n'
    Path("kamdocs.toml").write_text(settings, encoding="utf-8-sig", newline="\r\n")
    Path("客户档案.csv").write_text("客户编号,客户名称\nKA-001,甲\n", "gbk", newline="\r\n")
    Path("密码.txt").write_text("a\nb\n", encoding="utf-8-sig", newline="\r\n")
    assert run(["policy", "lint", "own.yaml"]) == 0
    assert run(["policy", "test", "own.yaml"]) == 0
    capsys.readouterr()
    run(["check", "客户档案.csv", *AS_OF, "--password-file", "密码.txt"])
    said = capsys.readouterr()
    assert "small v1" in said.out
    assert "读到1行" in said.out
    assert said.err == ""


def test_parts_that_are_named_with_backslashes_are_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(BAD) as read, zipfile.ZipFile(stream, "w") as written:
        for name in read.namelist():
            written.writestr(zipfile.ZipInfo(name.replace("/", "\\")), read.read(name))
    Path("odd").mkdir()
    Path("odd/客户档案.xlsx").write_bytes(stream.getvalue())
    shutil.copytree(BAD.parent, "usual", ignore=shutil.ignore_patterns("*.txt", "*.json"))
    said = []
    for folder in ("odd", "usual"):
        assert (
            run(["validate", f"{folder}/客户档案.xlsx", *AS_OF, "--annotate", f"{folder}-back"])
            == 1
        )
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert Path("odd-back/客户档案.xlsx").is_file()


def test_no_byte_of_a_workbook_tells_on_which_system_it_was_made() -> None:
    """Windows and Linux give the same bytes."""
    good, csv = str(desk.example("samples/good")), Path("客户档案.csv")
    csv.write_text("客户编号,客户名称,电邮\nＫＡ-001,澄岚电梯,a\n", "gbk")
    assert run(["check", good, "-o", "findings.xlsx", "--format", "xlsx", *AS_OF]) in (0, 1)
    assert run(["blank", "customer", "-o", "blank.xlsx"]) == 0
    assert run(["validate", str(csv), "--annotate", "back", "--fix", "fixed", *AS_OF]) == 1
    made = sorted(Path().rglob("*.xlsx"))
    assert len(made) == 4
    for path in made:
        with zipfile.ZipFile(path) as package:
            assert {part.create_system for part in package.infolist()} == {0}, path


# Files that other programs hold


class Refused(PermissionError):
    """As Windows refuses a file, with its own number for why."""

    def __init__(self, winerror: int, path: str = "", number: int = errno.EACCES) -> None:
        super().__init__(number, "Permission denied", path or None)
        self.winerror = winerror


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


def holding(monkeypatch: pytest.MonkeyPatch, times: int, winerror: int | None) -> None:
    """Another program holds the file that is to be replaced, for so many attempts."""
    replaced, left = Path.replace, iter(range(times))

    def replace(path: Path, target: Path) -> Path:
        if next(left, None) is not None:
            raise Refused(winerror) if winerror else PermissionError(errno.EACCES, "no")
        return replaced(path, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_virus_scanner_that_looks_at_what_is_written_is_waited_for(
    winerror: int, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    holding(monkeypatch, 3, winerror)
    outputs.write(Path("报告.txt"), b"whole")
    assert Path("报告.txt").read_bytes() == b"whole"
    assert len(pauses) == 3
    assert [one.name for one in Path().iterdir()] == ["报告.txt"]


@pytest.mark.parametrize(("winerror", "waits"), [(32, True), (None, False)])
def test_a_workbook_that_excel_has_open_is_told_and_stays(
    winerror: int | None, waits: bool, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    outputs.write(Path("报告.xlsx"), b"before")
    holding(monkeypatch, 99, winerror)
    with pytest.raises(SetupFault) as caught:
        outputs.write(Path("报告.xlsx"), b"after")
    assert (caught.value.code, bool(pauses)) == ("KD621", waits)
    assert sum(pauses) < 2
    assert "别的程序打开" in caught.value.facts["reason"].zh
    assert Path("报告.xlsx").read_bytes() == b"before"
    assert [one.name for one in Path().iterdir()] == ["报告.xlsx"]


def open_in_word(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Word has a document open, which nobody may replace or remove then."""
    replaced, removed = Path.replace, Path.unlink

    def replace(path: Path, target: Path) -> Path:
        if Path(target).name == name:
            raise Refused(32, str(path))
        return replaced(path, target)

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.name == name:
            raise Refused(32, str(path))
        removed(path, missing_ok)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(Path, "unlink", unlink)


def contents(folder: str) -> dict[str, bytes]:
    """Every file in a folder, by its path."""
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_where_excel_has_the_findings_open_all_of_an_earlier_review_stays(
    monkeypatch: pytest.MonkeyPatch, pauses: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    """New reports and documents beside old findings would tell of two runs as of one."""
    quarter = desk.example("samples/2026Q3")
    asked = ["review", str(quarter), "-o", "out", "--period", "2026Q3"]
    assert run([*asked, "--as-of", "2026-10-07"]) == 1
    before = contents("out")
    with monkeypatch.context() as patch:
        open_in_word(patch, "findings.xlsx")
        assert run([*asked, *AS_OF]) == 3
    assert "findings.xlsx: KD621 没有改写：正被别的程序打开" in capsys.readouterr().err
    assert contents("out") == before
    assert run([*asked, *AS_OF]) == 1
    assert contents("out")["findings.json"] != before["findings.json"]


def test_a_document_that_word_has_open_keeps_none_of_the_others_back(
    monkeypatch: pytest.MonkeyPatch, pauses: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["render", "customer-file", str(desk.example("samples/good")), "-o", "f", *AS_OF]
    asked += ["--tier", "战略客户"]
    assert run(asked) == 0
    first = {path.name: path.read_bytes() for path in Path("f").glob("*.docx")}
    Path("kamdocs.toml").write_text('company = "申江电梯部件有限公司"\n', encoding="utf-8")
    with monkeypatch.context() as there:
        open_in_word(there, "客户档案表_KA-002_杭州屿升电梯股份有限公司.docx")
        capsys.readouterr()
        assert run(asked) == 3
        said = capsys.readouterr()
    changed = {name for name, content in first.items() if Path("f", name).read_bytes() != content}
    (held,) = first.keys() - changed
    assert f"KD589 警告 {held} 正被别的程序打开" in said.err.replace("[", "").replace("]", "")
    assert held not in said.out
    assert len(said.out.splitlines()) == len(changed) == 3
    assert run(asked) == 0
    assert Path("f", held).read_bytes() != first[held]


@pytest.mark.parametrize(
    "held",
    [
        "forms/公司战略客户和大客户业务状况分析报告表_2026-08.docx",
        "notices/沈知行/退回通知_沈知行.docx",
    ],
)
def test_what_is_needed_no_more_and_is_open_keeps_no_report_back_and_goes_later(
    held: str,
    monkeypatch: pytest.MonkeyPatch,
    pauses: list[float],
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(desk.example("samples/good"), "in")
    shutil.copytree(desk.example("samples/bad/required"), "in/坏")
    asked = ["review", "in", "-o", "out", *AS_OF, "--period"]
    assert run([*asked, "2026Q3"]) == 1
    assert Path("out", held).is_file()
    shutil.rmtree("in/坏")
    with monkeypatch.context() as there:
        open_in_word(there, Path(held).name)
        capsys.readouterr()
        assert run([*asked, "2026-09"]) == 3
        assert f"[{Path(held).name}] 正被别的程序打开" in capsys.readouterr().err
    assert Path("out", held).is_file()
    told = json.loads(Path("out/findings.json").read_bytes())
    assert told["period"] == "2026-09"
    assert "2026-09" in Path("out/index.html").read_text(encoding="utf-8")
    run([*asked, "2026-09"])
    assert not Path("out", held).exists()


def test_an_empty_folder_that_explorer_has_open_keeps_no_report_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(BAD.parent, "in")
    asked = ["review", "in", "-o", "out", "--as-of"]
    assert run([*asked, "2026-10-07"]) == 1
    letters = {*Path("out/notices").glob("*/*.docx")}
    shutil.copy(desk.example("samples/good/客户档案-华南华北.xlsx"), "in/客户档案.xlsx")

    def rmdir(path: Path) -> None:
        raise Refused(32, str(path))

    monkeypatch.setattr(Path, "rmdir", rmdir)
    assert run([*asked, "2026-10-08"]) == 1
    assert letters - {*Path("out/notices").glob("*/*.docx")}
    assert json.loads(Path("out/findings.json").read_bytes())["as_of"] == "2026-10-08"


def test_a_copy_that_excel_has_open_keeps_none_of_the_others_back(
    monkeypatch: pytest.MonkeyPatch, pauses: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("甲", "乙"):
        shutil.copytree(desk.example("samples/bad/leading-zero-lost"), f"in/{name}")
    Path("in/乙/客户档案.xlsx").rename("in/乙/乙.xlsx")
    asked = ["validate", "in", "--annotate", "back", "--fix", "fixed", "--as-of"]
    assert run([*asked, "2026-10-08"]) == 1
    before = {path: path.read_bytes() for path in Path("back").rglob("*.xlsx")}
    with monkeypatch.context() as there:
        open_in_word(there, "客户档案.xlsx")
        capsys.readouterr()
        assert run([*asked, "2026-10-09"]) == 3
        said = capsys.readouterr().err
    assert said.count("KD589 警告 甲/[客户档案.xlsx] 正被别的程序打开") == 2
    changed = [path for path, content in before.items() if path.read_bytes() != content]
    assert changed == [Path("back/乙/乙.xlsx")]
    assert run([*asked, "2026-10-09"]) == 1  # it is known still as a copy of ours
    assert Path("back/甲/客户档案.xlsx").read_bytes() != before[Path("back/甲/客户档案.xlsx")]
    shutil.rmtree("in/甲")
    for code, stays in ((3, True), (1, False)):
        with monkeypatch.context() as there:
            open_in_word(there, "客户档案.xlsx" if stays else "")
            assert run([*asked, "2026-10-09"]) == code
        assert Path("back/甲/客户档案.xlsx").is_file() is stays


def test_a_pdf_that_is_open_is_told_too(
    monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    document = Document("customer-file", "甲.docx", b"one", (), "KA-1", "template", "data")
    with Ledger(Path("f")) as ledger:
        assert ledger.keep(document) is Kept.WRITTEN
        assert ledger.keep_pdf("甲.docx", b"one", b"pdf") is Kept.WRITTEN
        open_in_word(monkeypatch, "甲.pdf")
        assert ledger.pdf_stands("甲.docx", b"two") is Kept.WRITTEN
        assert ledger.keep_pdf("甲.docx", b"two", b"pdf of two") is Kept.HELD
    assert Path("f/甲.pdf").read_bytes() == b"pdf"


@pytest.mark.parametrize(
    ("number", "winerror", "zh"),
    [
        (errno.EACCES, None, "没有权限，或文件正被别的程序打开"),
        (errno.EACCES, 5, "没有权限，或设成了只读，或正被别的程序打开"),
        (errno.EACCES, 32, "正被别的程序打开"),
        (errno.ENOENT, 3, "路径太长"),
        (errno.ENOENT, 53, "连不上这个网络位置"),
        (errno.ENOENT, 206, "路径太长"),
        (errno.EINVAL, 123, "Windows不允许的字符"),
        (errno.EINVAL, 362, "OneDrive"),
        (errno.EINVAL, None, "OneDrive"),
    ],
)
def test_why_windows_refuses_a_file(number: int, winerror: int | None, zh: str) -> None:
    fault = OSError(number, "Refused", "客户.xlsx")
    if winerror:
        fault.winerror = winerror  # type: ignore[attr-defined,unused-ignore]
    assert zh in reason(fault).zh  # type: ignore[union-attr]


def test_a_reason_in_the_words_of_a_chinese_windows_ends_no_sentence() -> None:
    """Python takes the point from behind those of an English one."""
    assert reason(OSError(errno.EBADF, "句柄无效。", "con")) == "句柄无效"


def test_that_there_is_no_such_file_is_never_why_one_is_not_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As Windows says of a path that is too long, and of a drive that is not there."""

    def too_long(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(Path, "open", too_long)
    with pytest.raises(SetupFault) as caught:
        outputs.write(Path("报告.txt"), b"whole")
    assert "路径太长" in caught.value.facts["reason"].zh


def test_a_folder_among_earlier_reports_that_is_not_opened_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for folder in ("以前/2026Q1", "以前/2026Q2"):
        assert run(["check", str(BAD), *AS_OF, "--format", "json", "-o", f"{folder}/a.json"]) == 1
    listed = os.scandir

    def refused(path: Any = ".") -> Any:
        if Path(path).name == "2026Q2":
            raise Refused(5, str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = read_history(Path("以前"))
    assert [one.file for one in found.reports] == ["2026Q1/a.json"]
    assert [(one.code, one.place) for one in found.findings] == [("KD574", Place("2026Q2"))]


def test_a_folder_that_nobody_may_write_into_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows says of each that it may be written into, and Python tried name after name."""
    opened, tried = os.open, []

    def refused(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_CREAT and Path(path).parent == Path():
            tried.append(path)
            raise Refused(5, str(path))
        return opened(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", refused)
    assert run(["doctor", "--lang", "zh", *AS_OF]) == 1
    assert "KD638 文件夹“.”不能写（没有权限，或设成了只读" in capsys.readouterr().out
    assert len(tried) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="it has all characters in names")
def test_a_system_whose_file_names_have_no_chinese_is_told(tmp_path: Path) -> None:
    """As Linux is in a locale of old, for which it has no bytes either."""
    with pytest.raises(SetupFault) as caught:
        outputs.write(tmp_path / "forms" / "\ud800.docx", b"whole")
    assert (caught.value.code, list((tmp_path / "forms").iterdir())) == ("KD914", [])
    assert "文件名编码" in caught.value.facts["reason"].zh


@pytest.mark.parametrize(
    ("option", "name"), [("--password-file", "密码.txt"), ("--encrypt-with", "密码.txt")]
)
def test_a_file_of_ours_that_another_program_holds_is_told(
    option: str,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path(name).write_text("a long password\n", encoding="utf-8")
    opened = Path.open

    def held(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == name:
            raise Refused(32, str(path))
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", held)
    assert run(["render", "customer-file", str(BAD), "-o", "out", option, name, *AS_OF]) == 3
    assert capsys.readouterr().err.startswith(f"{name}: KD902 文件读不出来：正被别的程序打开")


def test_a_file_that_is_held_when_its_copy_is_made_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was read, and then a program took hold of it."""
    read, times = Path.read_bytes, iter(range(9))

    def held(path: Path) -> bytes:
        if path.suffix == ".xlsx" and next(times):
            raise Refused(32, str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    assert run(["validate", str(BAD), "--workers", "0", "--annotate", "退回", *AS_OF]) == 3
    assert f"{BAD}: KD902" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["validate", "交来", "--annotate", "退回", "--fix", "改好"],
        ["validate", "交来", "交来/只在网盘.xlsx", "--annotate", "退回"],
        ["review", "交来", "--period", "2026Q3", "-o", "结果"],
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("read_anew")
def test_a_file_in_the_cloud_alone_keeps_none_of_the_others_back(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Windows does not even say where it is, while what would fetch it is not running."""
    Path("交来").mkdir()
    for name in ("在.xlsx", "只在网盘.xlsx"):
        shutil.copy(BAD, Path("交来", name))

    def refusing(asked: Any) -> Any:
        def refused(path: Any, *how: Any, **more: Any) -> Any:
            if Path(path).name == "只在网盘.xlsx":
                raise Refused(362, str(path), errno.EINVAL)
            return asked(path, *how, **more)

        return refused

    monkeypatch.setattr(Path, "read_bytes", refusing(Path.read_bytes))
    monkeypatch.setattr(os.path, "realpath", refusing(os.path.realpath))
    assert run([*words, "--workers", "0", *AS_OF]) == 3
    said = capsys.readouterr()
    assert "KD126 错误 [只在网盘.xlsx]\n  打不开（网盘（如OneDrive）没有运行）" in said.out
    assert "KD208 错误 [在.xlsx]" in said.out
    assert Path(words[-1]).is_dir()


def test_a_folder_that_is_not_opened_is_told_and_not_passed_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("交来/华东", "交来/华南"):
        Path(folder).mkdir(parents=True)
        shutil.copy(BAD, folder)
    listed = os.scandir

    def refused(path: Any = ".") -> Any:
        if Path(path).name == "华南":
            raise Refused(5, str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert run(["validate", "交来", "--workers", "0", *AS_OF]) == 3
    assert "KD126 错误 [华南]" in capsys.readouterr().out


# Processes


@pytest.mark.parametrize("cores", [1, 64, 65, 256])
def test_a_command_takes_a_machine_of_any_size(
    cores: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    if sys.platform == "linux":
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    assert run(["validate", str(BAD), *AS_OF]) == 1


SPAWNING = """
from kamdocs.processes import workers
workers.FORK = "spawn"
if __name__ == "__main__":
    from kamdocs.cli import main
    main()
"""
ARCHIVE = "客户编号,客户名称,客户分类\n" + "".join(
    f"KA-{one:03},第{one}电梯有限公司,战略客户\n" for one in range(1, 61)
)


@pytest.mark.parametrize(
    "words",
    [
        ["render", "customer-file", "客户档案.csv", "-o", "更多", "--workers", "2"],
        ["read", "表单", "--against", "客户档案.csv"],
        ["read", "表单", "--format", "json", "--workers", "2"],
        ["verify", "表单"],
    ],
    ids=lambda words: f"{words[0]} {words[-1]}",
)
def test_where_processes_are_not_forked_a_command_says_the_same(words: list[str]) -> None:
    """What a process works with has to be handed over to it there."""
    Path("客户档案.csv").write_text(ARCHIVE, encoding="utf-8")
    Path("spawning.py").write_text(SPAWNING, encoding="utf-8")
    form = ["render", "customer-file", "客户档案.csv", "--customer", "KA-001", "-o", "表单"]
    assert run([*form, *AS_OF]) == 0
    told = []
    for how in (["spawning.py"], ["-m", "kamdocs"]):
        day = [] if words[0] == "verify" else AS_OF
        command = [sys.executable, *how, *words, *day, "--lang", "zh"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        told.append((done.returncode, done.stdout, done.stderr))
        shutil.rmtree("更多", ignore_errors=True)
    assert told[0] == told[1]
    assert "Traceback" not in told[0][2]


# What is printed


class Full(io.RawIOBase):
    """What nothing more goes into: a disk that is full, a pipe whose reader went away."""

    def __init__(self, number: int) -> None:
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        if self.number:
            raise OSError(self.number, os.strerror(self.number))
        return len(content)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EINVAL])
@pytest.mark.parametrize("more", [[], ["--format", "json"]], ids=["text", "json"])
def test_what_cannot_be_printed_is_told(
    number: int, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, err = Full(number), console("gbk")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(pipe), encoding="gbk"))
    monkeypatch.setattr(sys, "stderr", err)
    assert run(["validate", str(BAD), *AS_OF, *more, "--lang", "zh"]) == 3
    pipe.number = 0
    assert shown(err).startswith("KD914 写不出来")


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_json_comes_whole_through_a_pipe_of_powershell(
    encoding: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It takes what is printed for text in the code page, and ``>`` writes that as UTF-16."""
    out = console(encoding)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        assert run(["check", str(BAD), *AS_OF, "--format", "json"]) == 1
    assert run(["check", str(BAD), *AS_OF, "--format", "json", "-o", "直接.json"]) == 1
    Path("经过.json").write_text(shown(out), encoding="utf-16", newline="\r\n")
    through, straight = (json.loads(Path(name).read_bytes()) for name in ("经过.json", "直接.json"))
    assert through == straight
    assert run(["diff", "经过.json", "直接.json", "--lang", "zh"]) == 0


# Paths


def test_a_backslash_before_a_quote_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    r"""``"C:\客户 资料\" --as-of 2026-10-08``, as Windows hands that on."""
    assert run(["validate", 'C:\\客户 资料" --as-of 2026-10-08', "--lang", "zh"]) == 2
    assert "去掉引号前面的“\\”" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no file has such a name there")
def test_a_pattern_may_have_a_quote_in_it_where_files_do() -> None:
    shutil.copy(BAD, '客户"甲".xlsx')
    assert run(["validate", '客户"*.xlsx', *AS_OF]) == 1


def test_it_is_told_of_words_that_are_too_long_for_a_path(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["validate", f'C:\\客户 资料" --why {"甲" * 100}', "--lang", "zh"]) == 2
    assert "去掉引号前面的“\\”" in capsys.readouterr().err


def test_a_path_is_told_as_it_was_typed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "C:\\客户 资料\\交来", "--lang", "zh"]) == 2
    assert "路径“C:\\客户 资料\\交来”不存在" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name", ["C:\\Windows\\a.xlsx", "..\\a.xlsx", "\\\\server\\share\\a.xlsx", "C:a.xlsx"]
)
def test_a_list_of_copies_leads_out_of_no_folder(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {name: {"sha256": "0", "source": "a"}, "华东\\a.xlsx": {"sha256": "0", "source": "a"}}
    Path(copies.MANIFEST).write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(copies, "PurePath", PureWindowsPath)
    assert [name for name, _ in copies._manifest(Path())] == ["华东\\a.xlsx"]
