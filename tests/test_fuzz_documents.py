"""Templates of one's own, forms that were filled in, and workbooks of decisions, broken at random,
well-formed or not: each command ends with one of its codes, and raises nothing.

``KAMDOCS_FUZZ=300`` goes on for so many seconds over each; a moment is enough for every day. What
was once found is kept in ``tests/files/fuzz`` and tried each time.
"""

import io
import os
import random
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from kamdocs.cli.main import run
from tests import desk
from tests.test_fuzz import KEPT, broken, broken_within
from tests.test_fuzz_setup import ODD

SECONDS = float(os.environ.get("KAMDOCS_FUZZ", "0.5"))
SEED = int(os.environ.get("KAMDOCS_FUZZ_SEED", "1"))
DAY = ("--as-of", "2026-10-08")
SMALL = "| code | name | tier | contact |\n| KA-001 | 苏州迅捷电梯 | 战略客户 | 钱思远 |"
PLACES = (
    *("{{7*7}}", "{{", "}}", "{% for a in b %}", "{{ customer.__class__ }}", "{{ visit.remark }}"),
    *("{{ customer.nothing }}", "{{ visit. }}", "{{ customer.name", "{# #}", "{{ cell }}", "甲"),
    *("{{ customer.name | upper }}", "{{ plan.visits }}", "{{" * 500, "{{ 公司 }}", " " * 3),
)
CELLS = (
    *ODD,
    1e308,
    float("inf"),
    True,
    -1,
    0,
    2958466,
    "=A1",
    "豁免",
    "别名",
    "误报",
    "KA-001",
    "x" * 32767,
)


