"""One column of a blank: its heading, width and format, its help, and the rule for its cells."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kamdocs.intake.blanks import texts
from kamdocs.lettering import width
from kamdocs.model import Lang, Text, joined
from kamdocs.sheets import Field
from kamdocs.spreadsheets import FULL_CELL
from kamdocs.words import phrases

Rule = dict[str, Any]
"""A data validation as XlsxWriter takes it."""

YES_NO = ("是", "否")
FIRST_DAY, LAST_DAY = date(1949, 1, 1), date(2100, 12, 31)
_FAR = 10**12
_TITLE, _MESSAGE = 32, 255
"""Excel's limits for the words of a rule, in UTF-16 units."""

NUMBER_FORMATS: Mapping[str, str] = {
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "month": "yyyy-mm",
    "amount": "#,##0.00",
    "number": "General",
    "whole": "0",
}
"""What a column shows its cells as; all others hold text, so that no leading zero is lost."""
_VALIDATED: Mapping[str, str] = {
    "day": "date",
    "moment": "date",
    "month": "date",
    "amount": "decimal",
    "number": "decimal",
    "whole": "integer",
}
_NARROWEST, _WIDEST = 10, 30
_ARROW = 4  # of the filter, beside a heading
_SHORT_HEADING = 18
_AT_LEAST: Mapping[str, int] = {
    "day": 12,
    "moment": 17,
    "amount": 13,
    "items": 18,
    "lines": 26,
    "volumes": 20,
}


def heading(field: Field) -> str:
    """The heading as it is printed: ``业务量*（万元）``."""
    unit = f"（{field.unit}）" if field.unit else ""
    return f"{field.label.zh}{'*' if field.required else ''}{unit}"


def number_format(field: Field) -> str:
    return NUMBER_FORMATS.get(field.type, "@")


def column_width(field: Field) -> int:
    """In digits: room for the example, for the longest choice, and for a heading of two lines."""
    words = (field.example, *(f"{choice}  " for choice in choices(field)))
    head = width(heading(field)) + _ARROW
    head = head if head <= _SHORT_HEADING else head // 2 + _ARROW
    wanted = max(head, *(width(one) + 2 for one in words))
    free = field.type == "text" and set(field.rules) <= {"type", "required"}
    least = 16 if free else _AT_LEAST.get(field.type, _NARROWEST)
    return min(max(wanted, least), _WIDEST)


def choices(field: Field) -> tuple[str, ...]:
    """What the dropdown of a column offers; a cell with several has none."""
    if field.type == "flag":
        return YES_NO
    return field.allowed if field.type == "text" else ()


def form(field: Field, lang: Lang) -> str:
    """The form of what is filled in: 日期; 金额，万元; 选一项."""
    if choices(field) and field.type == "text":
        return texts.ONE_OF.say(lang)
    type_ = texts.TYPES[field.type].say(lang)
    return texts.IN_UNIT.fill(lang, {"type": type_, "unit": field.unit}) if field.unit else type_


def listed(field: Field, lang: Lang) -> str:
    """All choices of a column as it takes them, in English with their meaning."""
    return joined((_choice(label, lang) for label in field.labels.values()), lang)


def _choice(label: Text, lang: Lang) -> str:
    return label.zh if lang == "zh" else f"{label.zh} ({label.en})"


def note(field: Field, lang: Lang) -> str:
    """The note at the heading: what it is, help, example, choices."""
    asked = (phrases.REQUIRED if field.required else texts.OPTIONAL).say(lang)
    marks = joined((asked, form(field, lang)), lang)
    about = texts.ABOUT.fill(lang, {"label": field.label.say(lang), "marks": marks})
    return "\n".join((about, *_help(field, lang)))


def _help(field: Field, lang: Lang) -> list[str]:
    said = [field.help.say(lang), texts.EXAMPLE.fill(lang, {"example": field.example})]
    if field.allowed:
        words = texts.SEVERAL if field.type == "items" else texts.CHOICES
        said.append(words.fill(lang, {"choices": listed(field, lang)}))
    return said


