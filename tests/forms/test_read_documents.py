"""Documents as people hand them in: damaged, meant to harm, with rows added and controls gone."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any
from xml.sax.saxutils import escape

import docx
import pytest

from kamdocs import forms, intake, paperwork
from kamdocs.forms.combining import combined
from kamdocs.forms.part import drop
from kamdocs.model import HIDDEN, LANGS, Book, FileReading, Report, Text, Unread, YearVolume
from kamdocs.reports import as_text
from kamdocs.reports.ledger import file_words
from kamdocs.validation import differences
from kamdocs.words import what
from tests.forms import cabinet
from tests.forms.cabinet import AS_OF, SCHEMAS, book, customer, grading, made, visit

RELATIONSHIP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://x/officeDocument" Target="{}"/></Relationships>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _read(content: bytes, name: str = "客户档案表.docx") -> FileReading:
    return intake.reading_of(forms.read(name, content, forms.forms(), SCHEMAS), content, SCHEMAS)


def _zip(parts: dict[str, str | bytes], target: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONSHIP.format(target))
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _document(body: str, head: str = "") -> bytes:
    return _zip({"word/document.xml": f'{head}<w:document xmlns:w="{W}">{body}</w:document>'})


def _locked() -> bytes:
    """A package whose main part says that it is encrypted."""
    content = bytearray(_document("<w:body/>"))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.rfind(mark)
        content[at + flags] |= 1
    return bytes(content)


BOMB = "<!DOCTYPE b [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '&{of};&{of};&{of};&{of};&{of};&{of};&{of};&{of};'>"
    for of, name in zip("abcdefghij", "bcdefghijk", strict=True)
) + "]>"  # fmt: skip
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "空的"),
    "text": (lambda: "客户档案表".encode(), "不是.docx"),
    "old .doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "密码"),
    "half a zip": (lambda: _document("<w:body/>")[:-40], "不是.docx"),
    "no parts": (lambda: _zip({}), "没有Word文档的正文"),
    "no relationships": (lambda: b"PK\x05\x06" + b"\0" * 18, "没有Word文档的正文"),
    "a path out of the package": (lambda: _zip({}, "../../../etc/passwd"), "没有Word"),
    "a part with a password": (_locked, "不是.docx"),
    "entities": (lambda: _document("<w:body><w:p>&k;</w:p></w:body>", BOMB), "DTD"),
    "entities in UTF-16": (
        lambda: _zip({
            "word/document.xml": f"<?xml version='1.0' encoding='UTF-16'?>{BOMB}<b>&k;</b>"
            .encode("utf-16")
        }),
        "损坏",
    ),
    "a file from outside": (
        lambda: _document("&x;", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "DTD",
    ),
    "far too deep": (lambda: _document("<w:p>" * 5000 + "</w:p>" * 5000), "损坏"),
    "far too large": (lambda: _document(" " * (2**26 + 1)), "太大"),
    "far too many parts": (lambda: _zip({f"a{number}": "" for number in range(2001)}), "太大"),
    "broken": (lambda: _document("<w:body>"), "损坏"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_with_a_word(name: str) -> None:
    content, words = HOSTILE[name]
    reading = _read(content())
    assert [one.code for one in reading.findings] == ["KD190"]
    assert words in what(reading.findings[0], "zh")
    assert (reading.read, reading.records) == (False, ())


def test_a_document_that_is_none_of_the_forms_is_said_to_be_none() -> None:
    stream = io.BytesIO()
    letter = docx.Document()
    letter.add_paragraph("关于客户档案表的通知")
    letter.save(stream)
    reading = _read(stream.getvalue())
    assert [(one.code, reading.read) for one in reading.findings] == [("KD191", False)]
    sheet = Path(__file__).resolve().parents[2] / "samples/good/客户档案-华东.xlsx"
    assert [one.code for one in _read(sheet.read_bytes(), "a.xlsx").findings] == ["KD191"]


def _changed(content: bytes, *changes: tuple[str, str]) -> bytes:
    """A document with its main part changed, each pattern once."""
    xml = _part(content)
    for pattern, new in changes:
        xml, many = re.subn(pattern, new, xml, count=1, flags=re.DOTALL)
        assert many == 1, pattern
    return _with_part(content, xml)


def _with_part(content: bytes, xml: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, xml if name == "word/document.xml" else part)
    return stream.getvalue()


def _part(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def _untagged(content: bytes) -> bytes:
    tags = re.findall(r"<w:tag [^>]*/>", _part(content))
    return _changed(content, *((re.escape(tag), "") for tag in tags))


def _form(form: str) -> bytes:
    rows = visit(), grading(), cabinet.status("2026-09", "560"), cabinet.planned()
    known = book(customer(), *rows)
    return made(form, known)[0].content


def _codes(reading: FileReading) -> list[str]:
    return [one.code for one in reading.findings]


@pytest.mark.parametrize("form", cabinet.READ_BACK)
def test_a_form_whose_tags_are_lost_is_read_by_its_labels(form: str) -> None:
    whole = _form(form)
    tagged, untagged = _read(whole), _read(_untagged(whole))
    assert (_codes(tagged), _codes(untagged)) == ([], ["KD193"])
    assert [one.values for one in untagged.records] == [one.values for one in tagged.records]
    assert untagged.records[0].values
    for first, second in zip(tagged.records, untagged.records, strict=True):
        assert {n: first.place(n) for n in first.values} == {
            n: second.place(n) for n in first.values
        }


def test_a_form_that_word_saved_as_strict_open_xml_is_read_as_any() -> None:
    whole = _form("customer-file")
    strict = _changed(whole, (re.escape(W), "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert _codes(_read(strict)) == []
    assert _read(strict).records[0].values == _read(whole).records[0].values


@pytest.mark.parametrize("title", ["Customer file", "CUSTOMER FILE"])
def test_a_form_with_an_english_title_is_known_by_it(title: str) -> None:
    """As in a template of a company that writes English, when LibreOffice has saved the form."""
    whole = _form("customer-file")
    english = _changed(_untagged(whole), (">客户档案表<", f">{title}<"))
    assert _codes(_read(english)) == ["KD193", "KD668"]  # the template here says 客户档案表
    assert [one.values for one in _read(english).records] == [
        one.values for one in _read(_untagged(whole)).records
    ]


def test_one_whose_labels_differ_too_is_refused_with_the_cell() -> None:
    spoilt = _changed(_untagged(_form("customer-file")), (">电话<", ">手机<"))
    reading = _read(spoilt)
    assert [(one.code, str(one.place)) for one in reading.findings] == [
        ("KD192", "[客户档案表.docx] 表1 行3 列3")
    ]
    assert what(reading.findings[0], "zh").count("电话") == 1
    assert (reading.read, reading.records) == (False, ())
    fewer = _changed(_untagged(_form("visit-report")), ("<w:tbl>.*?</w:tbl>", ""))
    assert "3张表" in what(_read(fewer).findings[0], "zh")


@pytest.mark.parametrize(
    "taken", ["<w:tr>.*</w:tr>", "<w:tc>.*?</w:tr>", "<w:tbl>.*</w:tbl>", "<w:sdtContent>.*?<w:tc>"]
)
def test_a_form_that_lost_its_rows_or_cells_is_no_trouble(taken: str) -> None:
    broken = {"<w:tc>.*?</w:tr>": "</w:tr>", "<w:sdtContent>.*?<w:tc>": "<w:sdtContent><w:tc>"}
    for content in (_form("customer-file"), _untagged(_form("customer-file"))):
        reading = _read(_changed(content, (taken, broken.get(taken, ""))))
        assert {"KD190", "KD191", "KD192"} & set(_codes(reading))


def _said_again(words: str, *pieces: str, asks: str = 'FILLIN ""') -> str:
    """What LibreOffice makes of a control that went through .odt, .doc or .rtf: a field with its
    words, and the same field behind each piece of them; of .rtf with 0 behind the last."""
    instruction = f"<w:instrText> {escape(asks)} </w:instrText>"
    again = f"<w:t>{words}</w:t>"
    asking = "".join(
        f"<w:r>{one}</w:r>"
        for one in (
            '<w:fldChar w:fldCharType="begin"/>', instruction,
            '<w:fldChar w:fldCharType="separate"/>', again, '<w:fldChar w:fldCharType="end"/>',
        )
    )  # fmt: skip
    told = "".join(f"<w:r><w:t>{piece}</w:t></w:r>{asking}" for piece in pieces)
    return rf"<w:p\1</w:pPr>{asking}{told}</w:p>"


def _said_again_as_deleted(words: str) -> str:
    """As .doc has it here and there: the repeats are marked as deleted."""
    first, mark, again = _said_again(words, words, asks="FORMTEXT").rpartition("<w:instrText>")
    run = f"<w:r><w:t>{words}</w:t></w:r>"
    assert run in again
    gone = run.replace("w:t>", "w:delText>")
    return first + mark + again.replace(run, f'<w:del w:id="0" w:author="x">{gone}</w:del>')


@pytest.mark.parametrize(
    ("again", "name"),
    [
        (_said_again_as_deleted("迅捷A梯"), "迅捷A梯"),
        (_said_again("迅捷A梯"), "迅捷A梯"),
        (_said_again("迅捷A梯", "迅捷A梯"), "迅捷A梯"),
        (_said_again("迅捷A梯", "迅捷", "A", "梯"), "迅捷A梯"),
        (_said_again("迅捷A梯", "梯"), "迅捷A梯"),
        (_said_again("迅捷A梯", "", "梯"), "迅捷A梯"),
        (_said_again("迅捷A梯", "A"), "迅捷A梯A迅捷A梯"),
        (_said_again("迅捷A梯", "梯", "迅捷"), "迅捷A梯迅捷迅捷A梯"),
        (_said_again("迅捷A梯", "厂"), "迅捷A梯厂迅捷A梯"),
        (_said_again("迅捷A梯", "迅捷A梯", "", asks="FORMTEXT"), "迅捷A梯"),
        (_said_again("迅捷A梯", "迅捷A梯", "0", asks="FORMTEXT"), "迅捷A梯"),
        (_said_again("第10机", "10", "机0", asks="FORMTEXT"), "第10机"),
    ],
)
def test_what_libreoffice_says_again_is_said_once(again: str, name: str) -> None:
    pattern = r"<w:p((?:(?!<w:p\b).)*?)</w:pPr>(?:(?!</w:p>).)*?苏州迅捷电梯有限公司.*?</w:p>"
    reading = _read(_changed(_untagged(_form("customer-file")), (pattern, again)))
    assert (_codes(reading), reading.records[0].get("name")) == (["KD193"], name)


def test_every_value_has_its_table_row_and_cell() -> None:
    (record,) = _read(_form("customer-file")).records
    places = {
        name: str(record.place(name)).removeprefix("[客户档案表.docx] ")
        for name in ("name", "contact", "phone", "yearly_volumes", "credit_code", "updated_on")
    }
    assert places == {
        "name": "表1 行1 列2", "contact": "表1 行3 列2", "phone": "表1 行3 列4",
        "yearly_volumes": "表1 行8 列2", "credit_code": "表2 行1 列3", "updated_on": "正文 行3",
    }  # fmt: skip


def test_the_figures_of_a_grading_are_found_by_their_labels() -> None:
    content = _form("grade-evaluation")
    (record,) = _read(content).records
    assert [str(record.get(name)) for name in ("annual_sales", "collection_rate")] == ["1480", "75"]
    renamed = _read(_changed(content, (">回款率<", ">回款情况<")))
    assert _codes(renamed) == ["KD196"]
    assert renamed.records[0].get("collection_rate") is None


@pytest.mark.parametrize("form", ["customer-file", "visit-report", "grade-evaluation"])
def test_several_forms_in_one_document_are_read_each_by_itself(form: str) -> None:
    one = _form(form)
    twice = _changed(one, (r"(<w:body>)(.*)(?=<w:sectPr)", r"\1\2\2"))
    alone, both = _read(one), _read(twice)
    assert _codes(both) == _codes(alone)
    assert [record.values for record in both.records] == [alone.records[0].values] * 2
    assert len({str(record.row) for record in both.records}) == 2
    assert _codes(_read(combined([one, one], "合订本"))) == _codes(alone)
    for words in ("月底前到货", "访问计划"):
        added = _changed(twice, (_END, rf"{_PARAGRAPH.format(words)}\1"))
        assert _codes(_read(added)) == [*_codes(alone), "KD668"]


@pytest.mark.parametrize("form", cabinet.READ_BACK)
def test_several_forms_whose_tags_are_lost_are_read_each_by_its_labels(form: str) -> None:
    one = _form(form)
    alone = _read(one)
    for whole in (
        _changed(one, (r"(<w:body>)(.*)(?=<w:sectPr)", r"\1\2\2")),
        combined([one] * 3, ""),
    ):
        reading = _read(_untagged(whole))
        assert _codes(reading) == ["KD193"]
        assert {str(record.values) for record in reading.records} == {str(alone.records[0].values)}
        assert len({str(record.row) for record in reading.records}) == len(reading.records) > 1


def test_of_several_forms_that_which_differs_is_refused_and_the_others_are_read() -> None:
    one = _form("customer-file")
    spoilt = _changed(
        _untagged(combined([one, one, one], "")), (">电话<(.*?)>电话<", r">电话<\1>手机<")
    )
    reading = _read(spoilt)
    assert [(one.code, str(one.place)) for one in reading.findings] == [
        ("KD193", "[客户档案表.docx]"), ("KD192", "[客户档案表.docx] 表3 行3 列3"),
    ]  # fmt: skip
    assert [record.row.sheet for record in reading.records] == ["表1", "表5"]


@pytest.mark.parametrize(
    "order", [("customer-file", "visit-report"), ("visit-report", "customer-file", "status-report"),
              ("visit-report", "visit-report", "visit-plan", "grade-evaluation", "customer-file")],
)  # fmt: skip
def test_forms_of_several_kinds_in_one_document_are_read_each_as_what_it_is(
    order: tuple[str, ...],
) -> None:
    wanted = [record.values for form in order for record in _read(_form(form)).records]
    whole = combined([_form(form) for form in order], "")
    for content, codes in ((whole, set()), (_untagged(whole), {"KD193"})):
        reading = _read(content)
        assert {*_codes(reading)} == codes
        assert [record.values for record in reading.records] == wanted


def test_forms_with_their_title_in_both_languages_are_told_apart(tmp_path: Path) -> None:
    """As in a company's own templates: the line above both titles belongs to the form below it."""

    def twice(content: bytes, title: Text) -> bytes:
        line = rf"(<w:p>(?:(?!</w:p>).)*>){title.zh}(<.*?</w:p>)"
        return _changed(content, (line, rf"\g<0>\g<1>{title.en}\g<2>"))

    known = dict(forms.forms())
    for id in ("customer-file", "visit-report"):
        template = tmp_path / known[id].template.name
        template.write_bytes(twice(known[id].template.read_bytes(), known[id].title))
        known[id] = replace(known[id], template=template)
    order = ("customer-file", "visit-report", "customer-file")
    whole = combined([twice(_form(id), known[id].title) for id in order], "")
    for content, codes in ((whole, set()), (_untagged(whole), {"KD193"})):
        filled = forms.read("合订.docx", content, known, SCHEMAS)
        assert {one.code for one in filled.findings} == codes
        assert [one.kind for one in filled.records] == ["customer", "visit", "customer"]


