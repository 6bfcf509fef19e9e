"""``kamdocs.toml``: a company's settings, found upwards from the working folder."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from kamdocs import filenames
from kamdocs.faults import TOO_DEEP, SetupFault, is_there, not_as_text, reason
from kamdocs.text import LANGS, Lang, Text

if TYPE_CHECKING:
    from kamdocs.contract import Breach

NAME = filenames.CONFIG
_WRITTEN = Text("要写成{wanted}", "is written {wanted}")
_AT_THE_HEAD = Text(
    "要写在文件开头，第一个方括号之前", "stands at the head of the file, before the first section"
)
_AT_LINE = re.compile(r"at line (\d+)")
_ESCAPED = re.compile(r"[\x00-\x1f\x7f]")
"""The control characters that TOML makes of a backslash and a letter between straight quotes."""
_OF_A_DRIVE = re.compile(r"[A-Za-z]:(?![/\\])")
"""A path that Windows begins where somebody last worked on a drive, which is elsewhere for each."""
_FROM_WHERE = Text("盘符后面少了“/”，写成如D:/客户", "behind a drive stands “/”, as in D:/accounts")


class Config(NamedTuple):
    """What a company sets once. The paths of its policies are relative to the file.

    ``headings`` gives for each kind of sheet the field that a heading of the company means.
    ``forms`` is the folder with the company's own templates. Return notices name the person to
    ``ask`` and the number of ``days`` for handing the sheets in again (None: no such term).
    ``limits`` are the company's own limits for one file. Each of the ``roles`` has the groups of
    fields that it ``sees``, and ``role`` is that of a run that names none. Each run is entered in
    the ``register``; where ``why_needed`` is set, the user must give a reason for it.
    """

    company: str = ""
    policies: tuple[str, ...] = ()
    headings: Mapping[str, Mapping[str, str]] = {}
    file: Path | None = None
    forms: Path | None = None
    ask: str = ""
    days: int | None = None
    limits: Mapping[str, int] = {}
    roles: Mapping[str, Mapping[str, Any]] = {}
    role: str = ""
    register: Path | None = None
    why_needed: bool = False


def find(start: Path) -> Path | None:
    """The nearest ``kamdocs.toml`` in a folder or above it, None without one. If Notepad saved it
    as ``kamdocs.toml.txt``, the path without .txt is returned, and ``load`` refuses it."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file() or (folder / f"{NAME}.txt").is_file():
            return folder / NAME
    return None


def near(paths: Sequence[Path], folder: Path) -> Path | None:
    """The ``kamdocs.toml`` beside the first of some paths or above it, else that of a folder."""
    for path in paths[:1]:
        top = path.absolute() if path.is_dir() else path.absolute().parent
        found = find(top)
        if found:
            return found
    return find(folder)


def load(path: Path | None) -> Config:
    """The settings of a file, the defaults for None; SetupFault with the line or the entry where
    the file cannot be used."""
    if path is None:
        return Config()
    raw = _read(path)
    _hold(raw, path)
    access = raw.get("access", {})
    return Config(
        company=raw.get("company", ""),
        policies=tuple(_policy(name, path) for name in raw.get("policies", ())),
        headings=raw.get("headings", {}),
        file=path,
        forms=path.parent / raw["forms"]["folder"] if "forms" in raw else None,
        limits=raw.get("limits", {}),
        **raw.get("notices", {}),
        roles=raw.get("roles", {}),
        role=access.get("role", ""),
        register=path.parent / access["register"] if "register" in access else None,
        why_needed=access.get("why_needed", False),
    )


def language_of(path: Path | None) -> Lang | None:
    """The language that a file sets, even if other entries are wrong: the command that uses the
    file reports those faults in this language. None where the file cannot be read."""
    try:
        language = _read(path).get("language") if path else None
    except SetupFault:
        return None
    return cast(Lang, language) if language in LANGS else None


