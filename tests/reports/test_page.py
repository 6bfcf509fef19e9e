"""The page: everything is on it, every link leads somewhere, nothing of it is fetched or run."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from lxml import html

from kamdocs import compliance, reports, review
from kamdocs.cli.exits import Exit
from kamdocs.cli.main import group
from kamdocs.faults import SetupFault
from kamdocs.intake import read_content
from kamdocs.model import LANGS, Lang, Period, Report, Status
from kamdocs.reports.grid import grid
from kamdocs.words import fault_words
from kamdocs.words.page import PAGE
from kamdocs.words.workbook import BOOK
from tests import desk

AS_OF = desk.day("2026-10-08")
QUARTER = Period.parse("2026Q3")
POLICIES = [desk.pack(name) for name in desk.FOUR]
LISTED = [one for one in Status if one not in (Status.PASS, Status.NOT_APPLICABLE)]


def checked(quarter: str, folder: Path | None = None) -> tuple[Report, reports.Around]:
    """The report on a sample quarter, or on what a folder holds for it."""
    sources = review.gather([folder or desk.example(f"samples/{quarter}")])
    report, book = review.check(sources, desk.SCHEMAS, POLICIES, AS_OF, QUARTER)
    return report, review.around(report, book, desk.SCHEMAS, "江苏澄岚电梯部件有限公司")


@pytest.fixture(scope="module")
def quarter() -> tuple[Report, reports.Around]:
    return checked("2026Q3")


def parsed(page: str) -> Any:
    return html.document_fromstring(page)


@pytest.mark.parametrize("lang", LANGS)
class TestWhatIsOnIt:
    def test_every_verdict_that_is_listed_and_every_link_leads_somewhere(
        self, quarter: tuple[Report, reports.Around], lang: Lang
    ) -> None:
        report, around = quarter
        root = parsed("".join(reports.as_page(report, around, lang)))
        ids = [str(one) for one in root.xpath("//@id")]
        assert len(ids) == len(set(ids))
        links = [unquote(str(one)[1:]) for one in root.xpath("//a/@href")]
        assert len(links) > 100
        assert set(links) <= set(ids)
        wanted = {"_".join(one.id.split()) for one in report.rulings if one.status in LISTED}
        assert wanted == set(root.xpath("//*[@id='results']//li/@id"))

    def test_the_same_bytes_twice(self, quarter: tuple[Report, reports.Around], lang: Lang) -> None:
        assert [*reports.as_page(*quarter, lang)] == [*reports.as_page(*checked("2026Q3"), lang)]

    def test_nothing_is_fetched(self, quarter: tuple[Report, reports.Around], lang: Lang) -> None:
        page = "".join(reports.as_page(*quarter, lang))
        root = parsed(page)
        assert root.xpath("//@src") == []
        assert root.xpath("//link/@href") == ["data:,"]
        assert not re.search(r"https?:|@import|url\(", page)

    def test_the_grid_has_the_worst_of_every_customer_and_clause(
        self, quarter: tuple[Report, reports.Around], lang: Lang
    ) -> None:
        report, around = quarter
        root = parsed("".join(reports.as_page(report, around, lang)))
        ranks = list(Status)
        worst: dict[tuple[str, str, str], Status] = {}
        for one in report.rulings:
            key = one.policy, one.clause, one.subject
            worst[key] = min(worst.get(key, one.status), one.status, key=ranks.index)
        cells = root.xpath("//*[@id='all']//td[not(@class='none')]/@class")
        assert sorted(cells) == sorted(status.value for status in worst.values())


@pytest.mark.parametrize(
    ("sample", "left"),
    [
        ("delivery", r"另有\d+条条款，见后面的全表"),
        ("good", r"另有\d+家客户、\d+条条款，见后面的全表"),
    ],
)
def test_of_the_grid_only_what_is_left_is_counted(sample: str, left: str) -> None:
    """The delivery company has few enough customers to be all among those where most is wrong."""
    page = "".join(reports.as_page(*checked(sample), "zh"))
    assert re.search(f">{left}<", page)


def test_the_first_page_shows_no_clause_that_none_of_its_customers_has_anything_in(
    quarter: tuple[Report, reports.Around],
) -> None:
    """What only the company has to confirm stays in the whole table, where the company is not among
    those in which most is wrong."""
    whole = grid(quarter[0])
    worst = whole.worst(3, whole.width)
    assert not any(row.subject == "" for row in worst.rows)
    assert all(any(row.cells[at] for row in worst.rows) for at in range(worst.width))
    assert 0 < worst.worst(3, 4).width <= 4


def test_nor_anybody_with_whom_nothing_is_wrong_in_the_clauses_shown(
    quarter: tuple[Report, reports.Around],
) -> None:
    """What the company has to confirm stands in columns that are left out: there in it would have
    nothing but what it kept."""
    whole = grid(quarter[0])
    assert any(row.subject == "" and any(row.weight) for row in whole.rows)
    worst = whole.worst(len(whole.rows), 14)
    assert worst.width == 14
    assert [row.name for row in worst.rows if not any(row.weight)] == []


def test_no_words_of_the_page_and_the_workbook_are_left_over() -> None:
    root = desk.example("kamdocs")
    code = [one for one in root.rglob("*.py") if one.parent.name != "words"]
    code += root.parent.glob("templates/page/*.html")
    used = {
        name for one in code for name in re.findall(r"[\"']([\w-]+)[\"']", one.read_text("utf-8"))
    }
    assert {*PAGE, *BOOK} - used == set()


def test_the_good_quarter_is_said_to_be_so() -> None:
    page = "".join(reports.as_page(*checked("good"), "en"))
    root = parsed(page)
    (verdict,) = root.find_class("verdict")
    assert "pass" in str(verdict.get("class"))
    assert root.xpath("//*[@id='status-fail']") == []


def test_a_status_and_a_customer_without_a_code_are_named_once(tmp_path: Path) -> None:
    table = "| code | name | tier |\n| KA-?1 | 苏州迅捷电梯有限公司 | 战略客户 |"
    (tmp_path / "客户.xlsx").write_bytes(desk.workbook({"customer": table}, {}))
    other = "| code | name | tier |\n| KA-?1 | 无锡长风电梯厂 | 战略客户 |"
    (tmp_path / "客户二部.xlsx").write_bytes(desk.workbook({"customer": other}, {}))
    root = parsed("".join(reports.as_page(*checked("", tmp_path), "zh")))
    (heading,) = root.xpath("//h3[@id='h-fail']")
    assert heading.text_content().split()[:2] == ["✕", "不合规"]
    assert heading.text_content().split()[2].isdigit()
    named = root.xpath("//*[@id='results']//li/b/bdi")
    assert {"苏州迅捷电梯有限公司", "无锡长风电梯厂"} <= {one.text_content() for one in named}
    for one in named:
        (beside,) = one.xpath("../following-sibling::small[1]/bdi/text()") or [""]
        assert beside != one.text_content()


NASTY = [
    "<script>alert(1)</script>",
    "{{7*7}}",
    "a\u202eb",
    "x\x00y",
    "\"onload='1",
    "javascript:alert(1)",
    "&lt;b&gt;",
]


@pytest.mark.parametrize("name", NASTY)
def test_names_are_printed_and_never_run(name: str) -> None:
    cell = name.replace("\x00", "")
    table = f"| code | name | tier | tier_approved_by |\n| {cell} | {cell} | 战略客户 | |"
    files = [read_content("交来.xlsx", desk.workbook({"customer": table}, {}), desk.SCHEMAS)]
    records, findings = review.validate(files, desk.SCHEMAS, AS_OF)
    book = review.book_of(records, files, desk.SCHEMAS, AS_OF)
    verdicts, _ = compliance.check(POLICIES, book, desk.SCHEMAS, QUARTER)
    report = Report(AS_OF, tuple(files), findings, verdicts, QUARTER, tuple(POLICIES))
    page = "".join(reports.as_page(report, review.around(report, book, desk.SCHEMAS, cell), "zh"))
    root = parsed(page)
    assert len(root.xpath("//script")) == 1
    assert root.xpath("//@onload") == []
    shown = cell.replace("\u202e", "\ufffd")
    assert shown in root.xpath("string(//main)")
    assert "\u202e" not in page


class TestSinceTheLastRun:
    def run(self, tmp_path: Path, *more: str) -> Path:
        samples = str(desk.example("samples/2026Q3"))
        out = tmp_path / "page.html"
        days = ["--period", "2026Q3", "--as-of", "2026-10-08"]
        args = ["check", samples, *days, "--format", "html", "-o", str(out), *more]
        result = CliRunner().invoke(group("en"), args, standalone_mode=False)
        assert result.exception is None, result.output
        assert result.return_value == Exit.FINDINGS
        return out

    def test_new_fixed_open_and_gone(self, tmp_path: Path) -> None:
        samples = str(desk.example("samples/2026Q3"))
        before = tmp_path / "before.json"
        days = ["--period", "2026Q3", "--as-of", "2026-10-08"]
        args = ["check", samples, *days, "--format", "json", "-o", str(before)]
        CliRunner().invoke(group("en"), args, standalone_mode=False)
        whole = json.loads(before.read_bytes())
        statuses = {one["id"]: one["status"] for one in whole["verdicts"]}
        was_fail = next(name for name, status in statuses.items() if status == "fail")
        was_pass = next(name for name, status in statuses.items() if status == "pass")
        for one in whole["verdicts"]:
            if one["id"] == was_fail:
                one["status"] = "pass"
            if one["id"] == was_pass:
                one["status"] = "fail"
        whole["verdicts"].append({"id": "strategic-account/9.9/none/KA-999", "status": "fail"})
        held = next(one for one in whole["findings"] if one["level"] == "error")
        whole["findings"].remove(held)
        before.write_text(json.dumps(whole), encoding="utf-8")
        root = parsed(self.run(tmp_path, "--baseline", str(before)).read_text(encoding="utf-8"))
        heads = [
            " ".join(one.text_content().split()) for one in root.xpath("//*[@id='changes-all']/h3")
        ]
        assert heads[:3] == ["Worse 0", "New 2", "Fixed 1"]
        assert heads[4] == "No longer looked at or applicable 1"
        front = [one.text_content() for one in root.xpath("//p[@class='trio']//b")]
        told = self.told(str(before), samples, *days)
        assert f"{front[0]} worse, {front[1]} new, {front[3]} still open, {front[2]} fixed" in told
        assert held["id"] in root.xpath("string(//*[@id='changes-all'])")
        assert "KA-999" in root.xpath("string(//*[@id='changes-all'])")

    def told(self, before: str, *args: str) -> str:
        """What the text says of the same."""
        args = ("check", *args, "--baseline", before)
        return CliRunner().invoke(group("en"), args, standalone_mode=False).output

    @pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": "x"}', b"[" * 99999])
    def test_what_is_no_report_is_named(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "other.json"
        path.write_bytes(content)
        with pytest.raises(SetupFault) as fault:
            reports.earlier(path)
        assert fault.value.code == "KD928"
        assert "other.json" in fault_words(fault.value, "en")
