"""A template, opened and prepared once; each record then renders only the parts that change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from jinja2 import StrictUndefined
from jinja2 import Template as Source
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from kamdocs.faults import SetupFault
from kamdocs.forms.chart import series_xml, workbook
from kamdocs.forms.controls import mark_controls
from kamdocs.forms.letting_in import opened
from kamdocs.forms.manifest import MANIFEST, Form
from kamdocs.forms.matter import Matter, heading
from kamdocs.forms.notes import Notes
from kamdocs.forms.opening import NAMES, Opened, W, parsed
from kamdocs.forms.part import Part, put_before, put_last
from kamdocs.forms.places import Places, places
from kamdocs.forms.repeats import free_blocks, mark_repeats
from kamdocs.forms.sealing.putting import seal_parts, sealing_parts
from kamdocs.forms.surveying import Survey, surveyed
from kamdocs.forms.texts import mark_texts
from kamdocs.packaging import Packed, cleaned, package, packed
from kamdocs.sheets import Schemas

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_CORE = "docProps/core.xml"


class _Sandbox(ImmutableSandboxedEnvironment):
    """Asks once of each attribute of each class whether a template may see it: that depends on
    nothing else, and a document asks some four hundred times."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        known = self._safe.get((obj.__class__, attr))
        if known is None:
            known = self._safe[obj.__class__, attr] = super().is_safe_attribute(obj, attr, value)
        return known


@dataclass(frozen=True)
class Template:
    """A form ready to be filled.

    ``packed`` has every part that stays the same, ``sources`` those that a record changes, the
    comments last; ``workbooks`` leads from the workbook of a chart to the chart's tag.
    ``document`` is the part that holds the document itself, ``sealed`` are those that change where
    it gets a seal.
    """

    form: Form
    order: tuple[str, ...]
    packed: Mapping[str, Packed]
    sources: Mapping[str, Source]
    workbooks: Mapping[str, str]
    first_note: int
    sha256: str
    document: str
    sealed: Mapping[str, bytes]

    def filled(self, matter: Matter, company: str, key: bytes | None = None) -> bytes:
        """The document of one matter, sealed and its seal marked with a key, unless that is None.

        It is what ``sealed`` would make of one without a seal.
        """
        notes = Notes(company, self.first_note)
        context = {
            **matter.single,
            "form": heading(self.form, matter, company),
            "rows": matter.rows,
            "charts": {tag: Markup(series_xml(chart)) for tag, chart in matter.charts.items()},
            "notes": notes,
        }
        changed = {name: source.render(context) for name, source in self.sources.items()}
        ready = {name: packed(name, text.encode()) for name, text in changed.items()}
        for name, tag in self.workbooks.items():
            ready[name] = packed(name, workbook(matter.charts[tag]))
        ready[_CORE] = packed(_CORE, self._properties(matter, company).encode())
        if key is not None:
            document = changed[self.document].encode()
            for name, part in seal_parts(document, self.sealed, self.form.id, key).items():
                ready[name] = packed(name, part)
        more = sorted(ready.keys() - set(self.order))
        return package(ready.get(name) or self.packed[name] for name in (*self.order, *more))

    def _properties(self, matter: Matter, company: str) -> str:
        """Title, subject, language and author: nothing of the machine or the moment."""
        about = matter.naming.get("name") or " ".join(matter.naming.values())
        title = " ".join(f"{self.form.title.zh} {cleaned(about)[0]}".split())
        author = escape(cleaned(company)[0])
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp='
            '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
            f"<dc:title>{escape(title)}</dc:title>"
            f"<dc:subject>{escape(f'{self.form.policy_title} {self.form.clause}')}</dc:subject>"
            f"<dc:creator>{author}</dc:creator><dc:language>zh-CN</dc:language>"
            f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy></cp:coreProperties>"
        )


def survey(form: Form, schemas: Schemas) -> Survey:
    """The template of a form gone through: its places, and all that is wrong in it.

    SetupFault KD510 where it is no Word document.
    """
    return surveyed(form, opened(form.template), places(form, schemas), schemas)


def prepared(form: Form, schemas: Schemas) -> Template:
    """Open, heal, check and compile the template of a form.

    SetupFault KD510 where it is no Word document; KD511, KD512 and KD543 to KD549 for all that is
    wrong in it, each with its place.
    """
    template = opened(form.template)
    known = places(form, schemas)
    for name in form.rows:
        known.require_row(name, MANIFEST)
    env = _Sandbox(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    env.globals.clear()
    env.filters.clear()
    errors = surveyed(form, template, known, schemas).errors
    if errors:
        raise SetupFault.of(errors)
    taken = _first_note(parsed(template, template.comments))
    sources, workbooks = _sources(template, known)
    changing = {*sources, *workbooks, _CORE}
    unchanged = {name: part for name, part in template.parts.items() if name not in changing}
    return Template(
        form=form,
        order=_ordered(template),
        packed={name: packed(name, content) for name, content in unchanged.items()},
        sources={name: env.from_string(source) for name, source in sources.items()},
        workbooks=workbooks,
        first_note=taken,
        sha256=template.sha256,
        document=template.document,
        sealed=sealing_parts(template.parts),
    )


def _sources(template: Opened, known: Places) -> tuple[dict[str, str], dict[str, str]]:
    """The Jinja source of every part that changes, comments last; the workbooks of its charts."""
    parts = {
        name: Part(parsed(template, name), known, name == template.document)
        for name in template.wording
    }
    blocks = free_blocks([part.root for part in parts.values()])
    sources: dict[str, str] = {}
    workbooks: dict[str, str] = {}
    for name, part in parts.items():
        mark_texts(part)
        charts = mark_controls(part)
        mark_repeats(part, blocks)
        for link, tag in charts.items():
            chart, book = template.charts[link]
            sources[chart] = _charted(template, chart, tag, known)
            workbooks |= {book: tag} if book else {}
        if name == template.comments:
            put_last(part.root, part.printing("notes.comments"))
        sources[name] = part.source()
    return sources, workbooks


def _charted(template: Opened, name: str, tag: str, known: Places) -> str:
    """A line chart whose series come from the records: those of the template give way."""
    root = parsed(template, name)
    drawn = root.findall(".//c:lineChart/c:ser", NAMES)
    part = Part(root, known)
    put_before(drawn[0], part.printing(f"charts['{tag}']"))
    for series in drawn:
        parent = series.getparent()
        if parent is not None:
            parent.remove(series)
    return part.source()


def _ordered(template: Opened) -> tuple[str, ...]:
    first = (*_FIRST, template.document)
    return (*first, *sorted(name for name in template.parts if name not in first))


def _first_note(comments: etree._Element) -> int:
    taken = (int(one.get(f"{{{W}}}id", "0")) for one in comments.iterfind("w:comment", NAMES))
    return max(taken, default=-1) + 1
