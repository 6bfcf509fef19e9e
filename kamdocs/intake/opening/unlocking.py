"""Workbooks with a password to open, by msoffcrypto-tool."""

import io
import struct
from collections.abc import Iterable
from xml.parsers.expat import ExpatError

from kamdocs.intake.opening.sniffing import NotOpened
from kamdocs.model import Text
from kamdocs.packaging import COMPOUND_FILE

_OF_EXCEL = "VelvetSweatshop"
"""What Excel itself puts on a workbook that is only protected against changes."""
_BROKEN = (
    *(OSError, EOFError, struct.error, ExpatError, ValueError, OverflowError, IndexError),
    *(KeyError, TypeError, AttributeError, AssertionError, NotImplementedError),
)
"""What msoffcrypto-tool raises over a damaged file: it checks little of what it reads."""
NONE_GIVEN = Text("没有给密码", "no password was given")
NONE_FITS = Text("给出的密码都不对", "none of the passwords given is right")
ODD = Text("加密的方式不是Office常用的那几种", "in no way in which Office commonly encrypts")


def unlocked(content: bytes, passwords: Iterable[str]) -> tuple[bytes, str]:
    """The bytes of a workbook without its password, and that password (empty where it has none,
    or only the one that Excel puts on by itself).

    NotOpened KD122 where none of the passwords opens it, or nothing that is known here.
    """
    if not content.startswith(COMPOUND_FILE):
        return content, ""
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

    try:
        book = OfficeFile(io.BytesIO(content))
        if not book.is_encrypted():
            return content, ""
    except DecryptionError as fault:  # such as by a server for rights
        raise NotOpened("KD122", ODD) from fault
    except (FileFormatError, ParseError, *_BROKEN):
        return content, ""  # whatever it is, it is not encrypted; the reader will say what
    tried = [_OF_EXCEL, *passwords]
    for password in tried:
        opened = _opened(content, password)
        if opened:
            return opened, "" if password == _OF_EXCEL else password
    raise NotOpened("KD122", NONE_FITS if len(tried) > 1 else NONE_GIVEN)


def locked(content: bytes, password: str) -> bytes:
    """A workbook or a document of today's formats with a password to open it: AES with 256 bits,
    under a salt that is another each time. Nothing of it goes to disk on the way."""
    from msoffcrypto.format.ooxml import OOXMLFile

    closed = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, closed)
    return closed.getvalue()


def closed(content: bytes, password: str) -> bytes | None:
    """A file that was handed in with a password to open it: its own, where it has one, else this
    one; None where it is no package of today's formats, whatever its name says."""
    from msoffcrypto.exceptions import FileFormatError

    try:
        plain, _ = unlocked(content, ())
    except NotOpened:
        return content
    try:
        return locked(plain, password)
    except FileFormatError:  # such as an .ods, which is a package too
        return None


def _opened(content: bytes, password: str) -> bytes:
    """The bytes within, empty where the password is another."""
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError

    plain = io.BytesIO()
    try:
        book = OfficeFile(io.BytesIO(content))
        book.load_key(password=password)
        book.decrypt(plain)
    except (DecryptionError, FileFormatError, ParseError, *_BROKEN):
        return b""
    return plain.getvalue()
