"""Content controls: values with their comments, ticks, parts that stand only sometimes."""

from lxml import etree

from kamdocs.forms.opening import NAMES, W14, W15, C, R, W
from kamdocs.forms.part import (
    PARAGRAPH,
    TEXT,
    Part,
    drop,
    got,
    kind_is,
    put_after,
    put_before,
    put_last,
    quoted,
    row_of,
    tag_of,
)  # fmt: skip
from kamdocs.forms.printing import YES

_BEFORE_CHOICE = frozenset({"rPr", "alias", "tag", "id", "lock", "placeholder", "temporary"})


def mark_controls(part: Part) -> dict[str, str]:
    """Work out every tagged control of a part.

    Returns the tag of each chart by the id of its relationship.
    """
    charts: dict[str, str] = {}
    ticks: dict[tuple[str, str], list[etree._Element]] = {}
    for control in part.controls():
        tag = tag_of(control)
        if not tag or kind_is(control, W15, "repeatingSection"):
            continue
        if tag in part.places.charts:
            charts |= {chart.get(f"{{{R}}}id", ""): tag for chart in control.iter(f"{{{C}}}chart")}
            put_before(control, part.token(f"{{% if charts['{tag}'] %}}"))
            put_after(control, part.token("{% endif %}"))
            continue
        path, equals, choice = tag.partition("=")
        if kind_is(control, W14, "checkbox"):
            ticks.setdefault((row_of(control), path), []).append(control)
            _tick(part, control, f"{got(path)}.ticked({quoted(choice or YES)})")
        elif equals:
            asks = f"ticked({quoted(choice)})" if choice else "told"
            _sometimes(part, control, f"{got(path)}.{asks}")
        else:
            _value(part, control, got(path))
    for (_, path), controls in ticks.items() if part.commented else ():
        _comment_ticks(part, controls, got(path))
    return charts


def _value(part: Part, control: etree._Element, shown: str) -> None:
    properties = control.find("w:sdtPr", NAMES)
    if properties is None:
        return
    _fill(part, control, shown)
    date = properties.find("w:date", NAMES)
    if date is not None:
        date.set(f"{{{W}}}fullDate", part.printing(f"{shown}.dated"))
    plain = ""
    for kind in ("showingPlcHdr", "text"):
        for stale in properties.findall(f"w:{kind}", NAMES):
            plain = part.printing(f"{shown}.plain") if kind == "text" else plain
            drop(stale)
    hollow = part.printing(f"{shown}.hollow") + plain
    for one in properties:
        if etree.QName(one).localname not in _BEFORE_CHOICE:
            put_before(one, hollow)
            break
    else:
        put_last(properties, hollow)
    if part.commented:
        _comment(part, control, shown)


def _fill(part: Part, control: etree._Element, shown: str) -> None:
    """A tag is enough: a control without a place in it prints what it is tagged with."""
    texts = list(control.iter(TEXT))
    if texts and not any(part.is_marked(text.text) for text in texts):
        for text in texts:
            text.text = ""
        texts[0].text = part.printing(f"{shown}.held")


def _comment(part: Part, control: etree._Element, shown: str) -> None:
    """A comment stands in a paragraph: around a control in one, else within what it holds."""
    start, end = part.printing(f"notes.open({shown})"), part.printing(f"notes.close({shown})")
    if next(control.iterancestors(PARAGRAPH), None) is not None:
        put_before(control, start)
        put_after(control, end)
        return
    paragraph = next(control.iter(PARAGRAPH), None)
    if paragraph is not None:
        properties = paragraph.find("w:pPr", NAMES)
        if properties is None:
            paragraph.text = start + (paragraph.text or "")
        else:
            put_after(properties, start)
        put_last(paragraph, end)


def _comment_ticks(part: Part, controls: list[etree._Element], shown: str) -> None:
    """One comment for a group: before its first tick, and after the words of its last."""
    put_before(controls[0], part.printing(f"notes.open({shown})"))
    paragraph = next(controls[-1].iterancestors(PARAGRAPH))
    put_last(paragraph, part.printing(f"notes.close_ticks({shown})"))


def _tick(part: Part, control: etree._Element, ticked: str) -> None:
    box = next(control.iter(f"{{{W14}}}checkbox"))
    checked = box.find("w14:checked", NAMES)
    if checked is None:
        checked = etree.Element(f"{{{W14}}}checked")
        box.insert(0, checked)
    checked.set(f"{{{W14}}}val", part.printing(f"'1' if {ticked} else '0'"))
    on, off = _glyph(box, "checkedState", "2612"), _glyph(box, "uncheckedState", "2610")
    for text in control.iter(TEXT):
        text.text = part.printing(f"'{on}' if {ticked} else '{off}'")


def _glyph(box: etree._Element, state: str, default: str) -> str:
    found = box.find(f"w14:{state}", NAMES)
    return chr(int(default if found is None else found.get(f"{{{W14}}}val", default), 16))


def _sometimes(part: Part, control: etree._Element, condition: str) -> None:
    """A control tagged ``path=value`` that is no tick: what it holds stands only if that is so.

    Tagged ``path=``, it stands only if anything is printed at that place.
    """
    content, parent = control.find("w:sdtContent", NAMES), control.getparent()
    if content is None or parent is None or not len(content):
        return
    children = list(content)
    put_before(control, part.token(f"{{% if {condition} %}}"))
    put_after(control, part.token("{% endif %}"))
    at = parent.index(control)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)
    children[-1].tail = (children[-1].tail or "") + (control.tail or "")
    control.tail = None
    parent.remove(control)
