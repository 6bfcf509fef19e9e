"""The proposed visits as an iCalendar file, to be taken into Outlook, WPS or a telephone.

Each visit is an event of a whole day. Its id (UID of RFC 5545) comes from what the visit is for,
not from its day. So a file imported twice changes nothing, and a later plan moves the events of an
earlier one: it has the same ids and a higher SEQUENCE, which is made of the day of the plan. Events
of an earlier plan that this one does not have are cancelled; since calendars differ in what they do
with a cancelled event, its title says so as well.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event, vText

import kamdocs
from kamdocs.model import DAY, Lang, Plan, PlannedVisit, key_of, legible
from kamdocs.reports.planning.saying import Saying
from kamdocs.sheets import Schemas
from kamdocs.words import fact_words
from kamdocs.words import planning as words

_REMIND = timedelta(days=-3, hours=9)
"""The reminder, at nine in the morning three days before, leaves time to arrange who comes
along."""
_NUMBERED_FROM = date(2020, 1, 1)


_ASKED, _CUSTOMER = "x-kamdocs-asked", "x-kamdocs-customer"
"""The properties with what the plan was asked for and with the customer of an event: by these a
later plan knows which events it may cancel."""
_SAID = ("dtstart", "summary", "description", "status")
"""The properties of an event whose change gives it a higher SEQUENCE."""


def plan_calendar(plan: Plan, schemas: Schemas, lang: Lang, earlier: bytes, asked: str) -> bytes:
    """The visits of a plan as an iCalendar file; the same plan gives the same bytes.

    ``asked`` says what the plan was asked for. If the ``earlier`` calendar was made for the same,
    its events on days to come that the plan does not have are cancelled, except visits that stand
    in plans handed in.
    """
    say = Saying(plan, schemas, lang)
    calendar = Calendar()
    calendar.add("prodid", f"-//kamdocs//kamdocs {kamdocs.__version__}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = words.CALENDAR.fill(lang, {"period": fact_words(plan.period, lang)})
    calendar.add("x-wr-calname", vText(name))
    calendar.add(_ASKED, vText(asked))
    before = _events(earlier, asked)
    for visit in plan.visits:
        event = _event(visit, plan.as_of, say)
        calendar.add_component(_numbered(event, before.pop(str(event["uid"]), None)))
    for event in _left(before, plan, say):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def answers(content: bytes, asked: str) -> bool | None:
    """Whether a calendar was made for what was ``asked``; None where it is not from kamdocs."""
    calendar = _parsed(content)
    return None if calendar is None else str(calendar.get(_ASKED, "")) == asked


def cancelled_in(content: bytes) -> int:
    """The number of cancelled events in a calendar."""
    calendar = _parsed(content)
    events = calendar.walk("VEVENT") if calendar else []
    return sum(_is_cancelled(event) for event in events)


def _parsed(content: bytes) -> Calendar | None:
    """A calendar from its bytes; None where it cannot be parsed."""
    try:
        found = Calendar.from_ical(content)
    except (ValueError, IndexError, KeyError):
        return None
    return found if isinstance(found, Calendar) and _ASKED in found else None


def _events(content: bytes, asked: str) -> dict[str, Any]:
    """The events of an earlier calendar by id, if it was made for the same; else none."""
    calendar = _parsed(content) if answers(content, asked) else None
    events = calendar.walk("VEVENT") if calendar else []
    whole = (one for one in events if all(name in one for name in ("uid", "dtstart", "sequence")))
    return {str(event["uid"]): event for event in whole}


def _left(before: Mapping[str, Any], plan: Plan, say: Saying) -> Iterator[Event]:
    """The events of an earlier calendar that the plan does not have: those to come are cancelled,
    unless they are planned in sheets handed in; past ones are left out."""
    standing = {(row.subject, row.told_day) for row in plan.standing}
    for event in before.values():
        day = event.decoded("dtstart")
        if not isinstance(day, date) or day <= plan.as_of or day not in plan.period:
            continue
        if _is_cancelled(event) or (str(event.get(_CUSTOMER, "")), day) in standing:
            yield event
        else:
            yield _cancelled(event, plan.as_of, say)


def _cancelled(event: Any, as_of: date, say: Saying) -> Event:
    """The event as cancelled, without its reminder."""
    gone = Event()
    for name in ("uid", "dtstart", "dtend", _CUSTOMER):
        if name in event:
            gone[name] = event[name]
    gone.add("dtstamp", datetime.combine(as_of, time(), UTC))
    gone.add("sequence", max(_number(as_of), int(str(event["sequence"])) + 1))
    gone.add("status", "CANCELLED")
    name = str(event.get("summary", ""))
    gone.add("summary", words.CANCELLED.fill(say.lang, {"name": name}))
    gone.add("transp", "TRANSPARENT")
    return gone


def _is_cancelled(event: Any) -> bool:
    return str(event.get("status", "")) == "CANCELLED"


def _numbered(event: Event, before: Any) -> Event:
    """An event with a SEQUENCE above that of the event with the same id ``before``, if it says
    something else."""
    if before is not None:
        same = all(_spelled(event, name) == _spelled(before, name) for name in _SAID)
        least = int(str(before["sequence"])) + (not same)
        event["sequence"] = max(int(str(event["sequence"])), least)
    return event


def _spelled(event: Any, name: str) -> str:
    return str(event.decoded(name)) if name == "dtstart" else str(event.get(name, ""))


def _number(as_of: date) -> int:
    """The SEQUENCE of a plan: the number of days up to its day."""
    return (as_of - _NUMBERED_FROM).days if as_of > _NUMBERED_FROM else 0


def _event(visit: PlannedVisit, as_of: date, say: Saying) -> Event:
    event = Event()
    event.add("uid", f"{visit.uid}@kamdocs")
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("sequence", _number(as_of))
    event.add(_CUSTOMER, vText(_plain(key_of(visit.customer))))
    event.add("dtstart", visit.day)
    event.add("dtend", visit.day + DAY)
    event.add("summary", _plain(_summary(visit, say)))
    event.add("description", _plain("\n".join(_lines(visit, say))))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _REMIND)
    alarm.add("description", _plain(words.REMIND.fill(say.lang, {"name": _name(visit, say)})))
    event.add_component(alarm)
    return event


def _name(visit: PlannedVisit, say: Saying) -> str:
    return say.customer(visit.customer.text("name"), visit.customer.text("code"))


def _summary(visit: PlannedVisit, say: Saying) -> str:
    if not visit.levels:
        return words.SUMMARY_PLAIN.fill(say.lang, {"name": _name(visit, say)})
    levels = say.levels("visit_level", visit.levels)
    return words.SUMMARY.fill(say.lang, {"name": _name(visit, say), "levels": levels})


def _lines(visit: PlannedVisit, say: Saying) -> list[str]:
    told = [words.PEOPLE.fill(say.lang, {"people": say.people(visit)})]
    if visit.counterpart_levels:
        levels = say.levels("counterpart_level", visit.counterpart_levels)
        told.append(words.MEETING.fill(say.lang, {"levels": levels}))
    for ruling in visit.settles:
        facts = {
            "clause": say.clause(ruling),
            "text": ruling.text.say(say.lang),
            "period": fact_words(ruling.period, say.lang),
        }
        told.append(words.SERVES.fill(say.lang, facts))
    window = {"first": fact_words(visit.first, say.lang), "last": fact_words(visit.last, say.lang)}
    told.append(words.WINDOW.fill(say.lang, window))
    if visit.on_made_up_day:
        told.append(say.weekday(visit))
    return told


def _plain(words: str) -> str:
    """Words without invisible characters: a bare carriage return would end a line."""
    return "\n".join(map(legible, words.split("\n")))
