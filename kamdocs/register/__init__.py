"""The register of access: who read which customers' data, when and why. Each run appends one line,
and each line has the hash of the one before, so that changes can be found."""

from kamdocs.register.entry import Entry, File, digest
from kamdocs.register.reading import entries
from kamdocs.register.verifying import verify
from kamdocs.register.writing import append

__all__ = ["Entry", "File", "append", "digest", "entries", "verify"]
