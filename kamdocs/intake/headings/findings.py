"""What is to be said of the headings of a table: everything that was not plain."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from datetime import date, time, timedelta

from kamdocs.intake.grid import plain, shown
from kamdocs.intake.headings.bare import bare
from kamdocs.intake.headings.columns import Match
from kamdocs.intake.headings.index import HeadingIndex
from kamdocs.model import Fact, Finding, Place, Text, Unread
from kamdocs.naming import elsewhere
from kamdocs.sheets import further_headings

_FURTHER = Text(
    "是“{title}”的栏目，用--policy或在kamdocs.toml里写明相应的制度才读取",
    "a field of “{title}”, read where its policy is named with --policy or in kamdocs.toml",
)
Indexes = Mapping[str, HeadingIndex]
Cells = Callable[[int], Place]
"""The cell of the heading of a column: headings may stand in several rows."""

_NOT_READ = Text("未读取", "was not read")
_WHERE_BLANK = Text("只在前一列空着的行里读取", "was read only in rows that have nothing there")
_TOO_SHORT = Text("写得太简略，看不出是什么", "too short to tell what it is")


def heading_findings(
    match: Match,
    row: Place,
    cells: Cells,
    indexes: Indexes,
    seen: set[str],
    given: Collection[str] = (),
) -> list[Finding]:
    """Columns lacking, doubled, read by their neighbours, unclear, or none of ours.

    ``row`` is the place of the heading row, ``cells`` gives that of each heading, and ``indexes``
    are those of all kinds. ``seen`` grows by what is noted here, so that with one ``seen`` a file
    each heading is noted once in a file.
    The fields ``given`` above the table are not lacking.
    """
    lacking = [field for field in match.missing if field.name not in given]
    found = [Finding("KD105", row, {"field": field.label}) for field in lacking]
    for number, heading, first in match.doubled:
        other = cells(first.number)
        facts = {"heading": heading, "other": other, "field": first.field.label}
        found.append(Finding("KD106", cells(number), facts))
    return [
        *found,
        *_taken(match, cells, seen),
        *_undecided(match, cells, seen),
        *_adding(match, cells, seen),
        *_yearly(match, cells, seen),
        *_wordless(match, cells),
        *_standing(match, cells, seen),
        *strange_headings(
            _strange(match, cells), match.schema.kind, indexes, seen, {*match.fields, *given}
        ),
    ]


def other_records(
    match: Match, cells: Cells, indexes: Indexes, filled: Mapping[int, int]
) -> Iterator[Finding]:
    """Tell (KD657) of columns that make each row a record of another kind, too, which is not read:
    实际拜访日期 in a plan of visits. It must be a kind of what happens on a day, that day must have
    a heading of its own here, and so must something else that only such a kind has; nothing that it
    requires may be lacking. ``filled`` has for each column in how many rows it is filled in."""
    headings = match.headings
    row = [headings.get(number, "") for number in range(match.first_column, max(headings) + 1)]
    unknown = {number for number, _ in match.unknown if filled.get(number)}
    for index in indexes.values():
        day = index.schema.roles.day
        if index.schema is match.schema or day not in index.schema.mark or not unknown:
            continue
        own = index.match(row, match.first_column)
        for column in own.columns if not own.missing and len(own.telling) > 1 else ():
            if column.field.name == day and column.number in unknown and column not in own.taken:
                facts: dict[str, Fact] = {"heading": column.heading, "kind": index.schema.title}
                facts["count"] = filled[column.number]
                yield Finding("KD657", cells(column.number), facts)


def beyond_a_gap(
    match: Match, cells: Cells, indexes: Indexes, covered: Container[int]
) -> Iterator[Finding]:
    """Tell (KD658) of fields right of a blank column and of a heading that is of no kind of ours:
    主要产品 beside 竞争对手 may be of that. Into the columns ``covered`` a heading is merged, and
    they part nothing. Right of a heading that names others, some may be of them without a blank
    column (KD676)."""
    strange = dict(match.unknown)
    fields = {column.number: column.field.label for column in match.columns}
    held = {*match.headings, *match.silent, *(column.number for column in match.adding)}
    held |= {number for number, _ in match.wordless}
    first, begins, found = min(held), 0, dict[int, list[Text]]()
    for number in range(first + 1, max(held) + 1):
        if number not in held and number not in covered:
            begins = 0
        elif number - 1 not in held and number - 1 not in covered:
            begins = number if number in strange else 0
        elif begins and number in fields:
            found.setdefault(begins, []).append(fields[number])
    for number, labels in found.items():
        if not _known_elsewhere(strange[number], match.schema.kind, indexes):
            facts = {"heading": strange[number], "fields": tuple(labels)}
            yield Finding("KD658", cells(number), facts)
    for number, heading in match.unknown:
        theirs = () if number in found else _perhaps_theirs(match, number, heading)
        if theirs:
            yield Finding("KD676", cells(number), {"heading": heading, "fields": theirs})


def _perhaps_theirs(match: Match, number: int, heading: str) -> tuple[Text, ...]:
    """The fields right of a heading that names others (竞争对手) which may be told of these."""
    others = [one for one in match.schema.others if any(word in heading for word in one.words)]
    theirs = {name for one in others for name in one.theirs}
    fields = {column.number: column.field for column in match.columns}
    labels: list[Text] = []
    while (number := number + 1) in fields and fields[number].name in theirs:
        labels.append(fields[number].label)
    return tuple(labels)


def _taken(match: Match, cells: Cells, seen: set[str]) -> Iterator[Finding]:
    for column in match.taken:
        if is_new(f"{column.heading} = {column.field.name}", seen):
            facts = {"heading": column.heading, "field": column.field.label}
            yield Finding("KD150", cells(column.number), facts)


def _undecided(match: Match, cells: Cells, seen: set[str]) -> Iterator[Finding]:
    """Columns that may be any of several fields, or one that has a column already."""
    for number, heading, fields in match.unclear:
        if is_new(heading, seen):
            could = {"fields": tuple(one.label for one in fields), "kind": match.schema.kind}
            yield Finding("KD151", cells(number), {"heading": heading, **could})
    filling = {column.number for column in match.fills}
    for number, heading, first in match.spare:
        if is_new(heading, seen):
            read = _WHERE_BLANK if number in filling else _NOT_READ
            named = {"heading": heading, "field": first.field.label}
            facts = {**named, "other": cells(first.number), "read": read}
            yield Finding("KD152", cells(number), facts)


def _yearly(match: Match, cells: Cells, seen: set[str]) -> Iterator[Finding]:
    """Columns of which each is one year of a field."""
    for column in (*match.columns, *match.adding):
        if column.year and is_new(column.heading, seen):
            facts = {"heading": column.heading, "field": column.field.label, "year": column.year}
            yield Finding("KD159", cells(column.number), facts)


def _adding(match: Match, cells: Cells, seen: set[str]) -> Iterator[Finding]:
    for column in match.adding:
        if not column.year and is_new(column.heading, seen):
            facts = {"heading": column.heading, "field": column.field.label}
            yield Finding("KD158", cells(column.number), facts)


def _wordless(match: Match, cells: Cells) -> Iterator[Finding]:
    """Columns over which no words stand: nobody can say what they are."""
    for number, raw in match.wordless:
        value = raw.raw if isinstance(raw, Unread) else shown(raw)
        yield Finding("KD188", cells(number), {"value": value, "what": _what(raw)})


def _what(raw: object) -> Text:
    """What a heading is that is no words."""
    match raw:
        case Unread(code="KD121"):
            return Text("没有结果的公式", "a formula without a result")
        case Unread() | str():
            return Text("公式错误", "a formula error")
        case bool():
            return Text("逻辑值", "TRUE or FALSE")
        case date() | time() | timedelta():
            return Text("日期或时间", "a date or time")
    return Text("数字", "a number")


def _standing(match: Match, cells: Cells, seen: set[str]) -> Iterator[Finding]:
    """The columns by which rows are told that do not stand."""
    headings = match.headings
    new = [number for number in match.standing if is_new(headings[number], seen)]
    if new:
        facts: dict[str, Fact] = {
            "headings": tuple(headings[number] for number in new),
            "kind": match.schema.kind,
        }
        yield Finding("KD416", cells(new[0]), facts)


def _strange(match: Match, cells: Cells) -> Iterator[tuple[Place, str]]:
    """The headings of a row that mean nothing here, each with its cell."""
    told = {number for number, *_ in (*match.unclear, *match.spare)}.union(match.standing)
    for number, heading in match.unknown:
        if number not in told:
            yield cells(number), heading


def strange_headings(
    headings: Iterable[tuple[Place, str]],
    kind: str,
    indexes: Indexes,
    seen: set[str],
    present: Collection[str],
) -> Iterator[Finding]:
    """Headings or labels that are none of a kind: those that are known as such, group by group,
    those that hold the name of a field which is not ``present``, and the others with what they may
    mean."""
    groups: dict[Text, list[tuple[Place, str]]] = {}
    for cell, heading in headings:
        if not is_new(heading, seen):
            continue
        core = indexes[kind].core(heading)
        if core and core.name not in present:
            yield Finding("KD184", cell, {"heading": heading, "field": core.label})
            continue
        why = _known_elsewhere(heading, kind, indexes)
        if why:
            groups.setdefault(why, []).append((cell, heading))
        else:
            near = indexes[kind].nearest(heading)
            hint = Text(f"；是不是「{near.zh}」？", f"; did you mean “{near.en}”?") if near else ""
            yield Finding("KD104", cell, {"heading": heading, "near": hint})
    for why, group in groups.items():
        names = tuple(heading for _, heading in group)
        yield Finding("KD153", group[0][0], {"headings": names, "why": why, "kind": kind})


def _known_elsewhere(heading: str, kind: str, indexes: Indexes) -> Text | None:
    """What a heading is that no field of this kind has: of no kind of ours, or of another kind."""
    known = elsewhere().get(bare(heading).name)
    if known:
        return known.why
    others = [one for one in indexes.values() if one.schema.kind != kind and one.knows(heading)]
    if len(others) > 1 and not any(one.names.get(bare(heading).name) for one in others):
        return _TOO_SHORT
    titles = [one.schema.title for one in others]
    if titles:
        return Text(f"是{titles[0].zh}的栏目", f"a field of “{titles[0].en}”")
    whose = further_headings().get(kind, {}).get(bare(heading).name)
    return _FURTHER.filled(title=whose) if whose else None


def is_new(said: str, seen: set[str]) -> bool:
    """Whether something was not ``seen`` yet, whatever blanks are around it; now it is."""
    said = plain(said)
    new = said not in seen
    seen.add(said)
    return new
