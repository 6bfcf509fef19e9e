"""Headings as they are compared, who claims them, and those that are known to be none of ours."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kamdocs import data
from kamdocs.contract import contract_of, hold
from kamdocs.data import KeyPath, Loaded
from kamdocs.lazy import lazy
from kamdocs.model import Text

_MARKS = lazy(r"[^\w%‰$€£]+|_")
"""All but letters and digits, and the signs that make another thing of a column."""


@lru_cache(maxsize=4096)  # the headings of a schema are held first, and then looked up
def comparable(written: str) -> str:
    """A heading as it is compared: narrow, in lower case, without white space and marks."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", written).casefold())


def simplified(written: str) -> str:
    """Words with the traditional characters of headings, titles and choices as simplified ones."""
    return written.translate(_characters()) if is_traditional(written) else written


def is_traditional(written: str) -> bool:
    """Whether any such character is in some words."""
    return not written.isascii() and not _characters().keys().isdisjoint(map(ord, written))


@cache
def _characters() -> Mapping[int, str]:
    """The simplified character of each traditional one."""
    loaded = data.load(data.folder("schemas") / "headings" / "traditional.yaml")
    raw = hold(loaded, contract_of("traditional"))
    return {ord(pair[0]): pair[1] for pair in raw["pairs"]}


class Elsewhere(NamedTuple):
    """Why some headings are none of ours; of ``silent`` ones nothing need be said."""

    why: Text
    silent: bool


@cache
def elsewhere() -> Mapping[str, Elsewhere]:
    """The headings of real sheets that no sheet of ours asks for, as they are compared."""
    folder = data.folder("schemas")
    loaded = data.load(folder / "headings" / "elsewhere.yaml")
    raw = hold(loaded, contract_of("elsewhere"))
    claims = Claims(loaded)
    found = {}
    for name, group in raw["groups"].items():
        why = Text(group["zh"], group["en"])
        for at, heading in enumerate(group["headings"]):
            claims.enter(heading, why, ("groups", name, "headings", at))
            found[comparable(heading)] = Elsewhere(why, bool(group.get("silent")))
    return found


class Claims:
    """Who claims which heading in a data file of ours: one heading, one owner."""

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._owners: dict[str, Text] = {}

    def enter(self, heading: str, owner: Text, path: KeyPath) -> None:
        """Let ``owner`` have a heading; SetupFault with its line where another has it."""
        other = self._owners.setdefault(comparable(heading), owner)
        if other is not owner:
            taken = Text(f"已归「{other.zh}」", f"it is that of “{other.en}”")
            entry = f"{'.'.join(map(str, path))}: {heading}"
            raise self._loaded.fault("KD906", path, entry=entry, reason=taken)
