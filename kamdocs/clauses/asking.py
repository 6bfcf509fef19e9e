"""Puts into words what a rule asks, part by part, from its terms in the pack."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kamdocs.clauses.conditions import conditions, in_one
from kamdocs.clauses.demanding import demands, labels
from kamdocs.clauses.tongue import Tongue
from kamdocs.model import CUSTOMER, MONTHS, Each, Rule, Text, joined
from kamdocs.words import fact_words
from kamdocs.words.clauses import EACH

Terms = Mapping[str, Any]

_WHERE = Text("（{conditions}）", " ({conditions})")
_OF = Text("{kind}的每一行{where}都要：", "in each row of the {kind}{where}: ")
_WITH = Text("有{kind}{where}", "there is a record in the {kind}{where}")
_WITH_NEED = Text("，并填写{fields}", " with {fields} filled in")
_IF_ANY = Text("如果{words}", "if {words}")
_CADENCE = Text(
    "{each}至少{many}{counted}：{kind}{where}", "{each} at least {many} {counted}: {kind}{where}"
)
_DISTINCT = Text("种不同的{field}", "different entries of {field}")
_OWN_PERSON = Text("一人只算一个层级", "nobody counts for two levels")
_APART = Text("两次之间至少隔{span}，不到的不另算", "those less than {span} apart count once")
_GROUP = Text("下级客户的也算", "those of the customers below it count too")
_WHEN: dict[str, Text] = {
    "before": Text(
        "这一期开始前第{months}个月的{day}日", "day {day} of the month {months} before its first"
    ),
    "same": Text("这一期第一个月的{day}日", "day {day} of its first month"),
    "following": Text(
        "从这一期第一个月算起，下个月的{day}日", "day {day} of the month after its first"
    ),
    "later": Text(
        "从这一期第一个月算起，再过{months}个月的{day}日",
        "day {day} of the month {months} after its first",
    ),
    "after": Text("这一期过后第一个月的{day}日", "day {day} of the month after the period"),
    "last": Text("这一期的最后一天", "the last day of the period"),
    "next": Text("次月{day}日", "day {day} of the next month"),
    "month": Text("{month}{day}日", "{day} {month}"),
    "year before": Text("上一年{month}{day}日", "{day} {month} of the year before"),
    "year after": Text("下一年{month}{day}日", "{day} {month} of the next year"),
}
_DUE = Text("{each}完成，期限：{when}", "done {each}, due on {when}")
_WORKDAYS = Text("{when}之后第{workdays}个工作日", "working day {workdays} after {when}")
_OPENS = Text("不早于{when}", "not before {when}")
_BOUND_FOR = Text(
    "到期那天适用还不满{months}的，不要求",
    "asked only of those whom it has bound for {months} by then",
)
_SOURCE = Text("依据：{kind}{where}的{done}", "proved by {done} in the {kind}{where}")
_COVERS = Text("（是哪一期的，看{covers}）", " (for which period, {covers} tells)")
_AS_TOLD = Text(
    "{kind}{where}里{says}变过的，每一期按当时的{says}考核，从{done}那天起算",
    "where the {says} in the {kind}{where} changed, each period goes by the {says} of its time, "
    "from the {done} on",
)
_COUNT = Text("{least}至{most}家", "{least} to {most} customers")
_AFTER = Text("{kind}的每一行{where}", "for each row of the {kind}{where}")
_DONE = Text("{field}之后{span}内要有{done}", "{done} within {span} of {field}")
_BY = Text("{field}之后{span}内要有一条{done}", "a row in the {done} within {span} of {field}")
_BY_WHEN = Text("（看{field}）", " (by {field})")
_DONE_IN = Text("{field}所在的{span}内要有{done}", "{done} in {span} as {field}")
_BY_IN = Text("{field}所在的{span}内要有一条{done}", "a row in the {done} in {span} as {field}")
_BETWEEN = Text(
    "但不早于{field}之后{months}个月", "but not before {months:month|months} after {field}"
)
_UNTIL = Text("填了{field}的，以它为准", "where {field} is filled in, by then")
_ONLY_UNTIL = Text("不晚于{field}要有{done}", "{done} no later than {field}")
_FAILS = Text("晚了就是不合规", "what comes too late is a fail")
_SPANS: dict[str, tuple[Text, str]] = {
    "months": (Text("{count}个月", "{count} months"), "1 month"),
    "days": (Text("{count}天", "{count} days"), "1 day"),
    "workdays": (Text("{count}个工作日", "{count} working days"), "1 working day"),
    "hours": (Text("{count}小时", "{count} hours"), "1 hour"),
}
_END_OF: dict[str, Text] = {
    "month": Text("月份", "the same month"),
    "quarter": Text("季度", "the same quarter"),
    "half-year": Text("半年", "the same half-year"),
    "year": Text("年度", "the same year"),
}
_UNBROKEN = Text(
    "不能中断：{kind}{where}，{done}起{span}内有效",
    "never a day without one: {kind}{where}, which holds for {span} from {done}",
)
_HOLDS_UNTIL = Text("填了{field}的，有效到那一天", "where {field} is filled in, until that day")
_FIRST_WITHIN = Text(
    "开始适用后{span}内要有第一次", "the first within {span} of coming under the clause"
)
_ALSO = Text("{kind}{where}的{done}也算", "{done} in the {kind}{where} counts too")
_SIGNS = Text("依次签批：{fields}", "signed in turn: {fields}")
_WHO = Text("{field}，须是{who}", "{field}, who must be {who}")
_DATED = Text("{step}，写明{day}", "{step}, with {day}")
_NOBODY_TWICE = Text("同一个人不能签两步", "nobody signs twice")
_STAGE = Text(
    "步骤“{step}”不能跳过：后面的步骤有了记录，这一步也要有",
    "the stage “{step}” is not skipped: once a later one has its record, so has this",
)
_STAGE_AFTER = Text("不早于{stages}", "not before {stages}")
_SAME_DAY = Text("与{stages}同一天", "on the same day as {stages}")
_ONCE = Text("有了{stages}以后才考核", "looked at once {stages} is there")
_LAST = Text("有几行的，以日期最晚的为准", "of several rows the latest counts")
_STEP = Text("“{step}”", "“{step}”")
_PART = Text(
    "{field}满分{weight}分（达到{full}）", "{field} up to {weight:point|points} (at {full})"
)
_GRADE = Text("{points}分以上是{grade}", "{grade} from {points:point|points}")
_AGREES = Text("评定的{field}与得分一致", "{field} is what the points make")
_FIRST = Text(
    "{kind}{where}：同日或以后收到的，其他客户（{others}）的不能先答复",
    "{kind}{where}: of what came on the same day or later, nothing of other customers ({others}) "
    "is answered first",
)
_RECKONED = Text(
    "{field}空着的，按{first}到{last}的天数算；{last}也空着的，算到台账登到的那一天，最晚到检查日减去填报的宽限",
    "where {field} is blank, the days from {first} to {last} stand for it; where {last} is blank "
    "too, those until the sheet ends, or until the check less the grace for recording, if sooner",
)
_TIER = Text(
    "客户档案的{field}与按数据得出的“{tier}”一致",
    "{field} in the Customer archive is “{tier}”, as the figures make it",
)
_ATTEST = Text(
    "表格证明不了，由责任人书面确认", "no sheet can prove it; somebody answers for it in writing"
)


def asks(rule: Rule, tongue: Tongue) -> list[str]:
    """What a rule asks, one phrase for each demand."""
    return list(_BY_KIND[rule.kind](rule.terms, tongue))


def _attest(terms: Terms, tongue: Tongue) -> Iterator[str]:
    yield _ATTEST.say(tongue.lang)


def _tier(terms: Terms, tongue: Tongue) -> Iterator[str]:
    name = tongue.schemas[CUSTOMER].roles.tier
    title = tongue.policy.tier(terms["tier"]).title.say(tongue.lang)
    yield tongue.say(_TIER, field=tongue.label(CUSTOMER, name), tier=title)


def _count(terms: Terms, tongue: Tongue) -> Iterator[str]:
    yield tongue.say(_COUNT, least=terms["min"], most=terms["max"])


def _deadline(terms: Terms, tongue: Tongue) -> Iterator[str]:
    if "for_each" in terms:
        yield from _following(terms, tongue)
        return
    each = terms["each"]
    when = day_words(terms["due"], each, tongue)
    yield tongue.say(_DUE, each=EACH[each].say(tongue.lang), when=when)
    if "opens" in terms:
        yield tongue.say(_OPENS, when=day_words({"day": 1, **terms["opens"]}, each, tongue))
    if "months_bound" in terms:
        yield tongue.say(_BOUND_FOR, months=tongue.measure(terms["months_bound"], "个月"))
    for source in terms["sources"]:
        done = tongue.label(source["of"], source["done"])
        words = tongue.say(_SOURCE, done=done, **kind_words(source, tongue))
        if "covers" in source:
            words += tongue.say(_COVERS, covers=tongue.label(source["of"], source["covers"]))
        yield words


def _following(terms: Terms, tongue: Tongue) -> Iterator[str]:
    kind = terms["for_each"]
    yield tongue.say(_AFTER, **kind_words({**terms, "of": kind}, tongue))
    since = tongue.label(kind, terms["from"])
    span = next((name for name in _SPANS if name in terms), "")
    if "by" in terms:
        other = kind_words(terms["by"], tongue)
        done, words = f"{other['kind']}{other['where']}", _BY
        if "done" in terms["by"]:
            told = tongue.label(terms["by"]["of"], terms["by"]["done"])
            done += tongue.say(_BY_WHEN, field=told)
    else:
        done, words = tongue.label(kind, terms["done"]), _DONE
    until = tongue.label(kind, terms["until"]) if "until" in terms else ""
    if "end_of" in terms:
        words = _BY_IN if "by" in terms else _DONE_IN
        yield tongue.say(
            words, field=since, span=_END_OF[terms["end_of"]].say(tongue.lang), done=done
        )
    elif span and terms[span]:
        yield tongue.say(words, field=since, span=_span(terms[span], span, tongue), done=done)
    else:
        yield tongue.say(_ONLY_UNTIL, field=until or since, done=done)
    if until and (span or "end_of" in terms):
        yield tongue.say(_UNTIL, field=until)
    if "opens" in terms:
        yield tongue.say(_BETWEEN, field=since, months=terms["opens"]["months"])
    if terms.get("too_late") == "fail":
        yield _FAILS.say(tongue.lang)


def _span(count: int, name: str, tongue: Tongue) -> str:
    """A term of some days or hours in words: how long something may take."""
    many, one = _SPANS[name]
    return one if tongue.lang == "en" and count == 1 else tongue.say(many, count=count)


def _approval(terms: Terms, tongue: Tongue) -> Iterator[str]:
    kind = terms.get("of", CUSTOMER)
    if "of" in terms:
        yield tongue.say(_AFTER, **kind_words(terms, tongue))
    steps = []
    for step in terms["steps"]:
        said = tongue.label(kind, step["by"])
        if "who" in step and (who := tongue.pattern(step["who"])):
            said = tongue.say(_WHO, field=said, who=who)
        if step.get("on", step["by"]) != step["by"]:
            said = tongue.say(_DATED, step=said, day=tongue.label(kind, step["on"]))
        steps.append(said)
    yield tongue.say(_SIGNS, fields=" → ".join(steps))
    if terms.get("different"):
        yield _NOBODY_TWICE.say(tongue.lang)


def _order(terms: Terms, tongue: Tongue) -> Iterator[str]:
    field = tongue.schemas[terms["of"]].fields[terms["stage"]]

    def stages(*names: str) -> str:
        shown = (fact_words(one, tongue.lang) for one in field.shown(tuple(names)))
        return joined((tongue.say(_STEP, step=one) for one in shown), tongue.lang)

    yield tongue.say(_STAGE, step=fact_words(field.shown(terms["step"]), tongue.lang))
    if "after" in terms:
        yield tongue.say(_STAGE_AFTER, stages=stages(*terms["after"]))
    if "same_day" in terms:
        yield tongue.say(_SAME_DAY, stages=stages(terms["same_day"]))
    yield from demands(terms, terms["of"], tongue)
    if "once" in terms:
        yield tongue.say(_ONCE, stages=stages(*terms["once"]))
    if terms.get("last"):
        yield _LAST.say(tongue.lang)


def _grade(terms: Terms, tongue: Tongue) -> Iterator[str]:
    schema = tongue.schemas[terms["of"]]
    yield tongue.say(_AFTER, **kind_words(terms, tongue))
    yield tongue.say(_AGREES, field=tongue.label(terms["of"], terms["grade"]))
    for part in terms["parts"]:
        full = tongue.measure(part["full"], schema.fields[part["field"]].unit)
        label = tongue.label(terms["of"], part["field"])
        yield tongue.say(_PART, field=label, weight=part["weight"], full=full)
    cuts = ({"grade": one["grade"], "points": one["at_least"]} for one in terms["cutoffs"])
    yield joined((tongue.say(_GRADE, **one) for one in cuts), tongue.lang)


def _precedence(terms: Terms, tongue: Tongue) -> Iterator[str]:
    others = in_one(terms["others"], CUSTOMER, tongue)
    yield tongue.say(_FIRST, others=others, **kind_words(terms, tongue))


def _fields(terms: Terms, tongue: Tongue) -> Iterator[str]:
    if "with" in terms:
        other = terms["with"]
        words = tongue.say(_WITH, **kind_words(other, tongue))
        if other.get("need"):
            fields = labels(other["need"], other["of"], tongue)
            words += tongue.say(_WITH_NEED, fields=fields)
        yield tongue.say(_IF_ANY, words=words) if other.get("if_any") else words
        yield from conditions(other.get("must", {}), other["of"], tongue)
        return
    asked = list(demands(terms, terms.get("of", CUSTOMER), tongue))
    if "of" in terms:
        asked[0] = tongue.say(_OF, **kind_words(terms, tongue)) + asked[0]
    yield from asked
    for name, days in terms.get("reckoned", {}).items():
        named, first, last = (tongue.label(terms["of"], one) for one in (name, *days))
        yield tongue.say(_RECKONED, field=named, first=first, last=last)


def _cadence(terms: Terms, tongue: Tongue) -> Iterator[str]:
    counted = tongue.schemas[terms["of"]].counted.say(tongue.lang)
    if "distinct" in terms:
        counted = tongue.say(_DISTINCT, field=tongue.label(terms["of"], terms["distinct"]))
    elif tongue.lang == "en" and terms["at_least"] == 1:
        counted = counted.removesuffix("s")
    yield tongue.say(
        _CADENCE,
        each=EACH[terms["each"]].say(tongue.lang),
        many=terms["at_least"],
        counted=counted,
        **kind_words(terms, tongue),
    )
    if "as_told" in terms:
        told = terms["as_told"]
        labels = {name: tongue.label(told["of"], told[name]) for name in ("says", "done")}
        yield tongue.say(_AS_TOLD, **labels, **kind_words(told, tongue))
    if "apart" in terms:
        yield tongue.say(_APART, span=_time(terms["apart"], tongue))
    if terms.get("distinct_persons"):
        yield _OWN_PERSON.say(tongue.lang)
    if terms.get("credit") == "group":
        yield _GROUP.say(tongue.lang)


def _unbroken(terms: Terms, tongue: Tongue) -> Iterator[str]:
    done = _done_label(terms, tongue)
    words = kind_words(terms, tongue)
    yield tongue.say(_UNBROKEN, done=done, span=_time(terms["lasts"], tongue), **words)
    if "until" in terms:
        yield tongue.say(_HOLDS_UNTIL, field=tongue.label(terms["of"], terms["until"]))
    if "first" in terms:
        yield tongue.say(_FIRST_WITHIN, span=_time(terms["first"], tongue))
    for other in terms.get("also", ()):
        yield tongue.say(_ALSO, done=_done_label(other, tongue), **kind_words(other, tongue))


def _done_label(terms: Terms, tongue: Tongue) -> str:
    """The label of the field with the day on which something was done."""
    return tongue.label(terms["of"], terms.get("done", tongue.schemas[terms["of"]].roles.day))


def _time(time: Mapping[str, int], tongue: Tongue) -> str:
    """A number of days or months in words."""
    ((name, count),) = time.items()
    return _span(count, name, tongue)


def day_words(due: Mapping[str, int], each: Each, tongue: Tongue) -> str:
    """A due day in or around a period in words; ``due`` is how the pack gives it."""
    facts: dict[str, object] = {name: abs(number) for name, number in due.items()}
    which, month = "month", due.get("month", 1)
    if "month" not in due:
        which = _by_months(due, each)
        years, before = divmod(due.get("months", 0), 12)
        if each == "year" and years in (-1, 0, 1):
            which, month = ("month", "year after", "year before")[years], before + 1
    facts["month"] = tongue.measure(month, "月")
    when = tongue.say(_WHEN[which], **facts)
    return tongue.say(_WORKDAYS, **{**facts, "when": when}) if due.get("workdays") else when


def _by_months(due: Mapping[str, int], each: Each) -> str:
    """The phrase for a due day that is counted in months from the first day of a period."""
    months = due.get("months", 0)
    if months == MONTHS[each] - 1 and due["day"] == 31:
        return "last"
    if months == 1 and each == "month":
        return "next"
    if months == MONTHS[each]:
        return "after"
    return "before" if months < 0 else {0: "same", 1: "following"}.get(months, "later")


def kind_words(terms: Terms, tongue: Tongue) -> dict[str, str]:
    """The title of the kind of record in ``of``, and its conditions in brackets."""
    where = terms.get("where")
    said = in_one(where, terms["of"], tongue) if where else ""
    return {
        "kind": tongue.schemas[terms["of"]].title.say(tongue.lang),
        "where": tongue.say(_WHERE, conditions=said) if said else "",
    }


_BY_KIND: dict[str, Callable[[Terms, Tongue], Iterator[str]]] = {
    "approval": _approval,
    "attest": _attest,
    "cadence": _cadence,
    "count": _count,
    "deadline": _deadline,
    "fields": _fields,
    "grade": _grade,
    "order": _order,
    "precedence": _precedence,
    "tier": _tier,
    "unbroken": _unbroken,
}
