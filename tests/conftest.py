"""How the tests are run: no test fails because the machine is busy, and what is the same for all
of them is worked out once."""

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.remembering"]

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", settings.get_profile("unhurried"), derandomize=True)
settings.register_profile("wandering", settings.get_profile("unhurried"), max_examples=1_000)
settings.load_profile("steady")  # what passed on one machine passes on the next

os.environ["PYTHONIOENCODING"] = "utf-8"
"""What processes of tests print, whatever the code page of Windows is."""


LONG = (
    "test_blank", "test_cli", "test_sheets", "test_encrypting", "test_readme", "test_kills",
    "test_decisions", "test_roles", "test_workbook", "test_history", "test_hostile_values",
    "test_intake", "test_always", "test_explain", "test_in_a_browser", "test_documents",
    "test_benchmarks", "test_cluster", "test_hostile", "test_return_notice", "test_formats",
    "test_mutants", "test_libreoffice",
)  # fmt: skip
"""The files that take longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files, so that no worker is left with one of them at the end."""
    order = {name: at for at, name in enumerate(LONG)}
    items.sort(key=lambda one: order.get(one.path.stem, len(LONG)))


def pytest_collection_finish() -> None:
    """What was collected lives to the end: nobody need look again whether it still does."""
    gc.collect()
    gc.freeze()
