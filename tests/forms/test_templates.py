"""Templates are held against the schemas before anything is filled, and forgive what Word does."""

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
import yaml
from openxml_audit import OpenXmlValidator

from kamdocs import data, forms
from kamdocs.faults import SetupFault
from kamdocs.forms import Form, load_forms
from kamdocs.model import Record, Unread
from kamdocs.text import Said
from tests.forms import cabinet
from tests.forms.cabinet import beside, book, control, customer, only, text_of, visit
from tests.forms.soundness import faults

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = data.folder("templates")
ENTRY = {
    "title": {"zh": "新表", "en": "New form"},
    "template": "new.docx",
    "each": "customer",
    "needs": ["customer"],
    "file": "{title}_{code}",
    "source": {"policy": "own", "title": "办法", "clause": "1"},
}
Change = Callable[[str], str]


def _new(folder: Path, change: Change, base: str = "customer-file", **entry: object) -> Form:
    """A form of one's own: an existing template with its words changed, and a manifest entry."""
    written = folder / "new.docx"
    with (
        zipfile.ZipFile(TEMPLATES / f"{base}.docx") as archive,
        zipfile.ZipFile(written, "w") as copy,
    ):
        for name in archive.namelist():
            content = archive.read(name).decode() if not name.endswith(".xlsx") else ""
            if name == "word/document.xml":
                changed = change(content)
                assert changed != content
                content = changed
            copy.writestr(name, content or archive.read(name))
    manifest = {"forms": {"new": {**ENTRY, **entry}}}
    (folder / "forms.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True), "utf-8")
    return load_forms(folder)["new"]


def _filled(form: Form, *records: Record) -> list[forms.Document]:
    known = book(*(records or (customer(),)))
    return list(forms.documents(form, forms.Basis(known, cabinet.SCHEMAS, company=cabinet.COMPANY)))


def test_an_amount_is_written_in_yuan_and_in_capitals_too(tmp_path: Path) -> None:
    paths = ("annual_sales", "annual_sales_yuan", "annual_sales_capitals")
    words = "|".join(f"{{{{ customer.{path} }}}}" for path in paths)
    form = _new(tmp_path, lambda content: content.replace("{{ customer.remark }}", words))
    assert beside(only(_filled(form)), "备注") == "6,800|68,000,000.00|人民币陆仟捌佰万元整"
    unread = customer(annual_sales=Unread("约六千{{7}}", "KD111"))
    assert beside(only(_filled(form, unread)), "备注") == "约六千{{7}}|约六千{{7}}|约六千{{7}}"
    assert beside(only(_filled(form, customer(annual_sales=None))), "备注") == "||"


def test_the_post_and_the_appointment_of_the_account_manager_stand_in_the_file() -> None:
    """一.3 of the trial rules for account managers asks for the post."""
    known = customer(account_manager_post="华东区经理", appointed_on=date(2025, 12, 15))
    document = only(cabinet.made("customer-file", book(known)))
    shown = [beside(document, label) for label in ("客户经理职务", "客户经理任命日期")]
    assert shown == ["华东区经理", "2025年12月15日"]


def _fault(form: Form) -> SetupFault:
    with pytest.raises(SetupFault) as caught:
        forms.documents(form, forms.Basis(book(), cabinet.SCHEMAS))
    return caught.value


def test_the_templates_are_what_their_script_writes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "templates.make", str(tmp_path)]
    subprocess.run(command, cwd=TEMPLATES.parent, check=True)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {name: (TEMPLATES / name).read_bytes() for name in written}
    assert [name for name in kept if kept[name] != written[name]] == []


def test_every_template_is_that_of_a_form() -> None:
    known = {form.template.name for form in forms.forms().values()}
    assert {path.name for path in TEMPLATES.glob("*.docx")} == known


def test_every_template_opens_as_a_form_with_its_places_to_be_seen() -> None:
    for form in forms.forms().values():
        opened = docx.Document(str(form.template))
        words = text_of(opened.element)
        assert "{{ " in words
        assert "{%" not in words
        assert form.title.zh in words
        assert faults(form.template.read_bytes()) == []
        assert OpenXmlValidator().validate(form.template).errors == []


