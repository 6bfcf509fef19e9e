"""Putting a seal on a document that was just made."""

import io
import zipfile

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
        links = etree.fromstring(parts[properties.RELATIONSHIPS])
        document = archive.read(main_part(parts))
        there = properties.part_of(links)
        if there:
            parts[there] = archive.read(there)
    told = seal.written(seal.seal_of(form, blocks_of(etree.fromstring(document), "")))
    mark = seal.keyed(told, key) if key else ""
    return changed(
        content, {**properties.with_seal(parts, properties.cut(seal.packed(told), mark))}
    )
