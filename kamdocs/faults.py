"""Faults in what the tool is set up with, as opposed to what was handed in."""

from collections.abc import Mapping
from typing import Any


class SetupFault(Exception):
    """A policy, schema, template or configuration file that cannot be used.

    ``code`` is worded by ``kamdocs.words``; ``file`` and ``line`` say where (line 0: unknown).
    """

    def __init__(
        self, code: str, facts: Mapping[str, Any] | None = None, file: str = "", line: int = 0
    ) -> None:
        super().__init__(code, facts, file, line)
        self.code = code
        self.facts: dict[str, Any] = dict(facts or {})
        self.file = file
        self.line = line

    @property
    def where(self) -> str:
        """``file:line`` as editors understand it."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {self.facts}"
