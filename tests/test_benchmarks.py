"""The benchmarks run, and measure work that is really done. No time is held against anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import archive, compliance, workbooks
from benchmarks.contests import CONTESTS
from kamdocs import review
from kamdocs.compliance import check
from kamdocs.model import Level
from tests import desk

ROOT = Path(__file__).resolve().parents[1]


LIKE_OTHERS = {"growth", "styled", "value", "formulas", "ods", "xls", "archive", "alone", "indexed"}
"""Rows that run what others run, on another workbook."""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured otherwise")
def test_the_rows_can_be_measured() -> None:
    names = [name for name in CONTESTS if name not in LIKE_OTHERS]
    asked = [part for name in names for part in ("--only", name)]
    run = [sys.executable, str(ROOT / "benchmarks" / "run"), "--rows", "40", "--rounds", "1"]
    done = subprocess.run(
        [*run, *asked],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()[1:]
    assert [line.split()[0] for line in lines] == names
    assert all(line.endswith((" s", " MB", "not installed")) for line in lines)


def test_the_archive_has_the_faults_that_were_planted_and_no_others(tmp_path: Path) -> None:
    path = workbooks.archive(tmp_path / "a.xlsx", 350)
    report, _ = review.check(review.gather([path]), desk.SCHEMAS, (), archive.AS_OF)
    assert [one.level for one in report.findings] == [Level.ERROR] * archive.faulty(350)


def test_what_people_write_otherwise_is_no_more_wrong(tmp_path: Path) -> None:
    path = workbooks.as_people_write(tmp_path / "a.xlsx", 350)
    report, _ = review.check(review.gather([path]), desk.SCHEMAS, (), archive.AS_OF)
    errors = [one for one in report.findings if one.level is Level.ERROR]
    assert len(errors) == archive.faulty(350)
    assert sum(len(one.notes) for file in report.files for one in file.records) > 350


def test_a_cadence_counts_what_the_plain_count_counts() -> None:
    year = compliance.Year(5)
    policy = desk.pack(compliance.PACKS[0])
    rule = next(one for one in policy.rules if one.id == "account-manager-visit")
    every = {**rule.terms, "where": {}, "distinct_by": "visit"}
    alone = policy._replace(rules=(rule._replace(tiers=(), terms=every),))
    verdicts, _ = check([alone], year.book, desk.SCHEMAS, compliance.SPAN)
    made = {
        (ruling.subject, ruling.period.start.year, ruling.period.start.month): one.facts["made"]
        for one in verdicts
        if (ruling := one.ruling) and ruling.period
    }
    assert {month: count for month, count in made.items() if count} == year.counts()
