"""The texts of the folder with which a company starts: its configuration, policies and README."""

from kamdocs.model import Text

BLANKS = Text("空表", "blank")
HANDED_IN = Text("交来", "handed-in")
POLICIES = Text("制度", "policies")
TEMPLATES = Text("模板", "templates")
RESULTS = Text("结果", "results")
RETURNED = Text("退回", "returned")
README = Text("使用说明.txt", "README.txt")
"""The names of the files in the folder, in the language of the company."""

CONFIG = Text(
    """\
# kamdocs的设置。这个文件夹和它下面的表，检查时都用这里的设置。行首有#的是说明或例子，不起作用。
company = {company}   # 写进Word文档的作者一栏
language = "zh"
policies = [{policies}]   # 按哪些制度检查

[forms]
folder = {templates}   # 自己的Word模板放在这里；没有放的用自带的

# 退回通知里写的联系人，和几天之内交回：
# [notices]
# ask = "市场部周敏"
# days = 5

# 本公司的表头是什么意思；"-"是不读：
# [headings.customer]
# "甲方" = "客户名称"
# "对口车间" = "-"
""",
    """\
# The settings of kamdocs, for this folder and all sheets below it. Lines that begin with # are
# remarks and examples, and do nothing.
company = {company}   # the author of the Word documents
language = "en"
policies = [{policies}]   # the policies that sheets are held against

[forms]
folder = {templates}   # Word templates of your own; where there is none, that of kamdocs is used

# Whom to ask, and within how many days to hand in again, in the letters that send sheets back:
# [notices]
# ask = "Zhou Min, Marketing"
# days = 5

# What headings of your own mean; "-" is not read:
# [headings.customer]
# "Client" = "Customer name"
# "Workshop" = "-"
""",
)

POLICY_HEAD = Text(
    """\
# 本公司的制度：沿用自带的“{title}”（{base}），只写改动的地方，没有写的照旧。
# 下面行首有“# ”的是例子，不起作用。要用哪一行，去掉它和它上面那一行（parameters:、rules:）行首的“# ”，
# 再改成自己的数。改好后运行：
#   kamdocs policy lint {id}
#   kamdocs policy test {id}
#   kamdocs policy compare {base} {id}
extends: {base}
policy:
  id: {id}
  title: {{zh: {title_zh}, en: {title_en}}}
  version: "1"
  # effective_from: {day}   # 从这一天起施行（不写，照自带的）
""",
    """\
# Our policy: it follows “{title}” ({base}), and says only what differs; all else stays as it is.
# Lines that begin with “# ” below are examples and do nothing. To use one, take the “# ” away from
# it and from the line above them (parameters:, rules:), and write your own figure. Then run
#   kamdocs policy lint {id}
#   kamdocs policy test {id}
#   kamdocs policy compare {base} {id}
extends: {base}
policy:
  id: {id}
  title: {{zh: {title_zh}, en: {title_en}}}
  version: "1"
  # effective_from: {day}   # in force from this day (else from that of the policy followed)
""",
)
FIGURES = Text(
    "# 改数值。每行后面是它的意思、现在的数和谁定的：",
    "# To change a figure. Behind each stand what it is, what it is now, and who set it:",
)
RULES = Text(
    "# 改规则：换频次，或换重要程度（high高、medium中、low低）：",
    "# To change a rule: how often (month, quarter, half-year, year), or its severity (high, "
    "medium, low):",
)
WITHOUT = Text("# 去掉本公司不用的规则：", "# To leave out rules that you do not have:")
OWN_TITLE = Text("{company}{title}", "{company}: {title}")
"""The title of the policy of a company."""
THE_COMPANY = "公司"
"""The beginning of a title that is left out when the name of the company is put before it."""

NOTE = Text(
    """\
这里放本公司自己的Word模板（.docx）。没有放的，用kamdocs自带的。
先复制一份自带的，用Word改：
    kamdocs form copy customer-file -o {templates}
改完检查：
    kamdocs form lint customer-file
有哪些表单：
    kamdocs form list
""",
    """\
Word templates (.docx) of your own belong here. Where there is none, that of kamdocs is used.
Copy one that comes with kamdocs, and change it in Word:
    kamdocs form copy customer-file -o {templates}
Then look for slips:
    kamdocs form lint customer-file
Which forms there are:
    kamdocs form list
""",
)

