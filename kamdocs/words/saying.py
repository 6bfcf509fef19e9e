"""Puts findings and verdicts into words, with facts written as is usual in the language."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kamdocs.faults import SetupFault
from kamdocs.identifiers import masked
from kamdocs.lazy import lazy
from kamdocs.model import (
    BREACHED,
    MASK,
    Fact,
    Finding,
    Lang,
    Moment,
    NearMiss,
    Period,
    Place,
    Ruling,
    Said,
    Status,
    Text,
    Unread,
    Whole,
    YearVolume,
    day_in,
    joined,
    legible,
)
from kamdocs.words.clauses import MEND_OVERDUE, MENDS, NEXT_STAGE, NOTHING_TO_DO, TOO_EARLY
from kamdocs.words.verdicts import AWAITING, IN_GRACE, OVERDUE, STATUSES, VERDICTS

if TYPE_CHECKING:
    from kamdocs.words.codes import Entry

_LONGEST = 60
_MOST = 20
_MORE = Text("另有{count}个", "{count} more")
_PERIODS: dict[str, Text] = {
    "month": Text("{year}年{number}月", "{year}-{number:>02}"),
    "quarter": Text("{year}年第{number}季度", "{year}Q{number}"),
    "half-year": Text("{year}年{number}半年", "{year}H{number}"),
    "year": Text("{year}年", "{year}"),
}
_NEAREST = lazy(r"[，；]最接近的是：\{near\}|; nearest: \{near\}")
_BLANK = Text("空", "blank")
_TABLE = lazy(r"表(\d+)")
"""The name that a table of a Word document has as a sheet."""
_EDGES: Mapping[str, tuple[str]] = {"页眉": ("header",), "页脚": ("footer",)}
"""Those of what stands on the edge of its pages, with their English words."""


def fact_words(fact: Fact, lang: Lang) -> str:
    """A fact as people write it: 是/否, 1,234.5, 2026-09-30, 2026年第3季度."""
    match fact:
        case None:
            return _BLANK.say(lang)
        case Text():
            return masked(fact.say(lang))
        case Status():
            return STATUSES[fact].say(lang)
        case bool():
            return (Text("是", "yes") if fact else Text("否", "no")).say(lang)
        case Decimal():
            plain, shown = f"{fact:f}", f"{fact.normalize():,f}"
            return shown if masked(plain) == plain else masked(plain)
        case Period():
            return period_words(fact, lang)
        case NearMiss():
            return near_words(fact, lang)
        case Unread():
            return fact_words(fact.raw, lang)
        case YearVolume():
            return f"{fact.year}: {fact_words(fact.volume, lang)}"
        case tuple():
            return _list(fact, lang)
        case date():
            return f"{fact:%Y-%m-%d}"
        case Place():
            return place_words(fact, lang)
        case Moment() | int():
            return str(fact)
    return _shown(str(fact), len(fact) if isinstance(fact, Whole) else _LONGEST)


def place_words(place: Place, lang: Lang) -> str:
    """A place as people look it up: as Excel spells it, or the table, row and column of a document."""
    if lang == "zh" or not place.in_document or not place.sheet:
        return str(place)
    return f"{replace(place, sheet='', row=0, column=0)} {spot_words(place, lang)}"


def spot_words(place: Place, lang: Lang) -> str:
    """As ``place_words``, but without the file, and for a cell of a workbook without the sheet."""
    if lang == "zh" or not place.in_document:
        return place.cell
    numbered = _TABLE.fullmatch(place.sheet)
    parts = [f"table {numbered[1]}"] if numbered else [*_EDGES.get(place.sheet, ())]
    if place.row:
        parts.append(f"{'row' if numbered else 'paragraph'} {place.row}")
    if place.column:
        parts.append(f"column {place.column}")
    return ", ".join(parts) or ("outside the tables" if place.sheet else "")


def _list(parts: tuple[Fact, ...], lang: Lang) -> str:
    """Several facts as a list; if there are very many, the first ones and the number of others."""
    shown = [fact_words(part, lang) for part in parts[:_MOST]]
    if len(parts) > _MOST:
        shown.append(_MORE.fill(lang, {"count": str(len(parts) - _MOST)}))
    return joined(shown, lang)


_ON_ONE_LINE = str.maketrans("\r\n\t", "   ")


def _shown(raw: str, longest: int) -> str:
    """A value from a sheet on one line, without control characters, shortened to ``longest``.

    Numbers of identity cards and bank cards are never shown whole.
    """
    clear = masked(raw[: 4 * longest])  # more than is shown, so that no number is cut in two
    line = clear if clear.isprintable() else legible(clear.translate(_ON_ONE_LINE))
    return line if len(line) <= longest else line[: longest - 1] + "…"


def period_words(period: Period, lang: Lang) -> str:
    """2026年9月, 2026年第3季度, 2026年下半年; 2026-09, 2026Q3, 2026H2 in English."""
    each = period.each
    if each is None:
        return f"{period.start:%Y-%m-%d}–{period.last:%Y-%m-%d}"
    month = period.start.month
    number: Any = {"month": month, "quarter": (month + 2) // 3}.get(each, 1 if month == 1 else 2)
    if each == "half-year" and lang == "zh":
        number = "上" if month == 1 else "下"
    return _PERIODS[each].say(lang).format(year=period.start.year, number=number)


def facts_in(facts: Mapping[str, Fact], lang: Lang) -> dict[str, str]:
    """Every fact in words."""
    return {name: fact_words(fact, lang) for name, fact in facts.items()}


def facts_joined(facts: Iterable[Fact]) -> Text:
    """Several facts as one list in words."""
    known = tuple(facts)
    return Said.in_each(lambda lang: joined((fact_words(one, lang) for one in known), lang))


class _InWords(dict[str, str]):
    """As ``facts_in``, but each fact is put into words only when a sentence has a place for it."""

    def __init__(self, facts: Mapping[str, Fact], lang: Lang) -> None:
        self._facts, self._lang = facts, lang

    def __missing__(self, name: str) -> str:
        self[name] = said = fact_words(self._facts[name], self._lang)
        return said


def entry_of(code: str) -> "Entry":
    """The entry of a code in the catalogue. The catalogue is imported only at the first call, since
    a run on sound sheets does not need it."""
    from kamdocs.words.codes import CODES

    return CODES[code]


def what(finding: Finding, lang: Lang) -> str:
    """What is wrong, in one sentence without a full stop."""
    if finding.ruling:
        return _ruling_words(finding.code, finding.ruling, finding.facts, lang)
    return entry_of(finding.code).what.fill(lang, _InWords(finding.facts, lang))


def _ruling_words(code: str, ruling: Ruling, facts: Mapping[str, Fact], lang: Lang) -> str:
    """The reason of a verdict in one sentence; for a waived one, the reason without the waiver."""
    said = VERDICTS[code][ruling.without or ruling.status].fill(lang, _InWords(facts, lang))
    return (
        OVERDUE.fill(lang, {"what": said, "grace": grace_words(ruling, lang)})
        if ruling.grace
        else said
    )


def grace_words(ruling: Ruling, lang: Lang) -> str:
    """The words for something overdue, with the day until which its record may still come in; empty
    where nothing is overdue."""
    day = fact_words(ruling.grace, lang)
    return IN_GRACE.fill(lang, {"grace": day}) if ruling.grace else ""


def status_words(ruling: Ruling, lang: Lang) -> str:
    """The status by which a verdict counts, with a remark where its waiver awaits approval."""
    said = STATUSES[ruling.weighs].say(lang)
    return AWAITING.fill(lang, {"status": said}) if ruling.awaits else said


def how_to_mend(code: str, facts: Mapping[str, Fact], lang: Lang) -> str:
    """What to do about a finding of a code, in one sentence without a full stop."""
    return entry_of(code).mend.fill(lang, _InWords(facts, lang))


def mend_words(finding: Finding, lang: Lang) -> str:
    """What to do about a finding or a verdict. For a verdict it depends on the status; something
    done at the wrong time must not be done again."""
    ruling = finding.ruling
    if ruling is None:
        return how_to_mend(finding.code, finding.facts, lang)
    because = finding.facts.get("because")
    if ruling.status is Status.UNKNOWN and isinstance(because, NearMiss):
        return near_mend(because, lang)
    if ruling.status in BREACHED:
        out_of_time = _out_of_time(finding.facts, bool(ruling.evidence))
        return (
            out_of_time.say(lang) if out_of_time else how_to_mend(finding.code, finding.facts, lang)
        )
    if ruling.awaits:
        return how_to_mend(ruling.near[0].code, finding.facts, lang)
    if ruling.status is Status.UNATTESTED:
        return how_to_mend(finding.code, finding.facts, lang)
    if ruling.grace:
        return MEND_OVERDUE.fill(lang, {"grace": fact_words(ruling.grace, lang)})
    if ruling.status is Status.PENDING and ruling.due is None:
        return NEXT_STAGE.say(lang)
    return MENDS.get(ruling.status, NOTHING_TO_DO).say(lang)


def _out_of_time(facts: Mapping[str, Fact], proved: bool) -> Text | None:
    """What to do about something done too early or too late; None where it was not done. A role
    that does not see the day sees from what is ``proved`` that there is one."""
    if facts.get("done") == MASK and "due" in facts and proved:
        return TOO_EARLY if "opens" in facts else MENDS[Status.LATE]
    done, due, opens = (day_in(facts.get(name)) for name in ("done", "due", "opens"))
    if done and opens and done < opens:
        return TOO_EARLY
    return MENDS[Status.LATE] if done and due and done >= due else None


_NOT_FILLED = frozenset({"KD201", "KD451", "KD460", "KD461", "KD464", "KD467"})
"""The near misses for which something is not filled in."""
_NO_COLUMN = Text("（表里没有这一栏）", " (the sheet has no such column)")
_ADD_COLUMN = Text("在表里加上这一栏，逐行填写", "Add the column to the sheet and fill it in")


def near_words(near: NearMiss, lang: Lang) -> str:
    """Why a cell that almost counted did not. Where a blank one has no column, people look for it in
    vain, so that this is said too."""
    said = entry_of(near.code).what.fill(lang, _InWords(near.facts, lang))
    return said + _NO_COLUMN.say(lang) if _has_no_column(near) else said


def near_mend(near: NearMiss, lang: Lang) -> str:
    """What to do so that a cell counts; one that has no column wants that first."""
    if _has_no_column(near):
        return _ADD_COLUMN.say(lang)
    return how_to_mend(near.code, near.facts, lang)


def _has_no_column(near: NearMiss) -> bool:
    """Whether what is not filled in has no column in its sheet."""
    return near.code in _NOT_FILLED and bool(near.place.row) and not near.place.column


def near_at(near: NearMiss, lang: Lang) -> str:
    """A near miss in words behind its place; what was not handed in has none."""
    place = f"{place_words(near.place, lang)} " if near.place.somewhere else ""
    return place + near_words(near, lang)


def fault_words(fault: SetupFault, lang: Lang) -> str:
    """A setup fault in one sentence: where, what, how to mend it."""
    entry, facts = entry_of(fault.code), facts_in(fault.facts, lang)
    spot = fault.spot.say(lang) if fault.spot else ""
    place = " ".join(part for part in (fault.where, spot) if part)
    where = f"{place}: " if place else ""
    stop = "。" if lang == "zh" else "."
    what = entry.what
    if facts.get("near", "-") == "-":  # nothing is near, so that nothing is said of it
        what = Text(*(_NEAREST.sub("", said) for said in (what.zh, what.en)))
    said = f"{where}{fault.code} {what.fill(lang, facts)}"
    return f"{said}{stop}{' ' if lang == 'en' else ''}{entry.mend.fill(lang, facts)}{stop}"
