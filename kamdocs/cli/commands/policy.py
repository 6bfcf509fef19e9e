"""``kamdocs policy``: the policies, and one of them as a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import asking, options, trying
from kamdocs.cli.exits import Exit
from kamdocs.model import Lang, Parameter, Period, Policy, Rule, Text, joined, listed
from kamdocs.reports import Line

if TYPE_CHECKING:  # loading schemas is for those who look at a policy
    from kamdocs.clauses import Tongue
    from kamdocs.sheets import Field, Schemas

HELP = Text("查看制度", "Look at policies.")
LIST_HELP = Text("列出自带的制度", "List the policies that come with kamdocs.")
SHOW_HELP = Text(
    "显示一个制度：参数、分类、逐条规则，以及不检查的条款。ID是编号或.yaml文件的路径。",
    "Show a policy: parameters, tiers, rules clause by clause, and the clauses not checked. "
    "ID is its id or the path of its .yaml file.",
)
_PARAMETERS = Text("参数", "Parameters")
_TIERS = Text("客户分类（自上而下，先符合者为准）", "Tiers (the first that fits counts)")
_RULES = Text("规则", "Rules")
_FURTHER = Text(
    "另外要用的栏目和选项（生成空表时加--policy）",
    "Further fields and choices (blanks have them with --policy)",
)
_OF_KIND = Text("{title}：{fields}", "{title}: {fields}")
_ONLY = Text("{title}的「{field}」改为：{choices}", "{title}, “{field}” becomes one of: {choices}")
_ADDED = Text("{title}的「{field}」另有：{choices}", "{title}, “{field}” may also be: {choices}")
_INFORM = Text("只作说明的条款", "Clauses that only inform")
_OUTSIDE = Text("本版不检查的条款", "Clauses not checked in this version")
_BY = {
    "source": Text("原文", "source"),
    "project": Text("本项目默认", "this project's default"),
    "company": Text("本公司", "this company"),
}
_RULE = Text(
    "编号{id}；类型{kind}；适用于{scope}；重要程度{severity}；责任人{owner}",
    "id {id}; kind {kind}; binds {scope}; severity {severity}; owner {owner}",
)
_HEAD = Text("版本{version}，自{day}起施行", "version {version}, in force from {day}")


def command(lang: Lang) -> click.Command:
    """The group in a language."""
    group = click.Group("policy", help=HELP.say(lang))

    @group.command("list", help=LIST_HELP.say(lang))
    def list_() -> None:
        from kamdocs import compliance, sheets

        for name, path in compliance.built_in().items():
            policy = compliance.load_policy(path, sheets.built_in())
            click.echo(f"{name}\t{policy.title.say(lang)}\t{len(policy.rules)}")

    @group.command("show", help=SHOW_HELP.say(lang))
    @click.argument("name", metavar="ID")
    def show(name: str) -> None:
        from kamdocs import compliance, sheets
        from kamdocs.cli.showing import show_lines

        usual = sheets.built_in()
        schemas = compliance.with_required(usual, [compliance.pack_path(name)])
        show_lines(page(compliance.find_policy(name, schemas), schemas, lang, usual))

    _add_trying(group, lang)
    return group


def _add_trying(group: click.Group, lang: Lang) -> None:
    """The commands for those who write policies."""

    @group.command("lint", help=trying.LINT_HELP.say(lang))
    @click.argument("names", metavar="[ID]...", nargs=-1)
    @options.as_of(lang)
    def lint(names: tuple[str, ...], as_of: date) -> int:
        from kamdocs import sheets

        return trying.linted(names, sheets.built_in(), as_of, lang)

    @group.command("test", help=trying.TEST_HELP.say(lang))
    @click.argument("names", metavar="[ID]...", nargs=-1)
    def test(names: tuple[str, ...]) -> int:
        from kamdocs import sheets

        return trying.tested(names, sheets.built_in(), lang)

    @group.command("coverage", help=trying.COVERAGE_HELP.say(lang))
    @click.argument("name", metavar="ID")
    def coverage(name: str) -> int:
        from kamdocs import sheets

        return trying.covered(name, sheets.built_in(), lang)

    @group.command("diff", help=trying.DIFF_HELP.say(lang))
    @click.argument("one", metavar="ID")
    @click.argument("other", metavar="ID")
    @options.paths(lang)
    @options.as_of(lang)
    @options.period(lang)
    @asking.reading(lang)
    def diff(
        one: str,
        other: str,
        paths: tuple[Path, ...],
        as_of: date,
        period: Period | None,
        asked: asking.Asked,
    ) -> int:
        from kamdocs.cli.access import access
        from kamdocs.cli.settings import configuration, schemas_for

        options.begun(period, as_of, lang)
        settings = configuration(paths)
        schemas = schemas_for(settings, (one, other))
        run = access("policy diff", asked, settings, schemas, lang)
        trying.compared((one, other), paths, run, as_of, period, lang)
        return Exit.CLEAN


def page(policy: Policy, schemas: Schemas, lang: Lang, usual: Schemas) -> Iterator[Line]:
    """A policy as lines to read; ``schemas`` have the fields that it needs beside the ``usual``."""
    from kamdocs.clauses import Tongue

    tongue = Tongue(policy, schemas, lang)
    yield Line(f"{policy.title.say(lang)} {policy.id}", style="title")
    facts = {"version": policy.version, "day": policy.effective_from.isoformat()}
    yield Line(_HEAD.fill(lang, facts))
    yield Line()
    yield Line(_PARAMETERS.say(lang), style="title")
    for figure in policy.parameters.values():
        yield from _figure(figure, tongue)
    yield Line()
    if policy.tiers:
        yield Line(_TIERS.say(lang), style="title")
        for tier in policy.tiers:
            yield Line(f"{tier.clause} {tier.title.say(lang)} ({tier.id})", 1)
        yield Line()
    further = list(_further(schemas, usual, lang))
    if further:
        yield from (Line(_FURTHER.say(lang), style="title"), *further, Line())
    yield Line(_RULES.say(lang), style="title")
    for rule in policy.rules:
        yield from _rule(rule, tongue)
    for why, title in (("inform", _INFORM), ("outside", _OUTSIDE)):
        clauses = [one for one in policy.clauses if one.why == why]
        if clauses:
            yield Line()
            yield Line(title.say(lang), style="title")
        for one in clauses:
            yield Line(f"{one.clause} {one.text.say(lang)}", 1)


def _further(schemas: Schemas, usual: Schemas, lang: Lang) -> Iterator[Line]:
    """The fields and choices that a policy needs beside the usual ones, by kind of sheet."""
    for kind, schema in schemas.items():
        title, known = schema.title.say(lang), usual[kind].fields
        new = [one.label.say(lang) for name, one in schema.fields.items() if name not in known]
        if new:
            yield Line(_OF_KIND.fill(lang, {"title": title, "fields": joined(new, lang)}), 1)
        for name, field in schema.fields.items():
            if name in known and field.allowed != known[name].allowed:
                yield Line(_choices(title, field, known[name], lang), 1)


def _choices(title: str, field: Field, usual: Field, lang: Lang) -> str:
    """What may be chosen in a field: all of it, or only what comes behind the usual choices."""
    more = set(usual.allowed) <= set(field.allowed)
    shown = [one for one in field.labels if not more or one not in usual.labels]
    facts = {
        "title": title,
        "field": field.label.say(lang),
        "choices": joined((field.labels[one].say(lang) for one in shown), lang),
    }
    return (_ADDED if more else _ONLY).fill(lang, facts)


def _figure(figure: Parameter, tongue: Tongue) -> Iterator[Line]:
    """A parameter as --set takes it, with its unit and who set it; and below what it is."""
    from kamdocs.words import fact_words

    lang = tongue.lang
    by = _BY[figure.default_by].say(lang)
    clause = f" {figure.clause}" if figure.clause != "-" else ""
    value, shown = fact_words(figure.value, lang), tongue.amount(figure)
    counted = isinstance(figure.value, int | float) and value in shown
    said = shown if counted else value
    text = f"  {figure.text.say(lang)}" if figure.text else ""
    yield Line(f"{figure.name} = {said} ({by}{clause}){text}", 1)


def _rule(rule: Rule, tongue: Tongue) -> Iterator[Line]:
    from kamdocs.clauses import asks, in_short
    from kamdocs.words.phrases import SEVERITIES

    lang = tongue.lang
    yield Line(f"{rule.clause} {rule.text.say(lang)}", 1, "clause")
    yield Line(listed(asks(rule, tongue), lang), 2)
    facts = {
        "id": rule.id,
        "kind": rule.kind,
        "scope": ("，" if lang == "zh" else ", ").join(in_short(rule, tongue)),
        "severity": SEVERITIES[rule.severity].say(lang),
        "owner": rule.owner.say(lang),
    }
    yield Line(_RULE.fill(lang, facts), 2, "dim")
