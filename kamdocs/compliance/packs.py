"""Where packs lie: those that come with the project by their ids, others by their paths."""

from pathlib import Path

from kamdocs import data
from kamdocs.data import Loaded
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest
from kamdocs.model import Text
from kamdocs.wanting import wanted

_HERE = Path()
NOT_THERE = {
    "KD443": Text("没有这个文件", "there is no such file"),
    "KD910": Text("没有这个制度", "there is no such policy"),
}
"""Why a pack that a file names is not taken, by the code of one that was typed."""
_NEAREST = Text(
    "没有这个制度，最接近的是{near}；自己的制度写.yaml文件的路径",
    "there is no such policy, nearest: {near}; a policy of your own goes by the path of its .yaml",
)


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


def pack_extended(loaded: Loaded, path: Path) -> Path:
    """The file of the pack that another extends; ``path`` is that of the other. SetupFault with its
    line where there is none."""
    name = loaded.data["extends"]
    try:
        if isinstance(name, str):
            return pack_path(name, path.parent)
        reason = wanted("type", "string")
    except SetupFault as fault:
        near = nearest(str(name), built_in()) if fault.code == "KD910" else None
        reason = _NEAREST.filled(near=near) if near else NOT_THERE[fault.code]
    facts = {"entry": f"extends: {name}", "reason": reason}
    raise SetupFault("KD906", facts, loaded.file, loaded.line("extends"))
