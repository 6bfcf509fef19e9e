"""Exit codes, in one place."""

from enum import IntEnum


class Exit(IntEnum):
    """0: nothing to object to; 1: findings; 2: wrong use; 3: something could not be read or cannot
    be used; 130: interrupted."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    INTERRUPTED = 130
