"""Shows results on stdout or writes them into a file; everything else goes to stderr."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from json.encoder import encode_basestring_ascii as escaped
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import consoles
from kamdocs.cli.exits import Exit
from kamdocs.model import Lang, Plan, Report
from kamdocs.reports import Around, Line, as_json, as_lines, as_page, as_workbook, plain

if TYPE_CHECKING:
    from rich.progress import Progress

    from kamdocs.cli.locking import Lock
    from kamdocs.intake import Source
    from kamdocs.reports.differing import Difference
    from kamdocs.reports.history.trend import Trend
    from kamdocs.sheets import Schemas

STYLES = {
    "error": "red",
    "fail": "bold red",
    "unknown": "bold yellow",
    "warning": "yellow",
    "late": "yellow",
    "warn": "yellow",
    "unattested": "cyan",
    "due-soon": "magenta",
    "pending": "blue",
    "pass": "green",
    "note": "cyan",
    "title": "bold",
    "clause": "bold",
    "dim": "dim",
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_NAME_COLUMNS = 40
_AT_ONCE = 1_000
"""The number of lines that are written into a pipe at once."""


def show_report(
    report: Report,
    shape: str,
    output: Path | None,
    lang: Lang,
    every: bool = False,
    full: bool = False,
    more: Iterable[Line] = (),
) -> None:
    """Show the report as JSON or as lines, in a file (``output``) or on the screen. ``more`` are
    lines to be added, about earlier runs."""
    if shape == "json":
        show_json(as_json(report), output)
    else:
        show(as_lines(report, lang, every, full, more), output)


def say_blank(report: Report, lang: Lang) -> None:
    """Say on stderr, where that is so, that sheets were handed in without a single row: then what
    the report says of customers need not worry anybody."""
    sheets = [sheet for file in report.files for sheet in file.sheets if sheet.kind]
    filled = any(sheet.rows or sheet.skipped.get("void") for sheet in sheets)
    if sheets and report.recognised and not filled:
        from kamdocs.words.starting import EMPTY

        click.echo(EMPTY.say(lang), err=True)


def more_lines(
    since: "Difference | None", trend: "Trend | None", lang: Lang, every: bool = False
) -> Iterator[Line]:
    """What a report tells besides: what changed ``since`` an earlier run, in the words of ``kamdocs
    diff``, and earlier periods beside this one (``trend``); nothing without such runs."""
    if since:
        from kamdocs.reports.difference import difference_lines

        yield Line()
        yield from difference_lines(since, lang, every)
    if trend:
        from kamdocs.reports.history.saying import trend_lines

        yield from trend_lines(trend, lang)


def show(lines: Iterable[Line], output: Path | None) -> None:
    """Show lines, in a file (``output``) or on the screen."""
    if output is None:
        show_lines(lines)
    else:
        _put((plain((line,)) for line in lines), output)


def show_json(parts: Iterable[str], output: Path | None) -> None:
    """Show JSON, given in parts, in a file (``output``) or on the screen."""
    _put(parts if output or consoles.is_utf_8(sys.stdout) else map(_in_ascii, parts), output)


def _in_ascii(told: str) -> str:
    """JSON with escapes for all that is not ASCII, which says the same; for a stdout in another
    encoding than UTF-8. PowerShell takes what comes through a pipe for text in the code page of the
    console, and would make other characters of it."""
    return _NOT_ASCII.sub(lambda found: escaped(found[0])[1:-1], told)


def show_page(report: Report, around: Around, output: Path | None, lang: Lang) -> None:
    """Show the report as an HTML page, in a file (``output``) or on stdout."""
    _put(as_page(report, around, lang), output)


def show_plan(plan: Plan, schemas: "Schemas", shape: str, lang: Lang) -> None:
    """Show a plan on stdout, as JSON or as lines."""
    from kamdocs.reports.planning import plan_json, plan_lines

    if shape == "json":
        show_json((plan_json(plan),), None)
    else:
        show_lines(plan_lines(plan, schemas, lang))


def show_workbook(
    report: Report,
    around: Around,
    output: Path,
    sources: "Iterable[Source]",
    lang: Lang,
    lock: "Lock | None",
) -> None:
    """Write the report as a workbook into a file, with the password of ``lock`` if there is one."""
    content = workbook(report, around, output, sources, lang)
    _written(output, (lock.closed(content) if lock else content,))


def workbook(
    report: Report, around: Around, output: Path, sources: "Iterable[Source]", lang: Lang
) -> bytes:
    """The bytes of the report as a workbook that is to be the file ``output``; ``sources`` are the
    files to which it links."""
    files = {one.shown: one.path for one in sources}
    return as_workbook(report, around, output.parent, files, lang)


def _put(parts: Iterable[str], output: Path | None) -> None:
    # the name of a file may be no UTF-8, and so may what is said of it
    encoded = (part.encode("utf-8", "replace") for part in parts)
    if output is None:
        sys.stdout.buffer.writelines(encoded)
    else:
        _written(output, encoded)


def _written(output: Path, parts: Iterable[bytes]) -> None:
    from kamdocs import outputs

    outputs.write_parts(output, parts)
    click.echo(str(output), err=True)


def show_lines(lines: Iterable[Line]) -> None:
    """Print lines: wrapped and coloured on a terminal, plain into a pipe."""
    if not sys.stdout.isatty():
        rest = iter(lines)
        while some := plain(islice(rest, _AT_ONCE)):
            click.echo(some, nl=False)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text as Words

    console = Console(highlight=False)
    for line in lines:
        words = Words(line.safe, style=STYLES.get(line.style, ""))
        console.print(Padding(words, (0, 0, 0, 2 * line.depth)))


@contextmanager
def progress(names: Sequence[str], named: bool = True) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr, if that is a terminal and there are at least two files.

    ``names`` are the files to come. Yields a function that has to be called with the name of each
    file that is done. The bar shows the first file that is not done yet, or, where files may not be
    ``named``, only how many are.
    """
    if not sys.stderr.isatty() or len(names) < 2:
        yield lambda name: None
        return
    left = dict.fromkeys(names)
    with _bar() as bar:
        task = bar.add_task(_short(names[0]) if named else "", total=len(names))

        def done(name: str) -> None:
            left.pop(name, None)
            shown = _short(next(iter(left), "")) if named else ""
            bar.update(task, advance=1, description=shown)

        yield done


