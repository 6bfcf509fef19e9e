"""The seat of a firm, by the places with which its name begins (企业名称登记管理规定)."""

from functools import cache, lru_cache

from kamdocs.contract import content_of

_RANKS = ("provinces", "cities", "counties")


@lru_cache(maxsize=1 << 14)
def seat(name: str) -> tuple[str, ...]:
    """The province, the city and the county with which the name of a firm begins, each empty where
    it names none; the name is given without 省 and 市."""
    found = ["", "", ""]
    while place := _place(name):
        for at, rank in enumerate(_places()):
            found[at] = found[at] or (place if place in rank else "")
        name = name[len(place) :]
    return tuple(found)


def _place(name: str) -> str:
    """The longest place with which a name begins."""
    begun = (name[:length] for length in range(min(_longest(), len(name)), 1, -1))
    return next((one for one in begun if any(one in rank for rank in _places())), "")


@cache
def _places() -> tuple[frozenset[str], ...]:
    """The places of each rank, provinces first; SetupFault where their file is faulty."""
    raw = content_of("names/seats.yaml", "seats")
    return tuple(frozenset(raw[rank]) for rank in _RANKS)


@cache
def _longest() -> int:
    return max(len(place) for rank in _places() for place in rank)
