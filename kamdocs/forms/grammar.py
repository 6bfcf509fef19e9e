"""Structures that no sound Word document has, looked for before a part is gone through."""

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree

from kamdocs.forms.markup import CELL, DRAWN, NAMES, PARAGRAPH, ROW, TABLE, TEXT, W14
from kamdocs.model import Text

_WITHIN = {CELL: ROW, ROW: TABLE}
_NUMBER = re.compile(r"-?[0-9]{1,10}\Z")
_GLYPH = re.compile(
    r"(?!D[89A-F]|000|001|FFF[EF]\Z)[0-9A-F]{4}\Z|0(?!D[89A-F]|000|001|FFF[EF]\Z)[0-9A-F]{4}\Z"
    r"|[1-9A-F][0-9A-F]{4}\Z",
    re.IGNORECASE,
)
"""The number of a character that XML knows."""
_MARKS = re.compile("[\ufdd0\ufdd1]")
"""The characters that stand for a step while a template is prepared: they belong to no language."""
_NUMBERS = etree.XPath(
    " | ".join(f"//w:*/@w:{name} | //w:{name}/@w:val" for name in ("id", "numId", "abstractNumId"))
    + " | //drawn:docPr/@id",
    namespaces={**NAMES, "drawn": etree.QName(DRAWN).namespace or ""},
    smart_strings=False,
)
"""The attributes that must be numbers. One expression finds all of them: going through the elements
one by one would take as long as preparing the whole template."""
_GLYPHS = (f"{{{W14}}}checkedState", f"{{{W14}}}uncheckedState")
_ASTRAY = Text(
    "表格的行或单元格不在表格里，或文字不在段落里",
    "a row or cell of a table stands in none, or words in no paragraph",
)
_NO_NUMBER = Text("编号不是数字：「{words}」", "an id is no number: “{words}”")
_NO_GLYPH = Text("勾选框的符号不对：「{words}」", "a tick box has no such sign: “{words}”")
_MARKED = Text("有不能用的字符{words}", "a character that cannot be used: {words}")
_LONGEST = 40


def ungrammatical(root: etree._Element) -> Text | None:
    """Why a part cannot be gone through, in words; None where it can."""
    return next(_wrong(root), None)


def _wrong(root: etree._Element) -> Iterator[Text]:
    for kind, around in _WITHIN.items():
        for one in root.iter(kind):
            above = next(one.iterancestors(CELL, ROW, TABLE), None)
            if above is None or above.tag != around:
                yield _ASTRAY
    for text in root.iter(TEXT):
        above = next(text.iterancestors(PARAGRAPH, CELL), None)
        if above is None or above.tag != PARAGRAPH:
            yield _ASTRAY
    for words in cast(list[str], _NUMBERS(root)):
        if not _NUMBER.match(words):
            yield _NO_NUMBER.filled(words=words[:_LONGEST])
    if found := _MARKS.search(etree.tostring(root, encoding="unicode")):
        yield _MARKED.filled(words=f"U+{ord(found[0]):04X}")
    for one in root.iter(*_GLYPHS):
        if not _GLYPH.match(one.get(f"{{{W14}}}val", "2610")):
            yield _NO_GLYPH.filled(words=one.get(f"{{{W14}}}val", "")[:_LONGEST])
