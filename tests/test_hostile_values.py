"""Values that mean harm, through every output: they come out as their characters, or as signs for
those that a format cannot hold; never as a formula, a path, a command or a line of their own."""

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import icalendar
import lxml.html
import openpyxl
import pytest
from lxml import etree

from kamdocs.cli.main import run
from kamdocs.model import column_letters
from tests import hostile
from tests.hostile import VALUES

ARCHIVE = (
    *("客户编号", "客户名称", "客户分类", "分类生效日期", "分类批准人", "分类批准日期"),
    *("联系人", "大客户经理", "主要产品", "备注"),
)
VISITS = ("客户编号", "客户名称", "拜访日期", "出差人员", "拜访层级", "拜访内容", "填报日期")
AS_OF = ("--as-of", "2026-10-08", "--period", "2026Q3")
DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?\Z", re.IGNORECASE)
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
JOINING = "\u200d\u200c"
"""What holds a picture of several signs together, and harms nobody."""


def cells(number: int, values: Iterator[str]) -> str:
    words = (
        hostile.cell(f"{column_letters(column)}{number}", escape(value, {"\r": "&#13;"}))
        for column, value in enumerate(values, 1)
    )
    return hostile.row(number, *words)


def workbook() -> bytes:
    """A customer for each value, which stands in every field that takes words, and a visit."""
    archive, visits = [cells(1, iter(ARCHIVE))], [cells(1, iter(VISITS))]
    for number, value in enumerate(VALUES.values(), 2):
        code = f"KA-{number:03}"
        tier = ("战略客户", "2024-12-01", "沈知行", "2024-11-20")
        row = (code, value, *tier, value, value, value, value)
        archive.append(cells(number, iter(row)))
        visit = (code, value, "2026-08-05", value, value, value, "2026-08-06")
        visits.append(cells(number, iter(visit)))
    parts = hostile.book(targets=("worksheets/sheet1.xml", "worksheets/sheet2.xml"))
    parts["xl/worksheets/sheet2.xml"] = hostile.sheet("".join(visits))
    return hostile.xlsx(hostile.sheet("".join(archive)), **parts)


ALL = """
import json, sys
from kamdocs.cli.main import run
sys.exit(max([int(run(command)) for command in json.loads(sys.argv[1])]))
"""
"""One process for all commands, which begins but once."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder with everything that comes of the workbook, and what the terminal showed."""
    top = tmp_path_factory.mktemp("values")
    (top / "in").mkdir()
    (top / "in" / "客户.xlsx").write_bytes(workbook())
    commands = (
        ["review", "in", *AS_OF, "-o", "out"],
        ["check", "in", *AS_OF, "--full"],
        [
            "validate",
            "in",
            "--as-of",
            "2026-10-08",
            "--full",
            "--annotate",
            "back",
            "--fix",
            "fixed",
        ],
        ["plan", "in", "--as-of", "2026-10-08", "--period", "2026Q4", "-o", "plan"],
        ["render", "customer-file", "in", "--as-of", "2026-10-08", "-o", "files"],
    )
    done = subprocess.run(
        [sys.executable, "-c", ALL, json.dumps(commands)],
        cwd=top,
        capture_output=True,
        env={**os.environ, "KAMDOCS_LANG": "zh"},
    )
    words = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode in (0, 1), words[-2000:]
    assert "Traceback" not in words
    return top, words


def files(told: tuple[Path, str], *endings: str) -> list[Path]:
    found = [
        path for path in sorted(told[0].rglob("*")) if path.suffix in endings and path.is_file()
    ]
    assert found
    return found


def test_the_terminal_gets_no_commands(told: tuple[Path, str]) -> None:
    odd = {sign for sign in told[1] if unicodedata.category(sign) in UNSEEN} - {"\n", *JOINING}
    assert odd == set()


