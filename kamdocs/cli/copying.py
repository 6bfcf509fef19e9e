"""Makes copies of what was handed in, and says what was made."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from kamdocs import intake
from kamdocs.cli.access import Access
from kamdocs.cli.copies import Copies
from kamdocs.cli.locking import Lock, say_bare
from kamdocs.intake.copies import About, Made, Remark, annotated_copy, counted, fixed_copy
from kamdocs.model import Finding, Report, Text, joined, listed
from kamdocs.reports import Line
from kamdocs.reports.causes import asks_for_something, places_of

if TYPE_CHECKING:
    from kamdocs.cli.returning import Returning

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


@dataclass(frozen=True)
class Copying:
    """Makes the copies of a ``run``, with what the ``report`` says of each file; with a ``lock``
    they get its password.

    Each method returns the names of copies that could not be replaced, since another program has
    them open.
    """

    run: Access
    report: Report
    lock: Lock | None

    def annotate(self, folder: Path, sources: Sequence[intake.Source]) -> list[str]:
        """Write an annotated copy of each file in which there is something to mend or to look at,
        with all findings on that file."""
        remarks = _by_file(self.report.findings)
        opened = {file.file for file in self.report.files if file.format}
        with Copies(folder, sources) as copies:
            for source in sources:
                here = remarks.get(source.shown, [])
                asks = any(asks_for_something(finding) for finding, _ in here)
                if asks and source.shown in opened:
                    self._annotated(copies, source, here, source.shown)
        say_bare(copies.bare, folder, self.run.lang)
        if not copies.made and not copies.bare and not copies.held:
            click.echo(_NONE.say(self.run.lang), err=True)
        return copies.held

    def send_back(
        self, folder: Path, back: "Returning", sources: Sequence[intake.Source]
    ) -> list[str]:
        """Write the annotated copies that go with return notices, into the folders of these, each
        with only the findings of its notice. Says for which files there is no copy because they
        hold rows of several account managers."""
        by_name = {source.shown: source for source in sources}
        with Copies(folder, sources) as copies:
            for notice in back.notices:
                remarks = _by_file(notice.findings)
                for file in back.copies.get(notice.folder, ()):
                    shown = f"{notice.folder}/{PurePosixPath(file).name}"
                    self._annotated(copies, by_name[file], remarks.get(file, []), shown)
        say_bare(copies.bare, folder, self.run.lang)
        given = {file for files in back.copies.values() for file in files}
        wanted = {file for notice in back.notices for file in notice.copies(whole_files=True)}
        if back.copies and wanted - given:
            said = _SHARED.fill(
                self.run.lang, {"files": joined(sorted(wanted - given), self.run.lang)}
            )
            click.echo(Line(said).safe, err=True)
        return copies.held

    def fix(self, folder: Path, sources: Sequence[intake.Source]) -> list[str]:
        """Write a copy of each file that was read, with the certain repairs made. Copies without
        any repair are only counted."""
        lang, alike = self.run.lang, 0
        usable = (file for file in self.report.files if file.read and file.format)
        records = {file.file: file.records for file in usable}
        with Copies(folder, sources) as copies:
            for source in sources:
                if source.shown not in records:
                    continue

                def make(content: bytes, about: About, shown: str = source.shown) -> Made:
                    schemas, passwords = self.run.schemas, self.run.asked.passwords
                    return fixed_copy(content, records[shown], schemas, about, passwords)

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
        """The SHA-256 of each file as it was read."""
        return {file.file: file.sha256 for file in self.report.files}

    def _annotated(
        self, copies: Copies, source: intake.Source, here: Sequence[Remark], shown: str
    ) -> None:
        """Write an annotated copy under the path ``shown``, with the remarks ``here``."""

        def make(content: bytes, about: About) -> Made:
            return annotated_copy(content, here, about, self.run.asked.passwords)

        if made := self._copy(copies, source, make, shown):
            facts = {"file": str(made[0]), "counts": _COUNTS.fill(self.run.lang, counted(here))}
            said = _ANNOTATED.fill(self.run.lang, facts)
            self._say(said, source, *made, copies.folder / shown)

    def _copy(
        self,
        copies: Copies,
        source: intake.Source,
        make: Callable[[bytes, About], Made],
        shown: str,
    ) -> tuple[Path, Made] | None:
        """Make the copy of a file and write it under the path ``shown``. None where it was not
        written: the file has changed since it was read, the copy cannot have the wanted password,
        or another program has the earlier copy open."""
        content = source.path.read_bytes()
        if hashlib.sha256(content).hexdigest() != self._read[source.shown]:
            click.echo(_CHANGED.fill(self.run.lang, {"file": source.shown}), err=True)
            return None
        made = make(content, About(source.shown, self.report.as_of.isoformat(), self.run.lang))
        written: bytes | None = made.content
        if self.lock:
            written = self.lock.closed_copy(made.content, made.ending)
        if written is None:
            copies.bare.append(str(PurePosixPath(shown).with_suffix(made.ending)))
            return None
        path = copies.write(source.path, shown, made.ending, written)
        return (path, made) if path else None

    def _say(self, words: str, source: intake.Source, path: Path, made: Made, meant: Path) -> None:
        """Say on stderr what was made, and from which file where the copy has another name than
        ``meant``."""
        said, facts = [words], {"source": source.shown}
        if made.converted:
            said.append(_CONVERTED.fill(self.run.lang, facts))
        elif path != meant:
            said.append(_RENAMED.fill(self.run.lang, facts))
        click.echo(Line(listed(said, self.run.lang)).safe, err=True)


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Remark]]:
    """The findings by file, each with its place; one on several cells stands at each of them."""
    found: dict[str, list[Remark]] = {}
    for finding in findings:
        for place in places_of(finding):
            found.setdefault(place.file, []).append((finding, place))
    return found
