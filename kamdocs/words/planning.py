"""The words of a visit plan: what falls due, and who goes where on which day."""

from kamdocs.model import How, Text

HOWS: dict[How, Text] = {
    How.OVERDUE: Text("已逾期", "overdue"),
    How.UNCLEAR: Text("无法判断", "unclear"),
    How.UNPLANNED: Text("排不上", "cannot be planned"),
    How.PROPOSED: Text("本计划安排", "in this plan"),
    How.PLANNED: Text("已有计划", "planned already"),
    How.TO_DO: Text("待办", "to do"),
    How.WAIVED: Text("已豁免", "waived"),
}
WEEKDAYS = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)
WORKS = Text("（调休上班）", " (worked to make up for a holiday)")
HEAD = Text(
    "{period}访问计划，截至{as_of}，按{policies}",
    "Visit plan for {period}, as of {as_of}, by {policies}",
)
SUM = Text(
    "到期而未完成的有{dues}项；建议拜访{visits}次，可了结其中{settled}项；已有计划{planned}次",
    "open obligations that fall due: {dues}; visits proposed: {visits}, which settle {settled} of them; visits planned already: {planned}",
)
NOTHING_DUE = Text("这一期没有到期而未完成的事项", "Nothing that falls due in this period is open")
UNSETTLED = Text(
    "不在计划之内，要另行处理的（{count}项）", "Not taken care of by the plan ({count})"
)
PROPOSED = Text("建议的拜访（{count}次）", "Visits proposed ({count})")
PLANNED = Text("已有的计划（{count}次）", "Visits planned already ({count})")
TO_DO = Text("其他到期事项（{count}项）", "What else falls due ({count})")
WAIVED = Text("已豁免、没有安排的（{count}项）", "Waived, and not planned ({count})")
LOADS = Text("各人的拜访（{count}人）", "Who goes how often ({count})")
VISIT = Text("{day}{weekday} {customer}", "{day} {weekday} {customer}")
CUSTOMER = Text("{name}（{code}）", "{name} ({code})")
WHO = Text("{levels}：{people}", "{levels}: {people}")
MEETING = Text("见客户{levels}", "meeting {levels}")
BEFORE = Text("最迟{day}", "at the latest {day}")
PROVISIONAL = Text("工作日历未公布，暂定", "provisional: the calendar is not published")
SOMEBODY = Text("人选未定", "somebody to be named")
NOBODY = Text("人选未定", "nobody named yet")
SETTLES = Text("{clause}（{period}）", "{clause} ({period})")
ASKED = Text("{what}：{how}", "{what}: {how}")
LOAD = Text(
    "{person}：{visits}次（{months}），一周最多{most}次",
    "{person}: {visits} ({months}), at most {most} a week",
)
MONTH = Text("{month} {visits}次", "{month}: {visits}")
TARGET = Text("建议性条款", "recommended only")

# The sheets beside the plan
DUES_SHEET = Text("到期事项", "What falls due")
DUES_NOTE = Text(
    "{period}到期而到{as_of}还没有完成的，按状况、期限排列。本页只供查看，不读取。",
    "What falls due in {period} and is not done by {as_of}, by how it stands and when it is due. This page is for reading only.",
)
DUES_COLUMNS = (
    (Text("状况", "How it stands"), 14),
    (Text("到期日", "Due"), 12),
    (Text("最迟工作日", "Latest working day"), 13),
    (Text("涉及客户", "Of which customer"), 30),
    (Text("所属制度", "Policy"), 20),
    (Text("条款号", "Clause"), 12),
    (Text("要求", "What is asked"), 46),
    (Text("所属期", "For the period"), 16),
    (Text("由谁负责", "Whose it is"), 18),
    (Text("还差次数", "Visits lacking"), 10),
    (Text("已排次数", "Visits planned"), 10),
    (Text("排不上或不明的原因", "Why it is unclear or not planned"), 46),
)
LOAD_SHEET = Text("人员安排", "Who does how much")
LOAD_NOTE = Text(
    "每人每月、最忙一周的拜访次数，已有的计划也算在内；合计里的“本计划”是这次新排的。本页只供查看，不读取。",
    "Visits of each person by month and in the busiest week, those planned already included; “new” are those that this plan proposes. This page is for reading only.",
)
LOAD_PERSON = Text("何人", "Who")
LOAD_SUM = Text("合计次数", "In all")
LOAD_NEW = Text("其中本计划", "Of which new")
LOAD_WEEK = Text("最忙一周", "Busiest week")
LOAD_WEEK_OF = Text("{day}起{visits}次", "from {day}: {visits}")

# The calendar
CALENDAR = Text("{period}访问计划", "Visit plan {period}")
SUMMARY = Text("拜访{name}（{levels}）", "Visit {name} ({levels})")
SUMMARY_PLAIN = Text("拜访{name}", "Visit {name}")
PEOPLE = Text("参加：{people}", "With: {people}")
SERVES = Text("依据：{clause} {text}（{period}）", "For: {clause} {text} ({period})")
WINDOW = Text("可在{first}至{last}之间改期", "May be moved between {first} and {last}")
CANCELLED = Text("已取消：{name}", "Cancelled: {name}")
REMIND = Text("三天后拜访{name}", "In three days: visit {name}")

# What a row of the plan says, in Chinese as its sheet is
PURPOSE = "{text}（{clause}）"
MADE_UP = "{weekday}，调休上班"
LATEST = "最迟{day}"
TO_BE_NAMED = "{levels}人选未定"
