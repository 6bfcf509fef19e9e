"""Plans: what falls due, the fewest visits that settle it, and that these visits count."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import chinese_calendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamdocs import compliance
from kamdocs.model import Due, How, Period, Plan, PlannedVisit, Ruling
from kamdocs.reports import plain
from kamdocs.reports.planning.as_lines import plan_lines
from tests import desk

CASES = desk.cases("plans")


def planned(case: Mapping[str, Any]) -> Plan:
    """The plan of a case, by those rules of its policy that it is about."""
    _, _, book = desk.handed_in(case)
    policy = compliance.find_policy(case["policy"], desk.SCHEMAS)
    more = case.get("terms", {})  # what a company has changed in its rules
    rules = tuple(
        one._replace(terms={**one.terms, **more}) for one in policy.rules if one.id in case["rules"]
    )
    period = Period.parse(str(case["period"]))
    return compliance.plan([policy._replace(rules=rules)], book, desk.SCHEMAS, period)


def _rule(ruling: Ruling) -> str:
    return f"{ruling.rule}/{ruling.period}"


def _told(visit: PlannedVisit) -> str:
    levels, theirs = "、".join(visit.levels), "、".join(visit.counterpart_levels)
    rules = " ".join(_rule(one) for one in visit.settles)
    people = "、".join(visit.people)
    return f"{visit.day} {visit.customer.text('code')} {levels} > {theirs}: {people}: {rules}"


def _stands(plan: Plan, *hows: How) -> list[str]:
    return [f"{one.how} {_rule(one.ruling)}" for one in plan.dues if one.how in hows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_planned(case: Mapping[str, Any]) -> None:
    plan = planned(case)
    assert [_told(visit) for visit in plan.visits] == case["visits"]
    assert [f"{one.how} {_rule(one.ruling)}" for one in plan.unsettled] == case.get("left", [])
    assert _stands(plan, How.WAIVED) == [f"waived {one}" for one in case.get("waived", [])]
    assert sorted(str(row.day) for row in plan.standing) == list(map(str, case.get("planned", [])))
    assert [one.code for one in plan.findings] == case.get("findings", [])
    if "to_do" in case:
        to_do = [one.ruling for one in plan.dues if one.how is How.TO_DO]
        assert [f"{one.due} {one.subject} {one.rule}" for one in to_do] == case["to_do"]
    if "loads" in case:
        shown = [f"{one.person} {one.visits} {max(one.weeks.values())}" for one in plan.loads]
        assert shown == case["loads"]


def test_two_versions_of_a_policy_are_named_once() -> None:
    plan = planned(CASES[0])
    (policy,) = plan.policies
    both = plan._replace(policies=(policy, policy._replace(version="2")))
    head = next(plan_lines(both, desk.SCHEMAS, "zh"))
    assert head.words.count(policy.title.zh) == 1


# The fewest visits, by trying every way to put needs together

LEVEL = {
    "account-manager-visit": "大客户经理",
    "executive-visit": "公司高层",
    "technical-visit": "技术",
    "quality-visit": "质量",
    "visits-across-levels": "大客户经理",
}
HOLDER = {
    "大客户经理": ("account_manager", "李晓雯"),
    "公司高层": ("executive_sponsor", "陈立群"),
    "技术": ("technical_owner", "韩冬"),
    "质量": ("quality_engineer", "苏洁"),
}
PEOPLE = st.sets(st.sampled_from(sorted(HOLDER)))
VISITED = st.lists(
    st.tuples(
        st.dates(date(2026, 7, 1), date(2026, 12, 20)),
        st.sampled_from(sorted(HOLDER)),
        st.sampled_from(["高层", "中层", ""]),
    ),
    max_size=5,
)
SPANS = st.sampled_from(["2026Q4", "2026H2", "2026-12", "2026-10"])


def _case(
    as_of: date, period: str, known: set[str], visited: Sequence[tuple[date, str, str]]
) -> dict[str, Any]:
    columns = ["code", *(HOLDER[level][0] for level in sorted(known))]
    cells = ["KA-001", *(HOLDER[level][1] for level in sorted(known))]
    rows = [f"| {day} | {level} | {theirs} |" for day, level, theirs in visited if day <= as_of]
    customer = "\n".join("| " + " | ".join(row) + " |" for row in (columns, cells))
    visits = "\n".join(["| visited_on | visit_level | counterpart_level |", *rows])
    return {
        "as_of": as_of,
        "period": period,
        "policy": "strategic-account",
        "rules": list(LEVEL),
        "given": {"customer": customer, **({"visit": visits} if rows else {})},
    }


def _days(due: Due, plan: Plan) -> frozenset[date]:
    """The working days on which a visit serves, found in another way than the plan does."""
    period = due.ruling.period
    assert period is not None
    days = (
        date.fromordinal(one) for one in range(*map(date.toordinal, (period.start, period.end)))
    )
    return frozenset(
        day
        for day in days
        if day > plan.as_of and day in plan.period and chinese_calendar.is_workday(day)
    )


def _fewest(needs: Sequence[tuple[str, frozenset[date]]], known: set[str]) -> int:
    """The fewest groups of needs that can be one visit each."""

    def fits(group: Sequence[tuple[str, frozenset[date]]]) -> bool:
        levels = {LEVEL[rule] for rule, _ in group}
        if len(levels) > 1 and not levels <= known:
            return False
        return bool(frozenset.intersection(*(days for _, days in group)))

    def tried(left: Sequence[Any], groups: list[list[Any]]) -> Iterator[int]:
        if not left:
            yield len(groups)
            return
        first, *others = left
        for at, group in enumerate(groups):
            if fits([*group, first]):
                yield from tried(others, [*groups[:at], [*group, first], *groups[at + 1 :]])
        yield from tried(others, [*groups, [first]])

    return min(tried(needs, []), default=0)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dates(date(2026, 9, 20), date(2026, 12, 25)), SPANS, PEOPLE, VISITED)
def test_no_fewer_visits_would_do(
    as_of: date, period: str, known: set[str], visited: list[tuple[date, str, str]]
) -> None:
    plan = planned(_case(as_of, period, known, visited))
    needs = [
        (one.ruling.rule, days)
        for one in plan.dues
        if one.how is How.PROPOSED and (days := _days(one, plan))
    ]
    later = [visit for visit in plan.visits if visit.day > as_of]
    assert len(later) == _fewest(needs, known)
    served = [ruling.id for visit in plan.visits for ruling in visit.settles]
    assert set(served) == {one.ruling.id for one in plan.dues if one.how is How.PROPOSED}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dates(date(2026, 9, 20), date(2026, 12, 25)), SPANS, PEOPLE, VISITED)
def test_every_day_is_a_working_day_on_which_the_visit_serves(
    as_of: date, period: str, known: set[str], visited: list[tuple[date, str, str]]
) -> None:
    plan = planned(_case(as_of, period, known, visited))
    for visit in plan.visits:
        assert chinese_calendar.is_workday(visit.day)
        assert as_of <= visit.day
        assert visit.day in plan.period
        assert visit.first <= visit.day <= visit.last
        assert all(one.period and visit.day in one.period for one in visit.settles)


# Made as planned, the visits count


def _made(plan: Plan) -> str:
    """The planned visits as reports of visits that were made."""
    rows = ["| visited_on | visit_level | visitors | counterpart_level | visit_mode |"]
    for visit in plan.visits:
        people = visit.people or ("某人",)
        cells = ("、".join(part) for part in (visit.levels, people, visit.counterpart_levels))
        rows.append(f"| {visit.day} | {' | '.join(cells)} | {visit.mode} |")
    return "\n".join(rows)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dates(date(2026, 9, 20), date(2026, 12, 25)),
    st.sampled_from(["2026Q4", "2026H2"]),
    PEOPLE,
    VISITED,
)
def test_made_as_planned_they_settle_what_they_are_for(
    as_of: date, period: str, known: set[str], visited: list[tuple[date, str, str]]
) -> None:
    case = _case(as_of, period, known, visited)
    plan = planned(case)
    known_visits = case["given"].get("visit", "")
    later = {
        **case,
        "as_of": date(2027, 1, 31),
        "through": {"visit": date(2027, 1, 31)},
        "given": {"customer": case["given"]["customer"]},
        "files": {
            "以前.xlsx": {"visit": known_visits} if known_visits else {},
            "计划.xlsx": {"visit": _made(plan)},
        },
    }
    later["files"] = {name: tables for name, tables in later["files"].items() if tables}
    report, _ = desk.run(later)
    statuses = {one.id: one.status for one in report.rulings}
    settled = {one.id for visit in plan.visits for one in visit.settles}
    assert {statuses[one] for one in settled} <= {"pass"}, settled


def test_what_no_choice_can_tell_is_told_and_not_planned() -> None:
    """A rule that wants a text in the report of the visit: nobody can plan what it will say."""
    case = {**_case(date(2026, 12, 10), "2026-12", set(HOLDER), []), "rules": ["quality-visit"]}
    _, _, book = desk.handed_in(case)
    policy = compliance.find_policy("strategic-account", desk.SCHEMAS)
    rule = next(one for one in policy.rules if one.id == "quality-visit")
    where = {**rule.terms["where"], "operating_status": {"required": True}}
    asking = rule._replace(terms={**rule.terms, "where": where})
    pack = policy._replace(rules=(asking,))
    plan = compliance.plan([pack], book, desk.SCHEMAS, Period.parse("2026-12"))
    assert plan.visits == ()
    assert _stands(plan, How.UNPLANNED) == ["unplanned quality-visit/2026Q4"]
    assert [one.code for one in plan.findings] == ["KD571"]


def test_what_is_waived_is_listed_apart_and_not_counted_among_what_is_open() -> None:
    (case,) = (one for one in CASES if one["name"] == "a waiver spares the visit")
    assert plain(plan_lines(planned(case), desk.SCHEMAS, "zh")).splitlines()[1:] == [
        "到期而未完成的有0项；建议拜访0次，可了结其中0项；已有计划0次",
        "",
        "已豁免、没有安排的（1项）",
        "  4.2.1.3b 大客户经理每月至少上门拜访一次（2026年10月）：期限：2026-10-31；最迟2026-10-30",
        "    苏州迅捷电梯有限公司（KA-001）（李晓雯）",
    ]


def test_the_same_visit_keeps_its_id_when_it_is_planned_again() -> None:
    case = next(one for one in CASES if one["name"].startswith("every month"))
    first, second = planned(case), planned({**case, "as_of": case["as_of"] + timedelta(days=30)})
    ids = {_rule(one.settles[0]): one.uid for one in first.visits}
    again = {_rule(one.settles[0]): one.uid for one in second.visits}
    assert len(set(ids.values())) == len(ids)
    assert again.items() <= ids.items()
    assert again
