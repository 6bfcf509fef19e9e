"""Verdicts as lines: the result on the whole, what failed by clause, what is unknown by cause."""

from collections.abc import Callable, Iterator
from itertools import groupby

from kamdocs.model import (
    BREACHED,
    UNJUDGED,
    Finding,
    Lang,
    Level,
    Report,
    Ruling,
    Status,
    bracketed,
    joined,
    ruling_of,
)
from kamdocs.reports.causes import LEAST
from kamdocs.reports.lines import Line
from kamdocs.reports.telling import Telling, cause_at, said_of, tail_words, who_words
from kamdocs.words import (
    STATUSES,
    fact_words,
    mend_words,
    near_at,
    near_mend,
    near_words,
    phrases,
)
from kamdocs.words.figures import tried_words

Cite = Callable[[Ruling], str]

COUNTED = (Status.PASS, Status.NOT_APPLICABLE)
"""The statuses that are only counted."""
_NOT_ALL_DAYS = UNJUDGED | {"KD415"}
"""The codes of findings on days that are not judged."""


def head_lines(report: Report, lang: Lang) -> Iterator[Line]:
    policies = joined(
        (f"{policy.title.say(lang)} {policy.id} v{policy.version}" for policy in report.policies),
        lang,
    )
    facts = {
        "policies": policies,
        "as_of": fact_words(report.as_of, lang),
        "span": fact_words(report.span, lang),
    }
    yield Line(phrases.VERDICTS_ON.fill(lang, facts), style="title")
    tried = tried_words(report.policies, lang)
    if tried:
        yield Line(tried, style="warning")
    yield result_line(report, lang)
    yield Line(rate_words(report, lang))
    if report.awaiting:
        yield Line(awaiting_words(report, lang), style="warning")
    shown = [
        f"{STATUSES[status].say(lang)} {count}{_of_them_awaiting(report, status, lang)}"
        for status in Status
        if (count := report.weighed[status])
    ]
    yield Line(joined(shown, lang))


def result_line(report: Report, lang: Lang) -> Line:
    """The result on the whole, in one sentence with the numbers of fails and unknowns; waivers that
    nobody has approved do not count."""
    count = report.weighed
    if not any(report.subjects) or report.before_all:
        return Line(phrases.NOT_CHECKED.say(lang), style="error")
    if report.compliant:
        in_part = any(one.code in _NOT_ALL_DAYS for one in report.findings)
        words = phrases.COMPLIANT_IN_PART if in_part else phrases.COMPLIANT
        return Line(words.say(lang), style="pass")
    if count[Status.FAIL] or count[Status.UNKNOWN]:
        facts = {
            "fails": str(count[Status.FAIL]),
            "unknowns": str(count[Status.UNKNOWN]),
            "errors": str(report.levels[Level.ERROR]),
        }
        return Line(phrases.NOT_COMPLIANT.fill(lang, facts), style="error")
    return Line(phrases.NOT_COMPLIANT_DATA.say(lang), style="error")


def rate_words(report: Report, lang: Lang) -> str:
    """The sentence on how many of the decided obligations were kept."""
    kept, decided = report.kept
    return phrases.RATE.fill(lang, {"kept": str(kept), "decided": str(decided)})


def awaiting_words(report: Report, lang: Lang) -> str:
    """The sentence on how many verdicts have a waiver that nobody has approved yet."""
    return phrases.AWAITING.fill(lang, {"count": str(report.awaiting.total())})


def waits_words(report: Report, status: Status, lang: Lang) -> str:
    """How many verdicts of a status have a waiver that nobody has approved yet, in words; empty for
    none."""
    count = report.awaiting[status]
    return phrases.OF_THEM_AWAITING.fill(lang, {"count": str(count)}) if count else ""


def _of_them_awaiting(report: Report, status: Status, lang: Lang) -> str:
    words = waits_words(report, status, lang)
    return bracketed(words, lang) if words else ""


def verdict_lines(
    report: Report, lang: Lang, every: bool = False, full: bool = False
) -> Iterator[Line]:
    """The verdicts by status, worst first; unknown ones by the cell that leaves them open.

    ``every`` lists those that passed or do not apply as well, and all that almost counted. Those
    of one rule that say the same of many are told together, unless ``every`` or ``full`` is set.
    """
    counted = report.weighed
    telling = Telling(lang, every=every, alone=every or full)
    for status in Status:
        if not counted[status] or (status in COUNTED and not every):
            continue
        verdicts = list(report.weighing(status))
        yield Line()
        title = STATUSES[status].say(lang) + bracketed(len(verdicts), lang)
        title += _of_them_awaiting(report, status, lang)
        yield Line(title, 0, status.value)
        cite = _citing(report)
        if status is Status.UNKNOWN:
            yield from _by_cause(verdicts, lang, every, cite)
        else:
            yield from _by_rule(verdicts, lang, cite, telling)
    facts = {"passed": str(counted[Status.PASS]), "others": str(counted[Status.NOT_APPLICABLE])}
    only_counted = not every and any(counted[status] for status in COUNTED)
    if only_counted or telling.of_many:
        yield Line()
    if only_counted:
        yield Line(phrases.ONLY_COUNTED.fill(lang, facts), 0, "dim")
    if telling.of_many:
        yield Line(phrases.ALIKE.say(lang), 0, "dim")


