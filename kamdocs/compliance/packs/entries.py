"""The entries of a pack (parameters, tiers, rules) made from its words; all slips in them are
gathered, not only the first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from kamdocs.compliance.audit import DAYS
from kamdocs.compliance.kinds import KINDS
from kamdocs.compliance.packs import figures
from kamdocs.contract import Contract, refuse
from kamdocs.contract.breaches import Breach
from kamdocs.contract.selectors import selector_at
from kamdocs.contract.wanting import of_another_type
from kamdocs.data import Key, KeyPath, Loaded
from kamdocs.faults import Faults
from kamdocs.likeness import nearest, nearest_name
from kamdocs.model import CUSTOMER, Parameter, Rule, Text, Tier
from kamdocs.model.amounts import IN_WAN, Money
from kamdocs.sheets import Field, Schemas, selector_in_wan

_WITH_A_DOLLAR = Text("用参数要写成${name}", "a parameter is written ${name}")
_OTHER_CADENCE = Text(
    "只能是month、quarter、half-year、year；每周、每两周、每两个月一次的，"
    "写kind: unbroken和lasts: {days: 14}或{months: 2}",
    "it is month, quarter, half-year or year; for once a week, every two weeks or every two months "
    "write kind: unbroken with lasts: {days: 14} or {months: 2}",
)
_NAMES = ("text", "items")
"""Types of field that name people."""
_COMMON = frozenset({"id", "clause", "kind", "scope", "on_breach", "owner", "severity", "text"})


class _Called(NamedTuple):
    """What a tier is called, so that its id is found for its title."""

    headings: tuple[str, ...]


class Entries:
    """Makes parameters, tiers and rules from the words of a pack whose shape is right.

    Every name of a field, tier or parameter in them is looked up. What is wrong is added to
    ``faults``, and an entry with a fault is left out.
    """

    def __init__(self, loaded: Loaded, schemas: Schemas, faults: Faults) -> None:
        self.loaded = loaded
        self.raw: Mapping[str, Any] = loaded.data
        self.schemas = schemas
        self.faults = faults
        self.customer = schemas[CUSTOMER].fields
        self.tier_ids = {
            tier["id"]: _Called((*tier["title"].values(), tier["declared"]))
            for tier in self.raw["tiers"]
        }
        self._unsound: set[str] = set()
        self.parameters = dict(self._parameters())

    def _fault(self, code: str, path: KeyPath, **facts: Any) -> None:
        self.faults.found.append(self.loaded.fault(code, path, **facts))

    def _known(self, name: str, names: Iterable[str], path: KeyPath) -> bool:
        """Whether a name is among those that exist; if not, a fault (KD909) is added."""
        if name not in (known := set(names)):
            self._fault("KD909", path, name=name, near=nearest_name(name, names))
        return name in known

    def _of_type(
        self, name: str, fields: Mapping[str, Field], types: Sequence[str], path: KeyPath
    ) -> None:
        """Add a fault (KD906) where a field is of none of the types; without types any will do."""
        if types and fields[name].type not in types:
            reason = of_another_type(fields[name].label, fields[name].type, types[0])
            self._fault("KD906", path, entry=name, reason=reason)

    def _alike(self, names: Sequence[str], fields: Mapping[str, Field], path: KeyPath) -> None:
        """Add a fault (KD906) where one of two fields that are held against each other holds money
        and the other does not."""
        if not all(name in fields for name in names):
            return
        one, other = map(fields.__getitem__, names)
        if (one.type == "amount") != (other.type == "amount"):
            reason = of_another_type(other.label, other.type, one.type)
            self._fault("KD906", path, entry=names[-1], reason=reason)

    def _parameters(self) -> Iterator[tuple[str, Parameter]]:
        for name, words in self.raw["parameters"].items():
            reason = figures.wanted(words)
            if reason:
                self._unsound.add(name)
                entry = f"parameters.{name}.value"
                self._fault("KD906", ("parameters", name, "value"), entry=entry, reason=reason)
            text = Text(**words["text"]) if "text" in words else None
            yield name, Parameter(name, **{**words, "text": text})

    def ids_once(self) -> None:
        """Add a fault (KD913) for every tier or rule whose id an earlier one has."""
        for part in ("tiers", "rules"):
            seen: set[str] = set()
            for index, entry in enumerate(self.raw[part]):
                name = entry.get("id") if isinstance(entry, Mapping) else None
                if isinstance(name, str) and name in seen:
                    self._fault("KD913", (part, index, "id"), name=name)
                seen.add(str(name))

    def tiers(self) -> Iterator[Tier]:
        """The sound tiers, in their order."""
        roles = self.schemas[CUSTOMER].roles
        for index, entry in enumerate(self.raw["tiers"]):
            path: KeyPath = ("tiers", index)
            self._known(entry["declared"], self.customer[roles.tier].allowed, (*path, "declared"))
            for name in entry.get("since", ()):
                if self._known(name, self.customer, (*path, "since")):
                    self._of_type(name, self.customer, DAYS, (*path, "since"))
            follows = entry.get("follows")
            if follows:
                self._known(follows["tier"], self.tier_ids, (*path, "follows"))
                self._filled(follows["if"], (*path, "follows"))
            when = self._selector(entry["when"], (*path, "when"))
            other = [
                self._selector(way, (*path, "or", at)) for at, way in enumerate(entry.get("or", ()))
            ]
            if when is not None and None not in other:
                yield Tier(
                    id=entry["id"],
                    clause=entry["clause"],
                    title=Text(**entry["title"]),
                    declared=entry["declared"],
                    when=when,
                    by_people=bool(entry.get("by_people")),
                    since=tuple(entry.get("since", ())),
                    figures=_figures([entry["when"], *entry.get("or", ())]),
                    other=tuple(way for way in other if way is not None),
                )

    def rules(self, sound: Iterable[int]) -> Iterator[Rule]:
        """The sound rules among those at the positions ``sound``, in their order."""
        for index in sound:
            rule = self._rule(self.raw["rules"][index], ("rules", index))
            if rule:
                yield rule

    def _is_a_parameter(self, value: Any) -> bool:
        """Whether words are the name of a parameter without the ``$`` before it."""
        return isinstance(value, str) and value.lstrip("＄") in self.parameters

    def _filled(self, words: Any, path: tuple[Key, ...]) -> Any:
        """The words with ``$name`` replaced by the value of that parameter."""
        if isinstance(words, Mapping):
            return {key: self._filled(value, (*path, key)) for key, value in words.items()}
        if isinstance(words, list):
            return [self._filled(value, (*path, index)) for index, value in enumerate(words)]
        if isinstance(words, str) and words.startswith("$"):
            name = words[1:]
            if name in self.parameters:
                return _figure_at(path, self.parameters[name])
            self._fault("KD917", path, name=name, near=nearest(name, self.parameters) or "-")
        return words

    def _selector(self, words: Any, path: KeyPath) -> Mapping[str, Any] | None:
        """A selector over customers with its parameters filled in; None where it has a fault, or
        names a parameter that has one."""
        if self._unsound.intersection(_figures(words)):
            return None  # the fault of the parameter was added before
        before = len(self.faults.found)
        when: Mapping[str, Any] = self._filled(words, path)
        if len(self.faults.found) == before:
            when = selector_in_wan(when, self.customer)
            with self.faults.gathered():
                selector_at(when, self.customer, self.loaded, path)
        return when if len(self.faults.found) == before else None

    def _bound(self, scope: Mapping[str, Any]) -> tuple[str, ...]:
        """The tiers that a rule binds: those in its scope and those that ``follow`` one of them,
        unless the scope is ``exactly`` the tiers that it names."""
        bound = list(scope.get("tiers", ()))
        for entry in () if scope.get("exactly") else self.raw["tiers"]:
            follows = entry.get("follows")
            if follows and follows["tier"] in bound and self._is_set(follows["if"]):
                bound.append(entry["id"])
        return tuple(dict.fromkeys(bound))

    def _is_set(self, words: Any) -> bool:
        """Whether the words behind ``if`` are true: a parameter's value, or the word itself."""
        name = words[1:] if isinstance(words, str) and words.startswith("$") else ""
        return bool(self.parameters[name].value if name in self.parameters else words)

    def _rule(self, entry: Mapping[str, Any], path: KeyPath) -> Rule | None:
        """A rule; None where it has a fault."""
        before = len(self.faults.found)
        scope, owner_field = entry.get("scope", {}), entry["owner"].get("field", "")
        if entry["kind"] not in KINDS:
            self._fault("KD911", (*path, "kind"), name=entry["kind"], known=tuple(KINDS))
        for tier in scope.get("tiers", ()):
            self._known(tier, self.tier_ids, (*path, "scope", "tiers"))
        if owner_field and self._known(owner_field, self.customer, (*path, "owner", "field")):
            self._of_type(owner_field, self.customer, _NAMES, (*path, "owner", "field"))
        when = self._selector(scope.get("when", {}), (*path, "scope", "when"))
        terms = self._terms(entry, path) if entry["kind"] in KINDS else {}
        if when is None or len(self.faults.found) > before:
            return None
        return Rule(
            id=entry["id"],
            clause=entry["clause"],
            kind=entry["kind"],
            text=Text(**entry["text"]),
            severity=entry["severity"],
            owner=Text(entry["owner"]["zh"], entry["owner"]["en"]),
            owner_field=owner_field,
            tiers=self._bound(scope),
            when=when,
            on_breach=entry.get("on_breach", "fail"),
            terms=terms,
            figures=_figures(entry),
        )

    def _terms(self, entry: Mapping[str, Any], path: KeyPath) -> Mapping[str, Any]:
        """The words of a rule that are its kind's own, with parameters filled in. They are held
        against the ``TERMS`` of the kind, and the names in them are looked up."""
        before, module = len(self.faults.found), KINDS[entry["kind"]]
        terms = {
            name: self._filled(words, (*path, name))
            for name, words in entry.items()
            if name not in _COMMON
        }
        if self._unsound.intersection(_figures(entry)):
            return terms  # the fault of the parameter was added before
        if len(self.faults.found) == before:
            self._hold(terms, entry, path)
        if len(self.faults.found) > before:
            return terms
        for mention in module.mentions(terms):
            at_path = (*path, *mention.path)
            if mention.kind == "tier":
                self._known(mention.names[0], self.tier_ids, at_path)
            elif self._known(mention.kind, self.schemas, at_path):
                fields = self.schemas[mention.kind].fields
                for name in mention.names:
                    if self._known(name, mention.among or fields, at_path):
                        self._of_type(name, fields, mention.types, at_path)
                if mention.alike:
                    self._alike(mention.names, fields, at_path)
                if not mention.among:
                    _in_wan(mention.where, fields)
                with self.faults.gathered():
                    selector_at(mention.where, mention.among or fields, self.loaded, at_path)
        return terms

    def _hold(self, terms: Mapping[str, Any], entry: Mapping[str, Any], path: KeyPath) -> None:
        """Hold a rule's own words against the ``TERMS`` of its kind. Where it can be told what was
        meant, the fault says so."""
        contract = _contract_of(entry["kind"])
        breaches = contract.breaches(terms)
        meant = {at: said for at, one in enumerate(breaches) if (said := self._meant(one))}
        for at, reason in meant.items():
            where = breaches[at].path
            name = ".".join(("rules", entry["id"], *map(str, where)))
            self._fault("KD906", (*path, *where), entry=name, reason=reason)
        with self.faults.gathered():
            others = (one for at, one in enumerate(breaches) if at not in meant)
            refuse(others, contract, self.loaded, path)

    def _meant(self, breach: Breach) -> Text | None:
        """What somebody meant to write: a parameter with its ``$``, or a cadence that is no
        calendar period; None where nobody can tell."""
        if self._is_a_parameter(breach.value):
            return _WITH_A_DOLLAR.filled(name=str(breach.value).lstrip("＄"))
        return _OTHER_CADENCE if (breach.path, breach.rule) == (("each",), "allowed") else None


