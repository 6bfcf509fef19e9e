"""The first hour of a company: a folder to begin with, and every command that its README names."""

import io
import re
import shlex
import sys
import tomllib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from kamdocs import compliance
from kamdocs.clauses import kinds_in
from kamdocs.cli.main import group, run
from kamdocs.cli.starting import Start, start
from kamdocs.model import LANGS, Lang
from tests import desk, shown

AS_OF = ("--as-of", "2026-10-08")
TODAY, HERE = date(2026, 10, 8), Path()
OF_TWO = ("--policy", "customer-grading", "--policy", "strategic-account")
OF_ONE = ("--policy", "retention")
NAME = '江苏"澄岚"电梯\\部件'
README = {"zh": "使用说明.txt", "en": "README.txt"}
BLANKS = {"zh": "空表", "en": "blank"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("KAMDOCS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def begun(
    lang: Lang = "zh", folder: str = "本公司 资料", policies: tuple[str, ...] = OF_TWO
) -> Path:
    assert run(["init", folder, "--company", NAME, *policies, *AS_OF, "--lang", lang]) == 0
    return Path(folder)


def commands(readme: Path) -> list[list[str]]:
    """The commands of a README: the lines that are set in."""
    lines = readme.read_text(encoding="utf-8-sig").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("    kamdocs ")]


