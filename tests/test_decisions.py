"""What a reviewer writes into findings.xlsx comes back: as waivers, as aliases, or told why not."""

import io
import json
import re
import shutil
from collections.abc import Mapping
from copy import copy
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from click.testing import CliRunner, Result

from kamdocs.cli.exits import Exit
from kamdocs.cli.main import group
from kamdocs.model import LANGS, Lang, column_letters
from kamdocs.sheets import decision_schema
from tests import desk
from tests.typist import OFFICE, typed

ON = "2026-10-08"
VISIT = "strategic-account/4.2.1.3b/account-manager-visit/KA-002/2026-08"
NAME = "KD303@'[拜访报告-2026-09.xlsx]拜访报告'!C7"
SIMILAR = "strategic-account/4.2.1.3b/account-manager-visit/KA-001/2026-09"
UNTIL = date(2026, 12, 31)
WAIVE: Mapping[str, Any] = {
    "decision": "豁免",
    "reason": "客户工厂搬迁",
    "valid_until": UNTIL,
    "requested_by": "李晓雯",
}
ALIAS: Mapping[str, Any] = {"decision": "别名", "alias_of": "KA-001", "requested_by": "李晓雯"}
APPROVED: Mapping[str, Any] = {"approved_by": "陈立群（总经理）", "approved_on": date(2026, 10, 8)}
Given = Mapping[str, Mapping[str, Any]]
DATA = [
    desk.example(f"samples/2026Q3/{name}.xlsx")
    for name in ("客户档案-华东", "拜访报告-2026-08", "拜访报告-2026-09")
]
"""A part of the sample quarter in which one visit is missing."""


def kamdocs(*args: str, lang: Lang = "en") -> Result:
    result = CliRunner().invoke(group(lang), list(args), standalone_mode=False)
    assert result.exception is None, result.exception
    return result


def checked(*more: str, lang: Lang = "en", data: str = "") -> Result:
    """The data under one policy."""
    paths = [data] if data else map(str, DATA)
    days = ("--period", "2026Q3", "--as-of", ON, "--policy", "strategic-account")
    return kamdocs("check", *paths, *days, *more, lang=lang)


def told(*more: str) -> dict[str, Any]:
    """The JSON report."""
    whole: dict[str, Any] = json.loads(checked("--format", "json", *more).stdout)
    return whole


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> dict[Lang, bytes]:
    """The workbook of findings in which nobody has decided yet."""
    folder = tmp_path_factory.mktemp("blank")
    found: dict[Lang, bytes] = {}
    for lang in LANGS:
        path = folder / f"{lang}.xlsx"
        checked("--format", "xlsx", "-o", str(path), lang=lang)
        found[lang] = path.read_bytes()
    return found


def cells(book: Any, given: Given, lang: Lang = "zh") -> Any:
    """Every cell to be filled in, as (sheet, cell, value)."""
    labels = {name: one.label for name, one in decision_schema().fields.items()}
    for sheet in book.worksheets:
        heads = {cell.value: cell.column for cell in sheet[4]}
        where = {name: heads.get(label.say(lang)) for name, label in labels.items()}
        if not where["finding_id"]:
            continue
        for row in range(5, sheet.max_row + 1):
            for name, value in given.get(sheet.cell(row, where["finding_id"]).value, {}).items():
                yield sheet, sheet.cell(row, where[name]), value


def decided(path: Path, content: bytes, given: Given, lang: Lang = "zh") -> str:
    """A workbook with what a reviewer wrote, by the ids of findings and the names of fields."""
    book = opened(content)
    filled_in = [(cell, value, cell.value) for _, cell, value in cells(book, given, lang)]
    assert len(filled_in) == sum(len(fields) for fields in given.values())
    styles = [copy(cell._style) for cell, _, _ in filled_in]
    for cell, value, _ in filled_in:
        cell.value = value
    book.save(path)
    for (cell, _, before), style in zip(filled_in, styles, strict=True):
        cell.value, cell._style = before, style
    return str(path)


