"""Many values as they go to another process: in parcels."""

import pickle
from collections.abc import Iterable, Sequence
from typing import Any

PROTOCOL = pickle.HIGHEST_PROTOCOL
AT_ONCE = 1_000
"""What pickle keeps of all that it has met takes more room than the values themselves, and of many
it takes longer to look into."""


def packed(values: Sequence[Any]) -> list[bytes]:
    """The values pickled, so many at once."""
    starts = range(0, len(values), AT_ONCE)
    return [pickle.dumps(values[at : at + AT_ONCE], PROTOCOL) for at in starts]


def unpacked(parcels: Iterable[bytes]) -> tuple[Any, ...]:
    """The values that were packed, in their order."""
    return tuple(value for parcel in parcels for value in pickle.loads(parcel))
