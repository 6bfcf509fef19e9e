"""The sentences for verdicts, by the code of the kind of rule and the status."""

from kamdocs.model import Status, Text

_UNKNOWN = Text("资料不足，无法判断：{because}", "the data cannot decide: {because}")

VERDICTS: dict[str, dict[Status, Text]] = {
    "KD401": {
        Status.PASS: Text("已填写：{wanted}", "filled in: {wanted}"),
        Status.FAIL: Text("{lacking}", "{lacking}"),
        Status.WARN: Text("{lacking}", "{lacking}"),
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
        Status.LATE: Text(
            "{period}应有{wanted}{counted}，实有{made}{counted}，到{done}才做到",
            "{made} of {wanted} {counted} for {period}, but only on {done}",
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
            "done for {period} only on {done}, {days:day|days} late",
        ),
        Status.FAIL: Text(
            "{period}的应在{due}前完成，没有记录", "nothing for {period}, due by {due}"
        ),
        Status.WARN: Text(
            "{period}的应在{opens}到{due}之间完成，实际完成日期：{done}",
            "for {period} between {opens} and {due}; done on: {done}",
        ),
        Status.PENDING: Text("{period}尚未完成", "nothing for {period} yet"),
        Status.DUE_SOON: Text("{period}尚未完成，就要到期", "nothing for {period} yet, due soon"),
        Status.NOT_APPLICABLE: Text(
            "{period}到期以后才适用，或适用的时间太短，不考核",
            "in scope only after it was due for {period}, or for too short a time to bind",
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
        Status.ATTESTED: Text(
            "{by}于{day}确认，有效到{until}", "attested by {by} on {day}, until {until}"
        ),
        Status.NOT_APPLICABLE: Text("没有适用的客户", "no customer is in its scope"),
    },
    "KD407": {
        Status.PASS: Text("已有「{what}」，没有超过期限", "“{what}” is there, in time"),
        Status.LATE: Text("「{what}」在{done}，晚于{due}", "“{what}” only on {done}, due by {due}"),
        Status.FAIL: Text(
            "「{what}」应不晚于{due}，实际：{done}",
            "“{what}” was due by {due}; what there is: {done}",
        ),
        Status.WARN: Text(
            "「{what}」应不晚于{due}，实际：{done}",
            "“{what}” was due by {due}; what there is: {done}",
        ),
        Status.PENDING: Text(
            "还没有「{what}」，期限{due}", "“{what}” is not there yet, due by {due}"
        ),
        Status.DUE_SOON: Text(
            "还没有「{what}」，{due}就要到期", "“{what}” is not there yet, due soon, by {due}"
        ),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD408": {
        Status.PASS: Text("已由规定的人批准：{wanted}", "signed by those who must: {wanted}"),
        Status.FAIL: Text("审批不符合规定：{near}", "not approved as it must be: {near}"),
        Status.WARN: Text("审批不符合规定：{near}", "not approved as it should be: {near}"),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD409": {
        Status.PASS: Text("「{step}」已按次序完成", "“{step}” is done, in its turn"),
        Status.FAIL: Text("「{step}」不符合规定：{near}", "“{step}” is not as it must be: {near}"),
        Status.WARN: Text(
            "「{step}」不符合规定：{near}", "“{step}” is not as it should be: {near}"
        ),
        Status.PENDING: Text("「{step}」还没有办完", "“{step}” is not done with yet"),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD410": {
        Status.PASS: Text(
            "按数据{points}分，等级是{computed}，表里一致",
            "{computed} by the figures ({points:point|points}), as declared",
        ),
        Status.FAIL: Text(
            "按数据{points}分，等级是{computed}，表里写的是{declared}",
            "{computed} by the figures ({points:point|points}), declared {declared}",
        ),
        Status.WARN: Text(
            "按数据{points}分，等级是{computed}，表里写的是{declared}",
            "{computed} by the figures ({points:point|points}), declared {declared}",
        ),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD411": {
        Status.PASS: Text(
            "同日和以后收到的，没有先答复的",
            "nothing that came on that day or later was answered earlier",
        ),
        Status.FAIL: Text(
            "有{count}件同日或以后收到的先答复了",
            "{count} that came on that day or later were answered earlier",
        ),
        Status.WARN: Text(
            "有{count}件同日或以后收到的先答复了",
            "{count} that came on that day or later were answered earlier",
        ),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD620": {
        Status.PASS: Text(
            "最近一次是{latest}，有效期至{until}", "last on {latest}, which holds until {until}"
        ),
        Status.FAIL: Text(
            "到期没有新的记录（最近一次：{latest}）",
            "nothing new by the day it ran out (last: {latest})",
        ),
        Status.WARN: Text(
            "到期没有及时接上（最近一次：{latest}）",
            "nothing new in time (last: {latest})",
        ),
        Status.LATE: Text(
            "{until}以后断了{days}天，到{done}才接上",
            "a break of {days:day|days} after {until}, until {done}",
        ),
        Status.PENDING: Text(
            "{until}到期，还没有新的（最近一次：{latest}）",
            "runs out on {until}; nothing new yet (last: {latest})",
        ),
        Status.DUE_SOON: Text(
            "{until}就要到期，还没有新的（最近一次：{latest}）",
            "soon runs out, on {until}; nothing new yet (last: {latest})",
        ),
        Status.NOT_APPLICABLE: Text(
            "第一次要到{until}才到期，那时已不在适用和考核的日子里",
            "the first is due only on {until}, after the days on which it binds and is looked at",
        ),
        Status.UNKNOWN: _UNKNOWN,
    },
    "KD494": {Status.UNKNOWN: Text("{because}", "{because}")},
}

STATUSES: dict[Status, Text] = {
    Status.FAIL: Text("不合规", "fail"),
    Status.UNKNOWN: Text("无法判断", "unknown"),
    Status.LATE: Text("逾期完成", "late"),
    Status.WARN: Text("提醒", "warning"),
    Status.UNATTESTED: Text("待确认", "unattested"),
    Status.DUE_SOON: Text("即将到期", "due soon"),
    Status.PENDING: Text("未到期或在宽限期内", "pending"),
    Status.WAIVED: Text("已豁免", "waived"),
    Status.ATTESTED: Text("已确认", "attested"),
    Status.PASS: Text("合规", "pass"),
    Status.NOT_APPLICABLE: Text("不适用", "not applicable"),
}
IN_GRACE = Text("已逾期（宽限到{grace}）", "overdue (grace until {grace})")
OVERDUE = Text("{what}，{grace}", "{what}; {grace}")
AWAITING = Text("{status}（豁免待批准）", "{status} (waiver awaiting approval)")
"""A verdict whose waiver nobody has approved yet."""