@lru_cache(maxsize=2)
def opened(content: bytes) -> openpyxl.Workbook:
    """A workbook that is opened once: who writes in it leaves it as it was."""
    return openpyxl.load_workbook(io.BytesIO(content))


def verdict(whole: Mapping[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in whole["verdicts"] if one["id"] == name)
    return found


def said(whole: Mapping[str, Any], file: str = "back.xlsx") -> list[str]:
    """What is told of a file of decisions: code and cell."""
    return [
        f"{one['code']} {one['place']['sheet']}!{one['place']['cell']}"
        for one in whole["findings"]
        if one["place"]["file"] == file
    ]


class TestAWaiver:
    def test_it_shows_and_awaits_approval(self, blank: dict[Lang, bytes], tmp_path: Path) -> None:
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: WAIVE})
        before, after = told(), told("--decisions", back)
        one = verdict(after, VISIT)
        assert verdict(before, VISIT)["status"] == "fail"
        assert (one["status"], one["without"]) == ("waived", "fail")
        assert one["awaiting_approval"] is True
        assert one["near"][0]["code"] == "KD498"
        assert "awaiting approval" in one["near"][0]["text"]["en"]
        assert "待批准" in one["near"][0]["text"]["zh"]
        assert one["near"][0]["place"]["file"] == "back.xlsx"
        assert [code[:5] for code in said(after)] == ["KD560"]
        figures = ("kept", "decided", "compliant")
        assert [after["summary"][name] for name in figures] == [
            before["summary"][name] for name in figures
        ]
        statuses = {one["id"]: one["status"] for one in before["verdicts"]}
        changed = [one["id"] for one in after["verdicts"] if one["status"] != statuses[one["id"]]]
        assert changed == [VISIT]

    def test_approved_it_counts(self, blank: dict[Lang, bytes], tmp_path: Path) -> None:
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: {**WAIVE, **APPROVED}})
        before, after = told(), told("--decisions", back)
        one = verdict(after, VISIT)
        assert (one["status"], one["awaiting_approval"]) == ("waived", False)
        assert one["near"][0]["code"] == "KD484"
        assert said(after) == []
        assert after["summary"]["decided"] == before["summary"]["decided"] - 1
        assert after["summary"]["kept"] == before["summary"]["kept"]
        assert "awaiting" not in checked("--decisions", back).stdout

    @pytest.mark.parametrize(
        "words",
        ["待批准", "同意", "？", "待总经理审批", "审批中", "√", "签字", "日期", "2026年9月4日"],
    )
    def test_words_that_are_no_name_approve_nothing(
        self, blank: dict[Lang, bytes], tmp_path: Path, words: str
    ) -> None:
        given = {VISIT: {**WAIVE, "approved_by": words}, NAME: {**ALIAS, "approved_by": words}}
        after = told("--decisions", decided(tmp_path / "back.xlsx", blank["zh"], given))
        assert verdict(after, VISIT)["awaiting_approval"] is True
        assert [code[:5] for code in said(after)] == ["KD561", "KD560"]

    @pytest.mark.parametrize("shape", ["text", "html", "xlsx"])
    @pytest.mark.parametrize("approved", [False, True])
    def test_every_output_names_what_awaits_approval(
        self, blank: dict[Lang, bytes], tmp_path: Path, shape: str, approved: bool
    ) -> None:
        written = {**WAIVE, **(APPROVED if approved else {})}
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: written})
        out = tmp_path / f"out.{shape}"
        checked("--decisions", back, "--format", shape, "-o", str(out), lang="zh")
        if shape == "xlsx":
            book = openpyxl.load_workbook(out)
            sheets = {
                name: "\n".join(str(cell.value) for row in book[name].iter_rows() for cell in row)
                for name in ("概览", "问题清单", "客户×条款", "豁免")
            }
            found = {name: "待批准" in words for name, words in sheets.items() if name != "豁免"}
            assert set(found.values()) == {not approved}, found
            words = sheets["概览"] + sheets["豁免"].split("批准\n")[-1]
        else:
            words = out.read_text(encoding="utf-8")
        assert ("待批准" in words) is not approved

    def test_until_it_is_approved_every_count_is_as_without_it(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: WAIVE})
        before, after = (checked(*more, lang="zh").stdout for more in ((), ("--decisions", back)))
        assert "不合规 1、" in before
        assert "不合规 1（其中1项豁免待批准）、" in after
        assert "\n不合规（1）（其中1项豁免待批准）\n" in after
        page = checked("--decisions", back, "--format", "html", lang="zh").stdout
        assert "<small>其中1项豁免待批准</small>" in page
        assert 'class="waived"' not in page
        assert page.count("<i>豁免待批准</i>") == 2  # the worst, and the whole grid

    def test_the_letter_to_the_account_manager_has_it(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: WAIVE})
        out = tmp_path / "out"
        days = ("--period", "2026Q3", "--as-of", ON, "--policy", "strategic-account")
        kamdocs("review", *map(str, DATA), "--decisions", back, *days, "-o", str(out), lang="zh")
        letter = next(out.glob("notices/沈知行/*.docx"))
        words = re.sub("<[^>]+>", "", ZipFile(letter).read("word/document.xml").decode("utf-8"))
        assert "（豁免待批准）" in words

    def test_it_covers_its_own_rule_until_its_day(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        early = {**WAIVE, **APPROVED, "valid_until": date(2026, 8, 31)}
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: early})
        after = told("--decisions", back)
        waived = {one["id"] for one in after["verdicts"] if one["status"] == "waived"}
        assert VISIT in waived
        assert not any("KA-002" in name for name in waived - {VISIT})
        assert [code[:5] for code in said(after)] == ["KD423"]


