"""What ``--encrypt-with`` closed, opened by a program of somebody else's: LibreOffice, through its
own interface (UNO), with the password and with another.

Skipped where there is no LibreOffice, or no Python that has ``uno``.
"""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from kamdocs.cli.main import run
from tests import desk

PASSWORD, OTHER = "春风化雨 2026", "完全另一个密码呀"
DAY = ("--as-of", "2026-10-08")
ARCHIVE = "| code | name | tier | contact |\n| KA-001 | 苏州迅捷电梯有限公司 | 战略客户 | 钱思远 |"

ASK = r"""
import json, subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue

def wanted(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one

office, folder, pipe, asked = sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])
begun = subprocess.Popen([office, "--headless", "--norestore", "--nologo", "--nolockcheck",
    "-env:UserInstallation=" + folder, "--accept=pipe,name=%s;urp;" % pipe])
try:
    here = uno.getComponentContext()
    find = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    for _ in range(600):
        try:
            there = find.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
            break
        except Exception:
            time.sleep(0.1)
    desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    told = []
    for url, password in asked:
        try:
            book = desktop.loadComponentFromURL(url, "_blank", 0,
                (wanted("Hidden", True), wanted("ReadOnly", True), wanted("Password", password)))
        except Exception as fault:
            told.append("refused")
            continue
        if book is None:
            told.append("refused")
            continue
        if book.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            words = []
            for sheet in book.Sheets:
                cursor = sheet.createCursor()
                cursor.gotoEndOfUsedArea(False)
                rows = cursor.RangeAddress.EndRow + 1
                for row in sheet.getCellRangeByPosition(0, 0, 20, min(rows, 200)).getDataArray():
                    words += [str(cell) for cell in row]
            told.append("\n".join(words))
        else:
            words, every = [], book.getTextTables()
            for number in range(every.getCount()):
                table = every.getByIndex(number)
                words += [table.getCellByName(name).getString() for name in table.getCellNames()]
            told.append(book.Text.getString() + "\n".join(words))
        book.close(True)
    print(json.dumps(told))
    try:
        desktop.terminate()
    except Exception:
        pass
    begun.wait(30)
finally:
    begun.kill()
"""


@cache
def office() -> tuple[str, str]:
    """LibreOffice, and a Python that can speak with it; empty where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or ""
    for python in ("/usr/bin/python3", sys.executable):
        if found and Path(python).exists():
            asked = subprocess.run([python, "-c", "import uno"], capture_output=True)
            if asked.returncode == 0:
                return found, python
    return "", ""


@pytest.mark.skipif(not all(office()), reason="no LibreOffice, or no Python with uno")
def test_libreoffice_opens_what_was_closed_with_the_password_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    Path("a.xlsx").write_bytes(desk.workbook({"customer": ARCHIVE}, {}))
    locked = (*DAY, "--encrypt-with", "password")
    assert run(["check", "a.xlsx", *locked, "--format", "xlsx", "-o", "f.xlsx"]) in (0, 1)
    assert run(["render", "customer-file", "a.xlsx", *locked, "-o", "forms"]) in (0, 1)
    (form,) = Path("forms").glob("*.docx")
    shutil.copy(form, "form.docx")
    urls = [Path(name).resolve().as_uri() for name in ("f.xlsx", "form.docx")]
    asked = [(url, password) for url in urls for password in (PASSWORD, OTHER, "")]
    program, python = office()
    profile = (tmp_path / "profile").as_uri()
    done = subprocess.run(
        [python, "-c", ASK, program, profile, f"kamdocs{tmp_path.name[-8:]}", json.dumps(asked)],
        capture_output=True, text=True, timeout=180, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    book, form_words = (told := json.loads(done.stdout.splitlines()[-1]))[0], told[3]
    assert "苏州迅捷电梯有限公司" in book
    assert "苏州迅捷电梯有限公司" in form_words
    assert "钱思远" in form_words
    assert [told[at] for at in (1, 2, 4, 5)] == ["refused"] * 4
