"""Writing copies of what was handed in into a folder, and saying what was made."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import InitVar, asdict, dataclass, field
from functools import cached_property
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING

import click

from kamdocs import filenames, intake, outputs
from kamdocs.cli.locking import Lock, lockable, say_bare
from kamdocs.faults import SetupFault, real, reason
from kamdocs.intake.copies import About, Made, Remark, annotated_copy, fixed_copy
from kamdocs.model import Finding, Lang, Level, Report, Text, joined, listed
from kamdocs.reports import Line
from kamdocs.reports.causes import asks_for_something, places_of
from kamdocs.sheets import Schemas

if TYPE_CHECKING:
    from kamdocs.cli.returning import Returning

MANIFEST = filenames.COPIES
"""Which copies earlier runs wrote into a folder: of which file each is, and its hash."""
_JOURNAL = ".kamdocs-copies.part"
"""Those that a run is about to write; read again where it was cut off."""

_ANNOTATED = Text("已批注：{file}（{counts}）", "annotated: {file} ({counts})")
_FIXED = Text("已修改：{file}", "repaired: {file}")
_UNCHANGED = Text("没有可代改的，照原样复制：{file}", "nothing to repair, copied as it is: {file}")
_THE_REST = Text(
    "没有可代改的，照原样复制：{count}个文件",
    "nothing to repair, copied as they are: {count:file|files}",
)
_CONVERTED = Text(
    "原文件{source}不能直接修改，做成了内容相同的.xlsx",
    "as an .xlsx, for {source} itself cannot be changed",
)
_RENAMED = Text("原文件是{source}", "made from {source}")
_COUNTS = Text(
    "错误{errors}，警告{warnings}，提示{notes}",
    "errors {errors}, warnings {warnings}, notes {notes}",
)
_CHANGED = Text(
    "读取之后文件变了，没有做副本：{file}", "changed since it was read, no copy made: {file}"
)
_SHARED = Text(
    "有几位客户经理的行，副本不附给其中任何一位（要附就加--whole-files）：{files}",
    "with rows of several account managers, so no copy goes to any of them (--whole-files would "
    "do that): {files}",
)
_NONE = Text("没有要批注的文件", "there is nothing to annotate")
_FOREIGN = Text(
    "那里已有同名的文件，不是上次生成的副本，或者后来改过",
    "a file of that name is there, which is no copy made earlier or was changed since",
)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy that was made: its hash, and its file as seen from the folder of the copies."""

    sha256: str
    source: str


@dataclass
class Copies:
    """The copies of one run in one folder: written there, and named in its manifest.

    ``sources`` are all files of the run; the copies of others stay, for people work file by file.
    With a ``lock`` they are closed by it; ``bare`` are those that it does not fit, which are not
    written. ``held`` are those that stay as they were, since another program has them open.
    """

    folder: Path
    sources: InitVar[Iterable[intake.Source]]
    lock: Lock | None
    bare: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    made: dict[str, _Copy] = field(default_factory=dict)
    _before: dict[str, _Copy] = field(init=False)
    _kept: dict[str, _Copy] = field(init=False)
    _ours: set[tuple[str, str]] = field(init=False)

    def __post_init__(self, sources: Iterable[intake.Source]) -> None:
        here = {_seen_from(self.folder, source.path) for source in sources}
        known = [*_manifest(self.folder), *_cut_off(self.folder)]
        self._before = dict(known)
        self._ours = {(name, copy.sha256) for name, copy in known}
        self._kept = {
            name: copy
            for name, copy in self._before.items()
            if copy.source not in here and (self.folder / copy.source).exists()
        }

    def write(self, source: Path, shown: str, ending: str, content: bytes) -> Path | None:
        """Write the copy of a file under the path by which it is shown, with the ending that fits;
        None where another program has open what is there.

        SetupFault KD914 where a file of that name is there that no earlier run wrote.
        """
        name = self._free(PurePosixPath(shown).with_suffix(ending))
        path = self.folder / name
        content = self.lock.closed(content) if self.lock else content
        digest = hashlib.sha256(content).hexdigest()
        copy = _Copy(digest, _seen_from(self.folder, source))
        try:
            if path.exists() and _hash_of(path) != digest and not self._wrote(name):
                raise SetupFault("KD914", {"reason": _FOREIGN}, str(path))
            self._jot(name, copy)
            outputs.write(path, content)
        except outputs.Held:
            self._leave(name)
            return None
        self.made[name] = copy
        return path

    def _leave(self, name: str) -> None:
        """A copy stays; the next run has to know it still."""
        self.held.append(name)
        if name in self._before:
            self._kept[name] = self._before[name]

    def _wrote(self, name: str) -> bool:
        """Whether a file is as an earlier run wrote it."""
        return (name, _hash_of(self.folder / name)) in self._ours

    def _jot(self, name: str, copy: _Copy) -> None:
        path = self.folder / _JOURNAL
        outputs.make_folder(self.folder)
        with outputs.told(path), path.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps({name: asdict(copy)}) + "\n")

    def _free(self, wanted: PurePosixPath) -> str:
        """The name, or one with a number where two files would have one: for they differ in their
        ending, or the copy of a file that is none of this run has it."""
        name, number = str(wanted), 1
        taken = {one.casefold() for one in (*self.made, *self._kept)}
        while name.casefold() in taken:
            number += 1
            name = str(wanted.with_stem(f"{wanted.stem} ({number})"))
        return name

    def __enter__(self) -> "Copies":
        return self

    def __exit__(self, broken_off: type[BaseException] | None, *_: object) -> None:
        """However a run ends, the manifest names what it wrote: else the next one would take that
        for somebody else's. Where it came to its end earlier copies that nobody changed, of files
        of this run or of files that are gone, are taken away."""
        elsewhere = self._before
        try:
            if not broken_off:
                self._clear()
                elsewhere = self._kept
        finally:
            if self.made or self._before:
                there = {name: asdict(copy) for name, copy in (elsewhere | self.made).items()}
                listed = json.dumps(there, indent=1, sort_keys=True)  # a name may be no UTF-8
                outputs.write(self.folder / MANIFEST, listed.encode())
            outputs.remove(self.folder / _JOURNAL)

    def _clear(self) -> None:
        for name in self._before:
            path = self.folder / name
            if name in self.made or name in self._kept or not path.is_file():
                continue
            try:
                if self._wrote(name):
                    outputs.remove(path)
            except outputs.Held:
                self._leave(name)


