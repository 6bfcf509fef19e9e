"""Rows kept by columns, or gone to another process and back, are the rows that were given."""

import pickle
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kamdocs.model import Note, Place, Record, Rows, Stretch, Unread, YearVolume

FIELDS = ("code", "name", "volumes", "sales", "team", "since")
COLUMNS = {name: at for at, name in enumerate(FIELDS, 1)}
VALUES = st.sampled_from(
    [
        *("甲", "", 0, False, True, Decimal("1.50"), date(2026, 1, 1), ("甲", "乙"), ()),
        *(Unread("?", "KD110", {"value": "?"}), (YearVolume(2025, Decimal(3)),)),
    ]
)
ROWS = st.builds(
    Record,
    kind=st.sampled_from(["customer", "visit"]),
    values=st.dictionaries(st.sampled_from(FIELDS), VALUES),
    row=st.builds(Place, st.just("a.xlsx"), st.sampled_from("一二"), st.integers(1, 9), st.just(0)),
    columns=st.just(COLUMNS),
    day=st.none() | st.just(date(2026, 2, 1)),
    faulty=st.frozensets(st.sampled_from(FIELDS), max_size=2),
    nameless=st.booleans(),
    notes=st.just({}) | st.just({"name": Note(" 甲", ("blanks",))}),
)


def _at_once(rows: Rows) -> Rows:
    arrived: Rows = pickle.loads(pickle.dumps(rows, 5))
    return arrived


def _in_parts(rows: Rows) -> Rows:
    parts: list[pickle.PickleBuffer] = []
    whole = pickle.dumps(rows, 5, buffer_callback=parts.append)
    arrived: Rows = pickle.loads(whole, buffers=[bytes(part) for part in parts])
    return arrived


def _in_an_old_way(rows: Rows) -> Rows:
    arrived: Rows = pickle.loads(pickle.dumps(rows, 4))
    return arrived


GOING = (_at_once, _in_parts, _in_an_old_way)


@pytest.mark.parametrize("go", GOING)
@given(records=st.lists(ROWS, max_size=12))
def test_every_row_arrives_as_it_went(go: Callable[[Rows], Rows], records: list[Record]) -> None:
    arrived = [*go(Rows(records))]
    assert arrived == records
    assert [*map(_as_seen, arrived)] == [*map(_as_seen, records)]
    assert pickle.loads(pickle.dumps(arrived)) == records


@given(parts=st.lists(st.tuples(st.booleans(), st.lists(ROWS, max_size=4)), max_size=6))
def test_rows_and_stretches_of_rows_are_the_same_rows(
    parts: list[tuple[bool, list[Record]]],
) -> None:
    settled: list[Record] = []

    def settle(stretch: Stretch) -> Stretch:
        settled.extend(Rows([stretch]))
        return stretch.folded()

    whole, further = Rows(settle=settle), Rows(settle=settle)
    for by_columns, records in parts:
        for piece in Rows(records).stretches() if by_columns else records:
            further.append(piece)
    records = [record for _, some in parts for record in some]
    assert [*further] == records
    assert [*reversed(further)] == records[::-1]
    assert len(further) == len(records)
    whole.extend(further)
    assert [*whole] == [*settled] == records
    assert [*map(_as_seen, whole)] == [*map(_as_seen, records)]


def _as_seen(record: Record) -> Any:
    """All that can be asked of the values of a row."""
    values: Mapping[str, Any] = record.values
    asked = [(name, name in values, values.get(name), values.get(name, "-")) for name in FIELDS]
    known = [repr(values[name]) for name in values]
    return [*values.items()], len(values), asked, known, repr(record.known(faulty=frozenset()).day)


@pytest.mark.parametrize("go", GOING)
def test_there_may_be_more_rows_than_are_kept_together(go: Callable[[Rows], Rows]) -> None:
    rows = [
        Record("customer", {"code": f"KA-{number}"}, Place("a.xlsx", "一", number), COLUMNS)
        for number in range(2_500)
    ]
    assert [*go(Rows(rows))] == rows
    assert len(Rows(rows).stretches()) > 1
