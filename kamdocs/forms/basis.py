"""What the documents of a run are made from, whatever their form."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kamdocs.forms.choosing import EVERYBODY, Choice
from kamdocs.forms.document import Asked
from kamdocs.forms.letters import Letter
from kamdocs.model import Book, Period
from kamdocs.sheets import Schemas


@dataclass(frozen=True, slots=True)
class Basis:
    """What is in the ``book``, of the days in ``span`` (None: of all), of the customers whom
    ``choice`` takes.

    ``asked[row of the record][field]`` is the clause that asks for a field: where that is blank,
    the form prints 「待补」 with a comment that names the clause. ``letters`` are what forms of
    letters print. ``company`` goes into the properties of the documents as author.
    """

    book: Book
    schemas: Schemas
    span: Period | None = None
    asked: Asked = field(default_factory=dict)
    choice: Choice = EVERYBODY
    letters: Sequence[Letter] = ()
    company: str = ""
