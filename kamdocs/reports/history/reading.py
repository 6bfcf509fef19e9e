"""Finds the earlier reports in a folder, and says why other files are not used."""

import hashlib
from pathlib import Path

from kamdocs.faults import SetupFault, files_within, reason
from kamdocs.filenames import OURS
from kamdocs.model import Fact, Finding, Place, Text
from kamdocs.reports.around import Earlier, History
from kamdocs.reports.as_json import brief
from kamdocs.reports.from_json import day_in_report, read_json, verdicts_in

_HEAD = 4096
"""The number of bytes within which a report names its format."""
_MARK = "kamdocs-report/"


def read_history(folder: Path) -> History:
    """Every JSON report in a folder and the folders below, whatever its name.

    There are findings on JSON files that are no reports of kamdocs or are damaged and on folders
    that cannot be opened (KD574), and on the same report twice (KD575). Files of other kinds are
    passed over.
    """
    found: list[Earlier] = []
    files, refused = files_within(folder)
    said = [
        Finding("KD574", Place(_name(Path(fault.filename), folder)), {"reason": reason(fault)})
        for fault in refused
    ]
    seen: dict[str, str] = {}
    for path in (one for one in files if one.is_file()):
        name = _name(path, folder)
        try:
            if not _may_be_one(path):
                continue
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if digest in seen:
                said.append(Finding("KD575", Place(name), {"other": seen[digest]}))
                continue
            whole = read_json(path, brief)
            verdicts_in(whole, name)
            one = Earlier(name, day_in_report(whole, name), path.stat().st_mtime_ns, whole)
        except SetupFault as fault:
            said.append(Finding("KD574", Place(name), {"reason": _why(fault)}))
        except OSError as fault:
            said.append(Finding("KD574", Place(name), {"reason": reason(fault)}))
        else:
            seen[digest] = name
            found.append(one)
    found.sort(key=lambda one: (one.day, one.saved, one.file))
    return History(tuple(found), tuple(said))


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _may_be_one(path: Path) -> bool:
    """Whether a file is to be read: it has the ending .json and is no list of what kamdocs made, or
    names our format near its beginning."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if path.suffix.casefold() == ".json":
        return path.name not in OURS
    return any(_MARK.encode(how) in head for how in ("utf-8", "utf-16-le", "utf-16-be"))


def _why(fault: SetupFault) -> Fact:
    told = fault.facts.get("reason", "")
    return told if isinstance(told, Text) else str(told)
