"""Notes at cells: the comments of a worksheet, and the drawing in which Excel shows them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from kamdocs.intake.copies.book import MAIN, Book, link_of, local
from kamdocs.intake.copies.cells import put_behind_drawings, safe
from kamdocs.intake.grid import Spot, as_excel
from kamdocs.packaging import OFFICE

AUTHOR = "kamdocs"
MARK = "———— kamdocs ————"
"""The line in a note that was there already, under which ours stands."""
_REMARK = re.compile(r"\S+ KD\d{3}[：:]")
"""How our remarks begin. The notes of a blank are by us as well, and stay: they say how its columns
are filled in."""

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML, _OFFICE, _EXCEL = (
    f"urn:schemas-microsoft-com:{name}" for name in ("vml", "office:office", "office:excel")
)
_NAMES = {"v": _VML, "o": _OFFICE, "x": _EXCEL}
_SHAPE_TYPE = "_x0000_t202"
_BLOCK = 1024
"""Shapes of notes are numbered in blocks of so many, each block used by one drawing."""
_LOWEST, _HIGHEST, _LINE = 60, 300, 15
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLOCKS_USED = re.compile(r"\d+")


@dataclass
class Notes:
    """The notes of one worksheet part."""

    book: Book
    sheet: str

    @property
    def part(self) -> str:
        """The part that holds the notes, empty where there is none."""
        return self.book.linked(self.sheet, "comments")

    def _threaded(self) -> set[str]:
        """Cells with a discussion of Office 365, which hides any note there."""
        part = self.book.linked(self.sheet, "threadedComment")
        if not part:
            return set()
        return {one.get("ref", "") for one in self.book.root(part)}

    def add(self, words: Mapping[Spot, str]) -> None:
        """Notes at some cells. One that is there already is kept, and ours stands under it."""
        threaded = self._threaded()
        wanted = {spot: said for spot, said in words.items() if as_excel(spot) not in threaded}
        if not wanted:
            return
        root = self._opened()
        space = f"{{{etree.QName(root.tag).namespace}}}"
        authors, comments = root[0], root[1]
        there = {one.get("ref"): one for one in comments}
        author = self._author(authors, space)
        new = []
        for spot, said in sorted(wanted.items()):
            known = there.get(as_excel(spot))
            if known is None:
                known = etree.SubElement(
                    comments, f"{space}comment", ref=as_excel(spot), authorId=author
                )
                etree.SubElement(known, f"{space}text")
                new.append((spot, said))
            else:
                said = f"\n{MARK}\n{said}"
            text = next(one for one in known if local(one) == "text")
            run = etree.SubElement(text, f"{space}r")
            written = etree.SubElement(run, f"{space}t")
            written.text = safe(said)
            written.set(_SPACE, "preserve")
        if new:
            _Drawing(self.book, self.sheet).draw(new)

    def clear(self) -> None:
        """Take away what an earlier copy said."""
        if not self.part:
            return
        root = self._opened()
        authors = [one.text or "" for one in root[0]]
        gone = set()
        for comment in list(root[1]):
            number = int(comment.get("authorId") or 0)
            by_us = number < len(authors) and authors[number] == AUTHOR
            if by_us and _REMARK.match("".join(one.text or "" for one in _texts(comment))):
                root[1].remove(comment)
                gone.add(comment.get("ref", ""))
            else:
                _cut(comment)
        if gone:
            _Drawing(self.book, self.sheet).erase(gone)

    def _opened(self) -> etree._Element:
        """The comments of the sheet: a list of authors and one of notes."""
        if not self.part:
            part = self.book.free("xl/comments{}.xml")
            root = etree.fromstring(f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>')
            self.book.add(part, root, _COMMENTS_TYPE)
            self.book.link(self.sheet, "comments", part)
        return self.book.root(self.part)

    def _author(self, authors: etree._Element, space: str) -> str:
        names = [one.text for one in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, f"{space}author").text = AUTHOR
            return str(len(names))
        return str(names.index(AUTHOR))


def _texts(comment: etree._Element) -> list[etree._Element]:
    return [one for one in comment.iter() if local(one) == "t"]


def _cut(comment: etree._Element) -> None:
    """Cut from a note what stands under our line."""
    texts = _texts(comment)
    for place, text in enumerate(texts):
        kept, mark, _ = (text.text or "").partition(MARK)
        if mark:
            text.text = kept.rstrip("\n")
            for later in texts[place + 1 :]:
                later.text = ""
            return


@dataclass
class _Drawing:
    """The drawing in which Excel shows the notes of a worksheet part (VML)."""

    book: Book
    sheet: str

    def _root(self) -> etree._Element:
        tree = self.book.root(self.sheet)
        named = next((one for one in tree if local(one) == "legacyDrawing"), None)
        if named is not None:
            return self.book.root(self.book.target(self.sheet, link_of(named)))
        part = self.book.free("xl/drawings/vmlDrawing{}.vml")
        root = etree.Element("xml", nsmap=_NAMES)
        layout = etree.SubElement(root, f"{{{_OFFICE}}}shapelayout")
        layout.set(f"{{{_VML}}}ext", "edit")
        kind = etree.SubElement(
            root, f"{{{_VML}}}shapetype", id=_SHAPE_TYPE, coordsize="21600,21600"
        )
        kind.set("path", "m,l,21600r21600,l21600,xe")
        kind.set(f"{{{_OFFICE}}}spt", "202")
        etree.SubElement(kind, f"{{{_VML}}}stroke", joinstyle="miter")
        path = etree.SubElement(kind, f"{{{_VML}}}path", gradientshapeok="t")
        path.set(f"{{{_OFFICE}}}connecttype", "rect")
        self.book.add_default("vml", _DRAWING_TYPE)
        self.book.add_unlisted(part, root)
        element = etree.Element(f"{{{etree.QName(tree.tag).namespace}}}legacyDrawing")
        element.set(f"{{{OFFICE}}}id", self.book.link(self.sheet, "vmlDrawing", part))
        put_behind_drawings(tree, element)
        return root

    def draw(self, notes: list[tuple[Spot, str]]) -> None:
        root = self._root()
        for start in range(0, len(notes), _BLOCK - 1):
            block = self._new_block(root)
            for number, (spot, said) in enumerate(notes[start : start + _BLOCK - 1], 1):
                root.append(_shape(block * _BLOCK + number, spot, said))

    def _new_block(self, root: etree._Element) -> int:
        """A block of shape numbers that no drawing of the workbook uses yet."""
        used = {0}
        for name in self.book.names(".vml"):
            for idmap in self.book.root(name).iter(f"{{{_OFFICE}}}idmap"):
                used |= {int(one) for one in _BLOCKS_USED.findall(idmap.get("data") or "")}
        block = max(used) + 1
        layouts = list(root.iter(f"{{{_OFFICE}}}shapelayout"))
        layout = layouts[0] if layouts else etree.Element(f"{{{_OFFICE}}}shapelayout")
        if not layouts:
            layout.set(f"{{{_VML}}}ext", "edit")
            root.insert(0, layout)
        idmaps = list(layout.iter(f"{{{_OFFICE}}}idmap"))
        idmap = idmaps[0] if idmaps else etree.SubElement(layout, f"{{{_OFFICE}}}idmap")
        idmap.set(f"{{{_VML}}}ext", "edit")
        before = idmap.get("data")
        idmap.set("data", f"{before},{block}" if before else str(block))
        return block

    def erase(self, refs: set[str]) -> None:
        """Take away the shapes of the notes at some cells."""
        root = self._root()
        for shape in list(root.iter(f"{{{_VML}}}shape")):
            row = shape.find(f"{{{_EXCEL}}}ClientData/{{{_EXCEL}}}Row")
            column = shape.find(f"{{{_EXCEL}}}ClientData/{{{_EXCEL}}}Column")
            if row is None or column is None:
                continue
            spot = int(row.text or 0) + 1, int(column.text or 0) + 1
            parent = shape.getparent()
            if as_excel(spot) in refs and parent is not None:
                parent.remove(shape)


def _shape(number: int, spot: Spot, said: str) -> etree._Element:
    """A note that shows itself when the mouse is over its cell."""
    row, column = spot[0] - 1, spot[1] - 1
    lines = sum(1 + len(line) // 16 for line in said.split("\n"))
    height = max(_LOWEST, min(_HIGHEST, lines * _LINE))
    shape = etree.Element(
        f"{{{_VML}}}shape",
        {
            "id": f"_x0000_s{number}",
            "type": f"#{_SHAPE_TYPE}",
            "style": "position:absolute;margin-left:80pt;margin-top:2pt;width:200pt;"
            f"height:{height}pt;z-index:1;visibility:hidden",
            "fillcolor": "#ffffe1",
            f"{{{_OFFICE}}}insetmode": "auto",
        },
        nsmap=_NAMES,
    )
    etree.SubElement(shape, f"{{{_VML}}}fill", color2="#ffffe1")
    etree.SubElement(shape, f"{{{_VML}}}shadow", on="t", color="black", obscured="t")
    etree.SubElement(shape, f"{{{_VML}}}textbox", style="mso-direction-alt:auto")
    data = etree.SubElement(shape, f"{{{_EXCEL}}}ClientData", ObjectType="Note")
    etree.SubElement(data, f"{{{_EXCEL}}}MoveWithCells")
    etree.SubElement(data, f"{{{_EXCEL}}}SizeWithCells")
    anchor = etree.SubElement(data, f"{{{_EXCEL}}}Anchor")
    tall = height // _LINE
    anchor.text = f"{column + 1}, 15, {max(row - 1, 0)}, 2, {column + 5}, 15, {row + tall}, 4"
    etree.SubElement(data, f"{{{_EXCEL}}}AutoFill").text = "False"
    etree.SubElement(data, f"{{{_EXCEL}}}Row").text = str(row)
    etree.SubElement(data, f"{{{_EXCEL}}}Column").text = str(column)
    return shape
