"""Phrases of the text report."""

from kamdocs.model import Level, Text

LEVELS: dict[Level, Text] = {
    Level.ERROR: Text("错误", "error"),
    Level.WARNING: Text("警告", "warning"),
    Level.NOTE: Text("提示", "note"),
}
SKIPPED: dict[str, Text] = {
    "blank": Text("空白{count}行", "{count:blank row|blank rows}"),
    "total": Text("合计{count}行", "{count:row|rows} of totals"),
    "heading": Text(
        "重复或补充表头的{count}行",
        "{count:row that repeats or adds|rows that repeat or add} to the headings",
    ),
    "void": Text("不作数的{count}行", "{count:row that does|rows that do} not stand"),
    "note": Text("说明{count}行", "{count:row|rows} of notes"),
    "title": Text("标题{count}行", "{count:row|rows} of titles"),
    "example": Text("示例{count}行", "{count:row|rows} of examples"),
    "stand-in": Text(
        "当作没有填的{count}格（如“待定”“/”）",
        "{count:cell|cells} taken as blank, such as 待定 (to be settled) or /",
    ),
    "numbering": Text(
        "序号列里另写了字的{count}格", "{count:cell|cells} with words among the row numbers"
    ),
    "unknown-column": Text(
        "未识别的栏目里{count}格", "{count:cell under a heading|cells under headings} not known"
    ),
    "no-heading": Text("没有表头的列里{count}格", "{count:cell|cells} under no heading"),
    "no-label": Text("没有栏目名称的{count}格", "{count:cell|cells} without a label"),
    "empty-form": Text("空白表单{count}份", "{count:blank form|blank forms}"),
}
NOTED: dict[str, Text] = {
    "hidden-rows": Text("隐藏的{count}行也已读取", "{count:hidden row|hidden rows}, read too"),
    "hidden-columns": Text(
        "隐藏的{count}列也已读取", "{count:hidden column|hidden columns}, read too"
    ),
    "filter": Text("有筛选，筛掉的行也已读取", "a filter; rows that it hides were read too"),
    "pictures": Text(
        "单元格里的图片{count}张，未读取", "{count:picture in a cell|pictures in cells}, not read"
    ),
    "merged": Text("合并单元格{count}处", "{count:merged cell|merged cells}"),
    "macros": Text("含宏，没有运行", "holds macros, not run"),
    "links": Text(
        "链接到其他文件{count}个，没有打开",
        "{count:link to another file|links to other files}, not followed",
    ),
    "password": Text("用给出的密码打开", "opened with a password that was given"),
}
READ_FROM: dict[str, Text] = {
    "rows": Text("{count}行", "{count:row|rows}"),
    "cells": Text("{count}格", "{count:cell|cells}"),
}
ACROSS = Text(
    "月份也可以横排：一个月一列，下面填「{field}」",
    "Months may stand across: a column for each, with “{field}” below it",
)
FORM = Text("表单", "as a form")
BY: dict[str, Text] = {
    "given": Text("表内写明", "as the sheet says"),
    "stated": Text("按名称或标题中的期间", "from the period in its name or title"),
    "latest": Text("按表中最后日期", "from its latest day"),
}
SEVERITIES: dict[str, Text] = {
    "high": Text("高", "high"),
    "medium": Text("中", "medium"),
    "low": Text("低", "low"),
}
TYPES: dict[str, Text] = {
    "text": Text("文字", "text"),
    "day": Text("日期", "day"),
    "moment": Text("日期，可带时刻", "day, with the time where known"),
    "month": Text("月份", "month"),
    "periods": Text("期间", "periods"),
    "amount": Text("金额", "amount"),
    "number": Text("数字", "number"),
    "whole": Text("整数", "whole number"),
    "flag": Text("是或否", "yes or no"),
    "items": Text("一项或多项", "one or several"),
    "lines": Text("每行一项", "one a line"),
    "volumes": Text("年度：数量", "year:volume"),
}
COMPANY = Text("全公司", "the company")
NOT_ASKED = Text("无此项", "not asked")
REQUIRED = Text("必填", "required")
ROW_RULES = Text("整行的规则", "Rules over the whole row")

