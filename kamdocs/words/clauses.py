"""The words about a clause: whom it binds, what counts as evidence, what almost counts, and which
verdicts it may give."""

from kamdocs.model import Status, Text

QUOTED = Text("「{words}」", "“{words}”")
FORM = Text("本条规定的写法", "written as the clause says")
EACH: dict[str, Text] = {
    "month": Text("每月", "each month"),
    "quarter": Text("每季", "each quarter"),
    "half-year": Text("每半年", "each half-year"),
    "year": Text("每年", "each year"),
}
NOT_YET = Text("{each}的{clauses}到{last}", "{clauses} ({each}) until {last}")
"""For rules that are judged by periods: the last day that is not judged yet."""
FROM_DAY = Text("{each}的{clauses}从{first}起", "{clauses} ({each}) from {first} on")
"""For rules that are judged by periods: the first day that is judged."""
UNITS: dict[str, Text] = {
    "元": Text("{value}元", "{value} 元"),
    "万元": Text("{value}万元", "{value} 万元"),
    "亿元": Text("{value}亿元", "{value} 亿元"),
    "家": Text("{value}家", "{value} customers"),
    "人": Text("{value}人", "{value} people"),
    "个": Text("{value}个", "{value}"),
    "日": Text("{value}日", "day {value}"),
    "月": Text("{value}月", "{value}"),
    "天": Text("{value}天", "{value} days"),
    "小时": Text("{value}小时", "{value} hours"),
    "工作日": Text("{value}个工作日", "{value} working days"),
    "个月": Text("{value}个月", "{value} months"),
    "次": Text("{value}次", "{value} times"),
    "分": Text("{value}分", "{value} points"),
    "指数": Text("指数{value}", "index {value}"),
    "百分数": Text("{value}%", "{value}%"),
    "%": Text("{value}%", "{value}%"),
}
"""A number with its unit; a number with any other unit is shown alone."""
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
"""The English names of the months."""
ONE_UNIT: dict[str, str] = {
    "家": "1 customer",
    "人": "1 person",
    "天": "1 day",
    "小时": "1 hour",
    "工作日": "1 working day",
    "个月": "1 month",
    "次": "once",
    "分": "1 point",
}
"""The English words for the number 1 with a unit."""

COMPARED: dict[str, Text] = {
    "min": Text("{field}不少于{value}", "{field} at least {value}"),
    "max": Text("{field}不多于{value}", "{field} at most {value}"),
    "allowed": Text("{field}是{value}", "{field} is {value}"),
    "forbidden": Text("{field}不是{value}", "{field} is not {value}"),
    "contains": Text("{field}含{value}", "{field} includes {value}"),
    "regex": Text("{field}是{value}", "{field} is {value}"),
    "some": Text("{field}中有{value}", "{field} has one that is {value}"),
    "schema": Text("{field}逐项都按{value}", "each entry of {field} is {value}"),
    "minlength": Text("{field}至少{value}项", "{field} has at least {value:entry|entries}"),
    "maxlength": Text("{field}至多{value}项", "{field} has at most {value:entry|entries}"),
}
IS_YES = Text("{field}选的是“是”", "{field} says yes")
IS_NO = Text("{field}选的是“否”", "{field} says no")
NOT_YES = Text("{field}没有选“是”", "{field} does not say yes")
FILLED = Text("{field}已填写", "{field} is filled in")
OR_BLANK = Text("或空着", " or is blank")
BLANK_TOO = Text("（空着也算）", " (a blank will do)")
NONE = Text("“无”", "无 (none)")
ANY_OF = Text("{first}或{last}", "{first} or {last}")
ALL_OF = Text("{first}和{last}", "{first} and {last}")

