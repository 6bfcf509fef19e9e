"""Blank workbooks: what an account manager is given to fill in, made from the sheet schemas."""

from kamdocs.intake.blanks.book import blank

__all__ = ["blank"]
