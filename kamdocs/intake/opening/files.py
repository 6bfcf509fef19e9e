"""Which files are meant by the paths that somebody gave."""

import io
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kamdocs.faults import files_within, real
from kamdocs.filenames import BESIDE, readable
from kamdocs.intake.opening.limits import SAFE, hold_package, hold_size
from kamdocs.intake.opening.sniffing import ENDINGS, NotOpened, format_of, is_office
from kamdocs.lazy import lazy
from kamdocs.packaging import BROKEN, TYPES_PART

NUMBERS = ".numbers"
"""Sheets of Apple Numbers, which are not read, and said not to be."""
_TEXT = ".txt"
"""What Excel makes of a sheet as 文本文件, with tabs; most files of this ending are no sheets."""
_LOOKED_AT = 4096
ARCHIVE, FORM, MAIL = "KD167", "KD168", "KD622"
"""What is said of archives, of forms that were filled in in Word and of mails with attachments."""
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf")
_MAIL = ".eml"
_ATTACHED = lazy(rb"content-disposition:\s*attachment", re.IGNORECASE)
_ATTACHED_BY_OUTLOOK = "__attach_version1.0".encode("utf-16-le")
"""How a .msg calls what is attached to it, in the list of its parts."""
_DOCUMENT = "word/document.xml"
_OF_A_FORM = lazy(rb"<w:tag w:val=\"[a-z_]+\.[a-z_]+[\".=]")
"""A control that is called after a field, as our forms have them."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; ``shown`` is the name by which people are told of it.

    A ``passed`` file is not read because it is no sheet, and is listed as such. ``told`` is the
    code of a finding about a file that is not read (such as a duplicate, then ``like`` names the
    other). ``sent`` are the bytes where the file is read on another machine.
    """

    path: Path
    shown: str
    passed: bool = False
    told: str = ""
    like: str = ""
    sent: bytes | None = field(default=None, repr=False)

    @property
    def size(self) -> int:
        """The size of the file in bytes; OSError where it cannot be told."""
        return self.path.stat().st_size if self.sent is None else len(self.sent)

    def content(self) -> bytes:
        """The bytes of the file; OSError where they cannot be read."""
        return self.path.read_bytes() if self.sent is None else self.sent


def gather(paths: Iterable[Path]) -> list[Source]:
    """The files meant: those named, and all below the folders named, in a steady order.

    A file within a folder is shown by its path from there; where two would be shown alike, as
    many of the folders above go in front as tell them apart. A file that is meant twice is read
    once. A link that leads nowhere is a file that cannot be read.
    """
    paths = list(paths)
    named = {real(path) for path in paths if not path.is_dir()}
    found: dict[Path, tuple[Path, int]] = {}
    for top in sorted({path.absolute() for path in paths}, key=_outermost):
        for path in _below(top):
            steps = max(1, len(path.parts) - len(top.parts))
            found.setdefault(real(path), (real(path.parent) / path.name, steps))
    shown = _told_apart(list(found.values()))
    return sorted(
        (
            _source(path, name, real in named)
            for (real, (path, _)), name in zip(found.items(), shown, strict=True)
        ),
        key=lambda source: source.shown,
    )


def _outermost(path: Path) -> tuple[int, str]:
    return len(path.parts), str(path)


def _told_apart(places: Sequence[tuple[Path, int]]) -> list[str]:
    """For each path its last steps, more of them where two would be alike."""
    steps = [count for _, count in places]
    while True:
        names = [
            Path(*path.parts[-count:]).as_posix()
            for (path, _), count in zip(places, steps, strict=True)
        ]
        times = Counter(names)
        if len(times) == len(names):
            return _readable(names)
        steps = [
            count + 1 if times[name] > 1 else count
            for name, count in zip(names, steps, strict=True)
        ]


def _readable(names: Sequence[str]) -> list[str]:
    """Names as people can read them; where that makes two alike, the bytes of both are told."""
    made = [readable(name) for name in names]
    times = Counter(made)
    return [
        name if times[name] == 1 else ascii(raw)[1:-1]
        for name, raw in zip(made, names, strict=True)
    ]


def _below(path: Path) -> list[Path]:
    """The files in a folder and in all within it, and those of these folders that the system does
    not open: reading them will say why they cannot be read."""
    if not path.is_dir():
        return [path]
    every, refused = files_within(path)
    found = [one for one in every if one.is_file() or _leads_nowhere(one)]
    return sorted([*found, *(Path(fault.filename) for fault in refused)])


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not path.exists()


def _source(path: Path, shown: str, named: bool) -> Source:
    """A file with the ending of a sheet, or one that begins like a workbook, is to be read, and so
    is a text with tabs that was ``named`` outright."""
    suffix = path.suffix.casefold()
    if path.name.startswith(BESIDE):
        return Source(path, shown, passed=True)
    if suffix in ENDINGS or suffix == NUMBERS:
        return Source(path, shown)
    return _by_content(path, shown, named and suffix == _TEXT)


def _by_content(path: Path, shown: str, text: bool) -> Source:
    """A file whose ending is none of a sheet, by what is in it; a ``text`` with tabs may be one.
    What is too large to be looked into is left to its ending."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
            if text and b"\t" in head:
                return Source(path, shown)
            if not is_office(head):
                told = ARCHIVE if head.startswith(_ARCHIVES) else ""
                if path.suffix.casefold() == _MAIL:
                    hold_size(file.seek(0, os.SEEK_END), SAFE)
                    file.seek(0)
                    told = MAIL if _ATTACHED.search(file.read()) else ""
                return Source(path, shown, passed=True, told=told)
            hold_size(file.seek(0, os.SEEK_END), SAFE)
            file.seek(0)
            return _within(path, shown, file.read())
    except OSError:
        return Source(path, shown)  # reading it will say why it cannot be read
    except NotOpened:
        return Source(path, shown, passed=True)


def _within(path: Path, shown: str, content: bytes) -> Source:
    """A package or an OLE file: a workbook, or a form that was filled in, an archive of sheets, or
    of no use here. NotOpened where it holds more than is looked into."""
    hold_package(content, SAFE)
    try:
        format_of(content)
    except NotOpened as fault:
        if fault.code != "KD122":
            return Source(path, shown, passed=True, told=_told(content))
    return Source(path, shown)


def _told(content: bytes) -> str:
    """What is to be said of a package that is no workbook; empty for nothing."""
    if _ATTACHED_BY_OUTLOOK in content:
        return MAIL
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if _DOCUMENT in names:
                return FORM if _OF_A_FORM.search(package.read(_DOCUMENT)) else ""
    except BROKEN:
        return ""
    within = any(PurePosixPath(name).suffix.casefold() in ENDINGS for name in names)
    return ARCHIVE if within and TYPES_PART not in names else ""
