"""WordprocessingML in small pieces: paragraphs, cells, rows, tables, content controls."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from kamdocs.sheets import Field, Schemas

GREY = "F2F2F2"
ROW, TALL, SIGNED = 510, 1021, 680
"""0.9 cm, 1.8 cm, and the 1.2 cm of a row with signatures."""
FRAME, INNER = 12, 4
"""The lines around a table and within it, in eighths of a point."""
NO_LINES = '<w:top w:val="nil"/><w:bottom w:val="nil"/>'
_STYLED = re.compile('(<w:pPr><w:pStyle w:val="[^"]+"/>)')


def run(text: str, style: str = "") -> str:
    """A run of text; ``style`` is the inside of its properties."""
    properties = f"<w:rPr>{style}</w:rPr>" if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    return "<w:r><w:tab/></w:r>"


def paragraph(*content: str, style: str = "", align: str = "", kept: bool = False) -> str:
    """A paragraph of runs and controls, of a paragraph style; one that is ``kept`` stands on one
    page with what follows."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" if kept else ""
    properties += f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(content)}</w:p>"


def cell(
    width: int,
    *content: str,
    span: int = 1,
    label: bool = False,
    merge: str = "",
    upright: bool = False,
    align: str = "",
    top: bool = False,
    joined: bool = False,
) -> str:
    """A cell of paragraphs, or of runs and controls, which then make one paragraph.

    ``merge`` is ``restart`` or ``continue`` for a cell merged downwards; an ``upright`` one is
    written from top to bottom; a ``top`` one begins at its upper edge; a ``joined``
    one has no lines above and below it.
    """
    inner = "".join(content)
    if not inner.startswith("<w:p>"):
        inner = paragraph(inner, style="FormLabel" if label else "FormCell", align=align)
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    properties += f"<w:tcBorders>{NO_LINES}</w:tcBorders>" if joined else ""
    properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{GREY}"/>' if label else ""
    properties += '<w:textDirection w:val="tbRlV"/>' if upright else ""
    properties += "" if top else '<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def label(width: int, text: str, span: int = 1, merge: str = "", upright: bool = False) -> str:
    """A grey cell that names what stands beside or below it."""
    return cell(width, run(text), span=span, label=True, merge=merge, upright=upright)


def follow(width: int) -> str:
    """A cell that belongs to the label above it."""
    return cell(width, run(""), label=True, merge="continue")


def below(width: int) -> str:
    """A grey cell without lines between it and the ones above and below it."""
    return cell(width, run(""), label=True, joined=True)


def row(
    *cells: str,
    height: int = ROW,
    header: bool = False,
    splits: bool = False,
    kept: bool = False,
) -> str:
    """A row that stays on one page unless it ``splits``; a ``header`` is repeated on each page.

    One that is ``kept`` stands on one page with the row below it, as a header does: Word goes by
    the paragraphs in it.
    """
    whole = "" if splits else "<w:cantSplit/>"
    repeated = "<w:tblHeader/>" if header else ""
    content = "".join(cells)
    if kept or header:
        content = _STYLED.sub(r"\1<w:keepNext/>", content)
    return (
        f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeated}'
        f"</w:trPr>{content}</w:tr>"
    )


def table(
    grid: Sequence[int],
    rows: Sequence[str],
    caption: str,
    description: str,
    top: int = FRAME,
    bottom: int = FRAME,
) -> str:
    """A table of fixed widths, 1.5 pt around and 0.5 pt within.

    One that goes on as another table has a thinner ``bottom``, and that one a thinner ``top``.
    """
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (
            ("top", top), ("left", FRAME), ("bottom", bottom), ("right", FRAME),
            ("insideH", INNER), ("insideV", INNER),
        )
    )  # fmt: skip
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 28), ("left", 80), ("bottom", 28), ("right", 80))
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>"
        f"<w:tblCaption w:val={quoteattr(caption)}/>"
        f"<w:tblDescription w:val={quoteattr(description)}/></w:tblPr>"
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


class Controls:
    """Makes the content controls of one template, numbering them from 1."""

    def __init__(self, schemas: Schemas, rows: dict[str, str]) -> None:
        """``rows`` leads from what repeats to the kind of record that its rows are."""
        self._schemas = schemas
        self._rows = rows
        self._last = 0

    def value(self, path: str, title: str = "") -> str:
        """A control with a place in it: a choice, a date or text, as the schema has it."""
        field = self._field(path)
        title = title or (field.label.zh if field else path)
        content = run("{{ " + path + " }}")
        return self._control(_kind(field), content, path, title)

    def tick(self, path: str, choice: str, words: str, title: str) -> str:
        """A box to tick, and its words."""
        font = "Segoe UI Symbol"
        box = (
            f'<w14:checkbox><w14:checked w14:val="0"/>'
            f'<w14:checkedState w14:val="2611" w14:font="{font}"/>'
            f'<w14:uncheckedState w14:val="2610" w14:font="{font}"/></w14:checkbox>'
        )
        look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:hint="default"/>'
        content = run("☐", look)
        return self._control(box, content, f"{path}={choice}", f"{title}：{choice}") + run(words)

    def repeated(self, name: str, title: str, row: str) -> str:
        """A row that repeats."""
        item = self._control("<w15:repeatingSectionItem/>", row)
        section = "<w15:repeatingSection/>"
        return self._control(section, item, name, title)

    def around(self, tag: str, title: str, content: str) -> str:
        """A control around anything, found by its tag."""
        return self._control("", content, tag, title)

    def _control(self, kind: str, content: str, tag: str = "", title: str = "") -> str:
        self._last += 1
        named = f"<w:alias w:val={quoteattr(title)}/>" if title else ""
        named += f"<w:tag w:val={quoteattr(tag)}/>" if tag else ""
        return (
            f'<w:sdt><w:sdtPr>{named}<w:id w:val="{self._last}"/>{kind}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _field(self, path: str) -> Field | None:
        root, _, name = path.partition(".")
        kind = self._rows.get(root, root)
        return self._schemas[kind].fields.get(name) if kind in self._schemas else None


def _kind(field: Field | None) -> str:
    if field and field.type == "day":
        return (
            '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    if field and field.type == "text" and field.allowed:
        items = "".join(
            f"<w:listItem w:displayText={quoteattr(choice)} w:value={quoteattr(choice)}/>"
            for choice in field.allowed
        )
        return f"<w:dropDownList>{items}</w:dropDownList>"
    return '<w:text w:multiLine="1"/>'


def signed_across(prepared: str) -> str:
    """编制, 审核, 批准 across a landscape page: who prepared it, and room for the two others."""
    signs = row(
        label(1500, "编制"), cell(3546, prepared),
        label(1500, "审核"), cell(3546, run("")), label(1500, "批准"), cell(3546, run("")),
        height=SIGNED,
    )  # fmt: skip
    return table((1500, 3546) * 3, (signs,), "签字", "编制、审核、批准")
