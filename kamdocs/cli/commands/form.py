"""``kamdocs form``: which Word forms there are, what one needs, what is wrong in templates."""

from pathlib import Path

import click

from kamdocs.cli import completing, options, refusing
from kamdocs.model import Lang, Text

HELP = Text("查看表单，检查模板", "Look at forms, and at what is wrong in templates.")
LIST_HELP = Text("列出可以生成的Word表单", "List the Word forms that can be made.")
SHOW_HELP = Text(
    "显示一种表单：每个位置是什么栏目、在哪里、是否重复、哪一条要求填写、表头的别名。",
    "Show a form: of each place the field, where it stands, whether it is repeated, which clauses "
    "ask for it, and the headings under which sheets have it.",
)
LINT_HELP = Text(
    "一次指出模板里的全部毛病，注明在第几个表格第几行第几格：不认识的栏目、写错的标记、没有成对的花括号、"
    "结构问题等。给出表单名称；或给出.docx文件并用--as说明是哪种表单；什么都不给则检查全部表单。",
    "Say all at once what is wrong in templates, with table, row and cell: fields that do not "
    "exist, misspelt tags, braces without their match, unsound structure. Give forms, or .docx "
    "files and with --as which form they are; nothing means all forms.",
)
COPY_HELP = Text(
    "把一种表单的模板复制到文件夹里，用Word改成自己的；不覆盖已有的文件",
    "Copy the template of a form into a folder, to make it your own in Word; a file that is there "
    "is not written over.",
)
_AS = Text(".docx文件是哪种表单的模板", "Which form a .docx file is a template of.")


def command(lang: Lang) -> click.Command:
    """The group in a language."""
    group = click.Group("form", help=HELP.say(lang))

    @group.command("list", help=LIST_HELP.say(lang))
    def list_() -> None:
        from kamdocs.cli import form_pages
        from kamdocs.cli.settings import configuration, forms_for, schemas_for

        settings = configuration(())
        forms = forms_for(settings)
        click.echo("\n".join(form_pages.overview(forms, schemas_for(settings), lang)))

    @group.command("show", help=SHOW_HELP.say(lang))
    @click.argument("name", metavar="FORM", shell_complete=completing.forms)
    @options.policy(lang)
    def show(name: str, policy_names: tuple[str, ...]) -> None:
        from kamdocs import forms
        from kamdocs.cli import form_pages
        from kamdocs.cli.settings import configuration, forms_for, policies_for, schemas_for
        from kamdocs.cli.showing import show_lines

        settings = configuration(())
        form = forms.of_name(name, forms_for(settings))
        schemas = schemas_for(settings, policy_names)
        policies = policies_for(policy_names, schemas, settings)
        found = forms.survey(form, schemas).uses
        show_lines(form_pages.page(form, found, schemas, policies, lang))

    @group.command("lint", help=LINT_HELP.say(lang))
    @click.argument(
        "names", metavar="[FORM|FILE]...", nargs=-1, shell_complete=completing.forms_or_files
    )
    @click.option(
        "--as", "as_form", metavar="FORM", shell_complete=completing.forms, help=_AS.say(lang)
    )
    def lint(names: tuple[str, ...], as_form: str | None) -> int:
        from kamdocs.cli import form_pages
        from kamdocs.cli.settings import configuration, forms_for, schemas_for

        settings = configuration(())
        known = forms_for(settings)
        return form_pages.linted(names, as_form, known, schemas_for(settings), lang)

    @group.command("copy", help=COPY_HELP.say(lang))
    @click.argument("name", metavar="FORM", shell_complete=completing.forms)
    @options.folder(lang)
    def copy(name: str, output: Path) -> None:
        from kamdocs import forms, outputs
        from kamdocs.cli.settings import configuration, forms_for

        form = forms.of_name(name, forms_for(configuration(())))
        copied = output / f"{form.id}.docx"
        refusing.apart(copied, (), lang)
        outputs.write(copied, form.template.read_bytes())
        click.echo(str(copied))

    return group
