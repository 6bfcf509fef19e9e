"""The people in a cell, however their names are parted.

顿号, commas, semicolons and lines always part names. A space, a slash, a hyphen, &, + or 和 does
so only where nothing but names stands on its sides: 李晓雯/大客户经理 is one person with a post.
"""

from kamdocs.intake.grid import How
from kamdocs.lazy import lazy
from kamdocs.persons import NAME, POST

_OUTSIDE = r"(?![^(（)）]*[)）])"
"""Not within brackets: 李晓雯（销售、技术） is one."""
_ALWAYS = lazy(rf"[、；;，,┋\n]+{_OUTSIDE}")
_PERHAPS = lazy(
    rf"(?:\s*[/／&＆+＋|｜－-]\s*|\s+|(?<=[\u4e00-\u9fff]{{2}})[和与及](?=[\u4e00-\u9fff]{{2}})){_OUTSIDE}"
)
_NUMBERED = lazy(r"(?<!\d)[(（]?\d{1,2}\s*[.、．)）]\s*(?=\D)")
_POST_BEHIND = lazy(r"[(（][^()（）]*[)）]\Z")
_COUNTED = lazy(r"(.{2,}?)等?(?:共|一行)?([2-9二两三四五六七八九])[人位]\Z")
_FIGURES = "零一二三四五六七八九"


def people(text: str) -> tuple[tuple[str, ...], How]:
    """The people that a text names, and what was done to part them.

    李晓雯、韩冬等2人 names both of them; where fewer are named than are counted, the count stays
    with the last name.
    """
    listed = _NUMBERED.sub("、", text) if _NUMBERED.match(text) else text
    parts = [part.strip() for part in _ALWAYS.split(listed)]
    names = [name for part in parts if part for name in _parted(part)]
    names = _without_count(names)
    different = tuple(dict.fromkeys(names))
    how: How = ("split",) if "、".join(names) != text else ()
    return different, how if len(different) == len(names) else (*how, "doubles")


def _parted(part: str) -> list[str]:
    """The names in a part, or the part itself where not all of its pieces are names."""
    names = _PERHAPS.split(part)
    counted = _COUNTED.match(names[-1])
    last = counted[1] if counted else names[-1].partition("等")[0]
    alike = [*names[:-1], last]
    return names if all(_is_name(name) for name in alike) else [part]


def _is_name(words: str) -> bool:
    """Whether words are a name, perhaps with the post in brackets behind it."""
    return bool(NAME.match(_POST_BEHIND.sub("", words))) and not POST.search(words)


def _without_count(names: list[str]) -> list[str]:
    """The names without 等2人 behind them, where there are so many."""
    counted = _COUNTED.match(names[-1]) if names else None
    if counted is None:
        return names
    many = int(counted[2]) if counted[2].isdecimal() else max(_FIGURES.find(counted[2]), 2)
    return [*names[:-1], counted[1]] if many == len(names) else names
