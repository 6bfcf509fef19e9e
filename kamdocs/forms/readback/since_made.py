"""Tells what was changed in a form since it was made though nothing is read there: what kamdocs
works out, and rows that were taken out of a list. The seal of the form knows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kamdocs.forms.printing import LACKING
from kamdocs.forms.readback.fields import has_fields
from kamdocs.forms.readback.recording import Recording
from kamdocs.forms.readback.slots import Slot
from kamdocs.forms.sealing.checking import seal_in
from kamdocs.forms.sealing.comparing import Comparing
from kamdocs.forms.sealing.pairing import pairs
from kamdocs.forms.sealing.saying import Block, Unit, blocks_of
from kamdocs.forms.sealing.seal import Seal, SealedBlock, SealedUnit
from kamdocs.forms.sealing.splitting import path_of
from kamdocs.forms.unpacking import text_of
from kamdocs.model import Finding, Place, Text
from kamdocs.sheets import Schemas

_PRINTED = Text("这一处", "what stands here")
_NUMBER = ".number"
"""What the path of the number of a row ends with."""


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
    since = _SinceMade(seal, recording)
    comparing = Comparing(seal, schemas, file)
    for old, new in pairs(seal, blocks_of(text_of(content), file)):
        for sealed, unit in since.changed(old, new) if old and new else ():
            for one in () if unit.place in told else comparing.changed(sealed, unit):
                field = one.facts.get("field")
                if field or not has_fields(unit.element):  # such as the date of today
                    yield Finding("KD681", unit.place, {"field": field or _PRINTED})
    yield from since.gone(file, slots)


class _SinceMade:
    """What a seal knows of a form; ``recording`` knows what is read of it."""

    def __init__(self, seal: Seal, recording: Recording) -> None:
        self._seal = seal
        self._recording = recording
        self._blank = seal.hash("")
        self._rows = {
            self._key(one, [unit.hash for unit in one.units]): one
            for one in seal.blocks
            if self._list(one)
        }

    def changed(self, old: SealedBlock, new: Block) -> Iterator[tuple[SealedUnit, Unit]]:
        """The places of a line where nothing is read and something else stood, as they were and as
        they are. A row that was sorted to elsewhere is held against itself, and nothing is said of
        a row that was emptied."""
        if new.of_table and not new.words:
            return
        now = [self._seal.hash(unit.words) for unit in new.units]
        key = self._key(old, now)
        stayed = key == self._key(old, [unit.hash for unit in old.units])
        before = old if stayed else self._rows.get(key, old)
        for sealed, unit, hash in zip(before.units, new.units, now, strict=True):
            if sealed.hash not in (self._blank, hash) and not self._is_left_out(sealed):
                yield sealed, unit

    def _key(self, line: SealedBlock, hashes: Sequence[str]) -> tuple[object, ...]:
        """What tells a row of a list from the others: what is read in it."""
        cells = zip(line.units, hashes, strict=True)
        read = (own for unit, own in cells if self._reads(unit))
        return self._list(line), len(line.units), *read

    def _list(self, line: SealedBlock) -> str:
        """The name of the list of which a line is a row; empty for other lines."""
        roots = (_root(path) for unit in line.units for path in self._paths(unit))
        return next((one for one in roots if one in self._recording.lists), "")

    def _is_left_out(self, unit: SealedUnit) -> bool:
        """Whether what stands in a cell is read, or is the number of a row of a list, which changes
        with its place."""
        paths = self._paths(unit)
        numbers = (one.endswith(_NUMBER) and _root(one) in self._recording.lists for one in paths)
        return self._reads(unit) or (bool(paths) and all(numbers))

    def _reads(self, unit: SealedUnit) -> bool:
        return any(map(self._recording.reads, self._paths(unit)))

    def _paths(self, unit: SealedUnit) -> list[str]:
        return [self._seal.names[name][0] for name in unit.names]

    def gone(self, file: str, slots: Iterable[Slot]) -> Iterator[Finding]:
        """KD682 for each list with fewer rows than were filled when the form was made, at its
        table. Nothing is said where of several forms in a document one was taken out whole."""
        slots = list(slots)
        was, there = _longest(self._filled()), _longest(one.path for one in slots if one.words)
        left = _longest(one.path for one in slots if not one.tick)
        lists = self._recording.lists
        if any(left.get(root, many) < many for root, many in was.items() if root not in lists):
            return
        places = {_root(one.path): one.place.sheet for one in reversed(slots)}
        for root, many in was.items():
            if root in lists and root in places and there.get(root, 0) < many:
                place, count = Place(file, places[root]), many - there.get(root, 0)
                yield Finding("KD682", place, {"count": count})

    def _filled(self) -> Iterator[str]:
        """The path of each place that is read, as often as it was filled in. Boxes to tick are
        printed in empty rows too."""
        seal = self._seal
        empty = {
            path: {seal.hash(words, path) for words in ("", LACKING)}
            for path, _ in seal.names
            if "=" not in path and self._recording.reads(path)
        }
        for piece in (one for line in seal.blocks for unit in line.units for one in unit.pieces):
            path = path_of(piece, seal)
            if path in empty and piece.hash not in empty[path]:
                yield path


def _longest(paths: Iterable[str]) -> Mapping[str, int]:
    """By the root of some paths, how often the one is there that is there most."""
    found: dict[str, int] = {}
    for path, times in Counter(paths).items():
        found[_root(path)] = max(found.get(_root(path), 0), times)
    return found


def _root(path: str) -> str:
    return path.partition(".")[0]
