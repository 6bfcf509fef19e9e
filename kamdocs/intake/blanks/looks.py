"""How a blank workbook looks: the formats of its cells."""

from typing import Any

from kamdocs.intake.blanks import texts
from kamdocs.model import Lang

_INK = "#1F2D3D"
_LINE = "#BFC7D1"
_FAINT = "#6B7785"
_DEEP = "#2F5D8A"
_NEEDED = "#FFE699"
_TINTS = ("#DCE6F1", "#E4EEE0")

_BOXED = {"border": 1, "border_color": _LINE}
_WRAPPED = {"text_wrap": True, "valign": "top"}
_TOLD = {**_BOXED, "text_wrap": True, "num_format": "@", "indent": 1}
_HEAD = {**_BOXED, "bold": True, "text_wrap": True, "align": "center", "font_color": _INK}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _DEEP},
    "faint": {"font_color": _FAINT},
    "through": {"bold": True, "align": "right", "font_color": _INK},
    "through day": {**_BOXED, "num_format": "yyyy-mm-dd", "align": "left", "bg_color": "#FFFBEA"},
    "group 0": {"bold": True, "font_color": _DEEP, "bg_color": _TINTS[0]},
    "group 1": {"bold": True, "font_color": _DEEP, "bg_color": _TINTS[1]},
    "needed": {**_HEAD, "bg_color": _NEEDED},
    "optional 0": {**_HEAD, "bg_color": _TINTS[0]},
    "optional 1": {**_HEAD, "bg_color": _TINTS[1]},
    "missing": {"bg_color": "#FFF2CC"},
    "filled": _BOXED,
    "section": {"bold": True, "font_size": 12, "font_color": _DEEP},
    "head": {**_HEAD, "bg_color": _TINTS[0]},
    "group": {**_BOXED, "bold": True, "font_color": _DEEP, "bg_color": "#F3F6FA", "indent": 1},
    "cell": _TOLD,
    "name": {**_TOLD, "bold": True, "font_color": _INK},
    "required": {**_TOLD, "align": "center", "indent": 0, "bold": True, "bg_color": _NEEDED},
    "free": {**_TOLD, "align": "center", "indent": 0, "font_color": _FAINT},
    "link": {**_TOLD, "font_color": "#0563C1", "underline": 1},
    "day": {**_TOLD, "num_format": "yyyy-mm-dd", "align": "center", "indent": 0},
    "figure": {**_TOLD, "num_format": "0", "align": "center", "indent": 0},
    "text": _WRAPPED,
}  # fmt: skip


def printed(sheet: Any, lang: Lang, top: float = 0.6) -> None:
    """How every sheet is printed: on A4 across, one page wide, with the number of the page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=top, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&C{texts.PAGES.say(lang)}")


class Looks:
    """The formats of one workbook, each made when it is first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, style: str) -> Any:
        return self._of(style, _STYLES[style])

    def column(self, number_format: str) -> Any:
        """The format of the cells that somebody fills in."""
        return self._of(f"column {number_format}", {**_WRAPPED, "num_format": number_format})

    def _of(self, name: str, properties: dict[str, Any]) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format({"valign": "vcenter", **properties})
        return self._made[name]
