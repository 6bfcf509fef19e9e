"""The forms room: fills Word templates with what the book knows.

Importing it is light; the libraries that read and fill templates come with the first document.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from kamdocs.filenames import Names
from kamdocs.forms.choosing import EVERYBODY, Choice
from kamdocs.forms.document import Asked, Document, owner_of
from kamdocs.forms.manifest import Form, bound, form, forms, load_forms, named, of_name
from kamdocs.model import Book, Period
from kamdocs.sheets import Schemas

__all__ = [
    "EVERYBODY",
    "Asked",
    "Choice",
    "Document",
    "Form",
    "bound",
    "combine",
    "countable",
    "documents",
    "form",
    "forms",
    "load_forms",
    "named",
    "of_name",
    "owner_of",
    "survey",
]

if TYPE_CHECKING:
    from kamdocs.forms.filling import Documents
    from kamdocs.forms.surveying import Survey


def combine(
    form: Form, made: Iterable[Document], about: str, names: Names | None = None
) -> Document | None:
    """All documents of a form in one, a section for each; None where there is none.

    ``about`` tells in words of which period and customers they are, and goes into the name of the
    file, unless the form names its documents by a pattern of somebody's own.
    """
    from kamdocs.forms.filling import combine_all

    return combine_all(form, made, about, names or Names())


def countable(content: bytes) -> bytes:
    """A document with the pages of its sections told in a way that LibreOffice knows too."""
    from kamdocs.forms.counting import counted_sections

    return counted_sections(content)


def survey(form: Form, schemas: Schemas) -> "Survey":
    """The template of a form gone through: its places, and all that is wrong in it at once.

    SetupFault KD510 where it is no Word document.
    """
    from kamdocs.forms.template import survey as look

    return look(form, schemas)


def documents(
    form: Form,
    book: Book,
    schemas: Schemas,
    span: Period | None,
    asked: Asked,
    as_of: date,
    company: str,
    choice: Choice = EVERYBODY,
    names: Names | None = None,
) -> "Documents":
    """Every document of a form that the book gives, one after the other.

    A form of customers gives one for each customer; of visits, one for each visit made in
    ``span`` (all where it is None) to a customer that is known; of months, one for each month of
    ``span`` with business status rows (the latest month where it is None, not after ``as_of``).
    ``asked[record's row][field]`` is the clause that asks for a field of a record: blank, it prints
    as 「待补」 with a comment naming the clause. ``company`` goes into the properties of the
    document as its author. Of customers that ``choice`` leaves out nothing is made; a form of
    months lists only those chosen. ``names`` hands out the file names.

    SetupFault KD510 to KD512 and KD543 to KD549 where the template cannot be used (all that is
    wrong in it, as ``survey`` finds it), KD936 to KD938 where the choice names what is not there,
    before any document.
    """
    from kamdocs.forms.filling import fill

    return fill(form, book, schemas, span, asked, as_of, company, choice, names)