def _figure_at(path: tuple[Key, ...], figure: Parameter) -> Any:
    """The value of a parameter where it stands; an amount that is a bound or one of several
    choices is in 万元."""
    compared = path[-1] in ("min", "max") or path[-2] in ("allowed", "forbidden")
    bounds_money = compared and figure.unit in IN_WAN
    is_figure = isinstance(figure.value, int | float) and not isinstance(figure.value, bool)
    return Money.of(figure.value, figure.unit) if bounds_money and is_figure else figure.value


def _in_wan(where: Mapping[str, Any], fields: Mapping[str, Field]) -> None:
    """Put the bounds of amounts into 万元, in the words of a rule themselves: they were made for
    this rule alone, with its parameters filled in."""
    assert isinstance(where, dict)
    where.update(selector_in_wan(where, fields))


@cache
def _contract_of(kind: str) -> Contract:
    """The contract for the own words of rules of a kind."""
    return Contract(KINDS[kind].TERMS)


def _figures(words: Any) -> tuple[str, ...]:
    """The parameters that some words of a pack name, as ``$name``, in their order."""
    if isinstance(words, Mapping):
        parts: Iterable[Any] = words.values()
    elif isinstance(words, list):
        parts = words
    else:
        return (words[1:],) if isinstance(words, str) and words.startswith("$") else ()
    return tuple(dict.fromkeys(name for part in parts for name in _figures(part)))
