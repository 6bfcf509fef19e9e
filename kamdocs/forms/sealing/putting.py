"""Putting a seal on a document that was just made."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from kamdocs.forms.links import TYPES, main_part
from kamdocs.forms.sealing import properties, seal
from kamdocs.forms.sealing.saying import blocks_of
from kamdocs.packaging import changed


def sealed(content: bytes, form: str, key: bytes = b"") -> bytes:
    """A document of a form with its seal, which a ``key`` marks as that of who has it.

    The same document with the same key gives the same bytes.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in (TYPES, properties.RELATIONSHIPS)}
        there = properties.part_of(etree.fromstring(parts[properties.RELATIONSHIPS]))
        if there:
            parts[there] = archive.read(there)
        document = archive.read(main_part(parts))
    return changed(content, {**seal_parts(document, parts, form, key)})


def sealing_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of the parts of a document that change where it gets a seal."""
    there = properties.part_of(etree.fromstring(parts[properties.RELATIONSHIPS]))
    names = (TYPES, properties.RELATIONSHIPS, there)
    return {name: parts[name] for name in names if name in parts}


def seal_parts(
    document: bytes, parts: Mapping[str, bytes], form: str, key: bytes
) -> dict[str, bytes]:
    """The parts of a document of a form that hold its seal, or lead to it.

    ``document`` is the part that holds the document itself, ``parts`` are the others as they are
    without the seal.
    """
    told = seal.written(seal.seal_of(form, blocks_of(etree.fromstring(document), "")))
    mark = seal.keyed(told, key) if key else ""
    return properties.with_seal(dict(parts), properties.cut(seal.packed(told), mark))
