"""Puts a seal into a document."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from kamdocs.forms.links import main_part
from kamdocs.forms.sealing import properties, seal
from kamdocs.forms.sealing.saying import Said, said_in
from kamdocs.packaging import LINKS_PART, TYPES_PART, changed


@dataclass(frozen=True)
class Sealer:
    """Makes the seals of documents whose packages are alike but for the main part."""

    holder: properties.Holder

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> "Sealer":
        """The sealer for a package by its parts; only its relationships, its list of types and its
        custom properties are looked at."""
        there = properties.part_of(etree.fromstring(parts[LINKS_PART]))
        names = (TYPES_PART, LINKS_PART, there)
        return cls(properties.holder({name: parts[name] for name in names if name in parts}))

    def seal(self, said: Said, form: str, key: bytes) -> bytes:
        """The bytes of the part with the seal of what a document of a form says, marked with the
        ``key`` unless that is empty."""
        told = seal.written(form, said)
        mark = seal.keyed(told, key) if key else ""
        return self.holder.holding(properties.cut(seal.packed(told), mark))


def sealed(content: bytes, form: str, key: bytes = b"") -> bytes:
    """The bytes of a document with a seal of what it says added, marked with a ``key`` if there is
    one; ``form`` is the id of its form. The same document and key give the same bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in (TYPES_PART, LINKS_PART)}
        there = properties.part_of(etree.fromstring(parts[LINKS_PART]))
        if there:
            parts[there] = archive.read(there)
        document = archive.read(main_part(parts))
    sealer = Sealer.of(parts)
    told = sealer.seal(said_in(etree.fromstring(document)), form, key)
    return changed(content, {**sealer.holder.lead, sealer.holder.name: told})
