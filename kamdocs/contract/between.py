"""The rules of a field that look at other fields: which ones it excludes, and which ones have to
stand beside it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kamdocs.contract.rules import Unknown

_UP = "^"
"""Stands before the name of a field of the whole document in rules further down."""
_PATH = "."


class Between(NamedTuple):
    """What the fields of one document ask of each other: those that are ``required``, and for each
    field those that it ``excludes`` and those that it ``needs`` beside it."""

    required: frozenset[str]
    excludes: Mapping[str, frozenset[str]]
    needs: Mapping[str, frozenset[str]]

    def kept(self, document: Mapping[str, Any]) -> bool:
        """Whether a document keeps these rules, as Cerberus would find. Of two required fields that
        exclude each other, one is enough."""
        there = document.keys()
        instead: set[str] = set()
        for name in there & (self.excludes.keys() | self.needs.keys()):
            excluded = self.excludes.get(name, frozenset())
            if document[name] is None or not excluded.isdisjoint(there):
                return False
            if not self.needs.get(name, frozenset()) <= there:
                return False
            if excluded and name in self.required:
                instead |= excluded
        return self.required - instead <= there


def between(schema: Mapping[str, Mapping[str, Any]], whole: bool) -> Between:
    """The rules of a schema about other fields; it is that of the ``whole`` document or of a part
    of it. Raises Unknown for rules that only Cerberus can judge."""
    required = frozenset(name for name, rules in schema.items() if rules.get("required"))
    excludes = {
        name: frozenset(_names(rules["excludes"]))
        for name, rules in schema.items()
        if "excludes" in rules
    }
    needs = {
        name: frozenset(one.removeprefix(_UP) for one in _needed(rules) if whole or one[:1] != _UP)
        for name, rules in schema.items()
        if "dependencies" in rules
    }
    return Between(required, excludes, needs)


def reaching_up(
    schema: Mapping[str, Any], above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """For every field further down that needs a field of the whole document: the path to it, and
    the name of that field."""
    for name, rules in schema.items():
        if above and isinstance(rules, Mapping):
            for one in _needed(rules):
                if one.startswith(_UP):
                    yield (*above, name), one.removeprefix(_UP)
        if _holds_fields(rules):
            yield from reaching_up(rules["schema"], (*above, name))


def reaches_up(rules: Any) -> bool:
    """Whether any of some rules needs a field of the whole document."""
    if isinstance(rules, Mapping):
        up = any(one.startswith(_UP) for one in _needed(rules))
        return up or any(map(reaches_up, rules.values()))
    return False


def stands_at(document: Any, way: Iterable[str]) -> bool:
    """Whether a document has anything at the end of a path."""
    for name in way:
        if not isinstance(document, Mapping) or name not in document:
            return False
        document = document[name]
    return True


def _holds_fields(rules: Any) -> bool:
    return (
        isinstance(rules, Mapping)
        and rules.get("type") == "dict"
        and isinstance(rules.get("schema"), Mapping)
    )


def _needed(rules: Mapping[str, Any]) -> list[str]:
    """The fields that have to stand beside one; raises Unknown where they have to have a certain
    value, which only Cerberus can judge."""
    names = _names(rules.get("dependencies", []))
    if any(_PATH in name or _UP in name[1:] for name in names):
        raise Unknown
    return names


def _names(given: Any) -> list[str]:
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Unknown
    return names
