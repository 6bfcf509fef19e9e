"""``kamdocs blank``: an empty workbook to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import asking, completing, options, refusing
from kamdocs.cli.exits import Exit
from kamdocs.model import Lang, Text, joined

if TYPE_CHECKING:  # schemas are loaded only when the command runs
    from kamdocs.cli.locking import Lock
    from kamdocs.sheets import SheetSchema

HELP = Text(
    "生成空表，发给填报人：表头、下拉列表、填写规则和填写说明都按表格的栏目做好。"
    "KIND是表格的种类（customer、visit等）或名称（客户档案、拜访报告等），"
    "可给几种，各占一张工作表；“kamdocs schema list”列出有哪些。",
    "Make an empty workbook to hand to account managers: headings, lists to choose from, rules "
    "and help, all made from the fields of the sheets. KIND is a kind of sheet (customer, visit "
    "and so on) or its title; several give a sheet each. “kamdocs schema list” says which there "
    "are.",
)
_NO_KIND = Text("没有写要哪种表；可用的有：{known}", "no KIND is given; there are: {known}")
_KIND = Text("{kind}（{title}）", "{kind} ({title})")
_MADE = Text(
    "已生成空表：{kinds}；怎样填写见第一张工作表",
    "Made a blank for {kinds}; its first sheet says how to fill it in",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("blank", help=HELP.say(lang))
    @click.argument(
        "schemas",
        nargs=-1,
        metavar="KIND...",
        shell_complete=completing.kinds,
        callback=lambda context, _, names: _chosen(names, context.params["policy_names"], lang),
    )
    @options.fields_of(lang)
    @options.workbook_file(lang, required=True)
    @asking.encrypt_with(lang)
    def blank(
        schemas: list[SheetSchema],
        policy_names: tuple[str, ...],
        output: Path,
        lock: Lock | None,
    ) -> int:
        from kamdocs import outputs
        from kamdocs.intake import blanks

        refusing.a_workbook(output, (), lang)
        made = blanks.blank(schemas, lang)
        outputs.write(output, lock.closed(made) if lock else made)
        click.echo(str(output))
        kinds = joined((one.title.say(lang) for one in schemas), lang)
        click.echo(_MADE.fill(lang, {"kinds": kinds}), err=True)
        return Exit.CLEAN

    return blank


def _chosen(names: Iterable[str], policies: Sequence[str], lang: Lang) -> list[SheetSchema]:
    """The schemas of the kinds with these names or titles, each once, with the fields that the
    policies need. UsageError where there are no names, SetupFault KD915 for an unknown one."""
    from kamdocs.cli.settings import configuration, kind_of, schemas_for

    schemas = schemas_for(configuration(()), policies)
    if not names:
        known = (_KIND.fill(lang, {"kind": kind, "title": one.title.say(lang)})
                 for kind, one in schemas.items())  # fmt: skip
        raise click.UsageError(_NO_KIND.fill(lang, {"known": joined(known, lang)}))
    found = {one.kind: one for one in (kind_of(name, schemas) for name in names)}
    return list(found.values())
