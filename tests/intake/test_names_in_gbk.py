"""Names of files in another encoding than the system's: those that were packed on Windows in GBK
and unpacked on Linux."""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from kamdocs.cli.main import run
from kamdocs.filenames import COPIES
from kamdocs.intake import gather
from tests import desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it takes no such names")
RUNS = {
    "review": ["review", "in", "--as-of", "2026-10-08", "--period", "2026Q3", "-o", "out"],
    "plan": ["plan", "in", "--as-of", "2026-10-08", "--period", "2026Q4", "-o", "out"],
    "letters": ["render", "return-notice", "in", "--as-of", "2026-10-08", "-o", "out"],
    "copies": ["validate", "in", "--as-of", "2026-10-08", "--annotate", "out"],
}


def in_gbk(name: str) -> str:
    return os.fsdecode(name.encode("gbk"))


def written(folder: Path) -> dict[str, bytes]:
    made = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in made}


def made(words: list[str]) -> dict[str, bytes]:
    assert run(words) in (0, 1)
    found = written(Path("out"))
    shutil.rmtree("out")
    return found


@pytest.mark.parametrize("words", RUNS.values(), ids=RUNS)
def test_what_is_made_of_them_is_the_same(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """But for the links that lead to them, as they are really called."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(desk.example("samples/2026Q3"), "in")
    plain, said = made(words), capsys.readouterr()
    for path in list(Path("in").iterdir()):
        path.rename(path.with_name(in_gbk(path.name)))
    other = made(words)
    assert capsys.readouterr() == said
    linked = {"findings.xlsx", "report.html", "index.html", COPIES}
    assert {name: one for name, one in other.items() if name not in linked} == {
        name: one for name, one in plain.items() if name not in linked
    }
    assert other.keys() == plain.keys()


def test_they_are_told_as_they_are_read_and_never_alike(tmp_path: Path, capsys: Any) -> None:
    names = ["客户.csv", in_gbk("客户.csv"), in_gbk("拜访.csv"), os.fsdecode(b"\xff\xfe.csv")]
    for name in names:
        (tmp_path / name).write_text("客户编号,客户名称\nKA-1,甲\n", encoding="utf-8")
    assert {one.shown: one.path.name for one in gather([tmp_path])} == {
        r"\u5ba2\u6237.csv": names[0],
        r"\udcbf\u037b\udca7.csv": names[1],
        "拜访.csv": names[2],
        r"\udcff\udcfe.csv": names[3],
    }
    assert run(["validate", str(tmp_path), "--format", "json", "--as-of", "2026-10-08"]) == 1
    assert len(json.loads(capsys.readouterr().out)["files"]) == len(names)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a name in GBK to work in."""
    made = tmp_path / in_gbk("客户资料")
    made.mkdir()
    monkeypatch.chdir(made)
    return made


def test_doctor_says_what_works_in_a_folder_with_such_a_name(folder: Path, capfd: Any) -> None:
    assert run(["doctor", str(folder), "--format", "json", "--as-of", "2026-10-08"]) in (0, 1)
    found = json.loads(capfd.readouterr().out)
    told = next(one for one in found if one["what"]["en"] == "working folder")
    assert "客户资料：能写" in told["found"]["zh"]


def test_a_company_begins_in_a_folder_with_such_a_name(folder: Path) -> None:
    begun = ["--company", "甲", "--policy", "standard", "--as-of", "2026-10-08", "--lang", "zh"]
    assert run(["init", ".", *begun]) == 0
    (guide,) = Path().glob("*.txt")
    assert f"{os.sep}客户资料" in guide.read_text(encoding="utf-8-sig")
