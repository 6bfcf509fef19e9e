"""The cases beside a pack, tried: small tables in, verdicts out, by way of the whole road.

A pack ``own.yaml`` has its cases in ``own.cases.yaml``; one that extends another has those of the
other too. Each names the rule that it is about, gives tables of fields by kind of sheet, and says
what the rule must find.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kamdocs import compliance, data, intake, review
from kamdocs.contract import contract_of, hold
from kamdocs.faults import SetupFault
from kamdocs.model import Book, Period, Policy, Ruling, Status, Text
from kamdocs.sheets import Field, Schemas
from kamdocs.wanting import A_LIST

Tables = Mapping[str, str]
"""A table for each kind of sheet: ``| a | b |`` lines, the first of which names the fields."""
HOLDS = frozenset({Status.PASS, Status.ATTESTED})
BREAKS = frozenset({Status.FAIL, Status.WARN, Status.LATE, Status.UNATTESTED})
DAY = date(2026, 10, 31)
"""The day of a case that gives none."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the tables of one handing-in and of other files by name, and the verdicts expected
    of one rule, each as customer, period, item and status in one line."""

    rule: str
    name: Text
    found: tuple[str, ...]
    as_of: date = DAY
    period: str = ""
    given: Tables = field(default_factory=dict)
    files: Mapping[str, Tables] = field(default_factory=dict)
    through: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    line: int = 0


def cases_of(pack: Path, schemas: Schemas) -> list[Case]:
    """The cases beside a pack; SetupFault where there are none, or where one will not do.

    A pack that extends another has those of the other too, but for rules that it leaves out or has
    cases of its own for; it need have none of its own.
    """
    raw = data.load(pack).data
    beside = pack.with_name(f"{pack.stem}.cases.yaml")
    if not isinstance(raw, Mapping) or "extends" not in raw:
        return _written(beside, schemas)
    own = _written(beside, schemas) if beside.exists() else []
    told = {case.rule for case in own}.union(raw.get("without", ()))
    others = cases_of(compliance.pack_path(str(raw["extends"]), pack.parent), schemas)
    return [*own, *(case for case in others if case.rule not in told)]


def _written(path: Path, schemas: Schemas) -> list[Case]:
    """The cases of one file."""
    loaded = data.load(path)
    if not isinstance(loaded.data, list):
        raise SetupFault("KD906", {"entry": "-", "reason": A_LIST}, loaded.file, 1)
    whole = data.Loaded(
        loaded.file,
        {"cases": loaded.data},
        {("cases", *path): line for path, line in loaded.lines.items()},
    )
    entries = hold(whole, contract_of("cases"))["cases"]
    for index, entry in enumerate(entries):
        _known(entry, whole, index, schemas)
    return [
        Case(
            **{
                **entry,
                "name": _named(entry["name"]),
                "period": str(entry.get("period", "")),
                "found": tuple(entry["found"]),
            },
            file=loaded.file,
            line=whole.line("cases", index),
        )
        for index, entry in enumerate(entries)
    ]


def _named(name: str | Mapping[str, str]) -> Text:
    """The name of a case: one for both languages, or one for each; one of them will do."""
    if isinstance(name, str):
        return Text(name, name)
    given = next(iter(name.values()))
    return Text(name.get("zh", given), name.get("en", given))


def _known(entry: Mapping[str, Any], loaded: data.Loaded, index: int, schemas: Schemas) -> None:
    """Every kind of sheet in a case must be one."""
    for tables in (entry.get("given", {}), *entry.get("files", {}).values()):
        for kind in tables:
            if kind not in schemas:
                facts = {"name": kind, "near": ", ".join(schemas)}
                raise SetupFault("KD909", facts, loaded.file, loaded.line("cases", index))


def book_of(case: Case, schemas: Schemas) -> Book:
    """The records of a case as a book, read from text files like any that are handed in."""
    given = {"": {"customer": "| code |\n| KA-001 |", **case.given}, **case.files}
    files = [
        intake.read_content(
            f"{Path(name).stem}{schemas[kind].sheets[0]}.csv",
            _as_text(kind, table, case.through.get(kind), schemas),
            {kind: schemas[kind]},  # a case says itself of what kind its tables are
        )
        for name, tables in given.items()
        for kind, table in tables.items()
    ]
    records, _ = review.validate(files, schemas, case.as_of)
    settled = review.settled(files, records, schemas, case.as_of)
    return review.book_of(records, settled, schemas, case.as_of)


def tried(case: Case, policy: Policy, book: Book, schemas: Schemas) -> tuple[str, ...]:
    """What the rule of a case finds, in the words of its ``found``."""
    period = Period.parse(case.period) if case.period else None
    span = review.span_for(case.as_of, period)
    alone = policy._replace(rules=tuple(one for one in policy.rules if one.id == case.rule))
    verdicts, _ = compliance.check([alone], book, schemas, span)
    return tuple(sorted(in_short(one.ruling) for one in verdicts if one.ruling))


def in_short(ruling: Ruling) -> str:
    """A verdict in short: customer, period, item, status."""
    parts = [ruling.subject or "company", str(ruling.period or ""), ruling.item, ruling.status]
    return " ".join(part for part in parts if part)


def untried(policy: Policy, cases: Iterable[Case]) -> list[str]:
    """The rules that no case sees hold, or none sees break; attested clauses aside."""
    seen: dict[str, set[str]] = {}
    for case in cases:
        statuses = {words.rsplit(" ", 1)[-1] for words in case.found}
        seen.setdefault(case.rule, set()).update(statuses)
    return [
        rule.id
        for rule in policy.rules
        if rule.kind != "attest"
        and not (HOLDS & seen.get(rule.id, set()) and BREAKS & seen.get(rule.id, set()))
    ]


def laid_out(kind: str, table: str, schemas: Schemas) -> tuple[list[str], list[list[str]]]:
    """A table as Chinese headings and rows; columns that a row must have are added. A name that is
    no field stays, as a heading that is none of ours."""
    fields = schemas[kind].fields
    written = [{**_usual().get(kind, {}), **row} for row in rows_of(table)]
    names = list(dict.fromkeys(name for row in written for name in row))
    headings = [_heading(fields[name]) if name in fields else name for name in names]
    return headings, [[row.get(name, "") for name in names] for row in written]


def _as_text(kind: str, table: str, through: object, schemas: Schemas) -> bytes:
    """A table as a text file."""
    headings, rows = laid_out(kind, table, schemas)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    if through:
        writer.writerow([f"数据截至：{through}"])
    writer.writerow(headings)
    writer.writerows(rows)
    return stream.getvalue().encode()


def _heading(wanted: Field) -> str:
    return f"{wanted.label.zh}（{wanted.unit}）" if wanted.unit else wanted.label.zh


def rows_of(table: str) -> list[dict[str, str]]:
    """``| a | b |`` lines as dictionaries; the first line names the fields."""
    lines = [line.strip().strip("|").split("|") for line in table.strip().splitlines()]
    cells = [[cell.strip().replace("\\n", "\n") for cell in line] for line in lines]
    return [dict(zip(cells[0], line, strict=False)) for line in cells[1:]]


@cache
def _usual() -> Mapping[str, Mapping[str, str]]:
    rows: Mapping[str, Mapping[str, str]] = data.load(
        data.folder("schemas") / "policies" / "usual.rows.yaml"
    ).data
    return rows
