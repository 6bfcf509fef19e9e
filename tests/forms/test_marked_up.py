"""What programs and reviewers leave in a form beside its values: prompts, comments, footnotes, sounds
of characters, text boxes, rows that came or went."""

import io
import re
import zipfile

import pytest

from kamdocs import forms, intake
from kamdocs.model import FileReading
from kamdocs.words import what
from tests.forms import cabinet
from tests.forms.cabinet import SCHEMAS, book, customer, made, visit

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
NOTE = f'<w:{{0}} xmlns:w="{W}"><w:{{1}} w:id="7" w:author="张三"><w:p>{RUN.format("{2}")}</w:p>'
NOTE += "</w:{1}></w:{0}>"
BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p>"
    f"{RUN}</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>"
    f"{RUN}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
).replace("{}", "月底前到货")


def _form(form: str = "customer-file") -> bytes:
    return made(form, book(customer(), visit()))[0].content


def _put(content: bytes, parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts.get(name) or old.read(name))
    return stream.getvalue()


def _xml(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def _changed(content: bytes, *changes: tuple[str, str]) -> bytes:
    xml = _xml(content)
    for old, new in changes:
        assert old in xml
        xml = xml.replace(old, new, 1)
    return _put(content, {"word/document.xml": xml})


def _row(content: bytes, tag: str) -> str:
    (row,) = re.findall(
        rf'<w:tr>(?:(?!</w:tr>).)*<w:tag w:val="{tag}"/>(?:(?!</w:tr>).)*</w:tr>', _xml(content)
    )
    return str(row)


def _control(content: bytes, tag: str, words: str, hollow: str = "") -> tuple[str, str]:
    found = re.search(
        rf'(<w:tag w:val="{tag}"/>(?:(?!</w:sdtPr>).)*)(</w:sdtPr><w:sdtContent>).*?(?=</w:sdtCon)',
        _xml(content),
    )
    assert found
    return found[0], f"{found[1]}{hollow}{found[2]}{words}"


def _read(content: bytes) -> FileReading:
    filled = forms.read("客户档案表.docx", content, forms.forms(), SCHEMAS)
    return intake.reading_of(filled, content, SCHEMAS)


def _told(reading: FileReading) -> list[str]:
    return [f"{one.code} {str(one.place).partition('] ')[2]}" for one in reading.findings]


@pytest.mark.parametrize(
    "prompt",
    [
        "单击或点击此处输入文字。", "单击此处输入文字。", "单击或点击此处输入日期。", "选择一项。",
        "按一下或點選這裡以輸入文字。", "Click or tap here to enter text.", "Choose an item.",
        "Click here to enter a date.", "\xa0" * 5,
    ],
)  # fmt: skip
def test_the_prompt_of_a_control_that_was_emptied_is_no_value(prompt: str) -> None:
    """Word and LibreOffice put their own words where somebody deleted what a control held."""
    whole = _form()
    for tag, name in (("customer.contact", "contact"), ("customer.favour_until", "favour_until")):
        words = RUN.format(prompt)
        reading = _read(_changed(whole, _control(whole, tag, words, "<w:showingPlcHdr/>")))
        assert (_told(reading), reading.records[0].get(name)) == ([], None)
    typed = _control(whole, "customer.contact", RUN.format("钱小姐"), "<w:showingPlcHdr/>")
    assert _read(_changed(whole, typed)).records[0].get("contact") == "钱小姐"


def test_how_a_character_sounds_is_not_part_of_a_name() -> None:
    whole = _form()
    sounded = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{RUN.format('qián')}</w:rt>"
        f"<w:rubyBase>{RUN.format('钱')}</w:rubyBase></w:ruby></w:r>{RUN.format('思远')}"
    )
    reading = _read(_changed(whole, _control(whole, "customer.contact", sounded)))
    assert (_told(reading), reading.records[0].get("contact")) == ([], "钱思远")
