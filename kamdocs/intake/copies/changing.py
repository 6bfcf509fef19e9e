"""A workbook changed part by part, or a copy of its values where that cannot be done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kamdocs.intake.copies.book import BROKEN
from kamdocs.intake.copies.plain import as_xlsx
from kamdocs.intake.grid import Grid
from kamdocs.intake.opening import Format, format_of
from kamdocs.model import Lang, Place


@dataclass(frozen=True)
class About:
    """What the first sheet of a copy says of the file, its name and the day of the run, and the
    language in which it does."""

    file: str
    day: str
    lang: Lang


@dataclass(frozen=True)
class Package:
    """A workbook (.xlsx, .xlsm) that is to be changed. ``names`` gives the names of its sheets
    where it is a copy of the values in another format, and is None where it was handed in."""

    content: bytes
    names: Mapping[str, str] | None = None

    @property
    def converted(self) -> bool:
        """Whether the file that was handed in had to become an .xlsx."""
        return self.names is not None

    def there(self, place: Place) -> Place:
        """Where a place in the file that was handed in is in this one."""
        names = self.names or {}
        return replace(place, sheet=names.get(place.sheet, place.sheet))


@dataclass(frozen=True)
class Copy:
    """A copy: its bytes, and whether the file that was handed in had to become an .xlsx."""

    content: bytes
    converted: bool


def changed(
    content: bytes, grids: Callable[[], Iterable[Grid]], change: Callable[[Package], bytes]
) -> Copy:
    """What ``change`` makes of a workbook without its password. NotOpened where it is none.

    A package that cannot be changed part by part is copied by its values, as other formats are.
    Only then are its ``grids`` asked for.
    """
    if format_of(content) is Format.XLSX:
        try:
            return Copy(change(Package(content)), converted=False)
        except BROKEN:
            pass  # a package that opens, though something in it is not as it should be
    return Copy(change(Package(*as_xlsx(grids()))), converted=True)
