"""File names that every system takes: Windows, macOS and Linux alike."""

import re
import unicodedata

LONGEST = 100
"""Characters of a name without its ending; longer ones are cut."""
HEAVIEST = 200
"""Bytes of the same in UTF-8: file systems of Linux count these, up to 255 in all."""
NAMELESS = "_"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\Z", re.IGNORECASE)


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


class Names:
    """Hands out file names, each only once, whether or not the file system minds the case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def fresh(self, name: str, ending: str) -> str:
        """A safe name with that ending; ``(2)``, ``(3)`` … tell apart those that would be alike."""
        stem = safe(name)
        candidate, number = stem, 1
        while candidate.casefold() in self._taken:
            number += 1
            mark = f" ({number})"
            room = LONGEST - len(mark), HEAVIEST - len(mark)
            candidate = f"{_cut(stem, *room)}{mark}"
        self._taken.add(candidate.casefold())
        return candidate + ending
