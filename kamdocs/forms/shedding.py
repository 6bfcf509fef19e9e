"""Takes out of a template what Word and WPS keep in it of the person and the computer that made it:
its documents go to others."""

from lxml import etree

from kamdocs.forms.links import CORE, Link, links_in, rels_of
from kamdocs.forms.markup import W
from kamdocs.forms.opening import Opened, parsed, written
from kamdocs.packaging import CORE_PART, TYPES_PART

_TELLING = frozenset(
    {
        *("thumbnail", "people", "attachedTemplate"),
        *("mailMergeSource", "mailMergeHeaderSource", "recipientData"),
    }
)
"""The kinds of relationships that tell: to a picture of the first page as it looked when somebody
saved it, to the accounts of who commented on it, to a template and to addresses on a disk."""
_PATHS = (f"{{{W}}}attachedTemplate", f"{{{W}}}mailMerge")
"""The settings with a path on a disk."""
_KEPT = frozenset({"Application", "AppVersion"})
"""The properties of a document (its extended ones) that tell only of a program."""


def shed(template: Opened) -> None:
    """Take such parts, relationships, settings and properties out of the parts of a template."""
    about: dict[str, list[str]] = {}
    for name in ("", template.document):
        for link in links_in(name, parsed(template, rels_of(name))):
            if not link.outside and link.target in template.parts:
                about.setdefault(link.kind, []).append(link.target)
    for name in about.get("settings", ()):
        root = parsed(template, name)
        _take(template, name, root, [one for one in root if one.tag in _PATHS])
    for name in about.get("extended-properties", ()):
        root = parsed(template, name)
        named = ((etree.QName(one).localname, one) for one in root.iterchildren("{*}*"))
        _take(template, name, root, [one for word, one in named if word not in _KEPT])
    for name in ("", template.document, *about.get("settings", ())):
        _take_links(template, name)


def _take_links(template: Opened, name: str) -> None:
    """Take the relationships that tell from those of a part, with the parts that they lead to."""
    part = rels_of(name)
    if part not in template.parts:
        return
    root = parsed(template, part)
    telling = [one for one in links_in(name, root) if one.kind in _TELLING or _is_astray(one)]
    _take(template, part, root, [one.element for one in telling])
    lost = {f"/{one.target}" for one in telling if template.parts.pop(one.target, None) is not None}
    types = parsed(template, TYPES_PART)
    _take(template, TYPES_PART, types, [one for one in types if one.get("PartName") in lost])


def _is_astray(link: Link) -> bool:
    """Whether a link leads to properties of the template itself, for those of a document are put
    into the usual part."""
    return link.kind == CORE and link.target != CORE_PART


def _take(
    template: Opened, name: str, root: etree._Element, elements: list[etree._Element]
) -> None:
    """Take elements out of a part; one from which none are taken keeps its bytes."""
    for element in elements:
        root.remove(element)
    if elements:
        template.parts[name] = written(root)
