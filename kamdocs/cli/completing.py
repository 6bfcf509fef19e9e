"""What a shell offers when TAB is pressed: ids of policies, forms, kinds of sheet and codes.

Click calls these functions. Each reads as little as possible, since somebody is waiting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.faults import SetupFault
from kamdocs.text import Lang

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_TITLE = re.compile(r"^ *title:\s*\{? *zh: (?P<zh>[^,\n}]+),?\s*en: (?P<en>[^,\n}]+)", re.MULTILINE)


def policies(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Ids of policies with their titles, a company's own among them, and .yaml files."""
    lang = _lang(ctx)
    found = {**titles("policies", lang), **_own_policies(lang)}
    return _or_files(_like(found, typed), typed)


def policies_of_kamdocs(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Ids of the policies that come with kamdocs with their titles."""
    return _like(titles("policies", _lang(ctx)), typed)


def _own_policies(lang: Lang) -> dict[str, str]:
    """The titles of a company's own policies, by their ids."""
    from kamdocs.cli.settings import configuration

    try:
        settings = configuration(())
    except SetupFault:  # told by the command, once it is run
        return {}
    if not settings.policies:
        return {}
    from kamdocs.cli.policies import own

    return {one.id: one.title(lang) for one in own(settings) if one.id}


def kinds(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Kinds of sheet with their titles."""
    return _like(titles(".", _lang(ctx)), typed)


def forms(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Ids of forms with their titles, a company's own among them."""
    from kamdocs.cli.settings import configuration, forms_for

    lang = _lang(ctx)
    try:
        known = forms_for(configuration(()))
    except SetupFault:  # told by the command, once it is run
        return []
    return _like({name: one.title.say(lang) for name, one in known.items()}, typed)


def forms_or_files(ctx: click.Context, param: click.Parameter, typed: str) -> list[CompletionItem]:
    """Ids of forms, and files."""
    return _or_files(forms(ctx, param, typed), typed)


def codes(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Codes of findings with their names, once a k has been typed, since there are hundreds."""
    from kamdocs.words.codes import CODES

    if not typed.casefold().startswith("k"):
        return []
    return _like({code: entry.name for code, entry in CODES.items()}, typed)


def _lang(ctx: click.Context) -> Lang:
    """The language of the command line."""
    lang: Lang = getattr(ctx.find_root().command, "lang", "zh")
    return lang


def titles(folder: str, lang: Lang) -> dict[str, str]:
    """The titles of the files in a folder of schemas, by the names of the files."""
    from kamdocs import data

    files = sorted((data.folder("schemas") / folder).glob("*.yaml"))
    return {path.stem: _title(path, lang) for path in files if "." not in path.stem}


def _title(path: Path, lang: Lang) -> str:
    """The title in a file: the first ``zh: …, en: …`` in it. Reading the whole file as YAML would
    take too long for a press of TAB."""
    found = _TITLE.search(path.read_text(encoding="utf-8"))
    return found[lang].strip(" '\"") if found else path.stem


def _like(known: Mapping[str, str], typed: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    begun = typed.casefold()
    return [
        CompletionItem(name, help=title)
        for name, title in known.items()
        if name.casefold().startswith(begun)
    ]


def _or_files(found: Iterable[CompletionItem], typed: str) -> list[CompletionItem]:
    """What was found, and file names as well where nothing was found or a path is being typed."""
    from click.shell_completion import CompletionItem

    items = list(found)
    return items if items and "/" not in typed else [*items, CompletionItem(typed, type="file")]
