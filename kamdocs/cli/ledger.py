"""The list of the documents made in a folder, by which a later run sees which ones somebody has
changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import kamdocs
from kamdocs import filenames, outputs
from kamdocs.cli.locking import Lock
from kamdocs.faults import SetupFault
from kamdocs.filenames import Names
from kamdocs.forms import Document, owner_of

MANIFEST = filenames.MANIFEST
FORMAT = "kamdocs-manifest/1"
_ELSEWHERE = frozenset({"", ".", ".."})
_SOMETIMES = frozenset({"source", "plain", "salt"})
_JOURNAL = ".kamdocs-manifest.part"
"""The file with what was made since the list was last written; read again where a run was cut
off."""


class Kept(Enum):
    """What became of a document; the last four have the codes of the findings that say so: somebody
    changed it, changed it and it should look different by now, it is nothing made here, or another
    program has it open."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    CHANGED = "KD540"
    OUTDATED = "KD541"
    FOREIGN = "KD542"
    HELD = "KD589"


class Entry(NamedTuple):
    """One line of the list: the file with its hash, and what it was made from."""

    file: str
    sha256: str
    form: str
    subject: str
    template: str
    data: str
    source: str = ""
    """For a PDF, the hash of the Word document that it shows."""
    plain: str = ""
    """For a file with a password, the hash of its content, keyed with that password, so that
    nobody without it can try out what may stand in the file."""
    salt: str = ""
    """The salt of that key."""


class Ledger:
    """The documents made in a folder so far, and the writing of new ones. SetupFault KD941 where
    its list cannot be read.

    With ``force`` files are replaced even if somebody changed them. With a ``lock`` what is written
    gets its password; such a file counts as unchanged as long as its content is, though its bytes
    differ each time.
    """

    def __init__(self, folder: Path, force: bool = False, lock: Lock | None = None) -> None:
        self.folder = folder
        self.lock = lock
        self._force = force
        self._entries = {one.file: one for one in _read(folder)}
        earlier = (one.salt for one in self._entries.values() if one.salt)
        self._hiding = lock.hiding(next(earlier, "")) if lock else None
        self.names = Names(
            {one.file: owner_of(one.form, one.subject) for one in self._entries.values()}
        )

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        """Write the list, however the run ends, even if Ctrl-C is pressed while it is written."""
        try:
            self.save()
        except KeyboardInterrupt:
            self.save()
            raise

    def keep(self, document: Document) -> Kept:
        """Write a document, unless it is there already, or somebody has changed the file there or
        has it open; returns what became of it."""
        try:
            return self._keep(document)
        except outputs.Held:
            return Kept.HELD

    def _keep(self, document: Document) -> Kept:
        digest, plain = sha256_of(document.content), ""
        there, known = self._there(document.name), self._entries.get(document.name)
        if self.lock:
            plain, digest = self._hidden(digest), ""
            if known and known.sha256 == there and known.plain == plain:
                digest = known.sha256  # it holds the same, behind the same password
        if there == digest:
            became = Kept.UNCHANGED
        elif self._force or there is None or (known and known.sha256 == there):
            content = self.lock.closed(document.content) if self.lock else document.content
            digest = sha256_of(content)
            outputs.write(self.folder / document.name, content)
            became = Kept.WRITTEN
        elif known is None:
            return Kept.FOREIGN
        else:
            same = (known.plain or known.sha256) == (plain or digest)
            return Kept.CHANGED if same else Kept.OUTDATED
        entry = Entry(
            document.name,
            digest,
            document.form,
            document.subject,
            document.template,
            self._hidden(document.data),
            plain=plain,
            salt=self._hiding.salt if self._hiding else "",
        )
        if entry != known:
            self._entries[entry.file] = entry
            self._jot(entry)
        return became

    def _hidden(self, digest: str) -> str:
        return self._hiding.of(digest) if self._hiding else digest

    def knows(self, name: str) -> bool:
        """Whether the list has a document of that name and it is still there."""
        return name in self._entries and (self.folder / name).is_file()

    def pdf_stands(self, name: str, source: bytes) -> Kept:
        """What is to become of the PDF of a Word document, given the bytes of that: WRITTEN means
        that it has to be made."""
        pdf = pdf_of(name)
        try:
            there, known = self._there(pdf), self._entries.get(pdf)
        except outputs.Held:
            return Kept.HELD
        shown = known is not None and known.source == sha256_of(source)
        ours = known is not None and known.sha256 == there
        if shown and ours:
            return Kept.UNCHANGED
        if self._force or there is None or ours:
            return Kept.WRITTEN
        return Kept.FOREIGN if known is None else Kept.CHANGED if shown else Kept.OUTDATED

    def keep_pdf(self, name: str, source: bytes, content: bytes) -> Kept:
        """Write the PDF of a Word document, whose bytes are ``source``; HELD where another program
        has the PDF open."""
        pdf, about = pdf_of(name), self._entries[name]
        try:
            outputs.write(self.folder / pdf, content)
        except outputs.Held:
            return Kept.HELD
        self._entries[pdf] = about._replace(
            file=pdf, sha256=sha256_of(content), source=sha256_of(source), plain="", salt=""
        )
        self._jot(self._entries[pdf])
        return Kept.WRITTEN

    def save(self) -> None:
        """Write the list, without files that are gone."""
        left = {name: one for name, one in self._entries.items() if (self.folder / name).is_file()}
        if left:
            outputs.write(self.folder / MANIFEST, _written(left))
        else:
            outputs.remove(self.folder / MANIFEST)
        outputs.remove(self.folder / _JOURNAL)

    def clear_all_but(self, made: Iterable[str]) -> list[str]:
        """Remove the documents that were not ``made`` this time, unless somebody changed them.
        Returns those that stay because another program has them open."""
        held: list[str] = []
        kept = {name for one in made for name in (one, pdf_of(one))}
        for name, entry in self._entries.items():
            path = self.folder / name
            try:
                if name in kept or self._there(name) != entry.sha256:
                    continue
                outputs.remove(path)
            except outputs.Held:
                held.append(name)
                continue
            if path.parent != self.folder:
                with suppress(OSError):  # it is not empty, or Explorer or OneDrive has it open
                    path.parent.rmdir()
        return held

    def _there(self, name: str) -> str | None:
        path = self.folder / name
        with outputs.told(path), outputs.held(path):
            return sha256_of(path.read_bytes()) if path.is_file() else None

    def _jot(self, entry: Entry) -> None:
        path = self.folder / _JOURNAL
        with outputs.told(path), path.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(entry._asdict(), ensure_ascii=False) + "\n")


