"""Surveys a template before it is used: which places it has, and all that is wrong in it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from kamdocs.faults import SetupFault
from kamdocs.forms.healing import TAG, stretches
from kamdocs.forms.links import ids_of
from kamdocs.forms.manifest import Form
from kamdocs.forms.markup import CONTROL, NAMES, PARAGRAPH, W14, W15, C, R
from kamdocs.forms.opening import Opened, parsed
from kamdocs.forms.part import kind_is, row_of, tag_of
from kamdocs.forms.places import Places, main_row, printed
from kamdocs.forms.printing import YES
from kamdocs.forms.spots import Spots
from kamdocs.forms.structure import astray, doubles, flaws, unlinked
from kamdocs.forms.texts import PLACE
from kamdocs.likeness import nearest
from kamdocs.model import Fact, Level, Text, level_of
from kamdocs.sheets import Schemas

_PLACE = re.compile(r"\{\{ ?(\w+)\.(\w+) ?\}\}", re.ASCII)
"""A place as it is mostly written."""
_DELIMITERS = ("{{", "}}", "{%", "%}", "{#", "#}")


@dataclass(frozen=True, slots=True)
class Use:
    """A place that a template uses: its path, the repeated row in which it stands (empty: none),
    ``how`` it is used (``text``, ``control``, ``tick``, ``condition``, ``chart`` or ``row``), and a
    function that says where."""

    path: str
    row: str
    how: str
    where: Callable[[], Text | None]

    @property
    def spot(self) -> Text | None:
        """The cell or paragraph that it stands in."""
        return self.where()


@dataclass
class Survey:
    """What was found in a template, in the order in which it stands there.

    ``faults`` are errors, with which the template cannot be used, and notes (KD550, KD551).
    """

    file: str
    uses: list[Use] = field(default_factory=list)
    faults: list[SetupFault] = field(default_factory=list)

    @property
    def errors(self) -> list[SetupFault]:
        """The faults with which a template cannot be used."""
        return [one for one in self.faults if level_of(one.code) is Level.ERROR]

    def blame(self, code: str, facts: Mapping[str, Fact], spot: Text | None = None) -> None:
        """Add a fault."""
        self.faults.append(SetupFault(code, facts, self.file, spot=spot))


def surveyed(form: Form, template: Opened, known: Places, schemas: Schemas) -> Survey:
    """Go through an opened template of a form; SetupFault KD510 where a part is no XML."""
    survey = Survey(template.file)
    roots = {name: parsed(template, name) for name in template.wording}
    spots = _spots(roots)
    for name, root in roots.items():
        _Part(survey, known, template, spots[name]).go_through()
        for why, element in (*flaws(root), *unlinked(root, ids_of(template.parts, name))):
            spot = spots[name].part if element is None else spots[name].of(element)
            survey.blame("KD549", {"reason": why}, spot)
    whose = {id(root): name for name, root in roots.items()}
    for why, element in doubles(list(roots.values())):
        name = whose[id(element.getroottree().getroot())]
        survey.blame("KD549", {"reason": why}, spots[name].of(element))
    for why, _ in astray(template.parts):
        survey.blame("KD549", {"reason": why})
    _note_what_is_not_there(form, survey, schemas)
    return survey


def _spots(roots: Mapping[str, etree._Element]) -> dict[str, Spots]:
    """The ``Spots`` of each part by name; headers and footers are numbered where there are
    several."""
    kinds = [root.tag for root in roots.values()]
    seen: dict[object, int] = {}
    found = {}
    for name, root in roots.items():
        seen[root.tag] = seen.get(root.tag, 0) + 1
        found[name] = Spots(root, seen[root.tag] if kinds.count(root.tag) > 1 else 0)
    return found


def _note_what_is_not_there(form: Form, survey: Survey, schemas: Schemas) -> None:
    """Add notes for fields (KD550) and repeated rows (KD551) that the template does not use."""
    kind, root = main_row(form)
    used = {name for use in survey.uses for name in printed(use.path, root)}
    fields = schemas[kind].fields if kind else {}
    unused = [one for name, one in fields.items() if name not in used]
    if unused:
        labels = tuple(one.label for one in unused)
        facts = {"kind": schemas[kind].title, "count": len(labels), "fields": labels}
        survey.blame("KD550", facts)
    rows = {use.path for use in survey.uses if use.how == "row"}
    for name in form.rows:
        if name not in rows:
            survey.blame("KD551", {"name": name})


@dataclass
class _Part:
    """Surveys one part of a template."""

    survey: Survey
    known: Places
    template: Opened
    spots: Spots

    def go_through(self) -> None:
        """Go through all places in the text, everything else in braces, and all tagged controls."""
        for one in self.spots.root.iter(PARAGRAPH, CONTROL):
            if one.tag == CONTROL:
                self._tagged(one)
                continue
            for texts in stretches(one):
                whole = "".join(text.text or "" for text in texts)
                if texts and any(mark in unicodedata.normalize("NFKC", whole) for mark in "{}"):
                    self._text(whole, texts[0])

    def _row_of(self, element: etree._Element) -> str:
        """The repeated row in which an element stands. Where its name is misspelt, the row that is
        probably meant, so that no fault is added for every place in it as well."""
        name = row_of(element)
        if not name or name in self.known.rows:
            return name
        return nearest(name, self.known.rows) or ""

    def _text(self, words: str, near: etree._Element) -> None:
        row = self._row_of(near)
        for tag in TAG.findall(words):
            path = self._path(tag, near)
            if path and self._holds(path, row, near):
                self._use(path, row, "text", near)
        rest = TAG.sub(" ", words)
        if any(mark in rest for mark in _DELIMITERS):
            self._blame("KD543", {"words": rest.strip()}, near)
            return
        for inner in _in_braces(unicodedata.normalize("NFKC", rest)):
            root = inner.partition(".")[0].strip()
            if root in self.known.roots or inner.strip() in self.known.labels:
                self._blame("KD544", {"words": inner.strip()}, near)

    def _path(self, tag: str, near: etree._Element) -> str:
        """``customer.phone`` out of ``{{ customer.phone }}``; empty where it is something else."""
        plain = _PLACE.fullmatch(tag)
        if plain and plain[1] in self.known.roots and plain[2].isidentifier():
            return f"{plain[1]}.{plain[2]}"
        path = _meant(tag)
        if path is None:
            self._blame("KD512", {"reason": tag}, near)
        return path or ""

    def _holds(self, path: str, row: str, near: etree._Element) -> bool:
        """Whether a place is known in a row; if not, a fault (KD545, KD511) is added."""
        if self.known.has(path, row):
            return True
        root = path.partition(".")[0]
        if root in self.known.rows and self.known.has(path, root):
            self._blame("KD545", {"name": path, "row": root}, near)
        else:
            facts = {"name": path, "near": self.known.near(path, row)}
            self._blame("KD511", facts, near)
        return False

    def _tagged(self, control: etree._Element) -> None:
        tag = tag_of(control)
        if kind_is(control, W15, "repeatingSection"):
            self._row(control, tag)
        elif tag in self.known.charts:
            self._chart(control, tag)
        elif tag and self._holds(tag, self._row_of(control), control):
            self._control(control, tag)

    def _row(self, control: etree._Element, name: str) -> None:
        if name not in self.known.rows:
            facts = {"name": name or "-", "near": self.known.near_row(name)}
            self._blame("KD511", facts, control)
        elif control.find("w:sdtContent/w:sdt", NAMES) is None:
            self._blame("KD546", {"name": name}, control)
        else:
            self._use(name, "", "row", control)

    def _chart(self, control: etree._Element, tag: str) -> None:
        links = [str(chart.get(f"{{{R}}}id")) for chart in control.iter(f"{{{C}}}chart")]
        drawn = [self.template.charts[link][0] for link in links if link in self.template.charts]
        lines = [parsed(self.template, name).find(".//c:lineChart/c:ser", NAMES) for name in drawn]
        if not lines or len(lines) < len(links) or any(one is None for one in lines):
            self._blame("KD547", {"name": tag}, control)
        else:
            self._use(tag, "", "chart", control)

    def _control(self, control: etree._Element, tag: str) -> None:
        path, equals, _ = tag.partition("=")
        row, how = self._row_of(control), "control"
        if kind_is(control, W14, "checkbox"):
            how = "tick"
            choices = self.known.choices(path, row)
            if not equals and YES not in choices:
                self._blame("KD548", {"name": tag, "choices": choices or ("-",)}, control)
                return
        elif equals:
            how = "condition"
        self._use(tag, row, how, control)

    def _use(self, path: str, row: str, how: str, near: etree._Element) -> None:
        self.survey.uses.append(Use(path, row, how, partial(self.spots.of, near)))

    def _blame(self, code: str, facts: Mapping[str, Fact], near: etree._Element) -> None:
        self.survey.blame(code, facts, self.spots.of(near))


def _meant(tag: str) -> str | None:
    """The path in a tag that is not written in the usual way; None where it has none."""
    from jinja2 import Environment, TemplateSyntaxError, nodes

    try:
        body = Environment().parse(tag).body
    except TemplateSyntaxError:
        return None
    match body:
        case [nodes.Output(nodes=[nodes.Getattr(node=nodes.Name(name=root), attr=name)])]:
            return f"{root}.{name}" if PLACE.fullmatch(tag) else None
        case [nodes.Output(nodes=[nodes.Name(name=name)])]:
            return str(name)
    return None


def _in_braces(words: str) -> Iterator[str]:
    """What stands between braces that are no places: single ones, or full-width ones made plain."""
    for piece in words.split("{")[1:]:
        inner, end, _ = piece.partition("}")
        if end:
            yield inner
