"""Replaces names of files and sheets that repeat what a role may not see, wherever a place is
shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from kamdocs.model import FileReading, Place, Policy, Record, SheetReading

T = TypeVar("T")


class Names:
    """The names of the files and sheets of a run as a role may see them. Names that would become
    equal are told apart by a number."""

    def __init__(self, files: Iterable[FileReading], clear: Callable[[str], str]) -> None:
        self._files: dict[str, str] = {}
        self._sheets: dict[str, dict[str, str]] = {}
        taken: set[str] = set()
        for file in files:
            made = _free(_file(file.file, clear), taken)
            if made != file.file:
                self._files[file.file] = made
            within: set[str] = set()
            for sheet in file.sheets:
                shown = _free(clear(sheet.sheet), within)
                if shown != sheet.sheet:
                    self._sheets.setdefault(file.file, {})[sheet.sheet] = shown

    def clear(self, value: T) -> T:
        """A value with every place in it under the names that may be shown."""
        return self._in(value) if self._files or self._sheets else value

    def _in(self, value: Any) -> Any:
        match value:
            case Place():
                return self._place(value)
            case Policy():
                return value
            case FileReading():
                sheets = tuple(self._sheet(one, value.file) for one in value.sheets)
                inner = replace(value, sheets=sheets, records=(), findings=())
                records, findings = self._in(value.records), self._in(value.findings)
                named = self._files.get(value.file, value.file)
                return replace(inner, file=named, records=records, findings=findings)
            case tuple() if hasattr(value, "_fields"):
                return type(value)(*map(self._in, value))
            case tuple() | frozenset():
                return type(value)(self._in(one) for one in value)
            case Mapping():
                return {key: self._in(one) for key, one in value.items()}
            case str():
                return self._files.get(value, value)
        if is_dataclass(value) and not isinstance(value, type):
            told = {one.name: getattr(value, one.name) for one in fields(value) if one.init}
            made = {name: self._in(one) for name, one in told.items()}
            if isinstance(value, Record):
                made["values"] = value.values
            other = {name: one for name, one in made.items() if one is not told[name]}
            return replace(value, **other)
        return value

    def _place(self, place: Place) -> Place:
        sheet = self._sheets.get(place.file, {}).get(place.sheet, place.sheet)
        file = self._files.get(place.file, place.file)
        return Place(file, sheet, place.row, place.column)

    def _sheet(self, sheet: SheetReading, file: str) -> SheetReading:
        return replace(sheet, sheet=self._sheets.get(file, {}).get(sheet.sheet, sheet.sheet))


def _file(path: str, clear: Callable[[str], str]) -> str:
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    shown = f"{clear(stem)}{dot}{ending}" if stem else clear(name)
    return "/".join(clear(part) for part in folder.split("/")) + slash + shown


def _free(name: str, taken: set[str]) -> str:
    number, made = 1, name
    while made in taken:
        number += 1
        stem, dot, ending = name.rpartition(".")
        made = f"{stem} ({number}){dot}{ending}" if stem else f"{name} ({number})"
    taken.add(made)
    return made