def _read(path: Path) -> Mapping[str, Any]:
    import tomllib  # help asks whether there is a file at all, and mostly there is none

    not_as_text(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except OSError as fault:
        raise SetupFault("KD902", {"reason": reason(fault)}, str(path)) from fault
    except UnicodeDecodeError as fault:
        from kamdocs.data import not_text

        raise not_text(path, str(path), fault) from fault
    except RecursionError as fault:
        raise SetupFault("KD903", {"reason": TOO_DEEP}, str(path)) from fault
    except tomllib.TOMLDecodeError as fault:
        from kamdocs.data.slips import in_toml

        at = _AT_LINE.search(str(fault))
        line = int(at[1]) if at else len(text.rstrip().splitlines())  # else at its end
        why = in_toml(text, line, str(fault))
        raise SetupFault("KD903", {"reason": why}, str(path), line) from fault


def _policy(name: str, path: Path) -> str:
    """A policy as the configuration names it: a path, which is relative to the file, for one of the
    company's own; an id for one that comes with kamdocs."""
    own = "/" in name or name.casefold().endswith((".yaml", ".yml"))
    return str(path.parent / name) if own else name


def _hold(raw: Mapping[str, Any], path: Path) -> None:
    from kamdocs.contract import contract_of  # heavy, and help needs the language alone

    breaches = contract_of("config").breaches(raw)
    faults = [_fault(one, path) for one in sorted(breaches, key=lambda one: one.rule != "unknown")]
    if faults:
        raise SetupFault.of(faults)
    for entry, written in _paths(raw):
        if _ESCAPED.search(written):
            from kamdocs.data.slips import BACKSLASH

            raise _wrong(entry, BACKSLASH, path)
        if _OF_A_DRIVE.match(written):
            raise _wrong(entry, _FROM_WHERE, path)
    folder = path.parent / (raw["forms"]["folder"] if "forms" in raw else ".")
    if not (is_there(folder) and folder.is_dir()):
        raise _wrong(("forms", "folder"), Text("没有这个文件夹", "there is no such folder"), path)


def _paths(raw: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every path that the file sets, with the keys of its entry. They are looked through because
    ``D:\\templates`` between straight quotes has a tab in it."""
    yield from ((("policies",), name) for name in raw.get("policies", ()))
    for entry in (("forms", "folder"), ("access", "register")):
        if entry[1] in raw.get(entry[0], {}):
            yield entry, raw[entry[0]][entry[1]]


def _fault(breach: "Breach", path: Path) -> SetupFault:
    """A breach of the contract of the file as a SetupFault."""
    from kamdocs.contract import contract_of, shape_of
    from kamdocs.likeness import nearest

    shape = shape_of("config")
    if breach.rule != "unknown":
        entry, wanted = _worded(breach.path, shape)
        return _wrong(entry, _WRITTEN.filled(wanted=wanted), path)
    if len(breach.path) > 1 and breach.path[-1] in shape:
        return _wrong(breach.path, _AT_THE_HEAD, path)
    entry = tuple(map(str, breach.path))
    near = nearest(entry[-1], contract_of("config").beside(entry)) or "-"
    facts = {"entry": ".".join(entry), "near": near}
    return SetupFault("KD907", facts, str(path), line_of(path, entry))


def _worded(path: Sequence[Any], shape: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    """Of the entries along a path the innermost whose shape says how it is to be written: its keys
    and that explanation."""
    rules: Mapping[str, Any] = {"schema": shape}
    found: tuple[tuple[str, ...], str] = ((), "")
    for depth, step in enumerate(path, 1):
        within = rules.get("valuesrules") or rules.get("schema", {})
        rules = within.get(step, within) if "schema" in rules else within
        if "meta" in rules:
            found = (tuple(path[:depth]), rules["meta"]["wanted"])
    return found


def _wrong(keys: Sequence[str], reason: Text | str, path: Path) -> SetupFault:
    facts = {"entry": ".".join(keys), "reason": reason}
    return SetupFault("KD912", facts, str(path), line_of(path, keys))


def line_of(path: Path, keys: Sequence[str]) -> int:
    """The line of a well-formed file at which an entry is complete, 0 where it has none.

    ``keys`` lead to it from the outermost table on.
    """
    import tomllib

    lines = path.read_text(encoding="utf-8-sig").splitlines()
    for number in range(1, len(lines) + 1):
        try:
            found: Any = tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue  # a value that goes on in the next line
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        if found is not None:
            return number
    return 0
