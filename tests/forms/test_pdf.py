"""PDFs through LibreOffice, and what happens where it is not there or does not answer."""

import base64
import io
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pypdf import PdfReader

from kamdocs import office
from kamdocs.cli.main import run
from kamdocs.faults import SetupFault
from tests import desk

OFFICE = shutil.which("soffice")
GOOD = str(desk.example("samples/good"))
RENDER = ("render", "customer-file", GOOD, "--as-of", "2026-10-08", "--customer", "KA-001")
ALL = (*RENDER, "-o", "f", "--pdf")
PRETENDS = """#!/bin/sh
# Writes a PDF for every Word document that it is given, as LibreOffice does.
echo "$@" >> {log}
for one; do case "$one" in *.docx) cat "$one" > "${{one%.docx}}.pdf";; esac; done
"""
HANGS = """#!/bin/sh
sleep 1000 &
echo $! > {log}
wait
"""
posix = pytest.mark.skipif(os.name != "posix", reason="a program of the shell")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _program(words: str) -> Path:
    path = Path("soffice").absolute()
    path.write_text(words.format(log=Path("log").absolute()), encoding="utf-8")
    path.chmod(0o755)
    return path


def _is_alive(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        state = Path(f"/proc/{pid}/stat")
        if state.is_file() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        time.sleep(0.05)
    return True


def test_without_libreoffice_that_is_said_and_nothing_is_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(office, "_NAMES", ("no-such-office",))
    monkeypatch.setattr(office, "_USUAL", ())
    assert run(ALL) == 3
    assert capsys.readouterr().err.startswith("KD945 --pdf要用LibreOffice，这台电脑上没有安装")
    assert not Path("f").exists()


@posix
def test_only_what_has_no_pdf_is_converted_and_changes_by_hand_stay(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(office, "_NAMES", (str(_program(PRETENDS)),))
    log = Path("log")
    assert run([*ALL, "--customer", "KA-002"]) == 0
    files = [Path(one) for one in capsys.readouterr().out.splitlines()]
    assert [path.suffix for path in files] == [".docx", ".docx", ".pdf", ".pdf"]
    assert files[0].read_bytes() == files[2].read_bytes()
    assert len(log.read_text().splitlines()) == 1  # one call for all
    assert run(ALL) == 0
    assert len(log.read_text().splitlines()) == 1
    files[0].write_bytes(b"by hand")  # its PDF shows what stands there
    assert run(ALL) == 0
    assert files[2].read_bytes() == b"by hand"
    files[2].write_bytes(b"signed")
    capsys.readouterr()
    assert run(ALL) == 0
    assert f"KD540 提示 [{files[2].name}]" in capsys.readouterr().err
    files[0].write_bytes(b"by hand again")
    assert run(ALL) == 1
    assert f"KD541 警告 [{files[2].name}]" in capsys.readouterr().err
    assert files[2].read_bytes() == b"signed"
    assert run([*ALL, "--force"]) == 0
    assert files[2].read_bytes() == files[0].read_bytes() != b"by hand again"


@posix
def test_a_program_that_takes_too_long_is_ended_with_all_it_started() -> None:
    program = _program(HANGS)
    with pytest.raises(SetupFault) as caught:
        list(office.as_pdfs({"甲": b""}, program, limit=0.5))
    assert caught.value.code == "KD946"
    assert not _is_alive(int(Path("log").read_text()))


@posix
def test_an_interrupted_run_ends_it_too() -> None:
    program = _program(HANGS)
    code = f"""
import os, signal, threading
from pathlib import Path
from kamdocs import office
signal.signal(signal.SIGINT, signal.default_int_handler)
threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
list(office.as_pdfs({{"a": b""}}, Path({str(program)!r})))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert b"KeyboardInterrupt" in done.stderr
    assert not _is_alive(int(Path("log").read_text()))


@posix
def test_a_program_that_writes_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SetupFault) as caught:
        list(office.as_pdfs({"甲": b""}, _program("#!/bin/sh\n")))
    assert caught.value.code == "KD946"
    assert "甲.pdf" in caught.value.facts["reason"].zh


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_makes_a_pdf(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ALL) == 0
    (_, pdf) = capsys.readouterr().out.splitlines()
    assert Path(pdf).read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_full_customer_file_takes_two_pages(capsys: pytest.CaptureFixture[str]) -> None:
    quarter = str(desk.example("samples/2026Q3"))
    chosen = ("--customer", "KA-001", "--as-of", "2026-10-08")
    run(("render", "customer-file", quarter, *chosen, "-o", "f", "--pdf"))
    (_, pdf) = capsys.readouterr().out.splitlines()
    assert len(PdfReader(pdf).pages) == 2


PICTURE = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:r><w:drawing>
<wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="77" name="x"/><a:graphic><a:graphicData
 uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr
 id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="{id}"/><a:stretch>
<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400"
 cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
"""A picture of one red point."""
LINK = (
    '<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/image" Target="{target}" TargetMode="External"/></Relationships>'
)


def linked(*targets: str) -> bytes:
    """A template with pictures that are elsewhere."""
    content = desk.example("templates/customer-file.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode("latin-1") for name in package.namelist()}
    for number, target in enumerate(targets):
        named = {"id": f"out{number}", "target": target}
        for name, end, more in (
            ("word/document.xml", "</w:body>", PICTURE),
            ("word/_rels/document.xml.rels", "</Relationships>", LINK),
        ):
            kept = "" if end == "</Relationships>" else end
            parts[name] = parts[name].replace(end, more.format(**named) + kept)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part.encode("latin-1"))
    return made.getvalue()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_loads_nothing_that_a_template_names_elsewhere() -> None:
    """Neither from the network nor from this machine."""
    Path("seal.png").write_bytes(base64.b64decode(DOT))
    asked: list[str] = []

    class Heard(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(str(self.client_address))
            return False

    with HTTPServer(("127.0.0.1", 0), Heard) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}/seal.png"
        content = linked(Path("seal.png").absolute().as_uri(), there)
        ((_, pdf),) = office.as_pdfs({"a.docx": content}, office.office())
        server.shutdown()
    assert asked == []
    assert [image for page in PdfReader(io.BytesIO(pdf)).pages for image in page.images] == []
