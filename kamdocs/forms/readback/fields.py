"""What programs work out in a document themselves: fields of Word, such as the number of the page
or the date of today."""

from lxml import etree

from kamdocs.forms.markup import RUN, W

_MARK, _SIMPLE = f"{{{W}}}fldChar", f"{{{W}}}fldSimple"


def shown_by_fields(part: etree._Element) -> list[etree._Element]:
    """The runs of a part that show what a field came to."""
    shown, deep = [], 0
    for one in part.iter(RUN):
        marks = [mark.get(f"{{{W}}}fldCharType") for mark in one.iter(_MARK)]
        deep += marks.count("begin") - marks.count("end")
        if not marks and (deep > 0 or next(one.iterancestors(_SIMPLE), None) is not None):
            shown.append(one)
    return shown


def has_fields(element: etree._Element) -> bool:
    """Whether a cell or a paragraph has words that a program works out."""
    return next(element.iter(_MARK, _SIMPLE), None) is not None
