"""Links from the workbook to the place of a finding: file, sheet and cell."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath

from kamdocs.faults import real
from kamdocs.model import Place, column_letters

_LONGEST = 2000
"""The most characters of a link; Excel allows 2,079."""
_MARKS = frozenset('%#?"<>[]^`{}\\| ')
"""The characters that have to be escaped in a link; letters of any script need not be."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links to files by the names under which they are shown. ``targets`` are paths relative to the
    folder of the workbook, with forward slashes, or whole paths."""

    targets: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def between(cls, folder: Path, files: Iterable[tuple[str, Path]]) -> "Links":
        """Links from a workbook in a folder to files, given by the names under which they are
        shown."""
        return cls({shown: _from(folder, path) for shown, path in files})

    def to(self, place: Place | None) -> str:
        """The link to a place, as XlsxWriter takes it; empty where there is no target. A row or a
        sheet is linked to by its first cell, a document or file as a whole."""
        target = self.targets.get(place.file) if place else None
        if not place or not target:
            return ""
        link = f"external:{_as_link(target)}"
        if place.sheet and not place.in_document:
            link += f"#{location(place)}"
        return link if len(link.encode("utf-16-le")) <= 2 * _LONGEST else ""


def location(place: Place) -> str:
    """A cell within a workbook: ``'Sheet'!C3``."""
    sheet = place.sheet.replace("'", "''")
    return f"'{sheet}'!{column_letters(place.column or 1)}{place.row or 1}"


def _from(folder: Path, path: Path) -> str:
    """The path from a folder to a file; the whole path where they are on different drives."""
    try:
        beside = PurePath(os.path.relpath(real(path), real(folder))).as_posix()
    except ValueError:
        return real(path).as_posix()
    drive_like = len(beside) == 1 or beside[1] == ":"
    return f"./{beside}" if drive_like else beside


@lru_cache(maxsize=1024)
def _as_link(target: str) -> str:
    return "".join(map(_escaped, target))


def _escaped(char: str) -> str:
    if char in _MARKS or not char.isprintable():
        return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))
    return char