def _hash_of(path: Path) -> str:
    """That of a copy which is there; SetupFault where it cannot be read."""
    with outputs.told(path), outputs.held(path):
        return hashlib.sha256(path.read_bytes()).hexdigest()


def _manifest(folder: Path) -> list[tuple[str, _Copy]]:
    """What it names, whatever somebody did to it; nothing where there is none."""
    return _copies(_read(folder / MANIFEST))


def _cut_off(folder: Path) -> Iterator[tuple[str, _Copy]]:
    """What a run that was cut off was about to write, or had written."""
    for line in _read(folder / _JOURNAL).splitlines():
        yield from _copies(line)


def _read(path: Path) -> bytes:
    """A list of copies, empty where there is none. SetupFault KD902 where it cannot be read: nobody
    could say then which files are copies."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as fault:
        raise SetupFault("KD902", {"reason": reason(fault)}, str(path)) from fault


def _copies(listed: bytes) -> list[tuple[str, _Copy]]:
    try:
        return [
            (str(name), _Copy(str(copy["sha256"]), str(copy["source"])))
            for name, copy in json.loads(listed).items()
            if _is_within(PurePath(name))
        ]
    except (ValueError, AttributeError, TypeError, KeyError):
        return []


def _is_within(name: PurePath) -> bool:
    """Whether a file of that name lies in the folder, or in one within it."""
    return not name.anchor and ".." not in name.parts


def _seen_from(folder: Path, path: Path) -> str:
    """Where a file is, as seen from a folder; on another drive, from its root."""
    whole = real(path)
    try:
        return Path(os.path.relpath(whole, real(folder))).as_posix()
    except ValueError:
        return whole.as_posix()


@dataclass(frozen=True)
class Copying:
    """Makes the copies of a run: of files that are opened with ``passwords`` where they need one,
    with what the ``report`` says of them; a ``lock`` closes what is written. Whoever has them made
    is given those that stay as they were, since another program has them open."""

    report: Report
    passwords: Sequence[str]
    lang: Lang
    lock: Lock | None

    def annotate(self, folder: Path, sources: Sequence[intake.Source]) -> list[str]:
        """A copy of each file in which somebody has to mend or look at something, with all that was
        found there."""
        remarks = _by_file(self.report.findings)
        opened = {file.file for file in self.report.files if file.format}
        with Copies(folder, sources, self.lock) as copies:
            for source in sources:
                here = remarks.get(source.shown, [])
                asks = any(asks_for_something(finding) for finding, _ in here)
                if asks and source.shown in opened:
                    self._annotated(copies, source, here, source.shown)
        say_bare(copies.bare, folder, self.lang)
        if not copies.made and not copies.bare and not copies.held:
            click.echo(_NONE.say(self.lang), err=True)
        return copies.held

    def send_back(
        self, folder: Path, back: "Returning", sources: Sequence[intake.Source]
    ) -> list[str]:
        """The annotated copies that go with some notices, in their folders, each with the findings
        of its notice alone; say of which files there are none because several people's rows are in
        them."""
        by_name = {source.shown: source for source in sources}
        with Copies(folder, sources, self.lock) as copies:
            for notice in back.notices:
                remarks = _by_file(notice.findings)
                for file in back.copies.get(notice.folder, ()):
                    shown = f"{notice.folder}/{PurePosixPath(file).name}"
                    self._annotated(copies, by_name[file], remarks.get(file, []), shown)
        say_bare(copies.bare, folder, self.lang)
        given = {file for files in back.copies.values() for file in files}
        wanted = {file for notice in back.notices for file in notice.copies(whole_files=True)}
        if back.copies and wanted - given:
            said = _SHARED.fill(self.lang, {"files": joined(sorted(wanted - given), self.lang)})
            click.echo(Line(said).safe, err=True)
        return copies.held

    def fix(self, folder: Path, sources: Sequence[intake.Source], schemas: Schemas) -> list[str]:
        """A copy of each file that was read, with the certain repairs made; those in which nothing
        was to be repaired are only counted."""
        lang, passwords, alike = self.lang, self.passwords, 0
        usable = (file for file in self.report.files if file.read and file.format)
        records = {file.file: file.records for file in usable}
        with Copies(folder, sources, self.lock) as copies:
            for source in sources:
                if source.shown not in records:
                    continue

                def make(content: bytes, about: About, shown: str = source.shown) -> Made:
                    return fixed_copy(content, records[shown], schemas, about, lang, passwords)

                if made := self._copy(copies, source, make, source.shown):
                    changed = made[1].content != source.path.read_bytes()
                    if not changed and made[0] == folder / source.shown:
                        alike += 1
                        continue
                    words = _FIXED if changed else _UNCHANGED
                    said = words.fill(lang, {"file": str(made[0])})
                    self._say(said, source, *made, folder / source.shown)
        if alike:
            click.echo(_THE_REST.fill(lang, {"count": str(alike)}), err=True)
        say_bare(copies.bare, folder, lang)
        return copies.held

    @cached_property
    def _read(self) -> dict[str, str]:
        """The hash of each file as it was read."""
        return {file.file: file.sha256 for file in self.report.files}

    def _annotated(
        self, copies: Copies, source: intake.Source, here: Sequence[Remark], shown: str
    ) -> None:
        """An annotated copy, under the path ``shown``."""

        def make(content: bytes, about: About) -> Made:
            return annotated_copy(content, here, about, self.lang, self.passwords)

        if made := self._copy(copies, source, make, shown):
            facts = {"file": str(made[0]), "counts": _counts(here, self.lang)}
            said = _ANNOTATED.fill(self.lang, facts)
            self._say(said, source, *made, copies.folder / shown)

    def _copy(
        self,
        copies: Copies,
        source: intake.Source,
        make: Callable[[bytes, About], Made],
        shown: str,
    ) -> tuple[Path, Made] | None:
        """Make the copy of a file and write it under the path ``shown``, unless the file has
        changed since it was read, the lock of the copies does not fit it, or another program has
        open what is there."""
        content = source.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self._read[source.shown]:
            click.echo(_CHANGED.fill(self.lang, {"file": source.shown}), err=True)
            return None
        made = make(content, About(source.shown, self.report.as_of.isoformat()))
        if copies.lock and not lockable(f"copy{made.ending}"):
            copies.bare.append(str(PurePosixPath(shown).with_suffix(made.ending)))
            return None
        path = copies.write(source.path, shown, made.ending, made.content)
        return (path, made) if path else None

    def _say(self, words: str, source: intake.Source, path: Path, made: Made, meant: Path) -> None:
        """Say what was made, and of which file where the name is not the one ``meant``."""
        said, facts = [words], {"source": source.shown}
        if made.converted:
            said.append(_CONVERTED.fill(self.lang, facts))
        elif path != meant:
            said.append(_RENAMED.fill(self.lang, facts))
        click.echo(Line(listed(said, self.lang)).safe, err=True)


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Remark]]:
    """The findings by file; one on several cells is at each of them."""
    found: dict[str, list[Remark]] = {}
    for finding in findings:
        for place in places_of(finding):
            found.setdefault(place.file, []).append((finding, place))
    return found


def _counts(remarks: Sequence[Remark], lang: Lang) -> str:
    levels = [finding.level for finding, _ in remarks]
    facts = {
        "errors": str(levels.count(Level.ERROR)),
        "warnings": str(levels.count(Level.WARNING)),
        "notes": str(levels.count(Level.NOTE)),
    }
    return _COUNTS.fill(lang, facts)
