"""Pages of the codes of findings, one for each part of the catalogue, as ``explain`` tells them."""

from collections.abc import Iterator, Mapping

from docs.reference.markdown import text
from kamdocs.cli.glossary import code_lines
from kamdocs.model import Lang, Text
from kamdocs.words import codes as said
from kamdocs.words.catalogue.doctor import DOCTOR
from kamdocs.words.catalogue.entry import Entry
from kamdocs.words.catalogue.filled import FILLED

SECTION = Text("代码", "Codes")
PARTS: dict[str, tuple[Text, Mapping[str, Entry]]] = {
    "reading": (Text("读取文件", "Reading files"), said.READING),
    "headings": (Text("表头", "Headings"), said.HEADINGS),
    "stamps": (Text("空表的版本", "Versions of blank workbooks"), said.STAMPS),
    "rows": (Text("一行之内", "Within one row"), said.ROWS),
    "batch": (Text("各行之间", "Rows held against each other"), said.BATCH),
    "policies": (Text("按制度检查", "Checking against policies"), said.POLICIES),
    "decisions": (Text("处理意见", "Decisions of reviewers"), said.DECISIONS),
    "history": (Text("以前各期的报告", "Earlier reports"), said.HISTORY),
    "planning": (Text("排访问计划", "Planning visits"), said.PLANNING),
    "forms": (Text("表单的内容", "What stands in forms"), said.FORMS),
    "rendering": (Text("生成表单和模板", "Making forms, and templates"), said.RENDERING),
    "filled": (Text("读回填好的表单", "Forms that were filled in"), FILLED),
    "sealing": (Text("封签和密码", "Seals and passwords"), said.SEALING),
    "doctor": (Text("这台电脑", "The computer"), DOCTOR),
    "setting-up": (
        Text("命令、设置、制度文件", "Commands, settings, policy files"),
        said.SETTING_UP,
    ),
    "cluster": (Text("多台机器一起读取", "Reading on several machines"), said.CLUSTER),
}
"""The parts of the catalogue in the order of the work, with their titles."""
_INTRO = Text(
    "代码永远不变。命令行里用`kamdocs explain 代码`看同样的说明；〈〉里是每次不同的内容。",
    "Codes never change. `kamdocs explain CODE` tells the same on the command line; what is in "
    "〈〉 is another each time.",
)


def page(part: str, lang: Lang) -> Iterator[str]:
    """The lines of the page of a part of the catalogue."""
    title, entries = PARTS[part]
    yield from (f"# {title.say(lang)}", "", _INTRO.say(lang), "")
    for code in sorted(entries):
        head, *rest = code_lines(code, lang)
        yield from (f"## {text(head)} {{#{code.lower()}}}", "")
        for line in rest:
            yield f"{'    ' * line.startswith('  ')}- {text(line)}"
        yield ""
