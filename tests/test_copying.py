"""``validate --annotate``, ``--fix`` and ``--password-file``, as people use them."""

import hashlib
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from msoffcrypto.format.ooxml import OOXMLFile

from kamdocs import outputs
from kamdocs.cli.copies import MANIFEST, Copies
from kamdocs.cli.main import group, run
from kamdocs.faults import SetupFault
from kamdocs.intake import read_content
from kamdocs.model import Lang
from tests import desk, writers
from tests.intake.test_formats import encrypted
from tests.writers import Sheet

AS_OF = ["--as-of", "2026-10-08"]
HEADINGS = ["客户编号", "客户名称", "电子邮箱", "更新日期"]
SOUND = ["KA-001", "苏州迅捷电梯有限公司", "qian@xunjie-lift.cn", "2026年6月30日"]
WRONG = ["KA-002", "杭州屿升电梯股份有限公司", "qian#xunjie-lift.cn", "24/3/5"]


def book(*rows: list[str]) -> bytes:
    return writers.by_openpyxl([Sheet("客户档案", [HEADINGS, *rows])])


def put(files: dict[str, bytes], folder: str = "交来") -> None:
    for name, content in files.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def validated(*args: str, lang: Lang = "zh") -> tuple[str, str, int]:
    """What ``validate`` says on stdout and stderr, with slashes in paths, and its exit code."""
    result = CliRunner().invoke(group(lang), ["validate", *args, *AS_OF], standalone_mode=False)
    assert result.exception is None, result.output
    out, err = (one.replace(os.sep, "/") for one in (result.stdout, result.stderr))
    return out, err, int(result.return_value or 0)


def copies(folder: str) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in Path(folder).rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def test_files_with_findings_come_back_annotated_and_others_do_not() -> None:
    put({"华东/客户.xlsx": book(WRONG), "华南/客户.xlsx": book(SOUND), "信.txt": b"x"})
    before = {path: path.read_bytes() for path in Path("交来").rglob("*") if path.is_file()}
    _, said, code = validated("交来", "--annotate", "退回")
    assert (code, copies("退回")) == (1, {"华东/客户.xlsx"})
    assert said.splitlines() == ["已批注：退回/华东/客户.xlsx（错误2，警告0，提示0）"]
    assert {path: path.read_bytes() for path in before} == before
    sheet = openpyxl.load_workbook("退回/华东/客户.xlsx")["客户档案"]
    assert sheet["C2"].comment is not None


def test_a_file_with_nothing_but_notes_is_not_sent_back() -> None:
    noted = writers.by_openpyxl([Sheet("客户档案", [[*HEADINGS, "送达方式"], [*SOUND, "OA"]])])
    about = writers.by_openpyxl(
        [Sheet("客户档案", [[*HEADINGS, "年销售额（万元）"], [*SOUND, "约900"]])]
    )
    put({"提示.xlsx": noted})
    told, said, code = validated("交来", "--annotate", "退回")
    assert (code, "KD104 提示" in told, said) == (0, True, "没有要批注的文件\n")
    put({"请核对.xlsx": about}, "另一批")
    validated("另一批", "--annotate", "退回")
    assert copies("退回") == {"请核对.xlsx"}
    front = openpyxl.load_workbook("退回/请核对.xlsx")["校验结果"]
    assert str(front["A3"].value).startswith("没有要改正的，只请核对")


def test_a_text_copied_between_two_files_is_told_in_both() -> None:
    words = "客户反映门机交期偏紧，已请生产部加班赶制"
    for name, day in (("甲", "2026-07-15"), ("乙", "2026-08-15")):
        rows = [["客户名称", "拜访日期", "出差人员", "拜访内容"], ["云梭", day, "李晓雯", words]]
        put({f"{name}.xlsx": writers.by_openpyxl([Sheet("拜访报告", rows)])})
    put({"客户.xlsx": book([SOUND[0], "云梭", *SOUND[2:]])})
    validated("交来", "--annotate", "退回")
    assert copies("退回") == {"甲.xlsx", "乙.xlsx"}
    for name in ("甲", "乙"):
        sheet = openpyxl.load_workbook(f"退回/{name}.xlsx")["拜访报告"]
        assert sheet["D2"].comment is not None
        assert "KD318" in sheet["D2"].comment.text


