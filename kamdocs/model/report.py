"""The result of a run, counted once."""

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
    ``asks``, line by line; ``figures`` are the parameters by which it goes, ``scope`` the fields of
    the archive that decide whom it binds."""

    policy: str
    version: str
    rule: str
    clause: str
    binds: Mapping[Lang, tuple[str, ...]]
    asks: Mapping[Lang, tuple[str, ...]]
    figures: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()


class Scoped(NamedTuple):
    """The cells of the archive by which rules bind a customer or not: the field of each, its place,
    its label and its value."""

    customer: str
    cells: tuple[tuple[str, Place, Text, Fact], ...]


def kept_of(statuses: Counter[Status]) -> tuple[int, int]:
    """How many obligations were kept (pass, late), of how many that are decided."""
    kept = statuses[Status.PASS] + statuses[Status.LATE]
    return kept, kept + statuses[Status.FAIL]


class Report(NamedTuple):
    """What was read, what is wrong in it, and how the policies' rules came out.

    ``findings`` are those on the data, ``verdicts`` those of the policies, worst first; ``told``
    says in words what the rules ask, ``scoped`` which cells decide whom they bind.
    ``decisions`` are those that reviewers handed back, in the files of the names ``handed_back``.
    ``role`` is the name of the role for whose eyes it is masked, empty where nothing is.
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
        """The verdicts, which need not be told to be counted; those of a masked report are."""
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
        """Of the verdicts that are waived by what nobody has approved yet, how many there are of
        each status by which they count until then."""
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
        """Whether no policy was in force yet in the span that was looked at: what the archive says
        today proves nothing of it."""
        span = self.span
        return bool(self.policies and span) and all(
            span is not None and policy.effective_from > span.last for policy in self.policies
        )

    @property
    def compliant(self) -> bool:
        """No fail (nor one whose waiver awaits approval), no unknown, no error in the data, no file
        unread, and a policy that was in force."""
        return not (
            self.before_all
            or any(self.weighed[status] for status in OBJECTED)
            or self.levels[Level.ERROR]
            or self.unread
        )

    @property
    def faultless(self) -> bool:
        """Not even a warning."""
        warned = (Status.LATE, Status.WARN, Status.UNATTESTED)
        return (
            self.compliant
            and not self.levels[Level.WARNING]
            and not any(self.weighed[status] for status in warned)
        )
