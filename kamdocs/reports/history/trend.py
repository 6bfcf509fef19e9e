"""Puts periods side by side: the counts of each run, and which clauses got better or worse."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kamdocs.model import Fact, Finding, Period, Place, Report, Status, Text, joined
from kamdocs.reports.around import Earlier, History
from kamdocs.reports.as_json import as_entries
from kamdocs.reports.from_json import Entry, entries, verdicts_in
from kamdocs.reports.tallies import Count
from kamdocs.reports.trials import trial_in

Turn = Literal["better", "worse", "same", "unlike"]
"""How a clause changed since the last period; ``unlike`` where it cannot be compared, since the
version is another or nothing was decided."""
TURNS: tuple[Turn, ...] = ("worse", "better", "same", "unlike")


@dataclass(frozen=True, slots=True)
class Run:
    """The counts of one run, from its report. ``file`` is empty for this run. ``late`` has for each
    thing that was done late the number of days; ``versions`` are those of each policy."""

    file: str
    day: date
    period: Period
    versions: Mapping[str, tuple[str, ...]]
    all: Count
    policies: Mapping[str, Count]
    clauses: Mapping[tuple[str, str], Count]
    late: tuple[int, ...]
    customers: frozenset[str]

    @property
    def key(self) -> str:
        return str(self.period)

    def precedes(self, other: "Run") -> bool:
        """Whether the other run can be compared with this one: both are of periods of the same
        length, and this one is the earlier."""
        alike = self.period.each == other.period.each
        return alike and self.period.start < other.period.start


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause of this run's policies through the periods: its counts in each run (None: not looked
    at), and how it changed."""

    policy: str
    clause: str
    text: Text
    counts: tuple[Count | None, ...]
    turn: Turn


@dataclass(frozen=True, slots=True)
class Trend:
    """The runs by period, this one last; the counts of its policies and clauses in all of them,
    clauses that got worse first; and the findings to be kept in mind in comparing them."""

    runs: tuple[Run, ...]
    policies: tuple[tuple[str, Text, tuple[Count | None, ...]], ...]
    clauses: tuple[ClauseLine, ...]
    findings: tuple[Finding, ...]

    def is_like(self, run: Run, policy: str) -> bool:
        """Whether a run used the same versions of a policy as this run."""
        return run.versions.get(policy) == self.runs[-1].versions.get(policy)


def trend(history: History, report: Report) -> Trend:
    """Earlier runs and this one, one for each period.

    Of several reports on one period the one of the latest day counts, of one day the file that was
    saved last (KD576); for its own period this run counts. Not used, each with a finding, are
    reports for another role (KD577), with tried values (KD588), later than this run (KD580),
    without a period (KD584: of ``validate``), on a period that ends after that of this run
    (KD585), or of another company (KD643: without a customer in common). KD578, KD579 and KD586
    say which runs used another version, had other customers, or used other policies.
    """
    mine = as_entries(report)
    now = _run(mine, "", report.as_of, _period(mine) or Period.holding(report.as_of, "year"))
    said = list(history.findings)
    taken: dict[str, Run] = {}
    for one in history.reports:  # by their days: the later takes the place of the earlier
        span = _period(one.whole)
        fault = _unfit(one, report, span, now.period)
        if fault or span is None:
            said += [fault] if fault else []
            continue
        run = _run(one.whole, one.file, one.day, span)
        if run.customers and now.customers and run.customers.isdisjoint(now.customers):
            said.append(Finding("KD643", Place(run.file), {"period": run.period}))
            continue
        before = taken.get(run.key)
        if before:
            said.append(_replaced(before, run.file))
        taken[run.key] = run
    own = taken.pop(now.key, None)
    if own:
        said.append(_replaced(own, Text("这次的结果", "this run")))
    runs = (*sorted(taken.values(), key=_order), now)
    said += [fault for run in runs[:-1] for fault in _unlike(run, now)]
    policies = tuple(
        (name, title, tuple(run.policies.get(name) for run in runs))
        for name, title in {one.id: one.title for one in report.policies}.items()
    )
    lines = sorted(_lines(report, runs), key=lambda one: TURNS.index(one.turn))
    return Trend(runs, policies, tuple(lines), tuple(said))


def _unfit(one: Earlier, report: Report, span: Period | None, mine: Period) -> Finding | None:
    role = one.whole.get("role") or ""
    if role != report.role:
        facts: dict[str, Fact] = {"name": str(role or "-"), "other": report.role or "-"}
        return Finding("KD577", Place(one.file), facts)
    if trial := trial_in(one.whole):
        return Finding("KD588", Place(one.file), {"trial": trial})
    if one.day > report.as_of:
        return Finding("KD580", Place(one.file), {"day": one.day})
    if span is None:
        return Finding("KD584", Place(one.file))
    if span.end > mine.end:
        return Finding("KD585", Place(one.file), {"period": span})
    return None


