"""Ctrl-C, and the processes that work for this one: it goes to all of them at once, and this one is
to answer for them."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":
    import ctypes


@contextmanager
def held_back(how: str) -> Iterator[None]:
    """While processes begin, ``how`` multiprocessing begins them, Ctrl-C waits, here and for them:
    that it is not for them they can say only when they run (``left_to_the_other``), and until then
    it would end them with a traceback. On Windows, where it cannot wait, it is ignored as long.
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
    """In a process that works for another: Ctrl-C is for that one, which ends this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
