"""Rows of the archive that only tell how a customer is reached: a list of contacts beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from kamdocs.model import CUSTOMER, Finding, Place, Record, key_of
from kamdocs.sheets import SheetSchema
from kamdocs.validation.batch.differing import difference
from kamdocs.validation.batch.keys import said

_Key = tuple[str, str]
_Sheet = tuple[str, str]
_CONTACT = "contact"
"""The group of the fields that tell how a customer is reached."""
_PERSON = "person"
"""By this the field of a contact is checked."""
_LACKING = frozenset({"KD105", "KD201"})


def set_contacts_aside(
    customers: Iterable[Record], schema: SheetSchema, names: Mapping[str, str]
) -> tuple[list[Record], list[Finding]]:
    """The customers, with each row that only tells how one of them is reached as the double of the
    first row of that customer that tells more, and a finding (KD675) on what it adds. ``names``
    gives for each name the form in which it is compared.

    Where a customer has no row that tells more, its rows are all there is of it, and stay. So does
    a row that gives its code another name, or that names nobody and contradicts the archive.
    """
    held = list(customers)
    lists = [at for at, one in enumerate(held) if _only_contacts(one, schema)]
    if not lists:
        return held, []
    fuller = _fuller(held, {*lists}, schema, names)
    findings: list[Finding] = []
    for at in lists:
        first = fuller.get(_key(held[at], schema, names))
        if first is not None and _is_beside(held[at], first, schema, names):
            findings += _added(held[at], first, schema)
            held[at] = held[at].known(double_of=first.row, subject=key_of(first))
    return held, findings


def without_lacking(findings: Iterable[Finding], records: Iterable[Record]) -> list[Finding]:
    """The findings but for those on what lists of contacts lack (KD105, KD201): only an archive has
    to have it. ``records`` are all that were handed in, held against each other."""
    every = list(records)
    lists: dict[_Sheet, dict[int, bool]] = {_sheet(one.row): {} for one in every if _is_list(one)}
    if not lists:
        return list(findings)
    for one in every:
        if (rows := lists.get(_sheet(one.row))) is not None:
            rows[one.row.row] = _is_list(one)
    return [
        one
        for one in findings
        if not (one.code in _LACKING and one.place and _of_a_list(one.place, lists))
    ]


def _is_list(record: Record) -> bool:
    return record.kind == CUSTOMER and record.double_of is not None


def _sheet(place: Place) -> _Sheet:
    return place.file, place.sheet


def _of_a_list(place: Place, lists: Mapping[_Sheet, Mapping[int, bool]]) -> bool:
    """Whether the row at a place, or all that stand below these headings, are of a list."""
    rows = lists.get(_sheet(place), {})
    below = [listed for row, listed in rows.items() if row >= place.row]
    return rows.get(place.row, bool(below) and all(below))


def _only_contacts(row: Record, schema: SheetSchema) -> bool:
    """Whether a row tells in cells of its own only how the customer is reached, and whose row it
    is; a cell that is merged with the rows above is not its own."""
    whose = {schema.roles.name, schema.roles.code}
    own = {name for name in row.values if row.place(name).row == row.row.row}
    told = own - whose - {*schema.aside, *schema.common}
    return bool(told) and all(schema.fields[name].group == _CONTACT for name in told)


def _is_beside(row: Record, first: Record, schema: SheetSchema, names: Mapping[str, str]) -> bool:
    """Whether a row that only tells of contacts is of a list beside the ``first`` of its customer:
    it has no other name, and tells of a person or of nothing but what is not known yet."""
    called = {names[name] for one in (row, first) if (name := said(one, schema.roles.name))}
    told = difference(first, row, schema)
    persons = [
        name for name in row.values if schema.fields[name].rules.get("check_with") == _PERSON
    ]
    return len(called) < 2 and bool(persons or not told.fields)


def _fuller(
    rows: Sequence[Record], lists: Set[int], schema: SheetSchema, names: Mapping[str, str]
) -> Mapping[_Key, Record]:
    """The first row that tells more of each customer, by its code and by its name."""
    found: dict[_Key, Record] = {}
    for at, row in enumerate(rows):
        if at not in lists:
            found.setdefault(_key(row, schema, names), row)
            found.setdefault(_named(row, schema, names), row)
    return found


def _key(row: Record, schema: SheetSchema, names: Mapping[str, str]) -> _Key:
    """What a customer is found by: its code, or where that is blank its name."""
    code = said(row, schema.roles.code)
    return (schema.roles.code, code.casefold()) if code else _named(row, schema, names)


def _named(row: Record, schema: SheetSchema, names: Mapping[str, str]) -> _Key:
    name = names[said(row, schema.roles.name)]
    return schema.roles.name, name or str(row.row)


def _added(row: Record, first: Record, schema: SheetSchema) -> Iterator[Finding]:
    """What a list of contacts tells of a customer that its row in the archive does not."""
    found = difference(first, row, schema)
    more = [*found.more, *found.fields]
    if more:
        facts = {
            "name": said(row, schema.roles.name) or said(first, schema.roles.name),
            "other": first.place(schema.roles.name),
            "more": tuple(schema.label(name) for name in more),
        }
        yield Finding("KD675", row.place(more[0]), facts)
