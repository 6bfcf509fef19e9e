"""``kamdocs doctor``: what works on this computer, and what does not."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli import asking, consoles, options
from kamdocs.cli.exits import Exit
from kamdocs.model import LANGS, Lang, Level, Text
from kamdocs.words import phrases

if TYPE_CHECKING:
    from kamdocs.cli.examining import Examined
    from kamdocs.reports import Line

HELP = Text(
    "看这台电脑上什么能用，什么不能用：Python和库、命令行和文件名的编码、时区、中文字体、LibreOffice、"
    "浏览器、能不能写文件、内存、设置。不能用的，写明影响什么、怎样处理。DIR是要在里面工作的文件夹"
    "（默认：当前文件夹）。退出码：0都能用，1有问题，3设置或制度文件不能用。",
    "Say what works on this computer and what does not: Python and libraries, encodings of the "
    "console and of file names, time zone, fonts for Chinese, LibreOffice, browser, whether files "
    "can be written, memory, configuration. Of what does not work it says what that matters for, "
    "and how to mend it. DIR is the folder that you work in (default: the one you are in). Exit "
    "code: 0 all works, 1 something does not, 3 the configuration or a policy file is unusable.",
)
_STATES: dict[Level | None, Text] = {
    None: Text("正常", "ok"),
    Level.NOTE: Text("说明", "note"),
    Level.WARNING: Text("注意", "warning"),
    Level.ERROR: Text("有问题", "wrong"),
}
_SAID = Text("{code} {what}", "{code} {what}")
_ALL = Text("都能用。", "All works.")
_SOME = Text(
    "有问题的{wrong}处，要注意的{warnings}处。用“kamdocs explain 代码”看解释。",
    "{wrong} wrong, {warnings:warning|warnings}. “kamdocs explain CODE” explains a code.",
)
_STYLES = {None: "pass", Level.NOTE: "note", Level.WARNING: "warning", Level.ERROR: "error"}


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("doctor", help=HELP.say(lang))
    @click.argument(
        "folder", metavar="[DIR]", type=options.A_FOLDER, default=Path(), required=False
    )
    @options.as_of(lang)
    @asking.workers(lang)
    @options.shape(lang)
    def doctor(folder: Path, as_of: date, workers: int, shape: str) -> int:
        from kamdocs.cli.examining import CHINESE, examined
        from kamdocs.cli.options import now
        from kamdocs.cli.showing import show_json, show_lines

        found = list(examined(folder, now(), as_of, workers))
        if shape == "json":
            show_json((_json(found),), None)
        else:
            readable = consoles.shows(CHINESE, sys.stdout)
            show_lines(_lines(found, lang if readable else "en"))
        return _exit(found)

    return doctor


def _exit(found: Sequence[Examined]) -> int:
    if any(one.fault for one in found):
        return Exit.UNREADABLE
    objected = any(one.level in (Level.WARNING, Level.ERROR) for one in found)
    return Exit.FINDINGS if objected else Exit.CLEAN


def _lines(found: Sequence[Examined], lang: Lang) -> Iterator[Line]:
    """A line for every thing that was examined, with what is wrong with it and how to mend it."""
    from kamdocs.cli.tables import aligned
    from kamdocs.reports import Line

    rows = [[_STATES[one.level].say(lang), one.what.say(lang), one.found.say(lang)]
            for one in found]  # fmt: skip
    for one, line in zip(found, aligned(rows), strict=True):
        yield Line(line, style=_STYLES[one.level])
        for words in _matter(one, lang):
            yield Line(words, 2)
    levels = [one.level for one in found]
    wrong, warnings = levels.count(Level.ERROR), levels.count(Level.WARNING)
    yield Line()
    if wrong or warnings:
        yield Line(_SOME.fill(lang, {"wrong": str(wrong), "warnings": str(warnings)}))
    else:
        yield Line(_ALL.say(lang))


def _matter(one: Examined, lang: Lang) -> Iterator[str]:
    """What is wrong with a thing, and how to mend it; nothing where nothing is wrong."""
    from kamdocs.words import fault_words
    from kamdocs.words.codes import CODES

    if one.fault:
        yield fault_words(one.fault, lang)
    elif one.code:
        facts = {name: fact.say(lang) if isinstance(fact, Text) else fact
                 for name, fact in one.facts.items()}  # fmt: skip
        entry = CODES[one.code]
        yield _SAID.fill(lang, {"code": one.code, "what": entry.what.fill(lang, facts)})
        yield phrases.MEND.fill(lang, {"mend": entry.mend.fill(lang, facts)})


def _json(found: Sequence[Examined]) -> str:
    entries: list[dict[str, Any]] = []
    for one in found:
        entries.append(
            {
                "what": one.what.both,
                "found": one.found.both,
                "level": one.level.value if one.level else None,
                "code": one.fault.code if one.fault else one.code or None,
                "text": {lang: "\n".join(_matter(one, lang)) for lang in LANGS},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
