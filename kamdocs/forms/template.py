"""A template, opened and prepared once; each document then prints only the parts that change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml import etree

from kamdocs.faults import SetupFault
from kamdocs.forms.chart import legible, series_xml
from kamdocs.forms.charting import Charted, led_to
from kamdocs.forms.controls import mark_controls
from kamdocs.forms.letting_in import opened
from kamdocs.forms.manifest import Form
from kamdocs.forms.markup import NAMES, W
from kamdocs.forms.matter import Matter, heading
from kamdocs.forms.notes import Notes
from kamdocs.forms.opening import Opened, parsed
from kamdocs.forms.part import Part, put_before, put_last
from kamdocs.forms.places import Places, places
from kamdocs.forms.repeats import free_blocks, mark_repeats
from kamdocs.forms.sealing.foreseeing import Foreseen, foreseen
from kamdocs.forms.sealing.putting import Sealer
from kamdocs.forms.sealing.saying import Said, said_in
from kamdocs.forms.steps import Mark, Seen, Steps, printed
from kamdocs.forms.surveying import Survey, surveyed
from kamdocs.forms.texts import mark_texts
from kamdocs.packaging import (
    CORE_PART,
    LINKS_PART,
    TYPES_PART,
    Packed,
    cleaned,
    escaped,
    package,
    packed,
)
from kamdocs.sheets import Schemas


@dataclass(frozen=True)
class Template:
    """A form ready to be filled.

    ``packed`` are the parts that are the same in every document, by name; ``steps`` print the
    others, the comments last. ``charts`` are printed as often as a document needs. ``parts`` are
    those of the template as they are, ``order`` their order in the package. ``document`` is the
    name of the main part and ``whole`` that part. ``leading`` are the parts that refer to the seal,
    which the ``sealer`` makes. A pickled template is prepared again where it is unpickled.
    """

    form: Form
    schemas: Schemas
    order: tuple[str, ...]
    packed: Mapping[str, Packed]
    steps: Mapping[str, Steps]
    charts: tuple[Charted, ...]
    parts: Mapping[str, bytes]
    first_note: int
    sha256: str
    document: str
    whole: Part
    sealer: Sealer
    leading: Mapping[str, Packed]

    def __reduce__(self) -> tuple[Callable[..., "Template"], tuple[Form, Schemas]]:
        return prepared, (self.form, self.schemas)

    @cached_property
    def foreseen(self) -> Foreseen | None:
        """What documents will say, as far as the template tells; None where it cannot tell."""
        return foreseen(self.whole)

    def filled(self, matter: Matter, company: str, key: bytes | None) -> bytes:
        """The bytes of the document of one matter, with a seal marked with the ``key``; without a
        seal where that is None. The seal is the one that ``kamdocs.forms.sealed`` would add."""
        charts = {tag: legible(chart) for tag, chart in matter.charts.items()}
        seen = Seen(
            places={**matter.single, "form": heading(self.form, matter, company)},
            rows=matter.rows,
            series={tag: [series_xml(one) for one in those] for tag, those in charts.items()},
            notes=Notes(company, self.first_note),
        )
        document = printed(self.steps[self.document], seen)
        ready = {self.document: packed(self.document, document)}
        for name, steps in self.steps.items():
            if name != self.document:
                ready[name] = _packed_again(name, printed(steps, seen))
        times = {tag: len(those) for tag, those in charts.items()}
        led = led_to(self.charts, times, self.document, self.parts)
        ready |= _packed(led)
        for one in self.charts:
            ready |= _packed(dict(one.parts(charts[one.tag], seen)))
        ready[CORE_PART] = packed(CORE_PART, self._properties(matter, company).encode())
        names = dict.fromkeys((*self.order, *sorted(ready)))
        if key is not None:
            sealer = Sealer.of({**self.parts, **led}) if led else self.sealer
            name = sealer.holder.name
            ready |= _packed(sealer.holder.lead) if led else self.leading
            seal = sealer.seal(self._said(seen, document), self.form.id, key)
            ready[name] = packed(name, seal)
            names[name] = None
        return package(ready.get(name) or self.packed[name] for name in names)

    def _said(self, seen: Seen, document: bytes) -> Said:
        """What a document says: as foreseen from the template, else by going through it."""
        return self.foreseen.said(seen) if self.foreseen else said_in(etree.fromstring(document))

    def _properties(self, matter: Matter, company: str) -> str:
        """The XML of title, subject, language and author; nothing of the machine or the time."""
        about = matter.naming.get("name") or " ".join(matter.naming.values())
        title = " ".join(f"{self.form.title.zh} {cleaned(about)[0]}".split())
        author = escaped(cleaned(company)[0])
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cp='
            '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
            f"<dc:title>{escaped(title)}</dc:title>"
            f"<dc:subject>{escaped(f'{self.form.policy_title} {self.form.clause}')}</dc:subject>"
            f"<dc:creator>{author}</dc:creator><dc:language>zh-CN</dc:language>"
            f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy></cp:coreProperties>"
        )


def survey(form: Form, schemas: Schemas) -> Survey:
    """The places that the template of a form has, and all that is wrong in it.

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
    errors = surveyed(form, template, known, schemas).errors
    if errors:
        raise SetupFault.of(errors)
    taken = _first_note(parsed(template, template.comments))
    steps, charts, whole = _steps(template, known)
    changing = {*steps, *(part for one in charts for part in (one.part, one.book)), CORE_PART}
    unchanged = {name: part for name, part in template.parts.items() if name not in changing}
    sealer = Sealer.of(template.parts)
    return Template(
        form=form,
        schemas=schemas,
        order=_ordered(template),
        packed=_packed(unchanged),
        steps=steps,
        charts=charts,
        parts=template.parts,
        first_note=taken,
        sha256=template.sha256,
        document=template.document,
        whole=whole,
        sealer=sealer,
        leading=_packed(sealer.holder.lead),
    )


