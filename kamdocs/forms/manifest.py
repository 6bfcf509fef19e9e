"""The forms that there are: ``templates/forms.yaml``, read and checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, Literal

from kamdocs import data
from kamdocs.contract import contract_of, hold
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault, not_as_text
from kamdocs.likeness import nearest, nearest_name
from kamdocs.model import Said, Text
from kamdocs.sheets import built_in

MANIFEST = "forms.yaml"
MadeFor = Literal["customer", "visit", "month", "grading", "plan", "manager"]
NAMING: Mapping[MadeFor, tuple[str, ...]] = {
    "customer": ("title", "code", "name"),
    "visit": ("title", "code", "name", "day"),
    "month": ("title", "month", "about"),
    "grading": ("title", "code", "name", "year"),
    "manager": ("title", "name"),
    "plan": ("title", "period", "about"),
}
"""The names that the pattern of a file name may use, by what a document is made for; ``about`` are
the customers that were chosen."""
_NO_PATTERN = Said(
    "花括号要成对，里面只写名称，如{title}_{code}",
    "braces come in pairs and hold nothing but a name, such as {title}_{code}",
)
_OTHERWISE = (".doc", ".docm", ".dot", ".dotx", ".dotm", ".wps", ".rtf", ".odt")
BOUND = "合订本"
"""What the file name of a document with all documents of a run says."""
_BOUND_NAMING = ("title", "about")
"""The names that the pattern of such a file name may use."""


@dataclass(frozen=True, slots=True)
class Form:
    """One Word form: its template, and what one document is made for (``each``).

    ``needs`` are the kinds of record that it prints, ``file`` is the pattern of its file names.
    ``policy``, ``policy_title`` and ``clause`` say which paper form it stands for. ``rows`` says
    how many of a repeated row are printed at least, ``blank_rows`` how many an empty form has where
    that differs. A form of months lists the customers of ``tiers``, in that order.
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
def _built_in() -> Mapping[str, Form]:
    return load_forms(data.folder("templates"))


def forms(own: Path | None = None) -> Mapping[str, Form]:
    """The forms by id: those that come with the project in the order of the manifest, then those of
    a company's folder ``own``.

    There a template called like a form (``customer-file.docx``) replaces that form's template, and
    a ``forms.yaml`` adds forms or changes them. SetupFault KD944 where a template there belongs to
    no form, KD995 where it is saved in another format than .docx.
    """
    known = dict(_built_in())
    if own is None:
        return MappingProxyType(known)
    not_as_text(own / MANIFEST)
    added = load_forms(own) if (own / MANIFEST).is_file() else {}
    theirs = sorted(one for one in own.glob("*.docx") if not one.name.startswith(("~", ".")))
    used = {one.template.name for one in added.values()}
    _saved_otherwise(own, {*known, *(name.removesuffix(".docx") for name in used)})
    for path in theirs:
        if path.stem in known:
            known[path.stem] = replace(known[path.stem], template=path)
        elif path.name not in used:
            near = nearest_name(path.stem, known)
            raise SetupFault("KD944", {"name": path.stem, "near": near}, str(path))
    return MappingProxyType({**known, **added})


def _saved_otherwise(folder: Path, known: Iterable[str]) -> None:
    """Raise SetupFault KD995 for a template of a form that is there only in another format."""
    for path in sorted(folder.iterdir()):
        otherwise = path.suffix.casefold() in _OTHERWISE and path.stem in known
        if otherwise and not path.with_suffix(".docx").is_file():
            raise SetupFault("KD995", {}, str(path))


def form(name: str) -> Form:
    """One form of the project by its id; SetupFault KD513 where there is none."""
    return of_name(name, forms())


def of_name(name: str, known: Mapping[str, Form]) -> Form:
    """The form among those ``known`` with that id or title. SetupFault KD513, which names those
    that exist, where there is none or several have the title."""
    if name in known:
        return known[name]
    titled = [one for one in known.values() if name in (one.title.zh, one.title.en)]
    if len(titled) != 1:
        named = {
            id: Text(f"{id}（{one.title.zh}）", f"{id} ({one.title.en})")
            for id, one in known.items()
        }
        near = nearest_name(name, known)
        facts = {"name": name, "near": named.get(near, near), "known": tuple(named.values())}
        raise SetupFault("KD513", facts, MANIFEST)
    return titled[0]


def bound(form: Form) -> Form:
    """The form with the file name pattern for all its documents bound into one."""
    return replace(form, file=f"{{title}}_{BOUND}_{{about}}")


def named(form: Form, pattern: str, whole: bool = False) -> Form:
    """The form with another pattern for the file names of its documents or, with ``whole``, of the
    document into which all are bound; ``.docx`` at its end may be left off.

    SetupFault KD939 for names that such a document does not have, KD940 where it is no pattern.
    """
    plain = pattern.removesuffix(".docx")
    known = _BOUND_NAMING if whole else NAMING[form.each]
    try:
        names = _names_in(plain)
    except ValueError as fault:
        raise SetupFault("KD940", {"name": pattern, "known": known}) from fault
    wrong = [name for name in names if name not in known]
    if wrong:
        faults = [
            SetupFault("KD939", {"name": name, "near": nearest(name, known) or "-", "known": known})
            for name in wrong
        ]
        raise SetupFault.of(faults)
    if not plain.strip():
        raise SetupFault("KD940", {"name": pattern, "known": known})
    return replace(form, file=plain)


def load_forms(folder: Path) -> Mapping[str, Form]:
    """The forms, by id, of a folder with templates and their manifest.

    SetupFault with file and line where the manifest breaks ``schemas/meta/forms.yaml``, or the
    pattern of a file name uses a name that such a document does not have.
    """
    loaded = data.load(folder / MANIFEST)
    entries = hold(loaded, contract_of("forms"))["forms"]
    return MappingProxyType({id: _form(id, entries[id], folder, loaded) for id in entries})


def _form(id: str, entry: Mapping[str, Any], folder: Path, loaded: Loaded) -> Form:
    kinds = built_in()
    for index, name in enumerate(entry["needs"]):
        if name not in kinds:
            facts = {"name": name, "near": nearest_name(name, kinds)}
            line = loaded.line("forms", id, "needs", index)
            raise SetupFault("KD909", facts, loaded.file, line)
    at = ("forms", id, "file")
    for name in _open_places(entry["file"], loaded, at):
        if name not in NAMING[entry["each"]]:
            near = nearest(name, NAMING[entry["each"]]) or "-"
            raise SetupFault("KD909", {"name": name, "near": near}, loaded.file, loaded.line(*at))
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


def line_of(form: Form, entry: str) -> int:
    """The line of an entry of a form in the manifest beside its template; 0 without a manifest."""
    try:
        return data.load(form.template.parent / MANIFEST).line("forms", form.id, entry)
    except SetupFault:
        return 0


def _names_in(pattern: str) -> list[str]:
    """The names in the braces of a pattern; ValueError where it has anything else in braces."""
    found = []
    for _, name, width, how in Formatter().parse(pattern):
        if width or how:
            raise ValueError(f"{name}:{width or how}")
        if name is not None:
            found.append(name)
    return found


def _open_places(pattern: str, loaded: Loaded, at: KeyPath) -> list[str]:
    try:
        return _names_in(pattern)
    except ValueError as fault:
        facts = {"entry": "file", "reason": _NO_PATTERN}
        raise SetupFault("KD906", facts, loaded.file, loaded.line(*at)) from fault
