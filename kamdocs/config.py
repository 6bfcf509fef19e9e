"""``kamdocs.toml``: a company's settings, found upwards from the working folder."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from kamdocs.faults import SetupFault, reason
from kamdocs.model import LANGS, Lang

NAME = "kamdocs.toml"
_AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Config:
    """What a company sets once. Policy paths are kept relative to the file."""

    company: str = ""
    language: Lang | None = None
    policies: tuple[str, ...] = ()
    file: Path | None = None


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
        file=path,
    )


def _policy(name: str, path: Path) -> str:
    return str(path.parent / name) if name.endswith((".yaml", ".yml")) else name


def _hold(raw: Mapping[str, Any], path: Path) -> None:
    for entry, value in raw.items():
        if entry not in ("company", "language", "policies"):
            raise SetupFault("KD907", {"entry": entry}, str(path))
        if entry == "company" and not isinstance(value, str):
            raise _wrong(entry, "string", path)
        if entry == "language" and value not in LANGS:
            raise _wrong(entry, " | ".join(LANGS), path)
        names = isinstance(value, list) and all(isinstance(name, str) for name in value)
        if entry == "policies" and not (names and value):
            raise _wrong(entry, "[string, …]", path)


def _wrong(entry: str, reason: str, path: Path) -> SetupFault:
    return SetupFault("KD912", {"entry": entry, "reason": reason}, str(path))
