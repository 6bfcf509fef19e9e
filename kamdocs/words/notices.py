"""Phrases of return notices."""

from kamdocs.model import Status, Text

WHO = Text("《{file}》填报人", "whoever filled in “{file}”")
FOLDER = Text("填报人_{file}", "filled in_{file}")
SENDER = Text("本通知的发出人", "the sender of this notice")
AGAINST = Text("，并按{policies}检查了{span}", ", and {span} was checked against {policies}")
TITLE = Text("《{title}》", "“{title}”")
BACK_BY = Text("，于{day}前", ", by {day},")
UNREAD = Text("没有读取", "not read")
UNKNOWN = Text("没有认出", "not recognised")
PASSED = Text("不是表格，跳过", "not a sheet, passed over")
SHARED = Text("另有其他客户经理的行", "has rows of other account managers")
OF_ROWS = Text("{rows}行，其中您的{mine}行", "{mine} of {rows} rows")
ROWS = Text("{rows}行", "{rows} rows")
CELLS = Text("{file} {sheet}：{cells}", "{file} {sheet}: {cells}")
WITH_CODE = Text("{what}（{code}）", "{what} ({code})")
CLAUSE = Text("{policy}{clause} {text}", "{policy} {clause} {text}")
CLAUSES = Text("{policy}{clauses}", "{policy} {clauses}")
STATES: dict[Status, Text] = {
    Status.FAIL: Text("不合规：{what}", "failed: {what}"),
    Status.UNKNOWN: Text("无法判断（{count}项）：{what}", "unknown ({count}): {what}"),
}
EARLIEST = Text("最早{day}", "{day} at the earliest")
DUTY = Text("{clause}：{what}", "{clause}: {what}")
COPY = Text("{number}.{file}（批注副本）", "{number}. {file} (annotated copy)")
DAY = Text("{year}年{month}月{day}日", "{year}-{month:>02}-{day:>02}")
