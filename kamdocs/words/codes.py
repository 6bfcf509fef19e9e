"""The catalogue of findings: for every code its name, what is wrong, and how to mend it.

Codes are permanent and names are for people. KD1xx reading, KD2xx rows, KD3xx the batch,
KD4xx policies (KD45x: why evidence did not count), KD5xx forms, KD9xx setting up.
"""

from dataclasses import dataclass

from kamdocs.model import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One code. ``what`` has places for the finding's facts; ``mend`` says what to do."""

    name: str
    what: Text
    mend: Text


READING: dict[str, Entry] = {
    "KD101": Entry(
        "not-a-workbook",
        Text(
            "不是能打开的Excel工作簿（{reason}）", "is not an Excel workbook that opens ({reason})"
        ),
        Text(
            "用Excel或WPS打开原表，另存为.xlsx后再交",
            "Open the original in Excel or WPS, save it as .xlsx and hand it in again",
        ),
    ),
    "KD102": Entry(
        "nothing-recognised",
        Text(
            "没有认出任何一张表：没有一行表头与{kinds}相符",
            "holds no sheet that was recognised: no heading row fits {kinds}",
        ),
        Text(
            "核对是否交错了文件；表头要用“kamdocs schema show”列出的名称或别名",
            "Check that it is the right file; headings must be those that “kamdocs schema show” lists",
        ),
    ),
    "KD103": Entry(
        "sheet-not-recognised",
        Text("这张表没有认出，未读取", "the sheet was not recognised and was not read"),
        Text(
            "与客户资料无关的表可以不管；否则改用规定的表头",
            "Leave it if it has nothing to do with customers; otherwise use the headings asked for",
        ),
    ),
    "KD104": Entry(
        "unknown-heading",
        Text(
            "表头「{heading}」不是本表的栏目，这一列未读取{near}",
            "heading “{heading}” is not one of ours; the column was not read{near}",
        ),
        Text(
            "如果它就是所提示的栏目，把表头改成该名称；否则不必处理",
            "If it is the field suggested, rename the heading; otherwise leave it",
        ),
    ),
    "KD105": Entry(
        "missing-column",
        Text("缺少必填的列「{field}」", "lacks the required column “{field}”"),
        Text("加上这一列并逐行填写", "Add the column and fill it in for every row"),
    ),
    "KD106": Entry(
        "two-columns-one-field",
        Text(
            "「{heading}」与{other}都是「{field}」，只读了前一列",
            "“{heading}” and {other} are both “{field}”; only the earlier column was read",
        ),
        Text("只留一列", "Keep one of the columns"),
    ),
    "KD107": Entry(
        "format-not-read",
        Text("暂不读取{suffix}格式的表格", "is a sheet in the format {suffix}, which is not read"),
        Text(
            "用Excel或WPS另存为.xlsx后再交", "Save it as .xlsx in Excel or WPS and hand it in again"
        ),
    ),
    "KD108": Entry(
        "kind-unclear",
        Text("分不清这张表是{kinds}中的哪一种", "could be any of {kinds}"),
        Text("把工作表改名为其中一种的名称", "Name the sheet after one of them"),
    ),
    "KD110": Entry(
        "date-unreadable",
        Text(
            "「{field}」的「{value}」没有认出是哪一天",
            "“{value}” in “{field}” was not recognised as a day",
        ),
        Text("写成2026-07-15或2026年7月15日", "Write it as 2026-07-15"),
    ),
    "KD111": Entry(
        "date-two-readings",
        Text(
            "「{field}」的「{value}」有不止一种读法：{readings}",
            "“{value}” in “{field}” can be read in more than one way: {readings}",
        ),
        Text("把年份写成四位，如2024-03-05", "Write the year in four digits, such as 2024-03-05"),
    ),
    "KD112": Entry(
        "day-missing",
        Text(
            "「{field}」的「{value}」只有年月，没有日",
            "“{value}” in “{field}” gives a month but no day",
        ),
        Text("补上是哪一天", "Add the day"),
    ),
    "KD113": Entry(
        "number-unreadable",
        Text("「{field}」的「{value}」不是数字", "“{value}” in “{field}” is not a number"),
        Text(
            "写成数字，如1,200；金额可带单位，如1,200万元",
            "Write a number such as 1,200; an amount may have its unit, such as 1,200万元",
        ),
    ),
    "KD114": Entry(
        "amount-without-unit",
        Text(
            "「{field}」的「{value}」没有单位，不知道是元还是万元",
            "“{value}” in “{field}” has no unit: 元 or 万元 (10,000 yuan)?",
        ),
        Text(
            "在表头写上单位，如“{field}（万元）”，或在数字后写“万元”",
            "Put the unit in the heading, such as “{field}（万元）”, or write 万元 behind the number",
        ),
    ),
    "KD115": Entry(
        "yes-no-unreadable",
        Text(
            "「{field}」的「{value}」不是“是”或“否”", "“{value}” in “{field}” is neither 是 nor 否"
        ),
        Text("填“是”或“否”", "Fill in 是 (yes) or 否 (no)"),
    ),
    "KD116": Entry(
        "same-as-above",
        Text(
            "「{field}」写的是「{value}」，不能替填表人照抄上一行",
            "“{field}” says “{value}” (same as above), which is not filled in for anyone",
        ),
        Text("写出实际内容", "Write what is meant"),
    ),
    "KD117": Entry(
        "digits-lost",
        Text(
            "「{field}」的「{value}」按数字存放，末尾几位已经丢失",
            "“{value}” in “{field}” was kept as a number and has lost its last digits",
        ),
        Text(
            "把单元格设为文本格式，重新输入完整的号码",
            "Make the cell text and enter the whole number again",
        ),
    ),
    "KD118": Entry(
        "read-with-a-note",
        Text("「{field}」的「{value}」按{read}读取", "“{value}” in “{field}” was read as {read}"),
        Text("核对是否就是这个意思", "Check that this is what was meant"),
    ),
    "KD119": Entry(
        "period-unreadable",
        Text(
            "「{field}」的「{value}」不是月份或期间",
            "“{value}” in “{field}” is not a month or period",
        ),
        Text(
            "月份写成2026-09，季度写成2026Q3，全年写成2026",
            "Write a month as 2026-09, a quarter as 2026Q3, a year as 2026",
        ),
    ),
    "KD120": Entry(
        "error-cell",
        Text("「{field}」是公式错误{value}", "“{field}” shows the formula error {value}"),
        Text("改正公式，或直接填写内容", "Mend the formula or fill in the value itself"),
    ),
    "KD121": Entry(
        "formula-without-value",
        Text(
            "「{field}」是公式，但文件里没有算好的结果",
            "“{field}” is a formula and the file holds no result for it",
        ),
        Text(
            "用Excel或WPS打开，保存一次后再交",
            "Open the file in Excel or WPS, save it once and hand it in again",
        ),
    ),
    "KD122": Entry(
        "password",
        Text("有打开密码，无法读取", "is protected by a password and cannot be read"),
        Text("去掉打开密码后再交", "Take the password off and hand it in again"),
    ),
    "KD123": Entry(
        "no-rows",
        Text("有表头，但下面没有一行内容", "has headings but not one row below them"),
        Text("核对是否交错了文件", "Check that it is the right file"),
    ),
    "KD126": Entry(
        "not-to-be-opened",
        Text("打不开（{reason}）", "cannot be opened ({reason})"),
        Text(
            "核对权限；在别的程序里打开着的，先关闭",
            "Check the permissions; close it where it is open in another program",
        ),
    ),
    "KD125": Entry(
        "kind-sheet-not-recognised",
        Text(
            "工作表的名称是{kind}，但没有认出表头，未读取",
            "is named like a {kind} sheet, but its headings were not recognised and it was not read",
        ),
        Text(
            "按“kamdocs schema show”列出的名称或别名改表头",
            "Use the headings that “kamdocs schema show” lists",
        ),
    ),
    "KD124": Entry(
        "volume-unreadable",
        Text(
            "「{field}」的「{value}」不是“年度：数量”的写法",
            "“{value}” in “{field}” is not written as year:volume",
        ),
        Text("写成“2024：1,200；2025：1,350”", "Write it as 2024:1,200;2025:1,350"),
    ),
}

