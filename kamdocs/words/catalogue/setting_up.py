"""KD443, KD446 to KD449, KD51x, KD610 to KD613, KD615, KD648 to KD650, KD652 and KD9xx: faults in templates, policies, schemas and settings."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

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
            "没有「{name}」这种表单，最接近的是：{near}；可用的有：{known}",
            "there is no form “{name}”; nearest: {near}; there are: {known}",
        ),
        Text("用“kamdocs form list”查看表单", "See “kamdocs form list”"),
    ),
    "KD901": Entry(
        "installation-incomplete",
        Text(
            "安装不完整，缺少数据目录{folder}", "the installation is incomplete: no folder {folder}"
        ),
        Text(
            "照README重新安装kamdocs；“kamdocs doctor”说明还缺什么",
            "Install kamdocs again as the README says; “kamdocs doctor” tells what else is lacking",
        ),
    ),
    "KD902": Entry(
        "file-unreadable",
        Text("文件读不出来：{reason}", "cannot be read: {reason}"),
        Text("核对路径和权限", "Check the path and the permissions"),
    ),
    "KD903": Entry(
        "not-well-formed",
        Text("写法有误，读不懂：{reason}", "is not well-formed: {reason}"),
        Text("改正这一行", "Correct this line"),
    ),
    "KD992": Entry(
        "entry-cut-off",
        Text(
            "不认识「{entry}」这一项，它也没有值：像是文字里的逗号把它断开了",
            "“{entry}” is no entry that is known here, and has no value: a comma in some words seems to have cut it off",
        ),
        Text(
            "文字里有半角逗号的，整段用英文双引号括起来；数字不写千分位的逗号；是写错的项，核对拼写，或删去",
            "Put words with a comma into straight double quotes, write numbers without one; where it is an entry, check the spelling or delete it",
        ),
    ),
    "KD993": Entry(
        "not-utf-8",
        Text(
            "不是UTF-8编码的文字（{reason}），从这一行起读不懂",
            "is no text in UTF-8 ({reason}) and cannot be read from this line on",
        ),
        Text(
            "用记事本打开它，“另存为”时编码选UTF-8，再试",
            "Open it in Notepad, save it as UTF-8 (Save as, Encoding), and try again",
        ),
    ),
    "KD994": Entry(
        "no-cases",
        Text(
            "旁边没有案例文件{name}，没有案例可运行",
            "has no file {name} with cases beside it; there is nothing to run",
        ),
        Text(
            "照使用指南的“自己的制度”写一个：每条规则一例做到、一例没做到",
            "Write one as the guide says (“A policy of your own”): for every rule a case that holds and one that breaks",
        ),
    ),
    "KD980": Entry(
        "changes-nothing",
        Text(
            "「{name}」没有改动什么：写的与“{base}”里的一样",
            "“{name}” changes nothing: it says what “{base}” says",
        ),
        Text("写上要改的，或删去这一条", "Write what is to be changed, or delete it"),
    ),
    "KD981": Entry(
        "named-as-the-other",
        Text(
            "编号（{name}）和版本（{version}）与所沿用的制度相同，报告里分不清用的是哪一个",
            "has the id ({name}) and the version ({version}) of the policy that it extends; no report tells the two apart",
        ),
        Text(
            "在policy里写自己的id；是后一版的，写另一个version和effective_from",
            "Write an id of your own under policy; of a later version another version and effective_from",
        ),
    ),
    "KD982": Entry(
        "tier-not-compared",
        Text(
            "别的分类有核对分类的规则（kind: tier），「{name}」没有：按数据属于这一类、档案里写成别类的客户，不会指出来",
            "other tiers have a rule that compares them (kind: tier), “{name}” has none: a customer whom the figures put here and the archive elsewhere is told of nowhere",
        ),
        Text(
            "给它也写一条，如{{id: …, kind: tier, tier: {name}, …}}",
            "Write one for it too: {{id: …, kind: tier, tier: {name}, …}}",
        ),
    ),
    "KD983": Entry(
        "quotes-of-words",
        Text(
            "全角引号连同文字一起算：{words}",
            "the full-width quotation marks count as part of the words: {words}",
        ),
        Text("改用英文引号，或不加引号", "Use straight quotation marks, or none"),
    ),
    "KD984": Entry(
        "unit-unknown",
        Text(
            "参数「{name}」的单位「{unit}」不认识，报告里不写单位，数值也没有核对；可用的有：{known}",
            "the unit “{unit}” of the parameter “{name}” is not known: reports leave it out, and the value was not checked; there are: {known}",
        ),
        Text("换成可用的一个", "Take one of those"),
    ),
    "KD985": Entry(
        "more-than-can-be-counted",
        Text(
            "规则「{name}」每期至少要{least}，一期里最多只能数到{most}，没有人做得到",
            "the rule “{name}” asks for at least {least} in a period, and no more than {most} can be counted in one; nobody can keep it",
        ),
        Text(
            "改小at_least，或者改each、apart、distinct（同一天只算一次，写上distinct_by: visit才每次都算；写了distinct的，同一选项只算一次）",
            "Ask for less, or change each, apart or distinct (of one day one counts, unless you write distinct_by: visit; with distinct, of one value)",
        ),
    ),
    "KD996": Entry(
        "saved-as-text",
        Text(
            "要叫{name}才会用到：记事本在文件名后面加上了.txt",
            "is only used under the name {name}: Notepad has put .txt behind it",
        ),
        Text(
            "改名为{name}；资源管理器“查看”里勾上“文件扩展名”，才看得到.txt",
            "Rename it to {name}; File Explorer shows .txt where “File name extensions” is ticked under View",
        ),
    ),
    "KD986": Entry(
        "example-unsound",
        Text(
            "「{field}」的示例自己就不合要求，而空表里写着它：{reason}",
            "the example of “{field}”, which stands in the blank workbooks, is none that it takes: {reason}",
        ),
        Text("改正example", "Put right the example"),
    ),
    "KD987": Entry(
        "check-of-nothing",
        Text(
            "整行的规则「{name}」什么都不要求，不起作用",
            "the check “{name}” over a row asks for nothing and has no effect",
        ),
        Text(
            "在must里写要求，如required: true（要填写）、allowed: [甲, 乙]",
            "Write under must what it asks for, such as required: true or allowed: [a, b]",
        ),
    ),
    "KD988": Entry(
        "rule-asks-nothing",
        Text(
            "规则「{name}」没有写要求什么，人人合规",
            "the rule “{name}” does not say what it asks for; everybody keeps it",
        ),
        Text(
            "写上need（要填的栏目）或must（要怎样填）",
            "Write need (fields to be filled in) or must (how they are)",
        ),
    ),
    "KD649": Entry(
        "due-at-once",
        Text(
            "规则「{name}」没有写期限多长，当天就算到期",
            "the rule “{name}” does not say how long it may take; it is due on the same day",
        ),
        Text(
            "写上days、workdays、hours、months、end_of或until；确是当天的，写days: 0",
            "Write days, workdays, hours, months, end_of or until; days: 0 where it is the same day",
        ),
    ),
    "KD989": Entry(
        "where-takes-nothing",
        Text(
            "规则「{name}」的where互相矛盾，没有一条记录符合",
            "what the rule “{name}” says under where contradicts itself; no record is taken",
        ),
        Text("改正where", "Put right where"),
    ),
    "KD997": Entry(
        "points-without-a-grade",
        Text(
            "规则「{name}」最低的{grade}级也要{least}分，不到的评不出等级",
            "the rule “{name}” wants {least} points even for {grade}, its lowest grade; fewer make none",
        ),
        Text("最低一级写at_least: 0", "Let the lowest grade have at_least: 0"),
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
    "KD970": Entry(
        "pattern-too-slow",
        Text(
            "正则表达式「{pattern}」比对一个{letters}个字的值用时太长，已停止",
            "the pattern “{pattern}” took too long over a value of {letters} characters and was "
            "stopped",
        ),
        Text(
            "改写这个表达式：不要在带+或*的括号外面再加+或*",
            "Rewrite it: no + or * behind brackets that hold a + or * themselves",
        ),
    ),
    "KD990": Entry(
        "no-working-folder",
        Text(
            "命令行所在的文件夹打不开（{reason}）",
            "the folder that the command line stands in cannot be opened ({reason})",
        ),
        Text("先用cd换到一个存在的文件夹", "Go to a folder that exists (cd) and run it again"),
    ),
    "KD991": Entry(
        "no-reader",
        Text(
            "开不了读取文件的进程（{reason}）",
            "no process could be begun to read files ({reason})",
        ),
        Text(
            "关掉一些程序再运行，或者加--workers 0，在本进程里读取",
            "Close some programs and run it again, or read within this process with --workers 0",
        ),
    ),
    "KD971": Entry(
        "folder-in-use",
        Text("另一次运行正在往这个文件夹里写", "another run is writing into this folder"),
        Text("等它结束再运行，或换一个文件夹", "Wait until it has ended, or take another folder"),
    ),
    "KD906": Entry(
        "entry-wrong",
        Text("「{entry}」不合要求（{reason}）", "“{entry}” will not do ({reason})"),
        Text("对照自带的同类文件改正", "Compare with the files that come with kamdocs"),
    ),
    "KD907": Entry(
        "entry-unknown",
        Text(
            "不认识「{entry}」这一项，最接近的是：{near}",
            "“{entry}” is no entry that is known here; nearest: {near}",
        ),
        Text("核对拼写，或删去", "Check the spelling or delete it"),
    ),
    "KD908": Entry(
        "entry-missing",
        Text("缺少「{entry}」，最接近的是：{near}", "“{entry}” is missing; nearest: {near}"),
        Text("补上这一项；写错了的，改正名称", "Add it, or put right the name that is misspelt"),
    ),
    "KD648": Entry(
        "either-missing",
        Text("「{entry}」和「{instead}」都没有写", "there is neither “{entry}” nor “{instead}”"),
        Text("两样写一样", "Write one of the two"),
    ),
    "KD909": Entry(
        "name-unknown",
        Text(
            "没有名为「{name}」的栏目、选项或编号，最接近的是：{near}",
            "“{name}” is no known field, choice or id; nearest: {near}",
        ),
        Text(
            "核对拼写；“kamdocs schema list”列出各种表，“kamdocs schema show customer”列出一种表的栏目和选项",
            "Check the spelling; “kamdocs schema list” lists the kinds of sheet, “kamdocs schema show customer” the fields and choices of one",
        ),
    ),
    "KD910": Entry(
        "policy-unknown",
        Text(
            "没有「{name}」这个制度，最接近的是：{near}",
            "there is no policy “{name}”; nearest: {near}",
        ),
        Text(
            "写编号或全名（用“kamdocs policy list”查看），或.yaml文件的路径",
            "Give an id or a whole title (see “kamdocs policy list”), or the path of a .yaml file",
        ),
    ),
    "KD911": Entry(
        "kind-of-rule-unknown",
        Text(
            "没有「{name}」这种规则；可用的有：{known}",
            "there is no kind of rule “{name}”; there are: {known}",
        ),
        Text("把kind一项改成可用的一种", "Write one of those under kind"),
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
            "那里已有同名文件的，换一个空文件夹；否则核对权限和磁盘空间",
            "Where a file of that name is there, choose an empty folder; else check permissions and "
            "disk space",
        ),
    ),
    "KD621": Entry(
        "output-held",
        Text("没有改写：{reason}", "was not replaced: {reason}"),
        Text(
            "关掉打开它的程序（如Excel、WPS、Word），再运行一次；没有程序打开它的，看看是不是设成了只读、有没有权限",
            "Close the program that has it open (such as Excel, WPS or Word), and run the command "
            "again; if none has, see whether it is marked as read-only, and check permissions",
        ),
    ),
    "KD915": Entry(
        "schema-unknown",
        Text(
            "没有「{name}」这种表，最接近的是：{near}；可用的有：{known}",
            "there is no kind of sheet “{name}”; nearest: {near}; there are: {known}",
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
    "KD610": Entry(
        "fields-unknown",
        Text(
            "没有「{name}」这个栏目文件，最接近的是：{near}；自带的有：{known}",
            "there is no file of fields “{name}”; nearest: {near}; there are: {known}",
        ),
        Text(
            "核对requires_fields；自己的栏目文件写成.yaml路径，从制度文件所在的文件夹算起",
            "Check requires_fields; a file of your own is a path to a .yaml, from the folder of "
            "the policy",
        ),
    ),
    "KD611": Entry(
        "field-another-thing",
        Text(
            "{kind}的「{field}」（{name}）已有别的定义",
            "“{field}” ({name}) of the {kind} is defined otherwise already",
        ),
        Text(
            "给新栏目换一个名称；只要多几个选项的，写在adds里",
            "Give the new field another name; where it only has more choices, write them under "
            "adds",
        ),
    ),
    "KD612": Entry(
        "fields-not-required",
        Text(
            "「{name}」是栏目文件{file}里的栏目，制度没有写明要用这个文件",
            "“{name}” is a field of the file {file}, which the policy does not name",
        ),
        Text(
            "写上requires_fields: [{file}]；已有这一项的，在它的方括号里加上{file}",
            "Add requires_fields: [{file}], or {file} to those in its brackets",
        ),
    ),
    "KD613": Entry(
        "fields-unused",
        Text(
            "栏目文件{name}里的栏目和选项，没有一条规则用到",
            "no rule asks for a field or a choice of the file {name}",
        ),
        Text("从requires_fields里删去它", "Delete it from requires_fields"),
    ),
    "KD920": Entry(
        "parameter-unused",
        Text("参数「{name}」没有用到", "no rule and no tier uses the parameter “{name}”"),
        Text("删去，或在规则里用它", "Delete it, or use it in a rule"),
    ),
    "KD921": Entry(
        "tier-unreached",
        Text(
            "没有客户会归入「{name}」：都先归入「{other}」",
            "no customer can reach the tier “{name}”: “{other}” takes them all",
        ),
        Text("调整次序或条件", "Change the order or the conditions"),
    ),
    "KD922": Entry(
        "rule-binds-nobody",
        Text(
            "规则「{name}」的条件互相矛盾，对谁都不适用",
            "the conditions of the rule “{name}” contradict each other; it binds nobody",
        ),
        Text("改正scope里互相矛盾的条件", "Put right the conditions under scope"),
    ),
    "KD923": Entry(
        "clause-not-printed",
        Text(
            "条款{clause}不在clauses所列的条款里",
            "the clause {clause} is not among those that the pack lists under clauses",
        ),
        Text("核对条款号，或补到clauses里", "Check the number, or add it under clauses"),
    ),
    "KD924": Entry(
        "calendar-unpublished",
        Text(
            "规则「{name}」要数工作日，{year}年的放假安排还不知道，到时只作暂定",
            "the rule “{name}” counts working days, and the calendar of {year} is not known yet; its due days are provisional",
        ),
        Text("放假安排公布后更新kamdocs", "Update kamdocs when it is published"),
    ),
    "KD925": Entry(
        "set-of-nothing",
        Text(
            "--set {name}：所用的制度都没有这个参数，最接近的是：{near}",
            "--set {name}: none of the policies has such a parameter; nearest: {near}",
        ),
        Text(
            "用“kamdocs policy show 制度”查看参数的名称",
            "See the names of parameters with “kamdocs policy show POLICY”",
        ),
    ),
    "KD926": Entry(
        "set-not-understood",
        Text(
            "--set要写成“参数=值”，不是「{name}」", "--set is written PARAMETER=VALUE, not “{name}”"
        ),
        Text("例如--set key_sales=3000", "For instance --set key_sales=3000"),
    ),
    "KD615": Entry(
        "policy-id-of-several",
        Text(
            "「{name}」是几个制度共同的编号：{files}",
            "“{name}” is the id of several policies: {files}",
        ),
        Text(
            "要用哪一个，就写它的路径；自己的制度若不是另一个的新旧版本，换一个编号（文件里的policy.id）",
            "Name the one that is meant by its path; where yours is no version of the other, give it an id of its own (policy.id in its file)",
        ),
    ),
    "KD443": Entry(
        "policy-file-missing",
        Text(
            "没有「{name}」这个.yaml文件，最接近的是：{near}",
            "there is no .yaml file “{name}”; nearest: {near}",
        ),
        Text(
            "核对路径；自带的制度写编号，用“kamdocs policy list”查看",
            "Check the path; policies that come with kamdocs go by their id, see “kamdocs policy list”",
        ),
    ),
    "KD446": Entry(
        "grade-unreached",
        Text(
            "规则「{name}」评不出{grade}级：它的分数线高于满分，或不低于上一级的分数线",
            "the rule “{name}” never makes the grade {grade}: its points are more than there are, or no fewer than those of a grade above",
        ),
        Text(
            "分数线从高到低写，最高不超过满分",
            "Let the points fall from grade to grade, from no more than there are",
        ),
    ),
    "KD447": Entry(
        "least-over-most",
        Text(
            "规则「{name}」至少要{least}，至多只许{most}，没有人做得到",
            "the rule “{name}” asks for at least {least} and at most {most}; nobody can keep it",
        ),
        Text("改正其中一个参数", "Correct one of the two parameters"),
    ),
    "KD448": Entry(
        "due-before-it-opens",
        Text(
            "规则「{name}」的期限早于可以开始的那一天，没有人做得到",
            "what the rule “{name}” asks for is due before the day from which on it may be done; nobody can keep it",
        ),
        Text("改正其中一个参数", "Correct one of the two parameters"),
    ),
    "KD650": Entry(
        "words-of-old",
        Text(
            "规则「{name}」的文字里还写着改动以前的“{words}”：{text}",
            "the words of the rule “{name}” still say (in Chinese) “{words}”, which was changed: {text}",
        ),
        Text(
            "在rules里给这条规则写上新的text（zh和en），报告里引用的就是它",
            "Give the rule its new text (zh and en) under rules; it is what reports cite",
        ),
    ),
    "KD652": Entry(
        "begins-within-a-period",
        Text(
            "从{begins}起施行，有的条款那时正在一期当中；那一期按前一版考核，没有前一版的不考核。这一版考核的是：{clauses}",
            "is in force from {begins} on, in the midst of a period of some clauses; that period goes by the version before, or is not judged where there is none. By this version are judged: {clauses}",
        ),
        Text(
            "让这一版从一期的第一天起施行；不能改的，由人决定那些日子怎样考核，并写明",
            "Let the version come into force on the first day of a period; where it cannot, decide by hand how those days are judged, and say so",
        ),
    ),
    "KD449": Entry(
        "set-will-not-do",
        Text(
            "--set {name}={value}：这个值不能用（{reason}）",
            "--set {name}={value}: the value will not do ({reason})",
        ),
        Text(
            "改正--set后面的值；“kamdocs policy show 制度”写着每个参数现在的值和单位",
            "Correct the value behind --set; “kamdocs policy show POLICY” prints the value and unit of each parameter",
        ),
    ),
    "KD930": Entry(
        "entry-without-effect",
        Text(
            "规则「{name}」里的{entry}不起作用",
            "the entry {entry} of the rule “{name}” has no effect",
        ),
        Text(
            "删去，或改where、subject、steps：distinct_persons要在where里写层级，credit只管逐家客户的规则，different要有两步以上",
            "Delete it, or change where, subject or steps: distinct_persons wants a level in where, credit a rule about each customer, different two steps or more",
        ),
    ),
    "KD931": Entry(
        "versions-not-apart",
        Text(
            "制度「{name}」给了两份，版本号或施行日期相同",
            "the policy “{name}” is given twice with the same version or the same first day",
        ),
        Text(
            "只留一份；若是先后两版，version和effective_from都要不同",
            "Keep one; where they are two versions, give each its own version and effective_from",
        ),
    ),
    "KD947": Entry(
        "rule-between-versions",
        Text(
            "规则「{name}」（{clause}）从{start}到{end}没有哪一版适用：版本{earlier}的各期在此之前已经结束，版本{later}没有一期在这几天里开始",
            "no version judges the rule “{name}” ({clause}) from {start} to {end}: the periods of version {earlier} have ended by then, and none of version {later} begins in those days",
        ),
        Text(
            "让版本{later}从它某一期的第一天起施行；不改的，检查报告会写明这几天要由人决定",
            "Let version {later} come into force on the first day of one of its periods; else reports will say that people have to decide on those days",
        ),
    ),
    "KD948": Entry(
        "nothing-to-change",
        Text(
            "「{base}」里没有{what}「{name}」可以改，最接近的是：{near}",
            "“{base}” has no {what} “{name}” to change; nearest: {near}",
        ),
        Text(
            "核对拼写（“kamdocs policy show {base}”列出全部）；要新加的，还要写{needs}",
            "Check the spelling (“kamdocs policy show {base}” lists them all); one that is added needs {needs} as well",
        ),
    ),
    "KD949": Entry(
        "nothing-to-leave-out",
        Text(
            "「{base}」里没有规则「{name}」可以去掉，最接近的是：{near}",
            "“{base}” has no rule “{name}” to leave out; nearest: {near}",
        ),
        Text(
            "核对拼写；“kamdocs policy show {base}”列出全部规则",
            "Check the spelling; “kamdocs policy show {base}” lists all rules",
        ),
    ),
    "KD927": Entry(
        "clause-unknown",
        Text(
            "制度{used}里没有“{name}”这一条，也没有这个编号的规则；最接近的是：{near}",
            "the policies {used} have no clause and no rule “{name}”; nearest: {near}",
        ),
        Text(
            "能解释的有条款（如4.2.1.3a、第十九条）、代码（如KD208）和结果（如无法判断）；“kamdocs policy show 制度”列出全部条款和参数，“kamdocs schema show 表”列出栏目",
            "It explains clauses (4.2.1.3a), codes (KD208) and results (unknown); “kamdocs policy show POLICY” "
            "prints all clauses and parameters, “kamdocs schema show KIND” the fields",
        ),
    ),
    "KD928": Entry(
        "not-a-report",
        Text("不是kamdocs的JSON报告：{reason}", "is no JSON report of kamdocs: {reason}"),
        Text(
            "用“kamdocs check … --format json -o report.json”生成，或用review写的findings.json",
            "Make one with “kamdocs check … --format json -o report.json”, or take the findings.json of review",
        ),
    ),
    "KD929": Entry(
        "finding-unknown",
        Text(
            "报告里没有编号是“{name}”的结果；最接近的是：{near}",
            "the report holds nothing with the id “{name}”; nearest: {near}",
        ),
        Text(
            "编号在报告的id里：检查结果是“制度/条款/规则/客户/期间”，如…/4.2.1.3b/account-manager-visit/KA-002/2026-08，数据问题如KD208@[客户档案.xlsx]客户档案!I2",
            "Ids stand in the report under id: a verdict's is policy/clause/rule/customer/period, like …/4.2.1.3b/account-manager-visit/KA-002/2026-08, that of a finding on the data like KD208@[客户档案.xlsx]客户档案!I2",
        ),
    ),
    "KD630": Entry(
        "begun-already",
        Text("“{name}”已经建好了，没有再写什么", "“{name}” is set up already; nothing was written"),
        Text(
            "要重新建，换一个文件夹；要改，改里面的kamdocs.toml",
            "To begin anew, name another folder; to change things, change kamdocs.toml in it",
        ),
    ),
    "KD631": Entry(
        "company-unnamed",
        Text("“{name}”不能作公司名称", "“{name}” will not do as the name of a company"),
        Text(
            "写一行文字，如--company 江苏澄岚电梯部件有限公司",
            'Write it on one line, such as --company "Chenglan Lift Parts"',
        ),
    ),
    "KD932": Entry(
        "blank-takes-none",
        Text(
            "--blank生成空白表单，不能同时给{option}",
            "--blank makes an empty form and takes no {option}",
        ),
        Text("去掉其中一个", "Leave one of the two out"),
    ),
    "KD933": Entry(
        "render-of-nothing",
        Text(
            "没有写PATH：从哪些表格生成{form}", "no PATH is given: the sheets to make {form} from"
        ),
        Text(
            "写上表格文件或文件夹；要空白表单就加--blank",
            "Name a file or folder of sheets; for an empty form add --blank",
        ),
    ),
    "KD934": Entry(
        "no-forms-there",
        Text("没有.docx文档可读：{paths}", "there are no .docx documents to read: {paths}"),
        Text("写上填好的表单或它们所在的文件夹", "Name the forms, or the folder that they are in"),
    ),
    "KD950": Entry(
        "group-unknown",
        Text(
            "角色「{role}」的sees里，「{name}」不是哪种表的栏目组；最接近的是：{near}",
            "“{name}” in sees of the role “{role}” is a group of fields of no sheet; nearest: {near}",
        ),
        Text(
            "栏目组如contact、people，只指一种表的写成visit.people；“kamdocs schema show customer”按组列出栏目",
            "Groups are like contact or people, visit.people for one kind of sheet alone; “kamdocs "
            "schema show customer” lists the fields by groups",
        ),
    ),
    "KD951": Entry(
        "role-unknown",
        Text(
            "kamdocs.toml里没有角色「{name}」；最接近的是：{near}",
            "kamdocs.toml has no role “{name}”; nearest: {near}",
        ),
        Text(
            "核对拼写；角色写在kamdocs.toml的[roles]里",
            "Check the spelling; roles stand in [roles] of kamdocs.toml",
        ),
    ),
    "KD952": Entry(
        "why-missing",
        Text(
            "没有写明为什么查阅：kamdocs.toml要求写",
            "no reason is given for reading the archives, and kamdocs.toml asks for one",
        ),
        Text('加上 --why "…"', 'Add --why "…"'),
    ),
    "KD953": Entry(
        "copy-for-a-role",
        Text(
            "角色「{name}」不能用{option}：副本里有原文件的全部内容",
            "the role “{name}” takes no {option}: a copy holds all that the file holds",
        ),
        Text(
            "去掉{option}；要副本的，请有权看全部内容的人来做",
            "Leave {option} out; have somebody make the copies who may see everything",
        ),
    ),
    "KD954": Entry(
        "chosen-by-the-unseen",
        Text(
            "角色「{name}」看不到客户分类，不能用{option}挑选",
            "the role “{name}” does not see the tier of customers and cannot choose by {option}",
        ),
        Text("改用--customer或--manager", "Choose by --customer or --manager"),
    ),
    "KD955": Entry(
        "register-not-written",
        Text(
            "查阅登记簿写不进去（{reason}），所以什么都没有输出",
            "the register of access cannot be written ({reason}), so nothing was put out",
        ),
        Text(
            "核对路径、权限和磁盘空间；登记簿被改动过的，用“kamdocs access verify”查看",
            "Check the path, permissions and disk space; where somebody changed the register, “kamdocs "
            "access verify” says what",
        ),
    ),
    "KD956": Entry(
        "no-register",
        Text("没有写明查阅登记簿在哪里", "nothing says where the register of access is"),
        Text(
            "写上PATH，或在kamdocs.toml的[access]里写register",
            "Name its PATH, or set register in [access] of kamdocs.toml",
        ),
    ),
    "KD957": Entry(
        "output-over-register",
        Text(
            "“{name}”是查阅登记簿，不能覆盖",
            "“{name}” is the register of access and is not to be overwritten",
        ),
        Text("换一个文件名", "Choose another name"),
    ),
    "KD958": Entry(
        "baseline-of-another-role",
        Text(
            "以前的结果是按角色「{name}」写的，这次的角色是「{other}」",
            "the earlier report was made for the role “{name}”, and this run is for “{other}”",
        ),
        Text(
            "用同一角色的结果比较",
            "Compare with a report that was made for the same role",
        ),
    ),
    "KD972": Entry(
        "report-of-another-role",
        Text(
            "这份结果是按角色「{name}」写的，这次的角色是「{other}」，不能看",
            "the report was made for the role “{name}”, and the role of this run is “{other}”",
        ),
        Text(
            "用这个角色再检查一次，看那份结果",
            "Check again as this role, and look into that report",
        ),
    ),
}