def archive(folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(desk.workbook({"customer": SMALL}, {}))


def shaken(content: bytes, chance: random.Random) -> bytes:
    """A Word document in which elements, attributes and words are moved, doubled, lost or odd."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        wording = [one for one in names if one.startswith("word/") and one.endswith(".xml")]
        hit = "word/document.xml" if chance.random() < 0.7 else chance.choice(wording)
        for name in names:
            part = old.read(name)
            new.writestr(name, _shaken(part, chance) if name == hit else part)
    return stream.getvalue()


def _shaken(part: bytes, chance: random.Random) -> bytes:
    tree = etree.fromstring(part)
    for _ in range(chance.choice((1, 1, 2, 4, 10))):
        every = [one for one in tree.iter() if isinstance(one.tag, str)][1:]
        if not every:
            break
        hit, other = chance.choice(every), chance.choice(every)
        above = hit.getparent()
        match chance.randrange(7):
            case 0 if above is not None:
                above.remove(hit)
            case 1:
                other.append(etree.fromstring(etree.tostring(hit)))
            case 2 if above is not None:
                above.insert(chance.randrange(len(above) + 1), hit)
            case 3 if hit.attrib:
                hit.attrib[chance.choice(list(hit.attrib))] = _seen(chance.choice(ODD))
            case 4:
                hit.tag = other.tag
            case _:
                words = [one for one in every if one.tag.endswith("}t")]
                if words:
                    one = chance.choice(words)
                    said = chance.choice(PLACES)
                    one.text = said if chance.random() < 0.5 else f"{one.text or ''}{said}"
    return etree.tostring(tree)


def _seen(words: str) -> str:
    """Words as XML can hold them."""
    return words.replace("\x00", "")


def document(content: bytes, chance: random.Random) -> bytes:
    way = chance.random()
    if way < 0.8:
        return shaken(content, chance)
    return broken_within(content, chance) if way < 0.95 else broken(content, chance)


def workbook(content: bytes, chance: random.Random) -> bytes:
    """A workbook with odd things in its cells; now and then one that is broken beneath."""
    if chance.random() < 0.3:
        return broken_within(content, chance)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for _ in range(chance.choice((1, 3, 10, 40))):
        sheet = chance.choice(book.worksheets)
        row, column = chance.randint(1, sheet.max_row + 1), chance.randint(1, sheet.max_column + 1)
        other = sheet.cell(chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column))
        value = other.value if chance.random() < 0.3 else chance.choice(CELLS)
        cell = sheet.cell(row, column)
        if isinstance(cell, openpyxl.cell.cell.Cell):
            cell.value = value.replace("\x00", "") if isinstance(value, str) else value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _template(form: str) -> Callable[[Path], bytes]:
    return lambda _: desk.example(f"templates/{form}.docx").read_bytes()


def _filled(folder: Path) -> bytes:
    run(["render", "customer-file", "a.xlsx", *DAY, "-o", "made", "--workers", "0"])
    (path,) = (folder / "made").glob("*.docx")
    return path.read_bytes()


def _decisions(folder: Path) -> bytes:
    run(["check", "a.xlsx", *DAY, "--format", "xlsx", "-o", "f.xlsx", "--workers", "0"])
    book = openpyxl.load_workbook(folder / "f.xlsx")
    for sheet in book.worksheets:
        heads = {cell.value: cell.column for cell in sheet[4] if cell.value}
        for row in range(5, min(sheet.max_row, 9)):
            for head, value in (("处理", "豁免"), ("理由", "搬迁"), ("申请人", "李晓雯")):
                if head in heads:
                    sheet.cell(row, heads[head]).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


LINT = ("form", "lint", "own.docx", "--as")
RENDER = ("a.xlsx", *DAY, "--template", "own.docx", "-o", "out", "--workers", "0")
Sort = tuple[str, Callable[[Path], bytes], Callable[[bytes, random.Random], bytes], list[list[str]]]
SORTS: dict[str, Sort] = {
    "a template": (
        "own.docx",
        _template("customer-file"),
        document,
        [[*LINT, "customer-file"], ["render", "customer-file", *RENDER]],
    ),
    "a template with rows and a chart": (
        "own.docx",
        _template("status-report"),
        document,
        [[*LINT, "status-report"], ["render", "status-report", *RENDER]],
    ),
    "a form filled in": (
        "own.docx",
        _filled,
        document,
        [
            ["read", "own.docx", "--against", "a.xlsx", *DAY, "--workers", "0"],
            ["verify", "own.docx"],
        ],
    ),
    "decisions": (
        "own.xlsx",
        _decisions,
        workbook,
        [["check", "a.xlsx", *DAY, "--decisions", "own.xlsx", "--all", "--workers", "2"]],
    ),
}


def tried(commands: list[list[str]]) -> str:
    """What was wrong: a command that raised, or ended otherwise than with a code of its own."""
    for words in commands:
        try:
            code = run(words)
        except BaseException as fault:
            return f"{words[0]}: {type(fault).__name__} {fault}"
        if code not in (0, 1, 2, 3):
            return f"{words[0]}: {code}"
        shutil.rmtree("out", ignore_errors=True)
    return ""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    archive(tmp_path)


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_broken_is_taken_or_refused(
    sort: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    name, make, spoil, commands = SORTS[sort]
    chance, end = random.Random(SEED), time.monotonic() + SECONDS
    sound, path, lost, many = make(tmp_path), tmp_path / name, [], 0
    path.write_bytes(sound)
    assert tried(commands) == ""
    while time.monotonic() < end or many < 2:
        content = spoil(sound, chance)
        path.write_bytes(content)
        many += 1
        wrong = tried(commands)
        said = capfd.readouterr()
        if "KD176" in said.out + said.err:
            wrong = "KD176"
        if wrong:
            kept = KEPT / f"{sort.replace(' ', '-')}-{SEED}-{many}{path.suffix}"
            kept.write_bytes(content)
            lost.append((kept.name, wrong))
    print(f"{sort}: {many}")
    assert lost == []


@pytest.mark.parametrize("path", sorted(KEPT.glob("*-*.*")), ids=lambda path: str(path.name))
def test_what_was_once_found_is_mended(path: Path, tmp_path: Path) -> None:
    sort = path.stem.rsplit("-", 2)[0].replace("-", " ")
    name, _, _, commands = SORTS[sort]
    shutil.copy(path, tmp_path / name)
    assert tried(commands) == ""
