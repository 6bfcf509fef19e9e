"""How the tests are run: no test fails because the machine is busy, and what is the same for all
of them is worked out once."""

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.remembering"]

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
