"""Every form, whatever it is filled with, is a document that Word opens."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from kamdocs import forms
from kamdocs.forms import Asked
from kamdocs.model import Book
from tests.forms import cabinet
from tests.forms.soundness import faults

BOOKS: dict[str, Callable[[], Book]] = {
    "full": cabinet.full_book,
    "empty": cabinet.empty_book,
    **{
        f"hostile-{number}": lambda text=text: cabinet.hostile_book(text)  # type: ignore[misc]
        for number, text in enumerate(cabinet.HOSTILE)
    },
}


@pytest.mark.parametrize("filling", BOOKS)
@pytest.mark.parametrize("form", forms.forms())
def test_every_document_passes_both_judges(form: str, filling: str, tmp_path: Path) -> None:
    records = BOOKS[filling]()
    documents = cabinet.made(form, records, asked=_everything_asked(records))
    assert documents
    for document in documents:
        path = tmp_path / document.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(document.content)
        result = OpenXmlValidator().validate(path)
        assert [f"{one.part_uri} {one.description}" for one in result.errors] == []
        assert faults(document.content) == []


def _everything_asked(records: Book) -> Asked:
    return {
        record.row: {name: f"strategic-account {name}" for name in cabinet.SCHEMAS[kind].fields}
        for kind in ("customer", "visit", "business_status", "grading")
        for record in records.of(kind)
    }


BREAKS = {
    "a cell does not end with a paragraph": ("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>"),
    "an empty sdtContent": ("<w:sdtContent>.*?</w:sdtContent>", "<w:sdtContent/>"),
    "fields are not in full": ('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', ""),
    "sdtPr": ('<w:id w:val="2"/>', '<w:id w:val="1"/>'),
    "a row of": ('<w:gridSpan w:val="3"/>', ""),
    "too large": ('<w:id w:val="2"/>', '<w:id w:val="99999999999"/>'),
    "unknown prefix": ('mc:Ignorable="w14 w15"', 'mc:Ignorable="w14 w16"'),
    "comments []": ("<w:tbl>", '<w:p><w:commentRangeStart w:id="3"/></w:p><w:tbl>'),
}


@pytest.mark.parametrize("fault", BREAKS)
def test_our_own_judge_sees_what_it_is_there_for(fault: str) -> None:
    pattern, broken = BREAKS[fault]
    (document,) = cabinet.made("customer-file", cabinet.book(cabinet.customer()))
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoilt = io.BytesIO()
    with zipfile.ZipFile(spoilt, "w") as archive:
        for name, content in parts.items():
            if name in ("word/document.xml", "word/footer1.xml"):
                content = re.sub(pattern, broken, content.decode(), count=1).encode()
            archive.writestr(zipfile.ZipInfo(name), content)
    assert any(fault in one for one in faults(spoilt.getvalue()))


def test_the_package_is_a_sound_zip_in_a_fixed_order() -> None:
    for form in forms.forms():
        for document in cabinet.made(form, cabinet.full_book()):
            with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
                assert archive.testzip() is None
                names = archive.namelist()
            assert names[:3] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
            assert names[3:] == sorted(names[3:])
