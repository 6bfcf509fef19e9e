"""Content controls of a template: values with their comments, ticks, and parts that are printed on
a condition."""

from lxml import etree

from kamdocs.forms.charting import mark_chart
from kamdocs.forms.markup import NAMES, PARAGRAPH, TEXT, W14, W15, W
from kamdocs.forms.part import (
    Part,
    drop,
    kind_is,
    line_of,
    put_after,
    put_before,
    put_last,
    row_of,
    tag_of,
)
from kamdocs.forms.printing import YES
from kamdocs.forms.steps import (
    END,
    Held,
    NoteBegins,
    NoteEnds,
    Sometimes,
    Ticked,
    TicksEnd,
    Trait,
    Unticked,
    ticked,
    told,
)  # fmt: skip

_BEFORE_CHOICE = frozenset({"rPr", "alias", "tag", "id", "lock", "placeholder", "temporary"})


def mark_controls(part: Part) -> dict[str, str]:
    """Put the steps that print it into every tagged control of a part.

    Returns the tag of each chart by the id of its relationship.
    """
    charts: dict[str, str] = {}
    ticks: dict[tuple[str, str], list[etree._Element]] = {}
    for control in part.controls():
        tag = tag_of(control)
        if not tag or kind_is(control, W15, "repeatingSection"):
            continue
        if tag in part.places.charts:
            charts |= dict.fromkeys(mark_chart(part, control, tag), tag)
            continue
        path, equals, choice = tag.partition("=")
        _unbind(control)
        if kind_is(control, W14, "checkbox"):
            ticks.setdefault((row_of(control), path), []).append(control)
            _tick(part, control, path, choice or YES)
        elif equals:
            _sometimes(part, control, path, choice)
        else:
            _value(part, control, path)
    for (_, path), controls in ticks.items():
        if part.commented:
            _comment_ticks(part, controls, path)
        _tell_unticked(part, controls, path)
    return charts


def _unbind(control: etree._Element) -> None:
    """Take from a control the binding to a property of the document, such as 单位 of Word's Quick
    Parts: Word would show that property in place of what is printed."""
    for bound in list(control.iterfind("w:sdtPr/{*}dataBinding", NAMES)):
        drop(bound)


def _value(part: Part, control: etree._Element, path: str) -> None:
    properties = control.find("w:sdtPr", NAMES)
    if properties is None:
        return
    _fill(part, control, path)
    date = properties.find("w:date", NAMES)
    if date is not None:
        date.set(f"{{{W}}}fullDate", part.token(Trait.of(path, "dated")))
    plain = ""
    for kind in ("showingPlcHdr", "text"):
        for stale in properties.findall(f"w:{kind}", NAMES):
            plain = part.token(Trait.of(path, "plain")) if kind == "text" else plain
            drop(stale)
    hollow = part.token(Trait.of(path, "hollow")) + plain
    for one in properties:
        if etree.QName(one).localname not in _BEFORE_CHOICE:
            put_before(one, hollow)
            break
    else:
        put_last(properties, hollow)
    if part.commented:
        _comment(part, control, path)


def _fill(part: Part, control: etree._Element, path: str) -> None:
    """Let a control without a place in its text print the place in its tag."""
    texts = list(control.iter(TEXT))
    if texts and not any(part.is_marked(text.text) for text in texts):
        for text in texts:
            text.text = ""
        texts[0].text = part.token(Held.of(path))


def _comment(part: Part, control: etree._Element, path: str) -> None:
    """Mark where the comment on a control begins and ends."""
    start, end = part.token(NoteBegins.of(path)), part.token(NoteEnds.of(path))
    _put_at_begin(control, start)
    if _is_in_line(control):
        put_after(control, end)
    elif (paragraph := next(control.iter(PARAGRAPH), None)) is not None:
        put_last(paragraph, end)


def _put_at_begin(control: etree._Element, text: str) -> None:
    """Put a mark, which has to stand in a paragraph, right before a control that is within one,
    else at the beginning of the first paragraph that the control holds."""
    if _is_in_line(control):
        put_before(control, text)
        return
    paragraph = next(control.iter(PARAGRAPH), None)
    if paragraph is None:
        return
    properties = paragraph.find("w:pPr", NAMES)
    if properties is None:
        paragraph.text = text + (paragraph.text or "")
    else:
        put_after(properties, text)


def _is_in_line(control: etree._Element) -> bool:
    """Whether a control stands within a paragraph; Word also has controls around paragraphs, and
    makes one around the whole cell where that was empty."""
    return next(control.iterancestors(PARAGRAPH), None) is not None


def _comment_ticks(part: Part, controls: list[etree._Element], path: str) -> None:
    """Mark one comment for a group of ticks, from before the first to after the words of the
    last."""
    paragraph = line_of(controls[-1])
    if paragraph is not None:
        _put_at_begin(controls[0], part.token(NoteBegins.of(path)))
        put_last(paragraph, part.token(TicksEnd.of(path)))


def _tell_unticked(part: Part, controls: list[etree._Element], path: str) -> None:
    """Have printed what no box of a group says (``Unticked``): behind the words of the last tick,
    or right behind a single box, since other boxes may stand in its paragraph."""
    choices = tuple(tag_of(one).partition("=")[2] or YES for one in controls)
    words = part.token(Unticked.of(path, choices))
    paragraph = line_of(controls[-1])
    if len(controls) == 1 and _is_in_line(controls[-1]):
        put_after(controls[-1], words)
    elif paragraph is not None:
        put_last(paragraph, words)


def _tick(part: Part, control: etree._Element, path: str, choice: str) -> None:
    box = next(control.iter(f"{{{W14}}}checkbox"))
    checked = box.find("w14:checked", NAMES)
    if checked is None:
        checked = etree.Element(f"{{{W14}}}checked")
        box.insert(0, checked)
    checked.set(f"{{{W14}}}val", part.token(Ticked.of(path, choice, "1", "0")))
    on, off = _glyph(box, "checkedState", "2612"), _glyph(box, "uncheckedState", "2610")
    for text in control.iter(TEXT):
        text.text = part.token(Ticked.of(path, choice, on, off))


def _glyph(box: etree._Element, state: str, default: str) -> str:
    found = box.find(f"w14:{state}", NAMES)
    return chr(int(default if found is None else found.get(f"{{{W14}}}val", default), 16))


def _sometimes(part: Part, control: etree._Element, path: str, choice: str) -> None:
    """Mark a control tagged ``path=value`` that is no tick: what it holds is printed only if the
    place has that value; tagged ``path=``, only if anything is printed at the place."""
    content, parent = control.find("w:sdtContent", NAMES), control.getparent()
    if content is None or parent is None or not len(content):
        return
    children = list(content)
    asks = ticked(path, choice) if choice else told(path)
    put_before(control, part.token(Sometimes(asks)))
    put_after(control, part.token(END))
    at = parent.index(control)
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)
    children[-1].tail = (children[-1].tail or "") + (control.tail or "")
    control.tail = None
    parent.remove(control)
