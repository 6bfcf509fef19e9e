"""What is told at a glance is what weighing with care says, in whatever trouble the records are."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kamdocs import compliance, intake, review
from kamdocs.compliance.audit import Audit
from kamdocs.compliance.glance.piles import Pile
from kamdocs.compliance.glance.plain import Plain
from kamdocs.model import (
    CUSTOMER,
    Book,
    Finding,
    Level,
    Period,
    Place,
    Record,
    Report,
    Rule,
    Status,
    Unread,
    Verdicts,
    level_of,
    ruling_of,
)
from kamdocs.reports import as_text
from kamdocs.validation import RowValidator
from tests import desk, test_always

SPANS = [Period.parse("2026Q3"), Period.parse("2026"), Period(date(2026, 7, 11), date(2026, 9, 5))]
PACKS = [desk.pack(name) for name in desk.FOUR]
_UNREAD = Unread("？？", "KD111")


def _without(record: Record, name: str) -> Record:
    return record.known(values={key: one for key, one in record.values.items() if key != name})


def _earlier(record: Record, days: int) -> Record:
    moved = record.day and record.day - timedelta(days=days)
    return record.known(day=moved)


Trouble = Callable[[Record, str, Record], Record]
TROUBLES: Mapping[str, Trouble] = {
    "blank": lambda record, name, _: _without(record, name),
    "unread": lambda record, name, _: record.known(
        values={**record.values, name: _UNREAD}, faulty=record.faulty | {name}
    ),
    "faulty": lambda record, name, _: record.known(faulty=record.faulty | {name}),
    "double": lambda record, _, other: record.known(double_of=other.row),
    "perhaps one": lambda record, _, other: record.known(perhaps_of=other.row),
    "somebody else": lambda record, _, other: record.known(subject=other.subject),
    "likely": lambda record, _, other: record.known(
        subject=None, likely=(other.subject or "",), matched="several"
    ),
    "nameless": lambda record, *_: record.known(subject=None, nameless=True),
    "long ago": lambda record, *_: _earlier(record, 40),
    "another day": lambda record, *_: _earlier(record, -7),
    "no day": lambda record, *_: record.known(day=None),
    "as in another": lambda record, name, other: record.known(
        values={**record.values, name: other.values.get(name, "无")}
    ),
}
"""What may be wrong with a record; of a customer only what is wrong with its cells."""
_OF_CELLS = ("blank", "unread", "faulty", "as in another")


def _troubled(seed: int) -> tuple[Book, Period]:
    """The sample quarter with trouble in some of its records."""
    files, records = test_always.records_of("good")
    choose = Random(seed)
    kinds: dict[str, list[Record]] = {}
    for record in records:
        kinds.setdefault(record.kind, []).append(record)
    share = choose.choice((0.02, 0.1, 0.3))
    told = [
        _in_trouble(one, kinds[one.kind], choose) if choose.random() < share else one
        for one in records
    ]
    as_of = choose.choice((test_always.AS_OF, date(2026, 8, 20)))
    return review.book_of(told, files, desk.SCHEMAS, as_of), choose.choice(SPANS)


def _in_trouble(record: Record, others: Sequence[Record], choose: Random) -> Record:
    names = sorted(desk.SCHEMAS[record.kind].fields)
    if record.kind == CUSTOMER:
        names = [name for name in names if name not in ("code", "name")]
    trouble = TROUBLES[choose.choice(_OF_CELLS if record.kind == CUSTOMER else list(TROUBLES))]
    return trouble(record, choose.choice(names), choose.choice(others))


def _checked(book: Book, span: Period) -> tuple[Verdicts, tuple[Finding, ...]]:
    return compliance.check(PACKS, book, desk.SCHEMAS, span)


@pytest.mark.parametrize("seed", range(12))
def test_a_glance_says_what_care_says(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    book, span = _troubled(seed)
    verdicts, said = _checked(book, span)
    weighed, count = verdicts.weighed, len(verdicts)
    told = list(verdicts)
    assert count == len(told)
    assert weighed == Counter(ruling_of(one).weighs for one in told)
    monkeypatch.setattr(Plain, "of", _without_looks)
    with_care, said_with_care = _checked(book, span)
    assert told == list(with_care)
    assert said == said_with_care


def _without_looks(self: Plain, kind: str, customer: str) -> Pile:
    records = self.book.about(kind, customer)
    return Pile(records, [None] * len(records), timedelta())


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many verdicts were told of each rule."""
    counts = Counter[str]()
    ruled = Audit.ruled

    def counted(self: Audit, rule: Rule, *args: Any, **more: Any) -> Finding:
        counts[rule.id] += 1
        return ruled(self, rule, *args, **more)

    monkeypatch.setattr(Audit, "ruled", counted)
    return counts