def test_another_form_named_in_a_cell_makes_it_none_of_that_kind() -> None:
    noted = made("visit-report", book(customer(), visit(remark="客户档案表")))[0].content
    assert _codes(_read(_untagged(noted))) == ["KD193"]
    sheets = cabinet.planned(), visit()
    letter = made("return-notice", book(customer(), *sheets))[0].content
    assert "访问计划</w:t>" in _part(letter)
    assert _codes(_read(letter)) == ["KD191"]


@pytest.mark.parametrize("form", cabinet.READ_BACK)
@pytest.mark.parametrize("tags", [True, False])
def test_forms_that_are_only_named_above_one_are_not_taken_for_forms(form: str, tags: bool) -> None:
    """As on a cover sheet that lists the papers."""
    named = [one.title.zh for one in forms.forms().values() if one.id != form]
    cover = "".join(map(_PARAGRAPH.format, named))
    one = _form(form)
    alone, listed = (
        _read(whole if tags else _untagged(whole))
        for whole in (one, _changed(one, ("<w:body>", rf"<w:body>{cover}")))
    )
    assert {*_codes(listed)} == {*_codes(alone), "KD668"}
    assert [record.values for record in listed.records] == [
        record.values for record in alone.records
    ]


@pytest.mark.parametrize("form", cabinet.READ_BACK)
def test_another_form_named_between_the_tables_of_one_does_not_part_it(form: str) -> None:
    one = _form(form)
    other = "客户拜访报告" if form != "visit-report" else "访问计划"
    named = _read(_changed(one, ("</w:tbl>(.*)", rf"</w:tbl>{_PARAGRAPH.format(other)}\1")))
    assert {*_codes(named)} <= {"KD668"}
    assert [record.values for record in named.records] == [
        record.values for record in _read(one).records
    ]


