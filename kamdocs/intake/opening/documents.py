"""The bytes of Word documents that were handed in, let in by the same door as sheets."""

from kamdocs.faults import reason
from kamdocs.intake.opening.files import Source
from kamdocs.intake.opening.limits import Door, hold_package, hold_size
from kamdocs.intake.opening.sniffing import NotOpened
from kamdocs.intake.opening.unlocking import unlocked
from kamdocs.model import Finding, Place


def document_of(source: Source, door: Door) -> bytes | Finding:
    """The bytes of a document behind its password; KD126 where it cannot be read, KD122 where none
    of the passwords opens it, KD171 and KD175 where it is more than is let in."""
    place = Place(source.shown)
    try:
        hold_size(source.size, door.limits)
        content, _ = unlocked(source.content(), door.passwords)
        hold_package(content, door.limits)
    except OSError as fault:
        return Finding("KD126", place, {"reason": reason(fault)})
    except NotOpened as fault:
        return Finding(fault.code, place, fault.facts)
    return content
