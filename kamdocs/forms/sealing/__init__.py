"""Seals: hashes of what a document said when it was made, kept in the document itself, against
which it is held later."""

from kamdocs.forms.sealing.checking import verified
from kamdocs.forms.sealing.putting import sealed

__all__ = ["sealed", "verified"]
