"""In whose words a clause is told: a policy, the schemas of its records, and a language."""

from dataclasses import dataclass

from kamdocs.model import Lang, Parameter, Policy, Text
from kamdocs.sheets import Schemas
from kamdocs.words import fact_words
from kamdocs.words.clauses import EACH, FORM, MONTH_NAMES, ONE_UNIT, QUOTED, UNITS


@dataclass(frozen=True, slots=True)
class Tongue:
    """A policy with the schemas of its records, told in a language."""

    policy: Policy
    schemas: Schemas
    lang: Lang

    def say(self, words: Text, /, **facts: object) -> str:
        """A sentence, its places filled in."""
        return words.fill(self.lang, {name: str(fact) for name, fact in facts.items()})

    def label(self, kind: str, name: str) -> str:
        """The heading of a field, in quotation marks."""
        return self.say(QUOTED, words=self.schemas[kind].label(name).say(self.lang))

    def pattern(self, regex: object) -> str:
        """What a pattern stands for: the words of the parameter that holds it."""
        return pattern(regex, self.policy, self.lang)

    def named(self, figure: Parameter) -> str:
        """What a parameter is about; its name where the pack gives no words."""
        return figure.text.say(self.lang) if figure.text else figure.name

    def amount(self, figure: Parameter) -> str:
        """The value of a parameter with its unit; of a pattern what it stands for."""
        return amount(figure, self.policy, self.lang)

    def measure(self, value: object, unit: str) -> str:
        """A number with its unit, as the language writes it."""
        return measure(value, unit, self.lang)


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
