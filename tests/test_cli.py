"""The command line as its users meet it: words, exit codes, files."""

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from lxml import html

from kamdocs.cli.ledger import MANIFEST
from kamdocs.cli.main import COMMANDS, group, run
from kamdocs.model import Lang
from kamdocs.packaging import changed
from kamdocs.words.codes import CODES
from tests import desk

GOOD = str(desk.example("samples/good"))
QUARTER = str(desk.example("samples/2026Q3"))
AS_OF = ("--as-of", "2026-10-08")
HERE = __file__
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test works in a folder of its own, with no configuration above it."""
    monkeypatch.chdir(tmp_path)
    for name in ("KAMDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def unrelated(path: Path) -> str:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["菜名", "价格"])
    sheet.append(["鱼香肉丝", 28])
    book.save(path)
    return str(path)


def text_named_xlsx(path: Path) -> str:
    path.write_text("这是一封信", encoding="utf-8")
    return str(path)


def broken_policy(path: Path) -> str:
    pack = desk.example("schemas/policies/strategic-account.yaml").read_text(encoding="utf-8")
    path.write_text(pack.replace("need: [technical_owner]", "need: [technical_ownr]"), "utf-8")
    return str(path)


class TestWrongUse:
    """One clear sentence, exit code 2 or 3, never a traceback."""

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize(
        ("args", "code", "word"),
        [
            (["validate", "没有.xlsx"], 2, "没有.xlsx"),
            (["validate"], 2, "PATH"),
            (["validat", GOOD], 2, "validat"),
            (["validate", GOOD, "--nope"], 2, "--nope"),
            (["validate", GOOD, "--as-of", "2026-13-01"], 2, "2026-13-01"),
            (["validate", GOOD, "--format", "xml"], 2, "xml"),
            (["check", GOOD, "--period", "2026Q5"], 2, "2026Q5"),
            (["check", GOOD, "-o", "out.xlsx"], 2, "--format text"),
            (["check", GOOD, "--format", "xlsx", "-o", "out.html"], 2, "--format xlsx"),
            (["check", GOOD, "--format", "xlsx", "-o", "out"], 2, "--format xlsx"),
            (["validate", GOOD, "-o", "out.JSON"], 2, "--format text"),
            (["diff", __file__, __file__, "-o", "out.html"], 2, "--format text"),
            (["check", GOOD, "-o", "out.docx"], 2, "“out.docx”"),
            (["check", GOOD, "--format", "html", "-o", "out.PDF"], 2, "--format html"),
            (["validate", GOOD, "--format", "json", "-o", "out.xlsm"], 2, "--format json"),
            (["check", GOOD, "--policy", "strategic"], 2, "KD910"),
            (["check", GOOD, "--policy", "mine.yaml"], 2, "KD443"),
            (["check", GOOD, "--policy", "大客户管理制度" * 15], 2, "KD910"),
            (["check", "大客户管理制度" * 15], 2, "PATH"),
            (["blank", "visit", "-o", f"{'大客户管理制度' * 40}.xlsx"], 3, "KD914"),
            (["validate", GOOD, *AS_OF, "--annotate", "大客户管理制度" * 40], 3, "KD914"),
            (["init", "大客户管理制度" * 40, "--company", "甲", "--policy", "simple"], 3, "KD914"),
            (["check", GOOD, *AS_OF, "--period", "2027Q1"], 2, "2027Q1"),
            (["check", GOOD, "--as-of", "0001-01-01"], 2, "0001-01-01"),
            (["render", "customer-fil", GOOD, "-o", "out"], 2, "KD513"),
            (["render", "visit-report", GOOD, "-o", "o", "--customer", "KA-0099"], 2, "KD936"),
            (["render", "visit-report", GOOD, "-o", "o", "--tier", "贵宾"], 2, "KD937"),
            (["render", "visit-report", GOOD, "-o", "o", "--manager", "无此人"], 2, "KD938"),
            (["render", "visit-report", GOOD, "-o", "o", "--manager", "沈智行"], 2, "沈知行"),
            (["check", GOOD, *AS_OF, "--set", "key_sale=3000"], 2, "key_sales"),
            (["render", "customer-file", GOOD, "--blank", "-o", "out"], 2, "KD932"),
            (["render", "status-report", "--blank", "--period", "2026", "-o", "o"], 2, "KD932"),
            (["render", "customer-file", "-o", "out"], 2, "KD933"),
            (["read", GOOD, "-o", "out.xlsx"], 2, "KD934"),
            (["read", GOOD, "-o", "out.docx"], 2, "-o"),
            (["schema", "show", "custmer"], 2, "KD915"),
            (["explain", "KD000"], 2, "KD916"),
        ],
        ids=lambda part: " ".join(part)[:60] if isinstance(part, list) else None,
    )
    def test_is_answered_in_a_sentence(
        self, args: list[str], code: int, word: str, lang: Lang, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run([*args, "--lang", lang]) == code
        said = capsys.readouterr()
        assert said.out == ""
        assert word in said.err
        assert "Traceback" not in said.err

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["validate"], "缺少参数“PATH...”。要写读哪些文件或文件夹。"),
            (["validate", GOOD, "--annotate"], "选项“--annotate”后面还要写内容。"),
            (["diff", GOOD, GOOD], f"“{GOOD}”是文件夹，这里要写文件。"),
            (["init", "客户", "资料"], "多写了“资料”，路径里有空格的要加引号。"),
            (["review", GOOD, "--history", HERE, "-o", "o"], "这里要写文件夹。"),
            (["render", "customer-file", GOOD], "缺少选项“-o”或“--output”。"),
            (["validat"], "没有“validat”这个命令。是不是“validate”？"),
            (["校验"], "没有“校验”这个命令。"),
            (["check", GOOD, "--frm"], "没有“--frm”这个选项。是不是“--format”？"),
            (["check", GOOD, "--format", "p"], "不在可选范围：“text”、“json”、“html”、“xlsx”。"),
            (["check", "张's.xlsx"], "“PATH...”写得不对：路径“张's.xlsx”不存在。"),
            (["check", GOOD, "--period", "Q3"], "请写成2026-09、2026Q3、2026H2或2026。"),
            (
                ["check", GOOD, "--period", "三季度"],
                "（没有写年份），请写成2026-09、2026Q3、2026H2或2026。",
            ),
            (
                ["check", GOOD, "--as-of", "9月31日"],
                "“9月31日”不是日期（没有写年份），请写成2026-10-08。",
            ),
            (["check", GOOD, "--as-of", "2026.9.31"], "（日历上没有这一天），请写成2026-10-08。"),
            (
                ["check", GOOD, "－－period", "2026Q3"],
                "“－－period”里的横线不是英文的，写成--period。",
            ),
            (
                ["check", GOOD, "—as-of＝2026"],
                "“—as-of＝2026”里的横线不是英文的，写成--as-of 2026。",
            ),
            (["review", GOOD, "－o", "out"], "“－o”里的横线不是英文的，写成-o。"),
            (["－－help"], "“－－help”里的横线不是英文的，写成--help。"),
            (["check", GOOD, "-period", "2026Q3"], "“-period”要写两个横线：--period。"),
            (
                ["check", GOOD, "--period：2026Q3"],
                "写成--period 2026Q3，选项和后面的内容之间空一格。",
            ),
            (["check", GOOD, "--all：是"], "没有“--all：是”这个选项。是不是“--all”、“--full”？"),
            (
                ["check", GOOD, "--period", "2026年9月30日"],
                "不是期间（这是一天），请写成2026-09、2026Q3、2026H2或2026。",
            ),
            (["check", "“交来”"], '“交来”带着中文的引号，要用英文的："…"。'),
            (["check", "“C:\\客户", "资料”"], '“C:\\客户带着中文的引号，要用英文的："…"。'),
            (
                ["validate", GOOD, "--annotate", GOOD],
                f"“--annotate”写得不对：“{GOOD}”里有交来的文件，请另选一个文件夹。",
            ),
        ],
        ids=lambda part: " ".join(part) if isinstance(part, list) else None,
    )
    def test_is_answered_with_the_marks_of_chinese(
        self, args: list[str], said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(args) == 2
        last = capsys.readouterr().err.splitlines()[-1]
        assert last.startswith("错误：")
        assert last.endswith(said)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            (["资料/客户档案"], "最接近的是“资料/客户档案.csv”。"),
            (["资料/客户档案.xlsx"], "最接近的是“资料/客户档案.csv”。"),
            (["资科"], "路径“资科”不存在。"),
            (["交莱的表"], "最接近的是“交来的表”。"),
            (["九月", "的表"], '路径里有空格，要加英文的引号："九月 的表"。'),
            (["资料/", "九月", "的表", "--full"], '路径里有空格，要加英文的引号："九月 的表"。'),
            (["资料", "交来"], '路径里有空格，要加英文的引号："资料 交来"。'),
            (["--lang=en", "资料\\新", "九月"], 'put it into quotes, "资料\\新 九月"'),
            (["“交来”", "--annotate", "“交来”"], "““交来””里有交来的文件，请另选一个文件夹。"),
            (["资料", "交来的表", "--as-of", "资料里"], "“资料里”不是日期，请写成2026-10-08。"),
            (["无此文件夹/客户档案"], "路径“无此文件夹/客户档案”不存在。"),
        ],
    )
    def test_a_path_that_is_nearly_right_is_answered_with_the_right_one(
        self,
        typed: list[str],
        said: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for name in (
            "资料",
            "九月 的表",
            "交来的表",
            "“交来”",
            "资料 交来",
            "资料 交来的表",
            "资料\\新 九月",
        ):
            Path(name).mkdir()
        for folder in ("资料", "“交来”"):
            Path(folder, "客户档案.csv").write_text("客户编号,客户名称\n", encoding="utf-8")
        assert run(["validate", *typed]) == 2
        assert capsys.readouterr().err.endswith(f"{said}\n")

    @pytest.mark.parametrize(
        ("args", "meant"),
        [
            (["check", GOOD, "--policy", "客户分级"], "customer-grading（客户分级管理制度）。"),
            (["blank", "客户档案表", "-o", "b.xlsx"], "客户档案（customer）；"),
            (["blank", "客户档案、拜访报告", "-o", "b.xlsx"], "客户档案 拜访报告；"),
            (["render", "拜访报告", GOOD, "-o", "o"], "visit-report（客户拜访报告）；"),
        ],
    )
    def test_of_a_name_that_is_none_the_nearest_is_told_with_its_title(
        self, args: list[str], meant: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(args) == 2
        assert f"最接近的是：{meant}" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("option", "typed", "meant"),
        [
            ("--as-of", "2026年9月30日", "检查日2026-09-30"),
            ("--as-of", "2026.9.30", "检查日2026-09-30"),
            ("--as-of", "2026/9/30", "检查日2026-09-30"),
            ("--period", "2026年第三季度", "期间2026年第3季度"),
            ("--period", "2026年三季度", "期间2026年第3季度"),
            ("--period", "2026q3", "期间2026年第3季度"),
            ("--period", "２０２６Ｑ３", "期间2026年第3季度"),
            ("--period", "“2026Q3”", "期间2026年第3季度"),
            ("--period", "2026年9月", "期间2026年9月"),
            ("--period", "2026.9", "期间2026年9月"),
            ("--period", "2026年下半年", "期间2026年下半年"),
        ],
    )
    def test_days_and_periods_may_be_typed_as_in_the_sheets(
        self, option: str, typed: str, meant: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(["check", GOOD, *AS_OF, option, typed])
        assert meant in capsys.readouterr().out.splitlines()[0]

    def test_blanks_of_any_width_stay_as_they_are(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A Chinese keyboard makes 　, and the boxes of forms stand apart by U+2002."""
        monkeypatch.chdir(tmp_path)
        content = "客户编号,客户名称,密级\nKA-1,甲川公司,核　心\u2002机密\u200e\n"
        Path("客户　档案.csv").write_text(content, encoding="utf-8")
        assert run(["validate", "客户　档案.csv", *AS_OF]) == 1
        said = capsys.readouterr().out
        assert "KD203 错误 '[客户　档案.csv]" in said
        assert "\ufffd" not in said

    @pytest.mark.parametrize("command", [["validate"], ["check"], ["review", "-o", "out"]])
    @pytest.mark.parametrize(
        ("make", "code"), [(unrelated, "KD102"), (text_named_xlsx, "KD101")], ids=["KD102", "KD101"]
    )
    def test_a_file_of_which_nothing_can_be_read_ends_with_3(
        self,
        command: list[str],
        make: object,
        code: str,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert callable(make)
        path = make(tmp_path / "交来.xlsx")
        assert run([*command, path, *AS_OF]) == 3
        said = capsys.readouterr()
        assert f"{code} 错误 [交来.xlsx]" in said.out
        assert "Traceback" not in said.err

    def test_one_unread_file_does_not_stop_the_rest(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        unrelated(tmp_path / "菜单.xlsx")
        (tmp_path / "证书.pdf").write_bytes(b"%PDF-1.4")
        assert run(["validate", GOOD, "菜单.xlsx", "证书.pdf", *AS_OF]) == 3
        said = capsys.readouterr().out
        assert "[菜单.xlsx]：没有读取" in said
        assert "个文件（1个没有读取，另有1个跳过），读到" in said
        assert "[客户档案-华东.xlsx]：客户档案（客户档案，7行" in said

    def test_a_form_of_word_says_how_it_is_read(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["render", "visit-report", "--blank", "-o", "交来"]) == 0
        run(["validate", "交来", *AS_OF])
        assert "  处理：填好的表单用“kamdocs read" in capsys.readouterr().out

    def test_an_empty_folder_is_not_sound(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "空").mkdir()
        assert run(["validate", "空"]) == 3
        assert "没有找到可以读取的表格" in capsys.readouterr().out

    def test_a_broken_policy_is_named_with_its_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = broken_policy(tmp_path / "mine.yaml")
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        line = 1 + next(number for number, text in enumerate(lines) if "technical_ownr" in text)
        assert run(["check", GOOD, "--policy", path, "--lang", "en"]) == 3
        said = capsys.readouterr().err
        assert said.startswith(
            f"mine.yaml:{line}: KD909 “technical_ownr” is no known field, choice or id"
        )
        assert "technical_owner" in said

    def test_an_output_that_cannot_be_written_is_said(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        assert run(["validate", GOOD, *AS_OF, "-o", "file/findings.txt"]) == 3
        assert "KD914" in capsys.readouterr().err

    @pytest.mark.skipif(sys.platform == "win32", reason="only administrators may make links there")
    def test_an_output_may_be_a_link_that_leads_in_a_circle(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        link = tmp_path / "findings.txt"
        link.symlink_to(link)
        assert run(["validate", GOOD, *AS_OF, "-o", "findings.txt"]) == 0
        assert link.read_text(encoding="utf-8")

    def test_what_was_handed_in_is_never_overwritten(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.copy(desk.example("samples/good/客户档案-华东.xlsx"), "交来.xlsx")
        before = Path("交来.xlsx").read_bytes()
        for command in ("validate", "check"):
            assert run([command, "交来.xlsx", *AS_OF, "-o", "交来.xlsx"]) == 2
            assert "不能覆盖" in capsys.readouterr().err
        assert run([command, ".", *AS_OF, "-o", "交来.xlsx"]) == 2
        assert Path("交来.xlsx").read_bytes() == before

    def test_an_interrupted_run_ends_with_130(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("kamdocs.review.intake.read_each", interrupt)
        assert run(["validate", GOOD]) == 130
        assert "已中断" in capsys.readouterr().err


class TestExitCodes:
    def test_good_sheets_give_0(self) -> None:
        assert run(["validate", GOOD, *AS_OF]) == 0
        assert run(["check", GOOD, *AS_OF]) == 0

    def test_clauses_unattested_are_warnings_that_strict_minds(self) -> None:
        assert run(["validate", GOOD, *AS_OF, "--strict"]) == 0
        assert run(["check", GOOD, *AS_OF, "--strict"]) == 1

    def test_a_period_before_the_policy_was_in_force_is_never_called_compliant(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ["--policy", "strategic-account", "--period", "2020"]
        assert run(["check", GOOD, *AS_OF, *asked, "--lang", "zh"]) == 1
        said = capsys.readouterr().out
        assert "制度那时还没有施行" in said
        assert "没有不合规" not in said

    def test_findings_give_1(self) -> None:
        assert run(["validate", QUARTER, *AS_OF]) == 1
        assert run(["check", QUARTER, *AS_OF]) == 1

    def test_visits_without_an_archive_are_never_called_compliant(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        visits = str(desk.example("samples/good/拜访报告-2026-07.xlsx"))
        assert run(["check", visits, *AS_OF]) == 1
        said = capsys.readouterr().out
        assert "没有可以检查的内容" in said
        assert "KD306" in said


class TestOutputs:
    def test_json_holds_both_languages_and_the_same_whatever_the_language(self) -> None:
        for lang in ("zh", "en"):
            run(
                ["check", QUARTER, *AS_OF, "--format", "json", "-o", f"{lang}.json", "--lang", lang]
            )
        assert Path("zh.json").read_bytes() == Path("en.json").read_bytes()
        report = json.loads(Path("zh.json").read_text(encoding="utf-8"))
        assert report["format"] == "kamdocs-report/1"
        missed = [one for one in report["verdicts"] if one["status"] == "fail"]
        august = next(one for one in missed if one["period"] == "2026-08")
        assert august["id"] == "strategic-account/4.2.1.3b/account-manager-visit/KA-002/2026-08"
        assert august["due"] == "2026-08-31"
        assert august["owner"] == "沈知行"
        assert august["text"]["en"] == "0 of 1 visits in 2026-08"
        assert [near["place"]["cell"] for near in august["near"]] == [
            "D15",
            "F17",
            "F18",
            "F13",
            "B2",
        ]
        assert len({one["id"] for one in report["verdicts"]}) == len(report["verdicts"])

    def test_json_on_stdout_is_json_alone(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "kamdocs", "validate", QUARTER, *AS_OF, "--format", "json"],
            capture_output=True,
            cwd=desk.example("."),
            check=False,
        )
        assert done.returncode == 1
        assert len(json.loads(done.stdout.decode("utf-8"))["findings"]) == 9
        assert done.stderr == b""

    @pytest.mark.usefixtures("read_anew")
    def test_review_makes_everything_and_the_same_twice(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            assert run(["review", QUARTER, "--period", "2026Q3", *AS_OF, "-o", name]) == 1
        made = sorted(path.relative_to("one") for path in Path("one").rglob("*"))
        assert made == sorted(path.relative_to("two") for path in Path("two").rglob("*"))
        for path in made:
            if (one := Path("one") / path).is_file():
                assert one.read_bytes() == (Path("two") / path).read_bytes()
        names = [path.name for path in made]
        assert "findings.txt" in names
        assert "findings.json" in names
        index: Any = html.document_fromstring(Path("one/index.html").read_text(encoding="utf-8"))
        links = {unquote(str(link)) for link in index.xpath("//a/@href")}
        assert links == {
            path.as_posix()
            for path in made
            if (Path("one") / path).is_file() and path.name not in ("index.html", MANIFEST)
        }
        words = index.text_content()  # below the title of a form its documents go by the rest
        assert "\nKA-001_苏州云梭电梯有限公司\n" in words
        assert "\n沈知行\n" in words
        forms = [name for name in names if name.endswith(".docx")]
        assert sum(name.startswith("客户档案表") for name in forms) == 15
        assert sum("业务状况" in name for name in forms) == 3
        report = json.loads(Path("one/findings.json").read_text(encoding="utf-8"))
        told = [Path(one["file"]).name for one in report["documents"]]
        assert sorted(told) == sorted(forms)

    def test_review_says_what_to_open(self, capsys: pytest.CaptureFixture[str]) -> None:
        run(["review", GOOD, *AS_OF, "-o", "结果"])
        said = capsys.readouterr().err
        assert said == "结果都在“结果”里：用浏览器打开其中的index.html，从那里打开其余各项\n"

    def test_a_second_review_leaves_no_forms_of_the_first(self, tmp_path: Path) -> None:
        run(["review", QUARTER, "--period", "2026Q3", *AS_OF, "-o", "out"])
        first = sorted(path.name for path in Path("out/forms").iterdir())
        edited = Path("out/forms") / first[0]
        edited.write_bytes(edited.read_bytes() + b"somebody's own words")
        kept = Path("out/forms/说明.docx")
        kept.write_bytes(b"not ours")
        archive = str(desk.example("samples/2026Q3/客户档案-华东.xlsx"))
        run(["review", archive, "--period", "2026Q3", *AS_OF, "-o", "out"])
        report = json.loads(Path("out/findings.json").read_text(encoding="utf-8"))
        listed = report["documents"]
        made = [one["file"] for one in listed if one["form"] != "return-notice"]
        assert 0 < len(made) < len(first)
        left = {path.name for path in Path("out/forms").iterdir()}
        assert left == {*made, edited.name, kept.name}

    @pytest.mark.usefixtures("read_anew")
    def test_the_submitted_files_stay_as_they_were(self, tmp_path: Path) -> None:
        shutil.copytree(QUARTER, "handed-in")
        before = {path: path.read_bytes() for path in Path("handed-in").rglob("*.xlsx")}
        run(["review", "handed-in", *AS_OF, "-o", "out"])
        assert {path: path.read_bytes() for path in Path("handed-in").rglob("*")} == before

    def test_render_says_which_files_it_made(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["render", "status-report", GOOD, *AS_OF, "--period", "2026-09", "-o", "f"]) == 0
        said = capsys.readouterr()
        (made,) = said.out.splitlines()
        assert Path(made).is_file()
        assert "生成了1份" in said.err

    @pytest.mark.parametrize(
        ("form", "given", "said"),
        [
            ("visit-report", "客户档案-华东.xlsx", "没有可以生成的表单：没有读到拜访报告"),
            ("visit-report", "拜访报告-2026-09.xlsx", "没有可以生成的表单：没有读到客户档案"),
            ("customer-file", "拜访报告-2026-09.xlsx", "没有可以生成的表单：没有读到客户档案"),
            ("customer-file", "空", "没有可以生成的表单：没有读到客户档案"),
            ("status-report", "空", "没有可以生成的表单：没有读到客户档案、业务状况"),
            ("return-notice", "空", "没有可以退回的：没有找到可以读取的表格"),
            ("return-notice", "只有信", "没有可以退回的：没有找到可以读取的表格"),
        ],
    )
    def test_render_without_what_it_needs_says_what_that_is(
        self, form: str, given: str, said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("空", "只有信"):
            Path(name).mkdir()
        Path("只有信/信.txt").write_text("您好", encoding="utf-8")
        path = given if Path(given).exists() else str(desk.example(f"samples/good/{given}"))
        assert run(["render", form, path, *AS_OF, "-o", "f", "--lang", "zh"]) == 3
        assert capsys.readouterr().err.splitlines()[-1] == said

    def test_render_without_records_of_the_period_says_so(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["render", "visit-report", GOOD, *AS_OF, "--period", "2020", "-o", "f"]) == 3
        assert "交来的表格里没有相应的记录" in capsys.readouterr().err

    def test_a_form_whose_classes_nobody_has_names_them(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """As where a company calls its classes otherwise and has not told the form."""
        Path("交来").mkdir()
        archive = "客户编号,客户名称,客户分类\nA1,甲川电梯有限公司,一般客户\n"
        Path("交来/客户档案.csv").write_text(archive, encoding="utf-8")
        status = "客户编号,客户名称,月份,业务量（万元）\nA1,甲川电梯有限公司,2026-08,12\n"
        Path("交来/业务状况.csv").write_text(status, encoding="utf-8")
        words = ["render", "status-report", "交来", *AS_OF, "--period", "2026-08", "-o", "f"]
        assert run(words) == 3
        assert "没有战略客户、重点客户的相应记录" in capsys.readouterr().err

    def test_a_month_without_records_among_others_is_said(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """October is not over on the day of the run, and nobody expects its report."""
        Path("交来").mkdir()
        archive = "客户编号,客户名称,客户分类\nA1,甲川电梯有限公司,战略客户\n"
        Path("交来/客户档案.csv").write_text(archive, encoding="utf-8")
        status = "客户编号,客户名称,月份,业务量（万元）\n"
        status += "".join(f"A1,甲川电梯有限公司,2026-{month},12\n" for month in ("07", "09"))
        Path("交来/业务状况.csv").write_text(status, encoding="utf-8")
        words = ["render", "status-report", "交来", *AS_OF, "-o", "f", "--period"]
        assert run([*words, "2026H2"]) == 0
        assert "2026-08没有相应的记录，没有生成\n" in capsys.readouterr().err
        assert run([*words, "2026-09"]) == 0
        assert "没有相应的记录" not in capsys.readouterr().err

    def test_a_choice_that_nothing_fits_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        chosen = ("--tier", "战略客户", "--period", "2020")
        assert run(["render", "visit-report", GOOD, *AS_OF, *chosen, "-o", "f"]) == 3
        assert "所选的客户和期间里没有相应的记录" in capsys.readouterr().err

    def test_an_empty_form_needs_no_sheets(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["render", "visit-report", "--blank", "-o", "f"]) == 0
        said = capsys.readouterr()
        assert [Path(made).name for made in said.out.splitlines()] == ["客户拜访报告_空白.docx"]
        assert Path(said.out.strip()).is_file()


class TestRead:
    """``kamdocs read``: the way back from forms to sheets."""

    def _forms(self, form: str = "customer-file") -> list[str]:
        archive = str(desk.example("samples/good/客户档案-华东.xlsx"))
        assert run(["render", form, archive, *AS_OF, "-o", "made"]) == 0
        return sorted(str(path) for path in Path("made").glob("*.docx"))

    def test_what_is_read_is_written_as_a_workbook_that_validates(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        documents = self._forms()
        capsys.readouterr()
        assert run(["read", *documents, *AS_OF, "-o", "back.xlsx"]) == 0
        assert "表1（客户档案，1行" in capsys.readouterr().out
        assert run(["validate", "back.xlsx", *AS_OF]) == 0
        said = capsys.readouterr().out
        assert f"读到{len(documents)}行；错误0" in said
        assert run(["read", "made", *AS_OF, "--against", "back.xlsx"]) == 0
        assert "没有差别" in capsys.readouterr().out

    def test_differences_are_listed_with_their_cells(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        documents = self._forms()
        sheets = str(desk.example("samples/2026Q3"))
        capsys.readouterr()
        assert run(["read", *documents, *AS_OF, "--against", sheets, "--lang", "en"]) == 0
        said = capsys.readouterr().out.split("What differs from the sheets at hand")[1]
        assert "→" in said
        assert re.search(r"\] table \d+, row \d+, column \d+ ", said)
        assert "列" not in said

    def test_what_cannot_be_read_differs_as_it_is_written(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        document = next(one for one in self._forms() if "KA-001" in one)
        with zipfile.ZipFile(document) as package:
            words = package.read("word/document.xml").decode()
        words = words.replace(">2026年9月28日<", ">2026年13月<").replace(">6,840<", ">多少万<")
        mine = changed(Path(document).read_bytes(), {"word/document.xml": words.encode()})
        Path(document).write_bytes(mine)
        capsys.readouterr()
        sheets = str(desk.example("samples/good"))
        assert run(["read", document, *AS_OF, "--against", sheets, "--lang", "zh"]) == 1
        said = capsys.readouterr().out.split("与已有表格的差别")[1]
        assert "更新日期：2026-09-28 → 2026年13月\n" in said
        assert "年销售额：6,840 → 多少万\n" in said
        assert "Unread" not in said

    def test_what_is_read_is_told_to_programs_as_sheets_are(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        documents, sheets = self._forms(), str(desk.example("samples/2026Q3"))
        capsys.readouterr()
        against = [*AS_OF, "--against", sheets, "--format", "json"]
        assert run(["read", *documents, *against]) == 0
        told = capsys.readouterr()
        assert {one["file"] for one in json.loads(told.out)["files"]} >= {Path(documents[0]).name}
        assert "与已有表格的差别" in told.err

    def test_a_form_that_cannot_be_read_is_said_to_be_none(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("broken.docx").write_bytes(b"PK not one")
        assert run(["read", "broken.docx", *AS_OF, "-o", "back.xlsx"]) == 3
        said = capsys.readouterr().out
        assert "KD190 错误 [broken.docx]" in said
        assert not Path("back.xlsx").exists()


class TestConsole:
    def test_a_console_of_code_page_936_is_served(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "kamdocs", "check", QUARTER, *AS_OF, "--all"],
            capture_output=True,
            cwd=desk.example("."),
            env={**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
            check=False,
        )
        assert done.returncode == 1
        assert "大客户经理每月至少上门拜访一次" in done.stdout.decode("gbk")
        assert b"Traceback" not in done.stderr

    def test_a_terminal_gets_colour_and_a_pipe_does_not(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        pty = pytest.importorskip("pty", reason="this system has no such terminals")
        leader, follower = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "kamdocs", "validate", QUARTER, *AS_OF],
            stdout=follower,
            stderr=subprocess.DEVNULL,
            cwd=desk.example("."),
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "60"},
        ) as process:
            os.close(follower)
            shown = b""
            with suppress(OSError):  # the terminal closes with its last writer
                while block := os.read(leader, 4096):
                    shown += block
            process.wait()
        assert b"\x1b[31m" in shown
        run(["validate", QUARTER, *AS_OF])
        assert "\x1b" not in capsys.readouterr().out

    def test_a_reader_that_goes_away_is_no_fault(self) -> None:
        with subprocess.Popen(
            [sys.executable, "-m", "kamdocs", "check", QUARTER, *AS_OF, "--all"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=desk.example("."),
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()  # before anything was written
            assert process.stderr.read() == b""
            assert process.wait() == 1

    @pytest.mark.skipif(sys.platform == "win32", reason="it has no such shells")
    def test_a_run_without_a_console_does_its_work(self, tmp_path: Path) -> None:
        """As a task does that begins by itself: nothing is printed, and nothing else is lost."""
        words = [sys.executable, "-m", "kamdocs", "review", QUARTER, *AS_OF, "-o"]
        whole = tmp_path / "whole"
        subprocess.run([*words, str(whole)], cwd=desk.example("."), capture_output=True)
        made = [path.relative_to(whole) for path in whole.rglob("*") if path.is_file()]
        assert len(made) > 50
        for number, closed in enumerate((">&-", ">&- 2>&-", "<&- >&- 2>&-")):
            out = tmp_path / str(number)
            line = f"{shlex.join([*words, str(out)])} {closed}"
            assert subprocess.run(line, shell=True, cwd=desk.example(".")).returncode == 1
            assert all((out / one).read_bytes() == (whole / one).read_bytes() for one in made)


class TestLanguage:
    def test_words_that_are_no_path_may_be_long(self, capsys: pytest.CaptureFixture[str]) -> None:
        why = "季度检查，按公司要求核对全部客户的拜访情况，" * 5
        assert run(["validate", GOOD, *AS_OF, "--why", why, "--lang", "zh"]) == 0
        assert "结论：表格没有错误" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("environment", "lang"),
        [
            ({}, "zh"),
            ({"LANG": "en_GB.UTF-8"}, "en"),
            ({"LANG": "C.UTF-8"}, "zh"),
            ({"LANG": "en_GB.UTF-8", "KAMDOCS_LANG": "zh"}, "zh"),
        ],
    )
    def test_comes_from_the_environment(
        self,
        environment: dict[str, str],
        lang: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        run(["form", "list"])
        assert ("客户档案表" in capsys.readouterr().out) == (lang == "zh")

    def test_the_configuration_goes_before_and_the_option_before_that(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        Path("kamdocs.toml").write_text('language = "en"\n', encoding="utf-8")
        run(["explain", "KD201"])
        assert "What: " in capsys.readouterr().out
        run(["explain", "KD201", "--lang=zh"])
        assert "含义：" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "name",
        [
            *COMMANDS,
            "policy show",
            "schema show",
            "form list",
            "form show",
            "form lint",
            "form copy",
            "",
        ],
    )
    def test_help_is_whole_in_both(self, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        for lang in ("zh", "en"):
            assert run([*name.split(), "--help", "--lang", lang]) == 0
            said = capsys.readouterr().out
            if lang == "en":
                assert not CHINESE.search(said)
            else:
                assert said.startswith("用法：kamdocs")
                assert "[选项]" in said.splitlines()[0]
                assert "[OPTIONS]" not in said
                assert "选项" in said
                assert not re.search(r"Usage|Options|Show|Commands|default", said)

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_every_option_has_help(self, lang: Lang) -> None:
        whole = group(lang)
        context = whole.make_context("kamdocs", [], resilient_parsing=True)
        for name in COMMANDS:
            command = whole.get_command(context, name)
            assert command is not None
            assert command.help
            for option in command.params:
                if option.param_type_name == "option":
                    assert getattr(option, "help", ""), f"{name} {option.name}"

    @pytest.mark.parametrize("name", ["review", "validate", "check", "render", "plan", "read"])
    def test_what_is_asked_most_stands_first_and_what_machines_do_last(self, name: str) -> None:
        whole = group("zh")
        command = whole.get_command(whole.make_context("kamdocs", [], resilient_parsing=True), name)
        assert command is not None
        options = [one for one in command.params if one.param_type_name == "option"]
        names = [one.opts[-1] for one in options]
        assert names[-3:] == ["--workers", "--scheduler", "--lang"]
        needed = [names.index(one.opts[-1]) for one in options if one.required]
        assert all(at < 3 for at in needed)

    @pytest.mark.parametrize(
        ("many", "wrong"), [("99", "99不在0<=x<=64的范围内。"), ("几个", "“几个”不是数字。")]
    )
    def test_a_number_that_will_not_do_is_told_in_chinese(
        self, many: str, wrong: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["validate", ".", "--workers", many, "--lang", "zh"]) == 2
        assert f"“--workers”写得不对：{wrong}" in capsys.readouterr().err

    def test_clicks_own_words_are_compiled(self) -> None:
        source = desk.example("kamdocs/cli/locale/zh/LC_MESSAGES/kamdocs.po")
        compiled = io.BytesIO()
        with source.open("rb") as file:
            write_mo(compiled, read_po(file, locale="zh"))
        kept = source.with_suffix(".mo").read_bytes()
        # The messages, not the bytes: the head names the release of Babel that compiled them.
        assert _messages(kept) == _messages(compiled.getvalue())


def _messages(compiled: bytes) -> list[tuple[object, object]]:
    return [(one.id, one.string) for one in read_mo(io.BytesIO(compiled)) if one.id]


class TestConfiguration:
    def test_names_the_policies_and_the_company(self, capsys: pytest.CaptureFixture[str]) -> None:
        pack = desk.example("schemas/policies/strategic-account.yaml").read_text(encoding="utf-8")
        mine = pack.replace("id: strategic-account", "id: ours", 1)
        Path("ours.yaml").write_text(mine, encoding="utf-8")
        Path("kamdocs.toml").write_text(
            'company = "江苏澄岚电梯部件有限公司"\npolicies = ["ours.yaml"]\n', encoding="utf-8"
        )
        Path("below").mkdir()
        os.chdir("below")
        assert run(["check", GOOD, *AS_OF]) == 0
        assert "战略客户管理制度 ours v1" in capsys.readouterr().out

    def test_beside_the_data_holds_wherever_one_works(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.copytree(GOOD, "data")
        Path("data/kamdocs.toml").write_text('language = "en"\n', encoding="utf-8")
        assert run(["validate", "data", *AS_OF]) == 0
        assert "Result: the sheets hold no errors" in capsys.readouterr().out

    def test_naming_one_policy_in_two_files_is_refused(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.copy(desk.example("schemas/policies/strategic-account.yaml"), "copy.yaml")
        named = ("--policy", "strategic-account", "--policy", "copy.yaml")
        assert run(["check", GOOD, *AS_OF, *named]) == 3
        assert "KD931" in capsys.readouterr().err

    def test_versions_of_one_policy_are_told_apart(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        first, second = (
            str(desk.example(f"tests/files/own-visits{number}.yaml")) for number in ("", "-2")
        )
        named = ("--policy", first, "--policy", second)
        run(["check", GOOD, "--as-of", "2026-12-20", "--period", "2026Q4", *named])
        said = capsys.readouterr().out
        assert "拜访办法 own-visits v1、拜访办法 own-visits v2" in said
        assert "own-visits v1 1 " in said  # the quarter began under the first
        assert "own-visits v2 1 " not in said
        assert "own-visits v1 3 " in said  # of October and November
        assert "own-visits v2 3 " in said  # of December

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            ("colour = 1", "KD907"),
            ("policies = 1", "KD912"),
            ("language = 'fr'", "KD912"),
            (f"forms.folder = '{'大客户管理制度' * 15}'", "KD912"),
            ("forms.folder = 'kamdocs.toml'", "KD912"),
            ("=", "KD903"),
        ],
    )
    def test_that_will_not_do_is_named(
        self, words: str, code: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("kamdocs.toml").write_text(words, encoding="utf-8")
        assert run(["check", GOOD]) == 3
        said = capsys.readouterr().err
        assert code in said
        assert "kamdocs.toml" in said

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_gives_the_company_s_headings_their_meaning(
        self, lang: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        book = openpyxl.Workbook()
        book.worksheets[0].append(["客户编号", "甲方", "对口车间"])
        book.worksheets[0].append(["KA-001", "苏州迅捷电梯有限公司", "门机一车间"])
        book.save("交来.xlsx")
        assert run(["validate", "交来.xlsx", *AS_OF]) == 3
        Path("kamdocs.toml").write_text(
            '[headings.customer]\n"甲方" = "客户名称"\n"对口车间" = "-"\n', encoding="utf-8"
        )
        capsys.readouterr()
        assert run(["validate", "交来.xlsx", *AS_OF, "--strict"]) == 0
        assert "KD" not in capsys.readouterr().out
        assert run(["schema", "show", "customer", "--lang", lang]) == 0
        shown = capsys.readouterr().out
        assert "甲方" in shown
        assert "对口车间" in shown

    @pytest.mark.parametrize(
        "command",
        [
            ("validate", GOOD),
            ("check", GOOD),
            ("render", "customer-file", GOOD, "-o", "out"),
            ("review", GOOD, "-o", "out"),
            ("schema", "show", "customer"),
        ],
        ids=lambda command: command[0],
    )
    @pytest.mark.parametrize(
        ("words", "code", "line"),
        [
            ('"甲方" = "客户名"', "KD909", 2),
            ('"甲方" = "name"\n"甲 方" = "code"', "KD905", 3),
        ],
    )
    def test_of_a_heading_that_will_not_do_is_named_with_its_line(
        self,
        command: tuple[str, ...],
        words: str,
        code: str,
        line: int,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        Path("kamdocs.toml").write_text(f"[headings.customer]\n{words}\n", encoding="utf-8")
        assert run(list(command)) == 3
        said = capsys.readouterr().err
        assert f"kamdocs.toml:{line}: {code}" in said
        assert "客户名称" in said or code == "KD905"
        assert not Path("out").exists()


def test_a_clause_is_cited_with_its_policy_where_there_are_several(
    capsys: pytest.CaptureFixture[str],
) -> None:
    quarter = ["check", str(desk.example("samples/2026Q3")), "--as-of", "2026-10-08"]
    run([*quarter, "--policy", "strategic-account", "--policy", "account-manager"])
    said = capsys.readouterr().out
    assert "\n  strategic-account 4.1.1 " in said
    assert "\n  account-manager 一.1 " in said
    run([*quarter, "--policy", "strategic-account"])
    assert "\n  4.1.1 " in capsys.readouterr().out


class TestPages:
    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize("code", CODES)
    def test_every_code_is_explained(
        self, code: str, lang: Lang, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["explain", code.lower(), "--lang", lang]) == 0
        said = capsys.readouterr().out
        bracket = "（" if lang == "zh" else " ("
        assert said.startswith(f"{code} {CODES[code].name}{bracket}")
        told = [line.split("：" if lang == "zh" else ": ")[0] for line in said.splitlines()[1:4]]
        english = ["What", "Why it matters", "Mend"]
        assert told == (english if lang == "en" else ["含义", "影响", "处理"])

    def test_a_policy_reads_like_a_page(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(["policy", "show", "strategic-account", "--lang", "en"]) == 0
        said = capsys.readouterr().out
        figures = {tuple(re.split(r"\s{2,}", line.strip())) for line in said.splitlines()}
        by = "as the source has it (4.1.2)"
        assert ("Yearly sales of a key customer", "2000 万元", by, "key_sales") in figures
        grace = "Grace for recording after a due day"
        by = "left open by the source; this project's default"
        assert (grace, "5 days", by, "record_grace") in figures
        assert "4.2.1.3b The account manager visits on site at least once each month" in said
        assert "4.3.3 The leading group for strategic customers meets once a month" in said

    def test_a_page_says_units_flags_and_whom_a_rule_binds(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["policy", "show", "strategic-account", "--lang", "zh"]) == 0
        said = capsys.readouterr().out
        assert "管谁：战略客户；仅限：「大配套」选的是“是”\n" in said
        assert re.search(
            "书面确认没有写期限时的有效期 +12个月 +原文没有写明，本项目默认 +attest", said
        )
        assert "是是" not in said
        assert "客户分类（自上而下，先符合者为准）" in said
        assert run(["policy", "show", "customer-grading", "--lang", "zh"]) == 0
        said = capsys.readouterr().out
        assert "客户分类（自上而下，先符合者为准）" not in said
        assert re.search(r" 每月 +原文没有写明，本项目默认（6\.2\.1-F） +salesperson_each\n", said)
        assert run(["policy", "show", "account-manager", "--lang", "zh"]) == 0
        said = capsys.readouterr().out
        assert re.search(r" 5个工作日 +原文没有写明，本项目默认（三\.2c） +analysis_grace\n", said)
        assert re.search(r" 1个月 +原文没有写明，本项目默认（二\.1） +appointment_opens\n", said)

    def test_a_page_says_which_days_a_signature_needs(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Without them it is a breach, and where a register has them nobody would guess that."""
        assert run(["policy", "show", "key-account-development", "--lang", "zh"]) == 0
        said = capsys.readouterr().out
        assert "须是大客户服务部的人，写明「批准日期」 → 「报总经理备案日期」\n" in said
        assert run(["policy", "show", "customer-grading", "--lang", "en"]) == 0
        said = capsys.readouterr().out
        assert "“Proposed by”, with “Proposed on” → “Reviewed by”, with “Reviewed on”" in said
        assert "the head of sales or somebody above (no deputy head or assistant)\n" in said

    @pytest.mark.parametrize("kind", desk.SCHEMAS)
    def test_a_kind_of_sheet_shows_every_field(
        self, kind: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["schema", "show", kind]) == 0
        said = capsys.readouterr().out
        for field in desk.SCHEMAS[kind].fields.values():
            assert f"  {field.label.zh} / {field.label.en} ({field.name}: " in said
        assert ("月份也可以横排" in said) is (kind == "business_status")
        title = desk.SCHEMAS[kind].title
        for called in (title.zh, title.en):
            assert run(["schema", "show", called]) == 0
            assert capsys.readouterr().out == said
