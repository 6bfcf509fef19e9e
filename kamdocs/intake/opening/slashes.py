"""Packages of programs on Windows that part the names of their parts by backslashes."""

import io
import zipfile

from kamdocs.packaging import BROKEN, package_of

_ENTRY = b"PK\1\2"
"""How what names a part begins; all of them stand at the end of a package."""


def with_slashes(content: bytes) -> bytes:
    """A package whose parts are named as office programs name them (``xl/workbook.xml``); any other
    content, and a package that does not open, as it is."""
    if not content.startswith(b"PK") or content.find(b"\\", content.find(_ENTRY)) < 0:
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {one: one.orig_filename.replace("\\", "/") for one in package.infolist()}
            odd = any("\\" in one.orig_filename for one in parts)
            if not odd or len(set(parts.values())) < len(parts):
                return content
            return package_of({name: package.read(one) for one, name in parts.items()})
    except BROKEN:
        return content
