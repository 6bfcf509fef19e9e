"""The catalogue of findings: for every code its name, what is wrong, and how to mend it."""

from kamdocs.words.catalogue.batch import BATCH
from kamdocs.words.catalogue.cluster import CLUSTER
from kamdocs.words.catalogue.decisions import DECISIONS
from kamdocs.words.catalogue.doctor import DOCTOR
from kamdocs.words.catalogue.entry import Entry
from kamdocs.words.catalogue.filled import FILLED
from kamdocs.words.catalogue.forms import FORMS
from kamdocs.words.catalogue.headings import HEADINGS
from kamdocs.words.catalogue.history import HISTORY
from kamdocs.words.catalogue.planning import PLANNING
from kamdocs.words.catalogue.policies import POLICIES
from kamdocs.words.catalogue.reading import READING
from kamdocs.words.catalogue.rendering import RENDERING
from kamdocs.words.catalogue.rows import ROWS
from kamdocs.words.catalogue.sealing import SEALING
from kamdocs.words.catalogue.setting_up import SETTING_UP
from kamdocs.words.catalogue.stamps import STAMPS

CODES: dict[str, Entry] = {
    **READING,
    **HEADINGS,
    **STAMPS,
    **ROWS,
    **BATCH,
    **POLICIES,
    **DOCTOR,
    **DECISIONS,
    **FILLED,
    **FORMS,
    **RENDERING,
    **PLANNING,
    **HISTORY,
    **SEALING,
    **SETTING_UP,
    **CLUSTER,
}

__all__ = [
    "BATCH",
    "CLUSTER",
    "CODES",
    "DECISIONS",
    "FORMS",
    "HEADINGS",
    "HISTORY",
    "PLANNING",
    "POLICIES",
    "READING",
    "RENDERING",
    "ROWS",
    "SEALING",
    "SETTING_UP",
    "STAMPS",
    "Entry",
]