EVERY_CUSTOMER = Text("客户档案里的每一家客户", "every customer of the archive")
WHOLE_COMPANY = Text("全公司，不分客户", "the company as a whole, not customer by customer")
TIERS = Text("{tiers}", "{tiers} customers")
TIER_IS = Text("{tier}是指（{clause}）：{conditions}", "{tier} means ({clause}): {conditions}")
AND = Text("，且", ", and ")
"""Written between conditions that must all be fulfilled."""
OR = Text("；或者", "; or else ")
TIER_REST = Text(
    "{tier}是指（{clause}）：不属于前面各类的客户",
    "{tier} means ({clause}): a customer that none of the classes above takes",
)
TIER_FIRST = Text(
    "客户分类自上而下，先符合者为准；档案里写的分类另行核对",
    "The first class that fits counts, from the top down; what the archive declares is compared with it",
)
TIER_SINCE = Text("{tier}从{fields}起算{latest}", "{tier} counts from the day in {fields}{latest}")
LATEST = Text("（以较晚的一天为准）", " (whichever is later)")
TIER_SINCE_IF_SAID = Text(
    "{tier}填了{fields}的，从那天起算",
    "{tier} counts from the day in {fields}, where that is filled in",
)
ONLY_WHERE = Text("仅限：{conditions}", "only where {conditions}")
HAS_ENDED = Text("合作已经终止的客户也在内", "customers with whom dealings have ended included")
HAS_BEGUN = Text(
    "已经登记了{kind}任何一步、合作没有终止的客户",
    "every customer with a stage in the {kind} and whose dealings go on",
)
BY_FIGURES = Text(
    "按数据属于{tier}的每一家客户（由公司评议决定分类的除外）",
    "every customer whose figures make it {tier} (except those whose class is decided by people)",
)
BY_FIGURES_OR_IN_VAIN = Text(
    "按数据属于{tier}的每一家客户，以及档案写的是这一类、按数据却不在任何一类的（由公司评议决定分类的除外）",
    "every customer whose figures make it {tier}, or that is declared so while its figures make none of the classes (except those whose class is decided by people)",
)
EXPOSURE = Text(
    "一期里适用的天数不到{share}的客户，这一期不考核（结果是“不适用”）",
    "where a customer is in scope on less than {share} of a period, that period does not bind it (not applicable)",
)
IF_ANY = Text(
    "一家这样的客户也没有时，本条不适用",
    "where there is no such customer, the clause does not apply",
)

BY_RECORD = Text(
    "{kind}的每一行，各给一个结果", "each row of the {kind}, with a verdict of its own"
)
BY_CUSTOMER = Text("客户档案里这家客户的一行", "the customer's row in the Customer archive")
FROM_KIND = Text("{kind}", "{kind}")
COUNTS_WHERE = Text("其中{conditions}的才算", "counted only where {conditions}")
LOOKED_AT = Text("看这些栏目：{fields}", "fields looked at: {fields}")
BORNE_OUT = Text(
    "{field}写了几项的，只算{people}里有相应的人的那几项（看客户档案、姓名后的职务、代理台账）",
    "Where {field} claims several, only those count for which {people} names somebody (by the archive, the post behind the name, or the register of deputies)",
)
ONCE_A_DAY = Text("同一天的几次算一次", "several on one day count once")
EACH_VISIT = Text("同一天的几次分别计算", "several on one day count each")
DIFFERENT = Text(
    "数的是{field}里不同的内容有几种", "what is counted are the different entries of {field}"
)
SAYS_WHICH = Text(
    "写了{field}的，按所写的归入哪一期；没有写的按{day}",
    "where {field} is filled in, it tells the period, else {day} does",
)
HAPPENED = Text(
    "按{field}归入哪一期；报得晚的也按这一天算",
    "{field} tells the period, however late it was reported",
)
OR_COMPANY = Text(
    "没有写客户的一行，算作每一家的", "a row that names no customer serves every one of them"
)
ONE_FOR_EACH = Text("一条记录只抵一项", "each record serves one only")
REGISTERED = Text(
    "确认台账里写明本条、由谁在哪一天确认的一行（客户一栏空着）",
    "a row of the Attestation register that names this clause, who attests it and on which day (without a customer)",
)
COUNTED_ON = Text(
    "检查当天客户档案里符合条件的客户有几家",
    "how many customers of the archive are in scope on the day of the check",
)

END_OF_PERIOD = Text("每期的最后一天到期", "due on the last day of each period")
GRACE = Text(
    "到期后{grace}内没有记录，先不判不合规，等填报",
    "for {grace} after the due day nothing is called a fail, so that records can come in",
)
SOON = Text("到期前{soon}起提前提醒", "it is called due soon from {soon} before the due day")
ON_THE_DAY = Text(
    "没有期限：看检查当天的情况",
    "no due day: what counts is how things stand on the day of the check",
)
BY_SPAN = Text(
    "看检查期间内的记录，没有另外的期限",
    "the records of the period that is checked are looked at; there is no other due day",
)
ATTESTED_FOR = Text(
    "确认从当天起有效，查过去的一期，到期末仍然有效即可；没有写到哪一天的，有效{months}",
    "an attestation counts from its day on, for {months} where it gives no end; for a period that is "
    "over it has to hold at its end",
)

