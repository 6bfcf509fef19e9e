"""Documents, one after the other, from a form and a book."""

from collections.abc import Iterator
from datetime import date

from kamdocs.filenames import Names
from kamdocs.forms.context import Desk, Matter
from kamdocs.forms.document import Asked, Document
from kamdocs.forms.empty import unfilled
from kamdocs.forms.manifest import Form
from kamdocs.forms.template import Template, prepared
from kamdocs.grading import Scale
from kamdocs.model import Book, Period
from kamdocs.sheets import Schemas


def fill(
    form: Form,
    book: Book,
    schemas: Schemas,
    span: Period | None,
    asked: Asked,
    as_of: date,
    company: str,
    scale: Scale | None,
) -> Iterator[Document]:
    """As ``kamdocs.forms.documents``: the template is prepared at once, documents as they come."""
    template = prepared(form, schemas)
    desk = Desk(form, book, schemas, span, asked, as_of, scale)
    return _filled(template, desk.matters(), company)


def blank(form: Form, schemas: Schemas, company: str, scale: Scale | None) -> Document:
    """As ``kamdocs.forms.blank``."""
    template = prepared(form, schemas)
    content = template.filled(unfilled(form, schemas, scale), company)
    return Document(form.id, Names().fresh(f"{form.title.zh}_空白", ".docx"), content)


def _filled(template: Template, matters: Iterator[Matter], company: str) -> Iterator[Document]:
    form, names = template.form, Names()
    for matter in matters:
        content = template.filled(matter, company)
        name = form.file.format_map({**matter.naming, "title": form.title.zh})
        notes = tuple(finding for source in matter.sources for finding in source.findings(form))
        yield Document(form.id, names.fresh(name, ".docx"), content, notes)
