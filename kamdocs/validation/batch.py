"""All records together: keys given twice, customers named in visits, the same event twice."""

from collections.abc import Iterable, Iterator, Sequence

from kamdocs.likeness import alike
from kamdocs.model import CUSTOMER, Directory, Fact, Finding, Level, Place, Record, Unread
from kamdocs.sheets import Schemas, SheetSchema

Held = tuple[list[Record], list[Finding]]


def hold_batch(records: Sequence[Record], schemas: Schemas) -> Held:
    """Hold records against each other.

    Returns the records, those of events with the customer concerned (or those that may be
    meant), and the findings.
    """
    findings = [
        finding
        for schema in schemas.values()
        for finding in _twice([one for one in records if one.kind == schema.kind], schema)
    ]
    doubled = {finding.place for finding in findings if finding.code == "KD301"}
    customers = [record for record in records if record.kind == CUSTOMER]
    resolved: list[Record] = []
    directory = Directory(customers)
    for record in records:
        schema = schemas[record.kind]
        known, found = _concerning(record, directory, schema) if customers else (record, [])
        wrong = {name for name in known.columns if known.place(name) in doubled}
        resolved.append(known.known(faulty=known.faulty | wrong) if wrong else known)
        findings.extend(found)
    nameless = [one for one in records if one.kind != CUSTOMER]
    if nameless and not customers:
        sheet = Place(nameless[0].row.file, nameless[0].row.sheet)
        findings.append(Finding("KD306", sheet, level=Level.WARNING))
    marked = list(_same_events(resolved, schemas))
    findings.extend(note for _, note in marked if note)
    return [record for record, _ in marked], findings


def _twice(records: Iterable[Record], schema: SheetSchema) -> Iterator[Finding]:
    """Rows that share what only one may have; each later row names the first."""
    for names in schema.unique:
        first: dict[tuple[object, ...], Record] = {}
        for record in records:
            values = [record.get(name) for name in names]
            if any(value is None or isinstance(value, Unread) for value in values):
                continue
            key = tuple(one.casefold() if isinstance(one, str) else one for one in values)
            if key in first:
                facts: dict[str, Fact] = {
                    "field": schema.label(names[-1]),
                    "value": values[-1],
                    "other": first[key].place(names[-1]),
                }
                yield Finding("KD301", record.place(names[-1]), facts)
            else:
                first[key] = record


def _concerning(
    record: Record, directory: Directory, schema: SheetSchema
) -> tuple[Record, list[Finding]]:
    """The record with its customer, or with those that may be meant and a finding."""
    roles = schema.roles
    if record.kind == CUSTOMER:
        return record, []
    code, name = record.text(roles.code) if roles.code else "", record.text(roles.name)
    if not code and not name:
        return record, []
    match = directory.find(code, name)
    if match.key:
        return record.known(subject=match.key), []
    wrong = record.known(faulty=record.faulty | {roles.name})
    place = record.place(roles.name if name else roles.code)
    if match.by == "disagree":
        shown = next((one for one, key in directory.names.items() if key == match.other), code)
        facts: dict[str, Fact] = {"code": code, "by_code": shown, "name": name}
        near = tuple(key for key in (match.other, directory.find("", name).key) if key)
        return wrong.known(likely=near), [Finding("KD305", place, facts)]
    similar = alike(name, directory.names) if name else ()
    if similar:
        keys = tuple(dict.fromkeys(directory.names[one] for one in similar))
        facts = {"name": name, "near": similar[0]}
        return wrong.known(likely=keys), [Finding("KD303", place, facts)]
    return wrong, [Finding("KD302", place, {"name": name or code})]


def _same_events(
    records: Iterable[Record], schemas: Schemas
) -> Iterator[tuple[Record, Finding | None]]:
    """Every record, later rows of the same event marked as doubles of the first, with a note."""
    first: dict[tuple[object, ...], Record] = {}
    for record in records:
        key = _event(record, schemas[record.kind].same)
        if key is not None and key in first:
            other = first[key].row
            note = Finding("KD304", record.row, {"other": other}, Level.NOTE)
            yield record.known(double_of=other), note
            continue
        if key is not None:
            first[key] = record
        yield record, None


def _event(record: Record, same: Sequence[str]) -> tuple[object, ...] | None:
    """What makes two rows the same event, or None where the row does not say enough."""
    parts = tuple(record.get(name) for name in same)
    if not parts or not record.subject or None in parts:
        return None
    if any(isinstance(part, Unread) for part in parts):
        return None
    return (record.kind, record.subject, *parts)
