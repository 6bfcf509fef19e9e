"""The comments of one document: which clause asks for what was left blank."""

from markupsafe import Markup

from kamdocs.forms.printing import LACKING, Shown, as_xml
from kamdocs.packaging import cleaned

_WANTED = "{clause}要求填写「{label}」，目前是空白。"
_NOTHING = Markup("")
_START = Markup('<w:commentRangeStart w:id="{0}"/>')
_END = Markup(
    '<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>',
)
_RUN = Markup('<w:r><w:t xml:space="preserve">{}</w:t></w:r>')
_COMMENT = Markup(
    '<w:comment w:id="{}" w:author="{}" w:initials="KD"><w:p><w:r>'
    '<w:t xml:space="preserve">{}</w:t></w:r></w:p></w:comment>'
)


class Notes:
    """Numbers the comments of a document while it is rendered, from ``first`` on.

    A template calls ``open`` and ``close`` around each control, in this order; both give
    nothing where no clause asks for the value or where it is there.
    """

    def __init__(self, author: str, first: int = 0) -> None:
        self._author = cleaned(author)[0]
        self._next = first
        self._written: list[Markup] = []

    def open(self, shown: Shown) -> Markup:
        """Where the commented words begin."""
        if not shown.lacking:
            return _NOTHING
        wanted = _WANTED.format(clause=shown.clause, label=shown.label)
        self._written.append(_COMMENT.format(self._next, self._author, as_xml(cleaned(wanted)[0])))
        return _START.format(self._next)

    def close(self, shown: Shown) -> Markup:
        """Where they end."""
        if not shown.lacking:
            return _NOTHING
        self._next += 1
        return _END.format(self._next - 1)

    def close_ticks(self, shown: Shown) -> Markup:
        """The same after a group of ticks, of which none says that something is lacking."""
        return _RUN.format(LACKING) + self.close(shown) if shown.lacking else _NOTHING

    @property
    def comments(self) -> Markup:
        """The comments that were opened so far, for the part that holds them."""
        return Markup("").join(self._written)
