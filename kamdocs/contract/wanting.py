"""Says in words what a rule of Cerberus asks of an entry."""

from collections.abc import Mapping
from typing import Any

from kamdocs.model import Said, Text

_KINDS: Mapping[str, Text] = {
    "integer": Text("整数", "a whole number"),
    "whole": Text("整数", "a whole number"),
    "float": Text("数字", "a number"),
    "number": Text("数字", "a number"),
    "string": Text(
        "文字；数字、日期当文字写的，用英文双引号括起来",
        "words; a number or a day that stands for words is put in straight double quotes",
    ),
    "text": Text("文字", "words"),
    "boolean": Text("是或否（true、false）", "yes or no (true, false)"),
    "flag": Text("是或否（true、false）", "yes or no (true, false)"),
    "list": Text("列表，如[甲, 乙]", "a list, such as [a, b]"),
    "dict": Text("分项，每项写作“名称: 值”", "entries, each written “name: value”"),
    "date": Text("日期，如2026-01-31，不加引号", "a day, such as 2026-01-31, without quotes"),
    "day": Text("日期", "days"),
    "moment": Text("日期", "days"),
    "month": Text("月份", "months"),
    "periods": Text("期间", "periods"),
    "amount": Text("金额", "amounts"),
    "items": Text("一项或多项", "a list"),
    "lines": Text("一项或多项", "a list"),
    "volumes": Text("年度和数量", "years with volumes"),
}
A_PERIOD = Text("要写成2026-09、2026Q3、2026H2或2026", "is written 2026-09, 2026Q3, 2026H2 or 2026")
A_LIST, ENTRIES, WORDS = _KINDS["list"], _KINDS["dict"], _KINDS["string"]
_RULES: Mapping[str, Text] = {
    "type": Text("应为{wanted}", "must be {wanted}"),
    "min": Text("不能小于{wanted}", "must be {wanted} or more"),
    "max": Text("不能大于{wanted}", "must be {wanted} or less"),
    "minlength": Text("至少要有{wanted}项", "must have at least {wanted}"),
    "maxlength": Text("最多{wanted}项", "must have at most {wanted}"),
    "allowed": Text("只能是其中之一：{wanted}", "must be one of: {wanted}"),
    "forbidden": Text("不能是{wanted}", "must not be {wanted}"),
    "contains": Text("要有{wanted}", "must have {wanted}"),
    "regex": Text("要写成{wanted}的样子（正则表达式）", "must fit the pattern {wanted}"),
    "some": Text("要有一项写成{wanted}的样子", "one of it must fit the pattern {wanted}"),
    "dependencies": Text("要与{wanted}一起写", "is written together with {wanted}"),
    "excludes": Text("不能与{wanted}同时写", "is not written together with {wanted}"),
    "check_with": Text("不合“{wanted}”的写法", "is not written as “{wanted}” is"),
}
_SPELLED = {
    r"[a-z][a-z0-9\-]*": Text(
        "只用小写英文字母、数字和“-”，以字母开头",
        "only small letters, digits and “-”, a letter first",
    ),
    r"[a-z][a-z0-9_]*": Text(
        "只用小写英文字母、数字和“_”，以字母开头",
        "only small letters, digits and “_”, a letter first",
    ),
    r"[^/\\]+\.docx": Text(
        "只写文件名，以.docx结尾", "only the name of a file, which ends in .docx"
    ),
}
"""What some patterns of our data files ask for, in words."""
_OF_NO_USE = Text(
    "这一栏填的是{kind}，{rule}不起作用", "the field holds {kind}; {rule} has no effect on it"
)
_ANOTHER_TYPE = Text(
    "「{field}」这一栏填的是{kind}，这里要用填{wanted}的栏目",
    "“{field}” holds {kind}; a field for {wanted} is wanted here",
)
_BLANK = Text("不能空着", "must not be left blank")
OTHER = Text("要换一种写法", "must be written in another way")
_PATTERN = Text(
    "正则表达式写法有误，第{at}个字符附近", "is no sound regular expression, near character {at}"
)
_UNKNOWN_RULE = Text("没有这种写法", "there is no such rule")
_WORDS_OF_CERBERUS: Mapping[str, Text] = {
    "unknown rule": _UNKNOWN_RULE,
    "none or more than one rule validate": OTHER,
    "no definitions validate": OTHER,
    "must be of dict type": _RULES["type"].filled(wanted=ENTRIES),
    "must be of list type": _RULES["type"].filled(wanted=A_LIST),
    "must be of container type": _RULES["type"].filled(wanted=A_LIST),
    "null value not allowed": _BLANK,
    "must be of string type": _RULES["type"].filled(wanted=WORDS),
    "must be of boolean type": _RULES["type"].filled(wanted=_KINDS["boolean"]),
    "must be of integer type": _RULES["type"].filled(wanted=_KINDS["integer"]),
}


def wanted(rule: str, constraint: Any) -> Text:
    """What an entry must be, for a rule and its constraint as a schema has them."""
    if rule in ("nullable", "empty"):
        return _BLANK
    if rule not in _RULES:
        return OTHER
    if rule == "type":
        return _RULES[rule].filled(wanted=_kind(constraint))
    if rule == "regex" and constraint in _SPELLED:
        return _SPELLED[constraint]
    one_by_one = constraint if isinstance(constraint, list | tuple) else (constraint,)
    return _RULES[rule].filled(wanted=", ".join(str(one) for one in one_by_one))


def of_no_use(rule: str, type_: str) -> Text:
    """The sentence that a rule makes no sense for a field of some type."""
    return _OF_NO_USE.filled(kind=_KINDS[type_], rule=rule)


def of_another_type(field: Text, type_: str, wanted: str) -> Text:
    """The sentence that a field is of another type than the wanted one."""
    return _ANOTHER_TYPE.filled(field=field, kind=_KINDS[type_], wanted=_KINDS[wanted])


def _kind(constraint: Any) -> Text | str:
    """The widest of the allowed types, in words: a number where a whole number is allowed too."""
    kinds = [constraint] if isinstance(constraint, str) else list(constraint)
    known = [_KINDS[kind] for kind in kinds if kind in _KINDS and kind != "integer"]
    return known[0] if known else _KINDS.get(kinds[0], str(kinds[0]))


def of_schema(words: str) -> Text:
    """What Cerberus says of an invalid schema, in our words, or in its own where there are none."""
    return _WORDS_OF_CERBERUS.get(words) or Said(OTHER.zh, words)


def of_pattern(at: int) -> Text:
    """The sentence that a regular expression cannot be read at a character."""
    return _PATTERN.filled(at=at)
