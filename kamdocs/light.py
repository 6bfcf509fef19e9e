"""Values of which there are very many, made at a ninth of the price.

A frozen dataclass asks Python's leave for every field that it sets as it is made, and ten thousand
rows have a hundred thousand of them. That nobody changes one of these is held to by the type
checker alone. They go to another process as the parts of which they are made, which takes a third
of the time that dataclasses take.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def light(*, order: bool = False) -> Callable[[type[T]], type[T]]:
    """Makes of a class what ``dataclass(frozen=True, slots=True)`` does, but that a field which is
    set for all that is not refused. It has two fields at least."""

    def make(plain: type[T]) -> type[T]:
        made = dataclass(slots=True, unsafe_hash=True, order=order)(plain)
        if "__reduce__" not in plain.__dict__:
            parts = attrgetter(*(one.name for one in fields(made)))  # type: ignore[arg-type]
            made.__reduce__ = lambda self: (made, parts(self))  # type: ignore[method-assign]
        return made

    return make
