"""All records together: keys given twice, customers named in visits, the same event twice."""

from collections.abc import Iterable, Iterator, Sequence

from kamdocs.likeness import alike
from kamdocs.model import CUSTOMER, Directory, Fact, Finding, Place, Record, Unread, same_name
from kamdocs.selectors import Selector
from kamdocs.sheets import Schemas, SheetSchema

Held = tuple[list[Record], list[Finding]]


def hold_batch(records: Sequence[Record], schemas: Schemas) -> Held:
    """Hold records against each other.

    Returns the records, those of events with the customer concerned (or those that may be
    meant) and marked where another row tells of the same event, and the findings.
    """
    customers = [record for record in records if record.kind == CUSTOMER]
    findings: list[Finding] = []
    directory = Directory(customers)
    resolved: list[Record] = []
    for record in records:
        schema = schemas[record.kind]
        known, found = _concerning(record, directory, schema) if customers else (record, [])
        resolved.append(known)
        findings.extend(found)
    events = [record for record in records if record.kind != CUSTOMER]
    if events and not customers:
        findings.append(Finding("KD306", Place(events[0].row.file, events[0].row.sheet)))
    findings.extend(_namesakes(customers))
    doubles = dict(_same_events(resolved, schemas))
    marked = [
        record.known(double_of=doubles[record.row]) if record.row in doubles else record
        for record in resolved
    ]
    findings.extend(Finding("KD304", row, {"other": other}) for row, other in doubles.items())
    twice = [
        finding
        for schema in schemas.values()
        for finding in _twice([one for one in marked if one.kind == schema.kind], schema)
    ]
    wrong = {finding.place for finding in twice}
    return [_with_faults(record, wrong) for record in marked], [*findings, *twice]


def _with_faults(record: Record, wrong: set[Place | None]) -> Record:
    names = {name for name in record.values if record.place(name) in wrong}
    return record.known(faulty=record.faulty | names) if names else record


def _twice(records: Iterable[Record], schema: SheetSchema) -> Iterator[Finding]:
    """Rows that share what only one may have; each later row names the first.

    A customer named in two ways is one customer; rows of the same event are no fault.
    """
    for names in schema.unique:
        first: dict[tuple[object, ...], Record] = {}
        for record in records:
            values = [record.get(name) for name in names]
            unread = any(value in (None, "无") or isinstance(value, Unread) for value in values)
            if unread or record.double_of:
                continue
            key = tuple(_compared(record, name, schema) for name in names)
            if key in first:
                facts: dict[str, Fact] = {
                    "field": schema.label(names[-1]),
                    "value": values[-1],
                    "other": first[key].place(names[-1]),
                }
                yield Finding("KD301", record.place(names[-1]), facts)
            else:
                first[key] = record


def _compared(record: Record, name: str, schema: SheetSchema) -> object:
    value = record.get(name)
    if name == schema.roles.name and record.subject:
        return record.subject
    return value.casefold() if isinstance(value, str) else value


def _namesakes(customers: Iterable[Record]) -> Iterator[Finding]:
    """Customers of one name under different codes: nobody can tell their visits apart."""
    first: dict[str, Record] = {}
    for customer in customers:
        name = same_name(customer.text("name"))
        other = first.setdefault(name, customer)
        code = customer.text("code").casefold()
        if name and other is not customer and other.text("code").casefold() != code:
            facts: dict[str, Fact] = {"name": customer.text("name"), "other": other.place("name")}
            yield Finding("KD307", customer.place("name"), facts)


def _concerning(
    record: Record, directory: Directory, schema: SheetSchema
) -> tuple[Record, list[Finding]]:
    """The record with its customer, or with those that may be meant and a finding."""
    roles = schema.roles
    if record.kind == CUSTOMER:
        return record, []
    code, name = record.text(roles.code) if roles.code else "", record.text(roles.name)
    if not code and not name:
        return record.known(nameless=True), []
    match = directory.find(code, name)
    place = record.place(roles.name if name else roles.code)
    if match.key:
        known = record.known(subject=match.key, matched=match.by)
        return known, _half_known(record, directory, schema, place)
    wrong = record.known(faulty=record.faulty | {roles.name}, likely=match.likely, matched=match.by)
    shown = {key: one for one, key in reversed(directory.names.items())}
    facts: dict[str, Fact] = {"code": code, "name": name}
    if match.by == "disagree":
        facts["by_code"] = shown.get(match.likely[0], code)
        return wrong, [Finding("KD305", place, facts)]
    if match.by == "several":
        return wrong, [Finding("KD308", place, {"name": name, "keys": match.likely})]
    similar = alike(name, directory.names) if name else ()
    if similar:
        keys = tuple(dict.fromkeys(directory.names[one] for one in similar))
        return wrong.known(likely=keys), [Finding("KD303", place, {**facts, "near": similar[0]})]
    return wrong, [Finding("KD302", place, {"name": name or code})]


def _half_known(
    record: Record, directory: Directory, schema: SheetSchema, place: Place
) -> list[Finding]:
    """A customer found by the code or by the name alone, while the other is nobody's."""
    roles = schema.roles
    code, name = record.text(roles.code) if roles.code else "", record.text(roles.name)
    if name and not directory.find("", name).by:
        return [Finding("KD309", place, {"name": name, "code": code})]
    if code and not directory.find(code, "").by:
        return [Finding("KD310", record.place(roles.code), {"name": name, "code": code})]
    return []


def _same_events(records: Sequence[Record], schemas: Schemas) -> Iterator[tuple[Place, Place]]:
    """The rows that tell of an event again, with the row that counts for it.

    Of several rows a sound one goes before a faulty one, else the first. Planned and cancelled
    rows are other events than the visit that was made.
    """
    counting = {kind: Selector(schema.counts) for kind, schema in schemas.items()}
    chosen: dict[tuple[object, ...], Record] = {}
    for record in sorted(records, key=lambda one: bool(one.faulty)):
        schema = schemas[record.kind]
        if counting[record.kind].judge(record.values, record.faulty)[0] is False:
            continue
        key = _event(record, schema)
        if key is None:
            continue
        other = chosen.setdefault(key, record)
        if other is not record:
            yield record.row, other.row


def _event(record: Record, schema: SheetSchema) -> tuple[object, ...] | None:
    """What makes two rows the same event, or None where the row does not say enough."""
    parts = [record.get(name) for name in schema.same]
    if not parts or not record.subject:
        return None
    if any(part is None or isinstance(part, Unread) for part in parts):
        return None
    alike_parts = [frozenset(part) if isinstance(part, tuple) else part for part in parts]
    return (record.kind, record.subject, *alike_parts)
