"""Divides a document that holds forms of several kinds, as when somebody puts papers together to
send them."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from lxml import etree

from kamdocs.forms.letters import LETTER
from kamdocs.forms.manifest import Form
from kamdocs.forms.readback.cells import Layout, layout_of, words_of


def by_title(forms: Iterable[Form]) -> dict[str, Form]:
    """Forms by their titles in both languages, as ``headline`` gives them; of two with the same
    title the first."""
    listed = list(forms)
    return {
        _plain(title): form for form in reversed(listed) for title in (form.title.en, form.title.zh)
    }


def headline(paragraph: etree._Element) -> str:
    """The words of a paragraph as titles are looked for: without blanks, in small letters."""
    return _plain(words_of(paragraph))


def by_kind(
    layout: Layout, forms: Iterable[Form], template_of: Callable[[Form], etree._Element]
) -> list[tuple[Form, Layout]]:
    """The forms of a document by the titles in it, in their order, neighbours of one kind together,
    each with its part of the document.

    A form begins with the paragraphs that its template has above the title, a letter at its title.
    Of several titles above the same table only the last is the title of a form: the others mention
    one, as a list of papers does. So does a title without a table below it.
    """
    titles = by_title(forms)
    before = layout.tables_before()
    many = len(layout.tables)
    last: dict[int, tuple[Form, int]] = {}
    for at, paragraph in enumerate(layout.paragraphs):
        form = titles.get(headline(paragraph))
        if form and before[paragraph] < many:
            last[before[paragraph]] = form, at
    begins: list[tuple[Form, int, int]] = []
    for first, (form, at) in last.items():
        if not begins or begins[-1][0] is not form:
            above = 0 if form.each == LETTER else _above_title(form, template_of(form))
            begins.append((form, first, max(0, at - above)))
    if not begins:
        return []
    forms_of, (_, *firsts), (_, *starts) = zip(*begins, strict=True)
    tables = pairwise([0, *firsts, many])
    paragraphs = pairwise([0, *starts, len(layout.paragraphs)])
    return [
        (form, layout.part(layout.tables[slice(*some)], layout.paragraphs[slice(*lines)]))
        for form, some, lines in zip(forms_of, tables, paragraphs, strict=True)
    ]


def _above_title(form: Form, template: etree._Element) -> int:
    """The number of paragraphs that a template has above its title, above the last where it has
    one in each language."""
    layout, titles = layout_of(template), by_title([form])
    tables = layout.tables_before()
    lines = enumerate(layout.paragraphs)
    found = [(tables[one], at) for at, one in lines if headline(one) in titles]
    return max((at for many, at in found if many == found[0][0]), default=0)


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()
