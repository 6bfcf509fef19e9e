"""Contracts: Cerberus schemas for records, selectors and our own data files.

``contracts`` holds a document against a schema. Cerberus is slow: ``innocence`` (with ``rules`` and
``documents``) decides most documents without it, and only for the rest ``reference`` asks Cerberus
itself. ``holding`` holds our own data files, ``selectors`` choose records.
"""

from kamdocs.contract.breaches import Breach, NotASchema
from kamdocs.contract.contracts import Contract
from kamdocs.contract.holding import (
    content_of,
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
    "content_of",
    "contract_at",
    "contract_of",
    "entry_fault",
    "fit",
    "hold",
    "refuse",
    "shape_of",
    "words_apart",
]
