"""Writing copies of what was handed in into a folder, and saying what was made."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import InitVar, asdict, dataclass, field
from pathlib import Path, PurePath, PurePosixPath

import click

from kamdocs import filenames, intake, outputs
from kamdocs.cli.locking import Lock, lockable, say_bare
from kamdocs.faults import SetupFault, reason
from kamdocs.intake.copies import About, Made, Remark, annotated_copy, fixed_copy
from kamdocs.model import Finding, Lang, Level, Place, Report, Text
from kamdocs.reports import Line
from kamdocs.sheets import Schemas

MANIFEST = filenames.COPIES
"""Which copies earlier runs wrote into a folder: of which file each is, and its hash."""
_JOURNAL = ".kamdocs-copies.part"
"""Those that a run is about to write; read again where it was cut off."""

_ANNOTATED = Text("已批注：{file}（{counts}）", "annotated: {file} ({counts})")
_FIXED = Text("已修改：{file}", "repaired: {file}")
_UNCHANGED = Text("没有可代改的，照原样复制：{file}", "nothing to repair, copied as it is: {file}")
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
_ONE_FOLDER = Text(
    "不能与--annotate是同一个文件夹，否则同名的副本互相覆盖",
    "must be another folder than that of --annotate, or copies of one name replace each other",
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
    written.
    """

    folder: Path
    sources: InitVar[Iterable[intake.Source]]
    lock: Lock | None = None
    bare: list[str] = field(default_factory=list)
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

    def write(self, source: Path, shown: str, ending: str, content: bytes) -> Path:
        """Write the copy of a file under the path by which it is shown, with the ending that fits.

        SetupFault KD914 where a file of that name is there that no earlier run wrote.
        """
        name = self._free(PurePosixPath(shown).with_suffix(ending))
        path = self.folder / name
        content = self.lock.closed(content) if self.lock else content
        digest = hashlib.sha256(content).hexdigest()
        if path.exists() and _hash_of(path) != digest and not self._wrote(name):
            raise SetupFault("KD914", {"reason": _FOREIGN}, str(path))
        copy = _Copy(digest, _seen_from(self.folder, source))
        self._jot(name, copy)
        outputs.write(path, content)
        self.made[name] = copy
        return path

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
            gone = name not in self.made and name not in self._kept
            if gone and path.is_file() and self._wrote(name):
                outputs.remove(path)


def _hash_of(path: Path) -> str:
    with outputs.told(path):
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
    whole = path.resolve()
    try:
        return Path(os.path.relpath(whole, folder.resolve())).as_posix()
    except ValueError:
        return whole.as_posix()


def two_folders(annotated: Path, fixed: Path, lang: Lang) -> None:
    """Refuse one folder for both kinds of copies: they have the same names."""
    if annotated.resolve() == fixed.resolve():
        raise click.BadParameter(_ONE_FOLDER.say(lang), param_hint="--fix")


def annotate(
    folder: Path,
    sources: Sequence[intake.Source],
    report: Report,
    passwords: Sequence[str],
    lang: Lang,
    lock: Lock | None = None,
) -> None:
    """A copy of each file on which something was found, with what was found."""
    remarks = _by_file(report.findings)
    opened = {file.file for file in report.files if file.format}
    with Copies(folder, sources, lock) as copies:
        for source in sources:
            here = remarks.get(source.shown, [])
            if not here or source.shown not in opened:
                continue

            def make(content: bytes, about: About, here: Sequence[Remark] = here) -> Made:
                return annotated_copy(content, here, about, lang, passwords)

            made = _copy(copies, source, report, make, lang)
            if made:
                said = _ANNOTATED.fill(lang, {"file": str(made[0]), "counts": _counts(here, lang)})
                _say(said, copies, source, *made, lang)
    say_bare(copies.bare, folder, lang)
    if not copies.made and not copies.bare:
        click.echo(_NONE.say(lang), err=True)


def annotate_one(
    copies: Copies,
    source: intake.Source,
    folder: str,
    findings: Iterable[Finding],
    report: Report,
    passwords: Sequence[str],
    lang: Lang,
) -> None:
    """A copy of one file, with some of what was found in it, in a folder among the copies."""
    here = _by_file(findings).get(source.shown, [])

    def make(content: bytes, about: About) -> Made:
        return annotated_copy(content, here, about, lang, passwords)

    shown = f"{folder}/{PurePosixPath(source.shown).name}"
    made = _copy(copies, source, report, make, lang, shown)
    if made:
        said = _ANNOTATED.fill(lang, {"file": str(made[0]), "counts": _counts(here, lang)})
        _say(said, copies, source, *made, lang, shown)


def fix(
    folder: Path,
    sources: Sequence[intake.Source],
    report: Report,
    schemas: Schemas,
    passwords: Sequence[str],
    lang: Lang,
    lock: Lock | None = None,
) -> None:
    """A copy of each file that was read, with the certain repairs made."""
    records = {file.file: file.records for file in report.files if file.read and file.format}
    with Copies(folder, sources, lock) as copies:
        for source in sources:
            if source.shown not in records:
                continue

            def make(content: bytes, about: About, shown: str = source.shown) -> Made:
                return fixed_copy(content, records[shown], schemas, about, lang, passwords)

            made = _copy(copies, source, report, make, lang)
            if made:
                changed = made[1].content != source.path.read_bytes()
                words = _FIXED if changed else _UNCHANGED
                _say(words.fill(lang, {"file": str(made[0])}), copies, source, *made, lang)
    say_bare(copies.bare, folder, lang)


def _copy(
    copies: Copies,
    source: intake.Source,
    report: Report,
    make: Callable[[bytes, About], Made],
    lang: Lang,
    shown: str = "",
) -> tuple[Path, Made] | None:
    """Make and write the copy of one file, unless the file has changed since it was read or the
    lock of the copies does not fit it.

    It is written under the path by which its file is ``shown``, or another.
    """
    read = {file.file: file.sha256 for file in report.files}
    content = source.path.read_bytes()
    if hashlib.sha256(content).hexdigest() != read[source.shown]:
        click.echo(_CHANGED.fill(lang, {"file": source.shown}), err=True)
        return None
    made = make(content, About(source.shown, report.as_of.isoformat()))
    if copies.lock and not lockable(f"copy{made.ending}"):
        copies.bare.append(str(PurePosixPath(shown or source.shown).with_suffix(made.ending)))
        return None
    return copies.write(source.path, shown or source.shown, made.ending, made.content), made


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Remark]]:
    """The findings by file; one on several cells is at each of them."""
    found: dict[str, list[Remark]] = {}
    for finding in findings:
        several = finding.facts.get("places")
        places = several if isinstance(several, tuple) else (finding.place,)
        for place in places:
            if isinstance(place, Place):
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


def _say(
    words: str,
    copies: Copies,
    source: intake.Source,
    path: Path,
    made: Made,
    lang: Lang,
    shown: str = "",
) -> None:
    """Say what was made, and of which file where the name does not tell."""
    stop, facts = "；" if lang == "zh" else "; ", {"source": source.shown}
    if made.converted:
        words += stop + _CONVERTED.fill(lang, facts)
    elif path != copies.folder / (shown or source.shown):
        words += stop + _RENAMED.fill(lang, facts)
    click.echo(Line(words).safe, err=True)
