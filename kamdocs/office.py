"""Makes PDFs of many Word documents in one call of LibreOffice, where it is installed."""

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
"""The seconds that LibreOffice may take to start, and those for each document."""
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
"""The settings of the LibreOffice profile. They forbid it to fetch pictures that a template names
elsewhere, such as in the network."""


def office() -> Path:
    """The path of LibreOffice; SetupFault KD945 where it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    there = [Path(found)] if found else [Path(one) for one in _USUAL if Path(one).is_file()]
    if not there:
        raise SetupFault("KD945")
    return there[0]


def as_pdfs(
    documents: Mapping[str, bytes], program: Path, limit: float | None = None
) -> Iterator[tuple[str, bytes]]:
    """The PDF of each Word document, by its name, after one call for all of them.

    LibreOffice runs with a profile of its own, so it does not matter whether the user has it open,
    and so that it loads nothing that a document names elsewhere. It may take ``limit`` seconds;
    None stands for a limit by the number of documents. SetupFault KD946 where it fails or takes
    longer. Then, and when the run is interrupted, it is ended with all processes that it started.
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
    """End a process and all that it started; does nothing if it has ended by itself."""
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
