"""What commands take from the configuration where the command line does not say it."""

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
    """The ids of the policies that are checked by default."""
    return tuple(data.load(data.folder("schemas") / "policies" / "usual.packs.yaml").data)


def configuration(paths: Sequence[Path]) -> Config:
    """The configuration in the folder of the first of the paths or above it, else that of the
    working folder."""
    return config.load(config.near(paths, Path.cwd()))


def schemas_for(settings: Config, names: Sequence[str] = ()) -> Schemas:
    """The kinds of sheet, with the further fields that the policies ``names`` and those in the
    configuration need, and with the headings to which the configuration gives a meaning.

    The policies of the configuration count even if others are named, since a company fills in its
    sheets for all its policies. Where the two contradict each other about a field or heading, only
    the named ones count. The default policies need no further fields. SetupFault where a policy or
    a heading is faulty.
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
            compliance.with_required(schemas, ours)  # raises unless they only contradict the named
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
    """The kind of sheet with a name, or a title in either language; SetupFault KD915, with those
    that exist, where there is none."""
    for kind, one in schemas.items():
        if name in (kind, one.title.zh, one.title.en):
            return one
    shown = {
        kind: Text(f"{one.title.zh}（{kind}）", f"{one.title.en} ({kind})")
        for kind, one in schemas.items()
    }
    titles = {name for kind, one in schemas.items() for name in (kind, one.title.zh, one.title.en)}
    several = name.replace("、", "，").split("，")
    apart = len(several) > 1 and titles.issuperset(several)
    near = " ".join(several) if apart else nearest_name(name, schemas)
    known = tuple(shown.values())
    raise SetupFault("KD915", {"name": name, "near": shown.get(near, near), "known": known})


def forms_for(settings: Config) -> Mapping[str, Form]:
    """The forms that can be made: those that come with kamdocs, and the company's own."""
    from kamdocs.forms import forms

    return forms(settings.forms)


def policies_for(
    names: Sequence[str], schemas: Schemas, settings: Config, values: Mapping[str, Any] = _NONE
) -> tuple[Policy, ...]:
    """The policies ``names``, else those of the configuration, else the default ones; each once.

    ``values`` replace those of their parameters; SetupFault KD925 for a parameter that none of them
    has. Several policies with one id are its versions; SetupFault KD931 where two of these have the
    same number or first day.
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
    """Raise SetupFault KD931 where two policies of one id have the same version or first day."""
    numbers: set[tuple[str, str]] = set()
    days: set[tuple[str, date]] = set()
    for name, policy in found.items():
        number, day = (policy.id, policy.version), (policy.id, policy.effective_from)
        if number in numbers or day in days:
            raise SetupFault("KD931", {"name": policy.id}, name)
        numbers.add(number)
        days.add(day)
