"""The words of return notices. Letters are in Chinese, as all forms are."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from kamdocs.forms import PARTS, Letter
from kamdocs.forms.letters import NUMERALS, Words
from kamdocs.lazy import lazy
from kamdocs.model import (
    Finding,
    Lang,
    NearMiss,
    Place,
    Report,
    Ruling,
    Status,
    Text,
    bracketed,
    joined,
    ruling_of,
)
from kamdocs.notices.sorting import HandedIn, Notice
from kamdocs.reports import Edition, causes, cells_by_sheet, told_apart
from kamdocs.words import fact_words, mend_words, near_words, phrases, what
from kamdocs.words import notices as say
from kamdocs.words.figures import tried_words

_LANG: Lang = "zh"
_LINE = "\n"
_BETWEEN, _BETWEEN_WORDS = ", ", "、"
"""What separates cells, since a line may end there in every program, and rows that are told in
words."""
_ROWS, _COLUMNS = lazy(r"(\d+):(\d+)"), lazy(r"([A-Z]+):([A-Z]+)")
"""Whole rows and columns as Excel spells them (5:5, 10:14), which few people know."""
_Titles = Mapping[Edition, str]
"""The titles of the policies where a clause is cited, with the version where there are several."""
_CELLS_SHOWN = 60
"""The most cells or ranges of one cause that are listed; the annotated copy has them all."""


def letters(
    found: Iterable[Notice],
    report: Report,
    ask: str = "",
    back_by: date | None = None,
    copies: Mapping[str, Sequence[str]] | None = None,
    company: str = "",
) -> list[Letter]:
    """The letter of each notice.

    ``ask`` says whom to ask, ``back_by`` is the day to hand in again by. ``copies`` are the files
    of which annotated copies go with a notice, by its folder. The title of a policy that begins
    with the name of the ``company`` is given in full once, and then without that name.
    """
    whole = {policy.id: policy.title.say(_LANG) for policy in report.policies}
    titles = _titles(report, company)
    common = {
        "day": _day(report.as_of),
        "against": _against(report, whole),
        "ask": ask.strip() or say.SENDER.say(_LANG),
    }
    return [
        _letter(one, common, titles, back_by, (copies or {}).get(one.folder, ())) for one in found
    ]


def _titles(report: Report, company: str) -> _Titles:
    """How clauses cite their policies: 《甲制度》, 《甲制度》（v2）."""
    editions, titles = told_apart(report.policies), {}
    for policy in report.policies:
        one, title = (policy.id, policy.version), policy.title.say(_LANG)
        named = _words(say.TITLE, title=title.removeprefix(company) or title)
        titles[one] = f"{named}{bracketed(editions[one], _LANG)}" if one in editions else named
    return titles


def _letter(
    notice: Notice,
    common: Words,
    titles: _Titles,
    back_by: date | None,
    copies: Sequence[str],
) -> Letter:
    rows = {
        "file": [_file(one) for one in notice.handed_in],
        "error": _causes(notice.errors),
        "check": _causes(notice.checks),
        "breach": [*_failed(notice.breaches, titles), *_unknown(notice.breaches, titles)],
        "duty": list(_duties(notice.duties, titles)),
    }
    again = bool(notice.errors or notice.checks or notice.breaches)
    parts = dict(zip(PARTS, (*rows.values(), again), strict=True))
    numbers = iter(NUMERALS)
    said = {
        **common,
        "addressee": notice.name,
        "department": notice.department,
        "files": str(len({one.file.file for one in notice.handed_in})),
        "rows": str(sum(one.mine for one in notice.handed_in)),
        "errors": str(len(notice.errors)),
        "checks": str(len(notice.checks)),
        "breaches": str(len(notice.breaches)),
        "duties": str(len(notice.duties)),
        "back_by": _words(say.BACK_BY, day=_day(back_by)) if back_by else "",
        "copies": _enclosed(copies),
        **{f"{part}_no": next(numbers) if held else "" for part, held in parts.items()},
    }
    return Letter(notice.name, notice.folder, said, rows, notice.confidentiality)


def _words(text: Text, /, **facts: str) -> str:
    return text.fill(_LANG, facts)


def _day(day: date) -> str:
    return _words(say.DAY, year=str(day.year), month=str(day.month), day=str(day.day))


def _enclosed(copies: Sequence[str]) -> str:
    """The copies as a letter lists what is enclosed: numbered where there are several. Without the
    ending, since that of a copy may be another than that of its file."""
    names = [_words(say.COPY, file=PurePosixPath(file).stem) for file in copies]
    if len(names) == 1:
        return names[0]
    told = enumerate(names, 1)
    return _LINE.join(_words(say.NUMBERED, number=str(many), copy=name) for many, name in told)


def _against(report: Report, titles: Words) -> str:
    if not titles or report.span is None:
        return ""
    policies = "".join(_words(say.TITLE, title=title) for title in titles.values())
    against = _words(say.AGAINST, policies=policies, span=fact_words(report.span, _LANG))
    tried = tried_words(report.policies, _LANG)
    return against + (_words(say.TRIED, tried=tried) if tried else "")


def _file(one: HandedIn) -> Words:
    sheet, notes = one.sheet, []
    if not one.file.read:
        notes.append(say.UNREAD)
    elif one.file.passed:
        notes.append(say.SAME if "same" in one.file.noted else say.PASSED)
    elif sheet and not sheet.kind:
        notes.append(say.UNKNOWN)
    notes += [say.SHARED] if one.shared else []
    rows = ""
    if sheet and sheet.rows:
        whole = one.mine == sheet.rows
        facts = {"rows": str(sheet.rows), "mine": str(one.mine)}
        rows = str(sheet.rows) if whole else say.OF_ROWS.fill(_LANG, facts)
    until = sheet.speaks_until if sheet else None
    return {
        "name": one.file.file,
        "sheet": sheet.sheet if sheet else "",
        "rows": rows,
        "until": fact_words(until, _LANG) if until else "",
        "note": "；".join(note.say(_LANG) for note in notes),
    }


def _causes(findings: Sequence[Finding]) -> list[Words]:
    return [
        {
            "number": str(number),
            "where": _where(one.places),
            "what": _words(say.WITH_CODE, what=one.what, code=one.code),
            "count": str(one.count),
            "mend": one.mend,
        }
        for number, one in enumerate(causes(findings, _LANG), 1)
    ]


def _where(places: Iterable[Place]) -> str:
    """A line for each sheet, with its file, its name and its cells."""
    lines, room = [], _CELLS_SHOWN
    for sheet, cells in cells_by_sheet(places):
        shown = [_cells(one) for one in cells[: max(room, 0)]]
        left = len(cells) - len(shown)
        room -= len(shown)
        if left:
            shown.append(phrases.MORE.fill(_LANG, {"count": str(left)}))
        if shown:
            between = _BETWEEN if any(map(str.isascii, shown)) else _BETWEEN_WORDS
            facts = {"file": sheet.file, "sheet": sheet.sheet, "cells": between.join(shown)}
            lines.append(_words(say.CELLS, **facts))
        else:
            lines.append(f"{sheet.file} {sheet.sheet}".strip())
    return _LINE.join(lines)


def _cells(cells: str) -> str:
    """Cells as Excel spells them, but whole rows and columns in words."""
    for pattern, one, several in ((_ROWS, say.ROW, say.ROWS), (_COLUMNS, say.COLUMN, say.COLUMNS)):
        if found := pattern.fullmatch(cells):
            first, last = found.groups()
            return _words(one if first == last else several, first=first, last=last)
    return cells


def _failed(verdicts: Iterable[Finding], titles: _Titles) -> Iterator[Words]:
    """A row for each rule that failed, with a line for each thing that is lacking, its days and the
    customers."""
    rules: dict[tuple[str, str, str], dict[str, list[Finding]]] = {}
    for one in verdicts:
        ruling = ruling_of(one)
        if ruling.weighs is Status.FAIL:
            customers = rules.setdefault((ruling.policy, ruling.version, ruling.rule), {})
            customers.setdefault(ruling.subject, []).append(one)
    for customers in rules.values():
        together = [one for same in customers.values() for one in same]
        yield {
            "clause": _clause(ruling_of(together[0]), titles),
            "what": _LINE.join(_lines((_lacks(same), same[0]) for same in customers.values())),
            "mend": _LINE.join(dict.fromkeys(mend_words(one, _LANG) for one in together)),
        }


def _lines(told: Iterable[tuple[str, Finding]]) -> Iterator[str]:
    """Lines about customers; those of whom the same is said share one."""
    customers: dict[str, dict[str, None]] = {}
    for words, one in told:
        customers.setdefault(words, {})[_customer(ruling_of(one))] = None
    for words, named in customers.items():
        yield _of_all(named, words)


def _of_all(customers: Collection[str], words: str) -> str:
    """The line about one customer, or about many, whose names then come at its end."""
    facts = {"customers": joined(customers, _LANG), "count": str(len(customers)), "what": words}
    return _words(say.OF_MANY if len(customers) > 1 else say.OF_ONE, **facts)


def _lacks(same: Sequence[Finding]) -> str:
    """What is lacking for one customer by one rule, with all periods and items."""
    told: dict[str, dict[str, None]] = {}
    for one in same:
        ruling = ruling_of(one)
        words = what(one, _LANG)
        words = say.AWAITING.fill(_LANG, {"what": words}) if ruling.awaits else words
        told.setdefault(words, {})[ruling.item] = None
    lacks = (f"{joined(items, _LANG)} {words}".strip() for words, items in told.items())
    days = sorted(
        {fact_words(ruling.until, _LANG) for one in same if (ruling := ruling_of(one)).due}
    )
    shown = joined(days, _LANG)
    return "；".join(lacks) + (_words(say.DUE, day=shown) if days else "")


def _unknown(verdicts: Iterable[Finding], titles: _Titles) -> Iterator[Words]:
    """A row for each group of unknown verdicts that wait for the same to be mended, with a line for
    each thing that is wrong, its cells and the customers."""
    causes: dict[tuple[str, str], list[Finding]] = {}
    for one in verdicts:
        ruling = ruling_of(one)
        if ruling.status is Status.UNKNOWN:
            because: NearMiss = one.facts["because"]
            causes.setdefault((near_words(because, _LANG), ruling.subject), []).append(one)
    rows: dict[tuple[str, str], list[tuple[str, list[Finding]]]] = {}
    for (words, _), same in causes.items():
        clauses = _clauses(map(ruling_of, same), titles)
        rows.setdefault((clauses, mend_words(same[0], _LANG)), []).append((words, same))
    for (clauses, mend), told in rows.items():
        yield {"clause": clauses, "what": _LINE.join(_open(told)), "mend": mend}


def _open(told: Iterable[tuple[str, Sequence[Finding]]]) -> Iterator[str]:
    """Lines on what is wrong: the cells, how many verdicts on a customer wait for it, the nearest
    due day."""
    alike: dict[tuple[str, int, str], list[Finding]] = {}
    for words, same in told:
        days = sorted({day for one in same if (day := ruling_of(one).due)})
        due = say.DUE_FROM if len(days) > 1 else say.DUE
        nearest = _words(due, day=fact_words(days[0], _LANG)) if days else ""
        alike.setdefault((words, len(same), nearest), []).extend(same)
    for (words, count, nearest), those in alike.items():
        customers = dict.fromkeys(_customer(ruling_of(one)) for one in those)
        places = dict.fromkeys(one.facts["because"].place for one in those)
        where = _where(one for one in places if one.somewhere).replace(_LINE, "；")
        many = say.OPEN_EACH if len(customers) > 1 else say.OPEN
        wrong = _words(many, count=str(count), what=f"{where} {words}".strip())
        yield _of_all(customers, wrong + nearest)


def _duties(verdicts: Iterable[Finding], titles: _Titles) -> Iterator[Words]:
    """A row for each thing that is due on a day, with all customers for whom it is."""
    customers: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in verdicts:
        ruling = ruling_of(one)
        told = " ".join(filter(None, (ruling.item, what(one, _LANG))))
        words = _words(say.DUTY, clause=_clause(ruling, titles), what=told)
        duty = fact_words(ruling.until, _LANG), words, fact_words(ruling.owner, _LANG)
        customers.setdefault(duty, {})[_customer(ruling)] = None
    for (due, words, owner), named in customers.items():
        customer, told = joined(named, _LANG), words
        if len(named) > 1:
            customer = _words(say.MANY, count=str(len(named)))
            told = _words(say.DUTY_OF_MANY, what=words, customers=joined(named, _LANG))
        yield {"due": due, "customer": customer, "what": told, "owner": owner}


def _customer(ruling: Ruling) -> str:
    named = ruling.subject_name not in ("", ruling.subject)
    return f"{ruling.subject_name}（{ruling.subject}）" if named else ruling.subject


def _policy(ruling: Ruling, titles: _Titles) -> str:
    named = titles.get((ruling.policy, ruling.version))
    return named or _words(say.TITLE, title=ruling.policy)


def _clause(ruling: Ruling, titles: _Titles) -> str:
    """A clause with its policy and its words."""
    facts = {"policy": _policy(ruling, titles), "clause": _unbroken(ruling.clause)}
    return _words(say.CLAUSE, **facts, text=ruling.text.say(_LANG))


def _unbroken(clause: str) -> str:
    """The number of a clause, so written that no line ends within it."""
    return clause.replace(" ", "\u00a0")


def _clauses(rulings: Iterable[Ruling], titles: _Titles) -> str:
    """Several clauses by their numbers, policy by policy."""
    found: dict[str, dict[str, None]] = {}
    for one in rulings:
        found.setdefault(_policy(one, titles), {})[_unbroken(one.clause)] = None
    return _LINE.join(
        _words(say.CLAUSES, policy=policy, clauses=joined(clauses, _LANG))
        for policy, clauses in found.items()
    )
