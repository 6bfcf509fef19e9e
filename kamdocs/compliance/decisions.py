"""What reviewers decided on findings: each a waiver or an alias, in force or awaiting approval.

A waiver that awaits approval shows beside the verdict and changes nothing in what is counted; an
alias that does is not used. Nobody approves what he asked for himself (SEMANTICS, rule 7).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kamdocs.compliance.word_of import in_both, person_in
from kamdocs.model import (
    CUSTOMER,
    WAIVER,
    Directory,
    Fact,
    Finding,
    Record,
    Ruling,
    Whole,
    key_of,
)

_WAIVE, _ALIAS = "豁免", "别名"
_ON_DATA = re.compile(r"KD\d{3}(?:@|\Z)")
"""What the id of a finding on the data begins with."""


class Waiver(NamedTuple):
    """A row of the register of waivers, or a decision ``on`` a verdict. A decision covers only the
    rule and the item of its verdict, not other rules of the same clause."""

    record: Record
    on: Ruling | None = None

    @property
    def awaits(self) -> bool:
        """Whether it was decided and nobody has approved it yet."""
        return self.on is not None and not person_in(self.record.text("approved_by"))

    def is_about(self, ruling: Ruling) -> bool:
        """Whether a verdict is of the rule and the item that were decided on."""
        return self.on is None or (self.on.rule, self.on.item) == (ruling.rule, ruling.item)


def misplaced(decision: Record) -> Finding | None:
    """Why a decision cannot be taken on what it stands beside, whatever else it says: findings on
    the data are not waived, and an alias needs a name. None where it can."""
    name, kind = Whole(decision.text("finding_id")), decision.text("decision")
    if kind == _WAIVE and _ON_DATA.match(name):
        return Finding("KD562", decision.place("finding_id"), {"id": name})
    if kind == _ALIAS and not decision.get("written_name"):
        return Finding("KD599", decision.place("decision"), {"id": name})
    return None


def each_once(decisions: Iterable[Record]) -> tuple[list[Record], list[Finding]]:
    """The decisions, one for each finding, and the findings (KD569) about those that contradict
    each other.

    The same decision in two workbooks counts once. Where two differ, neither is taken.
    """
    first: dict[tuple[str, str], Record] = {}
    torn: set[tuple[str, str]] = set()
    found: list[Finding] = []
    for decision in decisions:
        name = decision.text("finding_id") or str(decision.row)
        key = name, decision.text("written_name")
        earlier = first.setdefault(key, decision)
        if earlier.values != decision.values:
            torn.add(key)
            facts: dict[str, Fact] = {"other": earlier.place("decision")}
            found.append(Finding("KD569", decision.place("decision"), facts))
    return [one for key, one in first.items() if key not in torn], found


def waivers_of(
    decisions: Iterable[Record], verdicts: Iterable[Finding]
) -> tuple[list[Waiver], list[Finding]]:
    """The sound decisions to waive, made into rows of the register of waivers about the clause and
    the customer of their verdict; and a finding (KD562) for each decision whose verdict is not in
    this run."""
    decisions = list(decisions)
    known = {verdict.id: verdict.ruling for verdict in verdicts if decisions}
    waivers: list[Waiver] = []
    found: list[Finding] = []
    for decision in decisions:
        waives = decision.text("decision") == _WAIVE
        if decision.faulty or not waives or misplaced(decision):
            continue
        ruling = known.get(decision.text("finding_id"))
        if ruling is None:
            facts: dict[str, Fact] = {"id": Whole(decision.text("finding_id"))}
            found.append(Finding("KD562", decision.place("finding_id"), facts))
        else:
            waivers.append(Waiver(_as_waiver(decision, ruling), ruling))
    return waivers, found


def _as_waiver(decision: Record, ruling: Ruling) -> Record:
    values = {**decision.values, "policy": ruling.policy, "clause": ruling.clause}
    return decision.known(
        kind=WAIVER, values=values, subject=ruling.subject or None, nameless=not ruling.subject
    )


def with_aliases(
    records: Sequence[Record], decisions: Sequence[Record]
) -> tuple[list[Record], list[Finding]]:
    """The records, with the aliases that were decided and approved added to the rows of the
    archive; and a finding on what became of each decision on an alias."""
    wanted = [one for one in decisions if not one.faulty and one.text("decision") == _ALIAS]
    directory = Directory(one for one in records if one.kind == CUSTOMER) if wanted else None
    taken: dict[str, list[str]] = {}
    found: list[Finding] = []
    for decision in wanted:
        assert directory is not None  # it is there where an alias is wanted
        found += _settled(decision, directory, taken)
    return [_named(one, taken) for one in records], found


def _settled(
    decision: Record, directory: Directory, taken: dict[str, list[str]]
) -> Iterator[Finding]:
    """The finding on what becomes of a decision on an alias; a sound and approved one is added to
    ``taken``, by the key of the customer."""
    name, owner = decision.text("written_name"), decision.text("alias_of")
    asked, signed = (decision.text(f"{part}_by") for part in ("requested", "approved"))
    approver = person_in(signed)
    by = approver or person_in(asked)
    key = directory.find(owner, owner).key
    other = directory.find("", name)
    facts: dict[str, Fact] = {"name": name, "customer": key or owner, "by": by}
    if key is None:
        yield Finding("KD563", decision.place("alias_of"), facts)
    elif other.by and other.key != key:
        others = (other.key,) if other.key else other.likely
        yield Finding("KD564", decision.place("written_name"), {**facts, "others": others})
    elif not approver:
        yield Finding("KD561", decision.place("approved_by"), facts)
    elif both := in_both(asked, signed):
        yield Finding("KD568", decision.place("approved_by"), {**facts, "by": both})
    elif other.key != key:
        taken.setdefault(key, []).append(name)
        yield Finding("KD565", decision.place("decision"), facts)


def _named(record: Record, taken: Mapping[str, Sequence[str]]) -> Record:
    """A customer with the aliases decided for it."""
    more = taken.get(key_of(record), ()) if record.kind == CUSTOMER else ()
    if not more:
        return record
    known = record.get("aliases")
    names = (*(known if isinstance(known, tuple) else ()), *more)
    return record.known(values={**record.values, "aliases": names})
