"""The name of a heading, without the numbers, marks, remarks, units and codes written around it."""

import re
from functools import lru_cache
from typing import NamedTuple

from kamdocs.intake.grid import plain, trimmed
from kamdocs.intake.values import unit_in
from kamdocs.lazy import lazy
from kamdocs.model.amounts import IN_WAN
from kamdocs.naming import comparable
from kamdocs.sheets import Field

LONGEST = 120
"""A cell with more characters is a text and no heading."""

_BRACKETS = lazy(r"[(\[【〔{]([^()\[\]【】〔〕{}]*)(?:[)\]】〕}]|\Z)")
_NESTED = lazy(r"[(\[【]([^()\[\]【】]*)[(\[【][^()\[\]【】]*[)\]】][^()\[\]【】]*[)\]】]")
_PARTS = lazy(r"[/、,;|\s]+|或")
_NUMBERED = lazy(
    r"\s*[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]\s*"  # ① ❶ ㈠ ㊀
    r"|\s*[*＊]?\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、)）](?!\d)"
    r"|\s*\d{1,2}\s+(?![年月季日])"
)
_REMARK = lazy(
    r"非?必[填选].*|选填.*|可[选空填]|可不填.*|可为空|可[多单]选|[单多]选.*|.{0,2}下拉.*"
    r"|.{0,4}(?:填空|日期|选择|问答|简答|单选|多选|打分|评分)题|[单多]行.{2,6}|.{0,12}(?:一致|为准)"
    r"|自动.*|系统.*|不[可能](?:修改|输入|编辑|更改|手填|填|为空|重复).*|唯一|请.*|勿.*|填写.*"
    r"|(?:例|比如|举例|说明|注|提示)[:：].*|(?:例如|示例|样例|如).*"
    r"|(?:文本|日期|数字|数值)?格式.*|文本|年月日?|年[-/.]月.*|yyyy.*|全称|中文|签[字名章]|盖章"
    r"|required|optional|mandatory|if any|auto.*|read.?only|e\.?g\..*|example.*|text|select.*"
)
BEFORE_A_NAME = ("非必填", "必填", "选填", "请填写", "请选择", "请输入")
"""Words of a form that are taken from before a name."""
_ALONE = lazy(rf"\A(?:{'|'.join(BEFORE_A_NAME)})(?=..)(?:您的|您)?|(?:非必填|必填项?|选填)\Z")
"""The same without brackets, before or behind the name."""
_CODE = lazy(r"(?<![\d.a-zA-Z])(\d{1,2})\s*[.、:=)\-]?\s*([^\W\d][^\d\s,;、/()\[\]【】]*)")
_MONEY = r"(?:人民币|rmb|cny)?"
_UNITS = sorted(IN_WAN, key=len, reverse=True)
_UNIT = lazy(rf"(?:单位)?{_MONEY}({'|'.join(_UNITS)}){_MONEY}\Z")
_CURRENCY = lazy(r"(?:单位)?(?:人民币|rmb|cny)\Z")
_YUAN = "|".join(unit for unit in _UNITS if "元" in unit)
_BEHIND = lazy(rf"(?=.*元)(.{{2,}}?)(?:单位)?{_MONEY}({_YUAN})\Z")

_COUNTED = lazy(r"(?:单位:)?((?:[十百千]?[万亿]|[百千](?![克米]))?([^:/]+))")


class Heading(NamedTuple):
    """A heading as it is compared: bare name and unit (empty where it names none).

    ``codes`` are pairs of a number and its word, where the heading explains them (``1 上门``).
    Where brackets remain that say neither remark nor unit, their words belong to ``name``;
    ``stem`` is the name without them and ``choices`` are the words in them. ``behind`` is the name
    with the unit that stands right behind it, without brackets: 年销售额万元.
    """

    name: str
    unit: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    stem: str = ""
    choices: tuple[str, ...] = ()
    behind: tuple[str, str] | None = None


@lru_cache(maxsize=8192)
def bare(written: str) -> Heading:
    """The name of a heading and what else it says; a nameless one for a text that is too long."""
    if len(written) > LONGEST:
        return Heading("")
    text, codes = _without_codes(without_number(written))
    unit = ""
    left: list[str] = []
    text = _NESTED.sub(
        lambda found: "" if _REMARK.fullmatch(found[1]) else found[0], text.casefold()
    )
    for bracket in list(_BRACKETS.finditer(text)):
        said = _said(bracket[1])
        if said is None:
            left.append(bracket[1])
        else:
            unit = said or unit
            text = text.replace(bracket[0], "", 1)
    name = _ALONE.sub("", comparable(text))
    behind = _with_unit_behind(name)
    if not left:
        return Heading(name, unit, codes, behind=behind)
    stem = _ALONE.sub("", comparable(_BRACKETS.sub("", text)))
    choices = tuple(part for words in left for part in _PARTS.split(words) if part)
    return Heading(name, unit, codes, stem, choices, behind)


def counted(heading: Heading, wanted: Field) -> str:
    """The unit of things in the brackets of a heading, （台） or （万套）; empty where they say
    anything else."""
    said = _COUNTED.fullmatch("/".join(heading.choices))
    return said[1] if said and said[2] in wanted.counted_in else ""


def without_number(written: str) -> str:
    """A heading, plain and without the number before it: 1. 客户名称."""
    words = trimmed(written)
    numbered = _NUMBERED.match(words)
    return plain(words[numbered.end() :] if numbered else words)


def _with_unit_behind(name: str) -> tuple[str, str] | None:
    found = _BEHIND.match(name)
    return (found[1], found[2]) if found else None


def _said(words: str) -> str | None:
    """The unit that brackets name; empty where they only remark, None where neither is so."""
    unit = ""
    whole = words.strip(" *")
    for part in [whole] if _REMARK.fullmatch(whole) else re.split(r"[,;、]", whole):
        found = _UNIT.match(comparable(part))
        if found:
            unit = found[1]
        elif english := unit_in(comparable(part)):
            unit = english
        elif comparable(part) and not (
            _REMARK.fullmatch(part.strip(" *")) or _CURRENCY.match(comparable(part))
        ):
            return None
    return unit


def _without_codes(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A heading without the codes that it explains, and these: numbers from 0 or 1 upwards."""
    found = list(_CODE.finditer(text))
    numbers = [int(one[1]) for one in found]
    words = {one[2] for one in found}
    if len(found) < 2 or len(words) < len(found) or not comparable(text[: found[0].start()]):
        return text, ()
    if numbers[0] > 1 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return text, ()
    return text[: found[0].start()], tuple((one[1], one[2]) for one in found)
