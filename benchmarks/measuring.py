"""Two contestants measured side by side, in turn."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
_FINE = (0, 1)
"""Exit codes of a run that did its work: nothing was found, or something was."""

Run = Callable[[], object]
"""What is measured. Where that is memory, it says how many MB it took."""


_ROOM = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
sys.stderr.write(done.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""
"""Runs a program, and prints how much memory the largest process of it took at most."""
_KB = 1024 if sys.platform == "darwin" else 1
"""What Linux counts in kilobytes macOS counts in bytes."""


@dataclass(frozen=True)
class Measured:
    """What each round took, of the one and of what it is held against, in seconds or MB."""

    ours: Sequence[float]
    theirs: Sequence[float]
    unit: str = "s"

    @property
    def ratios(self) -> list[float]:
        return [one / other for one, other in zip(self.ours, self.theirs, strict=True)]

    def __str__(self) -> str:
        ratios = self.ratios
        return (
            f"{median(ratios):8.3f} ({min(ratios):.3f} to {max(ratios):.3f})"
            f"   {median(self.ours):9.4f} {self.unit}   {median(self.theirs):9.4f} {self.unit}"
        )


def side_by_side(ours: Run, theirs: Run, rounds: int, unit: str = "s") -> Measured:
    """Both in turn, so that whatever else the machine does meets both alike."""
    measure = _MEASURES[unit]
    taken = [(measure(ours), measure(theirs)) for _ in range(rounds)]
    return Measured([one for one, _ in taken], [other for _, other in taken], unit)


def _seconds(run: Run) -> float:
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _megabytes(run: Run) -> float:
    said = run()
    assert isinstance(said, float)
    return said


_MEASURES: Mapping[str, Callable[[Run], float]] = {"s": _seconds, "MB": _megabytes}


def process(*args: str) -> Run:
    """A run of Python as a process of its own, with kamdocs as it is in this checkout."""
    return lambda: _run(*args)


def room(*args: str) -> Run:
    """Such a run that says how much memory its largest process took at most: this one, or one that
    it begins."""
    return lambda: int(_run("-c", _ROOM, sys.executable, *args)) / _KB / 1024


def _run(*args: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True, env=environment)
    if done.returncode not in _FINE:
        raise SystemExit(f"{' '.join(args)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout
