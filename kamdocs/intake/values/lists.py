"""Cells that hold several values: lists, choices, people, lines."""

from collections.abc import Mapping, Sequence
from datetime import date

from kamdocs.intake.grid import How, as_words, cleaned, plain
from kamdocs.intake.values.days import serial_day
from kamdocs.intake.values.people import people
from kamdocs.intake.values.stand_ins import ELSEWHERE, stands_for
from kamdocs.lazy import lazy
from kamdocs.model import Unread, Value
from kamdocs.sheets import Field

Reading = tuple[Value | None, How]
"""What a cell gives, and what was done to read it."""
_ITEMS = lazy(r"[、；;，,┋\n]+")
_CHOICES = lazy(r"[、；;，,┋\n/／+＋]+")
_ARRAY = lazy(r'\[\s*"([^\[\]]*)"\s*\]\Z')
"""Several answers as programs write them: ["李晓雯","韩冬"]."""
_NEXT = lazy(r'"\s*,\s*"')
_FIRST = lazy(r"\s*(?:[(（]1[)）]|1\s*[.、．)）]|①)\s*(?=\D)")
_NUMBERED = lazy(
    r"(?:(?<=[、；;，,\s])|\A)(?:[(（]\d{1,2}[)）]|\d{1,2}\s*[.、．)）])\s*(?=\D)|[\u2460-\u2473]"
)
"""The number before an item of a list that is numbered: 1、张三60% 2、李四40%."""
_CODES = (
    _NUMBERED,
    lazy(r"\A\s*(?:[A-Za-z]|\d{1,3})\s*[-–—_:：.．、|｜ ]\s*(?=[^\W\d])"),
    lazy(r"\s*[(（\[](?:[A-Za-z]|\d{1,3})[)）\]]\Z"),
)
"""The number or code that a program keeps with a choice: 01-战略客户, A.上门拜访, 重点客户(02)."""
_FIGURES = lazy(r"\d+")
_LINES = lazy(r"[；;][ \t]*\n?|\n")
_SEPARATORS = {"items": _ITEMS, "lines": _LINES}
PEOPLE = "people"
"""The check of a list of persons that names one at least: 无 is no answer there."""
OF_PEOPLE = frozenset({PEOPLE, "team"})
"""The checks of a list of persons, who are parted by more than other lists are."""
_LONGEST_LIST = 64
"""Longer lists hold more than separators and one such word."""


def without_separators(raw: str, wanted: Field) -> str:
    """The words of a cell; of a list whose only words stand for none these alone: 、- is no more
    than -. A line that says 无 below a blank one keeps its place."""
    separators = _SEPARATORS.get(wanted.type)
    if separators is None or len(raw) > _LONGEST_LIST:
        return raw
    parts = {plain(part): part.strip() for part in separators.split(raw) if plain(part)}
    if len(parts) != 1:
        return raw
    (part,) = parts.values()
    kind = stands_for(part)
    return part if kind and (kind != "none" or wanted.type == "items") else raw


def items_of(raw: object, wanted: Field) -> Reading:
    """What a cell gives for a list: of choices, of people, or of anything."""
    text, how = as_words(raw)
    if array := _ARRAY.match(text):
        text, how = _NEXT.sub("、", array[1]), (*how, "split")
    if wanted.rules.get("check_with") in OF_PEOPLE:
        return _persons(text, how)
    listed = _NUMBERED.sub("、", text) if _FIRST.match(text) else text
    parts = (_CHOICES if wanted.spellings else _ITEMS).split(listed)
    kept = [part.strip() for part in parts if part.strip()]
    if "、".join(kept) != text:
        how += ("split",)
    if wanted.spellings:
        found = [_choices(part, wanted.spellings) for part in kept]
        if None in found and ELSEWHERE.match(plain(text)):
            return Unread(text, "KD144"), ()
        whole = [some or [(part, ())] for part, some in zip(kept, found, strict=True)]
        kept = [choice for some in whole for choice, _ in some]
        how += tuple(step for some in whole for _, steps in some for step in steps)
    different = tuple(dict.fromkeys(kept))
    if not different:
        return None, ("blank",)
    return different, how if len(different) == len(kept) else (*how, "doubles")


def _persons(text: str, how: How) -> Reading:
    if ELSEWHERE.match(plain(text)):
        return Unread(text, "KD144"), ()
    names, more = people(text)
    return (names, (*how, *more)) if names else (None, ("blank",))


def _choices(part: str, spellings: Mapping[str, str]) -> Sequence[tuple[str, How]] | None:
    """The choices in a part: one that may hold spaces itself, or several apart by spaces."""
    whole = choice_of(part, spellings)
    if whole:
        return [whole]
    found = [choice_of(word, spellings) for word in plain(part).split(" ")]
    sound = [(one[0], (*one[1], "split")) for one in found if one]
    return sound if len(sound) == len(found) else None


def several_of(words: Sequence[str], spellings: Mapping[str, str]) -> tuple[str, ...]:
    """Several different choices, where all of some words are some; else none."""
    found = [choice_of(word, spellings) for word in words]
    different = tuple(dict.fromkeys(one[0] for one in found if one))
    return different if len(different) > 1 and all(found) else ()


def apart(text: str) -> Sequence[str]:
    """The words of a cell that lists choices."""
    return [part for part in _CHOICES.split(plain(text)) if part.strip()]


def choice_of(text: str, spellings: Mapping[str, str]) -> tuple[str, How] | None:
    """The choice that is spelled so; width, case, spaces and a number or code with it do not
    matter."""
    if spellings.get(text) == text:
        return text, ()
    if found := _spelled(text, spellings):
        return found
    for code in _CODES:
        alone = code.sub("", text, count=1)
        if alone != text and (found := _spelled(alone, spellings)):
            return found[0], ("numbered", *found[1])
    return None


def _spelled(text: str, spellings: Mapping[str, str]) -> tuple[str, How] | None:
    text, how = cleaned(text)
    for spelled, spaces in ((text, ()), (text.replace(" ", ""), ("blanks",))):
        found = spellings.get(spelled.casefold())
        if found == spelled:
            return found, (*how, *spaces)
        if found:
            by = "case" if found.casefold() == spelled.casefold() else "synonym"
            return found, (*how, *spaces, by)
    return None


def _line_by_line(text: str) -> str:
    """A text whose items are numbered from 1 on, each on a line of its own: ①交期②价格."""
    found = list(_NUMBERED.finditer(text)) if _FIRST.match(text) else []
    if [_order(one[0]) for one in found] != [*range(1, len(found) + 1)]:
        return text
    for one in reversed(found[1:]):
        before, item = text[: one.start()].rstrip(" \t"), text[one.start() :]
        text = before + ("" if before[-1] in "；;\n" else "\n") + item
    return text


def _order(mark: str) -> int:
    """The number that stands before an item: （2）, 2、, ②."""
    figures = _FIGURES.search(mark)
    return int(figures[0]) if figures else ord(mark.strip()) - ord("①") + 1


def lines_of(raw: object) -> Reading:
    """What a cell gives line by line; a blank line within stays, for columns that go line by line
    together.

    A number alone is the day that its cell lost the format of: a line is made of words.
    """
    serial = serial_day(raw) if isinstance(raw, float) else None
    if serial:
        return (serial[0].isoformat(),), serial[1]
    text, how = as_words(raw)
    if isinstance(raw, date):
        return (text[:10],), how if len(text) == 10 else (*how, "time-dropped")
    parts = [part.strip() for part in _LINES.split(_line_by_line(text))]
    while parts and not parts[-1]:
        parts.pop()
    if not parts:
        return None, ("blank",)
    return tuple(parts), how if "\n".join(parts) == text else (*how, "split")
