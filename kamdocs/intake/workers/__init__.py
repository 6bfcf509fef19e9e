"""Many files: read here, by processes of this machine, or by the machines of a cluster."""

from kamdocs.intake.workers.decisions import read_decisions
from kamdocs.intake.workers.kept_twice import beside_their_copies, each_once
from kamdocs.intake.workers.manner import (
    PLAIN,
    Manner,
    not_read,
    read_all,
    read_each,
    read_in_parts,
)

__all__ = [
    "PLAIN",
    "Manner",
    "beside_their_copies",
    "each_once",
    "not_read",
    "read_all",
    "read_decisions",
    "read_each",
    "read_in_parts",
]
