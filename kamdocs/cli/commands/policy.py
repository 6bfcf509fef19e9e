"""``kamdocs policy``: the policies, and one of them as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kamdocs.cli import asking, completing, options, trying
from kamdocs.cli.exits import Exit
from kamdocs.model import Lang, Period, Text

HELP = Text("查看制度", "Look at policies.")
LIST_HELP = Text("列出自带的制度", "List the policies that come with kamdocs.")
SHOW_HELP = Text(
    "显示一个制度：参数、分类、逐条规则，以及不检查的条款。ID是编号或.yaml文件的路径。",
    "Show a policy: parameters, tiers, rules clause by clause, and the clauses not checked. "
    "ID is its id or the path of its .yaml file.",
)
COMPARE_HELP = Text(
    "把两个制度并排列出：客户分类、门槛、多久一次、期限、要填写的栏目、谁批准。"
    "要比较对同一批资料的结论，用policy diff。",
    "Set two policies side by side: tiers, thresholds, cadences, deadlines, required fields, "
    "approvals. What they say of the same records is compared by policy diff.",
)


def command(lang: Lang) -> click.Command:
    """The group in a language."""
    group = click.Group("policy", help=HELP.say(lang))

    @group.command("list", help=LIST_HELP.say(lang))
    @options.shape(lang)
    def list_(shape: str) -> None:
        from kamdocs.cli import policy_pages, showing
        from kamdocs.cli.settings import usual_policies

        usual = usual_policies()
        if shape == "json":
            showing.show(policy_pages.overview_json(usual), None)
        else:
            click.echo("\n".join(policy_pages.overview(lang, usual)))

    @group.command("show", help=SHOW_HELP.say(lang))
    @click.argument("name", metavar="ID", shell_complete=completing.policies)
    def show(name: str) -> None:
        from kamdocs import compliance
        from kamdocs.cli import policy_pages
        from kamdocs.cli.showing import show_lines

        schemas = policy_pages.schemas_of([compliance.pack_path(name)])
        policy = compliance.find_policy(name, schemas)
        show_lines(policy_pages.page(policy, schemas, lang))

    @group.command("compare", help=COMPARE_HELP.say(lang))
    @click.argument("one", metavar="ID", shell_complete=completing.policies)
    @click.argument("other", metavar="ID", shell_complete=completing.policies)
    @options.shape(lang)
    def compare(one: str, other: str, shape: str) -> None:
        from kamdocs import compliance
        from kamdocs.cli import policy_pages, showing

        schemas = policy_pages.schemas_of([compliance.pack_path(name) for name in (one, other)])
        policies = [compliance.find_policy(name, schemas) for name in (one, other)]
        if shape == "json":
            showing.show(policy_pages.comparison_json(policies, schemas), None)
        else:
            showing.show_lines(policy_pages.comparison(policies, schemas, lang))

    _add_trying(group, lang)
    return group


def _add_trying(group: click.Group, lang: Lang) -> None:
    """The commands for those who write policies."""

    @group.command("lint", help=trying.LINT_HELP.say(lang))
    @click.argument("names", metavar="[ID]...", nargs=-1, shell_complete=completing.policies)
    @options.as_of(lang)
    def lint(names: tuple[str, ...], as_of: date) -> int:
        from kamdocs import sheets

        return trying.linted(names, sheets.built_in(), as_of, lang)

    @group.command("test", help=trying.TEST_HELP.say(lang))
    @click.argument("names", metavar="[ID]...", nargs=-1, shell_complete=completing.policies)
    def test(names: tuple[str, ...]) -> int:
        from kamdocs import sheets

        return trying.tested(names, sheets.built_in(), lang)

    @group.command("coverage", help=trying.COVERAGE_HELP.say(lang))
    @click.argument("name", metavar="ID", shell_complete=completing.policies)
    def coverage(name: str) -> int:
        from kamdocs import sheets

        return trying.covered(name, sheets.built_in(), lang)

    @group.command("diff", help=trying.DIFF_HELP.say(lang))
    @click.argument("one", metavar="ID", shell_complete=completing.policies)
    @click.argument("other", metavar="ID", shell_complete=completing.policies)
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
