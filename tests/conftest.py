"""How the tests are run: no test fails because the machine is busy, and the packs that come with
the project are read once for all tests, not once for each."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from kamdocs import compliance
from kamdocs.model import Policy
from kamdocs.sheets import Schemas, built_in

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


LONG = (
    "test_kills", "test_roles", "test_encrypting", "test_blank", "test_decisions", "test_sheets",
    "test_cli", "test_readme", "test_offline", "test_formats", "test_workbook", "test_explain",
)  # fmt: skip
"""The files that take longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files, so that no worker is left with one of them at the end."""
    order = {name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda one: order.get(one.path.stem, len(LONG)))


@pytest.fixture(scope="session", autouse=True)
def _packs_read_once() -> None:
    known: dict[str, Policy] = {}
    read = compliance.find_policy
    none: Mapping[str, Any] = {}

    def find_policy(name: str, schemas: Schemas, values: Mapping[str, Any] = none) -> Policy:
        if values or schemas is not built_in() or name not in compliance.built_in():
            return read(name, schemas, values)
        if name not in known:
            known[name] = read(name, schemas)
        return known[name]

    compliance.find_policy = find_policy
