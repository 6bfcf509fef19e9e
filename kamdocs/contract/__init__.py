"""Contracts: Cerberus schemas for records, selectors and our own data files.

``contracts`` holds a document against a schema; ``innocence`` (with ``rules`` and ``documents``)
says of most what is to be said without Cerberus, ``reference`` asks Cerberus itself. ``holding``
holds our data files.
"""

from kamdocs.contract.breaches import Breach, NotASchema
from kamdocs.contract.contracts import Contract
from kamdocs.contract.holding import (
    contract_at,
    contract_of,
    entry_fault,
    fit,
    hold,
    refuse,
    shape_of,
    words_apart,
)
from kamdocs.contract.judge import Proof
from kamdocs.contract.rules import TYPES

__all__ = [
    "TYPES",
    "Breach",
    "Contract",
    "NotASchema",
    "Proof",
    "contract_at",
    "contract_of",
    "entry_fault",
    "fit",
    "hold",
    "refuse",
    "shape_of",
    "words_apart",
]
