"""Files that came more than once: sent on, downloaded again, kept as a 副本, or sent back and
handed in mended."""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kamdocs.intake.captions import names_a_month
from kamdocs.intake.opening import Source
from kamdocs.intake.ours import copied_from
from kamdocs.lazy import lazy
from kamdocs.model import FileReading, Finding, Place
from kamdocs.persons import is_person

SAME = "KD653"
"""What is said of a file that is not read, for another is the same."""
_BEFORE = lazy(r"\A(?:(?:副本|复件|转发|回复|copy of|fwd?|re)(?![a-z])(?:\s*\(\d+\))?[\s_:\-]*)+")
_BEHIND = lazy(r"(?:[\s_\-]*(?:的?副本|复件|(?<![a-z])copy)(?:\s*\d\d?)?(?!\d)|\s*\(\d\d?\))+\Z")
"""What Excel, WPS, Windows, a browser or a mail puts before or behind the name of a file. Longer
numbers are years and months: 状况(202609)."""


def each_once(sources: Iterable[Source]) -> list[Source]:
    """The same files; of those that are the same to the byte, and are called the same but for the
    mark of a copy, one alone is to be read: the one with the fewest such marks in its path.

    Files whose names differ otherwise may speak of another month or person, and stay; so do those
    in folders of two people, or of two months: 张伟 and 李娜, 8月 and 9月.
    """
    every = list(sources)
    alike: dict[tuple[str, int], list[Source]] = {}
    for name, those in _by_name(every).items():
        for source in those if len(those) > 1 else ():
            size = _size(source)
            if size:
                alike.setdefault((name, size), []).append(source)
    first = {
        source.path: kept
        for those in alike.values()
        for same in _by_content(those)
        for source, kept in _copies(same)
    }
    return [
        replace(source, passed=True, told=SAME, like=first[source.path].shown)
        if source.path in first
        else source
        for source in every
    ]


def beside_their_copies(files: Iterable[FileReading]) -> Iterator[Finding]:
    """A note (KD671) on each file that was read though a copy of it, which was sent back with notes
    or repairs, is there too: called the same, or made of a file so called, but for the ending and
    marks of a copy, and in no folder of another person or month."""
    copies: dict[str, list[str]] = {}
    rest: list[str] = []
    for file in files:
        of = next((one for sheet in file.sheets if (one := copied_from(sheet.names))), "")
        if of:
            for name in {_plain(PurePosixPath(one).stem) for one in (of, file.file)}:
                copies.setdefault(name, []).append(file.file)
        elif file.read and file.records:
            rest.append(file.file)
    for shown in rest:
        here = copies.get(_plain(PurePosixPath(shown).stem), ())
        copy = next((one for one in here if _may_be_of_one(shown, one)), None)
        if copy:
            yield Finding("KD671", Place(shown), {"other": Place(copy)})


def _by_name(sources: Iterable[Source]) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for source in sources:
        if not source.passed:
            name = PurePosixPath(source.shown)
            found.setdefault(f"{_plain(name.stem)}{name.suffix.casefold()}", []).append(source)
    return found


def _by_content(sources: Sequence[Source]) -> list[list[Source]]:
    """Those that are the same; what cannot be read is left to its reader to tell."""
    found: dict[bytes, list[Source]] = {}
    for source in sources if len(sources) > 1 else ():
        try:
            digest = hashlib.sha256(source.content()).digest()
        except OSError:
            continue
        found.setdefault(digest, []).append(source)
    return [those for those in found.values() if len(those) > 1]


def _copies(same: Sequence[Source]) -> Iterator[tuple[Source, Source]]:
    """The files among some that are the same of which another is kept, each with that."""
    kept: list[Source] = []
    for source in sorted(same, key=_marks):
        other = next((one for one in kept if _may_be_of_one(source.shown, one.shown)), None)
        if other is None:
            kept.append(source)
        else:
            yield source, other


def _may_be_of_one(file: str, other: str) -> bool:
    """Whether no folder tells that two files speak of different persons or months."""
    here, there = _folders(file), _folders(other)
    return here <= there or here >= there


def _folders(file: str) -> frozenset[str]:
    """The folders in which a file stands that tell of whom or of when it speaks."""
    folders = map(_narrow, PurePosixPath(file).parts[:-1])
    return frozenset(one for one in folders if is_person(one) or names_a_month(one))


def _size(source: Source) -> int:
    try:
        return source.size
    except OSError:
        return 0


def _narrow(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _plain(name: str) -> str:
    """A name without the marks of a copy; one that is nothing else stays."""
    narrow = _narrow(name)
    return _BEHIND.sub("", _BEFORE.sub("", narrow)).strip() or narrow


def _marks(source: Source) -> tuple[int, str]:
    """How many steps of a path tell of a copy, and the path."""
    *folders, file = PurePosixPath(source.shown).parts
    names = [*folders, PurePosixPath(file).stem]
    marked = sum(bool(_BEFORE.match(one) or _BEHIND.search(one)) for one in map(_narrow, names))
    return marked, source.shown
