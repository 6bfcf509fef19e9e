"""The forms room: fills Word templates with what the book knows, and reads filled forms back.

Importing it is light; what fills, reads and seals comes with the first document, for its libraries
take long to load.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kamdocs.forms.basis import Basis
from kamdocs.forms.choosing import EVERYBODY, Choice, chosen
from kamdocs.forms.document import Asked, Document, owner_of
from kamdocs.forms.held import Held, Key
from kamdocs.forms.letters import LETTER, PARTS, Letter
from kamdocs.forms.manifest import Form, bound, form, forms, load_forms, named, of_name

if TYPE_CHECKING:
    from kamdocs.forms.counting import countable
    from kamdocs.forms.filling import Documents, blank, combine, documents
    from kamdocs.forms.readback.reading import open_templates, read
    from kamdocs.forms.sealing import sealed, verified
    from kamdocs.forms.template import survey

__all__ = [
    "EVERYBODY",
    "LETTER",
    "PARTS",
    "Asked",
    "Basis",
    "Choice",
    "Document",
    "Documents",
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
    "open_templates",
    "owner_of",
    "read",
    "sealed",
    "survey",
    "verified",
]

_LATER = {
    **dict.fromkeys(("Documents", "blank", "combine", "documents"), "filling"),
    **dict.fromkeys(("open_templates", "read"), "readback.reading"),
    **dict.fromkeys(("sealed", "verified"), "sealing"),
    "countable": "counting",
    "survey": "template",
}
"""What is imported when it is first asked for, and the module that has it."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
