"""Days that none of several versions of one policy judges."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kamdocs.compliance.gaps import Gap, gaps
from kamdocs.compliance.packs.loading import head_of, load_pack, load_policy
from kamdocs.compliance.packs.paths import built_in
from kamdocs.compliance.versions import in_turn
from kamdocs.faults import SetupFault
from kamdocs.model import Policy
from kamdocs.sheets import Schemas


def lint_versions(paths: Sequence[Path], schemas: Schemas) -> dict[Path, list[SetupFault]]:
    """The faults (KD947) between versions of one policy, by the path of ``paths`` to which each
    belongs: that of the later version or, where that was not given, of the earlier one.

    Looked at are the packs in ``paths`` and those of the same ids in the same folders. Packs that
    cannot be loaded are passed over.
    """
    given = {path.resolve(): path for path in paths}
    ids = {_id_of(path) for path in given} - {""}
    beside = (other for path in given for other in _beside(path))
    known = [path for path in dict.fromkeys([*given, *beside]) if _id_of(path) in ids]
    versions = (policy for path in known for policy in _loaded(path, schemas))
    found: dict[Path, list[SetupFault]] = {}
    for gap in gaps(in_turn(versions)):
        later, earlier = (Path(policy.file) for policy in (gap.later, gap.earlier))
        told = given.get(later) or given.get(earlier)
        if told:
            found.setdefault(told, []).append(_fault(gap, later))
    return found


def _beside(path: Path) -> Iterator[Path]:
    """The other packs in the folder of a pack; none for packs that come with the project, which
    have one version each."""
    if path in {one.resolve() for one in built_in().values()}:
        return
    for other in sorted(path.parent.glob("*.y*ml")):
        if not other.stem.endswith(".cases"):
            yield other.resolve()


def _id_of(path: Path) -> str:
    """The id of a pack, empty where the file is none."""
    try:
        return str(head_of(path).get("id", ""))
    except SetupFault:
        return ""


def _loaded(path: Path, schemas: Schemas) -> Iterator[Policy]:
    """A pack with the whole path of its file; nothing where it cannot be loaded."""
    try:
        yield load_policy(path, schemas)._replace(file=str(path))
    except SetupFault:
        return


def _fault(gap: Gap, later: Path) -> SetupFault:
    loaded = load_pack(later)
    at = [rule["id"] for rule in loaded.data["rules"]].index(gap.rule.id)
    return loaded.fault(
        "KD947",
        ("rules", at),
        name=gap.rule.id,
        clause=gap.rule.clause,
        start=gap.days.start,
        end=gap.days.last,
        earlier=gap.earlier.version,
        later=gap.later.version,
    )
