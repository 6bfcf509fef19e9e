"""The reference of the guide: pages made from the schemas, policies, commands, codes and forms."""

from docs.reference.pages import pages

__all__ = ["pages"]
