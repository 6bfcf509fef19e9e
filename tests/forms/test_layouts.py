"""Layouts that templates of a company's own have, as Word writes them: what is printed in them is
sound, and comes back without a word."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from kamdocs import forms, intake
from kamdocs.forms import Document, Form
from kamdocs.model import HIDDEN, FileReading, Record
from kamdocs.words import mend_words
from tests.forms.cabinet import SCHEMAS, book, customer, visit
from tests.forms.soundness import faults

DOCUMENT = "word/document.xml"
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
LINE = "<w:p>{}</w:p>"
CELL = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>{}</w:tc>'
TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="{0}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    '<w:tblCaption w:val="x"/></w:tblPr><w:tblGrid>{1}</w:tblGrid>{2}</w:tbl>'
)
BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612"/>'
    '<w14:uncheckedState w14:val="2610"/></w14:checkbox>'
)
TEXT_BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt"><v:textbox>'
    f"<w:txbxContent>{LINE.format(RUN.format('（盖章）'))}</w:txbxContent></v:textbox></v:shape>"
    "</w:pict></w:r>"
)
PROMPT = RUN.format("单击输入")
GONE = ("industry", "contact", "fax", "attachments", "market_position")


class _Controls:
    """Makes controls as Word does, with ids of their own."""

    last = 700

    def __call__(self, tag: str, content: str, kind: str = "") -> str:
        self.last += 1
        return (
            f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{self.last}"/>{kind}</w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )


def _cell(*lines: str, width: int = 3000) -> str:
    """A cell of lines, each of runs and controls, or of tables."""
    blocks = (one if one.startswith("<w:tbl") else LINE.format(one) for one in lines)
    return CELL.format(width, "".join(blocks))


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _table(rows: str, width: int = 6000) -> str:
    columns = f'<w:gridCol w:w="{width // 2}"/>' * 2
    return TABLE.format(width, columns, rows)


def _layouts() -> dict[str, str]:
    """Rows of two cells, by what is in them."""
    control = _Controls()
    label = _cell(RUN.format("行业"))
    contact = _row(_cell(RUN.format("联系人"), width=1400), _cell(RUN.format("传真"), width=1400))
    values = _row(
        _cell(control("customer.contact", PROMPT), width=1400),
        _cell(control("customer.fax", PROMPT), width=1400),
    )
    industry = LINE.format(control("customer.industry", PROMPT))

    def said(words: str) -> str:
        return LINE.format(RUN.format(words))

    around = control("customer.industry", LINE.format(PROMPT))
    kinds = [
        control(f"customer.{tag}", RUN.format("☐"), BOX) + RUN.format(tag[-2:])
        for tag in (
            "market_position=领先",
            "market_position=一般",
            "attachments=营业执照",
            "attachments=财务报表",
        )
    ]
    papers = [
        control(f"customer.attachments={one}", _cell(RUN.format("☐"), width=1400), BOX)
        for one in ("营业执照", "财务报表")
    ]
    return {
        "a table in a cell": _row(label, _cell(_table(contact + values, 2800), "")),
        "a cell around which Word put the control": _row(
            label, control("customer.industry", _cell(PROMPT), "<w:text/>")
        ),
        "a control around a paragraph below another": _row(
            label,
            CELL.format(3000, said("主营：") + around + said("（写全）")),
        ),
        "a box to tick that is all of its cell": _row(
            label, control("customer.three_in_one=是", _cell(RUN.format("☐")), BOX)
        ),
        "a group of boxes with a cell each": _row(
            label, _cell(_table(_row(*papers), 2800), "")
        ),
        "two groups of boxes in one line": _row(label, _cell(RUN.format("\u3000").join(kinds))),
        "a box to tick around its paragraph": _row(
            label, CELL.format(3000, control("customer.three_in_one=是", said("☐"), BOX))
        ),
        "a row printed only where there is a fax": control(
            "customer.fax=", _row(label, _cell(RUN.format("{{ customer.fax }}")))
        ),
        "another field": _row(label, _cell(control("customer.status", PROMPT))),
        "a text box in a cell": _row(label, CELL.format(3000, industry + LINE.format(TEXT_BOX))),
    }  # fmt: skip


LAYOUTS = _layouts()


def _form(folder: Path, *layouts: str, bare: bool = False) -> Form:
    """The customer file with rows in tables of their own, at its end or, ``bare``, in place of its
    own tables."""
    form = forms.form("customer-file")
    xml, parts = _document(form)
    body, _, end = xml.rpartition("<w:sectPr")
    body = re.sub("<w:tbl>.*</w:tbl>", "", body) if bare else body
    added = LINE.format("").join(_table(LAYOUTS[one]) for one in layouts)
    added = LINE.format("") + added + LINE.format("")
    _save(folder / form.template.name, {**parts, DOCUMENT: f"{body}{added}<w:sectPr{end}".encode()})
    return forms.forms(folder)["customer-file"]


def _document(form: Form) -> tuple[str, dict[str, bytes]]:
    """The main part of a template, and all of its parts."""
    with zipfile.ZipFile(form.template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return parts[DOCUMENT].decode(), parts


def _save(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _made(form: Form, record: Record) -> Document:
    asked = {record.row: dict.fromkeys(SCHEMAS["customer"].fields, "account-manager 附件一")}
    (made,) = forms.documents(form, forms.Basis(book(record), SCHEMAS, asked=asked))
    return made


def _read(form: Form, content: bytes) -> FileReading:
    filled = forms.read("a.docx", content, {form.id: form}, SCHEMAS)
    return intake.reading_of(filled, content, SCHEMAS)


def _relabelled(content: bytes) -> bytes:
    """A document with 传真 in place of its second 联系人."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == DOCUMENT:
                first, mark, rest = part.partition(">联系人<".encode())
                part = first + mark + rest.replace(">联系人<".encode(), ">传真<".encode(), 1)
            new.writestr(name, part)
    return stream.getvalue()


