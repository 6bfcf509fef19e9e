"""Writes the Word templates of the forms: ``python -m templates.make [FOLDER]``.

The same sources give the same bytes. What a form looks like is told beside this file, a module a
form; what it means is told by the tags of its controls, which are the paths of fields.
"""

import sys
from pathlib import Path

from kamdocs.forms import Form, forms
from kamdocs.forms.chart import series_xml, workbook
from kamdocs.packaging import package_of
from templates.make import word_drawing, word_parts
from templates.make.customer_file import customer_file
from templates.make.grade_evaluation import grade_evaluation
from templates.make.return_notice import return_notice
from templates.make.status_report import status_report
from templates.make.visit_report import visit_report
from templates.make.word_elements import paragraph
from templates.make.word_layout import Layout
from templates.make.word_packaging import packaging

HERE = Path(__file__).resolve().parents[1]
LAYOUTS = {
    "customer-file": customer_file,
    "visit-report": visit_report,
    "status-report": status_report,
    "grade-evaluation": grade_evaluation,
    "return-notice": return_notice,
}


def template(form: Form, layout: Layout) -> bytes:
    """The bytes of the template of a form."""
    tabs = (7569, 15138) if layout.landscape else (4819, 9638)
    # Word wants a paragraph after the last table.
    ending = paragraph(style="FormJoint")
    parts: dict[str, str | bytes] = {
        **packaging(chart=layout.chart is not None),
        "word/document.xml": word_parts.document(
            layout.body + ending, layout.landscape, layout.manner
        ),
        "word/styles.xml": word_parts.styles(tabs, layout.manner.styles),
        "word/settings.xml": word_parts.settings(),
        "word/fontTable.xml": word_parts.fonts(layout.manner.fonts),
        "word/theme/theme1.xml": word_drawing.theme(),
        "word/header1.xml": word_parts.header(layout.header),
        "word/footer1.xml": word_parts.footer(layout.manner),
        **word_parts.properties(form.title.zh),
    }
    if layout.chart:
        drawn = word_drawing.chart(layout.caption, series_xml(layout.chart))
        parts["word/charts/chart1.xml"] = drawn
        parts["word/embeddings/chart1.xlsx"] = workbook(layout.chart)
    return package_of(parts)


def main(folder: Path) -> None:
    """Write the template of every form that has a layout here into a folder."""
    for id, layout in LAYOUTS.items():
        form = forms()[id]
        (folder / form.template.name).write_bytes(template(form, layout(form)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
