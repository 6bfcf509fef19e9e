"""What is otherwise on Windows, as far as it can be seen elsewhere: the code page of consoles, line
ends, names within packages."""

import io
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

import click
import pytest

from kamdocs.cli import consoles
from kamdocs.cli.main import COMMANDS, group, run
from kamdocs.lettering import width
from kamdocs.model import LANGS, Lang
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
