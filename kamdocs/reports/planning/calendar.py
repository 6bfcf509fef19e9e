"""The proposed visits as an iCalendar file, to be taken into Outlook, WPS or a telephone.

Each visit is an event of a whole day. Its id is made of what the visit is for, not of its day: a
file taken in twice changes nothing, and a later plan moves the events of an earlier one, since it
has the later number (the days up to the plan) and the same ids.
"""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

import kamdocs
from kamdocs.model import Lang, Plan, PlannedVisit, joined
from kamdocs.reports.planning.saying import Saying
from kamdocs.sheets import Schemas
from kamdocs.words import fact_words
from kamdocs.words import planning as words

_REMIND = timedelta(days=-3, hours=9)
"""At nine in the morning, three days before: time enough to arrange who comes along."""
_NUMBERED_FROM = date(2020, 1, 1)


def plan_calendar(plan: Plan, schemas: Schemas, lang: Lang) -> bytes:
    """The visits of a plan; the same plan gives the same bytes."""
    say = Saying(plan, schemas, lang)
    calendar = Calendar()
    calendar.add("prodid", f"-//kamdocs//kamdocs {kamdocs.__version__}//{lang.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = words.CALENDAR.fill(lang, {"period": fact_words(plan.period, lang)})
    calendar.add("x-wr-calname", vText(name))
    for visit in plan.visits:
        calendar.add_component(_event(visit, plan.as_of, say))
    return bytes(calendar.to_ical())


def _event(visit: PlannedVisit, as_of: date, say: Saying) -> Event:
    event = Event()
    event.add("uid", f"{visit.uid}@kamdocs")
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("sequence", (as_of - _NUMBERED_FROM).days if as_of > _NUMBERED_FROM else 0)
    event.add("dtstart", visit.day)
    event.add("dtend", visit.day + timedelta(days=1))
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
    people = joined(visit.people, say.lang) or words.SOMEBODY.say(say.lang)
    told = [words.PEOPLE.fill(say.lang, {"people": people})]
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
    return told


def _plain(words: str) -> str:
    """Words without characters that nobody sees: a bare carriage return would end a line."""
    return "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in words)
