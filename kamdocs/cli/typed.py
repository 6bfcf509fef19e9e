"""Days, periods and paths as people type them in a command line: the types of parameters."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from kamdocs.cli import patterns
from kamdocs.cli.mistyped import QUOTES
from kamdocs.faults import is_there
from kamdocs.model import Lang, Period, Text, Unread

_DAY_WRONG = Text(
    "“{value}”不是日期{why}，请写成2026-10-08", "“{value}” is not a day{why}; write 2026-10-08"
)
_TO_READ = Text("要写读哪些文件或文件夹", "Name the files or folders to be read")
_NO_MATCH = Text(
    "没有与“{value}”相符的文件或文件夹", "no file or folder matches the pattern “{value}”"
)
_NEAR = Text(
    "没有“{value}”这个文件或文件夹，最接近的是“{near}”",
    "there is no file or folder “{value}”; nearest: “{near}”",
)
_QUOTE_WITHIN = Text(
    '没有“{value}”。写成"…\\"的路径，Windows会把后面的也当作它的一部分：去掉引号前面的“\\”',
    'there is no “{value}”; of a path written "…\\" Windows takes what follows for a part: leave '
    "out the “\\” before the quote",
)
_PERIOD_WRONG = Text(
    "“{value}”不是期间{why}，请写成2026-09、2026Q3、2026H2或2026",
    "“{value}” is not a period{why}; write 2026-09, 2026Q3, 2026H2 or 2026",
)
_A_DAY = Text("（这是一天）", " but a day")
_EARLIEST, _LATEST = date(1949, 10, 1), date(2100, 12, 31)


class Parsed(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A parameter that ``parse`` makes of what was typed; where that raises ValueError, ``wrong``
    is the message, with what the error says for ``why``."""

    def __init__(self, name: str, parse: Callable[[str], Any], wrong: Text, lang: Lang) -> None:
        self.name, self.parse, self.wrong, self.lang = name, parse, wrong, lang

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        if not isinstance(value, str):  # a default
            return value
        try:
            return self.parse(value.strip(QUOTES))
        except ValueError as amiss:
            why = amiss.args[0].say(self.lang) if amiss.args else ""
            self.fail(self.wrong.fill(self.lang, {"value": value, "why": why}), param, ctx)


def _day(words: str) -> date:
    """A day as cells may have it; ValueError, perhaps with a reason, for others."""
    with suppress(ValueError):
        return _within(date.fromisoformat(words))
    from kamdocs.intake.values.days import read_day

    return _within(_read(read_day(words)))


def _period(words: str) -> Period:
    """A period as cells may have it; ValueError, perhaps with a reason, for others. A day stands
    for its month in a column of months only: here it may be meant for ``--as-of``."""
    try:
        found = Period.parse(words)
    except ValueError:
        from kamdocs.intake.values.days import read_day, read_period

        if not isinstance(read_day(words), Unread):
            raise ValueError(_A_DAY) from None
        found = _read(read_period(words))
    _within(found.last)
    return found


def _read(found: Any) -> Any:
    """What was read; ValueError, with the reason where one is known, for what could not be."""
    if isinstance(found, Unread):
        why = found.facts.get("why")
        raise ValueError(*[why] if isinstance(why, Text) else [])
    return found


def _within(day: date) -> date:
    """The day; ValueError where it is too early or too late to be meant."""
    if not _EARLIEST <= day <= _LATEST:
        raise ValueError
    return day


class Paths(click.Path):  # type: ignore[type-arg,unused-ignore]
    """The files and folders that one argument names: a path, or a pattern such as ``*.xlsx``."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(exists=True, readable=True, path_type=Path)
        self.lang = lang

    def get_missing_message(self, param: Any, ctx: Any) -> str:
        return _TO_READ.say(self.lang)

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        if not isinstance(value, str):
            return (super().convert(value, param, ctx),)
        pattern = patterns.is_pattern(value)
        found = patterns.matching(value) if pattern else ()
        if found:
            return tuple(found)
        if '"' in value and not is_there(Path(value)):
            self.fail(_QUOTE_WITHIN.fill(self.lang, {"value": value}), param, ctx)
        if pattern:
            self.fail(_NO_MATCH.fill(self.lang, {"value": value}), param, ctx)
        near = _near(Path(value))
        if near:
            self.fail(_NEAR.fill(self.lang, {"value": value, "near": str(near)}), param, ctx)
        return (super().convert(value, param, ctx),)


def _near(path: Path) -> Path | None:
    """The file or folder beside a path that is not there that was probably meant: Windows does not
    show the endings of files, so that they are left off. None where the path is there."""
    from kamdocs.likeness import nearest_begun

    with suppress(OSError):  # the folder cannot be read, or is none
        if not is_there(path):
            near = nearest_begun(path.name, (one.name for one in path.parent.iterdir()))
            return path.parent / near if near else None
    return None


def day(lang: Lang) -> Parsed:
    """A day, in the spellings that the cells of sheets may have."""
    return Parsed("YYYY-MM-DD", _day, _DAY_WRONG, lang)


def period(lang: Lang) -> Parsed:
    """A month, quarter, half-year or year, in the spellings that cells may have."""
    return Parsed("2026Q3", _period, _PERIOD_WRONG, lang)
