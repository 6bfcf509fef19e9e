"""Writes the Word templates of the forms: ``python templates/make.py [FOLDER]``.

The same sources give the same bytes. What a form looks like is told beside this file, a module a
form; what it means is told by the tags of its controls, which are the paths of fields.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The script also runs from a checkout that nobody has installed.
sys.path.insert(0, str(HERE.parent))

def template(content: tuple[str, str], title: str, landscape: bool = False) -> bytes:
    """The bytes of a template; a landscape one carries a chart."""
    body, watermark = content
    tabs = (7569, 15138) if landscape else (4819, 9638)
    # Word wants a paragraph after the last table.
    ending = paragraph(style="FormNote")
    parts: dict[str, str | bytes] = {
        **word_parts.packaging(chart=landscape),
        "word/document.xml": word_parts.document(body + ending, landscape),
        "word/styles.xml": word_parts.styles(tabs),
        "word/settings.xml": word_parts.settings(),
        "word/fontTable.xml": word_parts.fonts(),
        "word/theme/theme1.xml": word_parts.theme(),
        "word/header1.xml": word_parts.header(watermark),
        "word/footer1.xml": word_parts.footer(),
        **word_parts.properties(title),
    }
    if landscape:
        caption = "近十二个月业务量（万元）"
        parts["word/charts/chart1.xml"] = word_parts.chart(caption, series_xml(EXAMPLE))
        parts["word/embeddings/chart1.xlsx"] = workbook(EXAMPLE)
    return package_of(parts)


def main(folder: Path) -> None:
    """Write every template into a folder."""
    made = {
        "customer-file": template(customer_file(), "客户档案表"),
        "visit-report": template(visit_report(), "客户拜访报告"),
        "status-report": template(
            status_report(), "公司战略客户和大客户业务状况分析报告表", landscape=True
        ),
    }
    for name, content in made.items():
        (folder / f"{name}.docx").write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
