"""All documents of a run in one: sound, and each still what it was."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from kamdocs import forms
from kamdocs.cli.main import run
from kamdocs.filenames import Names
from kamdocs.forms import Asked, Document
from kamdocs.model import Book
from tests import desk
from tests.forms import cabinet
from tests.forms.cabinet import W, text_of
from tests.forms.soundness import faults

SPANS = {"status-report": "2026Q3"}


def _bound(form: str, records: Book, asked: Asked | None = None) -> tuple[Document, list[Document]]:
    one = forms.bound(forms.form(form))
    made = cabinet.made(form, records, SPANS.get(form), asked)
    whole = forms.combine(one, made, "2026Q3", Names())
    assert whole is not None
    return whole, made


def _asked(records: Book) -> Asked:
    return {one.row: {"technical_owner": "own 1"} for one in records.customers}


@pytest.mark.parametrize("form", forms.forms())
@pytest.mark.parametrize("number", [None, 1, 5, 10])
def test_the_whole_passes_both_judges(form: str, number: int | None, tmp_path: Path) -> None:
    records = cabinet.full_book()
    if number is not None:
        records = cabinet.hostile_book(cabinet.HOSTILE[number])
    whole, _ = _bound(form, records, _asked(records))
    path = tmp_path / "whole.docx"
    path.write_bytes(whole.content)
    result = OpenXmlValidator().validate(path)
    assert [f"{one.part_uri} {one.description}" for one in result.errors] == []
    assert faults(whole.content) == []


@pytest.mark.parametrize("form", forms.forms())
def test_each_document_is_a_section_with_its_own_words_and_pages(form: str) -> None:
    records = cabinet.full_book()
    whole, made = _bound(form, records, _asked(records))
    opened = docx.Document(io.BytesIO(whole.content))
    singles = [docx.Document(io.BytesIO(one.content)) for one in made]
    assert len(made) > (0 if form == "visit-plan" else 1)  # of plans there is one a period
    assert len(opened.sections) == len(made)
    assert text_of(opened.element) == "".join(text_of(one.element) for one in singles)
    assert len(list(opened.comments)) == sum(len(list(one.comments)) for one in singles)
    for section, single in zip(opened.sections, singles, strict=True):
        own = single.sections[0]
        assert text_of(section.header._element) == text_of(own.header._element)
        assert ("机密" in etree.tostring(section.header._element, encoding="unicode")) == (
            "机密" in etree.tostring(own.header._element, encoding="unicode")
        )
        assert section.page_width == own.page_width
        assert [one.get(f"{W}start") for one in section._sectPr.iter(f"{W}pgNumType")] == ["1"]
        footer = etree.tostring(section.footer._element, encoding="unicode")
        counted = "NUMPAGES" in etree.tostring(own.footer._element, encoding="unicode")
        assert (" SECTIONPAGES " in footer) is counted is (form != "return-notice")
        assert "NUMPAGES" not in footer


def test_equal_parts_are_there_once_and_charts_for_each() -> None:
    whole, made = _bound("status-report", cabinet.full_book())
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        names = archive.namelist()
        core = archive.read("docProps/core.xml").decode()
    assert sum(name.startswith("word/charts/chart") for name in names) == len(made) == 3
    assert sum(name.endswith(".xlsx") for name in names) == 3
    assert names.count("word/styles.xml") == 1
    assert not [name for name in names if name.startswith("word/styles-")]
    assert "<dc:title>公司战略客户和大客户业务状况分析报告表</dc:title>" in core


def test_a_value_that_looks_like_a_field_stays_what_it_is() -> None:
    known = cabinet.book(cabinet.customer(name="NUMPAGES公司"), cabinet.customer(3, code="B"))
    whole, _ = _bound("customer-file", known)
    assert "NUMPAGES公司" in text_of(docx.Document(io.BytesIO(whole.content)).element)


def test_the_same_documents_give_the_same_bytes() -> None:
    for form in forms.forms():
        first, again = (_bound(form, cabinet.full_book())[0] for _ in range(2))
        assert first == again


def test_one_document_alone_and_none_at_all() -> None:
    whole, (single,) = _bound("customer-file", cabinet.book(cabinet.customer()))
    assert faults(whole.content) == []
    opened = (docx.Document(io.BytesIO(one.content)) for one in (whole, single))
    assert len({text_of(one.element) for one in opened}) == 1
    assert forms.combine(forms.form("customer-file"), [], "", Names()) is None


NUMBERING = f"""<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="4">
<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="3"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


