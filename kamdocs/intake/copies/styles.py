"""Styles of cells: the same as before, but with another fill or number format."""

from dataclasses import dataclass, field

from lxml import etree

from kamdocs.intake.copies.book import MAIN, Book, local

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_BARE = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>'
    '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
    '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_NAME = "xl/styles.xml"
"""Where some programs look for the styles, whatever the links say."""
_FONT = "Microsoft YaHei"
_TEXT_FORMAT = "49"
_FIRST_OWN_FORMAT = 164
"""Number formats below are Excel's own (ECMA-376, 18.8.30)."""


@dataclass
class Styles:
    """The styles of a workbook, to which others can be added."""

    book: Book
    _part: str = field(init=False)
    _made: dict[tuple[int, str, str], int] = field(init=False, default_factory=dict)
    _fills: dict[str, int] = field(init=False, default_factory=dict)
    _frame: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        main = self.book.main
        self._part = self.book.linked(main, "styles")
        if not self._part:
            self._part = _NAME if not self.book.has(_NAME) else self.book.free("xl/styles{}.xml")
            self.book.add(self._part, etree.fromstring(_BARE), _TYPE)
            self.book.link(main, "styles", self._part)

    def _find(self, name: str) -> etree._Element | None:
        """One of the lists of the style sheet, if it has it."""
        return next((one for one in self.book.root(self._part) if local(one) == name), None)

    def _list(self, name: str) -> etree._Element:
        """One of the lists of the style sheet, made in its place where it is lacking."""
        root, found = self.book.root(self._part), self._find(name)
        if found is None:
            found = etree.Element(f"{{{self._space}}}{name}", count="0")
            root.insert(0, found)  # only number formats are ever lacking, and they come first
        return found

    @property
    def _space(self) -> str:
        return etree.QName(self.book.root(self._part).tag).namespace or MAIN

    def derived(self, style: int, fill: str = "", number_format: str = "") -> int:
        """A style like another, with a fill (``FFC7CE``; ``none`` takes one away) or a number
        format."""
        key = (style, fill, number_format)
        if key not in self._made:
            styles = self._list("cellXfs")
            like = styles[style] if style < len(styles) else styles[0]
            new = etree.fromstring(etree.tostring(like))
            if fill:
                new.set("fillId", str(0 if fill == "none" else self._fill(fill)))
                new.set("applyFill", "1")
            if number_format:
                new.set("numFmtId", str(self._format(number_format)))
                new.set("applyNumberFormat", "1")
            styles.append(new)
            self._made[key] = self._counted("cellXfs") - 1
        return self._made[key]

    def format_of(self, style: int) -> str:
        """The number format of a style where it is one of the workbook, or ``@`` for text."""
        styles = self._list("cellXfs")
        number = styles[style].get("numFmtId", "0") if style < len(styles) else "0"
        if number == _TEXT_FORMAT:
            return "@"
        formats = self._find("numFmts")
        codes = {} if formats is None else {one.get("numFmtId"): one for one in formats}
        return codes[number].get("formatCode", "") if number in codes else ""

    def own(
        self,
        bold: bool = False,
        size: int = 11,
        colour: str = "",
        underlined: bool = False,
        fill: str = "",
        framed: bool = False,
    ) -> int:
        """A style for cells of ours; in a frame, words break into lines."""
        space = self._space
        font = etree.SubElement(self._list("fonts"), f"{{{space}}}font")
        marks = {"b": bold, "u": underlined}
        for name in (name for name, wanted in marks.items() if wanted):
            etree.SubElement(font, f"{{{space}}}{name}")
        etree.SubElement(font, f"{{{space}}}sz", val=str(size))
        if colour:
            etree.SubElement(font, f"{{{space}}}color", rgb=f"FF{colour}")
        etree.SubElement(font, f"{{{space}}}name", val=_FONT)
        border = self._framed() if framed else 0
        style = etree.SubElement(
            self._list("cellXfs"),
            f"{{{space}}}xf",
            {
                "numFmtId": "0",
                "fontId": str(self._counted("fonts") - 1),
                "fillId": str(self._fill(fill) if fill else 0),
                "borderId": str(border),
                "xfId": "0",
                **dict.fromkeys(("applyFont", "applyFill", "applyBorder", "applyAlignment"), "1"),
            },
        )
        if framed:
            etree.SubElement(style, f"{{{space}}}alignment", vertical="top", wrapText="1")
        return self._counted("cellXfs") - 1

    def _framed(self) -> int:
        """The number of a thin grey border on all sides."""
        if not self._frame:
            space = self._space
            border = etree.SubElement(self._list("borders"), f"{{{space}}}border")
            for side in ("left", "right", "top", "bottom"):
                line = etree.SubElement(border, f"{{{space}}}{side}", style="thin")
                etree.SubElement(line, f"{{{space}}}color", rgb="FFBFBFBF")
            etree.SubElement(border, f"{{{space}}}diagonal")
            self._frame = self._counted("borders") - 1
        return self._frame

    def _counted(self, name: str) -> int:
        """How many there are in a list, which says so itself."""
        found = self._list(name)
        found.set("count", str(len(found)))
        return len(found)

    def filled_with(self, fills: tuple[str, ...]) -> frozenset[int]:
        """The styles that carry one of some fills."""
        ours = {
            index
            for index, one in enumerate(self._list("fills"))
            for colour in one.iter()
            if local(colour) == "fgColor" and (colour.get("rgb") or "")[-6:].upper() in fills
        }
        return frozenset(
            index
            for index, style in enumerate(self._list("cellXfs"))
            if int(style.get("fillId", "0")) in ours
        )

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            fills = self._list("fills")
            space = self._space
            fill = etree.SubElement(fills, f"{{{space}}}fill")
            pattern = etree.SubElement(fill, f"{{{space}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{space}}}fgColor", rgb=f"FF{colour}")
            etree.SubElement(pattern, f"{{{space}}}bgColor", indexed="64")
            self._fills[colour] = self._counted("fills") - 1
        return self._fills[colour]

    def _format(self, code: str) -> int:
        formats = self._list("numFmts")
        for one in formats:
            if one.get("formatCode") == code:
                return int(one.get("numFmtId", "0"))
        number = max([_FIRST_OWN_FORMAT - 1, *(int(one.get("numFmtId", "0")) for one in formats)])
        facts = {"numFmtId": str(number + 1), "formatCode": code}
        etree.SubElement(formats, f"{{{self._space}}}numFmt", facts)
        self._counted("numFmts")
        return number + 1
