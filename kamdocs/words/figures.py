"""The figures of a policy in words: a value with its unit, a pattern by what it stands for."""

from collections.abc import Iterable, Iterator

from kamdocs.model import Lang, Parameter, Policy, joined
from kamdocs.words import phrases
from kamdocs.words.clauses import EACH, FORM, MONTH_NAMES, ONE_UNIT, UNITS
from kamdocs.words.saying import fact_words


def pattern(regex: object, policy: Policy, lang: Lang) -> str:
    """What a pattern of a policy stands for, as the text of its parameter says it."""
    for figure in policy.parameters.values():
        if figure.value == regex and figure.text:
            return figure.text.say(lang)
    return FORM.say(lang)


def amount(figure: Parameter, policy: Policy, lang: Lang) -> str:
    """The value of a parameter with its unit; of a pattern what it stands for."""
    value, unit = figure.value, figure.unit
    if figure.is_pattern:
        return figure.text.say(lang) if figure.text else pattern(value, policy, lang)
    if isinstance(value, str) and value in EACH:
        return EACH[value].say(lang)
    if unit == "比例" and isinstance(value, int | float):
        return f"{value:.0%}"
    return measure(value, unit, lang)


def tried_words(policies: Iterable[Policy], lang: Lang) -> str:
    """Which parameters a run tries with which other value, and what the policies have; empty where
    it goes by the policies as they are."""
    figures = joined(dict.fromkeys(_tried(policies, lang)), lang)
    return phrases.TRIED.fill(lang, {"figures": figures}) if figures else ""


def _tried(policies: Iterable[Policy], lang: Lang) -> Iterator[str]:
    for policy in policies:
        for figure in policy.parameters.values():
            if figure.instead_of is None:
                continue
            facts = {"name": figure.name}
            if figure.text:
                facts["text"] = figure.text.say(lang)
                facts["name"] = phrases.TRIED_NAME.fill(lang, facts)
            facts["value"] = amount(figure, policy, lang)
            facts["written"] = amount(figure.instead_of, policy, lang)
            told = phrases.TRIED_PATTERN if figure.is_pattern else phrases.TRIED_FIGURE
            yield told.fill(lang, facts)


def measure(value: object, unit: str, lang: Lang) -> str:
    """A number with its unit, as the language writes it."""
    if isinstance(value, int) and value < 0:
        value = -value  # so long before: its text says of what
    if unit == "月" and lang == "en" and isinstance(value, int) and 0 < value <= len(MONTH_NAMES):
        return MONTH_NAMES[value - 1]
    shown = fact_words(value, lang)
    if lang == "en" and value == 1 and unit in ONE_UNIT:
        return ONE_UNIT[unit]
    return UNITS[unit].fill(lang, {"value": shown}) if unit in UNITS else shown
