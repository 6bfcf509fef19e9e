"""The words that several formats of a plan share."""

from kamdocs.model import (
    VISIT_PLAN,
    Due,
    How,
    Lang,
    Plan,
    PlannedVisit,
    Ruling,
    Text,
    joined,
)
from kamdocs.sheets import Schemas
from kamdocs.words import fact_words, near_at, phrases
from kamdocs.words import planning as words


class Saying:
    """Says the parts of a plan in a language."""

    def __init__(self, plan: Plan, schemas: Schemas, lang: Lang) -> None:
        self.plan = plan
        self.lang: Lang = lang
        self._fields = schemas[VISIT_PLAN].fields
        self._titles = {policy.id: policy.title for policy in plan.policies}
        self._several = len({policy.id for policy in plan.policies}) > 1

    def levels(self, name: str, levels: tuple[str, ...]) -> str:
        """The labels of levels in a field."""
        return fact_words(self._fields[name].shown(levels), self.lang)

    def customer(self, name: str, code: str) -> str:
        """A customer by name and code."""
        if name and code and name != code:
            return words.CUSTOMER.fill(
                self.lang, {"name": fact_words(name, self.lang), "code": code}
            )
        return fact_words(name or code, self.lang)

    def of_ruling(self, ruling: Ruling) -> str:
        """The customer of an obligation, or the company."""
        if not ruling.subject:
            return phrases.COMPANY.say(self.lang)
        return self.customer(ruling.subject_name, ruling.subject)

    def clause(self, ruling: Ruling) -> str:
        """A clause as it is cited: with its policy where there are several."""
        return f"{ruling.policy} {ruling.clause}" if self._several else ruling.clause

    def policy(self, ruling: Ruling) -> str:
        return self._titles[ruling.policy].say(self.lang)

    def who(self, visit: PlannedVisit) -> str:
        """Who makes a visit: the levels, and the people named for them."""
        people = self.people(visit)
        if not visit.levels:
            return people
        return words.WHO.fill(
            self.lang, {"levels": self.levels("visit_level", visit.levels), "people": people}
        )

    def people(self, visit: PlannedVisit) -> str:
        """The names of those who make a visit; where no clause asks for a level, whoever answers
        for it."""
        if visit.unnamed:
            return words.SOMEBODY.say(self.lang)
        return joined(visit.people, self.lang) or self.owner(visit.owner)

    def weekday(self, visit: PlannedVisit) -> str:
        """The weekday of a visit, with a remark where it is a working day only to make up for a
        holiday."""
        works = words.WORKS.say(self.lang) if visit.on_made_up_day else ""
        return words.WEEKDAYS[visit.day.weekday()].say(self.lang) + works

    def owner(self, owner: str | Text) -> str:
        return fact_words(owner, self.lang)

    def served(self, visit: PlannedVisit) -> str:
        """The clauses that a visit serves, each with its period."""
        return joined(dict.fromkeys(self.serves(one) for one in visit.settles), self.lang)

    def serves(self, ruling: Ruling) -> str:
        """A clause with the period for which it asks."""
        period = fact_words(ruling.period or ruling.due, self.lang)
        return words.SETTLES.fill(self.lang, {"clause": self.clause(ruling), "period": period})

    def reason(self, due: Due) -> str:
        """Why something is unclear, or that it could not be planned."""
        if due.because:
            return near_at(due.because, self.lang)
        return words.HOWS[due.how].say(self.lang) if due.how is How.UNPLANNED else ""


def proposed(plan: Plan) -> int:
    """The number of obligations that the proposed visits settle."""
    return sum(1 for due in plan.dues if due.how is How.PROPOSED)
