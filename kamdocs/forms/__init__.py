"""The forms room: fills Word templates with what the book knows.

Importing it is light; the libraries that read and fill templates come with the first document.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kamdocs.filenames import Names
from kamdocs.forms.basis import Basis
from kamdocs.forms.choosing import EVERYBODY, Choice, chosen
from kamdocs.forms.document import Asked, Document, owner_of
from kamdocs.forms.held import Held, Key
from kamdocs.forms.letters import LETTER, PARTS, Letter
from kamdocs.forms.manifest import Form, bound, form, forms, load_forms, named, of_name
from kamdocs.grading import Scale
from kamdocs.model import Classes, FilledForm, no_classes
from kamdocs.sheets import Schemas

__all__ = [
    "EVERYBODY",
    "LETTER",
    "PARTS",
    "Asked",
    "Basis",
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


def combine(form: Form, made: Iterable[Document], about: str, names: Names) -> Document | None:
    """All documents of a form in one, a section for each; None where there are none.

    ``about`` says in words for which period and customers they are. It goes into the file name
    where the form's pattern has a place for it.
    """
    from kamdocs.forms.filling import combine_all

    return combine_all(form, made, about, names)


def countable(content: bytes) -> bytes:
    """The bytes of a document changed so that LibreOffice, too, can count the pages of its
    sections."""
    from kamdocs.forms.counting import counted_sections

    return counted_sections(content)


def survey(form: Form, schemas: Schemas) -> "Survey":
    """The places that the template of a form has, and all that is wrong in it.

    SetupFault KD510 where it is no Word document.
    """
    from kamdocs.forms.template import survey as look

    return look(form, schemas)


def documents(
    form: Form,
    basis: Basis,
    names: Names | None = None,
    scale: Scale | None = None,
    classes: Classes = no_classes,
) -> "Documents":
    """Every document of a form that can be made from the ``basis``, one after the other.

    What one document is made for depends on the form (``Form.each``):

    - customers: one for each customer;
    - visits: one for each visit in the span to a known customer;
    - months: one for each month of the span with business status rows (without a span: the latest
      month not after the day of the book); a form for some tiers lists the customers declared in
      one of them in that month, or who are by ``classes``;
    - gradings: one for each row, with the points that its figures make on ``scale``;
    - plans: one for all planned visits of the span;
    - account managers: one for each of the letters, in the folder of the letter.

    ``names`` hands out the file names. Months do not list customers who are not chosen.

    Raises, before any document is made, SetupFault KD510 to KD512 and KD543 to KD549 for all that
    is wrong in the template (see ``survey``), KD936 to KD938 where the choice names what is not
    there.
    """
    from kamdocs.forms.filling import fill

    return fill(form, basis, names or Names(), scale, classes)


def blank(
    form: Form,
    schemas: Schemas,
    company: str,
    scale: Scale | None = None,
    names: Names | None = None,
) -> "Documents":
    """An empty form, to be filled in by hand or in Word: every control is there and empty.

    A form of gradings prints the parts of the ``scale``. SetupFault as with ``documents``.
    """
    from kamdocs.forms.filling import blank

    return blank(form, schemas, company, scale, names)


def read(file: str, content: bytes, known: Mapping[str, Form], schemas: Schemas) -> FilledForm:
    """What somebody wrote into a Word form: the words of each field with their place.

    ``file`` is the name of the document, ``content`` its bytes, ``known`` are the forms that it may
    be. A document that cannot be read raises nothing: the result says so. SetupFault KD510 where
    the template of a form cannot be opened.
    """
    from kamdocs.forms.readback.reading import read

    return read(file, content, known, schemas)


def open_templates(known: Mapping[str, Form]) -> None:
    """Open the templates by which ``read`` knows the forms ahead of the first document; SetupFault
    KD510 where one cannot be opened."""
    from kamdocs.forms.readback.reading import open_templates

    open_templates(known)


def sealed(content: bytes, form: str, key: bytes = b"") -> bytes:
    """The bytes of a document with a seal of what it says added, marked with a ``key`` if there is
    one; ``form`` is the id of its form. The same document and key give the same bytes."""
    from kamdocs.forms.sealing import sealed

    return sealed(content, form, key)


def verified(file: str, content: bytes, schemas: Schemas, key: bytes) -> Held:
    """What was changed in a document since it was made, by the seal in it.

    ``file`` is its name, ``content`` its bytes; ``schemas`` name its fields, ``key`` is the one
    with which its seal should be marked. A document that cannot be read raises nothing: the result
    says so.
    """
    from kamdocs.forms.sealing import checked

    return checked(file, content, schemas, key)
