"""Cerberus, wrapped once: contracts for records and data files, selectors for policies."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

from cerberus import SchemaError, TypeDefinition, Validator
from cerberus.errors import CUSTOM, REGEX_MISMATCH, BaseErrorHandler, ValidationError

from kamdocs import data, wanting
from kamdocs.data import KeyPath, Loaded
from kamdocs.faults import SetupFault
from kamdocs.model import Moment, Period, Text
from kamdocs.shapes import fits, unsound

TYPES: dict[str, TypeDefinition] = {
    "text": TypeDefinition("text", (str,), ()),
    "day": TypeDefinition("day", (date,), ()),
    "moment": TypeDefinition("moment", (Moment,), ()),
    "month": TypeDefinition("month", (Period,), ()),
    "periods": TypeDefinition("periods", (tuple,), ()),
    "amount": TypeDefinition("amount", (Decimal,), ()),
    "number": TypeDefinition("number", (Decimal,), ()),
    "whole": TypeDefinition("whole", (int,), (bool,)),
    "flag": TypeDefinition("flag", (bool,), ()),
    "items": TypeDefinition("items", (tuple,), ()),
    "lines": TypeDefinition("lines", (tuple,), ()),
    "volumes": TypeDefinition("volumes", (tuple,), ()),
}
"""The field types of sheets. Amounts are decimals in 万元; the lists are tuples."""

Check = Callable[[Any], bool]

_OF_ITS_OWN = frozenset(
    {
        *("type", "required", "nullable", "empty", "allowed", "forbidden", "contains", "some"),
        *("min", "max", "minlength", "maxlength", "regex", "check_with"),
    }
)
"""Rules that look at the value of their own field alone."""

_WORDS = Text(
    "中文和英文都要有，花括号里的名称要一致",
    "words are needed in both languages, with the same names in braces",
)


@dataclass(frozen=True, slots=True)
class Breach:
    """One way in which a document breaks its contract.

    ``path`` leads to the value, ``rule`` is the Cerberus rule with its ``constraint``; ``info``
    holds what Cerberus adds (such as the values that are not allowed).
    """

    path: tuple[Any, ...]
    rule: str
    constraint: Any
    value: Any
    info: tuple[Any, ...] = ()

    @property
    def wanted(self) -> Text:
        """What the value must be, in words."""
        return wanting.wanted(self.rule, self.constraint)


class NotASchema(ValueError):
    """A schema that Cerberus does not take; ``path`` leads to the entry that is wrong in it."""

    def __init__(self, path: tuple[str | int, ...], reason: Text | str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason


class _Raw(BaseErrorHandler):  # type: ignore[misc]
    """Hands Cerberus's errors on as they are: words are made elsewhere, in two languages."""

    def __init__(self) -> None:
        self._errors: list[ValidationError] = []

    def __call__(self, errors: Iterable[ValidationError]) -> list[Breach]:
        return list(_flat(errors))

    def add(self, error: ValidationError) -> None:
        self._errors.append(error)

    def extend(self, errors: Iterable[ValidationError]) -> None:
        self._errors.extend(errors)

    def __iter__(self) -> Iterator[ValidationError]:
        return iter(self._errors)


def _flat(errors: Iterable[ValidationError]) -> Iterator[Breach]:
    for error in errors:
        if error.is_group_error and not error.is_logic_error:
            yield from _flat(error.child_errors)
        else:
            yield Breach(
                error.document_path,
                error.rule or ("check_with" if error.code == CUSTOM.code else "unknown"),
                error.constraint,
                error.value,
                tuple(error.info),
            )


