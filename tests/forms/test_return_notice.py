"""Return notices: everything is told to just one addressee, and nobody sees another's rows."""

import io
import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.document import Document as Opened

from kamdocs import forms, notices, review
from kamdocs.cli.main import run
from kamdocs.filenames import HEAVIEST, LONGEST
from kamdocs.model import Book, Finding, Level, Report, Status
from kamdocs.notices import Notice
from kamdocs.packaging import changed, cleaned
from tests import desk, mixed, writers
from tests.forms import cabinet
from tests.forms.cabinet import rows_of, text_of

QUARTER = str(desk.example("samples/2026Q3"))
AS_OF = ("--as-of", "2026-10-08")
RENDER = ("render", "return-notice", QUARTER, "--period", "2026Q3", *AS_OF, "-o", "退回")
CASES = desk.cases("notices")
NOTE = "含他人的行"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _notices(report: Report, book: Book) -> list[Notice]:
    return notices.notices(report, book, desk.SCHEMAS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_case(case: dict[str, Any]) -> None:
    found = _notices(*desk.run({"as_of": date(2026, 10, 8), **case}))
    told = {one.name: [_short(error) for error in one.errors] for one in found if one.errors}
    assert told == case["found"]
    customers = {one.name: sorted(_subjects(one)) for one in found if one.verdicts}
    assert customers.items() >= case.get("customers", {}).items()
    secret = {one.name: one.confidentiality for one in found}
    assert secret.items() >= case.get("secret", {}).items()
    told_in = {
        f"{one.ruling.rule} {one.ruling.item}": notice.name
        for notice in found
        for one in notice.verdicts
        if one.ruling and one.ruling.item
    }
    assert told_in.items() >= case.get("told", {}).items()


def test_of_customers_side_by_side_each_account_manager_is_told_of_the_own_cell() -> None:
    managers = {"苏州迅捷电梯有限公司": "李晓雯", "杭州屿升电梯厂": "沈知行"}
    known = [["客户编号", "客户名称", "客户经理"]]
    known += [[f"KA-{number}", *one] for number, one in enumerate(managers.items(), 101)]
    months: list[list[Any]] = [["业务状况（万元）"], ["月份", *managers], ["2026-07", "约好", 210]]
    months += [["2026-08", 610, "约好"], ["2026-09", 590, 220]]
    sheets = [writers.Sheet("客户档案", known), writers.Sheet("业务状况", months)]
    Path("交来.xlsx").write_bytes(writers.by_openpyxl(sheets))
    sources = review.gather([Path("交来.xlsx")])
    found = _notices(*review.check(sources, desk.SCHEMAS, [], date(2026, 10, 8)))
    told = {one.name: [str(error.place) for error in one.errors] for one in found if one.errors}
    assert told == {"李晓雯": ["[交来.xlsx]业务状况!B3"], "沈知行": ["[交来.xlsx]业务状况!C4"]}


def test_no_copy_goes_to_somebody_of_whom_there_is_only_an_unread_sheet_or_file() -> None:
    known = [["客户编号", "客户名称", "客户经理"], ["KA-001", "苏州迅捷电梯有限公司", "李晓雯"]]
    known.append(["KA-002", "杭州屿升电梯厂", "沈知行"])
    visits = [["客户编号", "客户名称", "拜访日期"], ["KA-001", "苏州迅捷电梯有限公司", "24/3/5"]]
    put = {
        "客户.xlsx": [writers.Sheet("客户档案", known)],
        "拜访.xlsx": [writers.Sheet("拜访报告", visits), writers.Sheet("沈知行", visits[:1])],
    }
    Path("交来").mkdir()
    for name, sheets in put.items():
        Path("交来", name).write_bytes(writers.by_openpyxl(sheets))
    Path("交来/沈知行.xlsx").write_bytes(b"PK\3\4 cut off")
    sources = review.gather([Path("交来")])
    found = _notices(*review.check(sources, desk.SCHEMAS, [], date(2026, 10, 8)))
    of_another = next(one for one in found if one.name == "沈知行")
    assert {one.place.file for one in of_another.errors if one.place} == {
        "拜访.xlsx",
        "沈知行.xlsx",
    }
    assert of_another.copies(whole_files=False) == ()
    assert of_another.copies(whole_files=True) == ("拜访.xlsx",)


def _short(finding: Finding) -> str:
    place = finding.place
    return f"{finding.code} {place.sheet} {place.row}" if place else finding.code


def _subjects(notice: Notice) -> set[str]:
    return {one.ruling.subject for one in notice.verdicts if one.ruling}


def _quarter() -> tuple[Report, Book]:
    policies = [desk.pack(name) for name in desk.FOUR]
    sources = review.gather([Path(QUARTER)])
    return review.check(sources, desk.SCHEMAS, policies, date(2026, 10, 8))


def test_nothing_is_lost_and_nothing_told_twice(tmp_path: Path) -> None:
    (tmp_path / "乱").mkdir()
    (tmp_path / "scratch").mkdir()
    mixed.fill(tmp_path / "乱", tmp_path / "scratch")
    sources = review.gather([tmp_path / "乱"])
    messy = review.check(sources, desk.SCHEMAS, [], date(2026, 10, 8))
    for report, book in (_quarter(), messy):
        found = _notices(report, book)
        assert len(found) > 2
        for level in (Level.ERROR, Level.WARNING):
            told = Counter(
                map(
                    repr, (one for notice in found for one in notice.findings if one.level is level)
                )
            )
            assert told == Counter(repr(one) for one in report.findings if one.level is level)
        for letter, notice in zip(notices.letters(found, report), found, strict=True):
            counted = [int(row["count"]) for row in letter.rows["error"]]
            assert sum(counted) == len(notice.errors) == int(letter.said["errors"])
    report, book = _quarter()
    told = Counter(one.ruling.id for each in _notices(report, book) for one in each.breaches)  # type: ignore[union-attr]
    due = {Status.FAIL, Status.UNKNOWN}
    wanted = [one.id for one in report.rulings if one.status in due and one.subject]
    assert told == Counter(wanted)


def _opened(path: Path) -> Opened:
    return docx.Document(str(path))


def _letters() -> dict[str, Opened]:
    return {path.parent.name: _opened(path) for path in sorted(Path("退回").glob("*/*.docx"))}


def test_a_letter_says_what_was_handed_in_what_is_wrong_and_what_is_due() -> None:
    assert run(RENDER) == 0
    letters = _letters()
    assert set(letters) == {"沈知行", "程雨桐", "魏长风", "填报人_拜访报告-2026-09"}
    words = text_of(letters["程雨桐"].element)
    assert words.index("程雨桐：您交来的表格已经核对（检查日2026年10月8日）") > 0
    assert "并按《战略客户管理制度》《客户经理试行办法》检查了2026年第3季度" in words
    rows = rows_of(letters["程雨桐"])
    assert ["拜访报告-2026-08.xlsx", "拜访记录", "4/17", "2026-08-31", NOTE] in rows
    assert [
        "3", "拜访报告-2026-08.xlsx 拜访记录：K8",
        "特别访问要写明特别原因（「特别原因」：空）（KD210）", "1", "按要求补填或改正",
    ] in rows  # fmt: skip
    assert [
        "《客户经理试行办法》三.2d 季度分析报告写明客户本季经营情况、合作中的问题及原因和措施、"
        "客户的建议与意见、下季度预测，没有也要写“无”",
        "深圳湾擎电梯科技有限公司（KA-007）：2026-09-30 缺：下季度预测",
        "补齐所缺的内容，再交一次",
    ] in rows  # fmt: skip
    assert any(row[0] == "2026-10-05" and row[-1] == "程雨桐" for row in rows)
    order = [
        words.index(part) for part in ("一、交来", "二、需要", "三、没有", "四、将要", "五、改正")
    ]
    assert order == sorted(order)
    assert "请核对的地方" not in words
    assert "沈知行" not in words
    assert "苏州云梭" not in words
    only_open = text_of(letters["魏长风"].element)  # what is to be mended hangs on verdicts alone
    assert "H3 「分类批准日期」" in only_open
    assert "改正和交回请改正后交回。" in only_open.replace("\n", "")


ALIKE = """
| code | name | account_manager | tier_since | annual_sales | quality_engineer |
| A1 | 甲川电梯有限公司 | 李晓雯 | 2025-01-01 | 5000 | 罗静 |
| A2 | 乙川电梯有限公司 | 李晓雯 | 2025-01-01 | 5000 | |
| A3 | 丙川电梯有限公司 | 李晓雯 | 坏的 | | |
| A4 | 丁川电梯有限公司 | 李晓雯 | 坏的 | | |
"""


def test_of_many_customers_the_same_is_told_once_with_their_names_behind_it() -> None:
    case = {"as_of": date(2026, 10, 8), "period": "2026-12", "given": {"customer": ALIKE}}
    report, known = desk.run(case)
    (letter,) = notices.letters(_notices(report, known), report)
    told = {
        row["clause"].partition("》")[2].split(" ")[0]: row["what"] for row in letter.rows["breach"]
    }
    three = "乙川电梯有限公司（A2）、丙川电梯有限公司（A3）、丁川电梯有限公司（A4）"
    assert told["4.2.4.1"] == f"缺：质量工程师（3家）：{three}"
    assert told["4.2.1.1b"] == (
        "各有1项无法判断，交来.xlsx 客户档案：H4:H5 「年销售额」未填写，无法确定本条是否适用"
        "（2家）：丙川电梯有限公司（A3）、丁川电梯有限公司（A4）"
    )
    (due,) = (row for row in letter.rows["duty"] if "4.2.2.2a" in row["what"])
    assert due["customer"] == "2家"
    assert due["what"].endswith("。客户：甲川电梯有限公司（A1）、乙川电梯有限公司（A2）")
    owners = [row["owner"] for row in letter.rows["duty"] if "4.2.4.2" in row["what"]]
    assert owners == ["罗静", "质量工程师"]  # of another each, so that they stay apart


def test_its_day_never_stands_alone_on_a_page() -> None:
    """From the last sentence on each paragraph keeps to the next, itself or by its style."""
    run([*RENDER])
    for path in Path("退回").rglob("*.docx"):
        paragraphs = docx.Document(str(path)).paragraphs
        styles = [str(one.style and one.style.style_id) for one in paragraphs]
        asked = next(at for at, one in enumerate(paragraphs) if one.text.startswith("如有疑问"))
        kept = paragraphs[asked : styles.index("LetterDay")]
        assert len(kept) > 1
        for one in kept:
            own, style = one.paragraph_format.keep_with_next, one.style
            assert own or (style and style.paragraph_format.keep_with_next)


def test_how_many_there_are_never_stands_on_a_page_before_its_table() -> None:
    run([*RENDER])
    for path in Path("退回").rglob("*.docx"):
        paragraphs = docx.Document(str(path)).paragraphs
        counts = [one for one in paragraphs if re.match(r"共\d+(个文件|处|项)", one.text)]
        assert len(counts) > 1
        assert all(one.paragraph_format.keep_with_next for one in counts)


def test_a_day_and_a_person_stand_in_it_only_where_the_company_names_them() -> None:
    run(RENDER)
    plain = text_of(_letters()["程雨桐"].element)
    assert "请改正后交回。如有疑问，请与本通知的发出人联系。" in plain
    settings = 'company = "江苏澄岚"\n[notices]\nask = "市场部周敏"\ndays = 5\n'
    Path("kamdocs.toml").write_text(settings, encoding="utf-8")
    shutil.copytree(QUARTER, "交来")
    run(["render", "return-notice", "交来", *AS_OF, "-o", "退回"])
    said = text_of(_letters()["程雨桐"].element)
    assert "请改正后，于2026年10月13日前交回。如有疑问，请与市场部周敏联系。" in said
    assert said.endswith("江苏澄岚2026年10月8日")


def test_the_company_is_named_once_and_rows_are_told_in_words() -> None:
    """The policies that init makes have the name of the company in front of their titles."""
    company = "江苏澄岚电梯部件有限公司"
    run(["init", "大客户", "--company", company, "--policy", "strategic-account", *AS_OF])
    archive = "客户编号,客户名称,客户分类,客户经理\n"
    archive += "".join(
        f"A{one},{name}电梯有限公司,战略客户,沈知行\n" for one, name in enumerate("甲乙丙")
    )
    Path("大客户/客户档案.csv").write_text(archive, encoding="utf-8")
    run(["render", "return-notice", "大客户/客户档案.csv", *AS_OF, "-o", "退回"])
    letter = _letters()["沈知行"]
    words = text_of(letter.element)
    assert words.count(f"《{company}战略客户管理制度》") == 1
    told = [row[0] + row[1] for row in rows_of(letter) if row[0].startswith("《战略客户管理制度》")]
    assert any("客户档案.csv 客户档案：第2至4行 「分类批准人」未填写" in row for row in told)


@pytest.mark.parametrize(
    "wrong", ["notices = 5", "[notices]\ndays = 0", "[notices]\ndays = true", "[notices]\nwhom = 1"]
)
def test_settings_that_will_not_do_are_named(
    wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("kamdocs.toml").write_text(wrong, encoding="utf-8")
    assert run(["form", "list"]) == 3
    assert "notices" in capsys.readouterr().err


def test_a_second_run_writes_nothing_and_the_bytes_are_the_same() -> None:
    run([*RENDER, "--annotate"])
    first = _state("退回")
    assert run([*RENDER, "--annotate"]) == 0
    assert _state("退回") == first
    assert run([*RENDER[:-1], "again", "--annotate"]) == 0
    assert {name: one[0] for name, one in _state("again").items()} == {
        name: one[0] for name, one in first.items()
    }


def _state(folder: str) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes(),
            path.stat().st_mtime_ns if path.suffix == ".docx" else 0,
        )
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


def test_one_may_be_made_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*RENDER, "--manager", "沈知行"]) == 0
    assert set(_letters()) == {"沈知行"}
    capsys.readouterr()
    assert run([*RENDER, "--combine", "--name", "{title}_{about}"]) == 0
    assert Path(capsys.readouterr().out.strip()).name == "退回通知_2026Q3.docx"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("return-notice", QUARTER, "--customer", "KA-001"), "KD556"),
        (("return-notice", QUARTER, "--tier", "战略客户"), "KD556"),
        (("return-notice", QUARTER, "--manager", "沈知星"), "KD938"),
        (("customer-file", QUARTER, "--annotate"), "KD556"),
        (("return-notice", QUARTER, "--whole-files"), "KD557"),
        (("return-notice", "--blank", "--annotate"), "KD932"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_options_that_do_not_fit_are_refused(
    args: tuple[str, ...], code: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", *args, "-o", "退回", "--lang", lang]) == 2
    assert code in capsys.readouterr().err
    assert not Path("退回").exists()


def _workbook(tables: dict[str, str]) -> bytes:
    return desk.workbook(tables, {})


def _hand_in(files: dict[str, dict[str, str]]) -> None:
    for name, tables in files.items():
        path = Path("交来") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_workbook(tables))


ARCHIVE = {
    "customer": "| code | name | account_manager | email |\n"
    "| KA-001 | 苏州迅捷电梯有限公司 | 李晓雯 | 坏 |\n| KA-002 | 杭州屿升电梯厂 | 沈知行 | 坏的 |"
}
KNOWN = "| code | account_manager |\n| KA-001 | 李晓雯 |"
OWN = {"visit": "| customer_code | visited_on |\n| KA-001 | 24/3/5 |\n| KA-001 | 24/4/5 |"}
RETURN = ("render", "return-notice", "交来", *AS_OF, "-o", "退回")


def _copies() -> dict[str, list[str]]:
    return {
        path.relative_to("退回").as_posix(): [str(row[3].value) for row in _front(path)]
        for path in sorted(Path("退回").rglob("*.xlsx"))
    }


def _front(path: Path) -> Iterator[Any]:
    sheet = openpyxl.load_workbook(path)["校验结果"]
    return (row for row in sheet.iter_rows() if str(row[0].value).isdigit())


def test_copies_of_own_files_come_with_a_letter_and_others_only_where_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _hand_in({"档案.xlsx": ARCHIVE, "七月/拜访.xlsx": OWN})
    assert run(RETURN) == 0
    assert _copies() == {}
    assert "附件：" not in text_of(_letters()["李晓雯"].element)
    capsys.readouterr()
    assert run([*RETURN, "--annotate"]) == 0
    assert "（要附就加--whole-files）：档案.xlsx" in capsys.readouterr().err
    assert _copies() == {"李晓雯/拜访.xlsx": ["B2", "B3"]}
    assert "附件：拜访（批注副本）" in text_of(_letters()["李晓雯"].element)
    assert "附件：" not in text_of(_letters()["沈知行"].element)
    assert run([*RETURN, "--annotate", "--whole-files"]) == 0
    assert _copies() == {
        "李晓雯/拜访.xlsx": ["B2", "B3"], "李晓雯/档案.xlsx": ["H2"], "沈知行/档案.xlsx": ["H3"],
    }  # fmt: skip
    assert "附件：1.拜访（批注副本）\n2.档案（批注副本）" in text_of(_letters()["李晓雯"].element)
    assert "whole-files" not in capsys.readouterr().err
    assert run([*RETURN, "--annotate"]) == 0  # what an earlier run attached does not stay
    assert list(_copies()) == ["李晓雯/拜访.xlsx"]


def test_a_column_that_a_sheet_has_not_is_to_be_added_in_the_rows_of_the_addressee() -> None:
    owners = ("李晓雯", "沈知行", "李晓雯")
    rows = "".join(f"\n| KA-00{at} | 客户{at} | {who} |" for at, who in enumerate(owners))
    _hand_in({"档案.xlsx": {"customer": f"| code | name | account_manager |{rows}"}})
    assert run([*RETURN, "--policy", "account-manager"]) == 0
    told = [row for row in rows_of(_letters()["李晓雯"]) if "二.4" in row[0]]
    assert [row[2] for row in told] == ["在表里加上这一栏，逐行填写"]
    assert "档案.xlsx 客户档案：第2行、第4行 「跨本部业务」未填写" in told[0][1]


def test_copies_never_come_among_what_was_handed_in() -> None:
    _hand_in({"档案.xlsx": ARCHIVE})
    assert run(["render", "return-notice", "交来", "-o", "交来/退回", "--annotate"]) == 2
    assert run(["review", "交来", "-o", "交来", "--annotate"]) == 2


def test_whoever_filled_in_a_shared_file_gets_it_back() -> None:
    rows = (("KA-001", "苏州迅捷电梯有限公司"), ("KA-002", "杭州屿升电梯厂"), ("KA-9", "无此客户"))
    visits = "".join(f"\n| {code} | {name} | 2026-07-01 |" for code, name in rows)
    table = f"| customer_code | customer_name | visited_on |{visits}"
    _hand_in({"档案.xlsx": ARCHIVE, "拜访.xlsx": {"visit": table}})
    run([*RETURN, "--annotate"])
    assert _copies() == {"填报人_拜访/拜访.xlsx": ["A4"]}
    told = rows_of(_letters()["填报人_拜访"])
    assert ["拜访.xlsx", "拜访报告", "3", "2026-07-01", NOTE] in told


def test_two_tables_on_a_sheet_are_counted_as_one() -> None:
    _hand_in({"档案.xlsx": ARCHIVE})
    book = openpyxl.load_workbook("交来/档案.xlsx")
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for row in ([], [], rows[0], ["KA-003", "广州岭阶工业公司", *rows[1][2:]]):
        sheet.append(row)
    book.save("交来/档案.xlsx")
    run(RETURN)
    handed_in = [row for row in rows_of(_letters()["李晓雯"]) if row[0] == "档案.xlsx"]
    assert handed_in == [["档案.xlsx", "客户档案", "2/3", "", NOTE]]


def test_a_file_that_could_not_be_read_is_told_to_whoever_sent_it() -> None:
    _hand_in({"档案.xlsx": ARCHIVE})
    Path("交来/坏.xlsx").write_bytes(b"PK\3\4 no workbook")
    Path("交来/沈知行.xlsx").write_bytes(b"PK\3\4 no workbook")
    assert run(RETURN) == 3
    letters = _letters()
    assert ["坏.xlsx", "", "", "", "没有读取"] in rows_of(letters["填报人_坏"])
    assert ["沈知行.xlsx", "", "", "", "没有读取"] in rows_of(letters["沈知行"])


def test_where_nothing_is_to_be_sent_back_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    archive = "| code | tier_approved_on | tier_since |\n| KA-001 | 2009-12-01 | 2010-01-01 |"
    _hand_in({"档案.xlsx": {"customer": archive}})
    assert run([*RETURN, "--as-of", "2010-10-08"]) == 0
    assert "没有要退回的" in capsys.readouterr().err
    assert not Path("退回").exists()


def test_a_copy_of_a_file_is_told_to_be_one_and_not_to_be_no_sheet() -> None:
    _hand_in({"档案.xlsx": ARCHIVE, "沈知行.xlsx": ARCHIVE})
    shutil.copy("交来/沈知行.xlsx", "交来/沈知行 - 副本.xlsx")
    run(RETURN)
    rows = [row for row in rows_of(_letters()["沈知行"]) if row[0].endswith("副本.xlsx")]
    assert rows == [["沈知行 - 副本.xlsx", "", "", "", "与另一个文件完全相同，没有再读"]]


def test_a_warning_is_something_to_look_at_and_a_note_is_not() -> None:
    same = "因为天气原因没有能够按照计划完成这次拜访"
    rows = "".join(f"\n| KA-001 | 2026-07-0{day} | {same} |" for day in (1, 2))
    visits = {"visit": f"| customer_code | visited_on | operating_status |{rows}"}
    _hand_in({"李晓雯.xlsx": visits, "档案.xlsx": {"customer": KNOWN}})
    run(RETURN)
    rows_told = rows_of(_letters()["李晓雯"])
    assert "二、请核对的地方共1处，核对无误的不必改动。" in text_of(_letters()["李晓雯"].element)
    assert any("（KD318）" in row[2] for row in rows_told if len(row) == 5)


@pytest.mark.parametrize("text", cabinet.HOSTILE)
def test_names_are_data_and_folders_are_safe(text: str) -> None:
    known = cabinet.customer(account_manager=text, name=text, code=text)
    records = cabinet.book(known)
    for document in cabinet.made("return-notice", records):
        folder, name = document.name.split("/")
        for one in (folder, name.removesuffix(".docx")):
            assert len(one) <= LONGEST
            assert len(one.encode()) <= HEAVIEST
            assert not set(one) & set('<>:"/\\|?*\x00')
            assert one.strip(". ") == one
        opened = docx.Document(io.BytesIO(document.content))
        assert cleaned(text)[0] in text_of(opened.element)


def test_two_names_that_would_be_one_folder_are_kept_apart() -> None:
    first = cabinet.customer(account_manager="王<一>")
    second = cabinet.customer(3, code="KA-002", account_manager="王?一?")
    made = cabinet.made("return-notice", cabinet.book(first, second))
    assert [one.name.split("/")[0] for one in made] == ["王_一_", "王_一_ (2)"]


def test_a_department_is_named_where_the_monthly_reports_agree() -> None:
    records = cabinet.book(cabinet.customer(), cabinet.status("2026-09", "1"))
    (letter,) = cabinet.letters(records)
    assert letter.said["department"] == "市场部"
    another = cabinet.status("2026-08", "1", department="销售部")
    (letter,) = cabinet.letters(
        cabinet.book(*records.customers, another, *records.of("business_status"))
    )
    assert letter.said["department"] == ""


def test_the_letter_can_be_one_s_own() -> None:
    assert run(["form", "copy", "return-notice", "-o", "own"]) == 0
    with zipfile.ZipFile("own/return-notice.docx") as package:
        document = package.read("word/document.xml").decode()
    changed_words = document.replace("现将结果通知如下", "辛苦了，结果如下").encode()
    mine = changed(
        Path("own/return-notice.docx").read_bytes(), {"word/document.xml": changed_words}
    )
    Path("own/return-notice.docx").write_bytes(mine)
    assert run(["form", "lint", "own/return-notice.docx", "--as", "return-notice"]) == 0
    _hand_in({"档案.xlsx": ARCHIVE})
    assert run([*RETURN, "--template", "own/return-notice.docx"]) == 0
    assert "辛苦了，结果如下。一、交来的表格" in text_of(_letters()["沈知行"].element)


def test_a_letter_is_no_form_that_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    (document,) = forms.blank(forms.form("return-notice"), desk.SCHEMAS, "")
    Path("a.docx").write_bytes(document.content)
    assert run(["read", "a.docx"]) == 3
    assert "KD191" in capsys.readouterr().out


def test_review_puts_them_beside_the_forms_and_takes_away_its_own() -> None:
    _hand_in({"档案.xlsx": ARCHIVE, "拜访.xlsx": OWN})
    assert run(["review", "交来", *AS_OF, "-o", "out", "--annotate"]) == 1
    made = sorted(path.relative_to("out").as_posix() for path in Path("out/notices").rglob("*.*x"))
    assert made == [
        "notices/李晓雯/拜访.xlsx",
        "notices/李晓雯/退回通知_李晓雯.docx",
        "notices/沈知行/退回通知_沈知行.docx",
    ]
    said = Path("out/findings.txt").read_text(encoding="utf-8")
    assert "其中退回通知2份，在notices文件夹里" in said
    listed = json.loads(Path("out/findings.json").read_bytes())["documents"]
    assert [one["file"] for one in listed if one["form"] == "return-notice"] == [
        "李晓雯/退回通知_李晓雯.docx", "沈知行/退回通知_沈知行.docx",
    ]  # fmt: skip
    edited = Path("out/notices/李晓雯/退回通知_李晓雯.docx")
    edited.write_bytes(edited.read_bytes() + b"by hand")
    Path("交来/拜访.xlsx").unlink()
    _hand_in({"档案.xlsx": {"customer": "| code | account_manager |\n| KA-001 | 王一 |"}})
    run(["review", "交来", *AS_OF, "-o", "out"])
    left = sorted(path.name for path in Path("out/notices").rglob("*.*x"))
    assert left == ["退回通知_李晓雯.docx", "退回通知_王一.docx"]
    assert not Path("out/notices/沈知行").exists()
