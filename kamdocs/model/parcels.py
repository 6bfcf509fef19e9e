"""Pickles many values for another process, some at a time."""

import pickle
from collections.abc import Iterable, Sequence
from typing import Any

PROTOCOL = pickle.HIGHEST_PROTOCOL
AT_ONCE = 1_000
"""How many values are pickled at once. Pickle keeps a memo of every object in a call, which takes
more memory than the values, and becomes slower with its size."""


def packed(values: Sequence[Any]) -> list[bytes]:
    """The values pickled, ``AT_ONCE`` of them in each piece."""
    starts = range(0, len(values), AT_ONCE)
    return [pickle.dumps(values[at : at + AT_ONCE], PROTOCOL) for at in starts]


def unpacked(parcels: Iterable[bytes]) -> tuple[Any, ...]:
    """The values that were packed, in their order."""
    return tuple(value for parcel in parcels for value in pickle.loads(parcel))
