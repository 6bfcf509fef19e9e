"""LibreOffice, started once for all that the tests of one process convert: to start takes it ten
times longer than to convert a workbook."""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import openpyxl

OFFICE = shutil.which("soffice")
_READY = 60.0
"""Seconds in which it has opened its document; where it has not, each call starts it anew."""
_LONGEST = 300.0
_NO_PICTURE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="GenerateThumbnail" oor:op="fuse"><value>false</value></prop></item></oor:items>"""
"""A picture of the first page in what is saved would take longer than all else."""


def convert(files: Iterable[Path], to: str, folder: Path) -> None:
    """Files opened by LibreOffice and saved into a folder, ``to`` a format as ``--convert-to``
    takes it. A call goes to the LibreOffice that is open, which ends when nothing is open in it."""
    command = [*_called(), "--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST, env=_environment())


@functools.cache
def _called() -> tuple[str, ...]:
    """How the one of this process is called, from when it is open."""
    home = Path(tempfile.mkdtemp(prefix="kamdocs-office-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    (home / "user").mkdir()
    (home / "user" / "registrymodifications.xcu").write_text(_NO_PICTURE, encoding="utf-8")
    call = (str(OFFICE), f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore")
    held = home / "open.xlsx"
    openpyxl.Workbook().save(held)
    opened = subprocess.Popen(
        [*call, str(held)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    atexit.register(_end, opened)
    until = time.monotonic() + _READY
    while not held.with_name(f".~lock.{held.name}#").exists():
        if time.monotonic() > until or opened.poll() is not None:
            _end(opened)
            break
        time.sleep(0.05)
    return call


def _end(opened: subprocess.Popen[bytes]) -> None:
    """It and what it started; nothing in it is to be kept."""
    if opened.poll() is None:
        opened.terminate()
        opened.wait(30)


def _environment() -> dict[str, str]:
    return {**os.environ, "LANG": "C.UTF-8"}
