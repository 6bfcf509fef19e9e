"""``kamdocs schema``: the kinds of sheet, and the fields of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from kamdocs.cli import completing, options
from kamdocs.cli.tables import PASTED, aligned
from kamdocs.model import Lang, Text, joined
from kamdocs.reports import Line
from kamdocs.words import phrases

if TYPE_CHECKING:  # schemas are loaded only when the command runs
    from kamdocs.sheets import Field, SheetSchema

HELP = Text("查看表格的栏目", "Look at the fields of sheets.")
LIST_HELP = Text("列出能读的表格种类", "List the kinds of sheet that are read.")
SHOW_HELP = Text(
    "显示一种表格的全部栏目：表头、别名、是否必填、可选内容、填法和示例。",
    "Show all fields of a kind of sheet: heading, aliases, whether required, allowed values, "
    "how to fill it in, an example.",
)
REPORT_HELP = Text(
    "输出JSON报告（findings.json）的JSON Schema，供程序核对。",
    "Print the JSON Schema of JSON reports (findings.json), for programs.",
)
_HEADINGS = (
    Text("种类", "kind"),
    Text("名称", "title"),
    Text("栏目", "fields"),
    Text("一行是什么", "a row is"),
)
_ALIASES = Text("别名：{names}", "also: {names}")
_UNSURE = Text("看旁边的列才认：{names}", "where its neighbours tell: {names}")
_NOT_OURS = Text(
    "公司设定为不读的表头：{names}", "headings that the company does not read: {names}"
)
_ALLOWED = Text("可选：{names}", "one of: {names}")
_EXAMPLE = Text("示例：{example}", "example: {example}")
_SHEETS = Text("工作表名称：{names}", "sheet names: {names}")


def command(lang: Lang) -> click.Command:
    """The group in a language."""
    group = click.Group("schema", help=HELP.say(lang))

    @group.command("list", help=LIST_HELP.say(lang))
    @options.fields_of(lang)
    def list_(policy_names: tuple[str, ...]) -> None:
        from kamdocs.cli.settings import configuration, schemas_for

        schemas = schemas_for(configuration(()), policy_names)
        click.echo("\n".join(overview(schemas.values(), lang)))

    @group.command("show", help=SHOW_HELP.say(lang))
    @click.argument("kind", metavar="KIND", shell_complete=completing.kinds)
    @options.fields_of(lang)
    def show(kind: str, policy_names: tuple[str, ...]) -> None:
        from kamdocs.cli.settings import configuration, kind_of, schemas_for
        from kamdocs.cli.showing import show_lines

        schemas = schemas_for(configuration(()), policy_names)
        show_lines(page(kind_of(kind, schemas), lang))

    @group.command("report", help=REPORT_HELP.say(lang))
    def report() -> None:
        from kamdocs import data
        from kamdocs.cli.showing import show_json

        path = data.folder("schemas") / "meta" / "report.schema.json"
        show_json((path.read_text(encoding="utf-8"),), None)

    return group


def overview(schemas: Iterable[SheetSchema], lang: Lang) -> Iterator[str]:
    """All kinds of sheet as lines, with tabs between the columns."""
    rows = [[one.say(lang) for one in _HEADINGS]]
    for one in schemas:
        rows.append([one.kind, one.title.say(lang), str(len(one.fields)), one.row.say(lang)])
    return aligned(rows, PASTED)


def page(schema: SheetSchema, lang: Lang) -> Iterator[Line]:
    """A kind of sheet as lines to read."""
    yield Line(f"{schema.title.say(lang)} {schema.kind} v{schema.version}", style="title")
    yield Line(_SHEETS.fill(lang, {"names": joined(schema.sheets, lang)}))
    if schema.across:
        label = schema.label(schema.across).say(lang)
        yield Line(phrases.ACROSS.fill(lang, {"field": label}))
    for group, title in schema.groups.items():
        yield Line()
        yield Line(f"{title.say(lang)} ({group})", style="title")
        for field in schema.fields.values():
            if field.group == group:
                own = [heading for heading, name in schema.own.items() if name == field.name]
                yield from _field(field, own, lang)
    passed = [heading for heading, name in schema.own.items() if not name]
    if passed:
        yield Line()
        yield Line(_NOT_OURS.fill(lang, {"names": joined(passed, lang)}))
    if schema.checks:
        yield Line()
        yield Line(phrases.ROW_RULES.say(lang), style="title")
        for check in schema.checks:
            yield Line(check.text.say(lang), 1)


def _field(field: Field, own: list[str], lang: Lang) -> Iterator[Line]:
    marks = [phrases.TYPES[field.type].say(lang)]
    marks += [field.unit] if field.unit else []
    marks += [phrases.REQUIRED.say(lang)] if field.required else []
    yield Line(f"{field.label.zh} / {field.label.en} ({field.name}: {', '.join(marks)})", 1)
    yield Line(field.help.say(lang), 2, "dim")
    yield Line(_EXAMPLE.fill(lang, {"example": field.example}), 2, "dim")
    if field.labels:
        names = joined((label.say(lang) for label in field.labels.values()), lang)
        yield Line(_ALLOWED.fill(lang, {"names": names}), 2, "dim")
    others = [*own, *field.aliases, *field.stands_in]
    for words, headings in ((_ALIASES, others), (_UNSURE, field.ambiguous)):
        if headings:
            yield Line(words.fill(lang, {"names": joined(headings, lang)}), 2, "dim")
