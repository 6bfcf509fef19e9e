"""Contracts: Cerberus schemas against which records, selectors and our own data files are held."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any

from kamdocs.contract import wanting
from kamdocs.contract.breaches import Breach, NotASchema
from kamdocs.contract.documents import Documents
from kamdocs.contract.innocence import innocence_of, judges_of
from kamdocs.contract.judge import Proof
from kamdocs.contract.shapes import unsound

if TYPE_CHECKING:
    from kamdocs.contract.reference import Reference

_OF_ITS_OWN = frozenset(
    {
        *("type", "required", "nullable", "empty", "allowed", "forbidden", "contains", "some"),
        *("min", "max", "minlength", "maxlength", "regex", "check_with"),
    }
)
"""The rules that look only at the value of their own field."""


class Contract:
    """A Cerberus schema against which documents can be held.

    ``schema`` maps fields to rules. ``checks`` are the functions that ``check_with`` names, each
    taking a value and returning whether it is sound. NotASchema where the schema is not valid.
    """

    def __init__(
        self,
        schema: Mapping[str, Any],
        checks: Mapping[str, Proof] | None = None,
        allow_unknown: bool = False,
    ) -> None:
        self._schema, self._checks, self._allow_unknown = schema, checks or {}, allow_unknown
        self._judges = judges_of(schema, self._checks, allow_unknown)
        self._innocent = innocence_of(self._judges, schema, allow_unknown)
        if self._innocent is None:  # else Cerberus would take the schema
            _hold_shapes(schema)
            _ = self._reference
        self._required = frozenset(name for name, rules in schema.items() if rules.get("required"))
        self._alone = all(_OF_ITS_OWN.issuperset(rules) for rules in schema.values())

    @cached_property
    def _reference(self) -> "Reference":
        from kamdocs.contract.reference import Reference  # mostly nothing has to be asked

        return Reference(self._schema, self._checks, self._allow_unknown)

    def breaches(
        self, document: Mapping[str, Any], among: Collection[str] | None = None
    ) -> list[Breach]:
        """Every way in which the document breaks the contract; nothing is normalised.

        ``among`` are the only fields that may break it, where ``suspects`` has found them.
        """
        if among is None and self._innocent and self._innocent(document):
            return []
        if not self._alone:
            return self.by_cerberus(document)
        if among is None:
            among = [name for name, value in document.items() if not self._proved(name, value)]
            among += self._required - document.keys()
        return self._suspicious(document, among)

    def beside(self, path: Sequence[Any]) -> tuple[str, ...]:
        """The names that the schema allows at the place to which a path leads."""
        return tuple(self._beside(path))

    def instead_of(self, path: Sequence[Any]) -> tuple[str, ...]:
        """The names of what cannot stand beside the entry to which a path leads, but in its
        place."""
        others = self._beside(path).get(path[-1], {}).get("excludes", ())
        return (others,) if isinstance(others, str) else tuple(others)

    def _beside(self, path: Sequence[Any]) -> Mapping[Any, Any]:
        rules: Any = {"schema": self._schema}
        for step in path[:-1]:
            named = rules.get("schema", {})
            within = rules.get("valuesrules", {}) if isinstance(step, str) else named
            rules = named.get(step, within) if isinstance(step, str) else within
        found: Mapping[Any, Any] = rules.get("schema", {})
        return found

    def suspects(
        self, columns: Mapping[str, Sequence[Any]], count: int
    ) -> Mapping[int, Collection[str] | None]:
        """The documents, of ``count``, that may break the contract, by their positions, each with
        the fields that may, or None where all fields have to be looked at. The others keep it.

        ``columns`` has the values of the documents by field, all hashable; None stands for a field
        that a document does not have.
        """
        if isinstance(self._innocent, Documents):
            return self._innocent.suspects(columns, count)
        proof = self._innocent or (lambda _: False)
        rows = zip(*columns.values(), strict=True) if columns else repeat((), count)
        return {at: None for at, row in enumerate(rows) if not proof(_document(columns, row))}

    def by_cerberus(self, document: Mapping[str, Any]) -> list[Breach]:
        """The breaches as Cerberus alone finds them, sorted by field: slow, but the reference
        against which the fast way is tested."""
        return self._reference.breaches(document)

    def _proved(self, name: str, value: Any) -> bool:
        """Whether the value of a field is known to keep its rules."""
        if name not in self._judges:
            return self._allow_unknown
        judge = self._judges[name]
        return judge is not None and judge.innocent(value)

    def _suspicious(self, document: Mapping[str, Any], among: Collection[str]) -> list[Breach]:
        """The breaches in the fields ``among``, where every rule looks only at the value of its own
        field. Cerberus is asked only about values that nothing else can judge."""
        found, asked = [], {}
        for name in among:
            if name not in document:
                found.append(Breach((name,), "required", True, None))
                continue
            judge, value = self._judges.get(name), document[name]
            said = judge.breaches(name, value) if judge else None
            if said is None:
                asked[name] = value
            else:
                found += said
        if asked:
            found += self._reference.breaches(asked, missing=False)
        return sorted(found, key=_in_order)


def _document(names: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _in_order(breach: Breach) -> tuple[str, str]:
    return breach.path[0], breach.rule


def _hold_shapes(schema: Mapping[str, Any]) -> None:
    """Raise NotASchema for what Cerberus would accept unseen or fail over: rules that are no
    mapping, and patterns that cannot be read."""
    for name, rules in schema.items():
        if not isinstance(rules, Mapping):
            raise NotASchema((name,), wanting.of_schema("must be of dict type"))
        for rule in ("regex", "some"):
            if at := unsound(str(rules.get(rule, ""))):
                raise NotASchema((name, rule), wanting.of_pattern(at))
