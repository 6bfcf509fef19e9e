"""File names that every system takes: Windows, macOS and Linux alike."""

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress

from kamdocs.lazy import lazy

LONGEST = 100
"""Characters of a name without its ending; longer ones are cut."""
HEAVIEST = 200
"""Bytes of a name without its ending in UTF-8: file systems of Linux take 255 with the ending."""
NAMELESS = "_"
CONFIG, MANIFEST, COPIES = "kamdocs.toml", "kamdocs-manifest.json", ".kamdocs-copies.json"
"""The names of the configuration, of the list of documents made in a folder, and of the list of
copies made in it."""
OURS = frozenset({CONFIG, MANIFEST, COPIES})
"""Files of kamdocs that may lie in the folders of handed-in files, and are not read as such."""
BESIDE = ("~$", ".~", "._")
"""How the names of files begin that stand beside others and are none of their own: Excel and Word,
WPS and LibreOffice leave them while a file is open, macOS where it packs or copies one."""

_FORBIDDEN = lazy(r'[<>:"/\\|?*]')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_DEVICE = lazy(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\Z", re.IGNORECASE)


def safe(name: str) -> str:
    """A file name without its ending, made of ``name``, that every system takes.

    Invisible characters (controls, bidi marks, surrogates) are left out, and those that Windows
    forbids become ``_``. Points and spaces at either end are removed. Names of Windows devices get
    a ``_`` before them, too long names are cut, and an empty name becomes ``_``.
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
    """A file name as it is shown to people. The system cannot decode a name in another encoding,
    such as GBK from a zip that was packed on Windows and unpacked on Linux: its bytes are decoded
    as UTF-8, else as GB18030, else shown as numbers."""
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeError):
            return name.encode("utf-8", "surrogateescape").decode(encoding)
    return name.encode("utf-8", "backslashreplace").decode()


class Names:
    """Hands out file names, each only once; names that differ only in case count as one, as they do
    for some file systems.

    ``held`` are names given out in earlier runs, each with its owner: only the owner gets it again.
    """

    def __init__(self, held: Mapping[str, str] | None = None) -> None:
        self._taken: set[str] = set()
        self._held = {name.casefold(): owner for name, owner in (held or {}).items()}

    def fresh(self, name: str, ending: str, owner: str = "") -> str:
        """A safe name with this ending; ``(2)``, ``(3)`` … is added where the name is taken."""
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
