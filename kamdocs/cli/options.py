"""Options that several commands share: each function makes a decorator for a language."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import wraps
from pathlib import Path
from typing import Any

import click

from kamdocs.cli import completing, typed
from kamdocs.faults import SetupFault
from kamdocs.model import Lang, Text

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
A_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
"""A file or folder that exists, as a path."""
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
"""A file or folder that is made if it is not there."""


def paths(lang: Lang, required: bool = True) -> Decorator:
    """Files, folders, or patterns for these; none are needed where not ``required``. The command
    gets a tuple of paths."""
    return click.argument(
        "paths",
        nargs=-1,
        required=required,
        type=typed.Paths(lang),
        metavar="PATH...",
        callback=_flat,
    )


def _flat(_: click.Context, __: click.Parameter, meant: Iterable[Any]) -> tuple[Path, ...]:
    """All paths that the arguments name together."""
    return tuple(path for those in meant for path in those)


def against(lang: Lang) -> Decorator:
    """``--against``, sheets to compare with; the command gets a tuple of paths."""
    words = Text(
        "与这些表格（文件或文件夹）比较，列出不同之处；可给多次",
        "Compare with these sheets (a file or folder) and list what differs; may be given several "
        "times.",
    )
    return click.option(
        "--against",
        multiple=True,
        type=typed.Paths(lang),
        metavar="PATH",
        callback=_flat,
        help=words.say(lang),
    )


def copies_folder(lang: Lang, option: str, words: Text) -> Decorator:
    """An option for a folder for copies of what was handed in."""
    return click.option(option, type=NEW_FOLDER, metavar="DIR", help=words.say(lang))


def as_of(lang: Lang) -> Decorator:
    """``--as-of``, the day that counts as today. The clock is read only in this file."""
    words = Text("以这一天为“今天”（默认：今天）", "The day that counts as today (default: today).")
    day = typed.day(lang)
    return click.option("--as-of", type=day, default=_today, help=words.say(lang))


def _today() -> date:
    """Today in China, wherever the machine is: policies are kept by Chinese days."""
    return datetime.now(timezone(timedelta(hours=8))).date()


def now() -> datetime:
    """The present time, with the local offset from UTC."""
    return datetime.now(UTC).astimezone()


def period(lang: Lang, required: bool = False) -> Decorator:
    words = Text(
        "只看这一期间：2026-09、2026Q3、2026H2或2026",
        "Look at this period only: 2026-09, 2026Q3, 2026H2 or 2026.",
    )
    some = typed.period(lang)
    return click.option("--period", type=some, required=required, help=words.say(lang))


def policy(lang: Lang) -> Decorator:
    words = Text(
        "制度的编号或名称（policy list列出），或.yaml文件的路径；可给多次"
        "（默认：kamdocs.toml里的制度，否则是policy list里带*的）",
        "Id or title of a policy (see policy list), or path of its .yaml file; may be given "
        "several times (default: those of kamdocs.toml, else those that policy list marks with *).",
    )
    return _policies(words.say(lang))


def fields_of(lang: Lang) -> Decorator:
    """``--policy``, the policies whose further fields are wanted, as ``policy_names``. It is parsed
    first, since the callbacks of other parameters use it."""
    words = Text(
        "制度的编号或名称，或.yaml文件的路径：连同这些制度另外要用的栏目；可给多次"
        "（默认：kamdocs.toml里的制度）",
        "Id or title of a policy, or path of its .yaml file: with the further fields that it "
        "needs; may be given several times (default: those of kamdocs.toml).",
    )
    return _policies(words.say(lang), is_eager=True)


def _policies(words: str, is_eager: bool = False) -> Decorator:
    return click.option(
        "--policy",
        "policy_names",
        multiple=True,
        is_eager=is_eager,
        metavar="ID",
        shell_complete=completing.policies,
        help=words,
    )


def values(lang: Lang) -> Decorator:
    words = Text(
        "换一个参数值看看会怎样，如key_sales=3000；可给多次",
        "Try another value of a parameter, such as key_sales=3000; may be given several times.",
    )
    return click.option(
        "--set",
        "values",
        multiple=True,
        metavar="PARAMETER=VALUE",
        callback=_values,
        help=words.say(lang),
    )


def _values(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, Any]:
    """The values of ``--set`` by parameter, parsed as in a policy file; SetupFault KD926 for one
    that is not NAME=VALUE."""
    if not given:
        return {}
    from kamdocs.data.written import scalar

    found = {}
    for words in given:
        name, equals, value = words.partition("=")
        if not equals or not name.strip():
            raise SetupFault("KD926", {"name": words})
        found[name.strip()] = scalar(value)
    return found


def shape(lang: Lang, *more: str) -> Decorator:
    words = Text("输出的格式", "Shape of the output.")
    choice = click.Choice(["text", "json", *more])
    return click.option(
        "--format", "shape", type=choice, default="text", show_default=True, help=words.say(lang)
    )


def report_file(lang: Lang) -> Decorator:
    words = Text("把结果写进文件，不在屏幕显示", "Write the result to a file, not the screen.")
    return click.option("-o", "--output", type=NEW_FILE, metavar="FILE", help=words.say(lang))


def workbook_file(lang: Lang, required: bool = False) -> Decorator:
    """``-o`` for a workbook that is to be written; ``refusing.a_workbook`` has to check it."""
    words = Text("写进这个.xlsx文件，不覆盖已有的", "Write this .xlsx file; none is overwritten.")
    return click.option(
        "-o",
        "--output",
        type=NEW_FILE,
        required=required,
        metavar="FILE.xlsx",
        help=words.say(lang),
    )


def baseline(lang: Lang) -> Decorator:
    """``--baseline``, the JSON report of an earlier run to compare with."""
    words = Text(
        "以前一次结果的findings.json：写明变坏、新出现、已解决和仍未解决的",
        "findings.json of an earlier run: tells what is worse, new, fixed and still open.",
    )
    return click.option("--baseline", type=A_FILE, metavar="FILE", help=words.say(lang))


def history(lang: Lang) -> Decorator:
    """``--history``, a folder with JSON reports of earlier runs to be put beside this one."""
    words = Text(
        "放着以前各期findings.json的文件夹（文件名不限）：各期并排对比",
        "Folder with findings.json of earlier periods, under any names: puts them side by side.",
    )
    return click.option("--history", type=A_FOLDER, metavar="DIR", help=words.say(lang))


def decisions(lang: Lang) -> Decorator:
    """``--decisions``, workbooks of findings that reviewers handed back, as a tuple of paths."""
    words = Text(
        "审核人填过处理意见的findings.xlsx；可给多次",
        "A findings.xlsx in which a reviewer wrote decisions; may be given several times.",
    )
    return click.option(
        "--decisions", multiple=True, type=A_FILE, metavar="FILE", help=words.say(lang)
    )


def folder(lang: Lang) -> Decorator:
    words = Text("结果写进这个文件夹", "Write the results into this folder.")
    return click.option(
        "-o", "--output", type=NEW_FOLDER, required=True, metavar="DIR", help=words.say(lang)
    )


_CUSTOMER = Text(
    "只看这家客户：编号、全称或档案里的简称；可给多次",
    "This customer only: code, full name or an alias of the archive; may be given several times.",
)
_TIER = Text(
    "只看这一类客户（按档案里的客户分类）；可给多次",
    "Customers of this tier only, as the archive declares it; may be given several times.",
)
_MANAGER = Text(
    "只看这位客户经理的客户；可给多次",
    "Customers of this account manager only; may be given several times.",
)


def choice(lang: Lang) -> Decorator:
    """``--customer``, ``--tier`` and ``--manager``, each of which may be given several times; the
    command gets them as one ``choice``."""
    several = (
        ("--customer", "customers", "CODE", _CUSTOMER),
        ("--tier", "tiers", "TIER", _TIER),
        ("--manager", "managers", "NAME", _MANAGER),
    )

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_choice(
            customers: tuple[str, ...],
            tiers: tuple[str, ...],
            managers: tuple[str, ...],
            **given: Any,
        ) -> Any:
            from kamdocs.forms import Choice  # forms come with the command, not with its help

            return command(choice=Choice(customers, tiers, managers), **given)

        decorated: Command = with_choice
        for flag, name, shown, words in reversed(several):
            option = click.option(flag, name, multiple=True, metavar=shown, help=words.say(lang))
            decorated = option(decorated)
        return decorated

    return decorate


def force(lang: Lang) -> Decorator:
    words = Text(
        "重写手工改过的和同名的文件",
        "Write over documents that were changed by hand and other files of their names, too.",
    )
    return click.option("--force", is_flag=True, help=words.say(lang))


def every(lang: Lang) -> Decorator:
    words = Text("合规和不适用的也逐项列出", "List what passed and what does not apply as well.")
    return click.option("--all", "every", is_flag=True, help=words.say(lang))


def full(lang: Lang) -> Decorator:
    words = Text(
        "逐条列出，同一原因、同样说法的也不合并",
        "List each finding by itself, even where many have one cause or say the same.",
    )
    return click.option("--full", is_flag=True, help=words.say(lang))


def strict(lang: Lang) -> Decorator:
    words = Text("有警告也以1退出", "Exit with 1 for warnings too.")
    return click.option("--strict", is_flag=True, help=words.say(lang))