@pytest.mark.parametrize("option", ["--annotate", "--fix"])
def test_copies_are_made_of_what_is_let_in_by_wider_limits(option: str) -> None:
    packed = io.BytesIO(book([" KA-002", *WRONG[1:]]))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("docProps/dense.bin", bytes(20 << 20))
    put({"客户.xlsx": packed.getvalue()})
    Path("kamdocs.toml").write_text("[limits]\nratio = 5000\n", encoding="utf-8")
    validated("交来", option, "退回")
    made = openpyxl.load_workbook("退回/客户.xlsx")
    assert made.sheetnames == ["校验结果" if option == "--annotate" else "修改记录", "客户档案"]


def test_nothing_to_annotate_is_said() -> None:
    put({"坏.xlsx": b"PK\3\4 cut off"}, "坏")
    assert "没有要批注的文件" in validated("坏", "--annotate", "坏的")[1]
    put({"客户.xlsx": book(SOUND)})
    assert validated("交来", "--annotate", "退回")[1] == "没有要批注的文件\n"
    assert not Path("退回").exists()


def test_repaired_copies_are_a_whole_folder_that_validates_no_worse() -> None:
    put({"客户.xlsx": book(SOUND, WRONG), "清楚.xlsx": book([*SOUND[:3], ""])})
    old, said, _ = validated("交来", "--fix", "修改", "--format", "json")
    assert copies("修改") == {"客户.xlsx", "清楚.xlsx"}
    assert said.splitlines() == [
        "已修改：修改/客户.xlsx",
        "没有可代改的，照原样复制：1个文件",
    ]
    new, again, _ = validated("修改", "--fix", "再改", "--format", "json")
    assert again == "没有可代改的，照原样复制：2个文件\n"
    for name in copies("修改"):
        assert Path("再改", name).read_bytes() == Path("修改", name).read_bytes()
    found = [
        [(one["code"], one["place"]["cell"]) for one in json.loads(text)["findings"]]
        for text in (old, new)
    ]
    assert found[1] == found[0] != []


def test_two_files_of_one_stem_and_a_name_that_lies_have_their_own_copies() -> None:
    put(
        {
            "客户.csv": writers.by_csv([Sheet("客户", [HEADINGS, SOUND])]),
            "客户.xlsx": book(WRONG),
            "旧.xls": book([WRONG[0], "甲公司", *WRONG[2:]]),
        }
    )
    _, said, _ = validated("交来", "--fix", "修改")
    assert copies("修改") == {"客户.xlsx", "客户 (2).xlsx", "旧.xls"}
    assert said.splitlines() == [
        "已修改：修改/客户.xlsx；原文件客户.csv不能直接修改，做成了内容相同的.xlsx",
        "没有可代改的，照原样复制：修改/客户 (2).xlsx；原文件是客户.xlsx",
        "没有可代改的，照原样复制：1个文件",
    ]
    validated("交来", "--annotate", "退回")
    assert "旧.xlsx" in copies("退回")  # opened as what it is, without a warning of Excel


def test_names_that_are_one_to_some_systems_have_their_own_copies() -> None:
    put({"k.csv": writers.by_csv([Sheet("客户", [HEADINGS, SOUND])]), "K.xlsx": book(WRONG)})
    validated("交来", "--fix", "修改")
    assert copies("修改") == {"K.xlsx", "k (2).xlsx"}


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode elsewhere")
@pytest.mark.parametrize(
    ("raw", "told"),
    [("客户.xlsx".encode("gb18030"), "客户.xlsx"), (b"\xff\xfe.xlsx", r"\udcff\udcfe.xlsx")],
)
def test_copies_of_a_name_that_is_no_unicode_are_called_as_it_is_told(
    raw: bytes, told: str
) -> None:
    put({os.fsdecode(raw): book(SOUND, WRONG)})
    for _ in range(2):  # the second run knows its copies again
        _, said, code = validated("交来", "--annotate", "退回", "--fix", "修改")
        assert (code, copies("退回"), copies("修改")) == (1, {told}, {told})
        assert told in said
    front = openpyxl.load_workbook(io.BytesIO(Path("退回", told).read_bytes()))["校验结果"]
    assert told in str(front["A2"].value)


COPIES = (
    ["validate", "--annotate"],
    ["validate", "--fix"],
    ["review", "--annotate", "-o"],
    ["render", "return-notice", "--annotate", "-o"],
)
SHEETS = (["review", "-o"], ["plan", "--period", "2026Q4", "-o"])
FORMS = (["render", "customer-file", "-o"],)
WITHIN = f"“{Path('交来/退回')}”在交来的文件夹“交来”里面"
AMONG = "”里有交来的文件"


