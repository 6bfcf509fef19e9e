"""The seal itself: hashes of what stands in each cell, in the order of the document."""

import base64
import hashlib
import hmac
import json
import zlib
from binascii import b2a_base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kamdocs.forms.sealing.saying import BETWEEN, Counted, Said

FORMAT = 1
_HASH = 9
"""The bytes of a hash: enough that nobody finds other words with the same one. Being a multiple of
three, they make whole base64 letters, so that several hashes can be encoded at once."""
_LETTERS = _HASH // 3 * 4
_PLACE = '"%s"'
"""Stands for a hash until the hashes are put in."""
_SALT = 12
_LEVEL = 2
"""The level of compression: hashes hardly shrink, and a higher level takes twice the time to save a
thirtieth of the space."""
_LARGEST = 2**26
_KEYED = b"kamdocs-seal/1\n"


class Damaged(ValueError):
    """What should be a seal cannot be read as one."""


@dataclass(frozen=True, slots=True)
class SealedPiece:
    """The hash of some words: of a field (``name`` is its number in ``Seal.names``), or of the form
    itself (None), then with their number of characters (``length``)."""

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
    """What a document said: the id of its form, the paths of its fields with the names of their
    controls, and the hashes. It contains no values."""

    form: str
    salt: str
    names: tuple[tuple[str, str], ...]
    blocks: tuple[SealedBlock, ...]

    def hash(self, words: str, path: str = "") -> str:
        """The hash of some words in this document; for words of a field with its ``path``."""
        return _hash(_salted(self.salt), f"{path}{BETWEEN}{words}")


def written(form: str, said: Said) -> bytes:
    """The seal of what a document of a form says, as bytes.

    Its salt comes from the words themselves, so that the same document has the same seal.
    """
    units = [one for _, row in said for one in row]
    salt = _salt(form, units)
    hashes = _hashes(salt, [told for one in units for told in one.hashed])
    lines = [(of_table, *[one.sorts for one in row]) for of_table, row in said]
    names, blocks = _layout(tuple(lines))
    head = _json({"format": FORMAT, "form": form, "salt": salt})
    return f'{head[:-1]},"names":{names},"blocks":{blocks % tuple(hashes)}}}'.encode()


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _salt(form: str, units: Iterable[Counted]) -> str:
    told = "\n".join([form, *[one for unit in units for one in unit.told]])
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[: 2 * _SALT]


@lru_cache(maxsize=16)
def _layout(lines: tuple[tuple[Any, ...], ...]) -> tuple[str, str]:
    """The names of the fields and the lines of a document as JSON, with ``_PLACE`` for each hash.
    ``lines`` has for each line whether it is a row of a table, and the sorts of each unit. Kept,
    since it is the same for most documents of a form."""
    names: dict[tuple[str, str], int] = {}
    blocks = [
        f"[{','.join([str(int(of_table)), *[_unit(one, names) for one in units]])}]"
        for of_table, *units in lines
    ]
    return _json(tuple(names)), f"[{','.join(blocks)}]"


def _unit(sorts: Sequence[tuple[str, str] | int], names: dict[tuple[str, str], int]) -> str:
    """A cell or a paragraph as JSON: its hash, and for each piece its hash and what it is."""
    own = [
        f"[{_PLACE},{one if isinstance(one, int) else names.setdefault(one, len(names))}]"
        for one in sorts
    ]
    return f"[{','.join([_PLACE, *own])}]"


def _hashes(salt: str, told: Sequence[str]) -> list[str]:
    """The hash of each text; many cells of a form say the same, which is hashed only once."""
    salted, different = _salted(salt), dict.fromkeys(told)
    made = [_digest(salted, one) for one in different]
    letters = _as_letters(b"".join(made))
    starts = range(0, len(letters), _LETTERS)
    known = dict(zip(different, [letters[at : at + _LETTERS] for at in starts], strict=True))
    return [known[one] for one in told]


def _salted(salt: str) -> "hashlib._Hash":
    """The hash object with the salt, from which every hash of a document is continued."""
    return hashlib.sha256(f"{salt}{BETWEEN}".encode("utf-8", "replace"))


def _hash(salted: "hashlib._Hash", told: str) -> str:
    return _as_letters(_digest(salted, told))


def _digest(salted: "hashlib._Hash", told: str) -> bytes:
    begun = salted.copy()
    begun.update(told.encode("utf-8", "replace"))
    return begun.digest()[:_HASH]


def _as_letters(hashes: bytes) -> str:
    return b2a_base64(hashes, newline=False).decode()


def read(content: bytes) -> Seal:
    """A seal from its bytes; Damaged where they are no seal."""
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
    """The bytes of a seal, compressed, as base64 letters."""
    return base64.b64encode(zlib.compress(content, _LEVEL)).decode()


def unpacked(letters: str) -> bytes:
    """The bytes of a seal from its letters; Damaged where these are incomplete or changed."""
    try:
        unfold = zlib.decompressobj()
        content = unfold.decompress(base64.b64decode(letters, validate=True), _LARGEST)
    except (ValueError, zlib.error) as fault:
        raise Damaged(str(fault)) from fault
    if not unfold.eof or unfold.unused_data:  # its own checksum held
        raise Damaged("cut off")
    return content


def keyed(content: bytes, key: bytes) -> str:
    """The mark that only somebody with the key can put on a seal: HMAC with SHA-256 (RFC 2104)."""
    return hmac.new(key, _KEYED + content, hashlib.sha256).hexdigest()


def key_holds(content: bytes, key: bytes, mark: str) -> bool:
    """Whether the mark on a seal was made with the key."""
    return hmac.compare_digest(keyed(content, key).encode(), mark.encode("utf-8", "replace"))
