"""Tells what was changed in a form since it was made though nothing is read there: what kamdocs
works out, and rows that were taken out of a list. The seal of the form knows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kamdocs.forms.readback.recording import Recording
from kamdocs.forms.readback.slots import Slot
from kamdocs.forms.sealing.checking import seal_in
from kamdocs.forms.sealing.comparing import Comparing
from kamdocs.forms.sealing.pairing import pairs
from kamdocs.forms.sealing.saying import blocks_of
from kamdocs.forms.sealing.seal import Seal
from kamdocs.forms.sealing.splitting import path_of
from kamdocs.forms.unpacking import text_of
from kamdocs.model import Finding, Place, Text
from kamdocs.sheets import Schemas

_PRINTED = Text("这一处", "what stands here")


def told_since_made(
    file: str,
    content: bytes,
    slots: Sequence[Slot],
    recording: Recording,
    schemas: Schemas,
    told: Collection[Place | None],
) -> Iterator[Finding]:
    """KD681 for each place that holds nothing that goes into a record and says something else than
    when the form was made, and is the place of no finding that was ``told`` already; KD682 for rows
    of a list that are gone. Neither for a form without a seal."""
    seal = seal_in(content)
    if seal is None:
        return
    comparing, blank = Comparing(seal, schemas, file), seal.hash("")
    for old, new in pairs(seal, blocks_of(text_of(content), file)):
        for sealed, unit in zip(old.units, new.units, strict=True) if old and new else ():
            if sealed.hash in (blank, seal.hash(unit.words)):
                continue
            read = any(
                recording.reads(path) for one in sealed.pieces if (path := path_of(one, seal))
            )
            for one in () if read or unit.place in told else comparing.changed(sealed, unit):
                yield Finding("KD681", unit.place, {"field": one.facts.get("field", _PRINTED)})
    yield from _gone(file, seal, slots, recording)


def _gone(file: str, seal: Seal, slots: Sequence[Slot], recording: Recording) -> Iterator[Finding]:
    """KD682 for each list with fewer rows than were filled when the form was made."""
    pieces = (one for block in seal.blocks for unit in block.units for one in unit.pieces)
    named = ((path_of(one, seal), one.hash) for one in pieces)
    filled = (path for path, own in named if path and own != seal.hash("", path))
    there = _longest(slot.path for slot in slots if slot.words)
    for root, many in _longest(filter(recording.reads, filled)).items():
        left = there.get(root, many)
        if root in recording.lists and left < many:
            yield Finding("KD682", Place(file), {"count": many - left})


def _longest(paths: Iterable[str]) -> Mapping[str, int]:
    """By the root of some paths, how often the one is there that is there most."""
    found: dict[str, int] = {}
    for path, times in Counter(paths).items():
        found[_root(path)] = max(found.get(_root(path), 0), times)
    return found


def _root(path: str) -> str:
    return path.partition(".")[0]
