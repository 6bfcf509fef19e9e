"""``kamdocs form``: which Word forms there are."""

import click

from kamdocs.model import Lang, Text

HELP = Text("查看表单", "Look at forms.")
LIST_HELP = Text("列出可以生成的Word表单", "List the Word forms that can be made.")


def command(lang: Lang) -> click.Command:
    """The group in a language."""
    group = click.Group("form", help=HELP.say(lang))

    @group.command("list", help=LIST_HELP.say(lang))
    def list_() -> None:
        from kamdocs import forms

        for name, form in forms.forms().items():
            click.echo(f"{name}\t{form.title.say(lang)}")

    return group
