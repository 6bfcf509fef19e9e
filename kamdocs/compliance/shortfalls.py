"""The sentence that says what is wrong with the fields of a record: blanks first, then values that
are too old, too few or otherwise not what was asked for."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial
from operator import gt, lt
from typing import Any

from kamdocs.model import Fact, NearMiss, Text, in_a_list, listed
from kamdocs.sheets import Field, SheetSchema
from kamdocs.words import facts_joined, shortfalls
from kamdocs.words.figures import measure

_BLANK = "KD201"


def in_words(
    lacks: Iterable[NearMiss],
    must: Mapping[str, Mapping[str, Any]],
    schema: SheetSchema,
    mild: bool,
) -> Text:
    """The sentence for the near misses at some cells. ``must`` are the demands on values, by field;
    ``mild`` words it as advice, for a rule that is only a target."""
    blanks = tuple(miss.facts["field"] for miss in lacks if miss.code == _BLANK)
    said = [shortfalls.left_blank(blanks, mild)] if blanks else []
    said += [_said(miss, must, schema) for miss in lacks if miss.code != _BLANK]
    return in_a_list(said, listed)


def _said(miss: NearMiss, must: Mapping[str, Mapping[str, Any]], schema: SheetSchema) -> Text:
    field, facts = miss.facts["field"], miss.facts
    if miss.code == "KD480":
        day = facts_joined([facts["day"]])
        return shortfalls.TOO_OLD.filled(field=field, day=day, months=facts["months"])
    if miss.code == "KD614":
        day, other = facts_joined([facts["day"]]), facts_joined([facts["after_day"]])
        return shortfalls.LATER.filled(field=field, day=day, after=facts["after"], after_day=other)
    if miss.code == "KD623":
        return shortfalls.OVER.filled(field=field, day=facts_joined([facts["day"]]))
    if miss.code == "KD624":
        value, most = facts_joined([facts["value"]]), facts_joined([facts["other_value"]])
        units = {name: facts[name] for name in ("unit", "other_unit")}
        named = {"field": field, "other": facts["after"], **units}
        return shortfalls.ABOVE.filled(value=value, most=most, **named)
    if miss.code == "KD481":
        return shortfalls.DIFFERS.filled(field=field, other=facts_joined([facts["other"]]))
    return _unlike(field, facts, must.get(str(facts.get("name")), {}), schema)


def _out_of_bounds(field: Text, value: Fact, rules: Mapping[str, Any], column: Field) -> Text:
    """The sentence for a figure that is too small or too large, or anything else that will not
    do."""
    for rule, words, is_broken in (("min", shortfalls.BELOW, lt), ("max", shortfalls.BEYOND, gt)):
        if isinstance(value, int | Decimal) and rule in rules:
            bound = column.in_its_unit(rules[rule])
            if is_broken(value, Decimal(str(bound))):
                shown = [Text.in_each(partial(measure, one, column.unit)) for one in (value, bound)]
                return words.filled(field=field, value=shown[0], bound=shown[1])
    return shortfalls.UNLIKE.filled(field=field)


def _unlike(
    field: Text, facts: Mapping[str, Fact], rules: Mapping[str, Any], schema: SheetSchema
) -> Text:
    """The sentence for a value that will not do; for a list it says what is absent, or that there
    are too few or too many."""
    value, column = facts["value"], schema.fields[str(facts["name"])]
    if not isinstance(value, tuple):
        return _out_of_bounds(field, value, rules, column)
    wanted = rules.get("contains", ())
    shown = [column.shown(one) for one in ([wanted] if isinstance(wanted, str) else wanted)]
    absent = [one for one in shown if one not in value]
    if absent:
        return shortfalls.WITHOUT.filled(field=field, parts=facts_joined(absent))
    made, least, most = len(value), rules.get("minlength"), rules.get("maxlength")
    if least is not None and made < least:
        return shortfalls.TOO_FEW.filled(field=field, made=made, least=least)
    if most is not None and made > most:
        return shortfalls.TOO_MANY.filled(field=field, made=made, most=most)
    return shortfalls.UNLIKE.filled(field=field)
