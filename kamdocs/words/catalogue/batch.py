"""KD3xx: what is wrong with rows held against each other."""

from kamdocs.model import Text
from kamdocs.words.catalogue.entry import Entry

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
