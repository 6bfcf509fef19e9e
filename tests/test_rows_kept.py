"""Rows that go to another process and back are the rows that went."""

import pickle
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kamdocs.model import Note, Place, Record, Rows, Unread, YearVolume

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


def _arrived(records: list[Record]) -> list[Record]:
    return list(pickle.loads(pickle.dumps(Rows(records))))


@given(st.lists(ROWS, max_size=12))
def test_every_row_arrives_as_it_went(records: list[Record]) -> None:
    arrived = _arrived(records)
    assert arrived == records
    assert [*map(_as_seen, arrived)] == [*map(_as_seen, records)]
    assert pickle.loads(pickle.dumps(arrived)) == records


def _as_seen(record: Record) -> Any:
    """All that can be asked of the values of a row."""
    values: Mapping[str, Any] = record.values
    asked = [(name, name in values, values.get(name), values.get(name, "-")) for name in FIELDS]
    known = [repr(values[name]) for name in values]
    return [*values.items()], len(values), asked, known, repr(record.known(faulty=frozenset()).day)


def test_there_may_be_more_rows_than_are_packed_at_once() -> None:
    rows = [
        Record("customer", {"code": f"KA-{number}"}, Place("a.xlsx", "一", number), COLUMNS)
        for number in range(2_500)
    ]
    assert _arrived(rows) == rows
