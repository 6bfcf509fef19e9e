"""The check of a year's visits, and one plain pass over the same records that only counts them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from benchmarks.archive import FIELDS, rows
from benchmarks.measuring import Run
from kamdocs import compliance
from kamdocs.model import (
    CUSTOMER,
    VISIT,
    Book,
    Period,
    Place,
    Policy,
    Record,
    Speech,
    Value,
    Verdicts,
)
from kamdocs.sheets import built_in

PACKS = ("strategic-account", "account-manager", "customer-grading", "key-account-development")
SPAN = Period.parse("2026")
AS_OF = date(2027, 1, 20)
"""The day that counts as today: the year that is checked is over, and its last report is in."""
VISITS = 100
"""How many visits each customer had in the year."""
_SEED = 20261231
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("大客户经理",), ("大客户经理",), ("业务员",), ("技术",), ("质量",), ("主管",), ("公司高层",),
    ("大客户经理", "技术"),
)  # fmt: skip
_COUNTERPARTS: tuple[tuple[str, ...], ...] = (("高层",), ("中层",), ("基层",), ("高层", "中层"))
_MODES = ("上门拜访", "上门拜访", "上门拜访", "客户来访", "电话拜访", "视频会议")
_POSITIONS = ("领先", "中等", "一般")
_PIECES = (
    "personnel_changes", "cooperation_problems", "product_demand", "competitor_moves",
    "matters", "operating_status", "counterparts",
)  # fmt: skip
"""What a report tells of a visit; in one of fifty reports one of them is blank."""
_COLUMNS = {
    name: column
    for column, name in enumerate(
        (
            "customer_code", "customer_name", "visited_on", "visit_kind", "visit_mode",
            "visit_level", "visitors", "counterpart_level", "status", "recorded_on", *_PIECES,
        ),
        1,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Year:
    """So many customers with the visits of a year, as records that were read."""

    customers: int

    @cached_property
    def records(self) -> list[Record]:
        customers = list(_customers(self.customers))
        return [*customers, *(visit for one in customers for visit in _visits(one))]

    @cached_property
    def policies(self) -> list[Policy]:
        return [compliance.find_policy(name, built_in()) for name in PACKS]

    @property
    def book(self) -> Book:
        """The book of the records, made anew each time that it is asked for."""
        speeches = [
            Speech(kind, Place(f"{kind}.xlsx", kind), SPAN.start, AS_OF)
            for kind in (CUSTOMER, VISIT)
        ]
        return Book(self.records, AS_OF, speeches, built_in()[CUSTOMER].roles.succession)

    def verdicts(self, book: Book) -> Verdicts:
        """What the policies say of the year."""
        return compliance.check(self.policies, book, built_in(), SPAN)[0]

    def counts(self) -> dict[tuple[str | None, int, int], int]:
        """How many visits each customer had in each month."""
        counts: dict[tuple[str | None, int, int], int] = {}
        for record in self.records:
            if record.kind == VISIT and record.day:
                key = (record.subject, record.day.year, record.day.month)
                counts[key] = counts.get(key, 0) + 1
        return counts


def against_counting(year: Year) -> tuple[Run, Run]:
    """The check of the policies over a book that is made, and the plain count."""
    book = year.book
    _ = year.policies
    return lambda: year.verdicts(book), year.counts


def indexing_too(year: Year) -> tuple[Run, Run]:
    """The same with the book made anew each time: the records sorted and indexed first."""
    _ = year.records, year.policies
    return lambda: year.verdicts(year.book), year.counts


def _customers(count: int) -> Iterator[Record]:
    columns = {name: column for column, name in enumerate(FIELDS, 1)}
    for number, row in enumerate(rows(count)):
        choose = random.Random(_SEED + number)
        cells = dict(zip(FIELDS, row, strict=True))
        values: dict[str, Value] = {
            name: _value(name, cell) for name, cell in cells.items() if cell is not None
        }
        values["market_position"] = choose.choice(_POSITIONS)
        values.setdefault("name", f"第{number}号有限公司")
        values["code"] = f"KA-{number:06}"
        place = Place("customer.xlsx", CUSTOMER, number + 2)
        yield Record(CUSTOMER, values, place, columns, subject=None)


def _value(name: str, cell: str | float | date) -> Value:
    if isinstance(cell, float):
        return Decimal(str(cell))
    return tuple(str(cell).split("、")) if name == "team_members" else cell


def _visits(customer: Record) -> Iterator[Record]:
    code, name = customer.text("code"), customer.text("name")
    choose = random.Random(f"{_SEED} {code}")
    first = customer.row.row * VISITS
    for number in range(VISITS):
        day = SPAN.start + timedelta(days=choose.randrange(SPAN.days))
        recorded = day + timedelta(days=choose.choice((0, 1, 2, 3, 5, 9)))
        values: dict[str, Value] = {
            "customer_code": code,
            "customer_name": name,
            "visited_on": day,
            "visit_kind": "计划拜访",
            "visit_mode": choose.choice(_MODES),
            "visit_level": choose.choice(_LEVELS),
            "visitors": (customer.text("account_manager"),),
            "counterpart_level": choose.choice(_COUNTERPARTS),
            "status": "已完成",
            "recorded_on": recorded,
            **{piece: "无" if piece.startswith("c") else "交期" for piece in _PIECES},
        }
        if choose.randrange(50) == 0:
            del values[choose.choice(_PIECES)]
        place = Place("visit.xlsx", VISIT, first + number)
        yield Record(VISIT, values, place, _COLUMNS, day, recorded, subject=code, matched="code")
