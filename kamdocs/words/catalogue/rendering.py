"""KD54x, KD55x, KD589 and KD936 to KD949: choosing, keeping and checking the documents of forms."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

RENDERING: dict[str, Entry] = {
    "KD540": Entry(
        "changed-by-hand",
        Text(
            "生成以后手工改过，保留不动；数据没有变化",
            "was changed by hand since it was made, and stays; its data are what they were",
        ),
        Text("要放弃手工的修改，加--force", "To give up what was changed by hand, add --force"),
    ),
    "KD541": Entry(
        "changed-by-hand-and-outdated",
        Text(
            "生成以后手工改过，保留不动；数据或模板也变了，这一份已经过时",
            "was changed by hand since it was made, and stays; the data or the template have changed too, so it is out of date",
        ),
        Text(
            "把手工的修改另存，再加--force重写",
            "Save what was changed by hand elsewhere, then write it anew with --force",
        ),
    ),
    "KD542": Entry(
        "not-made-here",
        Text(
            "已有同名文件，不是kamdocs生成的，保留不动；这一份没有写",
            "is a file of that name that kamdocs did not make; it stays, and the document was not written",
        ),
        Text(
            "换一个文件夹或--name，或加--force", "Choose another folder or --name, or add --force"
        ),
    ),
    "KD589": Entry(
        "held-by-another-program",
        Text(
            "正被别的程序打开（如Word、Excel、WPS），或设成了只读，不能改写或删去；这一份保留原样",
            "is open in another program (such as Word, Excel or WPS), or marked as read-only; it could not be "
            "replaced or removed, and stays as it was",
        ),
        Text(
            "关掉它，再生成一次；不再需要的，自己删去",
            "Close it, and run the command again; delete it if it is not needed any more",
        ),
    ),
    "KD543": Entry(
        "template-brace-open",
        Text("花括号没有成对：{words}", "has braces without their match: {words}"),
        Text(
            "每个栏目前后都要有两个花括号，并在同一段里：{{{{ customer.phone }}}}",
            "Two braces before and two behind, in one paragraph: {{{{ customer.phone }}}}",
        ),
    ),
    "KD544": Entry(
        "template-other-braces",
        Text(
            "「{words}」的括号写法不对，会原样印出来",
            "“{words}” is in the wrong kind of braces and would be printed as it stands",
        ),
        Text("用两个半角花括号：{{{{ 栏目 }}}}", "Use two plain braces: {{{{ field }}}}"),
    ),
    "KD545": Entry(
        "template-row-outside",
        Text(
            "「{name}」只能写在重复的行「{row}」里面",
            "“{name}” can only stand in the repeated row “{row}”",
        ),
        Text(
            "移进那一行，或从自带的模板里复制那一行",
            "Move it into that row, or copy the row from the template that comes with kamdocs",
        ),
    ),
    "KD546": Entry(
        "template-row-empty",
        Text("重复的行「{name}」里面没有行", "the repeated row “{name}” holds no row"),
        Text("从自带的模板里复制那一行", "Copy the row from the template that comes with kamdocs"),
    ),
    "KD547": Entry(
        "template-no-line-chart",
        Text("「{name}」里没有折线图", "“{name}” holds no line chart"),
        Text("从自带的模板里复制图表", "Copy the chart from the template that comes with kamdocs"),
    ),
    "KD548": Entry(
        "template-tick-of-nothing",
        Text(
            "方框「{name}」没有说是哪个选项，可选：{choices}",
            "the tick box “{name}” does not say of which choice; there are: {choices}",
        ),
        Text(
            "标记写成“栏目=选项”，如customer.tier=战略客户",
            "Write the tag as field=choice, such as customer.tier=战略客户",
        ),
    ),
    "KD549": Entry(
        "template-unsound",
        Text("结构有毛病，Word可能打不开：{reason}", "is unsound, Word may not open it: {reason}"),
        Text(
            "用Word打开，删去这一处重新做，再保存",
            "Open it in Word, delete the piece, make it anew and save",
        ),
    ),
    "KD550": Entry(
        "template-fields-left-out",
        Text(
            "「{kind}」有{count}个栏目没有用到：{fields}",
            "“{kind}” has {count:field that appears|fields that appear} nowhere: {fields}",
        ),
        Text("不需要的不必理会", "Nothing need be done about those that are not wanted"),
    ),
    "KD551": Entry(
        "template-rows-left-out",
        Text(
            "forms.yaml要「{name}」重复，模板里没有这样的行",
            "forms.yaml wants rows of “{name}”, and the template has no such row",
        ),
        Text("补上那一行，或删去rows里的这一项", "Add the row, or delete the entry under rows"),
    ),
    "KD556": Entry(
        "option-of-another-form",
        Text("{form}不能用{option}", "{form} takes no {option}"),
        Text(
            "去掉{option}；各表单的选项见“kamdocs render --help”",
            "Leave {option} out; “kamdocs render --help” tells which form takes what",
        ),
    ),
    "KD557": Entry(
        "whole-files-of-no-copies",
        Text("--whole-files要与--annotate同用", "--whole-files goes with --annotate"),
        Text("加上--annotate，或去掉--whole-files", "Add --annotate, or leave --whole-files out"),
    ),
    "KD936": Entry(
        "customer-not-there",
        Text(
            "--customer：档案里没有「{name}」，最接近的是：{near}",
            "--customer: the archive has no “{name}”; nearest: {near}",
        ),
        Text(
            "写客户编号、全称或档案里列出的简称",
            "Give the code, the full name or an alias that the archive lists",
        ),
    ),
    "KD937": Entry(
        "tier-not-there",
        Text(
            "--tier：没有「{name}」这一类客户，最接近的是：{near}",
            "--tier: there is no tier “{name}”; nearest: {near}",
        ),
        Text(
            "可选的客户分类见“kamdocs schema show customer”",
            "“kamdocs schema show customer” lists the tiers",
        ),
    ),
    "KD938": Entry(
        "manager-not-there",
        Text(
            "--manager：档案里没有客户经理「{name}」，最接近的是：{near}；档案里有：{known}",
            "--manager: no customer of the archive has the account manager “{name}”; nearest: {near}; "
            "there are: {known}",
        ),
        Text("照档案里的姓名写", "Write the name as the archive does"),
    ),
    "KD939": Entry(
        "name-of-nothing",
        Text(
            "--name：这种表单的文件名里没有「{name}」，最接近的是：{near}；可用的有：{known}",
            "--name: a document of this form has no “{name}”; nearest: {near}; there are: {known}",
        ),
        Text('例如--name "{{title}}_{{code}}"', 'For instance --name "{{title}}_{{code}}"'),
    ),
    "KD940": Entry(
        "name-not-understood",
        Text(
            "--name：「{name}」不能做文件名；花括号里可以写：{known}",
            "--name: “{name}” makes no file name; between braces may stand: {known}",
        ),
        Text('例如--name "{{title}}_{{code}}"', 'For instance --name "{{title}}_{{code}}"'),
    ),
    "KD941": Entry(
        "manifest-unusable",
        Text(
            "文件清单读不出来，不知道哪些文件被手工改过",
            "the list of documents cannot be read; which of them were changed by hand is not known",
        ),
        Text(
            "换一个空文件夹；或删去这个清单，再用--force重写",
            "Choose an empty folder; or delete the list and write them anew with --force",
        ),
    ),
    "KD942": Entry(
        "template-of-which-form",
        Text(
            "没有说{name}是哪种表单的模板；可用的有：{known}",
            "of which form {name} is a template was not said; there are: {known}",
        ),
        Text("加--as，如--as customer-file", "Add --as, such as --as customer-file"),
    ),
    "KD943": Entry(
        "template-not-there",
        Text("没有{name}这个文件", "there is no file {name}"),
        Text("核对路径", "Check the path"),
    ),
    "KD944": Entry(
        "template-of-no-form",
        Text(
            "「{name}」不是表单的编号，最接近的是：{near}",
            "“{name}” is not the id of a form; nearest: {near}",
        ),
        Text(
            "模板的文件名用表单的编号（“kamdocs form list”列出），如customer-file.docx；自己的表单写进旁边的forms.yaml",
            "A template is called by the id of its form (see “kamdocs form list”), such as customer-file.docx; enter forms of your own in forms.yaml beside it",
        ),
    ),
    "KD995": Entry(
        "template-saved-otherwise",
        Text(
            "模板存成了别的格式，不是.docx，用不上",
            "the template was saved as something else than .docx and is not used",
        ),
        Text(
            "用Word或WPS打开，另存为.docx；不用的移到别处",
            "Open it in Word or WPS and save it as .docx; put it elsewhere where it is not wanted",
        ),
    ),
    "KD945": Entry(
        "office-not-installed",
        Text(
            "--pdf要用LibreOffice，这台电脑上没有安装",
            "--pdf needs LibreOffice, which is not installed here",
        ),
        Text(
            "安装LibreOffice；或不用--pdf，在Word里打开再另存为PDF",
            "Install LibreOffice; or leave --pdf off, open the documents in Word and save them as PDF",
        ),
    ),
    "KD946": Entry(
        "office-failed",
        Text("LibreOffice没有转换出PDF：{reason}", "LibreOffice made no PDF: {reason}"),
        Text(
            "Word文档已经写好；再运行一次，只转换还没有的",
            "The Word documents are written; run it again, and it makes those that are lacking",
        ),
    ),
}
