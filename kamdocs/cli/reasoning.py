"""Explains one line of a report with its whole reasoning: what was asked, what was found and
missed, and why it has this status. It reads the JSON report, not the sheets."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from kamdocs.cli.explaining import part, sentences
from kamdocs.model import Lang, Level, Status, Text, bracketed, listed
from kamdocs.reports import Line
from kamdocs.reports.from_json import Picked, id_of
from kamdocs.words import AWAITING, IN_GRACE, STATUSES, phrases
from kamdocs.words import clauses as words
from kamdocs.words.codes import CODES

Entry = Mapping[str, Any]

_BY_DUE_DAY = frozenset({"KD402", "KD403", "KD407", "KD620"})
_WAIVERS = frozenset({"KD484", "KD498"})
"""The near misses that name the waiver, approved or awaiting approval."""
_OF_NO_VERSION = "KD494"
_OF_FIELDS = "KD401"
"""What should be filled in: blanks are cited, and without any there is no row to have them."""
_NOWHERE = "[-]"
"""How a place that does not exist is shown in a report."""
_WHY_WAIVED: Mapping[tuple[bool, bool], Text] = {
    (False, True): words.WHY_WAIVED,
    (False, False): words.WHY_WAIVED_UNDATED,
    (True, True): words.WHY_AWAITS,
    (True, False): words.WHY_AWAITS_UNDATED,
}
"""Why it is waived, by (whether that awaits approval, whether it has a due day)."""
_IN_SCOPE = frozenset({"KD460", "KD461", "KD464", "KD644", "KD645", "KD646"})
"""The near misses that leave open whether a clause binds at all."""
_A_YEAR = 366
_TO_THE_MINUTE = len("2026-08-14T09:00")
_TO_MEND = frozenset({Status.FAIL, Status.UNKNOWN, Status.WARN, Status.LATE, Status.UNATTESTED})
"""The statuses for which something in cells can be mended."""


def finding_page(picked: Picked, lang: Lang) -> Iterator[Line]:
    """The verdict that was picked, or the findings on data, as lines to read."""
    if picked.verdict is not None:
        yield from _verdict(picked, picked.verdict, lang)
        return
    for at, finding in enumerate(picked.findings):
        if at:
            yield Line()
        yield from _finding(finding, lang)


def _finding(finding: Entry, lang: Lang) -> Iterator[Line]:
    code, level = str(finding["code"]), Level(finding["level"])
    name = f" {CODES[code].name}" if code in CODES else ""
    yield Line(f"{code}{name}", 0, level.value)
    yield _filled(words.ID, lang, id=id_of(finding))
    yield _filled(words.LEVEL, lang, level=phrases.LEVELS[level].say(lang))
    if finding.get("place"):
        yield _filled(words.PLACE, lang, place=finding["place"]["shown"])
    yield Line(finding["text"][lang], 1)
    yield _filled(words.MEND, lang, mend=finding["mend"][lang])
    yield _filled(words.MORE_OF_CODE, lang, code=code)


def _verdict(picked: Picked, verdict: Entry, lang: Lang) -> Iterator[Line]:
    policy = picked.policy or {}
    title = policy["title"][lang] if policy else ""
    version = f" v{verdict.get('version')}" if picked.versions else ""
    yield Line(f"{title} {verdict['policy']}{version}".strip(), style="title")
    yield Line(f"{verdict['clause']} {verdict['rule_text'][lang]}", 0, "clause")
    yield from _head(picked, verdict, lang)
    rule = _rule_of(policy, verdict)
    if rule:
        yield from part(words.ASKS, sentences([one[lang] for one in rule["asks"]]), lang)
        yield from part(words.BINDS, sentences([one[lang] for one in rule["binds"]]), lang)
        yield from _bound_by(rule, picked.customer, lang)
    else:
        yield Line(words.OLDER.say(lang), 1, "warning")
    yield from part(words.REASONING, sentences(list(why(picked, verdict, lang))), lang)
    yield Line(words.WITNESSES.say(lang), 1, "title")
    yield from _evidence(verdict["evidence"], lang)
    yield from _near(verdict, lang)
    yield from part(words.FIGURES, list(_figures(policy, rule, lang)), lang)
    yield _filled(words.MEND, lang, mend=verdict["mend"][lang])


def _head(picked: Picked, verdict: Entry, lang: Lang) -> Iterator[Line]:
    """The head of a verdict: status, id, customer, period, days, owner, severity."""
    status, without = Status(verdict["status"]), verdict.get("without")
    days = _days(picked, verdict, lang)
    facts = {"status": STATUSES[status].say(lang)}
    if status is Status.PENDING and days.get("due", "9") < days["as_of"]:
        facts["status"] = IN_GRACE.fill(lang, days)
    awaits = bool(verdict.get("awaiting_approval"))
    if without:
        facts["without"] = STATUSES[Status(without)].say(lang)
    if without and awaits:
        facts["status"] = AWAITING.fill(lang, {"status": facts["without"]})
    template = words.STATUS_WAIVED if without and not awaits else words.STATUS
    yield Line(template.fill(lang, facts), 1, status.value)
    yield _filled(words.ID, lang, id=verdict["id"])
    yield (
        _filled(words.CUSTOMER, lang, name=_who(verdict, lang))
        if verdict.get("subject")
        else Line(words.COMPANY.say(lang), 1)
    )
    period = (verdict.get("period_text") or {}).get(lang) or verdict.get("period")
    if period:
        yield _filled(words.PERIOD, lang, period=period)
    if verdict.get("item"):
        yield _filled(words.ITEM, lang, item=verdict["item"])
    if "due" in days:
        yield _filled(words.DUE, lang, due=days["due"])
    yield _filled(words.AS_OF, lang, as_of=picked.as_of.isoformat())
    owner = verdict["owner"]
    owner = owner[lang] if isinstance(owner, Mapping) else owner
    yield _filled(words.OWNER, lang, owner=owner)
    severity = phrases.SEVERITIES[verdict["severity"]].say(lang)
    yield _filled(words.SEVERITY, lang, severity=severity)


def _who(verdict: Entry, lang: Lang) -> str:
    name, key = verdict.get("subject_name") or "", verdict["subject"]
    if name == key:
        return str(key)
    return (name + bracketed(key, lang)).strip()


def _rule_of(policy: Entry, verdict: Entry) -> Entry | None:
    rules = (one for one in policy.get("rules", ()) if one["rule"] == verdict["rule"])
    return next(rules, None)


def why(picked: Picked, verdict: Entry, lang: Lang) -> Iterator[str]:
    """Sentences that say how a verdict came about: what was found, and why that gives this status
    and no other."""
    status = Status(verdict["status"])
    facts = _days(picked, verdict, lang)
    if "because" not in facts:
        yield verdict["text"][lang]
    if status is Status.WAIVED and verdict.get("without"):
        without = Status(verdict["without"])
        yield from _why(without, verdict, facts, lang)
        said = STATUSES[without].say(lang)
        awaits, due = bool(verdict.get("awaiting_approval")), "due" in facts
        yield _WHY_WAIVED[awaits, due].fill(lang, {**facts, "without": said})
        return
    yield from _why(status, verdict, facts, lang)


def _days(picked: Picked, verdict: Entry, lang: Lang) -> dict[str, str]:
    """The facts that decided, in words: the day of the check, the due day, the end of grace, the
    day on which it was done, and what leaves it open (``because``)."""
    facts = {"as_of": picked.as_of.isoformat()}
    if verdict.get("due"):
        due = date.fromisoformat(verdict["due"])
        grace = timedelta(days=_grace(picked.policy or {}))
        facts |= {"due": due.isoformat(), "grace": (due + grace).isoformat()}
        facts["days"] = str((due - picked.as_of).days)
    for name in ("due", "done", "opens"):
        value = verdict["facts"].get(name)
        if isinstance(value, str) and (name != "due" or verdict.get("due")):
            facts[name] = value[:_TO_THE_MINUTE].replace("T", " ")
    because = verdict["facts"].get("because")
    if isinstance(because, Mapping) and isinstance(because.get("text"), Mapping):
        place = because.get("place")
        shown = place.get("shown", "") if isinstance(place, Mapping) else ""
        said = str(because["text"].get(lang, ""))
        at = words.AT.fill(lang, {"place": str(shown), "words": said})
        facts["because"] = said if shown in ("", _NOWHERE) else at
    return facts


def _grace(policy: Entry) -> int:
    """The days of grace for recording, as the report has them."""
    for figure in policy.get("parameters", ()):
        value = figure["value"]
        if figure["name"] == "record_grace" and isinstance(value, int) and 0 <= value <= _A_YEAR:
            return value
    return 0


def _why(status: Status, verdict: Entry, facts: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """The sentences for a status whose places the facts can fill."""
    for text in _SAYINGS[status](verdict, facts):
        if text.places <= facts.keys():
            yield text.fill(lang, facts)


def _of_fail(verdict: Entry, facts: Mapping[str, str]) -> Sequence[Text]:
    if "done" in facts and "due" in facts:
        return (words.WHY_FAIL_LATE,)
    if verdict["code"] in _BY_DUE_DAY:
        return (words.WHY_FAIL_DUE, words.NOT_UNKNOWN_DUE)
    nothing = verdict["code"] == _OF_FIELDS and not (verdict["evidence"] or verdict["near"])
    return (words.WHY_FAIL, words.NOT_UNKNOWN_NONE if nothing else words.NOT_UNKNOWN)


def _of_unknown(verdict: Entry, facts: Mapping[str, str]) -> Sequence[Text]:
    if verdict["code"] == _OF_NO_VERSION:
        return (words.WHY_UNKNOWN, words.NOT_FAIL_VERSIONS)
    scope = any(near["code"] in _IN_SCOPE for near in verdict["near"][:1])
    return (words.WHY_UNKNOWN, words.NOT_FAIL_SCOPE if scope else words.NOT_FAIL)


def _of_warn(verdict: Entry, facts: Mapping[str, str]) -> Sequence[Text]:
    if "done" in facts and facts["done"] < facts.get("opens", ""):
        return (words.WHY_WARN_EARLY,)
    if "done" in facts and "due" in facts and verdict["code"] in _BY_DUE_DAY:
        return (words.WHY_WARN_LATE,)
    return (words.WHY_WARN,)


def _of_pending(verdict: Entry, facts: Mapping[str, str]) -> Sequence[Text]:
    if "due" not in facts:
        return (words.WHY_PENDING_STAGE,)
    over = facts["due"] < facts["as_of"]
    return (words.WHY_PENDING_GRACE if over else words.WHY_PENDING, words.NOT_FAIL_YET)


def _of_pass(verdict: Entry, facts: Mapping[str, str]) -> Sequence[Text]:
    doubt = any(near["code"] in words.LEFT_OPEN for near in verdict["near"])
    return (words.WHY_PASS, words.PASS_ALTHOUGH) if doubt else (words.WHY_PASS,)


_SAYINGS: dict[Status, Any] = {
    Status.FAIL: _of_fail,
    Status.UNKNOWN: _of_unknown,
    Status.LATE: lambda verdict, facts: (words.WHY_LATE, words.NOT_FAIL_LATE),
    Status.WARN: _of_warn,
    Status.UNATTESTED: lambda verdict, facts: (words.WHY_UNATTESTED,),
    Status.DUE_SOON: lambda verdict, facts: (words.WHY_DUE_SOON, words.NOT_FAIL_YET),
    Status.PENDING: _of_pending,
    Status.WAIVED: lambda verdict, facts: (),
    Status.ATTESTED: lambda verdict, facts: (words.WHY_ATTESTED,),
    Status.PASS: _of_pass,
    Status.NOT_APPLICABLE: lambda verdict, facts: (words.WHY_NA,),
}


def _bound_by(rule: Entry, customer: Entry | None, lang: Lang) -> Iterator[Line]:
    """The cells of the archive that decide whether the rule binds the customer."""
    names = rule.get("scope", ())
    cells = [one for one in customer["cells"] if one["name"] in names] if customer else []
    if cells:
        yield Line(words.BOUND_BY.say(lang), 1, "title")
        yield from _evidence(cells, lang)


def _evidence(evidence: Sequence[Entry], lang: Lang) -> Iterator[Line]:
    """Each place that counts as evidence, with what stands there."""
    for one in evidence:
        held = [
            words.HOLDS.fill(lang, {"field": cell["field"][lang], "value": cell["value"][lang]})
            for cell in one.get("holds", ())
        ]
        facts = {"place": one["shown"], "words": listed(held, lang)}
        yield Line(words.AT.fill(lang, facts) if held else one["shown"], 2)
    if not evidence:
        yield Line(words.NO_WITNESS.say(lang), 2)


def _near(verdict: Entry, lang: Lang) -> Iterator[Line]:
    """The near misses of a verdict, by what became of them, and what to do about them."""
    near, to_mend = verdict["near"], Status(verdict["status"]) in _TO_MEND
    for title, those in (
        (words.BY_WAIVER, [one for one in near if one["code"] in _WAIVERS]),
        (
            words.MISSED if to_mend else words.PASSED_OVER,
            [one for one in near if _missed(one["code"])],
        ),
        (words.UNSETTLED, [one for one in near if one["code"] in words.LEFT_OPEN]),
        (words.COUNTED_WHY, [one for one in near if one["code"] in words.REMARKED]),
    ):
        yield from part(title, [_cell(one, lang) for one in those], lang)
        mends = dict.fromkeys(one["mend"][lang] for one in those if one.get("mend"))
        if mends and to_mend and title is not words.BY_WAIVER:
            yield Line(words.MEND.fill(lang, {"mend": listed(mends, lang)}), 3, "dim")


def _cell(near: Entry, lang: Lang) -> str:
    """A near miss in words, with its cell if it has one."""
    place = (near.get("place") or {}).get("shown", "")
    said = str(near["text"][lang])
    nowhere = place in ("", _NOWHERE)
    return said if nowhere else words.AT.fill(lang, {"place": place, "words": said})


def _missed(code: str) -> bool:
    return code not in _WAIVERS and code not in words.LEFT_OPEN and code not in words.REMARKED


def _figures(policy: Entry, rule: Entry | None, lang: Lang) -> Iterator[str]:
    """The parameters that the rule uses, with their values in this report."""
    named = set(rule["parameters"]) if rule else set()
    for figure in policy.get("parameters", ()):
        if figure["name"] in named:
            by = _set_by(figure, lang)
            text = figure.get("text")
            name, value = text[lang] if text else figure["name"], figure["shown"][lang]
            template = words.PATTERN if name == value else words.FIGURE
            yield template.fill(lang, {"name": name, "value": value, "by": by})


def _set_by(figure: Entry, lang: Lang) -> str:
    """Who set a parameter; for one set only for that run also the value that the policy has."""
    by = words.BY[figure["default_by"]].say(lang)
    written = figure.get("instead_of")
    if not written:
        return by
    return words.BY_RUN.fill(lang, {"by": by, "written": written["shown"][lang]})


def _filled(template: Text, lang: Lang, **facts: str) -> Line:
    return Line(template.fill(lang, facts), 1)
