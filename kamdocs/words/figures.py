"""Puts the figures of a policy into words: a value with its unit, or the meaning of a pattern."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kamdocs.model import Lang, Parameter, Policy, Text, joined
from kamdocs.model.amounts import IN_WAN
from kamdocs.words import phrases
from kamdocs.words.clauses import ANY_OF, EACH, FORM, MONTH_NAMES, ONE_UNIT, UNITS
from kamdocs.words.saying import fact_words

_TIMES = ("月", "天", "小时", "工作日", "个月")
_PLAIN = re.compile(r"[\w|]+")


def pattern(regex: object, policy: Policy, lang: Lang) -> str:
    """The meaning of a pattern of a policy, which is the text of its parameter. Plain words, with
    ``|`` between them, mean themselves."""
    for figure in policy.parameters.values():
        if figure.value == regex and figure.text:
            return figure.text.say(lang)
    if not isinstance(regex, str) or not _PLAIN.fullmatch(regex):
        return FORM.say(lang)
    *others, last = regex.split("|")
    return ANY_OF.fill(lang, {"first": joined(others, lang), "last": last}) if others else last


def amount(figure: Parameter, policy: Policy, lang: Lang) -> str:
    """The value of a parameter with its unit; for a pattern its meaning."""
    value, unit = figure.value, figure.unit
    if figure.is_pattern:
        return figure.text.say(lang) if figure.text else pattern(value, policy, lang)
    if isinstance(value, str) and value in EACH:
        return EACH[value].say(lang)
    if unit == "比例" and isinstance(value, int | float):
        return f"{value:.0%}"
    if unit in _TIMES and isinstance(value, int):
        value = abs(value)  # so long before: its text says of what
    return measure(value, unit, lang)


class Tried(NamedTuple):
    """A parameter that a run tried with another value, in words: its ``name``, its ``text`` (or
    None), the ``value`` of the run, and the one ``written`` in the policy. Both values of a pattern
    are not shown."""

    name: str
    text: Text | None
    value: Text
    written: Text
    is_pattern: bool


def tried_words(policies: Iterable[Policy], lang: Lang) -> str:
    """The parameters that a run tries with other values, with those of the policies; empty where
    the run uses the policies as they are."""
    return trial_words(_tried(policies), lang)


def trial_words(tried: Iterable[Tried], lang: Lang) -> str:
    """The parameters that a run tried in one sentence; empty where there were none."""
    figures = joined(dict.fromkeys(_told(one, lang) for one in tried), lang)
    return phrases.TRIED.fill(lang, {"figures": figures}) if figures else ""


def _tried(policies: Iterable[Policy]) -> Iterator[Tried]:
    for policy in policies:
        for figure in policy.parameters.values():
            if before := figure.instead_of:
                value, written = _both(figure, policy), _both(before, policy)
                yield Tried(figure.name, figure.text, value, written, figure.is_pattern)


def _both(figure: Parameter, policy: Policy) -> Text:
    return Text(amount(figure, policy, "zh"), amount(figure, policy, "en"))


def _told(one: Tried, lang: Lang) -> str:
    facts = {"name": one.name}
    if one.text:
        facts["text"] = one.text.say(lang)
        facts["name"] = phrases.TRIED_NAME.fill(lang, facts)
    facts["value"], facts["written"] = one.value.say(lang), one.written.say(lang)
    told = phrases.TRIED_PATTERN if one.is_pattern else phrases.TRIED_FIGURE
    return told.fill(lang, facts)


def behind(unit: str) -> Text | str:
    """A unit of money, or a percent sign, as it stands behind a number; nothing for any other."""
    if unit not in (*IN_WAN, "%"):
        return ""
    return Text(unit, unit if unit == "%" else f" {unit}")


def measure(value: object, unit: str, lang: Lang) -> str:
    """A number with its unit, as the language writes it."""
    if unit == "月" and lang == "en" and isinstance(value, int) and 0 < value <= len(MONTH_NAMES):
        return MONTH_NAMES[value - 1]
    shown = fact_words(value, lang)
    if lang == "en" and value == 1 and unit in ONE_UNIT:
        return ONE_UNIT[unit]
    return UNITS[unit].fill(lang, {"value": shown}) if unit in UNITS else shown
