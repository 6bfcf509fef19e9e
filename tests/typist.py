"""Somebody at LibreOffice: types into cells as on a keyboard, and saves as .xlsx."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

OFFICE = shutil.which("soffice")
Entry = tuple[str, str, str]
"""Sheet, cell, and what is typed there."""

_MACRO = """
Sub Main
  Dim load(0) As New com.sun.star.beans.PropertyValue
  book = StarDesktop.loadComponentFromURL("{blank}", "_blank", 0, load())
  keys = createUnoService("com.sun.star.frame.DispatchHelper")
  frame = book.CurrentController.Frame
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  lines = createUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead("{entries}"))
  lines.setEncoding("UTF-8")
  Dim cell(0) As New com.sun.star.beans.PropertyValue
  Dim words(0) As New com.sun.star.beans.PropertyValue
  cell(0).Name = "ToPoint"
  words(0).Name = "StringName"
  Do While Not lines.isEOF()
    parts = Split(lines.readLine(), Chr(9))
    If UBound(parts) = 2 Then
      book.CurrentController.setActiveSheet(book.Sheets.getByName(parts(0)))
      cell(0).Value = parts(1)
      keys.executeDispatch(frame, ".uno:GoToCell", "", 0, cell())
      words(0).Value = parts(2)
      keys.executeDispatch(frame, ".uno:EnterString", "", 0, words())
    End If
  Loop
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "Calc MS Excel 2007 XML"
  book.storeAsURL("{saved}", filter())
  book.close(True)
End Sub
"""
_LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>zh-CN</value></prop></item></oor:items>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
script:language="StarBasic">{macro}</script:module>"""


def typed(folder: Path, blank: bytes, entries: Iterable[Entry]) -> bytes:
    """The workbook that comes of typing into a blank one; ``folder`` is scratch."""
    before, after, words = folder / "blank.xlsx", folder / "saved.xlsx", folder / "entries.txt"
    before.write_bytes(blank)
    words.write_text("".join("\t".join(one) + "\n" for one in entries), encoding="utf-8")
    user = folder / "office" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_LOCALE, encoding="utf-8")
    _office(folder, "--terminate_after_init")  # its first start lays out the user's folder anew
    macro = _MACRO.format(blank=before.as_uri(), entries=words.as_uri(), saved=after.as_uri())
    module = _MODULE.format(macro=macro.replace("&", "&amp;").replace("<", "&lt;"))
    (user / "basic" / "Standard" / "Module1.xba").write_text(module, encoding="utf-8")
    _office(folder, "macro:///Standard.Module1.Main")
    return after.read_bytes()


def _office(folder: Path, *args: str) -> None:
    home = (folder / "office").as_uri()
    subprocess.run(
        [str(OFFICE), "--headless", "--norestore", f"-env:UserInstallation={home}", *args],
        check=True,
        capture_output=True,
        timeout=120,
    )
