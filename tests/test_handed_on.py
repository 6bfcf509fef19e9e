"""Rows of a file that are held here while its reader goes on, and what becomes of them where it
does not."""

import os
import pickle
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from kamdocs import review
from kamdocs.intake import Manner, Source, gather, not_read
from kamdocs.intake.opening import SAFE, USUAL
from kamdocs.intake.workers.apart import Keeping, PartReader, read_in_parts
from kamdocs.model import FileReading, Stretch, rows
from kamdocs.processes.workers import HandOn
from kamdocs.validation import Arriving, FileHolder, HeldFile
from tests import desk, writers
from tests.test_together import Cells, tables

DAY = date(2026, 10, 8)
HELD = FileHolder(desk.SCHEMAS, DAY)
SAMPLES = sorted(desk.example("samples").rglob("*.xlsx"))


def _whole(source: Source) -> HeldFile:
    return review.read_and_held(source, HELD, USUAL)


def _in_parts(source: Source) -> HeldFile:
    """As it goes between processes, but in this one."""
    arriving = Arriving(HELD.of)

    def hand_on(part: Stretch) -> None:
        arriving.take(pickle.loads(pickle.dumps(part)))

    file = review.read_and_handed_on(source, hand_on, desk.SCHEMAS, USUAL)
    return arriving.whole(pickle.loads(pickle.dumps(file)))


@settings(max_examples=40)
@given(sheet=tables())
def test_rows_held_as_they_arrive_are_as_their_reader_holds_them(sheet: Sequence[Cells]) -> None:
    content = writers.by_openpyxl([writers.Sheet("资料", sheet), writers.Sheet("又", sheet)])
    source = Source(Path("交来.xlsx"), "交来.xlsx", sent=content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "AT_ONCE", 7)  # so that there are many parts
        assert _in_parts(source) == _whole(source)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_file_alone_is_read_as_among_others(path: Path) -> None:
    sources = gather([path])
    by_two = review.read(sources, desk.SCHEMAS, DAY, manner=Manner(workers=2))
    assert by_two == [*map(_whole, sources)]


def _dies(source: Source, hand_on: HandOn) -> FileReading:
    review.read_and_handed_on(source, hand_on, desk.SCHEMAS, USUAL)
    os._exit(7)


def _fails(source: Source, hand_on: HandOn) -> FileReading:
    review.read_and_handed_on(source, hand_on, desk.SCHEMAS, USUAL)
    raise ZeroDivisionError("of the data")


def _goes_on(source: Source, hand_on: HandOn) -> FileReading:
    while True:  # it is ended
        hand_on(1)


@pytest.mark.parametrize("how", ["fork", "spawn"])
@pytest.mark.parametrize(
    ("reader", "code"), [(_dies, "KD174"), (_fails, "KD176"), (_goes_on, "KD176")]
)
def test_of_a_file_that_is_lost_no_row_is_left(
    reader: PartReader[FileReading], code: str, how: str, tmp_path: Path
) -> None:
    """Whatever became of it, and though rows of it arrived, in which something was wrong."""
    if how == "fork" and sys.platform != "linux":
        pytest.skip("no forks here")
    lines = ["客户编号,客户名称,客户等级", *(f"KA-{one},某公司{one},特大" for one in range(2_500))]
    (tmp_path / "a.csv").write_text("\n".join(lines), "utf-8")
    (source,) = gather([tmp_path])
    arriving = Arriving(HELD.of)
    file = read_in_parts(source, reader, arriving.take, not_read, Keeping(SAFE, how))
    assert arriving.findings or reader is _goes_on
    assert [one.code for one in file.findings] == [code]
    assert arriving.whole(file) == HeldFile(file)
