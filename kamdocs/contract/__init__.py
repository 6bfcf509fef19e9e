"""Contracts: Cerberus schemas for records, selectors and our own data files.

``contracts`` holds a document against a schema; ``innocence`` says of most what is to be said
without Cerberus, ``reference`` asks Cerberus itself. ``holding`` holds our own data files.
"""

from kamdocs.contract.breaches import Breach, NotASchema
from kamdocs.contract.contracts import Contract
from kamdocs.contract.holding import (
    contract_at,
    contract_of,
    faults_of,
    hold,
    refuse,
    shape_of,
    words_apart,
)
from kamdocs.contract.innocence import TYPES, Proof

__all__ = [
    "TYPES",
    "Breach",
    "Contract",
    "NotASchema",
    "Proof",
    "contract_at",
    "contract_of",
    "faults_of",
    "hold",
    "refuse",
    "shape_of",
    "words_apart",
]
