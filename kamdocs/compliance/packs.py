"""Where packs lie: those that come with the project by their ids, others by their paths."""

from pathlib import Path

from kamdocs import data
from kamdocs.faults import SetupFault

_HERE = Path()


def built_in() -> dict[str, Path]:
    """The packs that come with the project: their files by id."""
    packs = (path for path in sorted(_folder().glob("*.yaml")) if "." not in path.stem)
    return {path.stem: path for path in packs}


def _folder() -> Path:
    return data.folder("schemas") / "policies"


def pack_path(name: str, beside: Path = _HERE) -> Path:
    """The file of a pack by its id or the path of a .yaml file, which may be relative to the
    folder ``beside``; SetupFault where there is none."""
    packs = built_in()
    if name in packs:
        return packs[name]
    path = beside / name
    if path.suffix in (".yaml", ".yml"):
        if path.exists():
            return path
        raise SetupFault("KD443", {"name": name})
    raise SetupFault("KD910", {"name": name, "known": tuple(packs)})
