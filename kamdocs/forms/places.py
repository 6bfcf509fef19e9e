"""The names (places) that a template may use: the fields of its records, and computed ones."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kamdocs.faults import SetupFault
from kamdocs.forms.computed import COMPUTED
from kamdocs.forms.letters import LISTS, NOTICE, SINGLE
from kamdocs.forms.manifest import MANIFEST, Form, line_of
from kamdocs.forms.money import WAYS, way_of
from kamdocs.forms.printing import NO, YES
from kamdocs.likeness import nearest, nearest_meaning, nearest_name
from kamdocs.model import CUSTOMER, VISIT_PLAN
from kamdocs.sheets import Schemas, SheetSchema

Choices = tuple[str, ...]

FORM = ("title", "clause", "company", "confidentiality")
MONTH = (
    "name", "number", "department", "reporter", "submitted_on", "submitted_to", "reported",
    "volume", "month_change", "year_change", "note",
)  # fmt: skip
PLAN = ("name", "number", "managers", "count", "load", "drawn_on", "planners")
"""The places that a visit plan has once, beside its rows."""
YEAR = ("year", "volume", "change", "remark")
PERSON = ("name", "department", "post")
ACTION = ("number", "matter", "outcome", "owner", "due")
STATUS = ("number", "tier", "month_change", "year_change")
"""The places that a row of the status report has beside the fields of its record."""
_PLANNED_VISIT = ("number", "weekday")
"""The places that a row of a visit plan has beside the fields of its record."""
SCALE = ("weight", "points", "grade", "cutoffs", "against", "former", "note")
"""The places worked out for a grading: the sums, the grade that they make, the former one."""
PART = ("name", "weight", "standard", "points", "figure")
PLANNED = "planned"
"""The name of the repeated row of a visit plan."""
PRINTS: Mapping[str, tuple[str, ...]] = {
    "year.volume": ("yearly_volumes",),
    "person.name": ("counterparts",),
    "action.matter": ("matters",),
    "action.outcome": ("outcomes",),
    "action.owner": ("action_owners",),
    "action.due": ("action_dues",),
    "part.figure": ("annual_sales", "price_index", "collection_rate"),
    "month.name": ("month",),
    "month.number": ("month",),
    "month.department": ("department",),
    "month.reporter": ("reporter",),
    "month.submitted_on": ("submitted_on",),
    "month.note": ("satisfaction", "market_share"),
    "plan.drawn_on": ("planned_on",),
    "plan.planners": ("planned_by",),
}
"""For places that are not called like the fields that they print: these fields."""
THREE_IN_ONE = "three_in_one"
"""The place for 已三证合一: the business licence stands for the two other certificates too."""
VOLUMES = "month.volumes"
"""The chart of the business volume of the last twelve months."""


@dataclass(frozen=True, slots=True)
class Places:
    """The names that templates of one form may use, each with the choices that a tick may name.

    Both ``single`` and ``rows`` go from the root of a path to its names: ``single`` are there once
    in a document, ``rows`` only inside the repeated row of that root. ``charts`` are the tags of
    controls around a chart.
    """

    single: Mapping[str, Mapping[str, Choices]]
    rows: Mapping[str, Mapping[str, Choices]]
    charts: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    """The path that each Chinese label means."""

    @property
    def roots(self) -> frozenset[str]:
        """What a path may begin with."""
        return frozenset((*self.single, *self.rows))

    def has(self, path: str, row: str) -> bool:
        """Whether a path is known inside the repeated row of that name (empty: outside of any).

        ``path`` is ``customer.phone``, or ``customer.tier=战略客户`` for a tick, or
        ``customer.phone=`` around what is printed only if the phone is.
        """
        place, _, choice = path.partition("=")
        root, _, name = place.partition(".")
        found = self._at(row).get(root, {}).get(name)
        return found is not None and (not choice or choice in found)

    def choices(self, place: str, row: str) -> Choices:
        """What a tick at a known place may name."""
        root, _, name = place.partition(".")
        return self._at(row)[root][name]

    def near_row(self, name: str) -> str:
        """The name of a repeated row that is most like another, or a dash."""
        return nearest(name, self.rows) or "-"

    def _at(self, row: str) -> Mapping[str, Mapping[str, Choices]]:
        return {**self.single, row: self.rows[row]} if row in self.rows else self.single

    def near(self, path: str, row: str) -> str:
        """The known path, or the one of the known label, that is most like an unknown path; a dash
        where none is."""
        label = path.partition("=")[0].rpartition(".")[2]
        if not label.isascii():
            meant = self.labels.get(label) or nearest_meaning(label, self.labels, margin=0.0)
            return meant or "-"
        if "." not in path:
            names = {one.partition(".")[2]: one for one in sorted(self.labels.values())}
            return names.get(path) or nearest_meaning(path, names, margin=0.0) or "-"
        known = [
            f"{root}.{name}{f'={choice}' if choice else ''}"
            for root, names in self._at(row).items()
            for name, choices in names.items()
            for choice in (("", *choices) if "=" in path else ("",))
        ]
        return nearest(path, known, margin=0.0) or "-"


def places(form: Form, schemas: Schemas) -> Places:
    """The names that a form's template may mention; SetupFault for a kind, a tier or a repeated row
    of the manifest that does not exist."""
    tier = schemas[CUSTOMER].fields[schemas[CUSTOMER].roles.tier]
    _known(form, "needs", form.needs, schemas)
    _known(form, "tiers", form.tiers, (*tier.allowed, *tier.former))
    found = _places(form, schemas)
    for entry, rows in (("rows", form.rows), ("blank_rows", form.blank_rows)):
        _known(form, entry, rows, found.rows)
    return found


def _places(form: Form, schemas: Schemas) -> Places:
    customer = _fields(schemas[CUSTOMER])
    secrecy = customer.get("confidentiality", ())
    heading = {**_free(FORM), "confidentiality": secrecy}
    match form.each:
        case "customer":
            whole = {**customer, THREE_IN_ONE: (YES, NO)}
            others = {kind: _fields(schemas[kind]) for kind in form.needs if kind != CUSTOMER}
            single = {"form": heading, CUSTOMER: whole}
            rows = {"year": _free(YEAR), **others}
            return Places(single, rows, labels=_labels(schemas, CUSTOMER, *others))
        case "visit":
            single = {"form": heading, CUSTOMER: customer, "visit": _fields(schemas["visit"])}
            rows = {"person": _free(PERSON), "action": _free(ACTION)}
            return Places(single, rows, labels=_labels(schemas, "visit", CUSTOMER))
        case "grading":
            graded = {CUSTOMER: customer, "grading": _fields(schemas["grading"])}
            single = {"form": heading, "scale": _free(SCALE), **graded}
            labels = _labels(schemas, "grading", CUSTOMER)
            return Places(single, {"part": _free(PART)}, labels=labels)
        case "manager":
            single = {"form": heading, NOTICE: _free(SINGLE)}
            rows = {name: _free(names) for name, names in LISTS.items()}
            words = {said.zh: path for path, said in COMPUTED.items()}
            return Places(single, rows, labels=words)
        case "month":
            status = {**_fields(schemas["business_status"]), **_free(STATUS)}
            single = {"form": heading, "month": _free(MONTH)}
            fields = schemas["business_status"].fields.values()
            labels = {one.label.zh: f"status.{one.name}" for one in fields}
            return Places(single, {"status": status}, frozenset({VOLUMES}), labels)
        case "plan":
            visits = {**_fields(schemas[VISIT_PLAN]), **_free(_PLANNED_VISIT)}
            plan = {"form": heading, "plan": _free(PLAN)}
            fields = schemas[VISIT_PLAN].fields.values()
            labels = {one.label.zh: f"{PLANNED}.{one.name}" for one in fields}
            return Places(plan, {PLANNED: visits}, labels=labels)


def main_row(form: Form) -> tuple[str, str]:
    """The kind of record that a form is about, and the root of its places; both empty for a letter,
    which is about findings."""
    return {
        "manager": ("", ""),
        "customer": (CUSTOMER, CUSTOMER),
        "visit": ("visit", "visit"),
        "grading": ("grading", "grading"),
        "month": ("business_status", "status"),
        "plan": (VISIT_PLAN, PLANNED),
    }[form.each]


def _labels(schemas: Schemas, *kinds: str) -> dict[str, str]:
    """The path of each Chinese label; where kinds share a label, that of the kind named first."""
    return {
        one.label.zh: f"{kind}.{one.name}"
        for kind in reversed(kinds)
        for one in schemas[kind].fields.values()
    }


def printed(path: str, root: str) -> Iterable[str]:
    """The fields of a form's main kind, whose places begin with ``root``, that a place prints."""
    place, _, _ = path.partition("=")
    whose, _, name = place.partition(".")
    if whose != root:
        return PRINTS.get(place, ())
    return (name, way_of(name)[0])


def _known(form: Form, entry: str, names: Iterable[str], known: Collection[str]) -> None:
    """Raise SetupFault (KD909) with its line for a name under an entry of a form that is not
    ``known``."""
    for name in names:
        if name not in known:
            facts = {"name": name, "near": nearest_name(name, known)}
            raise SetupFault("KD909", facts, MANIFEST, line_of(form, entry))


def _fields(schema: SheetSchema) -> dict[str, Choices]:
    fields = schema.fields.items()
    amounts = (name for name, field in fields if field.type == "amount")
    return {
        **_free(f"{name}{way}" for name in amounts for way in WAYS),
        **{
            name: (YES, NO) if field.type == "flag" else (*field.allowed, *field.former)
            for name, field in fields
        },
    }


def _free(names: Iterable[str]) -> dict[str, Choices]:
    return dict.fromkeys(names, ())
