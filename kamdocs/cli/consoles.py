"""What a console shows of characters that its encoding has not, such as GBK on Windows."""

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
"""What says the same, the likest first."""
_WIDEST, _NARROWEST = 80, 50
"""Columns: Click's own bounds for help."""


def fit(stream: TextIO | Any) -> None:
    """Have a stream show what says the same of a character that it has not, else its number
    (``\\u36c3``), so that nobody takes one name for another; it never fails over one."""
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
    """The same for what a run prints and what it says beside that.

    Where there is no console, as for a task of Windows or behind ``>&-``, it goes nowhere; else
    the next file that is opened would take its place, and what is printed land in that.
    """
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open(encoding="utf-8")
    sys.stdout = sys.stdout or nowhere.open("w", encoding="utf-8")
    sys.stderr = sys.stderr or nowhere.open("w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        fit(stream)


def width() -> int:
    """The columns that help is written in, as Click would count them; but to count it loads all
    that packs and unpacks archives, which takes a twentieth of ``--help``."""
    try:
        columns = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        columns = 0
    return max(min(columns if columns > 0 else _wide(), _WIDEST) - 2, _NARROWEST)


def _wide() -> int:
    """The columns of the terminal, or those of most where there is none."""
    try:
        return os.get_terminal_size().columns or _WIDEST
    except OSError:
        return _WIDEST
