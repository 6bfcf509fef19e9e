"""Forms of several kinds in a document, as when somebody puts papers together to send them."""

from collections.abc import Callable, Iterable

from lxml import etree

from kamdocs.forms.manifest import Form
from kamdocs.forms.readback.cells import Layout, words_of


def by_title(forms: Iterable[Form]) -> dict[str, Form]:
    """Forms by their titles; of two that have the same, the first."""
    return {form.title.zh: form for form in reversed(list(forms))}


def kinds_in(
    layout: Layout, forms: Iterable[Form], template_of: Callable[[Form], etree._Element]
) -> list[tuple[Form, Layout]]:
    """The forms in their order, those of one kind together, each with its part of the document;
    none where there is but one kind.

    A form begins with what its template has above the title; a title without a table below it
    begins none.
    """
    titles = by_title(forms)
    before = layout.tables_before()
    many = len(layout.tables)
    begins: list[tuple[Form, int]] = []
    for at, paragraph in enumerate(layout.paragraphs):
        form = titles.get(_told(paragraph))
        if form and before[paragraph] < many and not (begins and begins[-1][0] is form):
            begins.append((form, max(0, at - _above_title(form, template_of(form)))))
    if len(begins) < 2:
        return []
    starts = [0, *(at for _, at in begins[1:])]
    firsts = [0, *(before[layout.paragraphs[at]] for at in starts[1:])]
    ends, lasts = [*starts[1:], len(layout.paragraphs)], [*firsts[1:], many]
    return [
        (form, layout.part(layout.tables[first:last], layout.paragraphs[start:end]))
        for (form, _), start, end, first, last in zip(
            begins, starts, ends, firsts, lasts, strict=True
        )
    ]


def _above_title(form: Form, template: etree._Element) -> int:
    """How many paragraphs a template has above its title."""
    lines = [_told(one) for one in Layout(template, "").paragraphs]
    return lines.index(form.title.zh) if form.title.zh in lines else 0


def _told(paragraph: etree._Element) -> str:
    return "".join(words_of(paragraph).split())
