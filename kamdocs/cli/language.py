"""The language of a run: ``--lang``, else the configuration, else the environment, else Chinese."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from kamdocs.cli import patterns
from kamdocs.faults import is_there
from kamdocs.text import LANGS, Lang

_VARIABLES = ("KAMDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def language(args: Sequence[str], environment: Mapping[str, str], folder: Path) -> Lang:
    """The language of a run, worked out from the bare arguments before Click parses them, so that
    help is in it too. ``folder`` is the working folder."""
    outputs = {position + 1 for position, arg in enumerate(args) if arg in ("-o", "--output")}
    named = [
        patterns.base(arg) if patterns.is_pattern(arg) else Path(arg)
        for position, arg in enumerate(args)
        if position and position not in outputs and not arg.startswith("-")
    ]
    there = [path for path in named if is_there(path)]
    return _asked_for(args) or _configured(there, folder) or _of_environment(environment) or "zh"


def _asked_for(args: Sequence[str]) -> Lang | None:
    for position, arg in enumerate(args):
        word = arg.removeprefix("--lang=") if arg.startswith("--lang=") else None
        if arg == "--lang" and position + 1 < len(args):
            word = args[position + 1]
        if word in LANGS:
            return word
        if arg == "--":
            break
    return None


def _configured(paths: Sequence[Path], folder: Path) -> Lang | None:
    from kamdocs import config

    return config.language_of(config.near(paths, folder))


def _of_environment(environment: Mapping[str, str]) -> Lang | None:
    for name in _VARIABLES:
        word = environment.get(name, "").casefold()[:2]
        if word in LANGS:
            return word
    return None


def speak(lang: Lang) -> None:
    """Let Click's own words (usage, options, errors) be in the language, by gettext."""
    import gettext

    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain("kamdocs", str(Path(__file__).with_name("locale")))
    gettext.textdomain("kamdocs")
