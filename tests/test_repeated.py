"""What a role does not see, where other words repeat it: remarks, reports, names of files."""

import json
import re
import time
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kamdocs import config, data, review, sheets
from kamdocs.cli.main import run
from kamdocs.intake import read_all
from kamdocs.masking import Masker, view_of
from kamdocs.model import MASK, Record
from tests import desk
from tests.test_roles import unpacked

DAY = "2026-10-08"
ROLE = """
[roles.outside]
sees = ["customer.file", "visit.visit", "visit.matters", "visit.information",
        "visit.record", "visit_plan.plan", "visit_plan.visit", "visit_plan.record"]
"""
SLOWEST = 15
"""Seconds, on a machine with other things to do; quadratic work would take minutes."""
TABLE = data.load(desk.example("tests/cases/repeated.yaml")).data
OTHER = {"name": "无锡恒通电梯有限公司", "code": "KA-002", "account_manager": "李晓雯"}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kamdocs.toml").write_text(ROLE, encoding="utf-8")


def table(rows: list[dict[str, str]]) -> str:
    """Rows as a table of the desk."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def shown(texts: list[str]) -> dict[tuple[str, str], str]:
    """Each text as the role sees it in a visit of either customer."""
    first = {"name": "苏州迅捷电梯有限公司", "code": "KA-001", "account_manager": "李晓雯"}
    visits = [
        {"customer_code": code, "customer_name": name, "visited_on": "2026-08-05",
         "visitors": "李晓雯", "visit_no": f"{code}-{number}", "remark": text}
        for code, name in ((first["code"], first["name"]), (OTHER["code"], OTHER["name"]))
        for number, text in enumerate(texts)
    ]  # fmt: skip
    customers = table([first | TABLE["hidden"], OTHER])
    Path("a.xlsx").write_bytes(desk.workbook({"customer": customers, "visit": table(visits)}, {}))
    schemas = sheets.built_in()
    files = [*read_all(review.gather([Path("a.xlsx")]), schemas)]
    records = review.validate(files, schemas, date.fromisoformat(DAY))[0]
    view = view_of("outside", config.load(Path("kamdocs.toml")), schemas)
    masker = Masker(view, schemas, records, files)
    told = [masker.record(one) for one in records if one.kind == "visit"]
    number = re.compile(r"(KA-\d+)-(\d+)\Z")
    return {
        (found[1], texts[int(found[2])]): one.text("remark")
        for one in told
        if (found := number.match(one.text("visit_no")))
    }


def test_what_free_text_repeats_is_masked_in_it() -> None:
    cases: list[dict[str, Any]] = TABLE["cases"]
    told = shown([one["text"] for one in cases])
    wrong = [
        (code, one["text"], made)
        for one in cases
        for code, wanted in (
            ("KA-001", one.get("own", one["text"])),
            ("KA-002", one.get("other", one.get("own", one["text"]))),
        )
        if (made := told[code, one["text"]]) != wanted
    ]
    assert wrong == []


def test_a_day_that_cannot_be_read_is_cited_without_what_it_repeats(
    capfd: pytest.CaptureFixture[str],
) -> None:
    first = {"name": "苏州迅捷电梯有限公司", "code": "KA-001"}
    visit = {"customer_name": first["name"], "visited_on": "与钱思远见面那天", "visitors": "李晓雯"}
    tables = {"customer": table([first | TABLE["hidden"]]), "visit": table([visit])}
    Path("a.xlsx").write_bytes(desk.workbook(tables, {}))
    for args in (["validate", "--full"], ["check", "--policy", "account-manager", "--all"]):
        run([*args, "a.xlsx", "--as-of", DAY, "--role", "outside", "--lang", "zh"])
        said = "".join(capfd.readouterr())
        assert "钱思远" not in said
        assert f"与{MASK}见面那天" in said
    asked = ["--as-of", DAY, "--role", "outside", "-o", "made"]
    assert run(["render", "visit-report", "a.xlsx", *asked]) in (0, 1)
    (document,) = Path("made").glob("*.docx")
    words = "".join([document.name, *unpacked(document.read_bytes())])
    assert "钱思远" not in words
    assert f"与{MASK}见面那天" in words


def archive() -> list[Record]:
    schemas = sheets.built_in()
    files = read_all(review.gather([desk.example("samples/good")]), schemas)
    return [one for one in review.validate(files, schemas, date.fromisoformat(DAY))[0]
            if one.kind == "customer"]  # fmt: skip


def planted(customer: Record) -> tuple[str, set[str]]:
    """A remark that repeats what stands in hidden fields of a customer in other ways, and the same
    as it is sought: without blanks and hyphens, in small letters."""
    phone, sales = customer.text("phone"), customer.values["annual_sales"]
    street = re.sub(r".*[省市区县]", "", customer.text("address"))
    said = {
        phone.replace("-", "－").replace("1", "１"),
        customer.text("email").upper(),
        customer.text("contact"),
        street,
        f"{sales}万元",
        customer.text("credit_code"),
    }
    return "，".join(sorted(said)) + "。", {plain(one) for one in said if one}


def plain(words: str) -> str:
    return re.sub(r"[\s\-－]", "", unicodedata.normalize("NFKC", words)).casefold()


def plant(folder: Path) -> set[str]:
    """The sample company with hidden values repeated: in every remark and report of a visit, in the
    names of a file and of a sheet. What is to be sought."""
    known = {one.text("name"): one for one in archive() if "华东" in one.row.file}
    sought = {word for one in known.values() for word in planted(one)[1]}
    first = next(iter(known.values()))
    folder.mkdir()
    for path in sorted(desk.example("samples/good").glob(FILES)):
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            columns: list[int] = []
            for row, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                words = [str(cell).partition("（")[0].rstrip("*") for cell in cells]
                if "客户名称" in words:
                    columns = [at for at, word in enumerate(words, 1) if word in NOTED]
                mine = next((known[word] for word in words if word in known), None)
                for column in columns if mine else ():
                    sheet.cell(row, column).value = planted(mine)[0] if mine else ""
        name = path.name
        if "2026-07" in name:
            name = f"{first.text('contact')} {first.text('phone')} {name}"
            book.worksheets[0].title = f"拜访{first.text('contact')}"
        book.save(folder / name)
    return sought


FILES = "[客拜登]*-[华2]*[东73].xlsx"
NOTED = {"处理结果", "客户经营现况", "竞争对手动态", "产品需求", "备注", "特别原因", "访问目的"}


def test_nothing_hidden_stands_in_any_output_where_visible_words_repeat_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    sought = plant(Path("in"))
    assert len(sought) > 30
    common = ["in", "--as-of", DAY, "--role", "outside"]
    runs = [
        ["review", *common, "--period", "2026Q3", "-o", "out"],
        ["plan", *common, "--period", "2026Q4", "-o", "plan"],
        ["render", "return-notice", *common, "--period", "2026Q3", "-o", "back"],
        ["validate", *common, "--full"],
    ]
    told = {}
    for args in runs:
        assert run(args) in (0, 1), args
        printed = capfd.readouterr()
        told[args[0]] = printed.out + printed.err
    for path in Path.cwd().rglob("*"):
        if path.is_file() and path.parts[-2] != "in" and path.name != config.NAME:
            told[path.name] = "\n".join([path.name, *unpacked(path.read_bytes())])
    marked = re.compile(r"<[^>]*>")
    found = {}
    for where, words in told.items():
        text = plain(words) + plain(marked.sub("", words))
        if those := sorted(one for one in sought if one in text):
            found[where] = those
    assert found == {}
    assert sum(MASK in words for words in told.values()) > 10
    assert any(f"[{MASK}" in words for words in told.values())  # a file by another name
    report = json.loads(Path("out/findings.json").read_bytes())
    assert len({file["file"] for file in report["files"]}) == len(list(Path("in").iterdir()))


def test_texts_made_to_be_slow_are_gone_over_once() -> None:
    """Half as long as a cell can be, of what patterns could go over again and again."""
    parts = ["市", "1", "12-", "迅捷电", "一", "1,", "a@", "2026-", "钱思", "周建明", "（", "0512 "]
    begun = time.monotonic()
    told = shown([(part * 32767)[:16000] for part in parts])
    assert len(told) == 2 * len(parts)
    assert time.monotonic() - begun < SLOWEST
