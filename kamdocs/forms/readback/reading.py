"""Reads a document: which form it is, and the words of its records."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from lxml import etree

from kamdocs.faults import SetupFault, reason
from kamdocs.forms.letters import LETTER
from kamdocs.forms.manifest import Form
from kamdocs.forms.markup import PARAGRAPH, TEXT
from kamdocs.forms.readback.aligning import Misfit, aligned, tagged_tables
from kamdocs.forms.readback.apart import all_tables, apart, shares
from kamdocs.forms.readback.beside import Beside, told_beyond
from kamdocs.forms.readback.cells import Layout, layout_of
from kamdocs.forms.readback.echoes import without_echoes
from kamdocs.forms.readback.fields import shown_by_fields
from kamdocs.forms.readback.kinds import by_kind, by_title, headline
from kamdocs.forms.readback.noted import told_at_edges, told_in_notes
from kamdocs.forms.readback.otherwise import likeliest, made_otherwise
from kamdocs.forms.readback.recording import Recording
from kamdocs.forms.readback.since_made import told_since_made
from kamdocs.forms.readback.slots import Slot, slots_of
from kamdocs.forms.readback.struck import told_struck, uncover
from kamdocs.forms.readback.styled import text_as_styled
from kamdocs.forms.unpacking import NotRead
from kamdocs.model import FilledForm, FilledRecord, Finding, Place
from kamdocs.sheets import Schemas

_ANY = "{{ }}"
"""A place for any words, as templates have them."""


def read(file: str, content: bytes, forms: Mapping[str, Form], schemas: Schemas) -> FilledForm:
    """What somebody wrote into a Word form: the words of each field with their place.

    ``file`` is the name of the document, ``content`` its bytes, ``forms`` are those that it may be.
    Letters among them are not read: they are about records but hold none.

    A document that cannot be read raises nothing. The findings say why it cannot be read (KD190),
    that it, or a letter in it, is none of the forms (KD191), or why one whose tags are lost cannot
    be read by its labels (KD192). SetupFault KD510 where the template of a form cannot be opened.
    """
    place = Place(file)
    titled, forms = forms, {id: form for id, form in forms.items() if form.each != LETTER}
    try:
        root = text_as_styled(content)
    except NotRead as fault:
        return FilledForm(file, findings=(Finding("KD190", place, {"reason": fault.reason}),))
    uncover(root, map(_template, forms.values()))
    layout = Layout(root, file)
    kinds = _kinds(root, layout, titled, forms)
    seen: list[Slot] = []
    told = [
        _none_of_them(part.place(part.paragraphs[0]), forms)
        if form.each == LETTER
        else _of_kind(root, part, form, held, schemas, seen)
        for form, part, held in kinds
    ]
    if not any(one.form for one in told):
        return _joined(file, told) if told else _none_of_them(place, forms)
    ours = [form for form, _, _ in kinds if form.each != LETTER]
    templates = [form.template.read_bytes() for form in ours]
    noted = list(told_in_notes(root, layout, content, templates))
    strange = any(_is_of_another(said) for one in told for said in one.findings)
    if len(ours) == len(kinds) and not strange:  # letters have edges of their own
        noted += told_at_edges(file, content, templates)
        known = {said.place for one in told for said in one.findings}
        if len(kinds) == 1:
            recording = Recording(file, ours[0], schemas)
            noted += told_since_made(file, content, seen, recording, schemas, known)
    return _joined(file, [*told, FilledForm(file, findings=tuple(noted))])


def _kinds(
    root: etree._Element, layout: Layout, titled: Mapping[str, Form], forms: Mapping[str, Form]
) -> list[tuple[Form, Layout, list[Slot]]]:
    """The forms in a document, neighbours of one kind together, each with its part of the layout
    and the slots in that. The controls decide which form it is, and the title only where they do
    not: words like a title may stand within another form. Where there is no title, labels do."""
    slots = list(slots_of(root, layout))
    titles = by_kind(layout, titled.values(), _template)
    if len(titles) < 2:
        title = titles[0][0] if titles else _titled(root, titled.values())
        form = _tagged(slots, forms) or title or _labelled(layout, forms)
        return [(form, layout, slots)] if form and form.each != LETTER else []
    kinds: list[tuple[Form, Layout, list[Slot]]] = []
    of_each = shares([part for _, part in titles], slots)
    for (title, part), held in zip(titles, of_each, strict=True):
        form = _tagged(held, forms) or title
        if kinds and kinds[-1][0] is form:
            _, before, slots_before = kinds.pop()
            part = part.part([*before.tables, *part.tables], [*before.paragraphs, *part.paragraphs])
            held = [*slots_before, *held]
        kinds.append((form, part, held))
    return kinds


def _of_kind(
    root: etree._Element,
    layout: Layout,
    form: Form,
    slots: Sequence[Slot],
    schemas: Schemas,
    seen: list[Slot],
) -> FilledForm:
    """What the forms of one kind hold: read by the tags of their controls, alone where they were
    made from another template (KD680), or by their labels where no control has its tag any more.
    ``seen`` gets the slots that were read, by their controls or by their places."""
    if _paths(form).isdisjoint(slot.path for slot in slots):
        without_echoes(root)
        return _by_labels(layout, form, schemas, seen)
    if made_otherwise(layout, slots, _template(form)):
        said = [Finding("KD680", Place(layout.file), {"form": form.title})]
        said += told_struck(layout, _template(form))
        return _together(
            layout.file, form, [_recorded(layout.file, form, list(slots), schemas, said)]
        )
    parts = apart(layout, _template(form), tagged_tables)
    told = [
        _with_tags(part, form, held, schemas, seen)
        for part, held in zip(parts, shares(parts, slots), strict=True)
    ]
    return _together(layout.file, form, told)


def _is_of_another(said: Finding) -> bool:
    """Whether a form was made from another template, to which its edges belong as well."""
    return said.code == "KD680"


def _none_of_them(place: Place, forms: Mapping[str, Form]) -> FilledForm:
    known = tuple(one.title for one in forms.values())
    return FilledForm(place.file, findings=(Finding("KD191", place, {"known": known}),))


def _joined(file: str, told: Sequence[FilledForm]) -> FilledForm:
    """What the forms of several kinds in a document hold, as one; its form is the first that could
    be read."""
    return FilledForm(
        file,
        next((one.form for one in told if one.form), ""),
        tuple(record for one in told for record in one.records),
        tuple(said for one in told for said in one.findings),
    )


def open_templates(forms: Mapping[str, Form]) -> None:
    """Open the templates by which ``read`` knows the forms ahead of the first document; SetupFault
    KD510 where one cannot be opened."""
    for form in forms.values():
        if form.each != LETTER:
            _template(form)


def _with_tags(
    layout: Layout, form: Form, slots: list[Slot], schemas: Schemas, seen: list[Slot]
) -> tuple[list[FilledRecord], list[Finding]]:
    beside = Beside(layout, form.title, slots)
    beside.look(_template(form))
    seen += beside.slots
    said = [*beside.findings, *told_struck(layout, _template(form))]
    return _recorded(layout.file, form, beside.slots, schemas, said)


def _by_labels(layout: Layout, form: Form, schemas: Schemas, seen: list[Slot]) -> FilledForm:
    """What a document whose tags are lost holds, read by its labels: with KD193, and with KD192 for
    each form in it that cannot be read so."""
    template = _template(form)
    parts: list[tuple[list[FilledRecord], list[Finding]]] = []
    odd: list[Finding] = []
    for part in apart(layout, template, all_tables):
        try:
            slots = aligned(part, template)
        except Misfit as fault:
            facts = {"form": form.title, "wanted": fault.wanted, "found": fault.found}
            odd.append(Finding("KD192", fault.place, facts))
        else:
            seen += slots
            said = [*told_beyond(part, template), *told_struck(part, template)]
            parts.append(_recorded(layout.file, form, slots, schemas, said))
    if not parts:
        return FilledForm(layout.file, findings=tuple(odd))
    noted = Finding("KD193", Place(layout.file), {"form": form.title})
    return _together(layout.file, form, [([], [noted, *odd]), *parts])


def _recorded(
    file: str, form: Form, slots: list[Slot], schemas: Schemas, said: list[Finding]
) -> tuple[list[FilledRecord], list[Finding]]:
    recording = Recording(file, form, schemas)
    records = list(recording.records(slots))
    return records, [*said, *recording.findings]


def _together(
    file: str, form: Form, parts: Sequence[tuple[list[FilledRecord], list[Finding]]]
) -> FilledForm:
    """What several forms of one kind hold, as one; with KD194 where nothing is filled in in any."""
    records = tuple(record for found, _ in parts for record in found)
    findings = [one for _, said in parts for one in said]
    if not records:
        findings.append(Finding("KD194", Place(file), {"form": form.title}))
    return FilledForm(file, form.id, records, tuple(findings))


def _tagged(slots: list[Slot], forms: Mapping[str, Form]) -> Form | None:
    """The form that shares the most paths with the controls of a document; None where none shares
    any."""
    paths = {slot.path for slot in slots}
    shared = {id: len(paths & _paths(form)) for id, form in forms.items()}
    best = max(shared, key=lambda id: shared[id], default="")
    return forms[best] if shared.get(best) else None


def _labelled(layout: Layout, forms: Mapping[str, Form]) -> Form | None:
    """The form with the labels of a document whose title is none of ours: a company may call it
    otherwise in its own template."""
    found = likeliest(layout, {id: _template(form) for id, form in forms.items()})
    return forms[found] if found else None


def _titled(root: etree._Element, forms: Iterable[Form]) -> Form | None:
    """The form whose title is the first to fill a paragraph; a title further down may only be
    mentioned, for example in a cell."""
    titles = by_title(forms)
    lines = map(headline, root.iter(PARAGRAPH))
    return next((titles[line] for line in lines if line in titles), None)


def _paths(form: Form) -> frozenset[str]:
    return _paths_in(_template(form))


def _template(form: Form) -> etree._Element:
    path = form.template
    try:
        return _parsed(path.read_bytes())
    except NotRead as fault:
        raise SetupFault("KD510", {"reason": fault.reason}, path.name) from fault
    except OSError as fault:
        raise SetupFault("KD510", {"reason": reason(fault)}, path.name) from fault


@lru_cache(maxsize=16)
def _parsed(template: bytes) -> etree._Element:
    """The main part of a template, with a place wherever a program works out what is shown."""
    root = text_as_styled(template)
    for run in shown_by_fields(root):
        for words in run.iter(TEXT):
            words.text = _ANY
    return root


@lru_cache(maxsize=16)
def _paths_in(template: etree._Element) -> frozenset[str]:
    return frozenset(slot.path for slot in slots_of(template, layout_of(template)))
