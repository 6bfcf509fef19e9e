"""File names that every system takes: Windows, macOS and Linux alike."""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress

from kamdocs.lazy import lazy

LONGEST = 100
"""Characters of a name without its ending; longer ones are cut."""
HEAVIEST = 200
"""Bytes of the same in UTF-8: file systems of Linux count these, up to 255 in all."""
NAMELESS = "_"
CONFIG, MANIFEST, COPIES = "kamdocs.toml", "kamdocs-manifest.json", ".kamdocs-copies.json"
"""What a company set, what was made in a folder, and which copies were."""
OURS = frozenset({CONFIG, MANIFEST, COPIES})
"""Files of our own that lie among those that were handed in."""

_FORBIDDEN = lazy(r'[<>:"/\\|?*]')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_DEVICE = lazy(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\Z", re.IGNORECASE)


def safe(name: str) -> str:
    """A file name without its ending, made of ``name``, that every system takes.

    Characters that cannot be seen (controls, bidi marks, surrogates) go, those that Windows
    forbids become ``_``; no point or space stands at either end; names of devices get a ``_``
    before them; over-long names are cut. An empty one becomes ``_``.
    """
    spaced = (" " if char.isspace() else char for char in name)
    seen = "".join(char for char in spaced if unicodedata.category(char) not in _UNSEEN)
    joined = " ".join(unicodedata.normalize("NFC", seen).split())
    plain = _trimmed(_FORBIDDEN.sub("_", joined))
    if _DEVICE.match(plain.split(".")[0].rstrip()):
        plain = f"_{plain}"
    return _cut(plain, LONGEST, HEAVIEST) or NAMELESS


def _trimmed(name: str) -> str:
    return name.strip(". ")


def _cut(name: str, characters: int, weight: int) -> str:
    light = name[:characters].encode()[:weight].decode(errors="ignore")
    return _trimmed(light)


def readable(name: str) -> str:
    """A file name as people are told it: where the system has another encoding than the name, as
    with what was packed on Windows in GBK and unpacked on Linux, its bytes are taken for UTF-8,
    else for GB18030; those that are neither are told by their numbers."""
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            return name.encode("utf-8", "surrogateescape").decode(encoding)
    return name.encode("utf-8", "backslashreplace").decode()


class Names:
    """Hands out file names, each only once, whether or not the file system minds the case.

    ``held`` are names given out earlier, each with its owner: nobody else gets them.
    """

    def __init__(self, held: Mapping[str, str] | None = None) -> None:
        self._taken: set[str] = set()
        self._held = {name.casefold(): owner for name, owner in (held or {}).items()}

    def fresh(self, name: str, ending: str, owner: str = "") -> str:
        """A safe name with that ending; ``(2)``, ``(3)`` … tell apart those that would be alike."""
        stem = safe(name)
        candidate, number = stem + ending, 1
        while not self._is_free(candidate, owner):
            number += 1
            mark = f" ({number})"
            room = LONGEST - len(mark), HEAVIEST - len(mark)
            candidate = f"{_cut(stem, *room)}{mark}{ending}"
        self._taken.add(candidate.casefold())
        return candidate

    def _is_free(self, name: str, owner: str) -> bool:
        same = name.casefold()
        return same not in self._taken and self._held.get(same, owner) == owner
