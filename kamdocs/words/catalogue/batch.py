"""KD3xx, KD413 and KD444: what is wrong with rows held against each other."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

BATCH: dict[str, Entry] = {
    "KD301": Entry(
        "twice",
        Text(
            "「{field}」的「{value}」已在{other}出现过，但{differing}不同",
            "“{value}” in “{field}” stands at {other} too, with something else in: {differing}",
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
            "补交该客户的档案（终止合作的也留在档案里），或按档案改正客户名称和编号；客户改了名的，在档案的“客户别名”里加上原名",
            "Hand in the customer's archive (one that has left stays in it), or correct the name and code as the archive has them; where the customer was renamed, add the former name to its 客户别名 (aliases)",
        ),
    ),
    "KD303": Entry(
        "customer-only-similar",
        Text(
            "客户「{name}」不在客户档案里，只与「{near}」相似",
            "customer “{name}” is not in the customer archive; it is only similar to “{near}”",
        ),
        Text(
            "如果就是该客户，改成档案里的名称，或在档案的“客户别名”里加上这个名称；如果不是，补交它的档案（终止合作的也留在档案里）",
            "If it is that customer, use the archive's name, or add this one to its 客户别名 (aliases); if not, hand in its own archive (one that has left stays in it)",
        ),
    ),
    "KD304": Entry(
        "same-event-twice",
        Text("与{other}是同一件事，只算一次", "is the same event as {other} and counts once"),
        Text(
            "删去重复的一行；整份交了两次的，只交一份",
            "Delete one of the rows; of a file that came twice, hand in one",
        ),
    ),
    "KD413": Entry(
        "perhaps-the-same-event",
        Text(
            "与{other}或许是同一件事，但两行写的不全一样，所以各自判断",
            "may be the same event as {other}, but the rows do not say the same, so each is judged",
        ),
        Text(
            "若是同一件事，核对后只留一行；若是两件，不必处理",
            "If they are one, check them and keep one row; if they are two, leave them",
        ),
    ),
    "KD444": Entry(
        "made-and-called-off",
        Text(
            "这里写的是「{value}」，{other}写的却是同一件事已经做了",
            "says “{value}”, while {other} says of the same event that it took place",
        ),
        Text(
            "核对后改正其中一行；没有改正以前，做了的那一行照常算数",
            "Check and correct one of the rows; until then the one that took place counts",
        ),
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
            "客户「{name}」与{other}同名而编号不同：这里是{code}，那里是{other_code}",
            "customer “{name}” has the name of {other} but another code: {code} here, {other_code} there",
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
        Text(
            "核对编号和名称；客户改了名的，在档案的“客户别名”里加上原名",
            "Check the code and the name; where the customer was renamed, add the former name to its 客户别名 (aliases) in the archive",
        ),
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
        Text(
            "把客户档案一起交来；读回Word表单时，用--against给出客户档案",
            "Hand in the customer archive as well; where forms of Word are read, name it with --against",
        ),
    ),
    "KD311": Entry(
        "handed-in-twice",
        Text(
            "「{field}」的「{value}」已在{other}交过，内容一致，只算一次",
            "“{value}” in “{field}” was handed in at {other} already, with the same content, and counts once",
        ),
        Text(
            "删去重复的一行；整份交了两次的，只交一份",
            "Delete one of the rows; of a file that came twice, hand in one",
        ),
    ),
    "KD312": Entry(
        "customer-in-two-versions",
        Text(
            "客户「{name}」交了两份，「{field}」这里是「{value}」，{other}是「{other_value}」",
            "customer “{name}” was handed in twice: “{field}” is “{value}” here and “{other_value}” at {other}",
        ),
        Text(
            "核对哪一个对，改成一致，并只留一份，过时的不再交；若是分类变了或换了客户经理，两行都留，新的一行写明分类生效日期或客户经理任命日期",
            "Check which is right, make them the same, and keep one row, leaving out what is outdated; "
            "where the tier or the account manager changed, keep both and give the new row its 分类生效日期 (tier since) or "
            "客户经理任命日期 (appointed on)",
        ),
    ),
    "KD313": Entry(
        "one-key-two-customers",
        Text(
            "「{field}」的「{value}」在这里是「{name}」的，在{other}却是「{other_name}」的",
            "“{value}” in “{field}” is that of “{name}” here, but that of “{other_name}” at {other}",
        ),
        Text(
            "一个{field}只属于一家客户：填错的改正；若是同一家，名称改成一致，或在“客户别名”里加上另一个名称",
            "“{field}” is one customer's alone: correct the wrong one; if they are one customer, use one name, or add the other to its 客户别名 (aliases)",
        ),
    ),
    "KD314": Entry(
        "handed-in-twice-with-more",
        Text(
            "「{field}」的「{value}」已在{other}交过，只用那一行；这一行多填的{more}没有用上",
            "“{value}” in “{field}” was handed in at {other} already and only that row is used; what this one adds is not: {more}",
        ),
        Text(
            "两行并成一行，内容补全；整张表都重复的（交了两次，或是另有用途的清单），只交内容最全的一张",
            "Make one row of the two that says all of it; where a whole sheet comes again (handed in "
            "twice, or a list for another purpose), hand in the fullest one only",
        ),
    ),
    "KD675": Entry(
        "only-contacts",
        Text(
            "「{name}」的档案在{other}，这一行只写了怎么联系，按联系人名单看待，不算又一份档案；其中{more}没有用上",
            "the archive of “{name}” is at {other}; this row only tells how to reach it and is taken for one of a list of contacts, not for another archive; not used: {more}",
        ),
        Text(
            "日常联系的那一位写进档案那一行；其余的人留在名单里即可",
            "Put whom you usually contact into that row of the archive; the others may stay in the list",
        ),
    ),
    "KD315": Entry(
        "merged-key",
        Text(
            "「{field}」的「{value}」是合并单元格，第{first}行到第{last}行都成了它",
            "“{value}” in “{field}” is one merged cell and stands for all rows from {first} to {last}",
        ),
        Text(
            "取消合并，每行填自己的{field}；几行本是一条的，合成一行",
            "Unmerge it and give every row its own {field}; where the rows are one, make them one",
        ),
    ),
    "KD316": Entry(
        "two-spellings",
        Text(
            "「{name}」与{other}的「{known}」是一个名称的两种写法",
            "“{name}” is another spelling of “{known}” at {other}",
        ),
        Text("改成同一种写法", "Use one spelling"),
    ),
    "KD317": Entry(
        "customers-without-records",
        Text(
            "交来的{kind}里没有的客户有{count}家：{customers}",
            "customers of whom no “{kind}” was handed in ({count}): {customers}",
        ),
        Text(
            "漏交的补交；已不来往的，在“客户状态”里写明",
            "Hand in what is lacking; where dealings do not go on, say so in 客户状态 (status)",
        ),
    ),
    "KD318": Entry(
        "copied-words",
        Text(
            "「{field}」有{count}{counted}写得一字不差：「{value}」",
            "“{field}” is word for word the same in {count} {counted}: “{value}”",
        ),
        Text("每次按实际情况填写", "Write each time what really happened"),
    ),
    "KD319": Entry(
        "similar-customers",
        Text(
            "「{name}」与{other}的「{near}」相似，可能是同一家客户",
            "“{name}” is similar to “{near}” at {other}; they may be one customer",
        ),
        Text(
            "若是同一家，只留一行，另一个名称加进“客户别名”；若是两家，不必处理",
            "If they are one, keep one row and add the other name to its 客户别名 (aliases); if not, leave it",
        ),
    ),
    "KD320": Entry(
        "customer-over-time",
        Text(
            "「{name}」自{day}起按这一行，之前按{other}",
            "“{name}” goes by this row from {day}, before that by {other}",
        ),
        Text(
            "若不是先后两段的情况，删去过时的一行；是的话不必处理",
            "If the rows do not tell of two times, delete the outdated one; if they do, leave them",
        ),
    ),
    "KD321": Entry(
        "parent-unknown",
        Text(
            "「{field}」「{name}」不在客户档案里",
            "“{field}” “{name}” is not in the customer archive",
        ),
        Text(
            "它也是客户的，补交它的档案或改成档案里的名称；不是客户的不必处理",
            "If it is a customer too, hand in its archive or use the archive's name; if not, leave it",
        ),
    ),
    "KD322": Entry(
        "parents-in-a-circle",
        Text(
            "上级客户绕成一圈：{customers}",
            "the parent customers go round in a circle: {customers}",
        ),
        Text("改正其中一家的上级客户", "Correct the parent of one of them"),
    ),
}