def test_a_letter_before_a_form_is_told_to_be_none_and_the_form_is_read() -> None:
    form = _form("customer-file")
    (letter, *_) = made("return-notice", book(customer(), cabinet.planned(), visit()))
    whole = combined([letter.content, form], "")
    for content, codes in ((whole, ["KD191"]), (_untagged(whole), ["KD191", "KD193"])):
        reading = _read(content)
        assert _codes(reading) == codes
        assert str(reading.findings[0].place) == "[客户档案表.docx] 正文 行1"
        assert [one.values for one in reading.records] == [
            one.values for one in _read(form).records
        ]
    gone = replace(forms.form("return-notice"), template=Path("none.docx"))
    known = {**forms.forms(), gone.id: gone}
    told = forms.read("a.docx", combined([form, letter.content], ""), known, SCHEMAS)
    assert ("KD191" in [one.code for one in told.findings], len(told.records)) == (True, 1)


@pytest.mark.parametrize(
    ("form", "many"), [("status-report", 600), ("visit-report", 200), ("customer-file", 120)]
)
def test_the_time_to_read_a_document_grows_with_it_and_no_faster(form: str, many: int) -> None:
    one = _form(form)
    if form == "status-report":
        whole = _changed(one, (r"(<w:tr>(?:(?!<w:tr>).)*?status\..*?</w:tr>)", r"\1" * many))
    else:
        whole = combined([one] * many, "")
    begins = process_time()
    assert len(_read(whole).records) == many
    assert process_time() - begins < _LONG


