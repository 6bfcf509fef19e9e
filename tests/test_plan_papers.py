"""The papers of a plan, from the command line: workbook, Word form, calendar."""

import io
import json
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pytest

from kamdocs import compliance, forms, planning, review
from kamdocs.cli.main import run
from kamdocs.intake import gather, read_all
from kamdocs.model import VISIT_PLAN, How, Period, Plan, Record
from kamdocs.reports.planning.calendar import plan_calendar
from tests import desk
from tests.forms.cabinet import HOSTILE, rows_of
from tests.forms.soundness import faults

PAPERS = ("visit-plan.xlsx", "访问计划.docx", "visit-plan.ics")
Q4 = ("--period", "2026Q4", "--as-of", "2026-10-02", "--policy", "strategic-account")
CUSTOMER = (
    "| code | name | account_manager | executive_sponsor | technical_owner | quality_engineer |\n"
    "| KA-001 | 甲川电梯 | 李晓雯 | 陈立群 | 韩冬 | 苏洁 |\n"
    "| KA-002 | 乙川电梯 | 王芳 | | | |"
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own, with no configuration above it."""
    monkeypatch.chdir(tmp_path)
    for name in ("KAMDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def hand_in(name: str = "交来/交来.xlsx", **tables: str) -> str:
    """A folder with a workbook of some tables; its name."""
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(desk.workbook({"customer": CUSTOMER, **tables}, {}))
    return str(path.parent)


def papers(folder: str) -> dict[str, bytes]:
    return {name: (Path(folder) / name).read_bytes() for name in PAPERS}


def events(content: bytes) -> dict[str, Any]:
    """The events of a calendar by their ids, as a calendar keeps them."""
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


def rows(path: Path) -> list[Record]:
    """The rows of a visit plan, as they are read and validated."""
    files = read_all(gather([path]), desk.SCHEMAS)
    records, findings = review.validate(files, desk.SCHEMAS, date(2026, 10, 8))
    assert {one.code for one in findings} <= {"KD306"}  # no archive was handed in beside it
    return [one for one in records if one.kind == VISIT_PLAN]


def parts(row: Record, name: str) -> list[str]:
    """The parts of a list in a row."""
    value = row.get(name)
    return [str(part) for part in value] if isinstance(value, tuple) else []


def words_of(document: str) -> str:
    """The words of the first table of a document, cell by cell."""
    return "\n".join(cell for row in rows_of(docx.Document(document)) for cell in row)


class TestWorkbook:
    def test_it_is_sound_and_says_what_is_planned(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["plan", hand_in(), *Q4, "--format", "json", "-o", "out"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert run(["validate", "out/visit-plan.xlsx", "--as-of", "2026-10-08"]) == 0
        read = rows(Path("out/visit-plan.xlsx"))
        assert [
            (
                row.text("customer_code"),
                row.text("planned_for"),
                *(parts(row, name) for name in ("visit_level", "visitors", "counterpart_level")),
            )
            for row in read
        ] == [
            (
                one["customer"],
                one["day"],
                one["levels"],
                one["people"],
                one["counterpart_levels"],
            )
            for one in told["visits"]
        ]
        assert {row.text("planned_on") for row in read} == {"2026-10-02"}

    def test_handed_in_it_is_planned_and_not_planned_again(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = hand_in()
        assert run(["plan", folder, *Q4, "--format", "json", "-o", "out"]) == 0
        first = json.loads(capsys.readouterr().out)
        shutil.copy("out/visit-plan.xlsx", folder)
        assert run(["plan", folder, *Q4, "--format", "json", "-o", "again"]) == 0
        second = json.loads(capsys.readouterr().out)
        assert second["visits"] == []
        assert [one["day"] for one in second["planned"]] == [one["day"] for one in first["visits"]]
        hows = {one["id"]: one["how"] for one in second["dues"]}
        assert {hows[one] for visit in first["visits"] for one in visit["settles"]} == {"planned"}
        loads = [
            {one["person"]: one["visits"] for one in told["loads"]} for told in (first, second)
        ]
        assert loads[0]["李晓雯"] == loads[1]["李晓雯"] == 3

    def test_every_line_of_a_cell_shows_and_it_prints_one_page_wide(self) -> None:
        run(["plan", hand_in(), *Q4, "-o", "out"])
        sheet: Any = openpyxl.load_workbook("out/visit-plan.xlsx")["访问计划"]
        heads = [cell.value for cell in sheet[4]]
        purpose = heads.index(next(one for one in heads if "目的" in str(one)))
        rows = list(sheet.iter_rows(min_row=5, max_row=sheet.max_row))
        told = [(row[0].row, str(row[purpose].value)) for row in rows if row[purpose].value]
        assert any("\n" in words for _, words in told)
        for number, words in told:
            assert sheet.row_dimensions[number].height >= 16 * len(words.split("\n"))
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)

    def test_beside_it_stands_what_falls_due_and_who_does_how_much(self) -> None:
        run(["plan", hand_in(), *Q4, "--lang", "en", "-o", "out"])
        book = openpyxl.load_workbook("out/visit-plan.xlsx")
        assert book.sheetnames == [
            *("How to fill in", "访问计划", "What falls due", "Who does how much", "kamdocs")
        ]
        assert book.active is not None
        assert book.active.title == "访问计划"
        told = list(book["What falls due"].iter_rows(min_row=4, values_only=True))
        assert (
            "in this plan", "甲川电梯 (KA-001)", "4.2.4.2", "2026Q4", "苏洁", 1
        ) in [(one[0], one[3], one[5], one[7], one[8], one[9]) for one in told]  # fmt: skip
        load = {row[0]: row[4] for row in book["Who does how much"].iter_rows(values_only=True)}
        assert load["李晓雯"] == 3


class TestCalendar:
    def test_taken_in_twice_it_gives_the_same_events(self) -> None:
        run(["plan", hand_in(), *Q4, "-o", "out"])
        first = papers("out")
        run(["plan", hand_in(), *Q4, "-o", "again"])
        assert papers("again") == first
        mine = events(first["visit-plan.ics"])
        assert {**mine, **events(papers("again")["visit-plan.ics"])} == mine
        planned = {row.text("planned_for") for row in rows(Path("out/visit-plan.xlsx"))}
        assert {str(one["DTSTART"].dt) for one in mine.values()} == planned
        assert len(mine) == len(rows(Path("out/visit-plan.xlsx")))

    def test_each_event_is_a_whole_day_with_a_reminder(self) -> None:
        run(["plan", hand_in(), *Q4, "-o", "out"])
        for event in events(papers("out")["visit-plan.ics"]).values():
            assert type(event["DTSTART"].dt) is date
            assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
            assert {"UID", "DTSTAMP", "SUMMARY", "DESCRIPTION"} <= set(event)
            (alarm,) = event.walk("VALARM")
            assert alarm["TRIGGER"].dt == timedelta(days=-3, hours=9)

    def test_a_later_plan_moves_the_events_of_an_earlier_one(self) -> None:
        later = [*Q4[:3], "2026-11-10", *Q4[4:]]
        run(["plan", hand_in(), *Q4, "-o", "out"])
        visit = "| customer_name | visited_on | visit_level |"
        made = [
            f"| {name}川电梯 | 2026-{day} | 大客户经理 |"
            for name in "甲乙"
            for day in ("10-14", "11-04")
        ]
        run(["plan", hand_in(visit="\n".join([visit, *made])), *later, "-o", "later"])
        first, second = (events(papers(name)["visit-plan.ics"]) for name in ("out", "later"))
        known = {
            name
            for name, event in first.items()
            if "2026年12月" in event["DESCRIPTION"] and "每月至少" in event["DESCRIPTION"]
        }
        assert len(known) == 2
        assert known <= set(second)
        assert all(second[name]["SEQUENCE"] > first[name]["SEQUENCE"] for name in known)

    @pytest.mark.parametrize(("lang", "word"), [("zh", "拜访"), ("en", "Visit ")])
    def test_it_speaks_the_language_of_the_run(self, lang: str, word: str) -> None:
        run(["plan", hand_in(), *Q4, "--lang", lang, "-o", "out"])
        for event in events(papers("out")["visit-plan.ics"]).values():
            assert str(event["SUMMARY"]).startswith(word)


def calendar() -> dict[str, tuple[bool, date, int]]:
    """The events of the calendar as their ids, whether they are cancelled, day and number."""
    found = events(papers("out")["visit-plan.ics"])
    return {
        uid: (str(one.get("STATUS")) == "CANCELLED", one.decoded("dtstart"), int(one["SEQUENCE"]))
        for uid, one in found.items()
    }


class TestWhatAPlanDropsFromTheCalendar:
    def plan(self, folder: str, *more: str, day: str = "2026-10-02") -> None:
        days = ("--period", "2026Q4", "--as-of", day, "--policy", "strategic-account")
        assert run(["plan", folder, *days, *more, "-o", "out"]) in (0, 1)

    def test_a_visit_that_is_off_is_cancelled_under_its_id_and_comes_back(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.plan(hand_in())
        first, whole = calendar(), papers("out")["visit-plan.ics"]
        gone = CUSTOMER.rsplit("\n", 1)[0]  # the second customer is one no more
        folder = hand_in("少/少.xlsx", customer=gone)
        self.plan(folder)
        second = calendar()
        assert "KD581" in capsys.readouterr().err
        assert first.keys() == second.keys()
        dropped = {uid for uid, (off, *_) in second.items() if off}
        assert 0 < len(dropped) < len(first)
        for uid in dropped:
            assert second[uid][1] == first[uid][1]
            assert second[uid][2] > first[uid][2]
        event = events(papers("out")["visit-plan.ics"])[min(dropped)]
        assert str(event["SUMMARY"]).startswith("已取消：拜访")
        assert event.walk("VALARM") == []
        twice = papers("out")["visit-plan.ics"]
        self.plan(folder)
        assert papers("out")["visit-plan.ics"] == twice
        self.plan(hand_in())
        third = calendar()
        assert not any(off for off, *_ in third.values())
        assert all(third[uid][2] > second[uid][2] for uid in dropped)
        assert papers("out")["visit-plan.ics"] != whole

    def test_what_is_past_or_handed_in_as_a_plan_is_not_cancelled(self) -> None:
        folder = hand_in()
        self.plan(folder)
        first = calendar()
        self.plan(folder, day="2026-10-31")
        assert min(day for _, day, _ in first.values()) < date(2026, 10, 31)
        assert not any(off for off, *_ in calendar().values())
        self.plan(folder, "--force")
        shutil.copy("out/visit-plan.xlsx", folder)
        self.plan(folder)
        assert not any(off for off, *_ in calendar().values())
        assert first.keys() <= calendar().keys()

    def test_a_plan_of_something_else_cancels_nothing(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = hand_in()
        self.plan(folder)
        capsys.readouterr()
        self.plan(folder, "--manager", "王芳")
        assert "KD582" in capsys.readouterr().err
        assert not any(off for off, *_ in calendar().values())

    @pytest.mark.parametrize(
        "content",
        [b"", b"BEGIN:VCALENDAR", b"\xff\x00", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"],
    )
    def test_what_is_no_calendar_of_a_plan_is_none(self, content: bytes) -> None:
        folder = hand_in()
        self.plan(folder)
        wanted = papers("out")["visit-plan.ics"]
        Path("out/visit-plan.ics").write_bytes(content)
        self.plan(folder, "--force")
        assert papers("out")["visit-plan.ics"] == wanted


def test_a_saturday_that_is_worked_is_marked_and_whoever_answers_goes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """2026-10-10, a Saturday, makes up for the holiday of October; the clause asks for no level."""
    told = "| code | name | account_manager | tier | tier_since |\n"
    rows_ = "".join(
        f"| KA-00{one} | {one}川 | 李晓雯 | 战略客户 | 2025-01-01 |\n" for one in (1, 2)
    )
    folder = hand_in(customer=told + rows_)
    when = ("--period", "2026Q4", "--as-of", "2026-10-08", "--policy", "retention")
    run(["plan", folder, *when, "-o", "计划"])
    said = capsys.readouterr().out
    assert "  2026-10-09周五 1川（KA-001）\n" in said
    assert "  2026-10-10周六（调休上班） 2川（KA-002）\n    李晓雯；" in said
    assert "李晓雯：2次" in said
    remarks = {str(row.day): row.text("remark") for row in rows(Path("计划/visit-plan.xlsx"))}
    assert remarks["2026-10-10"].startswith("周六，调休上班")
    assert "调休" not in remarks["2026-10-09"]
    told_of = [str(one["DESCRIPTION"]) for one in events(papers("计划")[PAPERS[2]]).values()]
    assert [("调休上班" in one, "李晓雯" in one) for one in told_of] in (
        [(False, True), (True, True)],
        [(True, True), (False, True)],
    )


@pytest.mark.parametrize("name", ["甲\r\nBEGIN:VEVENT\rX", "甲\x00\x0b乙", "甲\u2028乙;,\\n:"])
def test_a_name_ends_no_line_of_a_calendar(name: str) -> None:
    case = {"as_of": date(2026, 10, 2), "given": {"customer": CUSTOMER}}
    _, _, book = desk.handed_in(case)
    policy = compliance.find_policy("strategic-account", desk.SCHEMAS)
    plan = compliance.plan([policy], book, desk.SCHEMAS, Period.parse("2026Q4"))
    one = plan.visits[0].customer
    spoilt = one.known(values={**one.values, "name": name})
    mine = plan._replace(visits=(plan.visits[0]._replace(customer=spoilt, people=(name,)),))
    content = plan_calendar(mine, desk.SCHEMAS, "zh", b"", "")
    assert len(events(content)) == 1
    assert content.count(b"BEGIN:VEVENT\r\n") == 1
    assert b"\r" not in content.replace(b"\r\n", b"")


class TestWordForm:
    def test_it_lists_what_is_planned_and_comes_back(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        plan = (
            "| customer_name | planned_for | visit_level | visitors |\n"
            "| 乙川电梯 | 2026-10-20 | 大客户经理 | 王芳 |"
        )
        assert run(["plan", hand_in(visit_plan=plan), *Q4, "-o", "out"]) == 0
        assert faults(papers("out")["访问计划.docx"]) == []
        assert "2026年10月20日" in words_of("out/访问计划.docx")
        assert run(["read", "out/访问计划.docx", "--as-of", "2026-10-08", "-o", "read.xlsx"]) == 0
        new = rows(Path("out/visit-plan.xlsx"))
        names = ("planned_for", "visit_level", "visitors", "counterpart_level", "purpose", "remark")
        read = [[row.get(name) for name in names] for row in rows(Path("read.xlsx"))]
        assert len(read) == len(new) + 1
        assert all([row.get(name) for name in names] in read for row in new)
        capsys.readouterr()

    @pytest.mark.parametrize(
        ("more", "name"),
        [((), "访问计划_2026Q4.docx"), (("--period", "2026-11"), "访问计划_2026-11.docx")],
    )
    def test_plans_that_were_handed_in_are_rendered_too(
        self, more: tuple[str, ...], name: str
    ) -> None:
        plan = (
            "| customer_name | planned_for |\n| 乙川电梯 | 2026-08-20 |\n| 乙川电梯 | 2026-11-20 |"
        )
        folder = hand_in(visit_plan=plan)
        assert run(["render", "visit-plan", folder, "--as-of", "2026-10-08", *more, "-o", "o"]) == 0
        assert [one.name for one in Path("o").glob("*.docx")] == [name]
        visits = rows_of(docx.Document(f"o/{name}"))[1:-2]
        assert [row[1:3] for row in visits] == [["2026年11月20日", "周五"]]


class TestCommand:
    def test_one_account_manager(self, capsys: pytest.CaptureFixture[str]) -> None:
        folder = hand_in()
        args = ["plan", folder, *Q4, "--manager", "王芳", "--format", "json", "-o", "out"]
        assert run(args) == 0
        told = json.loads(capsys.readouterr().out)
        assert {one["customer"] for one in told["dues"]} == {"KA-002"}
        assert {one["customer"] for one in told["visits"]} == {"KA-002"}

    @pytest.mark.parametrize(
        ("args", "code", "word"),
        [
            (["--period", "2026Q3"], 2, "2026Q3"),
            (["--period", "2026Q4", "--manager", "无此人"], 2, "KD938"),
            (["--period", "2026Q4", "--policy", "strategic"], 2, "KD910"),
            ([], 2, "--period"),
        ],
    )
    def test_wrong_use(
        self, args: list[str], code: int, word: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["plan", hand_in(), "--as-of", "2026-10-08", "-o", "out", *args]) == code
        assert word in capsys.readouterr().err
        assert not Path("out").exists()

    def test_exit_codes(self, capsys: pytest.CaptureFixture[str]) -> None:
        overdue = [*Q4[:3], "2026-12-20", *Q4[4:]]
        assert run(["plan", hand_in(), *overdue, "-o", "out"]) == 1
        Path("交来/坏.xlsx").write_text("不是表格", encoding="utf-8")
        assert run(["plan", "交来", *Q4, "-o", "out2"]) == 3
        assert "坏.xlsx" in capsys.readouterr().err

    def test_what_somebody_changed_by_hand_stays(self, capsys: pytest.CaptureFixture[str]) -> None:
        folder = hand_in()
        run(["plan", folder, *Q4, "-o", "out"])
        Path("out/visit-plan.ics").write_text("mine", encoding="utf-8")
        run(["plan", folder, *Q4, "-o", "out"])
        assert Path("out/visit-plan.ics").read_text(encoding="utf-8") == "mine"
        assert "KD540" in capsys.readouterr().err
        run(["plan", folder, *Q4, "-o", "out", "--force"])
        assert events(papers("out")["visit-plan.ics"])

    @pytest.mark.parametrize(("lang", "month"), [("zh", "2026年10月"), ("en", "2026-10")])
    def test_the_screen_shows_it(
        self, lang: str, month: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(["plan", hand_in(), *Q4, "--lang", lang, "-o", "out"])
        said = capsys.readouterr().out
        whose = said.rsplit("李晓雯：" if lang == "zh" else "李晓雯: ")[1]
        assert f"{month}{' ' if lang == 'zh' else ':'}" in whose.splitlines()[0]
        for word in ("甲川电梯", "李晓雯", "4.2.1.3b", "2026-10-30"):
            assert word in said
        assert ("建议的拜访" if lang == "zh" else "Visits proposed") in said


@pytest.mark.parametrize("name", [one for one in HOSTILE if one.isprintable() and len(one) < 60])
def test_values_are_data(name: str) -> None:
    plain = " ".join(name.split())
    columns = ["code", "name", "account_manager", "quality_engineer"]
    table = "| " + " | ".join(columns) + " |\n| KA-001 | 甲 | 李晓雯 | 苏洁 |"
    content = desk.workbook({"customer": table}, {})
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    at = next(cell.column for cell in sheet[1] if str(cell.value).startswith("客户名称"))
    cell = sheet.cell(2, at or 1, plain)
    cell.data_type = "s"
    book.save("交来.xlsx")
    assert run(["plan", "交来.xlsx", *Q4, "-o", "out"]) in (0, 1)
    assert {one.name for one in Path("out").iterdir()} == {*PAPERS, "kamdocs-manifest.json"}
    written = openpyxl.load_workbook("out/visit-plan.xlsx")["访问计划"]
    names = {row[2].value for row in written.iter_rows(min_row=5) if row[2].value}
    assert len(names) == 1
    assert all(row[2].data_type != "f" for row in written.iter_rows(min_row=5))
    (shown,) = names
    told = events(papers("out")["visit-plan.ics"]).values()
    assert all(str(shown) in str(one["SUMMARY"]) for one in told)
    assert str(shown) in words_of("out/访问计划.docx")
    assert faults(papers("out")["访问计划.docx"]) == []


# The company of the samples, under both policies


def _plan_of(folder: str, *more: Path) -> tuple[Plan, Any]:
    policies = [
        compliance.find_policy(name, desk.SCHEMAS)
        for name in ("strategic-account", "account-manager")
    ]
    sources = gather([desk.example(folder), *more])
    _, book = review.check(sources, desk.SCHEMAS, (), date(2026, 10, 8))
    return compliance.plan(policies, book, desk.SCHEMAS, Period.parse("2026Q4")), book


def _visits_made(plan: Plan) -> bytes:
    """The planned visits as visits that were made, with all that a report says."""
    columns = ["customer_code", "customer_name", "visited_on", "visit_level", "visitors",
               "counterpart_level", "visit_mode"]  # fmt: skip
    lines = ["| " + " | ".join(columns) + " |"]
    for one in plan.visits:
        cells: Mapping[str, str] = {
            "customer_code": one.customer.text("code"),
            "customer_name": one.customer.text("name"),
            "visited_on": str(one.day),
            "visit_level": "、".join(one.levels),
            "visitors": "、".join(one.people or ("某人",)),
            "counterpart_level": "、".join(one.counterpart_levels),
            "visit_mode": one.mode,
        }
        lines.append("| " + " | ".join(cells[name] for name in columns) + " |")
    return desk.workbook({"visit": "\n".join(lines)}, {"visit": "2027-01-31"})


@pytest.mark.parametrize("folder", ["samples/good", "samples/2026Q3"])
def test_a_quarter_goes_as_planned(folder: str, tmp_path: Path) -> None:
    plan, book = _plan_of(folder)
    assert plan.visits
    form = forms.form(planning.FORM)
    basis = forms.Basis(book, desk.SCHEMAS)
    papers = planning.papers(plan, basis, form, "zh")
    again = planning.papers(plan, basis, form, "zh")
    assert [(one.name, one.content) for one in papers] == [(one.name, one.content) for one in again]
    workbook = next(one for one in papers if one.name == planning.WORKBOOK)
    (tmp_path / "计划.xlsx").write_bytes(workbook.content)
    (tmp_path / "拜访-已做.xlsx").write_bytes(_visits_made(plan))
    policies = list(plan.policies)
    report, _ = review.check(
        gather([desk.example(folder), tmp_path]),
        desk.SCHEMAS,
        policies,
        date(2027, 1, 31),
        Period.parse("2026Q4"),
    )
    statuses = {one.id: one.status for one in report.rulings}
    settled = [one.id for visit in plan.visits for one in visit.settles]
    assert {one: statuses[one] for one in settled} == dict.fromkeys(settled, "pass")
    kept = [one for one in report.rulings if one.rule == "planned-visit-made" and one.due]
    mine = [one for one in kept if one.due == date(2026, 12, 31)]
    assert len(mine) == len(plan.visits)
    assert {one.status for one in mine} == {"pass"}
    promised = [one for one in report.rulings if one.rule == "visit-plan"]
    visited = {visit.customer.text("code") for visit in plan.visits}
    assert {one.status for one in promised if one.subject in visited} == {"pass"}


def test_nobody_goes_twice_on_one_day() -> None:
    plan, _ = _plan_of("samples/2026Q3")
    days = [(person, visit.day) for visit in plan.visits for person in visit.people]
    assert len(days) == len(set(days))
    assert all(one.how in How for one in plan.dues)