@pytest.mark.parametrize(
    ("commands", "given", "folder", "said"),
    [
        ((*COPIES, *SHEETS, *FORMS), "交来", "交来", AMONG),
        ((*COPIES, *SHEETS, *FORMS), "交来", "交来/退回", WITHIN),
        ((*COPIES, *SHEETS), "交来/*.xlsx", "交来", AMONG),
        (COPIES, "交来", ".", AMONG),
        (COPIES, "交来/客户.xlsx", ".", AMONG),
    ],
)
def test_nothing_is_written_among_what_was_handed_in(
    commands: Iterable[list[str]],
    given: str,
    folder: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The next run would take it for handed in: a plan would count its own visits as planned."""
    put({"客户.xlsx": book(WRONG)})
    for command in commands:
        code = run([*command, folder, given, *AS_OF, "--lang", "zh"])
        assert (code, copies("交来")) == (2, {"客户.xlsx"})
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "given", "folder"),
    [
        (SHEETS[0], "交来", "."),
        (SHEETS[1], "交来", "."),
        (FORMS[0], "交来", "."),
        (FORMS[0], "交来/客户.xlsx", "交来"),
        (FORMS[0], "交来/客户.xlsx", "交来/表单"),
    ],
)
def test_results_may_go_where_the_next_run_does_not_read_them(
    command: list[str], given: str, folder: str
) -> None:
    put({"客户.xlsx": book(SOUND)})
    assert run([*command, folder, given, *AS_OF]) != 2
    assert any(Path(folder).rglob("*.docx")) or any(Path(folder).rglob("visit-plan.xlsx"))


@pytest.mark.parametrize("fix", ["出", "./出", "出/../出"])
def test_both_kinds_of_copies_have_a_folder_each(fix: str) -> None:
    put({"客户.xlsx": book(WRONG)})
    assert run(["validate", "交来", "--annotate", "出", "--fix", fix, *AS_OF]) == 2
    assert not Path("出").exists()
    assert run(["validate", "交来", "--annotate", "出/退回", "--fix", "出/修改", *AS_OF]) == 1
    assert copies("出") == {"退回/客户.xlsx", "修改/客户.xlsx"}


def test_a_copy_goes_in_the_place_of_an_earlier_one_but_of_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put({"客户.xlsx": book(WRONG), "又.xlsx": book(["KA-009", "甲公司", *WRONG[2:]])})
    args = ["validate", "交来", "--annotate", "退回", "--lang", "zh", *AS_OF]
    assert run(args) == 1
    first = Path("退回/客户.xlsx").read_bytes()
    put({"又.xlsx": book(["KA-009", "甲公司", *SOUND[2:]])})
    assert run(args) == 1  # again: the one is the same, the other is clean now and goes
    assert copies("退回") == {"客户.xlsx"}
    assert Path("退回/客户.xlsx").read_bytes() == first
    Path("退回", MANIFEST).unlink()
    assert run(args) == 1  # nothing is lost where the same is there already
    Path("退回/客户.xlsx").write_bytes(b"of somebody else")
    capsys.readouterr()
    assert run(args) == 3
    assert Path("退回/客户.xlsx").read_bytes() == b"of somebody else"
    said_so = capsys.readouterr().err
    assert "KD914" in said_so
    assert "换一个空文件夹" in said_so


@pytest.mark.parametrize("option", ["--annotate", "--fix"])
def test_copies_of_a_run_that_was_broken_off_are_known_to_the_next(
    option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second copy is open in Excel; meanwhile the first file is handed in anew."""
    put({"甲.xlsx": book(WRONG), "乙.xlsx": book(["KA-009", "甲公司", *WRONG[2:]])})
    args = ["validate", "交来", option, "退回", "--lang", "zh", *AS_OF]
    written = outputs.write

    def held(path: Path, content: bytes) -> None:
        with outputs.told(path):
            if path.name == "甲.xlsx":
                raise PermissionError(13, "Permission denied")
        written(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(outputs, "write", held)
        assert run(args) == 3
    assert "KD914" in capsys.readouterr().err
    assert copies("退回") == {"乙.xlsx"}
    put({"乙.xlsx": book(["KA-010", "乙公司", *WRONG[2:]])})
    assert run(args) == 1
    assert copies("退回") == {"甲.xlsx", "乙.xlsx"}


def test_copies_are_known_though_an_earlier_one_cannot_be_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That one is open in Excel; its file is sound now. Then the other is handed in anew."""
    put({"甲.xlsx": book(WRONG), "乙.xlsx": book(SOUND)})
    args = ["validate", "交来", "--annotate", "退回", "--lang", "zh", *AS_OF]
    assert run(args) == 1
    put({"甲.xlsx": book(SOUND), "乙.xlsx": book(["KA-009", "甲公司", *WRONG[2:]])})

    remove = outputs.remove

    def held(path: Path) -> None:
        if path.name == "甲.xlsx":
            raise SetupFault("KD914", {"reason": ""}, str(path))
        remove(path)

    with monkeypatch.context() as patch:
        patch.setattr(outputs, "remove", held)
        assert run(args) == 3
    assert copies("退回") == {"甲.xlsx", "乙.xlsx"}
    put({"乙.xlsx": book(["KA-010", "乙公司", *WRONG[2:]])})
    assert run(args) == 1
    assert copies("退回") == {"乙.xlsx"}


@pytest.mark.parametrize("written", [False, True], ids=["before", "behind"])
def test_closed_copies_of_a_run_that_was_killed_are_known_to_the_next(
    written: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time they are other bytes, and nobody told the list of them."""
    put({"甲.xlsx": book(WRONG), "乙.xlsx": book(["KA-009", "乙公司", *WRONG[2:]])})
    Path("密码.txt").write_text("geheim-2026-10\n", encoding="utf-8")
    args = ["validate", "交来", "--annotate", "退回", "--encrypt-with", "密码.txt", *AS_OF]
    assert run(args) == 1
    write = outputs.write

    def killed(path: Path, content: bytes) -> None:
        if path.name == MANIFEST or not written:
            raise RuntimeError("killed")
        write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(outputs, "write", killed)
        with pytest.raises(RuntimeError):
            run(args)
    assert run(args) == 1
    assert copies("退回") == {"甲.xlsx", "乙.xlsx"}


def test_earlier_copies_stay_where_a_run_is_broken_off(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put({"乙.xlsx": book(["KA-009", "甲公司", *WRONG[2:]]), "甲.xlsx": book(WRONG)})
    args = ["validate", "交来", "--annotate", "退回", *AS_OF]
    assert run(args) == 1

    def full(path: Path, content: bytes) -> None:
        raise SetupFault("KD914", {"reason": ""}, str(path))

    with monkeypatch.context() as patch:
        patch.setattr(outputs, "write", full)
        assert run(args) == 3
    assert copies("退回") - {".kamdocs-copies.part"} == {"乙.xlsx", "甲.xlsx"}


@pytest.mark.parametrize("option", ["--annotate", "--fix"])
def test_of_a_file_that_changed_since_it_was_read_there_is_no_copy(
    option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Remarks and repairs would stand at the cells of another table."""
    put({"甲.xlsx": book(WRONG)})
    begun = Copies.__enter__

    def changed(copies_: Copies) -> Copies:
        put({"甲.xlsx": book(SOUND, WRONG)})
        return begun(copies_)

    monkeypatch.setattr(Copies, "__enter__", changed)
    assert run(["validate", "交来", option, "退回", "--lang", "zh", *AS_OF]) == 1
    assert "读取之后文件变了，没有做副本：甲.xlsx" in capsys.readouterr().err
    assert not Path("退回").exists()


def test_a_copy_in_which_somebody_worked_is_not_taken_away() -> None:
    put({"甲.xlsx": book(WRONG), "乙.xlsx": book(["KA-009", "甲公司", *WRONG[2:]])})
    args = ["validate", "交来", "--annotate", "退回", *AS_OF]
    assert run(args) == 1
    Path("退回/甲.xlsx").write_bytes(b"with remarks of somebody else")
    put({"甲.xlsx": book(SOUND)})
    assert run(args) == 1
    assert Path("退回/甲.xlsx").read_bytes() == b"with remarks of somebody else"


@pytest.mark.parametrize("absolute", [False, True], ids=["beside the folder", "anywhere"])
def test_a_manifest_takes_nothing_away_outside_of_its_folder(absolute: bool) -> None:
    put({"甲.xlsx": book(WRONG)})
    args = ["validate", "交来", "--annotate", "退回", *AS_OF]
    assert run(args) == 1
    Path("合同.xlsx").write_bytes(b"of somebody else")
    name = str(Path("合同.xlsx").absolute()) if absolute else "../合同.xlsx"
    listed = json.loads(Path("退回", MANIFEST).read_bytes())
    sha256 = hashlib.sha256(b"of somebody else").hexdigest()
    listed[name] = {"sha256": sha256, "source": "../交来/不在了.xlsx"}
    Path("退回", MANIFEST).write_text(json.dumps(listed), encoding="utf-8")
    assert run(args) == 1
    assert Path("合同.xlsx").is_file()


def test_a_manifest_that_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put({"甲.xlsx": book(WRONG)})
    args = ["validate", "交来", "--annotate", "退回", "--lang", "zh", *AS_OF]
    assert run(args) == 1
    read = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == MANIFEST:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    assert run(args) == 3
    assert f"{MANIFEST}: KD902" in capsys.readouterr().err


def test_passwords_open_workbooks_and_their_copies_keep_them() -> None:
    put({"客户.xlsx": encrypted(book(WRONG), "秘密123")})
    Path("密码.txt").write_text("别的\n秘密123\n", encoding="gb18030")
    said, _, code = validated("交来")
    assert (code, "KD122" in said) == (3, True)
    said, _, code = validated("交来", "--password-file", "密码.txt", "--annotate", "退回")
    assert code == 1
    assert "用给出的密码打开" in said
    copy = OOXMLFile(io.BytesIO(Path("退回/客户.xlsx").read_bytes()))
    copy.load_key(password="秘密123")
    plain = io.BytesIO()
    copy.decrypt(plain)
    assert openpyxl.load_workbook(plain).sheetnames == ["校验结果", "客户档案"]


def test_a_password_file_that_is_no_text_is_wrong_use() -> None:
    put({"客户.xlsx": book(SOUND)})
    Path("密码.bin").write_bytes(b"\0\1\2\x03\xff")
    assert run(["validate", "交来", "--password-file", "密码.bin"]) == 2


@pytest.mark.parametrize(
    "command", [["check"], ["render", "customer-file", "-o", "表"], ["review", "-o", "出"]]
)
def test_other_commands_take_passwords_too(command: list[str]) -> None:
    put({"客户.xlsx": encrypted(book(SOUND), "x")})
    Path("密码.txt").write_text("x\n", encoding="utf-8")
    assert run([*command, "交来", *AS_OF]) == 3
    assert run([*command, "交来", *AS_OF, "--password-file", "密码.txt"]) < 3


def test_a_form_is_rendered_with_the_places_that_a_clause_asks_for() -> None:
    rows: list[list[object]] = [
        ["客户编号", "KA-001", "客户名称", "苏州迅捷电梯有限公司"],
        ["客户分类", "战略客户", "分类生效日期", "2025-01-01"],
        ["分类批准人", None, "分类批准日期", "2024-12-20"],
    ]
    content = writers.by_openpyxl([Sheet("客户档案表", rows)])
    assert read_content("a.xlsx", content, desk.SCHEMAS).sheets[0].form
    put({"客户.xlsx": content})
    assert run(["render", "customer-file", "交来", "-o", "表", *AS_OF]) == 0
    (path,) = Path("表").glob("*.docx")
    with zipfile.ZipFile(path) as package:
        comments = package.read("word/comments.xml").decode()
    assert "account-manager 一.1、strategic-account 4.1.1要求填写「分类批准人」" in comments


@pytest.mark.parametrize("option", ["--annotate", "--fix"])
def test_files_that_are_handed_in_one_by_one_keep_their_copies(option: str) -> None:
    """A run takes away the copies of its own files only, and of those that are gone."""
    put({"甲.xlsx": book(WRONG), "乙.xlsx": book(WRONG), "丙/甲.xlsx": book(WRONG)})
    for name in ("甲.xlsx", "乙.xlsx", "丙/甲.xlsx"):
        validated(f"交来/{name}", option, "退回")
    both = {"甲.xlsx", "乙.xlsx", "甲 (2).xlsx"}  # two files of one name in two folders
    assert copies("退回") == both
    validated("交来/丙/甲.xlsx", option, "退回")
    assert copies("退回") == both
    if option == "--annotate":
        put({"甲.xlsx": book(SOUND)})  # was put right
        validated("交来/甲.xlsx", option, "退回")
        assert copies("退回") == both - {"甲.xlsx"}
    Path("交来/乙.xlsx").unlink()
    validated("交来/丙/甲.xlsx", option, "退回")
    assert "乙.xlsx" not in copies("退回")


def test_files_of_kamdocs_are_not_told_as_handed_in() -> None:
    """The settings of a company are in force, so they are not called passed over."""
    put({"客户.xlsx": book(WRONG), "信.txt": b"x", "kamdocs.toml": 'company = "甲"'.encode()})
    validated("交来", "--annotate", "退回")
    Path("交来/批注").mkdir()
    for path in Path("退回").iterdir():
        path.rename(Path("交来/批注") / path.name)
    told = [line.strip() for line in validated("交来")[0].splitlines()]
    ours = "kamdocs自己的文件，不是交来的"
    assert f"[kamdocs.toml]：{ours}" in told
    assert f"批注/[{MANIFEST}]：{ours}" in told
    assert "[信.txt]：不是表格，跳过" in told
