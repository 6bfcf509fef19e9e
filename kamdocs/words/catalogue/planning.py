"""KD570 to KD573, KD581, KD582, KD587, KD596: what a plan could not arrange, and on what it rests."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

PLANNING: dict[str, Entry] = {
    "KD570": Entry(
        "no-working-day-left",
        Text(
            "{name}：{policy} {clause}（{period}）要求的拜访，在期限和本计划的期间里没有够用的工作日，排不上",
            "{name}: too few working days are left in the period for the visits that {policy} {clause} ({period}) asks for",
        ),
        Text(
            "尽快安排；赶不上的，说明原因或申请豁免",
            "Arrange it at once; where it is too late, say why or ask for a waiver",
        ),
    ),
    "KD571": Entry(
        "visit-not-plannable",
        Text(
            "{name}：{policy} {clause}（{period}）对拜访的要求不是几个选项能说清的，排不上",
            "{name}: what {policy} {clause} ({period}) asks of a visit is not told by choices, so none is planned",
        ),
        Text("照条款自行安排", "Arrange it yourself as the clause says"),
    ),
    "KD572": Entry(
        "working-days-provisional",
        Text(
            "{year}年的放假安排还没有公布，按周一到周五算工作日，日期是暂定的",
            "the holidays of {year} are not published; weekdays are taken, so its days are provisional",
        ),
        Text(
            "公布以后升级kamdocs，再排一次",
            "When they are, bring kamdocs up to date and plan again",
        ),
    ),
    "KD573": Entry(
        "nobody-of-this-level",
        Text(
            "没有登记「{level}」是谁，这一层级的拜访单独排，人选未定",
            "who is “{level}” is not on record; visits of this level are planned by themselves, with nobody named",
        ),
        Text(
            "在客户档案里填上，再排一次，可以和别的拜访合并",
            "Fill it in in the archive and plan again; then it may join another visit",
        ),
    ),
    "KD581": Entry(
        "visits-cancelled",
        Text(
            "以前的计划里有、这次没有的拜访，在日历里取消了{count}次",
            "{count:visit|visits} of an earlier plan that this one does not have, cancelled in the calendar",
        ),
        Text(
            "再导入一次这个日历；取消以后仍然显示的，按标题里的“已取消”删去",
            "Take the calendar in again; delete what still shows, its title says “Cancelled”",
        ),
    ),
    "KD582": Entry(
        "earlier-calendar-of-another-plan",
        Text(
            "原来的日历是按别的期间、制度、客户或角色排的，里面的拜访没有取消",
            "the calendar that was there is of another period, other policies, customers or another role; none of its visits are cancelled",
        ),
        Text(
            "不同的计划写进不同的文件夹；不再去的拜访在日历里自行删去",
            "Write different plans into different folders; delete visits that are off from your calendar yourself",
        ),
    ),
    "KD587": Entry(
        "plan-goes-by-todays-row",
        Text(
            "「{name}」自{day}起按这一行；这份计划还按今天的那一行排，那天以后的拜访可能多了或少了",
            "“{name}” goes by this row from {day} on; the plan still goes by the row of today, so that visits after that day may be too many or too few",
        ),
        Text(
            "到{day}再排一次，写进同一个文件夹；不再需要的拜访会在日历里取消",
            "Plan again on {day}, into the same folder; visits that are not needed any more are cancelled in the calendar",
        ),
    ),
    "KD596": Entry(
        "planned-visit-without-level",
        Text(
            "{name}{day}的计划没有写「{field}」，要看这一栏的条款没有算上这次拜访",
            "the plan for {name} on {day} does not say “{field}”, so clauses that ask for it do not count the visit",
        ),
        Text(
            "在计划里写明这一栏，再排一次，就不必另排",
            "Fill it in in the plan and plan again; then no other visit is needed for it",
        ),
    ),
}
