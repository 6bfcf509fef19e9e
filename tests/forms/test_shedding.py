"""Of who made a template, on which computer and out of what, its documents tell nothing."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from kamdocs import forms
from kamdocs.forms.combining import combined
from tests.forms.cabinet import SCHEMAS, book, customer
from tests.forms.soundness import faults

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
WORD15 = "http://schemas.microsoft.com/office/word/2012/wordml"
LINK = '<Relationship Id="rTell{}" Type="{}" Target="{}"{}/>'
OUTSIDE = ' TargetMode="External"'
TYPED = '<Override PartName="/word/people.xml" ContentType="{}"/>'.format(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"
)
ADDED = {
    "docProps/thumbnail.jpeg": "\xff\xd8 the first page, as it looked: 王小明",
    "word/people.xml": f'<w15:people xmlns:w15="{WORD15}"><w15:person w15:author="王小明">'
    '<w15:presenceInfo w15:providerId="AD" w15:userId="S::王小明@corp.cn"/></w15:person>'
    "</w15:people>",
    "docProps/app.xml": f'<Properties xmlns="{EXTENDED}"><Template>王小明.dotx</Template><Manager>'
    "王小明</Manager><Company>王小明</Company><Application>Word</Application></Properties>",
    "word/_rels/settings.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
    + LINK.format(1, f"{OFFICE}/attachedTemplate", r"file:///C:\Users\王小明\a.dotx", OUTSIDE)
    + LINK.format(2, f"{OFFICE}/mailMergeSource", r"file:///C:\Users\王小明\客户.xlsx", OUTSIDE)
    + "</Relationships>",
}
PUT = {
    "word/settings.xml": (
        "<w:defaultTabStop",
        f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rTell1"/><w:mailMerge><w:mainDocumentType '
        'w:val="formLetters"/><w:dataType w:val="native"/><w:connectString w:val="Data Source='
        f'C:\\Users\\王小明\\客户.xlsx"/><w:dataSource xmlns:r="{OFFICE}" r:id="rTell2"/>'
        "</w:mailMerge><w:defaultTabStop",
    ),
    "_rels/.rels": (
        "</Relationships>",
        LINK.format(1, f"{PACKAGE}/metadata/thumbnail", "docProps/thumbnail.jpeg", "")
        + "</Relationships>",
    ),
    "word/_rels/document.xml.rels": (
        "</Relationships>",
        LINK.format(
            1, "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml", ""
        )
        + "</Relationships>",
    ),
    "[Content_Types].xml": (
        "</Types>", f'<Default Extension="jpeg" ContentType="image/jpeg"/>{TYPED}</Types>',
    ),
}  # fmt: skip


def _template(path: Path) -> None:
    """The customer file as it comes back from somebody's Word, with all that tells of him."""
    old = forms.form("customer-file").template
    with zipfile.ZipFile(old) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, (before, after) in PUT.items():
        assert before in parts[name]
        parts[name] = parts[name].replace(before, after)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**parts, **ADDED}.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("many", [1, 2])
def test_nothing_in_a_document_tells_who_made_its_template(many: int, tmp_path: Path) -> None:
    _template(tmp_path / "customer-file.docx")
    form = forms.forms(tmp_path)["customer-file"]
    known = book(customer(), customer(3, code="KA-002"))
    found = list(forms.documents(form, forms.Basis(known, SCHEMAS)))
    content = found[0].content if many == 1 else combined([one.content for one in found], "合订本")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        telling = [name for name in archive.namelist() if "王小明".encode() in archive.read(name)]
        assert telling == []
        types = archive.read("[Content_Types].xml").decode()
    assert "people" not in types
    (tmp_path / "made.docx").write_bytes(content)
    assert OpenXmlValidator().validate(tmp_path / "made.docx").errors == []
    assert faults(content) == []


ELSEWHERE = "package/services/metadata/core-properties/1.psmdcp"


@pytest.mark.parametrize("where", ["", ELSEWHERE])
def test_the_properties_of_a_document_are_ours_wherever_its_template_has_them(
    where: str, tmp_path: Path
) -> None:
    """Some programs keep them under another name, others write none."""
    with zipfile.ZipFile(forms.form("customer-file").template) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    told = "<dc:description>王小明</dc:description></cp:coreProperties>"
    core = parts.pop("docProps/core.xml").replace("</cp:coreProperties>", told)
    types = parts["[Content_Types].xml"]
    override = re.search('<Override PartName="/docProps/core.xml"[^>]*/>', types)
    link = re.search('<Relationship [^>]*core-properties"[^>]*/>', parts["_rels/.rels"])
    assert override
    assert link
    named = override[0].replace("docProps/core.xml", where) if where else ""
    led = link[0].replace("docProps/core.xml", where) if where else ""
    parts["[Content_Types].xml"] = types.replace(override[0], named)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(link[0], led)
    parts |= {where: core} if where else {}
    with zipfile.ZipFile(tmp_path / "customer-file.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    form = forms.forms(tmp_path)["customer-file"]
    (made,) = forms.documents(form, forms.Basis(book(customer()), SCHEMAS, company="申江"))
    properties = docx.Document(io.BytesIO(made.content)).core_properties
    assert (properties.author, properties.comments) == ("申江", "")
    assert properties.title == "客户档案表 苏州迅捷电梯有限公司"
    assert faults(made.content) == []
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        assert [
            name for name in archive.namelist() if "王小明".encode() in archive.read(name)
        ] == []
