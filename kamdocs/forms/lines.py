"""The repeated rows of forms, and what is printed below them about all rows together."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from kamdocs.forms.places import ACTION, PERSON, YEAR
from kamdocs.forms.printing import JOINT, Shown, Unfilled, amount, change, day_name, shown
from kamdocs.forms.source import Source
from kamdocs.model import YearVolume, day_in

NOTED = (("satisfaction", "满意度"), ("market_share", "市场份额"))
"""The fields printed below the status report if any row has them (clause 4.3 of its policy, v2)."""


def _row(names: Sequence[str], texts: Sequence[str]) -> Mapping[str, Shown]:
    return shown(zip(names, texts, strict=True))


def _asked(
    told: list[Mapping[str, Shown]], asked: Mapping[str, Shown]
) -> list[Mapping[str, Shown]]:
    """The rows; where a clause asks for a column that is blank, the first row says so."""
    lacking = {name: one for name, one in asked.items() if one.lacking}
    first, *rest = told or [Unfilled()]
    return [Unfilled(given={**first, **lacking}), *rest] if lacking else told


def years(customer: Source) -> list[Mapping[str, Shown]]:
    """The rows of yearly volumes: 年度, 经营数量 (万元), 同比 against the year before, 备注 (附件一
    of its policy)."""
    value = customer.value("yearly_volumes")
    if value is None:
        return _asked([], {YEAR[0]: customer["yearly_volumes"]})
    if not isinstance(value, tuple):
        return [_row(YEAR, ("", line, "", "")) for line in customer.lines("yearly_volumes")]
    known = sorted((one for one in value if isinstance(one, YearVolume)), key=lambda one: one.year)
    volumes = {one.year: one.volume for one in known}
    return [
        _row(
            YEAR,
            (
                str(one.year),
                amount(one.volume),
                change(one.volume, volumes.get(one.year - 1)),
                one.remark,
            ),
        )
        for one in known
    ]


def people(visit: Source) -> list[Mapping[str, Shown]]:
    """The rows of people met: 姓名, 部门, 职务; what is not given stays blank."""
    people = [line.split("/", 2) for line in visit.lines("counterparts") if line.strip()]
    told = [_row(PERSON, [part.strip() for part in (*person, "", "")[:3]]) for person in people]
    return _asked(told, {PERSON[0]: visit["counterparts"]})


def actions(visit: Source) -> list[Mapping[str, Shown]]:
    """The rows of matters: 序号, 事项, 处理结果, 责任人, 期限, from the lines of four fields side
    by side. A blank line keeps its place beside the others; where all four are blank there is no
    row."""
    fields = ("matters", "outcomes", "action_owners", "action_dues")
    together = zip_longest(*(visit.lines(name) for name in fields), fillvalue="")
    kept = [parts for parts in together if any(part.strip() for part in parts)]
    told = [_row(ACTION, (str(number), *parts)) for number, parts in enumerate(kept, 1)]
    return _asked(
        told, {name: visit[field] for name, field in zip(ACTION[1:], fields, strict=True)}
    )


def noted(rows: Sequence[Source]) -> str:
    """The sentence below the status report, with what the rows have, such as
    满意度：甲 92、乙 88；市场份额：甲 35%."""
    told = {
        title: [f"{row['customer_name'].text} {row[name].text}" for row in rows if row[name].text]
        for name, title in NOTED
    }
    return "；".join(f"{title}：{JOINT.join(those)}" for title, those in told.items() if those)


def named_in(rows: Sequence[Source], name: str) -> str:
    return JOINT.join(dict.fromkeys(row[name].text for row in rows if not row[name].blank))


def parts_in(rows: Sequence[Source], name: str) -> str:
    """The parts of a list field in all rows, each once, joined by 、."""
    return JOINT.join(dict.fromkeys(part for row in rows for part in row.lines(name)))


def last_day(rows: Sequence[Source], name: str) -> str:
    """The latest day in a field of all rows; where none can be read, what stands in the cells."""
    days = [day for row in rows if (day := day_in(row[name].value))]
    return day_name(max(days)) if days else named_in(rows, name)
