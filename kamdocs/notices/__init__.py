"""Return notices: to whom each finding goes (``addressing``), what each addressee gets
(``sorting``), and the letter in words (``wording``)."""

from kamdocs.notices.sorting import Notice, notices
from kamdocs.notices.wording import letters

__all__ = ["Notice", "letters", "notices"]
