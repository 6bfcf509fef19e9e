"""Which record serves which case, where each record can serve only one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kamdocs.compliance.evidence import Scale
from kamdocs.compliance.follow_ups.case import Case
from kamdocs.model import Place, Record


def shared_out(cases: Sequence[Case], by: Scale) -> dict[Place, Place]:
    """The rows of the records that serve a case in time, each with the row of the case's record.

    ``cases`` are those of one customer, ``by`` the scale of the records that can serve them. Cases
    due first choose first, then pairs are exchanged: as many cases as possible are served, and no
    single exchange would make the records more like the cases that they serve (``Case.unlike``).
    """
    fitting: dict[int, dict[Place, Record]] = {}
    serving: dict[int, Record] = {}
    taken: dict[Place, int] = {}
    in_turn = sorted(cases, key=lambda one: one.due.last if one.due else datetime.max)
    for at, case in enumerate(in_turn):
        fitting[at] = {one.row: one for one in case.in_time(by)}
        free = next((one for one in fitting[at].values() if one.row not in taken), None)
        if free:
            serving[at], taken[free.row] = free, at
    while any(_exchanged(at, in_turn, by, fitting, serving, taken) for at in fitting):
        pass  # each exchange serves more, or makes them more alike, so that there is a last one
    return {record.row: in_turn[at].record.row for at, record in serving.items()}


def _exchanged(
    at: int,
    cases: Sequence[Case],
    by: Scale,
    fitting: Mapping[int, Mapping[Place, Record]],
    serving: dict[int, Record],
    taken: dict[Place, int],
) -> bool:
    """Whether the case at position ``at`` was given a record that is more like it.

    The case that held that record until then gets what this case had, if that can serve it, or
    nothing if this case had none. ``fitting`` are the records that can serve each case, ``serving``
    the one that does, ``taken`` the case that each record serves; the last two are changed.
    """
    had = serving.get(at)
    for other in fitting[at].values():
        holder = taken.get(other.row)
        gain = (cases[at].unlike(had, by) if had else 0) - cases[at].unlike(other, by)
        if holder is not None:
            if had and had.row not in fitting[holder]:
                continue
            gain += cases[holder].unlike(other, by) - (cases[holder].unlike(had, by) if had else 0)
        if gain <= 0 and (had or holder is not None):
            continue
        if had:
            del taken[had.row]
        if holder is not None:
            del serving[holder]
        serving[at], taken[other.row] = other, at
        if had and holder is not None:
            serving[holder], taken[had.row] = had, holder
        return True
    return False
