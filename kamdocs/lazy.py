"""Regular expressions that are compiled when they are first used.

Reading cells takes some three hundred patterns, and no sheet needs them all. Compiling all of them
takes as long as importing everything else, so each is compiled only when it is used.
"""

import re
from functools import cached_property
from typing import Any, AnyStr, cast


def lazy(words: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, but compiled at the first use; ``re.error`` too is raised only then."""
    return cast(re.Pattern[AnyStr], Lazy(words, flags))


class Lazy:
    """Stands for a compiled pattern: it compiles it at the first use of a method, and keeps each
    method that was used as an attribute of its own."""

    def __init__(self, words: str | bytes, flags: int) -> None:
        self._words, self._flags = words, flags

    @cached_property
    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self._words, self._flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.compiled, name)
        setattr(self, name, found)
        return found
