"""What a role sees of single verdicts, messages and forms: enough to act on, and nothing hidden."""

import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kamdocs import config
from kamdocs.cli.main import run
from kamdocs.model import MASK
from kamdocs.persons import is_person
from tests import desk
from tests.test_roles import unpacked

DAY, PERIOD = "2026-10-08", "2026Q3"
NONE = "[roles.none]\nsees = []\n"
SECRET = "孙隐藏"
HIDDEN_DAY = "2026-09-11"
ARCHIVE = {
    "客户编号": "KA-001", "客户名称": "苏州甲一电梯有限公司", "客户分类": "战略客户",
    "联系人": SECRET, "大客户经理": "沈知行", "分类生效日期": "2026-01-01",
}  # fmt: skip
VISIT = {
    "拜访编号": "V1", "客户编号": "KA-001", "客户名称": "苏州甲一电梯有限公司",
    "拜访日期": "2026-09-11", "拜访方式": "上门拜访", "我方人员": "沈知行",
    "客户方人员": f"{SECRET}/采购/经理", "填报日期": "2026-09-15", "报告人": "沈知行",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(config.NAME).write_text(NONE, encoding="utf-8")


def hand_in(
    *visits: dict[str, str],
    archive: dict[str, str] | None = None,
    name: str = "a.xlsx",
    sheet: str = "拜访报告",
    merged: str = "",
) -> None:
    """A workbook with one customer and its visits, in the folder ``in``."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "客户档案"
    tables = (book.worksheets[0], [ARCHIVE | (archive or {})]), (book.create_sheet(sheet), visits)
    for page, rows in tables:
        page.append([*rows[0]])
        for row in rows:
            page.append([*row.values()])
    if merged:
        book[sheet].merge_cells(merged)
    Path("in").mkdir(exist_ok=True)
    book.save(Path("in") / name)


def checked(capfd: pytest.CaptureFixture[str], *more: str) -> Any:
    args = ["check", "in", "--period", PERIOD, "--as-of", DAY, "--format", "json", *more]
    assert run(args) == 1
    return json.loads(capfd.readouterr().out)


def on(day: str, number: int = 1) -> dict[str, str]:
    return VISIT | {"拜访日期": day, "拜访编号": f"V{number}"}


def test_the_names_of_files_and_sheets_tell_nothing_in_any_output(
    capfd: pytest.CaptureFixture[str],
) -> None:
    hand_in(on("2026-09-11"), name=f"客户档案-{SECRET}-2026-09.xlsx", sheet=f"拜访报告{SECRET}")
    common = ["in", "--period", PERIOD, "--as-of", DAY, "--role", "none"]
    told = []
    for args in (["review", *common, "-o", "out"], ["check", *common, "--all"]):
        assert run(args) == 1
        shown = capfd.readouterr()
        told += [shown.out, shown.err]
    for path in Path("out").rglob("*"):
        told += [str(path), *(unpacked(path.read_bytes()) if path.is_file() else ())]
    assert not [words for words in told if SECRET in words]
    item = f"{MASK}'[客户档案-{MASK}-2026-09.xlsx]拜访报告{MASK}'!D2"
    assert sum(item in words for words in told) > 4


def test_files_whose_names_tell_the_same_stay_two(capfd: pytest.CaptureFixture[str]) -> None:
    hand_in(on("2026-09-11"), name=f"拜访-{SECRET}.xlsx")
    hand_in(on("2026-09-12", 2), name=f"拜访-{SECRET[0]} {SECRET[1:]}.xlsx")
    told = checked(capfd, "--role", "none")
    assert [one["file"] for one in told["files"]] == [f"拜访-{MASK}.xlsx", f"拜访-{MASK} (2).xlsx"]


@pytest.mark.parametrize(
    ("role", "named"), [(["--role", "none"], False), ([], True)], ids=["masked", "open"]
)
def test_the_bar_on_a_terminal_names_no_file_to_a_role(role: list[str], named: bool) -> None:
    pty = pytest.importorskip("pty", reason="this system has no such terminals")
    for number in range(3):
        hand_in(VISIT, name=f"{SECRET}{number}.xlsx")
    leader, follower = pty.openpty()
    args = [sys.executable, "-m", "kamdocs", "check", "in", "--period", PERIOD, "--as-of", DAY]
    with subprocess.Popen(
        [*args, *role],
        stdout=subprocess.DEVNULL,
        stderr=follower,
        env={**os.environ, "PYTHONPATH": str(desk.example(".")), "TERM": "xterm-256color"},
    ):
        os.close(follower)
        shown = b""
        with suppress(OSError):  # the terminal closes with its last writer
            while block := os.read(leader, 4096):
                shown += block
    words = shown.decode()
    assert "3/3" in words
    assert (SECRET in words) is named


def test_a_hidden_day_goes_by_the_cell_of_its_own_record(
    capfd: pytest.CaptureFixture[str],
) -> None:
    days = ["2026-09-20", "2026-09-21", "2026-09-20", "2026-09-21", "2026-09-22"]
    hand_in(*(on(day, number) for number, day in enumerate(days)))
    both = checked(capfd), checked(capfd, "--role", "none")
    cells: dict[str, set[str]] = {}
    for whole, masked in zip(*(one["verdicts"] for one in both), strict=True):
        if whole["item"]:
            cells.setdefault(masked["item"], set()).add(whole["item"])
    assert cells == {
        f"{MASK}[a.xlsx]拜访报告!D{row}": {item}
        for row, item in enumerate([*days[:2], *(f"{day}#2" for day in days[:2]), days[4]], 2)
    }
    ids = [one["id"] for one in both[1]["verdicts"]]
    assert len(ids) == len(set(ids))


def test_rows_that_share_the_cell_of_a_hidden_day_stay_two(
    capfd: pytest.CaptureFixture[str],
) -> None:
    hand_in(on("2026-09-20"), on("2026-09-20", 2), merged="D2:D3")
    verdicts = checked(capfd, "--role", "none")["verdicts"]
    items = {one["item"] for one in verdicts} - {None}
    assert items == {f"{MASK}[a.xlsx]拜访报告!D2{number}" for number in ("", "#2")}
    ids = [one["id"] for one in verdicts]
    assert len(ids) == len(set(ids))


def test_the_same_record_has_the_same_id_beside_other_files(
    capfd: pytest.CaptureFixture[str],
) -> None:
    hand_in(on("2026-09-20"))
    before = {one["id"] for one in checked(capfd, "--role", "none")["verdicts"] if one["item"]}
    hand_in(on("2026-09-20", 2), name="0.xlsx")
    after = {one["id"] for one in checked(capfd, "--role", "none")["verdicts"]}
    assert before
    assert before <= after


def test_a_hidden_choice_is_masked_though_a_heading_has_its_words(
    capfd: pytest.CaptureFixture[str],
) -> None:
    hand_in(VISIT | {"拜访层级": "大客户经理"})
    for lang, said in (("zh", "「拜访层级」是「＊＊＊」"), ("en", "“Our level” is “＊＊＊”")):
        args = ["check", "in", "--period", PERIOD, "--as-of", DAY, "--role", "none", "--all"]
        assert run([*args, "--lang", lang]) == 1
        assert said in capfd.readouterr().out


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        ({"邮政编码": "21520"}, "参照示例215200改写"),
        ({"客户分类": "重点", "分类生效日期": ""}, "战略客户和重点客户要写明"),
        ({"联系人": "经理"}, "缺：客户经理职务"),
        ({"2025年经营数量": "1200"}, "「2025年经营数量」读作「年度经营数量」里2025年的一项"),
        ({}, "「处理结果」有2次写得一字不差：「＊＊＊」"),
    ],
)
def test_words_of_ours_are_told_whatever_a_hidden_cell_says(
    archive: dict[str, str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    alike = {"处理结果": "这一段文字在两次拜访里是完全相同的，请看清楚"}
    hand_in(VISIT | alike, on("2026-09-12", 2) | alike, archive=archive)
    args = ["check", "in", "--period", PERIOD, "--as-of", DAY, "--role", "none", "--all"]
    assert run(args) == 1
    assert said in capfd.readouterr().out


def test_the_customer_of_a_finding_is_named_and_no_other_that_a_hidden_cell_names(
    capfd: pytest.CaptureFixture[str],
) -> None:
    other = "杭州乙二电梯有限公司"
    hand_in(VISIT, archive={"联系电话": "0512-68881234", "上级客户": other})
    hand_in(VISIT, archive={"联系电话": "0512-68885678", "上级客户": other}, name="b.xlsx")
    findings = checked(capfd, "--role", "none")["findings"]
    texts = {one["code"]: one["text"]["zh"] for one in findings}
    assert f"客户「{ARCHIVE['客户名称']}」交了两份" in texts["KD312"]
    assert texts["KD321"].count(MASK) == 1
    assert other not in json.dumps(findings, ensure_ascii=False)


def ticks_in(folder: str) -> list[str]:
    """The paragraphs with boxes in them, of the one document of a folder."""
    (path,) = Path(folder).glob("*.docx")
    words = "\n".join(unpacked(path.read_bytes())).replace("</w:p>", "\n")
    lines = re.sub("<[^>]*>", "", words).replace("\u2002", " ").splitlines()
    return [line for line in lines if "☐" in line or "☑" in line]


def test_ticks_that_a_role_does_not_see_do_not_look_unanswered(
    capfd: pytest.CaptureFixture[str],
) -> None:
    answered = {"统一社会信用代码": "91320500MA1N0XJD7N", "附件": "营业执照"}
    levels = {"拜访层级": "大客户经理", "客户方层级": "中层", "拜访类型": "计划"}
    hand_in(VISIT | levels, archive=answered)
    for form in ("customer-file", "visit-report"):
        for name, role in ((form, ["--role", "none"]), (f"{form} open", [])):
            assert run(["render", form, "in", "--as-of", DAY, "-o", name, *role]) == 0
    masked, seen = (
        [line for form in ("customer-file", "visit-report") for line in ticks_in(f"{form}{which}")]
        for which in ("", " open")
    )
    assert masked == [
        "☐战略 ☐重点 ☐主要 ☐一般 ＊＊＊",
        "☐营业执照 ☐组织机构证 ☐税务登记证 ☐财务报表 （☐ ＊＊＊已三证合一） ＊＊＊",
        "☐计划 ☐特别 ＊＊＊",
        "☐上门拜访 ☐客户来访 ☐电话拜访 ☐视频会议 ☐其他 ＊＊＊",
        "☐公司高层 ☐大客户经理 ☐技术 ☐质量 ☐主管 ☐业务员 ☐其他 ＊＊＊",
        "☐高层 ☐中层 ☐基层 ＊＊＊",
    ]
    assert MASK not in "".join(seen)
    assert sum(line.count("☑") for line in seen) == len(masked) + 1
    assert run(["verify", "customer-file", "visit-report"]) == 0
    capfd.readouterr()
    form = str(next(Path("customer-file").glob("*.docx")))
    assert run(["read", form, "--against", "in", "--as-of", DAY, "--role", "none"]) in (0, 1)
    assert "→" not in capfd.readouterr().out


@pytest.mark.parametrize(
    ("word", "whether"),
    [("孙隐", True), ("孙隐藏", True), ("孙隐藏甲", False), ("欧阳峻", True), ("慕容隐甲", True),
     ("慕容隐甲乙", False), ("上海外滩", False), ("孙a", False)],
)  # fmt: skip
def test_a_name_is_a_surname_and_one_or_two_letters(word: str, whether: bool) -> None:
    assert is_person(word) is whether


def test_decisions_tell_nothing_that_is_hidden() -> None:
    """Neither by the ids of what they were made on, nor by what the reviewer wrote."""
    hand_in(on("2026-09-11"), on("2026-09-20", 2))
    asked = ["check", "in", "--period", PERIOD, "--as-of", DAY, "--format", "xlsx"]
    assert run([*asked, "-o", "open.xlsx"]) == 1
    book = openpyxl.load_workbook("open.xlsx")
    for sheet in book:
        heads = {cell.value: column for column, cell in enumerate(sheet[4], 1)}
        for row in range(5, sheet.max_row + 1) if "问题编号" in heads else ():
            sheet.cell(row, heads["处理意见"]).value = "豁免"
            sheet.cell(row, heads["理由"]).value = f"{SECRET}说的"
            sheet.cell(row, heads["豁免截止日期"]).value = "2026-12-31"
    book.save("back.xlsx")
    for role in ((), ("--role", "none")):
        made = Path(f"made{len(role)}.xlsx")
        assert run([*asked, "--decisions", "back.xlsx", *role, "-o", str(made)]) == 1
        told = "".join(unpacked(made.read_bytes()))
        assert (SECRET in told) is not bool(role)
        assert (f"/2026-09/{HIDDEN_DAY}" in told) is not bool(role)
        assert (f"{MASK}说的" in told) is bool(role)


def test_of_a_hidden_field_it_is_told_that_a_form_says_something_else_and_not_what(
    capfd: pytest.CaptureFixture[str],
) -> None:
    hand_in(VISIT)
    assert run(["render", "customer-file", "in", "--as-of", DAY, "-o", "made"]) == 0
    hand_in(VISIT, archive={"联系人": "钱思远", "客户分类": "重点客户"})
    capfd.readouterr()
    run(["read", "made", "--against", "in", "--as-of", DAY, "--lang", "zh", "--role", "none"])
    said = "".join(capfd.readouterr())
    for field in ("联系人", "客户分类"):
        assert f"{field}：{MASK} → {MASK}\n" in said
    assert not [name for name in (SECRET, "钱思远") if name in said]


@pytest.mark.parametrize("form", ["customer-file", "visit-report"])
def test_what_was_hidden_is_never_read_back_as_a_value(
    form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each field of a masked form is empty, or hidden and told, or as it was."""
    volumes = {"年度经营数量": "2024：1200；2025：1300", "大配套": "是"}
    hand_in(VISIT | {"所处理的事宜": "交期"}, archive=volumes)
    told: dict[str, dict[str, Any]] = {}
    for name, role in {"whole": [], "masked": ["--role", "none"]}.items():
        assert run(["render", form, "in", "--as-of", DAY, "-o", name, *role]) == 0
        book = f"{name}.xlsx"
        run(["read", name, "--as-of", DAY, "-o", book, "--lang", "zh"])
        sheets = [one for one in openpyxl.load_workbook(book) if one.sheet_state == "visible"][1:]
        rows = [[*one.iter_rows(values_only=True)] for one in sheets]
        told[name] = {
            str(heading): cell
            for table in rows
            for heading, cell in zip(table[2], table[3], strict=True)
        }
    said = capfd.readouterr().out
    assert "KD137" in said
    assert not {"KD666", "KD667", "KD668"} & {*re.findall(r"KD\d+", said)}  # it is the form itself
    assert set(told["masked"]) == set(told["whole"])
    for heading, cell in told["masked"].items():
        assert cell in (None, MASK, told["whole"][heading])


@pytest.mark.parametrize(
    ("sees", "told"),
    [
        (["visit.visit", "visit.record"], "事后40天才填报"),
        (["visit.visit"], "事后＊＊＊天才填报"),
        (["visit.record"], "事后＊＊＊天才填报"),
    ],
    ids=["both", "its day", "its recording"],
)
def test_days_between_a_day_and_a_hidden_one_do_not_tell_it(
    sees: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path(config.NAME).write_text(f"[roles.some]\nsees = {json.dumps(sees)}\n", encoding="utf-8")
    hand_in(VISIT | {"拜访日期": "2026-08-06", "拜访层级": "大客户经理", "客户方层级": "中层"})
    args = ["check", "in", "--period", PERIOD, "--as-of", DAY, "--role", "some", "--all"]
    assert run(args) == 1
    assert told in capfd.readouterr().out


@pytest.mark.parametrize(("recorded", "done"), [("2026-09-25", True), ("", False)])
def test_what_was_done_late_need_not_be_done_again_though_a_role_does_not_see_when(
    recorded: str, done: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    hand_in(VISIT | {"填报日期": recorded})
    (told,) = (
        one
        for one in checked(capfd, "--role", "none")["verdicts"]
        if one["rule"] == "visit-reported"
    )
    assert ("不必补做" in told["mend"]["zh"]) == done


@pytest.mark.parametrize(
    ("policy", "rule", "given"),
    [
        (
            "customer-grading",
            "yearly-grading",
            {"grading": "| grading_year | graded_on | grade |\n| 2026 | 2026-03-10 | A |"},
        ),
        (
            "strategic-account",
            "quality-feedback-first",
            {
                "customer": "| code | name | tier |\n| A1 | 甲川电梯有限公司 | 战略客户 |"
                "\n| A2 | 乙川电梯有限公司 | 一般客户 |",
                "issue": "| customer_code | customer_name | issue_kind | received_at | replied_at |"
                "\n| A1 | 甲川电梯有限公司 | 质量反馈 | 2026-08-10 09:00 | 2026-08-12 09:00 |"
                "\n| A2 | 乙川电梯有限公司 | 质量反馈 | 2026-08-10 10:00 | 2026-08-10 17:00 |",
            },
        ),
    ],
    ids=["too early", "others went before"],
)
def test_a_role_that_does_not_see_the_day_is_told_to_do_the_same(
    policy: str, rule: str, given: dict[str, str], capfd: pytest.CaptureFixture[str]
) -> None:
    Path("in").mkdir()
    Path("in/a.xlsx").write_bytes(desk.workbook({"customer": "| code |\n| KA-001 |", **given}, {}))
    year = ("--policy", policy, "--period", "2026")
    whole, masked = (
        [one["mend"] for one in checked(capfd, *year, *role)["verdicts"] if one["rule"] == rule]
        for role in ((), ("--role", "none"))
    )
    assert whole == masked != []


def test_a_hidden_figure_within_a_number_does_not_leave_the_rest_of_that_to_be_read(
    capfd: pytest.CaptureFixture[str],
) -> None:
    archive = {
        "年度销售额（万元）": "6600",
        "联系电话": "0512-66001234转8",
        "热线0512-66001234": "有",
    }
    hand_in(VISIT, archive=archive)
    findings = checked(capfd, "--role", "none")["findings"]
    (said,) = (one["text"]["zh"] for one in findings if one["code"] == "KD104")
    assert "「热线＊＊＊」" in said


@pytest.mark.parametrize(("said", "told"), [("RMB6600", "RMB＊＊＊"), ("6600RMB", "＊＊＊RMB")])
def test_a_hidden_figure_is_masked_beside_the_letters_of_its_currency(
    said: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    hand_in(VISIT, archive={"年度销售额（万元）": "6600", f"去年{said}": "有"})
    findings = checked(capfd, "--role", "none")["findings"]
    (text,) = (one["text"]["zh"] for one in findings if one["code"] == "KD104")
    assert f"「去年{told}」" in text


def test_what_is_lacking_is_told_and_what_stands_beside_it_is_not(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A service of which only the call back is blank, and a commitment that nobody signed."""
    hand_in(VISIT)
    who = {"客户编号": "KA-001", "客户名称": ARCHIVE["客户名称"]}
    approved = {"分类批准人": "陈立群", "分类批准日期": "2025-12-20"}
    tables = {
        "客户档案": {**ARCHIVE, **approved},
        "服务台账2026Q3": who | {"服务日期": "2026-08-11", "服务人员": SECRET, "回访日期": ""},
        "报告台账2026Q3": who
        | {"文件类型": "服务承诺书", "提交日期": "2026-08-12", "签署日期": ""},
    }
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, row in tables.items():
        page = book.create_sheet(name)
        page.append([*row])
        page.append([*row.values()])
    book.save("in/a.xlsx")
    report = checked(capfd, "--policy", "strategic-account", "--role", "none")
    told = {one["rule"]: one["text"]["zh"] for one in report["verdicts"]}
    assert told["service-commitment"] == "缺：签署日期"
    assert told["call-back"].endswith("实际：没有记录")
    assert SECRET not in json.dumps(report, ensure_ascii=False)
