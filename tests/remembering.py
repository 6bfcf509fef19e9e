"""What does not differ from test to test is worked out once: the packs that come with the project,
the templates of forms, the readings of the sample files, and what is judged by them.

All are pure functions of bytes. That they are is held in processes that remember nothing, and by
the tests that ask for ``read_anew``.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from kamdocs import compliance, intake, review
from kamdocs.forms import Form, filling, template
from kamdocs.intake import PLAIN, Manner, Source, read_source
from kamdocs.intake.workers import manner
from kamdocs.model import Book, Period, Policy, Report
from kamdocs.sheets import Schemas, built_in
from tests import desk

_read = manner.read_each
_check = review.check


@pytest.fixture(scope="session", autouse=True)
def _remembered() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        load = _policies()
        patch.setattr(compliance, "load_policy", load)
        patch.setattr(compliance, "find_policy", partial(_found, load))
        patch.setattr(filling, "prepared", _templates())
        _put_read(patch, _readings())
        _put_check(patch, _checks())
        yield


@pytest.fixture(scope="module")
def read_anew() -> Iterator[None]:
    """For tests about reading and judging itself: when it is done, how often, and by which
    processes."""
    with pytest.MonkeyPatch.context() as patch:
        _put_read(patch, _read)
        _put_check(patch, _check)
        yield


def _put_read(patch: pytest.MonkeyPatch, read_each: Any) -> None:
    for place in (intake, manner):
        patch.setattr(place, "read_each", read_each)


def _put_check(patch: pytest.MonkeyPatch, check: Any) -> None:
    patch.setattr(review, "check", check)


def _policies() -> Any:
    known: dict[Path, Policy] = {}
    read, packs = compliance.load_policy, frozenset(compliance.built_in().values())
    none: Mapping[str, Any] = {}

    def load_policy(path: Path, schemas: Schemas, values: Mapping[str, Any] = none) -> Policy:
        if values or schemas is not built_in() or path not in packs:
            return read(path, schemas, values)
        if path not in known:
            known[path] = read(path, schemas)
        return known[path]

    return load_policy


def _found(load: Any, name: str, *more: Any) -> Policy:
    found: Policy = load(compliance.pack_path(name), *more)
    return found


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
    known: dict[object, Any] = {}

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


def _checks() -> Any:
    """Sample files held against policies, without decisions: by the bytes of the files and all that
    they are read with, and by the policies, which are kept so that no other has their place."""
    known: dict[object, tuple[Sequence[Policy], tuple[Report, Book]]] = {}

    def check(
        sources: Iterable[Source],
        schemas: Schemas,
        policies: Sequence[Policy],
        as_of: date,
        period: Period | None = None,
        seen: review.Seen = review.quietly,
        manner: Manner = PLAIN,
        decisions: Iterable[Source] = (),
    ) -> tuple[Report, Book]:
        sources, decisions = list(sources), list(decisions)
        reader = partial(read_source, schemas=schemas, door=manner.door)
        files = tuple(_key(one, reader) for one in sources)
        if None in files or decisions:
            return _check(sources, schemas, policies, as_of, period, seen, manner, decisions)
        key = (files, tuple(map(id, policies)), as_of, period)
        if key in known:
            review.read(sources, schemas, as_of, seen, manner)
        else:
            found = _check(sources, schemas, policies, as_of, period, seen, manner)
            known[key] = (tuple(policies), found)
        return known[key][1]

    return check


@cache
def _samples() -> frozenset[str]:
    return frozenset(map(_digest, desk.example("samples").rglob("*.xlsx")))


def _key(source: Source, reader: Any) -> object:
    """What the reading of a sample file depends on; None of any other file."""
    if not isinstance(reader, partial) or source.passed:
        return None
    if reader.func not in (read_source, review.read_and_held):
        return None
    given = dict(reader.keywords)
    if holder := given.pop("holder", None):
        given |= {"schemas": holder.schemas, "as_of": holder.as_of}
    if given.pop("schemas") is not built_in() or not source.path.is_file():
        return None
    digest = _digest(source.path)
    return (source.shown, digest, repr(given)) if digest in _samples() else None


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
