"""``kamdocs blank``: an empty workbook to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import asking, completing, options
from kamdocs.cli.exits import Exit
from kamdocs.model import Lang, Text, joined

if TYPE_CHECKING:  # loading schemas is for those who make a workbook
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
_FILE = Text("写进这个.xlsx文件，不覆盖已有的", "Write this .xlsx file; none is overwritten.")
_NO_KIND = Text("没有写要哪种表；可用的有：{known}", "no KIND is given; there are: {known}")
_KIND = Text("{kind}（{title}）", "{kind} ({title})")
_NO_WORKBOOK = Text("{file}不是.xlsx文件", "{file} is no .xlsx file")
_MADE = Text(
    "已生成空表：{kinds}；怎样填写见第一张工作表",
    "Made a blank for {kinds}; its first sheet says how to fill it in",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""
    there = click.Path(dir_okay=False, path_type=Path)

    @click.command("blank", help=HELP.say(lang))
    @click.argument(
        "schemas",
        nargs=-1,
        metavar="KIND...",
        shell_complete=completing.kinds,
        callback=lambda context, _, names: _chosen(names, context.params["policy_names"], lang),
    )
    @options.fields_of(lang)
    @click.option(
        "-o", "--output", type=there, required=True, metavar="FILE.xlsx", help=_FILE.say(lang)
    )
    @asking.encrypt_with(lang)
    def blank(
        schemas: list[SheetSchema],
        policy_names: tuple[str, ...],
        output: Path,
        lock: Lock | None,
    ) -> int:
        from kamdocs import outputs
        from kamdocs.intake import blanks

        if output.suffix.casefold() != ".xlsx":
            words = _NO_WORKBOOK.fill(lang, {"file": str(output)})
            raise click.BadParameter(words, param_hint="-o")
        options.apart(output, (), lang)
        made = blanks.blank(schemas, lang)
        outputs.write(output, lock.closed(made) if lock else made)
        click.echo(str(output))
        kinds = joined((one.title.say(lang) for one in schemas), lang)
        click.echo(_MADE.fill(lang, {"kinds": kinds}), err=True)
        return Exit.CLEAN

    return blank


def _chosen(names: Iterable[str], policies: Sequence[str], lang: Lang) -> list[SheetSchema]:
    """The schemas of some kinds or titles, each once, with the fields that some policies need.

    UsageError where there are no names, SetupFault KD915 where a name is none.
    """
    from kamdocs.cli.settings import configuration, no_such_kind, schemas_for

    schemas = schemas_for(configuration(()), policies)
    if not names:
        known = (_KIND.fill(lang, {"kind": kind, "title": one.title.say(lang)})
                 for kind, one in schemas.items())  # fmt: skip
        raise click.UsageError(_NO_KIND.fill(lang, {"known": joined(known, lang)}))
    titles = {title: one for one in schemas.values() for title in (one.title.zh, one.title.en)}
    found: dict[str, SheetSchema] = {}
    for name in names:
        schema = schemas.get(name) or titles.get(name)
        if schema is None:
            raise no_such_kind(name, schemas)
        found[schema.kind] = schema
    return list(found.values())
