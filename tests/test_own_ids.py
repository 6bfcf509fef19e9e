"""A company's own policies, which kamdocs.toml names by path, are known by their ids wherever a
policy may be named, as those are that come with kamdocs."""

import json
from pathlib import Path

import pytest

from kamdocs import compliance
from kamdocs.cli.main import run
from tests import desk

GOOD = str(desk.example("samples/good"))
AS_OF = ("--as-of", "2026-10-08")
OURS = """\
extends: customer-grading
policy: {id: ours, title: {zh: 本公司办法, en: Ours}, version: "1"}
"""
VISITS = [
    f"extends: strategic-account\npolicy: {{id: visits, title: {{zh: 拜访办法, en: Visits}}, "
    f"version: '{number}', effective_from: {day}}}\n"
    for number, day in ((1, "2026-01-01"), (2, "2026-07-01"))
]
BROKEN = "extends: simple\npolicy: {id: broken, version: '1'\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the company's policies, and below it the one where somebody works."""
    for name in ("制度", "交来"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "交来")
    settled(ours=OURS)


def settled(*also: str, **files: str) -> None:
    """Write policies into the folder, and the configuration that names them, after ``also``."""
    for name, words in files.items():
        Path(path_of(name)).write_text(words, encoding="utf-8")
    names = [*also, *(f"制度/{name}.yaml" for name in files)]
    Path("../kamdocs.toml").write_text(f"policies = {json.dumps(names)}\n", encoding="utf-8")


def path_of(name: str) -> str:
    """The path of a policy, as it is shown."""
    return str(Path("..", "制度", f"{name}.yaml"))


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("policy show ours", "本公司办法 ours\n"),
        ("policy compare customer-grading ours", "本公司办法"),
        ("policy lint ours", "ours: 没有可疑的地方"),
        ("policy test ours", "ours：案例172，不符0"),
        ("policy coverage ours", "共23条"),
        (f"policy diff customer-grading ours {GOOD} --as-of 2026-10-08", "结论都相同"),
        (f"check {GOOD} --as-of 2026-10-08 --policy ours", "本公司办法 ours v1，"),
        (f"validate {GOOD} --as-of 2026-10-08 --policy ours", "没有错误"),
        (f"review {GOOD} --as-of 2026-10-08 --policy ours -o out", "本公司办法 ours v1，"),
        (f"plan {GOOD} --as-of 2026-10-08 --period 2026-11 --policy ours -o p", "按本公司办法"),
        ("form show customer-file --policy ours", "客户档案表"),
        ("render grade-evaluation --blank --policy ours -o out", "空白.docx"),
        ("blank visit --policy ours -o x.xlsx", "x.xlsx"),
        ("schema show customer --policy ours", "客户名称"),
        ("explain --policy ours 5.1.1", "本公司办法 ours\n"),
        ("explain ours 5.1.1", "本公司办法 ours\n"),
    ],
)
def test_an_own_policy_goes_by_its_id(
    command: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command.split(), "--lang", "zh"]) in (0, 1)
    assert told in capsys.readouterr().out


def test_by_its_id_it_is_what_it_is_by_its_path(capsys: pytest.CaptureFixture[str]) -> None:
    told = set()
    for names in (["ours"], [path_of("ours")], ["ours", path_of("ours")]):
        named = [word for name in names for word in ("--policy", name)]
        run(["check", GOOD, *AS_OF, *named, "--format", "json"])
        told.add(capsys.readouterr().out)
    assert len(told) == 1


def test_named_twice_it_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    settled("制度/ours.yaml", "./制度/ours.yaml", ours=OURS)
    assert run(["policy", "compare", "ours", "customer-grading"]) == 0
    assert "本公司办法" in capsys.readouterr().out


def test_the_list_has_it_with_its_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["policy", "list", "--lang", "zh"]) == 0
    table, _, notes = capsys.readouterr().out.partition("\n\n")
    ids = [line.split("\t")[0].strip(" *") for line in table.splitlines()[1:]]
    assert ids == [*compliance.built_in(), "ours+"]
    assert notes.endswith(
        f"带+的是kamdocs.toml里写明的本公司制度：\n  ours v1\t{path_of('ours')}\n"
    )
    assert run(["policy", "list", "--format", "json"]) == 0
    *others, ours = json.loads(capsys.readouterr().out)
    assert (ours["id"], ours["file"], ours["usual"]) == ("ours", path_of("ours"), False)
    assert {one["file"] for one in others} == {None}


def test_one_that_is_broken_is_told_and_the_others_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settled("strategic", broken=BROKEN, ours=OURS)
    for shape in ("text", "json"):
        assert run(["policy", "list", "--format", shape, "--lang", "en"]) == 3
        said = capsys.readouterr()
        assert "ours" in said.out
        assert "strategic-account" in said.out
        assert "broken.yaml:2: KD903" in said.err
        assert "kamdocs.toml:1: KD912" in said.err