@lru_cache(maxsize=64)
def _packed_again(name: str, content: bytes) -> Packed:
    """A part that is the same in many documents, as a header is, packed once for all of them."""
    return packed(name, content)


def _packed(parts: Mapping[str, bytes]) -> dict[str, Packed]:
    return {name: packed(name, content) for name, content in parts.items()}


def _steps(template: Opened, known: Places) -> tuple[dict[str, Steps], tuple[Charted, ...], Part]:
    """The steps of every part that changes, by name, comments last; the charts; the main part."""
    parts = {
        name: Part(parsed(template, name), known, name == template.document)
        for name in template.wording
    }
    blocks = free_blocks([part.root for part in parts.values()])
    steps: dict[str, Steps] = {}
    charts: list[Charted] = []
    for name, part in parts.items():
        mark_texts(part)
        links = mark_controls(part)
        mark_repeats(part, blocks)
        for link, tag in links.items():
            chart, book = template.charts[link]
            printing = _charted(template, chart, tag, known)
            charts.append(Charted(tag, link, chart, book, printing))
        if name == template.comments:
            put_last(part.root, part.token(Mark(lambda seen: seen.notes.comments)))
        steps[name] = part.steps()
    return steps, tuple(charts), parts[template.document]


def _charted(template: Opened, name: str, tag: str, known: Places) -> Steps:
    """The steps of a line chart whose series are replaced by those of each document."""
    root = parsed(template, name)
    drawn = root.findall(".//c:lineChart/c:ser", NAMES)
    part = Part(root, known)
    put_before(drawn[0], part.token(Mark(lambda seen: seen.series[tag][seen.number - 1])))
    for series in drawn:
        parent = series.getparent()
        if parent is not None:
            parent.remove(series)
    return part.steps()


def _ordered(template: Opened) -> tuple[str, ...]:
    first = (TYPES_PART, LINKS_PART, template.document)
    return (*first, *sorted(name for name in template.parts if name not in first))


def _first_note(comments: etree._Element) -> int:
    taken = (int(one.get(f"{{{W}}}id", "0")) for one in comments.iterfind("w:comment", NAMES))
    return max(taken, default=-1) + 1
