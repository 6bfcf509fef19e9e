"""From paths to the files meant, and from the bytes of one to grids of cells: what it is, whether
it may be let in, its password, and what lies beneath the values of each format."""

from kamdocs.intake.opening.documents import document_of
from kamdocs.intake.opening.files import Source, gather
from kamdocs.intake.opening.limits import SAFE, USUAL, Door, Limits, hold_size
from kamdocs.intake.opening.slashes import with_slashes
from kamdocs.intake.opening.sniffing import ENDINGS, OTHER, Format, NotOpened, format_of, lies
from kamdocs.intake.opening.texts import text_of
from kamdocs.intake.opening.unlocking import locked, unlocked
from kamdocs.intake.opening.workbook import Workbook, open_workbook

__all__ = [
    "ENDINGS",
    "OTHER",
    "SAFE",
    "USUAL",
    "Door",
    "Format",
    "Limits",
    "NotOpened",
    "Source",
    "Workbook",
    "document_of",
    "format_of",
    "gather",
    "hold_size",
    "lies",
    "locked",
    "open_workbook",
    "text_of",
    "unlocked",
    "with_slashes",
]
