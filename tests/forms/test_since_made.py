"""What a form says of itself when it comes back: what somebody may do to it without a word, and
what is told by its seal or by its template."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from kamdocs import forms
from kamdocs.filenames import Names
from kamdocs.model import FilledForm
from tests.forms.cabinet import SCHEMAS, book, customer, made, status, visit

MAIN = "word/document.xml"
NAMES = {
    "KA-002": "华东快梯有限公司", "KA-003": "远升电梯有限公司", "KA-004": "天枢电梯有限公司",
    "KA-005": "汇通电梯有限公司", "KA-006": "海纳电梯有限公司",
}  # fmt: skip
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> DATE '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2026-10-08'
    '</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


CONTROL = (
    '<w:sdt><w:sdtPr><w:tag w:val="customer.remark"/></w:sdtPr><w:sdtContent><w:r><w:t>'
    "{{ customer.remark }}</w:t></w:r></w:sdtContent></w:sdt>"
)


def _put(paragraph: Paragraph, xml: str) -> None:
    for piece in parse_xml(f"<w:x {nsdecls('w')}>{xml}</w:x>"):
        paragraph._p.append(piece)


def _xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(MAIN).decode()


def _with(content: bytes, xml: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == MAIN else old.read(name))
    return stream.getvalue()


def _months() -> bytes:
    others = [customer(3 + at, code=one, name=NAMES[one]) for at, one in enumerate(NAMES)]
    rows = [
        status(month, str(500 + 10 * at + int(month[-1])), one)
        for at, one in enumerate(("KA-001", *NAMES))
        for month in ("2026-08", "2026-09")
    ]
    whole = made("status-report", book(customer(), *others, *rows))[-1].content
    return forms.sealed(whole, "status-report")


def _rows(xml: str) -> list[str]:
    return re.findall(r'<w:tr>(?:(?!</w:tr>).)*"status.volume"(?:(?!</w:tr>).)*</w:tr>', xml)


def _in_order(xml: str, *order: int) -> str:
    rows = _rows(xml)
    for at, row in enumerate(rows):
        xml = xml.replace(row, f"<row {at}>")
    for at, other in enumerate(order):
        xml = xml.replace(f"<row {at}>", rows[other])
    return xml


def _numbered(xml: str) -> str:
    for at, row in enumerate(_rows(xml), 1):
        xml = xml.replace(row, re.sub('("status.number".*?<w:t[^>]*>)[0-9]+', rf"\g<1>{at}", row))
    return xml


def _without(xml: str) -> str:
    return xml.replace(_rows(xml)[2], "")


def _all_out(xml: str) -> str:
    return re.sub("|".join(map(re.escape, _rows(xml))), "", xml)


def _typed(xml: str) -> str:
    """A row into which somebody typed words instead of the controls."""
    row = _rows(xml)[2]
    return xml.replace(row, re.sub("</?w:sdtContent>|</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>", "", row))


def _marked_as_gone(xml: str) -> str:
    """A row that somebody deleted with changes tracked."""
    row = _rows(xml)[2]
    gone = re.sub("(<w:r>.*?</w:r>)", '<w:del w:id="1" w:author="张三">\\1</w:del>', row)
    return xml.replace(row, gone)


def _from_libreoffice(xml: str) -> str:
    return re.sub('<w:tag w:val="[^"]*"/>', "", _without(xml))


EDITS: dict[str, tuple[Callable[[str], str], set[str]]] = {
    "nothing": (str, set()),
    "rows sorted": (lambda xml: _in_order(xml, 3, 1, 5, 0, 4, 2), set()),
    "rows sorted, and numbered anew": (
        lambda xml: _numbered(_in_order(xml, 3, 1, 5, 0, 4, 2)),
        set(),
    ),
    "a row taken out, the others numbered anew": (
        lambda xml: _numbered(_without(xml)),
        {"KD682 表1"},
    ),
    "all rows taken out": (_all_out, {"KD194", "KD682 表1"}),
    "a row typed instead of its controls": (_typed, {"KD198"}),
    "a row deleted with changes tracked": (_marked_as_gone, {"KD682 表1"}),
    "a row taken out, saved by LibreOffice": (_from_libreoffice, {"KD193", "KD682 表1"}),
}


def _codes(filled: FilledForm) -> set[str]:
    """The codes; that of rows that are gone with the table."""
    return {
        f"{one.code} {one.place.sheet}" if one.place and one.code == "KD682" else one.code
        for one in filled.findings
    }


@pytest.mark.parametrize("edit", EDITS)
def test_only_what_was_lost_from_a_list_is_told(edit: str) -> None:
    change, codes = EDITS[edit]
    whole = _months()
    assert len(_rows(_xml(whole))) == 6
    changed = _with(whole, change(_xml(whole)))
    filled = forms.read("a.docx", changed, forms.forms(), SCHEMAS)
    assert _codes(filled) == codes
    lost = [one.facts["count"] for one in filled.findings if one.code == "KD682"]
    assert lost in ([], [6] if edit == "all rows taken out" else [1])


def test_forms_taken_out_of_a_bound_document_are_no_rows_of_a_list() -> None:
    """Somebody keeps a customer's pages of the reports of a month."""
    form = forms.bound(forms.form("visit-report"))
    met = [visit(2 + at, visit_no=f"V-{at}", counterparts=("王 / 采购部",)) for at in range(3)]
    singles = made("visit-report", book(customer(), *met))
    whole = forms.combine(form, singles, "2026Q3", Names())
    assert whole is not None
    sealed = forms.sealed(whole.content, form.id)
    xml = _xml(sealed)
    first, _, behind = xml.partition("<w:sectPr")
    paragraph = first[first.rindex("<w:p>") :]
    rest = behind[behind.rindex("<w:sectPr") :]
    kept = _with(sealed, first.removesuffix(paragraph) + rest)
    filled = forms.read("a.docx", kept, forms.forms(), SCHEMAS)
    assert len(filled.records) == 1
    assert [one.code for one in filled.findings] == []