def pdf_of(name: str) -> str:
    """The file name of the PDF of a Word document."""
    return f"{name.removesuffix('.docx')}.pdf"


def sha256_of(content: bytes) -> str:
    """The SHA-256 of a file, as the list has it."""
    return hashlib.sha256(content).hexdigest()


def _written(entries: dict[str, Entry]) -> bytes:
    listed = {
        "format": FORMAT,
        "kamdocs": kamdocs.__version__,
        "documents": [
            {
                name: told
                for name, told in entries[file]._asdict().items()
                if told or name not in _SOMETIMES
            }
            for file in sorted(entries)
        ],
    }
    return f"{json.dumps(listed, ensure_ascii=False, indent=1)}\n".encode()


def _read(folder: Path) -> Iterator[Entry]:
    """The entries of the list of a folder, then those of a run that was cut off. SetupFault KD941
    where the list cannot be read."""
    path, journal = folder / MANIFEST, folder / _JOURNAL
    if path.is_file():
        try:
            listed = json.loads(path.read_bytes())
            if listed["format"] != FORMAT:
                raise ValueError(listed["format"])
            yield from [_entry(one) for one in listed["documents"]]
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise SetupFault("KD941", {}, str(path)) from fault
    if journal.is_file():
        for line in journal.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                yield _entry(json.loads(line))
            except (ValueError, TypeError):
                break  # the last line, cut off


def _entry(told: object) -> Entry:
    """An entry read from JSON; TypeError where it is none, ValueError where its file lies outside
    of the folder."""
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise TypeError(told)
    entry = Entry(**told)
    parts = entry.file.split("/")  # a letter is in a folder of its own
    if any(one in _ELSEWHERE or Path(one).name != one for one in parts):
        raise ValueError(entry.file)
    return entry
