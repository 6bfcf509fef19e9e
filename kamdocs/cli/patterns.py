"""Paths as people type them: files, folders, and patterns for shells that leave those alone."""

import glob
from pathlib import Path

from kamdocs.faults import is_there

WILD = frozenset("*?")
"""The characters of a pattern. Brackets are none: downloads are called 客户档案[1].xlsx."""


def is_pattern(typed: str) -> bool:
    """Whether a path is a pattern such as ``交来/*.xlsx``, ``**/客户*.xls?``."""
    return not WILD.isdisjoint(typed) and not is_there(Path(typed))


def matching(typed: str) -> list[Path]:
    """The files and folders that a pattern means, in the order of their names.

    ``*`` and ``?`` stand for what they stand for in shells, ``**`` for any folders below.
    """
    whole = glob.glob(_plain(typed), recursive=True)  # noqa: PTH207 (Path.glob refuses 客户**.xlsx)
    return [Path(found) for found in sorted(whole)]


def base(typed: str) -> Path:
    """The folder that a pattern starts from: all before its first part with ``*`` or ``?``."""
    folder = Path()
    for part in Path(typed).parts:
        if not WILD.isdisjoint(part):
            break
        folder /= part
    return folder


def _plain(typed: str) -> str:
    return typed.replace("[", "[[]")
