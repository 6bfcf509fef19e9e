"""A form that somebody filled in, as words with their places; no value has been read yet."""

from collections.abc import Mapping
from typing import NamedTuple

from kamdocs.model.finding import Finding
from kamdocs.model.place import Place

Lines = tuple[tuple[str, ...], ...]
"""Rows of words: one for each line of a field, with the pieces of the line."""


class Entry(NamedTuple):
    """What a form holds for a field: its words, or the ``lines`` of a small table, and where it
    stands (of a small table its first filled cell)."""

    place: Place
    words: str = ""
    lines: Lines | None = None


class FilledRecord(NamedTuple):
    """One record of a form: its kind, and an entry for every field that the form asks for."""

    kind: str
    place: Place
    entries: Mapping[str, Entry]


class FilledForm(NamedTuple):
    """What a document gave: the id of the form that it is (empty where it is none that can be
    read), its records, and what was found in putting them together."""

    file: str
    form: str = ""
    records: tuple[FilledRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
