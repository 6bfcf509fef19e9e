"""One folder with everything in it, through the command line: each file is accounted for."""

import io
import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from kamdocs.cli.main import run
from kamdocs.model import LANGS, Lang, Place
from kamdocs.words import phrases
from tests import mixed

AS_OF = ("--as-of", "2026-10-08")
OLE = b"\xd0\xcf\x11\xe0"
NEED_A_PASSWORD = {"加密.xlsx", "加密.xls"}


@dataclass(frozen=True)
class Desk:
    """The folder that was handed in, and the file with the passwords."""

    folder: Path
    passwords: Path

    @property
    def names(self) -> set[str]:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix() for path in found}

    def state(self) -> dict[str, tuple[bytes, int]]:
        paths = {name: self.folder / name for name in self.names}
        return {name: (one.read_bytes(), one.stat().st_mtime_ns) for name, one in paths.items()}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("mixed")
    mixed.fill(home / "交来", home / "office")
    passwords = home / "密码.txt"
    passwords.write_text("\n".join(mixed.PASSWORDS) + "\n", encoding="utf-8")
    return Desk(home / "交来", passwords)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KAMDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def validated(
    capsys: pytest.CaptureFixture[str], folder: Path, *options: object, code: int = 3
) -> str:
    """What is printed on a folder; nothing of it is a traceback."""
    assert run(["validate", str(folder), *AS_OF, *map(str, options)]) == code
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return said.out


def report(
    capsys: pytest.CaptureFixture[str], folder: Path, *options: object, code: int = 3
) -> dict[str, Any]:
    said = validated(capsys, folder, "--format", "json", *options, code=code)
    whole: dict[str, Any] = json.loads(said)
    return whole


def test_there_are_many_kinds_of_files(handed_in: Desk) -> None:
    assert len(handed_in.names) >= 50
    assert len({Path(name).suffix for name in handed_in.names}) >= 14


@pytest.mark.parametrize("lang", LANGS)
def test_every_file_stands_in_the_ledger_once(
    handed_in: Desk, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    said = validated(capsys, handed_in.folder, "--lang", lang)
    ledger = said.partition(f"\n{phrases.READ.say(lang)}\n")[2].partition("\n\n")[0]
    stop = "：" if lang == "zh" else ": "
    told = Counter(line.strip().partition(stop)[0] for line in ledger.splitlines())
    assert told == {str(Place(name)): 1 for name in handed_in.names}


@pytest.mark.parametrize("lang", LANGS)
def test_the_same_folder_gives_the_same_words(
    handed_in: Desk, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    for options in (("--lang", lang), ("--lang", lang, "--format", "json"), ("--full",)):
        first = validated(capsys, handed_in.folder, *options)
        assert validated(capsys, handed_in.folder, *options) == first


@pytest.mark.parametrize("given", [False, True], ids=["no passwords", "passwords"])
def test_of_what_is_not_read_exactly_the_reason_is_told(
    handed_in: Desk, given: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--password-file", handed_in.passwords) if given else ()
    whole = report(capsys, handed_in.folder, *options)
    locked = set() if given else NEED_A_PASSWORD
    wanted = {**mixed.UNREADABLE, **dict.fromkeys(locked, "KD122")}
    unread = {file["file"] for file in whole["files"] if not file["read"]}
    assert unread == set(wanted)
    found: dict[str, list[str]] = {}
    for finding in whole["findings"]:
        found.setdefault(finding["place"]["file"], []).append(finding["code"])
    assert {name: found[name] for name in unread} == {name: [code] for name, code in wanted.items()}
    passed = {file["file"] for file in whole["files"] if file["passed_over"]}
    assert passed == mixed.NO_SHEETS
    assert not passed & found.keys()
    read = {file["file"]: file for file in whole["files"] if file["read"] and file["sheets"]}
    assert read.keys() == handed_in.names - unread - passed
    assert all(any(sheet["rows"] for sheet in file["sheets"]) for file in read.values())
    assert found.keys() >= mixed.FAULTY.keys() - {"wps.et"}


# The copies beside


def copied(folder: Path) -> list[Path]:
    """The workbooks in a folder of copies, without the list that is kept of them."""
    return [path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."]


def names_of(copies: list[Path]) -> list[str]:
    """The names of what was copied; a number tells two apart that had other endings."""
    return sorted(path.stem.partition(" (")[0] for path in copies)


def opened(path: Path) -> openpyxl.Workbook:
    """A copy as Excel would open it, with the password of the original where it has one."""
    content = path.read_bytes()
    if not content.startswith(OLE):
        return openpyxl.load_workbook(io.BytesIO(content))
    for password in mixed.PASSWORDS:
        book, plain = OOXMLFile(io.BytesIO(content)), io.BytesIO()
        with suppress(InvalidKeyError):
            book.load_key(password=password)
            book.decrypt(plain)
            return openpyxl.load_workbook(plain)
    raise AssertionError(path)


@pytest.fixture(scope="module")
def copies(handed_in: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the annotated and the fixed copies, made in one run."""
    home = tmp_path_factory.mktemp("copies")
    before = handed_in.state()
    words = ["validate", str(handed_in.folder), *AS_OF, "--lang", "zh"]
    words += ["-o", str(home / "report.txt")]
    words += ["--annotate", str(home / "批注"), "--fix", str(home / "修改")]
    assert run([*words, "--password-file", str(handed_in.passwords)]) == 3
    assert handed_in.state() == before
    return home


def test_what_is_to_be_mended_or_looked_at_is_annotated(
    handed_in: Desk, copies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = report(capsys, handed_in.folder, "--password-file", handed_in.passwords)
    remarked = {
        place["file"]
        for finding in whole["findings"]
        if finding["level"] != "note" or finding["code"] == "KD118"
        for place in (finding["place"], *finding["facts"].get("places", ()))
    }
    could = {file["file"] for file in whole["files"] if file["format"]}
    made = copied(copies / "批注")
    assert names_of(made) == sorted(Path(name).stem for name in remarked & could)
    for path in made:
        front = opened(path).worksheets[0]
        assert front.title == "校验结果", path
        assert front.max_row >= 5


def test_all_that_was_read_is_there_fixed_and_no_worse(
    handed_in: Desk, copies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--password-file", handed_in.passwords)
    whole = report(capsys, handed_in.folder, *options)
    read = [file for file in whole["files"] if file["read"] and not file["passed_over"]]
    made = copied(copies / "修改")
    assert names_of(made) == sorted(Path(file["file"]).stem for file in read)
    submitted = {content for content, _ in handed_in.state().values()}
    changed = [path for path in made if path.read_bytes() not in submitted]
    assert names_of(changed) == ["写得乱", "写得乱", "错得多"]
    for path in changed:
        assert opened(path).worksheets[0].title == "修改记录"
    again = report(capsys, copies / "修改", *options, code=1)
    assert rows(again["files"]) == rows(read)
    unread = set(mixed.UNREADABLE)
    old = Counter(one["code"] for one in whole["findings"] if one["place"]["file"] not in unread)
    new = Counter(one["code"] for one in again["findings"])
    assert new == old  # nothing is put right that a finding asks somebody to check


def rows(files: list[dict[str, Any]]) -> list[int]:
    """How many rows the sheets gave."""
    return sorted(sheet["rows"] for file in files for sheet in file["sheets"] if sheet["kind"])
