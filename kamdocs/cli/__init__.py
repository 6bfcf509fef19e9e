"""The command line. Commands are loaded when they are used; their heavy imports are inside them."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


def main() -> NoReturn:
    """The entry point. Ctrl-C ends it with 130 and one plain sentence, from the first import on."""
    sys.unraisablehook = _not_raised
    try:
        with loading():
            from kamdocs.cli.main import main as begun
        begun()
    except KeyboardInterrupt:
        _interrupted()


@contextmanager
def loading() -> Iterator[None]:
    """While modules are loaded Ctrl-C ends the run at once: raised in the midst of it, Python may
    pass it on as an error of the module. Where it is ignored, as in the background, it stays so;
    so it does where a thread runs a command, which may not say what a signal does."""
    raised = signal.getsignal(signal.SIGINT)
    ours = threading.current_thread() is threading.main_thread()
    if not ours or raised is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, lambda *_: _interrupted())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, raised)


def _not_raised(told: "sys.UnraisableHookArgs") -> None:
    """A Ctrl-C that meets Python at work within itself, where it frees the lock of a module, is
    raised nowhere: it would be told in Python's words, and the run go on."""
    if issubclass(told.exc_type, KeyboardInterrupt):
        _interrupted()
    sys.__unraisablehook__(told)


def _interrupted() -> NoReturn:
    print("已中断 Interrupted.", file=sys.stderr)
    leave(130)


def leave(code: int) -> NoReturn:
    """End at once: Python, which was broken off somewhere within its own work, would report the
    signal otherwise, or find a second one on its way out. Nothing is left to be tidied up."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)


__all__ = ["leave", "loading", "main"]
