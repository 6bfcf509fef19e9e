"""Word documents that were made to do harm, read back in one run of the command: each has its word,
those beside it are read, and nothing of the machine is told."""

from typing import Any

import pytest

from tests.hostile import DOCUMENTS, document
from tests.hostile_run import file_in, hold_silence, hold_word, names_of, told_of

NAMES = names_of(DOCUMENTS)
SOUND = ("0-sound.docx", "9-sound.docx")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one run says of all of them, and of a sound document before and behind."""
    top = tmp_path_factory.mktemp("hostile")
    secret = top / "passwords.txt"
    secret.write_text("1\n", encoding="utf-8")
    sound = dict.fromkeys(SOUND, document())
    return told_of(top, "read", DOCUMENTS, sound, "--password-file", str(secret))


@pytest.mark.parametrize("title", DOCUMENTS)
def test_each_has_its_word(title: str, told: dict[str, Any]) -> None:
    hold_word(told, NAMES[title], DOCUMENTS[title].codes)


@pytest.mark.parametrize("name", SOUND)
def test_those_beside_them_are_read(name: str, told: dict[str, Any]) -> None:
    assert file_in(told, name)["read"]


def test_nothing_of_this_machine_is_in_the_report(told: dict[str, Any]) -> None:
    hold_silence(told)
