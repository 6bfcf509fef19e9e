"""Templates of a company: the page that teaches it is followed, step by step."""

import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from kamdocs import forms
from kamdocs.cli.main import run
from kamdocs.faults import SetupFault
from tests import desk
from tests.forms.cabinet import text_of

PAGES = ("docs/en/how-to/own-templates.md", "docs/zh/how-to/own-templates.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OWN = Path("own-forms/customer-file.docx")
CARD = OWN.with_name("customer-card.docx")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(desk.example("samples/good"), tmp_path / "samples" / "good")
    monkeypatch.chdir(tmp_path)


def _steps(page: str) -> Iterator[tuple[str, str]]:
    for language, body in BLOCK.findall(desk.example(page).read_text(encoding="utf-8")):
        for step in body.splitlines() if language == "sh" else [body]:
            yield language, step


def _in_word(path: Path) -> None:
    """What somebody does in Word: the industry goes behind the remark."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    old = "{{ customer.remark }}"
    assert old in parts["word/document.xml"]
    new = f"{old}；行业：{{{{ customer.industry }}}}"
    parts["word/document.xml"] = parts["word/document.xml"].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_can_be_followed(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ""
    for language, step in _steps(page):
        if language == "toml":
            Path("kamdocs.toml").write_text(step, encoding="utf-8")
        elif language == "yaml":
            OWN.with_name("forms.yaml").write_text(step, encoding="utf-8")
            shutil.copy(OWN, CARD)
        else:
            assert run(shlex.split(step)[1:]) == 0, capsys.readouterr().err
            printed = capsys.readouterr()
            said += printed.err
            assert printed.out
        if " copy " in step:
            _in_word(OWN)
    assert "，15份没有变化" in said
    names = sorted(path.name for path in Path("out").glob("*KA-001*"))
    assert len(names) == 2
    for name in names:
        assert "行业：" in text_of(docx.Document(f"out/{name}").element)
    assert names[0].startswith("客户卡片_KA-001")


def test_both_pages_say_the_same() -> None:
    chinese, english = (
        [step for language, step in _steps(page) if language != "yaml"] for page in PAGES
    )
    assert chinese == english


def test_a_template_is_never_copied_over_another(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["form", "copy", "customer-file", "-o", "own-forms"]) == 0
    _in_word(OWN)
    before = OWN.read_bytes()
    assert run(["form", "copy", "customer-file", "-o", "own-forms"]) == 2
    assert OWN.read_bytes() == before


@pytest.mark.parametrize("name", ["customer-fil", "客户档案表"])
def test_a_template_that_belongs_to_no_form_is_told_with_the_nearest(name: str) -> None:
    Path("own-forms").mkdir()
    Path("own-forms/~$customer-file.docx").write_bytes(b"of Word, while it is open")
    assert forms.forms(Path("own-forms")) == forms.forms()
    Path(f"own-forms/{name}.docx").write_bytes(b"")
    with pytest.raises(SetupFault) as caught:
        forms.forms(Path("own-forms"))
    assert (caught.value.code, caught.value.facts["near"]) == ("KD944", "customer-file")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("forms = 'x'", "KD912"),
        ("[forms]\nfolder = 1", "KD912"),
        ("[forms]\nfolder = 'nowhere'", "KD912"),
        ("[forms]\nfolder = '.'\nfile = 'x'", "KD907"),
    ],
)
def test_a_setting_that_will_not_do_is_told(
    words: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("kamdocs.toml").write_text(words, encoding="utf-8")
    assert run(["form", "list"]) == 3
    assert code in capsys.readouterr().err


def test_review_makes_a_company_s_own_forms_too() -> None:
    run(["form", "copy", "customer-file", "-o", "own-forms"])
    Path("kamdocs.toml").write_text('[forms]\nfolder = "own-forms"\n', encoding="utf-8")
    shutil.move(OWN, CARD)
    blocks = BLOCK.findall(desk.example(PAGES[0]).read_text(encoding="utf-8"))
    (words,) = (body for language, body in blocks if language == "yaml")
    OWN.with_name("forms.yaml").write_text(words, encoding="utf-8")
    assert run(["review", "samples/good", "--as-of", "2026-10-08", "-o", "out"]) == 0
    assert len(list(Path("out/forms").glob("客户卡片_*.docx"))) == 15
