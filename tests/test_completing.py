"""What a shell offers on TAB, asked by Click's own door."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete, ShellComplete, get_completion_class

from kamdocs import compliance, forms
from kamdocs.cli.main import COMMANDS, group
from kamdocs.words.codes import CODES
from tests import desk

HEAVY = {
    "cerberus",
    "docx",
    "lxml",
    "phonenumbers",
    "python_calamine",
    "rich",
    "xlsxwriter",
}
PACKS = set(compliance.built_in())
KINDS = set(desk.SCHEMAS)
FORMS = set(forms.forms())


def offered(line: str) -> dict[str, str | None]:
    """What is offered at the end of a line, with the words beside it; files as ``file``."""
    *words, typed = line.split(" ")
    door = BashComplete(group("zh"), {}, "kamdocs", "_KAMDOCS_COMPLETE")
    found = door.get_completions(words, typed)
    return {one.value if one.type == "plain" else one.type: one.help for one in found}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", set(COMMANDS)),
        ("do", {"doctor"}),
        ("policy c", {"coverage", "compare"}),
        *((f"policy {name} ", PACKS) for name in ("show", "lint", "test", "coverage", "diff")),
        ("policy compare standard ", PACKS),
        ("policy show customer-g", {"customer-grading"}),
        ("policy show ./own", {"file"}),
        ("check x --policy strategic-a", {"strategic-account"}),
        ("init p --policy strategic-a", {"strategic-account"}),
        ("blank visit --policy strategic-a", {"strategic-account"}),
        ("validate x --policy strategic-a", {"strategic-account"}),
        ("blank ", KINDS),
        ("blank visit vis", {"visit", "visit_plan"}),
        ("schema show g", {"grading"}),
        ("render ", FORMS),
        ("form show v", {form for form in FORMS if form.startswith("v")}),
        ("form lint r", {"return-notice"}),
        ("form lint own/r", {"file"}),
        ("form lint x.docx --as g", {"grade-evaluation"}),
        ("explain kd20", {code for code in CODES if code.startswith("KD20")}),
        ("explain 4.2", set()),
        ("validate x --lang ", {"zh", "en"}),
        ("validate --f", {"--fix", "--format", "--full"}),
    ],
)
def test_what_is_offered(line: str, wanted: set[str]) -> None:
    assert set(offered(line)) == wanted


@pytest.mark.parametrize(
    ("line", "help_"),
    [
        ("policy show customer-g", "客户分级管理制度"),
        ("blank custom", "客户档案"),
        ("render visit-r", "客户拜访报告"),
        ("explain KD208", "email"),
    ],
)
def test_beside_it_stands_what_it_is(line: str, help_: str) -> None:
    assert list(offered(line).values()) == [help_]


def test_policies_of_one_s_own_are_offered_by_their_ids(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = "extends: simple\npolicy: {id: ours, title: {zh: 本公司制度, en: Ours}, version: '1'}\n"
    Path("ours.yaml").write_text(own, encoding="utf-8")
    Path("broken.yaml").write_text("policy: {", encoding="utf-8")
    settings = 'policies = ["simple", "ours.yaml", "broken.yaml", "gone.yaml"]\n'
    Path("kamdocs.toml").write_text(settings, encoding="utf-8")
    for line in ("policy show ou", "policy compare simple ou", "check x --policy ou"):
        assert offered(line) == {"ours": "本公司制度"}
    assert set(offered("policy lint ")) == {*PACKS, "ours"}
    assert offered("init p --policy ou") == {}
    Path("kamdocs.toml").write_text("policies = [", encoding="utf-8")
    assert set(offered("policy lint ")) == PACKS


def test_every_title_is_told_without_reading_the_whole_of_a_file() -> None:
    for name in PACKS:
        assert offered(f"policy show {name}")[name] == desk.pack(name).title.zh
    for name, schema in desk.SCHEMAS.items():
        assert offered(f"blank {name}")[name] == schema.title.zh


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_its_script(shell: str) -> None:
    door = get_completion_class(shell)
    assert door is not None
    assert issubclass(door, ShellComplete)
    asked = door(group("zh"), {}, "kamdocs", "_KAMDOCS_COMPLETE")
    assert "_KAMDOCS_COMPLETE" in asked.source_template % asked.source_vars()


def test_pressing_tab_is_light() -> None:
    """By way of the program itself, as a shell asks it."""
    asked = {
        "_KAMDOCS_COMPLETE": "zsh_complete",
        "COMP_WORDS": "kamdocs policy show ",
        "COMP_CWORD": "3",
    }
    ask = "import sys\nfrom kamdocs.cli.main import run\ntry:\n    run([])\nfinally:\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{ask}    print(*sys.modules, file=sys.stderr)"],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **asked},
        check=True,
    )
    assert "customer-grading\n客户分级管理制度" in done.stdout
    assert HEAVY.isdisjoint(done.stderr.split())
