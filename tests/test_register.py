"""The register of access: a line for each run, and nothing done to it goes unseen."""

import errno
import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from kamdocs import register
from kamdocs.cli.main import run
from kamdocs.faults import SetupFault
from kamdocs.register import Entry, File
from kamdocs.register.entry import head_of
from kamdocs.register.verifying import Wrong
from tests import desk

SAMPLE = str(desk.example("samples/2026Q3/客户档案-华东.xlsx"))
WHEN = datetime(2026, 10, 8, 17, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def entry(number: int = 1) -> Entry:
    return Entry(
        when=WHEN,
        user="lin",
        machine="财务-03",
        command="check",
        role="",
        customers=(f"KA-{number:03}",),
        shown={"customer": ("basics", "contact")},
        files=(File("客户档案.xlsx", f"{number:064x}"),),
        why="季度检查",
    )


def written(count: int) -> Path:
    path = Path("登记.jsonl")
    for number in range(1, count + 1):
        register.append(path, entry(number))
    return path


def found(path: Path, kept: str = "") -> list[tuple[Wrong, int, int, int]]:
    return [(one.wrong, one.line, one.first, one.last) for one in register.verify(path, kept)[0]]


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_what_was_appended_holds_and_says_when_by_the_clock_of_both() -> None:
    path = written(3)
    assert register.verify(path) == ([], 3, json.loads(lines(path)[-1])["hash"])
    first = json.loads(lines(path)[0])
    assert (first["at"], first["offset"]) == ("2026-10-08T09:30:00Z", "+08:00")
    assert first["role"] is None
    assert first["previous"] == "0" * 64
    assert json.loads(lines(path)[1])["previous"] == first["hash"] == register.digest(first)


def test_lines_about_very_many_customers_are_gone_on_from() -> None:
    path, many = Path("登记.jsonl"), tuple(f"KA-{number:05}" for number in range(9000))
    for _ in range(3):
        register.append(path, replace(entry(), customers=many))
    assert register.verify(path)[:2] == ([], 3)


def test_what_cannot_be_written_as_utf_8_spoils_no_line() -> None:
    """A terminal in another encoding hands over words with lone surrogates."""
    path = Path("登记.jsonl")
    register.append(path, replace(entry(), why="\udcb3\udce9查"))
    register.append(path, entry(2))
    assert register.verify(path)[:2] == ([], 2)
    assert next(register.entries(path))["why"] == "??查"


def rewritten(line: bytes, **changes: object) -> bytes:
    """A line changed by somebody who knows how its hash is made."""
    told = {**json.loads(line), **changes}
    told["hash"] = register.digest(told)
    return json.dumps(
        told, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode() + b"\n"  # fmt: skip


def again(line: bytes) -> bytes:
    """A line that follows another as it should, but for the head."""
    told = json.loads(line)
    return rewritten(line, no=told["no"] + 1, previous=told["hash"])


def spaced(line: bytes) -> bytes:
    return line.replace(b",", b", ")


def other(line: bytes) -> bytes:
    return rewritten(line, why="别的")


@pytest.mark.parametrize(
    ("done", "flaws"),
    [
        (
            lambda one: [one[0], one[1].replace(b"KA-002", b"KA-9"), *one[2:]],
            [("changed", 2, 0, 0)],
        ),
        (lambda one: [one[0], other(one[1]), *one[2:]], [("unchained", 3, 3, 3)]),
        (lambda one: [one[0], *one[3:]], [("removed", 2, 2, 3)]),
        (lambda one: one[:-2], [("cut", 0, 4, 5)]),
        (lambda one: [*one[:2], one[1], *one[2:]], [("moved", 3, 2, 2)]),
        (lambda one: [one[0], b"\n", *one[1:]], [("changed", 2, 0, 0), ("moved", 3, 2, 2)]),
        (lambda one: [*one[:4], other(one[4])], [("other-end", 0, 6, 5)]),
        (lambda one: [*one, again(one[4])], [("uncounted", 0, 6, 6)]),
        (lambda one: [*one[:4], one[4][:-1]], [("changed", 5, 0, 0), ("cut", 0, 5, 5)]),
        (
            lambda one: [*one[:4], one[4].replace(b"KA-005", b"KA-9")],
            [("changed", 5, 0, 0), ("cut", 0, 5, 5)],
        ),
        (lambda one: [one[0], spaced(one[1]), *one[2:]], [("changed", 2, 0, 0)]),
        (lambda one: [rewritten(one[0], no=True), *one[1:]], [("changed", 1, 0, 0)]),
        (
            lambda one: [*one[:4], rewritten(one[4], previous="0")],
            [("changed", 5, 0, 0), ("cut", 0, 5, 5)],
        ),
        (
            lambda one: [*one[:4], rewritten(one[4], shown={"visit": 1})],
            [("changed", 5, 0, 0), ("cut", 0, 5, 5)],
        ),
        (
            lambda one: [*one[:4], rewritten(one[4], files=[{"a": "b"}])],
            [("changed", 5, 0, 0), ("cut", 0, 5, 5)],
        ),
        (lambda one: [one[0], b"[" * 100_000 + b"\n", *one[2:]], [("changed", 2, 0, 0)]),
    ],
    ids=[
        "changed",
        "changed with its hash",
        "removed",
        "cut",
        "put in twice",
        "a blank line",
        "the last changed with its hash",
        "one more",
        "the last line feed",
        "the last changed",
        "spaced otherwise",
        "no number",
        "no hash",
        "no groups",
        "no file",
        "too deep to be read",
    ],
)
def test_what_was_done_is_named_with_its_line(
    done: Callable[[list[bytes]], list[bytes]], flaws: list[tuple[str, int, int, int]]
) -> None:
    path = written(5)
    path.write_bytes(b"".join(done(lines(path))))
    assert found(path) == flaws
    assert run(["access", "show", str(path)]) == 0


def tampered(all_: list[bytes], dice: random.Random) -> bytes:
    """Something done to a register by chance."""
    at, whole = dice.randrange(len(all_)), b"".join(all_)
    match dice.choice(("change", "remove", "insert", "swap", "truncate", "move")):
        case "change":
            spot = dice.randrange(len(whole))
            return (
                whole[:spot] + bytes([whole[spot] ^ (1 + dice.randrange(255))]) + whole[spot + 1 :]
            )
        case "remove":
            return b"".join(all_[:at] + all_[at + 1 :])
        case "insert":
            new = rewritten(dice.choice(all_), why=str(dice.random()))
            return b"".join([*all_[:at], new, *all_[at:]])
        case "swap":
            other = (at + 1 + dice.randrange(len(all_) - 1)) % len(all_)
            all_[at], all_[other] = all_[other], all_[at]
            return b"".join(all_)
        case "truncate":
            return whole[: dice.randrange(len(whole))]
    taken = all_.pop(at)
    all_.insert((at + 1 + dice.randrange(len(all_))) % (len(all_) + 1), taken)
    return b"".join(all_)


def test_a_hundred_things_done_by_chance_are_each_found() -> None:
    path = written(12)
    sound, tried = path.read_bytes(), 0
    for seed in range(130):
        wrong = tampered(lines(path), random.Random(seed))
        if wrong == sound:
            continue
        tried += 1
        path.write_bytes(wrong)
        assert found(path), seed
        path.write_bytes(sound)
    assert tried >= 100
    assert found(path) == []


@pytest.mark.parametrize("words", ["", "{}", "[]", '{"count": "2", "last": "L", "coming": ""}'])
def test_without_its_head_nobody_can_say_where_it_ends(words: str) -> None:
    path = written(2)
    last = register.verify(path)[2]
    head_of(path).write_text(words.replace("L", last), encoding="utf-8")
    if not words:
        head_of(path).unlink()
    assert found(path) == [(Wrong.HEADLESS, 0, 0, 0)]
    with pytest.raises(SetupFault) as caught:
        register.append(path, entry())
    assert caught.value.code == "KD955"


def test_only_a_hash_kept_elsewhere_tells_of_a_register_written_anew() -> None:
    path = written(3)
    kept = register.verify(path)[2]
    register.append(path, entry(4))
    assert found(path, kept.upper()) == []
    path.unlink()
    head_of(path).unlink()
    for number in (1, 3):
        register.append(path, entry(number))
    assert found(path) == []
    assert found(path, kept) == [(Wrong.UNKNOWN_HASH, 0, 0, 0)]


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0], ids=["before", "within", "after"])
def test_a_run_that_was_cut_off_leaves_a_register_to_go_on_with(share: float) -> None:
    """The head says which line is coming before it is written."""
    path = written(2)
    before, head = path.read_bytes(), json.loads(head_of(path).read_bytes())
    coming = register.append(path, entry(3))
    line = path.read_bytes()[len(before) :]
    path.write_bytes(before + line[: int(len(line) * share)])
    head_of(path).write_text(json.dumps({**head, "coming": coming}))
    assert bool(found(path)) is (share == 0.5)  # half a line is none of ours
    register.append(path, entry(4))
    flaws, count, _ = register.verify(path)
    assert (flaws, count) == ([], 4 if share == 1 else 3)


