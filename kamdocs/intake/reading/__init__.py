"""One file, and one sheet of it, to records: a pure function of the bytes and the schemas."""

from kamdocs.intake.reading.file import read_content, read_source, unread

__all__ = ["read_content", "read_source", "unread"]
