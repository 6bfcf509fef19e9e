"""What is needed to put a clause into words: the policy, the schemas of its records, a language."""

from typing import NamedTuple

from kamdocs.model import Lang, Parameter, Policy, Text
from kamdocs.sheets import Schemas
from kamdocs.words.clauses import QUOTED
from kamdocs.words.figures import amount, measure, pattern


class Tongue(NamedTuple):
    """A policy, the schemas of its records, and the language for words on it."""

    policy: Policy
    schemas: Schemas
    lang: Lang

    def say(self, words: Text, /, **facts: object) -> str:
        """A sentence in the language, its places filled with ``facts``."""
        return words.fill(self.lang, {name: str(fact) for name, fact in facts.items()})

    def label(self, kind: str, name: str) -> str:
        """The heading of a field, in quotation marks."""
        return self.say(QUOTED, words=self.schemas[kind].label(name).say(self.lang))

    def pattern(self, regex: object) -> str:
        """The words for a pattern, which are those of the parameter that has it."""
        return pattern(regex, self.policy, self.lang)

    def named(self, figure: Parameter) -> str:
        """The words for a parameter; its name where the pack gives none."""
        return figure.text.say(self.lang) if figure.text else figure.name

    def amount(self, figure: Parameter) -> str:
        """The value of a parameter with its unit; for a pattern the words for it."""
        return amount(figure, self.policy, self.lang)

    def measure(self, value: object, unit: str) -> str:
        """A number with its unit, as the language writes it."""
        return measure(value, unit, self.lang)
