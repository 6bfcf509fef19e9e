"""What a role of ``kamdocs.toml`` may see of each kind of sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kamdocs import config
from kamdocs.config import Config
from kamdocs.faults import SetupFault
from kamdocs.likeness import nearest, nearest_meaning
from kamdocs.model import CUSTOMER, Text
from kamdocs.sheets import Schemas, SheetSchema

_SECRECY = "confidentiality"
"""The field with the confidentiality, which is printed on every document, whoever reads it."""


@dataclass(frozen=True, slots=True)
class View:
    """What a role may see: the groups of fields of each kind, and the fields that are ``hidden``
    from it."""

    role: str
    title: Text
    groups: Mapping[str, tuple[str, ...]]
    hidden: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def hides(self, kind: str, name: str) -> bool:
        return name in self.hidden.get(kind, frozenset())


def view_of(name: str, settings: Config, schemas: Schemas) -> View:
    """The view of a role (第十九条 of the policy on key accounts: a department sees what its
    permission allows).

    SetupFault KD950 for every group that the sheets do not have, KD951 for a role that the
    configuration does not name, each with the nearest.
    """
    _hold(settings, schemas)
    if name not in settings.roles:
        near = nearest(name, settings.roles) or "、".join(settings.roles) or "-"
        raise SetupFault("KD951", {"name": name, "near": near})
    role = settings.roles[name]
    sees = frozenset(role["sees"])
    title = role.get("title")
    return View(
        role=name,
        title=Text(title["zh"], title["en"]) if title else Text(name, name),
        groups={kind: _seen(schema, sees) for kind, schema in schemas.items()},
        hidden={kind: frozenset(_hidden(schema, sees)) for kind, schema in schemas.items()},
    )


def _hold(settings: Config, schemas: Schemas) -> None:
    known = {group: group for schema in schemas.values() for group in _names(schema)}
    called = {
        title.zh: group for schema in schemas.values() for group, title in schema.groups.items()
    }
    faults = []
    for name, role in settings.roles.items():
        for group in role["sees"]:
            if group not in known and settings.file:
                keys = ("roles", name, "sees")
                near = nearest_meaning(group, {**called, **known}) or "-"
                facts = {"name": group, "role": name, "near": near}
                line = config.line_of(settings.file, keys)
                faults.append(SetupFault("KD950", facts, str(settings.file), line))
    if faults:
        raise SetupFault.of(faults)


def _names(schema: SheetSchema) -> Iterator[str]:
    """The names by which the groups of a kind can be given: those for all kinds that have such a
    group, and those for this kind alone."""
    for group in schema.groups:
        yield from (group, f"{schema.kind}.{group}")


def _seen(schema: SheetSchema, sees: frozenset[str]) -> tuple[str, ...]:
    return tuple(one for one in schema.groups if {one, f"{schema.kind}.{one}"} & sees)


def _hidden(schema: SheetSchema, sees: frozenset[str]) -> Iterator[str]:
    """The fields of the groups that are not visible, except those that say whose a row is, whether
    it counts at all, and how confidential it is."""
    seen = _seen(schema, sees)
    roles = schema.roles
    open_to_all = {roles.code, roles.name, *schema.counts}
    if schema.kind == CUSTOMER:
        open_to_all |= {roles.manager, _SECRECY}
    for name, one in schema.fields.items():
        if one.group not in seen and name not in open_to_all:
            yield name
