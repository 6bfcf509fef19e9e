"""Customer files, and the same template filled by others, and the same parts only packed."""

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate

from benchmarks.archive import AS_OF
from benchmarks.measuring import ROOT, Run
from kamdocs import forms, review
from kamdocs.forms.places import places
from kamdocs.forms.source import Source
from kamdocs.model import CUSTOMER, Book, Record
from kamdocs.sheets import built_in

_FORM = "customer-file"
_COMPANY = "某电梯部件有限公司"
_BY_DOCXTEMPLATER = ROOT / "benchmarks" / "rivals" / "by_docxtemplater.js"


@dataclass(frozen=True)
class Customers:
    """The customers of an archive, ready to be printed: all contestants work in memory."""

    book: Book

    @classmethod
    def of(cls, path: Path) -> "Customers":
        _, book = review.check(review.gather([path]), built_in(), (), AS_OF)
        return cls(book)

    def filled(self) -> list[bytes]:
        """The documents, the template opened and prepared once."""
        basis = forms.Basis(self.book, built_in(), company=_COMPANY)
        made = forms.documents(forms.forms()[_FORM], basis)
        return [document.content for document in made]


def against_docxtpl(path: Path) -> tuple[Run, Run]:
    """Filled by us, and with docxtpl as its users do: a template object for each document."""
    customers = Customers.of(path)
    contexts = [_context(record) for record in customers.book.customers]
    return customers.filled, lambda: [_with_docxtpl(context) for context in contexts]


def against_docxtemplater(path: Path) -> tuple[Run, Run]:
    """Filled by us, and with docxtemplater, in a process of Node.js that stays open between rounds:
    its start is not measured. Its documents say what those of docxtpl say, or the run ends."""
    customers = Customers.of(path)
    contexts = [_context(record) for record in customers.book.customers]
    told, first = path.with_suffix(".json"), path.with_suffix(".docx")
    told.write_text(json.dumps(contexts, ensure_ascii=False), encoding="utf-8")
    template = forms.forms()[_FORM].template
    node = subprocess.Popen(
        [shutil.which("node") or "node", _BY_DOCXTEMPLATER, template, told, first],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    ask, answer = node.stdin, node.stdout
    assert ask is not None
    assert answer is not None
    if answer.readline() != "ready\n":
        raise SystemExit(f"{_BY_DOCXTEMPLATER.name} does not run")
    if _said(first.read_bytes()) != _said(_with_docxtpl(contexts[0])):
        raise SystemExit("docxtemplater and docxtpl do not fill the template alike")

    def theirs() -> int:
        ask.write("\n")
        return int(answer.readline())

    return customers.filled, theirs


def lacks_docxtemplater() -> str:
    """What is missing to measure it: Node.js, or its packages; empty where all is there."""
    node = shutil.which("node")
    if node is None:
        return "Node.js"
    script = "require('docxtemplater'); require('pizzip')"
    done = subprocess.run([node, "-e", script], cwd=_BY_DOCXTEMPLATER.parent, capture_output=True)
    return "docxtemplater" if done.returncode else ""


def against_packing(path: Path) -> tuple[Run, Run]:
    """Filled by us, and the parts of the same documents packed with nothing filled in."""
    customers = Customers.of(path)
    parts = [_parts(content) for content in customers.filled()]
    return customers.filled, lambda: [_packed(one) for one in parts]


def _context(record: Record) -> dict[str, Mapping[str, str]]:
    """What docxtpl gets: the text of every place of the form; a repeated row is filled once."""
    schemas = built_in()
    source = Source(record, schemas[CUSTOMER], {})
    known = places(forms.forms()[_FORM], schemas)
    roots = {**known.single, **known.rows}
    empty = {root: dict.fromkeys(names, "") for root, names in roots.items()}
    shown = {name: source[name].text for name in schemas[CUSTOMER].fields}
    return {**empty, CUSTOMER: {**empty[CUSTOMER], **shown}}


def _with_docxtpl(context: Mapping[str, object]) -> bytes:
    document = DocxTemplate(forms.forms()[_FORM].template)
    document.render(context, autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _said(content: bytes) -> list[str]:
    """The text of the tables of a document, cell by cell."""
    tables = Document(io.BytesIO(content)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
