"""Commands and files that a page for users shows, and where they are run."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import desk

_FAULTY = ("samples/2026Q3", "samples/bad/email", "samples/delivery")
"""Samples that have errors."""


class Block(NamedTuple):
    """A block of a page: its language, the name of the file that it is (or nothing), and the words
    in it; ``shown`` is what a shell block is said to print, as it stands below it, and ``at`` where
    on the page that is."""

    language: str
    title: str
    body: str
    shown: str
    at: tuple[int, int]


_FENCE = r'^```{}(?: title="([^"]+)")?\n(.*?)^```$'
BLOCK = re.compile(
    _FENCE.format(r"(\w+)") + r"(?:\n\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL
)


def blocks(words: str) -> Iterator[Block]:
    """All blocks of a page but the outputs below others."""
    for found in BLOCK.finditer(words):
        language, title, body, shown = found.groups(default="")
        yield Block(language, title, body, shown, found.span(4))


def commands(block: Block) -> list[str]:
    """What a shell block has kamdocs do, without ``kamdocs`` and any ``.venv`` before it."""
    if block.language != "sh":
        return []
    parts = [part.strip() for line in block.body.splitlines() for part in line.split("&&")]
    words = [part.removeprefix(".venv/bin/") for part in parts]
    return [one.removeprefix("kamdocs ") for one in words if one.startswith("kamdocs ")]


def wanted_code(command: str, code: int) -> int:
    """The exit code that a command has to end with; ``code`` is what it ended with."""
    if command.split()[0] == "doctor":
        return 1 if code == 1 else 0  # a machine without fonts for Chinese, say
    worse = command.startswith("diff ") and "mended" not in command
    faulty = worse or any(sheets in command for sheets in _FAULTY)
    return 1 if faulty and not command.startswith("render") else 0


def printed(words: str) -> str:
    """What a command printed, with slashes in paths as a page shows them."""
    return words.replace(os.sep, "/")


def working_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with copies of the samples and schemas, to work in."""
    for name in ("samples", "schemas"):
        shutil.copytree(desk.example(name), folder / name)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(os, "environ", {**os.environ})
    return folder