def test_most_verdicts_are_told_only_when_somebody_looks(told: Counter[str]) -> None:
    files, records = test_always.records_of("good")
    book = review.book_of(records, files, desk.SCHEMAS, test_always.AS_OF)
    verdicts, _ = _checked(book, SPANS[0])
    assert told.total() < len(verdicts) / 3
    assert sum(1 for _ in verdicts) == len(verdicts) == told.total()


@pytest.mark.parametrize("seed", range(3))
def test_whom_verdicts_are_about_is_known_without_telling_them(
    seed: int, told: Counter[str]
) -> None:
    verdicts, _ = _checked(*_troubled(seed))
    before = told.total()
    subjects, weighed = verdicts.subjects, verdicts.weighed
    failed = list(verdicts.of(Status.FAIL))
    assert told.total() - before <= len(failed) == weighed[Status.FAIL]
    rulings = [ruling_of(one) for one in verdicts]
    assert subjects == {one.subject for one in rulings}
    assert failed == [one for one in verdicts if ruling_of(one).weighs is Status.FAIL]


def test_a_report_tells_none_of_which_it_only_says_how_many(told: Counter[str]) -> None:
    files, records = test_always.records_of("good")
    book = review.book_of(records, files, desk.SCHEMAS, test_always.AS_OF)
    verdicts, said = _checked(book, SPANS[0])
    report = Report(test_always.AS_OF, (), said, verdicts, SPANS[0], tuple(PACKS))
    before, text = told.total(), as_text(report, "en")
    unsaid = verdicts.weighed[Status.PASS] + verdicts.weighed[Status.NOT_APPLICABLE]
    assert told.total() - before <= len(verdicts) - unsaid
    assert text == as_text(report._replace(verdicts=tuple(verdicts)), "en")


@pytest.mark.parametrize("kind", desk.SCHEMAS)
def test_a_cell_that_cannot_be_read_is_wrong_in_its_field(kind: str) -> None:
    """A glance looks at no record of which any field is wrong, and so at none with such a cell."""
    schema = desk.SCHEMAS[kind]
    record = Record(kind, dict.fromkeys(schema.fields, _UNREAD), Place("a.xlsx", kind, 2))
    held, _ = RowValidator(schema, test_always.AS_OF).hold(record)
    assert held.faulty == schema.fields.keys()


def test_no_cell_is_unread_for_what_is_but_a_warning() -> None:
    files = Path(intake.__file__).parent.rglob("*.py")
    sources = "".join(path.read_text(encoding="utf-8") for path in files)
    codes = set(re.findall(r'\bUnread\([^\n]*?"(KD\d{3})"', sources))
    assert len(codes) > 15
    assert {level_of(code) for code in codes} == {Level.ERROR}


@pytest.mark.parametrize("searching", [True, False])
def test_a_check_leaves_the_search_for_garbage_as_it_was(searching: bool) -> None:
    """Nothing is withdrawn from it for good, and what the check made is not searched at once."""
    code = f"""
import gc
from datetime import date
from kamdocs import compliance
from kamdocs.model import Book, Period
from kamdocs.sheets import built_in
policies = [compliance.find_policy("strategic-account", built_in())]
searches = []
gc.callbacks.append(lambda phase, _: searches.append(phase))
gc.{"enable" if searching else "disable"}()
searches.clear()
compliance.check(policies, Book([], date(2026, 10, 8), (), ()), built_in(), Period.parse("2026Q3"))
print(gc.isenabled(), gc.get_freeze_count(), len(searches))
"""
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == [str(searching), "0", "0"]
