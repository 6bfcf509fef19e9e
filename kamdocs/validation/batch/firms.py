"""Compares names of firms: which part says which firm it is, and which names cannot mean the same
firm."""

from collections.abc import Iterable

from kamdocs.lazy import lazy
from kamdocs.likeness import Lookup
from kamdocs.model import same_name
from kamdocs.validation.batch.glancing import NUMBERS
from kamdocs.validation.batch.seats import seat

_FORMS = lazy(r"股份|集团|控股|有限公司|总公司|公司|[省市]")
"""Parts of a name that do not say which firm it is: legal forms, 省 and 市."""
_IN_BRACKETS = lazy(r"(.+)[(（]([^()（）]+)[)）](.*)")


def bare(compared: str) -> str:
    """A name, in the form in which names are compared, without the legal form of the firm."""
    return _FORMS.sub("", compared)


def odd(one: str, other: str) -> tuple[str, str]:
    """What is left of two words without their common beginning and end."""
    least = min(len(one), len(other))
    start = next((at for at in range(least) if one[at] != other[at]), least)
    one, other = one[start:], other[start:]
    least -= start
    end = next((at for at in range(least) if one[-1 - at] != other[-1 - at]), least)
    return one[: len(one) - end], other[: len(other) - end]


def told_apart(one: str, other: str) -> bool:
    """Whether two bare names belong to different firms on purpose: they begin with different
    provinces, cities or counties (广州岭阶、兰州岭阶), or have different numbers (一厂、二厂).

    A place that both names have, wherever it stands, is no difference: 上海黄山电梯 may be called
    黄山电梯, and 江苏东方电梯 may be 东方电梯厂.
    """
    mine, theirs = (NUMBERS & {*part} for part in odd(one, other))
    if mine - theirs and theirs - mine:
        return True
    ranks = zip(seat(one), seat(other), strict=True)
    found = ((here, there) for here, there in ranks if here and there)
    return any(here not in other and there not in one for here, there in found)


class Firms:
    """Names of firms among which similar ones are looked up many times."""

    def __init__(self, names: Iterable[str]) -> None:
        self._called: dict[str, list[str]] = {}
        for name in names:
            self._called.setdefault(_compared(name), []).append(name)
        self._known = Lookup(self._called)

    def alike(self, name: str) -> tuple[str, ...]:
        """The names that are very similar to ``name``, the most similar first. Legal forms are left
        out of the comparison, since most firms have the same."""
        mine = _compared(name)
        found = (one for one in self._known.alike(mine) if not told_apart(mine, one))
        return tuple(called for one in found for called in self._called[one])


def _compared(name: str) -> str:
    """A name without the legal form, and with a place in brackets put first:
    日立电梯（广州）有限公司."""
    found = _IN_BRACKETS.fullmatch(name)
    if found and any(seat(found[2])):
        name = f"{found[2]}{found[1]}{found[3]}"
    same = same_name(name)
    return bare(same) or same
