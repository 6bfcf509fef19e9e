"""Choices with a box before or behind each, as printed forms have them: ☐战略 ☑重点 ☐一般."""

from collections.abc import Callable

from kamdocs.intake.grid import plain
from kamdocs.lazy import lazy

_BOX = lazy(r"((?:[☐□]?[√✓✔]|[☑☒■])\ufe0f?|[(\[【]\s*[√✓✔☑■]\s*[)\]】]|[☐□]|[(\[【]\s*[)\]】])")
_TICK = lazy("[√✓✔☑■]")
_UNCLEAR = "☒"
"""A tick to Word, a no to others."""
_BETWEEN = " 、,;/:_"
"""What may part the choices, and the line behind 其他 (others) on which nobody wrote."""
_TICKED_OR_NOT = lazy("[☐□√✓✔☑☒■]")
_SIGN = lazy(r"[☐□√✓✔☑☒■]|[(（\[【]\s*[)）\]】]")
"""What a cell with boxes cannot be without; most cells are soon seen to have none."""


_NUMBER = lazy(r"\d{1,2}[.、)](?!\d)")
"""The number before a choice: 1、上门（√） 2、电话（ ）."""
_SPACE = lazy(r"[ 、,;/]+")
_MARKED = lazy(r"([√✓✔]?)(?:\d{1,2}[.、)]?)?([^√✓✔☑☒■☐□]+?)([√✓✔]?)")
_LONE = lazy(r"(?:[☐□]\s*)+\Z")
"""Boxes that nobody ticked, with nothing behind them."""


def has_boxes(cell: str) -> bool:
    """Whether a cell holds boxes or ticks, whatever stands around them; empty brackets are none."""
    return bool(_TICKED_OR_NOT.search(cell))


def ticked(cell: str) -> tuple[str, ...] | None:
    """The choices whose box is ticked, in their order; None where a cell is no list of boxes.

    Every choice must have its box, all before the words or all behind them; a caption with a colon
    may stand before them.
    """
    if not _SIGN.search(cell):
        return None
    if _LONE.match(plain(cell)):
        return ()
    words, boxes = _parted(plain(cell))
    if not words[0]:
        words = words[1:]
    elif not words[-1]:
        words = words[:-1]
    if len(words) != len(boxes) or not all(words) or _UNCLEAR in boxes:
        return None
    return tuple(word for word, box in zip(words, boxes, strict=True) if _TICK.search(box))


def marked_among(cell: str, is_choice: Callable[[str], bool]) -> tuple[str, ...] | None:
    """The choices that are marked with a tick among others that are not, where there are no boxes:
    1.领先 √2.中等 3.一般. None where a cell is no such list, or one of its words is no choice."""
    if not _TICK.search(cell):
        return None
    found = [_MARKED.fullmatch(word) for word in _SPACE.split(plain(cell))]
    words = [(one[2], bool(one[1]) != bool(one[3])) for one in found if one]
    if len(words) < max(len(found), 2) or not all(is_choice(word) for word, _ in words):
        return None
    return tuple(word for word, marked in words if marked) or None


def is_box(cell: object) -> bool:
    """Whether a cell holds nothing but a box, ticked or not."""
    return isinstance(cell, str) and bool(_BOX.fullmatch(plain(cell)))


def _parted(text: str) -> tuple[list[str], list[str]]:
    """What stands between the boxes of a text, and the boxes."""
    parts = _BOX.split(text)
    words = [_without_number(_without_half(part.strip(_BETWEEN))) for part in parts[::2]]
    if parts[0].rstrip().endswith(":") and words[-1]:
        words[0] = ""  # a caption: 已收：☑营业执照
    return words, parts[1::2]


def _without_number(word: str) -> str:
    found = _NUMBER.match(word)
    return word[found.end() :].strip(_BETWEEN) if found else word


def _without_half(word: str) -> str:
    """A choice without half of the brackets around another: ☑财务报表（☑已三证合一）."""
    if word.endswith("(") or (word.endswith(")") and "(" not in word):
        return word[:-1].strip(_BETWEEN)
    return word