ROWS: dict[str, Entry] = {
    "KD201": Entry(
        "required",
        Text("「{field}」未填写", "“{field}” is blank"),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD203": Entry(
        "not-allowed",
        Text(
            "「{field}」的「{value}」不在可选范围：{allowed}",
            "“{value}” in “{field}” is none of: {allowed}",
        ),
        Text("从可选的内容里选一个", "Choose one of those"),
    ),
    "KD204": Entry(
        "out-of-range",
        Text(
            "「{field}」的「{value}」超出范围（{bound}）",
            "“{value}” in “{field}” is out of range ({bound})",
        ),
        Text("核对后改正", "Check it and put it right"),
    ),
    "KD205": Entry(
        "wrong-shape",
        Text(
            "「{field}」的「{value}」写法不对：{help}",
            "“{value}” in “{field}” is not written as it should be: {help}",
        ),
        Text("参照示例{example}改写", "Write it like {example}"),
    ),
    "KD206": Entry(
        "wrong-length",
        Text(
            "「{field}」有{length}个字，应{bound}",
            "“{field}” has {length} characters; it should have {bound}",
        ),
        Text("核对是否填错了格", "Check that the right cell was filled in"),
    ),
    "KD207": Entry(
        "phone",
        Text(
            "「{field}」的「{value}」不是有效的电话号码",
            "“{value}” in “{field}” is not a valid telephone number",
        ),
        Text(
            "固定电话带区号，如0512-63456789；手机11位；两个号码用“/”分开",
            "A land line has its area code, such as 0512-63456789; a mobile has 11 digits; "
            "two numbers are separated by /",
        ),
    ),
    "KD208": Entry(
        "email",
        Text(
            "「{field}」的「{value}」不是有效的电子邮箱",
            "“{value}” in “{field}” is not an e-mail address",
        ),
        Text("写成name@company.cn的样子", "Write it like name@company.cn"),
    ),
    "KD209": Entry(
        "credit-code",
        Text(
            "「{field}」的「{value}」不是有效的统一社会信用代码（18位，末位是校验码）",
            "“{value}” in “{field}” is not a unified social credit code "
            "(18 characters, the last a check digit)",
        ),
        Text("照营业执照逐位核对", "Compare it with the business licence, character by character"),
    ),
    "KD210": Entry(
        "row-rule",
        Text("{rule}（「{field}」：{value}）", "{rule} (“{field}”: {value})"),
        Text("按要求补填或改正", "Fill it in or put it right"),
    ),
    "KD211": Entry(
        "out-of-order",
        Text(
            "{rule}（「{first}」{first_day}，「{second}」{second_day}）",
            "{rule} (“{first}” {first_day}, “{second}” {second_day})",
        ),
        Text("核对两个日期", "Check both dates"),
    ),
    "KD212": Entry(
        "not-as-asked",
        Text(
            "「{field}」的「{value}」不合要求（{rule}）",
            "“{value}” in “{field}” breaks the rule {rule}",
        ),
        Text("核对后改正", "Check it and put it right"),
    ),
}

