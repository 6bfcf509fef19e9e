"""The result of a run, with its counts; all reports and pages take them from here."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kamdocs.model.book import DECISION
from kamdocs.model.finding import OBJECTED, Finding, Level, Ruling, Status, ruling_of
from kamdocs.model.period import Period
from kamdocs.model.place import Place
from kamdocs.model.reading import FileReading
from kamdocs.model.record import Fact, Record
from kamdocs.model.rule import Policy
from kamdocs.model.verdicts import Verdicts
from kamdocs.text import Lang, Text


class Made(NamedTuple):
    """A document that was written: its form, its file name, and the hash of its bytes."""

    form: str
    file: str
    sha256: str


class Told(NamedTuple):
    """A rule of a ``version`` of a policy in words, in each language: whom it ``binds`` and what it
    ``asks``, line by line. ``figures`` are the names of its parameters, ``scope`` those of the
    fields of the archive that decide whom it binds."""

    policy: str
    version: str
    rule: str
    clause: str
    binds: Mapping[Lang, tuple[str, ...]]
    asks: Mapping[Lang, tuple[str, ...]]
    figures: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()


class Scoped(NamedTuple):
    """The cells of the archive that decide which rules bind a customer: the field of each, its
    place, its label and its value."""

    customer: str
    cells: tuple[tuple[str, Place, Text, Fact], ...]


def kept_of(statuses: Counter[Status]) -> tuple[int, int]:
    """How many obligations were kept (pass, late), of how many that are decided."""
    kept = statuses[Status.PASS] + statuses[Status.LATE]
    return kept, kept + statuses[Status.FAIL]


class Report(NamedTuple):
    """What was read, what is wrong in it, and the verdicts of the policies.

    ``findings`` are those on the data, ``verdicts`` those of the policies, worst first. ``told``
    has the rules in words, ``scoped`` the cells that decide whom they bind. ``decisions`` are those
    of reviewers, from the files whose names are ``handed_back``. ``role`` is the role for which the
    report is masked, empty where nothing is masked.
    """

    as_of: date
    files: tuple[FileReading, ...]
    findings: tuple[Finding, ...] = ()
    verdicts: Sequence[Finding] = ()
    span: Period | None = None
    policies: tuple[Policy, ...] = ()
    made: tuple[Made, ...] = ()
    told: tuple[Told, ...] = ()
    decisions: tuple[Record, ...] = ()
    handed_back: frozenset[str] = frozenset()
    scoped: tuple[Scoped, ...] = ()
    role: str = ""

    @property
    def levels(self) -> Counter[Level]:
        return Counter(finding.level for finding in self.findings)

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        return tuple(map(ruling_of, self.verdicts))

    @property
    def statuses(self) -> Counter[Status]:
        return Counter(ruling.status for ruling in self.rulings)

    @property
    def unread(self) -> tuple[FileReading, ...]:
        """The files of which nothing could be used."""
        return tuple(file for file in self.files if not file.read)

    @property
    def _judged(self) -> Verdicts:
        """The verdicts as ``Verdicts``, which can be counted without making each of them. Those of
        a masked report have been made already."""
        if isinstance(self.verdicts, Verdicts):
            return self.verdicts
        return Verdicts.in_order(self.verdicts)

    @property
    def weighed(self) -> Counter[Status]:
        """The statuses by which the verdicts count: a waiver that nobody has approved yet changes
        nothing."""
        return self._judged.weighed

    @property
    def awaiting(self) -> Counter[Status]:
        """How many verdicts have a waiver that nobody has approved yet, by the status that counts
        until then."""
        return self._judged.awaiting

    @property
    def subjects(self) -> frozenset[str]:
        """The keys of the customers whom the verdicts are about, empty for the company."""
        return self._judged.subjects

    def weighing(self, status: Status) -> Iterator[Finding]:
        """The verdicts that count by a status, in their order."""
        return self._judged.of(status)

    @property
    def recognised(self) -> bool:
        """Whether any sheet was handed in that could be read."""
        return any(sheet.kind not in ("", DECISION) for file in self.files for sheet in file.sheets)

    @property
    def kept(self) -> tuple[int, int]:
        """How many obligations were kept (pass, late), of how many that are decided."""
        return kept_of(self.weighed)

    @property
    def before_all(self) -> bool:
        """Whether no policy was in force yet in the span that was looked at, so that nothing could
        be judged."""
        span = self.span
        return bool(self.policies and span) and all(
            span is not None and policy.effective_from > span.last for policy in self.policies
        )

    @property
    def compliant(self) -> bool:
        """Whether there is no fail (not even one whose waiver awaits approval), no unknown, no
        error in the data and no unread file, and a policy was in force."""
        return not (
            self.before_all
            or any(self.weighed[status] for status in OBJECTED)
            or self.levels[Level.ERROR]
            or self.unread
        )

    @property
    def faultless(self) -> bool:
        """Whether there is not even a warning."""
        warned = (Status.LATE, Status.WARN, Status.UNATTESTED)
        return (
            self.compliant
            and not self.levels[Level.WARNING]
            and not any(self.weighed[status] for status in warned)
        )
