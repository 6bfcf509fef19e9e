"""What two runs were asked: other periods and other policies make other verdicts, and nothing that
is mended or broken."""

from collections.abc import Iterator
from functools import partial

from kamdocs.model import Period, Text, joined
from kamdocs.reports.from_json import Entry, entries
from kamdocs.words import fact_words

_PERIODS = Text(
    "期间不同（上次{before}，这次{now}）：只在上次那一期里的事项算“不再检查”，只在这一期里的算“新出现”；"
    "各期并排看，用--history",
    "The periods differ ({before} then, {now} now): verdicts of the earlier one alone are no "
    "longer looked at, those of the later one alone are new; --history shows periods side by side",
)
_POLICIES = Text(
    "制度或版本不同（上次{before}，这次{now}）",
    "The policies or their versions differ (then {before}; now {now})",
)
_BACKWARDS = Text(
    "作为上次的结果，检查日{before}晚于这次的{now}：可能放反了",
    "What is taken as the earlier result is of a later day ({before}) than this one ({now}): they "
    "may be the wrong way round",
)
_CUSTOMERS = Text(
    "两次结果没有一家相同的客户，不是同一家公司的：哪些变坏、哪些已解决，看不出来",
    "The two results have no customer in common, so they are of two companies: nothing here tells "
    "what became worse or was fixed",
)


def unlike(before: Entry, now: Entry) -> tuple[Text, ...]:
    """What is said where two JSON reports are of other periods, by other policies, of two
    companies, or the earlier one is of the later day."""
    return tuple(_told(before, now))


def _told(before: Entry, now: Entry) -> Iterator[Text]:
    for text, known in ((_PERIODS, _period), (_POLICIES, _policies)):
        then, this = known(before), known(now)
        if then and this and then != this:
            yield text.filled(before=then, now=this)
    days = str(before.get("as_of")), str(now.get("as_of"))
    if days[0] > days[1]:
        yield _BACKWARDS.filled(before=days[0], now=days[1])
    had, have = _customers(before), _customers(now)
    if had and have and had.isdisjoint(have):
        yield _CUSTOMERS


def _customers(whole: Entry) -> set[str]:
    """The codes of the customers whom a report has verdicts on."""
    return {str(one["subject"]) for one in entries(whole.get("verdicts")) if one.get("subject")}


def _period(whole: Entry) -> Text | None:
    """The period of a report; None where it has none, or none that can be read."""
    try:
        period = Period.spelled(str(whole.get("period")))
    except ValueError:
        return None
    return Text.in_each(partial(fact_words, period))


def _policies(whole: Entry) -> Text | None:
    """The policies by which a report was made, with their versions, in an order of their own: the
    same ones may be given otherwise. None for none."""
    named = {f"{one.get('id')} v{one.get('version')}" for one in entries(whole.get("policies"))}
    return Text.in_each(partial(joined, sorted(named))) if named else None