BATCH: dict[str, Entry] = {
    "KD301": Entry(
        "twice",
        Text(
            "「{field}」的「{value}」已在{other}出现过",
            "“{value}” in “{field}” stands at {other} too",
        ),
        Text(
            "重复的删去一行；若是两件事或两家客户，改正其中一个",
            "Delete the double; if they are two different things, correct one of them",
        ),
    ),
    "KD302": Entry(
        "customer-unknown",
        Text("客户「{name}」不在客户档案里", "customer “{name}” is not in the customer archive"),
        Text(
            "补交该客户的档案，或按档案改正客户名称和编号",
            "Hand in the customer's archive, or correct the name and code as the archive has them",
        ),
    ),
    "KD303": Entry(
        "customer-only-similar",
        Text(
            "客户「{name}」不在客户档案里，只与「{near}」相似",
            "customer “{name}” is not in the customer archive; it is only similar to “{near}”",
        ),
        Text(
            "如果就是该客户，改成档案里的名称，或在档案的“客户别名”里加上这个名称",
            "If it is that customer, use the archive's name, or add this one to its 客户别名 (aliases)",
        ),
    ),
    "KD304": Entry(
        "same-event-twice",
        Text("与{other}是同一件事，只算一次", "is the same event as {other} and counts once"),
        Text("删去重复的一行", "Delete one of the rows"),
    ),
    "KD305": Entry(
        "code-and-name-disagree",
        Text(
            "编号「{code}」是「{by_code}」，名称却是「{name}」",
            "code “{code}” is that of “{by_code}”, but the name is “{name}”",
        ),
        Text("核对编号和名称，改正其中之一", "Check both and correct the one that is wrong"),
    ),
    "KD307": Entry(
        "namesakes",
        Text(
            "客户「{name}」与{other}同名而编号不同",
            "customer “{name}” has the name of {other} but another code",
        ),
        Text(
            "同一家只留一行；若是两家，拜访报告里要写客户编号",
            "Keep one row if it is one customer; if they are two, visits must give the code",
        ),
    ),
    "KD308": Entry(
        "name-of-several",
        Text(
            "「{name}」可能是几家客户：{keys}", "“{name}” may be any of several customers: {keys}"
        ),
        Text("补写客户编号", "Give the customer code"),
    ),
    "KD309": Entry(
        "found-by-code-alone",
        Text(
            "按编号「{code}」认定了客户，名称「{name}」却不在客户档案里",
            "the customer was found by code “{code}”; the name “{name}” is not in the archive",
        ),
        Text("核对编号和名称", "Check the code and the name"),
    ),
    "KD310": Entry(
        "found-by-name-alone",
        Text(
            "按名称「{name}」认定了客户，编号「{code}」却不在客户档案里",
            "the customer was found by name “{name}”; the code “{code}” is not in the archive",
        ),
        Text("核对编号和名称", "Check the code and the name"),
    ),
    "KD306": Entry(
        "no-archive",
        Text(
            "没有交客户档案，无法核对客户",
            "no customer archive was handed in to hold customers against",
        ),
        Text("把客户档案一起交来", "Hand in the customer archive as well"),
    ),
}