FIGURE = Text("{name}：{value}（{by}）", "{name}: {value} ({by})")
PATTERN = Text("怎样写才算：{name}（{by}）", "What is taken: {name} ({by})")
BY: dict[str, Text] = {
    "source": Text("制度原文", "as the source has it"),
    "project": Text("原文没有写明，本项目默认", "left open by the source; this project's default"),
    "company": Text("本公司设定", "set by the company"),
    "run": Text("这次用--set试的", "tried in this run with --set"),
}
BY_RUN = Text("{by}，制度是{written}", "{by}; the policy has {written}")
OWNER_OF = Text(
    "客户档案“{field}”一栏里的人；空着时是{owner}",
    "whoever stands under “{field}” in the Customer archive; where that is blank, {owner}",
)

NOT_COUNTED: dict[str, Text] = {
    "KD201": Text("要求填写的栏目空着", "a field that is asked for is blank"),
    "KD452": Text(
        "某一栏填的不合上面的要求", "a field holds something else than is asked for above"
    ),
    "KD453": Text(
        "记录在这一期的前后一个月内，但不在这一期里",
        "the record lies within a month of the period, but outside it",
    ),
    "KD414": Text(
        "这一期没有做到，以后才做的算在以后那一期",
        "the period was missed, and what was done later counts for the later period",
    ),
    "KD455": Text("检查日以后才填报", "it was recorded only after the day of the check"),
    "KD462": Text("与另一行说的是同一件事", "it tells of the same event as another row"),
    "KD463": Text("日期还没有到", "its day is still to come"),
    "KD473": Text("签批人的职务不是规定的", "who signed holds another post than the clause names"),
    "KD474": Text("日期早于上一步", "a step is dated before the one that it follows"),
    "KD475": Text("同一个人签了两步", "one person signed two of the steps"),
    "KD477": Text(
        "后面的步骤已经有记录，这一步没有", "a later stage was reached, and this one has no record"
    ),
    "KD478": Text("日期早于应在前面的步骤", "it lies before a stage that has to come first"),
    "KD479": Text("与应在同一天的步骤不是同一天", "it is not on the same day as its counterpart"),
    "KD480": Text("日期太早，已经过时", "the day lies too far back"),
    "KD614": Text("日期晚于应在后面的那一天", "the day lies after one that it must not follow"),
    "KD625": Text("离前一次算数的太近", "it lies too close behind the one that counted before"),
    "KD623": Text("截止日期已经过了", "its last day is over"),
    "KD624": Text("数字超过另一栏的", "the figure is larger than that of the other field"),
    "KD481": Text("写的与客户档案不一致", "it says something else than the Customer archive"),
    "KD482": Text("只确认了一家客户", "the attestation is for one customer only"),
    "KD483": Text("确认已经过期", "the attestation has run out"),
    "KD485": Text(
        "同日或以后收到的，先答复了", "what came on the same day or later was answered earlier"
    ),
}
"""Why something that almost counts does not count, by its code."""