def _replaced(run: Run, by: Fact) -> Finding:
    facts: dict[str, Fact] = {"period": run.period, "day": run.day, "other": by}
    return Finding("KD576", Place(run.file), facts)


def _run(whole: Entry, file: str, day: date, span: Period) -> Run:
    every: Counter[Status] = Counter()
    policies: dict[str, Counter[Status]] = defaultdict(Counter)
    clauses: dict[tuple[str, str], Counter[Status]] = defaultdict(Counter)
    late, customers = [], set()
    for status, entry in verdicts_in(whole, file).values():
        policy, clause = str(entry.get("policy", "")), str(entry.get("clause", ""))
        every[status] += 1
        policies[policy][status] += 1
        clauses[policy, clause][status] += 1
        if status is Status.LATE:
            late.append(_days_late(entry))
        if entry.get("subject"):
            customers.add(str(entry["subject"]))
    versions: dict[str, list[str]] = defaultdict(list)
    for one in entries(whole.get("policies")):
        versions[str(one["id"])].append(str(one.get("version") or "-"))
    return Run(
        file,
        day,
        span,
        {name: tuple(sorted(those)) for name, those in versions.items()},
        Count(every),
        {name: Count(count) for name, count in policies.items()},
        {name: Count(count) for name, count in clauses.items()},
        tuple(late),
        frozenset(customers),
    )


def _days_late(entry: Entry) -> int:
    """The number of days after its due day on which something was done; 0 where it was only hours,
    or the report does not say it."""
    facts = entry.get("facts")
    done = facts.get("done") if isinstance(facts, Mapping) else None
    try:
        due, day = (date.fromisoformat(str(one)[:10]) for one in (entry.get("due"), done))
    except ValueError:
        return 0
    return max(0, (day - due).days)


def _period(whole: Entry) -> Period | None:
    """The period of a report, one of the calendar or any days; None where it names none."""
    try:
        return Period.spelled(str(whole.get("period") or ""))
    except ValueError:
        return None


def _order(run: Run) -> tuple[date, date]:
    return run.period.start, run.day


def _unlike(run: Run, now: Run) -> Iterator[Finding]:
    """The findings on what in a run cannot be compared with this one."""
    for policy, versions in run.versions.items():
        mine = now.versions.get(policy, versions)
        if versions != mine:
            words: dict[str, Fact] = {
                "period": run.period,
                "policy": policy,
                "versions": joined(versions, "en"),
                "now": joined(mine, "en"),
            }
            yield Finding("KD578", Place(run.file), words)
    if run.versions.keys() != now.versions.keys():
        others: dict[str, Fact] = {
            "period": run.period,
            "policies": tuple(run.versions),
            "now": tuple(now.versions),
        }
        yield Finding("KD586", Place(run.file), others)
    if run.customers != now.customers:
        counts: dict[str, Fact] = {
            "period": run.period,
            "gone": len(run.customers - now.customers),
            "come": len(now.customers - run.customers),
        }
        yield Finding("KD579", Place(run.file), counts)


def _lines(report: Report, runs: Iterable[Run]) -> Iterator[ClauseLine]:
    """Every clause that any run looked at, in the order of the policies."""
    runs = tuple(runs)
    texts: dict[tuple[str, str], Text] = {}
    for policy in report.policies:
        for rule in policy.rules:
            texts.setdefault((policy.id, rule.clause), rule.text)
    for (name, clause), text in texts.items():
        counts = tuple(run.clauses.get((name, clause)) for run in runs)
        if any(counts):
            now = runs[-1]
            like = [
                run.versions.get(name) == now.versions.get(name) and run.precedes(now)
                for run in runs
            ]
            before = [one for one, same in zip(counts[:-1], like, strict=False) if one and same]
            yield ClauseLine(name, clause, text, counts, _turn(before, counts[-1]))


def _turn(before: list[Count], now: Count | None) -> Turn:
    """How a clause changed since the last comparable run: by the share kept; where that is equal,
    or nothing was decided in both, by what is unknown, if its number and its share both went up or
    both went down."""
    if not before or now is None:
        return "unlike"
    then = before[-1]
    if bool(then.decided) != bool(now.decided):
        return "unlike"
    gain = now.kept * then.decided - then.kept * now.decided
    unknown, then_unknown = (one.statuses[Status.UNKNOWN] for one in (now, then))
    share = then_unknown * (now.decided + unknown) - unknown * (then.decided + then_unknown)
    if gain == 0 and share * (then_unknown - unknown) > 0:
        gain = share
    return "better" if gain > 0 else "worse" if gain < 0 else "same"