@pytest.mark.parametrize(
    ("wrong", "name", "near"),
    [
        ("{{ customer.fone }}", "customer.fone", "customer.phone"),
        ("{{ visit.visitors }}", "visit.visitors", "-"),
        ("{{ phone }}", "phone", "customer.phone"),
        ("{{ 联系电话 }}", "联系电话", "customer.phone"),
        ("{{ 客户.传真号 }}", "客户.传真号", "customer.fax"),
    ],
)
def test_a_place_that_does_not_exist_is_reported_with_the_nearest(
    tmp_path: Path, wrong: str, name: str, near: str
) -> None:
    fault = _fault(_new(tmp_path, lambda xml: xml.replace("{{ customer.phone }}", wrong)))
    assert fault.file == "new.docx"
    assert (fault.code, fault.facts) == ("KD511", {"name": name, "near": near})


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ('w:val="customer.phone"', 'w:val="customer.phnoe"', "customer.phone"),
        ('w:val="customer.tier=战略客户"', 'w:val="customer.tier=战略"', "customer.tier=战略客户"),
        ('w:val="year"', 'w:val="years"', "year"),
        ('w:val="year.remark"', 'w:val="year.remarks"', "year.remark"),
    ],
)
def test_a_tag_that_does_not_exist_is_reported_with_the_nearest(
    tmp_path: Path, old: str, new: str, near: str
) -> None:
    fault = _fault(_new(tmp_path, lambda xml: xml.replace(old, new)))
    assert (fault.code, fault.facts["near"]) == ("KD511", near)
    assert fault.facts["name"] == new[7:-1]


@pytest.mark.parametrize(
    "wrong",
    [
        "{{ customer.phone",
        "{{ customer. }}",
        "{% for x in y %}",
        "{{ customer.phone|upper }}",
        "{{ customer['phone'] }}",
        "{{ customer.__class__.__mro__ }}",
        "{{ 7 * 7 }}",
        "{# a remark #}",
        "{{ (customer.phone) }}",
        "{{ customer . phone }}",
        "{{- customer.phone -}}",
    ],
)
def test_a_template_holds_places_and_no_logic(tmp_path: Path, wrong: str) -> None:
    form = _new(tmp_path, lambda xml: xml.replace("{{ customer.phone }}", wrong))
    fault = _fault(form)
    assert fault.code == ("KD543" if wrong.count("{") > wrong.count("}") else "KD512")
    assert fault.file == "new.docx"
    assert fault.spot == Said("表格1第3行第4格", "table 1, row 3, cell 4")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{ customer.phone }}", "{{ customer.phone }}\ufdd00\ufdd1"),
        ('w14:checkedState w14:val="2611"', 'w14:checkedState w14:val="D83D"'),
        ('w14:checkedState w14:val="2611"', 'w14:checkedState w14:val="0001"'),
    ],
)
def test_characters_that_no_document_holds_are_refused(tmp_path: Path, old: str, new: str) -> None:
    assert _fault(_new(tmp_path, lambda xml: xml.replace(old, new))).code == "KD510"


