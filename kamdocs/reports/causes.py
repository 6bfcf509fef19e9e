"""Findings of one cause together: a column of wrong dates is one thing to be told, not forty."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kamdocs.model import Finding, Lang, Level, Place, Text, listed
from kamdocs.reports.cells import cell_words
from kamdocs.words import how_to_mend, phrases, what, what_of_many

LEAST = 4
"""So many of one cause are told together. Three are read as quickly one by one, and each of them
then stands with its own cell."""

_OF_THE_SHEET = frozenset({"KD104", "KD137", "KD198"})
"""Codes whose cause is the sheet as a whole: unknown headings stand beside each other, what a role
did not see is hidden all over, and who types over one control of a form types over the others."""
_OF_THE_BATCH = frozenset({"KD104", "KD153", "KD302", "KD303", "KD311"})
"""Codes that have one cause wherever their cells stand: one department's heading, one customer
whose archive is lacking or comes with every file. What is said of a row, a sheet or a whole file
always has."""
_OF_THE_ARCHIVE = frozenset({"KD317"})
"""Codes that are said of each sheet of the archive and have one cause in all of them: where every
customer has a file, whoever was not visited would else be told in a line of its own."""
_VALUES = frozenset({"value", "other_value", "why"})
"""Facts that tell what stands in a cell and what ails it, though they may be words of ours."""
_TO_CHECK = frozenset({"KD118"})
"""Notes that ask somebody to look; of the others nothing need be done."""
_TO_READ = frozenset({"KD168"})
"""Notes that tell whoever runs the command how to have more read."""
_FILES_SHOWN = 5


class Group(NamedTuple):
    """Findings of one cause, in order; most groups hold one. ``alike`` ones stand in several files
    and say the same word for word."""

    findings: tuple[Finding, ...]
    alike: bool = False

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell concerned; a finding may name several (``places`` among its facts)."""
        return tuple(place for finding in self.findings for place in places_of(finding))

    @property
    def over_files(self) -> bool:
        """Whether they are several and stand in several files."""
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


def each_alone(findings: Iterable[Finding]) -> list[Group]:
    """Every finding by itself."""
    return [Group((finding,)) for finding in findings]


def by_cause(findings: Sequence[Finding]) -> list[Group]:
    """The findings, those of one cause together; a group stands where its first finding stood.

    One cause is: the same said of several files, or the same code of one field of a sheet, or a
    code of the archive in all its sheets.
    """
    sayings = [_said(finding) for finding in findings]
    wide = _said_of_many_files(findings, sayings)
    causes: dict[Hashable, list[int]] = {}
    for at, (finding, said) in enumerate(zip(findings, sayings, strict=True)):
        causes.setdefault(said if said in wide else _cause(finding), []).append(at)
    groups: list[tuple[int, Group]] = []
    for cause, those in causes.items():
        together = cause in wide or len(those) >= LEAST
        for part in [those] if together else [[at] for at in those]:
            same = tuple(findings[at] for at in part)
            groups.append((part[0], Group(same, alike=cause in wide)))
    return [group for _, group in sorted(groups, key=lambda one: one[0])]


def _said(finding: Finding) -> Hashable:
    """What is said, whatever the place: the code with all its facts. None where it is said of
    one cell, and is another cause in another file."""
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
    """Code, sheet and column, and the words of ours that the finding cites: field, rule, bound. A
    field has one column, or several where customers or months stand across."""
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
    """What is said of the findings of one cause: which, where, what, and how to mend them.

    ``count`` is how many findings they are, ``places`` are all their cells.
    """

    code: str
    level: Level
    where: str
    what: str
    mend: str
    count: int
    places: tuple[Place, ...]


def causes(findings: Sequence[Finding], lang: Lang, full: bool = False) -> list[Cause]:
    """Findings on the data in words, those of one cause together unless ``full``."""
    groups = each_alone(findings) if full else by_cause(findings)
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
    """Whether somebody has to mend or look at something; of most notes nothing need be done."""
    return finding.level is not Level.NOTE or finding.code in _TO_CHECK


def _where(group: Group, lang: Lang) -> str:
    """The cells of a group; of one cause in many files the first few files."""
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
