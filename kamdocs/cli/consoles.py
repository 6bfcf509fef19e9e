"""What a console shows for characters that its encoding does not have, such as GBK on Windows."""

import codecs
import os
import sys
from pathlib import Path
from typing import Any, TextIO

_NAME = "kamdocs-console"
_INSTEAD = {
    "☑": ("[√]", "[x]"),
    "☒": ("[×]", "[x]"),
    "☐": ("[ ]",),
    "✓": ("√", "v"),
    "✔": ("√", "v"),
    "＊": ("*",),
    "\u00a0": (" ",),
    "–": ("-",),
    "—": ("-",),
    "…": ("...",),
    "→": ("->",),
    "“": ('"',),
    "”": ('"',),
    "「": ("[",),
    "」": ("]",),
    "‘": ("'",),
    "’": ("'",),
    "¥": ("￥", "CNY "),
    "€": ("EUR ",),
    "•": ("·", "-"),
    "−": ("-",),
    "\ufffd": ("?",),
}
"""By character: what can be shown instead, the most similar first."""
_WIDEST, _NARROWEST = 80, 50
"""The most and the fewest columns of help, as Click has them."""


def fit(stream: TextIO | Any) -> None:
    """Let a stream show a substitute for a character that it does not have, or else its number
    (``\\u36c3``), so that no name looks like another. Printing never fails because of a
    character."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        codecs.register_error(_NAME, _instead)
        reconfigure(errors=_NAME)


def shows(words: str, stream: TextIO | Any) -> bool:
    """Whether a stream has all characters of some words."""
    try:
        words.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def is_utf_8(stream: TextIO | Any) -> bool:
    """Whether a stream has every character there is."""
    try:
        return codecs.lookup(getattr(stream, "encoding", None) or "ascii").name == "utf-8"
    except LookupError:
        return False


def _instead(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    shown = "".join(
        _for_one(char, fault.encoding) for char in fault.object[fault.start : fault.end]
    )
    return shown, fault.end


def _for_one(char: str, encoding: str) -> str:
    for other in _INSTEAD.get(char, ()):
        try:
            other.encode(encoding)
        except UnicodeEncodeError:
            continue
        return other
    return char.encode("ascii", "backslashreplace").decode("ascii")


def both() -> None:
    """``fit`` stdout and stderr.

    Where a standard stream is closed, as in a scheduled task of Windows or behind ``>&-``, it is
    replaced by the null device: otherwise the next file opened would get its number, and what is
    printed would go into that file.
    """
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        fit(stream)


def width() -> int:
    """The number of columns for help, as Click would count them. Click's way of counting imports
    modules for archives, which takes a twentieth of the time of ``--help``."""
    try:
        columns = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        columns = 0
    return max(min(columns if columns > 0 else _wide(), _WIDEST) - 2, _NARROWEST)


def _wide() -> int:
    """The number of columns of the terminal; ``_WIDEST`` where there is none."""
    try:
        return os.get_terminal_size().columns or _WIDEST
    except OSError:
        return _WIDEST
