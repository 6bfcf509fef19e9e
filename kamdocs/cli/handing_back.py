"""Where a new workbook of findings goes, so that no decision in an earlier one is lost."""

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
    """The file in a folder to which the workbook of a run is written.

    A workbook that was handed back in this run, one with decisions that the new one would not hold
    again, and one that kamdocs did not write stay as they are; that is said. ``passwords`` are
    tried on one that has a password.
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
    """Whether a workbook is one of findings, with no decision but those of this run."""
    known = [one.values for one in report.decisions]
    (there,) = read_decisions([Source(path, path.name)], Manner(passwords, workers=1))
    return there.read and all(one.values in known for one in there.records)
