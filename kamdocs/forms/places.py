"""Which names a template may mention: the fields of its records, and a few computed ones."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kamdocs.faults import SetupFault
from kamdocs.forms.manifest import MANIFEST, Form
from kamdocs.forms.printing import NO, YES
from kamdocs.likeness import nearest
from kamdocs.model import CUSTOMER
from kamdocs.sheets import Schemas, SheetSchema

Choices = tuple[str, ...]

FORM = ("title", "clause", "company", "confidentiality")
MONTH = (
    "name", "number", "department", "reporter", "submitted_on", "reported",
    "volume", "month_change", "year_change", "note",
)  # fmt: skip
YEAR = ("year", "volume", "change", "remark")
PERSON = ("name", "department", "post")
ACTION = ("number", "matter", "outcome", "owner", "due")
STATUS = ("number", "tier", "month_change", "year_change")
"""What a row of the status report has beside the fields of its record."""
SCALE = ("weight", "points", "grade", "cutoffs", "against", "former", "note")
"""What is worked out beside a grading: the sums, the grade that they make, the one before."""
PART = ("name", "weight", "standard", "points", "figure")
THREE_IN_ONE = "three_in_one"
"""已三证合一: the business licence stands for the two other certificates too."""
VOLUMES = "month.volumes"
"""The chart of the business volume of the last twelve months."""


@dataclass(frozen=True, slots=True)
class Places:
    """The names of one form: each leads to the choices that a tick may name.

    ``single`` are there once in a document, ``rows`` in the row that is repeated; ``charts`` are
    the tags of controls around a chart.
    """

    single: Mapping[str, Mapping[str, Choices]]
    rows: Mapping[str, Mapping[str, Choices]]
    charts: frozenset[str] = frozenset()

    def require(self, path: str, row: str, file: str) -> None:
        """SetupFault KD511 where ``path`` is not known, inside a row of that name (or none).

        ``path`` is ``customer.phone``, or ``customer.tier=战略客户`` for a tick, or
        ``customer.phone=`` around what stands only where the phone does.
        """
        if row:
            self.require_row(row, file)
        place, _, choice = path.partition("=")
        root, _, name = place.partition(".")
        found = self._at(row).get(root, {}).get(name)
        if found is None or (choice and choice not in found):
            raise SetupFault("KD511", {"name": path, "near": self._near(path, row)}, file)

    def require_row(self, name: str, file: str) -> None:
        """SetupFault KD511 where nothing of that name can be repeated."""
        if name not in self.rows:
            near = nearest(name, self.rows) or "-"
            raise SetupFault("KD511", {"name": name, "near": near}, file)

    def _at(self, row: str) -> Mapping[str, Mapping[str, Choices]]:
        return {**self.single, row: self.rows[row]} if row else self.single

    def _near(self, path: str, row: str) -> str:
        known = [
            f"{root}.{name}{f'={choice}' if choice else ''}"
            for root, names in self._at(row).items()
            for name, choices in names.items()
            for choice in (("", *choices) if "=" in path else ("",))
        ]
        return nearest(path, known, margin=0.0) or "-"


def places(form: Form, schemas: Schemas) -> Places:
    """The names that a form's template may mention; SetupFault for a kind or a tier of the
    manifest that does not exist."""
    _known((*form.needs, CUSTOMER), schemas)
    customer = _fields(schemas[CUSTOMER])
    _known(form.tiers, customer.get(schemas[CUSTOMER].roles.tier, ()))
    secrecy = customer.get("confidentiality", ())
    heading = {**_free(FORM), "confidentiality": secrecy}
    match form.each:
        case "customer":
            whole = {**customer, THREE_IN_ONE: (YES, NO)}
            others = {kind: _fields(schemas[kind]) for kind in form.needs if kind != CUSTOMER}
            return Places({"form": heading, CUSTOMER: whole}, {"year": _free(YEAR), **others})
        case "visit":
            single = {"form": heading, CUSTOMER: customer, "visit": _fields(schemas["visit"])}
            return Places(single, {"person": _free(PERSON), "action": _free(ACTION)})
        case "grading":
            graded = {CUSTOMER: customer, "grading": _fields(schemas["grading"])}
            single = {"form": heading, "scale": _free(SCALE), **graded}
            return Places(single, {"part": _free(PART)})
        case "month":
            status = {**_fields(schemas["business_status"]), **_free(STATUS)}
            single = {"form": heading, "month": _free(MONTH)}
            return Places(single, {"status": status}, frozenset({VOLUMES}))


def _known(names: Iterable[str], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            near = nearest(name, known) or "-"
            raise SetupFault("KD909", {"name": name, "near": near}, MANIFEST)


def _fields(schema: SheetSchema) -> dict[str, Choices]:
    return {
        name: (YES, NO) if field.type == "flag" else field.allowed
        for name, field in schema.fields.items()
    }


def _free(names: Iterable[str]) -> dict[str, Choices]:
    return dict.fromkeys(names, ())
