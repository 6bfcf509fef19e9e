"""Reads forms that were filled in by hand: the words of each field, with their place.

``reading`` is the entry. ``sealing`` uses only what finds the lines and tick boxes of a document.
"""
