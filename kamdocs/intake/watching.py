"""Where a system does not hold a process to a limit of memory, this one looks how much its readers
take, by psutil, and ends those that take more."""

import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

_EVERY = 0.05
"""Seconds between two looks, in which a reader can take some hundred megabytes."""
Begun = tuple[int, int]
"""A process, and the number of the task that it has begun."""


@contextmanager
def watched(
    begun: "SimpleQueue[Begun]", tasks: "Sequence[Future[Any]]", most: int
) -> Iterator[None]:
    """Within, a task is cancelled whose process has so many bytes more in memory than this one has
    now, all of which a fork begins with. ``begun`` tells which process is at which of the
    ``tasks``."""
    most += _resident(os.getpid())
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(begun, tasks, most, done), daemon=True)
    watch.start()
    try:
        yield
    finally:
        done.set()
        watch.join()


def _watch(
    begun: "SimpleQueue[Begun]",
    tasks: "Sequence[Future[Any]]",
    most: int,
    done: threading.Event,
) -> None:
    at: dict[int, int] = {}
    while not done.wait(_EVERY):
        while not begun.empty():
            process, number = begun.get()
            at[process] = number
        for process, number in at.items():
            if not tasks[number].done() and _resident(process) > most:
                tasks[number].cancel()


def free_memory() -> int:
    """The bytes of memory that programs may still take on this machine."""
    import psutil

    return int(psutil.virtual_memory().available)


def _resident(process: int) -> int:
    """The bytes that a process has in memory; 0 of one that has ended."""
    import psutil

    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0
