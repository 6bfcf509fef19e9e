"""Finds a clause of a policy by its number, or by the id of its rule."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kamdocs.lazy import lazy
from kamdocs.model import Clause, Policy, Rule

_DASHES = lazy(r"[‐-―−－]")
_AROUND = lazy(r"[\s第条款]+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SEVERAL = lazy(r"[,，、]")
_SPAN = lazy(r"[–—~～至]")
_LAST = lazy(r"(.*?)(\d+|[一二三四五六七八九十]+)$")
_ARTICLE = lazy(r"\s*第\s*([一二三四五六七八九十]+|[0-9０-９]{1,2})\s*条")
_IN_DIGITS = lazy(r"第\s*(\d{1,2})\s*条")
_NUMERALS = "零一二三四五六七八九"


def clause_as_compared(words: str) -> str:
    """A clause number as it is compared: without words and spaces around it (第 4.2.1.3a 条), and
    with the number of an article in Chinese: 第17条 becomes 第十七条."""
    plain = _IN_DIGITS.sub(_in_words, _DASHES.sub("-", words.translate(_WIDE)))
    return _AROUND.sub("", plain).casefold()


@lru_cache(maxsize=1024)
def clause_keys(words: str) -> frozenset[str]:
    """The keys of a clause: of two with a key in common one may be written for the other. Those
    are its number as it is compared and, of an article, that of the article: 第3条 and 第三条 are
    written for the clause that a policy prints as 3, but 三 is a chapter."""
    compared = clause_as_compared(words)
    article = _article(compared) if compared.isdecimal() else compared
    is_article = compared.isdecimal() or _ARTICLE.fullmatch(words.strip())
    return frozenset({compared, f"第{article}条"}) if is_article else frozenset({compared})


def _in_words(article: re.Match[str]) -> str:
    """The number of an article as it is printed, up to 九十九."""
    tens, ones = divmod(int(article[1]), 10)
    ten = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return f"第{ten}{_NUMERALS[ones] if ones or not tens else ''}条"


class Found(NamedTuple):
    """What a policy has under a clause number: its ``rules``, the clauses without rules (``said``),
    and the numbers of the clauses ``beneath`` it.

    ``exact`` is True if the policy has a clause with just that number.
    """

    policy: Policy
    clause: str
    exact: bool
    rules: tuple[Rule, ...] = ()
    said: tuple[Clause, ...] = ()
    beneath: tuple[str, ...] = ()


def clauses_of(policy: Policy) -> tuple[str, ...]:
    """The number of every clause that a policy prints or names, each once."""
    named = (
        *policy.printed,
        *(rule.clause for rule in policy.rules),
        *(one.clause for one in policy.clauses),
        *(tier.clause for tier in policy.tiers),
    )
    known: dict[str, str] = {}
    for clause in named:
        known.setdefault(clause_as_compared(clause), clause)
    return tuple(known.values())


def found_in(policy: Policy, words: str, as_article: bool = True) -> Found | None:
    """What a policy has under a clause number or the id of a rule; None where there is nothing.

    With ``as_article``, clauses that the policy numbers 1, 2, 3 are found as 第一条, 第二条, 第三条
    too.
    """
    rules = tuple(rule for rule in policy.rules if rule.id == words.strip().casefold())
    if rules:
        return Found(policy, rules[0].clause, True, rules)
    wanted = clause_as_compared(words)
    if not wanted:
        return None
    printed = clauses_of(policy)
    here = [clause for clause in printed if wanted in _numbers(clause)]
    here = here or [clause for clause in printed if _spans(clause, wanted)]
    if as_article and not here and _ARTICLE.match(words):
        here = [one for one in printed if one.isdecimal() and wanted == _article(one)]
    keys = {clause_as_compared(clause) for clause in here}
    below = [clause for clause in printed if _beneath(clause_as_compared(clause), wanted)]
    beneath = tuple(clause for clause in below if not _of_chapter(clause, words, wanted))
    if not here and not beneath:
        return None
    return Found(
        policy,
        here[0] if here else words.strip(),
        bool(here),
        tuple(rule for rule in policy.rules if clause_as_compared(rule.clause) in keys),
        tuple(one for one in policy.clauses if clause_as_compared(one.clause) in keys),
        beneath,
    )


def _numbers(clause: str) -> Iterator[str]:
    """A clause number as it is compared, and each of several that are printed as one: 4.1, 4.2."""
    yield clause_as_compared(clause)
    for part in _SEVERAL.split(clause):
        yield clause_as_compared(part)


def _article(number: str) -> str:
    """A clause that is only a number, in the form in which an article is compared."""
    return clause_as_compared(f"第{number}条")


def _spans(clause: str, wanted: str) -> bool:
    """Whether a clause that is printed as a range (3.1–3.4, 第二条–第五条) includes a number."""
    ends = _SPAN.split(clause)
    if len(ends) != 2:
        return False
    first, last, asked = (_LAST.match(clause_as_compared(one)) for one in (*ends, wanted))
    if not (first and last and asked) or not first[1] == last[1] == asked[1]:
        return False
    return _number(first[2]) <= _number(asked[2]) <= _number(last[2])


def _number(words: str) -> int:
    """A number in digits, or in Chinese up to 九十九."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    value = 10 * (_NUMERALS.find(tens[-1:]) if tens else 1) if ten else 0
    return value + (_NUMERALS.find(ones[-1:]) if ones else 0)


def _of_chapter(clause: str, words: str, wanted: str) -> bool:
    """Whether a clause belongs to a chapter, while an article was asked for: 三.1a is not part of
    第三条."""
    return bool(_ARTICLE.match(words)) and clause_as_compared(clause).startswith(f"{wanted}.")


def _beneath(clause: str, wanted: str) -> bool:
    """Whether a clause stands below a number: 4.2.1.3a below 4.2.1, 第十九条a below 第十九条."""
    rest = clause.removeprefix(wanted)
    if rest == clause or not rest:
        return False
    return not (rest[0].isdecimal() or rest[0] in "一二三四五六七八九十-" or rest[0] == ",")
