"""What a reviewer wrote into a workbook of findings, read as any sheet is: by headings, from any
program, in any order of columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kamdocs.intake.opening import Source
from kamdocs.intake.workers.manner import Manner, read_all
from kamdocs.model import DECISION, FileReading, Finding, Level, Place, Record
from kamdocs.sheets import decision_schema

_WRITTEN = (
    "decision",
    "reason",
    "valid_until",
    "requested_by",
    "approved_by",
    "approved_on",
    "alias_of",
)
"""The fields that stand blank until somebody decides."""
_OF_OTHER_SHEETS = frozenset({"KD103", "KD104", "KD105", "KD123", "KD125", "KD185"})
"""Said of sheets and columns in which nobody decides, or of a list in which nobody did."""
_LACKING = "KD105"
_UNRECOGNISED = frozenset({"KD102", "KD182"})


def read_decisions(sources: Sequence[Source], manner: Manner) -> Iterator[FileReading]:
    """The decisions in files, each with its cells. Nothing about them raises.

    A file without the columns of decisions, or that does not open, is not ``read``, and says so.
    """
    return map(_decisions_in, read_all(sources, {DECISION: decision_schema()}, manner))


def _decisions_in(file: FileReading) -> FileReading:
    if file.passed:  # given by its name, it was meant to have decisions: a picture, findings.json
        told = (Finding("KD567", Place(file.file)),)
        return replace(file, passed=False, read=False, findings=told)
    records = tuple(one for one in file.records if _decided(one))
    return replace(
        file,
        records=records,
        sheets=tuple(
            replace(
                sheet,
                rows=sum(one.row.sheet == sheet.sheet for one in records),
                cells=sum(len(one.values) for one in records if one.row.sheet == sheet.sheet),
                skipped={},
                speaks_from=None,
                speaks_until=None,
            )
            for sheet in file.sheets
            if sheet.kind
        ),
        findings=tuple(_of_decisions(file, records)),
    )


def _decided(record: Record) -> bool:
    return any(record.get(name) is not None for name in _WRITTEN)


def _of_decisions(file: FileReading, records: Iterable[Record]) -> Iterable[Finding]:
    """What was found in the rows of decisions, and what is said of the file as a whole."""
    rows = {(one.row.sheet, one.row.row) for one in records}
    named: dict[str, list[bool]] = {}
    for one in records:
        named.setdefault(one.row.sheet, []).append(one.get("finding_id") is not None)
    for finding in file.findings:
        place = finding.place or Place(file.file)
        if finding.code in _UNRECOGNISED:
            yield Finding("KD567", Place(file.file))
        elif finding.code == _LACKING and not any(named.get(place.sheet, [True])):
            yield Finding("KD583", place, {"count": len(named[place.sheet])})
        elif finding.code in _OF_OTHER_SHEETS or finding.level is Level.NOTE:
            continue
        elif not place.row or (place.sheet, place.row) in rows:
            yield finding
