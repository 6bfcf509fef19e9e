"""A seal tells which fields of a form were changed since it was made, and nothing else."""

import copy
import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kamdocs import forms
from kamdocs.forms import Held, Key
from kamdocs.packaging import changed
from kamdocs.words import what
from tests import office
from tests.forms import cabinet, soundness
from tests.forms.cabinet import SCHEMAS, W

KEY = bytes(range(32))
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
DOCUMENT, CUSTOM = "word/document.xml", "docProps/custom.xml"
SECTIONS = f"{W}sdtPr/{W15}repeatingSection"
FORMS = tuple(forms.forms())


@cache
def _sealed(form: str, key: bytes = b"") -> bytes:
    document = cabinet.made(form, cabinet.full_book())[0]
    return forms.sealed(document.content, document.form, key)


def _part(content: bytes, name: str = DOCUMENT) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def _with(content: bytes, root: etree._Element, name: str = DOCUMENT) -> bytes:
    return changed(content, {name: etree.tostring(root)})


def _held(content: bytes, key: bytes = b"") -> Held:
    return forms.verified("a.docx", content, SCHEMAS, key)


def _codes(held: Held) -> list[str]:
    return [one.code for one in held.findings]


def _said(held: Held) -> list[str]:
    """Code, place and what is named, of each finding."""
    return [
        f"{one.code} {str(one.place).removeprefix('[a.docx]').strip()} {what(one, 'zh')}"
        for one in held.findings
    ]


def _tag(control: etree._Element) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else str(tag.get(f"{W}val"))


def _controls(root: etree._Element) -> list[etree._Element]:
    """The controls that hold the value of a field or a tick, for a person to write into."""
    return [
        one
        for one in root.iter(f"{W}sdt")
        if "." in _tag(one)
        and one.find(SECTIONS) is None
        and ("=" not in _tag(one) or one.find(f"{W}sdtPr/{W14}checkbox") is not None)
    ]


def _name(control: etree._Element) -> str:
    """What a field is called: by its schema, else by its control."""
    path, equals, _ = _tag(control).partition("=")
    kind, _, field = path.partition(".")
    if kind in SCHEMAS and field in SCHEMAS[kind].fields:
        return SCHEMAS[kind].label(field).zh
    alias = control.find(f"{W}sdtPr/{W}alias")
    words = "" if alias is None else str(alias.get(f"{W}val"))
    return words.partition("：")[0] if equals else words


def _write(control: etree._Element, words: str) -> None:
    """Write into a control what it did not hold; a tick is set or taken off."""
    box = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
    texts = list(control.iter(f"{W}t"))
    if box is not None:
        ticked = box.get(f"{W14}val") == "1"
        box.set(f"{W14}val", "0" if ticked else "1")
        texts[0].text = "☐" if ticked else "☑"
        return
    texts[0].text = words + (texts[0].text or "")


def _untagged(content: bytes) -> bytes:
    """As LibreOffice leaves a document: the controls have no tags any more."""
    root = _part(content)
    for control in list(root.iter(f"{W}sdtPr")):
        for tag in control.findall(f"{W}tag"):
            control.remove(tag)
    return _with(content, root)


@pytest.mark.parametrize("form", FORMS)
def test_what_nobody_changed_is_unchanged(form: str) -> None:
    sealed = _sealed(form)
    for content in (sealed, _untagged(sealed)):
        assert _held(content) == Held("a.docx", form, True, Key.NONE, ())
    plain = cabinet.made(form, cabinet.full_book())[0].content
    assert forms.sealed(plain, form) == sealed
    assert forms.sealed(sealed, form) == sealed  # what was sealed is sealed as it was


