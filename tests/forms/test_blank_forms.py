"""Empty forms: every control is there, holds nothing, and takes what people write."""

import io
import re
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from kamdocs import forms
from kamdocs.forms import Document
from tests.forms import cabinet
from tests.forms.cabinet import W, rows_of, text_of, ticked
from tests.forms.soundness import faults

FORMS = tuple(forms.forms())


def _blank(form: str) -> Document:
    (document,) = forms.blank(forms.form(form), cabinet.SCHEMAS, cabinet.COMPANY, cabinet.SCALE)
    return document


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_form_passes_both_judges_and_is_the_same_again(form: str, tmp_path: Path) -> None:
    document = _blank(form)
    assert document == _blank(form)
    assert document.name == f"{forms.form(form).title.zh}_空白.docx"
    assert (faults(document.content), document.notes) == ([], ())
    path = tmp_path / "one.docx"
    path.write_bytes(document.content)
    assert OpenXmlValidator().validate(path).errors == []


@pytest.mark.parametrize("form", FORMS)
def test_every_control_of_the_template_is_there_and_holds_nothing(form: str) -> None:
    opened = docx.Document(io.BytesIO(_blank(form).content))
    template = docx.Document(str(forms.form(form).template))
    told = {_tag(one) for one in template.element.iter(f"{W}sdt")}
    held = {_tag(one) for one in opened.element.iter(f"{W}sdt")}
    assert {tag for tag in told - held if not tag.endswith("=")} <= {"month.volumes"}
    assert ticked(opened) == set()
    computed = ("part.name", "month.volumes")
    for one in opened.element.iter(f"{W}sdt"):
        tag, inner = _tag(one), one.find(f".//{W}sdt")
        if "." in tag and "=" not in tag and inner is None and tag not in computed:
            assert one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
            assert not re.sub(r"[\s年月日]", "", text_of(one.find(f"{W}sdtContent"))), tag
    assert "待补" not in text_of(opened.element)
    assert list(opened.comments) == []


def _tag(control: etree._Element) -> str:
    found = control.find(f"{W}sdtPr/{W}tag")
    return "" if found is None else str(found.get(f"{W}val"))


@pytest.mark.parametrize(
    ("form", "repeated", "many"),
    [
        ("customer-file", "year.year", 3),
        ("visit-report", "person.name", 2),
        ("visit-report", "action.matter", 3),
        ("status-report", "status.customer_name", 8),
        ("grade-evaluation", "part.figure", 3),
    ],
)
def test_repeated_rows_are_as_many_as_the_manifest_says(
    form: str, repeated: str, many: int
) -> None:
    opened = docx.Document(io.BytesIO(_blank(form).content))
    assert [_tag(one) for one in opened.element.iter(f"{W}sdt")].count(repeated) == many


def test_sentences_leave_room_for_what_is_written_into_them() -> None:
    letter = docx.Document(io.BytesIO(_blank("return-notice").content))
    lines = [text_of(one) for one in letter.element.body.iter(f"{W}p")]
    for line in (
        "　　　　　　：", "共　　个文件，与您有关的有　　行。", "共　　项。", "　　年　月　日",
        "如有疑问，请与　　　　　　联系。",
    ):  # fmt: skip
        assert line in lines
    plan = docx.Document(io.BytesIO(_blank("visit-plan").content))
    assert "　　次" in [text_of(one) for one in plan.element.iter(f"{W}tc")]


def test_what_is_known_without_a_record_is_printed() -> None:
    rows = rows_of(docx.Document(io.BytesIO(_blank("grade-evaluation").content)))
    assert ["回款率", "30分", "满100得30分，不足的按比例", "", ""] in rows
    assert ["按得分", "", "A 80分以上，B 60分以上，C 不足60分", "综合得分", ""] in rows
    (unscaled,) = forms.blank(forms.form("grade-evaluation"), cabinet.SCHEMAS, "", None)
    assert faults(unscaled.content) == []
    report = rows_of(docx.Document(io.BytesIO(_blank("status-report").content)))
    assert report[2][-1] == "\n责任人："
