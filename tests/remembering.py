"""What does not differ from test to test is worked out once: the packs that come with the project,
the templates of forms, and the readings of the sample files.

All are pure functions of bytes. That they are is held in processes that remember nothing, and by
the tests that ask for ``read_anew``.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from kamdocs import compliance
from kamdocs.forms import Form, filling, template
from kamdocs.intake import Manner, Source, manner, read_source
from kamdocs.model import FileReading, Policy
from kamdocs.sheets import Schemas, built_in
from tests import desk

_read = manner.read_each


@pytest.fixture(scope="session", autouse=True)
def _remembered() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compliance, "find_policy", _policies())
        patch.setattr(filling, "prepared", _templates())
        patch.setattr(manner, "read_each", _readings())
        yield


@pytest.fixture(scope="module")
def read_anew() -> Iterator[None]:
    """For tests about reading itself: when it is done, how often, and by which processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manner, "read_each", _read)
        yield


def _policies() -> Any:
    known: dict[str, Policy] = {}
    read = compliance.find_policy
    none: Mapping[str, Any] = {}

    def find_policy(name: str, schemas: Schemas, values: Mapping[str, Any] = none) -> Policy:
        if values or schemas is not built_in() or name not in compliance.built_in():
            return read(name, schemas, values)
        if name not in known:
            known[name] = read(name, schemas)
        return known[name]

    return find_policy


def _templates() -> Any:
    """The templates of forms, by their bytes and by all that is known of the form."""
    known: dict[object, template.Template] = {}

    def prepared(form: Form, schemas: Schemas) -> template.Template:
        if schemas is not built_in() or not form.template.is_file():
            return template.prepared(form, schemas)
        key = (repr(form), _digest(form.template))
        if key not in known:
            known[key] = template.prepared(form, schemas)
        return known[key]

    return prepared


def _readings() -> Any:
    """The files of ``samples``, wherever a copy of them lies, by their bytes and by all that they
    are read with. Other files, and other readers, are read as ever."""
    known: dict[object, FileReading] = {}

    def read_each(sources: Sequence[Source], reader: Any, lost: Any, how: Manner) -> Iterator[Any]:
        keys = [_key(source, reader) for source in sources]
        fresh = [one for one, key in zip(sources, keys, strict=True) if key not in known]
        found = _read(fresh, reader, lost, how)
        for key in keys:
            if key in known:
                yield known[key]
                continue
            reading = next(found)
            if key is not None:
                known[key] = reading
            yield reading
        yield from found

    return read_each


@cache
def _samples() -> frozenset[str]:
    return frozenset(map(_digest, desk.example("samples").rglob("*.xlsx")))


def _key(source: Source, reader: Any) -> object:
    """What the reading of a sample file depends on; None of any other file."""
    if not isinstance(reader, partial) or reader.func is not read_source or source.passed:
        return None
    given = dict(reader.keywords)
    if given.pop("schemas") is not built_in() or not source.path.is_file():
        return None
    digest = _digest(source.path)
    return (source.shown, digest, repr(given)) if digest in _samples() else None


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
