"""``kamdocs policy lint``, ``test``, ``coverage`` and ``diff``: whether a pack is as it should
be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli.exits import Exit
from kamdocs.faults import SetupFault
from kamdocs.model import COMMA, Finding, Lang, Period, Policy, Said, Status, Text, joined
from kamdocs.reports import Line
from kamdocs.words import phrases

if TYPE_CHECKING:
    from kamdocs.cli.access import Access
    from kamdocs.compliance import Covered
    from kamdocs.sheets import Schemas
    from kamdocs.trial import Case

LINT_HELP = Text(
    "检查制度文件里可疑的地方：没有用到的参数、永远归不到的分类、对谁都不适用的规则、"
    "先后两版之间没有哪一版适用的日子等，注明文件和行号。",
    "Look for what is odd in policy files: unused parameters, tiers that nobody reaches, rules "
    "that bind nobody, days between two versions that neither judges and the like, with file and "
    "line.",
)
TEST_HELP = Text(
    "运行制度旁边的案例（ID.cases.yaml），并要求每条规则至少有一例做到、一例没做到。",
    "Run the cases beside a policy (ID.cases.yaml), and demand for every rule one that holds and "
    "one that breaks.",
)
COVERAGE_HELP = Text(
    "逐条说明制度的条款怎样检查：机器检查、由人确认、只作说明，还是未覆盖。",
    "Say of every clause of a policy what looks after it: checked, attested, informs, or not "
    "covered.",
)
DIFF_HELP = Text(
    "比较两个制度对同一批资料的结论，列出结论不同的客户。",
    "Hold the same records against two policies, and list the customers whose verdicts differ.",
)
_FINE = Text("没有可疑的地方", "nothing odd")
_WANTED = Text("应有：{words}", "expected: {words}")
_FOUND = Text("实有：{words}", "found: {words}")
_NOTHING = Text("（无）", "(nothing)")
_UNTRIED = Text(
    "{name}：缺少做到或没做到的案例", "{name}: lacks a case that holds or one that breaks"
)
_NO_VERDICT = Text(
    "{period}里没有这条规则要管的；要看别的期间，在案例里写period",
    "nothing in {period} that the rule is about; write period into the case for another",
)
_NO_RULE = Text("没有这条规则", "there is no such rule")
_TOTAL = Text(
    "{policy}：案例{many}，不符{wrong}；缺案例的规则{untried}",
    "{policy}: {many:case|cases}, {wrong} wrong; {untried:rule|rules} without enough cases",
)
COVERED = {
    "checked": Text("机器检查", "checked"),
    "attested": Text("由人确认", "by attestation"),
    "informs": Text("只作说明", "informs"),
    "not-covered": Text("未覆盖", "not covered"),
}
_SUMMARY = Text("共{many}条：{parts}", "{many:clause|clauses}: {parts}")
_SAME = Text("结论都相同", "no verdict differs")


def linted(packs: Mapping[str, Path], schemas: Schemas, today: date, lang: Lang) -> int:
    """Print the faults that linting finds in packs, which are given by name; returns the exit
    code."""
    from kamdocs import compliance
    from kamdocs.model import Level, level_of
    from kamdocs.words import fault_words

    found = 0
    together = compliance.lint_versions(tuple(packs.values()), schemas)
    for name, path in packs.items():
        faults = compliance.lint(path, schemas, today)
        faults += (*_of_examples(path, schemas), *together.get(path, ()))
        found += sum(level_of(fault.code) is not Level.NOTE for fault in faults)
        for fault in faults:
            click.echo(fault_words(fault, lang))
        if not faults:
            click.echo(f"{name}: {_FINE.say(lang)}")
    return Exit.FINDINGS if found else Exit.CLEAN


def _of_examples(path: Path, schemas: Schemas) -> Iterator[SetupFault]:
    """The faults (KD986) of examples in a company's own files of fields that are no valid values of
    their fields, though blank workbooks show them; none where the pack cannot be loaded."""
    from kamdocs import compliance, data, sheets, trial
    from kamdocs.words import what

    try:
        compliance.load_policy(path, schemas)
    except SetupFault:
        return
    schemas = compliance.with_required(schemas, [path])
    for file in compliance.files_required(path):
        if file in sheets.files_of_fields().values():
            continue
        loaded = data.load(file)
        for kind, part in loaded.data["kinds"].items():
            names = tuple(part.get("fields", ()))
            for field, finding in trial.unsound_examples(kind, names, schemas):
                why = Said.in_each(partial(what, finding))
                example = ("kinds", kind, "fields", field.name, "meta", "example")
                yield loaded.fault("KD986", example, field=field.label, reason=why)


def tested(packs: Iterable[Path], schemas: Schemas, lang: Lang) -> int:
    """Run the cases of some packs and print those with another result than expected; returns the
    exit code."""
    wrong = sum(_tested(path, schemas, lang) for path in packs)
    return Exit.FINDINGS if wrong else Exit.CLEAN


def _tested(path: Path, schemas: Schemas, lang: Lang) -> int:
    from kamdocs import compliance, trial

    schemas = compliance.with_required(schemas, [path])
    policy = compliance.load_policy(path, schemas)
    cases = trial.cases_of(path, schemas)
    rules = {rule.id: rule for rule in policy.rules}
    wrong = 0
    for case in cases:
        verdicts = trial.verdicts_of(case, policy, trial.book_of(case, schemas), schemas)
        found = trial.in_words(verdicts)
        if list(found) == sorted(case.found) and case.rule in rules:
            continue
        wrong += 1
        click.echo(f"{case.file}:{case.line} {case.rule}: {case.name.say(lang)}")
        rule = rules.get(case.rule)
        click.echo(f"  {rule.clause} {rule.text.say(lang)}" if rule else f"  {_NO_RULE.say(lang)}")
        for words, told in ((_WANTED, sorted(case.found)), (_FOUND, found)):
            shown = joined((_in_words(one, lang) for one in told), lang) or _NOTHING.say(lang)
            click.echo(f"  {words.fill(lang, {'words': shown})}")
        for line in _why(case, verdicts, schemas, lang):
            click.echo(f"    {line}")
    untried = trial.untried(policy, cases)
    for name in untried:
        click.echo(_UNTRIED.fill(lang, {"name": name}))
    facts = {"policy": policy.id, "many": str(len(cases)), "wrong": str(wrong)}
    click.echo(_TOTAL.fill(lang, {**facts, "untried": str(len(untried))}))
    return wrong + len(untried)


def _why(case: Case, verdicts: Sequence[Finding], schemas: Schemas, lang: Lang) -> Iterator[str]:
    """The verdicts that a case does not expect, in words, and the findings on the cells of its
    tables, in which there may be a slip."""
    from kamdocs import trial
    from kamdocs.words import what
    from kamdocs.words.saying import period_words

    if not verdicts:
        facts = {"period": period_words(trial.span_of(case), lang)}
        yield _NO_VERDICT.fill(lang, facts)
    for one in verdicts:
        if one.ruling and trial.in_short(one.ruling) not in case.found:
            yield f"{trial.in_short(one.ruling)}: {what(one, lang)}"
    for one in trial.findings_of(case, schemas):
        yield f"{one.code} {one.place} {what(one, lang)}"


def _in_words(verdict: str, lang: Lang) -> str:
    """A verdict as cases write it, in Chinese with what its last word means: late（逾期完成）."""
    from kamdocs.words import STATUSES

    status = verdict.rsplit(" ", 1)[-1]
    known = lang == "zh" and status in STATUSES
    return f"{verdict}（{STATUSES[Status(status)].zh}）" if known else verdict


def covered(pack: Path, schemas: Schemas, lang: Lang) -> int:
    """Print by what each clause of a pack is covered; returns the exit code."""
    from kamdocs import compliance

    policy = compliance.load_policy(pack, schemas)
    count: Counter[compliance.Covered] = Counter()
    semicolon = "；" if lang == "zh" else "; "
    for one in compliance.coverage(policy):
        count[one.covered] += 1
        said = [_looked_after(one.covered, one.rules, lang)]
        if one.attested:
            said.append(_looked_after(compliance.Covered.ATTESTED, one.attested, lang))
        click.echo(f"{one.clause}\t{semicolon.join(said)}")
    parts = [f"{COVERED[kind].say(lang)} {count[kind]}" for kind in compliance.Covered]
    facts = {"many": str(sum(count.values())), "parts": COMMA[lang].join(parts)}
    click.echo(_SUMMARY.fill(lang, facts))
    return Exit.FINDINGS if count[compliance.Covered.NOT_COVERED] else Exit.CLEAN


def _looked_after(covered: Covered, rules: Sequence[str], lang: Lang) -> str:
    by = f"  {', '.join(rules)}" if rules else ""
    return f"{COVERED[covered].say(lang)}{by}"


def compared(
    packs: tuple[Path, Path],
    paths: Sequence[Path],
    run: Access,
    as_of: date,
    period: Period | None,
    lang: Lang,
) -> None:
    """Print how the verdicts of two packs on the same records, in the files ``paths``, differ."""
    from kamdocs import compliance, review
    from kamdocs.cli.showing import show_lines

    schemas = run.schemas
    one, other = (compliance.load_policy(pack, schemas) for pack in packs)
    sources = review.gather(paths)
    report, book = review.check(sources, schemas, [one], as_of, period, manner=run.manner)
    others, _ = compliance.check([other], book, schemas, review.span_for(as_of, period))
    run.opened(report, book)
    here, there = (
        run.report(report._replace(verdicts=v)).verdicts for v in (report.verdicts, others)
    )
    show_lines(differing((one, other), (here, there), lang))


def differing(
    policies: tuple[Policy, Policy],
    verdicts: tuple[Sequence[Finding], Sequence[Finding]],
    lang: Lang,
) -> Iterator[Line]:
    """The verdicts of two packs with different statuses, customer by customer."""
    from kamdocs.words import STATUSES

    here, there = ({_key(one): one for one in found} for found in verdicts)
    names = " / ".join(f"{one.title.say(lang)} {one.id}" for one in policies)
    yield Line(names, style="title")
    keys = sorted({*here, *there})
    shown = ""
    for key in keys:
        one, other = here.get(key), there.get(key)
        statuses = [
            STATUSES[which.ruling.status].say(lang)
            if which and which.ruling
            else phrases.NOT_ASKED.say(lang)
            for which in (one, other)
        ]
        ruling = (one or other or verdicts[0][0]).ruling
        if statuses[0] == statuses[1] or ruling is None:
            continue
        who = ruling.subject_name or ruling.subject or phrases.COMPANY.say(lang)
        if who != shown:
            yield Line(who, 0, "clause")
            shown = who
        period = f" {ruling.period}" if ruling.period else ""
        item = f" {ruling.item}" if ruling.item else ""
        yield Line(f"{ruling.clause} {ruling.rule}{period}{item}: {statuses[0]} → {statuses[1]}", 1)
    if not shown:
        yield Line(_SAME.say(lang))


def _key(finding: Finding) -> tuple[str, ...]:
    ruling = finding.ruling
    assert ruling is not None  # a verdict is a finding with a ruling
    period = str(ruling.period or "")
    return (ruling.subject, ruling.clause, ruling.rule, period, ruling.item)
