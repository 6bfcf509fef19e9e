"""How each verdict is worded: by the code of the kind of rule and the status."""

from kamdocs.model import Status, Text

_UNKNOWN = Text("资料不足，无法判断：{because}", "the data cannot decide: {because}")

VERDICTS: dict[str, dict[Status, Text]] = {
    "KD401": {
        Status.PASS: Text("已填写：{wanted}", "filled in: {wanted}"),
        Status.FAIL: Text("缺：{missing}", "lacks: {missing}"),
        Status.WARN: Text("建议补充：{missing}", "should have: {missing}"),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD402": {
        Status.PASS: Text(
            "{period}应有{wanted}{counted}，实有{made}{counted}",
            "{made} of {wanted} {counted} in {period}",
        ),
        Status.FAIL: Text(
            "{period}应有{wanted}{counted}，实有{made}{counted}",
            "{made} of {wanted} {counted} in {period}",
        ),
        Status.WARN: Text(
            "{period}应有{wanted}{counted}，实有{made}{counted}",
            "{made} of {wanted} {counted} in {period}",
        ),
        Status.PENDING: Text(
            "{period}应有{wanted}{counted}，目前{made}{counted}",
            "{made} of {wanted} {counted} so far in {period}",
        ),
        Status.DUE_SOON: Text(
            "{period}应有{wanted}{counted}，目前{made}{counted}，就要到期",
            "{made} of {wanted} {counted} so far in {period}, due soon",
        ),
        Status.NOT_APPLICABLE: Text(
            "{period}适用的天数太少，不考核", "in scope on too few days of {period} to bind"
        ),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD403": {
        Status.PASS: Text("{period}已于{done}完成", "done for {period} on {done}"),
        Status.LATE: Text(
            "{period}于{done}完成，逾期{days}天",
            "done for {period} only on {done}, {days} days late",
        ),
        Status.FAIL: Text(
            "{period}的应在{due}前完成，没有记录", "nothing for {period}, due by {due}"
        ),
        Status.WARN: Text(
            "{period}的应在{due}前完成，没有记录", "nothing for {period}, due by {due}"
        ),
        Status.PENDING: Text("{period}尚未完成", "nothing for {period} yet"),
        Status.DUE_SOON: Text("{period}尚未完成，就要到期", "nothing for {period} yet, due soon"),
        Status.NOT_APPLICABLE: Text(
            "{period}适用的天数太少，不考核", "in scope on too few days of {period} to bind"
        ),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD404": {
        Status.PASS: Text("现有{made}家，要求{bound}家", "{made}, asked for {bound}"),
        Status.FAIL: Text("现有{made}家，要求{bound}家", "{made}, asked for {bound}"),
        Status.WARN: Text("现有{made}家，目标{bound}家", "{made}, the target is {bound}"),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD405": {
        Status.PASS: Text("按数据是{computed}，档案一致", "{computed} by the figures, as declared"),
        Status.FAIL: Text(
            "按数据是{computed}，档案写的是{declared}",
            "{computed} by the figures, declared {declared}",
        ),
        Status.WARN: Text(
            "按数据是{computed}，档案写的是{declared}",
            "{computed} by the figures, declared {declared}",
        ),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD406": {
        Status.UNATTESTED: Text("还没有人确认", "nobody has attested it yet"),
        Status.NOT_APPLICABLE: Text("没有适用的客户", "no customer is in its scope"),
    },
}

STATUSES: dict[Status, Text] = {
    Status.FAIL: Text("不合规", "fail"),
    Status.UNKNOWN: Text("无法判断", "unknown"),
    Status.LATE: Text("逾期完成", "late"),
    Status.WARN: Text("提醒", "warning"),
    Status.UNATTESTED: Text("待确认", "unattested"),
    Status.DUE_SOON: Text("即将到期", "due soon"),
    Status.PENDING: Text("未到期或在宽限期内", "pending"),
    Status.PASS: Text("合规", "pass"),
    Status.NOT_APPLICABLE: Text("不适用", "not applicable"),
}
