"""All pages of the reference, by their paths."""

from collections.abc import Callable, Iterator
from typing import Any

from docs.reference import codes, commands, forms, policies, sheets
from kamdocs import compliance
from kamdocs.cli.main import COMMANDS
from kamdocs.forms import forms as all_forms
from kamdocs.model import Lang, Text
from kamdocs.sheets import built_in

Maker = Callable[[Lang], Iterator[str]]
"""Makes the lines of a page in a language."""


def makers() -> dict[str, tuple[Text, dict[str, Maker]]]:
    """By the folder of each section its title, and the makers of its pages by their names."""
    return {
        "sheets": (
            sheets.SECTION,
            {kind: _of(sheets.page, schema) for kind, schema in built_in().items()},
        ),
        "policies": (
            policies.SECTION,
            {id: _of(policies.page, path) for id, path in compliance.built_in().items()},
        ),
        "forms": (
            forms.SECTION,
            {id: _of(forms.page, form) for id, form in all_forms().items()},
        ),
        "commands": (
            commands.SECTION,
            {"all": commands.overview, **{name: _of(commands.page, name) for name in COMMANDS}},
        ),
        "codes": (codes.SECTION, {part: _of(codes.page, part) for part in codes.PARTS}),
    }


def _of(page: Callable[[Any, Lang], Iterator[str]], thing: Any) -> Maker:
    return lambda lang: page(thing, lang)


def pages(lang: Lang) -> dict[str, str]:
    """The Markdown of every page in a language, by its path below the folder of the language."""
    return {
        f"reference/{section}/{name}.md": "\n".join(maker(lang)) + "\n"
        for section, (_, made) in makers().items()
        for name, maker in made.items()
    }
