"""What the names of the sheets of a workbook say beside each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kamdocs.intake.grid import Grid, head_of, plain
from kamdocs.intake.headings import HeadingIndex, index_of
from kamdocs.intake.ours import Judgement
from kamdocs.intake.reading.gathered import Gathered
from kamdocs.intake.reading.reader import Indexes
from kamdocs.intake.reading.sheet import read_sheet
from kamdocs.intake.values import arabic
from kamdocs.lazy import lazy
from kamdocs.model import Finding, Place

_ONE_OF_MANY = lazy(r"\d{1,2}(?=月|周)")
"""The number in the name of a sheet of a month or week: 5月, 第27周."""
_NUMBER = lazy(r"\d+")
_SET_ASIDE = lazy(
    r"作废|废弃(?!物)|停用|已删除?|备份|草稿|(?<!展)示例|样例|范例"
    r"|旧版|(?<![折新])旧表?(?=\W*\Z)|(?<!\w)旧表?(?!\w)"
    r"|(?<![a-z])(?:old|backup|bak|draft|void|obsolete|example)(?![a-z])"
)


def tell_set_aside(shown: str, found: Gathered) -> None:
    """Warn (KD656) of rows in a sheet whose name says that they need not count: 作废, 备份, 旧."""
    rows: Counter[str] = Counter()
    for one in found.sheets:
        rows[one.sheet] += one.rows
    for sheet, count in rows.items():
        words = set_aside(sheet)
        if words and count:
            facts = {"words": words, "count": count}
            found.findings.append(Finding("KD656", Place(shown, sheet), facts))


def set_aside(sheet: str) -> str:
    """The words in the name of a sheet by which its rows need not count; empty without any."""
    words = _SET_ASIDE.search(plain(sheet).casefold())
    return words[0] if words else ""


def read_like_others(
    grids: Sequence[Grid],
    shown: str,
    indexes: Indexes,
    found: Gathered,
    judged: Sequence[Judgement],
) -> None:
    """Read the sheets of a month or week that were not recognised as those of the others, where
    these are all of one kind and what it requires is there (KD655); else tell it (KD654)."""
    unread = {one.place.sheet: one for one in found.findings if one.code == "KD103" and one.place}
    known = [(_series(one.sheet), one) for one in found.sheets if one.kind]
    for grid in (grid for grid in grids if grid.name in unread):
        series = _series(grid.name)
        alike = [one for other, one in known if series and other == series]
        if len({one.kind for one in alike}) != 1:
            continue
        found.findings.remove(unread[grid.name])
        facts = {"kind": alike[0].title, "other": Place(shown, alike[0].sheet)}
        index = _called(indexes[alike[0].kind], grid.name)
        whole = _whole(grid, index)
        code = "KD655" if whole else "KD654"
        found.findings.append(Finding(code, Place(shown, grid.name), facts))
        if whole:
            _read_again(grid, shown, {**indexes, index.schema.kind: index}, found, judged)


def _series(name: str) -> str:
    """The name of a sheet without the numbers of its month or week; empty where it has none."""
    text = arabic(plain(name))
    return _NUMBER.sub("#", text) if _ONE_OF_MANY.search(text) else ""


def _called(index: HeadingIndex, name: str) -> HeadingIndex:
    """The headings of a kind by the ``name`` of which a sheet goes too."""
    return index_of(replace(index.schema, sheets=(*index.schema.sheets, name)))


def _whole(grid: Grid, index: HeadingIndex) -> bool:
    """Whether some row has all that a kind requires, told that it is of this kind, and with it
    something that tells so or nothing else: 日期, 客户名称, 业务员, 金额 are no visits."""
    rows = (row for _, row in head_of(grid.rows()) if index.knows_any(row))
    matches = (index.match(row, grid.first_column, certain=True) for row in rows)
    return any(match.whole and (match.telling or not match.unknown) for match in matches)


def _read_again(
    grid: Grid, shown: str, indexes: Indexes, found: Gathered, judged: Sequence[Judgement]
) -> None:
    """Read a sheet once more, and enter it in the ledger where it stood as not read."""
    here = next(at for at, one in enumerate(found.sheets) if one.sheet == grid.name)
    del found.sheets[here]
    end = len(found.sheets)
    read_sheet(grid, shown, indexes, found, judged)
    found.sheets[here:] = (*found.sheets[end:], *found.sheets[here:end])
