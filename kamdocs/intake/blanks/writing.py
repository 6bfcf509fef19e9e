"""Values as they stand in the cells of a workbook, so that reading them gives the same again."""

from datetime import date
from decimal import Decimal

from kamdocs.model import Moment, Period, Unread, Value, YearVolume
from kamdocs.spreadsheets import FULL_CELL

Content = str | float | date
_IN_A_REMARK = str.maketrans({"(": "〔", "（": "〔", ")": "〕", "）": "〕",
                              ";": "，", "；": "，", "、": "，", "\n": " "})  # fmt: skip
"""What would end the remark of a year before its end."""


def content(value: Value) -> Content:
    """What is written for a value: a day as a day, a figure as a number unless digits would be
    lost, all else as words."""
    match value:
        case bool():
            return "是" if value else "否"
        case int() | Decimal():
            return _figure(Decimal(value))
        case Period():
            return value.start if value.each == "month" else _period(value)
        case Moment():
            return str(value)
        case date():
            return value
        case tuple():
            joint = "、" if all(isinstance(part, Period) for part in value) else "\n"
            return _cut(joint.join(_part(part) for part in value))
        case Unread():
            return _cut(value.raw)
    return _cut(str(value))


def _figure(figure: Decimal) -> Content:
    near = float(figure) if figure.is_finite() else 0.0
    return near if Decimal(repr(near)) == figure else f"{figure:f}"


def _part(part: object) -> str:
    if isinstance(part, YearVolume):
        remark = part.remark.translate(_IN_A_REMARK)
        return f"{part.year}：{part.volume:f}" + (f"（{remark}）" if remark else "")
    return _period(part) if isinstance(part, Period) else str(part)


def _period(period: Period) -> str:
    match period.each:
        case "year":
            return f"{period.start.year}年"
        case None:
            return f"{period.start.isoformat()}至{period.last.isoformat()}"
    return str(period)


def _cut(words: str) -> str:
    return words[:FULL_CELL]