@settings(max_examples=60)
@given(data=st.data())
def test_any_one_field_that_was_changed_is_named_and_nothing_else(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(cabinet.READ_BACK))
    root = _part(_sealed(form))
    control = data.draw(st.sampled_from(_controls(root)))
    words = data.draw(st.text("改0.1a是否㎡😀&<（）：", min_size=1, max_size=9))
    name = _name(control)
    _write(control, words)
    spoilt = _with(_sealed(form), root)
    for content in (spoilt, _untagged(spoilt)):
        held = _held(content)
        assert _codes(held) == ["KD590"]
        assert what(held.findings[0], "zh") == f"「{name}」在生成之后改过"
        assert what(held.findings[0], "en").endswith("was changed since it was made")


@pytest.mark.skipif(office.OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_it_holds_through_libreoffice(tmp_path: Path) -> None:
    """Untouched forms of all kinds, and forms with one field changed before they were saved."""
    wanted: dict[str, str] = {}
    for form in FORMS:
        wanted[f"{form}.docx"] = ""
        (tmp_path / f"{form}.docx").write_bytes(_sealed(form, KEY))
        for at in range(0, len(_controls(_part(_sealed(form)))), 11):
            root = _part(_sealed(form))
            control = _controls(root)[at]
            _write(control, "改")
            name = f"{form}-{at}.docx"
            wanted[name] = f"「{_name(control)}」在生成之后改过"
            (tmp_path / name).write_bytes(_with(_sealed(form, KEY), root))
    office.convert((tmp_path / name for name in wanted), "docx", tmp_path / "again")
    found = {}
    for name in wanted:
        held = _held((tmp_path / "again" / name).read_bytes(), KEY)
        assert (held.judged, held.key) == (True, Key.HOLDS)
        found[name] = "; ".join(what(one, "zh") for one in held.findings)
    assert found == wanted
    assert len(wanted) > 4 * len(FORMS)


def test_it_holds_where_word_saved_as_strict_open_xml() -> None:
    names = {
        b"schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties":
            b"purl.oclc.org/ooxml/officeDocument/relationships/customProperties",
        b"schemas.openxmlformats.org/officeDocument/2006/custom-properties":
            b"purl.oclc.org/ooxml/officeDocument/customProperties",
        b"schemas.openxmlformats.org/officeDocument/2006/": b"purl.oclc.org/ooxml/officeDocument/",
        b"schemas.openxmlformats.org/wordprocessingml/2006/main":
            b"purl.oclc.org/ooxml/wordprocessingml/main",
    }  # fmt: skip
    sealed = _sealed("customer-file")
    with zipfile.ZipFile(io.BytesIO(sealed)) as archive:
        parts = {one: archive.read(one) for one in ("_rels/.rels", DOCUMENT, CUSTOM)}
    for usual, strict in names.items():
        parts = {name: part.replace(usual, strict) for name, part in parts.items()}
    assert _held(changed(sealed, parts)).unchanged
    parts[DOCUMENT] = parts[DOCUMENT].replace("苏州迅捷".encode(), "苏州讯捷".encode())
    assert {*_codes(_held(changed(sealed, parts)))} == {"KD590"}


def _rows(root: etree._Element, tag: str) -> list[etree._Element]:
    """The rows of a repeated section."""
    section = next(one for one in root.iter(f"{W}sdt") if _tag(one) == tag)
    return list(section.iter(f"{W}tr"))


def test_lines_that_were_added_or_taken_away_are_told_apart_from_changes() -> None:
    root = _part(_sealed("customer-file"))
    row = _rows(root, "year")[1]
    row.addnext(copy.deepcopy(row))
    added = _held(_with(_sealed("customer-file"), root))
    assert _codes(added) == ["KD593"]
    assert "2024" in what(added.findings[0], "zh")

    root = _part(_sealed("customer-file"))
    row = _rows(root, "year")[1]
    parent = row.getparent()
    assert parent is not None
    parent.remove(row)
    lost = _with(_sealed("customer-file"), root)
    for content in (lost, _untagged(lost)):
        held = _held(content)
        assert _codes(held) == ["KD594"]
        assert "年度" in what(held.findings[0], "zh")

    _write(next(one for one in _controls(root) if _tag(one) == "year.remark"), "改")
    both = _held(_with(_sealed("customer-file"), root))
    assert sorted(_codes(both)) == ["KD590", "KD594"]


def _text(root: etree._Element, words: str) -> etree._Element:
    return next(one for one in root.iter(f"{W}t") if one.text == words)


def test_words_of_the_form_itself_that_were_changed_are_told() -> None:
    root = _part(_sealed("customer-file"))
    _text(root, "电话").text = "手机"
    assert _said(_held(_with(_sealed("customer-file"), root))) == [
        "KD591 表1 行3 列3 栏目以外的文字在生成之后改过"
    ]
    root = _part(_sealed("return-notice"))
    paragraph = next(one for one in root.iter(f"{W}t") if "苏州迅捷电梯" in (one.text or ""))
    paragraph.text = (paragraph.text or "").replace("苏州迅捷", "苏州迅达")
    assert _codes(_held(_with(_sealed("return-notice"), root))) == ["KD591"]


def test_words_among_ticks_leave_open_which_ticks_were_changed_once_the_tags_are_lost() -> None:
    root = _part(_sealed("customer-file"))
    tick = next(one for one in _controls(root) if _tag(one) == "customer.tier=战略客户")
    cell = next(tick.iterancestors(f"{W}tc"))
    label = next(one for one in cell.iter(f"{W}t") if "重点" in (one.text or ""))
    label.text = "最重要"
    spoilt = _with(_sealed("customer-file"), root)
    assert _codes(_held(spoilt)) == ["KD591"]
    assert _said(_held(_untagged(spoilt))) == [
        "KD592 表1 行1 列4 这里的文字在生成之后改过；控件的标记已丢失，分不清是否也改了客户分类"
    ]


def test_a_tick_whose_control_says_otherwise_than_its_box_was_changed() -> None:
    root = _part(_sealed("customer-file"))
    tick = next(one for one in _controls(root) if _tag(one) == "customer.tier=重点客户")
    box = next(tick.iter(f"{W14}checked"))
    box.set(f"{W14}val", "1")
    assert _codes(_held(_with(_sealed("customer-file"), root))) == ["KD590"]


def test_words_beside_a_control_and_a_control_that_is_gone() -> None:
    root = _part(_sealed("customer-file"))
    phone = next(one for one in _controls(root) if _tag(one) == "customer.phone")
    paragraph = next(next(phone.iterancestors(f"{W}tc")).iter(f"{W}p"))
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = "，分机8"
    assert _codes(_held(_with(_sealed("customer-file"), root))) == ["KD591"]
    for one in next(phone.iterancestors(f"{W}tc")).iter(f"{W}tag"):
        one.set(f"{W}val", "")
    assert _codes(_held(_with(_sealed("customer-file"), root))) == ["KD590"]


def test_what_was_changed_with_changes_tracked_was_changed() -> None:
    root = _part(_sealed("customer-file"))
    run = next(one for one in root.iter(f"{W}r") if "".join(map(str, one.itertext())) == "电话")
    deleted = etree.Element(f"{W}del")
    run.addnext(deleted)
    deleted.append(run)
    assert _codes(_held(_with(_sealed("customer-file"), root))) == ["KD591"]


def _sealed_with(form: str, spoil: str) -> bytes:
    """A sealed form whose seal was spoilt in one way."""
    content = _sealed(form, KEY)
    if spoil == "no custom part":
        return cabinet.made(form, cabinet.full_book())[0].content
    root = _part(content, CUSTOM)
    pieces = [one for one in root if str(one.get("name"))[-1].isdigit()]
    match spoil:
        case "all taken out":
            for one in list(root):
                root.remove(one)
        case "a piece is gone":
            root.remove(pieces[1])
        case "two are swapped":
            first, second = (str(one.get("name")) for one in pieces[:2])
            pieces[0].set("name", second)
            pieces[1].set("name", first)
        case "a letter is another":
            words = pieces[1][0]
            words.text = ("B" if (words.text or "")[0] != "B" else "C") + (words.text or "")[1:]
        case "other words":
            pieces[0][0].text = "封签"
        case "the count is gone":
            root.remove(next(one for one in root if one.get("name") == "kamdocs-seal"))
        case "broken":
            return changed(content, {CUSTOM: b"<broken"})
    return _with(content, root, CUSTOM)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("no custom part", "没有封签"),
        ("all taken out", "没有封签"),
        ("a piece is gone", "已损坏"),
        ("two are swapped", "已损坏"),
        ("a letter is another", "已损坏"),
        ("other words", "已损坏"),
        ("the count is gone", "已损坏"),
        ("broken", "已损坏"),
    ],
)
def test_a_seal_that_is_gone_or_damaged_is_said_to_be(spoil: str, words: str) -> None:
    held = _held(_sealed_with("visit-report", spoil), KEY)
    assert (held.judged, _codes(held)) == (False, ["KD595"])
    assert words in what(held.findings[0], "zh")


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_what_is_no_document_cannot_be_judged(content: bytes) -> None:
    assert _codes(_held(content)) == ["KD595"]


