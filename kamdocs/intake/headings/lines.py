"""The lines of a field that stand in a small table: of which pieces each is, by the schema."""

from kamdocs.sheets import Field

_NAMES = ("姓名", "人员姓名", "名字")
_OF_NAMES = frozenset({"person", "people", "team"})
"""The checks of fields that name a person, or several."""


def pieces_of(wanted: Field, titled: bool) -> tuple[tuple[str, ...], ...]:
    """What each piece of the lines of a field may be called as a heading; below a small table's
    title (``titled``), its names where it has no pieces of its own."""
    return wanted.columns or ((_NAMES,) if titled else ())


def takes_names(wanted: Field) -> bool:
    """Whether a field takes names from a small table that has it as its title, though without that
    they would be those of others."""
    of_names = wanted.rules.get("check_with") in _OF_NAMES
    return (of_names and not wanted.columns) or (wanted.type == "items" and bool(wanted.columns))
