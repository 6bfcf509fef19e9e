"""Who signed the steps of a form, and when: 科长申报 and 部长审核 beside 姓名, 职务 and 日期."""

from collections.abc import Mapping
from dataclasses import replace

from kamdocs.intake.grid import Row, blank, cell_at, filled
from kamdocs.intake.headings import Item, Labels, Loose, Pair, signs
from kamdocs.naming import comparable

_FEWEST = 2
"""So many words for who, as what and when are the headings of a table of steps."""


def heads_of_steps(labels: Labels, row: Row, under: Row) -> Mapping[int, str]:
    """The columns of a table of steps by the row of its headings, each with what it is headed by;
    none where a row holds anything else, or no step begins the row ``under`` it."""
    step = _step(labels, under)
    if not step:
        return {}
    of_step = replace(labels, step=step)
    heads = {at: str(cell) for at, cell in filled(row).items()}
    known = [at for at, head in heads.items() if of_step.of_step(head)]
    # what heads the steps themselves may stand left of them (环节), and what was said among them
    others = [at for at in heads if at not in known and at != _place(under)]
    strange = not all(signs(heads[at]) for at in others)
    return {at: heads[at] for at in known} if len(known) >= _FEWEST and not strange else {}


def pairs_of_step(labels: Labels, number: int, row: Row, heads: Mapping[int, str]) -> list[Item]:
    """What a row of a table of steps says, nothing where no step begins it."""
    step = _step(labels, row)
    if not step:
        return []
    first, of_step = labels.first_column, replace(labels, step=step)
    at = number, _place(row) + first
    items: list[Item] = [Loose(at, step, silent=True)]
    for place, cell in enumerate(row):
        label = of_step.of_step(heads[place]) if place in heads else None
        if label:
            items.append(Pair(label, at, (number, place + first), cell))
        elif place + first != at[1] and not blank(cell):
            items.append(Loose((number, place + first), cell))
    return items


def _step(labels: Labels, row: Row) -> str:
    """The step that begins a row, empty where none does."""
    if not labels.index.steps:  # as of most kinds
        return ""
    cell = cell_at(row, _place(row))
    return cell if isinstance(cell, str) and comparable(cell) in labels.index.steps else ""


def _place(row: Row) -> int:
    return next((at for at, cell in enumerate(row) if not blank(cell)), len(row))