TOLD: list[tuple[str, Given, list[str]]] = [
    ("no reason", {VISIT: {**WAIVE, "reason": None}}, ["KD210 reason"]),
    ("no last day", {VISIT: {**WAIVE, "valid_until": None}}, ["KD210 valid_until"]),
    ("nobody asks", {VISIT: {**WAIVE, "requested_by": None}}, ["KD210 requested_by"]),
    (
        "ends before it begins",
        {VISIT: {**WAIVE, "valid_until": date(2026, 8, 1)}},
        ["KD211 valid_until"],
    ),
    ("a day of two readings", {VISIT: {**WAIVE, "valid_until": "26/3/5"}}, ["KD111 valid_until"]),
    ("another word", {VISIT: {**WAIVE, "decision": "同意"}}, ["KD203 decision"]),
    (
        "reason without a decision",
        {VISIT: {"reason": "搬迁", "requested_by": "李晓雯"}},
        ["KD201 decision"],
    ),
    (
        "approved by oneself",
        {VISIT: {**WAIVE, "approved_by": "李晓雯（区域经理）"}},
        ["KD422 approved_by"],
    ),
    (
        "approved by one who asks too",
        {VISIT: {**WAIVE, "requested_by": "李晓雯、陈立群", "approved_by": "陈立群"}},
        ["KD422 approved_by"],
    ),
    (
        "an alias that one of two who ask approved",
        {NAME: {**ALIAS, "requested_by": "李晓雯 陈立群", "approved_by": "陈立群（总经理）"}},
        ["KD568 approved_by"],
    ),
    (
        "approved to come",
        {VISIT: {**WAIVE, **APPROVED, "approved_on": date(2026, 12, 1)}},
        ["KD210 approved_on"],
    ),
    ("what is unknown", {SIMILAR: {**WAIVE, **APPROVED}}, ["KD441 decision"]),
    ("another id", {VISIT: {**WAIVE, "finding_id": "x/1/y/KA-002"}}, ["KD562 finding_id"]),
    ("no id", {VISIT: {**WAIVE, "finding_id": None}}, ["KD201 finding_id"]),
    ("data are not waived", {NAME: {**WAIVE, "valid_from": UNTIL}}, ["KD562 finding_id"]),
    (
        "nothing more is said of a waiver of data",
        {NAME: {**WAIVE, "valid_until": None, "requested_by": None}},
        ["KD562 finding_id"],
    ),
    ("no owner of an alias", {NAME: {**ALIAS, "alias_of": None}}, ["KD210 alias_of"]),
    ("an alias without a name", {VISIT: ALIAS}, ["KD599 decision"]),
    ("an alias of nobody", {NAME: {**ALIAS, "alias_of": "KA-999"}}, ["KD563 alias_of"]),
    (
        "an alias approved by oneself",
        {NAME: {**ALIAS, "approved_by": "李晓雯"}},
        ["KD568 approved_by"],
    ),
    (
        "an alias that is another's name",
        {NAME: {**ALIAS, **APPROVED, "written_name": "杭州屿升电梯股份有限公司"}},
        ["KD564 written_name"],
    ),
]


