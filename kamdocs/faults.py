"""Faults in what the tool is set up with, as opposed to what was handed in."""

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kamdocs.text import Text

_REASONS: dict[int, Text] = {
    errno.ENOENT: Text("文件不存在", "no such file"),
    errno.EACCES: Text(
        "没有权限，或文件正被别的程序打开", "no permission, or open in another program"
    ),
    errno.EPERM: Text("没有权限", "no permission"),
    errno.EISDIR: Text("是文件夹", "it is a folder"),
    errno.ENOTDIR: Text("路径里有一段不是文件夹", "a part of the path is no folder"),
    errno.ENOSPC: Text("磁盘已满", "the disk is full"),
    errno.EROFS: Text("只读，不能写入", "it can only be read"),
    errno.ENAMETOOLONG: Text("文件名太长", "the name is too long"),
    errno.ELOOP: Text("链接绕成了圈", "links lead in a circle"),
}
_OF_A_NAME = Text(
    "系统不接受这个名称，或文件只在网盘（如OneDrive）里，没有下载到这台电脑",
    "the system does not take the name, or the file is in the cloud (OneDrive) alone",
)
"""Why a file is refused as an invalid argument, on Windows."""
_OF_WINDOWS: dict[int, Text] = {
    3: Text(
        "没有这个文件夹或盘符，或路径太长（Windows上一般不超过259个字符）",
        "no such folder or drive, or the path is too long (Windows mostly takes 259 characters)",
    ),
    5: Text(
        "没有权限，或设成了只读，或正被别的程序打开",
        "no permission, or it is marked as read-only, or open in another program",
    ),
    19: Text("磁盘写保护，不能写入", "the disk is write-protected"),
    32: Text("正被别的程序打开", "it is open in another program"),
    33: Text("正被别的程序打开", "it is open in another program"),
    53: Text("连不上这个网络位置", "the place in the network is not reached"),
    64: Text("与网络位置的连接断了", "the place in the network is not reached any more"),
    67: Text("没有这个网络位置", "there is no such place in the network"),
    123: Text(
        "名称里有Windows不允许的字符，如引号、问号、冒号",
        "the name holds what Windows does not allow, such as a quote, a question mark or a colon",
    ),
    206: Text(
        "路径太长（Windows上一般不超过259个字符）",
        "the path is too long (Windows mostly takes 259 characters)",
    ),
    225: Text("被杀毒软件拦下了", "a virus scanner keeps it back"),
    362: Text("网盘（如OneDrive）没有运行", "the cloud (OneDrive) is not running"),
}
"""Reasons by the error number of Windows. Python turns most of these errors into "no such file",
which is less exact."""


TOO_DEEP = Text("一层套一层，层数太多", "too many entries within entries")
"""Why a file that is nested too deeply is refused."""


def reason(fault: OSError) -> Text | str:
    """Why the system refused, in both languages where the reason is a common one, else as it says
    it, without the full stop that a Chinese Windows puts behind it: it stands within a sentence."""
    told = _OF_WINDOWS.get(getattr(fault, "winerror", None) or 0) or _REASONS.get(fault.errno or 0)
    if fault.errno == errno.EINVAL and fault.filename:
        told = told or _OF_A_NAME
    return told or (fault.strerror or str(fault)).rstrip("。")


class SetupFault(Exception):
    """A policy, schema, template or configuration file that cannot be used.

    ``code`` is worded by ``kamdocs.words``; ``file`` and ``line`` say where (line 0: unknown), or
    ``spot`` does where a file has no lines. ``more`` are further faults that were found with it.
    """

    def __init__(
        self,
        code: str,
        facts: Mapping[str, Any] | None = None,
        file: str = "",
        line: int = 0,
        spot: Text | None = None,
    ) -> None:
        super().__init__(code, facts, file, line, spot)
        self.code = code
        self.facts: dict[str, Any] = dict(facts or {})
        self.file = file
        self.line = line
        self.spot = spot
        self.more: tuple[SetupFault, ...] = ()

    @classmethod
    def of(cls, faults: Sequence["SetupFault"]) -> "SetupFault":
        """Several faults as one: the first, with the others behind it."""
        first, *others = faults
        first.more = tuple(others)
        return first

    @property
    def where(self) -> str:
        """``file:line`` as editors understand it."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        return f"{self.where}: {self.code} {self.facts}"


def is_there(path: Path) -> bool:
    """Whether there is something at a path. Also true where the system does not let us know: then
    reading the file gives the reason. False where the name is too long."""
    try:
        return path.exists()
    except OSError as fault:
        return fault.errno != errno.ENAMETOOLONG


def real(path: Path) -> Path:
    """The path with all links followed. A path is returned as it is if its links form a circle, or
    if the system cannot follow them (on Windows some in a network or the cloud): then reading the
    file gives the reason."""
    try:
        return Path(os.path.realpath(path))
    except OSError:
        return path.absolute()


def files_within(folder: Path) -> tuple[list[Path], list[OSError]]:
    """The files in a folder and in all folders within it, always in the same order, and the errors
    of those folders that could not be opened."""
    refused: list[OSError] = []
    found = [
        Path(where, name)
        for where, _, names in os.walk(folder, onerror=refused.append)
        for name in names
    ]
    return sorted(found), refused


def not_as_text(path: Path) -> None:
    """Raise SetupFault KD996 where a file that the user writes for kamdocs is missing, but Notepad
    saved one of the same name with .txt behind it."""
    text = path.with_name(f"{path.name}.txt")
    if is_there(text) and not is_there(path):
        raise SetupFault("KD996", {"name": path.name}, str(text))


class Faults:
    """Collects the faults of one file, so that all of them can be reported at once."""

    def __init__(self) -> None:
        self.found: list[SetupFault] = []

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Keep a SetupFault that is raised within this context, and go on behind it."""
        try:
            yield
        except SetupFault as fault:
            self.found += (fault, *fault.more)

    def refuse(self) -> None:
        """Raise one SetupFault with all faults that were collected, if there are any."""
        if self.found:
            raise SetupFault.of(self.found)