def test_a_key_tells_who_made_the_seal() -> None:
    keyed, plain, other = _sealed("visit-report", KEY), _sealed("visit-report"), b"another key 1234"
    assert (_held(keyed).key, _codes(_held(keyed))) == (Key.NOT_TRIED, [])
    assert (_held(keyed, KEY).key, _codes(_held(keyed, KEY))) == (Key.HOLDS, [])
    for content, key, words in ((keyed, other, "另一个密钥"), (plain, KEY, "没有用密钥")):
        held = _held(content, key)
        assert (held.judged, held.key, _codes(held)) == (True, Key.WRONG, ["KD960"])
        assert words in what(held.findings[0], "zh")


def test_who_changes_a_form_and_seals_it_anew_is_found_by_the_key_alone() -> None:
    root = _part(_sealed("visit-report", KEY))
    _write(_controls(root)[0], "改")
    forged = forms.sealed(_with(_sealed("visit-report", KEY), root), "visit-report")
    assert _held(forged).unchanged
    assert _codes(_held(forged, KEY)) == ["KD960"]


def test_no_value_stands_in_a_seal_and_equal_forms_of_others_have_other_hashes() -> None:
    from kamdocs.forms.sealing import properties, seal

    def told(content: bytes) -> str:
        letters = properties.joined(properties.read(_part(content, CUSTOM)))
        return seal.unpacked(letters or "").decode()

    words = told(_sealed("customer-file"))
    for value in ("苏州迅捷", "钱思远", "0512", "6800", "91320500"):
        assert value not in words
    other = cabinet.made("customer-file", cabinet.book(cabinet.customer(contact="钱思原")))[0]
    theirs = told(forms.sealed(other.content, other.form))
    mine = seal.read(words.encode()).blocks
    shared = {
        unit.hash
        for one in mine
        for unit in one.units
        if unit.hash in theirs and unit.hash != seal.read(theirs.encode()).hash("")
    }
    assert shared == set()


@pytest.mark.parametrize("form", FORMS)
def test_a_sealed_document_is_sound(form: str) -> None:
    assert soundness.faults(_sealed(form, KEY)) == []


def test_properties_that_a_document_has_already_stay() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    theirs = (
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="部门">'
        "<vt:lpwstr>市场部</vt:lpwstr></property></Properties>"
    )
    own = changed(_sealed("visit-report"), {CUSTOM: theirs.encode()})
    sealed = forms.sealed(own, "visit-report")
    root = _part(sealed, CUSTOM)
    assert [one.get("name") for one in root][:2] == ["部门", "kamdocs-seal"]
    assert len({one.get("pid") for one in root}) == len(root)
    assert max(len(one[0].text or "") for one in root) <= 255
    assert _held(sealed).unchanged