READ = Text("读取清单", "What was read")
FILE_READ = Text("{file}：{sheets}", "{file}: {sheets}")
FILE_EMPTY = Text("{file}：没有内容", "{file}: nothing in it")
FILE_UNREAD = Text("{file}：没有读取", "{file}: not read")
FILE_OURS = Text(
    "{file}：kamdocs自己的文件，不是交来的", "{file}: a file of kamdocs itself, not handed in"
)
FILE_SAME = Text(
    "{file}：与另一个文件完全相同，没有再读", "{file}: the same as another file, not read again"
)
FILE_PASSED = Text("{file}：不是表格，跳过", "{file}: not a sheet, passed over")
FILES_PASSED = Text(
    "{file}到{last}，{count}个文件：不是表格，跳过",
    "{file} to {last}, {count} files: not sheets, passed over",
)
SHEET = Text(
    "{sheet}（{kind}，{rows}，{cells}{more}）",
    "{sheet} ({kind}, {rows}, {cells}{more})",
)
SHEET_UNKNOWN = Text("{sheet}（没有认出{more}）", "{sheet} (not recognised{more})")
SHEET_OURS = Text("{sheet}（kamdocs加的说明页，跳过）", "{sheet} (put in by kamdocs, passed over)")
HIDDEN = Text("隐藏的工作表", "hidden sheet")
UNTIL = Text("数据到{until}，{by}", "data through {until}, {by}")
SUMMARY = Text(
    "共{files}个文件{beside}，读到{rows}行；错误{errors}，警告{warnings}，提示{notes}",
    "files: {files}{beside}, rows read: {rows}; errors: {errors}, warnings: {warnings}, "
    "notes: {notes}",
)
NOT_READ = Text("{count}个没有读取", "{count} of them not read")
PASSED_OVER = Text("另有{count}个跳过", "{count} more passed over")
BESIDE = Text("（{beside}）", " ({beside})")
SOUND = Text("结论：表格没有错误", "Result: the sheets hold no errors")
SOUND_WARNED = Text("结论：表格没有错误，但有警告", "Result: no errors, but there are warnings")
UNSOUND = Text("结论：有错误，请退回填报人改正", "Result: there are errors; send the sheets back")
UNREAD = Text(
    "结论：有文件没有读取，不能说表格没有错误",
    "Result: files were not read, so nothing can be called sound",
)
NOTHING_READ = Text("结论：没有找到可以读取的表格", "Result: no sheet was found that could be read")
DATA = Text("数据问题", "Findings on the data")
VERDICTS_ON = Text(
    "{policies}，检查日{as_of}，期间{span}", "{policies}, as of {as_of}, looking at {span}"
)
COMPLIANT = Text(
    "结论：没有不合规，也没有无法判断的条款", "Result: no clause failed and none is unknown"
)
COMPLIANT_IN_PART = Text(
    "结论：没有不合规，也没有无法判断的条款；有些日子制度还没有施行或还没有开始考核，或不知道客户当时的分类（见数据问题），不在内",
    "Result: no clause failed and none is unknown; not in it are days on which a policy was not in force, its periods had not begun, or the class of a customer is not known (see the findings on the data)",
)
NOT_COMPLIANT = Text(
    "结论：不合规{fails}项，无法判断{unknowns}项；数据错误{errors}处",
    "Result: not compliant: {fails} fail, {unknowns} unknown; errors in the data: {errors}",
)
NOT_COMPLIANT_DATA = Text(
    "结论：各条款没有不合规，但数据有错误或有文件没有读取，不能称为合规",
    "Result: no clause failed, but the data hold errors or files were not read; not compliant",
)
NOT_CHECKED = Text(
    "结论：没有可以检查的内容（没有读到客户，制度那时还没有施行，或没有哪一版管这一期），不能称为合规",
    "Result: there was nothing to check (no customer was read, the policy was not yet in force, or no version of it judges this period), so nothing can be called compliant",
)
RATE = Text(
    "已到期并能判断的{decided}项中，{kept}项做到（含逾期完成）",
    "Of {decided:obligation that is|obligations that are} due and decided, {kept:was|were} kept "
    "(late ones included)",
)
TRIED = Text(
    "试算，不是正式结果：用--set把{figures}",
    "A trial, no result of the policy as it stands: by --set, {figures}",
)
TRIED_FIGURE = Text(
    "{name}改成{value}（制度是{written}）", "{name} is {value} instead of {written}"
)
TRIED_PATTERN = Text("{name}换了写法", "{name} is written another way")
TRIED_NAME = Text("“{text}”（{name}）", "“{text}” ({name})")
AWAITING = Text(
    "待批准的豁免{count}项，批准以前按豁免前的结果计算",
    "Waivers that await approval: {count}; until then these count as they would without",
)
OF_THEM_AWAITING = Text(
    "其中{count}项豁免待批准",
    "{count:of them under a waiver|of them under waivers} awaiting approval",
)
DUE = Text("期限：{due}", "due {due}")
OWNER = Text("责任人：{owner}", "owner {owner}")
EVIDENCE = Text("依据：{places}", "evidence: {places}")
MEND = Text("处理：{mend}", "fix: {mend}")
OUTSIDE = Text("制度写明不检查的条款", "Clauses that the policy leaves unchecked")
MADE = Text("生成的文档：{count}份", "Documents made: {count}")
NOTICES = Text(
    "其中退回通知{count}份，在notices文件夹里",
    "of these {count} return notices, in the folder notices",
)
ONLY_COUNTED = Text(
    "合规{passed}项、不适用{others}项只计数，用--all逐项列出",
    "{passed} passed and {others} not applicable are only counted; --all lists them",
)
SINCE = Text("数据从{since}到{until}，{by}", "data from {since} to {until}, {by}")
MORE = Text("另有{count}处", "{count} more")
MORE_ITEMS = Text("另有{count}项", "{count} more")
IN_FILES = Text("{count}个文件：{places}", "in {count:file|files}: {places}")
MORE_FILES = Text("另有{count}个文件", "{count:more file|more files}")
GROUPED = Text(
    "同一原因的合在一起说，用--full逐条列出",
    "What has one cause is told together; --full lists each by itself",
)
ALIKE = Text(
    "同一条款下说法相同的合在一起说，用--full逐项列出",
    "What one clause says alike of many is told together; --full lists each by itself",
)
WEEKDAYS = (
    Text("星期一", "Monday"),
    Text("星期二", "Tuesday"),
    Text("星期三", "Wednesday"),
    Text("星期四", "Thursday"),
    Text("星期五", "Friday"),
    Text("星期六", "Saturday"),
    Text("星期日", "Sunday"),
)