GUIDE = Text(
    """\
{company}：大客户管理资料

制度：{titles}

以下命令都在这个文件夹里运行：打开命令行（Windows上是PowerShell），先进入这个文件夹，
    cd {folder}
缩进的行就是命令，照抄即可。


一、看看这台电脑准备好了没有

    kamdocs doctor


二、填表

“{blanks}”文件夹里是空表，只有这些制度用得到的几种：
{kinds}
把空表复制一份（原来的留着），在Excel或WPS里填好，存进“{handed}”文件夹。怎样填，见每本的第一张工作表。
有豁免或代理的事要登记，另做空表：

    kamdocs blank waiver deputy -o {blanks}/豁免和代理.xlsx

“数据截至”后面写这张表录到哪一天：没有写明的日子，不能说谁没有去拜访。
填完要关掉Excel，再运行下面的命令。


三、看填得对不对

    kamdocs validate {handed}

错在哪一格、怎样改，都会写出来。改好再运行一次，直到没有错误。
看不懂某个代码，如KD208：

    kamdocs explain KD208

别人交来的表，要退回去改的，做批注副本：

    kamdocs validate {handed} --annotate {returned}

“{returned}”文件夹里的副本退给填报人，在副本上改好交回；放到“{handed}”里原来那个文件的位置，再校验一次。


四、检查，出报告和Word表单

    kamdocs review {handed} --period {period} -o {results}/{period}

用浏览器打开“{results}/{period}”文件夹里的index.html，从那里打开报告、工作簿、每份Word文档和给各位客户经理的退回通知。
{period}是刚过去的一季；看别的季度，两处都改，各季的结果就分开存着。退出码是1，说明有不合规或要核对的地方，不是命令出错。
补交、改正以后再做一次，并与上一次比：

    kamdocs review {handed} --period {period} --baseline {results}/{period}/findings.json -o {results}/{period}


五、到了下一季

新的表也存进“{handed}”。以前的拜访和台账留着，半年、一年一次的条款要看；客户档案有变化的只留最新的一份，旧的移出“{handed}”
（和拜访在同一个文件里的，删去旧的那张表），否则两份不一致的地方逐格报错。换了分类、换了客户经理的，旧行照留，新行写明从哪一天起。

    kamdocs review {handed} --period {next} --history {results} -o {results}/{next}

加上--history，报告里把以前各季与这一季并排。


六、改成本公司的制度

“{policies}”文件夹里的文件沿用自带的制度，只写本公司改动的地方，用记事本就能改，里面有例子。
看全文、检查有没有写错、试一试案例、看改了什么：

{own}
改了数值的，policy test会列出因此结果不同的案例：核对它们正是想改的，再照样写进同名的.cases.yaml。


七、自己的Word模板

    kamdocs form list
    kamdocs form copy customer-file -o {templates}

复制出来的用Word改，以后就用它。


设置在kamdocs.toml里。每条命令加--help，就会列出它的全部选项。
交给同事、换一台电脑：装好kamdocs，把整个文件夹拷过去，在那里打开命令行，命令不变。
""",
    """\
{company}: key-account management

Policies: {titles}

All commands below are run in this folder: open a command line (PowerShell on Windows) and go there,
    cd {folder}
The lines that are set in are the commands; copy them as they are.


1. Is this computer ready?

    kamdocs doctor


2. Fill in

The folder “{blanks}” holds blank workbooks, of just the kinds that these policies use:
{kinds}
Copy them (keep the blank ones), fill the copies in with Excel or WPS, and save them in the folder
“{handed}”. The first sheet of each says how. Waivers and deputies have sheets of their own:

    kamdocs blank waiver deputy -o {blanks}/waivers-and-deputies.xlsx

Behind 数据截至 goes the day up to which a sheet is complete: of days that no sheet speaks for, nobody
can say that a visit is missing. Headings and choices are Chinese. Close Excel before you run what
follows.


3. Is it filled in correctly?

    kamdocs validate {handed}

says which cell is wrong and how to mend it. Mend it and run it again, until there are no errors.
What a code means, such as KD208:

    kamdocs explain KD208

Of sheets that others handed in, make copies to send back, with notes at the cells:

    kamdocs validate {handed} --annotate {returned}

They mend their copy and hand it in again: put it in “{handed}” in the place of the file that it was
made of, and validate once more.


4. Check, and make the report and the Word forms

    kamdocs review {handed} --period {period} -o {results}/{period}

Open index.html in the folder “{results}/{period}” in a browser: it leads to the report, the workbook
and every Word document, and the letters to account managers. {period} is the quarter that is just
over; for another, change it in both places, so that each quarter keeps its own results. Exit code 1
means that there is something to object to or to look at, not that the command failed. When things
were mended, run it again and see what changed:

    kamdocs review {handed} --period {period} --baseline {results}/{period}/findings.json -o {results}/{period}


5. The next quarter

Put the new sheets into “{handed}” as well. Leave the visits and registers of before, for clauses that
are due each half-year or year look at them. Of an archive that changed leave the latest alone and move
the former out of “{handed}” (where it is in one file with visits, delete the former sheet): else each
cell in which the two differ is an error. Where the tier or the account manager changed, the former row
stays, and the new one says from which day on it holds.

    kamdocs review {handed} --period {next} --history {results} -o {results}/{next}

With --history the report shows earlier quarters beside this one.


6. Make the policy your own

The files in the folder “{policies}” follow policies that come with kamdocs and say only what differs
with you. Any text editor will do; there are examples in them. To read the whole, look for slips, try
the cases and see what you changed:

{own}
After a figure was changed, policy test lists the cases that come out otherwise because of it: see
that this is what you meant, and write them, as they now are, into a .cases.yaml of the same name.


7. Word templates of your own

    kamdocs form list
    kamdocs form copy customer-file -o {templates}

Change the copy in Word, and it is used from then on.


Settings are in kamdocs.toml. Every command lists its options when you add --help.
To hand all of this over to somebody else: set up kamdocs there, copy the whole folder, and open a
command line in it; the commands stay the same.
""",
)
FILE = Text("  {file}", "  {file}")
KIND = Text("  {file}（{title}）", "  {file} ({title})")
EMPTY = Text(
    "交来的表都还空着，所以上面没有对客户的结论。填好、保存、关掉Excel后，再运行同一条命令。",
    "All sheets are still blank, so that nothing above is said of any customer. Fill them in, save "
    "them, close Excel, and run the same command again.",
)
"""Written below a report on sheets without a single row."""
