"""LibreOffice, where it is installed: many Word documents become PDFs in one call."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kamdocs.faults import SetupFault, reason
from kamdocs.model import Text
from kamdocs.outputs import temporary, told

_NAMES = ("soffice", "libreoffice")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_TO_START, _FOR_EACH = 90.0, 15.0
"""Seconds that LibreOffice may take to start, and for each document."""
_ENOUGH_TO_END = 5.0
_TOO_LONG = Text("超过{limit}秒没有完成", "not done after {limit} seconds")
_NOTHING = Text("没有写出{name}", "{name} was not written")
_PROFILE = "profile"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""A template of somebody's own may name a picture elsewhere, which LibreOffice would fetch, from
the network too."""


def office() -> Path:
    """The program; SetupFault KD945 where it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    there = [Path(found)] if found else [Path(one) for one in _USUAL if Path(one).is_file()]
    if not there:
        raise SetupFault("KD945")
    return there[0]


def as_pdfs(
    documents: Mapping[str, bytes], program: Path, limit: float | None = None
) -> Iterator[tuple[str, bytes]]:
    """The PDF of each Word document, by its name, after one call for all of them.

    LibreOffice gets a profile of its own, so that one which somebody has open does not matter, by
    whose settings it loads nothing that a document names elsewhere, and ``limit`` seconds (None:
    enough for so many). SetupFault KD946 where it fails or takes longer; it is ended then, with all
    that it started, and so it is where the run is interrupted.
    """
    if not documents:
        return
    allowed = _TO_START + _FOR_EACH * len(documents) if limit is None else limit
    where = temporary()
    with told(where):
        beside = tempfile.TemporaryDirectory(None, "kamdocs-", where, ignore_cleanup_errors=True)
    with beside as folder:
        place = Path(folder)
        written = {}
        for number, (name, content) in enumerate(documents.items()):
            written[name] = place / f"{number}.docx"
            written[name].write_bytes(content)
        settings = place / _PROFILE / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        _run(program, place, list(written.values()), allowed)
        for name, path in written.items():
            made = path.with_suffix(".pdf")
            if not made.is_file():
                facts = {"reason": _NOTHING.filled(name=f"{name}.pdf")}
                raise SetupFault("KD946", facts)
            yield name, made.read_bytes()


def _run(program: Path, place: Path, paths: Sequence[Path], limit: float) -> None:
    command = [
        str(program), "--headless", "--norestore", "--nolockcheck",
        f"-env:UserInstallation={(place / _PROFILE).as_uri()}",
        "--convert-to", "pdf", "--outdir", str(place), *(path.name for path in paths),
    ]  # fmt: skip
    try:
        process = subprocess.Popen(
            command,
            cwd=place,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise SetupFault("KD946", {"reason": reason(fault)}) from fault
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired as fault:
        raise SetupFault("KD946", {"reason": _TOO_LONG.filled(limit=f"{limit:g}")}) from fault
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process with all that it started; nothing where it has ended by itself."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False
        )
    else:
        for one in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, one)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_ENOUGH_TO_END)
    process.wait()
