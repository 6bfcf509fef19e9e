"""What a role does not see, masked once: between the verdicts and everything that shows them."""

from kamdocs.masking.masker import Masker
from kamdocs.masking.view import View, view_of

__all__ = ["Masker", "View", "view_of"]
