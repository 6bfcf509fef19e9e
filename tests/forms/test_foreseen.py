"""What a document says is known from its template: its seal is that of the document gone through.

Held for whatever stands in the records, on the forms that are built in and on templates of any
make.
"""

import dataclasses
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from kamdocs import forms
from kamdocs.forms.template import prepared
from kamdocs.model import Book, Place, Record
from kamdocs.packaging import changed
from tests.forms import cabinet
from tests.forms.cabinet import COMPANY, SCALE, SCHEMAS

WORDS = st.one_of(
    st.sampled_from(("", "战略客户", "☑☐✔", "「待补」", " \u3000\u00a0", "{{7*7}}", "甲\n乙\t丙")),
    st.text("甲乙a1☑☒□√■\ufe0f &<>\"'{}%\n\t\r\x0b\x85\u2028\u3000\ud800", max_size=6),
)
KEY = bytes(range(32))
_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
"""What is found is shown as it is: to make it smaller takes minutes."""


@st.composite
def _books(draw: st.DrawFn) -> Book:
    """Records of each kind; of some fields the same as ever, of some other words, of some none."""
    made = [cabinet.customer, cabinet.visit, cabinet.grading, cabinet.planned]
    records = [one() for one in made for _ in range(draw(st.integers(1, 2)))]
    records.append(cabinet.status("2026-09", "5"))
    return cabinet.book(*(_redrawn(draw, one) for one in records))


