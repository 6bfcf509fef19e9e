"""The front door: the commands, and the exit code of a run."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

import kamdocs
import kamdocs.cli
from kamdocs.cli import consoles
from kamdocs.cli.exits import Exit
from kamdocs.cli.language import language, speak
from kamdocs.cli.wrapping import Chinese, first_sentence, marked
from kamdocs.faults import SetupFault, reason
from kamdocs.text import Lang, Text

COMMANDS: dict[str, Text] = {
    "init": Text("新建一个工作文件夹", "Make a folder to begin with."),
    "review": Text(
        "校验、检查、生成表单，全部写进一个文件夹",
        "Validate, check and render, all into one folder.",
    ),
    "validate": Text("逐格校验交来的表格", "Say cell by cell what is wrong in sheets handed in."),
    "check": Text("按制度逐条检查", "Hold the records against policies, clause by clause."),
    "render": Text("生成Word表单", "Make Word forms."),
    "plan": Text(
        "列出一期里到期的事项，排出访问计划",
        "List what falls due in a period and plan the visits.",
    ),
    "verify": Text(
        "看表单生成之后有没有改过", "Say whether forms were changed since they were made."
    ),
    "read": Text("读回填好的Word表单", "Read forms that were filled in in Word."),
    "blank": Text("生成空表，发给填报人", "Make an empty workbook to fill in."),
    "access": Text("查看、核对查阅登记簿", "Read and verify the register of access."),
    "diff": Text("比较两次检查的结果", "Compare the results of two checks."),
    "policy": Text("查看制度", "Look at policies."),
    "schema": Text("查看表格的栏目", "Look at the fields of sheets."),
    "form": Text("查看表单，检查模板", "Look at forms and check templates."),
    "doctor": Text(
        "看这台电脑上什么能用，什么不能用", "Say what works on this computer and what does not."
    ),
    "explain": Text(
        "解释一个代码、一条制度条款、报告里的一条结果",
        "Explain a code, a clause, or a finding of a report.",
    ),
}
HELP = Text(
    "校验客户档案和拜访报告，按大客户管理制度检查，并生成Word表单。",
    "Validate customer archives and visit reports, check them against a key-account policy, "
    "and make its Word forms.",
)
_LANG_HELP = Text("输出的语言", "Language of the output.")
OPTIONS = Text("[选项]", "[OPTIONS]")
BELOW = Text("命令 [参数]...", "COMMAND [ARGS]...")
_VERSION_HELP = Text("显示版本后退出", "Show the version and exit.")

_WRONG_USE = frozenset(
    {
        *("KD513", "KD556", "KD557"),
        *("KD443", "KD449", "KD615", "KD910", "KD915", "KD916", "KD925", "KD926", "KD927", "KD929"),
        *("KD932", "KD933", "KD934"),
        *("KD936", "KD937", "KD938", "KD939", "KD940", "KD942", "KD943", "KD964"),
        *("KD630", "KD631", "KD660", "KD661"),
        *("KD951", "KD952", "KD953", "KD954", "KD956", "KD957"),
    }
)
"""The codes of setup faults that are slips in what was typed, not in a file of the setup."""
_NONE = Text("没有“{name}”这个命令。", "No such command '{name}'.")
_MEANT = Text(
    "没有“{name}”这个命令。是不是“{like}”？", "No such command '{name}'. Did you mean '{like}'?"
)
_RUBBISH = 200_000
"""After so many new objects Python looks for circular garbage. There is hardly any, and looking as
often as Python does by default takes a tenth of a run."""


class _Commands(click.Group):
    """A group that knows its commands by name and loads each when it is asked for."""

    def __init__(self, lang: Lang) -> None:
        super().__init__("kamdocs", help=HELP.say(lang), params=[_lang_option(lang)])
        self.lang = lang

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        with kamdocs.cli.loading():
            module = import_module(f"kamdocs.cli.commands.{name}")
        command: click.Command = module.command(self.lang)
        _add_lang(command, self.lang)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. Click suggests of those alone that were loaded."""
        name = args[0]
        if not (name in COMMANDS or name.startswith("-") or ctx.resilient_parsing):
            from kamdocs.likeness import nearest

            like = nearest(name, COMMANDS)
            facts = {"name": name, "like": like or ""}
            raise click.UsageError((_MEANT if like else _NONE).fill(self.lang, facts), ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their words, without loading any of them."""
        with formatter.section(Text("命令", "Commands").say(self.lang)):
            formatter.write_dl([(name, words.say(self.lang)) for name, words in COMMANDS.items()])


def _add_lang(command: click.Command, lang: Lang) -> None:
    """Let a command and all below it take ``--lang``, and put their usage into the language."""
    command.params.append(_lang_option(lang))
    _in_words(command, lang)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _add_lang(below, lang)


def _in_words(command: click.Command, lang: Lang) -> None:
    """Translate the parts of a usage that Click does not: 用法：kamdocs [选项] 命令 [参数]...

    For Chinese also set how lines are broken and what a group says of the command.
    """
    if lang == "zh":
        command.context_class = Chinese
        command.short_help = first_sentence(command.help or "")
    if command.options_metavar:
        command.options_metavar = OPTIONS.say(lang)
    if isinstance(command, click.Group):
        command.subcommand_metavar = BELOW.say(lang)


def _lang_option(lang: Lang) -> click.Option:
    """``--lang``, which ``language`` has already looked at before anything is parsed."""
    choice = click.Choice(["zh", "en"])
    return click.Option(["--lang"], type=choice, expose_value=False, help=_LANG_HELP.say(lang))


def group(lang: Lang) -> click.Group:
    """The whole command line in one language."""
    whole = _Commands(lang)
    version = click.version_option(
        kamdocs.__version__, prog_name="kamdocs", help=_VERSION_HELP.say(lang)
    )
    version(whole)
    _in_words(whole, lang)
    return whole


def run(args: Sequence[str]) -> int:
    """Run a command line and return its exit code. Nothing that a user does wrong raises an
    exception; it is said on stderr."""
    try:
        lang = language(args, os.environ, Path.cwd())
    except OSError as fault:  # the working folder was removed
        words = [one for one in args if one in ("--lang", "zh", "en") or one.startswith("--lang=")]
        return _nowhere(fault, language(words, os.environ, Path(os.sep)))
    speak(lang)
    try:
        code = group(lang).main(
            list(args),
            prog_name="kamdocs",
            standalone_mode=False,
            terminal_width=consoles.width(),
        )
        _flush()
    except click.exceptions.NoArgsIsHelpError as help_shown:
        click.echo(help_shown.ctx.get_help() if help_shown.ctx else "", err=True)
        return Exit.USAGE
    except click.ClickException as fault:
        from kamdocs.cli.mistyped import as_meant

        told = as_meant(fault, args, lang) or fault.format_message()
        told = marked(told) if lang == "zh" else told
        click.UsageError(told, getattr(fault, "ctx", None)).show()
        return fault.exit_code
    except SetupFault as fault:
        from kamdocs.words import fault_words

        mistyped = fault.code in _WRONG_USE
        for one in sorted((fault, *fault.more), key=lambda one: one.line):
            if mistyped:
                one.file = ""
            click.echo(fault_words(one, lang), err=True)
        return Exit.USAGE if mistyped else Exit.UNREADABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo(Text("已中断", "Interrupted.").say(lang), err=True)
        return Exit.INTERRUPTED
    except OSError as fault:
        return _refused(fault, lang)
    return int(code or 0)


def _refused(fault: OSError, lang: Lang) -> int:
    """Say what the system refuses, where no other code has reported it: about a file (KD902), or,
    where it names no file, about what is printed (KD914). Returns the exit code."""
    from kamdocs.words import fault_words

    if not fault.filename:
        _print_no_more()
    code = "KD902" if fault.filename else "KD914"
    told = SetupFault(code, {"reason": reason(fault)}, str(fault.filename or ""))
    click.echo(fault_words(told, lang), err=True)
    return Exit.UNREADABLE


def _nowhere(fault: OSError, lang: Lang) -> int:
    from kamdocs.words import fault_words

    told = SetupFault("KD990", {"reason": reason(fault)})
    click.echo(fault_words(told, lang), err=True)
    return Exit.UNREADABLE


def main() -> NoReturn:
    """The entry point: prepare the console and the garbage collector, run, and exit."""
    consoles.both()
    gc.set_threshold(_RUBBISH)
    code = run(sys.argv[1:])
    gc.freeze()  # the process is about to end, and need not be searched for garbage once more
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done, and the exit code is known
    if code == Exit.INTERRUPTED:
        kamdocs.cli.leave(code)
    sys.exit(code)


def _flush() -> None:
    """Flush stdout. That a reader went away (``| head``) is no error: Click handles it while it
    writes, and here what is left is thrown away."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _print_no_more()


def _print_no_more() -> None:
    """Send stdout to the null device: what could not be printed would fail again when Python
    ends."""
    with suppress(OSError):  # stdout may be something other than a file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
