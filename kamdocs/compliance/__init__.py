"""The book against policies, clause by clause."""

from kamdocs.compliance.check import check
from kamdocs.compliance.classes import classes_for
from kamdocs.compliance.coverage import Covered, coverage
from kamdocs.compliance.decisions import each_once, misplaced, with_aliases
from kamdocs.compliance.kinds import code_of
from kamdocs.compliance.kinds.grade import scale_for
from kamdocs.compliance.linting.pack import lint
from kamdocs.compliance.linting.versions import lint_versions
from kamdocs.compliance.packs.loading import find_policy, head_of, load_policy
from kamdocs.compliance.packs.paths import (
    built_in,
    id_of,
    pack_extended,
    pack_path,
    titled,
    why_not,
)
from kamdocs.compliance.packs.requiring import files_required, with_required
from kamdocs.compliance.planning import plan
from kamdocs.compliance.scopes import scoped

__all__ = [
    "Covered",
    "built_in",
    "check",
    "classes_for",
    "code_of",
    "coverage",
    "each_once",
    "files_required",
    "find_policy",
    "head_of",
    "id_of",
    "lint",
    "lint_versions",
    "load_policy",
    "misplaced",
    "pack_extended",
    "pack_path",
    "plan",
    "scale_for",
    "scoped",
    "titled",
    "why_not",
    "with_aliases",
    "with_required",
]
