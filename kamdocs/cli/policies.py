"""Finds the files of policies by what users call them: the id or title of a policy that comes with
kamdocs or of a company's own that ``kamdocs.toml`` names, or a path."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kamdocs import compliance, config, sheets
from kamdocs.cli.settings import usual_policies
from kamdocs.config import Config
from kamdocs.faults import Faults, SetupFault, real
from kamdocs.model import Lang, Policy
from kamdocs.text import Whole

_NOTHING: Mapping[str, Any] = {}


class Own(NamedTuple):
    """A company's own policy that the configuration names: its ``entry`` there, and what stands
    under ``policy`` in its file (``head``), empty where that cannot be read."""

    entry: str
    head: Mapping[str, Any]

    @property
    def file(self) -> Path:
        """Its file, which may not exist."""
        return Path(self.entry)

    @property
    def id(self) -> str:
        """Its id, empty where it has none."""
        return str(self.head.get("id", ""))

    def title(self, lang: Lang) -> str:
        """Its title, or its id where it has none."""
        title = self.head.get("title")
        return str(title.get(lang, self.id)) if isinstance(title, Mapping) else self.id


def followed(names: Sequence[str], settings: Config) -> dict[str, Path]:
    """The files of the policies ``names``, else of those in the configuration, else of the usual
    ones; each once, by the name that it is called."""
    if names:
        return files_of(names, settings)
    wanted = settings.policies or usual_policies()
    return {name: _file_in(name, settings) for name in wanted}


def files_of(names: Sequence[str], settings: Config) -> dict[str, Path]:
    """The files of the policies named, each once, by the name that it is called.

    An id stands for all policies with that id in the configuration: they are its versions, and are
    called by their paths. SetupFault KD910 or KD443 for an unknown name; KD615 for an id that a
    policy of kamdocs and a company's own in the configuration share, since either may be meant.
    """
    found: dict[Path, tuple[str, Path]] = {}
    for name in names:
        files = _files_of(name, settings)
        for file in files:
            called = name if len(files) == 1 else shown(file)
            found.setdefault(real(file), (called, file))
    return dict(found.values())


def file_of(name: str, settings: Config) -> Path:
    """The file of one policy; SetupFault as ``files_of``, and KD615 for an id with several
    versions."""
    files = _files_of(name, settings)
    if len(files) > 1:
        raise _several(name, files)
    return files[0]


def every(settings: Config) -> dict[str, Path]:
    """The files of all policies: those that come with kamdocs by id, the company's own by id where
    no other has it, else by path. SetupFault KD912 for one that is not there."""
    found = compliance.built_in()
    ours = own(settings)
    taken = [*found, *(one.id for one in ours)]
    for one in ours:
        file = _file_in(one.entry, settings)
        found[one.id if one.id and taken.count(one.id) == 1 else shown(file)] = file
    return found


def known(settings: Config) -> dict[str, Path]:
    """All ids by which policies may be named, the company's own first, each with its file, or that
    of its first version."""
    found: dict[str, Path] = {}
    for one in own(settings):
        if one.id:
            found.setdefault(one.id, one.file)
    return {**found, **compliance.built_in()}


def own(settings: Config) -> list[Own]:
    """The company's own policies, each once, in the order of the configuration."""
    built_in = compliance.built_in()
    names = {Path(name): name for name in settings.policies if name not in built_in}
    return [Own(name, _head(name)) for name in names.values()]


def loaded(policies: Iterable[Own], settings: Config) -> tuple[dict[str, Policy], list[SetupFault]]:
    """The company's own policies that can be used, by path, and the faults of the others."""
    found, faults = {}, Faults()
    for one in policies:
        with faults.gathered():
            file = _file_in(one.entry, settings)
            found[shown(file)] = compliance.load_policy(file, sheets.built_in())
    return found, faults.found


def shown(file: Path) -> str:
    """The path of a file, relative to the working folder where that is shorter."""
    try:
        return min(os.path.relpath(file), str(file), key=len)
    except ValueError:  # on another drive of Windows
        return str(file)


def _files_of(name: str, settings: Config) -> tuple[Path, ...]:
    """The files of the policies that one name means, as many as there are versions. SetupFault as
    ``files_of``."""
    itself = compliance.built_in().get(name)
    policies = own(settings)
    ours = tuple(one.file for one in policies if one.id == name and real(one.file) != itself)
    if itself and ours and name not in settings.policies:
        raise _several(name, (itself, *ours))
    if itself:
        return (itself, *ours)
    if not ours:
        return _otherwise(name, settings)
    unread = _unread(settings)
    if unread:
        raise SetupFault.of(unread)
    return ours


def _otherwise(name: str, settings: Config) -> tuple[Path, ...]:
    """The files of a name that is no id: a path, or the title of one policy. SetupFault as
    ``files_of``."""
    ids = known(settings)
    try:
        return (compliance.pack_path(name, others=ids),)
    except SetupFault as fault:
        if fault.code != "KD910":
            raise
        titled = compliance.titled(name, ids)
        if len(titled) == 1:
            return _files_of(titled[0], settings)
        raise SetupFault.of([*_unread(settings), fault]) from None


def _unread(settings: Config) -> list[SetupFault]:
    """The faults of those of the company's own policies whose id cannot be read. One of them may be
    the policy that is meant, or another version of it, so these faults are raised first."""
    return loaded((one for one in own(settings) if not one.id), settings)[1]


def _several(name: str, files: Sequence[Path]) -> SetupFault:
    return SetupFault("KD615", {"name": name, "files": tuple(Whole(shown(file)) for file in files)})


def _head(entry: str) -> Mapping[str, Any]:
    try:
        return compliance.head_of(compliance.pack_path(entry))
    except SetupFault:  # reported where the policy is used
        return _NOTHING


def _file_in(name: str, settings: Config) -> Path:
    """The file of a policy that the configuration names; SetupFault KD912, with its line in the
    configuration, where there is none."""
    try:
        return compliance.pack_path(name)
    except SetupFault as fault:
        reason = compliance.why_not(fault)
        if reason and settings.file:
            facts = {"entry": f"policies: {fault.facts['name']}", "reason": reason}
            line = config.line_of(settings.file, ("policies",))
            raise SetupFault("KD912", facts, str(settings.file), line) from fault
        raise
