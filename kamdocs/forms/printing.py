"""How a value is written on a form. Values are data: whatever they contain is printed as
characters, never run or taken for XML."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from kamdocs.light import light
from kamdocs.model import MASK, Moment, Period, Unread, Value, YearVolume, day_in

LACKING = "「待补」"
NO_UNIT = "（单位未写明）"
"""Printed behind an amount that was refused because nothing tells its unit: on the form it would
look like an amount in 万元."""
_NO_UNIT_CODE = "KD114"
UNREPORTED = "未报"
"""Printed for the volume of a month for which there is no row."""
BY_FIGURES = "按数据是{tier}"
"""Printed beside the declared tier where a customer is listed under another one."""
HOLLOW = "\u3000\u3000"
"""What stands in a control without a value, so that there is something to click on."""
YES, NO = "是", "否"
UNDATED = "\u3000\u3000年\u3000月\u3000日"
"""What stands in a control where a day is to be written by hand."""
JOINT = "、"
UNTICKED = "\u2002"
"""Printed between a group of ticks and a value that has no box among them."""
LINE = "\n"

_AS_XML = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    }
)
_MARKED_UP = re.compile("[&<>\t\n]")
_LARGEST = 30
"""The power of ten up to which a number is taken for a figure; a larger one is a typing slip and is
printed as it is."""


def as_xml(text: str) -> str:
    """Clean text as the content of a ``w:t`` element; for a tab or line break the element is ended
    and begun again around it."""
    return text.translate(_AS_XML) if _MARKED_UP.search(text) else text


def as_run(text: str) -> str:
    """Clean text as a Word run (``w:r``) of its own."""
    return f'<w:r><w:t xml:space="preserve">{as_xml(text)}</w:t></w:r>'


def sensible(value: Decimal) -> bool:
    """Whether a number is finite and not so large or small that it must be a slip."""
    return value.is_finite() and abs(value.adjusted()) <= _LARGEST


def amount(value: Decimal) -> str:
    """A figure with thousands separators and without zeros at its end: 6,800 or 1,234.5."""
    if not sensible(value):
        return str(value)
    written = f"{value:,f}"
    whole = written.rstrip("0").rstrip(".") if "." in written else written
    return "0" if whole == "-0" else whole


def change(now: Decimal | None, before: Decimal | None) -> str:
    """The change of a volume in percent, such as +3.2%; empty where it cannot be compared."""
    if now is None or not before or not (sensible(now) and sensible(before)):
        return ""
    percent = (now - before) / abs(before) * 100
    if percent.adjusted() > _LARGEST // 2:
        return ""
    rounded = percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:+,f}%" if rounded else "0.0%"


def day_name(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment_name(moment: Moment) -> str:
    """2026年7月15日17:00; without the time where it is not known."""
    clock = str(moment)[len("2026-07-15 ") :]
    return f"{day_name(moment.day)}{clock}"


def period_name(period: Period) -> str:
    """2026年9月, 2026年第3季度, 2026年下半年, 2026年, or the first and the last day."""
    year, month = period.start.year, period.start.month
    match period.each:
        case "month":
            return f"{year}年{month}月"
        case "quarter":
            return f"{year}年第{(month + 2) // 3}季度"
        case "half-year":
            return f"{year}年{'上' if month == 1 else '下'}半年"
        case "year":
            return f"{year}年"
    return f"{day_name(period.start)}至{day_name(period.last)}"


def printed(value: Value | YearVolume | None, joint: str = JOINT) -> str:
    """A value as office Chinese writes it; ``joint`` stands between the parts of a list."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return YES if value else NO
        case Unread():
            return value.raw + (NO_UNIT if value.code == _NO_UNIT_CODE else "")
        case Decimal():
            return amount(value)
        case date():
            return day_name(value)
        case Moment():
            return _moment_name(value)
        case Period():
            return period_name(value)
        case YearVolume():
            remark = f"（{value.remark}）" if value.remark else ""
            return f"{value.year}年{amount(value.volume)}{remark}"
        case tuple():
            return joint.join(printed(part) for part in value)
    return str(value)


@light()
class Shown:
    """What a place of the form shows: the ``text``, the ``value`` behind it, the ``clause`` that
    asks for it (empty: none) and the ``label`` of its field.

    An ``open`` place stands in an empty form, for somebody to fill in. ``stand_in`` is the text of
    a control without a value. The properties are what the steps of a template print.
    """

    text: str = ""
    value: Value | None = None
    clause: str = ""
    label: str = ""
    open: bool = False
    stand_in: str = HOLLOW

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def lacking(self) -> bool:
        """Whether it is blank though a clause asks for it."""
        return bool(self.clause) and self.blank

    @property
    def hidden(self) -> bool:
        """Whether the value is hidden from the role of the run."""
        return self.text == MASK

    @property
    def told(self) -> bool:
        """Whether anything is printed here, or will be written here by hand."""
        return not self.blank or self.lacking or self.open

    @property
    def words(self) -> str:
        """The words that are printed."""
        return LACKING if self.lacking else self.text

    @property
    def held(self) -> str:
        """The words inside a content control, which must not be empty."""
        if not self.blank:
            return self.text
        return LACKING if self.clause else self.stand_in

    @property
    def hollow(self) -> str:
        """The mark that tells Word that a control holds no value but a placeholder text."""
        return "<w:showingPlcHdr/>" if self.value is None or self.blank else ""

    @property
    def plain(self) -> str:
        """The mark of a control for plain text; none for several lines, which LibreOffice would
        join."""
        return "" if LINE in self.text else '<w:text w:multiLine="1"/>'

    @property
    def dated(self) -> str:
        """The attribute with the day of a date control; empty where the value is no day."""
        day = day_in(self.value)
        if day is None:
            return ""
        clock = self.value.time if isinstance(self.value, Moment) else None
        return f' w:fullDate="{day.isoformat()}T{clock or time()}Z"'

    def ticked(self, choice: str) -> bool:
        """Whether a choice of a tick is the value, or among the values."""
        if isinstance(self.value, bool):
            return self.text == choice
        return choice in self.value if isinstance(self.value, tuple) else choice == self.value


BLANK, OPEN = Shown(), Shown(open=True)


def shown(texts: Iterable[tuple[str, str]]) -> dict[str, Shown]:
    """What some places show, from the text of each; one without a text has no value."""
    return {name: Shown(text, text or None) for name, text in texts}


class Unfilled(dict[str, Shown]):
    """A row in which every place shows the same, blank by default, but those that are ``given``."""

    def __init__(self, shown: Shown = BLANK, given: Mapping[str, Shown] | None = None) -> None:
        super().__init__(given or {})
        self._shown = shown

    def __missing__(self, name: str) -> Shown:
        return self._shown
