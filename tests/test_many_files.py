"""Many files at once: patterns for shells that leave them alone, order, ledger, progress."""

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from rich.cells import cell_len

from kamdocs.cli import patterns
from kamdocs.cli.main import run
from kamdocs.intake import gather
from kamdocs.model import Lang
from tests import desk

AS_OF = ("--as-of", "2026-10-08")
ARCHIVE = desk.workbook({"customer": "| code |\n| KA-001 |"}, {})


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own, with no configuration above it."""
    monkeypatch.chdir(tmp_path)
    for name in ("KAMDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def put(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(ARCHIVE if name.endswith(".xlsx") else b"x")


def ledger(capsys: pytest.CaptureFixture[str], *paths: str) -> list[str]:
    """The files that a run on some paths read or passed over."""
    run(["validate", *paths, *AS_OF, "--format", "json"])
    return [file["file"] for file in json.loads(capsys.readouterr().out)["files"]]


FILES = ("交来/客户1.xlsx", "交来/客户2.xlsm", "交来/华东/客户3.xlsx", "交来/华东/九月/拜访.xlsx")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["交来/*.xlsx"], ["客户1.xlsx"]),
        (["交来/*.xls?"], ["客户1.xlsx", "客户2.xlsm"]),
        (["**/客户*.xls?"], ["客户1.xlsx", "客户2.xlsm", "客户3.xlsx"]),
        (["交来/**/*.xlsx"], ["客户1.xlsx", "客户3.xlsx", "拜访.xlsx"]),
        (["交来/*"], ["九月/拜访.xlsx", "客户1.xlsx", "客户2.xlsm", "客户3.xlsx"]),
        (["交来/华*"], ["九月/拜访.xlsx", "客户3.xlsx"]),
        (["交来/客户*.xlsx", "交来/客户1.xlsx"], ["客户1.xlsx"]),
        (["交来/客户**.xlsx"], ["客户1.xlsx"]),
    ],
    ids=" ".join,
)
def test_a_pattern_means_the_files_that_match(
    typed: list[str], meant: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    put(*FILES)
    assert ledger(capsys, *typed) == meant


def test_a_whole_path_may_be_a_pattern(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(*FILES)
    assert ledger(capsys, str(tmp_path / "交来" / "*.xlsx")) == ["客户1.xlsx"]


def test_brackets_are_part_of_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    put("客户[1].xlsx", "客户1.xlsx")
    assert ledger(capsys, "客户[1].xlsx") == ["客户[1].xlsx"]
    assert ledger(capsys, "客户[1].*") == ["客户[1].xlsx"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file() -> None:
    assert patterns.is_pattern("交来/*.xlsx")
    assert not patterns.is_pattern("交来/客户[1].xlsx")
    assert patterns.base("交来/九?/*.xlsx") == Path("交来")
    assert patterns.base("*.xlsx") == Path()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "没有与“交来/*.xlsm”相符的文件或文件夹"),
        ("en", "no file or folder matches the pattern “交来/*.xlsm”"),
    ],
)
def test_a_pattern_that_matches_nothing_is_wrong_use(
    lang: Lang, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("交来/客户1.xlsx")
    for command in (["validate"], ["check"], ["review", "-o", "out"]):
        assert run([*command, "交来/*.xlsx", "交来/*.xlsm", "--lang", lang]) == 2
        said = capsys.readouterr()
        assert words in said.err
        assert said.out == ""


def test_a_pattern_finds_the_configuration_beside_what_it_means(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("交来/客户1.xlsx")
    Path("交来/kamdocs.toml").write_text('language = "en"\n', encoding="utf-8")
    run(["validate", "交来/*.xlsx", *AS_OF])
    assert "What was read" in capsys.readouterr().out


def test_what_a_pattern_means_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    put("交来.txt")
    assert run(["validate", "*.txt", "-o", "交来.txt"]) == 2
    assert Path("交来.txt").read_bytes() == b"x"
    capsys.readouterr()


def test_hundreds_of_files_in_a_steady_order(capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"交来/{folder}/旧表{number}.xls" for folder in "甲乙丙" for number in range(300)]
    put(*names, *(f"交来/{number}部/客户档案.xlsx" for number in range(20)))
    for name in names:
        Path(name).write_text(name, encoding="utf-8")
    wanted = sorted(path.relative_to("交来").as_posix() for path in Path("交来").rglob("*.xls*"))
    assert len(wanted) == 920
    assert [source.shown for source in gather([Path("交来")])] == wanted
    assert run(["validate", "交来/**/旧表*.xls", "交来/*部/*.xlsx", *AS_OF]) == 3
    said = capsys.readouterr().out
    assert re.findall(r"^  (\S+\[\S+\])：", said, re.MULTILINE) == [
        f"{folder}/[{name}]" for folder, name in (path.split("/") for path in wanted)
    ]
    assert "KD101 错误 900个文件：" in said
    assert "KD653 提示 19个文件：" in said
    assert "共901个文件（900个没有读取，另有19个跳过），读到1行" in said


LONG = "华东大区江苏分公司苏州办事处客户档案二〇二六年第三季度汇总表修订版"


@pytest.mark.parametrize("width", [80, 50])
def test_the_bar_names_the_file_being_read_and_keeps_its_width(width: int) -> None:
    pty = pytest.importorskip("pty", reason="this system has no such terminals")
    put(*(f"交来/{LONG}[{number}].xlsx" for number in range(12)))
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kamdocs", "validate", "交来", *AS_OF],
        stdout=subprocess.DEVNULL,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": str(width)},
    ):
        os.close(follower)
        shown = b""
        with suppress(OSError):  # the terminal closes with its last writer
            while block := os.read(leader, 4096):
                shown += block
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode("utf-8"))
    lines = [line for line in re.split(r"[\r\n]+", plain) if line]
    assert any("修订版[0].xlsx" in line for line in lines)
    assert all(cell_len(line) <= width for line in lines)
    assert "12/12" in lines[-1]
