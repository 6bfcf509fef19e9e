"""What was found: a code, a place and facts. The words are in ``kamdocs.words``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from kamdocs.light import light
from kamdocs.model.moment import Moment
from kamdocs.model.period import Period
from kamdocs.model.place import Place
from kamdocs.model.record import Fact
from kamdocs.text import Text


class Level(StrEnum):
    """How much a finding weighs: only an error makes a sheet unsound."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_NOTES = frozenset(
    {
        *("KD103", "KD104", "KD118", "KD130", "KD131", "KD135", "KD139", "KD155", "KD419"),
        *("KD150", "KD151", "KD152", "KD153", "KD158", "KD159", "KD416", "KD417", "KD616", "KD617"),
        "KD678",
        *("KD160", "KD164", "KD168", "KD187", "KD193", "KD198", "KD304", "KD311", "KD316", "KD317"),
        *("KD666", "KD681", "KD319", "KD320", "KD321"),
        *("KD413", "KD415", "KD423", "KD424", "KD431", "KD436", "KD442"),
        "KD671",
        *("KD652", "KD653", "KD655", "KD634", "KD635", "KD637", "KD641", "KD642", "KD643"),
        *("KD540", "KD550", "KD551", "KD565", "KD566", "KD572", "KD573", "KD596"),
        *("KD575", "KD576", "KD577", "KD578", "KD579", "KD580", "KD581", "KD582"),
        *("KD584", "KD585", "KD586", "KD587", "KD588"),
    }
)
_WARNINGS = frozenset(
    {
        *("KD165", "KD166", "KD167", "KD169", "KD622", "KD633", "KD636", "KD639"),
        *("KD123", "KD127", "KD129", "KD132", "KD133", "KD177", "KD181", "KD184", "KD185"),
        *("KD186", "KD188", "KD189", "KD194", "KD196", "KD667", "KD668", "KD669", "KD680", "KD682"),
        *("KD216", "KD220", "KD618"),
        *("KD619", "KD306", "KD307", "KD309", "KD310", "KD314", "KD318", "KD501"),
        *("KD420", "KD421", "KD422", "KD425", "KD597", "KD430", "KD432", "KD433", "KD434", "KD435"),
        *("KD626", "KD627", "KD628", "KD629", "KD656", "KD657", "KD658", "KD675", "KD676"),
        *("KD438", "KD439", "KD440", "KD441", "KD444", "KD445"),
        *("KD541", "KD542", "KD589", "KD570", "KD571", "KD574"),
        *("KD560", "KD561", "KD562", "KD563", "KD564", "KD568", "KD569", "KD599"),
    }
)


NEAR = (
    *("KD45", "KD46", "KD47", "KD48", "KD49", "KD614", "KD623", "KD624", "KD625"),
    *("KD644", "KD645", "KD646", "KD651"),
)
"""The beginnings of the codes that say why evidence did not count, or what left a verdict open."""


@cache
def level_of(code: str) -> Level:
    """How much a code weighs. Why evidence did not count is only a note."""
    if code in _NOTES or code.startswith(NEAR):
        return Level.NOTE
    return Level.WARNING if code in _WARNINGS else Level.ERROR


class Status(StrEnum):
    """The verdict on one rule for one subject in one period, worst first."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    LATE = "late"
    WARN = "warn"
    UNATTESTED = "unattested"
    DUE_SOON = "due-soon"
    PENDING = "pending"
    WAIVED = "waived"
    ATTESTED = "attested"
    PASS = "pass"
    NOT_APPLICABLE = "not-applicable"


RANK = {status: number for number, status in enumerate(Status)}
"""How bad each status is, 0 being the worst."""
UNJUDGED = frozenset({"KD442", "KD445"})
"""The codes for days that are not judged because a policy has only come into force."""

WAIVABLE = frozenset({Status.FAIL, Status.LATE})
"""The statuses that a waiver or an exception may settle."""
BREACHED = frozenset({Status.FAIL, Status.WARN})
"""The statuses of what was broken: a warning where the rule is only a target."""
TO_COME = frozenset({Status.DUE_SOON, Status.PENDING})
"""The statuses of what is not done yet, and may still be in time."""
OBJECTED = frozenset({Status.FAIL, Status.UNKNOWN})
"""A company with one of these is not called compliant."""


@light()
class NearMiss:
    """A cell that almost counted, and why it did not: a code with its facts."""

    place: Place
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Dated(NamedTuple):
    """The field of a record that says a day, and its cell there."""

    kind: str
    field: str
    place: Place


@light()
class Ruling:
    """The part of a finding that only a policy can give.

    ``subject`` is the customer's key, or empty where the rule binds the company. ``evidence`` are
    the cells that satisfied the rule, ``near`` those that almost did; ``seen`` has for each piece
    of evidence its fields with their values. A waived verdict keeps in ``without`` the status that
    it has without the waiver, and ``awaits`` is True until somebody has approved the waiver.
    ``hour`` is the due day with its time of day, if the term is in hours that are known; ``grace``
    the last day on which the record of something overdue may still come in. ``item`` tells several
    verdicts on one customer apart: a day, with a number if that day has several; ``dated`` is the
    cell with that day, None where the verdict itself gives it. ``day`` is that of the record on
    which a verdict without a due day is.
    """

    policy: str
    rule: str
    clause: str
    status: Status
    text: Text
    severity: str
    subject: str = ""
    subject_name: str = ""
    period: Period | None = None
    due: date | None = None
    owner: str | Text = ""
    evidence: tuple[Place, ...] = ()
    near: tuple[NearMiss, ...] = ()
    item: str = ""
    without: Status | None = None
    version: str = ""
    seen: Sequence[tuple[tuple[Text, Fact], ...]] = ()
    awaits: bool = False
    hour: Moment | None = None
    grace: date | None = None
    dated: Dated | None = None
    day: date | None = None

    @property
    def until(self) -> date | Moment | None:
        """The due day as it is shown, with its time of day where it has one."""
        return self.hour or self.due

    @property
    def cited(self) -> Iterator[tuple[Place, tuple[tuple[Text, Fact], ...]]]:
        """The places of the evidence, each with its fields and their values, as far as known."""
        return zip(self.evidence, self.seen or ((),) * len(self.evidence), strict=True)

    @property
    def weighs(self) -> Status:
        """The status by which it counts: a waiver that nobody has approved yet changes nothing."""
        return self.without if self.awaits and self.without else self.status

    @property
    def id(self) -> str:
        """Stable over runs: policy, clause and rule, subject, period (and the item in it)."""
        parts = [self.policy, self.clause, self.rule, self.subject or "-"]
        parts += [str(self.period)] if self.period else []
        parts += [self.item] if self.item else []
        return "/".join(parts)


def answered_on(day: date | None, period: Period | None, as_of: date) -> date:
    """The day whose account manager answers for a verdict: its own ``day``, when it is due or was
    done, else the last of its period; today for what is still to come."""
    return min(day or (period.last if period else as_of), as_of)


@light()
class Finding:
    """One thing found. Verdicts of a policy have a ``ruling``; the code tells the ``level``."""

    code: str
    place: Place | None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    ruling: Ruling | None = None

    @property
    def id(self) -> str:
        """The id of the ruling, else one made of the code and the place."""
        if self.ruling:
            return self.ruling.id
        return f"{self.code}@{self.place}" if self.place else self.code

    @property
    def level(self) -> Level:
        return level_of(self.code)


def ruling_of(verdict: Finding) -> Ruling:
    """The ruling of a verdict, which is a finding that must have one."""
    assert verdict.ruling is not None
    return verdict.ruling
