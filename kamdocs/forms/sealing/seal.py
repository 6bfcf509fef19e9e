"""The seal itself: hashes of what stands in each cell, in the order of the document."""

import base64
import hashlib
import hmac
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kamdocs.forms.sealing.saying import Block, Unit

FORMAT = 1
_HASH = 9
"""Bytes of a hash: enough that nobody finds other words with the same one."""
_SALT = 12
_LARGEST = 2**26
_KEYED = b"kamdocs-seal/1\n"


class Damaged(ValueError):
    """What stands where a seal should is none."""


@dataclass(frozen=True, slots=True)
class SealedPiece:
    """The hash of some words, and of which field they are (``name`` is its number in the seal), or
    (None) how many characters of the form itself."""

    hash: str
    name: int | None
    length: int = 0


@dataclass(frozen=True, slots=True)
class SealedUnit:
    """The hash of a cell or a paragraph, and those of its pieces where any is a field."""

    hash: str
    pieces: tuple[SealedPiece, ...]

    @property
    def names(self) -> tuple[int, ...]:
        """The numbers of its fields."""
        return tuple(one.name for one in self.pieces if one.name is not None)


@dataclass(frozen=True, slots=True)
class SealedBlock:
    of_table: bool
    units: tuple[SealedUnit, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """What a document said: its form, the names of its fields (path, and what the control is
    called), and the hashes. No value stands in it."""

    form: str
    salt: str
    names: tuple[tuple[str, str], ...]
    blocks: tuple[SealedBlock, ...]

    def hash(self, words: str, path: str = "") -> str:
        """The hash of some words in this document, where a field has them with its ``path``."""
        return _hash(self.salt, words, path)


def seal_of(form: str, blocks: Sequence[Block]) -> Seal:
    """The seal of what a document says. Its salt comes from the words themselves, so that the same
    document has the same seal."""
    told = [form, *(piece.path + "\0" + piece.words for one in blocks for piece in _pieces(one))]
    salt = hashlib.sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[: 2 * _SALT]
    names: dict[tuple[str, str], int] = {}
    for block in blocks:
        for piece in block.fields:
            names.setdefault((piece.path, piece.alias), len(names))
    sealed = tuple(
        SealedBlock(block.of_table, tuple(_unit(unit, salt, names) for unit in block.units))
        for block in blocks
    )
    return Seal(form, salt, tuple(names), sealed)


def _pieces(block: Block) -> Iterable[Any]:
    return (piece for unit in block.units for piece in unit.pieces)


def _unit(unit: Unit, salt: str, names: dict[tuple[str, str], int]) -> SealedUnit:
    if not any(one.path for one in unit.pieces):
        return SealedUnit(_hash(salt, unit.words), ())
    pieces = tuple(
        SealedPiece(
            _hash(salt, one.words, one.path),
            names[one.path, one.alias] if one.path else None,
            0 if one.path else len(one.words),
        )
        for one in unit.pieces
    )
    return SealedUnit(_hash(salt, unit.words), pieces)


def _hash(salt: str, words: str, path: str = "") -> str:
    told = f"{salt}\0{path}\0{words}".encode("utf-8", "replace")
    return base64.b64encode(hashlib.sha256(told).digest()[:_HASH]).decode()


def written(seal: Seal) -> bytes:
    """A seal as bytes, always the same for the same seal."""
    told = {
        "format": FORMAT,
        "form": seal.form,
        "salt": seal.salt,
        "names": seal.names,
        "blocks": [
            [int(block.of_table), *(_told(unit) for unit in block.units)] for block in seal.blocks
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _told(unit: SealedUnit) -> list[Any]:
    """A unit as a list; a piece of the form has its length as a negative number less one."""
    numbers = [[one.hash, -1 - one.length if one.name is None else one.name] for one in unit.pieces]
    return [unit.hash, *numbers]


def read(content: bytes) -> Seal:
    """A seal from its bytes; Damaged where they are none."""
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise Damaged(told["format"])
        names = tuple((str(path), str(alias)) for path, alias in told["names"])
        blocks = tuple(
            SealedBlock(bool(of_table), tuple(_read_unit(one, len(names)) for one in units))
            for of_table, *units in told["blocks"]
        )
        return Seal(str(told["form"]), str(told["salt"]), names, blocks)
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Damaged(str(fault)) from fault


def _read_unit(told: Any, names: int) -> SealedUnit:
    hash, *pieces = told
    found = []
    for own, number in pieces:
        if not isinstance(number, int) or number >= names:
            raise Damaged(number)
        name, length = (number, 0) if number >= 0 else (None, -1 - number)
        found.append(SealedPiece(str(own), name, length))
    return SealedUnit(str(hash), tuple(found))


def packed(content: bytes) -> str:
    """The bytes of a seal as letters."""
    return base64.b64encode(zlib.compress(content)).decode()


def unpacked(letters: str) -> bytes:
    """The bytes of a seal again; Damaged where the letters are not those that were written."""
    try:
        unfold = zlib.decompressobj()
        content = unfold.decompress(base64.b64decode(letters, validate=True), _LARGEST)
    except (ValueError, zlib.error) as fault:
        raise Damaged(str(fault)) from fault
    if not unfold.eof or unfold.unused_data:  # its own checksum held
        raise Damaged("cut off")
    return content


def keyed(content: bytes, key: bytes) -> str:
    """The mark that only who has the key can put on a seal: HMAC with SHA-256."""
    return hmac.new(key, _KEYED + content, hashlib.sha256).hexdigest()


def key_holds(content: bytes, key: bytes, mark: str) -> bool:
    """Whether the mark on a seal was put there with the key."""
    return hmac.compare_digest(keyed(content, key).encode(), mark.encode("utf-8", "replace"))
