"""Which forms there are: ``templates/forms.yaml``, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, Literal

from kamdocs import data
from kamdocs.contract import hold
from kamdocs.data import Loaded
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest
from kamdocs.model import Text

MANIFEST = "forms.yaml"
MadeFor = Literal["customer", "visit", "month", "grading"]
NAMING: Mapping[MadeFor, tuple[str, ...]] = {
    "customer": ("title", "code", "name"),
    "visit": ("title", "code", "name", "day"),
    "month": ("title", "month"),
    "grading": ("title", "code", "name", "year"),
}
"""What the name of a document may be made of."""


@dataclass(frozen=True, slots=True)
class Form:
    """One Word form: its template, and what one document is made for (``each``).

    ``needs`` are the kinds of record that it prints, ``file`` the pattern of its documents'
    names, ``policy`` (with its title) and ``clause`` the paper form that it stands for;
    ``rows`` says how many rows of a repeated one are printed at least, ``blank_rows`` how many an
    empty form has where that is another number. A form of months lists the
    customers of ``tiers``, in that order.
    """

    id: str
    title: Text
    template: Path
    each: MadeFor
    needs: tuple[str, ...]
    file: str
    policy: str
    policy_title: str
    clause: str
    rows: Mapping[str, int] = field(default_factory=dict)
    blank_rows: Mapping[str, int] = field(default_factory=dict)
    tiers: tuple[str, ...] = ()


@cache
def forms() -> Mapping[str, Form]:
    """The forms that come with the project, by id, as the manifest orders them."""
    return load_forms(data.folder("templates"))


def form(name: str) -> Form:
    """One form by its id; SetupFault KD513 names those that exist where there is none."""
    known = forms()
    if name not in known:
        raise SetupFault("KD513", {"name": name, "known": tuple(known)}, MANIFEST)
    return known[name]


def load_forms(folder: Path) -> Mapping[str, Form]:
    """The forms of a folder with templates and their manifest.

    SetupFault with file and line where the manifest breaks ``schemas/meta/forms.yaml``, or the
    pattern of a file name mentions what such a document has not.
    """
    loaded = data.load(folder / MANIFEST)
    schema = data.load(data.folder("schemas") / "meta" / MANIFEST).data
    entries = hold(loaded, schema)["forms"]
    return MappingProxyType({id: _form(id, entries[id], folder, loaded) for id in entries})


def _form(id: str, entry: Mapping[str, Any], folder: Path, loaded: Loaded) -> Form:
    line = loaded.line("forms", id, "file")
    for name in _open_places(entry["file"], loaded.file, line):
        if name not in NAMING[entry["each"]]:
            near = nearest(name, NAMING[entry["each"]]) or "-"
            raise SetupFault("KD909", {"name": name, "near": near}, loaded.file, line)
    return Form(
        id=id,
        title=Text(**entry["title"]),
        template=folder / entry["template"],
        each=entry["each"],
        needs=tuple(entry["needs"]),
        file=entry["file"],
        policy=entry["source"]["policy"],
        policy_title=entry["source"]["title"],
        clause=entry["source"]["clause"],
        rows=entry.get("rows", {}),
        blank_rows=entry.get("blank_rows", {}),
        tiers=tuple(entry.get("tiers", ())),
    )


def _open_places(pattern: str, file: str, line: int) -> list[str]:
    try:
        return [name for _, name, _, _ in Formatter().parse(pattern) if name is not None]
    except ValueError as fault:
        facts = {"entry": "file", "reason": str(fault)}
        raise SetupFault("KD906", facts, file, line) from fault
