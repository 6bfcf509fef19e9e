"""Fills a form from a book, one document after the other."""

import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kamdocs.filenames import Names, safe
from kamdocs.forms.basis import Basis
from kamdocs.forms.choosing import chosen
from kamdocs.forms.combining import combined
from kamdocs.forms.context import Desk
from kamdocs.forms.document import Document, owner_of
from kamdocs.forms.empty import unfilled
from kamdocs.forms.manifest import BOUND, Form
from kamdocs.forms.matter import Matter
from kamdocs.forms.several import MANY, Filled, Work, filled_by
from kamdocs.forms.template import Template, prepared
from kamdocs.grading import Scale
from kamdocs.lazy import lazy
from kamdocs.model import Classes, no_classes
from kamdocs.sheets import Schemas

_BETWEEN = " _-"
_ABOUT = lazy(rf"[{_BETWEEN}]*[（(]?\{{about\}}[）)]?")
"""``{about}`` in the pattern of a file name with the mark before it; both are left out where the
document is about all customers."""


class Documents:
    """The documents of a form. Their number (``len``) is known before; each is made when it is
    asked for, and they can be gone through only once."""

    def __init__(
        self,
        template: Template,
        matters: Iterator[Matter],
        company: str,
        names: Names,
    ) -> None:
        self._template = template
        self._matters = deque(matters)
        self._company = company
        self._names = names
        self._subjects: Counter[str] = Counter()

    def __len__(self) -> int:
        """How many are still to come."""
        return len(self._matters)

    @property
    def months(self) -> frozenset[str]:
        """The months (2026-09) of those still to come; empty where they are not made by months."""
        return frozenset(one.naming["month"] for one in self._matters if "month" in one.naming)

    def __iter__(self) -> Iterator[Document]:
        return self.made(None)

    def made(self, key: bytes | None, workers: int = 0) -> Iterator[Document]:
        """Each document, with a seal marked with the ``key``; without a seal where the key is None.
        Many documents are made by so many ``workers``, which are processes."""
        for one in self._filled(key, workers):
            yield self._document(self._matters.popleft(), one)

    def _filled(self, key: bytes | None, workers: int) -> Iterator[Filled]:
        matters = tuple(self._matters)
        work = Work(self._template, matters, self._company, key)
        if workers < 2 or len(matters) < MANY:
            return work.done(0, len(matters))
        return filled_by(workers, work)

    def _document(self, matter: Matter, made: Filled) -> Document:
        form, subject = self._template.form, self._subject(matter)
        return Document(
            form=form.id,
            name=self._name(matter, subject),
            content=made.content,
            notes=made.notes,
            subject=subject,
            template=self._template.sha256,
            data=made.data,
        )

    def _name(self, matter: Matter, subject: str) -> str:
        """A file name that no other document has; a letter has a folder of its own, where any name
        is free."""
        form = self._template.form
        whole = "about" in matter.naming and not matter.naming["about"]
        pattern = _ABOUT.sub("", form.file).lstrip(_BETWEEN) or "{title}" if whole else form.file
        name = pattern.format_map({**matter.naming, "title": form.title.zh})
        if matter.folder:
            return f"{matter.folder}/{safe(name)}.docx"
        return self._names.fresh(name, ".docx", owner_of(form.id, subject))

    def _subject(self, matter: Matter) -> str:
        """What the document is about; of several about the same the further ones are numbered."""
        self._subjects[matter.subject] += 1
        times = self._subjects[matter.subject]
        return f"{matter.subject} #{times}" if times > 1 else matter.subject


def combine(form: Form, made: Iterable[Document], about: str, names: Names) -> Document | None:
    """All documents of a form in one, a section for each; None where there are none.

    ``about`` says in words for which period and customers they are. It goes into the file name
    where the form's pattern has a place for it.
    """
    documents = list(made)
    if not documents:
        return None
    subject = f"{BOUND} {about}".strip()
    digests = " ".join(one.data for one in documents)
    name = form.file.format_map({"title": form.title.zh, "about": about})
    return Document(
        form=form.id,
        name=names.fresh(name.strip("_ "), ".docx", owner_of(form.id, subject)),
        content=combined((one.content for one in documents), form.title.zh),
        notes=tuple(note for one in documents for note in one.notes),
        subject=subject,
        template=documents[0].template,
        data=hashlib.sha256(digests.encode()).hexdigest(),
    )


def documents(
    form: Form,
    basis: Basis,
    names: Names | None = None,
    scale: Scale | None = None,
    classes: Classes = no_classes,
) -> Documents:
    """Every document of a form that can be made from the ``basis``, one after the other; the
    template is prepared at once.

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
    template = prepared(form, basis.schemas)
    keys = chosen(basis.choice, basis.book, basis.schemas)
    desk = Desk(form, basis, keys, scale, classes)
    return Documents(template, desk.matters(), basis.company, names or Names())


def blank(
    form: Form,
    schemas: Schemas,
    company: str,
    scale: Scale | None = None,
    names: Names | None = None,
) -> Documents:
    """An empty form, to be filled in by hand or in Word: every control is there and empty.

    A form of gradings prints the parts of the ``scale``. SetupFault as with ``documents``.
    """
    named = replace(form, file="{title}_空白")
    template = replace(prepared(form, schemas), form=named)
    empty = iter([unfilled(form, schemas, scale)])
    return Documents(template, empty, company, names or Names())