@contextmanager
def counted(total: int) -> Iterator[Callable[[str], None]]:
    """A progress bar, as ``progress``, for ``total`` documents. Yields a function that has to be
    called with the name of each document that is made."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda name: None
        return
    with _bar() as bar:
        task = bar.add_task("", total=total)
        yield lambda name: bar.update(task, advance=1, description=_short(name))


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.table import Column

    name = TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True))
    return Progress(BarColumn(), MofNCompleteColumn(), name, console=Console(stderr=True))


def _short(name: str) -> str:
    """The end of a name, which says most, in at most ``_NAME_COLUMNS`` columns; Chinese characters
    take two."""
    from rich.cells import cell_len

    shown = Line(name).safe
    if cell_len(shown) <= _NAME_COLUMNS:
        return shown
    while cell_len(shown) >= _NAME_COLUMNS:
        shown = shown[1:]
    return f"…{shown}"


def exit_code(report: Report, strict: bool) -> int:
    """The exit code: 3 where something was not read, 1 where there is something to object to (with
    ``strict`` also a warning), else 0."""
    checked = any(report.subjects)
    if report.unread or not report.recognised:
        return Exit.UNREADABLE
    sound = report.faultless if strict else report.compliant
    if report.policies and not checked:
        sound = False
    return Exit.CLEAN if sound else Exit.FINDINGS
