"""What a rule asks, in one line: read off its words in the pack."""

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.model import CUSTOMER, Lang, Rule, Text, joined
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.words import fact_words

_COMPARED: dict[str, Text] = {
    "min": Text("{field}不小于{value}", "{field} at least {value}"),
    "max": Text("{field}不大于{value}", "{field} at most {value}"),
    "allowed": Text("{field}是{value}", "{field} is {value}"),
    "forbidden": Text("{field}不是{value}", "{field} is not {value}"),
    "contains": Text("{field}含{value}", "{field} holds {value}"),
    "regex": Text("{field}写作{value}", "{field} is written {value}"),
    "some": Text("{field}中有{value}", "{field} has one that is {value}"),
}
_EACH: dict[str, Text] = {
    "month": Text("每月", "each month"),
    "quarter": Text("每季", "each quarter"),
    "half-year": Text("每半年", "each half-year"),
    "year": Text("每年", "each year"),
}
_WHERE = Text("（{conditions}）", " ({conditions})")
_IF = Text("条件：{conditions}", "where {conditions}")
_NEED = Text("填写：{fields}", "filled in: {fields}")
_OF = Text("每份{kind}{where}填写：{fields}", "each {kind}{where} has: {fields}")
_WITH = Text("有{kind}{where}，填写：{fields}", "there is a {kind}{where} with: {fields}")
_CADENCE = Text(
    "{each}至少{many}{counted}：{kind}{where}", "{each} at least {many} {counted}: {kind}{where}"
)
_DISTINCT = Text("种「{field}」", "kinds of “{field}”")
_NEXT = Text("期限：第{months}个月后的{day}日", "due on day {day}, {months} months on")
_FOLLOWING = Text("期限：次月{day}日", "due on day {day} of the next month")
_MONTH = Text("期限：{month}月{day}日", "due on day {day} of month {month}")
_SOURCE = Text("依据：{kind}{where}", "proved by {kind}{where}")
_COUNT = Text("{least}至{most}家", "{least} to {most}")


def asks(rule: Rule, schemas: Schemas, lang: Lang) -> str:
    """The conditions and terms of a rule; empty where it has none (attested clauses, tiers)."""
    semicolon = "；" if lang == "zh" else "; "
    return semicolon.join(_parts(rule, schemas, lang))


def _parts(rule: Rule, schemas: Schemas, lang: Lang) -> Iterator[str]:
    terms, customer = rule.terms, schemas[CUSTOMER]
    if rule.when:
        yield _IF.fill(lang, {"conditions": _conditions(rule.when, customer, lang)})
    if rule.kind == "fields":
        yield _fields(terms, schemas, lang)
    elif rule.kind == "cadence":
        yield _cadence(terms, schemas, lang)
    elif rule.kind == "deadline":
        yield _EACH[terms["each"]].say(lang)
        yield _due(terms["due"], lang)
        for source in terms["sources"]:
            yield _SOURCE.fill(lang, _kind(source, schemas, lang))
    elif rule.kind == "count":
        yield _COUNT.fill(lang, {"least": str(terms["min"]), "most": str(terms["max"])})


def _fields(terms: Mapping[str, Any], schemas: Schemas, lang: Lang) -> str:
    if "with" in terms:
        other = terms["with"]
        labels = _labels(other.get("need", ()), schemas[other["of"]], lang)
        return _WITH.fill(lang, {**_kind(other, schemas, lang), "fields": labels})
    schema = schemas[terms.get("of", CUSTOMER)]
    names = dict.fromkeys([*terms.get("need", ()), *terms.get("must", {})])
    labels = _labels(names, schema, lang)
    if "of" in terms:
        return _OF.fill(lang, {**_kind(terms, schemas, lang), "fields": labels})
    return _NEED.fill(lang, {"fields": labels})


def _cadence(terms: Mapping[str, Any], schemas: Schemas, lang: Lang) -> str:
    schema = schemas[terms["of"]]
    counted = schema.counted.say(lang)
    if "distinct" in terms:
        counted = _DISTINCT.fill(lang, {"field": schema.label(terms["distinct"]).say(lang)})
    facts = {
        "each": _EACH[terms["each"]].say(lang),
        "many": str(terms["at_least"]),
        "counted": counted,
        **_kind(terms, schemas, lang),
    }
    return _CADENCE.fill(lang, facts)


def _due(due: Mapping[str, int], lang: Lang) -> str:
    facts = {name: str(number) for name, number in due.items()}
    if "month" in due:
        return _MONTH.fill(lang, facts)
    return (_FOLLOWING if due["months"] == 1 else _NEXT).fill(lang, facts)


def _kind(terms: Mapping[str, Any], schemas: Schemas, lang: Lang) -> dict[str, str]:
    """The title of the kind of record in ``of``, and its conditions in brackets."""
    schema = schemas[terms["of"]]
    where = terms.get("where")
    conditions = _conditions(where, schema, lang) if where else ""
    return {
        "kind": schema.title.say(lang),
        "where": _WHERE.fill(lang, {"conditions": conditions}) if conditions else "",
    }


def _conditions(selector: Mapping[str, Any], schema: SheetSchema, lang: Lang) -> str:
    return joined(
        (
            words.fill(lang, {"field": schema.label(name).say(lang), "value": shown})
            for name, rules in selector.items()
            for rule, words in _COMPARED.items()
            if rule in rules
            for shown in [_value(rules[rule], name, schema, lang)]
        ),
        lang,
    )


def _value(constraint: Any, name: str, schema: SheetSchema, lang: Lang) -> str:
    values = constraint if isinstance(constraint, list) else [constraint]
    shown = schema.fields[name].shown(tuple(values))
    return ("或" if lang == "zh" else " or ").join(fact_words(one, lang) for one in shown)


def _labels(names: Any, schema: SheetSchema, lang: Lang) -> str:
    return joined((schema.label(name).say(lang) for name in names), lang)
