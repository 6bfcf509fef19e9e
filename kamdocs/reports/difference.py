"""What changed between two runs, as lines and as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from kamdocs.model import Lang, Text, bracketed
from kamdocs.reports.as_json import text_entry
from kamdocs.reports.changes import Change
from kamdocs.reports.differing import Changed, Difference
from kamdocs.reports.from_json import Entry, said_in
from kamdocs.reports.json_text import json_text
from kamdocs.reports.lines import Line
from kamdocs.words import STATUSES
from kamdocs.words.page import PAGE
from kamdocs.words.phrases import COMPANY, NOT_ASKED

FORMAT = "kamdocs-diff/1"
_TITLES = {
    Change.WORSE: Text("变坏", "Worse"),
    Change.NEW: Text("新出现", "New"),
    Change.OPEN: Text("仍未解决", "Still open"),
    Change.FIXED: Text("已解决", "Fixed"),
    Change.GONE: Text("这次不再检查或不再适用", "No longer looked at, or no longer applicable"),
}
_STYLES = {Change.WORSE: "fail", Change.NEW: "fail", Change.OPEN: "warn", Change.FIXED: "pass"}
_HEAD = Text("{before}的结果与{now}的结果相比", "What changed from {before} to {now}")
_TRIAL = Text("{day}的结果：{trial}", "The result of {day}: {trial}")
_COUNT = Text(
    "变坏{worse}，新出现{new}，仍未解决{open}，已解决{fixed}，不再检查{gone}",
    "{worse} worse, {new} new, {open} still open, {fixed} fixed, {gone} no longer looked at",
)
_TURNED = Text("{was}→{now}", "{was} → {now}")
_SIDES = ("before", "now")
_SHOWN = (Change.WORSE, Change.NEW, Change.FIXED)


def difference_lines(found: Difference, lang: Lang, every: bool) -> Iterator[Line]:
    """What changed, line by line: worse and new verdicts with what was found, others by name.

    What is still open, and what is no longer looked at, is only counted unless ``every`` is set.
    """
    yield Line(_HEAD.fill(lang, {"before": found.before, "now": found.now}), style="title")
    for day, trial in zip((found.before, found.now), found.trials, strict=True):
        if trial:
            facts = {"day": day, "trial": trial.say(lang)}
            yield Line(_TRIAL.fill(lang, facts), style="warning")
    for unlike in found.unlike:
        yield Line(unlike.say(lang), style="warning")
    counts = {one.value: str(sum(map(len, found.those(one)))) for one in Change}
    yield Line(_COUNT.fill(lang, counts))
    for change in Change:
        verdicts, findings = found.those(change)
        if not (verdicts or findings) or not (every or change in _SHOWN):
            continue
        yield Line()
        count = len(verdicts) + len(findings)
        title = _TITLES[change].say(lang) + bracketed(count, lang)
        yield Line(title, 0, _STYLES.get(change, "dim"))
        for clause, those in _by_clause(verdicts, lang).items():
            yield Line(clause, 1, "clause")
            for one in those:
                yield from _verdict(one, lang)
        for one in findings:
            yield Line(one.id, 1, "clause")
            yield Line(said_in(one.entry.get("text"), lang), 2)


def since_words(found: Difference, lang: Lang) -> str:
    """The sentences that say since which run the changes are, what values were tried in it, and in
    what else the two runs differ."""
    day = PAGE["changes_from"].fill(lang, {"day": found.before})
    further = (one.say(lang) for one in (found.trials[0], *found.unlike) if one)
    return ("；" if lang == "zh" else ". ").join((day, *further))


def _by_clause(verdicts: Iterable[Changed], lang: Lang) -> dict[str, list[Changed]]:
    """The verdicts by clause, in the order in which each clause first comes; what is only in the
    later report comes after all that is in the earlier one."""
    found: dict[str, list[Changed]] = {}
    for one in verdicts:
        found.setdefault(_clause(one.entry, lang), []).append(one)
    return found


def _clause(entry: Entry, lang: Lang) -> str:
    cited = f"{entry.get('policy', '')} {entry.get('clause', '')}"
    return f"{cited} {said_in(entry.get('rule_text'), lang)}".strip()


def _verdict(one: Changed, lang: Lang) -> Iterator[Line]:
    entry = one.entry
    who = entry.get("subject_name") or entry.get("subject") or COMPANY.say(lang)
    when, item = said_in(entry.get("period_text"), lang), entry.get("item") or ""
    turned = _TURNED.fill(lang, {"was": _status(one.was, lang), "now": _status(one.now, lang)})
    yield Line(" ".join(str(part) for part in (who, when, item, turned) if part), 2)
    if one.change in (Change.WORSE, Change.NEW):
        yield Line(said_in(entry.get("text"), lang), 3)


def _status(status: Any, lang: Lang) -> str:
    return STATUSES[status].say(lang) if status else NOT_ASKED.say(lang)


def difference_json(found: Difference) -> str:
    """What changed as JSON text, ended by a line feed: for every kind of change the ids, with both
    statuses."""
    whole = {
        "format": FORMAT,
        "before": found.before,
        "now": found.now,
        "trials": {
            name: text_entry(one) if one else None
            for name, one in zip(_SIDES, found.trials, strict=True)
        },
        "unlike": [text_entry(one) for one in found.unlike],
        **{
            change.value: {
                "verdicts": [_entry(one) for one in found.those(change)[0]],
                "findings": [one.id for one in found.those(change)[1]],
            }
            for change in Change
        },
    }
    return json_text(whole)


def _entry(one: Changed) -> dict[str, str | None]:
    return {
        "id": one.id,
        "was": one.was.value if one.was else None,
        "now": one.now.value if one.now else None,
    }
