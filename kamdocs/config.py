"""``kamdocs.toml``: a company's settings, found upwards from the working folder."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from kamdocs.faults import SetupFault, reason
from kamdocs.model import LANGS, Lang, Text

NAME = "kamdocs.toml"
_LONGEST_TERM = 366
"""Days within which sheets may be asked back."""
_AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Config:
    """What a company sets once. Policy paths are kept relative to the file.

    ``headings`` gives for a kind of sheet the field that each heading of the company means;
    ``forms`` is the folder with its own templates. Return notices say whom to ``ask`` and to hand
    the sheets in again within ``days``; None where the company sets no such term.
    """

    company: str = ""
    language: Lang | None = None
    policies: tuple[str, ...] = ()
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    file: Path | None = None
    forms: Path | None = None
    ask: str = ""
    days: int | None = None


def find(start: Path) -> Path | None:
    """The nearest ``kamdocs.toml`` in a folder or above it."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
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
    """The settings of a file; SetupFault with its line or entry where it will not do."""
    if path is None:
        return Config()
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise SetupFault("KD902", {"reason": reason(fault)}, str(path)) from fault
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        raise SetupFault("KD903", {"reason": "UTF-8"}, str(path), line) from fault
    except tomllib.TOMLDecodeError as fault:
        at = _AT_LINE.search(str(fault))
        line = int(at[1]) if at else 0
        raise SetupFault("KD903", {"reason": str(fault)}, str(path), line) from fault
    _hold(raw, path)
    return Config(
        company=raw.get("company", ""),
        language=cast(Lang | None, raw.get("language")),
        policies=tuple(_policy(name, path) for name in raw.get("policies", ())),
        headings=raw.get("headings", {}),
        file=path,
        forms=path.parent / raw["forms"]["folder"] if "forms" in raw else None,
        **raw.get("notices", {}),
    )


def _policy(name: str, path: Path) -> str:
    return str(path.parent / name) if name.endswith((".yaml", ".yml")) else name


def _hold(raw: Mapping[str, Any], path: Path) -> None:
    for entry, value in raw.items():
        if entry not in ("company", "language", "policies", "headings", "forms", "notices"):
            raise SetupFault("KD907", {"entry": entry}, str(path))
        if entry == "company" and not isinstance(value, str):
            raise _wrong(entry, "string", path)
        if entry == "language" and value not in LANGS:
            raise _wrong(entry, " | ".join(LANGS), path)
        names = isinstance(value, list) and all(isinstance(name, str) for name in value)
        if entry == "policies" and not (names and value):
            raise _wrong(entry, "[string, …]", path)
        if entry == "forms":
            _hold_forms(value, path)
        if entry == "headings":
            _hold_headings(value, path)
        if entry == "notices":
            _hold_notices(value, path)


def _hold_forms(table: Any, path: Path) -> None:
    if not isinstance(table, dict) or not isinstance(table.get("folder"), str):
        raise _wrong("forms", '[forms] folder = "…"', path)
    for entry in table:
        if entry != "folder":
            raise SetupFault("KD907", {"entry": f"forms.{entry}"}, str(path))
    if not (path.parent / table["folder"]).is_dir():
        reason = Text("没有这个文件夹", "there is no such folder")
        raise _wrong("forms.folder", reason, path, ("forms", "folder"))


def _hold_notices(table: Any, path: Path) -> None:
    if not isinstance(table, dict):
        raise _wrong("notices", '[notices] ask = "…", days = 5', path)
    for entry, value in table.items():
        if entry not in ("ask", "days"):
            raise SetupFault("KD907", {"entry": f"notices.{entry}"}, str(path))
        if entry == "ask" and not isinstance(value, str):
            raise _wrong("notices.ask", "string", path, ("notices", "ask"))
        if entry == "days" and (type(value) is not int or not 0 < value <= _LONGEST_TERM):
            raise _wrong("notices.days", f"1 … {_LONGEST_TERM}", path, ("notices", "days"))


def _hold_headings(tables: Any, path: Path) -> None:
    if not isinstance(tables, dict):
        raise _wrong("headings", "[headings.customer]", path)
    for kind, meanings in tables.items():
        if not isinstance(meanings, dict):
            raise _wrong(f"headings.{kind}", f"[headings.{kind}]", path, ("headings", kind))
        for heading, meaning in meanings.items():
            if not isinstance(meaning, str):
                entry = f"headings.{kind}.{heading}"
                raise _wrong(entry, "string", path, ("headings", kind, heading))


def _wrong(entry: str, reason: Text | str, path: Path, keys: Sequence[str] = ()) -> SetupFault:
    line = line_of(path, keys) if keys else 0
    return SetupFault("KD912", {"entry": entry, "reason": reason}, str(path), line)


def line_of(path: Path, keys: Sequence[str]) -> int:
    """The line of a well-formed file at which an entry is complete, 0 where it has none.

    ``keys`` lead to it from the outermost table on.
    """
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
