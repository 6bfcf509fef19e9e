"""Rows of the archive that only tell how a customer is reached: a list of contacts beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, partial

from kamdocs.model import CUSTOMER, Directory, Fact, Finding, Match, Place, Record, key_of
from kamdocs.sheets import SheetSchema
from kamdocs.validation.batch.discrepancies import discrepancy
from kamdocs.validation.batch.keys import said

_Sheet = tuple[str, str]
_CONTACT = "contact"
"""The group of the fields that tell how a customer is reached."""
_PERSON = "person"
"""By this the field of a contact is checked."""
_LACKING = frozenset({"KD105", "KD201"})


def contacts_aside(
    records: Iterable[Record], schema: SheetSchema
) -> tuple[dict[Place, Record], list[Finding]]:
    """The rows that only tell how a customer is reached, by their places and each as the double of
    the first row of that customer that tells more, and a finding (KD675) on what each adds. One in
    a list of others whose customer nobody has in the archive is told (KD302), and so is one whose
    name is that of several customers (KD308), which is a double of none in particular.

    Where a customer has no row that tells more, its rows are all there is of it, and are left out;
    so is a row whose name and code are not those of one customer, or that names nobody and
    contradicts the archive.
    """
    customers = [one for one in records if one.kind == CUSTOMER]
    parts = cache(partial(_parts, schema=schema))  # most rows have the same fields
    lists = [one for one in customers if _only_contacts(one, *parts(tuple(one.values)))]
    aside: dict[Place, Record] = {}
    findings: list[Finding] = []
    if lists:
        listed = {one.row for one in lists}
        fuller = _Fuller(schema, [one for one in customers if one.row not in listed])
        for row in lists:
            first = fuller.of(row)
            may_be = fuller.several(row) if first is None else ()
            if first is not None and _is_beside(row, first, schema):
                findings += _added(row, first, schema)
                aside[row.row] = row.known(double_of=first.row, subject=key_of(first))
            elif may_be and _is_beside(row, may_be[0], schema):
                findings.append(_of_several(row, may_be, schema))
                aside[row.row] = row.known(double_of=may_be[0].row)
        findings += _of_nobody(lists, aside, fuller, schema)
    return aside, findings


def _of_several(row: Record, may_be: Sequence[Record], schema: SheetSchema) -> Finding:
    """The finding that nobody can tell which of several customers a list of contacts means."""
    name = schema.roles.name
    facts: dict[str, Fact] = {
        "field": schema.label(name),
        "name": said(row, name),
        "keys": tuple(map(key_of, may_be)),
    }
    return Finding("KD308", row.place(name), facts)


def _of_nobody(
    lists: Sequence[Record], aside: Mapping[Place, Record], fuller: "_Fuller", schema: SheetSchema
) -> Iterator[Finding]:
    """The customers that a list of contacts names and nobody has in the archive."""
    beside, field = {_sheet(place) for place in aside}, schema.roles.name
    for row in lists:
        name, code = said(row, field), said(row, schema.roles.code)
        if name and not code and _sheet(row.row) in beside and not fuller.knows(name):
            facts = {"field": schema.label(field), "name": name}
            yield Finding("KD302", row.place(field), facts)


def without_lacking(findings: Iterable[Finding], records: Iterable[Record]) -> list[Finding]:
    """The findings but for those on what lists of contacts lack (KD105, KD201): only an archive has
    to have it. ``records`` are all that were handed in, held against each other."""
    every, findings = list(records), list(findings)
    lists: dict[_Sheet, dict[int, bool]] = {_sheet(one.row): {} for one in every if _is_list(one)}
    if not lists:
        return findings
    told = {
        (*_sheet(one.place), one.place.row) for one in findings if one.code == "KD302" and one.place
    }
    for one in every:
        if (rows := lists.get(_sheet(one.row))) is not None:
            here = (*_sheet(one.row), one.row.row)
            rows[one.row.row] = _is_list(one) or (one.kind == CUSTOMER and here in told)
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


def _parts(names: Iterable[str], schema: SheetSchema) -> tuple[Set[str], Set[str]]:
    """Of some fields those that tell how a customer is reached, and those that tell more of it than
    whose row it is, or a remark."""
    reached = {name for name in names if schema.fields[name].group == _CONTACT}
    return reached, {*names} - reached - {*schema.common, *schema.aside}


def _only_contacts(row: Record, reached: Set[str], others: Set[str]) -> bool:
    """Whether a row tells in cells of its own only how the customer is ``reached``."""
    return _owns(row, reached) and not _owns(row, others)


def _owns(row: Record, names: Set[str]) -> bool:
    """Whether a row has a cell of its own for one of some fields: one that is merged with the rows
    above is not."""
    if not (row.cells or row.places):
        return bool(names)
    return any(row.place(name).row == row.row.row for name in names)


def _is_beside(row: Record, first: Record, schema: SheetSchema) -> bool:
    """Whether a row that only tells of contacts is of a list beside the ``first`` of its customer:
    it tells of a person, or of nothing but what is not known yet."""
    fields = schema.fields
    persons = any(fields[name].rules.get("check_with") == _PERSON for name in row.values)
    return persons or not discrepancy(first, row, schema).fields


class _Fuller:
    """The rows that tell more of customers, to be looked up as a list of contacts names them."""

    def __init__(self, schema: SheetSchema, rows: Sequence[Record]) -> None:
        self._roles = schema.roles
        self._directory = Directory(rows)
        self._first: dict[str, Record] = {}
        for row in rows:
            self._first.setdefault(key_of(row), row)

    def knows(self, name: str) -> bool:
        """Whether any customer goes by a name."""
        return bool(self._called(name).by)

    def several(self, row: Record) -> Sequence[Record]:
        """The first rows of the customers whose name a row without code may mean."""
        if said(row, self._roles.code):
            return ()
        match = self._called(said(row, self._roles.name))
        return [self._first[key] for key in match.likely] if match.by == "several" else ()

    def of(self, row: Record) -> Record | None:
        """The first row of the customer whose code and name another row gives, where it gives them;
        None where one of them is nobody's, or they are not those of one."""
        code, name = said(row, self._roles.code), said(row, self._roles.name)
        found = {self._directory.find(code, "").key} if code else set()
        found |= {self._called(name).key} if name else set()
        key = found.pop() if len(found) == 1 else None
        return self._first[key] if key else None

    def _called(self, name: str) -> Match:
        """The customer that goes by a name, or whose code stands in the place of it."""
        found = self._directory.find("", name)
        return found if found.by else self._directory.find(name, "")


def _added(row: Record, first: Record, schema: SheetSchema) -> Iterator[Finding]:
    """What a list of contacts tells of a customer that its row in the archive does not; by which of
    its names it goes there is no news."""
    found = discrepancy(first, row, schema)
    more = [one for one in (*found.more, *found.fields) if one != schema.roles.name]
    if more:
        facts = {
            "name": said(row, schema.roles.name) or said(first, schema.roles.name),
            "other": first.place(schema.roles.name),
            "more": tuple(schema.label(name) for name in more),
        }
        yield Finding("KD675", row.place(more[0]), facts)
