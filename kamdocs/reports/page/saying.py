"""What the templates of the pages use: words in one language, links, and Jinja itself."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from kamdocs import data
from kamdocs.model import MASK, Fact, Finding, Lang, Level, Place, Ruling, Status, Text
from kamdocs.reports.from_json import said_in
from kamdocs.reports.history import saying as history
from kamdocs.reports.history.trend import Run, Trend, Turn
from kamdocs.reports.lines import Line
from kamdocs.reports.page.sections import fact_text
from kamdocs.reports.tallies import Count
from kamdocs.words import STATUSES, grace_words, near_words, phrases, place_words
from kamdocs.words.history import MARKS, TREND
from kamdocs.words.page import PAGE, SHORT


class Saying:
    """The words that the templates need, in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def __call__(self, name: str, **facts: Any) -> str:
        filled = {key: self.fact(value) for key, value in facts.items()}
        return PAGE[name].fill(self.lang, filled)

    def text(self, text: Text) -> str:
        return text.say(self.lang)

    def fact(self, fact: Fact) -> str:
        return fact_text(fact, self.lang)

    def entry(self, entry: Mapping[str, Any]) -> str:
        """The words of a finding in a JSON report; empty where it has none."""
        return said_in(entry.get("text"), self.lang)

    def status(self, status: Status) -> str:
        return STATUSES[status].say(self.lang)

    def short(self, status: Status) -> str:
        return SHORT[status].say(self.lang)

    def level(self, level: Level) -> str:
        return phrases.LEVELS[level].say(self.lang)

    def severity(self, severity: str) -> str:
        return phrases.SEVERITIES[severity].say(self.lang)

    def near(self, near: Any) -> str:
        return near_words(near, self.lang)

    def grace(self, ruling: Ruling) -> str:
        return grace_words(ruling, self.lang)

    def place(self, place: Place) -> str:
        return place_words(place, self.lang)

    def cells(self, ruling: Ruling) -> list[Place]:
        """The cells of near misses, each once; what was not handed in has none."""
        return list(dict.fromkeys(near.place for near in ruling.near if near.place.somewhere))

    def who(self, ruling: Ruling) -> str:
        return ruling.subject_name or ruling.subject or self("company")

    def anchor(self, ruling: Ruling) -> str:
        """The anchor of a verdict on the page: its stable id without blanks."""
        return "_".join(ruling.id.split())

    def trend(self, name: str, **facts: Any) -> str:
        """Words of the periods side by side."""
        return TREND[name].fill(self.lang, {key: str(fact) for key, fact in facts.items()})

    def rate(self, count: Count) -> str:
        return history.rate(count, self.lang)

    def run(self, run: Run) -> str:
        return history.period(run, self.lang)

    def late(self, run: Run) -> str:
        return history.late(run, self.lang)

    def days(self, count: int | None) -> str:
        """How late something was done."""
        if count is None:
            return MASK
        return self("days", count=count) if count else self("hours")

    def counted(self, count: Count | None) -> str:
        return history.cell(count, self.lang)

    def versions(self, trend: Trend, run: Run, policy: str) -> str:
        return history.versions(trend, run, policy, self.lang)

    def mark(self, turn: Turn) -> str:
        return MARKS[turn]

    def to_mind(self, finding: Finding) -> str:
        return history.to_mind(finding, self.lang)

    def path(self, name: str) -> str:
        """A link to a file beside the page, whatever characters its name has."""
        return quote(name.replace("\\", "/"))

    def link(self, ruling: Ruling) -> str:
        return f"#{quote(self.anchor(ruling))}"


@cache
def template(name: str) -> Template:
    """A page of ``templates/page``, ready to be filled."""
    folder = data.folder("templates") / "page"
    env = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["part"] = lambda name: Markup((folder / name).read_text(encoding="utf-8"))
    return env.get_template(name)


def _clean(value: Any) -> Any:
    """Words from sheets in which characters that are invisible, or change the direction of text,
    are made visible."""
    return Line(value).safe if type(value) is str else value
