"""The verdicts that are listed, put together where those of one rule say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kamdocs.model import Fact, Finding, Lang, Report, Ruling, Status, ruling_of
from kamdocs.reports.verdicts import COUNTED, rule_of
from kamdocs.words import fact_words, mend_words, near_words, what


@dataclass(frozen=True, slots=True)
class Cause:
    """Verdicts of one rule and status in the same words: what was found, why what is there does not
    count (``near``), how to mend it. ``owner`` is empty where they have several."""

    what: str
    near: tuple[str, ...]
    mend: str
    owner: str
    rulings: tuple[Ruling, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons why what is there does not count, each once."""
        return tuple(dict.fromkeys(self.near))


@dataclass(frozen=True, slots=True)
class Clause:
    """The verdicts of one rule with one status, by their causes."""

    first: Ruling
    causes: tuple[Cause, ...]


def sections(report: Report, lang: Lang) -> Iterator[tuple[Status, list[Clause]]]:
    """The verdicts that are listed, by status, rule and cause, in the order of the report."""
    for status, found in groupby(report.verdicts, key=lambda one: ruling_of(one).weighs):
        if status in COUNTED:
            continue
        rules = groupby(found, key=lambda one: rule_of(ruling_of(one)))
        yield status, [_clause(list(those), lang) for _, those in rules]


def _clause(verdicts: list[Finding], lang: Lang) -> Clause:
    alike: dict[tuple[str, tuple[str, ...], str], list[Ruling]] = {}
    for verdict in verdicts:
        ruling = ruling_of(verdict)
        near = tuple(near_words(one, lang) for one in ruling.near)
        key = what(verdict, lang), near, mend_words(verdict, lang)
        alike.setdefault(key, []).append(ruling)
    causes = tuple(Cause(*key, _shared(those, lang), tuple(those)) for key, those in alike.items())
    return Clause(ruling_of(verdicts[0]), causes)


def _shared(rulings: list[Ruling], lang: Lang) -> str:
    owners = {fact_text(one.owner, lang) for one in rulings}
    return owners.pop() if len(owners) == 1 else ""


def fact_text(fact: Fact, lang: Lang) -> str:
    """A fact in words."""
    return fact if isinstance(fact, str) else fact_words(fact, lang)
