"""Files broken at random, of every format: whatever becomes of them has a word, and it is never
that our own reader failed (KD176).

``KAMDOCS_FUZZ=300`` goes on for so many seconds; a few are enough for every day. What was once
found is kept in ``tests/files/fuzz`` and read each time.
"""

import io
import os
import random
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kamdocs.intake import Door, Limits, Manner, Source, read_all
from kamdocs.model import FileReading
from tests import desk

SECONDS = float(os.environ.get("KAMDOCS_FUZZ", "3"))
SEED = int(os.environ.get("KAMDOCS_FUZZ_SEED", "1"))
KEPT = desk.example("tests/files") / "fuzz"
FILES = desk.example("tests/files")
LIMITS = Limits(file_mb=8, expanded_mb=60, seconds=10, memory_mb=600)
WORDS = (
    *(b"\0", b"\xff", b"<", b">", b"&", b'"', b"'", b"/", b"]]>", b"<!--", b"&#0;", b"-1"),
    *(b"4294967295", b"9" * 30, b"NaN", b"1E400", b"\xed\xa0\x80", "０".encode(), b"=A1", b"#REF!"),
    *(b'r="A1"', b't="s"', b't="e"', b"<f/>", b"<c/>", b"<row/>", b'hidden="1"', b"R1C1"),
)
"""What is put somewhere in a part."""


def seeds() -> dict[str, bytes]:
    """A sound file of each format."""
    archive = "| code | name | tier | contact |\n| KA-001 | 苏州迅捷电梯 | 战略客户 | 钱思远 |"
    visits = "| customer_name | visited_on | visitors |\n| 苏州迅捷电梯 | 2026-08-05 | 李晓雯 |"
    made = {"a.xlsx": desk.workbook({"customer": archive, "visit": visits}, {})}
    for name in ("plain.xls", "sheetjs.xlsb", "sheetjs-short.xlsb", "protected.xls"):
        made[name] = (FILES / name).read_bytes()
    made["a.csv"] = "客户编号,客户名称,联系人\nKA-001,迅捷,钱思远\n".encode("gb18030")
    quarter = sorted(desk.example("samples/2026Q3").glob("*.xlsx"))
    return made | {path.name: path.read_bytes() for path in quarter[:2]}


def broken(content: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, taken out, doubled or put in."""
    whole = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(whole) or 1)
        match chance.randrange(5):
            case 0:
                whole[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del whole[at : at + chance.randrange(1, 40)]
            case 2:
                whole[at:at] = whole[at : at + chance.randrange(1, 200)]
            case 3:
                whole[at:at] = chance.choice(WORDS)
            case 4:
                del whole[chance.randrange(at + 1) :]
    return bytes(whole)


def broken_within(content: bytes, chance: random.Random) -> bytes:
    """A package of which one part is broken, or lacking, or put in another's place."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == hit:
                way = chance.randrange(8)
                if way == 0:
                    continue
                part = old.read(chance.choice(names)) if way == 1 else broken(part, chance)
            new.writestr(name, part)
    return stream.getvalue()


def files(chance: random.Random, folder: Path, count: int) -> Iterator[Source]:
    known = seeds()
    for number in range(count):
        name = chance.choice(list(known))
        content = known[name]
        within = content.startswith(b"PK") and chance.random() < 0.8
        spoilt = (broken_within if within else broken)(content, chance)
        path = folder / f"{number:05}{Path(name).suffix}"
        path.write_bytes(spoilt)
        yield Source(path, path.name)


def failed(found: FileReading) -> bool:
    return any(one.code == "KD176" for one in found.findings)


def test_files_broken_at_random_have_their_word(tmp_path: Path) -> None:
    chance, end = random.Random(SEED), time.monotonic() + SECONDS
    manner = Manner(Door(limits=LIMITS), workers=2)
    lost = []
    while time.monotonic() < end:
        sources = list(files(chance, tmp_path, 60))
        for source, found in zip(sources, read_all(sources, desk.SCHEMAS, manner), strict=True):
            assert found.read or found.findings
            if failed(found):
                kept = KEPT / f"{found.sha256[:16]}{source.path.suffix}"
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(source.path.read_bytes())
                lost.append((kept.name, [one.facts for one in found.findings]))
    assert lost == []


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.*")), ids=lambda path: str(path.name))
def test_what_was_once_found_is_mended(path: Path) -> None:
    (found,) = read_all(
        [Source(path, path.name)], desk.SCHEMAS, Manner(Door(limits=LIMITS), workers=1)
    )
    assert not failed(found)
