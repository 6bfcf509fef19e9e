"""Files that came twice: which one is read, and what is said of the other."""

from datetime import date
from pathlib import Path

import pytest

from kamdocs import review
from kamdocs.cli.main import run
from kamdocs.words import what
from tests import desk, writers
from tests.writers import Sheet

ROWS = [
    ["客户编号", "客户名称", "电子邮箱"],
    ["KA-001", "苏州迅捷电梯有限公司", "qian#xunjie-lift.cn"],
]


CONTENT = writers.by_openpyxl([Sheet("客户档案", ROWS)])  # once: the second is written in it


def put(root: Path, *names: str, content: bytes = CONTENT) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def read(root: Path) -> list[str]:
    return [one.shown for one in review.gather([root]) if not one.passed]


@pytest.mark.parametrize(
    "copy",
    [
        *("客户 - 副本.xlsx", "客户 - 副本 (2).xlsx", "客户-副本.xlsx", "客户的副本.xlsx"),
        *("副本客户.xlsx", "副本 客户.xlsx", "复件 客户.xlsx", "复件 (2) 客户.xlsx"),
        *(
            "客户(1).xlsx",
            "客户（1）.xlsx",
            "客户 (2).XLSX",
            "客户 - Copy.xlsx",
            "Copy of 客户.xlsx",
        ),
        *("转发：客户.xlsx", "Fwd_客户.xlsx", "转发/客户.xlsx", "Fwd 资料/客户.xlsx"),
    ],
)
def test_a_copy_is_not_read_beside_its_file(tmp_path: Path, copy: str) -> None:
    put(tmp_path, copy, "华东/客户.xlsx")
    assert read(tmp_path) == ["华东/客户.xlsx"]


def test_what_is_called_otherwise_or_holds_something_else_is_read(tmp_path: Path) -> None:
    put(tmp_path, "拜访-2026-08.xlsx", "拜访-2026-09.xlsx")  # of another month
    put(tmp_path, "客户.xlsx")
    more = writers.by_openpyxl([Sheet("客户档案", [*ROWS, ["KA-002", "杭州屿升电梯厂", ""]])])
    put(tmp_path, "客户 - 副本.xlsx", content=more)
    put(tmp_path, "副本.xlsx", "report.xlsx", "port.xlsx", "photocopy.xlsx", "photo.xlsx")
    put(tmp_path, "状况(202608).xlsx", "状况(202609).xlsx")
    put(tmp_path, "状况副本2025.xlsx", "状况副本2026.xlsx")
    put(tmp_path, "张伟/月报.xlsx", "李娜/月报.xlsx")  # a folder speaks of its person, too
    put(tmp_path, "李娜 - 副本/月报.xlsx", "李娜/转发/月报(1).xlsx")
    assert len(read(tmp_path)) == 15


def test_its_errors_are_told_once_and_it_is_named_with_its_hash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "客户.xlsx", "客户(1).xlsx")
    assert run(["validate", str(tmp_path), "--as-of", "2026-10-08"]) == 1
    told = capsys.readouterr().out
    assert told.count("KD208") == 1
    assert "KD653 提示 [客户(1).xlsx]\n  与[客户.xlsx]完全相同，没有再读\n" in told
    assert "[客户(1).xlsx]：与另一个文件完全相同，没有再读" in told
    assert "共1个文件（另有1个跳过）" in told
    report, _ = review.check(review.gather([tmp_path]), desk.SCHEMAS, (), date(2026, 10, 8))
    copy, kept = report.files
    assert copy.sha256 == kept.sha256 != ""
    (said,) = copy.findings
    assert what(said, "en") == "is the same as [客户.xlsx], byte for byte, and was not read again"


@pytest.mark.parametrize(
    ("copy", "shown", "original"),
    [
        ("客户.xlsx", "[客户.xlsx]", "客户.xls"),
        ("客户(1).xlsx", "[客户(1).xlsx]", "客户.xlsx"),
        ("改好的/客户.xlsx", "改好的/[客户.xlsx]", "客户.xlsx"),
        ("客户（已改）.xlsx", "[客户（已改）.xlsx]", "客户.xlsx"),
        ("客户.xlsx", "", "客户（华东）.xlsx"),
        ("张伟/客户.xlsx", "", "李娜/客户.xls"),
    ],
)
def test_a_sheet_is_told_to_stand_beside_its_copy_that_came_back(
    copy: str, shown: str, original: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = ("--as-of", "2026-10-08", "--lang", "zh")
    put(tmp_path / "first", "客户.xlsx")
    run(["validate", str(tmp_path / "first"), *day, "--annotate", str(tmp_path / "back")])
    put(tmp_path / "in", copy, content=(tmp_path / "back" / "客户.xlsx").read_bytes())
    put(tmp_path / "in", original)
    capsys.readouterr()
    run(["validate", str(tmp_path / "in"), *day])
    said = capsys.readouterr().out
    assert ("KD671" in said) is bool(shown)
    told = f"KD671 提示 [{original}]\n  由它做的批注或修改副本{shown}也在；"
    assert (told in said) is bool(shown)
    assert ("处理：副本已经改好的，把这一份移出去" in said) is bool(shown)
