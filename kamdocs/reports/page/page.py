"""The page itself: what is told, in the order in which a reviewer asks for it."""

from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

import kamdocs
from kamdocs import data
from kamdocs.model import Fact, Lang, Level, Place, Report, Ruling, Status, Text
from kamdocs.reports.around import Around
from kamdocs.reports.as_text import finding_groups
from kamdocs.reports.grid import RANK, grid
from kamdocs.reports.ledger import file_words
from kamdocs.reports.lines import Line
from kamdocs.reports.page.causes import fact_text, sections
from kamdocs.reports.page.timeline import WIDTH, timeline
from kamdocs.reports.tallies import (
    SOON,
    by_month,
    changes,
    dues,
    late,
    owners,
    through,
    waivers,
)
from kamdocs.reports.verdicts import COUNTED, awaiting_words, rate_words, result_line
from kamdocs.words import (
    STATUSES,
    near_words,
    phrases,
    place_words,
)
from kamdocs.words.page import PAGE, SHORT, SYMBOLS

_ROWS, _COLUMNS, _DUES, _OWNERS = 10, 14, 6, 8
"""How much of each the first page has room for."""
_MENDED = (Status.FAIL, Status.WARN, Status.UNKNOWN)


def as_page(report: Report, around: Around, lang: Lang) -> str:
    """The report as one HTML file in a language: no network, no script needed to read it.

    The first page, printed on A4, has what is signed; below it everything that was found.
    """
    whole = grid(report)
    worst = whole.worst(_ROWS, _COLUMNS)
    due = dues(report)
    by_id = {policy.id: policy for policy in report.policies}
    return _template().render(
        lang="zh-CN" if lang == "zh" else "en",
        say=_Saying(lang),
        report=report,
        around=around,
        version=kamdocs.__version__,
        verdict=result_line(report, lang),
        rate=rate_words(report, lang),
        awaiting=awaiting_words(report, lang),
        through=through(report),
        statuses=[(status, report.statuses[status]) for status in Status],
        symbols=SYMBOLS,
        policies=by_id,
        coverage=list(zip(report.policies, around.coverage, strict=True)),
        rank=RANK.__getitem__,
        grid=whole,
        worst=worst,
        left=(len(whole.rows) - len(worst.rows), whole.width - worst.width),
        dues=due[:_DUES],
        dues_left=due[_DUES:],
        changes=changes(report, around.before) if around.before else None,
        owners=owners(report),
        owners_first=_OWNERS,
        waivers=waivers(report.verdicts),
        soon=report.as_of + SOON,
        months=by_month(report),
        late=late(report),
        timeline=timeline(around.customers, report.span) if report.span else None,
        line_width=WIDTH,
        sections=list(sections(report, lang)),
        counted=COUNTED,
        mended=_MENDED,
        groups=list(finding_groups(report, lang)),
        files=[(file, file_words(file, lang)) for file in report.files],
        levels=list(Level),
    )


class _Saying:
    """Everything that the template needs words for, in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def __call__(self, name: str, **facts: Any) -> str:
        filled = {key: self.fact(value) for key, value in facts.items()}
        return PAGE[name].fill(self.lang, filled)

    def text(self, text: Text) -> str:
        return text.say(self.lang)

    def fact(self, fact: Fact) -> str:
        return fact_text(fact, self.lang)

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

    def place(self, place: Place) -> str:
        return place_words(place, self.lang)

    def cells(self, ruling: Ruling) -> list[Place]:
        """The cells that do not count, each once."""
        return list(dict.fromkeys(near.place for near in ruling.near))

    def who(self, ruling: Ruling) -> str:
        return ruling.subject_name or ruling.subject or self("company")

    def anchor(self, ruling: Ruling) -> str:
        """What a verdict is called on the page: its stable id without blanks."""
        return "_".join(ruling.id.split())

    def link(self, ruling: Ruling) -> str:
        return f"#{quote(self.anchor(ruling))}"


@cache
def _template() -> Template:
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
    return env.get_template("report.html")


def _clean(value: Any) -> Any:
    """Words of the sheets with what cannot be seen or turns the line about made visible."""
    return Line(value).safe if type(value) is str else value