@pytest.fixture(scope="module")
def columns(blank: dict[Lang, bytes]) -> dict[tuple[str, str], str]:
    """The names of the fields to be filled in, by sheet and column."""
    labels = {one.label.zh: name for name, one in decision_schema().fields.items()}
    return {
        (sheet.title, column_letters(cell.column)): labels[str(cell.value)]
        for sheet in openpyxl.load_workbook(io.BytesIO(blank["zh"])).worksheets
        for cell in sheet[4]
        if str(cell.value) in labels
    }


@pytest.mark.parametrize(("given", "wanted"), [one[1:] for one in TOLD], ids=[t[0] for t in TOLD])
def test_what_cannot_be_taken_is_told_cell_by_cell(
    blank: dict[Lang, bytes],
    columns: dict[tuple[str, str], str],
    tmp_path: Path,
    given: Given,
    wanted: list[str],
) -> None:
    after = told("--decisions", decided(tmp_path / "back.xlsx", blank["zh"], given))
    found = []
    for one in said(after):
        code, _, place = one.partition(" ")
        sheet, _, cell = place.partition("!")
        found.append(f"{code} {columns[sheet, cell.rstrip('0123456789')]}")
    assert found == wanted
    assert verdict(after, VISIT)["status"] == "fail"
    assert any(one["code"] == "KD303" for one in after["findings"])


def test_the_id_of_what_is_no_result_is_told_whole(
    blank: dict[Lang, bytes], tmp_path: Path
) -> None:
    """It ends with the period, by which alone one finds out of which quarter the decision is."""
    of_june = "strategic-account/4.2.1.3c/visit-information/KA-002/2026-06/2026-06-11"
    back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: {**WAIVE, "finding_id": of_june}})
    assert (
        f"「{of_june}」不是这次按制度检查的结果" in checked("--decisions", back, lang="zh").stdout
    )


def test_for_a_waiver_without_an_end_nobody_is_told_to_leave_the_day_blank(
    blank: dict[Lang, bytes], tmp_path: Path
) -> None:
    given = {VISIT: {**WAIVE, "valid_until": "长期"}}
    back = decided(tmp_path / "back.xlsx", blank["zh"], given)
    shown = checked("--decisions", back, lang="zh").stdout
    assert (
        "「豁免截止日期」的「长期」没有认出是哪一天（这一栏必须写明是哪一天，不能没有期限）"
        in shown
    )
    assert "留空" not in shown


