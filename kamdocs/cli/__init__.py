"""The command line. A command is loaded only when it is used, and imports what is slow to load
inside its function."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


def main() -> NoReturn:
    """The entry point. From the first import on, Ctrl-C ends the run with one sentence and exit
    code 130."""
    sys.unraisablehook = _not_raised
    try:
        with loading():
            from kamdocs.cli.main import main as begun
        begun()
    except KeyboardInterrupt:
        _interrupted()


@contextmanager
def loading() -> Iterator[None]:
    """Let Ctrl-C end the run at once while modules are loaded: KeyboardInterrupt, raised during an
    import, may come out as an error of the module. Nothing is changed where Ctrl-C is ignored, as
    in the background, or in a thread, which may not set signal handlers."""
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
    """End the run on a Ctrl-C that Python cannot raise because it comes while Python is at work
    within itself (for example freeing the lock of a module): Python would only print it, and the
    run would go on."""
    if issubclass(told.exc_type, KeyboardInterrupt):
        _interrupted()
    sys.__unraisablehook__(told)


def _interrupted() -> NoReturn:
    print("已中断 Interrupted.", file=sys.stderr)
    leave(130)


def leave(code: int) -> NoReturn:
    """End the process at once with an exit code. Ending as usual, Python might report the signal in
    its own words, or meet a second one on its way out. There is nothing left to tidy up."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(code)


__all__ = ["leave", "loading", "main"]
