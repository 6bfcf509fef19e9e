"""A template with faults is told all of them at once, each with its place."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kamdocs import forms
from kamdocs.cli.main import run
from kamdocs.forms import Form
from kamdocs.model import Lang
from kamdocs.words import fault_words
from tests import desk
from tests.forms import cabinet
from tests.forms.soundness import faults

GOOD = str(desk.example("samples/good"))
DOCUMENT, HEADER = "word/document.xml", "word/header1.xml"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def spoilt(*changes: tuple[str, str, str], base: str = "customer-file") -> Form:
    """A template with some words of some parts changed, once each."""
    form = forms.form(base)
    with zipfile.ZipFile(form.template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for part, old, new in changes:
        words = parts[part].decode()
        assert old in words, old
        parts[part] = words.replace(old, new, 1).encode()
    with zipfile.ZipFile("mine.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return replace(form, template=Path("mine.docx"))


TEN = (
    (DOCUMENT, "{{ customer.address }}", "{{ customer.adress }}"),
    (DOCUMENT, "{{ customer.phone }}", "{{ customer.phone"),
    (DOCUMENT, "{{ customer.fax }}", "{{ customer.fax|upper }}"),
    (DOCUMENT, "{{ customer.email }}", "｛｛ customer.email ｝｝"),
    (DOCUMENT, 'w:val="customer.tier=一般客户"', 'w:val="customer.tier=普通客户"'),
    (DOCUMENT, "{{ customer.legal_representative }}", "{{ 法人代表 }} {{ year.volume }}"),
    (DOCUMENT, 'w:val="year.remark"', 'w:val="year.remarks"'),
    (DOCUMENT, 'w:val="customer.attachments=营业执照"', 'w:val="customer.attachments"'),
    (DOCUMENT, "客户档案表</w:t>", "客户档案表 { form.title }</w:t>"),
    (HEADER, 'w:val="form.confidentiality=机密"', 'w:val="form.confidential=机密"'),
)


def _told(form: Form, lang: Lang = "zh") -> list[str]:
    return [fault_words(one, lang) for one in forms.survey(form, cabinet.SCHEMAS).errors]


def test_ten_planted_faults_are_all_told_with_their_places() -> None:
    told = [one.split("。")[0] for one in _told(spoilt(*TEN))]
    assert told == [
        "mine.docx 第2段: KD544 「form.title」的括号写法不对，会原样印出来",
        "mine.docx 表格1第1行第4格: KD511 模板里的「customer.tier=普通客户」不是已有的栏目，"
        "最接近的是：customer.tier=一般客户",
        "mine.docx 表格1第2行第2格: KD511 模板里的「customer.adress」不是已有的栏目，"
        "最接近的是：customer.address",
        "mine.docx 表格1第3行第4格: KD543 花括号没有成对：{{ customer.phone",
        "mine.docx 表格1第3行第6格: KD512 模板写法有误：{{ customer.fax|upper }}",
        "mine.docx 表格1第4行第2格: KD544 「customer.email」的括号写法不对，会原样印出来",
        "mine.docx 表格1第4行第4格: KD511 模板里的「法人代表」不是已有的栏目，"
        "最接近的是：customer.legal_representative",
        "mine.docx 表格1第4行第4格: KD545 「year.volume」只能写在重复的行「year」里面",
        "mine.docx 表格1第8行第5格: KD511 模板里的「year.remarks」不是已有的栏目，"
        "最接近的是：year.remark",
        "mine.docx 表格1第9行第2格: KD548 方框「customer.attachments」没有说是哪个选项，"
        "可选：营业执照、组织机构证、税务登记证、财务报表",
        "mine.docx 页眉第1段: KD511 模板里的「form.confidential=机密」不是已有的栏目，"
        "最接近的是：form.confidentiality=机密",
    ]
    english = _told(spoilt(*TEN), "en")
    assert english[3].startswith("mine.docx table 1, row 3, cell 4: KD543 ")
    assert english[-1].startswith("mine.docx header, paragraph 1: KD511 ")


def test_rendering_refuses_with_the_same_words(capsys: pytest.CaptureFixture[str]) -> None:
    form = spoilt(*TEN)
    args = ("render", "customer-file", GOOD, "--template", "mine.docx", "-o", "f")
    assert run([*args, "--as-of", "2026-10-08"]) == 3
    assert capsys.readouterr().err.splitlines() == _told(form)
    assert not Path("f").exists()


UNSOUND = {
    "单元格要以段落结尾": ("</w:p></w:tc>", "</w:p><w:tbl><w:tblGrid/></w:tbl></w:tc>"),
    "表格缺少列宽": ("<w:tblGrid>.*?</w:tblGrid>", ""),
    "表格放在了段落里面": ("<w:tbl>.*?</w:tbl>", r"<w:p>\g<0></w:p>"),
    "空的内容控件": ("<w:sdtContent>.*?</w:sdtContent>", "<w:sdtContent/>"),
    "域不完整": ("<w:tbl>", '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p><w:tbl>'),
    "格式项的次序不对：vAlign、tcW": ("<w:tcPr>", '<w:tcPr><w:vAlign w:val="center"/>'),
    "mc:Ignorable里的前缀没有声明：w16": ('mc:Ignorable="w14 w15"', 'mc:Ignorable="w14 w16"'),
    "书签的编号7用了几次": ("<w:tbl>", '<w:p>{0}"a"/>{0}"b"/></w:p><w:tbl>'),
    "引用了不存在的关系：rId99": ('w:type="default" r:id="rId4"', 'w:type="default" r:id="rId99"'),
}
MARK = '<w:bookmarkStart w:id="7" w:name='


@pytest.mark.parametrize("reason", UNSOUND)
def test_an_unsound_structure_is_told_with_its_cause(reason: str) -> None:
    form = spoilt()
    with zipfile.ZipFile("mine.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    words = parts[DOCUMENT].decode()
    pattern, broken = UNSOUND[reason]
    parts[DOCUMENT] = re.sub(pattern, broken.format(MARK), words, count=1).encode()
    assert parts[DOCUMENT].decode() != words
    with zipfile.ZipFile("mine.docx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    told = _told(form)
    assert any("KD549" in one and reason in one for one in told), told


DRAWN = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="{}" name="x"/><a:graphic/>'
    "</wp:inline></w:drawing></w:r>"
)


@pytest.mark.parametrize("number", [1, 7])
def test_numbers_that_copying_made_double_are_made_anew(number: int) -> None:
    """Nobody can see them in Word, which writes such doubles itself; a picture in a repeated row is
    there in each."""
    drawn = DRAWN.format(number)
    value = "{{ year.volume }}</w:t></w:r>"
    form = spoilt(
        (DOCUMENT, '<w:id w:val="2"/>', '<w:id w:val="1"/>'),
        (DOCUMENT, "客户名称</w:t></w:r>", f"客户名称</w:t></w:r>{DRAWN.format(1)}{drawn}"),
        (DOCUMENT, value, value + drawn),
    )
    assert forms.survey(form, cabinet.SCHEMAS).errors == []
    (made,) = forms.documents(form, forms.Basis(cabinet.book(cabinet.customer()), cabinet.SCHEMAS))
    assert faults(made.content) == []


def test_a_control_around_all_that_a_cell_holds_is_sound() -> None:
    form = spoilt()
    with zipfile.ZipFile("mine.docx") as archive:
        words = archive.read(DOCUMENT).decode()
    paragraph = re.search(r"<w:p>(?:(?!</w:p>).)*customer\.fax.*?</w:p>", words)
    assert paragraph
    held = '<w:sdt><w:sdtPr><w:id w:val="901"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    form = spoilt((DOCUMENT, paragraph[0], held.format(paragraph[0]) + '<w:bookmarkEnd w:id="9"/>'))
    assert forms.survey(form, cabinet.SCHEMAS).errors == []


def test_a_part_that_is_linked_to_and_is_not_there_is_told() -> None:
    form = spoilt(("word/_rels/document.xml.rels", 'Target="fontTable.xml"', 'Target="fonts.xml"'))
    (told,) = _told(form)
    assert "KD549" in told
    assert "word/fonts.xml" in told


def test_a_row_that_the_manifest_wants_and_the_template_has_not_is_told() -> None:
    form = spoilt((DOCUMENT, "<w15:repeatingSection/>", ""))
    told = [(one.code, one.facts.get("name")) for one in forms.survey(form, cabinet.SCHEMAS).faults]
    assert ("KD551", "year") in told
    assert ("KD545", "year.volume") in told


def test_a_repeated_row_that_holds_no_row_is_told() -> None:
    empty = '<w:sdt><w:sdtPr><w:tag w:val="year"/><w15:repeatingSection/></w:sdtPr><w:sdtContent>'
    form = spoilt((DOCUMENT, "<w:tbl>", f"{empty}<w:p/></w:sdtContent></w:sdt><w:tbl>"))
    assert "KD546" in [one.code for one in forms.survey(form, cabinet.SCHEMAS).errors]


def test_the_fields_that_appear_nowhere_are_a_note_and_hinder_nobody() -> None:
    form = spoilt(
        (DOCUMENT, "{{ customer.fax }}", "无"), (DOCUMENT, '<w:tag w:val="customer.fax"/>', "")
    )
    survey = forms.survey(form, cabinet.SCHEMAS)
    assert survey.errors == []
    (note,) = survey.faults
    assert note.code == "KD550"
    assert "传真" in [one.zh for one in note.facts["fields"]]
    assert "电子邮箱" not in [one.zh for one in note.facts["fields"]]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("customer-file", ["年度经营数量"]),
        ("visit-report", ["所见客户人员", "所处理的事宜", "处理结果", "责任人", "期限"]),
        ("status-report", ["月份", "填报部门", "编制人", "报送日期", "客户满意度", "市场份额"]),
        ("grade-evaluation", ["年销售额", "价格指数", "回款率"]),
        ("visit-plan", ["计划人", "制定日期"]),
    ],
)
def test_what_is_printed_under_another_name_is_not_said_to_be_left_out(
    form: str, printed: list[str]
) -> None:
    noted = forms.survey(forms.form(form), cabinet.SCHEMAS).faults
    left = {one.zh for note in noted for one in note.facts["fields"]}
    assert left.isdisjoint(printed)


def test_an_amount_in_words_is_printed() -> None:
    form = spoilt(
        (DOCUMENT, "{{ customer.annual_sales }}", "{{ customer.annual_sales_capitals }}"),
        (DOCUMENT, '<w:tag w:val="customer.annual_sales"/>', ""),
    )
    (note,) = forms.survey(form, cabinet.SCHEMAS).faults
    assert "年销售额" not in [one.zh for one in note.facts["fields"]]


@pytest.mark.parametrize("form", forms.forms())
def test_the_templates_that_come_with_kamdocs_have_nothing_wrong(form: str) -> None:
    assert forms.survey(forms.form(form), cabinet.SCHEMAS).errors == []
    assert run(["form", "lint", form]) == 0


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (["mine.docx"], 2, "KD942"),
        (["mine.docx", "--as", "customer-fil"], 2, "KD513"),
        (["nobody.docx", "--as", "customer-file"], 2, "KD943"),
        (["mine.docx", "--as", "customer-file"], 1, "mine.docx (customer-file): 错误1，提示1"),
        (["broken.docx", "--as", "customer-file"], 1, "KD510"),
        (["own/customer-file.docx"], 1, "customer-file.docx (customer-file): 错误1，提示0"),
        (["old.doc", "--as", "customer-file"], 3, "old.doc: KD995"),
    ],
)
def test_lint_takes_files_too(
    args: list[str], code: int, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt(TEN[0])
    Path("own").mkdir()
    for name in ("broken.docx", "old.doc", "own/customer-file.docx"):
        Path(name).write_bytes(b"PK")
    assert run(["form", "lint", *args]) == code
    said = capsys.readouterr()
    assert word in said.out + said.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_shows_what_a_form_needs(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["form", "show", "customer-file", "--lang", lang]) == 0
    said = capsys.readouterr().out
    for words in ("{{ customer.phone }}", "{{ year.volume }}", "account-manager 三.2a", "传真号"):
        assert words in said
    wanted = "表格1第3行第4格" if lang == "zh" else "table 1, row 3, cell 4"
    assert wanted in said
    repeated = "重复的行：year（至少3行）" if lang == "zh" else "Repeated row: year (at least 3)"
    assert repeated in said
    for name in forms.forms():
        assert run(["form", "show", name, "--lang", lang]) == 0
        assert "{{ " in capsys.readouterr().out
