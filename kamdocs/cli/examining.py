"""Examines, one thing after the other, what on a computer works for kamdocs and what does not."""

import os
import platform
import shutil
import sys
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

import kamdocs
from kamdocs import config, outputs
from kamdocs.cli import consoles
from kamdocs.cli.fonts import chinese_fonts
from kamdocs.config import Config
from kamdocs.faults import SetupFault, reason
from kamdocs.filenames import readable
from kamdocs.model import Level, Said, Text, in_a_list, level_of

CHINESE = "客户「」，。"
"""Words that a console should be able to show."""
_MB = 1 << 20
_CHINA = timedelta(hours=8)
_NOTHING = Text("没有找到", "none found")
_NONE = Text("无", "none")
_PYTHON = Text("{version}，{bits}位，{system}", "{version}, {bits} bits, {system}")
_COMMAND = Text("{version}，{path}", "{version}, {path}")
_LIBRARIES = Text("{many}个，版本都合适", "{many}, all of a fitting version")
_WRITABLE = Text("{folder}：能写，剩余{free} MB", "{folder}: can be written, {free} MB are free")
_MEMORY = Text(
    "空闲{free} MB；读一个文件最多用{most} MB，{workers}个进程同时读",
    "{free} MB free; reading one file takes {most} MB at most, {workers} are read at once",
)
_ZONE = Text("UTC{offset}；今天是{day}（北京时间）", "UTC{offset}; today is {day} (in China)")
_SOUND = Text("{file}：能用", "{file}: sound")
_BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("msedge", "microsoft-edge", "microsoft-edge-stable", "firefox", "firefox-esr"),
)
"""The names of the programs of browsers."""
_FOLLOWS = Text("{title}（{id} v{version}）", "{title} ({id} v{version})")


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was examined: ``what`` it is and what was ``found``. What is wrong with it is
    said by a ``code`` with its facts, or by a ``fault`` in the setup of kamdocs; by neither where
    nothing is."""

    what: Text
    found: Text
    code: str = ""
    facts: Mapping[str, str | Text] = field(default_factory=dict)
    fault: SetupFault | None = None

    @property
    def level(self) -> Level | None:
        """The level of what is wrong; None where nothing is."""
        if self.fault:
            return Level.ERROR
        return level_of(self.code) if self.code else None


def examined(folder: Path, moment: datetime, today: date, workers: int) -> Iterator[Examined]:
    """Everything that is examined, for work in a ``folder``. ``moment`` is the present time with
    its offset from UTC, ``today`` the day that counts as today, ``workers`` the number of files
    that would be read at once."""
    yield _python()
    yield from _libraries()
    yield _command()
    yield _console()
    yield _file_names()
    yield _time(moment, today)
    yield _fonts()
    yield _office()
    yield _browser()
    yield _writable(Text("工作文件夹", "working folder"), folder)
    yield _writable(Text("临时文件夹", "temporary folder"), outputs.temporary())
    settings, found = _configuration(folder)
    yield _memory(settings, workers)
    yield from found


def _python() -> Examined:
    facts = {
        "version": platform.python_version(),
        "bits": "64" if sys.maxsize > 2**32 else "32",
        "system": f"{platform.system()} {platform.release()}",
    }
    return Examined(Text("Python", "Python"), _PYTHON.filled(**facts))


def _libraries() -> Iterator[Examined]:
    """The libraries that this installation needs: one entry for each that is missing or too old, or
    one for all of them."""
    what = Text("库", "libraries")
    wanted = [Requirement(words) for words in _needed()]
    wanted = [one for one in wanted if not one.marker or one.marker.evaluate({"extra": ""})]
    lacking = 0
    for one in wanted:
        version = _version(one.name)
        if version is None or not one.specifier.contains(version, prereleases=True):
            lacking += 1
            facts = {"name": one.name, "wanted": str(one.specifier), "found": version or _NONE}
            yield Examined(what, _plain(one.name), "KD632", facts)
    if not lacking:
        yield Examined(what, _LIBRARIES.filled(many=len(wanted)))


def _needed() -> Sequence[str]:
    """The libraries that kamdocs needs, with their versions; itself where it was not installed but
    runs from a copied folder, which says nothing of them."""
    try:
        return metadata.requires("kamdocs") or ()
    except metadata.PackageNotFoundError:
        return (f"kamdocs=={kamdocs.__version__}",)


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _command() -> Examined:
    what = Text("kamdocs命令", "the command kamdocs")
    found = shutil.which("kamdocs")
    if not found:
        return Examined(what, _NOTHING, "KD642")
    return Examined(what, _COMMAND.filled(version=kamdocs.__version__, path=found))


def _console() -> Examined:
    encoding = sys.stdout.encoding or "ascii"
    what = Text("命令行的编码", "encoding of the console")
    if consoles.shows(CHINESE, sys.stdout):
        return Examined(what, _plain(encoding))
    return Examined(what, _plain(encoding), "KD636", {"encoding": encoding})


def _file_names() -> Examined:
    encoding = sys.getfilesystemencoding()
    what = Text("文件名的编码", "encoding of file names")
    sound = encoding.casefold().replace("-", "") in ("utf8", "mbcs")
    facts = {"encoding": encoding}
    return Examined(what, _plain(encoding), *(() if sound else ("KD640", facts)))


def _time(moment: datetime, today: date) -> Examined:
    offset = moment.strftime("%z")
    zone = f"{offset[:3]}:{offset[3:5]}"
    found = _ZONE.filled(offset=zone, day=today.isoformat())
    what = Text("时区", "time zone")
    if moment.utcoffset() == _CHINA:
        return Examined(what, found)
    return Examined(what, found, "KD637", {"zone": f"UTC{zone}", "day": today.isoformat()})


def _fonts() -> Examined:
    what = Text("中文字体", "fonts for Chinese")
    found = chinese_fonts()
    if not found:
        return Examined(what, _NOTHING, "KD633")
    return Examined(what, in_a_list(found))


def _office() -> Examined:
    from kamdocs.office import office

    what = Text("LibreOffice", "LibreOffice")
    try:
        return Examined(what, _plain(str(office())))
    except SetupFault:
        return Examined(what, _NOTHING, "KD634")


def _browser() -> Examined:
    what = Text("浏览器", "browser")
    try:
        found = getattr(webbrowser.get(), "name", "")
    except webbrowser.Error:  # it knows none where there is no desktop to show one
        paths = map(shutil.which, _BROWSERS)
        found = next((path for path in paths if path), "")
        if not found:
            return Examined(what, _NOTHING, "KD635")
    return Examined(what, _plain(found) if found else Text("有", "there is one"))


def _writable(what: Text, folder: Path) -> Examined:
    shown = readable(str(folder))
    try:
        outputs.try_out(folder)
        free = shutil.disk_usage(folder).free // _MB
    except OSError as fault:
        return Examined(what, _plain(shown), "KD638", {"folder": shown, "reason": reason(fault)})
    return Examined(what, _WRITABLE.filled(folder=shown, free=free))


def _memory(settings: Config, workers: int) -> Examined:
    from kamdocs.intake.opening.limits import SAFE
    from kamdocs.processes.watching import free_memory

    what = Text("内存", "memory")
    free, most = free_memory() // _MB, settings.limits.get("memory_mb", SAFE.memory_mb)
    found = _MEMORY.filled(free=free, most=most, workers=workers)
    if free >= most:
        return Examined(what, found)
    return Examined(what, found, "KD639", {"free": str(free), "most": str(most)})


def _configuration(folder: Path) -> tuple[Config, list[Examined]]:
    """The configuration for a folder, and what was found about it and all that it names."""
    what = Text("设置", "configuration")
    file = config.find(folder.absolute())
    try:
        settings = config.load(file)
    except SetupFault as fault:
        return Config(), _faulty(what, fault)
    if not file:
        return settings, [Examined(what, _NOTHING, "KD641"), *_policies(settings)]
    return settings, [
        Examined(what, _SOUND.filled(file=os.path.relpath(file, folder.absolute()))),
        *_policies(settings),
    ]


def _policies(settings: Config) -> list[Examined]:
    """What was found about the policies in use and the Word forms."""
    from kamdocs.cli.settings import forms_for, policies_for, schemas_for

    what = Text("制度", "policies")
    try:
        policies = policies_for((), schemas_for(settings), settings)
        followed = in_a_list(
            _FOLLOWS.filled(title=one.title, id=one.id, version=one.version) for one in policies
        )
    except SetupFault as fault:
        return _faulty(what, fault)
    templates = Text("Word表单", "Word forms")
    try:
        many = len(forms_for(settings))
    except SetupFault as fault:
        return [Examined(what, followed), *_faulty(templates, fault)]
    return [
        Examined(what, followed),
        Examined(templates, Text("{many}种", "{many}").filled(many=many)),
    ]


def _faulty(what: Text, fault: SetupFault) -> list[Examined]:
    """An entry for each fault in a file of the setup, by line."""
    every = sorted((fault, *fault.more), key=lambda one: one.line)
    return [Examined(what, _plain(one.where), fault=one) for one in every]


def _plain(words: str) -> Said:
    return Said(words, words)
