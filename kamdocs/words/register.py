"""The words about the register of access."""

from collections.abc import Mapping

from kamdocs.model import Text

FLAWS: Mapping[str, Text] = {
    "changed": Text(
        "第{line}行被改过，或不是完整的一行", "line {line} was changed, or is not a whole one"
    ),
    "removed": Text("第{line}行之前少了{entries}", "missing before line {line}: {entries}"),
    "moved": Text(
        "第{line}行（第{first}条）不在原来的位置，或是后来插进去的",
        "line {line} (entry {first}) does not stand where it was written, or was put in",
    ),
    "unchained": Text(
        "第{line}行（第{first}条）接不上前一行：前一行换过，或这一行是后来写的",
        "line {line} (entry {first}) does not follow the one before it: that one was replaced, or "
        "this one was put in",
    ),
    "cut": Text("末尾少了{entries}", "missing at the end: {entries}"),
    "uncounted": Text(
        "末尾多了{entries}，旁边的.head文件里没有",
        "at the end, but not told of by the .head file: {entries}",
    ),
    "headless": Text(
        "旁边的.head文件没有了，或读不懂：末尾有没有少，说不准",
        "the .head file beside it is gone or cannot be read: nobody can say whether lines are gone "
        "at the end",
    ),
    "other-end": Text(
        "最后一行与旁边的.head文件对不上",
        "the last line is not the one that the .head file tells of",
    ),
    "unknown-hash": Text(
        "没有哪一行是--head给的那个校验值：登记簿换过，或那一行已不在",
        "no line has the hash given with --head: the register was replaced, or that line is gone",
    ),
}
ONE = Text("第{first}条", "entry {first}")
SEVERAL = Text("第{first}到{last}条", "entries {first} to {last}")
INTACT = Text("{file}完好：共{count}条", "{file} is intact: {count:entry|entries}")
LAST = Text(
    "最后一条的校验值：{hash}（抄下来另存，以后用--head核对）",
    "hash of the last entry: {hash} (keep it elsewhere, to verify with --head later)",
)
LINE = Text(
    "{no}  {at}（{offset}）  {user}@{machine}  {command}  角色：{role}",
    "{no}  {at} ({offset})  {user}@{machine}  {command}  role: {role}",
)
WHY = Text("事由：{why}", "why: {why}")
CUSTOMERS = Text("客户：{customers}", "customers: {customers}")
SHOWN = Text("{kind}：{groups}", "{kind}: {groups}")
FILE = Text("文件：{file}  {sha256}", "file: {file}  {sha256}")
EVERYTHING = Text("（全部可见）", "(sees everything)")
NONE = Text("没有登记", "nothing is registered")
NOT_NAMED = Text(
    "登记簿里没有「{customer}」。登记的是客户编号，如{like}；没有编号的客户才登记名称",
    "the register does not name “{customer}”. It has the codes of customers, such as {like}, and names only where "
    "there is no code",
)
