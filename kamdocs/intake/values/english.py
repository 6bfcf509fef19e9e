"""Days and months with an English month in words (15-Jul-2026, July 15, 2026, Sept 2026), and
units as those write them who reckon in English: RMB 10k, K RMB, RMB'000."""

from kamdocs.lazy import lazy

_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LONG = "january|february|march|april|june|july|august|september|sept|october|november|december"
_MONTH = rf"({_LONG}|{'|'.join(_NAMES)})\.?"
_ALONE = lazy(_MONTH)
_ORDINAL = r"(?:st|nd|rd|th)?"
_SHAPES = (
    (lazy(rf"(\d{{1,2}}){_ORDINAL}[-/.,]?(?:of)?{_MONTH}[-/.,]?(\d{{4}})\Z"), (3, 2, 1)),
    (lazy(rf"{_MONTH}[-/.]?(\d{{1,2}}){_ORDINAL}[-/.,]?(\d{{4}})\Z"), (3, 1, 2)),
    (lazy(rf"(\d{{4}})[-/.]?{_MONTH}[-/.]?(\d{{1,2}})\Z"), (1, 2, 3)),
    (lazy(rf"{_MONTH}[-/.,]?(\d{{4}})\Z"), (2, 1)),
    (lazy(rf"(\d{{4}})[-/.]?{_MONTH}\Z"), (1, 2)),
)
"""How they are written without blanks, and where year, month and day stand. The year has four
digits: 15-Jul-26 may be of 2015 as well."""


_MONEY = r"(?:rmb|cny)"
_SCALE = "10k|k|000|thousand|mn|million"
_UNIT = lazy(rf"{_MONEY}({_SCALE})|({_SCALE}){_MONEY}")
_UNITS = {
    "10k": "万元",
    **dict.fromkeys(("k", "000", "thousand"), "千元"),
    **dict.fromkeys(("mn", "million"), "百万元"),
}


def month_named(word: str) -> int:
    """The number of a month that a word names, 0 where it names none."""
    return _NAMES.index(word[:3]) + 1 if _ALONE.fullmatch(word) else 0


def unit_in(words: str) -> str:
    """The unit that some words name as they are compared (rmb10k), empty where they name none.
    Without the currency they may be of anything."""
    found = _UNIT.fullmatch(words)
    return _UNITS[found[1] or found[2]] if found else ""


def in_figures(text: str) -> str:
    """A day or month in words, without blanks, as 2026-7-15 or 2026-7; any other text as it is."""
    if not text.isascii() or not any(map(str.isalpha, text)):
        return text
    words = text.casefold()
    for shape, order in _SHAPES:
        if found := shape.match(words):
            parts = [found[at] for at in order]
            parts[1] = str(_NAMES.index(parts[1][:3]) + 1)
            return "-".join(parts)
    return text
