"""KD54x and KD936 to KD949: choosing, keeping and checking the documents of forms."""

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
            "--manager：档案里没有客户经理「{name}」，最接近的是：{near}",
            "--manager: no customer of the archive has the account manager “{name}”; nearest: {near}",
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
}
