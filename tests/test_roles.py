"""Roles: what a role does not see stands in none of its outputs, and the verdicts stay the same."""

import html
import io
import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import pytest

from kamdocs import config, review, sheets
from kamdocs.cli.main import run
from kamdocs.faults import SetupFault
from kamdocs.intake import read_all
from kamdocs.masking import View, view_of
from kamdocs.model import MASK, Record, YearVolume
from kamdocs.words.codes import CODES
from tests import desk

SAMPLES = str(desk.example("samples/2026Q3"))
DAY, PERIOD, NEXT = "2026-10-08", "2026Q3", "2026Q4"
LITTLE = '[roles.little]\nsees = ["basics"]\n'
_LEAST = 4
"""Shorter values stand in sentences by chance."""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "near", lambda paths, folder: config.find(Path.cwd()))
    Path("kamdocs.toml").write_text(LITTLE, encoding="utf-8")


@cache
def records() -> list[Record]:
    schemas = sheets.built_in()
    files = read_all(review.gather([Path(SAMPLES)]), schemas)
    return review.validate(files, schemas, date.fromisoformat(DAY))[0]


def view(text: str = LITTLE) -> View:
    Path("kamdocs.toml").write_text(text, encoding="utf-8")
    return view_of("little", config.load(Path("kamdocs.toml")), sheets.built_in())


def spelled(value: object) -> Iterator[str]:
    """Every way in which an output may write a value."""
    match value:
        case bool() | int() | None:
            return
        case Decimal():
            yield from (f"{value:f}", f"{value.normalize():f}", f"{value.normalize():,f}")
        case date():
            yield from (value.isoformat(), f"{value.year}年{value.month}月{value.day}日")
        case YearVolume():
            yield from spelled(value.volume)
            yield value.remark
        case tuple():
            for part in value:
                yield from spelled(part)
        case _:
            yield str(value)
            yield from re.split(r"[/\n]", str(value))


def values(hidden: bool) -> set[str]:
    """The values of the sample company that the role does not see, or those that it does. The words
    that a schema gives to choose from tell nothing, for they stand in every rule."""
    here, schemas = view(), sheets.built_in()
    return {
        word.strip()
        for record in records()
        for name, value in record.values.items()
        if here.hides(record.kind, name) is hidden
        for word in spelled(value)
        if word.strip() and not (hidden and word in schemas[record.kind].fields[name].labels)
    }


def telling() -> set[str]:
    """The hidden values that are long enough to be searched for, and are nowhere a visible one."""
    open_to_all = "\n".join(sorted(values(hidden=False)))
    return {one for one in values(hidden=True) if len(one) >= _LEAST and one not in open_to_all}


def unpacked(content: bytes) -> Iterator[str]:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            for name in whole.namelist():
                yield from unpacked(whole.read(name))
        return
    words = html.unescape(content.decode("utf-8", "replace"))
    words = words.replace("\r\n ", "")  # how a calendar breaks its lines
    yield words


def outputs(capfd: pytest.CaptureFixture[str], *role: str) -> dict[str, list[str]]:
    """Everything that every command writes for the sample company, in parts, by where it is
    written."""
    common = [SAMPLES, "--as-of", DAY, *role]
    check = ["check", *common, "--period", PERIOD, "--all"]
    runs: list[list[str]] = [
        ["validate", *common, "--full"],
        ["validate", *common, "--format", "json"],
        check,
        [*check, "--lang", "en"],
        [*check, "--format", "json"],
        [*check, "--format", "html"],
        [*check, "--format", "xlsx", "-o", "check.xlsx"],
        ["review", *common, "--period", PERIOD, "-o", "out"],
        ["plan", *common, "--period", NEXT, "-o", "plan"],
        ["plan", *common, "--period", NEXT, "-o", "plan again", "--format", "json"],
        ["render", "customer-file", *common, "-o", "files", "--combine"],
        ["render", "return-notice", *common, "--period", PERIOD, "-o", "back"],
        ["policy", "diff", "strategic-account", "account-manager", *common],
    ]
    told: dict[str, list[str]] = {"explain": [], "read": []}
    for args in runs:
        assert run(args) in (0, 1), args
        shown = capfd.readouterr()
        told[" ".join(args)] = [shown.out + shown.err]
        if args[0] == "plan" and "json" in args:
            Path("plan.json").write_text(shown.out, encoding="utf-8")
    report = json.loads(Path("out/findings.json").read_bytes())
    for one in (*report["verdicts"][::9], *report["findings"][::9]):
        assert run(["explain", one["id"], "--report", "out/findings.json"]) == 0
        told["explain"].append(capfd.readouterr().out)
    forms = [path for path in Path("out/forms").iterdir() if path.suffix == ".docx"][:4]
    for path in forms:
        assert run(["read", str(path), "--against", *common]) in (0, 1)
        shown = capfd.readouterr()
        told["read"].append(shown.out + shown.err)
    for path in sorted(Path.cwd().rglob("*")):
        if path.is_file() and path.name != config.NAME:
            parts = [str(path), *unpacked(path.read_bytes())]
            told[path.relative_to(Path.cwd()).as_posix()] = parts
    return told