def rule_of(ruling: Ruling) -> tuple[str, str, str]:
    """The rule of a ruling; two versions of a policy may say otherwise by the same name."""
    return ruling.policy, ruling.version, ruling.rule


def _citing(report: Report) -> Cite:
    """The function that cites a clause: with its policy where there are several, and with the
    version where one policy has several."""
    ids = [policy.id for policy in report.policies]
    if len(set(ids)) < len(ids):
        return _with_version
    return _with_policy if len(ids) > 1 else _alone


def _with_version(ruling: Ruling) -> str:
    return f"{ruling.policy} v{ruling.version} {ruling.clause}"


def _with_policy(ruling: Ruling) -> str:
    """A clause with its policy, for reports on several policies."""
    return f"{ruling.policy} {ruling.clause}"


def _alone(ruling: Ruling) -> str:
    return ruling.clause


def _by_rule(verdicts: list[Finding], lang: Lang, cite: Cite, telling: Telling) -> Iterator[Line]:
    for _, same in groupby(verdicts, key=lambda one: rule_of(ruling_of(one))):
        rulings = list(same)
        first = ruling_of(rulings[0])
        many = bracketed(len(rulings), lang) if len(rulings) >= LEAST else ""
        yield Line(f"{cite(first)} {first.text.say(lang)}{many}", 1, "clause")
        if first.status is Status.UNATTESTED:
            yield Line(tail_words(first, lang), 2)
            continue
        by_mend: dict[str, list[Finding]] = {}
        for verdict in rulings:
            mend = mend_words(verdict, lang) if first.weighs in BREACHED else ""
            by_mend.setdefault(mend, []).append(verdict)
        for mend, those in by_mend.items():
            yield from telling.lines(those, len(rulings))
            if mend:
                yield Line(phrases.MEND.fill(lang, {"mend": mend}), 2, "dim")


def _by_cause(verdicts: list[Finding], lang: Lang, every: bool, cite: Cite) -> Iterator[Line]:
    """Unknown verdicts by cause. One cell may leave many verdicts open, and so may a column that
    everybody left blank or a table that was not handed in: each cause is shown once, with all its
    cells and all verdicts that wait for it."""
    causes: dict[tuple[str, str, str, int], list[Finding]] = {}
    for verdict in verdicts:
        because = verdict.facts["because"]
        place = because.place
        cause = (near_words(because, lang), place.file, place.sheet, place.column)
        causes.setdefault(cause, []).append(verdict)
    for waiting in causes.values():
        because = waiting[0].facts["because"]
        yield Line(cause_at([one.facts["because"] for one in waiting], lang), 1, "clause")
        mend = near_mend(because, lang)
        yield Line(phrases.MEND.fill(lang, {"mend": mend}), 2, "dim")
        yield from _waiting([ruling_of(one) for one in waiting], lang, cite)
        if every:
            others = (near for one in waiting for near in ruling_of(one).near[1:])
            for said in dict.fromkeys(near_at(near, lang) for near in others):
                yield Line(said, 3, "dim")


def _waiting(waiting: list[Ruling], lang: Lang, cite: Cite) -> Iterator[Line]:
    """Lines on the rules that wait for one cause, with all periods that are open: one for a single
    customer, else one for the rule and one that names the customers, with who answers for each
    where that differs."""
    alike: dict[tuple[tuple[str, str, str], str], list[Ruling]] = {}
    for (rule, _), same in groupby(waiting, key=lambda one: (rule_of(one), one.subject)):
        first, *others = same
        periods = [fact_words(one.period, lang) for one in (first, *others) if one.period]
        alike.setdefault((rule, joined(dict.fromkeys(periods), lang)), []).append(first)
    for (_, shown), those in alike.items():
        first, who = those[0], [who_words(one, lang) for one in those]
        owners = [fact_words(one.owner, lang) for one in those]
        said = [f"{cite(first)} {first.text.say(lang)}"]
        if len(set(owners)) == 1:
            said.append(phrases.OWNER.fill(lang, {"owner": owners[0]}))
        else:
            who = [one + bracketed(owner, lang) for one, owner in zip(who, owners, strict=True)]
        alone = who[0] if len(who) == 1 else ""
        yield Line(said_of(f"{alone} {shown}".strip(), said, lang), 2)
        if not alone:
            yield Line(joined(who, lang), 3)


def outside_lines(report: Report, lang: Lang) -> Iterator[Line]:
    """The clauses that the policies leave unchecked, each once even if versions share it."""
    outside = [
        f"{clause.clause} {clause.text.say(lang)}"
        for policy in report.policies
        for clause in policy.clauses
        if clause.why == "outside"
    ]
    if not outside:
        return
    yield Line()
    yield Line(phrases.OUTSIDE.say(lang), style="title")
    yield from (Line(words, 1) for words in dict.fromkeys(outside))
