"""What an empty form shows: rows to be filled in, and what is known without any record."""

from collections.abc import Sequence

from kamdocs.forms.chart import Chart
from kamdocs.forms.gradings import GRADING, outcome, parts
from kamdocs.forms.letters import NOTICE, NUMERALS, PARTS
from kamdocs.forms.manifest import Form
from kamdocs.forms.matter import Matter, Row
from kamdocs.forms.places import PLANNED, places
from kamdocs.forms.printing import BLANK, HOLLOW, OPEN, UNDATED, Shown, Unfilled
from kamdocs.forms.source import Source
from kamdocs.grading import Scale
from kamdocs.model import VISIT_PLAN, Place, Record
from kamdocs.sheets import Schemas, SheetSchema

_EMPTY = "空白"
_DAY = Shown(open=True, stand_in=UNDATED)
_ROOM = Shown(HOLLOW)
"""A blank within a sentence, where no control holds the place of what will be written."""
_MONTH = {
    "submitted_on": _DAY,
    "name": Shown(stand_in="\u3000\u3000年\u3000月"),
    "department": Shown(stand_in=HOLLOW * 3),
    "submitted_to": Shown(stand_in=HOLLOW * 3),
}
_PLAN = {
    "drawn_on": _DAY,
    "name": Shown(stand_in=HOLLOW * 3),
    "managers": Shown(stand_in=HOLLOW * 3),
    "count": _ROOM,
}
"""Above the table there is no cell to write into: the blanks are as wide as the words to come."""
_NOTICE = {
    "copies": OPEN,
    "addressee": Shown(HOLLOW * 3),
    "day": Shown(UNDATED),
    "ask": Shown(HOLLOW * 3),
    **dict.fromkeys(("rows", *PARTS[:-1]), _ROOM),
    **{f"{name}_no": Shown(no, no) for name, no in zip(PARTS, NUMERALS, strict=True)},
}
"""An empty letter has all its parts, numbered, and room in its sentences."""


def unfilled(form: Form, schemas: Schemas, scale: Scale | None) -> Matter:
    """The matter of an empty form, with as many blank rows as the manifest says, at least one. A
    form of gradings lists the parts of the ``scale`` with their weights."""
    known = places(form, schemas)
    days = {kind: _days(schema) for kind, schema in schemas.items()}
    days |= {"month": _MONTH, "plan": _PLAN, PLANNED: _days(schemas[VISIT_PLAN]), NOTICE: _NOTICE}
    single: dict[str, Row] = {name: Unfilled(BLANK, days.get(name)) for name in known.single}
    rows: dict[str, Sequence[Row]] = {
        name: [Unfilled(OPEN, days.get(name))] * _many(form, name) for name in known.rows
    }
    if form.each == GRADING and scale is not None:
        nothing = Source(Record(GRADING, {}, Place("")), schemas[GRADING], {})
        single["scale"] = outcome(nothing, scale, "")
        rows["part"] = parts(nothing, scale)
    charts = {tag: Chart((), ()) for tag in known.charts}
    return Matter(single, rows, naming={}, subject=_EMPTY, sources=(), charts=charts)


def _many(form: Form, name: str) -> int:
    return form.blank_rows.get(name, form.rows.get(name, 1))


def _days(schema: SheetSchema) -> dict[str, Shown]:
    """The day fields of a kind, with room to write a whole day."""
    return {name: _DAY for name, field in schema.fields.items() if field.type == "day"}