LEFT_OPEN: dict[str, Text] = {
    "KD493": Text(
        "先后两版制度之间，没有哪一版适用于那几天", "no version of the policy judges those days"
    ),
    "KD412": Text("只写了姓名，没有写职务", "a name without its post"),
    "KD451": Text("决定算不算的栏目空着", "a field that decides whether it counts is blank"),
    "KD499": Text("做得太早", "it was done too early"),
    "KD496": Text(
        "补报只由去的人自己批准", "its late report was approved by nobody but those who went"
    ),
    "KD495": Text("客户编号和名称是两家的", "code and name are those of two customers"),
    "KD454": Text("客户名称只是相似", "the customer's name is only similar"),
    "KD456": Text(
        "事后超过{backdate_limit}才填报或登记，又没有人批准",
        "it was recorded more than {backdate_limit} afterwards and nobody approved that",
    ),
    "KD457": Text("这一行有错，还没有改正", "the row has an error that is not mended yet"),
    "KD458": Text("交来的表没有一张覆盖那一天", "no sheet that was handed in speaks for that day"),
    "KD459": Text("没有交这种表", "no sheet of the kind was handed in"),
    "KD460": Text(
        "决定客户分类的栏目空着",
        "a field that decides the customer's class is blank",
    ),
    "KD644": Text(
        "决定客户分类的栏目有错，或与另一行矛盾",
        "a field that decides the customer's class is wrong, or contradicted by another row",
    ),
    "KD461": Text(
        "从哪一天起、到哪一天为止适用，档案里空着",
        "the day from or until which it binds is blank in the archive",
    ),
    "KD645": Text(
        "从哪一天起、到哪一天为止适用，档案里有错，或与另一行矛盾",
        "the day from or until which it binds is wrong in the archive, or contradicted by another row",
    ),
    "KD464": Text(
        "决定本条是否适用的栏目空着",
        "a field that decides whether the clause binds is blank",
    ),
    "KD646": Text(
        "决定本条是否适用的栏目有错，或与另一行矛盾",
        "a field that decides whether the clause binds is wrong, or contradicted by another row",
    ),
    "KD651": Text(
        "应在前面或同一天的步骤没有记录",
        "a stage that has to come before, or on the same day, has no record",
    ),
    "KD413": Text(
        "与另一行或许是同一件事，两行写的不全一样",
        "it may be the same event as another row, which does not say the same",
    ),
    "KD467": Text("没有写完成或起算的日期", "the day on which it was done, or began, is blank"),
    "KD468": Text("看不出交来的表数据截至哪一天", "nothing tells until which day the sheets speak"),
    "KD470": Text("客户名称不止一家在用", "more than one customer goes by the name"),
    "KD471": Text(
        "期限要看尚未公布的放假安排",
        "the due day rests on a calendar of working days that is not published yet",
    ),
    "KD472": Text("没有写钟点", "the time of day is not noted"),
    "KD497": Text(
        "档案里的日期已经被以后一期的盖过",
        "the archive's day is one of a later period and stands in its place",
    ),
}
"""Why a verdict is unknown, by the code."""

REMARKED: dict[str, Text] = {
    "KD489": Text(
        "去的是登记过的代理人，算所代理的层级",
        "a deputy went, and it counts for the level that the deputy acts for",
    ),
    "KD490": Text("去的是同一集团的客户", "it was to another customer of the group"),
    "KD465": Text("到期后超过宽限才填报", "it was recorded only after the days of grace"),
    "KD469": Text("用的是客户的别名", "it names the customer by an alias"),
    "KD476": Text("表里写的分数与数据不符", "the score in the sheet is not that of its figures"),
}
"""Remarks on something that counts nevertheless, by the code."""