def test_a_run_that_fails_within_leaves_a_register_to_go_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk is full once the line that the head announces is written."""
    path, times = written(2), iter((False, True))

    def full(_: int) -> None:
        if next(times):
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SetupFault) as caught:
            register.append(path, entry(3))
    assert caught.value.code == "KD955"
    register.append(path, entry(4))
    assert register.verify(path)[:2] == ([], 4)


@pytest.mark.parametrize(
    "left",
    [
        lambda one: b"".join(one[:-1]),
        lambda one: b"".join(one).replace(b"KA-003", b"KA-9"),
        lambda one: b"".join(one)[:-1],
        lambda one: None,
    ],
    ids=["removed", "changed", "the line feed", "the whole register"],
)
def test_new_lines_do_not_bury_what_was_done_to_the_last(
    left: Callable[[list[bytes]], bytes | None],
) -> None:
    path = written(3)
    content = left(lines(path))
    path.write_bytes(content or b"")
    if content is None:
        path.unlink()
    with pytest.raises(SetupFault) as caught:
        register.append(path, entry())
    assert caught.value.code == "KD955"
    assert (path.read_bytes() if path.exists() else None) == content


APPENDING = """
import sys
from pathlib import Path
from kamdocs import register
from tests.test_register import entry
for number in range(int(sys.argv[1]), int(sys.argv[1]) + 40):
    register.append(Path("登记.jsonl"), entry(number))
