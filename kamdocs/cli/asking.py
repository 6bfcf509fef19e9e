"""Options of the commands that read sheets or protect what they write: how, as which role and why
sheets are read, and with which password and key files are written."""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kamdocs.cli.options import A_FILE, Command, Decorator, now
from kamdocs.faults import SetupFault
from kamdocs.model import Lang, Text

if TYPE_CHECKING:
    from kamdocs.cli.locking import Lock
    from kamdocs.processes.workers import Ahead

_BEFOREHAND = ("kamdocs.review", "kamdocs.intake.opening.beneath.xlsx")
"""The modules that every process that reads sheets needs."""
_MOST = 64
"""The most processes that may be asked for."""
_NOT_TEXT = Text("{file}不是文本文件", "{file} is not a text file")
_ROLE = Text(
    "按这个角色显示（kamdocs.toml的[roles]）：看不到的内容写作＊＊＊（默认：[access]的role）",
    "Show what this role sees ([roles] of kamdocs.toml); the rest is written ＊＊＊ (default: role "
    "of [access]).",
)
_WHY = Text(
    "为什么查阅，记进查阅登记簿（kamdocs.toml的[access]）",
    "Why the archives are read, for the register of access ([access] of kamdocs.toml).",
)
_SCHEDULER = Text(
    "把表格交给Dask集群的各台机器读取，如tcp://10.0.0.5:8786；文件内容会发到那里，--workers不起作用"
    "（需要kamdocs[cluster]）",
    "Have a Dask cluster read the sheets, such as tcp://10.0.0.5:8786; what is in the files is "
    "sent there, and --workers does nothing (needs kamdocs[cluster]).",
)


class Asked(NamedTuple):
    """What was asked about the reading of sheets: with which ``passwords``, by how many processes
    (``workers``), as which ``role`` and ``why``.

    ``when`` is the present time with its offset from UTC. ``scheduler`` is the address of a Dask
    cluster that is to read instead of processes of this machine. ``ahead`` is a first reading
    process that has been started already, where starting one takes long.
    """

    passwords: tuple[str, ...]
    workers: int
    role: str
    why: str
    when: datetime
    scheduler: str | None = None
    ahead: "Ahead | None" = None


def reading(lang: Lang) -> Decorator:
    """``--password-file``, ``--role``, ``--why``, ``--workers`` and ``--scheduler``, which every
    command has that reads sheets; it gets them as ``asked``."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_asked(
            passwords: tuple[str, ...],
            workers: int,
            scheduler: str | None,
            role: str | None,
            why: str | None,
            **given: Any,
        ) -> Any:
            reason = (why or "").strip()
            ahead = _ahead() if workers and scheduler is None else None
            asked = Asked(passwords, workers, role or "", reason, now(), scheduler, ahead)
            return command(asked=asked, **given)

        return passwords(lang)(_eyes(lang)(workers(lang)(_scheduler(lang)(with_asked))))

    return decorate


def _ahead() -> "Ahead | None":
    """A reading process started while this process still imports what it needs; None where
    processes are forked, or where none can be started now (the reading itself will report that)."""
    from kamdocs.processes import workers

    if workers.FORK == "fork":
        return None
    try:
        return workers.Ahead(_BEFOREHAND)
    except OSError:
        return None


def seeing(lang: Lang) -> Decorator:
    """``--role`` and ``--why``, for commands that show results of earlier runs and read no sheets
    themselves; they get them as ``seen``."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_seen(role: str | None, why: str | None, **given: Any) -> Any:
            return command(seen=Asked((), 0, role or "", (why or "").strip(), now()), **given)

        return _eyes(lang)(with_seen)

    return decorate


def _eyes(lang: Lang) -> Decorator:
    """The options ``--role`` and ``--why``."""
    why = click.option("--why", metavar="TEXT", help=_WHY.say(lang))
    role = click.option("--role", metavar="NAME", help=_ROLE.say(lang))
    return lambda command: role(why(command))


