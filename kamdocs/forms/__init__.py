"""The forms room: fills Word templates with what the book knows.

Importing it is light; the libraries that read and fill templates come with the first document.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kamdocs.filenames import Names
from kamdocs.forms.choosing import EVERYBODY, Choice, chosen
from kamdocs.forms.document import Asked, Document, owner_of
from kamdocs.forms.held import Held, Key
from kamdocs.forms.letters import LETTER, PARTS, Letter
from kamdocs.forms.manifest import Form, bound, form, forms, load_forms, named, of_name
from kamdocs.grading import Scale
from kamdocs.model import Book, Classes, FilledForm, Period, no_classes
from kamdocs.sheets import Schemas

__all__ = [
    "EVERYBODY",
    "LETTER",
    "PARTS",
    "Asked",
    "Choice",
    "Document",
    "Form",
    "Held",
    "Key",
    "Letter",
    "blank",
    "bound",
    "chosen",
    "combine",
    "countable",
    "documents",
    "form",
    "forms",
    "load_forms",
    "named",
    "of_name",
    "owner_of",
    "read",
    "sealed",
    "survey",
    "verified",
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
    scale: Scale | None = None,
    letters: Sequence[Letter] = (),
    classes: Classes = no_classes,
) -> "Documents":
    """Every document of a form that the book gives, one after the other.

    A form of customers gives one for each customer; of visits, one for each visit made in
    ``span`` (all where it is None) to a customer that is known; of months, one for each month of
    ``span`` with business status rows (the latest month where it is None, not after ``as_of``); of
    gradings, one for each row of them, with the points that its figures make on ``scale``; one of
    account managers gives the ``letters`` that are handed over, in words, each in its folder.
    A form of months that is for some tiers lists whoever is declared to be of one in the month, or
    is by ``classes``.
    ``asked[record's row][field]`` is the clause that asks for a field of a record: blank, it prints
    as 「待补」 with a comment naming the clause. ``company`` goes into the properties of the
    document as its author. Of customers that ``choice`` leaves out nothing is made; a form of
    months lists only those chosen. ``names`` hands out the file names.

    SetupFault KD510 to KD512 and KD543 to KD549 where the template cannot be used (all that is
    wrong in it, as ``survey`` finds it), KD936 to KD938 where the choice names what is not there,
    before any document.
    """
    from kamdocs.forms.filling import fill

    made_of = span, asked, as_of, company, choice, names, scale, letters, classes
    return fill(form, book, schemas, *made_of)


def blank(
    form: Form,
    schemas: Schemas,
    company: str,
    scale: Scale | None = None,
    names: Names | None = None,
) -> "Documents":
    """An empty form, to be filled in by hand or in Word: every control is there and holds nothing.

    On a form of gradings the rows of ``scale`` are printed. SetupFault as with ``documents``.
    """
    from kamdocs.forms.filling import blank

    return blank(form, schemas, company, scale, names)


def read(file: str, content: bytes, known: Mapping[str, Form], schemas: Schemas) -> FilledForm:
    """What somebody wrote into a form: the words of each field with their place.

    ``file`` is the name of the document, ``known`` are the forms that it may be. Nothing about the
    document raises; SetupFault KD510 where the template of a form cannot be opened.
    """
    from kamdocs.forms.readback.reading import read

    return read(file, content, known, schemas)


def open_templates(known: Mapping[str, Form]) -> None:
    """Open the templates by which ``read`` knows the forms, before any document is read;
    SetupFault KD510 where that cannot be done."""
    from kamdocs.forms.readback.reading import open_templates

    open_templates(known)


def sealed(content: bytes, form: str, key: bytes = b"") -> bytes:
    """A document of a form with a seal of what it says, marked with a ``key`` where there is one.

    The same document and key give the same bytes.
    """
    from kamdocs.forms.sealing import sealed

    return sealed(content, form, key)


def verified(file: str, content: bytes, schemas: Schemas, key: bytes = b"") -> Held:
    """A document held against the seal in it: what was changed in it since it was made.

    ``file`` is its name, ``schemas`` name its fields, ``key`` is that with which its seal should be
    marked. Nothing about the document raises.
    """
    from kamdocs.forms.sealing import checked

    return checked(file, content, schemas, key)
