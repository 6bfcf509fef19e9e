"""Which files are meant by the paths that somebody gave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kamdocs.model import Finding, Place

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
OTHER_SHEETS = frozenset({".xls", ".xlsb", ".ods", ".et", ".csv", ".tsv", ".numbers", ".xlt"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read; ``shown`` is what people are told it is called.

    ``refused`` says why a sheet of another format is not read; ``passed`` files are no sheets.
    """

    path: Path
    shown: str
    refused: Finding | None = None
    passed: bool = False


def gather(paths: Iterable[Path]) -> list[Source]:
    """The files meant: those named, and all below the folders named, in a steady order.

    A file within a folder is shown by its path from there; where two would be shown alike, the
    folder's own name goes in front.
    """
    plain = [(path, top) for path in paths for top in [path] for path in _below(path)]
    seen: dict[Path, Path] = {}
    for path, top in plain:
        seen.setdefault(path.resolve(), top)
    shown = {path: _shown(path, top.resolve()) for path, top in seen.items()}
    counts = list(shown.values())
    sources = []
    for path, top in seen.items():
        name = shown[path]
        if counts.count(name) > 1:
            name = f"{(top if top.is_dir() else top.resolve().parent).resolve().name}/{name}"
        sources.append(_source(path, name))
    return sorted(sources, key=lambda source: source.shown)


def _below(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(found for found in path.rglob("*") if found.is_file())
    else:
        yield path


def _shown(path: Path, top: Path) -> str:
    return path.relative_to(top).as_posix() if top != path else path.name


def _source(path: Path, shown: str) -> Source:
    suffix = path.suffix.casefold()
    if path.name.startswith("~$"):  # what Excel leaves beside a workbook that is open
        return Source(path, shown, passed=True)
    if suffix in WORKBOOKS:
        return Source(path, shown)
    if suffix in OTHER_SHEETS:
        return Source(path, shown, Finding("KD107", Place(shown), {"suffix": suffix}))
    return Source(path, shown, passed=True)
