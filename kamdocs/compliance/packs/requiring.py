"""The files of further fields that packs need (``requires_fields``), and the kinds of sheet with
these fields added."""

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import reduce
from pathlib import Path

from kamdocs import data
from kamdocs.compliance.packs.paths import pack_extended
from kamdocs.data import Loaded
from kamdocs.faults import Faults, SetupFault, is_there, not_as_text
from kamdocs.likeness import nearest_begun
from kamdocs.sheets import Schemas, files_of_fields, together, what_is_in, with_fields

ENTRY = "requires_fields"


def with_required(schemas: Schemas, packs: Iterable[Path]) -> Schemas:
    """The kinds of sheet with all fields that some packs, by their files, need.

    SetupFault where a file of fields is not there or is faulty, or where two contradict each other.
    """
    files = [files_required(path) for path in packs]
    several = [reduce(with_fields, required, schemas) for required in files]
    if all(one is schemas for one in several):
        return schemas
    try:
        return together(several)
    except SetupFault as fault:
        every = (path for some in files for path in some)
        fault.file, fault.line = _defining(fault.facts.get("name"), every), 0
        raise


def _defining(field: object | None, files: Iterable[Path]) -> str:
    """The files that contradict each other, for a message: those that describe the ``field``, or
    all where it is a heading that they disagree about (None). They are given by name, or by path
    where two names are the same."""
    having = [
        path
        for path in dict.fromkeys(files)
        if field is None or any(field in names for names in what_is_in(path).values())
    ]
    apart = len({path.name for path in having}) == len(having)
    return ", ".join(path.name if apart else str(path) for path in having)


def files_required(pack: Path) -> tuple[Path, ...]:
    """The files of fields that a pack needs, each once; those needed by the pack that it extends
    come first. SetupFault (KD610) for a file that is not there."""
    return tuple(dict.fromkeys(_files(pack, ())))


def _files(pack: Path, seen: tuple[Path, ...]) -> Iterator[Path]:
    loaded = data.load(pack)
    words = loaded.data if isinstance(loaded.data, Mapping) else {}
    if "extends" in words and pack not in seen:  # a circle is told when the packs are joined
        yield from _files(pack_extended(loaded, pack), (*seen, pack))
    names = words.get(ENTRY)
    for at, name in enumerate(names if isinstance(names, list) else ()):
        yield _file(str(name), pack, loaded, at)


def _file(name: str, pack: Path, loaded: Loaded, at: int) -> Path:
    known = files_of_fields()
    path = known.get(name) or pack.parent / name
    if name not in known and not (path.suffix.casefold() in (".yaml", ".yml") and is_there(path)):
        not_as_text(path)
        beside = (one.name for one in pack.parent.glob("*.y*ml") if one != pack)
        near = nearest_begun(name, (*known, *beside)) or "-"
        raise loaded.fault("KD610", (ENTRY, at), name=name, near=near, known=tuple(known))
    return path


def tell_where_fields_are(faults: Faults, required: Iterable[Path], tiers: Container[str]) -> None:
    """Turn the fault of an unknown name (KD909) into KD612, which names the file of fields that has
    it, where a file that the pack does not require has a field of that name. What is known to be
    meant for one of the ``tiers`` stays as it is."""
    unknown = [
        one for one in faults.found if one.code == "KD909" and one.facts["near"] not in tiers
    ]
    held = set(required)
    where = {
        field: name
        for name, path in files_of_fields().items()
        if unknown and path not in held
        for fields in what_is_in(path).values()
        for field in fields
    }
    for fault in unknown:
        if fault.facts["name"] in where:
            fault.code = "KD612"
            fault.facts = {"name": fault.facts["name"], "file": where[fault.facts["name"]]}