class _Validator(Validator):  # type: ignore[misc]
    """Cerberus with the field types of sheets."""

    types_mapping: ClassVar = {**Validator.types_mapping, **TYPES}

    def _validate_some(self, pattern: str, field: str, value: Any) -> None:
        """Some entry of a list matches the whole pattern.

        The rule's arguments are validated against this schema:
        {'type': 'string'}
        """
        if not any(fits(pattern, entry) for entry in value):
            self._error(field, "some")

    def _validate_regex(self, pattern: str, field: str, value: Any) -> None:
        """The rule of Cerberus, within a limit of time.

        The rule's arguments are validated against this schema:
        {'type': 'string'}
        """
        if isinstance(value, str) and not fits(pattern, value):
            self._error(field, REGEX_MISMATCH)

    def _validate_min(self, bound: Any, field: str, value: Any) -> None:
        """The rule of Cerberus; a moment is compared by its day.

        The rule's arguments are validated against this schema:
        {'nullable': False }
        """
        super()._validate_min(bound, field, value.day if isinstance(value, Moment) else value)

    def _validate_max(self, bound: Any, field: str, value: Any) -> None:
        """The rule of Cerberus; a moment is compared by its day.

        The rule's arguments are validated against this schema:
        {'nullable': False }
        """
        super()._validate_max(bound, field, value.day if isinstance(value, Moment) else value)


class Contract:
    """A Cerberus schema, ready to hold documents against.

    ``schema`` maps fields to rules; ``checks`` gives the functions that ``check_with`` names,
    each taking a value and saying whether it will do. NotASchema where the schema is none.
    """

    def __init__(
        self,
        schema: Mapping[str, Any],
        checks: Mapping[str, Check] | None = None,
        allow_unknown: bool = False,
    ) -> None:
        kind = _with_checks(tuple(checks.items())) if checks else _Validator
        _hold_shapes(schema)
        try:
            self._validator = kind(schema, allow_unknown=allow_unknown, error_handler=_Raw())
        except SchemaError as fault:
            raise NotASchema(*_first_of(fault.args[0])) from fault
        except (AttributeError, TypeError, RuntimeError) as fault:
            raise NotASchema((), str(fault)) from fault
        alone = all(_OF_ITS_OWN.issuperset(rules) for rules in schema.values())
        self._concerned = frozenset(schema) if allow_unknown and alone else None

    def breaches(self, document: Mapping[str, Any]) -> list[Breach]:
        """Every way in which the document breaks the contract; nothing is normalised."""
        if self._concerned is not None:  # Cerberus would go through all the others one by one
            document = {name: one for name, one in document.items() if name in self._concerned}
        if self._validator.validate(document, normalize=False):
            return []
        return list(self._validator.errors)


def _hold_shapes(schema: Mapping[str, Any]) -> None:
    """What Cerberus takes without a look, or fails over: rules that are no mapping, patterns."""
    for name, rules in schema.items():
        if not isinstance(rules, Mapping):
            raise NotASchema((name,), wanting.of_schema("must be of dict type"))
        for rule in ("regex", "some"):
            if at := unsound(str(rules.get(rule, ""))):
                raise NotASchema((name, rule), wanting.of_pattern(at))


def _first_of(errors: Any) -> tuple[tuple[str | int, ...], Text | str]:
    """The first of the nested errors that Cerberus has with a schema: its path and its words."""
    path: tuple[str | int, ...] = ()
    while not isinstance(errors, str):
        if isinstance(errors, Mapping):
            step, errors = next(iter(errors.items()))
            path = (*path, step)
        else:
            errors = errors[0]
    return path, wanting.of_schema(errors)


@cache
def _with_checks(checks: tuple[tuple[str, Check], ...]) -> type[_Validator]:
    """A validator with named checks, one for all contracts that have the same: Cerberus parses
    the words of all its rules anew for every class."""
    members = {f"_check_with_{name}": _as_cerberus_check(name, check) for name, check in checks}
    return type("_Checked", (_Validator,), members)


def _as_cerberus_check(name: str, check: Check) -> Callable[[Any, str, Any], None]:
    def method(self: Any, field: str, value: Any) -> None:
        if not check(value):
            self._error(field, name)

    return method


