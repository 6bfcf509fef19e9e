"""``kamdocs diff``: what changed between two runs."""

from pathlib import Path

import click

from kamdocs.cli import asking, options, refusing
from kamdocs.cli.exits import Exit
from kamdocs.model import Lang, Text

HELP = Text(
    "\b\n比较两次结果（check --format json 或 review 写的findings.json）：\n"
    "哪些变坏，哪些新出现，哪些已解决，哪些仍未解决。\n"
    "退出码：0没有新出现和变坏的，1有。",
    "Compare two results (findings.json of check --format json or of review): what is worse, new, "
    "fixed, still open. Exit code: 0 nothing is new or worse, 1 otherwise.",
)
EVERY_HELP = Text(
    "仍未解决的和不再检查的也逐项列出",
    "List what is still open and what is no longer looked at as well.",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("diff", help=HELP.say(lang))
    @click.argument("old", type=options.A_FILE, metavar="OLD.json")
    @click.argument("new", type=options.A_FILE, metavar="NEW.json")
    @options.shape(lang)
    @options.report_file(lang)
    @click.option("--all", "every", is_flag=True, help=EVERY_HELP.say(lang))
    @asking.seeing(lang)
    def diff(
        old: Path, new: Path, shape: str, output: Path | None, every: bool, seen: asking.Asked
    ) -> int:
        from kamdocs.cli import showing
        from kamdocs.cli.access import access, same_eyes
        from kamdocs.cli.settings import configuration, schemas_for
        from kamdocs.reports.as_json import brief
        from kamdocs.reports.difference import difference_json, difference_lines
        from kamdocs.reports.differing import difference

        if output:
            refusing.a_report(output, shape, (old, new), lang)
        settings = configuration((new,))
        schemas = schemas_for(settings)
        run = access("diff", seen, settings, schemas, lang, outputs=[output])
        before, now = (run.earlier(one, brief) for one in (old, new))
        same_eyes(before, str(old), now.get("role"))
        found = difference(before, now, (str(old), str(new)))
        run.reported({old: before, new: now})
        if shape == "json":
            showing.show_json((difference_json(found),), output)
        else:
            showing.show(difference_lines(found, lang, every), output)
        return Exit.FINDINGS if found.worsened else Exit.CLEAN

    return diff
