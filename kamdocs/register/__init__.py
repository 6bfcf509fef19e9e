"""The register of access: who read which customers' archives, when and why, line by line."""

from kamdocs.register.entry import Entry, File, digest
from kamdocs.register.reading import entries
from kamdocs.register.verifying import Flaw, verify
from kamdocs.register.writing import append

__all__ = ["Entry", "File", "Flaw", "append", "digest", "entries", "verify"]
