"""What the tests remember is asked for where the program reads: were it not, they would only take
longer, and nobody would see it."""

from datetime import date

from kamdocs import review
from kamdocs.intake import read_all
from tests import desk

SAMPLE = desk.example("samples/good/客户档案-华东.xlsx")


def test_a_sample_is_read_once() -> None:
    (first,), (again,) = (read_all(review.gather([SAMPLE]), desk.SCHEMAS) for _ in range(2))
    assert first is again


def test_a_sample_is_held_against_its_schemas_once() -> None:
    day = date(2026, 10, 8)
    (first,), (again,) = (review.read(review.gather([SAMPLE]), desk.SCHEMAS, day) for _ in range(2))
    assert first is again
