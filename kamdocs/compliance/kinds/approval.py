"""``approval``: the right people signed, one after the other, on the customer or on each record.

Every step names the field of the person (``by``) and may name the fields of the post (``post``) and
of the day (``on``). ``who`` is the post, or posts with ``|`` between them, or any other pattern
(regular expression) that the post has to fit. Where no post is filled in, the words in the field of
the person have to, or the post in them: 陈立群（总经理）. No step may be dated before an earlier
one. With ``different`` nobody may sign twice. A step without a person, such as filing, names its
day both as ``by`` and as ``on``. A faulty field, or a name without any post, is no breach: it
leaves the verdict unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.compliance.audit import DAYS, Audit, Mention
from kamdocs.compliance.records import Subject, subjects
from kamdocs.compliance.word_of import person_in, posts_in, signer_in
from kamdocs.contract.shapes import fits
from kamdocs.model import CUSTOMER, Fact, Finding, NearMiss, Record, Rule, Status, Unread
from kamdocs.persons import named_alone

CODE = "KD408"
TERMS: dict[str, Any] = {
    "of": {"type": "string"},
    "subject": {"type": "string", "allowed": ["customer", "company"], "dependencies": "of"},
    "where": {"type": "dict", "dependencies": "of"},
    "steps": {
        "type": "list",
        "required": True,
        "minlength": 1,
        "schema": {
            "type": "dict",
            "schema": {
                "by": {"type": "string", "required": True},
                "post": {"type": "string", "dependencies": "who"},
                "who": {"type": "string"},
                "on": {"type": "string"},
            },
        },
    },
    "different": {"type": "boolean"},
}


def mentions(terms: Mapping[str, Any]) -> Iterable[Mention]:
    kind = terms.get("of", CUSTOMER)
    yield Mention(("where",), kind, (), terms.get("where", {}))
    for index, step in enumerate(terms["steps"]):
        names = tuple(step[part] for part in ("by", "post") if part in step)
        yield Mention(("steps", index), kind, names)
        if "who" in step:  # a pattern is held against what is written, of several people too
            pattern = {"who": {"regex": step["who"]}}
            yield Mention(("steps", index), kind, (), pattern, among=("who",))
        yield Mention(
            ("steps", index, "on"), kind, (step["on"],) if "on" in step else (), types=DAYS
        )


def check(rule: Rule, audit: Audit) -> Iterator[Finding]:
    """One verdict for every customer in scope, or for every record of ``of`` in the span."""
    for subject in subjects(rule, audit, rule.terms.get("of"), rule.terms.get("where", {})):
        yield _judge(rule, audit, subject)


def _judge(rule: Rule, audit: Audit, subject: Subject) -> Finding:
    """The verdict on one customer or record, at its first fault."""
    record, steps = subject.record, rule.terms["steps"]
    lacks: list[NearMiss] = []
    unclear: list[NearMiss] = []
    for step in steps:
        for name in dict.fromkeys((step["by"], step.get("on", step["by"]))):
            miss = _blank(audit, record, name)
            if miss:
                (unclear if miss.code == "KD457" else lacks).append(miss)
        if _is_wrong(record, step.get("post", "")):
            unclear.append(audit.blank("KD457", record, step["post"]))
        miss = _post(audit, record, step)
        if miss:
            (unclear if miss.code == "KD412" else lacks).append(miss)
    lacks += _backwards(audit, record, steps)
    if rule.terms.get("different"):
        lacks += _twice(audit, record, steps)
    because = subject.doubt or (unclear[0] if unclear and not lacks else None)
    status = Status.UNKNOWN if because else rule.broken if lacks else Status.PASS
    names = [step["by"] for step in steps]
    facts: dict[str, Fact] = {
        "wanted": tuple(audit.label(record.kind, name) for name in names),
        "near": lacks[0] if lacks else None,
    }
    kept = tuple(record.place(name) for name in names if record.get(name) is not None)
    return audit.ruled(
        rule,
        CODE,
        status,
        subject.customer,
        facts,
        lacks[0].place if lacks else record.place(names[0]),
        because=because,
        evidence=kept,
        near=(*lacks, *unclear),
        **subject.which,
    )


def _is_wrong(record: Record, name: str) -> bool:
    """Whether a field is filled in with something faulty or unread, which proves nothing."""
    value = record.get(name)
    return value is not None and (name in record.faulty or isinstance(value, Unread))


def _blank(audit: Audit, record: Record, name: str) -> NearMiss | None:
    """The near miss at a field that is faulty (KD457) or in which no person or day stands (KD201);
    None for one that is filled in."""
    value = record.get(name)
    if _is_wrong(record, name):
        return audit.blank("KD457", record, name)
    blank = value is None or (isinstance(value, str) and not person_in(value))
    return audit.blank("KD201", record, name) if blank else None


def _post(audit: Audit, record: Record, step: Mapping[str, Any]) -> NearMiss | None:
    """The near miss at a post that may not sign (KD473), or at a name from which nobody can tell
    the post (KD412). None where the post fits, or nobody signed, which ``_blank`` reports."""
    if "who" not in step or not person_in(record.text(step["by"])):
        return None
    name = step["post"] if record.text(step.get("post", "")) else step["by"]
    words = record.text(name)
    if _is_wrong(record, name) or any(fits(step["who"], one) for one in (words, *posts_in(words))):
        return None
    unsaid = name == step["by"] and named_alone(words)
    return audit.blank("KD412" if unsaid else "KD473", record, name)


def _backwards(
    audit: Audit, record: Record, steps: Iterable[Mapping[str, Any]]
) -> Iterator[NearMiss]:
    """The near miss (KD474) at each step dated before one of the steps before it."""
    before: date | None = None
    for step in steps:
        day = record.get(step["on"]) if "on" in step else None
        if not isinstance(day, date) or step["on"] in record.faulty:
            continue
        if before and day < before:
            yield audit.blank("KD474", record, step["on"])
        before = max(day, before) if before else day


def _twice(audit: Audit, record: Record, steps: Iterable[Mapping[str, Any]]) -> Iterator[NearMiss]:
    """The near miss (KD475) at each step signed by somebody who signed an earlier one. Posts beside
    the names are left out of the comparison."""
    seen: set[str] = set()
    for step in steps:
        person = signer_in(record.text(step["by"]))
        if not person or _is_wrong(record, step["by"]):
            continue
        if person in seen:
            yield audit.blank("KD475", record, step["by"])
        seen.add(person)
