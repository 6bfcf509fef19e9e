"""A folder of documents: only what changed is written, and nobody's own words are lost."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kamdocs.cli.ledger import MANIFEST, Kept, Ledger
from kamdocs.cli.main import run
from kamdocs.faults import SetupFault
from kamdocs.forms import Document
from tests import desk

GOOD = str(desk.example("samples/good"))
RENDER = ("render", "customer-file", GOOD, "--as-of", "2026-10-08", "-o", "f")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _document(name: str = "甲.docx", content: bytes = b"one", subject: str = "KA-1") -> Document:
    return Document("customer-file", name, content, (), subject, "template", "data")


def _keep(*documents: Document, force: bool = False) -> list[Kept]:
    with Ledger(Path("f"), force) as ledger:
        return [ledger.keep(one) for one in documents]


def _stands() -> bytes:
    return Path("f/甲.docx").read_bytes()


def test_only_what_changed_is_written_again() -> None:
    assert _keep(_document()) == [Kept.WRITTEN]
    before = Path("f/甲.docx").stat().st_mtime_ns
    assert _keep(_document()) == [Kept.UNCHANGED]
    assert Path("f/甲.docx").stat().st_mtime_ns == before
    assert _keep(_document(content=b"two")) == [Kept.WRITTEN]
    assert _stands() == b"two"
    Path("f/甲.docx").unlink()
    assert _keep(_document(content=b"two")) == [Kept.WRITTEN]


def test_what_somebody_changed_stays_until_it_is_given_up() -> None:
    _keep(_document())
    Path("f/甲.docx").write_bytes(b"by hand")
    assert _keep(_document()) == [Kept.CHANGED]
    for _ in range(2):  # and is still known to be so the next time
        assert _keep(_document(content=b"two")) == [Kept.OUTDATED]
    assert _stands() == b"by hand"
    assert _keep(_document(content=b"two"), force=True) == [Kept.WRITTEN]
    assert _keep(_document(content=b"three")) == [Kept.WRITTEN]
    assert _stands() == b"three"


def test_what_is_not_ours_stays_too() -> None:
    Path("f").mkdir()
    Path("f/甲.docx").write_bytes(b"theirs")
    assert _keep(_document()) == [Kept.FOREIGN]
    assert _stands() == b"theirs"
    assert not Path("f", MANIFEST).exists()
    Path("f/甲.docx").write_bytes(b"one")
    assert _keep(_document()) == [Kept.UNCHANGED]


def test_what_is_not_made_any_more_goes_with_its_pdf_and_what_somebody_changed_stays() -> None:
    names = [f"{folder}/通知.docx" for folder in ("made", "gone", "changed")]
    with Ledger(Path("f")) as ledger:
        for name in names:
            ledger.keep(_document(name, subject=name))
            ledger.keep_pdf(name, b"one", b"its pdf")
    Path("f/changed/通知.docx").write_bytes(b"by hand")
    with Ledger(Path("f")) as ledger:
        assert ledger.clear_all_but(names[:1]) == []
    left = {str(one.relative_to("f").as_posix()) for one in Path("f").glob("*/*")}
    assert left == {"made/通知.docx", "made/通知.pdf", "changed/通知.docx"}
    assert not Path("f/gone").exists()


def test_a_run_that_was_cut_off_within_a_line_is_known_up_to_there() -> None:
    _keep(_document())
    journal = Path("f/.kamdocs-manifest.part")
    with Ledger(Path("f")) as ledger:
        ledger.keep(_document("乙.docx", subject="KA-2"))
        cut_off = journal.read_bytes() + b'{"file": "\xe4'
    Path("f", MANIFEST).unlink()
    journal.write_bytes(cut_off)
    assert _keep(_document("乙.docx", b"two", "KA-2")) == [Kept.WRITTEN]


def test_the_list_tells_what_a_document_was_made_from() -> None:
    assert run([*RENDER]) == 0
    first = Path("f", MANIFEST).read_bytes()
    listed = json.loads(first)
    assert listed["format"] == "kamdocs-manifest/1"
    names = [one["file"] for one in listed["documents"]]
    assert names == sorted(path.name for path in Path("f").glob("*.docx"))
    assert set(listed["documents"][0]) == {
        "file", "sha256", "form", "subject", "template", "data",
    }  # fmt: skip
    assert len({one["template"] for one in listed["documents"]}) == 1
    assert len({one["data"] for one in listed["documents"]}) == len(names)
    assert run([*RENDER]) == 0
    assert Path("f", MANIFEST).read_bytes() == first


def test_a_name_stays_with_its_subject_whoever_is_chosen() -> None:
    with Ledger(Path("f")) as ledger:
        for subject in ("customer-file KA-1", "customer-file KA-2"):
            name = ledger.names.fresh("甲", ".docx", subject)
            ledger.keep(_document(name, subject.encode(), subject.split()[1]))
    later = Ledger(Path("f")).names
    assert later.fresh("甲", ".docx", "customer-file KA-2") == "甲 (2).docx"
    assert later.fresh("甲", ".docx", "customer-file KA-1") == "甲.docx"
    assert later.fresh("甲", ".docx", "customer-file KA-3") == "甲 (3).docx"


@pytest.mark.parametrize(
    "words",
    [
        "{", "[]", '{"format": "kamdocs-manifest/9", "documents": []}',
        '{"format": "kamdocs-manifest/1", "documents": [{"file": "a/../../a.docx", "sha256": "", '
        '"form": "", "subject": "", "template": "", "data": ""}]}',
        '{"format": "kamdocs-manifest/1", "documents": [{"file": "../a.docx", "sha256": "", '
        '"form": "", "subject": "", "template": "", "data": ""}]}',
        '{"format": "kamdocs-manifest/1", "documents": [{"file": 1}]}',
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_read_stops_the_run(words: str) -> None:
    Path("f").mkdir()
    Path("f", MANIFEST).write_text(words, encoding="utf-8")
    with pytest.raises(SetupFault) as caught:
        Ledger(Path("f"))
    assert caught.value.code == "KD941"


def test_a_second_run_says_what_it_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*RENDER]) == 0
    files = capsys.readouterr().out.splitlines()
    assert run([*RENDER]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == files
    assert f"生成了0份，{len(files)}份没有变化" in said.err
    Path(files[0]).write_bytes(b"by hand")
    assert run([*RENDER]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == files[1:]
    assert f"KD540 提示 [{Path(files[0]).name}]" in said.err
    Path("kamdocs.toml").write_text('company = "甲公司"\n', encoding="utf-8")
    assert run([*RENDER]) == 1
    assert f"KD541 警告 [{Path(files[0]).name}]" in capsys.readouterr().err
    assert Path(files[0]).read_bytes() == b"by hand"
    assert run([*RENDER, "--force"]) == 0
    assert Path(files[0]).read_bytes() != b"by hand"


def test_review_leaves_what_was_changed_by_hand_too(capsys: pytest.CaptureFixture[str]) -> None:
    archive = str(desk.example("samples/good/客户档案-华东.xlsx"))
    review = ("review", archive, "--as-of", "2026-10-08", "-o", "out")
    run([*review])
    edited = min(Path("out/forms").glob("*.docx"))
    edited.write_bytes(b"by hand")
    capsys.readouterr()
    run([*review])
    assert f"KD540 提示 [{edited.name}]" in capsys.readouterr().err
    assert edited.read_bytes() == b"by hand"
    report = json.loads(Path("out/findings.json").read_text(encoding="utf-8"))
    assert edited.name in [one["file"] for one in report["documents"]]


KILLED = """
import os, signal, sys
from kamdocs import outputs
from kamdocs.cli.main import run
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job has none
made, write = [], outputs.write
def slowly(path, content):
    if len(made) == 3:
        (path.parent / ".kamdocs-x.half").write_bytes(content[:100])
        os.kill(os.getpid(), {signal})
    made.append(path)
    write(path, content)
outputs.write = slowly
sys.exit(run({args!r}))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
def test_a_run_that_was_cut_off_leaves_no_halves_and_goes_on(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = KILLED.format(signal=f"signal.{name}", args=list(RENDER))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == (130 if name == "SIGINT" else -signal.SIGKILL), done.stderr
    made = {path: path.read_bytes() for path in Path("f").glob("*.docx")}
    assert len(made) == 3
    Path("kamdocs.toml").write_text('company = "甲公司"\n', encoding="utf-8")
    assert run([*RENDER]) == 0  # ours, though no list was written: all may change
    said = capsys.readouterr()
    assert "KD54" not in said.err
    assert len(said.out.splitlines()) > 3
    assert all(path.read_bytes() != content for path, content in made.items())
    left = sorted(path.name for path in Path("f").iterdir() if path.suffix != ".docx")
    assert left == [MANIFEST]
