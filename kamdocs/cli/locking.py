"""A password on what is written: which files can have one, and what becomes of the others."""

import hashlib
import hmac
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

import click

from kamdocs.faults import SetupFault
from kamdocs.model import Lang, Text, joined
from kamdocs.packaging import COMPOUND_FILE
from kamdocs.reports import Line

LOCKABLE = frozenset({".xlsx", ".xlsm", ".docx"})
"""The endings of files that Office opens with a password."""
_SHORTEST, _LONGEST = 8, 255
"""Characters of a password: what still is one, and what Office takes."""
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
    """A key by which hashes are told from each other, and the salt that it was made with."""

    salt: str
    key: bytes

    def of(self, digest: str) -> str:
        """A hash, hidden from who has not the key; the same hash gives the same."""
        return hmac.new(self.key, digest.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Lock:
    """The password that is put on what is written."""

    password: str

    def closed(self, content: bytes) -> bytes:
        """A workbook or document that only opens with the password. One that has a password of its
        own already, as a copy of a protected workbook has, keeps that."""
        from kamdocs.intake.opening.unlocking import locked

        return content if content.startswith(COMPOUND_FILE) else locked(content, self.password)

    def hiding(self, salt: str) -> "Hiding":
        """What hides the hashes of files that have this password, with an earlier ``salt``, or a
        new one where that is empty. The key is slow to work out, as the files are slow to open."""
        salt = salt or os.urandom(_SALT).hex()
        word = self.password.encode("utf-8", "surrogatepass")
        return Hiding(salt, hashlib.pbkdf2_hmac("sha512", word, salt.encode(), _ROUNDS))


def lockable(name: str) -> bool:
    """Whether a password can be put on a file of that name."""
    return PurePath(name).suffix.casefold() in LOCKABLE


def lock_of(lines: list[str], file: str) -> Lock:
    """The lock whose password is the first of some lines; SetupFault KD962 where there is none,
    KD963 where it is none that protects anything."""
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
    """Say on stderr which files were not written because no password can be put on them, and which
    of these an earlier run left there."""
    names = sorted(set(names))
    there = [one for one in names if (folder / one).is_file()]
    for words, files in ((_NOT_WRITTEN, names), (_STILL_THERE, there)):
        if files:
            click.echo(Line(words.fill(lang, {"files": joined(files, lang)})).safe, err=True)
