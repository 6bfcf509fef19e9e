"""Somebody at LibreOffice: types into cells as on a keyboard, and saves as .xlsx."""

from collections.abc import Iterable
from pathlib import Path

from tests import office

OFFICE = office.OFFICE
Entry = tuple[str, str, str]
"""Sheet, cell, and what is typed there."""

_MACRO = """
Sub Main
  Dim load(0) As New com.sun.star.beans.PropertyValue
  book = StarDesktop.loadComponentFromURL("{blank}", "_blank", 0, load())
  book.lockControllers() ' nobody watches: it need not draw the sheet after each key
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


def typed(folder: Path, blank: bytes, entries: Iterable[Entry]) -> bytes:
    """The workbook that comes of typing into a blank one; ``folder`` is scratch."""
    before, after, words = folder / "blank.xlsx", folder / "saved.xlsx", folder / "entries.txt"
    before.write_bytes(blank)
    words.write_text("".join("\t".join(one) + "\n" for one in entries), encoding="utf-8")
    macro = _MACRO.format(blank=before.as_uri(), entries=words.as_uri(), saved=after.as_uri())
    office.run_macro(macro, office.CHINESE)
    return after.read_bytes()
