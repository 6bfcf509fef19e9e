"""The page as a reviewer uses it: filter, sort, follow, print; with a screen reader; offline."""

import io
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from kamdocs import reports
from kamdocs.model import Period, Status
from tests import desk
from tests.reports.test_page import checked

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium to open the page in")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def opened(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A function that opens the page of the sample quarter, and what it asked the network for."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text("".join(reports.as_page(*checked("2026Q3"), "zh")), encoding="utf-8")

    def open_page(**settings: Any) -> tuple[Any, list[str]]:
        page = browser.new_page(**settings)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page, asked

    return open_page


def shown(page: Any) -> int:
    found: int = page.locator("#results .those > li:visible").count()
    return found


def test_filters_by_status_owner_and_words(opened: Any) -> None:
    page, _ = opened()
    every = shown(page)
    page.select_option("select[name=status]", "fail")
    assert shown(page) == 21
    page.fill("input[name=words]", "KA-002 不合")
    assert 0 < shown(page) < 21
    page.fill("input[name=words]", "没有这样的话")
    assert shown(page) == 0
    assert page.locator("#results .clause:visible").count() == 0
    page.fill("input[name=words]", "")
    page.select_option("select[name=status]", "")
    assert shown(page) == every > 100


def test_a_cell_leads_to_its_finding_even_where_a_filter_hides_it(opened: Any) -> None:
    page, _ = opened()
    page.select_option("select[name=status]", "late")
    cell = page.locator("#front td.fail a").first
    target = page.evaluate("one => decodeURIComponent(one.hash.slice(1))", cell.element_handle())
    cell.click()
    assert page.locator(f'[id="{target}"]').is_visible()


def test_headings_sort(opened: Any) -> None:
    page, _ = opened()
    table = page.locator("table[data-sortable]").first
    button = table.locator("thead button").nth(1)
    button.click()
    ranks = page.evaluate(
        "table => Array.from(table.tBodies[0].rows).map(row => row.cells[1].className)",
        table.element_handle(),
    )
    order = [*(status.value for status in Status), "none"]
    assert ranks == sorted(ranks, key=order.index)
    assert len(set(ranks)) > 1
    button.click()
    assert table.locator("th[aria-sort=descending]").count() == 1


def test_can_be_read_without_scripts(opened: Any) -> None:
    page, _ = opened(java_script_enabled=False)
    assert not page.locator(".filter").is_visible()
    assert shown(page) > 100


@pytest.mark.parametrize("width", [390, 800, 1000, 1280])
def test_never_wider_than_the_window(opened: Any, width: int) -> None:
    page, _ = opened(viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_finds_its_way(opened: Any, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, _ = opened(color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_asks_nobody_for_anything(opened: Any) -> None:
    page, asked = opened()
    page.select_option("select[name=status]", "fail")
    page.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_the_first_page_of_the_print_is_whole(opened: Any, tmp_path: Path) -> None:
    page, _ = opened()
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    first, second = (normalize("NFKC", pages[number].extract_text()) for number in (0, 1))
    assert "签字" in first
    assert "全部条款" in second  # the font turns 户 into another character
    assert round(float(pages[0].mediabox.width)) in (594, 595)
    assert float(pages[1].mediabox.width) > float(pages[1].mediabox.height)


@pytest.fixture(scope="module")
def fifty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page on fifty customers, each with a file of its own that has a long name."""
    folder = tmp_path_factory.mktemp("交来")
    for number in range(50):
        table = f"| code | name | tier |\n| KA-{number} | 苏州第{number}电梯有限公司 | 战略客户 |"
        name = f"客户档案_苏州第{number}电梯有限公司（按九月底的情况重新核对过的最终版）.xlsx"
        (folder / name).write_bytes(desk.workbook({"customer": table}, {}))
    report, around = checked("2026Q3", folder)
    path = folder.parent / "fifty.html"
    path.write_text("".join(reports.as_page(report, around, "zh")), encoding="utf-8")
    return path


def test_what_is_signed_fits_on_a_sheet_and_every_sheet_of_the_grid_has_its_headings(
    browser: Any, fifty: Path
) -> None:
    page = browser.new_page()
    page.goto(fifty.as_uri())
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert "签字" in normalize("NFKC", pages[0].extract_text())
    grid = [one for one in pages if one.mediabox.width > 700]
    wide = [normalize("NFKC", one.extract_text()) for one in grid]
    assert len(wide) > 4
    headings = ("4.2.1.2", "三.2a", "第十五条", "5.1.1")  # one of each policy
    assert [text[:60] for text in wide if not any(one in text for one in headings)] == []


@pytest.fixture(scope="module")
def two_periods(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample quarter beside the quarter before it."""
    report, around = checked("2026Q3")
    past = tmp_path_factory.mktemp("past")
    spring = report._replace(as_of=date(2026, 7, 8), span=Period.parse("2026Q2"))
    (past / "spring.json").write_text("".join(reports.as_json(spring)), encoding="utf-8")
    whole = around._replace(trend=reports.trend(reports.history_in(past), report))
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text("".join(reports.as_page(report, whole, "zh")), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_periods_side_by_side_fit_and_are_read_aloud(
    browser: Any, scheme: Any, two_periods: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page.goto(two_periods.as_uri())
    page.locator("#trend").scroll_into_view_if_needed()
    assert page.locator("#trend .trend tbody tr:visible").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heard = Axe().run(page, "#trend").response  # the rest is heard elsewhere
    found = heard["violations"]
    assert heard["passes"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    first = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0]
    assert "签字" in normalize("NFKC", first.extract_text())