@pytest.mark.parametrize("lang", LANGS)
def test_every_command_of_the_readme_runs_on_what_was_written(
    lang: Lang, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(begun(lang, policies=OF_ONE))
    told = commands(Path(README[lang]))
    assert {"doctor", "blank", "validate", "explain", "review", "policy", "form"} <= {
        words[0] for words in told
    }
    for words in told:
        code = run([*words, *(AS_OF if words[0] in ("validate", "review") else ())])
        said = capsys.readouterr()
        nothing_handed_in = 3 if words[0] in ("validate", "review") else 0
        wanted = shown.wanted_code(words[0], code) or nothing_handed_in
        assert code == wanted, f"{words}: {said.out}{said.err}"
        assert said.out, words


@pytest.mark.parametrize("lang", LANGS)
def test_the_results_of_a_quarter_stay_when_the_next_is_reviewed(
    lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into one folder the letters and forms of the next would take the place of those before."""
    monkeypatch.chdir(begun(lang, policies=("--policy", "simple")))
    reviews = [words for words in commands(Path(README[lang])) if words[0] == "review"]
    handed_in = Path(reviews[0][1])
    customer = "| code | name | tier |\n| KA-001 | 苏州迅捷电梯有限公司 | 战略客户 |"
    visit = "| customer_code | visited_on |\n| KA-001 | 2026-09-07 |"
    (handed_in / "a.xlsx").write_bytes(desk.workbook({"customer": customer, "visit": visit}, {}))
    made: list[set[Path]] = []
    for words in reviews:
        assert run([*words, *AS_OF]) == 1
        made.append({one for one in Path(words[-1]).rglob("*") if one.is_file()})
    assert len(reviews) == 3
    assert all(one.is_file() for those in made for one in those)
    assert not made[0] & made[2]
    report = Path(reviews[2][-1], "findings.txt").read_text(encoding="utf-8")
    assert {"zh": "2026年第3季度（检查日2026-10-08）", "en": "2026Q3"}[lang] in report


@pytest.mark.parametrize("lang", LANGS)
def test_a_review_of_blanks_is_friendly(
    lang: Lang, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(begun(lang, policies=OF_ONE))
    capsys.readouterr()
    assert run(["review", BLANKS[lang], "--period", "2026Q3", *AS_OF, "-o", "out"]) == 1
    said = capsys.readouterr()
    assert {"zh": "都还空着", "en": "still blank"}[lang] in said.err
    assert "KD123" in said.out
    assert Path("out", "index.html").is_file()


def test_there_is_a_blank_for_each_kind_that_the_policies_look_at_and_no_other() -> None:
    folder = begun()
    wanted = {kind for name in OF_TWO[1::2] for kind in kinds_in(desk.pack(name))}
    made = [openpyxl.load_workbook(path, read_only=True).sheetnames[1]
            for path in (folder / "空表").iterdir()]  # fmt: skip
    assert sorted(made) == sorted(desk.SCHEMAS[kind].sheets[0] for kind in wanted)
    assert "大客户开发" not in made
    told = (folder / "使用说明.txt").read_text(encoding="utf-8-sig").splitlines()
    assert told[told.index("  客户档案.xlsx") + 1] == "  拜访报告.xlsx"


def test_a_register_that_only_tells_what_was_then_is_one_of_the_kinds() -> None:
    policy = desk.pack("customer-grading")
    alone = policy._replace(rules=tuple(one for one in policy.rules if "as_told" in one.terms))
    assert kinds_in(alone) == {"customer", "visit", "grading"}


def test_the_name_of_the_company_is_data() -> None:
    folder = begun()
    settings = tomllib.loads((folder / "kamdocs.toml").read_text(encoding="utf-8"))
    assert settings["company"] == NAME
    own = compliance.find_policy(str(folder / "制度/own-customer-grading.yaml"), desk.SCHEMAS)
    assert own.title.zh == f"{NAME}客户分级管理制度"
    assert own.descends[0] == "customer-grading"


@pytest.mark.parametrize("pack", compliance.built_in())
def test_each_example_in_an_own_policy_can_be_used(pack: str, tmp_path: Path) -> None:
    files = start(NAME, [pack], "zh", date(2026, 10, 8), tmp_path).files()
    said = next(content for name, content in files if name.suffix == ".yaml").decode()
    head, figures, rules, without = re.split("^# (?=parameters:|rules:|without:)", said, flags=re.M)
    used = re.sub("^# (?=  )", "", figures + rules, flags=re.M)  # as the file says
    for example in (used, without):
        path = tmp_path / "tried.yaml"
        path.write_text(head + example, encoding="utf-8", newline="\r\n")
        policy = compliance.load_policy(path, desk.SCHEMAS)
        by = {one.default_by for one in policy.parameters.values() if one.unit != "写法"}
        assert (by == {"company"}) is (example == used)


def test_the_examples_say_of_no_rule_two_things() -> None:
    policy = desk.pack("notice")
    cadences = [rule for rule in policy.rules if rule.kind == "cadence"]
    for few in (cadences[:1], cadences[:2]):
        begins = Start(NAME, (policy._replace(rules=tuple(few)),), desk.SCHEMAS, "en", TODAY, HERE)
        said = next(content for name, content in begins.files() if name.suffix == ".yaml").decode()
        ids = re.findall(r"^#   - \{id: ([\w-]+)", said, flags=re.M)
        assert sorted(ids) == sorted(rule.id for rule in few)


@pytest.mark.parametrize("lang", LANGS)
def test_each_example_in_the_configuration_can_be_used(
    lang: Lang, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(begun(lang, policies=OF_ONE))
    settings = Path("kamdocs.toml").read_text(encoding="utf-8")
    used = re.sub(r'^# (?=\[|ask|days|"[^"]+" = )', "", settings, flags=re.M)
    Path("kamdocs.toml").write_text(used, encoding="utf-8", newline="\r\n")
    assert tomllib.loads(used)["notices"]["days"] == 5
    assert run(["schema", "show", "customer"]) == 0
    assert {"zh": "甲方", "en": "Client"}[lang] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "quarter"),
    [("2026-10-08", "2026Q3"), ("2026-12-31", "2026Q3"), ("2027-01-01", "2026Q4")],
)
def test_the_quarter_that_is_over_is_the_one_to_review(day: str, quarter: str) -> None:
    said = start(NAME, ["retention"], "zh", date.fromisoformat(day), Path("x")).files()
    readme = next(
        content.decode("utf-8-sig") for name, content in said if str(name) == README["zh"]
    )
    assert f"kamdocs review 交来 --period {quarter} -o 结果" in readme


def test_nothing_is_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("p/空表").mkdir(parents=True)
    kept = Path("p/空表/客户档案.xlsx")
    kept.write_text("mine")
    folder = begun(folder="p")
    assert kept.read_text() == "mine"
    assert f"已有，没有动：\n  {kept}" in capsys.readouterr().out
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert run(["init", "p", "--company", "乙", *OF_TWO]) == 2
    assert "KD630" in capsys.readouterr().err
    assert before == {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["init"], "DIR"),
        (["init", "p", "--company", " ", *OF_TWO], "KD631"),
        (["init", "p", "--company", "a\nb", *OF_TWO], "KD631"),
        (["init", "p", "--company", "甲", "--policy", "strategic"], "KD910"),
        (["init", "p", "--company", "甲", "--policy", "制度/我们.yaml"], "kamdocs.toml的policies"),
        (["init", "p", "--policy", "strategic-account"], "--lang"),
        (["init", "p", "--lang", "zh", "--policy", "strategic-account"], "--company"),
        (["init", "p", "--lang", "zh", "--company", "甲"], "--policy"),
    ],
)
def test_what_is_lacking_or_wrong_is_named(
    args: list[str], code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(args) == 2
    assert code in capsys.readouterr().err
    assert not Path("p").exists()


def test_what_no_option_says_is_asked() -> None:
    answers = "fr\nen\nAcme Lifts\n99\ncustomer-grading，1\n"
    done = CliRunner().invoke(group("zh"), ["init", "new", *AS_OF], input=answers)
    assert done.exit_code == 0, done.output
    settings = tomllib.loads(Path("new/kamdocs.toml").read_text(encoding="utf-8"))
    first = next(iter(compliance.built_in()))
    assert settings == {
        "company": "Acme Lifts",
        "language": "en",
        "policies": ["policies/own-customer-grading.yaml", f"policies/own-{first}.yaml"],
        "forms": {"folder": "templates"},
    }
    assert "Acme Lifts" in Path("new/README.txt").read_text(encoding="utf-8-sig")


def test_the_same_start_gives_the_same_bytes() -> None:
    one, other = (begun(folder=f"{name}/x", policies=OF_ONE) for name in "ab")
    for path in one.rglob("*.*"):
        if path.name != README["zh"] or path.parent != one:  # which names its folder
            assert path.read_bytes() == (other / path.relative_to(one)).read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_the_readme_names_the_folder_as_its_user_does(tmp_path: Path) -> None:
    """A drive of the network is a link on other systems."""
    Path("服务器").mkdir()
    Path("Z盘").symlink_to("服务器", target_is_directory=True)
    readme = begun(folder="Z盘/../Z盘/本公司") / README["zh"]
    assert f'cd "{tmp_path / "Z盘" / "本公司"}"' in readme.read_text(encoding="utf-8-sig")


def test_a_sheet_whose_rows_were_all_withdrawn_is_not_called_blank(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "苏州迅捷电梯有限公司,2026-09-01,李晓雯,已撤销\n"
    handed_in = tmp_path / "拜访报告-2026-09.csv"
    handed_in.write_text(f"客户名称,拜访日期,出差人员,审批状态\n{row}", encoding="utf-8")
    run(["validate", str(handed_in), *AS_OF])
    assert "都还空着" not in capsys.readouterr().err
