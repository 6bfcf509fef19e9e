"""KD1xx: what is found while files are read."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

READING: dict[str, Entry] = {
    "KD101": Entry(
        "not-a-workbook",
        Text("不是能打开的工作簿（{reason}）", "is not a workbook that opens ({reason})"),
        Text(
            "核对是否交错了文件、有没有传完整；原表用Excel或WPS打得开的，另存为.xlsx后再交",
            "Check that it is the right file and came whole; where Excel or WPS opens the original, "
            "save it as .xlsx and hand it in again",
        ),
    ),
    "KD102": Entry(
        "nothing-recognised",
        Text(
            "没有认出任何一张表：没有一行表头与{kinds}相符",
            "holds no sheet that was recognised: no heading row fits {kinds}",
        ),
        Text(
            "核对是否交错了文件；表头要用“kamdocs schema show 种类”列出的名称或别名；"
            "本公司自己的表头，写进kamdocs.toml的[headings]（“kamdocs init”建的设置里有例子）",
            "Check that it is the right file; headings must be those that “kamdocs schema show KIND” lists, "
            "or your own, said under [headings] in kamdocs.toml (“kamdocs init” writes an example)",
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
        Text("是{reason}，不能按表格读取", "is {reason}, which cannot be read as a sheet"),
        Text(
            "用Excel或WPS打开，另存为.xlsx后再交",
            "Open it in Excel or WPS, save it as .xlsx and hand it in again",
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
            "「{field}」的「{value}」没有认出是哪一天{why}",
            "“{value}” in “{field}” was not recognised as a day{why}",
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
        Text(
            "「{field}」的「{value}」没有认出是多少",
            "“{value}” in “{field}” was not recognised as a number",
        ),
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
    "KD154": Entry(
        "amount-in-words-below-wan",
        Text(
            "「{field}」按{unit}填，而「{value}」是用文字写到千、百的数，不知道是元还是{unit}",
            "“{field}” is in {unit}, but “{value}” is a figure in words that ends below 万: 元 or {unit}?",
        ),
        Text(
            "写成数字，或在后面写明单位，如“3,500万元”“3,500元”",
            "Write it in digits, or with its unit, such as 3,500万元 or 3,500元",
        ),
    ),
    "KD156": Entry(
        "currency-sign-below-wan",
        Text(
            "「{field}」按{unit}填，而「{value}」带货币符号，按{unit}就是上百亿元，不知道是元还是{unit}",
            "“{field}” is in {unit}, but “{value}” has a currency sign and would come to ten thousand "
            "million yuan and more: 元 or {unit}?",
        ),
        Text(
            "在数字后面写明单位，如“1,200万元”“12,000,000元”",
            "Write its unit behind the number, such as 1,200万元 or 12,000,000元",
        ),
    ),
    "KD157": Entry(
        "share-or-percent",
        Text(
            "「{field}」按百分制填，而「{value}」这么小，不知道是{value}%还是{hundredfold}%",
            "“{field}” is out of a hundred, but “{value}” is so small: {value}% or {hundredfold}%?",
        ),
        Text(
            "按百分制写，如98；或写上百分号，如98%、0.98%",
            "Write it out of a hundred, such as 98, or with its percent sign, such as 98% or 0.98%",
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
            "「{field}」写的是「{value}」，不能替填报人照抄{above}",
            "“{field}” says “{value}” (ditto); {above} is not copied for whoever filled it in",
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
            "「{field}」的「{value}」不是月份或期间{why}",
            "“{value}” in “{field}” is not a month or period{why}",
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
        Text("有打开密码（{reason}），没有读取", "has a password ({reason}) and was not read"),
        Text(
            "去掉打开密码后再交；或把密码写进一个文本文件，每行一个，用--password-file给出",
            "Take the password off and hand it in again; or write the password into a text file, one "
            "a line, and give it with --password-file",
        ),
    ),
    "KD123": Entry(
        "no-rows",
        Text("有表头，但下面没有一行内容", "has headings but not one row below them"),
        Text(
            "核对是不是交错了文件，或者还没有填；确实一件也没有的，在表头上方写“数据截至：年-月-日”",
            "Check that it is the right file, and that it was filled in; where there was nothing at all, write 数据截至：YYYY-MM-DD above the headings",
        ),
    ),
    "KD167": Entry(
        "archive",
        Text(
            "是压缩包，里面的表格没有读取",
            "is an archive of files; the sheets in it were not read",
        ),
        Text("先解压，再把里面的表格交来", "Unpack it first, and hand in the sheets in it"),
    ),
    "KD622": Entry(
        "mail",
        Text("是邮件，它的附件没有读取", "is a mail; what is attached to it was not read"),
        Text(
            "打开邮件，把附件里的表格另存出来再交",
            "Open the mail, save the sheets attached to it, and hand these in",
        ),
    ),
    "KD653": Entry(
        "kept-twice",
        Text(
            "与{other}完全相同，没有再读",
            "is the same as {other}, byte for byte, and was not read again",
        ),
        Text("不必处理；不要的一份可以删去", "Nothing need be done; the copy may be deleted"),
    ),
    "KD671": Entry(
        "beside-its-copy",
        Text(
            "由它做的批注或修改副本{other}也在；这一份照样读取，其中的错误仍算在内",
            "{other}, a copy of it with notes or repairs, is there too; this one is read as well, "
            "and what is wrong in it still counts",
        ),
        Text(
            "副本已经改好的，把这一份移出去",
            "If the copy has been mended, take this one away",
        ),
    ),
    "KD168": Entry(
        "form-of-word",
        Text(
            "是Word表单，这里只读表格，没有读取",
            "is a form in Word, and was not read: here sheets are read",
        ),
        Text(
            "填好的表单用“kamdocs read 文件 -o 新表.xlsx”读成表格后再交；只是存档的，不必处理",
            "Read it into a sheet with “kamdocs read FILE -o NEW.xlsx” if it was filled in to be handed in; otherwise "
            "leave it",
        ),
    ),
    "KD126": Entry(
        "not-to-be-opened",
        Text("打不开（{reason}）", "cannot be opened ({reason})"),
        Text(
            "核对文件是否还在、有没有权限；在别的程序里打开着的，先关闭",
            "Check that the file is there and may be read; close it where it is open in another "
            "program",
        ),
    ),
    "KD127": Entry(
        "data-through-unreadable",
        Text(
            "“数据截至”后面的「{value}」没有认出是哪一天",
            "“{value}” behind 数据截至 (data through) was not recognised as a day",
        ),
        Text("写成“数据截至：2026-09-30”", "Write 数据截至：2026-09-30"),
    ),
    "KD165": Entry(
        "data-through-far-ahead",
        Text(
            "“数据截至”写的是{day}，远在今天和表里各行之后，没有采用",
            "says data through {day}, long after today and all its rows; this was not believed",
        ),
        Text(
            "核对年份和月份，写数据实际截至哪一天",
            "Check year and month, and write up to which day the data really go",
        ),
    ),
    "KD166": Entry(
        "rows-after-data-through",
        Text(
            "这张表说数据截至{day}，却有{latest}的内容",
            "is dated {latest}, though the sheet says data through {day}",
        ),
        Text(
            "核对日期；数据更新过的，把“数据截至”也改过来",
            "Check the day; where data were added since, bring 数据截至 (data through) up to date",
        ),
    ),
    "KD169": Entry(
        "rows-outside-stated-days",
        Text(
            "按标题、工作表名或文件名，这张表管{start}至{until}，里面却没有一行在这几天里（如{latest}）",
            "by a title or by the name of the sheet or file this one is for {start} to {until}, but "
            "none of its rows lies there ({latest}, for one)",
        ),
        Text(
            "核对标题、名称和日期；从别的一期复制来的，把标题和名称改过来",
            "Check title, names and days; where the sheet was copied from that of another period, "
            "bring its title and names up to date",
        ),
    ),
    "KD629": Entry(
        "still-to-come",
        Text(
            "标题或表名「{heading}」说的是计划：下面各行的「{field}」按“{value}”读取，不算已经去过",
            "the title or name “{heading}” tells of plans: “{field}” of the rows below was taken for "
            "“{value}”, and they do not count as done",
        ),
        Text(
            "确是计划的，另列一张访问计划；已经去过的，加一列「{field}」写明",
            "Plans belong in a sheet of planned visits; where they were made, say so in a column "
            "“{field}”",
        ),
    ),
    "KD628": Entry(
        "title-of-another-month",
        Text(
            "标题是「{heading}」，工作表名或文件名却是「{name}」，说的不是同一期",
            "the title “{heading}” and the name “{name}” of the sheet or file do not tell of the same "
            "period",
        ),
        Text(
            "多半是从别的一期复制来的：核对表里的内容是哪一期，把没有改的标题或名称改过来",
            "Most likely the sheet was copied from that of another period: see of which one its rows "
            "are, and bring the title or the name up to date",
        ),
    ),
    "KD125": Entry(
        "kind-sheet-not-recognised",
        Text(
            "工作表的名称是{kind}，但没有认出表头，未读取",
            "is named like a {kind} sheet, but its headings were not recognised and it was not read",
        ),
        Text(
            "按“kamdocs schema show 种类”列出的名称或别名改表头",
            "Use the headings that “kamdocs schema show KIND” lists",
        ),
    ),
    "KD654": Entry(
        "not-read-like-other-sheets",
        Text(
            "名称和{other}是同一类，那张读作{kind}，这张没有认出表头，未读取",
            "is named like {other}, which was read as {kind}, but its headings were not recognised and "
            "it was not read",
        ),
        Text(
            "改用和其他几张一样的表头；不是同一种表的，改掉表名",
            "Use the headings of the others; rename the sheet where it is of another kind",
        ),
    ),
    "KD655": Entry(
        "read-like-other-sheets",
        Text(
            "表头写得太简略，名称和{other}是同一类，也读作{kind}",
            "has headings that may mean anything; it is named like {other} and was read as {kind}, too",
        ),
        Text(
            "核对是否就是这种表；以后各张用一样的表头",
            "Check that it is of this kind; use the same headings in all of them",
        ),
    ),
    "KD656": Entry(
        "sheet-set-aside",
        Text(
            "表名里有「{words}」，里面的{count}行照样读取、照样算数",
            "has “{words}” in its name; {count:row of it was read and counts|rows of it were read and "
            "count} like all others",
        ),
        Text(
            "不该算数的，删去这张表再交；该算数的，改掉表名",
            "Delete the sheet where it is not to count; rename it where it is",
        ),
    ),
    "KD657": Entry(
        "other-records-not-read",
        Text(
            "「{heading}」填了{count}行，这些行同时是{kind}，作为{kind}没有读取，不算数",
            "“{heading}” is filled in in {count:row, which is|rows, which are} of the kind “{kind}” "
            "as well; that was not read and does not count",
        ),
        Text("把这些另填到那种表里", "Enter them in a sheet of that kind"),
    ),
    "KD658": Entry(
        "beyond-a-blank-column",
        Text(
            "「{heading}」左边隔着空白列，它右边的{fields}读作了本表的；说的要是「{heading}」，就读错了",
            "“{heading}” stands right of a blank column; what is right of it ({fields}) was read as "
            "of this sheet, which is wrong if it tells of “{heading}”",
        ),
        Text(
            "核对；说的是「{heading}」的，在表头里写明，或移到另一张表",
            "Check; what tells of “{heading}” should say so in its heading, or stand in another sheet",
        ),
    ),
    "KD676": Entry(
        "beside-others",
        Text(
            "「{heading}」右边的{fields}读作了客户自己的；说的要是「{heading}」，就读错了",
            "what stands right of “{heading}” ({fields}) was read as the customer's own, which is "
            "wrong if it tells of “{heading}”",
        ),
        Text(
            "核对；说的是「{heading}」的，在表头里写明，如“竞争对手主要产品”",
            "Check; what tells of “{heading}” should say so in its heading",
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
    "KD128": Entry(
        "missing-entry",
        Text(
            "这张表单里没有必填的「{field}」一栏",
            "the form has no place for the required “{field}”",
        ),
        Text("在表单里加上「{field}」并填写", "Add “{field}” to the form and fill it in"),
    ),
    "KD182": Entry(
        "nothing-in-it",
        Text("是空的，没有读到任何内容", "is empty: nothing was found in it"),
        Text(
            "核对是不是交错了文件，或者保存、下载没有完成",
            "Check that it is the right file, and that it was saved or downloaded to its end",
        ),
    ),
    "KD183": Entry(
        "encodings-mixed",
        Text(
            "文字编码不一致（一部分是UTF-8，一部分是GB18030，或混入了别的编码），没有读取",
            "holds text in several encodings (UTF-8 and GB18030, or others) and was not read",
        ),
        Text(
            "从原来的系统重新导出，或在Excel里把各部分分别打开，合并后存为.xlsx",
            "Export it once more from where it came, or open its parts in Excel one by one and save "
            "them together as .xlsx",
        ),
    ),
    "KD184": Entry(
        "field-under-another-heading",
        Text(
            "「{heading}」看起来是「{field}」，但写法不同，未读取",
            "“{heading}” looks like “{field}”, but is not written so, and was not read",
        ),
        Text(
            "如果就是「{field}」，改成这个名称；年份和说明写到标题或备注里",
            "If it is “{field}”, write that; put the year or remark into a title or into the remarks",
        ),
    ),
    "KD185": Entry(
        "above-not-read",
        Text(
            "表格上方有{count}格没有读取：{cells}",
            "{count:cell above the table was|cells above the table were} not read: {cells}",
        ),
        Text(
            "每一行都相同的内容，在表里加上这一列；另外的表，放到单独的工作表里",
            "What holds for every row needs a column in the table; another table needs a sheet of "
            "its own",
        ),
    ),
    "KD186": Entry(
        "below-not-read",
        Text(
            "表格下方写的{fields}没有读取：{cells}",
            "what is said below the table was not read: {fields} ({cells})",
        ),
        Text(
            "写到表格上方，对每一行都算数；或者在表里加上这一列",
            "Write it above the table, where it counts for every row, or add a column to the table",
        ),
    ),
    "KD188": Entry(
        "heading-without-words",
        Text(
            "表头是{what}「{value}」，看不出是哪一栏，这一列未读取",
            "has {what}, “{value}”, for a heading, which tells no field; the column was not read",
        ),
        Text(
            "把表头改成文字；不用交的列，可以不管",
            "Write the heading in words; leave a column that is not asked for",
        ),
    ),
    "KD189": Entry(
        "merged-heading",
        Text(
            "表头「{heading}」合并在几列上，{column}列下面有{count}格没有自己的表头，未读取",
            "heading “{heading}” is merged over several columns; column {column} has no heading of its "
            "own, and what stands in it ({count} filled in) was not read",
        ),
        Text(
            "拆开合并，给每一列写上表头；同一栏的内容写进一格",
            "Unmerge it and give each column its heading; what belongs to one field goes into one cell",
        ),
    ),
    "KD627": Entry(
        "cells-without-heading",
        Text(
            "{column}列没有表头，下面有{count}格，未读取",
            "without a heading: column {column}; what stands below ({count} filled in) was not read",
        ),
        Text(
            "要交的，给这一列写上表头。从系统导出的csv，先看这一行：前面一格的内容里有逗号而没有加引号，"
            "后面各格就都错开一列",
            "What is to be handed in needs a heading above it. In a .csv that a system exported, look at "
            "this row first: a comma within a cell that has no quotation marks shifts all cells after it",
        ),
    ),
    "KD417": Entry(
        "entered-before-the-event",
        Text(
            "「{heading}」有{count}行早于「{after}」，不是「{field}」，这些行里没有采用",
            "“{heading}” lies before “{after}” in {count:row|rows}: there it is no “{field}” and was "
            "not taken",
        ),
        Text(
            "不必处理；要交「{field}」的，另加这一列",
            "Nothing need be done; where “{field}” is asked for, add a column of its own",
        ),
    ),
    "KD619": Entry(
        "row-does-not-stand",
        Text(
            "「{heading}」是「{value}」，这一行不作数，没有读取",
            "“{heading}” says “{value}”: the row does not stand and was not read",
        ),
        Text(
            "确实撤销、作废或没有提交的，不必处理；仍然有效的，改正这一格，或在平台上办好后重新导出",
            "Nothing need be done where it was withdrawn or not handed in; where the row still stands, "
            "correct the cell, or put it right on the platform and export again",
        ),
    ),
    "KD187": Entry(
        "unit-stated-once",
        Text(
            "「{field}」自己没有写单位，按这里写的「{unit}」读取",
            "“{field}” names no unit of its own and was read in {unit}, as is stated here",
        ),
        Text(
            "核对是不是这个单位；最好写进表头，如“{field}（{unit}）”",
            "Check the unit; better name it in the heading, such as “{field}（{unit}）”",
        ),
    ),
    "KD181": Entry(
        "merged-cells-served",
        Text(
            "「{value}」写在合并的单元格里（{rows}行，{fields}），其中每一格都按它读取",
            "“{value}” stands in merged cells ({rows:row|rows}; {fields}) and was read for each of them",
        ),
        Text(
            "如果不是每一格都是这个意思，拆开合并，分别填写",
            "Unmerge and fill in each if it is not meant for all",
        ),
    ),
    "KD180": Entry(
        "two-labels-one-field",
        Text(
            "「{heading}」与{other}都是「{field}」，只读了前面那一格",
            "“{heading}” and {other} are both “{field}”; only the earlier one was read",
        ),
        Text("同一栏目只填一处", "Fill the field in at one place only"),
    ),
    "KD129": Entry(
        "cells-without-label",
        Text(
            "有{count}格前面没有认出栏目名称，未读取：{cells}",
            "{count:cell stands beside no label that was recognised and was"
            "|cells stand beside no label that was recognised and were} not read: {cells}",
        ),
        Text(
            "如果是要交的内容，在它左边写上栏目名称",
            "What is to be handed in needs the name of its field to the left of it",
        ),
    ),
    "KD130": Entry(
        "given-above",
        Text(
            "「{field}」写在上方，下面各行都按它读取，到另有写明的地方为止",
            "“{field}” stands above and was taken for the rows below it, up to where something else is said",
        ),
        Text(
            "有哪一行不是，就在表里加上这一列", "Add the column to the table if it differs by row"
        ),
    ),
    "KD616": Entry(
        "given-below",
        Text(
            "「{field}」写在表格下方，表中各行都按它读取",
            "“{field}” stands below the table and was taken for all of its rows",
        ),
        Text(
            "有哪一行不是，就在表里加上这一列", "Add the column to the table if it differs by row"
        ),
    ),
    "KD134": Entry(
        "month-of-rows-unclear",
        Text(
            "「{value}」没有认出是哪一个月，不知道下面的行属于哪个月，「{field}」没有读取",
            "“{value}” was not recognised as one month; nobody can tell of which month the rows below "
            "are, and “{field}” was not read for them",
        ),
        Text(
            "写明年份和月份，如“2026年8月”；或在表里加上「{field}」一列",
            "Write year and month, such as 2026年8月; or add the column “{field}” to the table",
        ),
    ),
    "KD135": Entry(
        "month-without-year",
        Text(
            "「{value}」没有写年份，按上面的年份，下面各行的「{field}」读作{month}",
            "“{value}” names no year; by the year above it, “{field}” of the rows below was read as "
            "{month}",
        ),
        Text("核对年份，最好写明", "Check the year, and better write it"),
    ),
    "KD155": Entry(
        "month-of-name",
        Text(
            "表里没有写「{field}」，各行都按名称「{value}」读作{month}",
            "no “{field}” stands in the sheet; by the name “{value}” it was read as {month} for every row",
        ),
        Text(
            "核对月份；最好写进表里，如“时间：2026年9月”",
            "Check it; better write it into the sheet, such as 时间：2026年9月",
        ),
    ),
    "KD419": Entry(
        "customer-of-file",
        Text(
            "表里没有写「{field}」；这个文件只有一家客户，各行都按{other}读作{name}",
            "no “{field}” stands in the sheet; the file has only one customer, and by {other} it was "
            "read as {name} for every row",
        ),
        Text(
            "核对是否都是这家客户；最好写进表里，如“客户名称：{name}”",
            "Check that all rows are of this customer; better write it into the sheet, such as "
            "客户名称：{name}",
        ),
    ),
    "KD136": Entry(
        "two-units",
        Text(
            "「{field}」的「{value}」不知道是什么单位：表头写的是{unit}，{other}写的是{other_unit}",
            "the unit of “{value}” in “{field}” is not clear: its heading says {unit}, {other} says "
            "{other_unit}",
        ),
        Text(
            "改成同一个单位；单位不同的，各用一张表，表头写明单位",
            "Use one unit; give what is in another unit a table of its own, with the unit in its "
            "heading",
        ),
    ),
    "KD131": Entry(
        "name-lies",
        Text(
            "文件名的后缀与内容不符，内容是{format}格式，按内容读取",
            "the ending of the name does not fit the content, which is {format}; it was read as that",
        ),
        Text("把后缀改成与内容一致", "Give the file the ending that fits"),
    ),
    "KD132": Entry(
        "not-looked-beneath",
        Text(
            "读到了内容，但查不出公式错误、合并单元格和隐藏的行列",
            "the values were read, but errors in formulas, merged cells and hidden rows could not be "
            "looked for",
        ),
        Text(
            "用Excel或WPS另存为.xlsx后再交，就能查全",
            "Save it as .xlsx in Excel or WPS and hand it in again, so that all of it can be seen",
        ),
    ),
    "KD133": Entry(
        "typed-into-the-help",
        Text(
            "这一页是填表说明，后来写进去的内容没有读取",
            "is the page with help; what was written into it was not read",
        ),
        Text(
            "把要交的内容填进要填的工作表；不要用说明页的名称给工作表改名",
            "Write what is to be handed in into the sheet that it belongs to, and give no sheet the "
            "name of the page with help",
        ),
    ),
    "KD138": Entry(
        "months-without-year",
        Text(
            "从这一格起月份横排，但看不出各是哪一年，这张表没有读取",
            "has months across from here on and does not say of which year each is; it was not read",
        ),
        Text(
            "在标题或工作表名称里写明年份，如“2026年业务状况”；跨年的，在每个月前面写上四位的年份，如“2026年1月”",
            "Write the year into the title or the name of the sheet, such as 2026年业务状况; where there are "
            "months of two years, before each month, in four digits, such as 2026年1月",
        ),
    ),
    "KD139": Entry(
        "months-across",
        Text(
            "从这一格起月份横排：每一行的每个月读作一条，格里的数读作「{field}」，空着的格不读",
            "has months across from here on: each month of a row was read as one entry, what stands in its "
            "cell as “{field}”, and blank ones were not read",
        ),
        Text(
            "格里的数不是「{field}」的，把月份改成一列，每月一行",
            "If what stands there is not “{field}”, give the month a column, and a row to each month",
        ),
    ),
    "KD678": Entry(
        "years-across",
        Text(
            "从这一格起年份横排：每一行的每一年读作一条，空着的格不读",
            "has years across from here on: each year of a row was read as one entry, and blank ones were not read",
        ),
        Text(
            "年份不是「{field}」的，把它改成一列，每年一行",
            "If the years are not “{field}”, give them a column, and a row to each year",
        ),
    ),
    "KD617": Entry(
        "customers-across",
        Text(
            "从这一格起客户横排、月份竖排：每一列的每个月读作一条，格里的数读作「{field}」，空着的格不读",
            "has customers across from here on and months down: each month of a column was read as one "
            "entry, what stands in its cell as “{field}”, and blank ones were not read",
        ),
        Text(
            "格里的数不是「{field}」的，把客户改成一列，每家客户每月一行",
            "If what stands there is not “{field}”, give the customer a column, and a row to each month",
        ),
    ),
    "KD177": Entry(
        "column-of-no-month",
        Text(
            "「{headings}」写在横排的月份（年份）旁边，看不出说的是哪一个，没有读取",
            "“{headings}” stands beside months or years across and does not say which it is about; it was "
            "not read",
        ),
        Text(
            "写在每个月（年）下面，或把月份（年份）改成一列，每月（年）一行",
            "Put it below each month or year, or give that a column, and a row to each",
        ),
    ),
    "KD179": Entry(
        "months-of-something-else",
        Text(
            "从这一格起月份横排，但看不出是哪家客户、哪一列是「{field}」，这张表没有读取",
            "has months across from here on, but does not say whose they are or which column is “{field}”; "
            "it was not read",
        ),
        Text(
            "每行写一家客户；每个月只留一列，或在月份下面写明“{field}”；计划、回款等另列一张表",
            "Give each row a customer, and each month one column, or write “{field}” below the month; plans, "
            "payments and the like go into another sheet",
        ),
    ),
    "KD677": Entry(
        "items-beside-months",
        Text(
            "月份横排，「{heading}」一栏又把一家客户分成了几行（{headings}）：这样排的表没有读取",
            "has months across while “{heading}” parts each customer into several rows ({headings}): "
            "a sheet laid out like this is not read",
        ),
        Text(
            "改成一家客户一个月一行，各项各占一列；或一家客户只留一行业务量，按产品、区域等分行的先合计",
            "Give each customer and month a row, and each item a column; or keep one row of the business volume "
            "for each customer, the sum where products or regions part it",
        ),
    ),
    "KD178": Entry(
        "merged-over-months",
        Text(
            "「{field}」的「{value}」写在几个月合并的单元格里，看不出每个月是多少",
            "“{value}” in “{field}” stands in a cell that is merged over several months, which does not say "
            "what each comes to",
        ),
        Text("拆开合并，每个月分别填写", "Unmerge it and fill in each month"),
    ),
    "KD137": Entry(
        "value-hidden",
        Text(
            "「{field}」写的是「{value}」，是按角色生成时遮住的，原来的内容不在这里",
            "“{field}” says “{value}”, by which a value was hidden from a role; it is not here",
        ),
        Text(
            "由看得到的人写上原来的内容，或不交这一份",
            "Somebody who sees the value writes it here, or leave this copy out",
        ),
    ),
    "KD140": Entry(
        "weekday-contradicts",
        Text(
            "「{field}」的「{value}」自相矛盾：{day}是{weekday}",
            "“{value}” in “{field}” contradicts itself: {day} is a {weekday}",
        ),
        Text("核对日期，改正后可以不写星期", "Check the day; the weekday may be left out"),
    ),
    "KD141": Entry(
        "bound-not-figure",
        Text(
            "「{field}」的「{value}」只说了多于、少于或将近多少，不是一个确定的数",
            "“{value}” in “{field}” says more, less or nearly how much, not the figure itself",
        ),
        Text(
            "写出实际数字；只知道大概的，写“约500万元”",
            "Write the figure itself; where it is only roughly known, 约500万元 (about)",
        ),
    ),
    "KD142": Entry(
        "range-not-figure",
        Text(
            "「{field}」的「{value}」是从{low}到{high}的范围，不是一个数",
            "“{value}” in “{field}” is a range from {low} to {high}, not one figure",
        ),
        Text("只写一个数", "Write one figure"),
    ),
    "KD143": Entry(
        "remark-beside-number",
        Text(
            "「{field}」的「{value}」在数字旁写了“{remark}”，不清楚它会不会改变这个数",
            "“{value}” in “{field}” has “{remark}” beside the number, which may change its meaning",
        ),
        Text("这一格只写数字，说明写到备注里", "Write the number alone and the rest as a remark"),
    ),
    "KD144": Entry(
        "look-elsewhere",
        Text(
            "「{field}」写的是「{value}」，要看别处才知道内容",
            "“{field}” says “{value}” and sends the reader elsewhere",
        ),
        Text("在这一格写出实际内容", "Write in this cell what is meant"),
    ),
    "KD145": Entry(
        "percent-unclear",
        Text(
            "「{field}」的「{value}」是百分数，这一栏不填百分数",
            "“{value}” in “{field}” is a percentage, which this column does not take",
        ),
        Text("写成不带百分号的数", "Write the number without a percent sign"),
    ),
    "KD146": Entry(
        "day-depends-on-writing",
        Text(
            "「{field}」的「{value}」要知道是哪天写的才能确定",
            "“{value}” in “{field}” depends on the day on which it was written",
        ),
        Text("写出具体的日期或期间", "Write the date or the period itself"),
    ),
    "KD147": Entry(
        "other-currency",
        Text(
            "「{field}」的「{value}」不是人民币金额",
            "“{value}” in “{field}” is an amount in another currency",
        ),
        Text("折算成人民币，写成1,200万元的样子", "Convert it into yuan, such as 1,200万元"),
    ),
    "KD170": Entry(
        "sheet-too-large",
        Text(
            "内容远到{cells}，范围太大，这张表没有读取",
            "reaches as far as {cells}, which is too large, and was not read",
        ),
        Text(
            "多半是误填：在Excel或WPS中按Ctrl+End找到最远的一格，删掉多余的行和列，保存后再交",
            "Most likely a slip: go to the furthest cell with Ctrl+End, delete the rows and columns "
            "that are not needed, save and hand it in again",
        ),
    ),
    "KD171": Entry(
        "file-over-limit",
        Text("超过上限，没有读取：{reason}", "is over a limit and was not read: {reason}"),
        Text(
            "先看看文件是不是弄错了；确实要读，在kamdocs.toml的[limits]里把{entry}调大",
            "See whether it is the right file; if it must be read, raise {entry} under [limits] in "
            "kamdocs.toml",
        ),
    ),
    "KD172": Entry(
        "cell-too-long",
        Text(
            "「{field}」这一格有{letters}个字，最多{most}个，没有读取",
            "the cell for “{field}” has {letters} characters, the most is {most}, and was not read",
        ),
        Text(
            "缩短这一格，长文另存为附件",
            "Shorten the cell and keep long texts in a file of their own",
        ),
    ),
    "KD173": Entry(
        "reading-took-too-long",
        Text(
            "读了{seconds}秒还没读完，没有读取",
            "took longer than {seconds} seconds and was not read",
        ),
        Text(
            "用Excel或WPS打开，另存为新的.xlsx再交；确实很大的，在kamdocs.toml的[limits]里把seconds调大",
            "Open it in Excel or WPS, save it as a new .xlsx and hand that in; if it is truly large, "
            "raise seconds under [limits] in kamdocs.toml",
        ),
    ),
    "KD174": Entry(
        "reading-broke-off",
        Text(
            "读取时程序中断（文件已损坏，或所需内存超过{memory} MB），没有读取",
            "ended the program that read it (it is damaged, or needs more than {memory} MB of "
            "memory) and was not read",
        ),
        Text(
            "用Excel或WPS打开，另存为新的.xlsx再交；确实很大的，在kamdocs.toml的[limits]里把memory_mb调大",
            "Open it in Excel or WPS, save it as a new .xlsx and hand that in; if it is truly large, "
            "raise memory_mb under [limits] in kamdocs.toml",
        ),
    ),
    "KD175": Entry(
        "file-with-entities",
        Text(
            "部件“{reason}”里有XML实体声明，工作簿用不着，可能有害，没有读取",
            "declares XML entities in its part “{reason}”, of which a workbook has no need and which "
            "may do harm; it was not read",
        ),
        Text(
            "问清来源；用Excel或WPS打开，另存为新的.xlsx再交",
            "Ask where it comes from; open it in Excel or WPS, save it as a new .xlsx and hand that in",
        ),
    ),
    "KD176": Entry(
        "reading-failed",
        Text(
            "读取程序自己在这个文件上出错（{error}，{at}），没有读取",
            "made our own reader fail ({error}, {at}) and was not read",
        ),
        Text(
            "这是本程序的错误，请把括号里的内容告诉维护者；其余文件照常处理",
            "This is a fault of this program: tell its maintainers what stands in the brackets. The other files "
            "were dealt with as usual",
        ),
    ),
    "KD148": Entry(
        "day-for-words",
        Text(
            "「{field}」的「{value}」存成了日期或时间，原来填的可能是“{typed}”",
            "“{value}” in “{field}” is kept as a date or time; what was typed may be “{typed}”",
        ),
        Text(
            "把单元格设为文本格式，重新输入原来的内容",
            "Make the cell text and enter what was meant again",
        ),
    ),
    "KD149": Entry(
        "year-twice",
        Text(
            "「{field}」里{years}年写了不止一次",
            "“{field}” gives more than one volume for {years}",
        ),
        Text("每一年只写一个数量", "Write one volume for each year"),
    ),
}
