"""Tries the cases of a policy pack: small tables are read, validated and checked as handed-in files
are, and their verdicts compared with those expected.

A pack ``own.yaml`` has its cases in ``own.cases.yaml``; a pack that extends another has the cases
of the other too. Each case names the rule that it is about, gives a table for some kinds of sheet,
and says what the rule must find.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from kamdocs import compliance, data, intake, review
from kamdocs.contract import contract_of, hold
from kamdocs.contract.wanting import A_PERIOD, wanted
from kamdocs.faults import SetupFault, not_as_text
from kamdocs.likeness import nearest_name
from kamdocs.model import (
    Book,
    FileReading,
    Finding,
    Level,
    Period,
    Policy,
    Ruling,
    Said,
    Status,
    Text,
    joined,
    level_of,
)
from kamdocs.sheets import Field, Schemas

Tables = Mapping[str, str]
"""A table for each kind of sheet, as ``| a | b |`` lines; the first line names the fields."""
HOLDS = frozenset({Status.PASS, Status.ATTESTED})
BREAKS = frozenset({Status.FAIL, Status.WARN, Status.LATE, Status.UNATTESTED})
READING = "KD1"
"""The beginning of the codes that tell what was done in reading."""
_OF_THE_ROW = "KD210"
"""The code for a row whose cells contradict each other."""
_NO_TABLE = Text(
    "案例里没有这种表，写不了它到哪一天；有的是：{known}",
    "the case has no such sheet, whose days could be told; there are: {known}",
)
DAY = date(2026, 10, 31)
"""The day as of which a case is checked if it gives none."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the tables of the main file (``given``) and of other ``files`` by name, the day up
    to which the sheet of a kind goes (``through``), and the verdicts that one rule must find, each
    as customer, period, item and status in one line."""

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
    """The cases of a pack; SetupFault where it has none, or where one cannot be used.

    A pack that extends another also has the cases of the other, except those of rules that it
    leaves out or for which it has cases of its own. It may have none of its own.
    """
    found = _cases(pack, schemas)
    if not found:
        raise SetupFault("KD994", {"name": _beside(pack).name}, pack.name)
    return found


def _cases(pack: Path, schemas: Schemas) -> list[Case]:
    loaded, beside = data.load(pack), _beside(pack)
    not_as_text(beside)
    own = _written(beside, schemas) if beside.exists() else []
    if not isinstance(loaded.data, Mapping) or "extends" not in loaded.data:
        return own
    told = {case.rule for case in own}.union(loaded.data.get("without", ()))
    others = _cases(compliance.pack_extended(loaded, pack), schemas)
    return [*own, *(case for case in others if case.rule not in told)]


def _beside(pack: Path) -> Path:
    """The path of the file with the cases of a pack."""
    return pack.with_name(f"{pack.stem}.cases.yaml")


def _written(path: Path, schemas: Schemas) -> list[Case]:
    """The cases of one file."""
    loaded = data.load(path)
    if not isinstance(loaded.data, list):
        facts = {"entry": loaded.file, "reason": wanted("type", "list")}
        raise SetupFault("KD906", facts, loaded.file, 1)
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
    """The name of a case, which is given once for both languages, or by language; a language that
    is missing gets the name in the other."""
    if isinstance(name, str):
        return Text(name, name)
    given = next(iter(name.values()))
    return Text(name.get("zh", given), name.get("en", given))


def _known(entry: Mapping[str, Any], loaded: data.Loaded, index: int, schemas: Schemas) -> None:
    """Raise SetupFault where a case has a table for an unknown kind of sheet (KD909), where its
    ``through`` names a kind of which it has no table, or where its period is none of the calendar
    (KD906)."""
    several = [entry.get("given", {}), *entry.get("files", {}).values()]
    for tables in several:
        for kind in tables:
            if kind not in schemas:
                near = nearest_name(kind, schemas)
                raise loaded.fault("KD909", ("cases", index), name=kind, near=near)
    given = dict.fromkeys(("customer", *(kind for tables in several for kind in tables)))
    for kind in entry.get("through", {}):
        if kind not in given:
            path = ("cases", index, "through", kind)
            raise _no_table(kind, {one: schemas[one] for one in given}, schemas, loaded, path)
    try:
        _period(entry.get("period", ""))
    except ValueError as fault:
        facts = {"entry": f"period: {entry['period']}", "reason": A_PERIOD}
        raise loaded.fault("KD906", ("cases", index, "period"), **facts) from fault


def _no_table(
    kind: str, given: Schemas, schemas: Schemas, loaded: data.Loaded, path: data.KeyPath
) -> SetupFault:
    """The fault of a case whose ``through`` names a kind of which it has no table. It tells the
    kind that is likely meant (KD909), else all kinds that the case has (KD906)."""
    near = nearest_name(kind, given)
    if kind not in schemas and near != "-":
        return loaded.fault("KD909", path, name=kind, near=near)
    reason = _NO_TABLE.filled(known=Said.in_each(partial(joined, given)))
    return loaded.fault("KD906", path, entry=f"through.{kind}", reason=reason)


def _period(spelling: str | int) -> Period | None:
    """The period that a case names, None if it names none; ValueError where it cannot be read."""
    return Period.parse(str(spelling)) if spelling else None


def book_of(case: Case, schemas: Schemas) -> Book:
    """The book of a case. Its tables are written as text files and read like handed-in ones."""
    files = _files(case, schemas)
    records, _ = review.validate(files, schemas, case.as_of)
    settled = review.settled(files, records, schemas, case.as_of)
    return review.book_of(records, settled, schemas, case.as_of)


def findings_of(case: Case, schemas: Schemas) -> list[Finding]:
    """The findings on the cells and headings of a case's tables, to be shown to its author."""
    found = review.validate(_files(case, schemas), schemas, case.as_of)[1]
    return [
        one for one in found if level_of(one.code) is not Level.NOTE or one.code.startswith(READING)
    ]


