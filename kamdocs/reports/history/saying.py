"""Periods side by side in words, and as lines below a report."""

from collections.abc import Iterator

from kamdocs.model import Finding, Lang, Status, bracketed, joined, listed
from kamdocs.reports.history.trend import Run, Trend
from kamdocs.reports.lines import Line
from kamdocs.reports.tallies import Count
from kamdocs.words import STATUSES, fact_words, what
from kamdocs.words.history import MARKS, TREND
from kamdocs.words.page import SHORT


def rate(count: Count, lang: Lang) -> str:
    """The numbers kept and decided, with a percentage only where there are at least ``FEW``."""
    if not count.decided:
        return TREND["none_decided"].say(lang)
    facts = {"kept": str(count.kept), "decided": str(count.decided)}
    if count.percent is None:
        return TREND["rate"].fill(lang, facts)
    return TREND["rate_percent"].fill(lang, {**facts, "percent": str(count.percent)})


def cell(count: Count | None, lang: Lang) -> str:
    """A clause in one period: kept of decided, how many fail and are unknown; where nothing is
    decided, what there is."""
    if count is None:
        return TREND["nothing"].say(lang)
    facts = {"kept": str(count.kept), "decided": str(count.decided)}
    told = [TREND["rate"].fill(lang, facts)] if count.decided else []
    shown = (Status.FAIL, Status.UNKNOWN) if count.decided else Status
    some = [one for one in shown if count.statuses[one]]
    told += [f"{SHORT[one].say(lang)} {count.statuses[one]}" for one in some]
    return joined(told, lang)


def late(run: Run, lang: Lang) -> str:
    """How much was done late, and by how many days in all and at most, unless it was only hours."""
    if not run.late:
        return TREND["none"].say(lang)
    if not any(run.late):
        return TREND["late_count"].fill(lang, {"count": str(len(run.late))})
    facts = {"count": len(run.late), "days": sum(run.late), "most": max(run.late)}
    return TREND["late_days"].fill(lang, {name: str(fact) for name, fact in facts.items()})


def period(run: Run, lang: Lang) -> str:
    """The period of a run, with a remark if it is this run."""
    said = fact_words(run.period, lang)
    return said if run.file else said + bracketed(TREND["this"].say(lang), lang)


def versions(trend: Trend, run: Run, policy: str, lang: Lang) -> str:
    """The versions of a policy that a run used, where they are not those of this run; else
    empty."""
    if trend.is_like(run, policy) or policy not in run.versions:
        return ""
    return TREND["version"].fill(lang, {"versions": joined(run.versions[policy], lang)})


def to_mind(finding: Finding, lang: Lang) -> str:
    """A finding that has to be kept in mind, with its file."""
    place = finding.place.file if finding.place else ""
    return f"{finding.code} {place} {what(finding, lang)}"


def trend_lines(found: Trend, lang: Lang) -> Iterator[Line]:
    """The periods, the policies, and the clauses that got better or worse, line by line."""
    yield Line()
    yield Line(TREND["title"].say(lang), style="title")
    if len(found.runs) == 1:
        yield Line(TREND["alone"].say(lang), 1)
    for run in found.runs:
        shown = [(one, run.all.statuses[one]) for one in Status if run.all.statuses[one]]
        statuses = joined((f"{STATUSES[one].say(lang)} {count}" for one, count in shown), lang)
        facts = {"period": period(run, lang), "day": run.day.isoformat(), "statuses": statuses}
        yield Line(TREND["line"].fill(lang, facts), 1)
        kept = {"rate": rate(run.all, lang), "late": late(run, lang)}
        yield Line(TREND["line_kept"].fill(lang, kept), 2)
    if len(found.runs) > 1:
        yield from _policies(found, lang)
        yield from _clauses(found, lang)
    if found.findings:
        yield Line(TREND["to_mind"].say(lang), 0, "clause")
    for finding in found.findings:
        yield Line(to_mind(finding, lang), 1, "dim")


def _policies(found: Trend, lang: Lang) -> Iterator[Line]:
    yield Line(TREND["policies"].say(lang), 0, "clause")
    for name, title, counts in found.policies:
        parts = []
        for run, count in zip(found.runs, counts, strict=True):
            said = rate(count, lang) if count else TREND["nothing"].say(lang)
            version = versions(found, run, name, lang)
            parts.append(" ".join(one for one in (period(run, lang), said, version) if one))
        facts = {"title": title.say(lang), "parts": listed(parts, lang)}
        yield Line(TREND["line_policy"].fill(lang, facts), 1)


def _clauses(found: Trend, lang: Lang) -> Iterator[Line]:
    """The clauses that got better or worse; the others are only in the page and the workbook."""
    yield Line(TREND["clauses"].say(lang), 0, "clause")
    turned = [one for one in found.clauses if one.turn in ("worse", "better")]
    for one in turned:
        mark = f"{MARKS[one.turn]} {TREND[one.turn].say(lang)}"
        yield Line(f"{mark} {one.policy} {one.clause} {one.text.say(lang)}", 1)
        runs = zip(found.runs, one.counts, strict=True)
        parts = (f"{period(run, lang)} {cell(count, lang)}" for run, count in runs)
        yield Line(listed(parts, lang), 2)
    if not turned:
        compared = any(one.turn == "same" for one in found.clauses)
        yield Line(TREND["unturned" if compared else "none_alike"].say(lang), 1)
