"""The words that only the workbook of findings has, besides those of the page."""

from kamdocs.model import Text

SHEETS: dict[str, Text] = {
    "overview": Text("概览", "Overview"),
    "findings": Text("问题清单", "Findings"),
    "grid": Text("客户×条款", "Customers × clauses"),
    "calendar": Text("到期日历", "Due calendar"),
    "evidence": Text("证据", "Evidence"),
    "waivers": Text("豁免", "Waivers"),
    "data": Text("数据问题", "Findings on the data"),
    "ledger": Text("读取清单", "What was read"),
}
"""The names of the sheets in their order, by what is on them."""

BOOK: dict[str, Text] = {
    "findings_help": Text(
        "每行一项检查结果，点位置打开交来的表格。黄色各栏由审核人填写，保存后用 --decisions 交回。",
        "One result of the check a row; a place opens the sheet that was handed in. A reviewer fills in "
        "the yellow columns; --decisions takes them back.",
    ),
    "data_help": Text(
        "每行一处数据问题，点位置打开那一格。名称对不上的，可以在黄色各栏里写“别名”，用 --decisions 交回。",
        "One finding on the data a row; a place opens the cell. Where a name is not known, an alias can be "
        "decided in the yellow columns; --decisions takes them back.",
    ),
    "decided_before": Text(
        "交回的处理意见；它所说的那一项，这次没有列出",
        "a decision that was handed back; what it was made on is not listed this time",
    ),
    "decided_before_mend": Text(
        "仍然需要的留着，再交回时照样算数；不再需要的删去",
        "Leave it where it is still needed, it holds when it is handed back again; else delete it",
    ),
    "calendar_help": Text(
        "本期事项中还没有做的，最近的在前；已经逾期、还在宽限期内的排在最前。",
        "What is not done yet of this period, the nearest first; what is overdue and within its grace comes before.",
    ),
    "evidence_help": Text(
        "每项结果依据哪些单元格，哪些没有算数、为什么；合规的也在内。",
        "The cells that each result rests on, those that did not count, and why; what passed is here "
        "as well.",
    ),
    "waivers_help": Text(
        "用到的豁免。写明“待批准”的，批准以前仍按豁免前的结果计算。",
        "The waivers in use. One that awaits approval counts as what it would be without.",
    ),
    "ledger_help": Text(
        "每个文件读到了什么、没有读什么。", "What was read of each file, and what was not."
    ),
    "empty": Text("没有", "None"),
    "cut": Text("……（太长，全文见findings.json）", "… (too long; findings.json has all of it)"),
    "rows_left": Text(
        "一张工作表最多{most}行，另有{count}行没有写进来，全部结果见findings.json。",
        "A sheet has {most} rows at most: {count} more are not on it; findings.json has them all.",
    ),
    "links_left": Text(
        "Excel一张工作表最多{most}个链接，另有{count}个位置没有链接。",
        "Excel takes {most} links a sheet: {count} more places are without.",
    ),
    "what": Text("问题", "What is found"),
    "clause_text": Text("条款要求", "What the clause asks"),
    "subject": Text("客户编号", "Customer code"),
    "place": Text("位置", "Place"),
    "level": Text("级别", "Level"),
    "code": Text("代码", "Code"),
    "days_left": Text("还有几天", "Days left"),
    "weekday": Text("星期", "Weekday"),
    "change": Text("变化", "Change"),
    "was": Text("上次", "Before"),
    "now": Text("这次", "Now"),
    "id": Text("编号", "Id"),
    "role": Text("作用", "Role"),
    "holds": Text("那里写着什么，或为什么不算", "What stands there, or why it does not count"),
    "evidence": Text("依据", "evidence"),
    "near": Text("没有算数", "did not count"),
    "because": Text("因此无法判断", "leaves it open"),
    "until": Text("豁免到", "Waived until"),
    "reason": Text("理由", "Reason"),
    "mend": Text("怎样处理", "How to mend it"),
    "without": Text("豁免前", "Without it"),
    "approval": Text("批准", "Approval"),
    "sheet": Text("工作表", "Sheet"),
    "kind": Text("种类", "Kind"),
    "rows": Text("行数", "Rows"),
    "cells": Text("格数", "Cells"),
    "size": Text("字节", "Bytes"),
    "kept": Text("做到", "Kept"),
    "decided": Text("已到期并能判断", "Due and decided"),
    "errors": Text("数据错误", "Errors in the data"),
    "warnings": Text("数据警告", "Warnings"),
    "notes": Text("数据提示", "Notes"),
    "page_of": Text("第&P页，共&N页", "Page &P of &N"),
    "symbols_help": Text(
        "每格是这家客户在这一条上最差的结果，数字是有几项；点格子到问题清单里的第一项。",
        "Each cell has the worst result of a customer on a clause and how many such there are; it leads to "
        "the first of them in the list.",
    ),
}
