"""What doctor says of a computer: what works, and what does not, one trouble after the other."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from kamdocs.cli import consoles, examining, fonts
from kamdocs.cli.main import run
from kamdocs.faults import SetupFault
from kamdocs.words.codes import CODES

AS_OF = ("--as-of", "2026-10-08")
Patch = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(autouse=True)
def _all_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer in China on which all is well, and a folder with a configuration."""
    monkeypatch.chdir(tmp_path)
    Path("kamdocs.toml").write_text('language = "zh"\npolicies = ["standard"]\n', encoding="utf-8")
    china = datetime(2026, 10, 8, 9, tzinfo=timezone(timedelta(hours=8)))
    monkeypatch.setattr("kamdocs.cli.options.now", lambda: china)
    monkeypatch.setattr("kamdocs.office.office", lambda: Path("soffice"))
    monkeypatch.setattr(examining, "chinese_fonts", lambda: [fonts._FILES["simsun"]])
    monkeypatch.setattr("webbrowser.get", lambda: "browser")
    monkeypatch.setattr("shutil.which", {"kamdocs": "/bin/kamdocs"}.get)
    monkeypatch.setattr("kamdocs.processes.watching.free_memory", lambda: 8 << 30)
    monkeypatch.setattr("importlib.metadata.requires", lambda _: ["click>=8", "ruff; extra == 'x'"])


def said(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[dict[str, Any]]]:
    code = run(["doctor", *AS_OF, "--format", "json", *more])
    return code, json.loads(capsys.readouterr().out)


def test_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    code, found = said(capsys)
    assert [one["code"] for one in found if one["code"]] == []
    assert code == 0
    whats = [one["what"]["en"] for one in found]
    assert whats == [
        *("Python", "libraries", "the command kamdocs", "encoding of the console"),
        *("encoding of file names", "time zone", "fonts for Chinese", "LibreOffice", "browser"),
        *("working folder", "temporary folder", "memory", "configuration", "policies"),
        "Word forms",
    ]
    assert found[-2]["found"]["zh"] == "客户标准管理制度（standard v1）"
    assert run(["doctor", *AS_OF, "--lang", "en"]) == 0
    assert "wrong" not in capsys.readouterr().out


def nothing(*_: object) -> Any:
    raise SetupFault("KD945")


def no_browser() -> Any:
    import webbrowser

    raise webbrowser.Error("none")


def refuse(*_: object, **__: object) -> Any:
    raise PermissionError(13, "no")


TROUBLES: list[tuple[str, int, str, Any]] = [
    ("KD632", 1, "importlib.metadata.requires", lambda _: ["click>=99", "no-such-library>=1"]),
    ("KD633", 1, "kamdocs.cli.examining.chinese_fonts", list),
    ("KD634", 0, "kamdocs.office.office", nothing),
    ("KD635", 0, "webbrowser.get", no_browser),
    ("KD636", 1, "kamdocs.cli.consoles.shows", lambda *_: False),
    ("KD637", 0, "kamdocs.cli.options.now", lambda: datetime(2026, 10, 8, tzinfo=UTC)),
    ("KD638", 1, "pathlib.Path.touch", refuse),
    ("KD638", 1, "kamdocs.outputs.temporary", lambda: Path("nowhere")),
    ("KD639", 1, "kamdocs.processes.watching.free_memory", lambda: 1 << 30),
    ("KD640", 1, "sys.getfilesystemencoding", lambda: "ascii"),
    ("KD642", 0, "shutil.which", lambda _: None),
]


@pytest.mark.parametrize(
    ("code", "exit_code", "what", "other"), TROUBLES, ids=[f"{t[0]} {t[2]}" for t in TROUBLES]
)
def test_each_trouble_is_told_with_what_it_matters_for(
    code: str,
    exit_code: int,
    what: str,
    other: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(what, other)
    ended, found = said(capsys)
    assert {one["code"] for one in found if one["code"]} == {code}
    assert ended == exit_code
    told = next(one for one in found if one["code"] == code)
    assert CODES[code].mend.zh in told["text"]["zh"]
    assert "：" in told["text"]["zh"].splitlines()[0]


def test_a_browser_is_found_by_its_program_where_no_desktop_tells_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("webbrowser.get", no_browser)
    programs = {"kamdocs": "/bin/kamdocs", "firefox": "/usr/bin/firefox"}
    monkeypatch.setattr("shutil.which", programs.get)
    _, found = said(capsys)
    told = next(one for one in found if one["what"]["en"] == "browser")
    assert (told["code"], told["found"]["zh"]) == (None, "/usr/bin/firefox")


def test_without_a_configuration_it_leads_to_init(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kamdocs.toml").unlink()
    ended, found = said(capsys)
    assert (ended, [one["code"] for one in found if one["code"]]) == (0, ["KD641"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("company = 3\nlanguag = 'zh'\n", "KD907"),
        ("policies = ['no-such']\n", "KD912"),
        ("policies = ['own.yaml']\n", "KD909"),
        ("[forms]\nfolder = 'nowhere'\n", "KD912"),
        ("[headings.customer]\n'甲方' = '无此栏目'\n", "KD909"),
    ],
)
def test_a_configuration_or_policy_that_will_not_do_ends_with_3(
    words: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("kamdocs.toml").write_text(words, encoding="utf-8")
    own = "extends: standard\npolicy: {id: own, title: {zh: 甲, en: A}, version: '1'}\n"
    bad = "rules: [{id: dealings-recorded, need: [no_such_field]}]\n"
    Path("own.yaml").write_text(own + bad, encoding="utf-8")
    ended, found = said(capsys)
    assert code in [one["code"] for one in found]
    assert ended == 3
    run(["doctor", *AS_OF])
    out = capsys.readouterr()
    assert code in out.out
    assert "Traceback" not in out.out + out.err


def test_it_speaks_english_where_the_console_has_no_chinese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    consoles.fit(out)
    monkeypatch.setattr(sys, "stdout", out)
    assert run(["doctor", *AS_OF, "--lang", "zh"]) == 1
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    assert b"PYTHONUTF8=1" in out.buffer.getvalue()


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    run(["doctor", *AS_OF])
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (["simsun.ttc", "SIMHEI.TTF", "arial.ttf"], ["宋体", "黑体"]),
        (["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"], ["Noto黑体"]),
        (["simsun.txt", "readme"], []),
    ],
)
def test_fonts_are_known_by_their_files(
    files: list[str], wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_files", lambda: [Path("fonts", name) for name in files])
    assert [one.zh for one in fonts.chinese_fonts()] == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="fontconfig is of other systems")
@pytest.mark.parametrize(
    "failing", [refuse, lambda *_, **__: (_ for _ in ()).throw(subprocess.TimeoutExpired("", 20))]
)
def test_fonts_are_looked_for_in_their_folders_where_fontconfig_does_not_answer(
    failing: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "simkai.ttf").touch()
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", failing)
    monkeypatch.setattr(fonts, "_folders", lambda: [tmp_path])
    assert [one.zh for one in fonts.chinese_fonts()] == ["楷体"]


def test_a_user_without_a_home_has_no_fonts_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> Any:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("pathlib.Path.home", unknown)
    assert isinstance(fonts.chinese_fonts(), list)


def test_a_copied_folder_that_was_never_installed_is_told_to_be_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def unknown(_: str) -> Any:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.requires", unknown)
    monkeypatch.setattr("importlib.metadata.version", unknown)
    ended, found = said(capsys)
    (told,) = (one for one in found if one["code"])
    assert (ended, told["code"], told["found"]["en"]) == (1, "KD632", "kamdocs")