"""


def test_two_processes_at_once_lose_nothing() -> None:
    root = str(desk.example("tests").parent)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {root!r})\n{APPENDING}", first]
        )
        for first in ("1", "101")
    ]
    assert [one.wait() for one in started] == [0, 0]
    path = Path("登记.jsonl")
    assert register.verify(path)[:2] == ([], 80)
    seen = {json.loads(line)["customers"][0] for line in lines(path)}
    assert seen == {f"KA-{number:03}" for number in (*range(1, 41), *range(101, 141))}


# The command line


def settings(words: str) -> None:
    text = (
        f'[roles.sales]\nsees = ["basics", "contact"]\n[access]\nregister = "登记/r.jsonl"\n{words}'
    )
    Path("kamdocs.toml").write_text(text, encoding="utf-8")
    Path(ARCHIVE).write_bytes(Path(SAMPLE).read_bytes())


ARCHIVE = "客户档案-华东.xlsx"
RUNS = {
    "validate": ["validate", "."],
    "check": ["check", "."],
    "review": ["review", ARCHIVE, "-o", "out"],
    "render": ["render", "customer-file", ARCHIVE, "-o", "out"],
    "plan": ["plan", ARCHIVE, "--period", "2026Q4", "-o", "out"],
    "policy diff": ["policy", "diff", "strategic-account", "account-manager", "."],
}


@pytest.mark.parametrize("command", RUNS)
def test_every_command_that_reads_archives_is_registered(command: str) -> None:
    settings("")
    before = datetime.now(UTC).replace(microsecond=0)
    assert run([*RUNS[command], "--as-of", "2026-10-08", "--why", " 抽查 ", "--role", "sales"]) < 2
    (one,) = register.entries(Path("登记/r.jsonl"))
    assert (one["command"], one["role"], one["why"]) == (command, "sales", "抽查")
    assert one["customers"][:2] == ["KA-001", "KA-002"]
    assert one["shown"] == {"customer": ["basics", "contact"]}
    assert [file["file"] for file in one["files"]] == [ARCHIVE]
    assert before <= datetime.fromisoformat(one["at"]) <= datetime.now(UTC)
    assert found(Path("登记/r.jsonl")) == []
    assert "迅捷" not in Path("登记/r.jsonl").read_text(encoding="utf-8")


def test_reading_forms_is_registered_with_the_archive_behind_it() -> None:
    settings("")
    assert run(["render", "customer-file", ARCHIVE, "-o", "out", "--customer", "KA-001"]) == 0
    args = ["read", "out", "--against", ARCHIVE, "--as-of", "2026-10-08"]
    assert run(args) in (0, 1)
    *_, last = register.entries(Path("登记/r.jsonl"))
    assert last["command"] == "read"
    assert last["files"][-1]["file"] == ARCHIVE


def reported(name: str, *role: str) -> Path:
    args = ["check", ".", "--as-of", "2026-10-08", "--format", "json", "-o", name, *role]
    assert run(args) < 2
    return Path(name)


EARLIER = {
    "diff": ["diff", "old.json", "new.json"],
    "explain": ["explain", "strategic-account/4.2.2.1/technical-owner/KA-002"],
}


@pytest.mark.parametrize("command", EARLIER)
def test_showing_what_an_earlier_run_found_is_registered(
    command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    settings("why_needed = true\n")
    why = ["--why", "抽查", "--role", "sales"]
    new, old = reported("new.json", *why), reported("old.json", *why)
    words = EARLIER[command] + (["--report", "new.json"] if command == "explain" else [])
    capfd.readouterr()
    assert run(words) == 2
    assert "KD952" in capfd.readouterr().err
    assert run([*words, *why]) == 0
    assert capfd.readouterr().out
    *_, one = register.entries(Path("登记/r.jsonl"))
    assert (one["command"], one["role"], one["why"]) == (command, "sales", "抽查")
    assert one["shown"] == {"customer": ["basics", "contact"]}
    known = ["KA-002"] if command == "explain" else one["customers"]
    assert one["customers"] == known
    assert known[-1] == "KA-002" if command == "explain" else len(known) > 2
    files = {file["file"]: file["sha256"] for file in one["files"]}
    read = [new] if command == "explain" else [old, new]
    assert files == {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in read}
    Path("登记/r.jsonl").unlink()
    Path("登记/r.jsonl").mkdir()
    assert run([*words, *why]) == 3
    shown = capfd.readouterr()
    assert (shown.out, "KD955" in shown.err) == ("", True)


@pytest.mark.parametrize("command", RUNS)
def test_what_cannot_be_registered_is_not_shown(
    command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    settings("")
    Path("登记").write_bytes(b"")  # no folder can be made of that name
    assert run([*RUNS[command], "--as-of", "2026-10-08"]) == 3
    said = capfd.readouterr()
    assert said.out == ""
    assert "KD955" in said.err
    assert not Path("out").exists()


def test_a_reason_is_asked_for_where_the_company_wants_one(
    capfd: pytest.CaptureFixture[str],
) -> None:
    settings("why_needed = true\n")
    assert run(["validate", ".", "--as-of", "2026-10-08"]) == 2
    assert "KD952" in capfd.readouterr().err
    assert not Path("登记").exists()
    assert run(["validate", ".", "--as-of", "2026-10-08", "--why", "抽查"]) < 2


def test_no_output_takes_the_place_of_the_register(capfd: pytest.CaptureFixture[str]) -> None:
    settings("")
    for name in ("登记/r.jsonl", "登记/r.jsonl.head"):
        assert run(["validate", ".", "--as-of", "2026-10-08", "-o", name]) == 2
        assert "KD957" in capfd.readouterr().err


def test_the_register_is_verified_and_shown(capfd: pytest.CaptureFixture[str]) -> None:
    settings("")
    for why in ("抽查", "复查"):
        assert run(["validate", ".", "--as-of", "2026-10-08", "--why", why]) < 2
    capfd.readouterr()
    assert run(["access", "verify"]) == 0
    said = capfd.readouterr().out
    last = register.verify(Path("登记/r.jsonl"))[2]
    assert "共2条" in said
    assert last in said
    assert run(["access", "verify", "登记/r.jsonl", "--head", last]) == 0
    assert run(["access", "verify", "--head", "0" * 64]) == 1
    capfd.readouterr()
    assert run(["access", "show", "--customer", "KA-002"]) == 0
    said = capfd.readouterr().out
    assert all(word in said for word in ("抽查", "复查", "KA-002", "联系方式"))
    assert run(["access", "show", "--customer", "KA-999", "--lang", "en"]) == 0
    nothing = capfd.readouterr()
    assert nothing.out == "nothing is registered\n"
    assert "does not name “KA-999”. It has the codes of customers, such as KA-001" in nothing.err
    path = Path("登记/r.jsonl")
    path.write_bytes(path.read_bytes().replace("抽查".encode(), "检查".encode()))
    assert run(["access", "verify"]) == 1
    assert "第1行" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ((0, 2, 3), {"zh": "第2行之前少了第2条", "en": "missing before line 2: entry 2"}),
        ((0, 3), {"zh": "第2行之前少了第2到3条", "en": "missing before line 2: entries 2 to 3"}),
        ((0, 1, 2), {"zh": "末尾少了第4条", "en": "missing at the end: entry 4"}),
        (
            (0, 1, 2, 3),
            {"zh": "完好：共4条", "en": " is intact: 4 entries"},
        ),
    ],
)
def test_which_entries_are_missing_is_told(
    kept: Sequence[int], said: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    settings("")
    for day in range(1, 5):
        run(["validate", ".", "--as-of", f"2026-10-0{day}", "--why", "抽查"])
    path = Path("登记/r.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[one] for one in kept))
    for lang, words in said.items():
        capfd.readouterr()
        run(["access", "verify", "--lang", lang])
        assert capfd.readouterr().out.splitlines()[0].endswith(words)


def test_without_a_register_there_is_nothing_to_verify(capfd: pytest.CaptureFixture[str]) -> None:
    Path("kamdocs.toml").write_text("", encoding="utf-8")
    for name in ("verify", "show"):
        assert run(["access", name]) == 2
        assert "KD956" in capfd.readouterr().err
