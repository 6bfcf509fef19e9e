"""Writing results: beside first, then renamed, so that nobody ever finds half a file."""

import os
import tempfile
from pathlib import Path

from kamdocs.faults import SetupFault, reason

_HALF, ENDING = ".kamdocs-", ".half"


def clear_halves(folder: Path) -> None:
    """Take away what a run that was killed left half written in a folder."""
    for half in folder.glob(f"{_HALF}*{ENDING}"):
        half.unlink(missing_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; SetupFault where it cannot be written."""
    beside = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=_HALF, suffix=ENDING, dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
        beside = None
    except OSError as fault:
        raise SetupFault("KD914", {"reason": reason(fault)}, str(path)) from fault
    finally:
        if beside:
            Path(beside).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
