"""In whose words a clause is told: a policy, the schemas of its records, and a language."""

from typing import NamedTuple

from kamdocs.model import Lang, Parameter, Policy, Text
from kamdocs.sheets import Schemas
from kamdocs.words.clauses import QUOTED
from kamdocs.words.figures import amount, measure, pattern


class Tongue(NamedTuple):
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
