"""A letter to an account manager: its words, by the names of the places of the form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LETTER = "manager"
"""What a form of letters is made for (``Form.each``)."""
NOTICE = "notice"
"""The root of the places that a letter has once."""
PARTS = ("files", "errors", "checks", "breaches", "duties", "back")
"""The numbered parts of a letter, in order; one that has nothing to say is left out."""
NUMERALS = "一二三四五六"
SINGLE = (
    "addressee", "department", "day", "against",
    *(f"{name}_no" for name in PARTS),
    *PARTS[:-1], "rows", "back_by", "ask", "copies",
)  # fmt: skip
_CAUSE = ("number", "where", "what", "count", "mend")
LISTS: Mapping[str, tuple[str, ...]] = {
    "file": ("name", "sheet", "rows", "until", "note"),
    "error": _CAUSE,
    "check": _CAUSE,
    "breach": ("clause", "what", "mend"),
    "duty": ("due", "customer", "what", "owner"),
}
"""The repeated rows of a letter, each with the names of its places."""

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter in words: the places that it has once (``said``, see ``SINGLE``), and its
    repeated ``rows`` (see ``LISTS``).

    ``folder`` is a safe name that no other letter has, ``confidentiality`` the strictest level of
    the customers that it mentions.
    """

    addressee: str
    folder: str
    said: Words
    rows: Mapping[str, Sequence[Words]]
    confidentiality: str = ""
