"""The rules of a field that look at others: what it excludes, and what has to stand beside it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from kamdocs.contract.rules import Unknown

_UP = "^"
"""Leads the name of a field of the whole document, from wherever a rule stands in it."""
_PATH = "."


class Between(NamedTuple):
    """What the fields of one document ask of each other, by field."""

    required: frozenset[str]
    excludes: Mapping[str, frozenset[str]]
    needs: Mapping[str, frozenset[str]]

    def kept(self, document: Mapping[str, Any]) -> bool:
        """Whether Cerberus would find that they ask for nothing that is not so. Of two fields that
        are required and exclude each other, one is enough."""
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
    """Those rules of a schema, which is that of the ``whole`` document or of a part of it. Unknown
    where Cerberus alone knows what is asked."""
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
    """The fields below that need one of the whole document, by the way to them, and which it is."""
    for name, rules in schema.items():
        if above and isinstance(rules, Mapping):
            for one in _needed(rules):
                if one.startswith(_UP):
                    yield (*above, name), one.removeprefix(_UP)
        if _holds_fields(rules):
            yield from reaching_up(rules["schema"], (*above, name))


def reaches_up(rules: Any) -> bool:
    """Whether anything in some rules needs a field of the whole document."""
    if isinstance(rules, Mapping):
        up = any(one.startswith(_UP) for one in _needed(rules))
        return up or any(map(reaches_up, rules.values()))
    return False


def stands_at(document: Any, way: Iterable[str]) -> bool:
    """Whether there is something at the end of a way into a document."""
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
    """The fields that have to stand beside one; with a value of theirs they are Cerberus's."""
    names = _names(rules.get("dependencies", []))
    if any(_PATH in name or _UP in name[1:] for name in names):
        raise Unknown
    return names


def _names(given: Any) -> list[str]:
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Unknown
    return names