POLICIES: dict[str, Entry] = {
    "KD401": Entry(
        "required-fields",
        Text("制度要求填写的内容", "what the policy requires to be filled in"),
        Text("补齐所缺的内容，并更新档案", "Fill in what is lacking and update the archive"),
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
            "核对年销售额和市场地位，改正数据或重新分类",
            "Check sales and market position; correct them or the tier",
        ),
    ),
    "KD406": Entry(
        "attest",
        Text("要由责任人确认的条款", "a clause that somebody answers for"),
        Text("请责任部门书面确认", "Have the department in charge confirm it in writing"),
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
            "“{field}” is “{value}”, which this clause does not take",
        ),
        Text("核对这一格", "Check the cell"),
    ),
    "KD453": Entry(
        "outside-period",
        Text("日期{day}不在{period}内", "{day} lies outside {period}"),
        Text("核对日期", "Check the date"),
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
            "事后{days}天才填报，超过{limit}天，又没有补报批准人",
            "was recorded {days} days afterwards, over the limit of {limit}, and nobody approved that",
        ),
        Text("请有关负责人批准补报", "Have the late report approved"),
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
        Text("交来的{kind}没有覆盖{day}", "no {kind} sheet that was handed in covers {day}"),
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
            "「{field}」未填写或有错，无法确定客户分类",
            "“{field}” is blank or wrong, so the tier cannot be told",
        ),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD461": Entry(
        "start-unknown",
        Text(
            "「{field}」未填写或有错，不知道从哪一期开始适用",
            "“{field}” is blank or wrong, so nobody can say from which period on the rule binds",
        ),
        Text("填写这一格", "Fill in the cell"),
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
            "「{field}」未填写或有错，无法确定本条是否适用",
            "“{field}” is blank or wrong, so nobody can say whether the clause binds",
        ),
        Text("填写这一格", "Fill in the cell"),
    ),
    "KD465": Entry(
        "recorded-after-period",
        Text("算数，但{recorded}才填报", "counts, but was recorded only on {recorded}"),
        Text("以后及时填报", "Report in time"),
    ),
    "KD469": Entry(
        "named-by-alias",
        Text("算数，用的是别名「{name}」", "counts, named by the alias “{name}”"),
        Text("不必处理", "Nothing needs doing"),
    ),
    "KD468": Entry(
        "sheet-says-no-day",
        Text(
            "交来的{kind}看不出到哪一天为止",
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
}

FORMS: dict[str, Entry] = {
    "KD501": Entry(
        "characters-replaced",
        Text(
            "「{field}」有{count}个Word不能存放的字符，在{form}里换成了“\ufffd”",
            "“{field}” held {count} characters that Word cannot store; they became “\ufffd” in {form}",
        ),
        Text("在原表里删去这些字符", "Delete them in the sheet"),
    ),
}

SETTING_UP: dict[str, Entry] = {
    "KD510": Entry(
        "template-unreadable",
        Text("不是能打开的Word模板（{reason}）", "is not a Word template that opens ({reason})"),
        Text("用Word打开模板，另存为.docx", "Open the template in Word and save it as .docx"),
    ),
    "KD511": Entry(
        "template-unknown-field",
        Text(
            "模板里的「{name}」不是已有的栏目，最接近的是：{near}",
            "names “{name}”, which is no field; nearest: {near}",
        ),
        Text("改正模板里的栏目名", "Correct the name in the template"),
    ),
    "KD512": Entry(
        "template-syntax",
        Text("模板写法有误：{reason}", "has a fault in its template words: {reason}"),
        Text(
            "模板里只写{{{{ 栏目 }}}}，改正这一处",
            "A template holds only {{{{ field }}}}; correct the place",
        ),
    ),
    "KD513": Entry(
        "form-unknown",
        Text(
            "没有「{name}」这种表单；可用的有：{known}",
            "there is no form “{name}”; there are: {known}",
        ),
        Text("用“kamdocs form list”查看表单", "See “kamdocs form list”"),
    ),
    "KD901": Entry(
        "installation-incomplete",
        Text(
            "安装不完整，缺少数据目录{folder}", "the installation is incomplete: no folder {folder}"
        ),
        Text("重新安装kamdocs", "Install kamdocs again"),
    ),
    "KD902": Entry(
        "file-unreadable",
        Text("文件读不出来：{reason}", "cannot be read: {reason}"),
        Text("核对路径和权限", "Check the path and the permissions"),
    ),
    "KD903": Entry(
        "not-well-formed",
        Text("写法有误，无法解析：{reason}", "is not well-formed: {reason}"),
        Text("按提示的行改正；缩进用空格", "Correct the line named; indent with spaces"),
    ),
    "KD904": Entry(
        "alias-used",
        Text("不能使用YAML引用*{name}", "YAML aliases such as *{name} are not allowed"),
        Text("把内容写全", "Write the words out"),
    ),
    "KD905": Entry(
        "key-twice",
        Text("「{key}」写了两次", "“{key}” is given twice"),
        Text("删去一处", "Delete one of them"),
    ),
    "KD906": Entry(
        "entry-wrong",
        Text("「{entry}」不合要求（{reason}）", "“{entry}” will not do ({reason})"),
        Text("对照自带的同类文件改正", "Compare with the files that come with kamdocs"),
    ),
    "KD907": Entry(
        "entry-unknown",
        Text("不认识「{entry}」这一项", "“{entry}” is no entry that is known here"),
        Text("核对拼写，或删去", "Check the spelling or delete it"),
    ),
    "KD908": Entry(
        "entry-missing",
        Text("缺少「{entry}」", "“{entry}” is missing"),
        Text("补上这一项", "Add it"),
    ),
    "KD909": Entry(
        "name-unknown",
        Text(
            "没有名为「{name}」的栏目或编号，最接近的是：{near}",
            "“{name}” is no known field or id; nearest: {near}",
        ),
        Text("核对拼写", "Check the spelling"),
    ),
    "KD910": Entry(
        "policy-unknown",
        Text(
            "没有「{name}」这个制度；可用的有：{known}",
            "there is no policy “{name}”; there are: {known}",
        ),
        Text(
            "用“kamdocs policy list”查看，或给出.yaml文件的路径",
            "See “kamdocs policy list”, or give the path of a .yaml file",
        ),
    ),
    "KD911": Entry(
        "kind-of-rule-unknown",
        Text(
            "没有「{name}」这种规则；可用的有：{known}",
            "there is no kind of rule “{name}”; there are: {known}",
        ),
        Text("核对kind一项", "Check the entry kind"),
    ),
    "KD912": Entry(
        "configuration-wrong",
        Text(
            "配置项「{entry}」不合要求（{reason}）",
            "configuration entry “{entry}” will not do ({reason})",
        ),
        Text("对照README的配置一节改正", "Compare with the configuration section of the README"),
    ),
    "KD913": Entry(
        "id-twice",
        Text("编号「{name}」用了两次", "the id “{name}” is used twice"),
        Text("改掉一个编号", "Change one of them"),
    ),
    "KD914": Entry(
        "output-not-written",
        Text("写不出来：{reason}", "cannot be written: {reason}"),
        Text(
            "关闭正打开该文件的程序，核对权限和磁盘空间",
            "Close the program that has it open; check permissions and disk space",
        ),
    ),
    "KD915": Entry(
        "schema-unknown",
        Text(
            "没有「{name}」这种表；可用的有：{known}",
            "there is no kind of sheet “{name}”; there are: {known}",
        ),
        Text("用“kamdocs schema list”查看", "See “kamdocs schema list”"),
    ),
    "KD916": Entry(
        "code-unknown",
        Text("没有「{name}」这个代码", "there is no code “{name}”"),
        Text("代码的写法如KD201", "Codes are written like KD201"),
    ),
    "KD917": Entry(
        "parameter-unknown",
        Text(
            "制度里没有参数「{name}」，最接近的是：{near}",
            "the policy has no parameter “{name}”; nearest: {near}",
        ),
        Text("核对拼写，或在parameters里加上", "Check the spelling or add it under parameters"),
    ),
}

CODES: dict[str, Entry] = {**READING, **ROWS, **BATCH, **POLICIES, **FORMS, **SETTING_UP}
