"""``kamdocs explain``: every clause of every pack, every verdict of the sample quarter.

``KAMDOCS_UPDATE=1 pytest tests/test_explain.py`` writes the pages in ``tests/files/explained``.
"""

import copy
import json
import os
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from kamdocs import clauses, compliance, data
from kamdocs.cli.explaining import clause_page
from kamdocs.cli.main import run
from kamdocs.cli.reasoning import finding_page, why
from kamdocs.faults import SetupFault
from kamdocs.model import LANGS, Lang, Level, Policy, Status, Text, level_of
from kamdocs.reports import as_json, plain
from kamdocs.reports.from_json import pick, read_json
from kamdocs.words import STATUSES, VERDICTS, fault_words
from kamdocs.words import clauses as words
from kamdocs.words.catalogue.reading import READING
from kamdocs.words.codes import CODES
from kamdocs.words.places import PLACES
from kamdocs.words.weight import weight
from tests import desk
from tests.test_samples_bad import FOUR, checked

CASES = desk.cases("explain")
PACKS: dict[str, Policy] = {name: desk.pack(name) for name in compliance.built_in()}
EXPLAINED = desk.example("tests/files/explained")
_RAW = re.compile(r"\b[a-z]+_[a-z_]+\b|[{}\[\]]|\b(?:None|True|False|Text|Decimal)\b")
"""Names of fields, and how Python writes its values."""
_RULE_ID = re.compile(r"  (?:规则编号：|Rule id: )")
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_NAMED_IN_BOTH = {"无", "万元"}
"""What English sentences take over from the sheets."""


@pytest.fixture(scope="module")
def whole() -> dict[str, Any]:
    """The JSON report on the sample quarter under all four policies."""
    report: dict[str, Any] = json.loads("".join(as_json(checked("2026Q3", *FOUR))))
    return report


def _clauses() -> Iterator[tuple[str, str]]:
    for name, policy in PACKS.items():
        for clause in clauses.clauses_of(policy):
            yield name, clause


def _page(args: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["explain", *args]) == 0
    return capsys.readouterr().out