def test_a_form_that_was_copied_and_left_empty_is_none() -> None:
    (empty,) = forms.blank(forms.form("customer-file"), SCHEMAS, "", cabinet.SCALE)
    reading = _read(combined([_form("customer-file"), empty.content], ""))
    assert (_codes(reading), len(reading.records)) == ([], 1)


def test_a_table_of_the_template_without_places_is_no_difference(tmp_path: Path) -> None:
    template = docx.Document(str(forms.form("visit-report").template))
    above, below = template.add_table(1, 2), template.add_table(1, 1)
    above.cell(0, 1).text, below.cell(0, 0).text = "表号：QR-01", "一式两份"
    template.tables[0]._tbl.addprevious(above._tbl)
    template.save(str(tmp_path / "visit-report.docx"))
    known = forms.forms(tmp_path)
    basis = forms.Basis(book(customer(), visit()), SCHEMAS)
    found = forms.documents(known["visit-report"], basis)
    (one,) = (document.content for document in found)
    added = _changed(one, (_END, rf"{_TABLE.format('对手报价')}\1"))
    for content, codes in ((one, []), (combined([one, one], ""), []), (added, ["KD668"])):
        filled = forms.read("拜访.docx", content, known, SCHEMAS)
        assert [one.code for one in filled.findings] == codes
        assert {record.entries["customer_name"].words for record in filled.records} == {
            "苏州迅捷电梯有限公司"
        }


def _between_blanks(control: re.Match[str]) -> str:
    """A control with a blank before its first words and one behind its last."""
    texts = [one for one in re.finditer(r"<w:t(?: [^>]*)?>([^<]+)", control[0]) if one[1].strip()]
    if not texts:
        return control[0]
    first, last = texts[0].start(1), texts[-1].end(1)
    return f"{control[0][:first]}\u3000{control[0][first:last]}\u00a0{control[0][last:]}"


