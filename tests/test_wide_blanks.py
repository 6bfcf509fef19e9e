"""Blanks of Chinese typing, and those that other programs put in, are shown as they are: who reads
of 客户　档案.csv finds the file by that."""

from pathlib import Path

import pytest

from kamdocs.cli.main import run

WIDE = "\u3000"
ARCHIVE = (
    "客户编号,客户名称,客户分类,联系电话,大客户经理\n"
    f"KA-001,苏州{WIDE}云梭电梯,战略{WIDE}客户X,0512-66000101,沈知行\n"
)


@pytest.mark.parametrize("command", [("validate",), ("check", "--full")])
def test_names_and_values_keep_their_blanks(
    command: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"客户{WIDE}档案.csv").write_text(ARCHIVE, encoding="utf-8")
    run([*command, ".", "--as-of", "2026-10-08", "--lang", "zh"])
    shown = capsys.readouterr().out
    assert f"客户{WIDE}档案.csv" in shown
    assert f"战略{WIDE}客户X" in shown
    assert "\ufffd" not in shown
