"""Words of the table that compares quarters."""

from kamdocs.model import Text

TREND: dict[str, Text] = {
    "title": Text("各期对比", "Period by period"),
    "help": Text(
        "每期一行，这次在最后。比例是做到的占已到期并能判断的；不足5项的不算比例。",
        "A line a period, this run last. The rate is what was kept of what was due and decided; under five there is none.",
    ),
    "period": Text("期间", "Period"),
    "as_of": Text("检查日", "As of"),
    "statuses": Text("各类结果", "Results"),
    "kept": Text("做到/到期并能判断", "Kept of due and decided"),
    "rate": Text("{kept}/{decided}", "{kept} of {decided}"),
    "rate_percent": Text("{kept}/{decided}，{percent}%", "{kept} of {decided}, {percent}%"),
    "none_decided": Text("没有到期并能判断的", "nothing due that can be decided"),
    "late": Text("逾期", "Late"),
    "late_days": Text(
        "{count}项，共{days}天，最多{most}天",
        "{count}, {days:day|days} in all, {most} at most",
    ),
    "late_count": Text("{count}项", "{count}"),
    "none": Text("没有", "none"),
    "this": Text("这次", "this run"),
    "policies": Text("按制度", "By policy"),
    "clauses": Text("按条款", "By clause"),
    "clauses_help": Text(
        "做到/到期并能判断，另有不合规、无法判断的数目。变好、变坏是与前面最近一个同样长短的期间、同一版本的结果比：先看做到的比例，相同再看无法判断的，数目和所占比例都少了（多了）才算。",
        "Kept of due and decided, then how many fail and are unknown. Better and worse are against the last earlier period of the same length by the same version: by the share kept first, then by what is unknown, where both its number and its share fell (or rose).",
    ),
    "version": Text("{versions}版", "version {versions}"),
    "nothing": Text("无此项", "not asked"),
    "change": Text("变化", "Change"),
    "better": Text("变好", "better"),
    "worse": Text("变坏", "worse"),
    "same": Text("不变", "the same"),
    "unlike": Text("不能比较", "not comparable"),
    "none_alike": Text(
        "没有可以比较的条款：要有前面同样长短的期间，按同一版本的制度，两期都有到期并能判断的",
        "no clause can be compared: that takes an earlier period of the same length, by the same version of the policy, with something due and decided in both",
    ),
    "unturned": Text("没有变好、变坏的", "none got better or worse"),
    "to_mind": Text("比较时注意", "To mind when comparing"),
    "alone": Text(
        "文件夹里没有可以比较的以前的结果",
        "There is no earlier result in the folder to compare with",
    ),
    "file": Text("来自", "From"),
    "days": Text("逾期天数", "Days late"),
    "lates": Text("逾期项数", "Done late"),
    "percent": Text("做到的比例（%）", "Share kept (%)"),
    "link": Text("各期对比：共{count}期", "Period by period: {count:period|periods}"),
    "line": Text(
        "{period}（检查日{day}）：{statuses}",
        "{period} (as of {day}): {statuses}",
    ),
    "line_policy": Text("{title}：{parts}", "{title}: {parts}"),
    "line_kept": Text("做到{rate}；逾期：{late}", "kept {rate}; late: {late}"),
}
MARKS = {"better": "↑", "worse": "↓", "same": "＝", "unlike": "–"}
