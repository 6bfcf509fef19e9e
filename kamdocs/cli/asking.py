"""What a rule asks, in one line: read off its words in the pack."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kamdocs.model import CUSTOMER, Lang, Rule, Text, joined
from kamdocs.sheets import Schemas, SheetSchema
from kamdocs.words import fact_words

Terms = Mapping[str, Any]

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
_ALL, _ANY = Text("和", " and "), Text("或", " or ")
_OWN_PERSON = Text("一人只算一个层级", "nobody counts for two levels")
_GROUP = Text("下级客户的也算", "those of the customers below it count too")
_WHEN: dict[str, Text] = {
    "before": Text("期初前第{months}个月的{day}日", "day {day}, {months} months before"),
    "same": Text("期初当月{day}日", "day {day} of the first month"),
    "following": Text("次月{day}日", "day {day} of the next month"),
    "later": Text("第{months}个月后的{day}日", "day {day}, {months} months on"),
    "month": Text("{month}月{day}日", "day {day} of month {month}"),
}
_DUE = Text("期限：{when}", "due on {when}")
_WORKDAYS = Text("{when}之后第{workdays}个工作日", "working day {workdays} after {when}")
_OPENS = Text("不早于{when}", "not before {when}")
_SOURCE = Text("依据：{kind}{where}", "proved by {kind}{where}")
_COUNT = Text("{least}至{most}家", "{least} to {most}")
_AFTER = Text("每条{kind}{where}", "for each {kind}{where}")
_DONE = Text("「{field}」之后{span}内有「{done}」", "“{done}” within {span} of “{field}”")
_BY = Text("「{field}」之后{span}内有{done}", "a {done} within {span} of “{field}”")
_UNTIL = Text("填了「{field}」的，以它为准", "where “{field}” is filled in, by then")
_SPANS: dict[str, Text] = {
    "months": Text("{count}个月", "{count} months"),
    "days": Text("{count}天", "{count} days"),
    "workdays": Text("{count}个工作日", "{count} working days"),
    "hours": Text("{count}小时", "{count} hours"),
}
_END_OF: dict[str, Text] = {
    "month": Text("当月", "the same month"),
    "quarter": Text("当季", "the same quarter"),
    "half-year": Text("当半年", "the same half-year"),
    "year": Text("当年", "the same year"),
}
_SIGNS = Text("依次签批：{fields}", "signed in turn: {fields}")
_WHO = Text("{field}（{who}）", "{field} ({who})")
_STAGE = Text("步骤「{step}」", "the stage “{step}”")
_STAGE_AFTER = Text("不早于{stages}", "not before {stages}")
_SAME_DAY = Text("与「{stage}」同一天", "on the same day as “{stage}”")
_PART = Text("{field}{weight}分", "{field} {weight} points")
_GRADE = Text("{grade}级{points}分以上", "{grade} from {points} points")
_FIRST = Text("{kind}{where}先于其他客户答复", "{kind}{where} answered before those of others")
_FRESH = Text("「{field}」不早于{months}个月前", "“{field}” no older than {months} months")
_EQUALS = Text("「{field}」与档案的「{other}」一致", "“{field}” as “{other}” in the archive")


def asks(rule: Rule, schemas: Schemas, lang: Lang) -> str:
    """The conditions and terms of a rule; empty where it has none (attested clauses, tiers)."""
    semicolon = "；" if lang == "zh" else "; "
    return semicolon.join(_parts(rule, schemas, lang))


def _parts(rule: Rule, schemas: Schemas, lang: Lang) -> Iterator[str]:
    terms, customer = rule.terms, schemas[CUSTOMER]
    if rule.when:
        yield _IF.fill(lang, {"conditions": _conditions(rule.when, customer, lang)})
    yield from _BY_KIND.get(rule.kind, _nothing)(terms, schemas, lang)


def _nothing(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    yield from ()


def _count(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    yield _COUNT.fill(lang, {"least": str(terms["min"]), "most": str(terms["max"])})


def _deadline(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    if "for_each" in terms:
        yield from _following(terms, schemas, lang)
        return
    yield _EACH[terms["each"]].say(lang)
    if "opens" in terms:
        yield _OPENS.fill(lang, {"when": _when(terms["opens"], lang)})
    yield _DUE.fill(lang, {"when": _when(terms["due"], lang)})
    for source in terms["sources"]:
        yield _SOURCE.fill(lang, _kind(source, schemas, lang))


def _following(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    schema = schemas[terms["for_each"]]
    yield _AFTER.fill(lang, _kind({**terms, "of": terms["for_each"]}, schemas, lang))
    span = next((name for name in _SPANS if name in terms), "days")
    counted = _SPANS[span].fill(lang, {"count": str(terms.get(span, 0))})
    facts = {
        "field": schema.label(terms["from"]).say(lang),
        "span": _END_OF[terms["end_of"]].say(lang) if "end_of" in terms else counted,
    }
    if "by" in terms:
        kind = _kind(terms["by"], schemas, lang)
        yield _BY.fill(lang, {**facts, "done": f"{kind['kind']}{kind['where']}"})
    else:
        yield _DONE.fill(lang, {**facts, "done": schema.label(terms["done"]).say(lang)})
    if "until" in terms:
        yield _UNTIL.fill(lang, {"field": schema.label(terms["until"]).say(lang)})


def _approval(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    schema = schemas[terms.get("of", CUSTOMER)]
    if "of" in terms:
        yield _AFTER.fill(lang, _kind(terms, schemas, lang))
    steps = []
    for step in terms["steps"]:
        label = schema.label(step["by"]).say(lang)
        facts = {"field": label, "who": str(step.get("who"))}
        steps.append(_WHO.fill(lang, facts) if "who" in step else label)
    yield _SIGNS.fill(lang, {"fields": joined(steps, lang)})


def _order(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    yield _STAGE.fill(lang, {"step": terms["step"]})
    if "after" in terms:
        yield _STAGE_AFTER.fill(lang, {"stages": joined(terms["after"], lang)})
    if "same_day" in terms:
        yield _SAME_DAY.fill(lang, {"stage": terms["same_day"]})
    yield from _demands(terms, schemas[terms["of"]], schemas, lang)


def _grade(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    schema = schemas[terms["of"]]
    yield joined(
        (
            _PART.fill(
                lang,
                {"field": schema.label(part["field"]).say(lang), "weight": str(part["weight"])},
            )
            for part in terms["parts"]
        ),
        lang,
    )
    yield joined(
        (
            _GRADE.fill(lang, {"grade": one["grade"], "points": str(one["at_least"])})
            for one in terms["cutoffs"]
        ),
        lang,
    )


def _precedence(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    yield _FIRST.fill(lang, _kind(terms, schemas, lang))


def _fields(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
    if "with" in terms:
        other = terms["with"]
        labels = _labels(other.get("need", ()), schemas[other["of"]], lang)
        yield _WITH.fill(lang, {**_kind(other, schemas, lang), "fields": labels})
        return
    schema = schemas[terms.get("of", CUSTOMER)]
    if "of" not in terms:
        yield from _demands(terms, schema, schemas, lang)
        return
    labels = _labels(_asked(terms), schema, lang)
    yield _OF.fill(lang, {**_kind(terms, schemas, lang), "fields": labels})


def _demands(terms: Terms, schema: SheetSchema, schemas: Schemas, lang: Lang) -> Iterator[str]:
    if _asked(terms):
        yield _NEED.fill(lang, {"fields": _labels(_asked(terms), schema, lang)})
    for name, months in terms.get("fresh", {}).items():
        facts = {"field": schema.label(name).say(lang), "months": str(months)}
        yield _FRESH.fill(lang, facts)
    for name, other in terms.get("equals", {}).items():
        there = schemas[CUSTOMER].label(other).say(lang)
        yield _EQUALS.fill(lang, {"field": schema.label(name).say(lang), "other": there})


def _asked(terms: Terms) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*terms.get("need", ()), *terms.get("must", {})]))


def _cadence(terms: Terms, schemas: Schemas, lang: Lang) -> Iterator[str]:
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
    yield _CADENCE.fill(lang, facts)
    if terms.get("distinct_persons"):
        yield _OWN_PERSON.say(lang)
    if terms.get("credit") == "group":
        yield _GROUP.say(lang)


def _when(due: Mapping[str, int], lang: Lang) -> str:
    facts = {name: str(abs(number)) for name, number in due.items()}
    months = due.get("months", 0)
    which = "before" if months < 0 else {0: "same", 1: "following"}.get(months, "later")
    when = _WHEN["month" if "month" in due else which].fill(lang, facts)
    return _WORKDAYS.fill(lang, {**facts, "when": when}) if due.get("workdays") else when


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
            for shown in [_value(rules[rule], name, schema, lang, rule)]
        ),
        lang,
    )


def _value(constraint: Any, name: str, schema: SheetSchema, lang: Lang, rule: str) -> str:
    """What a field is compared with; a field that ``contains`` several holds them all."""
    values = constraint if isinstance(constraint, list) else [constraint]
    shown = schema.fields[name].shown(tuple(values))
    words = _ALL if rule == "contains" else _ANY
    return words.say(lang).join(fact_words(one, lang) for one in shown)


_BY_KIND: dict[str, Callable[[Terms, Schemas, Lang], Iterator[str]]] = {
    "approval": _approval,
    "cadence": _cadence,
    "count": _count,
    "deadline": _deadline,
    "fields": _fields,
    "grade": _grade,
    "order": _order,
    "precedence": _precedence,
}


def _labels(names: Any, schema: SheetSchema, lang: Lang) -> str:
    return joined((schema.label(name).say(lang) for name in names), lang)