MEANS: dict[Status, Text] = {
    Status.FAIL: Text(
        "到了该有的时候（含宽限）仍没有，或有的不合要求，而且资料足以断定",
        "when it had to be there (grace included) it was not, or not as it must be, and the data are certain",
    ),
    Status.UNKNOWN: Text(
        "资料有空缺或疑问，既不能算做到，也不能算没做到",
        "blanks or doubts in the data leave it open: neither kept nor broken",
    ),
    Status.LATE: Text("做了，但晚于期限", "done, but after its due day"),
    Status.WARN: Text(
        "没有达到，但本条只作提醒，不算不合规",
        "not met, but here that is a warning and no fail",
    ),
    Status.UNATTESTED: Text("没有有效的书面确认", "there is no attestation that counts"),
    Status.DUE_SOON: Text("还没有做，期限就要到", "not done yet, and the due day is near"),
    Status.PENDING: Text(
        "还没有做，期限未到或还在填报的宽限内",
        "not done yet, and not due or still within the days of grace",
    ),
    Status.WAIVED: Text(
        "本来是不合规或逾期，期限（没有期限的，那一行的日期或检查日）落在已批准的豁免期内",
        "would be a fail or late, and its due day (or, without one, the day of the row or of the check) lies within an approved waiver",
    ),
    Status.ATTESTED: Text("有人书面确认，并且有效", "somebody attests it, and that holds"),
    Status.PASS: Text("符合要求的记录足够", "there is enough that counts"),
    Status.NOT_APPLICABLE: Text(
        "本条在这一期不适用于这家客户（或没有适用的客户）",
        "the clause does not bind this customer in this period (or binds nobody)",
    ),
}
WARN_WINDOW = Text("做了，但早于规定的时间", "done, but before the time that the clause gives")
MENDS: dict[Status, Text] = {
    Status.UNKNOWN: Text(
        "补上或改正所指的那一格，再查一次",
        "fill in or correct the cell that is named, and check again",
    ),
    Status.LATE: Text(
        "不必补做；写明晚的原因，以后按期完成",
        "It is done; say why it was late, and be in time from now on",
    ),
    Status.DUE_SOON: Text("在期限前完成并填报", "do it before the due day and report it"),
    Status.PENDING: Text("在期限前完成并填报", "do it before the due day and report it"),
    Status.WAIVED: Text(
        "这一件不必处理；豁免期以外的照常做",
        "Nothing here; what falls due outside the waiver is to be done as ever",
    ),
    Status.ATTESTED: Text("到期前重新确认", "attest it anew before that ends"),
}
MENDS_OF_MANY: dict[Status, Text] = {
    Status.FAIL: Text(
        "做过的补交记录；没有做的尽快做，并说明原因；缺内容的补齐",
        "Hand in the record if it is done; else do it soon and say why; fill in what is lacking",
    ),
    Status.WARN: Text("看一眼，能做到的做到", "Have a look, and do it where it can be done"),
    Status.UNATTESTED: Text(
        "由负责的人在确认台账里写一行，署名并写明日期",
        "whoever answers for it writes a row in the attestation register, with name and day",
    ),
}
"""What to do about verdicts of a status in general, where each clause has words of its own."""
MEND_OVERDUE = Text(
    "已经逾期：做过的在{grace}前补交记录，没有做的马上做",
    "It is overdue: hand in the record by {grace} if it is done, and do it at once if not",
)
NEXT_STAGE = Text("接着办，办了就登记", "Go on with it, and record it when it is done")
TOO_EARLY = Text(
    "日期写错的，改正；确实早了的，写明原因，以后在规定的时间内做",
    "Correct the day where it is wrong; else say why it was early, and keep to the time given",
)
NOTHING_TO_DO = Text("不必处理", "nothing needs doing")

ASKS = Text("要求", "What it asks")
BINDS = Text("适用于", "Whom it binds")
PROVES = Text("依据什么", "What counts as evidence")
WHEN = Text("什么时候", "When")
FIGURES = Text("用到的参数", "Figures it goes by")
ALMOST = Text(
    "差一点、但不算的（会指出是哪一格）", "What almost counts and does not (the cell is named)"
)
OPEN = Text("定不下来、判为“无法判断”的", "What leaves it unknown")
NOTED = Text("算数、但会注明的", "What counts and is mentioned")
COUNTED_WHY = Text("算数的，以及为什么算", "What counts, and why")
OUTCOMES = Text("可能的结果", "What may come out")
OWNER = Text("责任人：{owner}", "Owner: {owner}")
SEVERITY = Text("重要程度：{severity}", "Severity: {severity}")
RULE_ID = Text("规则编号：{rule}", "Rule id: {rule}")
OUTCOME = Text("{status}：{means}", "{status}: {means}")
TO_MEND = Text("处理：{mend}", "what to do: {mend}")
BENEATH = Text("{clause}下面的条款", "Clauses beneath {clause}")
CLASS = Text("本条规定客户分类：", "The clause defines a class of customers:")
INFORMS = Text(
    "本条只作说明，没有可以检查的内容，不会有结果",
    "The clause only informs; there is nothing to check, and no verdict comes of it",
)
OUTSIDE = Text(
    "制度写明不检查这一条；每份报告都会列出",
    "The policy leaves the clause unchecked; every report lists it",
)
NO_RULE = Text(
    "制度有这一条，但没有规则检查它",
    "The policy prints the clause, but no rule looks after it",
)
ONE_OF_THEM = Text(
    "要看其中一个，写明制度：kamdocs explain {policy} {words}",
    "to see one of them, name its policy: kamdocs explain {policy} {words}",
)
ELSEWHERE = Text(
    "“{words}”不在所用的制度（{used}）里；以下是其他制度里的",
    "“{words}” is in none of the policies in use ({used}); this is what others have",
)

