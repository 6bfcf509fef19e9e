"""Chooses the file for a new workbook of findings so that no decision in an earlier one is lost."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from kamdocs.faults import real
from kamdocs.intake import Manner, Source, read_decisions
from kamdocs.model import Lang, Report, Text

NAME = "findings.xlsx"

_KEPT = Text(
    "{file}里有审核人写的内容，没有覆盖；这次的检查结果写在{other}",
    "{file} holds what a reviewer wrote and was left as it is; the findings of this run are in "
    "{other}",
)


def room_for(
    folder: Path,
    report: Report,
    decisions: Collection[Path],
    lang: Lang,
    passwords: Sequence[str],
) -> Path:
    """The file in a folder to which the workbook of findings of a run is to be written.

    Not replaced, which is said on stderr, are a workbook that was handed back in this run
    (``decisions``), one with decisions that the new one would not contain, and one that kamdocs did
    not write. ``passwords`` are tried on workbooks that have one.
    """
    back = {real(path) for path in decisions}
    path, number = folder / NAME, 1
    while path.exists() and (real(path) in back or not _holds_no_more(path, report, passwords)):
        number += 1
        path = folder / f"findings ({number}).xlsx"
    if number > 1:
        facts = {"file": str(folder / NAME), "other": str(path)}
        click.echo(_KEPT.fill(lang, facts), err=True)
    return path


def _holds_no_more(path: Path, report: Report, passwords: Sequence[str]) -> bool:
    """Whether a workbook is one of findings and has no decisions but those of this run."""
    known = [one.values for one in report.decisions]
    (there,) = read_decisions([Source(path, path.name)], Manner(passwords, workers=1))
    return there.read and all(one.values in known for one in there.records)
