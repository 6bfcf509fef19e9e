"""What a command takes from the configuration where it was not told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kamdocs import config, data, sheets
from kamdocs.config import Config
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest_name
from kamdocs.model import Policy, Text
from kamdocs.sheets import Schemas, SheetSchema

if TYPE_CHECKING:
    from kamdocs.forms import Form

_NONE: Mapping[str, Any] = {}


def usual_policies() -> tuple[str, ...]:
    """The ids of the policies that are checked where nobody says which."""
    return tuple(data.load(data.folder("schemas") / "policies" / "usual.packs.yaml").data)


def configuration(paths: Sequence[Path]) -> Config:
    """The configuration beside the first of the paths or above it, else that of the working
    folder."""
    return config.load(config.near(paths, Path.cwd()))


def schemas_for(settings: Config, names: Sequence[str] = ()) -> Schemas:
    """The kinds of sheet, with the fields that the policies named and those of the configuration
    need besides, and with the headings to which the configuration gives a meaning.

    A company fills in its sheets for all its policies, whichever of them is looked at. Those named
    count by themselves where they mean another thing by a field or heading. The default policies
    need no such fields.
    """
    schemas = sheets.built_in()
    if names or settings.policies:
        from kamdocs import compliance
        from kamdocs.cli.policies import followed

        named = followed(names, settings).values()
        ours = followed((), settings).values() if settings.policies else ()
        try:
            found = compliance.with_required(schemas, [*named, *ours])
        except SetupFault:
            compliance.with_required(schemas, ours)  # else they only do not agree with each other
            found = compliance.with_required(schemas, named)
        schemas = found
    try:
        return sheets.with_headings(schemas, settings.headings)
    except SetupFault as fault:
        if settings.file and "keys" in fault.facts:
            fault.file = str(settings.file)
            fault.line = config.line_of(settings.file, ("headings", *fault.facts["keys"]))
        raise


def kind_of(name: str, schemas: Schemas) -> SheetSchema:
    """The kind of sheet of a name or a title, in either language; SetupFault KD915 where there is
    none, with those that there are."""
    for kind, one in schemas.items():
        if name in (kind, one.title.zh, one.title.en):
            return one
    known = tuple(
        Text(f"{one.title.zh}（{kind}）", f"{one.title.en} ({kind})")
        for kind, one in schemas.items()
    )
    raise SetupFault("KD915", {"name": name, "known": known})


def forms_for(settings: Config) -> Mapping[str, Form]:
    """The forms that can be made: those that come with kamdocs, and the company's own."""
    from kamdocs.forms import forms

    return forms(settings.forms)


def policies_for(
    names: Sequence[str], schemas: Schemas, settings: Config, values: Mapping[str, Any] = _NONE
) -> tuple[Policy, ...]:
    """The policies named, else those of the configuration, else the default; each once.

    ``values`` take the place of those of their parameters; SetupFault for a parameter that none
    of them has. Several of one id are its versions.
    """
    from kamdocs import compliance
    from kamdocs.cli.policies import followed

    found = {
        called: compliance.load_policy(file, schemas, values)
        for called, file in followed(names, settings).items()
    }
    _versions_apart(found)
    for name in values:
        if not any(name in policy.parameters for policy in found.values()):
            known = {one for policy in found.values() for one in policy.parameters}
            raise SetupFault("KD925", {"name": name, "near": nearest_name(name, known)})
    return tuple(found.values())


def _versions_apart(found: Mapping[str, Policy]) -> None:
    """Policies of one id are versions: each has a number and a first day of its own."""
    numbers: set[tuple[str, str]] = set()
    days: set[tuple[str, date]] = set()
    for name, policy in found.items():
        number, day = (policy.id, policy.version), (policy.id, policy.effective_from)
        if number in numbers or day in days:
            raise SetupFault("KD931", {"name": policy.id}, name)
        numbers.add(number)
        days.add(day)