@pytest.mark.parametrize("of", [cabinet.full_book, cabinet.empty_book])
@pytest.mark.parametrize("form", cabinet.READ_BACK)
def test_blanks_around_what_stands_in_a_control_make_no_difference(
    form: str, of: Callable[[], Book]
) -> None:
    for document in made(form, of()):
        spaced = re.sub(
            "<w:sdtContent>.*?</w:sdtContent>", _between_blanks, _part(document.content), flags=re.S
        )
        as_it_is = _read(document.content)
        with_blanks = _read(_with_part(document.content, spaced))
        assert _codes(with_blanks) == _codes(as_it_is)
        assert [dict(one.values) for one in with_blanks.records] == [
            dict(one.values) for one in as_it_is.records
        ]


def _row_of(tag: str) -> str:
    return rf'<w:tr>(?:(?!</w:tr>).)*<w:tag w:val="{re.escape(tag)}"/>(?:(?!</w:tr>).)*</w:tr>'


def _without_controls(xml: str) -> str:
    return re.sub(r"</?w:sdtContent>|</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>", "", xml, flags=re.DOTALL)


def test_a_row_that_was_added_without_controls_is_read_by_its_place() -> None:
    content = _form("visit-report")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("word/document.xml").decode()
    section = re.findall(_row_of("person.name"), xml, re.DOTALL)[-1]
    added = _without_controls(section).replace("沈国栋", "孙芳").replace("技术部", "质量部")
    reading = _read(_changed(content, (re.escape(section), section + added)))
    assert _codes(reading) == ["KD198", "KD198"]
    assert reading.records[0].get("counterparts") == (
        "钱思远/采购部/总监", "沈国栋/技术部", "孙芳/质量部",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "table"), [("customer-file", 1), ("grade-evaluation", 3), ("status-report", 1)]
)
def test_a_table_whose_controls_are_all_gone_is_read_by_its_place(form: str, table: int) -> None:
    whole = _form(form)
    opened = docx.Document(io.BytesIO(whole))
    for control in list(opened.tables[table]._tbl.iter(f"{{{W}}}sdt")):
        for content in control.iterchildren(f"{{{W}}}sdtContent"):
            for one in list(content):
                control.addprevious(one)
        drop(control)
    stream = io.BytesIO()
    opened.save(stream)
    reading = _read(stream.getvalue())
    assert {*_codes(reading)} == {"KD198"}
    assert [one.values for one in reading.records] == [one.values for one in _read(whole).records]


def test_what_stands_in_place_of_a_control_or_around_it() -> None:
    content = _form("customer-file")
    held = r'<w:sdt><w:sdtPr>(?:(?!</w:sdt>).)*<w:tag w:val="customer.phone"/>.*?</w:sdt>'
    gone = _read(_changed(content, (held, "<w:r><w:t>0512-1234567</w:t></w:r>")))
    assert _codes(gone) == ["KD198"]
    assert gone.records[0].get("phone") == "0512-1234567"
    around = _read(_changed(content, (f"({held})", r"\1<w:r><w:t>（新）</w:t></w:r>")))
    assert _codes(around) == ["KD199"]
    assert around.records[0].get("phone") == "0512-63456789"
    both = _read(_changed(content, (held, "<w:r><w:t>1</w:t></w:r>"), (">传真<", ">微信<")))
    assert _codes(both) == ["KD198", "KD667"]
    assert (both.records[0].get("phone"), both.records[0].get("fax")) == ("1", "0512-63456780")
    tick = held.replace("customer.phone", "customer.tier=一般客户")
    lost = _read(_changed(content, (tick, "<w:r><w:t>（ ）</w:t></w:r>")))
    assert _codes(lost) == ["KD192"]
    assert lost.records[0].get("name") == "苏州迅捷电梯有限公司"


def _cell_of(words: str) -> str:
    return rf">{words}</w:t></w:r></w:p>"


_LONG = 20
"""Seconds, on a machine with other things to do; it takes two. Quadratic work takes a minute."""
_END = r"(<w:sectPr.*)"
_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_TABLE = f"<w:tbl><w:tr><w:tc>{_PARAGRAPH}</w:tc></w:tr></w:tbl>"
ELSEWHERE: dict[str, tuple[tuple[str, str], str, str]] = {
    "behind a label": (
        (_cell_of("传真"), ">传真：见名片</w:t></w:r></w:p>"), "KD667", "传真：见名片",
    ),
    "in the line above the table": ((">编号：<", ">编号：旧003 <"), "KD199", "旧003"),
    "below the tables": ((_END, rf"{_PARAGRAPH.format('月底前到货')}\1"), "KD668", "月底前到货"),
    "in a table of its own": ((_END, rf"{_TABLE.format('对手报价')}\1"), "KD668", "对手报价"),
}  # fmt: skip


@pytest.mark.parametrize("where", ELSEWHERE)
def test_what_is_written_elsewhere_than_in_the_controls_is_told(where: str) -> None:
    change, code, words = ELSEWHERE[where]
    reading = _read(_changed(_form("customer-file"), change, (">备注<", ">说明<")))
    assert sorted(_codes(reading)) == sorted([code, "KD667"])  # one for the label that was changed
    told = [one for one in reading.findings if one.code == code]
    assert any(words in what(one, "zh") for one in told)
    assert reading.records[0].values == _read(_form("customer-file")).records[0].values