def rule(field: Field, source: Sequence[str] | str, lang: Lang) -> Rule:
    """The rule for the cells of a column, with the words that Excel shows.

    ``source`` is what the dropdown offers: the choices, or the name of the range that holds them.
    A column that takes other words than those listed (synonyms), or text too (months, 长期), only
    warns.
    """
    return {
        **_limits(field, source),
        "input_title": _cut(field.label.say(lang), _TITLE),
        "input_message": _cut("\n".join(_help(field, lang)), _MESSAGE),
        "error_title": _cut(texts.REFUSED.fill(lang, {"label": field.label.say(lang)}), _TITLE),
        "error_message": _cut(_error(field, lang), _MESSAGE),
        "error_type": "warning" if _takes_other(field) else "stop",
    }


def _takes_other(field: Field) -> bool:
    return field.type == "month" or bool(field.endless) or bool(_synonyms(field))


def through_rule(lang: Lang) -> Rule:
    """The rule for the day behind 数据截至."""
    return {
        **_between("date", FIRST_DAY, LAST_DAY),
        "input_title": _cut(texts.THROUGH.say(lang).rstrip("：:"), _TITLE),
        "input_message": _cut(texts.THROUGH_HELP.say(lang), _MESSAGE),
        "error_title": _cut(texts.THROUGH.say(lang).rstrip("：:"), _TITLE),
        "error_message": texts.ERRORS["day"].say(lang),
        "error_type": "stop",
    }


def _limits(field: Field, source: Sequence[str] | str) -> Rule:
    least, most = (field.in_its_unit(field.rules.get(bound)) for bound in ("min", "max"))
    if choices(field):
        return {"validate": "list", "source": source if isinstance(source, str) else list(source)}
    if field.type in ("day", "moment", "month"):
        return _between("date", least or FIRST_DAY, most or LAST_DAY)
    if field.type in _VALIDATED:
        low, high = -_FAR if least is None else least, _FAR if most is None else most
        return _between(_VALIDATED[field.type], low, high)
    if field.type == "text" and not {"minlength", "maxlength"}.isdisjoint(field.rules):
        return _between("length", *_lengths(field))
    return {"validate": "any"}


def _lengths(field: Field) -> tuple[int, int]:
    return field.rules.get("minlength", 1), field.rules.get("maxlength", FULL_CELL)


def _between(validate: str, least: Any, most: Any) -> Rule:
    return {"validate": validate, "criteria": "between", "minimum": least, "maximum": most}


def _synonyms(field: Field) -> bool:
    """Whether a column takes words beside those that its list shows, the English ones aside."""
    shown = {word.casefold() for label in field.labels.values() for word in (label.zh, label.en)}
    return not shown.issuperset(field.spellings)


def _error(field: Field, lang: Lang) -> str:
    if choices(field):
        return texts.NOT_LISTED.say(lang)
    words = texts.ERRORS.get(field.type)
    return words.fill(lang, {"bounds": _bounds(field, lang)}) if words else ""


def _bounds(field: Field, lang: Lang) -> str:
    least, most = (field.in_its_unit(field.rules.get(bound)) for bound in ("min", "max"))
    if field.type == "text":
        least, most = _lengths(field)
    if least is not None and most is not None:
        return texts.BETWEEN.fill(lang, {"least": f"{least}", "most": f"{most}"})
    if least is not None:
        return texts.AT_LEAST.fill(lang, {"least": f"{least}"})
    return (
        texts.AT_MOST.fill(lang, {"most": f"{most}"}) if most is not None else texts.ANY.say(lang)
    )


def _cut(words: str, most: int) -> str:
    """The words, not longer than Excel allows."""
    units = words.encode("utf-16-le")
    if len(units) <= 2 * most:
        return words
    return units[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"
