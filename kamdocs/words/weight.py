"""Why a code matters: what follows from a finding with it, and where it is reported."""

from kamdocs.model import NEAR, Level, Text, level_of
from kamdocs.words.catalogue.cluster import CLUSTER
from kamdocs.words.catalogue.doctor import DOCTOR
from kamdocs.words.catalogue.setting_up import SETTING_UP
from kamdocs.words.verdicts import VERDICTS

_OF_FORMS = ("KD51", "KD54", "KD55")
_MISTYPED = ("KD556", "KD557")
_ODD = {
    *("KD446", "KD447", "KD448", "KD613", "KD649", "KD650", "KD947"),
    *("KD980", "KD981", "KD982", "KD983", "KD984", "KD985", "KD986", "KD987"),
    *("KD988", "KD989", "KD997"),
    *("KD920", "KD921", "KD922", "KD923", "KD924", "KD930"),
}
"""The codes of ``policy lint`` for a pack that can be used nevertheless."""
_BY_LEVEL: dict[Level, Text] = {
    Level.ERROR: Text(
        "是错误，位置写在代码后面；指出的那一格、那一行或那个文件，改正以前不算数，用到它的条款无法判断，退出码是1（整个文件读不出来时是3）",
        "an error; its place stands behind the code. Until it is mended, the cell, row or file named does not count, clauses that rest on it are unknown, and the exit code is 1 (3 where a whole file was not read)",
    ),
    Level.WARNING: Text(
        "是警告，位置写在代码后面；照样算数，但要有人核对，加了--strict退出码才因此是1",
        "a warning; its place stands behind the code. It counts all the same, but somebody should look at it; only with --strict does it make the exit code 1",
    ),
    Level.NOTE: Text(
        "是提示，位置写在代码后面；不影响结论和退出码",
        "a note; its place stands behind the code. It changes neither the result nor the exit code",
    ),
}
_LEFT_OUT = {
    *("KD129", "KD133", "KD167", "KD177", "KD184", "KD185", "KD186", "KD188", "KD189"),
    *("KD619", "KD622", "KD627", "KD657"),
}
"""The warnings about what was not read."""
_UNREAD = Text(
    "是警告，位置写在代码后面；说到的内容没有读取，不算数，要有人核对，加了--strict退出码才因此是1",
    "a warning; its place stands behind the code. What it tells of was not read and does not count, and somebody should look at it; only with --strict does it make the exit code 1",
)
_VERDICT = Text(
    "是对一条条款的结论，条款、客户和期间写在一起，下面是作为依据的单元格；不合规和无法判断使退出码是1",
    "the verdict on a clause, told with its customer and period, and below it the cells that prove it; a fail or an unknown makes the exit code 1",
)
_ALMOST = Text(
    "写在一条结论下面，带着单元格：它差一点就算数，或使结论定不下来",
    "told below a verdict, with its cell: it almost counted, or leaves the verdict open",
)
_SETUP = Text(
    "命令因此停下，没有结果；是哪个文件第几行的，写在最前面；退出码是2（命令写得不对）或3（文件不能用）",
    "the command stops over it, without a result; the file and line, where there is one, stand first; the exit code is 2 (wrong use) or 3 (a file is unusable)",
)
_LINTED = Text(
    "是policy lint说的，关于制度文件；文件和行号写在最前面；退出码是1。制度照样能用",
    "told by kamdocs policy lint of a policy's file; the file and line stand first, and the exit code is 1. The policy can be used all the same",
)
_MENTIONED = Text(
    "是policy lint说的，关于制度文件；文件和行号写在最前面；只是提示，不影响退出码，制度照样能用",
    "told by kamdocs policy lint of a policy's file; the file and line stand first. A note: it does not change the exit code, and the policy can be used all the same",
)
_FORM = Text(
    "是关于Word表单或它的模板的，文件、表格、行和格写在前面；模板有错误的表单不生成，表格的检查不受影响",
    "said of a Word form or its template; file, table, row and cell stand first. A form whose template has errors is not made; the check of the sheets goes on as before",
)
_COMPUTER = Text(
    "是kamdocs doctor说的，关于这台电脑；影响什么，写在“含义”里",
    "told by kamdocs doctor of this computer; what it matters for stands above",
)


def of_level(level: Level) -> Text:
    """What follows from a finding of a level."""
    return _BY_LEVEL[level]


def weight(code: str) -> Text:
    """Why a code matters, in a sentence without a full stop."""
    if code in DOCTOR:
        return _COMPUTER
    if code == "KD652":
        return _MENTIONED
    if code in _ODD:
        return _LINTED
    if code in SETTING_UP or code in CLUSTER or code.startswith("KD9") or code in _MISTYPED:
        return _SETUP
    if code in VERDICTS:
        return _VERDICT
    if code.startswith(_OF_FORMS):
        return _FORM
    if code in _LEFT_OUT:
        return _UNREAD
    return _ALMOST if code.startswith(NEAR) else _BY_LEVEL[level_of(code)]