def test_a_paragraph_that_was_added_is_told_where_the_tags_are_lost_too() -> None:
    added = _changed(_untagged(_form("customer-file")), ELSEWHERE["below the tables"][0])
    assert _codes(_read(added)) == ["KD193", "KD668"]


def test_what_a_form_prints_behind_ticks_is_its_own() -> None:
    bare = customer(attachments=None, tier=None)
    asked = {bare.row: {"attachments": "account-manager 4.1", "tier": "strategic-account 4.1.1"}}
    (document,) = made("customer-file", book(bare), asked=asked)
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        assert archive.read("word/document.xml").decode().count("「待补」") == 2
    assert _codes(_read(document.content)) == []
    assert _codes(_read(_untagged(document.content))) == ["KD193"]


def test_what_a_form_prints_in_a_list_that_lacks_is_nothing_that_was_filled_in() -> None:
    bare = visit(
        counterparts=None, matters=None, outcomes=None, action_owners=None, action_dues=None
    )
    asked = {
        bare.row: {"counterparts": "account-manager 三.3③", "matters": "account-manager 三.3③"}
    }
    (document,) = made("visit-report", book(customer(), bare), asked=asked)
    for content, codes in ((document.content, []), (_untagged(document.content), ["KD193"])):
        reading = _read(content)
        assert _codes(reading) == codes
        assert {"counterparts", "matters"}.isdisjoint(reading.records[0].values)


def test_choices_without_a_box_are_read_behind_the_boxes() -> None:
    bare = customer(tier="潜在客户", attachments=("营业执照", "开户许可证"))
    (document,) = made("customer-file", book(bare))
    halves = r"(<w:t[^>]*>)(\u2002潜在)客户</w:t>", r"\1\2</w:t></w:r><w:r><w:t>客户</w:t>"
    parted = _changed(document.content, halves)  # as Word does where somebody types
    untagged = _untagged(document.content)
    for content, codes in ((document.content, []), (parted, []), (untagged, ["KD193"])):
        reading = _read(content)
        assert (_codes(reading), reading.records[0].get("tier")) == (codes, "潜在客户")
        assert "开户许可证" in str(reading.records[0].get("attachments"))


@pytest.mark.parametrize("also", [(), ("attachments", "tier")])
def test_ticks_that_a_role_does_not_see_are_no_difference(also: tuple[str, ...]) -> None:
    hidden: dict[str, Any] = dict.fromkeys(("credit_code", *also), HIDDEN)
    (document,) = made("customer-file", book(customer(**hidden)))
    assert "\u2002＊＊＊</w:t>" in _part(document.content)
    whole, untagged = _read(document.content), _read(_untagged(document.content))
    assert (_codes(whole), _codes(untagged)) == ([], ["KD193"])
    assert untagged.records[0].values == whole.records[0].values
    told = whole.records[0].values.values()
    assert sum(isinstance(one, Unread) and one.code == "KD137" for one in told) == len(hidden)


def _box(tag: str, words: str) -> tuple[str, str]:
    """What somebody types over the box of a tick, where a program cannot click on it."""
    pattern = rf'(<w:tag w:val="{re.escape(tag)}"/>(?:(?!</w:sdt>).)*<w:t[^>]*>)[☐☑](</w:t>)'
    return pattern, rf"\g<1>{words}\g<2>"


def _both_ticked(reading: FileReading) -> bool:
    """Whether the class of the customer is read as the two that are ticked, one too many."""
    tier = reading.records[0].get("tier")
    return isinstance(tier, Unread) and (tier.raw, tier.code) == ("战略客户、重点客户", "KD647")


@pytest.mark.parametrize("typed", ["☑", "√", "☐√"])
def test_a_tick_that_was_typed_over_its_box_counts_as_it_is_seen(typed: str) -> None:
    reading = _read(_changed(_form("customer-file"), _box("customer.tier=重点客户", typed)))
    assert (_codes(reading), _both_ticked(reading)) == (["KD666"], True)


def test_a_tick_that_was_typed_away_or_beside_its_box_counts_as_it_is_seen() -> None:
    away = _read(_changed(_form("customer-file"), _box("customer.tier=战略客户", "□")))
    assert (_codes(away), away.records[0].get("tier")) == (["KD666"], None)
    beside = _read(_changed(_form("customer-file"), (r"(<w:t[^>]*>)重点", r"\g<1>√重点")))
    assert (_codes(beside), _both_ticked(beside)) == (["KD666"], True)
    word = _read(_changed(_form("customer-file"), _box("customer.tier=重点客户", "×")))
    assert _codes(word) == ["KD667"]
    assert word.records[0].get("tier") == "战略客户"