def _redrawn(draw: st.DrawFn, record: Record) -> Record:
    fields = SCHEMAS[record.kind].fields
    names = [name for name in fields if name not in ("code", "tier", "customer_code", "month")]
    words = draw(WORDS)
    other = draw(st.lists(st.sampled_from(names), max_size=len(names) // 2, unique=True))
    gone = draw(st.lists(st.sampled_from(names), max_size=len(names) // 2, unique=True))
    values = {**record.values, **{name: cabinet.shaped(fields[name], words) for name in other}}
    kept = {name: value for name, value in values.items() if name not in gone}
    return dataclasses.replace(record, values=kept)


def _asked(data: st.DataObject, book: Book) -> dict[Place, dict[str, str]]:
    return {
        one.row: dict.fromkeys(SCHEMAS[kind].fields, "account-manager 3.1")
        for kind in SCHEMAS
        for one in book.of(kind)
        if data.draw(st.booleans())
    }


def _hold(form: forms.Form, book: Book, asked: dict[Place, dict[str, str]]) -> int:
    """Seal the documents of a form as they are made, and again by going through them."""
    letters = cabinet.letters(book) if form.each == forms.LETTER else []

    def made(key: bytes | None) -> list[forms.Document]:
        basis = forms.Basis(book, SCHEMAS, asked=asked, letters=letters, company=COMPANY)
        return list(forms.documents(form, basis, scale=SCALE).made(key))

    unsealed = made(None)
    for plain, sealed in zip(unsealed, made(KEY), strict=True):
        assert forms.sealed(plain.content, form.id, KEY) == sealed.content
        assert forms.verified("a.docx", sealed.content, SCHEMAS, KEY).unchanged
    return len(unsealed)


@pytest.mark.parametrize("id", forms.forms())
def test_no_document_of_a_form_must_be_gone_through(id: str) -> None:
    assert prepared(forms.form(id), SCHEMAS).foreseen


@settings(max_examples=40, phases=_FOUND)
@given(data=st.data(), book=_books(), id=st.sampled_from(tuple(forms.forms())))
def test_the_seal_of_a_form_is_that_of_what_it_says(
    data: st.DataObject, book: Book, id: str
) -> None:
    assert _hold(forms.form(id), book, _asked(data, book))


LOOKS = (
    "",
    "",
    "<w:rPr><w:b/></w:rPr>",
    "<w:rPr><w:strike/></w:rPr>",
    "<w:rPr><w:vanish/></w:rPr>",
)


class Author:
    """Draws the body of a template: any blocks, controls and conditions, within each other."""

    def __init__(self, data: st.DataObject) -> None:
        self._draw = data.draw
        self._ids = count(1000)

    def body(self) -> str:
        return self._blocks(3, "customer") + "<w:p/>"

    def _some(self, make: Callable[[int, str], str], most: int, depth: int, root: str) -> str:
        return "".join(make(depth, root) for _ in range(self._draw(st.integers(0, most))))

    def _blocks(self, depth: int, root: str) -> str:
        return self._some(self._block, 3, depth, root)

    def _block(self, depth: int, root: str) -> str:
        match self._draw(st.sampled_from("pptrco" if depth else "pp")):
            case "t":
                return self._table(depth - 1, root)
            case "r" if root == "customer":
                return self._repeated(self._blocks(depth - 1, "year") or "<w:p/>")
            case "c":
                return self._control(self._blocks(depth - 1, root) or "<w:p/>", root, block=True)
            case "o":  # a box in a paragraph
                inner = self._blocks(depth - 1, root) or "<w:p/>"
                box = f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
                return f"<w:p>{self._runs(1, root)}<w:r>{box}</w:pict></w:r></w:p>"
        return f"<w:p>{self._runs(2, root)}</w:p>"

    def _table(self, depth: int, root: str) -> str:
        rows = self._some(self._row, 3, depth, root) or "<w:tr><w:tc><w:p/></w:tc></w:tr>"
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"

    def _row(self, depth: int, root: str) -> str:
        row = f"<w:tr>{self._some(self._cell, 3, depth, root)}</w:tr>"
        match self._draw(st.sampled_from("...rc")):
            case "r" if root == "customer":
                return self._repeated(f"<w:tr>{self._some(self._cell, 3, depth, 'year')}</w:tr>")
            case "c":
                return self._control(row, root, block=True)
        return row

    def _cell(self, depth: int, root: str) -> str:
        cell = f"<w:tc>{self._blocks(depth, root)}<w:p>{self._runs(2, root)}</w:p></w:tc>"
        return self._control(cell, root) if self._draw(st.integers(0, 4)) == 0 else cell

    def _runs(self, depth: int, root: str) -> str:
        return self._some(self._run, 3, depth, root)

    def _run(self, depth: int, root: str) -> str:
        place = f"{{{{ {self._path(root)} }}}}"
        run = f"<w:r>{self._draw(st.sampled_from(LOOKS))}"
        match self._draw(st.sampled_from("wwpbdmcckk" if depth else "wwp")):
            case "p":
                return f"{run}<w:t>第{place}号</w:t></w:r>"
            case "b":
                return f"{run}<w:t>甲</w:t><w:br/><w:t> ☑</w:t><w:noBreakHyphen/></w:r>"
            case "d":
                gone = self._draw(st.sampled_from(("del", "moveFrom", "ins")))
                return f"<w:{gone}>{self._runs(depth - 1, root)}</w:{gone}>"
            case "m":
                return "<w:t>无</w:t>"  # in no run
            case "c":
                inner = self._runs(depth - 1, root)
                return self._control(f"{inner}{run}<w:t>{place}</w:t></w:r>", root)
            case "k":
                return self._tick(root)
        words = self._draw(st.sampled_from(("电话", "", " ", "☑", "√ 是")))
        return f'{run}<w:t xml:space="preserve">{words}</w:t></w:r>'

    def _path(self, root: str) -> str:
        names = ("remark",) if root == "year" else ("phone", "remark", "core_products")
        return f"{root}.{self._draw(st.sampled_from(names))}"

    def _control(self, inner: str, root: str, block: bool = False) -> str:
        path = self._path(root)
        tags = (path, f"{path}=", f"{path}=") if not block else (f"{path}=", "", path)
        tag = self._draw(st.sampled_from((*tags, "")))
        alias = self._draw(st.sampled_from(("电话", "备注", "")))
        return self._framed(tag, alias, "", inner)

    def _tick(self, root: str) -> str:
        box = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
        glyphs = "<w:r><w:t>☑</w:t></w:r>" * self._draw(st.integers(0, 2))
        tag = self._draw(st.sampled_from(("customer.tier=战略客户", "customer.tier=重点客户", "")))
        return self._framed(tag if root == "customer" else "", "等级", box, glyphs or "<w:r/>")

    def _repeated(self, inner: str) -> str:
        alias = self._draw(st.sampled_from(("", "", "一行")))
        item = self._framed("", alias, "<w15:repeatingSectionItem/>", inner)
        return self._framed("year", "", "<w15:repeatingSection/>", item)

    def _framed(self, tag: str, alias: str, kind: str, inner: str) -> str:
        named = f'<w:alias w:val="{alias}"/>' if alias else ""
        tagged = f'<w:tag w:val="{tag}"/>' if tag else ""
        about = f'<w:sdtPr>{named}{tagged}<w:id w:val="{next(self._ids)}"/>{kind}</w:sdtPr>'
        return f"<w:sdt>{about}<w:sdtContent>{inner}</w:sdtContent></w:sdt>"


NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


@settings(max_examples=150, phases=_FOUND)
@given(data=st.data(), book=_books())
def test_so_it_is_on_a_template_of_any_make(data: st.DataObject, book: Book) -> None:
    body = Author(data).body()
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    form = forms.form("customer-file")
    with TemporaryDirectory() as folder:
        own = Path(folder, "own.docx")
        parts = {"word/document.xml": document.encode()}
        own.write_bytes(changed(form.template.read_bytes(), parts))
        assert _hold(dataclasses.replace(form, template=own), book, _asked(data, book))
