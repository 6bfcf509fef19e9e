"""Answers that are worked out once and asked for often."""

from collections.abc import Callable
from typing import Any, TypeVar

_Key = TypeVar("_Key")
_Made = TypeVar("_Made")
_Whose = TypeVar("_Whose")


class Remembered(dict[_Key, _Made]):
    """Answers, each worked out when it is first asked for."""

    def __init__(self, make: Callable[[_Key], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: _Key) -> _Made:
        answer = self[key] = self._make(key)
        return answer


def once(made: dict[str, Any], about: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
    """The answer kept in ``made`` under ``about``; ``make`` works it out if it is not there yet."""
    key = repr(about)
    if key not in made:
        made[key] = make()
    known: _Made = made[key]
    return known


def of_last(make: Callable[[_Whose], _Made]) -> Callable[[_Whose], _Made]:
    """``make``, so wrapped that it keeps its last answer: asked several times on end about the same
    object, it works the answer out once."""
    last: list[tuple[_Whose, _Made]] = []

    def made(whose: _Whose) -> _Made:
        if not last or last[0][0] is not whose:
            last[:] = [(whose, make(whose))]
        return last[0][1]

    return made