@cache
def contract_of(shape: str) -> Contract:
    """The contract of our data files of one shape: ``schemas/meta/SHAPE.yaml``, made once."""
    return Contract(shape_of(shape))


@cache
def shape_of(shape: str) -> Mapping[str, Any]:
    """What ``schemas/meta/SHAPE.yaml`` says, as it stands there."""
    found: Mapping[str, Any] = data.load(data.folder("schemas") / "meta" / f"{shape}.yaml").data
    return found


def hold(loaded: Loaded, contract: Contract) -> Mapping[str, Any]:
    """Hold a data file of ours against its contract.

    Returns its data; SetupFault with file and line of every entry that is wrong, an unknown one
    first.
    """
    if not isinstance(loaded.data, Mapping):
        raise SetupFault("KD906", {"entry": "-", "reason": wanting.ENTRIES}, loaded.file, 1)
    faults = faults_of(contract.breaches(loaded.data), loaded)
    for path in words_apart(loaded.data):
        facts = {"entry": _spelled(path, loaded.data), "reason": _WORDS}
        faults.append(SetupFault("KD906", facts, loaded.file, loaded.line(*path, "zh")))
    if faults:
        raise SetupFault.of(faults)
    return loaded.data


def words_apart(entry: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Where words stand in both languages and do not agree in the places that they name."""
    if isinstance(entry, Mapping):
        if isinstance(entry.get("zh"), str) and isinstance(entry.get("en"), str):
            try:
                Text(entry["zh"], entry["en"])
            except ValueError:
                yield path
        for key, value in entry.items():
            yield from words_apart(value, (*path, key))
    elif isinstance(entry, list):
        for index, value in enumerate(entry):
            yield from words_apart(value, (*path, index))


_ENTRIES = {"unknown": "KD907", "required": "KD908"}


def refuse(breaches: Iterable[Breach], loaded: Loaded, at: KeyPath = ()) -> None:
    """SetupFault for the breaches of a data file's contract, if there are any; ``at`` leads to the
    part of the file that was held."""
    faults = faults_of(breaches, loaded, at)
    if faults:
        raise SetupFault.of(faults)


def faults_of(breaches: Iterable[Breach], loaded: Loaded, at: KeyPath = ()) -> list[SetupFault]:
    """The breaches of a data file's contract as faults, by line. An unknown entry comes first, for
    it is often a required one misspelt; ``at`` leads to the part of the file that was held."""
    return [
        SetupFault(
            _ENTRIES.get(one.rule, "KD906"),
            {"entry": _spelled((*at, *one.path), loaded.data), "reason": one.wanted},
            loaded.file,
            loaded.line(*at, *one.path),
        )
        for one in sorted(
            breaches, key=lambda one: (one.rule != "unknown", loaded.line(*at, *one.path))
        )
    ]


def _spelled(path: Iterable[Any], entry: Any) -> str:
    """A path in a data file; an entry of a list goes by its id where it has one."""
    steps = []
    for step in path:
        holds = isinstance(entry, list) and isinstance(step, int) and step < len(entry)
        entry = entry[step] if holds else entry.get(step) if isinstance(entry, Mapping) else None
        name = entry.get("id") if holds and isinstance(entry, Mapping) else None
        steps.append(name if isinstance(name, str) else str(step))
    return ".".join(steps)


def contract_at(
    schema: Mapping[str, Any],
    loaded: Loaded,
    path: tuple[str | int, ...],
    checks: Mapping[str, Check] | None = None,
) -> Contract:
    """A contract whose schema stands in a data file; SetupFault with its line if it is none."""
    try:
        return Contract(schema, checks)
    except NotASchema as fault:
        whole = (*path[:-1], *fault.path) if fault.path else path
        facts = {"entry": ".".join(map(str, whole)), "reason": fault.reason}
        raise SetupFault("KD906", facts, loaded.file, loaded.line(*whole)) from fault
