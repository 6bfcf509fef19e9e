"""Chooses the file for a new workbook of findings so that no decision in an earlier one is lost."""

from collections.abc import Collection, Sequence
from pathlib import Path

import click

from kamdocs.faults import real
from kamdocs.intake import Door, Manner, Source, read_decisions
from kamdocs.model import Lang, Report, Text

NAME = "findings.xlsx"

_KEPT = Text(
    "{file}里有审核人写的内容，没有覆盖；这次的检查结果写在{other}",
    "{file} holds what a reviewer wrote and was left as it is; the findings of this run are in "
    "{other}",
)
_UNREAD = Text(
    "{file}读不出检查结果（正被别的程序打开，要另外的密码，或者是别的文件），里面有没有审核人写的内容"
    "不清楚，没有覆盖；这次的检查结果写在{other}",
    "{file} cannot be read as findings (another program has it open, it wants another password, "
    "or it is another file); whether a reviewer wrote in it is not known, and it was left as it "
    "is; the findings of this run are in {other}",
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
    first = kept = _kept(path, back, report, passwords)
    while kept:
        number += 1
        path = folder / f"findings ({number}).xlsx"
        kept = _kept(path, back, report, passwords)
    if first:
        facts = {"file": str(folder / NAME), "other": str(path)}
        click.echo(first.fill(lang, facts), err=True)
    return path


def _kept(
    path: Path, back: Collection[Path], report: Report, passwords: Sequence[str]
) -> Text | None:
    """Why a workbook stays as it is. None where there is none, or where it is one of findings and
    has no decisions but those of this run."""
    if not path.exists():
        return None
    if real(path) in back:
        return _KEPT
    (there,) = read_decisions([Source(path, path.name)], Manner(Door(passwords), workers=1))
    if not there.read:
        return _UNREAD
    known = [one.values for one in report.decisions]
    return None if all(one.values in known for one in there.records) else _KEPT
