"""How the workbook looks: a colour for every status, as on the page."""

from typing import Any

from kamdocs.model import Level, Status

ONE_LINE = "small"
"""The style of ids and hashes, which are not wrapped and so make no row higher."""
_INK, _SOFT, _LINE, _DEEP = "#1B2430", "#55606E", "#C9D0D8", "#1F4E79"

COLOURS: dict[Status, tuple[str, str]] = {
    Status.FAIL: ("#FBDCD8", "#8F1A10"),
    Status.UNKNOWN: ("#FDEBC2", "#6E4400"),
    Status.LATE: ("#FFE4CF", "#823700"),
    Status.WARN: ("#FBF3C8", "#5F4A00"),
    Status.UNATTESTED: ("#DFEAF7", "#1B4A79"),
    Status.DUE_SOON: ("#EFE3F9", "#5A2786"),
    Status.PENDING: ("#E9EDF2", "#414D5D"),
    Status.WAIVED: ("#E5E8F5", "#37417C"),
    Status.ATTESTED: ("#E1F2E4", "#195729"),
    Status.PASS: ("#E1F2E4", "#195729"),
    Status.NOT_APPLICABLE: ("#F6F7F9", "#626B76"),
}
"""Background and text colour of each status."""
_LEVELS = {
    Level.ERROR: COLOURS[Status.FAIL],
    Level.WARNING: COLOURS[Status.WARN],
    Level.NOTE: COLOURS[Status.UNATTESTED],
}
_BOXED: dict[str, Any] = {"border": 1, "border_color": _LINE, "valign": "top"}
_CELL = {**_BOXED, "text_wrap": True}
_HEAD = {**_BOXED, "bold": True, "text_wrap": True, "valign": "vcenter"}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _DEEP},
    "company": {"font_color": _SOFT},
    "section": {"bold": True, "font_size": 12, "font_color": _DEEP},
    "note": {"font_color": _SOFT},
    "label": {"font_color": _SOFT, "valign": "top"},
    "plain": {"valign": "top"},
    "good": {"bold": True, "font_size": 12, "bg_color": "#E1F2E4", "font_color": "#195729"},
    "bad": {"bold": True, "font_size": 12, "bg_color": "#FBDCD8", "font_color": "#8F1A10"},
    "tried": {"bold": True, "text_wrap": True, "valign": "top", "font_color": "#8F1A10"},
    "head": {**_HEAD, "font_color": "#FFFFFF", "bg_color": _DEEP},
    "head to fill": {**_HEAD, "font_color": _INK, "bg_color": "#FFE699"},
    "cell": _CELL,
    ONE_LINE: {**_BOXED, "font_size": 8, "font_color": _SOFT},
    "number": _BOXED,
    "day": {**_BOXED, "num_format": "yyyy-mm-dd", "align": "left"},
    "link": {**_CELL, "font_color": "#0563C1", "underline": 1},
    "to fill": {**_CELL, "bg_color": "#FFFBEA"},
    "day to fill": {**_BOXED, "num_format": "yyyy-mm-dd", "align": "left", "bg_color": "#FFFBEA"},
    "centre": {**_BOXED, "align": "center", "valign": "vcenter"},
    **{
        f"{kind} {one.value}": {**look, "bg_color": paper, "font_color": ink}
        for kind, look in (("status", _CELL), ("grid", {**_BOXED, "align": "center"}))
        for one, (paper, ink) in COLOURS.items()
    },
    **{
        f"level {one.value}": {**_CELL, "bg_color": paper, "font_color": ink}
        for one, (paper, ink) in _LEVELS.items()
    },
}


class Looks:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Any] = {}

    def style(self, name: str, quoted: bool = False) -> Any:
        """A format by name. ``quoted`` keeps text that begins like a formula a text, even if
        somebody edits the cell and presses Enter."""
        key = name, quoted
        if key not in self._made:
            properties = {**_STYLES[name], "quote_prefix": True} if quoted else _STYLES[name]
            self._made[key] = self._book.add_format(properties)
        return self._made[key]