def test_every_file_stays_in_its_folder_under_a_name_for_all_systems(
    told: tuple[Path, str],
) -> None:
    top, _ = told
    assert {path.name for path in top.iterdir()} == {"in", "out", "back", "fixed", "plan", "files"}
    assert not Path("/tmp/kamdocs-climbed").exists()
    for path in top.rglob("*"):
        name = path.name
        assert not re.search(r'[\x00-\x1f<>:"|?*\\]', name), name
        assert not DEVICES.match(name), name
        assert not name.endswith((" ", ".")), name
        assert len(name.encode()) <= 255
        assert not any(unicodedata.category(sign) in UNSEEN for sign in name.strip(JOINING)), name


def test_each_customer_has_its_document(told: tuple[Path, str]) -> None:
    assert len(list((told[0] / "files").glob("*.docx"))) == len(VALUES)


def test_no_cell_is_a_formula_or_leads_out(told: tuple[Path, str]) -> None:
    for path in files(told, ".xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", (path.name, cell.coordinate)
                    target = cell.hyperlink.target if cell.hyperlink else None
                    assert target is None or target.endswith("客户.xlsx"), target


def test_no_package_holds_fields_links_or_parts_of_the_data(told: tuple[Path, str]) -> None:
    for path in files(told, ".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            for name in package.namelist():
                assert ".." not in name
                assert not name.startswith("/")
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(name))
                if name.endswith(".rels"):
                    outside = re.findall(
                        rb'Target="([^"]*)" TargetMode="External"', package.read(name)
                    )
                    assert all(b"127.0.0.1" not in one and b"script" not in one for one in outside)
            if path.suffix == ".docx":
                document = package.read("word/document.xml").decode()
                asked = " ".join(re.findall(r"<w:instrText[^>]*>([^<]*)", document))
                assert not re.search("INCLUDE|DDE|HYPERLINK|LINK", asked)


def test_the_pages_hold_no_scripts_but_ours(told: tuple[Path, str]) -> None:
    for path in files(told, ".html"):
        page = lxml.html.fromstring(path.read_text(encoding="utf-8"))
        assert len(page.findall(".//script")) <= 1
        assert page.findall(".//img") == []
        for one in page.iter():
            names = [str(name) for name in one.attrib]
            assert not [name for name in names if name.startswith("on")], names
            for link in ("href", "src"):
                assert not one.get(link, "").lower().startswith(("javascript:", "http", "//"))


def test_the_page_shows_the_characters(told: tuple[Path, str]) -> None:
    page = lxml.html.fromstring((told[0] / "out" / "report.html").read_text(encoding="utf-8"))
    words = re.sub(r"\s+", " ", "".join(str(one) for one in page.itertext()))
    for value in (
        "{{7*7}}",
        "<script>document.title='x'</script>",
        "=cmd|'/c calc'!A0",
        "&lt;b&gt;",
    ):
        assert value in words


def test_the_calendar_has_no_appointments_but_ours(told: tuple[Path, str]) -> None:
    for path in files(told, ".ics"):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        events = list(calendar.walk("VEVENT"))
        assert events
        assert all(str(event["UID"]).endswith("kamdocs") or event["UID"] for event in events)
        assert not [name for event in events for name in event if name.startswith("X-EVIL")]


def test_the_json_holds_the_names_as_they_are(told: tuple[Path, str]) -> None:
    report = json.loads((told[0] / "out" / "findings.json").read_text(encoding="utf-8"))
    names = {one["subject_name"] for one in report["verdicts"]}
    for value in ("{{7*7}}", "=cmd|'/c calc'!A0", "../../../kamdocs-climbed", "-Infinity"):
        assert value in names


@pytest.mark.parametrize("value", ["../../x", "CON", "甲\u202e乙", "=1+1", "\x1b[2J", "{{7*7}}"])
def test_paths_and_options_mean_themselves(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A word on the command line that is no file is told as it is, without its commands."""
    monkeypatch.chdir(tmp_path)
    assert run(["validate", value]) == 2
    assert "\x1b" not in capsys.readouterr().err
