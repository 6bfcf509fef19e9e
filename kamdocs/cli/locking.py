"""The password for what is written: which files can have one, and what becomes of the others."""

import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

import click

from kamdocs.faults import SetupFault
from kamdocs.model import Lang, Text, joined
from kamdocs.reports import Line

_LOCKABLE = frozenset({".xlsx", ".xlsm", ".docx"})
"""The endings of files that Office opens with a password."""
_SHORTEST, _LONGEST = 8, 255
"""The fewest characters that protect anything, and the most that Office allows."""
_ROUNDS, _SALT = 210_000, 12
_TOO_SHORT = Text("不到{most}个字符", "it has fewer than {most} characters")
_TOO_LONG = Text("超过{most}个字符，Office打不开", "Office takes no more than {most} characters")
_ALL_ALIKE = Text("只是同一个字符", "it is one character again and again")
_NOT_WRITTEN = Text(
    "不能加打开密码，没有写：{files}",
    "not written, for no password can be put on them: {files}",
)
_STILL_THERE = Text(
    "以前写的还在，没有密码：{files}",
    "still there from an earlier run, without a password: {files}",
)


@dataclass(frozen=True)
class Hiding:
    """A key with which hashes are hidden, and the salt from which it was made."""

    salt: str
    key: bytes

    def of(self, digest: str) -> str:
        """A hash, keyed so that it says nothing to anybody without the key; the same hash gives the
        same result."""
        return hmac.new(self.key, digest.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Lock:
    """A password for the files that are written."""

    password: str

    def closed(self, content: bytes) -> bytes:
        """The bytes of a workbook or document made here, encrypted with the password."""
        from kamdocs.intake.opening.unlocking import locked

        return locked(content, self.password)

    def closed_copy(self, content: bytes, ending: str) -> bytes | None:
        """The bytes of a copy of what was handed in, encrypted with the password; a copy with a
        password of its own keeps that. None where it can have none: by its ``ending``, or because
        it is no workbook of today's formats in spite of that."""
        from kamdocs.intake.opening.unlocking import closed

        return closed(content, self.password) if lockable(f"copy{ending}") else None

    def hiding(self, salt: str) -> "Hiding":
        """The key that hides the hashes of files with this password, from an earlier ``salt`` or,
        where that is empty, from a new one. It is as slow to work out as such files are to open,
        so that guessing passwords by it is no easier."""
        salt = salt or os.urandom(_SALT).hex()
        word = self.password.encode("utf-8", "surrogatepass")
        return Hiding(salt, hashlib.pbkdf2_hmac("sha512", word, salt.encode(), _ROUNDS))


def lockable(name: str) -> bool:
    """Whether a password can be put on a file of that name."""
    return PurePath(name).suffix.casefold() in _LOCKABLE


def lock_of(lines: list[str], file: str) -> Lock:
    """The lock whose password is the first of the ``lines`` of a file. SetupFault KD962 where there
    is none, KD963 where it is too short, too long, or one character again and again."""
    password = lines[0] if lines else ""
    if not password.strip():
        raise SetupFault("KD962", {}, file)
    for wrong, why in (
        (len(password) < _SHORTEST, _TOO_SHORT.filled(most=_SHORTEST)),
        (len(password) > _LONGEST, _TOO_LONG.filled(most=_LONGEST)),
        (len(set(password)) == 1, _ALL_ALIKE),
    ):
        if wrong:
            raise SetupFault("KD963", {"reason": why}, file)
    return Lock(password)


def say_bare(names: Iterable[str], folder: Path, lang: Lang) -> None:
    """Say on stderr which files were not written because they cannot have a password, and which of
    these are still in the folder from an earlier run."""
    names = sorted(set(names))
    there = [one for one in names if (folder / one).is_file()]
    for words, files in ((_NOT_WRITTEN, names), (_STILL_THERE, there)):
        if files:
            click.echo(Line(words.fill(lang, {"files": joined(files, lang)})).safe, err=True)
