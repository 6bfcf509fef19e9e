"""What holds whatever is handed in: the sample company under all four policies, turned about."""

import io
import pickle
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kamdocs import compliance, review
from kamdocs.intake import read_content
from kamdocs.model import (
    CUSTOMER,
    FileReading,
    Finding,
    Period,
    Record,
    Rows,
    Ruling,
    Status,
    key_of,
)
from kamdocs.validation import RowValidator
from tests import desk

AS_OF = date(2026, 10, 8)
QUARTER = Period.parse("2026Q3")
POLICIES = [desk.pack(name) for name in desk.FOUR]
QUARTERS = st.sampled_from(["good", "2026Q3"])
OPEN = (Status.PENDING, Status.DUE_SOON)
WORSE = (Status.PASS, Status.LATE, *OPEN, Status.WARN, Status.UNKNOWN, Status.FAIL)


@cache
def handed_in(quarter: str) -> Mapping[str, bytes]:
    """The workbooks of a quarter of the samples by name."""
    paths = sorted(desk.example(f"samples/{quarter}").glob("*.xlsx"))
    return {path.name: path.read_bytes() for path in paths}


@cache
def readings(quarter: str) -> Sequence[FileReading]:
    return [read_content(*one, desk.SCHEMAS) for one in handed_in(quarter).items()]


@cache
def records_of(quarter: str) -> tuple[Sequence[FileReading], Sequence[Record]]:
    """A quarter read and validated once: its files and its records."""
    records, _ = review.validate(readings(quarter), desk.SCHEMAS, AS_OF)
    return review.settled(readings(quarter), records, desk.SCHEMAS, AS_OF), records


def held(
    files: Sequence[FileReading], records: Iterable[Record], as_of: date = AS_OF
) -> dict[str, Ruling]:
    """Every verdict of all four policies by its id."""
    book = review.book_of(list(records), files, desk.SCHEMAS, as_of)
    verdicts, _ = compliance.check(POLICIES, book, desk.SCHEMAS, QUARTER)
    return {one.ruling.id: one.ruling for one in verdicts if one.ruling}


def statuses(rulings: Mapping[str, Ruling]) -> dict[str, Status]:
    return {name: ruling.status for name, ruling in rulings.items()}


@pytest.mark.parametrize("folder", ["good", "2026Q3", "bad"])
def test_what_was_read_comes_whole_from_another_process(folder: str) -> None:
    for path in sorted(desk.example(f"samples/{folder}").rglob("*")):
        if path.is_file():
            read = read_content(path.name, path.read_bytes(), desk.SCHEMAS)
            there = pickle.loads(pickle.dumps(read))
            assert there == read
            for one, other in zip(there.records, read.records, strict=True):
                assert [*one.values] == [*other.values]  # in the same order, too


@settings(max_examples=10)
@given(data=st.data())
def test_rows_are_held_together_as_each_by_itself(data: st.DataObject) -> None:
    read = [record for file in (*readings("good"), *readings("2026Q3")) for record in file.records]
    kinds = {record.kind for record in read}
    for kind in sorted(kinds):
        rows = [_turned_about(one, data) for one in read if one.kind == kind]
        records, findings = list[Record](), list[Finding]()
        for stretch in Rows(rows).stretches():
            held, found = RowValidator(desk.SCHEMAS[kind], AS_OF).hold_stretch(stretch)
            records += Rows([held])
            findings += found
        each = [RowValidator(desk.SCHEMAS[kind], AS_OF).hold(one) for one in rows]
        assert records == [record for record, _ in each]
        assert findings == [finding for _, found in each for finding in found]


def _turned_about(record: Record, data: st.DataObject) -> Record:
    """The record, now and then with one value that is another, or none."""
    if not record.values or data.draw(st.integers(0, 4)):
        return record
    name = data.draw(st.sampled_from(sorted(record.values)))
    value = data.draw(st.sampled_from([None, "?", "", 1, AS_OF, Decimal(-1), ("甲", "甲"), True]))
    changed = {key: one for key, one in record.values.items() if key != name}
    return record.known(values=changed if value is None else {**changed, name: value})


