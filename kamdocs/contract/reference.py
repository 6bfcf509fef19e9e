"""Cerberus, wrapped once: what it finds wrong with documents and with schemas.

It is imported only where Cerberus has to be asked, since most documents are decided without it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, ClassVar

from cerberus import SchemaError, TypeDefinition, Validator
from cerberus.errors import CUSTOM, REGEX_MISMATCH, BaseErrorHandler, ValidationError

from kamdocs.contract import wanting
from kamdocs.contract.breaches import Breach, NotASchema
from kamdocs.contract.judge import Checks, Proof
from kamdocs.contract.rules import TYPES, as_written, exact
from kamdocs.contract.shapes import fits
from kamdocs.data import KeyPath
from kamdocs.model import Moment, Text


class Reference:
    """A schema for which Cerberus itself is asked; NotASchema where it rejects the schema."""

    def __init__(
        self, schema: Mapping[str, Any], checks: Checks, allow_unknown: bool = False
    ) -> None:
        kind = _with_checks(tuple(checks.items())) if checks else _Validator
        try:
            self._validator = kind(schema, allow_unknown=allow_unknown, error_handler=_Raw())
        except SchemaError as fault:
            raise NotASchema(*_first_of(fault.args[0])) from fault
        except (AttributeError, TypeError, RuntimeError) as fault:
            raise NotASchema((), str(fault)) from fault

    def breaches(self, document: Mapping[str, Any], missing: bool = True) -> list[Breach]:
        """Every way in which the document breaks the schema; nothing is normalised. Without
        ``missing`` required fields that are absent are not reported."""
        if self._validator.validate(document, update=not missing, normalize=False):
            return []
        return list(self._validator.errors)


_DEFINED = {name: TypeDefinition(name, *classes) for name, classes in TYPES.items()}


class _Raw(BaseErrorHandler):  # type: ignore[misc]
    """Hands on Cerberus's errors as they are: the words are made elsewhere, in two languages."""

    def __call__(self, errors: Iterable[ValidationError]) -> list[Breach]:
        return list(_flat(errors))


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

    types_mapping: ClassVar = {**Validator.types_mapping, **_DEFINED}

    def _validate_some(self, pattern: str, field: str, value: Any) -> None:
        """Some entry of a list matches the whole pattern; a text is one entry.

        The rule's arguments are validated against this schema:
        {'type': 'string'}
        """
        entries = (value,) if isinstance(value, str) else value
        if not any(fits(pattern, entry) for entry in entries):
            self._error(field, "some")

    def _validate_regex(self, pattern: str, field: str, value: Any) -> None:
        """The rule of Cerberus, within a limit of time.

        The rule's arguments are validated against this schema:
        {'type': 'string'}
        """
        if isinstance(value, str) and not fits(pattern, value):
            self._error(field, REGEX_MISMATCH)

    def _validate_min(self, bound: Any, field: str, value: Any) -> None:
        """The rule of Cerberus; figures are compared as they are written, a moment by its day.

        The rule's arguments are validated against this schema:
        {'nullable': False }
        """
        super()._validate_min(exact(bound), field, _compared(value))

    def _validate_max(self, bound: Any, field: str, value: Any) -> None:
        """The rule of Cerberus; figures are compared as they are written, a moment by its day.

        The rule's arguments are validated against this schema:
        {'nullable': False }
        """
        super()._validate_max(exact(bound), field, _compared(value))

    def _validate_allowed(self, values: Any, field: str, value: Any) -> None:
        """The rule of Cerberus; figures are compared as they are written.

        The rule's arguments are validated against this schema:
        {'type': 'container'}
        """
        super()._validate_allowed(as_written(values), field, value)

    def _validate_forbidden(self, values: Any, field: str, value: Any) -> None:
        """The rule of Cerberus; figures are compared as they are written.

        The rule's arguments are validated against this schema:
        {'type': 'list'}
        """
        super()._validate_forbidden(as_written(values), field, value)


def _compared(value: Any) -> Any:
    """What a value is compared as: a moment as its day, a figure as it is written."""
    return value.day if isinstance(value, Moment) else exact(value)


def _first_of(errors: Any) -> tuple[KeyPath, Text | str]:
    """The first of the nested errors that Cerberus finds in a schema: its path and its words."""
    path: KeyPath = ()
    while not isinstance(errors, str):
        if isinstance(errors, Mapping):
            step, errors = next(iter(errors.items()))
            path = (*path, step)
        else:
            errors = errors[0]
    return path, wanting.of_schema(errors)


@cache
def _with_checks(checks: tuple[tuple[str, Proof], ...]) -> type[_Validator]:
    """A validator class with named checks, shared by all contracts with the same ones: Cerberus
    parses the docstrings of all its rules anew for every class."""
    members = {f"_check_with_{name}": _as_cerberus_check(name, check) for name, check in checks}
    return type("_Checked", (_Validator,), members)


def _as_cerberus_check(name: str, check: Proof) -> Callable[[Any, str, Any], None]:
    def method(self: Any, field: str, value: Any) -> None:
        if not check(value):
            self._error(field, name)

    return method
