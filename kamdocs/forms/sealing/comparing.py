"""Compares a line of a document with the same line of its seal: which fields changed, and what else
did."""

from collections.abc import Iterable, Iterator, Sequence

from kamdocs.forms.sealing.saying import Block, Unit
from kamdocs.forms.sealing.seal import Seal, SealedBlock, SealedUnit
from kamdocs.forms.sealing.splitting import path_of, split
from kamdocs.model import Fact, Finding, Place, Text
from kamdocs.sheets import Schemas

_MOST = 40
"""Characters of an added line that are shown."""


class Comparing:
    """Compares the lines of one document; ``schemas`` name its fields in both languages."""

    def __init__(self, seal: Seal, schemas: Schemas, file: str) -> None:
        self._seal = seal
        self._schemas = schemas
        self._file = file
        self._blank = seal.hash("")

    def found(self, old: SealedBlock | None, new: Block | None) -> Iterator[Finding]:
        """The findings about a line before (``old``) and now (``new``): KD593 where it was added,
        KD594 where it was taken away, else those of ``changed`` for each cell that changed."""
        if old and new:
            for sealed, unit in zip(old.units, new.units, strict=True):
                if sealed.hash != self._seal.hash(unit.words):
                    yield from self.changed(sealed, unit)
        elif new and (new.of_table or new.words):
            yield Finding("KD593", new.place, {"value": new.words[:_MOST]})
        elif old and (old.of_table or any(one.hash != self._blank for one in old.units)):
            yield Finding("KD594", Place(self._file), self._lost(old))

    def changed(self, sealed: SealedUnit, unit: Unit) -> Iterator[Finding]:
        """The findings about a cell or paragraph that changed: KD590 for each changed field, KD591
        where words of the form changed, KD592 where they changed so much that the fields among them
        cannot be found any more."""
        if not sealed.names:
            yield Finding("KD591", unit.place)
            return
        paths = [path_of(one, self._seal) for one in sealed.pieces]
        fixed = True
        if [one.path for one in unit.fields] == [path for path in paths if path]:
            values: Sequence[str] | None = [one.words for one in unit.fields]
            there = [(one.path or self._seal.hash(one.words)) for one in unit.pieces]
            was = [path or one.hash for path, one in zip(paths, sealed.pieces, strict=True)]
            fixed = there == was
        else:
            values = split(unit.words, sealed, self._seal)
        if values is None:
            yield Finding("KD592", unit.place, {"fields": self._labels(sealed.names)})
            return
        fields = [one for one in sealed.pieces if one.name is not None]
        changed = [
            one.name or 0
            for one, words in zip(fields, values, strict=True)
            if self._seal.hash(words, path_of(one, self._seal)) != one.hash
        ]
        for label in self._labels(changed):
            yield Finding("KD590", unit.place, {"field": label})
        if not fixed:
            yield Finding("KD591", unit.place)

    def _lost(self, block: SealedBlock) -> dict[str, Fact]:
        names = [name for unit in block.units for name in unit.names]
        return {"fields": self._labels(names) or (_WORDS,)}

    def _labels(self, names: Iterable[int]) -> tuple[str | Text, ...]:
        """The labels of some fields, each once: the ticks of one field share its label."""
        return tuple(dict.fromkeys(self._label(*self._seal.names[name]) for name in names))

    def _label(self, path: str, alias: str) -> str | Text:
        field, equals, _ = path.partition("=")
        kind, _, name = field.partition(".")
        if kind in self._schemas and name in self._schemas[kind].fields:
            return self._schemas[kind].label(name)
        return (alias.partition("：")[0] if equals else alias) or field


_WORDS = Text("表单原有的文字", "words of the form")
