"""LibreOffice, as the tests have it convert: many files in one call, its start takes longest."""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

OFFICE = shutil.which("soffice")
_LONGEST = 300.0
_NO_PICTURE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="GenerateThumbnail" oor:op="fuse"><value>false</value></prop></item></oor:items>"""
"""A picture of the first page in what is saved would take longer than all else."""


def convert(files: Iterable[Path], to: str, folder: Path) -> None:
    """Files opened by LibreOffice and saved into a folder, ``to`` a format as ``--convert-to``
    takes it."""
    command = [*_called(), "--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST, env=_environment())


@functools.cache
def _called() -> tuple[str, ...]:
    """How it is called, with a profile of its own for the whole run."""
    home = Path(tempfile.mkdtemp(prefix="kamdocs-office-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    (home / "user").mkdir()
    (home / "user" / "registrymodifications.xcu").write_text(_NO_PICTURE, encoding="utf-8")
    return (str(OFFICE), f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore")


def _environment() -> dict[str, str]:
    return {**os.environ, "LANG": "C.UTF-8"}
