"""Sheets and Word forms of a key-account-management policy: validated, checked, rendered."""

__version__ = "0.1.0"
