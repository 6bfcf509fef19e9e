"""Tells what was changed in a form since it was made though nothing is read there: what kamdocs
works out, and rows that were taken out of a list. The seal of the form knows."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from kamdocs.forms.readback.slots import Slot
from kamdocs.forms.sealing.checking import seal_in
from kamdocs.forms.sealing.comparing import Comparing
from kamdocs.forms.sealing.pairing import pairs
from kamdocs.forms.sealing.saying import blocks_of
from kamdocs.forms.sealing.seal import Seal, SealedBlock
from kamdocs.forms.sealing.splitting import path_of
from kamdocs.forms.unpacking import text_of
from kamdocs.model import Finding, Place, Text
from kamdocs.sheets import Schemas

_PRINTED = Text("这一处", "what stands here")


def told_since_made(
    file: str,
    content: bytes,
    slots: Sequence[Slot],
    reads: Callable[[str], bool],
    schemas: Schemas,
    told: Collection[Place | None],
) -> Iterator[Finding]:
    """KD681 for each place that holds nothing that is read (``reads`` asks for its path) and says
    something else than when the form was made, and the place of no finding that was ``told``
    already; KD682 for rows of a list that are gone. Neither for a form without a seal."""
    seal = seal_in(content)
    if seal is None:
        return
    comparing, blank = Comparing(seal, schemas, file), seal.hash("")
    for old, new in pairs(seal, blocks_of(text_of(content), file)):
        for sealed, unit in zip(old.units, new.units, strict=True) if old and new else ():
            if sealed.hash in (blank, seal.hash(unit.words)):
                continue
            read = any(reads(path) for one in sealed.pieces if (path := path_of(one, seal)))
            for one in () if read or unit.place in told else comparing.changed(sealed, unit):
                yield Finding("KD681", unit.place, {"field": one.facts.get("field", _PRINTED)})
    yield from _gone(file, seal, slots, reads)


def _gone(
    file: str, seal: Seal, slots: Sequence[Slot], reads: Callable[[str], bool]
) -> Iterator[Finding]:
    """KD682 for each list with fewer rows than were filled when the form was made."""
    rows: dict[str, set[object]] = {}
    for slot in slots:
        if slot.row is not None and slot.words and reads(slot.path):
            rows.setdefault(_root(slot.path), set()).add(slot.row)
    for root, there in _filled(seal, reads).items():
        if root in rows and there > len(rows[root]):
            yield Finding("KD682", Place(file), {"count": there - len(rows[root])})


def _filled(seal: Seal, reads: Callable[[str], bool]) -> Mapping[str, int]:
    """How many rows with any value each list had, by the root of its paths."""
    found: dict[str, int] = {}
    for block in seal.blocks:
        for root in _roots(block, seal, reads) if block.of_table else ():
            found[root] = found.get(root, 0) + 1
    return found


def _roots(block: SealedBlock, seal: Seal, reads: Callable[[str], bool]) -> set[str]:
    named = [(path_of(one, seal), one) for unit in block.units for one in unit.pieces]
    return {
        _root(path)
        for path, one in named
        if path and reads(path) and one.hash != seal.hash("", path)
    }


def _root(path: str) -> str:
    return path.partition(".")[0]
