"""The Word comments of one document, which say which clause asks for a blank value."""

import re

from markupsafe import escape

from kamdocs.forms.printing import LACKING, Shown, as_run, as_xml
from kamdocs.packaging import cleaned

_WANTED = "{clause}要求填写「{label}」，目前是空白。"
_OURS = re.compile(re.escape(_WANTED).replace(r"\{clause\}", ".*").replace(r"\{label\}", ".*"))
_START = '<w:commentRangeStart w:id="{0}"/>'
_END = '<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'
_COMMENT = (
    '<w:comment w:id="{}" w:author="{}" w:initials="KD"><w:p><w:r>'
    '<w:t xml:space="preserve">{}</w:t></w:r></w:p></w:comment>'
)


class Notes:
    """Numbers the comments of a document while it is printed, from ``first`` on; ``author`` is the
    company.

    ``open`` and ``close`` are called before and after each control. Both give "" where no clause
    asks for the value, or where it is filled in. Other controls may be opened and closed between:
    a group of ticks may stand in several cells, or two groups in one line.
    """

    def __init__(self, author: str, first: int = 0) -> None:
        self._author = str(escape(cleaned(author)[0]))
        self._next = first
        self._open: list[tuple[Shown, int]] = []
        self._written: list[str] = []

    def open(self, shown: Shown) -> str:
        """The XML at which the commented words begin."""
        if not shown.lacking:
            return ""
        wanted = _WANTED.format(clause=shown.clause, label=shown.label)
        number, self._next = self._next, self._next + 1
        self._written.append(_COMMENT.format(number, self._author, as_xml(cleaned(wanted)[0])))
        self._open.append((shown, number))
        return _START.format(number)

    def close(self, shown: Shown) -> str:
        """The XML at which the commented words end."""
        if not shown.lacking:
            return ""
        at = next(at for at, (one, _) in enumerate(self._open) if one is shown)
        return _END.format(self._open.pop(at)[1])

    def close_ticks(self, shown: Shown) -> str:
        """As ``close``, after a group of ticks: they cannot show 「待补」, so it is printed
        here."""
        return as_run(LACKING) + self.close(shown) if shown.lacking else ""

    @property
    def comments(self) -> str:
        """The XML of the comments so far, for the part that holds comments."""
        return "".join(self._written)


def is_of_a_form(words: str) -> bool:
    """Whether some words are a comment that ``Notes`` wrote, whoever saved it since."""
    return _OURS.fullmatch(words) is not None
