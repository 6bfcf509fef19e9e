"""``kamdocs policy``: the policies, and one of them as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from kamdocs.cli import asking, completing, options, refusing, trying
from kamdocs.cli.exits import Exit
from kamdocs.model import Lang, Period, Text

HELP = Text("查看制度", "Look at policies.")
LIST_HELP = Text(
    "列出自带的制度，和kamdocs.toml里写明的本公司制度",
    "List the policies that come with kamdocs, and those of your own that kamdocs.toml names.",
)
SHOW_HELP = Text(
    "显示一个制度：参数、分类、逐条规则，以及不检查的条款。"
    "ID是编号或名称（自带的，或kamdocs.toml里写明的本公司制度），或.yaml文件的路径。",
    "Show a policy: parameters, tiers, rules clause by clause, and the clauses not checked. "
    "ID is its id or title (of one that comes with kamdocs, or of your own that kamdocs.toml "
    "names) or the path of its .yaml file.",
)
COMPARE_HELP = Text(
    "把两个制度不同的地方并排列出：客户分类、门槛、多久一次、期限、要填写的栏目、谁批准。"
    "要比较对同一批资料的结论，用policy diff。",
    "Set side by side in what two policies differ: tiers, thresholds, cadences, deadlines, "
    "required fields, approvals. What they say of the same records is compared by policy diff.",
)

_ALIKE_TOO = Text("相同的也列出", "List what both say alike, too.")


def command(lang: Lang) -> click.Command:
    """The group in a language."""
    group = click.Group("policy", help=HELP.say(lang))

    @group.command("list", help=LIST_HELP.say(lang))
    @options.shape(lang)
    def list_(shape: str) -> int:
        from kamdocs.cli import policy_pages, showing
        from kamdocs.cli.policies import loaded, own
        from kamdocs.cli.settings import configuration, usual_policies
        from kamdocs.words import fault_words

        usual = usual_policies()
        settings = configuration(())
        ours, faults = loaded(own(settings), settings)
        if shape == "json":
            showing.show_json((policy_pages.overview_json(usual, ours),), None)
        else:
            click.echo("\n".join(policy_pages.overview(lang, usual, ours)))
        for fault in faults:
            click.echo(fault_words(fault, lang), err=True)
        return Exit.UNREADABLE if faults else Exit.CLEAN

    @group.command("show", help=SHOW_HELP.say(lang))
    @click.argument("name", metavar="ID", shell_complete=completing.policies)
    def show(name: str) -> None:
        from kamdocs.cli import policy_pages
        from kamdocs.cli.policies import files_of
        from kamdocs.cli.settings import configuration
        from kamdocs.cli.showing import show_lines

        files = files_of([name], configuration(()))
        show_lines(policy_pages.pages(tuple(files.values()), lang))

    @group.command("compare", help=COMPARE_HELP.say(lang))
    @click.argument("one", metavar="ID", shell_complete=completing.policies)
    @click.argument("other", metavar="ID", shell_complete=completing.policies)
    @click.option("--all", "every", is_flag=True, help=_ALIKE_TOO.say(lang))
    @options.shape(lang)
    def compare(one: str, other: str, every: bool, shape: str) -> None:
        from kamdocs import compliance
        from kamdocs.cli import policy_pages, showing
        from kamdocs.cli.policies import file_of
        from kamdocs.cli.settings import configuration

        settings = configuration(())
        files = [file_of(name, settings) for name in (one, other)]
        schemas = policy_pages.schemas_of(files)
        policies = [compliance.load_policy(file, schemas) for file in files]
        if shape == "json":
            showing.show_json((policy_pages.comparison_json(policies, schemas),), None)
        else:
            showing.show_lines(policy_pages.comparison(policies, schemas, lang, every))

    _add_trying(group, lang)
    return group


def _add_trying(group: click.Group, lang: Lang) -> None:
    """Add the commands for those who write policies to the group."""

    @group.command("lint", help=trying.LINT_HELP.say(lang))
    @click.argument("names", metavar="[ID]...", nargs=-1, shell_complete=completing.policies)
    @options.as_of(lang)
    def lint(names: tuple[str, ...], as_of: date) -> int:
        from kamdocs import sheets

        return trying.linted(_named(names), sheets.built_in(), as_of, lang)

    @group.command("test", help=trying.TEST_HELP.say(lang))
    @click.argument("names", metavar="[ID]...", nargs=-1, shell_complete=completing.policies)
    def test(names: tuple[str, ...]) -> int:
        from kamdocs import sheets

        return trying.tested(_named(names).values(), sheets.built_in(), lang)

    @group.command("coverage", help=trying.COVERAGE_HELP.say(lang))
    @click.argument("name", metavar="ID", shell_complete=completing.policies)
    def coverage(name: str) -> int:
        from kamdocs import sheets

        files = _named([name]).values()
        return max(trying.covered(file, sheets.built_in(), lang) for file in files)

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
        from kamdocs.cli.policies import file_of
        from kamdocs.cli.settings import configuration, schemas_for

        refusing.begun(period, as_of, lang)
        settings = configuration(paths)
        files = (file_of(one, settings), file_of(other, settings))
        schemas = schemas_for(settings, tuple(map(str, files)))
        run = access("policy diff", asked, settings, schemas, lang)
        trying.compared(files, paths, run, as_of, period, lang)
        return Exit.CLEAN


def _named(names: Sequence[str]) -> Mapping[str, Path]:
    """The files of the policies named, else of all policies, by the names that they are called."""
    from kamdocs.cli.policies import every, files_of
    from kamdocs.cli.settings import configuration

    settings = configuration(())
    return files_of(names, settings) if names else every(settings)
