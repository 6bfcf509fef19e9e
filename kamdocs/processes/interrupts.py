"""Ctrl-C while other processes work for this one. The system sends it to all of them at once, but
only this one shall react to it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import ctypes


@contextmanager
def held_back(how: str) -> Iterator[None]:
    """Hold back Ctrl-C within this context, here and in the processes that are started in it.

    A new process can ignore Ctrl-C only when its code runs (``left_to_the_other``); before that it
    would end with a traceback. ``how`` is the start method of multiprocessing. On Windows, where
    Ctrl-C cannot be held back, it is ignored within this context.
    """
    if sys.platform == "win32":
        ignored = ctypes.windll.kernel32.SetConsoleCtrlHandler
        ignored(None, True)  # and so it is by those that begin now
        try:
            yield
        finally:
            ignored(None, False)
        return
    if how != "fork":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # begun with the others it would let the signal through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def left_to_the_other() -> None:
    """Ignore Ctrl-C. It is called in a process that works for another, which reacts to Ctrl-C and
    ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
