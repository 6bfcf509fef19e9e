"""The data files of the project and of companies: where they are, and YAML with its lines."""

from kamdocs.data.loading import Key, KeyPath, Loaded, folder, load, not_text

__all__ = ["Key", "KeyPath", "Loaded", "folder", "load", "not_text"]
