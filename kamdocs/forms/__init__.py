"""The forms room: fills Word templates with what the book knows.

Importing it is light; the libraries that read and fill templates come with the first document.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from kamdocs.forms.document import Asked, Document
from kamdocs.forms.manifest import Form, form, forms, load_forms
from kamdocs.grading import Scale
from kamdocs.model import Book, FilledForm, Period
from kamdocs.sheets import Schemas

__all__ = ["Asked", "Document", "Form", "blank", "documents", "form", "forms", "load_forms", "read"]


def documents(
    form: Form,
    book: Book,
    schemas: Schemas,
    span: Period | None,
    asked: Asked,
    as_of: date,
    company: str,
    scale: Scale | None = None,
) -> Iterator[Document]:
    """Every document of a form that the book gives, one after the other.

    A form of customers gives one for each customer; of visits, one for each visit made in
    ``span`` (all where it is None) to a customer that is known; of months, one for each month of
    ``span`` with business status rows (the latest month where it is None, not after ``as_of``); of
    gradings, one for each row of them, with the points that its figures make on ``scale``.
    ``asked[record's row][field]`` is the clause that asks for a field of a record: blank, it prints
    as 「待补」 with a comment naming the clause. ``company`` goes into the properties of the
    document as its author.

    SetupFault KD510, KD511 or KD512 where the template cannot be used, before any document.
    """
    from kamdocs.forms.filling import fill

    return fill(form, book, schemas, span, asked, as_of, company, scale)


def blank(form: Form, schemas: Schemas, company: str, scale: Scale | None = None) -> Document:
    """An empty form, to be filled in by hand or in Word: every control is there and holds nothing.

    On a form of gradings the rows of ``scale`` are printed. SetupFault as with ``documents``.
    """
    from kamdocs.forms.filling import blank

    return blank(form, schemas, company, scale)


def read(file: str, content: bytes, known: Mapping[str, Form], schemas: Schemas) -> FilledForm:
    """What somebody wrote into a form: the words of each field with their place.

    ``file`` is the name of the document, ``known`` are the forms that it may be. Nothing about the
    document raises; SetupFault KD510 where the template of a form cannot be opened.
    """
    from kamdocs.forms.readback import read

    return read(file, content, known, schemas)
