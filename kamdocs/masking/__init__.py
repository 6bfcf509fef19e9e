"""Masks what a role may not see, once for all outputs: after the verdicts are given and before
anything shows them."""

from kamdocs.masking.masker import Masker
from kamdocs.masking.view import View, view_of

__all__ = ["Masker", "View", "view_of"]
