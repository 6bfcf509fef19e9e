"""Forms that were filled in by hand, back into the words of their fields, each with its place."""

from kamdocs.forms.readback.reading import open_templates, read

__all__ = ["open_templates", "read"]
