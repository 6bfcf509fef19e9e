"""How headings of sheets are compared, which field or kind of sheet claims a heading, and which
headings are known to belong to no sheet of kamdocs."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kamdocs import data
from kamdocs.contract import content_of, contract_of, hold
from kamdocs.data import KeyPath, Loaded
from kamdocs.lazy import lazy
from kamdocs.model import Text

_MARKS = lazy(r"[^\w%‰$€£]+|_")
"""What is left out when headings are compared: all but letters, digits, and the signs for per cent
and currencies, which change what a column means."""


@lru_cache(maxsize=4096)  # the headings of a schema are held first, and then looked up
def comparable(written: str) -> str:
    """A heading as it is compared: in half-width characters (NFKC) and lower case, without white
    space and punctuation."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", written).casefold())


def simplified(written: str) -> str:
    """The words with simplified characters in place of those traditional ones that occur in
    headings, titles and choices."""
    return written.translate(_characters()) if is_traditional(written) else written


def is_traditional(written: str) -> bool:
    """Whether some words have a traditional character that ``simplified`` replaces."""
    return not written.isascii() and _any_character()(written) is not None


@cache
def _any_character() -> Callable[[str], re.Match[str] | None]:
    """Finds one of the traditional characters: much sooner than looking up each that is there."""
    return re.compile(f"[{''.join(map(chr, _characters()))}]").search


@cache
def _characters() -> Mapping[int, str]:
    """The simplified character of each traditional one, both as ``str.translate`` takes them."""
    pairs = content_of("headings/traditional.yaml", "traditional")["pairs"]
    return {ord(pair[0]): pair[1] for pair in pairs}


class Elsewhere(NamedTuple):
    """Why kamdocs does not read the column of a heading; ``silent`` where the user need not be told
    so. A row in which the column says one of the ``void`` words, in the form in which they are
    compared, does not stand. A column that is filled in ``once`` a record is blank in its further
    lines."""

    why: Text
    silent: bool
    void: frozenset[str]
    once: bool


@cache
def elsewhere() -> Mapping[str, Elsewhere]:
    """Headings that occur in real sheets and that no kind of sheet asks for, each in the form in
    which it is compared."""
    folder = data.folder("schemas")
    loaded = data.load(folder / "headings" / "elsewhere.yaml")
    raw = hold(loaded, contract_of("elsewhere"))
    claims = Claims(loaded)
    found = {}
    for name, group in raw["groups"].items():
        why = Text(group["zh"], group["en"])
        void = frozenset(comparable(word) or word for word in group.get("void", ()))
        silent, once = bool(group.get("silent")), bool(group.get("once"))
        for at, heading in enumerate(group["headings"]):
            claims.enter(heading, why, ("groups", name, "headings", at))
            found[comparable(heading)] = Elsewhere(why, silent, void, once)
    return found


class Claims:
    """Sees to it that in a data file of kamdocs no heading belongs to two owners."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._owners: dict[str, Text] = {}

    def enter(self, heading: str, owner: Text, path: KeyPath) -> None:
        """Enter ``owner`` as that of a heading, which stands at ``path`` in the file; SetupFault
        KD906 with the line where another owner has it."""
        other = self._owners.setdefault(comparable(heading), owner)
        if other is not owner:
            taken = Text(f"已归「{other.zh}」", f"it is that of “{other.en}”")
            entry = f"{'.'.join(map(str, path))}: {heading}"
            raise self._loaded.fault("KD906", path, entry=entry, reason=taken)
