"""Two contestants measured side by side, in turn."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
_FINE = (0, 1)
"""Exit codes of a run that did its work: nothing was found, or something was."""

Run = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """The seconds of each round, of the one and of what it is held against."""

    ours: Sequence[float]
    theirs: Sequence[float]

    @property
    def ratios(self) -> list[float]:
        return [one / other for one, other in zip(self.ours, self.theirs, strict=True)]

    def __str__(self) -> str:
        ratios = self.ratios
        return (
            f"{median(ratios):8.3f} ({min(ratios):.3f} to {max(ratios):.3f})"
            f"   {median(self.ours):9.4f} s   {median(self.theirs):9.4f} s"
        )


def side_by_side(ours: Run, theirs: Run, rounds: int) -> Measured:
    """Both in turn, so that whatever else the machine does meets both alike."""
    seconds = [(_seconds(ours), _seconds(theirs)) for _ in range(rounds)]
    return Measured([one for one, _ in seconds], [other for _, other in seconds])


def _seconds(run: Run) -> float:
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def process(*args: str) -> Run:
    """A run of Python as a process of its own, with kamdocs as it is in this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def run() -> None:
        done = subprocess.run(
            [sys.executable, *args], capture_output=True, text=True, env=environment
        )
        if done.returncode not in _FINE:
            raise SystemExit(f"{' '.join(args)} ended with {done.returncode}:\n{done.stderr}")

    return run
