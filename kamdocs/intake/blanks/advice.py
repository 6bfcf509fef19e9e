"""How to fill in cells: the general advice on the sheet of help, as far as the sheets need it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kamdocs.intake.blanks.texts import THROUGH_HELP
from kamdocs.model import Text
from kamdocs.sheets import Field, SheetSchema


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice. ``of`` names the kinds of column that need it; empty: all sheets do."""

    topic: Text
    words: Text
    of: frozenset[str] = frozenset()


ADVICE = (
    Advice(
        Text("必填", "Required"),
        Text(
            "表头为黄色、带“*”的栏目每一行都要填；其他栏目有内容就填。",
            "Columns with a yellow heading and “*” are needed in every row; the others where there "
            "is something to say.",
        ),
    ),
    Advice(Text("数据截至", "Data through"), THROUGH_HELP),
    Advice(
        Text("日期怎样写", "Days"),
        Text(
            "写成2026-07-15，年份四位。只知道月份的，问清是哪一天再填。",
            "Write 2026-07-15, the year in four digits. Where only the month is known, find out "
            "the day first.",
        ),
        frozenset({"day"}),
    ),
    Advice(
        Text("时刻怎样写", "Times of day"),
        Text(
            "要写时刻的，写成2026-07-15 17:00，用24小时制；不知道时刻的只写日期。",
            "Where a time is asked for, write 2026-07-15 17:00, by the 24-hour clock; the day "
            "alone where the time is not known.",
        ),
        frozenset({"moment"}),
    ),
    Advice(
        Text("月份怎样写", "Months"), Text("写成2026-09。", "Write 2026-09."), frozenset({"month"})
    ),
    Advice(
        Text("期间怎样写", "Periods"),
        Text(
            "月份写成2026-09，季度写成2026Q3，半年写成2026H2，全年写成2026；几个期间用“、”分开。",
            "A month is 2026-09, a quarter 2026Q3, a half-year 2026H2, a year 2026; several are "
            "separated by 、 or a comma.",
        ),
        frozenset({"periods"}),
    ),
    Advice(
        Text("金额怎样写", "Amounts"),
        Text(
            "只填数字，单位见表头；不要把元和万元弄混（1万元等于10,000元）。",
            "Numbers alone; the unit stands in the heading. Do not mix up 元 and 万元 "
            "(1万元 is 10,000元).",
        ),
        frozenset({"amount"}),
    ),
    Advice(
        Text("电话怎样写", "Telephones"),
        Text(
            "固定电话带区号，如0512-63456789；分机写“转8001”；两个号码用“/”分开。",
            "Land lines with their area code, such as 0512-63456789; 转8001 for an extension; "
            "two numbers separated by /.",
        ),
        frozenset({"phone", "fax"}),
    ),
    Advice(
        Text("下拉列表", "Lists"),
        Text(
            "格子右边有箭头的，从列表里选；是或否的栏目也一样。",
            "Where a cell has an arrow, choose from its list; so it is with 是 (yes) and 否 (no).",
        ),
        frozenset({"choice", "flag"}),
    ),
    Advice(
        Text("一格几项", "Several in a cell"),
        Text("用顿号“、”分开，如：李晓雯、韩冬。", "Separate them by 、 or a semicolon."),
        frozenset({"items"}),
    ),
    Advice(
        Text("一格几行", "Lines in a cell"),
        Text(
            "每行一项，在格内按Alt+Enter换行，或用分号“；”分开。",
            "One entry a line: Alt+Enter begins a new line in the cell; semicolons will do too.",
        ),
        frozenset({"lines"}),
    ),
    Advice(
        Text("没有或不知道", "None, or not known"),
        Text(
            "确实没有的，文字栏目写“无”；还不知道的留空，或写“待补”。不要写“同上”，每一行都写全。",
            "Where there is none, write 无 in a column of text; where it is not known yet, leave "
            "the cell blank or write 待补. Do not write 同上 (same as above).",
        ),
    ),
    Advice(
        Text("粘贴", "Pasting"),
        Text(
            "从别处复制时用“选择性粘贴”里的“数值”，免得冲掉下拉列表和格式；"
            "编号、电话、邮编等列已设为文本，开头的0不会丢。",
            "Paste values only, else lists and formats are lost; codes, telephones and postcodes "
            "are columns of text, so that no leading 0 is lost.",
        ),
    ),
    Advice(
        Text("表头与列", "Headings and columns"),
        Text(
            "不要改表头的名称，也不要删列；列可以换次序、可以隐藏。不要合并单元格。",
            "Leave the headings as they are and delete no column; columns may be moved or hidden. "
            "Do not merge cells.",
        ),
    ),
)


def advice_for(schemas: Iterable[SheetSchema]) -> Iterator[Advice]:
    """The advice that the columns of some kinds need, in its order."""
    needed = {word for one in schemas for field in one.fields.values() for word in _traits(field)}
    return (one for one in ADVICE if not one.of or one.of & needed)


def _traits(field: Field) -> Iterator[str]:
    yield field.type
    yield str(field.rules.get("check_with", ""))
    if field.allowed and field.type == "text":
        yield "choice"
