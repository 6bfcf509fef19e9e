"""What makes Word call a document unreadable, though other programs open it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from kamdocs.forms.links import links_in, using_links
from kamdocs.forms.markup import CELL, CONTROL, MC, PARAGRAPH, TABLE, W
from kamdocs.model import Text

Flaw = tuple[Text, etree._Element | None]
"""What is unsound, in words, and the element; None where it is no single element."""

_CELL = Text("单元格要以段落结尾", "a cell must end with a paragraph")
_GRID = Text("表格缺少列宽（tblGrid）", "a table lacks the widths of its columns (tblGrid)")
_IN_LINE = Text("表格放在了段落里面", "a table stands within a paragraph")
_EMPTY = Text("有一个空的内容控件", "a content control is empty")
_FIELD = Text("域不完整（如页码）", "a field such as a page number is not complete")
_ORDER = Text("格式项的次序不对：{names}", "marks of format out of order: {names}")
_PREFIX = Text(
    "mc:Ignorable里的前缀没有声明：{names}", "mc:Ignorable names prefixes not declared: {names}"
)
_TWICE = Text("书签的编号{id}用了几次", "bookmarks share the id {id}")
_ASTRAY = Text(
    "链接到的部分不在文件里：{names}", "parts that are linked to are not in the file: {names}"
)
_NOWHERE = Text("引用了不存在的关系：{names}", "relationships that do not exist are used: {names}")
_ORDERS: dict[str, tuple[str, ...]] = {
    "tcPr": (
        "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar",
        "textDirection", "tcFitText", "vAlign", "hideMark",
    ),
    "rPr": (
        "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps",
        "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof",
        "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
        "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
        "lang", "eastAsianLayout", "specVanish", "oMath",
    ),
}  # fmt: skip
SEVERAL = "、"
_TEXT_BOX = f"{{{W}}}txbxContent"
_BLOCKS = ("p", "tbl", "sdt", "customXml", "altChunk")
_BOOKMARK, _ID = f"{{{W}}}bookmarkStart", f"{{{W}}}id"


def flaws(root: etree._Element) -> Iterator[Flaw]:
    """What is unsound within one part, by the order that Word insists on (ECMA-376 Part 1)."""
    for cell in root.iter(CELL):
        if not _ends_well(cell):
            yield _CELL, cell
    for table in root.iter(TABLE):
        if table.find(f"{{{W}}}tblGrid") is None:
            yield _GRID, table
        around = next(table.iterancestors(PARAGRAPH, _TEXT_BOX, CELL), None)
        if around is not None and around.tag == PARAGRAPH:
            yield _IN_LINE, table
    for content in root.iter(f"{{{W}}}sdtContent"):
        if not len(content):
            yield _EMPTY, content
    for kind, order in _ORDERS.items():
        for marks in root.iter(f"{{{W}}}{kind}"):
            names = [str(etree.QName(one).localname) for one in marks if _is_of_word(one)]
            known = [order.index(name) for name in names if name in order]
            if known != sorted(known):
                yield _ORDER.filled(names=SEVERAL.join(names)), marks
    yield from _fields(root)
    prefixes = root.get(f"{{{MC}}}Ignorable", "").split()
    strange = [prefix for prefix in prefixes if prefix not in root.nsmap]
    if strange:
        yield _PREFIX.filled(names=SEVERAL.join(strange)), None


def _ends_well(block: etree._Element) -> bool:
    """Whether the content of a cell ends with a paragraph, also one within a content control."""
    last = None
    for one in block:
        if etree.QName(one).localname in _BLOCKS:
            last = one
    if last is not None and last.tag == CONTROL:
        content = last.find(f"{{{W}}}sdtContent")
        return content is not None and _ends_well(content)
    return last is not None and last.tag == PARAGRAPH


def _fields(root: etree._Element) -> Iterator[Flaw]:
    """Fields that begin but do not end, or end without a beginning; a field may run over several
    paragraphs of its part."""
    deep: list[etree._Element] = []
    for mark in root.iter(f"{{{W}}}fldChar"):
        kind = mark.get(f"{{{W}}}fldCharType")
        if kind == "begin":
            deep.append(mark)
        elif not deep:
            yield _FIELD, mark
        elif kind == "end":
            deep.pop()
    for mark in deep:
        yield _FIELD, mark


def doubles(roots: Sequence[etree._Element]) -> Iterator[tuple[Text, etree._Element]]:
    """Bookmarks whose id is used more than once in all parts together, each told at its second
    use."""
    seen: Counter[str] = Counter()
    for root in roots:
        for one in root.iter(_BOOKMARK):
            id = str(one.get(_ID))
            seen[id] += 1
            if seen[id] == 2:
                yield _TWICE.filled(id=id), one


def astray(parts: Mapping[str, bytes]) -> Iterator[Flaw]:
    """Relationships that refer to parts that the package does not have."""
    for name in sorted(parts):
        folder, _, _ = name.rpartition("/_rels/")
        if name.endswith(".rels"):
            links = links_in(f"{folder}/", etree.fromstring(parts[name]))
            inner = [link.target for link in links if not link.outside]
            lacking = [target for target in inner if target not in parts]
            if lacking:
                yield _ASTRAY.filled(names=SEVERAL.join(lacking)), None


def unlinked(root: etree._Element, links: Iterable[str]) -> Iterator[Flaw]:
    """Elements of a part that use a relationship that is not among the ids ``links`` of the
    part."""
    known = set(links)
    for element, _, id in using_links(root):
        if id and id not in known:
            yield _NOWHERE.filled(names=id), element


def _is_of_word(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{W}}}")