@cache
def ours() -> str:
    """The words of our policies, the help of our schemas and what we say of how to mend things:
    they stand in reports and forms."""
    folder = desk.example("schemas/policies")
    policies = [path for path in sorted(folder.glob("*.yaml")) if ".cases." not in path.name]
    fields = (one for schema in sheets.built_in().values() for one in schema.fields.values())
    words = [path.read_text(encoding="utf-8") for path in policies]
    mends = (one.mend for one in CODES.values())
    return "\n".join([*words, *(one.help.zh for one in fields), *(one.zh for one in mends)])


def stated() -> set[str]:
    """What the verdicts themselves state, which stays: who is responsible, when something is due
    and of which period; the days of what is planned anew; and what the names of files, which may
    hold the month of a sheet, and the command line say."""
    report = json.loads(Path("out/findings.json").read_bytes())
    plan = json.loads(Path("plan.json").read_bytes())
    verdicts = report["verdicts"]
    sheets_read = [sheet for file in report["files"] for sheet in file["sheets"]]
    days = {
        report["as_of"],
        *(one["due"] for one in (*verdicts, *plan["dues"])),
        *(one["latest"] for one in plan["dues"]),
        *(one[name] for one in plan["visits"] for name in ("day", "first", "last")),
        *(one[name] for one in sheets_read for name in ("speaks_from", "speaks_until")),
    }
    spelt = {word for day in days if day for word in spelled(date.fromisoformat(day))}
    spelt |= {
        day[:7] for day in days if day
    }  # the page counts verdicts by the months of their days
    names = {one for one in telling() if any(one in path.name for path in Path(SAMPLES).iterdir())}
    said = {str(one[name]) for one in verdicts for name in ("owner", "period")}
    return (
        spelt
        | names
        | said
        | {one for one in telling() if one in ours() and not re.match(r"\d{4}-\d", one)}
    )


def stands_in(word: str, words: str) -> bool:
    """Whether a value stands in some text; a number only where it is not a part of another."""
    if re.fullmatch(r"[\d,.]+|\d{4}-\d\d", word):
        return word in numbers_in(words)
    return word in words


@lru_cache(maxsize=1)
def numbers_in(words: str) -> set[str]:
    """What stands by itself in some text, numbers among it; those that a workbook has for a text
    are none."""
    bare = re.sub(r'<c [^>]*t="s"[^>]*><v>\d+</v>|<[^>]*>', " ", words)
    return {one.rstrip(".,-") for one in re.findall(r"[\w.,-]+", bare)}


def test_nothing_that_a_role_does_not_see_stands_in_its_outputs(
    capfd: pytest.CaptureFixture[str],
) -> None:
    wanted = telling()
    assert len(wanted) > 500
    told = outputs(capfd, "--role", "little")
    wanted -= stated()
    # What many documents share, such as their styles, is looked through once.
    parts = {words: where for where, parts in told.items() for words in parts}
    found = {
        (where, one) for words, where in parts.items() for one in wanted if stands_in(one, words)
    }
    assert found == set()
    shown = [where for where in told if where.startswith("out/") and "manifest" not in where]
    assert len(shown) > 60
    for name in ("findings.json", "report.html"):
        assert MASK in "".join(told[f"out/{name}"])


def test_without_a_role_the_same_values_are_found(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["review", SAMPLES, "--as-of", DAY, "--period", PERIOD, "-o", "out"]) == 1
    assert run(["check", SAMPLES, "--as-of", DAY, "--all"]) == 1
    words = capfd.readouterr().out
    paths = (path for path in Path("out").rglob("*") if path.is_file())
    words += "\n".join(words for path in paths for words in unpacked(path.read_bytes()))
    wanted = telling()
    found = {one for one in wanted if stands_in(one, words)}
    assert len(found) > len(wanted) * 2 // 3  # some registers are printed nowhere


