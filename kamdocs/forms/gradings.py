"""What is worked out on a form of gradings (clause 9.1 of the grading policy): points, sums, the
former grade."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from kamdocs.forms.places import PART, SCALE
from kamdocs.forms.printing import JOINT, Shown, amount, sensible, shown
from kamdocs.forms.source import Source
from kamdocs.grading import Part, Scale, differs, told
from kamdocs.model import Book, Period, Record, key_of
from kamdocs.packaging import cleaned

GRADING = "grading"
_GRADE, _SCORE, _PROVISIONAL = "grade", "score", "provisional"
_SET_BY = {
    "source": "制度原文所定",
    "project": "本项目的默认值",
    "company": "本公司所定",
    "run": "这次试算用的",
}


def year_of(grading: Record) -> Period | None:
    """The year that a grading is for: the one that its row names, else the year of its day."""
    years = grading.get("grading_year")
    if isinstance(years, tuple) and years and isinstance(years[0], Period):
        return years[0]
    return Period.holding(grading.day, "year") if grading.day else None


def former_grade(book: Book, customer: Record, grading: Record) -> str:
    """The grade that a customer had before a grading: by its latest earlier grading, else by the
    archive where that is known to be older. 无 for a customer with whom dealings began in that
    year; empty where it is unknown."""
    year = year_of(grading)
    earlier = [
        other
        for other in book.about(GRADING, key_of(customer))
        if _before(other, grading) and other.get(_GRADE) and _GRADE not in other.faulty
    ]
    if earlier:
        return _told(max(earlier, key=_when), year)
    since = customer.get("cooperation_since")
    if year and isinstance(since, date) and since >= year.start:
        return "无（新客户）"
    return _archived(book, customer, grading)


def _when(grading: Record) -> tuple[date, date]:
    year = year_of(grading)
    return (year.start if year else date.min, grading.day or date.min)


def _before(other: Record, grading: Record) -> bool:
    return other.double_of is None and other.row != grading.row and _when(other) < _when(grading)


def _told(other: Record, year: Period | None) -> str:
    """The grade of an earlier grading, with its year where that is not the year before, and whether
    it was provisional."""
    its = year_of(other)
    aside = [f"{its.start.year}年"] if its and year and its.start.year < year.start.year - 1 else []
    aside += ["暂定"] if other.get(_PROVISIONAL) is True else []
    return other.text(_GRADE) + (f"（{JOINT.join(aside)}）" if aside else "")


def _archived(book: Book, customer: Record, grading: Record) -> str:
    """The last grade in the archive that is known, by the days there, to be older than the
    grading."""
    day = grading.day
    for term in reversed(book.terms(customer)):
        written = term.record.get("updated_on")
        over = term.until is not None and day is not None and term.until < day
        older = isinstance(written, date) and day is not None and written < day
        if (over or older) and _GRADE not in term.record.faulty:
            return term.record.text(_GRADE)
    return ""


def parts(grading: Source, scale: Scale | None) -> list[Mapping[str, Shown]]:
    """指标, 权重, 评分标准, 得分, 依据: a row for each figure of the scale."""
    return [_part(grading, part) for part in scale.parts] if scale else []


def _part(grading: Source, part: Part) -> Mapping[str, Shown]:
    field = grading.field(part.field)
    unit = field.unit
    figure = _figure(grading, part.field)
    points = "" if figure is None else amount(told(part.points(figure)))
    name = field.label.zh + (f"（{unit}）" if unit else "")
    standard = f"满{amount(part.full)}{unit}得{amount(part.weight)}分，不足的按比例"
    texts = (name, f"{amount(part.weight)}分", standard, points)
    return {**_shown(PART[:-1], texts), PART[-1]: grading[part.field]}


def outcome(grading: Source, scale: Scale | None, former: str) -> Mapping[str, Shown]:
    """The places of ``SCALE``: the sums of a grading, the grade that they make, where the declared
    grade differs, the ``former`` grade. Without a scale only the former grade is known."""
    if scale is None:
        return _shown(SCALE, ("", "", "", "", "", former, ""))
    record = grading.record
    figures = {part.field: _figure(grading, part.field) for part in scale.parts}
    known = {name: figure for name, figure in figures.items() if figure is not None}
    points = scale.points(known) if len(known) == len(scale.parts) else None
    weight = sum((part.weight for part in scale.parts), Decimal(0))
    made = "" if points is None else scale.grade(points)
    total = "" if points is None else amount(points)
    against = "" if points is None else _other_grade(record, made) + _other_score(record, points)
    note = _note(scale) + ("" if points is None else _why_not_the_sum(scale, known, points))
    texts = (f"{amount(weight)}分", total, made, _cutoffs(scale), against, former, note)
    return _shown(SCALE, texts)


def _other_score(record: Record, points: Decimal) -> str:
    given = record.get(_SCORE)
    if isinstance(given, Decimal) and sensible(given) and differs(given, points):
        return f"。填写的综合得分是{amount(given)}，与合计不符"
    return ""


def _other_grade(record: Record, made: str) -> str:
    declared = record.text(_GRADE)
    other = made and declared and made != declared and record.get(_PROVISIONAL) is not True
    return f"。评定为{declared}，与得分不符" if other else ""


def _cutoffs(scale: Scale) -> str:
    """The points of each grade in words: A 80分以上，B 60分以上，C 不足60分."""
    least: Decimal | None = None
    told = []
    for grade, points in scale.cutoffs:
        below = f"不足{amount(least)}分" if least is not None and not points else ""
        told.append(f"{grade} {below or f'{amount(points)}分以上'}")
        least = points
    return "，".join(told)


def _note(scale: Scale) -> str:
    """The sentence that says where the scale comes from and who set its figures."""
    by = JOINT.join(words for name, words in _SET_BY.items() if name in scale.set_by)
    return f"评分依据{scale.source}" + (f"；权重、满分值和分数线是{by}。" if by else "。")


def _why_not_the_sum(scale: Scale, figures: Mapping[str, Decimal | int], points: Decimal) -> str:
    """The sentence that says why the printed points of the parts do not add up to the printed sum;
    empty where they do."""
    parts = sum((told(part.points(figures[part.field])) for part in scale.parts), Decimal(0))
    if parts == points:
        return ""
    return "各项得分只写两位小数，其余舍去；合计按舍去以前的数相加，比各项之和略大。"


def _figure(grading: Source, name: str) -> Decimal | int | None:
    value = grading.field(name).in_its_unit(grading.record.get(name))
    if (
        name in grading.record.faulty
        or isinstance(value, bool)
        or not isinstance(value, Decimal | int)
    ):
        return None
    return value if isinstance(value, int) or value.is_finite() else None


def _shown(names: Sequence[str], texts: Sequence[str]) -> dict[str, Shown]:
    clean = (cleaned(text)[0] for text in texts)  # a grade may be any words, where it is wrong
    return shown(zip(names, clean, strict=True))
