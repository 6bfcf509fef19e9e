"""Selectors: Cerberus schemas that choose records. Policies and row checks are written in them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from kamdocs.contract import Contract, contract_at, fit
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import Faults
from kamdocs.likeness import nearest_name
from kamdocs.model import Unread
from kamdocs.persons import named_alone


class Selector:
    """A Cerberus schema over record fields: it selects the records that it accepts.

    A blank field decides nothing, so the answer is True, False, or None for "the record does not
    say". ``required`` or ``empty: false`` make a blank a no, ``nullable: true`` makes it a yes.
    Where ``some`` asks for somebody with a post, a name without any post decides nothing either.
    """

    def __init__(self, schema: Mapping[str, Mapping[str, Any]]) -> None:
        self.schema = {name: dict(rules) for name, rules in schema.items()}
        self._blank = {name: _of_blank(rules) for name, rules in self.schema.items()}
        self._of_posts = {name for name, rules in self.schema.items() if asks_for_posts(rules)}
        self._memo: dict[tuple[str, Any], bool | None] = {}

    @cached_property
    def _contracts(self) -> dict[str, Contract]:
        return {name: Contract({name: rules}) for name, rules in self.schema.items()}

    def field(self, name: str, value: Any) -> bool | None:
        """Whether one field's value is accepted; None for a blank that decides nothing, and for
        a cell that could not be read."""
        try:
            return self._memo[name, value]
        except KeyError:
            answer = self._memo[name, value] = self._asked(name, value)
            return answer

    def _asked(self, name: str, value: Any) -> bool | None:
        if value is None or value == () or value == "":
            return self._blank[name]
        if isinstance(value, Unread):
            return None
        accepted = not self._contracts[name].breaches({name: value})
        open_ = not accepted and name in self._of_posts and _names_alone(value)
        return None if open_ else accepted

    def judge(
        self, values: Mapping[str, Any], faulty: frozenset[str] = frozenset()
    ) -> tuple[bool | None, str]:
        """Whether a record with these values is selected, and the field that decided it.

        A single field that is not accepted decides; otherwise a field that does not say leaves it
        open (None). Fields in ``faulty`` failed validation and do not say.
        """
        silent = ""
        for name in self.schema:
            answer = None if name in faulty else self.field(name, values.get(name))
            if answer is False:
                return False, name
            if answer is None:
                silent = silent or name
        return (None, silent) if silent else (True, "")


class AnyOf:
    """Several selectors, one of which has to accept a record."""

    def __init__(self, selectors: Iterable[Selector]) -> None:
        self._selectors = tuple(selectors)

    def judge(self, values: Mapping[str, Any], faulty: frozenset[str]) -> tuple[bool | None, str]:
        """As ``Selector.judge``: one selector that accepts decides; otherwise one for which the
        record does not say leaves it open."""
        answers = [one.judge(values, faulty) for one in self._selectors]
        for wanted in (True, None):
            for answer in answers:
                if answer[0] is wanted:
                    return answer
        return answers[-1]


def _of_blank(rules: Mapping[str, Any]) -> bool | None:
    if rules.get("required") or rules.get("empty") is False:
        return False
    return True if rules.get("nullable") else None


def asks_for_posts(rules: object) -> bool:
    """Whether ``some`` stands anywhere in the rules of a field, a selector or a policy rule."""
    if isinstance(rules, Mapping):
        return "some" in rules or any(asks_for_posts(one) for one in rules.values())
    return isinstance(rules, list) and any(asks_for_posts(one) for one in rules)


def _names_alone(value: Any) -> bool:
    """Whether one of the people in a cell is named without a post."""
    people = value if isinstance(value, tuple) else (value,)
    return any(named_alone(str(one)) for one in people)


def selector_at(
    schema: Mapping[str, Any],
    fields: Iterable[str],
    loaded: Loaded,
    path: KeyPath,
) -> Selector:
    """The selector that stands in a data file, over the ``fields`` that exist. SetupFault for all
    that is wrong in it, unknown field names among them."""
    known, faults = set(fields), Faults()
    for name, rules in schema.items():
        if name not in known:
            near = nearest_name(name, fields)
            faults.found.append(loaded.fault("KD909", (*path, name), name=name, near=near))
            continue
        with faults.gathered():
            contract_at({name: rules}, loaded, (*path, name))
            if isinstance(fields, Mapping):
                fit(rules, _of(fields[name], "type"), loaded, (*path, name))
                _choices_exist(rules, fields[name], loaded, (*path, name))
    faults.refuse()
    return Selector(schema)


def _choices_exist(rules: Mapping[str, Any], field: Any, loaded: Loaded, path: KeyPath) -> None:
    """Raise SetupFault where a selector compares a field with something that is none of its
    choices."""
    choices = _of(field, "allowed")
    for rule in ("allowed", "forbidden", "contains"):
        words = rules.get(rule, ())
        for word in words if isinstance(words, list) else [words] if words else []:
            if choices and word not in choices and word != "无":
                near = nearest_name(str(word), choices)
                raise loaded.fault("KD909", (*path, rule), name=word, near=near)


def _of(field: Any, entry: str) -> Any:
    """An entry of a field, whether the field is a mapping from a file or was made of one."""
    return field.get(entry) if isinstance(field, Mapping) else getattr(field, entry)