class TestAnAlias:
    def test_it_is_used_once_somebody_else_approved(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        back = decided(tmp_path / "back.xlsx", blank["zh"], {NAME: ALIAS})
        waiting = told("--decisions", back)
        assert verdict(waiting, SIMILAR)["status"] == "unknown"
        assert [code[:5] for code in said(waiting)] == ["KD561"]
        back = decided(tmp_path / "back.xlsx", blank["zh"], {NAME: {**ALIAS, **APPROVED}})
        after = told("--decisions", back)
        assert verdict(after, SIMILAR)["status"] == "pass"
        assert [code[:5] for code in said(after)] == ["KD565"]
        assert not any(one["code"] == "KD303" for one in after["findings"])
        codes = [near["code"] for near in verdict(after, SIMILAR)["near"]]
        assert "KD469" in codes

    def test_it_may_be_decided_beside_the_verdict_that_waits_for_it(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        given = {SIMILAR: {**ALIAS, **APPROVED, "alias_of": "苏州云梭电梯有限公司"}}
        back = decided(tmp_path / "back.xlsx", blank["zh"], given)
        assert verdict(told("--decisions", back), SIMILAR)["status"] == "pass"


SETTLED: list[tuple[str, Given, str | None]] = [
    ("a name that is known by it", {NAME: {**ALIAS, **APPROVED}}, "KD565"),
    ("a verdict that passes by it", {SIMILAR: {**ALIAS, **APPROVED}}, "KD565"),
    (
        "a waiver of another period",
        {VISIT: {**WAIVE, **APPROVED, "finding_id": VISIT.replace("2026-08", "2026-02")}},
        "KD562",
    ),
    (
        "a name that the archive has by now, in a cell that was mended",
        {
            NAME: {
                **ALIAS,
                **APPROVED,
                "written_name": "苏州云梭电梯有限公司",
                "finding_id": NAME.replace("C7", "C8"),
            }
        },
        None,
    ),
]


def standing(path: Path) -> list[tuple[Any, dict[str, Any]]]:
    """The decisions in a workbook, each with the code of what it stands beside."""
    labels = {one.label.zh: name for name, one in decision_schema().fields.items()}
    found: list[tuple[Any, dict[str, Any]]] = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        heads = [str(cell.value) for cell in sheet[4]]
        for row in sheet.iter_rows(min_row=5, values_only=True) if "处理意见" in heads else ():
            told = dict(zip(heads, row, strict=True))
            if told["处理意见"]:
                written = {name: told[head] for head, name in labels.items()}
                found.append((told.get("代码"), written))
    return found


def statuses(back: Path) -> dict[str, str]:
    """The status of every verdict under the decisions in a workbook."""
    return {one["id"]: one["status"] for one in told("--decisions", str(back))["verdicts"]}


class TestHandingBack:
    def test_in_english_with_columns_moved(self, blank: dict[Lang, bytes], tmp_path: Path) -> None:
        back = decided(
            tmp_path / "en.xlsx", blank["en"], {VISIT: {**WAIVE, "decision": "Waive"}}, "en"
        )
        book: Any = openpyxl.load_workbook(back)
        sheet = book["Findings"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        other = openpyxl.Workbook()
        page: Any = other.active
        page.title = "Reviewed"
        for row in rows:
            page.append([*reversed(row), "mine"])
        other.save(tmp_path / "back.xlsx")
        after = told("--decisions", str(tmp_path / "back.xlsx"))
        assert verdict(after, VISIT)["status"] == "waived"

    def test_without_the_ids_nothing_is_lost_in_silence(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        path = tmp_path / "back.xlsx"
        back = decided(path, blank["zh"], {VISIT: {**WAIVE, **APPROVED}, SIMILAR: WAIVE})
        book: Any = openpyxl.load_workbook(back)
        sheet = book["问题清单"]
        sheet.delete_cols([cell.value for cell in sheet[4]].index("问题编号") + 1)
        book.save(back)
        after = told("--decisions", back)
        assert said(after) == ["KD583 问题清单!4:4"]
        assert [one["facts"] for one in after["findings"] if one["code"] == "KD583"] == [
            {"count": 2}
        ]
        assert verdict(after, VISIT)["status"] == "fail"

    @pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
    def test_typed_in_libreoffice(self, blank: dict[Lang, bytes], tmp_path: Path) -> None:
        book = openpyxl.load_workbook(io.BytesIO(blank["zh"]))
        entries = [
            (sheet.title, cell.coordinate, str(value))
            for sheet, cell, value in cells(book, {VISIT: WAIVE})
        ]
        (tmp_path / "back.xlsx").write_bytes(typed(tmp_path, blank["zh"], entries))
        after = told("--decisions", str(tmp_path / "back.xlsx"))
        assert verdict(after, VISIT)["awaiting_approval"] is True

    def test_the_next_workbook_has_the_decisions_again(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        given = {VISIT: WAIVE, NAME: ALIAS}
        back = decided(tmp_path / "back.xlsx", blank["zh"], given)
        again = tmp_path / "again.xlsx"
        checked("--decisions", back, "--format", "xlsx", "-o", str(again), lang="zh")
        book = openpyxl.load_workbook(again)
        written = {id: dict(fields) for id, fields in given.items()}
        count = 0
        for _, cell, value in cells(book, written):
            found = cell.value.date() if hasattr(cell.value, "date") else cell.value
            assert found == value
            count += 1
        assert count == len(WAIVE) + len(ALIAS)
        assert verdict(told("--decisions", str(again)), VISIT)["status"] == "waived"

    @pytest.mark.parametrize(
        ("given", "code"), [one[1:] for one in SETTLED], ids=[one[0] for one in SETTLED]
    )
    def test_one_whose_finding_is_gone_stands_in_every_workbook_to_come(
        self, blank: dict[Lang, bytes], tmp_path: Path, given: Given, code: str | None
    ) -> None:
        back = tmp_path / "0.xlsx"
        decided(back, blank["zh"], given)
        ((_, wanted),), effect = standing(back), statuses(back)
        for number in range(1, 4):
            again = tmp_path / f"{number}.xlsx"
            checked("--decisions", str(back), "--format", "xlsx", "-o", str(again), lang="zh")
            assert standing(again) == [(code, wanted)]
            back = again
        assert statuses(back) == effect

    def test_a_first_day_that_somebody_took_out_stays_out(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        """Or the waiver would hold from the second round on by itself."""
        back, again = tmp_path / "back.xlsx", tmp_path / "again" / "back.xlsx"
        decided(back, blank["zh"], {VISIT: {**WAIVE, **APPROVED, "valid_from": None}})
        again.parent.mkdir()
        checked("--decisions", str(back), "--format", "xlsx", "-o", str(again), lang="zh")
        for one in (back, again):
            whole = told("--decisions", str(one))
            assert verdict(whole, VISIT)["status"] == "fail"
            assert [code[:5] for code in said(whole)] == ["KD210"]

    def test_the_first_day_for_a_row_without_a_due_day_is_its_own(self, tmp_path: Path) -> None:
        """So the waiver covers it for good, as it covers what was due on its first day."""
        sheets = {
            "customer": "| code |\n| KA-001 |",
            "visit": "| customer_code | visited_on | personnel_changes |\n"
            "| KA-001 | 2026-09-10 | |",
        }
        data, out = tmp_path / "表.xlsx", tmp_path / "findings.xlsx"
        data.write_bytes(desk.workbook(sheets, {}))
        checked("--format", "xlsx", "-o", str(out), lang="zh", data=str(data))
        row = "strategic-account/4.2.1.3c/visit-information/KA-001/2026-09/2026-09-10"
        asked = {row: {"valid_from": None}}
        (first,) = (cell.value for _, cell, _ in cells(openpyxl.load_workbook(out), asked))
        assert first.date() == date(2026, 9, 10)

    def test_the_same_decision_twice_is_one_and_two_are_none(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        one = decided(tmp_path / "a.xlsx", blank["zh"], {VISIT: WAIVE})
        same = decided(tmp_path / "b.xlsx", blank["zh"], {VISIT: WAIVE})
        other = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: {**WAIVE, "reason": "其他"}})
        twice = told("--decisions", one, "--decisions", same)
        assert verdict(twice, VISIT)["status"] == "waived"
        torn = told("--decisions", one, "--decisions", other)
        assert verdict(torn, VISIT)["status"] == "fail"
        assert [code[:5] for code in said(torn)] == ["KD569"]

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("back.xlsx", b"", "KD567"),
            ("back.xlsx", b"PK\x03\x04nothing", "KD101"),
            ("back.xlsx", DATA[0].read_bytes(), "KD567"),
            ("findings.json", b"{}", "KD567"),
            ("report.html", b"<!doctype html>", "KD567"),
            ("kamdocs.toml", b'company = "a"', "KD567"),
        ],
        ids=["empty", "damaged", "another", "json", "page", "settings"],
    )
    def test_what_is_no_such_workbook_is_named(
        self, tmp_path: Path, name: str, content: bytes, code: str
    ) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        result = checked("--decisions", str(path), "--format", "json")
        assert result.return_value == Exit.UNREADABLE
        whole = json.loads(result.stdout)
        assert said(whole, name) == [f"{code} !"]
        assert whole["files"][-1]["read"] is False

    def test_it_stands_in_the_ledger(self, blank: dict[Lang, bytes], tmp_path: Path) -> None:
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: WAIVE})
        file = told("--decisions", back)["files"][-1]
        assert file["file"] == "back.xlsx"
        assert [(one["kind"], one["rows"]) for one in file["sheets"]] == [
            ("decision", 1),
            ("decision", 0),
        ]

    def test_among_the_sheets_it_is_passed_over(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        folder = tmp_path / "data"
        folder.mkdir()
        for path in DATA:
            shutil.copy(path, folder)
        back = decided(folder / "findings.xlsx", blank["zh"], {VISIT: WAIVE})
        alone = json.loads(checked("--format", "json", data=str(folder)).stdout)
        assert verdict(alone, VISIT)["status"] == "fail"
        assert [one["code"] for one in alone["findings"] if "findings" in one["id"]] == ["KD566"]
        assert alone["files"][0]["read"] is True
        both = json.loads(checked("--format", "json", "--decisions", back, data=str(folder)).stdout)
        assert verdict(both, VISIT)["status"] == "waived"
        assert len(both["files"]) == len(alone["files"])

    def test_only_findings_are_no_data(self, blank: dict[Lang, bytes], tmp_path: Path) -> None:
        (tmp_path / "findings.xlsx").write_bytes(blank["zh"])
        assert kamdocs("validate", str(tmp_path)).return_value == Exit.UNREADABLE


class TestTheFolderOfAReview:
    def reviewed(self, folder: Path, *more: str) -> Result:
        data = str(desk.example("samples/2026Q3/客户档案-华东.xlsx"))
        args = ("--period", "2026Q3", "--as-of", ON, "-o", str(folder))
        return kamdocs("review", data, "--policy", "strategic-account", *args, *more)

    def test_what_a_reviewer_wrote_is_never_written_over(self, tmp_path: Path) -> None:
        folder = tmp_path / "out"
        self.reviewed(folder)
        path = folder / "findings.xlsx"
        first = path.read_bytes()
        self.reviewed(folder)
        assert path.read_bytes() == first
        assert not list(folder.glob("findings (*"))
        sheet = openpyxl.load_workbook(path)["Findings"]
        name = str(sheet.cell(5, sheet.max_column).value)
        decided(path, first, {name: {**WAIVE, "decision": "Waive"}}, "en")
        written = path.read_bytes()
        result = self.reviewed(folder)
        assert path.read_bytes() == written
        assert "findings.xlsx holds what a reviewer wrote" in result.stderr
        assert "findings (2).xlsx" in result.stderr
        self.reviewed(folder, "--decisions", str(path))
        assert path.read_bytes() == written
        second = folder / "findings (2).xlsx"
        assert openpyxl.load_workbook(second)["Findings"].max_row == sheet.max_row
        self.reviewed(folder, "--decisions", str(second))
        assert path.read_bytes() != written  # all that stood in it stands in the new one
        assert [one.name for one in sorted(folder.glob("*.xlsx"))] == [
            "findings (2).xlsx",
            "findings.xlsx",
        ]

    def test_nobody_gets_a_letter_about_decisions(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: {**WAIVE, "reason": None}})
        self.reviewed(tmp_path / "out", "--annotate", "--decisions", back)
        folders = [one.name for one in (tmp_path / "out" / "notices").iterdir() if one.is_dir()]
        assert folders
        assert not any("back" in name for name in folders)

    def test_another_workbook_of_that_name_stays(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        (tmp_path / "out").mkdir()
        path = tmp_path / "out" / "findings.xlsx"
        book.save(path)
        before = path.read_bytes()
        said = self.reviewed(tmp_path / "out").stderr
        assert path.read_bytes() == before
        assert (tmp_path / "out" / "findings (2).xlsx").exists()
        assert "cannot be read as findings" in said
        assert "holds what a reviewer wrote" not in said


class TestTheCommandLine:
    def test_a_workbook_needs_a_file(self) -> None:
        result = CliRunner().invoke(group("en"), ["check", "samples", "--format", "xlsx"])
        assert result.exit_code == Exit.USAGE

    def test_a_workbook_is_not_replaced(self, blank: dict[Lang, bytes], tmp_path: Path) -> None:
        path = tmp_path / "findings.xlsx"
        path.write_bytes(blank["zh"])
        args = ["check", str(desk.example("samples/good")), "--format", "xlsx", "-o", str(path)]
        result = CliRunner().invoke(group("en"), args)
        assert result.exit_code == Exit.USAGE
        assert path.read_bytes() == blank["zh"]


class TestAPlan:
    """A plan takes what was decided as a check does."""

    def planned(self, folder: Path, *more: str) -> tuple[dict[str, Any], str]:
        days = ("--period", "2026-10", "--as-of", "2026-10-08", "--policy", "strategic-account")
        paths = [*map(str, DATA), *days, "--format", "json", "-o", str(folder / "plan"), *more]
        result = kamdocs("plan", *paths)
        whole: dict[str, Any] = json.loads(result.stdout)
        return whole, result.stderr

    @pytest.mark.parametrize(
        ("signed", "how", "visits"), [(APPROVED, "waived", 0), ({}, "proposed", 1)]
    )
    def test_what_is_approved_is_not_planned_and_what_awaits_it_is(
        self,
        signed: Mapping[str, Any],
        how: str,
        visits: int,
        blank: dict[Lang, bytes],
        tmp_path: Path,
    ) -> None:
        due = "strategic-account/4.2.1.3b/account-manager-visit/KA-002/2026-10"
        whole, _ = self.planned(tmp_path)
        assert [one["how"] for one in whole["dues"] if one["id"] == due] == ["proposed"]
        days = ("--period", "2026-10", "--as-of", ON, "--policy", "strategic-account")
        path = str(tmp_path / "found.xlsx")
        kamdocs("check", *map(str, DATA), *days, "--format", "xlsx", "-o", path, lang="zh")
        given = {due: {**WAIVE, **signed}}
        back = decided(tmp_path / "back.xlsx", Path(path).read_bytes(), given)
        whole, said = self.planned(tmp_path, "--decisions", back)
        (found,) = (one for one in whole["dues"] if one["id"] == due)
        assert (found["how"], found["awaiting_approval"]) == (how, not signed)
        serving = [one for one in whole["visits"] if due in one["settles"]]
        assert len(serving) == visits
        assert ("KD560" in said) == (not signed)
        assert "KD562" not in said

    def test_decisions_on_other_periods_are_none_of_its_business(
        self, blank: dict[Lang, bytes], tmp_path: Path
    ) -> None:
        before, _ = self.planned(tmp_path)
        back = decided(tmp_path / "back.xlsx", blank["zh"], {VISIT: {**WAIVE, **APPROVED}})
        whole, said = self.planned(tmp_path, "--decisions", back)
        assert whole == before
        assert "back.xlsx" not in said
