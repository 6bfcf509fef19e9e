"""The words of a blank workbook that no schema has."""

from kamdocs.model import Text

GUIDE = Text("填写说明", "How to fill in")
LISTS = Text("选项", "Choices")
TITLE = Text("{kinds}空表", "Blank for {kinds}")
PAGES = Text("第&P页，共&N页", "Page &P of &N")

# Above the headings of every sheet
LEGEND = Text(
    "黄色表头、带“*”的为必填；选中格子或指着表头，可看填法和示例",
    "Yellow headings with “*” are required; select a cell or point at a heading for help",
)
THROUGH = Text("数据截至：", "Data through:")
"""What stands behind it is read by ``kamdocs.intake.captions.stated``."""
THROUGH_HELP = Text(
    "这张表的数据录到哪一天，如2026-09-30。写明了，才能判断这一天以前有没有漏报；"
    "不填，只按表里的日期推断。",
    "The day up to which this sheet is complete, such as 2026-09-30. Only then can anyone tell "
    "whether something before it is missing; left blank, it is inferred from the days in the rows.",
)

TYPES: dict[str, Text] = {
    "text": Text("文字", "text"),
    "day": Text("日期", "day"),
    "moment": Text("日期和时刻", "day and time"),
    "month": Text("某年某月", "month and year"),
    "periods": Text("期间，可几个", "one or several periods"),
    "amount": Text("金额", "amount"),
    "number": Text("数字", "number"),
    "whole": Text("整数", "whole number"),
    "flag": Text("是或否", "yes or no"),
    "items": Text("一项或几项", "one or several"),
    "lines": Text("每行一项", "one a line"),
    "volumes": Text("年度：数量", "year:volume"),
}
ONE_OF = Text("选一项", "choose one")
IN_UNIT = Text("{type}，{unit}", "{type}, {unit}")
OPTIONAL = Text("选填", "optional")
ABOUT = Text("{label}（{marks}）", "{label} ({marks})")
EXAMPLE = Text("示例：{example}", "Example: {example}")
CHOICES = Text("可选：{choices}", "Choices: {choices}")
SEVERAL = Text("可填几项，用“、”分开：{choices}", "One or several, separated by 、: {choices}")

# What Excel says of an entry that a rule refuses
REFUSED = Text("请核对「{label}」", "Check “{label}”")
ERRORS: dict[str, Text] = {
    "text": Text("要填{bounds}个字。", "Between {bounds} characters, please."),
    "day": Text("请填日期，写成2026-07-15。", "Please fill in a day, such as 2026-07-15."),
    "moment": Text(
        "请填日期和时刻，写成2026-07-15 17:00；不知道时刻的只填日期。",
        "Please fill in a day and time, such as 2026-07-15 17:00; the day alone where the time is "
        "not known.",
    ),
    "month": Text("请填月份，写成2026-09。", "Please fill in a month, such as 2026-09."),
    "amount": Text(
        "请只填数字（{bounds}），不写单位；单位见表头。",
        "A number alone ({bounds}), please; its unit stands in the heading.",
    ),
    "number": Text("请填数字（{bounds}）。", "A number ({bounds}), please."),
    "whole": Text("请填整数（{bounds}）。", "A whole number ({bounds}), please."),
}
NOT_LISTED = Text(
    "列表里没有这一项，请从下拉列表里选。", "That is not in the list; please choose from it."
)
BETWEEN = Text("{least}到{most}", "{least} to {most}")
AT_LEAST = Text("不小于{least}", "at least {least}")
AT_MOST = Text("不大于{most}", "at most {most}")
ANY = Text("正负均可", "positive or negative")

# The sheet of help
INTRO = Text(
    "请在后面的工作表里填写，从表头下面一行开始，一行接一行；填好保存为.xlsx交回。"
    "本页只供查看，不必填写。",
    "Fill in the sheets that follow, row after row from the line below the headings; save as .xlsx "
    "and hand it in. This page is for reading only.",
)
SHEETS = Text("有哪些工作表", "The sheets")
ONE_ROW = Text(
    "每{counted}填一行，共{fields}栏", "one row for each of the {counted}; {fields:column|columns}"
)
NEEDED = Text("必填：{names}", "required: {names}")
NONE_NEEDED = Text("没有必填的栏目", "no column is required")
RULES = Text("怎样填", "How to fill in the cells")
FIELDS = Text(
    "{title}：各栏目的填法与示例（示例从上到下合起来是完整的一行，内容为虚构）",
    "{title}: every column, with an example (read downwards, the examples make one whole row; "
    "they are invented)",
)
COLUMNS = (
    Text("列与栏目", "Column"),
    Text("必填", "Required"),
    Text("格式", "Format"),
    Text("填什么", "What to fill in"),
    Text("示例", "Example"),
    Text("可选内容", "Choices"),
)
