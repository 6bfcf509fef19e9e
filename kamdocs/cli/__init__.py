"""The command line. Commands are loaded when they are used; their heavy imports are inside them."""

from kamdocs.cli.main import main

__all__ = ["main"]