def test_a_field_of_the_customer_on_a_report_is_not_taken_for_one_of_the_visit(
    tmp_path: Path,
) -> None:
    """Both have a remark; only that of the visit is read, so that a change of the other is told."""
    template = docx.Document(str(forms.form("visit-report").template))
    table = template.add_table(1, 2)
    table.cell(0, 0).text = "客户备注"
    _put(table.cell(0, 1).paragraphs[0], CONTROL)
    template.save(str(tmp_path / "visit-report.docx"))
    known = forms.forms(tmp_path)
    basis = forms.Basis(book(customer(remark="长期客户"), visit()), SCHEMAS)
    (one,) = forms.documents(known["visit-report"], basis)
    sealed = forms.sealed(one.content, "visit-report")
    assert forms.read("a.docx", sealed, known, SCHEMAS).findings == ()
    changed = _with(sealed, _xml(sealed).replace("长期客户", "付款慢"))
    filled = forms.read("a.docx", changed, known, SCHEMAS)
    assert [one.code for one in filled.findings] == ["KD681"]


@pytest.mark.parametrize("where", ["header", "body"])
def test_the_date_of_today_that_word_puts_in_is_no_change(where: str, tmp_path: Path) -> None:
    template = docx.Document(str(forms.form("customer-file").template))
    place = template.sections[0].header if where == "header" else template
    _put(place.add_paragraph("打印于："), FIELD)
    template.save(str(tmp_path / "customer-file.docx"))
    known = forms.forms(tmp_path)
    basis = forms.Basis(book(customer()), SCHEMAS)
    (one,) = forms.documents(known["customer-file"], basis)
    opened = docx.Document(io.BytesIO(forms.sealed(one.content, "customer-file")))
    part = opened.sections[0].header if where == "header" else opened
    day = next(one for one in part.paragraphs[-1].runs if one.text == "2026-10-08")
    day.text = "2026-11-30"
    stream = io.BytesIO()
    opened.save(stream)
    assert forms.read("a.docx", stream.getvalue(), known, SCHEMAS).findings == ()


def test_a_line_above_the_pages_may_hold_nothing_but_a_value(tmp_path: Path) -> None:
    """As the name of the company; what somebody writes below it is told (KD668)."""
    template = docx.Document(str(forms.form("customer-file").template))
    template.sections[0].header.add_paragraph("{{ form.company }}")
    table = template.sections[0].footer.add_table(1, 2, docx.shared.Cm(10))
    table.cell(0, 0).text, table.cell(0, 1).text = "申江电梯", "{{ form.title }}"
    template.save(str(tmp_path / "customer-file.docx"))
    known = forms.forms(tmp_path)
    basis = forms.Basis(book(customer()), SCHEMAS, company="申江电梯股份有限公司")
    (one,) = forms.documents(known["customer-file"], basis)
    assert forms.read("a.docx", one.content, known, SCHEMAS).findings == ()
    opened = docx.Document(io.BytesIO(one.content))
    opened.sections[0].header.add_paragraph("电话换了，见名片")
    stream = io.BytesIO()
    opened.save(stream)
    (told,) = forms.read("a.docx", stream.getvalue(), known, SCHEMAS).findings
    assert (told.code, told.facts) == ("KD668", {"value": "电话换了，见名片"})
