"""Puts findings with one cause together: a column of wrong dates is one thing to say, not forty."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kamdocs.model import Finding, Lang, Level, Place, Text, listed
from kamdocs.reports.cells import cell_words
from kamdocs.words import how_to_mend, phrases, what, what_of_many

LEAST = 4
"""The fewest findings with one cause that are put together. Three are read as quickly one by one,
each with its own cell."""

_OF_THE_SHEET = frozenset({"KD104", "KD137", "KD198"})
"""The codes whose cause is the sheet as a whole: unknown headings stand beside each other, what is
hidden from a role is hidden everywhere, and those who type over one control type over others."""
_OF_THE_BATCH = frozenset({"KD104", "KD153", "KD302", "KD303", "KD311"})
"""The codes that have one cause in whichever files their cells stand: a department's heading, a
customer who is lacking in the archive. Findings on a row, a sheet or a whole file always have."""
_OF_THE_ARCHIVE = frozenset({"KD317"})
"""The codes that are reported for each sheet of the archive and have one cause in all of them:
where each customer has a file of its own, each would otherwise get a line of its own."""
_VALUES = frozenset({"value", "other_value", "why"})
"""The facts that say what stands in a cell and what is wrong with it, even if in our words."""
_TO_CHECK = frozenset({"KD118"})
"""The notes that somebody has to look at; about the others nothing need be done."""
_TO_READ = frozenset({"KD168", "KD671"})
"""The notes that tell whoever runs the command what else to hand in, or to take away."""
_FILES_SHOWN = 5


class Group(NamedTuple):
    """Findings with one cause, in order; most groups have only one. ``alike`` findings stand in
    several files and say the same word for word."""

    findings: tuple[Finding, ...]
    alike: bool = False

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def places(self) -> tuple[Place, ...]:
        """All cells concerned; a finding may name several (``places`` among its facts)."""
        return tuple(place for finding in self.findings for place in places_of(finding))

    @property
    def over_files(self) -> bool:
        """Whether there are several findings, in several files."""
        return len(self.findings) > 1 and len(self.files) > 1

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.file for place in self.places))


def places_of(finding: Finding) -> tuple[Place, ...]:
    """The cells that a finding is about."""
    named = finding.facts.get("places")
    if isinstance(named, tuple):
        return named
    return (finding.place,) if finding.place else ()


def _each_alone(findings: Iterable[Finding]) -> list[Group]:
    """The findings, each in a group of its own."""
    return [Group((finding,)) for finding in findings]


def by_cause(findings: Sequence[Finding]) -> list[Group]:
    """The findings in groups with one cause, each at the position of its first finding.

    Findings have one cause where they say the same about several files, where they have the same
    code for one field of a sheet, or where the code is one of ``_OF_THE_ARCHIVE``.
    """
    sayings = [_said(finding) for finding in findings]
    wide = _said_of_many_files(findings, sayings)
    causes = [
        said if said in wide else _cause(finding)
        for finding, said in zip(findings, sayings, strict=True)
    ]
    return [
        Group(tuple(findings[at] for at in those), alike=causes[those[0]] in wide)
        for those in in_groups(causes)
    ]


def in_groups(causes: Sequence[Hashable]) -> list[list[int]]:
    """The positions of some causes in groups, in the order of the first of each: those of one cause
    are a group where there are at least ``LEAST`` of them, else each is one by itself."""
    positions: dict[Hashable, list[int]] = {}
    for at, cause in enumerate(causes):
        positions.setdefault(cause, []).append(at)
    groups: list[list[int]] = []
    for those in positions.values():
        groups += [those] if len(those) >= LEAST else [[at] for at in those]
    return sorted(groups)


def _said(finding: Finding) -> Hashable:
    """What a finding says, whatever its place: the code with all its facts. None for a finding on
    one cell whose cause is another one in another file."""
    if finding.place is None or (finding.place.column and finding.code not in _OF_THE_BATCH):
        return None
    return (finding.code, repr(sorted(finding.facts.items(), key=lambda pair: pair[0])))


def _said_of_many_files(findings: Sequence[Finding], sayings: Sequence[Hashable]) -> set[Hashable]:
    files: dict[Hashable, set[str]] = {}
    for finding, said in zip(findings, sayings, strict=True):
        if said and finding.place:
            files.setdefault(said, set()).add(finding.place.file)
    return {said for said, those in files.items() if len(those) >= LEAST}


def _cause(finding: Finding) -> Hashable:
    """What findings with one cause have in common: code, sheet, column, and those facts that are
    our words, such as field, rule and bound. A field has several columns where customers or months
    stand across."""
    place = finding.place or Place("")
    if finding.code in _OF_THE_ARCHIVE:
        return (finding.code, repr(finding.facts.get("kind")))
    if finding.code in _OF_THE_SHEET:
        return (finding.code, place.file, place.sheet)
    cited = tuple(
        (name, fact)
        for name, fact in sorted(finding.facts.items(), key=lambda pair: pair[0])
        if isinstance(fact, Text) and name not in _VALUES
    )
    column = 0 if "field" in dict(cited) else place.column
    return (finding.code, place.file, place.sheet, column, cited)


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings with one cause in words: where they are, what is wrong, how to mend it.

    ``count`` is the number of findings, ``places`` are all their cells.
    """

    code: str
    level: Level
    where: str
    what: str
    mend: str
    count: int
    places: tuple[Place, ...]


def causes(findings: Sequence[Finding], lang: Lang, full: bool = False) -> list[Cause]:
    """Findings on data in words, those with one cause together unless ``full``."""
    groups = _each_alone(findings) if full else by_cause(findings)
    return [_in_words(group, lang) for group in groups]


def _in_words(group: Group, lang: Lang) -> Cause:
    first = group.first
    alike = group.alike or len(group.findings) == 1
    asks = asks_for_something(first) or first.code in _TO_READ
    return Cause(
        code=first.code,
        level=first.level,
        where=_where(group, lang),
        what=what(first, lang) if alike else what_of_many(group.findings, lang),
        mend=how_to_mend(first.code, first.facts, lang) if asks else "",
        count=len(group.findings),
        places=group.places,
    )


def asks_for_something(finding: Finding) -> bool:
    """Whether somebody has to mend or look at something; about most notes nothing need be done."""
    return finding.level is not Level.NOTE or finding.code in _TO_CHECK


def _where(group: Group, lang: Lang) -> str:
    """The cells of a group in words; of many files only the first few."""
    if not group.over_files:
        return cell_words(group.places, lang)
    files = group.files
    shown = [
        cell_words([place for place in group.places if place.file == file], lang)
        for file in files[:_FILES_SHOWN]
    ]
    if len(files) > _FILES_SHOWN:
        shown.append(phrases.MORE_FILES.fill(lang, {"count": str(len(files) - _FILES_SHOWN)}))
    return phrases.IN_FILES.fill(lang, {"count": str(len(files)), "places": listed(shown, lang)})
