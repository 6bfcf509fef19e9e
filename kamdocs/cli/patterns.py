"""Paths as people type them: files, folders, and patterns, which shells of Windows leave to the
program."""

import glob
from pathlib import Path

from kamdocs.faults import is_there

_WILD = frozenset("*?")
"""The characters of a pattern. Brackets are not among them: downloads are called
客户档案[1].xlsx."""


def is_pattern(typed: str) -> bool:
    """Whether what was typed is a pattern such as ``交来/*.xlsx`` or ``**/客户*.xls?``, and not the
    name of something that exists."""
    return not _WILD.isdisjoint(typed) and not is_there(Path(typed))


def matching(typed: str) -> list[Path]:
    """The files and folders that a pattern matches, in the order of their names. ``*`` and ``?``
    mean the same as in shells, ``**`` any folders below."""
    whole = glob.glob(_plain(typed), recursive=True)  # noqa: PTH207 (Path.glob refuses 客户**.xlsx)
    return [Path(found) for found in sorted(whole)]


def base(typed: str) -> Path:
    """The folder from which a pattern starts: all before its first part with ``*`` or ``?``."""
    folder = Path()
    for part in Path(typed).parts:
        if not _WILD.isdisjoint(part):
            break
        folder /= part
    return folder


def _plain(typed: str) -> str:
    return typed.replace("[", "[[]")
