"""Refuses, before a command begins, periods about which nothing can be said and outputs that would
replace what people handed in or wrote. Each function raises click.BadParameter."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from kamdocs.faults import is_there, real
from kamdocs.model import Lang, Period, Text

_OVER = Text("到{day}为止，{period}已经过去", "{period} is over by {day}")
_NOT_BEGUN = Text("到{day}为止，{period}还没有开始", "{period} has not begun by {day}")
_OWN_INPUT = Text(
    "“{file}”是已有的表格、表单或设置，不能覆盖",
    "“{file}” is a sheet, form or setting of yours and is not to be overwritten",
)
_NO_WORKBOOK = Text("“{file}”不是.xlsx文件", "“{file}” is no .xlsx file")
_AMONG = Text(
    "“{folder}”里有交来的文件，请另选一个文件夹",
    "“{folder}” holds files that were handed in; choose another folder",
)
_INSIDE = Text(
    "“{folder}”在交来的文件夹“{given}”里面，写进去的下次会当作交来的文件读取，请另选一个文件夹",
    "“{folder}” lies inside “{given}”, which was handed in: what is written there would be read as "
    "handed in the next time; choose another folder",
)
_OTHER_SHAPE = Text(
    "“{file}”的后缀与--format {shape}不符：换一个后缀，或换一种--format",
    "the ending of “{file}” does not go with --format {shape}; change one of the two",
)
_SHAPES = {
    **{".xlsx": "xlsx", ".html": "html", ".htm": "html", ".json": "json"},
    **dict.fromkeys((".xlsm", ".docx", ".pdf"), ""),
}
"""What programs take a report for by its ending, and the endings under which they open none; under
any other it may be anything but a workbook."""
_KEPT = frozenset({".xlsx", ".xlsm", ".docx", ".yaml", ".yml", ".toml"})
_ONE_FOLDER = Text(
    "不能与--annotate是同一个文件夹，否则同名的副本互相覆盖",
    "must be another folder than that of --annotate, or copies of one name replace each other",
)


def begun(period: Period | None, day: date, lang: Lang) -> None:
    """Refuse a period that has not begun by the ``day`` that counts as today."""
    if period and period.start > day:
        words = _NOT_BEGUN.fill(lang, {"period": str(period), "day": day.isoformat()})
        raise click.BadParameter(words, param_hint="'--period'")


def over(period: Period, day: date, lang: Lang) -> None:
    """Refuse a period that is over by the ``day`` that counts as today: nothing can be planned in
    it."""
    if period.last < day:
        words = _OVER.fill(lang, {"period": str(period), "day": day.isoformat()})
        raise click.BadParameter(words, param_hint="'--period'")


def apart(output: Path, paths: Sequence[Path], lang: Lang) -> None:
    """Refuse an output that is one of the ``paths`` handed in, or an existing workbook, form,
    policy or configuration: a report never replaces one."""
    kept = output.suffix.casefold() in _KEPT and is_there(output)
    if kept or real(output) in [real(path) for path in paths]:
        words = _OWN_INPUT.fill(lang, {"file": str(output)})
        raise click.BadParameter(words, param_hint="'-o'")


def a_report(output: Path, shape: str, paths: Sequence[Path], lang: Lang) -> None:
    """Refuse an output that ``apart`` refuses, or with the ending of another ``shape`` of report
    than the one asked for, as which no program would open it."""
    apart(output, paths, lang)
    meant = _SHAPES.get(output.suffix.casefold(), "" if shape == "xlsx" else shape)
    if meant != shape:
        words = _OTHER_SHAPE.fill(lang, {"file": str(output), "shape": shape})
        raise click.BadParameter(words, param_hint="'-o'")


def a_workbook(output: Path, paths: Sequence[Path], lang: Lang) -> None:
    """Refuse an output without the ending .xlsx, or that ``apart`` refuses."""
    if output.suffix.casefold() != ".xlsx":
        words = _NO_WORKBOOK.fill(lang, {"file": str(output)})
        raise click.BadParameter(words, param_hint="'-o'")
    apart(output, paths, lang)


def outside(
    folder: Path,
    paths: Iterable[Path],
    lang: Lang,
    option: str = "-o",
    sheets: bool = True,
    copies: bool = False,
) -> None:
    """Refuse a folder for results that was itself handed in or lies within such a folder: the next
    run would read the results as handed in.

    With ``sheets``, for results that are sheets, also refuse the folder of a file that was handed
    in. With ``copies``, which have the names of their files, also refuse a folder above any file
    that was handed in.
    """
    whole = real(folder)
    for path in paths:
        given = real(path)
        within = given.is_dir() and whole.is_relative_to(given)
        among = given.is_relative_to(whole)
        beside = given.is_file() and given.parent == whole
        if within or (beside and sheets) or (among and copies):
            facts = {"folder": str(folder), "given": str(path)}
            words = (_AMONG if among else _INSIDE).fill(lang, facts)
            raise click.BadParameter(words, param_hint=f"'{option}'")


def alone(folder: Path) -> None:
    """Keep other runs out of a folder until the command ends; see ``outputs.alone``."""
    from kamdocs import outputs

    click.get_current_context().with_resource(outputs.alone(folder))


def two_folders(annotated: Path, fixed: Path, lang: Lang) -> None:
    """Refuse the same folder for annotated and repaired copies: they have the same names."""
    if real(annotated) == real(fixed):
        raise click.BadParameter(_ONE_FOLDER.say(lang), param_hint="'--fix'")
