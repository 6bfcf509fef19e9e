"""KD40x and KD41x: the kinds of rule; KD42x, KD43x, KD44x: waivers and attestations; KD45x to
KD49x, KD644 to KD646 and KD651: why evidence did not count, or a verdict is open."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

POLICIES: dict[str, Entry] = {
    "KD401": Entry(
        "required-fields",
        Text("制度要求填写的内容", "what the policy requires to be filled in"),
        Text("补齐所缺的内容，再交一次", "Fill in what is lacking and hand it in again"),
    ),
    "KD402": Entry(
        "cadence",
        Text("制度要求的次数", "how often the policy requires it"),
        Text(
            "如果已经做过，补交记录；没有做的，尽快安排并说明原因",
            "If it was done, hand in the record; if not, arrange it soon and say why",
        ),
    ),
    "KD403": Entry(
        "deadline",
        Text("制度要求的期限", "when the policy requires it"),
        Text(
            "如果已经报送，补登记；否则尽快补报",
            "If it was handed in, register it; if not, hand it in soon",
        ),
    ),
    "KD404": Entry(
        "count",
        Text("制度要求的数目", "how many the policy asks for"),
        Text("复核客户名单", "Go through the list of customers again"),
    ),
    "KD405": Entry(
        "tier",
        Text("客户分类与数据是否一致", "whether the tier agrees with the figures"),
        Text(
            "核对决定分类的各栏，改正数据或重新分类",
            "Check the fields that decide the tier; correct them, or the tier",
        ),
    ),
    "KD406": Entry(
        "attest",
        Text("要由责任人确认的条款", "a clause that somebody answers for"),
        Text("请责任部门书面确认", "Have the department in charge confirm it in writing"),
    ),
    "KD412": Entry(
        "name-without-post",
        Text(
            "「{field}」是「{value}」，只有姓名、没有职务，无法判断是不是本条要求的人",
            "“{field}” is “{value}”, a name without a post, so nobody can say whether it is whom the "
            "clause asks for",
        ),
        Text("写明职务，如陈立群（总经理）", "Add the post: 陈立群（总经理）"),
    ),
    "KD451": Entry(
        "blank-decides",
        Text(
            "「{field}」未填写，无法判断是否算数",
            "“{field}” is blank, so nobody can say whether it counts",
        ),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD452": Entry(
        "other-value",
        Text(
            "「{field}」是「{value}」，不合本条要求",
            "“{field}” is “{value}”, which this clause does not accept",
        ),
        Text("核对这一格", "Check the cell"),
    ),
    "KD453": Entry(
        "outside-period",
        Text("日期{day}不在{period}内", "{day} lies outside {period}"),
        Text("核对日期", "Check the date"),
    ),
    "KD414": Entry(
        "done-after-period",
        Text(
            "{period}之后，{day}有一次：算在它自己的期间，不补这一期",
            "after {period} there is one on {day}, which counts for its own period and does not "
            "make up for this one",
        ),
        Text(
            "要以这一次补上，须经批准豁免", "It makes up for this one only under an approved waiver"
        ),
    ),
    "KD454": Entry(
        "name-only-similar",
        Text(
            "客户名称「{name}」只是相似，不能确认是同一家",
            "the name “{name}” is only similar and may be another firm",
        ),
        Text("改成档案里的名称或加为别名", "Use the archive's name or add it as an alias"),
    ),
    "KD455": Entry(
        "recorded-later",
        Text(
            "{recorded}才填报，检查日还没有这份记录",
            "was recorded on {recorded}, after the day of this check",
        ),
        Text("用较晚的检查日再查一次", "Check again as of a later day"),
    ),
    "KD456": Entry(
        "recorded-too-late",
        Text(
            "事后{days}天才填报，超过{limit}天，又没有人批准",
            "was recorded {days:day|days} afterwards, over the limit of {limit}, and nobody approved that",
        ),
        Text(
            "请有关负责人批准，写在「补报批准人」（台账为「补登批准人」）里",
            "Have somebody approve it, who is named under 补报批准人 (in registers: 补登批准人)",
        ),
    ),
    "KD457": Entry(
        "row-has-errors",
        Text(
            "这一行有错（「{field}」），改正之前不算数",
            "the row has an error (“{field}”) and does not count until it is mended",
        ),
        Text("先改正这一行", "Mend the row first"),
    ),
    "KD458": Entry(
        "sheet-ends",
        Text(
            "交来的{kind}没有一张覆盖{whose}的{day}",
            "no {kind} sheet that was handed in speaks for {whose} on {day}",
        ),
        Text(
            "补交那一期的表；如果表已经完整，在表头上方写“数据截至：年-月-日”",
            "Hand in the sheet of that time; if the sheets are complete, write 数据截至：YYYY-MM-DD above the headings",
        ),
    ),
    "KD459": Entry(
        "no-sheet",
        Text("没有交{kind}", "no {kind} sheet was handed in"),
        Text("补交这种表", "Hand one in"),
    ),
    "KD460": Entry(
        "tier-undecided",
        Text(
            "「{field}」未填写，无法确定客户分类",
            "“{field}” is blank, so the tier cannot be told",
        ),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD644": Entry(
        "tier-contradicted",
        Text(
            "「{field}」填的是「{value}」，有错或与另一行矛盾，无法确定客户分类",
            "“{field}” is “{value}”, which is wrong or contradicted by another row, so the tier cannot be told",
        ),
        Text(
            "改正这一格；与另一行矛盾的，两行改成一致",
            "Correct the cell; where another row contradicts it, make the two agree",
        ),
    ),
    "KD461": Entry(
        "start-unknown",
        Text(
            "「{field}」未填写，不知道哪些日子适用",
            "“{field}” is blank, so nobody can say on which days the rule binds",
        ),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD645": Entry(
        "start-contradicted",
        Text(
            "「{field}」填的是「{value}」，有错或与另一行矛盾，不知道哪些日子适用",
            "“{field}” is “{value}”, which is wrong or contradicted by another row, so nobody can say on which days the rule binds",
        ),
        Text(
            "改正这一格；与另一行矛盾的，两行改成一致",
            "Correct the cell; where another row contradicts it, make the two agree",
        ),
    ),
    "KD462": Entry(
        "counted-once",
        Text("与{other}是同一件事，只算一次", "is the same event as {other} and counts once"),
        Text("不必处理", "Nothing needs doing"),
    ),
    "KD463": Entry(
        "still-to-come",
        Text("在{day}，还没有到", "is on {day}, still to come"),
        Text("到时完成并填报", "Do it and report it"),
    ),
    "KD464": Entry(
        "scope-undecided",
        Text(
            "「{field}」未填写，无法确定本条是否适用",
            "“{field}” is blank, so nobody can say whether the clause binds",
        ),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD646": Entry(
        "scope-contradicted",
        Text(
            "「{field}」填的是「{value}」，有错或与另一行矛盾，无法确定本条是否适用",
            "“{field}” is “{value}”, which is wrong or contradicted by another row, so nobody can say whether the clause binds",
        ),
        Text(
            "改正这一格；与另一行矛盾的，两行改成一致",
            "Correct the cell; where another row contradicts it, make the two agree",
        ),
    ),
    "KD465": Entry(
        "recorded-after-period",
        Text("算数，但{recorded}才填报", "counts, but was recorded only on {recorded}"),
        Text("以后及时填报", "Report in time"),
    ),
    "KD470": Entry(
        "name-of-several",
        Text("客户名称「{name}」不止一家在用", "more than one customer goes by the name “{name}”"),
        Text("补写客户编号", "Give the customer code"),
    ),
    "KD469": Entry(
        "named-by-alias",
        Text("算数，用的是别名「{name}」", "counts, named by the alias “{name}”"),
        Text("不必处理", "Nothing needs doing"),
    ),
    "KD468": Entry(
        "sheet-says-no-day",
        Text(
            "交来的{kind}看不出数据截至哪一天",
            "nothing tells until which day the {kind} sheets speak",
        ),
        Text(
            "在表头上方写“数据截至：年-月-日”",
            "Write 数据截至：YYYY-MM-DD above the headings",
        ),
    ),
    "KD467": Entry(
        "day-missing",
        Text(
            "「{field}」未填写，不知道是否按时",
            "“{field}” is blank, so nobody can say whether it was in time",
        ),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD407": Entry(
        "in-time-after",
        Text("某事之后应在期限内完成的事", "what must be done in time after something"),
        Text(
            "如果已经完成，补填日期；否则尽快完成",
            "If it was done, fill in the day; if not, do it soon",
        ),
    ),
    "KD408": Entry(
        "approval",
        Text("应由谁批准", "who has to approve"),
        Text("由规定的人补签，并写明职务和日期", "Have the right person sign, with post and day"),
    ),
    "KD409": Entry(
        "stages",
        Text("先后步骤和每步的材料", "the order of stages, and what belongs to each"),
        Text(
            "补做所缺的步骤，或改正日期和材料",
            "Make up the stage that is missing, or correct days and papers",
        ),
    ),
    "KD410": Entry(
        "grade",
        Text("等级与数据是否一致", "whether the grade agrees with the figures"),
        Text("核对数据，改正等级或数据", "Check the figures; correct them or the grade"),
    ),
    "KD411": Entry(
        "precedence",
        Text("谁优先答复", "whose matters come first"),
        Text(
            "以后先答复应优先的客户，并说明这次的原因",
            "Answer those who come first; say why it was otherwise here",
        ),
    ),
    "KD620": Entry(
        "without-a-break",
        Text("不能中断的事", "what must never lapse"),
        Text(
            "如果已经接上，补填记录；否则尽快补办",
            "If something took over, record it; if not, see to it soon",
        ),
    ),
    "KD471": Entry(
        "provisional-day",
        Text(
            "{day}这个期限要看尚未公布的放假安排",
            "the due day {day} rests on a calendar of working days that is not published yet",
        ),
        Text("放假安排公布后再看", "Look again when the calendar is published"),
    ),
    "KD472": Entry(
        "hour-not-noted",
        Text(
            "没有写明钟点，无法判断是否按时：{fields}",
            "the time of day is not noted, so nobody can say whether it was in time: {fields}",
        ),
        Text("补写时刻，如2026-07-15 17:00", "Add the time of day, such as 2026-07-15 17:00"),
    ),
    "KD473": Entry(
        "wrong-post",
        Text(
            "「{field}」写的是「{value}」，不是规定的职务",
            "“{field}” is “{value}”, not one of those who may sign",
        ),
        Text(
            "由规定职务的人批准，并写明职务",
            "Have somebody of the right post sign, and name the post",
        ),
    ),
    "KD474": Entry(
        "earlier-than-before",
        Text("「{field}」早于上一步", "“{field}” lies before the step that it follows"),
        Text("核对日期", "Check the days"),
    ),
    "KD475": Entry(
        "signs-twice",
        Text("「{field}」与前面一步是同一个人", "“{field}” is the same person as in a step before"),
        Text("由另一个人审批", "Have another person sign"),
    ),
    "KD476": Entry(
        "score-differs",
        Text(
            "表里写的是{value}分，按数据是{points}分",
            "the sheet says {value:point|points}, the figures make {points}",
        ),
        Text("核对得分", "Check the score"),
    ),
    "KD477": Entry(
        "stage-skipped",
        Text(
            "已经到「{stage}」（{day}），前面的步骤没有记录",
            "“{stage}” was reached on {day}, and the stage before has no record",
        ),
        Text("补上前面的步骤", "Make up the stage before"),
    ),
    "KD651": Entry(
        "stage-to-compare-lacking",
        Text(
            "「{stage}」没有能算数的记录，无法判断先后",
            "nothing that counts tells of “{stage}”, so nobody can say whether the order was kept",
        ),
        Text("补上「{stage}」的记录，写明日期", "Record “{stage}” with its day"),
    ),
    "KD478": Entry(
        "before-its-turn",
        Text("早于「{stage}」（{day}）", "lies before “{stage}” ({day})"),
        Text("核对日期", "Check the days"),
    ),
    "KD479": Entry(
        "another-day",
        Text("与「{stage}」（{day}）不是同一天", "is not on the same day as “{stage}” ({day})"),
        Text("核对日期", "Check the days"),
    ),
    "KD480": Entry(
        "too-old",
        Text(
            "{day}的，距今已超过{months}个月",
            "is of {day}, more than {months:month|months} old",
        ),
        Text("核对后更新", "Go through it and update it"),
    ),
    "KD614": Entry(
        "later-than-another-day",
        Text(
            "{day}的，晚于「{after}」（{after_day}）",
            "is of {day}, later than “{after}” ({after_day})",
        ),
        Text(
            "核对两个日期；日期无误的，今后按先后次序办理",
            "Check both days; where they are right, do it in turn from now on",
        ),
    ),
    "KD625": Entry(
        "too-close-together",
        Text(
            "{day}的，离前一次算数的（{after_day}）不到{limit}",
            "is of {day}, less than {limit} behind the one that counted before ({after_day})",
        ),
        Text("两次之间隔得够久才各算一次", "They count one by one only that far apart"),
    ),
    "KD623": Entry(
        "no-longer-in-force",
        Text("{day}到期，已经过了", "ran until {day}, which is over"),
        Text("续期后更新这一格", "Have it renewed, and update the cell"),
    ),
    "KD624": Entry(
        "more-than-another-figure",
        Text(
            "是{value}{unit}，超过「{after}」（{other_value}{other_unit}）",
            "is {value}{unit}, more than “{after}” ({other_value}{other_unit})",
        ),
        Text(
            "核对两个数；数字无误的，降到限额以内",
            "Check both figures; where they are right, keep within the limit",
        ),
    ),
    "KD481": Entry(
        "other-than-archive",
        Text(
            "写的是「{value}」，{other}是「{other_value}」",
            "is “{value}”, while {other} is “{other_value}”",
        ),
        Text("核对后改成一致，或注明授权", "Make them agree, or note who authorised it"),
    ),
    "KD482": Entry(
        "attests-for-one",
        Text(
            "只确认了一家客户，本条要对全公司确认",
            "attests for one customer; the clause wants a word for the whole company",
        ),
        Text("对全公司另写一行，客户留空", "Add a row for the whole company, without a customer"),
    ),
    "KD483": Entry(
        "attestation-over",
        Text("这份确认到{day}为止", "this attestation ended on {day}"),
        Text("重新确认", "Attest it anew"),
    ),
    "KD484": Entry(
        "waived-by",
        Text(
            "由{approved_by}批准豁免，到{until}为止，理由：{reason}；豁免前是{without}",
            "waived by {approved_by} until {until}: {reason}; without the waiver {without}",
        ),
        Text("不必处理", "Nothing needs doing"),
    ),
    "KD485": Entry(
        "answered-earlier",
        Text(
            "「{name}」的是同日或以后收到的，先答复了",
            "that of “{name}” came on the same day or later and was answered earlier",
        ),
        Text("说明原因", "Say why"),
    ),
    "KD487": Entry(
        "level-of-nobody-known",
        Text(
            "写了几个层级，无法判断去的人（{people}）里谁是「{level}」",
            "claims several levels, and nothing tells who of those named ({people}) is “{level}”",
        ),
        Text(
            "在姓名后用括号注明职务，或在客户档案里填上负责人",
            "Put the post in brackets behind the name, or name the person in the customer archive",
        ),
    ),
    "KD488": Entry(
        "level-not-named",
        Text(
            "写了几个层级，去的人（{people}）里却没有人算得上「{level}」",
            "claims several levels, but nobody of those named ({people}) counts as “{level}”",
        ),
        Text(
            "补写这一层级去的人；是代理的，登记到代理台账",
            "Name who went for that level; enter a deputy in the register of deputies",
        ),
    ),
    "KD489": Entry(
        "deputy-went",
        Text(
            "算数，「{level}」由{deputy}代理（{other}）",
            "counts, as {deputy} acts for “{level}” ({other})",
        ),
        Text("不必处理", "Nothing needs doing"),
    ),
    "KD490": Entry(
        "of-the-group",
        Text(
            "算数，去的是本集团的「{name}」",
            "counts, as “{name}” belongs to the group",
        ),
        Text("不必处理", "Nothing needs doing"),
    ),
    "KD491": Entry(
        "for-which-level",
        Text(
            "一人只算一个层级，无法判断去的人（{people}）里谁是为「{level}」去的",
            "one person counts for one level, and nothing tells who of those named ({people}) went for “{level}”",
        ),
        Text(
            "在姓名后用括号注明他是为哪一层级去的（如：质量工程师）",
            "Put behind the name, in brackets, the post for which he went (such as quality engineer)",
        ),
    ),
    "KD492": Entry(
        "too-few-for-the-levels",
        Text(
            "一人只算一个层级，去的人（{people}）不够分给「{level}」",
            "one person counts for one level, and those named ({people}) are too few for “{level}”",
        ),
        Text(
            "补写另外去的人；没有别人去的，另作一次拜访",
            "Name who else went; where nobody did, another visit is needed",
        ),
    ),
    "KD493": Entry(
        "between-versions",
        Text(
            "{start}到{end}没有哪一版适用于这一条：版本{earlier}的各期在此之前已经结束，版本{later}没有一期在这几天里开始",
            "no version judges the clause from {start} to {end}: the periods of version {earlier} have ended by then, and none of version {later} begins in those days",
        ),
        Text(
            "由人决定这几天按哪一版考核，并写明；或让版本{later}从它某一期的第一天起施行",
            "Decide by hand which version those days go by, and say so; or let version {later} come into force on the first day of one of its periods",
        ),
    ),
    "KD494": Entry(
        "judged-by-no-version",
        Text(
            "先后两版制度之间，没有哪一版适用的日子",
            "days between two versions of a policy that neither judges",
        ),
        Text(
            "由人决定这几天按哪一版考核，并写明",
            "Decide by hand which version those days go by, and say so",
        ),
    ),
    "KD495": Entry(
        "code-and-name-of-two",
        Text(
            "客户编号「{code}」和名称「{name}」是两家客户的，不知道是哪一家",
            "code “{code}” and name “{name}” are those of two customers; nobody can say which is meant",
        ),
        Text("核对编号和名称，改正其中之一", "Check both and correct the one that is wrong"),
    ),
    "KD496": Entry(
        "late-record-approved-by-oneself",
        Text(
            "事后{days}天才填报，超过{limit}天，批准补报的「{name}」就是去的人",
            "was recorded {days:day|days} afterwards, over the limit of {limit}, and “{name}”, who approved that, is one of those who went",
        ),
        Text("请另一个人批准补报", "Have another person approve the late report"),
    ),
    "KD499": Entry(
        "too-early",
        Text("{day}太早，从{opens}起才算", "{day} is too early; it counts from {opens} on"),
        Text(
            "核对日期；确实早了的，到了规定的时间再办一次",
            "Check the day; where it was early, do it again in time",
        ),
    ),
    "KD497": Entry(
        "overwritten-by-later",
        Text(
            "档案里的「{field}」是{day}，属于以后的期间；这一期当时填的是什么，已经看不到",
            "“{field}” is {day}, of a later period; what the archive said before is not to be seen",
        ),
        Text(
            "找出当时的档案或文件，由人核对",
            "Look for the archive or the paper of that time and check by hand",
        ),
    ),
    "KD498": Entry(
        "waived-awaiting-approval",
        Text(
            "由{requested_by}提出豁免，到{until}为止，理由：{reason}；待批准，批准前仍按豁免前的{without}计算",
            "{requested_by} asks to waive it until {until}: {reason}; awaiting approval, it counts as {without} until then",
        ),
        Text(
            "由提出人以外的人批准，填上批准人，再交回",
            "Have another person than the one who asks approve it, fill in who, and hand it back",
        ),
    ),
    "KD420": Entry(
        "waiver-with-errors",
        Text(
            "这条豁免有错（{cell}），不起作用",
            "this waiver has an error ({cell}) and covers nothing",
        ),
        Text("改正后重新提交", "Correct it and hand it in again"),
    ),
    "KD421": Entry(
        "waiver-not-approved",
        Text("这条豁免没有批准人，不起作用", "nobody approved this waiver; it covers nothing"),
        Text("由有权的人批准", "Have somebody approve it who may"),
    ),
    "KD422": Entry(
        "waiver-by-oneself",
        Text(
            "「{name}」既是申请人又是批准人，不起作用",
            "“{name}” asked for this waiver and approved it; it covers nothing",
        ),
        Text("由另一个人批准", "Have another person approve it"),
    ),
    "KD423": Entry(
        "waiver-over",
        Text("对{clause}的豁免已于{day}到期", "the waiver of {clause} ended on {day}"),
        Text(
            "不再需要的不必处理；仍需要的重新申请",
            "Leave it where it is not needed any more; else ask for a new one",
        ),
    ),
    "KD424": Entry(
        "waiver-unused",
        Text(
            "对{clause}的豁免没有用上：所涉的都不是不合规或逾期",
            "the waiver of {clause} covers nothing: nothing that it is about is a fail or late",
        ),
        Text(
            "核对条款、客户和起止日期；不需要就删去",
            "Check clause, customer and days; delete it where it is not needed",
        ),
    ),
    "KD597": Entry(
        "waiver-of-other-days",
        Text(
            "对{clause}的豁免没有用上：不合规或逾期的是{days}的，不在豁免的{start}到{day}之内",
            "the waiver of {clause} covers nothing: what is a fail or late goes by {days}, which is not within its days, {start} to {day}",
        ),
        Text(
            "核对豁免的起止日期：期限（没有期限的，那一行的日期或检查日）在这两天之间的才豁免",
            "Check the days of the waiver; it covers what falls due between the two or, without a due day, whose row or check is of these days",
        ),
    ),
    "KD425": Entry(
        "waiver-of-no-clause",
        Text(
            "所用制度没有{clause}这一条可检查",
            "none of the policies has a clause {clause} that is checked",
        ),
        Text("核对条款号", "Check the number of the clause"),
    ),
    "KD442": Entry(
        "before-the-policy",
        Text(
            "{policy}从{begins}起施行：{start}到{end}还没有这个制度，不作判断",
            "{policy} is in force from {begins} on: there was no such policy from {start} to {end}, and nobody judges those days",
        ),
        Text(
            "那时另有制度的，一并用--policy指定；没有的，报告里写明这几天不在内",
            "Where another policy was in force then, name it with --policy too; else say in the report that those days are not in it",
        ),
    ),
    "KD415": Entry(
        "class-before-unknown",
        Text(
            "「{name}」从{day}起是这一分类，档案里没有一行写明之前的分类：之前的日子，按分类考核的条款不作判断",
            "“{name}” is of this class from {day} on, and no row of the archive says of which before: rules for classes are not judged for the days before",
        ),
        Text(
            "分类变过的，档案里保留原来的一行；没有变过的，改正「分类生效日期」",
            "Where the class changed, keep the former row in the archive; where it did not, correct 分类生效日期",
        ),
    ),
    "KD445": Entry(
        "before-its-first-period",
        Text(
            "{policy}从{begins}起施行，按期的条款从施行后的第一个整期起才考核。从{start}起不作判断的：{clauses}",
            "{policy} is in force from {begins} on, and what it asks in periods is judged from the first whole one on. Not judged from {start} on: {clauses}",
        ),
        Text(
            "由人决定这些日子怎样考核，并写明；或让制度从一期的第一天起施行",
            "Decide by hand how those days are judged, and say so; or let the policy come into force on the first day of a period",
        ),
    ),
    "KD430": Entry(
        "attestation-with-errors",
        Text(
            "这条确认有错（{cell}），不起作用",
            "this attestation has an error ({cell}) and has no effect",
        ),
        Text("改正后重新提交", "Correct it and hand it in again"),
    ),
    "KD431": Entry(
        "attestation-of-another-policy",
        Text(
            "这条确认写的制度「{name}」不在这次检查所用的制度里",
            "this attestation is of the policy “{name}”, which is not used in this check",
        ),
        Text(
            "核对制度名称；名称没有错的，用--policy加上这项制度",
            "Check the name of the policy; where it is right, add the policy with --policy",
        ),
    ),
    "KD626": Entry(
        "clause-of-several-policies",
        Text(
            "没有写是哪项制度，而{clause}这一条在{packs}里都有，这一行不起作用",
            "names no policy, while {packs} each have a clause {clause}; the row has no effect",
        ),
        Text(
            "在「制度」一栏写上是其中哪一项，没有这一栏的加一栏",
            "Write in the column 制度 (policy) which of them is meant; where there is no such "
            "column add it",
        ),
    ),
    "KD432": Entry(
        "attestation-of-no-clause",
        Text(
            "所用制度没有{clause}这一条可确认，这条确认不起作用",
            "none of the policies has a clause {clause} to attest; the attestation has no effect",
        ),
        Text("核对条款号", "Check the number of the clause"),
    ),
    "KD433": Entry(
        "attestation-of-several-clauses",
        Text(
            "{clause}要分条确认，写{clause}不起作用；其中由人确认的是：{clauses}",
            "{clause} is attested clause by clause and has no effect as written; those that people attest: {clauses}",
        ),
        Text("每一条各写一行", "Write a row for each of them"),
    ),
    "KD434": Entry(
        "attestation-of-what-is-checked",
        Text(
            "{clause}按交来的表格检查，书面确认不起作用",
            "{clause} is checked by the sheets handed in; an attestation has no effect",
        ),
        Text(
            "交能证明的记录；要免除的，登记到豁免台账",
            "Hand in the records that prove it; to be let off, enter a waiver",
        ),
    ),
    "KD435": Entry(
        "attestation-for-one-customer",
        Text(
            "对{clause}的确认只写了一家客户，不起作用：这一条要对全公司确认",
            "the attestation of {clause} is for one customer and has no effect: the clause wants a word for the whole company",
        ),
        Text("对全公司另写一行，客户留空", "Add a row for the whole company, without a customer"),
    ),
    "KD436": Entry(
        "attestation-run-out",
        Text("对{clause}的确认已于{day}到期", "the attestation of {clause} ended on {day}"),
        Text("重新确认", "Attest it anew"),
    ),
    "KD438": Entry(
        "waiver-of-several-clauses",
        Text(
            "{clause}要分条豁免，写{clause}不起作用；可写的是：{clauses}",
            "{clause} is waived clause by clause and covers nothing as written; those to choose from: {clauses}",
        ),
        Text("写明豁免其中哪一条", "Say which of them is waived"),
    ),
    "KD439": Entry(
        "waiver-without-customer",
        Text(
            "对{clause}的豁免没有写客户，不起作用：这一条是逐家客户检查的",
            "the waiver of {clause} names no customer and covers nothing: the clause is checked for each customer",
        ),
        Text("写明客户，每家一行", "Name the customer, one a row"),
    ),
    "KD440": Entry(
        "waiver-with-customer",
        Text(
            "对{clause}的豁免写了客户，不起作用：这一条是对全公司检查的",
            "the waiver of {clause} names a customer and covers nothing: the clause is checked for the whole company",
        ),
        Text("客户留空", "Leave the customer blank"),
    ),
    "KD441": Entry(
        "waiver-of-what-is-no-breach",
        Text(
            "对{clause}的豁免不起作用：这一项是“{status}”，只有不合规或逾期才能豁免",
            "the waiver of {clause} covers nothing: it is “{status}”, and only a fail or late is waived",
        ),
        Text(
            "无法判断的，先补齐所缺的记录再查；其他的删去这条豁免",
            "Where it is unknown, hand in what is lacking and check again; else delete the waiver",
        ),
    ),
}
