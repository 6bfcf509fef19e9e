"""Where packs lie: those that come with the project by their ids, others by their paths."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kamdocs import data
from kamdocs.contract.wanting import wanted
from kamdocs.data import Loaded
from kamdocs.faults import SetupFault, is_there, not_as_text
from kamdocs.likeness import nearest_begun, nearest_meaning
from kamdocs.model import Text

_HERE = Path()
_NO_OTHERS: Mapping[str, Path] = {}
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


def pack_path(name: str, beside: Path = _HERE, others: Mapping[str, Path] = _NO_OTHERS) -> Path:
    """The file of a pack by its id or the path of a .yaml file, which may be relative to the
    folder ``beside``; SetupFault where there is none, which tells of ``others`` too, by their ids,
    where they might be meant."""
    packs = built_in()
    if name in packs:
        return packs[name]
    path = beside / name
    yaml = path.suffix.casefold() in _SUFFIXES
    if yaml and is_there(path):
        return path
    if yaml:
        not_as_text(path)
    if yaml or "/" in name or "\\" in name or is_there(path):
        raise SetupFault("KD443", {"name": name, "near": _near(path) or "-"})
    fault = no_such(name, {**others, **packs})
    meant = [name + suffix for suffix in _SUFFIXES if is_there(beside / (name + suffix))]
    fault.facts["near"] = meant[0] if meant else fault.facts["near"]
    raise fault


def no_such(name: str, known: Mapping[str, Path]) -> SetupFault:
    """That there is no policy of a name (KD910), with the ids of those that are ``known``, and the
    one whose id or title is most like it."""
    meanings = {one: one for one in known}
    for one, file in known.items():
        for title in _titles(file):
            meanings[title] = f"{meanings[title]}, {one}" if title in meanings else one
    near = nearest_meaning(name, meanings) or "-"
    return SetupFault("KD910", {"name": name, "near": near, "known": tuple(known)})


def id_of(name: str) -> str:
    """The id of a policy that comes with the project, by that or its title; SetupFault KD910."""
    known = built_in()
    ids = [name] if name in known else titled(name, known)
    if len(ids) != 1:
        raise no_such(name, known)
    return ids[0]


def titled(name: str, known: Mapping[str, Path]) -> list[str]:
    """The ids of those policies whose title is that name."""
    return [one for one, file in known.items() if name in _titles(file)]


def _titles(pack: Path) -> tuple[str, ...]:
    return titles_in(head_in(data.load(pack).data))


def head_in(whole: Any) -> Mapping[str, Any]:
    """What the words of a pack say of itself under ``policy``; empty where they say nothing."""
    head = whole.get("policy") if isinstance(whole, Mapping) else None
    return head if isinstance(head, Mapping) else {}


def titles_in(head: Mapping[str, Any]) -> tuple[str, ...]:
    """What a pack calls itself, in both languages."""
    title = head.get("title")
    return tuple(map(str, title.values())) if isinstance(title, Mapping) else ()


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
    raise loaded.fault("KD906", ("extends",), entry=f"extends: {name}", reason=reason)