def _files(case: Case, schemas: Schemas) -> list[FileReading]:
    given = {"": {"customer": "| code |\n| KA-001 |", **case.given}, **case.files}
    return [
        intake.read_content(
            f"{Path(name).stem}{schemas[kind].sheets[0]}.csv",
            _as_text(_of_a_sheet(kind, table, case.through.get(kind), schemas)),
            {kind: schemas[kind]},  # a case says itself of what kind its tables are
        )
        for name, tables in given.items()
        for kind, table in tables.items()
    ]


def verdicts_of(case: Case, policy: Policy, book: Book, schemas: Schemas) -> Sequence[Finding]:
    """The verdicts of the rule of a case."""
    span = span_of(case)
    alone = policy._replace(rules=tuple(one for one in policy.rules if one.id == case.rule))
    return compliance.check([alone], book, schemas, span)[0]


def span_of(case: Case) -> Period:
    """The period that a case looks at."""
    return review.span_for(case.as_of, _period(case.period))


def in_words(verdicts: Iterable[Finding]) -> tuple[str, ...]:
    """Verdicts in the form in which cases give them, sorted."""
    return tuple(sorted(in_short(one.ruling) for one in verdicts if one.ruling))


def in_short(ruling: Ruling) -> str:
    """A verdict as one line: customer, period, item, status."""
    parts = [ruling.subject or "company", str(ruling.period or ""), ruling.item, ruling.status]
    return " ".join(part for part in parts if part)


def untried(policy: Policy, cases: Iterable[Case]) -> list[str]:
    """The rules that are not kept in any case, or not broken in any; those of attested clauses
    are left out."""
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


def unsound_examples(
    kind: str, names: Sequence[str], schemas: Schemas
) -> Iterator[tuple[Field, Finding]]:
    """The fields of a kind, among those of some names, whose own example is not valid, each with
    the finding on it. For this a row made of the examples is read and validated."""
    fields = schemas[kind].fields
    headings, rows = _whole(kind, [{name: fields[name].example for name in names}], schemas)
    at = {headings.index(_heading(fields[name])) + 1: fields[name] for name in names}
    content = _as_text([headings, *rows])
    file = intake.read_content(f"{schemas[kind].sheets[0]}.csv", content, {kind: schemas[kind]})
    for one in review.validate([file], schemas, DAY)[1]:
        column = one.place.column if one.place else 0
        if column in at and level_of(one.code) is Level.ERROR and one.code != _OF_THE_ROW:
            yield at[column], one


def laid_out(kind: str, table: str, schemas: Schemas) -> tuple[list[str], list[list[str]]]:
    """A table as Chinese headings and rows, with columns added as ``_whole`` does."""
    return _whole(kind, rows_of(table), schemas)


def _whole(
    kind: str, rows: Iterable[Mapping[str, str]], schemas: Schemas
) -> tuple[list[str], list[list[str]]]:
    """The Chinese headings and the rows of a table. Columns that every row must have are added with
    usual values, except values that are none of the choices of the field. A name that is no field
    stays as it is, as an unknown heading."""
    fields = schemas[kind].fields
    usual = {
        name: value
        for name, value in _usual().get(kind, {}).items()
        if not fields[name].allowed or value in fields[name].allowed
    }
    written = [{**usual, **row} for row in rows]
    names = list(dict.fromkeys(name for row in written for name in row))
    headings = [_heading(fields[name]) if name in fields else name for name in names]
    return headings, [[row.get(name, "") for name in names] for row in written]


def _of_a_sheet(
    kind: str, table: str, through: object, schemas: Schemas
) -> Iterator[Sequence[str]]:
    """The lines of a sheet as it is handed in; the day up to which it goes, if ``through`` gives
    one, in a line above the headings."""
    headings, rows = laid_out(kind, table, schemas)
    if through:
        yield [f"数据截至：{through}"]
    yield headings
    yield from rows


def _as_text(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as the bytes of a text file."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
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