def test_verdicts_and_findings_stay_what_they_are(capfd: pytest.CaptureFixture[str]) -> None:
    both = []
    for role in ((), ("--role", "little")):
        args = ["check", SAMPLES, "--as-of", DAY, "--period", PERIOD, "--format", "json", *role]
        assert run(args) == 1
        both.append(json.loads(capfd.readouterr().out))
    whole, masked = both
    assert [whole["role"], masked["role"]] == [None, "little"]
    assert whole["summary"] == masked["summary"]
    for one, other in zip(whole["verdicts"], masked["verdicts"], strict=True):
        kept = (
            "status",
            "rule",
            "subject",
            "subject_name",
            "owner",
            "due",
            "place",
            "period",
            "mend",
        )
        assert [one[name] for name in kept] == [other[name] for name in kept]
        cells = [[cell["shown"] for cell in side["evidence"]] for side in (one, other)]
        assert cells[0] == cells[1]
    ids = [one["id"] for one in masked["verdicts"]]
    assert len(set(ids)) == len({one["id"] for one in whole["verdicts"]})
    for one, other in zip(whole["findings"], masked["findings"], strict=True):
        assert [one[name] for name in ("id", "code")] == [other[name] for name in ("id", "code")]


def test_choices_and_short_values_are_masked_in_evidence(
    capfd: pytest.CaptureFixture[str],
) -> None:
    args = ["check", SAMPLES, "--as-of", DAY, "--period", PERIOD, "--format", "json"]
    assert run([*args, "--role", "little"]) == 1
    report = json.loads(capfd.readouterr().out)
    labels = {
        field.label.zh: here.hides(kind, name)
        for here in [view()]
        for kind, schema in sheets.built_in().items()
        for name, field in schema.fields.items()
        if kind == "customer"
    }
    cells = [cell for one in report["customers"] for cell in one["cells"]]
    held = [(one["field"]["zh"], one["value"]["zh"]) for cell in cells for one in cell["holds"]]
    assert len(held) > 20
    hidden = {value for label, value in held if labels[label]}
    assert hidden <= {MASK, "空"}
    assert MASK in hidden


def test_forms_do_not_reckon_with_what_is_hidden() -> None:
    """A volume that is not seen is not called unreported, and no sum leaves it out in silence."""
    Path("kamdocs.toml").write_text(
        '[roles.little]\nsees = ["basics", "standing", "subject", "dealings", "file"]\n',
        encoding="utf-8",
    )
    args = ["render", "status-report", SAMPLES, "--as-of", DAY, "--period", "2026-09"]
    assert run([*args, "-o", "forms", "--role", "little"]) == 0
    (path,) = Path("forms").glob("*.docx")
    words = re.sub(r"<[^>]+>", "", "\n".join(unpacked(path.read_bytes())))
    assert MASK in words
    assert "户已报" not in words


