"""Seals: what a document said when it was made, kept in it as hashes, and held against it later."""

from kamdocs.forms.sealing.checking import checked
from kamdocs.forms.sealing.putting import sealed

__all__ = ["checked", "sealed"]