def test_numbered_lists_of_a_template_begin_anew_in_each(tmp_path: Path) -> None:
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr></w:pPr></w:p>"
    link = f'<Relationship Id="rId99" Type="{OFFICE}/numbering" Target="numbering.xml"/>'
    kind = f'<Override PartName="/word/numbering.xml" ContentType="{KIND}"/>'
    more = {
        "word/document.xml": ("<w:tbl>", f"{item}<w:tbl>"),
        "word/_rels/document.xml.rels": ("</Relationships>", f"{link}</Relationships>"),
        "[Content_Types].xml": ("</Types>", f"{kind}</Types>"),
    }
    form = replace(forms.form("customer-file"), template=tmp_path / "lists.docx")
    with (
        zipfile.ZipFile(forms.form("customer-file").template) as archive,
        zipfile.ZipFile(form.template, "w") as copy,
    ):
        for name in archive.namelist():
            old, new = more.get(name, ("", ""))
            copy.writestr(name, archive.read(name).decode().replace(old, new, 1))
        copy.writestr("word/numbering.xml", NUMBERING)
    schemas = cabinet.SCHEMAS
    made = forms.documents(form, forms.Basis(cabinet.full_book(), schemas))
    whole = forms.combine(forms.bound(form), made, "", Names())
    assert whole is not None
    assert faults(whole.content) == []
    (tmp_path / "whole.docx").write_bytes(whole.content)
    assert OpenXmlValidator().validate(tmp_path / "whole.docx").errors == []
    opened = docx.Document(io.BytesIO(whole.content))
    assert [one.get(f"{W}val") for one in opened.element.iter(f"{W}numId")] == ["2", "3", "4"]
    numbering = opened.part.numbering_part.element
    assert [one.get(f"{W}val") for one in numbering.iter(f"{W}startOverride")] == ["3", "3"]


def test_the_pages_of_each_section_can_be_counted_by_libreoffice_too() -> None:
    whole, made = _bound("visit-report", cabinet.full_book())
    content = forms.countable(whole.content)
    assert faults(content) == []
    opened = docx.Document(io.BytesIO(content))
    footers = [etree.tostring(one.footer._element, encoding="unicode") for one in opened.sections]
    for number, footer in enumerate(footers, start=1):
        assert f" PAGEREF kamdocs_end_{number} " in footer
    assert len(footers) == len(made) == len(list(opened.element.iter(f"{W}bookmarkStart")))
    assert forms.countable(made[0].content) == made[0].content
    assert forms.countable(b"no document") == b"no document"


def test_the_command_binds_what_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    args = ["render", "visit-report", str(desk.example("samples/good")), "--as-of", "2026-10-08"]
    args += ["--period", "2026-09", "--manager", "沈知行", "--combine", "-o", "f"]
    assert run(args) == 0
    assert capsys.readouterr().out == f"{Path('f/客户拜访报告_合订本_2026-09_沈知行.docx')}\n"
    assert run([*args, "--name", "{title}"]) == 0
    assert capsys.readouterr().out == f"{Path('f/客户拜访报告.docx')}\n"
    assert run([*args, "--name", "{code}"]) == 2
    assert "KD939" in capsys.readouterr().err
    assert run([*args, "--manager", "沈知行", "--period", "2020"]) == 3