@pytest.mark.parametrize("sees", ['"basics"', '"basics", "standing", "volume", "topics"'])
def test_a_form_whose_records_cannot_be_told_is_not_said_to_have_none(
    sees: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whose months a status report lists goes by the tier, which one role does not see, and by the
    month, which the other does not."""
    Path("kamdocs.toml").write_text(f"[roles.little]\nsees = [{sees}]\n", encoding="utf-8")
    run(["render", "status-report", SAMPLES, "--as-of", DAY, "-o", "forms", "--role", "little"])
    assert "按这个角色看到的内容，没有相应的记录" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code", "line", "name", "near"),
    [
        ('[roles.a]\nsees = ["basics", "contacts"]\n', "KD950", 2, "contacts", "contact"),
        ('[roles.a]\nsees = ["visit.peple"]\n', "KD950", 2, "visit.peple", "visit.people"),
        ("[roles.litle]\nsees = []\n", "KD951", 0, "little", "litle"),
        ("", "KD951", 0, "little", "-"),
    ],
)
def test_a_role_that_is_not_there_is_told_with_the_nearest(
    text: str, code: str, line: int, name: str, near: str
) -> None:
    with pytest.raises(SetupFault) as caught:
        view(text)
    fault = caught.value
    assert (fault.code, fault.line, fault.facts["name"], fault.facts["near"]) == (
        code, line, name, near,
    )  # fmt: skip


def test_a_group_may_be_named_for_one_kind_alone() -> None:
    here = view('[roles.little]\nsees = ["visit.people", "contact"]\n')
    assert not here.hides("visit", "visitors")
    assert here.hides("meeting", "attendees")
    assert not here.hides("customer", "phone")
    assert here.hides("customer", "credit_code")


def test_whose_a_row_is_and_how_secret_is_always_seen() -> None:
    here = view("[roles.little]\nsees = []\n")
    for name in ("code", "name", "account_manager", "confidentiality"):
        assert not here.hides("customer", name)
    for kind, schema in sheets.built_in().items():
        assert not here.hides(kind, schema.roles.name)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["validate", SAMPLES, "--annotate", "a"], "KD953"),
        (["validate", SAMPLES, "--fix", "a"], "KD953"),
        (["review", SAMPLES, "--annotate", "-o", "a"], "KD953"),
        (["render", "return-notice", SAMPLES, "--annotate", "-o", "a"], "KD953"),
        (["render", "customer-file", SAMPLES, "--tier", "战略客户", "-o", "a"], "KD954"),
        (["validate", SAMPLES, "--role", "litle"], "KD951"),
    ],
)
def test_what_a_role_may_not_do_is_refused(
    args: list[str], code: str, capfd: pytest.CaptureFixture[str]
) -> None:
    role = [] if "--role" in args else ["--role", "little"]
    assert run([*args, "--as-of", DAY, *role]) == 2
    assert code in capfd.readouterr().err
    assert not Path("a").exists()


def test_the_role_of_the_configuration_holds_where_none_is_named(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("kamdocs.toml").write_text(f'{LITTLE}[access]\nrole = "little"\n', encoding="utf-8")
    assert run(["validate", SAMPLES, "--as-of", DAY, "--format", "json"]) == 1
    assert json.loads(capfd.readouterr().out)["role"] == "little"


def test_an_earlier_report_of_other_eyes_is_not_compared_with(
    capfd: pytest.CaptureFixture[str],
) -> None:
    args = ["check", SAMPLES, "--as-of", DAY]
    assert run([*args, "--format", "json", "-o", "full.json"]) == 1
    assert run([*args, "--baseline", "full.json", "--role", "little"]) == 3
    assert "KD958" in capfd.readouterr().err
    assert run([*args, "--format", "json", "-o", "little.json", "--role", "little"]) == 1
    assert run([*args, "--baseline", "little.json", "--role", "little"]) == 1


def test_a_report_of_other_eyes_is_not_told_of(capfd: pytest.CaptureFixture[str]) -> None:
    check = ["check", SAMPLES, "--as-of", DAY, "--format", "json"]
    assert run([*check, "-o", "full.json"]) == 1
    assert run([*check, "-o", "little.json", "--role", "little"]) == 1
    name = json.loads(Path("little.json").read_bytes())["verdicts"][0]["id"]
    little = ["--role", "little"]
    for words, code, said in (
        (["explain", name, "--report", "full.json", *little], 3, "KD972"),
        (["explain", name, "--report", "little.json", *little], 0, ""),
        (["explain", name, "--report", "little.json"], 0, ""),
        (["explain", "KD201", *little], 2, "--role"),
        (["diff", "full.json", "full.json", *little], 3, "KD972"),
        (["diff", "little.json", "little.json", *little], 0, ""),
        (["diff", "full.json", "little.json"], 3, "KD958"),
    ):
        capfd.readouterr()
        assert run(words) == code, words
        shown = capfd.readouterr()
        assert said in shown.err
        assert bool(shown.out) is (code == 0)


BLOCK = re.compile(r"^```(sh|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "page", ["docs/en/how-to/trade-secrets.md", "docs/zh/how-to/trade-secrets.md"]
)
def test_what_the_page_shows_is_run(page: str, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(desk.example("samples/good"), "samples/good")
    ran = 0
    for language, body in BLOCK.findall(desk.example(page).read_text(encoding="utf-8")):
        if language == "toml":
            Path("kamdocs.toml").write_text(body, encoding="utf-8")
            continue
        for line in body.splitlines():
            assert run(shlex.split(line)[1:]) in (0, 1), line
            ran += 1
    assert ran == 4
    assert MASK in Path("out/findings.json").read_text(encoding="utf-8")
    assert "KA-001" in capfd.readouterr().out
