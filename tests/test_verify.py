"""``kamdocs verify``: what it says, and what it ends with."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from kamdocs.cli.main import run
from tests import desk
from tests.hostile import LZMA, damaged

GOOD = str(desk.example("samples/good"))
RENDER = ("render", "customer-file", GOOD, "--as-of", "2026-10-08", "-o", "f")
ONE = (*RENDER, "--customer", "KA-001")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("key").write_bytes(bytes(range(32)))
    Path("other").write_bytes(bytes(range(1, 33)))


def _document() -> Path:
    (path,) = Path("f").glob("*.docx")
    return path


def _change(row: int, column: int, words: str) -> None:
    """Write into a cell of the first table, as somebody does who has Word."""
    document = docx.Document(str(_document()))
    cell = document.tables[0].rows[row - 1]._tr.xpath(".//w:tc")[column - 1]
    texts = cell.xpath(".//w:t")
    texts[0].text = words
    document.save(str(_document()))


def _out(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(["verify", "f", *args])
    return code, capsys.readouterr().out


def test_what_was_rendered_is_unchanged(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ONE]) == 0
    code, said = _out(capsys)
    assert (code, said.splitlines()) == (0, [
        "客户档案表_KA-001_苏州云梭电梯有限公司.docx：生成之后没有改过（封签没有密钥）",
        "1份：1份没有改过，0份改过或密钥不符，0份无法核对",
    ])  # fmt: skip
    document = docx.Document(str(_document()))
    document.save(str(_document()))  # another program writes it anew
    assert _out(capsys)[0] == 0


def test_a_changed_field_is_named_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    run([*ONE])
    _change(3, 4, "0512-88888888")
    code, said = _out(capsys, "--lang", "en")
    assert code == 1
    assert said.splitlines()[0].endswith("changed since it was made (the seal has no key)")
    assert "row 3, column 4" in said
    assert "was changed since it was made" in said.splitlines()[1]
    assert said.splitlines()[-1].startswith("1 document: 0 unchanged, 1 changed")
    assert "0512" not in said


def test_the_key_is_looked_at_too(capsys: pytest.CaptureFixture[str]) -> None:
    run([*ONE, "--seal-key", "key"])
    assert "没有核对" in _out(capsys)[1]
    code, said = _out(capsys, "--seal-key", "key")
    assert (code, "密钥相符" in said) == (0, True)
    code, said = _out(capsys, "--seal-key", "other")
    assert (code, "内容没有改过（密钥不符）" in said, "KD960" in said) == (1, True, True)


def test_the_result_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    run([*ONE, "--seal-key", "key"])
    _change(3, 4, "0512-88888888")
    code, said = _out(capsys, "--format", "json", "--seal-key", "key")
    told = json.loads(said)
    (document,) = told["documents"]
    assert (code, told["format"]) == (1, "kamdocs-verify/1")
    assert {name: document[name] for name in ("form", "state", "key")} == {
        "form": "customer-file", "state": "changed", "key": "holds",
    }  # fmt: skip
    assert [one["code"] for one in document["findings"]] == ["KD590"]


def test_what_has_no_seal_cannot_be_judged(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "customer-file", "--blank", "-o", "f"]) == 0
    code, said = _out(capsys)
    assert (code, "没有封签" in said) == (3, True)
    Path("f/empty").mkdir()
    assert run(["verify", "f/empty"]) == 2


@pytest.mark.parametrize("args", [("--combine",), ("--manager", "程雨桐")])
def test_the_documents_of_every_way_are_sealed(
    args: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*RENDER, *args]) == 0
    code, said = _out(capsys)
    assert (code, "没有改过" in said) == (0, True)


def test_review_and_plan_seal_what_they_make(capsys: pytest.CaptureFixture[str]) -> None:
    common = (GOOD, "--as-of", "2026-10-08", "--seal-key", "key")
    run(["review", *common, "-o", "f"])
    run(["plan", *common, "--period", "2026Q4", "-o", "f/plan"])
    code, said = _out(capsys, "--seal-key", "key")
    assert (code, said.splitlines()[-1].count(" 0份")) == (0, 0)
    assert "退回通知" in said
    assert "访问计划.docx" in said


@pytest.mark.parametrize("key", [b"", b"short", b"a" * 40])
def test_a_key_that_anybody_could_guess_is_refused(
    key: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("key").write_bytes(key)
    assert run([*ONE, "--seal-key", "key"]) == 3
    assert "key: KD961" in capsys.readouterr().err
    assert not Path("f").exists()


PAGES = ("docs/en/how-to/sealing.md", "docs/zh/how-to/sealing.md")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _steps(page: str) -> list[str]:
    blocks = BLOCK.findall(desk.example(page).read_text(encoding="utf-8"))
    return [step for block in blocks for step in block.splitlines()]


def test_the_page_can_be_followed(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(GOOD, Path("samples", "good"))
    for step in _steps(PAGES[0]):
        program, *words = shlex.split(step)
        if program == "kamdocs":
            assert run(words) == 0, capsys.readouterr().err
        else:
            subprocess.run([sys.executable, *words], check=True)
    said = capsys.readouterr().out
    for state in ("封签没有密钥", "密钥相符", "没有核对"):
        assert state in said
    assert Path("closed.xlsx").read_bytes().startswith(b"\xd0\xcf\x11\xe0")


def test_both_pages_say_the_same() -> None:
    chinese, english = map(_steps, PAGES)
    assert chinese == english
    for page in PAGES:
        words = desk.example(page).read_text(encoding="utf-8")
        for code in ("KD590", "KD591", "KD592", "KD593", "KD594", "KD595", "KD960"):
            assert code in words


def test_a_form_that_was_packed_another_way_and_damaged_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run([*ONE]) == 0
    document = _document()
    document.write_bytes(damaged(LZMA, document.read_bytes()))
    code, said = _out(capsys)
    assert (code, "KD595" in said) == (3, True)
