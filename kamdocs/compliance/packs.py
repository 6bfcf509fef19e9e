"""Where packs lie: those that come with the project by their ids, others by their paths."""

from collections.abc import Iterable
from pathlib import Path

from kamdocs import data
from kamdocs.data import Loaded
from kamdocs.faults import SetupFault, not_as_text
from kamdocs.likeness import nearest, nearest_begun
from kamdocs.model import Text
from kamdocs.wanting import wanted

_HERE = Path()
_SUFFIXES = (".yaml", ".yml")
_NO_FILE = Text("没有这个.yaml文件", "there is no such .yaml file")
_NO_POLICY = Text("没有这个制度", "there is no such policy")
_NEAREST = Text("{why}，最接近的是{near}", "{why}; nearest: {near}")


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
    yaml = path.suffix.casefold() in _SUFFIXES
    if yaml and path.exists():
        return path
    if yaml:
        not_as_text(path)
    if yaml or "/" in name or "\\" in name or path.exists():
        raise SetupFault("KD443", {"name": name, "near": _near(path) or "-"})
    raise no_such(name, packs)


def no_such(name: str, known: Iterable[str]) -> SetupFault:
    """That there is no policy of a name (KD910), with the ids that there are and the nearest."""
    known = tuple(known)
    return SetupFault("KD910", {"name": name, "near": nearest(name, known) or "-", "known": known})


def _near(path: Path) -> str | None:
    """The file in the same folder that was meant."""
    if not path.parent.is_dir():
        return None
    return nearest_begun(path.name, (one.name for one in path.parent.glob("*.y*ml")))


def why_not(fault: SetupFault) -> Text | None:
    """Why a pack that a file names is not taken, where ``pack_path`` said so; None for any other
    fault."""
    if fault.code not in ("KD443", "KD910"):
        return None
    why = _NO_POLICY if fault.code == "KD910" else _NO_FILE
    near = fault.facts["near"]
    return why if near == "-" else _NEAREST.filled(why=why, near=near)


def pack_extended(loaded: Loaded, path: Path) -> Path:
    """The file of the pack that another extends; ``path`` is that of the other. SetupFault with its
    line where there is none."""
    name = loaded.data["extends"]
    reason: Text | None = wanted("type", "string")
    if isinstance(name, str):
        try:
            return pack_path(name, path.parent)
        except SetupFault as fault:
            reason = why_not(fault)
    facts = {"entry": f"extends: {name}", "reason": reason}
    raise SetupFault("KD906", facts, loaded.file, loaded.line("extends"))
