"""The figures of a policy in words: a value with its unit, a pattern by what it stands for."""

from kamdocs.model import Lang, Parameter, Policy
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
    if unit == "写法":
        return pattern(value, policy, lang)
    if isinstance(value, str) and value in EACH:
        return EACH[value].say(lang)
    if unit == "比例" and isinstance(value, int | float):
        return f"{value:.0%}"
    return measure(value, unit, lang)


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
