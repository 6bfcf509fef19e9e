"""LibreOffice, as the tests use it: many files in one call, for its start takes longest, and each
file opened but once, whatever it is saved as."""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

OFFICE = shutil.which("soffice")
_LONGEST = 300.0
_NO_PICTURE = """<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="GenerateThumbnail" oor:op="fuse"><value>false</value></prop></item>"""
"""A picture of the first page in what is saved would take longer than all else."""
CHINESE = """<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>"""
"""Set up as in China: what is typed is read as it is there."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
script:language="StarBasic">{macro}</script:module>"""
_SAVES = """
Sub Main
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  lines = createUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead("{wanted}"))
  lines.setEncoding("UTF-8")
  Dim load(0) As New com.sun.star.beans.PropertyValue
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  load(0).Name = "Hidden"
  load(0).Value = True
  filter(0).Name = "FilterName"
  Do While Not lines.isEOF()
    parts = Split(lines.readLine(), Chr(9))
    If UBound(parts) >= 2 Then
      book = StarDesktop.loadComponentFromURL(parts(0), "_blank", 0, load())
      For number = 1 To UBound(parts) - 1 Step 2
        filter(0).Value = parts(number)
        book.storeToURL(parts(number + 1), filter())
      Next
      book.close(True)
    End If
  Loop
  StarDesktop.terminate()
End Sub
"""


def convert(files: Iterable[Path], to: str, folder: Path) -> None:
    """Files opened by LibreOffice and saved into a folder, ``to`` a format as ``--convert-to``
    takes it."""
    _run(_home(), "--convert-to", to, "--outdir", str(folder), *map(str, files))


def saved_as(files: Iterable[Path], filters: Mapping[str, str], folder: Path) -> None:
    """Files opened by LibreOffice once each and saved into folders by suffix, ``filters`` the
    filter of each suffix."""
    for suffix in filters:
        (folder / suffix).mkdir(parents=True, exist_ok=True)
    lines = (
        "\t".join([
            path.as_uri(),
            *(
                word
                for suffix, name in filters.items()
                for word in (name, (folder / suffix / f"{path.stem}.{suffix}").as_uri())
            ),
            "",  # the last of a line may come with the end of the line
        ])
        for path in files
    )  # fmt: skip
    wanted = folder / "wanted.txt"
    wanted.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    run_macro(_SAVES.format(wanted=wanted.as_uri()))


def run_macro(macro: str, *settings: str) -> None:
    """A macro run by LibreOffice, which is set up as ``settings`` say."""
    home = _home(*settings)
    module = home / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        _run(home, "--terminate_after_init")  # its first start lays out the user's folder anew
    words = macro.replace("&", "&amp;").replace("<", "&lt;")
    module.write_text(_MODULE.format(macro=words), encoding="utf-8")
    _run(home, "macro:///Standard.Module1.Main")


@functools.cache
def _home(*settings: str) -> Path:
    """The folder of a user, for the whole run."""
    home = Path(tempfile.mkdtemp(prefix="kamdocs-office-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    (home / "user").mkdir()
    words = _SETTINGS.format(items="".join([_NO_PICTURE, *settings]))
    (home / "user" / "registrymodifications.xcu").write_text(words, encoding="utf-8")
    return home


def _run(home: Path, *args: str) -> None:
    own = f"-env:UserInstallation={home.as_uri()}"
    command = [str(OFFICE), own, "--headless", "--norestore", *args]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST, env=_environment())


def _environment() -> dict[str, str]:
    return {**os.environ, "LANG": "C.UTF-8"}
