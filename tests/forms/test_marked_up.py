"""What programs and reviewers leave in a form beside its values: prompts, comments, footnotes, the
sounds of characters, text boxes, rows that were put in or taken out."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest

from kamdocs import forms, intake
from kamdocs.model import FileReading
from kamdocs.words import what
from tests.forms.cabinet import SCHEMAS, book, customer, made, status, visit

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


def _without_tags(content: bytes) -> bytes:
    xml = re.sub(r"<w:tag [^>]*/>", "", _xml(content))
    return _put(content, {"word/document.xml": xml})


def test_a_row_that_was_taken_out_is_told_once_and_all_others_are_read() -> None:
    whole = _form()
    taken = _changed(whole, (_row(whole, "customer.contact"), ""))
    reading = _read(taken)
    lost = {"contact", "phone", "fax"}
    assert _told(reading) == ["KD192 表1 行3 列1"]
    assert "联系人 电话 传真" in what(reading.findings[0], "zh")
    wanted = {n: v for n, v in _read(whole).records[0].values.items() if n not in lost}
    assert reading.records[0].values == wanted
    assert _told(_read(_without_tags(taken))) == ["KD192 表1 行3 列1"]


def test_a_row_that_was_put_in_is_told_and_shifts_no_other() -> None:
    """Somebody copies the row of the contact for a second one."""
    whole = _form()
    row = _row(whole, "customer.contact")
    second = row.replace("钱思远", "孙芳")
    reading = _read(_changed(whole, (row, row + second)))
    assert sorted(_told(reading)) == ["KD195 表1 行4 列2", "KD667 表1 行4 列1"]
    assert any("孙芳" in what(one, "zh") for one in reading.findings)
    assert any(
        "应是「没有这一行」，现在是「联系人 孙芳" in what(one, "zh") for one in reading.findings
    )
    assert reading.records[0].values == _read(whole).records[0].values


@pytest.mark.parametrize("form", ["customer-file", "visit-report"])
def test_rows_added_to_a_list_are_of_it_whatever_was_done_to_the_rows_below(form: str) -> None:
    whole = _form(form)
    tag, field, below = {
        "customer-file": ("year.volume", "yearly_volumes", "customer.remark"),
        "visit-report": ("action.matter", "matters", "visit.reviewed_by"),
    }[form]
    row = re.findall(rf'<w:tr>(?:(?!</w:tr>).)*"{tag}"(?:(?!</w:tr>).)*</w:tr>', _xml(whole))[-1]
    added = row.replace(">2025<", ">2026<").replace("三季度价格", "样品").replace(">2<", ">3<")
    reading = _read(_changed(whole, (row, row + added), (_row(whole, below), "")))
    assert [one.code for one in reading.findings] == ["KD192"]
    found, before = (one.records[0].get(field) for one in (reading, _read(whole)))
    assert isinstance(found, tuple)
    assert isinstance(before, tuple)
    assert found[: len(before)] == before


_MARKS = {"comments": "commentReference", "footnotes": "footnoteReference"}


def _noted(content: bytes, part: str, words: str, before: str = "") -> bytes:
    """A form in which somebody put a comment or a footnote behind the label of the contact."""
    types = _xml(content, "[Content_Types].xml")
    links = _xml(content, "word/_rels/document.xml.rels")
    link = f'<Relationship Id="rNote" Type="{R}/{part}" Target="{part}.xml"/></Relationships>'
    notes = NOTE.format(part, part.removesuffix("s"), words)
    mark = f'>联系人</w:t></w:r><w:r><w:{_MARKS[part]} w:id="7"/></w:r>'
    with_mark = _changed(content, (">联系人</w:t></w:r>", mark))
    return _put(
        with_mark,
        {
            "[Content_Types].xml": types,
            "word/_rels/document.xml.rels": links
            if f"/{part}" in links
            else links.replace("</Relationships>", link),
            f"word/{part}.xml": notes.replace("<w:comment ", f"{before}<w:comment ", 1),
        },
    )


@pytest.mark.parametrize("part", _MARKS)
def test_a_comment_or_a_footnote_that_somebody_wrote_is_told_and_not_read(part: str) -> None:
    whole = _form()
    for content in (whole, _without_tags(whole)):
        reading = _read(_noted(content, part, "电话换了，见名片"))
        assert _told(reading)[-1] == "KD668 表1 行3 列1"
        assert "电话换了，见名片" in what(reading.findings[-1], "zh")
        assert [one.values for one in reading.records] == [_read(whole).records[0].values]


PAGES = (
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">1</w:t></w:r>'
)


def test_what_somebody_wrote_into_a_header_or_footer_is_told_once() -> None:
    """The numbers of the pages are counted anew by each program."""
    whole = _form()
    header, footer = (_xml(whole, f"word/{one}1.xml") for one in ("header", "footer"))
    line = f"<w:p>{RUN.format('电话换了，见名片')}</w:p>"
    assert PAGES in footer
    counted = footer.replace(PAGES, PAGES.replace(">1<", ">12<"))
    again = _put(whole, {"word/footer1.xml": counted})
    assert _told(_read(again)) == []
    header = re.sub("(<w:hdr [^>]*>)", rf"\1{line}", header)
    written = {"word/header1.xml": header, "word/footer1.xml": counted.replace("</w:ftr>", "")}
    written["word/footer1.xml"] += f"{line}{line}</w:ftr>"
    for content, codes in ((whole, []), (_without_tags(whole), ["KD193 "])):
        reading = _read(_put(content, written))
        assert _told(reading) == [*codes, "KD668 页眉", "KD668 页脚"]
        assert what(reading.findings[-1], "zh").count("电话换了，见名片") == 1
        assert [one.values for one in reading.records] == [_read(whole).records[0].values]


def test_the_header_of_a_template_is_its_own(tmp_path: Path) -> None:
    template = docx.Document(str(forms.form("customer-file").template))
    template.sections[0].header.add_paragraph("\t申江电梯\t内部资料")
    template.sections[0].footer.add_paragraph("客户：{{ customer.name }}")
    template.save(str(tmp_path / "customer-file.docx"))
    known = forms.forms(tmp_path)
    found = forms.documents(known["customer-file"], forms.Basis(book(customer()), SCHEMAS))
    (content,) = (document.content for document in found)
    assert "苏州迅捷电梯有限公司" in _xml(content, "word/footer1.xml")
    assert forms.read("a.docx", content, known, SCHEMAS).findings == ()


def test_the_comments_of_the_form_itself_are_not_told_also_when_they_were_saved_again() -> None:
    bare = customer(contact=None)
    asked = {bare.row: {"contact": "account-manager 附件一"}}
    content = made("customer-file", book(bare), asked=asked)[0].content
    ours = _xml(content, "word/comments.xml")
    assert "目前是空白" in ours
    again = ours.replace('w:initials="KD"', 'w:initials="申江"')
    for comments in (ours, again):
        assert _told(_read(_put(content, {"word/comments.xml": comments}))) == []


def test_a_comment_that_cannot_be_read_keeps_nothing_from_being_read() -> None:
    whole = _noted(_form(), "comments", "x")
    reading = _read(_put(whole, {"word/comments.xml": "<w:comments"}))
    assert reading.records[0].values == _read(_form()).records[0].values


def test_what_stands_in_a_text_box_is_told_once() -> None:
    whole = _form()
    boxed = _changed(whole, ("<w:tbl>", BOX + "<w:tbl>"))
    titled = _changed(whole, ("客户档案表</w:t></w:r></w:p>", f"客户档案表</w:t></w:r>{BOX[5:]}"))
    for content in (boxed, titled):
        reading = _read(content)
        assert [one.code for one in reading.findings] == ["KD668"]
        assert what(reading.findings[0], "zh").count("月底前到货") == 1
        assert reading.records[0].values == _read(whole).records[0].values


def test_the_notes_and_boxes_of_a_template_are_its_own(tmp_path: Path) -> None:
    template = docx.Document(str(forms.form("customer-file").template))
    where = template.add_paragraph("行业：{{ customer.industry }}")
    template.add_comment(where.runs, "没有的写无：{{ customer.name }}", author="王工", initials="W")
    template.save(str(tmp_path / "customer-file.docx"))
    boxed = BOX.replace("月底前到货", "见{{ customer.name }}")
    path = tmp_path / "customer-file.docx"
    path.write_bytes(_changed(path.read_bytes(), ("<w:tbl>", boxed + "<w:tbl>")))
    known = forms.forms(tmp_path)
    found = forms.documents(known["customer-file"], forms.Basis(book(customer()), SCHEMAS))
    (content,) = (document.content for document in found)
    assert "没有的写无：苏州迅捷电梯有限公司" in _xml(content, "word/comments.xml")
    assert "见苏州迅捷电梯有限公司" in _xml(content)
    assert forms.read("a.docx", content, known, SCHEMAS).findings == ()


def _merged(row: str, tag: str, begins: bool) -> str:
    """The row with a cell that is merged with the ones above or below it, as Word writes it."""
    (cell,) = re.findall(rf'<w:tc>(?:(?!</w:tc>).)*"{tag}"(?:(?!</w:tc>).)*</w:tc>', row)
    mark = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    new = re.sub(r"(<w:tcW [^>]*/>)", rf"\1{mark}", cell, count=1)
    new = new if begins else re.sub(r"<w:sdt>.*</w:sdt>", "", new)
    return row.replace(cell, new)


def test_a_cell_merged_downwards_in_a_list_counts_for_all_its_rows() -> None:
    whole = made("visit-report", book(customer(), visit(matters=("交期", "价格", "样品"))))[
        0
    ].content
    xml = _xml(whole)
    rows = re.findall(r'<w:tr>(?:(?!</w:tr>).)*"action.matter"(?:(?!</w:tr>).)*</w:tr>', xml)
    assert len(rows) == 3
    changes = [(row, _merged(row, "action.owner", row == rows[0])) for row in rows]
    merged = _changed(whole, *changes)
    owners = "李晓雯", "李晓雯", "李晓雯"
    for content, codes in ((merged, ["KD198", "KD198"]), (_without_tags(merged), ["KD193"])):
        reading = _read(content)
        assert [one.code for one in reading.findings] == codes
        assert reading.records[0].get("action_owners") == owners
    assert _read(whole).records[0].get("action_owners") == ("李晓雯",)


def test_a_box_that_was_clicked_and_became_a_symbol_is_a_box() -> None:
    """As some programs draw it, whatever signs its control names."""
    whole = _form()
    xml = _xml(whole)
    for tag, on, sign in (("战略客户", "0", "00A3"), ("重点客户", "1", "0052")):
        box = re.search(rf'<w:tag w:val="customer.tier={tag}"/>.*?</w:sdt>', xml)
        assert box
        drawn = f'<w:sym w:font="Wingdings 2" w:char="{sign}"/>'
        clicked = re.sub(r"<w:t [^>]*>[☐☑]</w:t>", drawn, box[0])
        clicked = re.sub('w14:checked w14:val="."', f'w14:checked w14:val="{on}"', clicked)
        xml = xml.replace(box[0], clicked)
    reading = _read(_put(whole, {"word/document.xml": xml}))
    assert (_told(reading), reading.records[0].get("tier")) == ([], "重点客户")


EMOJI = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se" xmlns:w16se="http://schemas.microsoft.com'
    '/office/word/2015/wordml/symex"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="{:X}"/>'
    "</mc:Choice><mc:Fallback><w:t>{}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)


def _drawn(sign: str) -> str:
    return EMOJI.format(ord(sign), sign)


def test_what_word_draws_as_a_symbol_is_read_as_the_character_that_it_is() -> None:
    """Word keeps an emoji, or a box out of its list of them, as a symbol, and the character itself
    for older programs."""
    whole = _form()
    words = RUN.format("钱") + _drawn("🚀") + RUN.format("思远")
    for content in (whole, _without_tags(whole)):
        before = RUN.format("钱思远")
        drawn = _put(content, {"word/document.xml": _xml(content).replace(before, words, 1)})
        assert _read(drawn).records[0].get("contact") == "钱🚀思远"
    xml = _xml(whole)
    for tier, sign in (("战略客户", "☐"), ("重点客户", "☑")):
        box = re.search(rf'<w:tag w:val="customer.tier={tier}"/>.*?</w:sdt>', xml)
        assert box
        xml = xml.replace(box[0], re.sub(r"<w:r>.*</w:r>", _drawn(sign), box[0]))
    reading = _read(_put(whole, {"word/document.xml": xml}))
    assert [one.code for one in reading.findings] == ["KD666", "KD666"]
    assert reading.records[0].get("tier") == "重点客户"


def test_a_symbol_in_place_of_a_character_breaks_no_seal() -> None:
    whole = made("customer-file", book(customer(short_name="苏州🚀电梯")))[0].content
    sealed = forms.sealed(whole, "customer-file")
    ours = '<w:t xml:space="preserve">苏州🚀电梯</w:t></w:r>'
    theirs = f"<w:t>苏州</w:t></w:r>{_drawn('🚀')}<w:r><w:t>电梯</w:t></w:r>"
    again = _changed(sealed, (ours, theirs))
    for content in (sealed, again):
        assert [one.code for one in forms.verified("a.docx", content, SCHEMAS, b"").findings] == []


@pytest.mark.parametrize("mark", ["<w:strike/>", '<w:dstrike w:val="true"/>', "<w:vanish/>"])
def test_what_is_struck_out_or_hidden_is_not_read_and_told(mark: str) -> None:
    whole = _form()
    struck = f"<w:r><w:rPr>{mark}</w:rPr><w:t>钱思远</w:t></w:r>"
    for content, codes in ((whole, []), (_without_tags(whole), ["KD193"])):
        xml = _xml(content).replace(RUN.format("钱思远"), struck + RUN.format("孙芳"), 1)
        reading = _read(_put(content, {"word/document.xml": xml}))
        assert [one.code for one in reading.findings] == [*codes, "KD669"]
        assert str(reading.findings[-1].place).endswith("表1 行3 列2")
        assert "「钱思远」" in what(reading.findings[-1], "zh")
        assert reading.records[0].get("contact") == "孙芳"


STYLES = (
    '<w:style w:type="character" w:styleId="base"><w:rPr>{}</w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="gone"><w:basedOn w:val="base"/></w:style>'
    '<w:style w:type="character" w:styleId="back"><w:basedOn w:val="base"/><w:rPr>'
    '<w:strike w:val="0"/><w:vanish w:val="0"/></w:rPr></w:style></w:styles>'
)


@pytest.mark.parametrize("mark", ["<w:strike/>", "<w:vanish/>"])
@pytest.mark.parametrize("kind", ["<w:rStyle w:val='{}'/>", "<w:pStyle w:val='{}'/>"])
def test_what_a_style_strikes_out_or_hides_is_not_read_either(mark: str, kind: str) -> None:
    """As in what somebody pasted from a page of the web (窗体顶端)."""
    whole = _form()
    styles = _xml(whole, "word/styles.xml").replace("</w:styles>", STYLES.format(mark))
    names = {"gone": (["KD669 表1 行3 列2"], None), "back": ([], "钱思远")}
    for style, (codes, name) in names.items():
        used = kind.format(style)
        xml = _xml(whole)
        if "pStyle" in kind:
            line = next(one for one in re.findall("<w:p>.*?</w:p>", xml) if ">钱思远<" in one)
            xml = xml.replace(line, re.sub("<w:pStyle [^>]*/>", used, line))
        else:
            run = f"<w:r><w:rPr>{used}</w:rPr>"
            plain = RUN.format("钱思远")
            xml = xml.replace(plain, plain.replace("<w:r>", run))
        reading = _read(_put(whole, {"word/document.xml": xml, "word/styles.xml": styles}))
        assert (_told(reading), reading.records[0].get("contact")) == (codes, name)


STRUCK = "<w:rPr><w:strike/>"


def _struck(xml: str) -> str:
    """The same runs with a line through them."""
    return xml.replace("<w:r><w:rPr>", f"<w:r>{STRUCK}").replace(
        "<w:r><w:t", f"<w:r>{STRUCK}</w:rPr><w:t"
    )


def test_of_a_tick_that_is_struck_out_the_other_one_stands() -> None:
    for content, codes in (
        (_form(), {"KD666", "KD669"}),
        (_without_tags(_form()), {"KD193", "KD669"}),
    ):
        xml = _xml(content)
        cell = next(one for one in re.findall("<w:tc>.*?</w:tc>", xml) if "☑" in one)
        first, rest = cell.split(RUN.format("战略"))
        struck = _struck(first + RUN.format("战略")) + rest.replace("☐", "☑", 1)
        reading = _read(_put(content, {"word/document.xml": xml.replace(cell, struck)}))
        assert reading.records[0].get("tier") == "重点客户"
        assert {one.code for one in reading.findings} == codes
        assert any("「☑战略」" in what(one, "zh") for one in reading.findings)


def test_a_row_that_is_struck_out_with_its_labels_is_told_for_what_it_is() -> None:
    whole = _form()
    row = _row(whole, "customer.contact")
    struck = _changed(whole, (row, _struck(row)))
    for content, codes in ((struck, {"KD669"}), (_without_tags(struck), {"KD193", "KD669"})):
        reading = _read(content)
        assert {one.code for one in reading.findings} == codes
        values = reading.records[0].values
        assert {*_read(whole).records[0].values} - {*values} == {"contact", "phone", "fax"}


def test_what_is_struck_out_is_told_once_and_not_where_it_was_moved_away() -> None:
    whole = _form()
    box = _struck(BOX)
    boxed = _read(_changed(whole, ("<w:tbl>", f"{box}<w:tbl>")))
    assert [one.facts["value"] for one in boxed.findings if one.code == "KD669"] == ["月底前到货"]
    moved = f'<w:moveFrom w:id="1" w:author="张三">{_struck(RUN.format("钱思远"))}</w:moveFrom>'
    run = RUN.format("钱思远")
    assert _told(_read(_changed(whole, (run, moved + RUN.format("孙芳"))))) == []


def test_a_symbol_is_struck_out_with_the_words_around_it() -> None:
    whole = _form()
    drawn = _drawn("🚀").replace("<w:r>", f"<w:r>{STRUCK}</w:rPr>")
    reading = _read(_changed(whole, (RUN.format("钱思远"), drawn + RUN.format("孙芳"))))
    assert (_told(reading), reading.records[0].get("contact")) == (["KD669 表1 行3 列2"], "孙芳")


def test_words_of_a_template_with_a_line_through_them_may_be_saved_in_pieces() -> None:
    """As Word saves them, run by run, wherever it marks spelling or a language."""
    run, half = RUN.format("联系人"), RUN.format("联") + RUN.format("系人") + RUN.format("")
    sealed = forms.sealed(_changed(_form(), (run, _struck(run))), "customer-file")
    again = _changed(sealed, (_struck(run), _struck(half)))
    assert forms.verified("a.docx", again, SCHEMAS, b"").findings == ()
    part = _changed(sealed, (_struck(run), _struck(RUN.format("联系")) + RUN.format("人")))
    assert len(forms.verified("a.docx", part, SCHEMAS, b"").findings) == 1


def test_a_line_through_words_is_a_change_to_a_sealed_form() -> None:
    sealed = forms.sealed(_form(), "customer-file")
    run = RUN.format("钱思远")
    struck = _changed(sealed, (run, run.replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")))
    held = forms.verified("a.docx", struck, SCHEMAS, b"")
    assert ["联系人" in what(one, "zh") for one in held.findings] == [True]


def test_a_line_through_words_that_was_taken_away_again_is_none() -> None:
    whole = _form()
    plain = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>孙芳</w:t></w:r>'
    reading = _read(_changed(whole, (RUN.format("钱思远"), plain)))
    assert (_told(reading), reading.records[0].get("contact")) == ([], "孙芳")


@pytest.mark.parametrize(
    ("form", "tag", "fields"),
    [
        ("visit-report", "person.name", {"counterparts"}),
        ("visit-report", "action.matter", {"matters", "outcomes", "action_owners", "action_dues"}),
        ("customer-file", "year.volume", {"yearly_volumes"}),
    ],
)
def test_a_list_from_which_every_row_was_taken_out_is_read_as_empty(
    form: str, tag: str, fields: set[str]
) -> None:
    """So that what was in it is told as a difference from the sheets."""
    whole = _form(form)
    xml = _xml(whole)
    for row in re.findall(rf'<w:tr>(?:(?!</w:tr>).)*"{tag}"(?:(?!</w:tr>).)*</w:tr>', xml):
        xml = xml.replace(row, "")
    emptied = _put(whole, {"word/document.xml": xml})
    for content in (emptied, _without_tags(emptied)):
        (record,) = _read(content).records
        assert {name: record.get(name) for name in fields} == dict.fromkeys(fields)
        assert fields <= set(record.places)
        assert all(record.place(name).row for name in fields)
        assert {*record.values} == {*_read(whole).records[0].values} - fields


def test_a_label_of_a_cell_within_a_value_of_it_is_the_value_s_own() -> None:
    """措施及责任人 are two values in one cell, with 责任人： between them."""
    whole = made("status-report", book(customer(), status("2026-09", "560")))[0].content
    words = RUN.format("高层拜访；责任人：韩冬")
    reading = _read(_changed(whole, _control(whole, "status.measures", words)))
    assert _told(reading) == []
    assert reading.records[0].get("measures") == "高层拜访；责任人：韩冬"


def test_one_choice_that_is_ticked_twice_is_one() -> None:
    """As where somebody copies a whole table."""
    whole = _form()
    table = re.findall(r"<w:tbl>.*?</w:tbl>", _xml(whole))[0]
    reading = _read(_changed(whole, (table, table + table)))
    assert reading.records[0].get("tier") == _read(whole).records[0].get("tier")


def _months() -> bytes:
    rows = [status("2026-08", "500"), status("2026-09", "560"), status("2026-09", "90", "KA-002")]
    known = customer(), customer(3, code="KA-002", name="华东快梯有限公司", tier="战略客户")
    return made("status-report", book(*known, *rows))[-1].content


def test_what_is_worked_out_and_was_changed_is_told() -> None:
    """Nothing is read there, so that it would be lost in silence; what was blank is no change."""
    whole = _months()
    changes = (">+12.0%<", ">+99.0%<"), (">650<", ">999<")
    sealed = forms.sealed(whole, "status-report")
    assert _told(_read(sealed)) == _told(_read(_changed(whole, *changes))) == []
    changed = _changed(sealed, *changes)
    for content in (changed, _without_tags(changed)):
        found = [one for one in _read(content).findings if one.code != "KD193"]
        assert [one.code for one in found] == ["KD681", "KD681"]
        assert "「环比」" in what(found[0], "zh")
    filled = forms.sealed(_form(), "customer-file")
    tick = _control(filled, "customer.tier=战略客户", RUN.format("☐"))
    assert _told(_read(_changed(filled, tick))) == ["KD666 表1 行1 列4"]
    rate = _control(filled, "year.change", RUN.format("+9.9%"))
    assert _told(_read(_changed(filled, rate))) == []


def test_rows_that_were_taken_out_of_a_list_of_records_are_counted() -> None:
    whole = forms.sealed(_months(), "status-report")
    xml = _xml(whole)
    rows = re.findall(r'<w:tr>(?:(?!</w:tr>).)*"status.volume"(?:(?!</w:tr>).)*</w:tr>', xml)
    assert len(rows) == 2
    reading = _read(_put(whole, {"word/document.xml": xml.replace(rows[0], "")}))
    assert [(one.code, one.facts) for one in reading.findings] == [("KD682", {"count": 1})]
    assert len(reading.records) == 1
    more = _read(_put(whole, {"word/document.xml": xml.replace(rows[0], rows[0] * 2)}))
    assert "KD682" not in [one.code for one in more.findings]
