"""Where packs lie: those that come with the project are found by their ids, others by their
paths."""

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
_MARKS = "《》“”"
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
    """The file of a pack by its id, or by the path of a .yaml file, relative to the folder
    ``beside``. SetupFault (KD443, KD910) where there is none; it names the nearest of the packs and
    of the ``others``, which are given by id."""
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
    """The fault (KD910) that there is no policy of a name, with the one among those ``known`` whose
    id or title is most like it."""
    meanings = {one: one for one in known}
    for one, file in known.items():
        for title in _titles(file):
            meanings[title] = f"{meanings[title]}, {one}" if title in meanings else one
    near = nearest_meaning(name, meanings) or "-"
    return SetupFault("KD910", {"name": name, "near": _shown(near, known)})


def _shown(near: str, known: Mapping[str, Path]) -> str | Text:
    """An id with the title of its policy, for people know policies by their titles."""
    titles = _titles(known[near]) if near in known else ()
    return Text(f"{near}（{titles[0]}）", f"{near} ({titles[-1]})") if titles else near


def id_of(name: str) -> str:
    """The id of a policy that comes with the project, by that id or by its title. SetupFault
    (KD910) where there is none, or several have that title."""
    known = built_in()
    ids = [name] if name in known else titled(name, known)
    if len(ids) != 1:
        raise no_such(name, known)
    return ids[0]


def titled(name: str, known: Mapping[str, Path]) -> list[str]:
    """The ids of the policies that have this title, in either language; in Chinese it may stand
    between 《 and 》."""
    bare = name.strip(_MARKS)
    return [one for one, file in known.items() if bare in _titles(file)]


def _titles(pack: Path) -> tuple[str, ...]:
    return titles_in(head_in(data.load(pack).data))


def head_in(whole: Any) -> Mapping[str, Any]:
    """What stands under ``policy`` in the words of a pack; empty where nothing does."""
    head = whole.get("policy") if isinstance(whole, Mapping) else None
    return head if isinstance(head, Mapping) else {}


def titles_in(head: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles of a pack in both languages, from what stands under its ``policy``."""
    title = head.get("title")
    return tuple(map(str, title.values())) if isinstance(title, Mapping) else ()


def _near(path: Path) -> str | None:
    """The name of the .yaml file in the same folder that was probably meant; None without one."""
    if not path.parent.is_dir():
        return None
    return nearest_begun(path.name, (one.name for one in path.parent.glob("*.y*ml")))


def why_not(fault: SetupFault) -> Text | None:
    """Why ``pack_path`` did not find a pack, in words; None for a fault that is not from it."""
    if fault.code not in ("KD443", "KD910"):
        return None
    why = _NO_POLICY if fault.code == "KD910" else _NO_FILE
    near = fault.facts["near"]
    return why if near == "-" else _NEAREST.filled(why=why, near=near)


def pack_extended(loaded: Loaded, path: Path) -> Path:
    """The file of the pack that ``loaded`` extends; ``path`` is the file of ``loaded``. SetupFault
    (KD906) with the line of ``extends`` where there is none."""
    name = loaded.data["extends"]
    reason: Text | None = wanted("type", "string")
    if isinstance(name, str):
        try:
            return pack_path(name, path.parent)
        except SetupFault as fault:
            reason = why_not(fault)
    raise loaded.fault("KD906", ("extends",), entry=f"extends: {name}", reason=reason)