def test_one_that_is_broken_may_be_the_one_that_is_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settled(ours=OURS, broken=BROKEN)
    assert run(["policy", "show", "broken"]) == 3
    said = capsys.readouterr().err
    assert "KD910" in said
    assert "broken.yaml:2: KD903" in said
    assert run(["policy", "show", "ours"]) == 3  # of which it may be another version
    assert "broken.yaml:2: KD903" in capsys.readouterr().err
    assert run(["policy", "show", "simple"]) == 0
    assert run(["policy", "show", path_of("ours")]) == 0


def test_what_is_wrong_in_a_policy_is_told_with_its_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settled(ours=OURS.replace("id: ours", "id: 本公司") + "rules: [{id: nosuch, each: month}]\n")
    assert run(["policy", "show", "本公司"]) == 3
    said = capsys.readouterr().err
    assert "ours.yaml:3: KD948" in said


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("our", "ours"),
        ("ourss", "ours"),
        ("本公司的办法", "ours"),
        ("customer-gradin", "customer-grading"),
        ("客户分级制度", "customer-grading"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(
    typed: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", GOOD, "--policy", typed, "--lang", "en"]) == 2
    told = f"KD910 there is no policy “{typed}”; nearest: {near} ("
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("title", "meant"),
    [("本公司办法", "ours"), ("客户分级管理制度", "customer-grading"), ("《本公司办法》", "ours")],
)
def test_a_title_will_do_for_the_id(
    title: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["policy", "show", meant])
    wanted = capsys.readouterr().out
    assert run(["policy", "show", title]) == 0
    assert capsys.readouterr().out == wanted != ""
    run(["check", GOOD, *AS_OF, "--policy", title, "--policy", meant])
    assert f"{title.strip('《》')} {meant} v1，检查日" in capsys.readouterr().out


class TestVersions:
    """Several policies of one id are versions: they are named together."""

    def test_the_id_names_all_of_them(self, capsys: pytest.CaptureFixture[str]) -> None:
        settled(first=VISITS[0], second=VISITS[1])
        run(["check", GOOD, *AS_OF, "--policy", "visits"])
        assert "拜访办法 visits v1、拜访办法 visits v2" in capsys.readouterr().out
        assert run(["policy", "show", "visits", "--lang", "en"]) == 0
        said = capsys.readouterr().out
        assert said.index("Version 1, in force") < said.index("Version 2, in force")
        run(["policy", "lint", "visits", "--lang", "en"])
        assert f"{path_of('first')}: nothing odd" in capsys.readouterr().out

    def test_so_it_does_where_one_of_them_comes_with_kamdocs(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        newer = "extends: strategic-account\npolicy: {version: '2', effective_from: 2026-10-01}\n"
        settled("strategic-account", newer=newer)
        run(["check", GOOD, *AS_OF, "--policy", "strategic-account"])
        named = "战略客户管理制度 strategic-account v1、战略客户管理制度 strategic-account v2"
        assert named in capsys.readouterr().out

    @pytest.mark.parametrize(
        "command",
        [
            ["policy", "compare", "simple", "visits"],
            ["policy", "diff", "visits", "simple", GOOD],
        ],
    )
    def test_where_one_is_asked_for_their_paths_are_told(
        self, command: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        settled(first=VISITS[0], second=VISITS[1])
        assert run(command) == 2
        said = capsys.readouterr().err
        assert "KD615 「visits」" in said
        for name in ("first", "second"):
            assert path_of(name) in said


def test_whether_ours_or_that_of_kamdocs_is_meant_is_not_guessed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settled(ours="extends: simple\npolicy: {version: '2'}\n")
    for command in (["policy", "show", "simple"], ["check", GOOD, "--policy", "simple"]):
        assert run([*command, "--lang", "en"]) == 2
        said = capsys.readouterr().err
        assert "KD615 “simple” is the id of several policies: " in said
        assert str(compliance.built_in()["simple"]) in said
        assert path_of("ours") in said
    assert run(["policy", "show", path_of("ours"), "--lang", "en"]) == 0
    assert "Version 2" in capsys.readouterr().out
    assert run(["explain", "1"]) == 0
    assert " simple\n" in capsys.readouterr().out
    settled(str(compliance.built_in()["simple"]))
    assert run(["policy", "show", "simple"]) == 0


def test_lint_and_test_by_themselves_go_through_the_own_ones_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["policy", "lint", "--lang", "en"]) == 0
    assert capsys.readouterr().out.endswith("ours: nothing odd\n")
