"""Finds whom the records of events are about: the customer of the archive, or those who may be
meant."""

import re
from collections.abc import Callable, Iterable
from functools import cache, cached_property

from kamdocs.lazy import lazy
from kamdocs.model import CUSTOMER, Directory, Fact, Finding, Match, Record
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.validation.batch.firms import Firms
from kamdocs.validation.batch.keys import said

_BEHIND = lazy(r"(?s:(?P<name>.+?))[(（\[【]\s*(?P<code>[A-Za-z0-9][\w.\-]*)\s*[)）\]】]")
_BEFORE = lazy(
    r"[(（\[【]?(?P<code>[A-Za-z0-9](?:[\w.\-]*[A-Za-z0-9])?)[)）\]】]?[\s_-]*(?P<name>(?s:.+))",
    re.ASCII,
)
"""A name with its code behind it in brackets, or before it."""
_NOBODY = frozenset({"", "无"})


class Naming:
    """Finds the customers of an archive as other sheets name them."""

    def __init__(self, customers: Iterable[Record]) -> None:
        self._customers = customers
        self._alike = cache(self._like)

    def name_all(
        self, records: Iterable[Record], schemas: Schemas
    ) -> tuple[list[Record], list[Finding]]:
        """The records, those of events with their customer and those of the archive with their
        parent, and the findings on names and codes."""
        known: list[Record] = []
        findings: list[Finding] = []
        for record in records:
            name = self._beneath if record.kind == CUSTOMER else self._concerning
            record, found = name(record, schemas[record.kind])
            findings.extend(found)
            known.append(record)
        return known, findings

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self._customers)

    @cached_property
    def _find(self) -> Callable[[str, str], Match]:
        return cache(self._directory.find)

    @cached_property
    def _names(self) -> Firms:
        return Firms(self._directory.names)

    @cached_property
    def _shown(self) -> dict[str, str]:
        """The first name of each customer, by key."""
        return {key: name for name, key in reversed(self._directory.names.items())}

    def _like(self, name: str) -> tuple[str, ...]:
        return self._names.alike(name) if name else ()

    def _concerning(self, record: Record, schema: SheetSchema) -> tuple[Record, list[Finding]]:
        """The record with its customer, or with those that may be meant and a finding."""
        roles = schema.roles
        code, name = said(record, roles.code), said(record, roles.name)
        if not code and not name:
            return record.known(nameless=True), []
        match = self._find(code, name)
        by_code = "" if match.by or code else self._with_code(name) or self._find(name, "").key
        if by_code:
            return record.known(subject=by_code, matched="code"), []
        if match.key:
            known = record.known(subject=match.key, matched=match.by)
            return known, self._half_known(known, match.key, schema, code, name)
        wrong = record.known(
            faulty=record.faulty | {roles.name}, likely=match.likely, matched=match.by
        )
        return self._unknown(wrong, match, schema, code, name)

    def _with_code(self, name: str) -> str | None:
        """The customer whose name and code stand in one cell, where both are its own:
        迅捷电梯（KA-001）."""
        found = _BEHIND.fullmatch(name) or _BEFORE.fullmatch(name)
        if not found:
            return None
        match = self._find(found["code"], found["name"])
        whose = self._find("", found["name"]).key
        return whose if match.by == "code" and match.key == whose else None

    def _beneath(self, customer: Record, schema: SheetSchema) -> tuple[Record, list[Finding]]:
        """A customer with its parent, or with those that may be meant and a finding."""
        field = schema.roles.parent
        words = said(customer, field)
        if words in _NOBODY:
            return customer, []
        match = self._find(words, words)
        if match.key:
            return customer.known(parent=match.key), []
        similar = () if match.likely else self._alike(words)
        likely = match.likely or tuple(self._directory.names[one] for one in similar)
        facts: dict[str, Fact] = {"field": schema.label(field), "name": words}
        place = customer.place(field)
        if not likely:
            return customer, [Finding("KD321", place, facts)]
        wrong = customer.known(
            faulty=customer.faulty | {field}, likely_parents=tuple(dict.fromkeys(likely))
        )
        if match.likely:
            return wrong, [Finding("KD308", place, {**facts, "keys": match.likely})]
        return wrong, [Finding("KD303", place, {**facts, "code": "", "near": similar[0]})]

    def _unknown(
        self, record: Record, match: Match, schema: SheetSchema, code: str, name: str
    ) -> tuple[Record, list[Finding]]:
        field = schema.roles.name if name else schema.roles.code
        place = record.place(field)
        facts: dict[str, Fact] = {"field": schema.label(field), "name": name or code}
        if match.by == "disagree":
            by_code = self._shown.get(match.likely[0], code)
            facts |= {"code": code, "by_code": by_code}
            return record, [Finding("KD305", place, facts)]
        if match.by == "several":
            return record, [Finding("KD308", place, {**facts, "keys": match.likely})]
        similar = self._alike(name)
        if not similar:
            return record, [Finding("KD302", place, facts)]
        keys = tuple(dict.fromkeys(self._directory.names[one] for one in similar))
        near = Finding("KD303", place, {**facts, "code": code, "near": similar[0]})
        return record.known(likely=keys), [near]

    def _half_known(
        self, record: Record, key: str, schema: SheetSchema, code: str, name: str
    ) -> list[Finding]:
        """The finding on a customer that was found only by its code or only by its name, while the
        other one belongs to nobody. Where the archive itself lacks the other one, that is told
        there, and nothing here is at odds with it."""
        roles = schema.roles
        if name and key in self._directory.named and not self._find("", name).by:
            field, nobody = roles.name, "KD309"
        elif code and key in self._directory.coded and not self._find(code, "").by:
            field, nobody = roles.code, "KD310"
        else:
            return []
        facts = {"field": schema.label(field), "name": name, "code": code}
        return [Finding(nobody, record.place(field), facts)]
