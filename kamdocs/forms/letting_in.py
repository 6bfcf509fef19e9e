"""Opens a template with the same caution as a document that was handed in: it may have come by mail
just as well."""

import hashlib
from pathlib import Path, PurePosixPath

from lxml import etree

from kamdocs.faults import SetupFault, reason
from kamdocs.forms.grammar import ungrammatical
from kamdocs.forms.links import CORE, fresh_id, links_in, rels_of, retargeted
from kamdocs.forms.markup import R, W
from kamdocs.forms.numbering import renumber
from kamdocs.forms.opening import Opened, parsed, written
from kamdocs.forms.shedding import shed
from kamdocs.forms.unpacking import NO_WORD, NotRead, parts_of
from kamdocs.packaging import CORE_PART, LINKS, LINKS_PART, TYPES, TYPES_PART

_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
_DOCUMENTS = ("wordprocessingml.document.main+xml", "ms-word.document.macroEnabled.main+xml")
_EDGES = ("header", "footer", "footnotes", "endnotes")


def opened(path: Path) -> Opened:
    """Open a template; SetupFault KD510 where it is no sound Word document or may be malicious."""
    try:
        content = path.read_bytes()
        document, parts = parts_of(content)
    except OSError as fault:
        raise SetupFault("KD510", {"reason": reason(fault)}, path.name) from fault
    except NotRead as fault:
        raise SetupFault("KD510", {"reason": fault.reason}, path.name) from fault
    found = Opened(path.name, hashlib.sha256(content).hexdigest(), parts, document)
    _hold(found)
    shed(found)
    _with_properties(found)
    for link in links_in(document, parsed(found, rels_of(document))):
        if link.outside or link.target not in parts:
            continue
        if link.kind in _EDGES:
            found.edges.append(link.target)
        elif link.kind == "comments":
            found.comments = link.target
        elif link.kind == "chart":
            found.charts[link.id] = (link.target, _book(found, link.target))
    _with_comments(found)
    renumber(found)
    return found


def _hold(template: Opened) -> None:
    """Raise SetupFault KD510 where a part that should be XML is not or cannot be gone through, or
    the main part is no Word document. A template without relationships gets a part for them."""
    links = rels_of(template.document)
    if links not in template.parts:
        template.parts[links] = written(etree.Element(f"{{{LINKS}}}Relationships"))
    for name in template.parts:
        if name.endswith((".xml", ".rels")):
            why = ungrammatical(parsed(template, name))
            if why:
                raise SetupFault("KD510", {"reason": why}, template.file)
    types = {
        one.get("PartName"): one.get("ContentType", "") for one in parsed(template, TYPES_PART)
    }
    if not str(types.get(f"/{template.document}", "")).endswith(_DOCUMENTS):
        raise SetupFault("KD510", {"reason": NO_WORD}, template.file)


def _book(template: Opened, chart: str) -> str:
    """The name of the workbook behind a chart; empty where there is none."""
    links = rels_of(chart)
    if links not in template.parts:
        return ""
    targets = (one.target for one in links_in(chart, parsed(template, links)) if not one.outside)
    return next((one for one in targets if one.endswith(".xlsx") and one in template.parts), "")


def _with_comments(template: Opened) -> None:
    """Give a template the part that holds comments, where it has none yet."""
    if template.comments:
        return
    folder, _, _ = template.document.rpartition("/")
    template.comments = f"{folder}/comments.xml"
    template.parts[template.comments] = written(etree.Element(f"{{{W}}}comments", nsmap={"w": W}))
    _lead(template, template.document, f"{R}/comments", template.comments, _COMMENTS)


def _with_properties(template: Opened) -> None:
    """Let a template refer to the part for title and author, where it has none yet; each document
    gets its own."""
    if all(link.kind != CORE for link in links_in("", parsed(template, LINKS_PART))):
        template.parts[CORE_PART] = written(etree.Element(f"{{{_CORE}}}coreProperties"))
        _lead(template, "", f"{_METADATA}/{CORE}", CORE_PART, _PROPERTIES)


def _lead(template: Opened, name: str, kind: str, target: str, content_type: str) -> None:
    """Let a part of a template (the package itself for an empty ``name``) refer to another part."""
    types = parsed(template, TYPES_PART)
    typed = {"PartName": f"/{target}", "ContentType": content_type}
    etree.SubElement(types, f"{{{TYPES}}}Override", typed)
    template.parts[TYPES_PART] = written(types)
    root = parsed(template, rels_of(name))
    link = {
        "Id": fresh_id(root, f"rId{PurePosixPath(target).stem.title()}"),
        "Type": kind,
        "Target": retargeted(name, target),
    }
    etree.SubElement(root, f"{{{LINKS}}}Relationship", link)
    template.parts[rels_of(name)] = written(root)
