"""The verdicts of one rule as lines: each by itself, or those that say the same together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kamdocs.model import (
    BREACHED,
    Finding,
    Lang,
    NearMiss,
    Place,
    Ruling,
    Status,
    bracketed,
    joined,
    listed,
    ruling_of,
)
from kamdocs.reports.causes import in_groups
from kamdocs.reports.cells import cell_words
from kamdocs.reports.lines import Line
from kamdocs.words import fact_words, near_at, near_words, phrases, place_words, what

_PLACES_SHOWN = 6
_ITEMS_SHOWN = 12
_PROVEN = (Status.LATE, Status.WARN, Status.FAIL, Status.WAIVED, Status.ATTESTED)
_SAID = (*BREACHED, Status.WAIVED)
"""The statuses for which near misses are shown."""
_TOO_EARLY = "KD499"
"""What was done too early is shown in any case: it can still be done again in time."""


class Telling:
    """Tells verdicts of one rule. With ``every`` all that almost counted is told, and all evidence;
    with ``alone`` each verdict by itself, even where many say the same.

    ``of_many`` says whether any were told together so far.
    """

    def __init__(self, lang: Lang, *, every: bool, alone: bool) -> None:
        self.of_many = False
        self._lang, self._every, self._alone = lang, every, alone

    def lines(self, verdicts: Sequence[Finding], total: int) -> Iterator[Line]:
        """Lines on verdicts that are mended alike, of ``total`` ones of their rule."""
        for same in self._groups(verdicts):
            if len(same) == 1:
                yield from self._one(same[0])
            else:
                self.of_many = True
                yield from self._many(same, total)

    def _groups(self, verdicts: Sequence[Finding]) -> Iterator[list[Finding]]:
        """The verdicts, those that say the same of many in one group."""
        if self._alone:
            yield from ([one] for one in verdicts)
            return
        lang = self._lang
        sayings = [
            (
                what(one, lang),
                ruling.until,
                *(near_words(near, lang) for near in self._near(ruling)),
            )
            for one in verdicts
            for ruling in (ruling_of(one),)
        ]
        for those in in_groups(sayings):
            yield [verdicts[at] for at in those]

    def _one(self, verdict: Finding) -> Iterator[Line]:
        lang, ruling = self._lang, ruling_of(verdict)
        shown = who_words(ruling, lang) + (f" {ruling.item}" if ruling.item else "")
        yield Line(said_of(shown, (what(verdict, lang), tail_words(ruling, lang)), lang), 2)
        for same in self._near_alike(self._near(ruling)):
            yield Line(cause_at(same, lang), 3, "dim")
        if proof := self._proof(ruling):
            places = [place_words(place, lang) for place in proof[:_PLACES_SHOWN]]
            left = len(proof) - len(places)
            if left:
                places.append(phrases.MORE.fill(lang, {"count": str(left)}))
            yield Line(phrases.EVIDENCE.fill(lang, {"places": joined(places, lang)}), 3, "dim")

    def _many(self, verdicts: Sequence[Finding], total: int) -> Iterator[Line]:
        """What they say and why, then whom they are about, each with the days or papers that are
        meant, the cells, and who answers where that differs. How many they are is told where they
        are not all of their rule."""
        lang, rulings = self._lang, [*map(ruling_of, verdicts)]
        first, several = rulings[0], len({one.owner for one in rulings}) > 1
        tail = _due_words(first, lang) if several else tail_words(first, lang)
        many = bracketed(len(verdicts), lang) if len(verdicts) < total else ""
        said = what(verdicts[0], lang) + many
        yield Line(listed((said, tail) if tail else (said,), lang), 2)
        for why in dict.fromkeys(near_words(near, lang) for near in self._near(first)):
            yield Line(why, 3, "dim")
        bare = []
        for (_, owner), same in groupby(rulings, key=lambda one: (one.subject, one.owner)):
            theirs = [*same]
            who = who_words(theirs[0], lang)
            who += bracketed(fact_words(owner, lang), lang) if several else ""
            items, places = _items(theirs, lang), self._places(theirs)
            if items or places:
                yield Line(said_of(f"{who} {items}".strip(), places, lang), 3)
            else:
                bare.append(who)
        if bare:
            yield Line(joined(bare, lang), 3)

    def _places(self, rulings: Sequence[Ruling]) -> list[str]:
        """The cells that verdicts on one customer cite."""
        lang = self._lang
        near = [
            one.place for ruling in rulings for one in self._near(ruling) if one.place.somewhere
        ]
        proven = [place for ruling in rulings for place in self._proof(ruling)]
        cited = [cell_words(near, lang)] if near else []
        if proven:
            cited.append(phrases.EVIDENCE.fill(lang, {"places": cell_words(proven, lang)}))
        return cited

    def _near(self, ruling: Ruling) -> Sequence[NearMiss]:
        """What almost counted, as far as it is shown."""
        if self._every or ruling.status in _SAID:
            return ruling.near
        return [near for near in ruling.near if near.code == _TOO_EARLY]

    def _near_alike(self, near: Sequence[NearMiss]) -> Iterable[list[NearMiss]]:
        """The same, with those of many cells that say the same together."""
        if self._alone:
            return [[one] for one in near]
        sayings = [near_words(one, self._lang) for one in near]
        return [[near[at] for at in those] for those in in_groups(sayings)]

    def _proof(self, ruling: Ruling) -> Sequence[Place]:
        """The evidence, as far as it is shown."""
        return ruling.evidence if self._every or ruling.status in _PROVEN else ()


def cause_at(causes: Sequence[NearMiss], lang: Lang) -> str:
    """The cells of several near misses with the same words, then these words."""
    places = [one.place for one in causes if one.place.somewhere]
    if len(set(places)) < 2:
        return near_at(causes[0], lang)
    return f"{cell_words(places, lang)} {near_words(causes[0], lang)}"


def said_of(who: str, parts: Iterable[str], lang: Lang) -> str:
    """A customer, the company or a period with what is said about it; either may be empty."""
    colon, said = "：" if lang == "zh" else ": ", listed(parts, lang)
    return f"{who}{colon if who and said else ''}{said}"


def who_words(ruling: Ruling, lang: Lang) -> str:
    """The customer of a verdict, or the company."""
    if not ruling.subject:
        return phrases.COMPANY.say(lang)
    if ruling.subject_name == ruling.subject:
        return ruling.subject
    return (ruling.subject_name + bracketed(ruling.subject, lang)).strip()


def tail_words(ruling: Ruling, lang: Lang) -> str:
    """The end of a line: the due day and who answers for it."""
    owner = phrases.OWNER.fill(lang, {"owner": fact_words(ruling.owner, lang)})
    due = _due_words(ruling, lang)
    return listed((due, owner), lang) if due else owner


def _due_words(ruling: Ruling, lang: Lang) -> str:
    """The due day; empty where there is none."""
    if ruling.due is None:
        return ""
    return phrases.DUE.fill(lang, {"due": fact_words(ruling.until, lang)})


def _items(rulings: Sequence[Ruling], lang: Lang) -> str:
    """The days or papers that verdicts on one customer are about; of many only the first few."""
    items = [one.item for one in rulings if one.item]
    left = len(items) - _ITEMS_SHOWN
    if left > 0:
        items[_ITEMS_SHOWN:] = [phrases.MORE_ITEMS.fill(lang, {"count": str(left)})]
    return joined(items, lang)
