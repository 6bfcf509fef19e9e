"""The fonts for Chinese that a computer has, by the names of their files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kamdocs.model import Text

_FILES: dict[str, Text] = {
    "simsun": Text("宋体", "SimSun"),
    "simhei": Text("黑体", "SimHei"),
    "simfang": Text("仿宋", "FangSong"),
    "simkai": Text("楷体", "KaiTi"),
    "msyh": Text("微软雅黑", "Microsoft YaHei"),
    "songti": Text("宋体-简", "Songti SC"),
    "stheiti": Text("华文黑体", "STHeiti"),
    "pingfang": Text("苹方", "PingFang"),
    "notosanscjk": Text("Noto黑体", "Noto Sans CJK"),
    "notoserifcjk": Text("Noto宋体", "Noto Serif CJK"),
    "sourcehan": Text("思源", "Source Han"),
    "wqy": Text("文泉驿", "WenQuanYi"),
    "droidsansfallback": Text("Droid", "Droid Sans Fallback"),
}
"""How the names of files of fonts for Chinese begin, and the names of these fonts."""
_KINDS = frozenset({".ttf", ".ttc", ".otf"})
_SECONDS = 20


def chinese_fonts() -> list[Text]:
    """The fonts for Chinese that are found, each once."""
    stems = [path.stem.casefold() for path in _files() if path.suffix.casefold() in _KINDS]
    return [name for start, name in _FILES.items() if any(stem.startswith(start) for stem in stems)]


def _files() -> Iterator[Path]:
    """The files of fonts: those that fontconfig lists for Chinese, else all in the usual
    folders."""
    listed = _listed()
    if listed is not None:
        yield from listed
        return
    for folder in _folders():
        if folder.is_dir():
            yield from folder.rglob("*")


def _listed() -> list[Path] | None:
    """The files that fontconfig lists for Chinese; None where it is not there, or does not answer:
    the first time it may look through all fonts of a slow disk."""
    told = shutil.which("fc-list")
    if not told or sys.platform == "win32":
        return None
    try:
        done = subprocess.run(
            [told, ":lang=zh", "file"], capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return [Path(line.strip().removesuffix(":")) for line in lines]


def _folders() -> Iterator[Path]:
    home = _home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".fonts", home / ".local/share/fonts")


def _home() -> Path:
    """The folder of the user; one that is not there where the system knows of none, as in a
    container that runs for a user without a name."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("~")
