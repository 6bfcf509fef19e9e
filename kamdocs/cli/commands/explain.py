"""``kamdocs explain``: what a code, a clause or a line of a report means."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kamdocs.cli import asking, completing, options
from kamdocs.model import Lang, Text

HELP = Text(
    "\b\n解释代码（如KD201）、条款（如4.2.1.3a、第十九条）、\n结果（如无法判断）或规则编号：要求什么，适用于谁，依据什么，怎样处理。\n"
    "给了 --report 时，解释报告里的一条结果：\n为什么是这个结果，看了哪些单元格。",
    "Explain a code such as KD201, a clause such as 4.2.1.3a, a result such as unknown, or the id "
    "of a rule: what it asks, whom it binds, what counts, what to do. With --report it explains "
    "one line of a report: why it came out as it did, and by which cells.",
)
REPORT_HELP = Text(
    "check --format json 或 review 写的JSON报告；要解释的是其中一条结果的编号（id）",
    "A JSON report of check --format json or of review; what is explained is the id in it.",
)
_NEEDS_REPORT = Text(
    "“{name}”是报告里一条结果的编号，请加上 --report 报告.json",
    "“{name}” is the id of a line in a report; add --report FILE",
)
_NOT_BOTH = Text(
    "--report 里已经写明用的是哪个制度，不要再给 --policy",
    "a report says itself by which policy it went; leave --policy out",
)
_ONLY_REPORT = Text("与 --report 一起用", "goes with --report")
_ID = re.compile(r"KD\d{3}@.+|[a-z][a-z0-9-]*/.+/.+", re.IGNORECASE)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("explain", help=HELP.say(lang))
    @click.argument(
        "asked",
        metavar="CODE|CLAUSE|ID",
        nargs=-1,
        required=True,
        shell_complete=completing.codes,
    )
    @options.policy(lang)
    @click.option("--report", type=options.A_FILE, metavar="FILE", help=REPORT_HELP.say(lang))
    @asking.seeing(lang)
    def explain(
        asked: tuple[str, ...],
        policy_names: tuple[str, ...],
        report: Path | None,
        seen: asking.Asked,
    ) -> None:
        name = " ".join(asked).strip()
        if not report and (seen.role or seen.why):
            hint = "--role" if seen.role else "--why"
            raise click.BadParameter(_ONLY_REPORT.say(lang), param_hint=f"'{hint}'")
        if report:
            if policy_names:
                raise click.BadParameter(_NOT_BOTH.say(lang), param_hint="'--policy'")
            _finding(name, report, seen, lang)
        elif _ID.fullmatch(name):
            words = _NEEDS_REPORT.fill(lang, {"name": name})
            raise click.BadParameter(words, param_hint="'--report'")
        elif lines := _said_of(name, lang):
            click.echo("\n".join(lines))
        else:
            _clause(asked, policy_names, lang)

    return explain


def _said_of(name: str, lang: Lang) -> list[str]:
    """What a code or a word of a report means; empty where ``name`` is neither."""
    from kamdocs.cli.glossary import code_in, code_lines, word_lines

    code = code_in(name)
    return list(code_lines(code, lang) if code else word_lines(name, lang))


def _finding(name: str, report: Path, seen: asking.Asked, lang: Lang) -> None:
    from kamdocs.cli.access import access
    from kamdocs.cli.reasoning import finding_page
    from kamdocs.cli.settings import configuration, schemas_for
    from kamdocs.cli.showing import show_lines
    from kamdocs.reports.from_json import all_but, pick

    settings = configuration((report,))
    run = access("explain", seen, settings, schemas_for(settings), lang)
    whole = run.earlier(report, all_but(name))
    picked = pick(name, whole, str(report))
    verdict = picked.verdict or {}
    run.reported({report: whole}, verdict.get("subject") or "")
    show_lines(finding_page(picked, lang))


def _clause(asked: tuple[str, ...], names: tuple[str, ...], lang: Lang) -> None:
    from kamdocs import compliance
    from kamdocs.cli.explaining import MANY, clause_page, clauses_in_short, looked_up
    from kamdocs.cli.policies import known
    from kamdocs.cli.settings import configuration, policies_for, schemas_for
    from kamdocs.cli.showing import show_lines
    from kamdocs.reports import Line

    settings = configuration(())
    packs = compliance.built_in()
    if len(asked) > 1 and not names and asked[0] in known(settings):  # as reports cite it
        asked, names = asked[1:], asked[:1]
    schemas = schemas_for(settings, names)
    policies = policies_for(names, schemas, settings)
    used = [policy.id for policy in policies]
    others = (
        compliance.load_policy(path, schemas_for(settings, (str(path),)))
        for name, path in packs.items()
        if name not in used and not names
    )
    wanted = " ".join(asked).strip()
    found, lines = looked_up(wanted, policies, others, lang)
    if lines and len(found) > MANY:
        show_lines([*lines, *clauses_in_short(found, wanted, lang)])
        return
    ids = [one.policy.id for one in found]
    for at, one in enumerate(found):
        lines += [Line()] if at else []
        elsewhere = one.policy not in policies
        its = schemas_for(settings, (str(packs[one.policy.id]),)) if elsewhere else schemas
        lines += clause_page(one, its, lang, ids.count(one.policy.id) > 1)
    show_lines(lines)
