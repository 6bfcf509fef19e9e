"""Word documents that were made to do harm, read back in one run of the command: each has its word,
those beside it are read, and nothing of the machine is told."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import DOCUMENTS, document
from tests.test_hostile import FOUR_GB, RUN, SETTINGS

NAMES = {title: f"{number + 100}.docx" for number, title in enumerate(DOCUMENTS)}
SOUND = ("0-sound.docx", "9-sound.docx")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run says of all of them, and of a sound document before and behind."""
    if sys.platform == "win32":
        pytest.skip("no limits on memory here")
    folder = tmp_path_factory.mktemp("hostile") / "in"
    folder.mkdir()
    (folder.parent / "kamdocs.toml").write_text(SETTINGS, encoding="utf-8")
    for name in SOUND:
        (folder / name).write_bytes(document())
    for title, name in NAMES.items():
        (folder / name).write_bytes(DOCUMENTS[title].make())
    secret = folder.parent / "passwords.txt"
    secret.write_text("1\n", encoding="utf-8")
    args = ["read", str(folder), "--format", "json", "--full", "--as-of", "2026-10-08"]
    args += ["--password-file", str(secret), "--workers", "2"]
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(most=FOUR_GB, args=args)],
        capture_output=True,
        cwd=folder,
        timeout=300,
    )
    assert (done.returncode, done.stderr.decode()) == (3, "")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_each_file_is_in_the_ledger(told: dict[str, Any]) -> None:
    assert [one["file"] for one in told["files"]] == sorted([*SOUND, *NAMES.values()])


@pytest.mark.parametrize("title", DOCUMENTS)
def test_each_has_its_word(title: str, told: dict[str, Any]) -> None:
    (file,) = [one for one in told["files"] if one["file"] == NAMES[title]]
    found = {one["code"] for one in told["findings"] if one["place"]["file"] == NAMES[title]}
    wanted = DOCUMENTS[title].codes
    assert found & wanted or (file["read"] and ("" in wanted or not wanted)), (file["read"], found)


@pytest.mark.parametrize("name", SOUND)
def test_those_beside_them_are_read(name: str, told: dict[str, Any]) -> None:
    (file,) = [one for one in told["files"] if one["file"] == name]
    assert file["read"]


def test_nothing_of_this_machine_is_in_the_report(told: dict[str, Any]) -> None:
    assert "root:" not in json.dumps(told)
    assert not Path("/tmp/kamdocs-climbed").exists()