class TestClauses:
    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize(("name", "clause"), list(_clauses()))
    def test_each_is_a_page_in_its_language(self, name: str, clause: str, lang: Lang) -> None:
        policy = PACKS[name]
        found = clauses.found_in(policy, clause)
        assert found
        said = plain(clause_page(found, desk.schemas_of(name), lang))
        assert said.startswith(f"{policy.title.say(lang)} {name}\n")
        left = "\n".join(line for line in said.splitlines() if not _RULE_ID.match(line))
        left = left.replace(name, "")
        assert found.rules or found.said or found.policy.tiers
        below = [clauses.found_in(policy, one) for one in found.beneath]
        every = [found, *(one for one in below if one)]
        texts = [rule.text.say(lang) for some in every for rule in some.rules]
        for text in [*texts, *(one.text.say(lang) for some in every for one in some.said)]:
            assert text in said
            left = left.replace(text, "")
        for rule in found.rules:
            assert rule.owner.say(lang) in said
            assert rule.id in said
        for one in sorted(clauses.clauses_of(policy), key=len, reverse=True):
            left = left.replace(one, "")
        assert _RAW.findall(left) == []
        strange = set((_ENGLISH if lang == "zh" else _CHINESE).findall(left)) - _NAMED_IN_BOTH
        assert strange == set()

    @pytest.mark.parametrize("name", PACKS)
    def test_each_parameter_is_told_in_words(self, name: str) -> None:
        for figure in PACKS[name].parameters.values():
            assert figure.text, figure.name

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("rule", [rule for pack in PACKS.values() for rule in pack.rules])
    def test_an_outcome_that_asks_for_something_says_what(self, rule: Any, lang: Lang) -> None:
        from kamdocs.cli.explaining import mend_of

        for status in set(clauses.outcomes(rule)) - {Status.PASS, Status.NOT_APPLICABLE}:
            assert mend_of(rule, status), status

    @pytest.mark.parametrize("case", CASES["clauses"], ids=lambda case: str(case["asked"]))
    def test_is_found(self, case: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
        said = _page([*case["asked"].split(), "--lang", "zh"], capsys)
        titles = [line for line in said.splitlines() if not line.startswith(" ")]
        for wanted in case["titles"]:
            assert any(title.startswith(wanted) for title in titles), wanted
        for wanted in case.get("says", ()):
            assert wanted in said

    @pytest.mark.parametrize("case", CASES["words"], ids=lambda case: str(case["asked"]))
    def test_codes_and_words_of_reports_are(
        self, case: dict[str, str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert case["says"] in _page([*case["asked"].split(), "--lang", "zh"], capsys)

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("case", CASES["unknown"], ids=lambda case: str(case["asked"]))
    def test_what_is_unknown_names_the_nearest(
        self, case: dict[str, Any], lang: Lang, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["explain", *case["asked"].split(), "--lang", lang]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        for wanted in case["says"]:
            assert wanted in said.err
        for unwanted in case.get("never", []):
            assert unwanted not in said.err

    def test_the_policies_of_the_configuration_are_looked_at(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        own = desk.example("samples/own/ours.yaml")
        Path("kamdocs.toml").write_text(f'policies = ["{own.as_posix()}"]\n', encoding="utf-8")
        said = _page(["4.2.4.2", "--lang", "zh"], capsys)
        assert said.startswith("本公司战略客户管理办法 ours\n")
        assert "每半年至少1次" in said
        said = _page(["4.1.2", "--lang", "zh"], capsys)
        assert "重点客户的年销售额：3000万元（本公司设定）" in said

    def test_who_went_is_looked_at_only_for_a_level_that_people_bear_out(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        ours = "extends: strategic-account\npolicy: {id: ours, version: '1'}\nrules:\n"
        for level, looked_at in (("质量", True), ("其他", False)):
            rule = f"  - {{id: technical-visit, where: {{visit_level: {{contains: {level}}}}}}}\n"
            Path("ours.yaml").write_text(ours + rule, encoding="utf-8")
            said = _page(["technical-visit", "--policy", "ours.yaml", "--lang", "zh"], capsys)
            assert ("只算「出差人员」里有相应的人" in said) == looked_at

    def test_a_company_whose_classes_are_its_own_finds_the_clauses_of_other_policies(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("kamdocs.toml").write_text('policies = ["delivery"]\n', encoding="utf-8")
        said = _page(["4.2.1.3a", "--lang", "zh"], capsys)
        assert said.startswith("“4.2.1.3a”不在所用的制度（delivery）里")
        assert "战略客户是指（4.1.1）" in said

    @pytest.mark.parametrize(
        ("lang", "until", "grace"),
        [
            ("zh", "「付款日期」也空着的，算到台账登到的那一天", "到期后等填报的宽限：5天"),
            (
                "en",
                "where “Paid on” is blank too, those until the sheet ends",
                "Grace for recording after a due day: 5 days",
            ),
        ],
    )
    def test_until_when_it_is_overdue_what_is_not_paid_is_told(
        self, lang: str, until: str, grace: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ["credit-suspended", "--policy", "key-account-development", "--lang", lang]
        said = _page(asked, capsys)
        assert until in said
        assert grace in said

    def test_a_pack_without_words_for_its_figures_is_told_by_their_names(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        own = str(desk.example("samples/own/small.yaml"))
        assert "record_grace：5天（本公司设定）" in _page(
            ["2", "--policy", own, "--lang", "zh"], capsys
        )


class TestFindings:
    @pytest.mark.parametrize("lang", LANGS)
    def test_every_verdict_is_told_whole(self, whole: dict[str, Any], lang: Lang) -> None:
        for verdict in whole["verdicts"]:
            picked = pick(verdict["id"], _alone(whole, verdict), "r.json")
            said = plain(finding_page(picked, lang))
            assert f"{verdict['clause']} {verdict['rule_text'][lang]}" in said
            overdue = {"zh": "结果：已逾期（宽限到", "en": "overdue (grace until "}[lang]
            assert STATUSES[Status(verdict["status"])].say(lang) in said or overdue in said
            for entry in (verdict["subject"], verdict["due"], verdict["mend"][lang]):
                assert entry is None or entry in said
            for place in [*verdict["evidence"], *(near["place"] for near in verdict["near"])]:
                assert place["shown"] in said
            for near in verdict["near"]:
                assert near["text"][lang] in said
            assert words.OLDER.say(lang) not in said
            assert not re.search(r"[{}]|\bNone\b", said)
            reasons = list(why(picked, verdict, lang))
            assert len(reasons) >= 2, verdict["id"]
            assert len(set(reasons)) == len(reasons)

    def test_each_status_and_near_miss_was_foretold_by_its_clause(
        self, whole: dict[str, Any]
    ) -> None:
        for verdict in whole["verdicts"]:
            pack = PACKS[verdict["policy"]]
            rule = next(one for one in pack.rules if one.id == verdict["rule"])
            assert Status(verdict["status"]) in clauses.outcomes(rule), verdict["id"]
            codes = {near["code"] for near in verdict["near"]} - {"KD484"}
            assert codes <= set(clauses.near_codes(rule)), verdict["id"]

    def test_that_a_day_may_be_blank_is_foretold(self, tmp_path: Path) -> None:
        """Of papers that have only to be there in each period."""
        (tmp_path / "报告台账.csv").write_text(
            "数据截至：2026-10-31\n文件类型,登记日期\n客户数据备份记录,2026-07-03\n",
            encoding="utf-8",
        )
        out = tmp_path / "r.json"
        asked = ["--policy", "abc-service", "--period", "2026Q3", "--as-of", "2026-10-31"]
        run(["check", str(tmp_path), *asked, "--format", "json", "-o", str(out)])
        (verdict,) = (
            one
            for one in json.loads(out.read_bytes())["verdicts"]
            if one["rule"] == "data-backed-up"
        )
        assert [near["code"] for near in verdict["near"]] == ["KD467"]
        rule = next(one for one in PACKS["abc-service"].rules if one.id == "data-backed-up")
        assert "KD467" in clauses.near_codes(rule)

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ("KA-002,服务承诺书,2026-07-01", words.NOT_UNKNOWN_NONE),
            ("KA-001,服务承诺书,", words.NOT_UNKNOWN),
        ],
    )
    def test_that_no_row_is_there_is_not_called_a_blank(
        self, row: str, told: Text, tmp_path: Path
    ) -> None:
        """A register of one quarter may lack what an earlier one has."""
        approved = "战略客户,2026-01-01,陈立群,2025-12-20"
        for name, lines in {
            "客户档案": [
                "客户编号,客户名称,客户分类,分类生效日期,分类批准人,分类批准日期",
                f"KA-001,苏州迅捷电梯有限公司,{approved}",
                f"KA-002,无锡长风电梯厂,{approved}",
            ],
            "报告台账": ["数据截至：2026-09-30", "客户编号,文件类型,签署日期", row],
        }.items():
            (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        out = tmp_path / "r.json"
        asked = ["--policy", "strategic-account", "--period", "2026Q3", "--as-of", "2026-10-31"]
        run(["check", str(tmp_path), *asked, "--format", "json", "-o", str(out)])
        name = "strategic-account/4.2.2.2 v2/service-commitment/KA-001"
        said = plain(finding_page(pick(name, json.loads(out.read_bytes()), "r.json"), "zh"))
        assert told.zh in said

    @pytest.mark.parametrize(
        ("days", "told"),
        [
            ("2026-09-01 | 2026-09-30", "那一行的日期或检查日2026-10-31在已批准的豁免期内"),
            ("2026-10-01 | 2026-10-30", "不合规或逾期的是2026-09-10的，不在豁免的2026-10-01到"),
        ],
    )
    def test_a_waiver_of_what_has_no_due_day_goes_by_the_row_too(
        self, days: str, told: str, tmp_path: Path
    ) -> None:
        given = {
            "customer": "| code |\n| KA-001 |",
            "visit": "| visited_on | personnel_changes |\n| 2026-09-10 | |",
            "waiver": "| clause | customer_name | valid_from | valid_until | approved_by |\n"
            f"| 4.2.1.3c | 苏州迅捷电梯有限公司 | {days} | 何伟 |",
        }
        (tmp_path / "九月.xlsx").write_bytes(desk.workbook(given, {"visit": "2026-10-31"}))
        out = tmp_path / "r.json"
        asked = ["--policy", "strategic-account", "--period", "2026Q3", "--as-of", "2026-10-31"]
        run(["check", str(tmp_path), *asked, "--format", "json", "-o", str(out)])
        whole = json.loads(out.read_bytes())
        (verdict,) = (one for one in whole["verdicts"] if one["rule"] == "visit-information")
        pages = [finding_page(pick(verdict["id"], whole, "r.json"), "zh")]
        pages += [finding_page(pick(one["id"], whole, "r.json"), "zh") for one in whole["findings"]]
        assert told in "".join(map(plain, pages))

    def test_every_finding_on_the_data_goes_by_its_id(self, whole: dict[str, Any]) -> None:
        for finding in whole["findings"]:
            said = plain(finding_page(pick(finding["id"], whole, "r.json"), "zh"))
            assert finding["text"]["zh"] in said
            assert finding["mend"]["zh"] in said
            assert finding["place"]["shown"] in said

    def test_cells_are_told_with_what_stands_in_them(self, whole: dict[str, Any]) -> None:
        held = [one["holds"] for verdict in whole["verdicts"] for one in verdict["evidence"]]
        assert all(held)

    @pytest.mark.parametrize("lang", LANGS)
    def test_the_cells_that_bind_the_customer_are_told(
        self, whole: dict[str, Any], lang: Lang
    ) -> None:
        tier = {"zh": "：客户分类：战略客户", "en": ": Tier: Strategic"}[lang]
        picked = pick(TestWhatIsNoReport.FAIL, copy.deepcopy(whole), "r.json")
        lines = plain(finding_page(picked, lang)).splitlines()
        at = lines.index(f"  {words.BOUND_BY.say(lang)}")
        assert lines[at + 1] == f"    '[客户档案-华东.xlsx]客户档案'!Y5{tier}"
        assert picked.customer
        del picked.customer["cells"][:]
        assert words.BOUND_BY.say(lang) not in plain(finding_page(picked, lang))

    @pytest.mark.parametrize(
        ("since", "ended", "told"),
        [
            ("2026-10-02", "", "!D2：分类生效日期：2026-10-02\n"),
            ("2018-01-01", "2026-08-31", "!F2：终止日期：2026-08-31\n"),
        ],
    )
    def test_so_are_the_days_from_and_until_which_the_rule_binds(
        self, since: str, ended: str, told: str, tmp_path: Path
    ) -> None:
        """Why a period is not looked at: the class began too late, or the customer left."""
        (tmp_path / "客户档案.csv").write_text(
            "客户编号,客户名称,客户分类,分类生效日期,合作状态,终止日期\n"
            f"KA-001,苏州迅捷电梯有限公司,普通客户,{since},{'终止' if ended else ''},{ended}\n",
            encoding="utf-8",
        )
        out = tmp_path / "r.json"
        asked = ["--policy", "notice", "--period", "2026H2", "--as-of", "2027-01-31"]
        run(["check", str(tmp_path), *asked, "--format", "json", "-o", str(out)])
        name = "notice/3/ordinary-visited/KA-001/2026H2"
        said = plain(finding_page(pick(name, json.loads(out.read_bytes()), "r.json"), "zh"))
        assert "结果：不适用" in said
        assert told in said

    @pytest.mark.parametrize("lang", LANGS)
    def test_what_counts_for_a_reason_is_not_among_what_did_not_count(self, lang: Lang) -> None:
        case = {
            "as_of": desk.day("2026-12-31"),
            "period": "2026-11",
            "through": {"visit": "2026-12-31"},
            "given": {
                "visit": "| visited_on | visit_level | visitors |\n"
                "| 2026-11-10 | 业务员 | 吴志强 |",
                "deputy": "| level | deputy | valid_from | valid_until |\n"
                "| 大客户经理 | 吴志强 | 2026-11-01 | 长期 |",
            },
        }
        report, _ = desk.run(case)
        whole = json.loads("".join(as_json(report)))
        name = next(
            one["id"] for one in whole["verdicts"] if one["rule"] == "account-manager-visit"
        )
        said = plain(finding_page(pick(name, whole, "r.json"), lang))
        title, reason = said.split(f"  {words.COUNTED_WHY.say(lang)}\n")
        assert words.PASSED_OVER.say(lang) not in title
        assert "吴志强" in reason.splitlines()[0]

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("case", CASES["findings"], ids=lambda case: str(case["name"]))
    def test_the_page_is_as_it_was_read_by_eye(
        self, case: dict[str, Any], lang: Lang, whole: dict[str, Any]
    ) -> None:
        said = plain(finding_page(pick(case["id"], whole, "r.json"), lang))
        _as_kept(f"{case['name']}.{lang}.txt", said)

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("case", CASES["pages"], ids=lambda case: str(case["name"]))
    def test_the_page_of_a_clause_is_as_it_was_read_by_eye(
        self, case: dict[str, Any], lang: Lang, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = _page([*case["asked"].split(), "--lang", lang], capsys)
        _as_kept(f"{case['name']}.{lang}.txt", said)

    def test_a_report_of_an_older_version_is_told_as_far_as_it_goes(
        self, whole: dict[str, Any]
    ) -> None:
        older = copy.deepcopy(whole)
        for policy in older["policies"]:
            del policy["rules"], policy["parameters"]
        for verdict in older["verdicts"]:
            del verdict["period_text"], verdict["item"]
            for one in verdict["evidence"]:
                del one["holds"]
            for one in verdict["near"]:
                del one["mend"]
        for verdict in older["verdicts"]:
            said = plain(finding_page(pick(verdict["id"], older, "r.json"), "zh"))
            assert words.OLDER.zh in said
            assert verdict["mend"]["zh"] in said


def _as_kept(name: str, said: str) -> None:
    """A page is the same as the one that is kept."""
    path = EXPLAINED / name
    if os.environ.get("KAMDOCS_UPDATE"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


class TestWhatIsNoReport:
    FAIL = "strategic-account/4.2.1.3b/account-manager-visit/KA-002/2026-08"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_a_report_is_read_as_shells_write_it(
        self,
        encoding: str,
        whole: dict[str, Any],
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        path = tmp_path / "报告.json"
        path.write_text(json.dumps(whole, ensure_ascii=False), encoding=encoding)
        assert "结果：不合规" in _page([self.FAIL, "--report", str(path), "--lang", "zh"], capsys)

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize(
        ("content", "code", "says"),
        [
            (b"PK\x03\x04", 3, "KD928"),
            (b"", 3, "KD928"),
            (b"[]", 3, "KD928"),
            (b"[" * 100_000, 3, "KD928"),
            (b'{"format": "kamdocs-report/2"}', 3, "kamdocs-report/1"),
            (b'{"format": "kamdocs-report/1"}', 3, "as_of"),
        ],
        ids=range(6),
    )
    def test_what_is_none_is_said_to_be_none(
        self,
        content: bytes,
        code: int,
        says: str,
        lang: Lang,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        path = tmp_path / "r.json"
        path.write_bytes(content)
        assert run(["explain", self.FAIL, "--report", str(path), "--lang", lang]) == code
        said = capsys.readouterr()
        assert said.out == ""
        assert "r.json: KD928" in said.err
        assert says in said.err

    @pytest.mark.parametrize(
        ("asked", "near"),
        [
            ("strategic-account/4.2.1.3b/account-manager-visit/KA-002", "KA-002/2026-07"),
            ("strategic-acount/4.2.1.3b/account-manager-visit/KA-002/2026-08", FAIL),
            ("KD104", "KD104@"),
            ("KD104@[台账-2026Q3.xlsx]报告台账!U2", "T2"),
            ("别的", "-"),
        ],
    )
    def test_an_id_that_it_lacks_is_answered_with_the_nearest(
        self, asked: str, near: str, whole: dict[str, Any]
    ) -> None:
        with pytest.raises(SetupFault) as caught:
            pick(asked, whole, "r.json")
        assert caught.value.code == "KD929"
        assert any(near in one for one in caught.value.facts["near"])
        assert near in fault_words(caught.value, "en")

    def test_the_quotation_marks_of_a_place_may_be_lacking(self, whole: dict[str, Any]) -> None:
        name = whole["findings"][0]["id"]
        assert "'" in name
        assert pick(name.replace("'", ""), whole, "").findings == pick(name, whole, "").findings

    @pytest.mark.parametrize("status", ["waived", "unknown"])
    @pytest.mark.parametrize("first", [0, 3])
    def test_a_report_that_was_tampered_with_never_raises_anything_else(
        self, status: str, first: int, whole: dict[str, Any], tmp_path: Path
    ) -> None:
        """Every entry of a verdict and of its policy, at every depth, is replaced by junk: by one
        sort after the other, begun with the first or in the middle."""
        verdict = next(one for one in whole["verdicts"] if one["status"] == status)
        small = _alone(whole, verdict)
        answers = [
            _answer(verdict["id"], _replaced(small, path, junk), tmp_path / "r.json")
            for path, junk in zip(_paths(small), cycle(JUNK[first:] + JUNK[:first]), strict=False)
        ]
        assert {"", "KD928"} <= set(answers) <= {"", "KD928", "KD929"}


JUNK: list[Any] = [None, -1e400, True, "x", [1], {"zh": 1}]


def _alone(whole: dict[str, Any], verdict: dict[str, Any]) -> dict[str, Any]:
    """The report with one verdict, its rule and that rule's parameters."""
    policy = next(one for one in whole["policies"] if one["id"] == verdict["policy"])
    rules = [one for one in policy["rules"] if one["rule"] == verdict["rule"]]
    named = {"record_grace", *rules[0]["parameters"]}
    figures = [one for one in policy["parameters"] if one["name"] in named]
    small = {**whole, "files": [], "outside": [], "findings": whole["findings"][:1]}
    small["policies"] = [{**policy, "rules": rules, "parameters": figures}]
    about = [one for one in whole["customers"] if one["customer"] == verdict["subject"]]
    small["customers"] = [{**one, "cells": one["cells"][:2]} for one in about]
    return {**small, "verdicts": [verdict]}


def _answer(name: str, report: dict[str, Any], path: Path) -> str:
    """The code with which a report is refused, empty where it is told."""
    path.write_text(json.dumps(report), encoding="utf-8")
    try:
        list(finding_page(pick(name, read_json(path), "r.json"), "zh"))
    except SetupFault as fault:
        return fault.code
    return ""


def _paths(entry: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every entry below one; of long lists to the first two only."""
    steps: list[Any] = list(entry) if isinstance(entry, dict) else []
    if isinstance(entry, list):
        steps = list(range(len(entry[:2])))
    for step in steps:
        yield (*path, step)
        yield from _paths(entry[step], (*path, step))


def _replaced(whole: Any, path: tuple[Any, ...], junk: Any) -> Any:
    """A copy with one entry replaced; what lies beside the way is shared."""
    step, *left = path
    changed = copy.copy(whole)
    changed[step] = _replaced(whole[step], tuple(left), junk) if left else junk
    return changed


class TestWords:
    def test_each_near_miss_has_a_sentence_in_one_group(self) -> None:
        groups = (words.NOT_COUNTED, words.LEFT_OPEN, words.REMARKED)
        codes = [code for group in groups for code in group]
        assert len(codes) == len(set(codes))
        assert set(codes) <= set(CODES)
        told = {code for pack in PACKS.values() for rule in pack.rules
                for code in clauses.near_codes(rule)}  # fmt: skip
        assert told <= set(codes)

    def test_no_code_is_without_a_page(self) -> None:
        """Whichever is named in Python, in a policy, in a schema or on a page for users."""
        root = desk.example(".")
        files = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
        for part in ("kamdocs", "schemas", "templates"):
            files += [path for ending in ("*.py", "*.yaml") for path in (root / part).rglob(ending)]
        named: set[str] = set()
        for path in files:
            named.update(re.findall(r"\bKD\d{3}\b", path.read_text(encoding="utf-8")))
        assert len(named) > 300
        assert named <= CODES.keys()

    def test_each_place_of_a_sentence_is_told_in_words(self) -> None:
        sentences = [text for entry in CODES.values() for text in (entry.what, entry.mend)]
        sentences += [text for said in VERDICTS.values() for text in said.values()]
        assert {name for text in sentences for name in text.places} == set(PLACES)

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("code", sorted(CODES))
    def test_a_code_is_told_without_names_of_ours(
        self, code: str, lang: Lang, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = _page([code, "--lang", lang], capsys)
        shown = re.findall("〈(.*?)〉", said)
        strange = _ENGLISH if lang == "zh" else _CHINESE
        assert not any(strange.search(words) or "_" in words for words in shown)

    def test_of_two_entries_either_is_told_as_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "「〈项目〉」和「〈可以代替它的项目〉」都没有写" in _page(
            ["KD648", "--lang", "zh"], capsys
        )

    def test_each_status_has_its_meaning(self) -> None:
        assert set(words.MEANS) == set(Status)

    def test_each_unit_of_the_packs_is_said_in_both_languages(self) -> None:
        plain_ones = {"写法", "是否", "比例", "期间", "期"}
        for pack in PACKS.values():
            for figure in pack.parameters.values():
                assert figure.unit in words.UNITS or figure.unit in plain_ones

    def test_the_shape_of_a_report_is_a_schema(self) -> None:
        from kamdocs.contract import Contract

        shapes = data.load(data.folder("schemas") / "meta" / "report.yaml").data
        assert set(shapes) == {"report", "policy", "customer", "finding", "verdict"}
        for shape in shapes.values():
            Contract(shape)


def test_a_warning_of_what_was_not_read_does_not_say_that_it_counts() -> None:
    warnings = [code for code in READING if level_of(code) is Level.WARNING]
    unread = {code for code in warnings if re.search("未读取|没有读取", READING[code].what.zh)}
    assert unread == {code for code in warnings if "不算数" in weight(code).zh}