ID = Text("编号：{id}", "Id: {id}")
STATUS = Text("结果：{status}", "Verdict: {status}")
STATUS_WAIVED = Text(
    "结果：{status}（不豁免的话是{without}）", "Verdict: {status} (without the waiver: {without})"
)
CUSTOMER = Text("客户：{name}", "Customer: {name}")
COMPANY = Text("对象：全公司", "About: the company")
PERIOD = Text("期间：{period}", "Period: {period}")
ITEM = Text("哪一件：{item}", "Which one: {item}")
DUE = Text("期限：{due}", "Due: {due}")
AS_OF = Text("检查日：{as_of}", "As of: {as_of}")
BOUND_BY = Text(
    "决定是否适用的单元格（档案里今天有效的一行）",
    "The cells that decide whether it binds (the archive's row of today)",
)
REASONING = Text("为什么是这个结果", "Why it came out so")
WITNESSES = Text("依据的单元格", "The cells it goes by")
NO_WITNESS = Text("没有", "none")
MISSED = Text("缺的，或没有算数的", "What is lacking, or did not count")
PASSED_OVER = Text("看过、没有算数的", "What was looked at and did not count")
UNSETTLED = Text("定不下来的", "What is not settled")
BY_WAIVER = Text("豁免", "The waiver")
HOLDS = Text("{field}：{value}", "{field}: {value}")
AT = Text("{place}：{words}", "{place}: {words}")
MEND = Text("处理：{mend}", "What to do: {mend}")
LEVEL = Text("级别：{level}", "Level: {level}")
PLACE = Text("位置：{place}", "Place: {place}")
MORE_OF_CODE = Text(
    "这个代码的一般说明：kamdocs explain {code}", "The code in general: kamdocs explain {code}"
)
OLDER = Text(
    "这份报告里没有本条的要求和参数（由较旧的版本生成）；用这一版重新检查即可看到",
    "The report does not hold what the clause asks (an older version wrote it); check again with this one to see it",
)

