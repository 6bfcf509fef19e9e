"""Putting a seal on a document."""

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
    """Seals packages that have the same parts around the document itself."""

    holder: properties.Holder

    @classmethod
    def of(cls, parts: Mapping[str, bytes]) -> "Sealer":
        """By the parts of a package, of which not all are needed."""
        there = properties.part_of(etree.fromstring(parts[LINKS_PART]))
        names = (TYPES_PART, LINKS_PART, there)
        return cls(properties.holder({name: parts[name] for name in names if name in parts}))

    def seal(self, said: Said, form: str, key: bytes) -> bytes:
        """The part that holds the seal of what a document of a form says."""
        told = seal.written(form, said)
        mark = seal.keyed(told, key) if key else ""
        return self.holder.holding(properties.cut(seal.packed(told), mark))


def sealed(content: bytes, form: str, key: bytes = b"") -> bytes:
    """A document of a form with its seal, which a ``key`` marks as that of who has it.

    The same document with the same key gives the same bytes.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in (TYPES_PART, LINKS_PART)}
        there = properties.part_of(etree.fromstring(parts[LINKS_PART]))
        if there:
            parts[there] = archive.read(there)
        document = archive.read(main_part(parts))
    sealer = Sealer.of(parts)
    told = sealer.seal(said_in(etree.fromstring(document)), form, key)
    return changed(content, {**sealer.holder.lead, sealer.holder.name: told})
