"""Patterns that are compiled when they are first used.

What may stand in a cell takes some three hundred patterns to read, and no sheet needs them all. To
compile them takes as long as to import everything else, so none is compiled before it is asked.
"""

import re
from functools import cached_property
from typing import Any, AnyStr, cast


def lazy(words: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same as ``re.compile``, at the first use; ``re.error`` of a wrong one comes then."""
    return cast(re.Pattern[AnyStr], Lazy(words, flags))


class Lazy:
    """Stands for a pattern, whose methods it takes over as each is first called."""

    def __init__(self, words: str | bytes, flags: int) -> None:
        self._words, self._flags = words, flags

    @cached_property
    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self._words, self._flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return found
