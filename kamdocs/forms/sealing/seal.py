"""The seal itself: hashes of what stands in each cell, in the order of the document."""

import base64
import hashlib
import hmac
import json
import zlib
from binascii import b2a_base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kamdocs.forms.sealing.saying import Piece, Said

FORMAT = 1
_HASH = 9
"""Bytes of a hash: enough that nobody finds other words with the same one."""
_SALT = 12
_BETWEEN = "\0"
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
        return _hash(_salted(self.salt), f"{path}{_BETWEEN}{words}")


def written(form: str, said: Said) -> bytes:
    """The seal of what a document of a form says, as bytes.

    Its salt comes from the words themselves, so that the same document has the same seal.
    """
    salt = _salt(form, said)
    hashes = _Hashes(salt)
    names: dict[tuple[str, str], int] = {}
    blocks = [
        f"[{','.join([str(int(of_table)), *[_unit(one, hashes, names) for one in units]])}]"
        for of_table, units in said
    ]
    told = {"format": FORMAT, "form": form, "salt": salt, "names": tuple(names)}
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f'{head[:-1]},"blocks":[{",".join(blocks)}]}}'.encode()


def _salt(form: str, said: Said) -> str:
    told = [form]
    for _, units in said:
        for pieces in units:
            told += [f"{path}{_BETWEEN}{words}" for words, path, _ in pieces]
    return hashlib.sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()[: 2 * _SALT]


class _Hashes(dict[str, str]):
    """The hashes of a document by path and words, for many cells of a form say the same."""

    def __init__(self, salt: str) -> None:
        super().__init__()
        self._salted = _salted(salt)

    def __missing__(self, told: str) -> str:
        made = self[told] = _hash(self._salted, told)
        return made


def _unit(pieces: Sequence[Piece], hashes: _Hashes, names: dict[tuple[str, str], int]) -> str:
    """A cell or a paragraph as JSON: its hash, and those of its pieces where any is a field.

    A piece of the form itself has its length as a negative number less one.
    """
    words = pieces[0].words if len(pieces) == 1 else "".join([one.words for one in pieces])
    own = hashes[_BETWEEN + words]
    if not any(one.path for one in pieces):
        return f'["{own}"]'
    told = [
        f'["{hashes[f"{path}{_BETWEEN}{words}"]}",'
        f"{names.setdefault((path, alias), len(names)) if path else -1 - len(words)}]"
        for words, path, alias in pieces
    ]
    return f'["{own}",{",".join(told)}]'


def _salted(salt: str) -> "hashlib._Hash":
    """What every hash of a document begins with."""
    return hashlib.sha256(f"{salt}{_BETWEEN}".encode("utf-8", "replace"))


def _hash(salted: "hashlib._Hash", told: str) -> str:
    begun = salted.copy()
    begun.update(told.encode("utf-8", "replace"))
    return b2a_base64(begun.digest()[:_HASH], newline=False).decode()


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
