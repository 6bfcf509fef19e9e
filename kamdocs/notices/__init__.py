"""Return notices: to whom each finding goes, and the letter that tells it."""

from kamdocs.notices.addressing import Addressee
from kamdocs.notices.sorting import HandedIn, Notice, notices
from kamdocs.notices.wording import letters

__all__ = ["Addressee", "HandedIn", "Notice", "letters", "notices"]
