"""Who may see what in a run, and its entry in the register of access: each command asks here once.

The rooms for masking and for the register are imported only where the settings have roles or a
register.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs import review
from kamdocs.cli import showing
from kamdocs.config import Config
from kamdocs.faults import SetupFault, real
from kamdocs.intake import Door, Limits, Manner, Source
from kamdocs.model import (
    CUSTOMER,
    MASK,
    Book,
    Lang,
    Period,
    Plan,
    Policy,
    Record,
    Report,
    Text,
    key_of,
)
from kamdocs.sheets import Schemas

if TYPE_CHECKING:
    from kamdocs.cli.asking import Asked
    from kamdocs.forms import Choice
    from kamdocs.masking import Masker, View
    from kamdocs.reports import Before
    from kamdocs.reports.from_json import Entry as Told
    from kamdocs.reports.from_json import Lessened
    from kamdocs.validation import Difference

_MASKED = Text(
    "按角色「{role}」显示，看不到的内容写作{mask}",
    "shown as the role “{role}” may see it; what it does not see is written {mask}",
)


@dataclass
class Access:
    """One run of a command: as which role it sees (``view``; None sees everything), and what was
    asked on the command line."""

    command: str
    settings: Config
    schemas: Schemas
    view: View | None
    asked: Asked
    lang: Lang
    _masker: Masker | None = None

    @property
    def manner(self) -> Manner:
        """How files are read: with the passwords and processes asked for, within the limits of the
        configuration."""
        asked = self.asked
        door = Door(asked.passwords, Limits(**self.settings.limits))
        return Manner(door, asked.workers, asked.scheduler, asked.ahead)

    def progress(self, sources: Sequence[Source]) -> AbstractContextManager[review.Seen]:
        """A bar that shows how far files are read. It names them only to those who see everything:
        a file name may contain what a role may not see, which is not known before all is read."""
        return showing.progress([one.shown for one in sources], named=self.view is None)

    def checked(
        self,
        sources: Sequence[Source],
        policies: Sequence[Policy],
        as_of: date,
        period: Period | None = None,
        decisions: Sequence[Source] = (),
    ) -> tuple[Report, Book]:
        """Read sheets and hold them against policies, with a progress bar; the report and the book
        as the role may see them."""
        with self.progress(sources) as seen:
            report, book = review.check(
                sources, self.schemas, policies, as_of, period, seen, self.manner, decisions
            )
        shown = self.opened(report, book)
        return self.report(report), shown

    def planned(
        self,
        sources: Sequence[Source],
        policies: Sequence[Policy],
        as_of: date,
        period: Period,
        choice: Choice,
        decisions: Sequence[Source],
    ) -> tuple[Report, Book, Plan]:
        """Read sheets and plan a period for the chosen customers; report, book and plan as the role
        may see them. The plan is made from all that was read, but customers are chosen from what
        the role may see.

        What reviewers decided to waive in the workbooks of findings handed back (``decisions``) is
        left out of the plan once somebody approved it. SetupFault KD936 to KD938 where the choice
        names what is not there.
        """
        from kamdocs import compliance, forms

        with self.progress(sources) as seen:
            report, book = review.check(
                sources, self.schemas, (), as_of, None, seen, self.manner, decisions
            )
        shown = self.opened(report, book)
        chosen = forms.chosen(choice, shown, self.schemas)
        plan = compliance.plan(policies, book, self.schemas, period, chosen, report.decisions)
        return self.report(report), shown, self.plan(plan)

    def opened(self, report: Report, book: Book, records: Iterable[Record] = ()) -> Book:
        """To be called before anything that was read is shown: enters it in the register, prepares
        the masking, and gives back the book as the role may see it. ``records`` are those that are
        in no book.

        SetupFault KD955 where the register cannot be written: then nothing may be shown.
        """
        if not (self.settings.register or self.view):
            return book
        everything = [*book.records, *records]
        files = ((one.file, one.sha256) for one in report.files if not one.passed)
        self._enter(files, _customers(everything), {one.kind for one in everything})
        if self.view:
            from kamdocs.masking import Masker

            self._masker = Masker(self.view, self.schemas, everything, report.files)
            facts = {"role": self.view.title.say(self.lang), "mask": MASK}
            click.echo(_MASKED.fill(self.lang, facts), err=True)
        return self.book(book)

    def earlier(self, path: Path, lessened: Lessened) -> Told:
        """The JSON report of an earlier run, as ``read_json`` gives it; ``reported`` has to be
        called before it is shown. SetupFault KD972 where it was made for another role, and as
        ``read_json``."""
        from kamdocs.reports.from_json import read_json

        whole = read_json(path, lessened)
        made_for = whole.get("role")
        if self.view and made_for != self.view.role:
            facts = {"name": made_for or "-", "other": self.view.role}
            raise SetupFault("KD972", facts, str(path))
        return whole

    def reported(self, wholes: Mapping[Path, Told], customer: str = "") -> None:
        """Enter reports of earlier runs in the register before anything in them is shown: with the
        one ``customer`` that is shown, or with all of them. SetupFault KD955 as ``opened``."""
        from kamdocs.reports.from_json import customers_in, kinds_in

        every = {one for whole in wholes.values() for one in customers_in(whole)}
        kinds = {kind for whole in wholes.values() for kind in kinds_in(whole)}
        files = ((str(path), _digest(path)) for path in wholes)
        self._enter(files, {customer} if customer else every, kinds)

    def report(self, report: Report) -> Report:
        """The report as the role may see it."""
        return self._masker.report(report) if self._masker else report

    def book(self, book: Book) -> Book:
        """The book as the role may see it, in forms and letters."""
        return self._masker.book(book) if self._masker else book

    def plan(self, plan: Plan) -> Plan:
        """The plan as the role may see it."""
        return self._masker.plan(plan) if self._masker else plan

    def differences(self, found: Iterable[Difference]) -> list[Difference]:
        """The differences between forms and an archive, as the role may see them."""
        return [self._masker.difference(one) if self._masker else one for one in found]

    def _enter(
        self, files: Iterable[tuple[str, str]], customers: Iterable[str], kinds: set[str]
    ) -> None:
        """Add an entry to the register, if there is one: who saw which ``customers`` and ``kinds``
        of record from which ``files``, each with the SHA-256 of its bytes."""
        if not self.settings.register:
            return
        from kamdocs.register import Entry, File, append

        groups: Mapping[str, tuple[str, ...]] = (
            self.view.groups
            if self.view
            else {kind: tuple(schema.groups) for kind, schema in self.schemas.items()}
        )
        entry = Entry(
            when=self.asked.when,
            user=_user(),
            machine=platform.node(),
            command=self.command,
            role=self.view.role if self.view else "",
            customers=tuple(sorted(customers)),
            shown={kind: groups[kind] for kind in sorted(kinds & groups.keys())},
            files=tuple(File(*one) for one in files),
            why=self.asked.why,
        )
        append(self.settings.register, entry)


def access(
    command: str,
    asked: Asked,
    settings: Config,
    schemas: Schemas,
    lang: Lang,
    copies: Mapping[str, object] | None = None,
    outputs: Iterable[Path | None] = (),
    choice: Choice | None = None,
    before: Before | None = None,
) -> Access:
    """The access of a command, checked before it reads anything.

    ``copies`` are options, with their values, for copies that hold cells as they were handed in;
    ``outputs`` the files to be written, ``choice`` the customers chosen, ``before`` the report of
    an earlier run. Raises SetupFault: KD950 or KD951 for a role that is unknown or unsound, KD952
    where the company wants a reason and none is given, KD953 for copies that a role may not see,
    KD954 where customers are chosen by a field that the role does not see, KD957 where an output
    would replace the register, KD958 where the earlier run was made for another role.
    """
    view = None
    if name := asked.role or settings.role:
        from kamdocs.masking import view_of

        view = view_of(name, settings, schemas)
    if settings.why_needed and not asked.why:
        raise SetupFault("KD952")
    if view:
        _hide(view, copies or {}, choice, schemas)
    if settings.register:
        _keep(settings.register, outputs)
    if before:
        same_eyes(before.whole, before.file, view.role if view else None)
    return Access(command, settings, schemas, view, asked, lang)


def _hide(
    view: View, copies: Mapping[str, object], choice: Choice | None, schemas: Schemas
) -> None:
    """Refuse what would show more than a role sees: copies, and a choice by a hidden field."""
    for option, given in copies.items():
        if given:
            raise SetupFault("KD953", {"option": option, "name": view.role})
    if choice and choice.tiers and view.hides(CUSTOMER, schemas[CUSTOMER].roles.tier):
        raise SetupFault("KD954", {"option": "--tier", "name": view.role})


def _keep(register: Path, outputs: Iterable[Path | None]) -> None:
    """Refuse an output that would replace the register or a file beside it."""
    from kamdocs.register.entry import head_of, lock_of

    ours = {real(path) for path in (register, head_of(register), lock_of(register))}
    for output in outputs:
        if output and real(output) in ours:
            raise SetupFault("KD957", {"name": str(output)})


def same_eyes(before: Told, file: str, now: str | None) -> None:
    """Raise SetupFault KD958 where an earlier report, from ``file``, was made for another role than
    ``now``: it may hold what this one does not see."""
    role = before.get("role")
    if role != now:
        raise SetupFault("KD958", {"name": role or "-", "other": now or "-"}, file)


def _customers(records: Iterable[Record]) -> set[str]:
    """The keys of the customers that some records are about: their codes, or their names without
    one."""
    keys = {key_of(one) for one in records if one.kind == CUSTOMER}
    return keys | {one.subject for one in records if one.kind != CUSTOMER and one.subject}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _user() -> str:
    import getpass  # most runs are entered in no register

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
