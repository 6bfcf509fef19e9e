"""The steps of the Word forms in one file: documents made from the book, and filled ones read back
and checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from kamdocs import compliance, forms, intake
from kamdocs.faults import real
from kamdocs.filenames import BESIDE, Names
from kamdocs.grading import Scale
from kamdocs.model import (
    CUSTOMER,
    Classes,
    Directory,
    Fact,
    FileReading,
    Finding,
    Place,
    Policy,
    Record,
    Report,
    Status,
    no_classes,
    ruling_of,
)
from kamdocs.review import Seen, book_of, gather, quietly, read, settled, together, validate
from kamdocs.sheets import Schemas, built_in


def documents(
    wanted: Iterable[forms.Form],
    report: Report,
    basis: forms.Basis,
    filenames: Names | None = None,
) -> "list[forms.Documents]":
    """The Word documents of some forms; blank cells that a clause asks for, by the ``report``, are
    marked in them.

    ``filenames`` hands out the names of their files. Every template is looked at before the first
    document is made.
    """
    basis = replace(basis, asked=asked_for(report))
    return [
        forms.documents(
            form,
            basis,
            filenames,
            scale_for(form, report.policies, basis.schemas),
            _classes_for(form, report, basis),
        )
        for form in wanted
    ]


def _classes_for(form: forms.Form, report: Report, basis: forms.Basis) -> Classes:
    """For a form that is only for some tiers: the tiers of customers by their figures, besides the
    declared ones. They are those of the policy whose paper form it is, if the report is on that
    policy, since its rules go by them."""
    if not form.tiers:
        return no_classes
    return compliance.classes_for(report.policies, form.policy, basis.book, basis.schemas)


def blank_form(
    form: forms.Form,
    schemas: Schemas,
    company: str,
    policies: Sequence[Policy],
    filenames: Names,
) -> "forms.Documents":
    """An empty form to fill in. One of gradings prints the scale that ``scale_for`` finds."""
    return forms.blank(form, schemas, company, scale_for(form, policies, schemas), filenames)


def scale_for(form: forms.Form, policies: Sequence[Policy], schemas: Schemas) -> Scale | None:
    """The scale that a form of gradings uses for its points: that of the given policies, else that
    of the policy whose paper form it is; None for other forms."""
    if form.each != "grading":
        return None
    found = compliance.scale_for(policies, form.each)
    if found is None and form.policy in compliance.built_in():
        # That policy is not held here: it goes by its own fields and choices.
        own = compliance.find_policy(form.policy, built_in())
        return compliance.scale_for([own], form.each)
    return found


_OF_ALL_SHEETS = frozenset({"KD317"})
"""Findings on what is lacking beside an archive, which say nothing of a few forms."""
_DOCUMENTS = frozenset({".docx", ".docm", ".doc", ".wps", ".odt", ".rtf"})
_ASKING = (Status.FAIL, Status.UNKNOWN, Status.WARN)
"""The statuses of verdicts that ask for a blank field, worst first."""


def gather_forms(paths: Sequence[Path]) -> list[intake.Source]:
    """The documents that the user names: files, and those of Word and the like in folders. One in
    another format is not left out, so that it is reported as not read."""
    named = {real(path) for path in paths if not path.is_dir()}
    return [
        replace(source, passed=False)
        for source in gather(paths)
        if real(source.path) in named
        or (source.path.suffix.casefold() in _DOCUMENTS and not source.path.name.startswith(BESIDE))
    ]


def _read_forms(
    sources: Sequence[intake.Source],
    known: Mapping[str, forms.Form],
    schemas: Schemas,
    seen: Seen,
    manner: intake.Manner,
) -> list[FileReading]:
    """Read forms that were filled in, in the order given. ``known`` are the forms that they may be,
    whose templates must be on this machine. SetupFault KD510 where a template cannot be opened."""
    forms.open_templates(known)  # here, where it may be raised
    manner = manner._replace(scheduler=None)
    reader = partial(
        _read_form,
        known=dict(known),  # as it goes to other processes
        schemas=schemas,
        door=manner.door,
    )
    return list(_each(sources, reader, intake.not_read, seen, manner))


def _read_form(
    source: intake.Source,
    known: Mapping[str, forms.Form],
    schemas: Schemas,
    door: intake.Door,
) -> FileReading:
    content = intake.document_of(source, door)
    if isinstance(content, Finding):
        return FileReading(source.shown, "", 0, False, findings=(content,))
    filled = forms.read(source.shown, content, known, schemas)
    return intake.reading_of(filled, content, schemas)


def verify_forms(
    sources: Sequence[intake.Source],
    schemas: Schemas,
    key: bytes,
    seen: Seen,
    manner: intake.Manner,
) -> list[forms.Held]:
    """Compare documents that kamdocs made, each with the seal in it, in the order given."""
    reader = partial(_verify_form, schemas=schemas, key=key, door=manner.door)
    return list(_each(sources, reader, _not_held, seen, manner))


def _verify_form(
    source: intake.Source,
    schemas: Schemas,
    key: bytes,
    door: intake.Door,
) -> forms.Held:
    content = intake.document_of(source, door)
    if isinstance(content, Finding):
        return forms.Held(source.shown, findings=(content,))
    return forms.verified(source.shown, content, schemas, key)


def _not_held(source: intake.Source, code: str, facts: Mapping[str, Fact]) -> forms.Held:
    return forms.Held(source.shown, findings=(Finding(code, Place(source.shown), facts),))


T = TypeVar("T")


def _each(
    sources: Sequence[intake.Source],
    reader: Callable[[intake.Source], T],
    lost: Callable[[intake.Source, str, Mapping[str, Fact]], T],
    seen: Seen,
    manner: intake.Manner,
) -> Iterator[T]:
    """Read each document in another process, as sheets are: documents come by mail, and a harmful
    one must not stop the run. ``lost`` gives the result for one whose process died."""
    found = intake.read_each(sources, reader, lost, manner)
    for source, one in zip(sources, found, strict=True):
        seen(source.shown)
        yield one


def check_forms(
    sources: Sequence[intake.Source],
    of: Mapping[str, forms.Form],
    schemas: Schemas,
    as_of: date,
    known: Sequence[Record],
    seen: Seen = quietly,
    manner: intake.Manner = intake.PLAIN,
) -> tuple[Report, list[Record]]:
    """Forms that were filled in, read and validated as sheets are; the report and the records.

    ``of`` are the forms that they may be. ``known`` are the records of an archive, whose customers
    the forms may name.
    """
    files = _read_forms(sources, of, schemas, seen, manner)
    names = {file.file for file in files}
    told = [record for file in files for record in file.records if record.kind == CUSTOMER]
    mine = Directory(told)
    others = [
        one
        for one in known
        if one.kind == CUSTOMER and not mine.find(one.text("code"), one.text("name")).key
    ]
    behind = FileReading("", "", 0, True, records=tuple(others))
    records, findings = validate([*files, behind], schemas, as_of)
    found = tuple(
        one
        for one in findings
        if one.place and one.place.file in names and one.code not in _OF_ALL_SHEETS
    )
    records = [record for record in records if record.row.file in names]
    return Report(as_of=as_of, files=tuple(files), findings=found), records


def archive(
    paths: Iterable[Path],
    schemas: Schemas,
    as_of: date,
    manner: intake.Manner,
) -> tuple[list[Record], list[FileReading]]:
    """The records of sheets that were handed in before, with only today's row of each customer, and
    how reading the sheets went."""
    handed_in = read(gather(paths), schemas, as_of, manner=manner)
    records, _ = together(handed_in, schemas, as_of)
    files = [one.file for one in handed_in]
    today = book_of(records, settled(files, records, schemas, as_of), schemas, as_of).customers
    return [*today, *(record for record in records if record.kind != CUSTOMER)], files


def asked_for(report: Report) -> dict[Place, dict[str, str]]:
    """For each row the blank fields that the policies ask for, each with the clauses that do."""
    rows = {
        record.place(name): record.row
        for file in report.files
        for record in file.records
        if not record.columns  # in a form, the cells of a record stand in many rows
        for name in record.cells
    }
    asked: dict[Place, dict[str, list[str]]] = {}
    for verdict in chain.from_iterable(map(report.weighing, _ASKING)):
        ruling = ruling_of(verdict)
        for near in ruling.near:
            name = near.facts.get("name")
            if near.code == "KD201" and isinstance(name, str):
                row = rows.get(near.place) or replace(near.place, column=0)
                clause = f"{ruling.policy} {ruling.clause}"
                clauses = asked.setdefault(row, {}).setdefault(name, [])
                if clause not in clauses:
                    clauses.append(clause)
    return {
        row: {name: "、".join(clauses) for name, clauses in fields.items()}
        for row, fields in asked.items()
    }