def test_what_is_no_word_document_is_said_to_be_none(tmp_path: Path) -> None:
    form = _new(tmp_path, lambda xml: xml + " ")
    for content in (b"", b"PK not a zip", b"{}"):
        form.template.write_bytes(content)
        assert _fault(form).code == "KD510"
    with zipfile.ZipFile(form.template, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert _fault(form).code == "KD510"
    form.template.unlink()
    assert _fault(form).code == "KD510"
    broken = _new(tmp_path, lambda xml: xml.replace("</w:body>", ""))
    assert _fault(broken).code == "KD510"


def test_a_place_that_word_cut_into_runs_is_healed(tmp_path: Path) -> None:
    cut = (
        '电话是{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr>'
        "<w:t>{ customer</w:t></w:r><w:r><w:t>.pho</w:t></w:r>"
        "<w:r><w:t>ne }} 或 {{ customer.fax }</w:t></w:r><w:r><w:t>}。"
    )
    form = _new(tmp_path, lambda xml: xml.replace("{{ customer.phone }}", cut))
    (document,) = _filled(form)
    assert faults(document.content) == []
    told = control(only([document]), "customer.phone")
    assert told == "电话是0512-63456789 或 0512-63456780。"


def test_a_tag_alone_is_enough_to_fill_a_control(tmp_path: Path) -> None:
    def without_place(xml: str) -> str:
        return xml.replace("{{ customer.phone }}", "单击此处输入文字")

    assert (
        control(only(_filled(_new(tmp_path, without_place))), "customer.phone") == "0512-63456789"
    )


def test_braces_of_the_document_itself_stay_what_they_are(tmp_path: Path) -> None:
    def with_braces(xml: str) -> str:
        return xml.replace('w:alias w:val="联系电话"', 'w:alias w:val="{{ 7*7 }}{% raw %}"')

    (document,) = _filled(_new(tmp_path, with_braces))
    opened = docx.Document(io.BytesIO(document.content))
    assert 'w:val="{{ 7*7 }}{% raw %}"' in opened.element.xml


def test_a_chart_that_cannot_be_drawn_is_a_fault_of_the_template(tmp_path: Path) -> None:
    entry = {"each": "month", "needs": ["business_status"], "file": "{title}_{month}"}

    def astray(xml: str) -> str:
        return xml.replace('<c:chart r:id="rId8"/>', '<c:chart r:id="rId9"/>')

    fault = _fault(_new(tmp_path, astray, base="status-report", **entry))
    assert (fault.code, fault.facts) == ("KD547", {"name": "month.volumes"})


def test_a_header_prints_values_but_takes_no_comment(tmp_path: Path) -> None:
    form = _new(tmp_path, lambda xml: xml + " ")
    with zipfile.ZipFile(form.template) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    held = (
        '<w:sdt><w:sdtPr><w:tag w:val="customer.fax"/><w:id w:val="900"/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>{{ customer.fax }}</w:t></w:r></w:sdtContent></w:sdt></w:p></w:hdr>"
    )
    parts["word/header1.xml"] = parts["word/header1.xml"].replace("</w:p></w:hdr>", held)
    with zipfile.ZipFile(form.template, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    blank = customer(fax=None)
    asked = {blank.row: {"fax": "own 1"}}
    known = book(blank)
    (document,) = forms.documents(form, forms.Basis(known, cabinet.SCHEMAS, asked=asked))
    assert faults(document.content) == []
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        header = archive.read("word/header1.xml").decode()
    assert "「待补」" in header
    assert "comment" not in header


def test_a_part_may_have_a_chinese_name(tmp_path: Path) -> None:
    form = _new(tmp_path, lambda xml: xml + " ")
    with zipfile.ZipFile(form.template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    header = parts.pop("word/header1.xml")
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        parts[name] = parts[name].replace(b"header1.xml", "页眉.xml".encode())
    with zipfile.ZipFile(form.template, "w") as archive:
        for name, content in {**parts, "word/页眉.xml": header}.items():
            archive.writestr(name, content)
    (document,) = _filled(form)
    assert faults(document.content) == []
    assert only([document]).sections[0].header.part.partname == "/word/页眉.xml"
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        assert "苏州" not in archive.read("word/页眉.xml").decode()


def test_what_stands_around_a_place_may_stand_only_where_it_does(tmp_path: Path) -> None:
    def around(xml: str) -> str:
        title = '<w:t xml:space="preserve">客户档案表</w:t></w:r>'
        held = (
            '<w:sdt><w:sdtPr><w:tag w:val="customer.fax="/><w:id w:val="900"/></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>（{{ customer.fax }}）</w:t></w:r></w:sdtContent></w:sdt>"
        )
        return xml.replace(title, title + held)

    form = _new(tmp_path, around)
    told, untold = (
        only(_filled(form, customer(fax=fax))).paragraphs[1]._p for fax in ("0512-1", None)
    )
    assert text_of(told) == "客户档案表（0512-1）"
    assert text_of(untold) == "客户档案表"


def test_rows_take_no_ids_that_the_template_uses_already(tmp_path: Path) -> None:
    taken = '<w:id w:val="100001"/>'
    (document,) = _filled(_new(tmp_path, lambda xml: xml.replace('<w:id w:val="1"/>', taken)))
    assert faults(document.content) == []


def test_a_template_without_comments_gets_them_when_they_are_needed(tmp_path: Path) -> None:
    form = _new(tmp_path, lambda xml: xml + " ")
    with zipfile.ZipFile(form.template) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    del parts["word/comments.xml"]
    with zipfile.ZipFile(form.template, "w") as archive:
        for name, content in parts.items():
            lines = content.replace("><", ">\n<").splitlines()
            kept = "\n".join(line for line in lines if "comments.xml" not in line)
            archive.writestr(name, kept)
    blank = customer(fax=None)
    asked = {blank.row: {"fax": "own 1"}}
    known = book(blank)
    (document,) = forms.documents(form, forms.Basis(known, cabinet.SCHEMAS, asked=asked))
    assert faults(document.content) == []
    assert [one.text for one in only([document]).comments] == [
        "own 1要求填写「传真」，目前是空白。"
    ]


def test_a_new_form_is_a_template_and_an_entry_and_may_repeat_another_kind(tmp_path: Path) -> None:
    def visits(xml: str) -> str:
        for old, new in (
            ('w:val="year"', 'w:val="visit"'),
            ("year.year", "visit.visited_on"),
            ("year.volume", "visit.visitors"),
            ("year.change", "visit.visit_no"),
            ("year.remark", "visit.remark"),
        ):
            xml = xml.replace(old, new)
        return xml

    form = _new(tmp_path, visits, needs=["customer", "visit"], rows={"visit": 2})
    drafted = visit(4, visited_on=date(2026, 8, 3), visit_no="C", status="草稿")
    other = customer(3, code="KA-002", name="华东快梯有限公司")
    later = visit(3, visited_on=date(2026, 8, 2), visit_no="B")
    first, second = _filled(form, customer(), other, visit(), later, drafted)
    assert [first.name, second.name] == ["新表_KA-001.docx", "新表_KA-002.docx"]
    assert faults(first.content) == []
    rows = [row[1:4] for row in cabinet.rows_of(only([first]))[7:9]]
    assert rows == [
        ["2026年7月15日", "李晓雯、韩冬", "BF-2026-0715"],
        ["2026年8月2日", "李晓雯、韩冬", "B"],
    ]
    assert [row[1:4] for row in cabinet.rows_of(only([second]))[7:9]] == [["", "", ""]] * 2
    back = forms.read("新表.docx", first.content, {"new": form}, cabinet.SCHEMAS)
    told = [
        (one.kind, one.entries[f"customer_{name}"].words, one.entries["visit_no"].words)
        for one in back.records
        for name in ("code", "name")
        if one.kind == "visit"
    ]
    assert told == [
        ("visit", "KA-001", "BF-2026-0715"), ("visit", "苏州迅捷电梯有限公司", "BF-2026-0715"),
        ("visit", "KA-001", "B"), ("visit", "苏州迅捷电梯有限公司", "B"),
    ]  # fmt: skip
    assert [one.kind for one in back.records] == ["customer", "visit", "visit"]


MAKE_ALL = """
import hashlib
from tests.forms import cabinet
from kamdocs import forms
for form in forms.forms():
    for document in cabinet.made(form, cabinet.full_book()):
        print(document.name, hashlib.sha256(document.content).hexdigest())
"""


def test_the_same_records_give_the_same_bytes_in_every_process() -> None:
    told = set()
    for seed in ("0", "1", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-X", "utf8", "-c", MAKE_ALL]
        run = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)
        told.add(run.stdout)
    assert len(told) == 1
    assert told.pop().count(b"\n") > len(forms.forms())


def test_the_same_records_give_the_same_bytes_again() -> None:
    for form in forms.forms():
        again = [cabinet.made(form, cabinet.full_book()) for _ in range(2)]
        assert again[0] == again[1]
        rows = (
            visit(),
            cabinet.grading(remark="另"),
            cabinet.status("2026-09", "1"),
            cabinet.planned(remark="另"),
        )
        renamed = book(customer(name="另一家"), *rows)
        changed = cabinet.made(form, renamed)
        assert changed[0].content != again[0][0].content


@pytest.mark.parametrize("form", forms.forms())
def test_no_form_says_a_day_that_a_policy_may_set_otherwise(form: str) -> None:
    """What a policy has under its parameters is a company's to change; a template is not read."""
    words = text_of(docx.Document(str(forms.form(form).template)).element)
    assert re.search(r"\d+\s*[日天月]", words) is None
