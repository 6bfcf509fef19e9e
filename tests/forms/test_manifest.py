"""The manifest of the forms is checked like every other data file of ours."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kamdocs import forms
from kamdocs.compliance import built_in, head_of
from kamdocs.faults import SetupFault
from kamdocs.forms import load_forms
from kamdocs.model import Text
from tests.forms import cabinet

GOOD = """forms:
  new:
    title: {zh: 新表, en: New form}
    template: new.docx
    each: visit
    needs: [visit]
    file: "{title} {day}"
    source: {policy: own, title: 办法, clause: "1"}
"""


@pytest.mark.parametrize("form", forms.forms().values(), ids=lambda form: form.id)
def test_a_form_has_its_template_and_quotes_a_clause_under_the_title_of_its_policy(
    form: forms.Form,
) -> None:
    assert form.template.is_file()
    assert form.clause
    if form.policy in built_in():
        title = head_of(built_in()[form.policy])["title"]
        assert form.policy_title == title["zh"]
    else:
        assert form.policy == "GB/T 9704"  # how letters look, for companies of every policy


def test_a_form_that_does_not_exist_is_told_with_those_that_do() -> None:
    with pytest.raises(SetupFault) as caught:
        forms.form("visit-raport")
    assert caught.value.code == "KD513"
    assert caught.value.facts["name"] == "visit-raport"
    known = caught.value.facts["known"]
    assert isinstance(known, tuple)
    assert Text("visit-report（客户拜访报告）", "visit-report (Visit report)") in known
    assert len(known) == len(forms.forms())


@pytest.mark.parametrize("title", ["客户拜访报告", "Visit report"])
def test_a_form_goes_by_its_title_too(title: str) -> None:
    assert forms.form(title) is forms.form("visit-report")


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("each: visit", "each: year", "KD906", 5),
        ("needs: [visit]", "needs: [visit]\n    wants: [visit]", "KD907", 7),
        ("template: new.docx", "template: ../new.docx", "KD906", 4),
        ("    each: visit\n", "", "KD908", 2),
        (" title: 办法,", "", "KD908", 8),
        ('"1"}', '"1"}\n    tiers: []', "KD906", 9),
        ("{day}", "{month}", "KD909", 7),
        ("{day}", "{day.__class__}", "KD909", 7),
        ("{day}", "{}", "KD909", 7),
        ("{day}", "{day", "KD906", 7),
        ("needs: [visit]", "needs: [vsit]", "KD909", 6),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, code: str, line: int
) -> None:
    manifest = tmp_path / "forms.yaml"
    manifest.write_text(GOOD, "utf-8")
    assert load_forms(tmp_path)["new"].file == "{title} {day}"
    assert old in GOOD
    manifest.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(SetupFault) as caught:
        load_forms(tmp_path)
    assert (caught.value.code, caught.value.where) == (code, f"forms.yaml:{line}")


@pytest.mark.parametrize("word", ["vsit", "拜访报告"])
def test_a_kind_that_does_not_exist_is_told_with_the_nearest(word: str, tmp_path: Path) -> None:
    words = GOOD.replace("needs: [visit]", f"needs: [{word}]")
    (tmp_path / "forms.yaml").write_text(words, "utf-8")
    with pytest.raises(SetupFault) as caught:
        load_forms(tmp_path)
    assert (caught.value.code, caught.value.facts) == ("KD909", {"name": word, "near": "visit"})


def test_a_tier_that_does_not_exist_is_told_with_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "forms.yaml").write_text(f"{GOOD}    tiers: [战略, 重点客户]\n", "utf-8")
    (tmp_path / "new.docx").write_bytes(forms.form("visit-report").template.read_bytes())
    form = load_forms(tmp_path)["new"]
    with pytest.raises(SetupFault) as caught:
        forms.documents(form, forms.Basis(cabinet.book(), cabinet.SCHEMAS))
    facts = {"name": "战略", "near": "战略客户"}
    assert (caught.value.code, caught.value.facts) == ("KD909", facts)


def test_rows_that_do_not_repeat_cannot_be_demanded(tmp_path: Path) -> None:
    (tmp_path / "forms.yaml").write_text(f"{GOOD}    rows: {{people: 2}}\n", "utf-8")
    (tmp_path / "new.docx").write_bytes(forms.form("visit-report").template.read_bytes())
    form = load_forms(tmp_path)["new"]
    with pytest.raises(SetupFault) as caught:
        forms.documents(form, forms.Basis(cabinet.book(), cabinet.SCHEMAS))
    assert (caught.value.code, caught.value.facts["name"]) == ("KD909", "people")
    assert caught.value.where == "forms.yaml:9"


@pytest.mark.parametrize("name", ["visit-report.docm", "visit-report.doc", "visit-report.DOTX"])
def test_a_template_that_was_saved_otherwise_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(SetupFault) as caught:
        forms.forms(tmp_path)
    assert (caught.value.code, caught.value.file) == ("KD995", str(tmp_path / name))
    shutil.copy(forms.form("visit-report").template, tmp_path)
    assert forms.forms(tmp_path)["visit-report"].template.parent == tmp_path


def test_knowing_the_forms_loads_none_of_the_heavy_libraries() -> None:
    heavy = ("docx", "lxml", "jinja2", "markupsafe")
    code = (
        "import sys; from kamdocs import forms; forms.forms(); "
        f"print([one for one in {heavy!r} if one in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True)
    assert run.stdout.decode().strip() == "[]"
