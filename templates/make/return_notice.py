"""退回通知: a letter to the account manager, in the manner of GB/T 9704."""

from collections.abc import Sequence

from kamdocs.forms import Form
from kamdocs.sheets import built_in
from templates.make.word_elements import INNER, Controls, cell, paragraph, row, run, table
from templates.make.word_layout import Layout, watermark
from templates.make.word_letter import LETTER

FILES = ((2800, "文件", "name"), (1650, "工作表", "sheet"), (1444, "有关的行", "rows"),
         (1450, "数据截至", "until"), (1500, "附注", "note"))  # fmt: skip
CAUSES = ((660, "序号", "number"), (2500, "位置", "where"), (2800, "问题", "what"),
          (660, "处数", "count"), (2224, "怎样改", "mend"))  # fmt: skip
BREACHES = ((2600, "条款", "clause"), (4144, "客户、情况和期限", "what"),
            (2100, "怎样办", "mend"))  # fmt: skip
DUES = ((1450, "最迟", "due"), (1800, "客户", "customer"), (4094, "事项", "what"),
        (1500, "责任人", "owner"))  # fmt: skip
TALL = "breach"
"""The rows that hold many customers, and may go on over the page."""
CENTRED = frozenset({"number", "count", "due", "rows", "until"})

Columns = Sequence[tuple[int, str, str]]


def return_notice(form: Form) -> Layout:
    """退回通知: what was handed in, what is wrong in it, what is due by when."""
    controls = Controls(built_in(), {})
    sections = (
        _section(
            controls, "files", "交来的表格",
            "共{{ notice.files }}个文件，与您有关的有{{ notice.rows }}行。",
            _listed(controls, "file", "交来的表格", FILES),
        ),
        _section(
            controls, "errors", "需要改正的错误",
            "共{{ notice.errors }}处，同一原因的合在一起。",
            _listed(controls, "error", "需要改正的错误", CAUSES),
        ),
        _section(
            controls, "checks", "请核对的地方",
            "共{{ notice.checks }}处，核对无误的不必改动。",
            _listed(controls, "check", "请核对的地方", CAUSES),
        ),
        _section(
            controls, "breaches", "没有做到或无法判断的事项",
            "共{{ notice.breaches }}项。",
            _listed(controls, "breach", "没有做到或无法判断的事项", BREACHES),
        ),
        _section(
            controls, "duties", "将要到期或已经逾期的事项",
            "共{{ notice.duties }}项。没有到期的，请在期限前完成；"
            "已经逾期的，请马上完成，或补交记录。",
            _listed(controls, "duty", "将要到期或已经逾期的事项", DUES),
        ),
        _section(
            controls, "back", "改正和交回",
            "请改正后{{ notice.back_by }}交回。",
            _sometimes(
                controls, "copies", "批注副本",
                _body("所附的批注副本上，有问题的格已填色并加批注，可以直接在副本上改，改好后交回副本；"
                    "没有附副本的，在原表上改。"),
            ),
        ),
    )  # fmt: skip
    body = (
        controls.around("form.confidentiality=", "密级", _secrecy())
        + paragraph(run(form.title.zh), style="LetterTitle")
        + paragraph(run("{{ notice.department }}{{ notice.addressee }}："), style="LetterTo")
        + _body(
            "您交来的表格已经核对（检查日{{ notice.day }}）{{ notice.against }}。现将结果通知如下。"
        )
        + "".join(sections)
        + _body("如有疑问，请与{{ notice.ask }}联系。", kept=True)  # no day alone on a page
        + _sometimes(
            controls, "copies", "附件",
            paragraph(run("附件：{{ notice.copies }}"), style="LetterEnclosed", kept=True),
        )
        + paragraph(style="LetterBody", kept=True)
        + controls.around(
            "form.company=", "署名", paragraph(run("{{ form.company }}"), style="LetterSender")
        )
        + paragraph(run("{{ notice.day }}"), style="LetterDay")
    )  # fmt: skip
    return Layout(body, watermark(controls), manner=LETTER)


def _secrecy() -> str:
    return paragraph(run("{{ form.confidentiality }}"), style="LetterSecrecy")


def _body(words: str, kept: bool = False) -> str:
    return paragraph(run(words), style="LetterBody", kept=kept)


def _sometimes(controls: Controls, name: str, title: str, *content: str) -> str:
    """What stands only where that place of the notice holds anything."""
    return controls.around(f"notice.{name}=", title, "".join(content))


def _section(controls: Controls, name: str, title: str, words: str, content: str) -> str:
    """A numbered part of the letter, which is left out where it would be empty. Its heading and how
    many there are stand on one page with the first of them."""
    heading = paragraph(run(f"{{{{ notice.{name}_no }}}}、{title}"), style="LetterHeading")
    return _sometimes(controls, f"{name}_no", title, heading, _body(words, kept=True), content)


def _listed(controls: Controls, name: str, title: str, columns: Columns) -> str:
    """A table with a row for each."""
    head = row(
        *(
            cell(width, paragraph(run(words), style="LetterCellHead"), label=True)
            for width, words, _ in columns
        ),
        header=True,
    )
    line = row(
        *(cell(width, _cell(name, field), top=True) for width, _, field in columns),
        splits=name == TALL,
    )
    rows = (head, controls.repeated(name, title, line))
    widths = [width for width, _, _ in columns]
    listed = table(widths, rows, title, "、".join(words for _, words, _ in columns), INNER, INNER)
    return listed + paragraph(style="LetterAfterTable")


def _cell(name: str, field: str) -> str:
    align = "center" if field in CENTRED else ""
    return paragraph(run(f"{{{{ {name}.{field} }}}}"), style="LetterCell", align=align)
