"""Forms that were filled in by hand, back into the words of their fields, each with its place.

``reading`` is how they are read; seals need only what tells the lines and boxes of a document.
"""
