"""What a command takes from the configuration where it was not told."""

from collections.abc import Sequence
from pathlib import Path

from kamdocs import compliance, config
from kamdocs.config import Config
from kamdocs.model import Policy
from kamdocs.sheets import Schemas

DEFAULT_POLICIES = ("strategic-account",)


def configuration() -> Config:
    """The configuration that holds for the working folder."""
    return config.load(config.find(Path.cwd()))


def policies_for(names: Sequence[str], schemas: Schemas) -> tuple[Policy, ...]:
    """The policies named, else those of the configuration, else the default; each once."""
    wanted = tuple(names) or configuration().policies or DEFAULT_POLICIES
    return tuple(compliance.find_policy(name, schemas) for name in dict.fromkeys(wanted))
