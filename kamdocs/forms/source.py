"""A record as a form shows it: every field by its name, without characters that XML forbids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import cast

from kamdocs.forms.manifest import Form
from kamdocs.forms.money import WAYS, way_of
from kamdocs.forms.printing import JOINT, LINE, Shown, printed
from kamdocs.model import Finding, Record, Unread, Value, YearVolume
from kamdocs.packaging import cleaned
from kamdocs.sheets import Field, SheetSchema


class Source(dict[str, Shown]):
    """What each place of one record shows, by name, worked out when it is first asked for.

    ``asked`` has the clause that asks for a field, by name; ``more`` are further places, or replace
    those of fields. KeyError for a name that is neither a field of the kind nor among those. How
    many characters had to be replaced in a value is kept for ``findings``.
    """

    def __init__(
        self,
        record: Record,
        schema: SheetSchema,
        asked: Mapping[str, str],
        more: Mapping[str, Shown] | None = None,
    ) -> None:
        super().__init__(more or {})
        self.record = record
        self._schema = schema
        self._asked = asked
        self._more = dict(more or {})
        self._spoilt: dict[str, int] = {}

    def __missing__(self, name: str) -> Shown:
        field = self._schema.fields.get(name)
        if field is None:
            return self._in_its_way(name)
        clause, label = self._asked.get(name, ""), field.label.zh
        if self.record.get(name) is None:
            shown = _blank(clause, label)
        else:
            value, joint = self.value(name), LINE if field.type == "lines" else JOINT
            text = printed(self.field(name).in_its_unit(value), joint)
            shown = Shown(text, value, clause, label)
        self[name] = shown
        return shown

    def _in_its_way(self, name: str) -> Shown:
        """What a place such as ``annual_sales_yuan`` shows: the amount of a field in 元 or in
        capital numerals. KeyError for any other name."""
        field, way = way_of(name)
        if not way:
            raise KeyError(name)
        shown = self[field]
        if isinstance(shown.value, Decimal):
            shown = replace(shown, text=WAYS[way][0](shown.value))
        self[name] = shown
        return shown

    def field(self, name: str) -> Field:
        """The field of that name; KeyError for one that the kind does not have."""
        return self._schema.fields[name]

    def value(self, name: str) -> Value | None:
        """The value of a field with what XML forbids replaced; None where it was left blank."""
        value, spoilt = _clean(self.record.get(name))
        if spoilt:
            self._spoilt[name] = spoilt
        return value

    def lines(self, name: str) -> tuple[str, ...]:
        """The parts of a list, as text."""
        value = self.value(name)
        if value is None:
            return ()
        parts: Iterable[Value | YearVolume] = value if isinstance(value, tuple) else (value,)
        return tuple(printed(part) for part in parts)

    def told(self) -> object:
        """Everything that any place may show of the record, in a fixed order."""
        values = sorted((name, repr(value)) for name, value in self.record.values.items())
        asked = sorted(self._asked.items())
        return values, asked, sorted((name, repr(one)) for name, one in self._more.items())

    def findings(self, form: Form) -> Iterator[Finding]:
        """KD501 for every value that was printed with characters replaced."""
        for name, count in self._spoilt.items():
            facts = {"form": form.title, "field": self._schema.label(name), "count": count}
            yield Finding("KD501", self.record.place(name), facts)


@lru_cache(maxsize=1024)
def _blank(clause: str, label: str) -> Shown:
    """What a blank field shows; kept, since most fields of most documents are blank."""
    return Shown("", None, clause, label)


def _clean(value: Value | None) -> tuple[Value | None, int]:
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, Unread):
        raw, spoilt = cleaned(value.raw)
        return Unread(raw, value.code, value.facts), spoilt
    if isinstance(value, tuple):
        parts = [_clean_part(part) for part in value]
        whole = cast(Value, tuple(part for part, _ in parts))
        return whole, sum(spoilt for _, spoilt in parts)
    return value, 0


def _clean_part(part: object) -> tuple[object, int]:
    if isinstance(part, str):
        return cleaned(part)
    if isinstance(part, YearVolume):
        remark, spoilt = cleaned(part.remark)
        return YearVolume(part.year, part.volume, remark), spoilt
    return part, 0