def _untagged(content: bytes) -> bytes:
    """The document as LibreOffice saves it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == DOCUMENT:
                part = re.sub(b'<w:tag w:val="[^"]*"/>', b"", part)
            new.writestr(name, part)
    return stream.getvalue()


FILLED: dict[str, dict[str, Any]] = {
    "full": {},
    "bare": dict.fromkeys(GONE),
    "hidden": dict.fromkeys(("industry", "contact", "fax", "attachments"), HIDDEN),
}


@pytest.mark.parametrize("filled", FILLED)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_printed_in_it_comes_back(layout: str, filled: str, tmp_path: Path) -> None:
    if (layout, filled) == ("two groups of boxes in one line", "hidden"):
        return  # nobody can tell of which group it is what is printed behind them
    form, record = _form(tmp_path, layout), customer(2, **FILLED[filled])
    assert forms.survey(form, SCHEMAS).errors == []
    made = _made(form, record)
    assert faults(made.content) == []
    (tmp_path / "made.docx").write_bytes(made.content)
    judged = OpenXmlValidator().validate(tmp_path / "made.docx")
    assert [one.description for one in judged.errors] == []
    kept = _read(form, made.content)
    assert [one.code for one in kept.findings] == []
    if filled != "hidden":
        assert kept.records[0].get("industry") == record.get("industry")
    lost = _read(form, _untagged(made.content))
    assert [one.code for one in lost.findings] == ["KD193"]
    assert lost.records[0].values == kept.records[0].values


OTHERS = {
    "other labels, in four tables": (*list(LAYOUTS)[1:3], *list(LAYOUTS)[7:9]),
    "a field more": ("another field",),
}


@pytest.mark.parametrize("other", OTHERS)
def test_one_of_another_template_is_told_in_a_word_and_its_controls_are_read(
    other: str, tmp_path: Path
) -> None:
    """As where somebody reads it where the settings with its template are not: told were every row
    of it, and read was what stood in the place of another field."""
    form = _form(tmp_path, *OTHERS[other], bare=len(OTHERS[other]) > 1)
    made = _made(form, customer())
    known = _read(form, made.content)
    assert [one.code for one in known.findings] == []
    reading = _read(forms.form("customer-file"), made.content)
    assert [(one.code, str(one.place)) for one in reading.findings] == [("KD680", "[a.docx]")]
    assert "kamdocs.toml" in mend_words(reading.findings[0], "zh")
    assert [one.values for one in reading.records] == [one.values for one in known.records]
    assert reading.records[0].get("industry") == customer().get("industry")


def test_a_value_of_another_template_is_not_read_into_the_field_that_stands_there_now(
    tmp_path: Path,
) -> None:
    """As in a form made by an earlier version, of which one row had other fields; a control that
    somebody copied into another cell is read by its place."""
    own = forms.form("customer-file")
    xml, parts = _document(own)
    other = xml.replace('w:val="customer.fax"', 'w:val="customer.contact"')
    other = re.sub("<w:t>传真</w:t>|(?<=>)传真(?=</w:t>)", "联系人", other)
    other = other.replace("{{ customer.fax }}", "{{ customer.contact }}")
    _save(tmp_path / "customer-file.docx", {**parts, DOCUMENT: other.encode()})
    former = forms.forms(tmp_path)["customer-file"]
    content = _made(former, customer(contact="钱思远", fax=None)).content
    reading = _read(own, content)
    assert reading.records[0].get("fax") is None
    assert {one.code for one in reading.findings} == {"KD192"}
    copied = _relabelled(content)
    reading = _read(own, copied)
    assert [one.code for one in reading.findings] == ["KD198"]
    assert reading.records[0].get("fax") == "钱思远"


def test_a_control_bound_to_a_property_shows_what_is_printed(tmp_path: Path) -> None:
    """Word would show the property, the same on all documents, in its place."""
    form = _form(tmp_path, "another field")
    xml, parts = _document(form)
    bound = '<w:dataBinding w:xpath="/ns0:Company[1]" w:storeItemID="{6668398D}"/></w:sdtPr>'
    tag = '<w:tag w:val="customer.status"/>'
    before, _, behind = xml.partition(tag)
    behind = behind.replace("</w:sdtPr>", bound, 1)
    _save(form.template, {**parts, DOCUMENT: f"{before}{tag}{behind}".encode()})
    made = _made(form, customer(status="暂停"))
    (tmp_path / "made.docx").write_bytes(made.content)
    with zipfile.ZipFile(tmp_path / "made.docx") as archive:
        assert b"dataBinding" not in archive.read(DOCUMENT)
    assert _read(form, made.content).records[0].get("status") == "暂停"


def test_what_a_template_itself_hides_is_read_and_not_told(tmp_path: Path) -> None:
    """A number by which a company knows its forms again, for instance; what somebody else hides is
    told (KD669)."""
    form = _form(tmp_path, "another field")
    xml, parts = _document(form)
    (control,) = re.findall(r'<w:tag w:val="customer.status"/>.*?</w:sdt>', xml)
    hidden = control.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    _save(form.template, {**parts, DOCUMENT: xml.replace(control, hidden).encode()})
    reading = _read(form, _made(form, customer(status="暂停")).content)
    assert [one.code for one in reading.findings] == []
    assert reading.records[0].get("status") == "暂停"


def test_one_with_a_title_of_its_own_is_known_by_its_labels_where_its_tags_are_lost(
    tmp_path: Path,
) -> None:
    xml, parts = _document(forms.form("customer-file"))
    title = xml.replace("客户档案表</w:t>", "大客户信息登记卡</w:t>").encode()
    _save(tmp_path / "customer-file.docx", {**parts, DOCUMENT: title})
    known = forms.forms(tmp_path)
    lost = _untagged(_made(known["customer-file"], customer()).content)
    reading = intake.reading_of(forms.read("a.docx", lost, known, SCHEMAS), lost, SCHEMAS)
    assert [one.code for one in reading.findings] == ["KD193"]
    assert reading.records[0].values == customer().values


@pytest.mark.parametrize("label", ["", "编号"])
def test_a_value_in_a_paragraph_of_its_own_comes_back(label: str, tmp_path: Path) -> None:
    """Also where it has no label, or one with which a paragraph above begins: it was taken for the
    first paragraph of the form."""
    form = _form(tmp_path, bare=False)
    xml, parts = _document(form)
    body, _, end = xml.rpartition("<w:sectPr")
    line = LINE.format(RUN.format(label) + _Controls()("customer.status", PROMPT))
    _save(form.template, {**parts, DOCUMENT: f"{body}{line}<w:sectPr{end}".encode()})
    made = _made(form, customer(status="暂停"))
    kept = _read(form, made.content)
    assert [one.code for one in kept.findings] == []
    assert kept.records[0].get("status") == "暂停"
    lost = _read(form, _untagged(made.content))
    if not label:  # that one begins like another: without tags nobody can tell
        assert lost.records[0].values == kept.records[0].values


def _repeated(control: _Controls, content: str) -> str:
    item = control("", content, "<w15:repeatingSectionItem/>").replace('<w:tag w:val=""/>', "")
    return control("visit", item, "<w15:repeatingSection/>")


def _lists() -> dict[str, str]:
    """What is printed for each visit, with the label of the row below it."""
    control = _Controls()
    day, matters = (control(f"visit.{one}", PROMPT) for one in ("visited_on", "matters"))
    code = _row(_cell(RUN.format("编号")), _cell(control("customer.code", PROMPT)))
    two = _row(_cell(RUN.format("日期")), _cell(day)) + _row(
        _cell(RUN.format("事宜")), _cell(matters)
    )
    line = LINE.format(f"{RUN.format('● ')}{day}{RUN.format('：')}{matters}")
    return {
        "two rows for each": _table(_repeated(control, two) + code),
        "a paragraph for each": _repeated(control, line) + _table(code),
    }


LISTS = _lists()


@pytest.mark.parametrize("name", LISTS)
def test_what_is_printed_for_each_record_is_read_as_one(name: str, tmp_path: Path) -> None:
    own = replace(_form(tmp_path, bare=True), needs=("customer", "visit"))
    xml, parts = _document(own)
    body, _, end = xml.rpartition("<w:sectPr")
    _save(own.template, {**parts, DOCUMENT: f"{body}{LISTS[name]}<w:sectPr{end}".encode()})
    met = visit(matters=("交期",)), visit(3, visited_on=date(2026, 8, 3), matters=("样品", "价格"))
    basis = forms.Basis(book(customer(), *met), SCHEMAS)
    (made,) = forms.documents(own, basis)
    sealed = forms.sealed(made.content, own.id)
    for content, codes in ((sealed, []), (_untagged(sealed), ["KD193"])):
        reading = _read(own, content)
        assert [one.code for one in reading.findings] == codes
        found = [
            (one.get("visited_on"), one.get("matters"))
            for one in reading.records
            if one.kind == "visit"
        ]
        assert found == [(one.get("visited_on"), one.get("matters")) for one in met]