@pytest.mark.parametrize(
    ("on", "off"),
    [
        ("<w:t>R</w:t>", "<w:t>£</w:t>"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', '<w:sym w:char="F0A3"/>'),
    ],
)
def test_ticks_drawn_with_letters_of_a_font_are_boxes(on: str, off: str) -> None:
    xml = _part(_form("customer-file"))
    xml = re.sub('(<w14:checkedState w14:val=)"2611"', r'\1"0052"', xml)
    xml = re.sub('(<w14:uncheckedState w14:val=)"2610"', r'\1"00A3"', xml)
    for box, drawn in (("☑", on), ("☐", off)):
        xml = re.sub(rf"<w:t[^>]*>{box}</w:t>", drawn, xml)
    content = _changed(_form("customer-file"), (r"\A.*\Z", xml.replace("\\", r"\\")))
    reading = _read(content)
    assert (_codes(reading), reading.records[0].get("tier")) == ([], "战略客户")


def test_one_field_filled_in_twice_is_told_where_the_two_differ() -> None:
    content = _form("visit-report")
    day = "2026年7月17日"
    twice = _read(_changed(content, (f"({day}.*){day}", r"\g<1>2026年7月18日")))
    assert _codes(twice) == ["KD195"]
    assert twice.records[0].get("recorded_on") == date(2026, 7, 17)


@pytest.mark.parametrize("form", cabinet.READ_BACK)
def test_an_empty_form_holds_no_record(form: str) -> None:
    (document,) = forms.blank(forms.form(form), SCHEMAS, "", cabinet.SCALE)
    reading = _read(document.content)
    assert (_codes(reading), reading.records, reading.read) == (["KD194"], (), True)
    told = [file_words(reading, lang) for lang in LANGS]
    assert told == ["[客户档案表.docx]：没有内容", "[客户档案表.docx]: nothing in it"]
    assert _codes(_read(_untagged(document.content))) == ["KD193", "KD194"]


def _ticked(tag: str) -> tuple[str, str]:
    begins = rf'(<w:tag w:val="{re.escape(tag)}"/>(?:(?!</w:sdt>).)*?w14:checked w14:val=)"0"'
    return rf"{begins}((?:(?!</w:sdt>).)*)☐", r'\g<1>"1"\g<2>☑'


def test_more_ticks_than_the_field_takes_are_for_the_person_to_put_right() -> None:
    assert _both_ticked(_read(_changed(_form("customer-file"), _ticked("customer.tier=重点客户"))))
    flags = _changed(_form("grade-evaluation"), _ticked("grading.provisional=是"))
    assert isinstance(_read(flags).records[0].get("provisional"), Unread)


def test_words_typed_by_people_are_read_as_those_of_a_sheet_are() -> None:
    content = _changed(
        _form("customer-file"),
        (">1,080<", ">1.2万<"), (">2026年12月31日<", ">2026.12.31<"), (">6,800<", ">约七千<"),
    )  # fmt: skip
    reading = _read(content)
    (record,) = reading.records
    volumes = record.get("yearly_volumes")
    assert isinstance(volumes, tuple)
    assert volumes[0] == YearVolume(2023, Decimal(12000))
    assert record.get("favour_until") == date(2026, 12, 31)
    assert isinstance(record.get("annual_sales"), Unread)
    unread = _read(_changed(_form("customer-file"), (">1,080<", ">很多<"))).records[0]
    assert isinstance(unread.get("yearly_volumes"), Unread)
    twice = _read(_changed(_form("customer-file"), (">2023<", ">2024年<"))).records[0]
    volumes = twice.get("yearly_volumes")
    assert isinstance(volumes, Unread)
    assert (volumes.code, volumes.raw) == (
        "KD149", "2024年 1,080；2024 1,200 二期投产；2025 1,350.5",
    )  # fmt: skip


def test_a_line_of_several_lines_stays_one_and_is_told() -> None:
    two = ">门机交期</w:t><w:br/><w:t>和价格<"
    reading = _read(_changed(_form("visit-report"), (">门机交期<", two)))
    assert _codes(reading) == ["KD118"]
    assert reading.records[0].get("matters") == ("门机交期，和价格", "三季度价格")


def _on_disk(folder: Path, **contents: bytes) -> list[intake.Source]:
    for name, content in contents.items():
        (folder / f"{name}.docx").write_bytes(content)
    for name in ("~$lock.docx", "._a.docx"):
        (folder / name).write_bytes(b"x")
    (folder / "notes.txt").write_text("x")
    return paperwork.gather_forms([folder])


def _checked(sources: list[intake.Source], *known: Any) -> list[str]:
    report, _ = paperwork.check_forms(sources, forms.forms(), SCHEMAS, AS_OF, known)
    return [f"{one.code} {one.place}" for one in report.findings]


def test_forms_are_validated_as_sheets_are_with_their_places(tmp_path: Path) -> None:
    content = _changed(_form("customer-file"), (">qian@xunjie-lift.cn<", ">qian.xunjie<"))
    assert "KD208 [a.docx] 表1 行4 列2" in _checked(_on_disk(tmp_path, a=content))


def test_documents_of_other_formats_in_a_folder_are_told_not_to_be_read(tmp_path: Path) -> None:
    for name in ("b.doc", "c.WPS", "d.odt", "e.rtf"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "f.docm").write_bytes(_form("visit-report"))
    sources = _on_disk(tmp_path, a=_form("customer-file"))
    assert [one.shown for one in sources] == [
        "a.docx",
        "b.doc",
        "c.WPS",
        "d.odt",
        "e.rtf",
        "f.docm",
    ]
    said = [one for one in _checked(sources) if one.startswith("KD19")]
    assert said == ["KD190 [b.doc]", "KD190 [c.WPS]", "KD190 [d.odt]", "KD190 [e.rtf]"]


def test_many_places_of_one_cause_are_named_together(tmp_path: Path) -> None:
    names = ("甲厂", "乙厂", "丙厂", "丁厂")
    known = [customer(n, code=f"K{n}", name=name) for n, name in enumerate(names)]
    rows = [
        cabinet.status("2026-09", "1", f"K{n}", customer_name=name) for n, name in enumerate(names)
    ]
    rows = [one.known(values={**one.values, "volume": Unread("不少", "KD113")}) for one in rows]
    (document,) = made("status-report", book(*known, *rows))
    sources = _on_disk(tmp_path, a=document.content)
    report, _ = paperwork.check_forms(sources, forms.forms(), SCHEMAS, AS_OF, known)
    said = as_text(report, "zh")
    assert "[a.docx] 表1 行3 列4、行4 列4、行5 列4" in said
    said = as_text(report, "en")
    cells = "; ".join(f"table 1, row {row}, column 4" for row in (3, 4, 5))
    assert f"[a.docx] {cells}" in said


def test_customers_of_the_archive_are_known_to_the_forms(tmp_path: Path) -> None:
    sources = _on_disk(tmp_path, b=_form("visit-report"))
    assert [one.split()[0] for one in _checked(sources)] == ["KD306"]
    assert _checked(sources, customer()) == []


def test_a_customer_file_does_not_want_for_visits_beside_it(tmp_path: Path) -> None:
    other = customer(code="KA-007", name="深圳湾擎电梯科技有限公司")
    (document,) = made("customer-file", book(other))
    sources = _on_disk(tmp_path, a=document.content, b=_form("visit-report"))
    assert not [one for one in _checked(sources, customer()) if one.startswith("KD3")]


def test_differences_are_told_field_by_field(tmp_path: Path) -> None:
    changed = _changed(_form("customer-file"), (">0512-63456789<", ">0512-63456700<"))
    sources = _on_disk(tmp_path, a=changed, b=_form("visit-report"), c=_form("grade-evaluation"))
    known = [customer(fax=None, updated_on=None), visit(matters=("门机交期",))]
    _, records = paperwork.check_forms(sources, forms.forms(), SCHEMAS, AS_OF, known)
    told = [
        (one.place.file, one.field.zh if one.field else "", one.old, one.new)
        for one in differences(records, known, SCHEMAS)
    ]
    assert told == [
        ("a.docx", "联系电话", "0512-63456789", "0512-63456700"),
        ("a.docx", "传真", None, "0512-63456780"),
        ("a.docx", "更新日期", None, date(2026, 6, 30)),
        ("b.docx", "所处理的事宜", ("门机交期",), ("门机交期", "三季度价格")),
        ("c.docx", "", None, None),
    ]


def test_what_a_form_sums_up_of_its_rows_is_no_difference(tmp_path: Path) -> None:
    who = (("甲厂", "李晓雯", 3), ("乙厂", "吴志强", 5), ("丙厂", "李晓雯", 4))
    known = [customer(n, code=f"K{n}", name=name) for n, (name, _, _) in enumerate(who)]
    rows = [
        cabinet.status(
            "2026-09", "1", f"K{n}", customer_code=f"K{n}", customer_name=name, reporter=reporter,
            submitted_on=date(2026, 10, day),
        )
        for n, (name, reporter, day) in enumerate(who)
    ]  # fmt: skip
    (document,) = made("status-report", book(*known, *rows))
    other = _changed(document.content, (">李晓雯、吴志强<", ">李晓雯<"))

    def told(content: bytes) -> list[tuple[str, str]]:
        sources = _on_disk(tmp_path, a=content)
        _, records = paperwork.check_forms(sources, forms.forms(), SCHEMAS, AS_OF, known)
        found = list(differences(records, [*known, *rows], SCHEMAS))
        return [(one.subject, one.field.zh if one.field else "") for one in found]

    assert told(document.content) == []
    assert told(other) == [("乙厂", "编制人")]


def test_the_rows_of_a_table_are_one_line_of_the_ledger() -> None:
    (document,) = made("status-report", cabinet.full_book())
    (table,) = _read(document.content).sheets
    assert (table.kind, table.sheet, table.rows) == ("business_status", "表1", 2)


def test_who_types_over_the_controls_of_a_table_is_told_so_once() -> None:
    document = docx.Document(io.BytesIO(_form("visit-report")))
    people: Any = document.tables[1]._tbl
    for cells in list(people.iter(f"{cabinet.W}tr"))[1:]:
        for cell in list(cells.iter(f"{cabinet.W}tc"))[1:]:
            for control in list(cell.iter(f"{cabinet.W}sdt")):
                words = control.find(f"{cabinet.W}sdtContent")
                control.getparent().replace(control, words[0])
    typed = io.BytesIO()
    document.save(typed)
    reading = _read(typed.getvalue())
    assert _codes(reading) == ["KD198"] * 5  # the second of the two people has no post
    report = Report(AS_OF, (reading,), reading.findings)
    assert "5格没有控件（删去了，或是另加的行），按位置读取：「钱思远」" in as_text(report, "zh")