def _from_file(
    lang: Lang, option: str, name: str, words: Text, read: Callable[[Path], Any], without: Any
) -> Decorator:
    """An option for a file; the command gets what ``read`` makes of it, or ``without`` where the
    option is not given."""
    return click.option(
        option,
        name,
        type=A_FILE,
        metavar="FILE",
        callback=lambda ctx, param, path: without if path is None else read(path),
        help=words.say(lang),
    )


def passwords(lang: Lang) -> Decorator:
    """``--password-file``, with one password a line; the command gets them as a tuple."""
    words = Text(
        "文本文件，每行一个密码，用来打开有密码的文件",
        "A text file with one password a line, to open files that have one.",
    )
    option = "--password-file"

    def read(path: Path) -> tuple[str, ...]:
        return tuple(filter(None, _lines(path, lang, option)))

    return _from_file(lang, option, "passwords", words, read, ())


def _lines(path: Path, lang: Lang, option: str) -> list[str]:
    """The lines of a text file in any encoding; BadParameter where it is no text."""
    from kamdocs.intake import text_of

    text = text_of(path.read_bytes())
    if text is None:
        raise click.BadParameter(
            _NOT_TEXT.fill(lang, {"file": str(path)}), param_hint=f"'{option}'"
        )
    return text.splitlines()


def encrypt_with(lang: Lang) -> Decorator:
    """``--encrypt-with``, a file with the password for what is written; the command gets a
    ``Lock``, or None."""
    words = Text(
        "文本文件，第一行是密码：写出的.xlsx和.docx要用它打开；加不了密码的文件不写，并逐个说明",
        "A text file whose first line is a password that the .xlsx and .docx files written are to "
        "be opened with; what can have none is not written, and named.",
    )
    option = "--encrypt-with"

    def read(path: Path) -> "Lock":
        from kamdocs.cli.locking import lock_of

        return lock_of(_lines(path, lang, option), str(path))

    return _from_file(lang, option, "lock", words, read, None)


def no_lock(lock: "Lock | None", what: str, when: object) -> None:
    """Raise SetupFault KD964 where a password is wanted for an output that can have none: ``what``
    names it, ``when`` says whether it was asked for."""
    if lock and when:
        raise SetupFault("KD964", {"what": what})


def seal_key(lang: Lang, words: Text) -> Decorator:
    """``--seal-key``, a file whose bytes are the key of seals; the command gets these bytes, empty
    without the option."""
    return _from_file(lang, "--seal-key", "key", words, _key, b"")


SEALING = Text(
    "密钥文件：用它给封签做标记，以后“kamdocs verify --seal-key”能认出是有这个密钥的人做的",
    "A key file: seals are marked with it, and “kamdocs verify --seal-key” tells later that who "
    "made them has it.",
)
_SHORTEST_KEY = 16


def _key(path: Path) -> bytes:
    """The bytes of a key file; SetupFault KD961 for a key that could be guessed."""
    key = path.read_bytes()
    if len(key) < _SHORTEST_KEY or len(set(key)) == 1:
        raise SetupFault("KD961", {"count": len(key), "least": _SHORTEST_KEY}, str(path))
    return key


def workers(lang: Lang) -> Decorator:
    """``--workers``, how many processes read files and make documents; the command gets the
    number."""
    words = Text(
        "同时读取几个文件、生成几份文档，各用单独的进程（默认：处理器核数；0：不另开进程，坏文件可能使整个命令中断）",
        "How many files to read, or documents to make, at once, by processes of their own "
        "(default: the cores of the processor; 0: in this process, which a broken file may end).",
    )
    among = click.IntRange(0, _MOST)
    return click.option("--workers", type=among, metavar="N", default=_cores, help=words.say(lang))


def _scheduler(lang: Lang) -> Decorator:
    """``--scheduler``, the address of the scheduler of a Dask cluster; the command gets it, or
    None."""
    return click.option("--scheduler", metavar="ADDRESS", help=_SCHEDULER.say(lang))


def _cores() -> int:
    """The number of cores that this process may use, at most ``_MOST``."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(cores, _MOST)