WHY_FAIL_DUE = Text(
    "检查日{as_of}已过期限{due}，填报的宽限（到{grace}）也过了，算数的记录仍然不够",
    "As of {as_of} the due day {due} is over and so are the days of grace (until {grace}), and there is not enough that counts",
)
WHY_FAIL_LATE = Text(
    "做是做了（{done}），但晚于期限{due}；按本条，晚了就是不合规",
    "It was done ({done}), but after the due day {due}; under this clause that is a fail",
)
WHY_FAIL = Text(
    "检查日{as_of}看到的内容不合要求，本条没有另外的期限可以等",
    "As of {as_of} things are not as the clause asks, and there is no due day to wait for",
)
NOT_UNKNOWN_DUE = Text(
    "不是“无法判断”：没有悬而未决、又足以补上缺口的记录，交来的表也覆盖了期限那一天",
    "It is not unknown: no record in doubt could fill the gap, and the sheets handed in speak for the due day",
)
NOT_UNKNOWN = Text(
    "不是“无法判断”：所缺的是明明白白空着或不合要求的，不是看不清的",
    "It is not unknown: what is lacking is plainly blank or not as asked, and nothing is in doubt",
)
NOT_UNKNOWN_NONE = Text(
    "不是“无法判断”：这种表交来了，里面没有合要求的一行；登记在以前的表里的，把那一份也交来",
    "It is not unknown: sheets of this kind were handed in, without a row as it is asked for; where an "
    "earlier sheet has one, hand that in as well",
)
WHY_UNKNOWN = Text("卡在这里：{because}", "It hangs on this: {because}")
NOT_FAIL_SCOPE = Text(
    "不是“不合规”，也不是“合规”：还不知道这家客户是否适用、从哪天起适用",
    "It is neither fail nor pass: nobody knows yet whether the clause binds this customer, or since when",
)
NOT_FAIL_VERSIONS = Text(
    "不是“不合规”，也不是“合规”：这几天没有哪一版提出要求，要由人决定",
    "It is neither fail nor pass: no version asks for anything in those days, and people have to decide",
)
NOT_FAIL = Text(
    "不是“不合规”：这一处弄清以后，也可能是合规；不是“合规”：确定算数的还不够",
    "It is not a fail: once this is settled it may prove kept; it is no pass: what counts for certain is not enough",
)
WHY_LATE = Text(
    "做了（{done}），但晚于期限{due}", "It was done ({done}), but after the due day {due}"
)
NOT_FAIL_LATE = Text(
    "不是“不合规”：事情已经做了；不是“合规”：没有按时",
    "It is not a fail, for it was done; it is no pass, for it was not in time",
)
WHY_WARN = Text(
    "没有达到要求；按本条，这样只作提醒，不算不合规",
    "It is not met; under this clause that is a warning and no fail",
)
WHY_WARN_LATE = Text(
    "做了（{done}），但晚于期限{due}；这一条只作提醒，不算不合规",
    "It was done ({done}), but after the due day {due}; the clause only reminds, so that this is no fail",
)
WHY_WARN_EARLY = Text(
    "做了（{done}），但早于规定的{opens}；不算不合规，只作提醒",
    "It was done ({done}), but before {opens}, when it may be done at the earliest; no fail, but a warning",
)
WHY_PENDING = Text(
    "检查日{as_of}还没有过期限{due}，还可以做",
    "As of {as_of} the due day {due} is not over, and it can still be done",
)
WHY_PENDING_GRACE = Text(
    "期限{due}已过，但检查日{as_of}还在填报的宽限里（到{grace}），等记录交上来",
    "The due day {due} is over, but as of {as_of} the days of grace run (until {grace}), so that records can come in",
)
WHY_PENDING_STAGE = Text(
    "这一步还没有办完，后面要求它的步骤也还没有办，所以谁也没有违反",
    "The stage is not done with, and no stage that needs it was reached, so that nothing is broken",
)
WHY_DUE_SOON = Text(
    "检查日{as_of}离期限{due}只有{days}天，提前提醒",
    "As of {as_of} it is {days:day|days} to the due day {due}: an early notice",
)
NOT_FAIL_YET = Text(
    "不是“不合规”：要到期限和宽限都过了才判",
    "It is no fail: that is said only when due day and grace are over",
)
WHY_PASS = Text("确定算数的已经够了", "What counts for certain is enough")
PASS_ALTHOUGH = Text(
    "另有定不下来的记录，但没有它们也够了",
    "There are records in doubt as well, but it is enough without them",
)
WHY_NA = Text(
    "本条在这一期不约束这个对象，所以既不算做到，也不算没做到",
    "The clause does not bind here, so that nothing is kept and nothing broken",
)
WHY_UNATTESTED = Text(
    "表格证明不了本条；确认台账里没有在检查日{as_of}有效的确认",
    "No sheet can prove the clause, and the Attestation register holds no word that counts as of {as_of}",
)
WHY_ATTESTED = Text(
    "表格证明不了本条；有人书面确认，检查日{as_of}有效",
    "No sheet can prove the clause; somebody attests it, and that counts as of {as_of}",
)
WHY_WAIVED = Text(
    "本来是“{without}”；期限落在已批准的豁免期内，所以记为“已豁免”，原来的结果仍然写在旁边",
    "By itself it is “{without}”; it falls due within an approved waiver, so that it is waived, and what it is by itself stands beside it",
)
WHY_WAIVED_UNDATED = Text(
    "本来是“{without}”；这一条没有期限，那一行的日期或检查日{as_of}在已批准的豁免期内，所以记为“已豁免”，原来的结果仍然写在旁边",
    "By itself it is “{without}”; it has no due day, and the day of its row, or {as_of}, lies within an approved waiver, so that it is waived, and what it is by itself stands beside it",
)
WHY_AWAITS_UNDATED = Text(
    "本来是“{without}”；这一条没有期限，那一行的日期或检查日{as_of}在提出的豁免期内，但还没有人批准，批准前仍按“{without}”计算",
    "By itself it is “{without}”; it has no due day, and the day of its row, or {as_of}, lies within a waiver that was asked for and that nobody has approved yet, so that it counts as “{without}” until then",
)
WHY_AWAITS = Text(
    "本来是“{without}”；期限落在提出的豁免期内，但还没有人批准，批准前仍按“{without}”计算",
    "By itself it is “{without}”; it falls due within a waiver that was asked for and that nobody has approved yet, so that it counts as “{without}” until then",
)
