"""A page for each command: how it is written, its options with their help, exit codes."""

import inspect
from collections.abc import Iterator

import click

from docs.reference.markdown import table, text
from kamdocs.cli.exits import Exit
from kamdocs.cli.language import speak
from kamdocs.cli.main import COMMANDS, group
from kamdocs.model import Lang, Text

SECTION = Text("命令", "Commands")
EXITS: dict[Exit, Text] = {
    Exit.CLEAN: Text(
        "没有问题（加了--strict的，连警告也没有）",
        "nothing to object to (with --strict, not even a warning)",
    ),
    Exit.FINDINGS: Text("有问题", "findings"),
    Exit.USAGE: Text(
        "命令写得不对：选项、路径或名称不存在",
        "wrong use: an option, a path, a name that does not exist",
    ),
    Exit.UNREADABLE: Text(
        "有文件不能读写，或制度、栏目、模板、设置文件不能用",
        "something could not be read or written, or a policy, schema, template or configuration "
        "file is unusable",
    ),
    Exit.INTERRUPTED: Text("被中断", "interrupted"),
}
_EXIT = (Text("退出码", "Exit code"), Text("意思", "Means"))
_OPTION = (Text("写法", "Written"), Text("作用", "What it does"))
OVERVIEW = Text("全部命令", "All commands")


def overview(lang: Lang) -> Iterator[str]:
    """The lines of the page of all commands, with the exit codes."""
    yield f"# {OVERVIEW.say(lang)}"
    heads = [OVERVIEW.say(lang), _OPTION[1].say(lang)]
    yield from table(
        heads, ((f"[{name}]({name}.md)", text(words.say(lang))) for name, words in COMMANDS.items())
    )
    yield f"## {_EXIT[0].say(lang)}"
    rows = [[str(int(code)), text(words.say(lang))] for code, words in EXITS.items()]
    yield from table([one.say(lang) for one in _EXIT], rows)


def page(name: str, lang: Lang) -> Iterator[str]:
    """The lines of the page of a command and of those below it."""
    speak(lang)
    whole = group(lang)
    context = click.Context(whole, info_name="kamdocs")
    command = whole.get_command(context, name)
    assert command is not None
    yield from _command(command, click.Context(command, context, name), "#", lang)


def _command(
    command: click.Command, context: click.Context, heading: str, lang: Lang
) -> Iterator[str]:
    yield from (f"{heading} {context.command_path}", "", *_help(command), "")
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield from ("```text", usage, "```", "")
    records = (param.get_help_record(context) for param in command.get_params(context))
    options = [(f"`{one[0]}`", text(one[1])) for one in records if one and one[1]]
    yield from table([one.say(lang) for one in _OPTION], options)
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _command(below, click.Context(below, context, name), "##", lang)


def _help(command: click.Command) -> Iterator[str]:
    """The help of a command; where its lines are broken by hand, they stay so."""
    words = inspect.cleandoc(command.help or "")
    by_hand = words.startswith("\b")
    for line in words.removeprefix("\b").strip().splitlines():
        yield text(line) + ("  " if by_hand else "")