@settings(max_examples=15)
@given(data=st.data())
def test_one_more_visit_never_makes_a_verdict_worse(data: st.DataObject) -> None:
    files, records = records_of(data.draw(QUARTERS))
    visits = [one for one in records if one.kind == "visit"]
    numbers = st.lists(st.integers(0, len(visits) - 1), min_size=1, max_size=40, unique=True)
    dropped = [visits[number] for number in data.draw(numbers)]
    back = next((one for one in dropped if one.subject), None)
    assume(back)  # one of a similar customer may leave open what was plain
    without = [one for one in records if one not in dropped]
    before = held(files, without)
    after = held(files, [*without, *filter(None, [back])])
    for name, ruling in before.items():
        if ruling.status in WORSE:
            assert WORSE.index(after[name].status) <= WORSE.index(ruling.status), name


@settings(max_examples=15)
@given(QUARTERS, st.dates(date(2026, 6, 20), date(2026, 12, 31)), st.integers(1, 120))
def test_as_time_goes_on_nothing_decided_opens_again(quarter: str, as_of: date, later: int) -> None:
    files, records = records_of(quarter)
    before = held(files, records, as_of)
    after = held(files, records, as_of + timedelta(days=later))
    for name, ruling in before.items():
        if ruling.status in (Status.FAIL, Status.PASS, Status.LATE):
            assert after[name].status not in OPEN, name


@settings(max_examples=8)
@given(QUARTERS, st.randoms(use_true_random=False))
def test_neither_the_order_of_files_nor_that_of_rows_matters(quarter: str, chance: Random) -> None:
    files, records = records_of(quarter)
    turned, shuffled = list(files), list(records)
    chance.shuffle(turned)
    chance.shuffle(shuffled)
    assert statuses(held(turned, shuffled)) == statuses(held(files, records))


@settings(max_examples=8)
@given(QUARTERS, st.data())
def test_taking_a_customer_out_changes_no_verdict_on_another(
    quarter: str, data: st.DataObject
) -> None:
    files, records = records_of(quarter)
    codes = sorted(key_of(one) for one in records if one.kind == CUSTOMER)
    gone = data.draw(st.sampled_from(codes))
    rest = [one for one in records if gone not in (one.subject, key_of(one))]
    assert len(rest) < len(records)

    def on_others(rulings: Mapping[str, Ruling]) -> dict[str, Status]:
        others = {name: one for name, one in rulings.items() if one.subject not in ("", gone)}
        return statuses(others)

    assert on_others(held(files, rest)) == on_others(held(files, records))


@settings(max_examples=4)
@given(QUARTERS, st.data())
def test_splitting_a_workbook_changes_nothing(quarter: str, data: st.DataObject) -> None:
    parts = {
        f"{number}-{name}": content
        for name, whole in handed_in(quarter).items()
        for number, content in enumerate(split(whole, data))
    }
    assert len(parts) > 2 * len(handed_in(quarter))
    files = [read_content(*one, desk.SCHEMAS) for one in parts.items()]
    records, _ = review.validate(files, desk.SCHEMAS, AS_OF)
    apart = held(review.settled(files, records, desk.SCHEMAS, AS_OF), records)
    together = held(*records_of(quarter))
    assert sorted(statuses(apart).values()) == sorted(statuses(together).values())
    assert statuses(apart) == statuses(together)


def split(workbook: bytes, data: st.DataObject) -> list[bytes]:
    """A workbook as several: one for each of its sheets, and each table cut in two."""
    parts = []
    for sheet in load_workbook(io.BytesIO(workbook)).worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        head = next(i for i, row in enumerate(rows) if sum(cell is not None for cell in row) > 3)
        cut = data.draw(st.integers(head + 2, max(head + 2, len(rows) - 1)))
        for some in (rows[:cut], [*rows[: head + 1], *rows[cut:]]):
            part = Workbook()
            part.remove(part.worksheets[0])
            copy = part.create_sheet(sheet.title)
            for row in some:
                copy.append(row)
            stream = io.BytesIO()
            part.save(stream)
            parts.append(stream.getvalue())
    return parts
