"""``kamdocs init``: a folder to begin with."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli import completing, options, refusing
from kamdocs.cli.exits import Exit
from kamdocs.faults import SetupFault, is_there
from kamdocs.model import LANGS, Lang, Text, joined, legible

if TYPE_CHECKING:
    from kamdocs.cli.starting import Start

HELP = Text(
    "新建一个工作文件夹：设置kamdocs.toml、这些制度用得到的空表、本公司的制度（沿用自带的，可改）、"
    "放Word模板的文件夹，和一份从填表讲到出报告的使用说明。没有用选项写明的，会问。已有的文件一概不动。",
    "Make a folder to begin with: the configuration kamdocs.toml, blank workbooks of the kinds "
    "that the policies use, a policy of your own for each that follows it and can be changed, a "
    "folder for Word templates, and a README that leads from filling in to the report. What no "
    "option says is asked. Files that are there are left as they are.",
)
_COMPANY = Text("公司名称", "Name of the company.")
_POLICY = Text(
    "用哪个制度：编号（“kamdocs policy list”列出有哪些）；可给多次",
    "A policy to follow, by its id (“kamdocs policy list” says which there are); may be given "
    "several times.",
)
_A_FILE = Text(
    "“{name}”是文件；init要自带的制度。先用最接近的一个新建，再把自己的文件放进去，"
    "在kamdocs.toml的policies里写上它的路径",
    "“{name}” is a file; init takes a policy that comes with kamdocs. Begin with the nearest one, "
    "then put your own file there and name its path under policies in kamdocs.toml",
)
_ASK_LANG = Text("语言（zh中文，en英文）", "Language (zh Chinese, en English)")
_ASK_COMPANY = Text("公司名称", "Name of the company")
_ASK_POLICIES = Text(
    "用哪些制度（写前面的号码，几个之间用逗号）",
    "Which policies (their numbers, with commas between)",
)
_NO_LANG = Text("“{name}”不是zh，也不是en", "“{name}” is neither zh nor en")
_CHOICES = Text("自带的制度：", "Policies that come with kamdocs:")
_NO_SUCH = Text(
    "没有“{name}”；写1到{most}的号码，或制度的编号",
    "there is no “{name}”; write numbers from 1 to {most}, or ids",
)
_NOT_ASKED = Text(
    "没有写明，又没有人可以问；加上 {option}",
    "nothing says it and nobody can be asked; add {option}",
)
_WROTE = Text("写了：", "Written:")
_KEPT = Text("已有，没有动：", "There already, and left as it is:")
_NEXT = Text(
    "下一步：打开“{file}”，从填表做起。", "Next: open “{file}”; it begins with filling in."
)
_USED = Text("用的制度：{policies}", "Policies: {policies}")


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("init", help=HELP.say(lang))
    @click.argument("folder", metavar="DIR", type=options.NEW_FOLDER)
    @click.option("--company", metavar="NAME", help=_COMPANY.say(lang))
    @click.option(
        "--policy",
        "policies",
        multiple=True,
        metavar="ID",
        shell_complete=completing.policies_of_kamdocs,
        help=_POLICY.say(lang),
    )
    @options.as_of(lang)
    @click.pass_context
    def init(
        ctx: click.Context,
        folder: Path,
        company: str | None,
        policies: tuple[str, ...],
        as_of: date,
    ) -> int:
        from kamdocs import compliance
        from kamdocs.cli.starting import start
        from kamdocs.config import NAME

        if is_there(folder / NAME):
            raise SetupFault("KD630", {"name": str(folder)})
        for name in policies:
            if Path(name).suffix.casefold() in (".yaml", ".yml"):
                raise click.UsageError(_A_FILE.fill(lang, {"name": name}))
        policies = tuple(compliance.id_of(name) for name in policies)
        asked = company is None or not policies
        given = ctx.get_parameter_source("lang") is click.core.ParameterSource.COMMANDLINE
        spoken = lang if given or not asked else _language(lang)
        called = _named(company if company is not None else _ask(_ASK_COMPANY, spoken, "--company"))
        chosen = tuple(dict.fromkeys(policies)) or _chosen(spoken)
        # As users know it: with links followed, a drive of the network is no drive any more.
        here = Path(os.path.normpath(folder.absolute()))
        _write(folder, start(called, chosen, spoken, as_of, here))
        return Exit.CLEAN

    return init


def _language(lang: Lang) -> Lang:
    """The language of the company, asked until the answer is a language."""
    while (answer := _ask(_ASK_LANG, lang, "--lang", lang)) not in LANGS:
        click.echo(_NO_LANG.fill(lang, {"name": answer}), err=True)
    return answer


def _named(company: str) -> str:
    """The name of a company, on one line; SetupFault KD631 where it is blank or unprintable."""
    name = company.strip()
    if not name or legible(name) != name:
        raise SetupFault("KD631", {"name": company})
    return name


def _ask(question: Text, lang: Lang, option: str, default: str | None = None) -> str:
    """The answer to a question; UsageError, which names the option to be used instead, where there
    is nobody to ask."""
    try:
        answer: str = click.prompt(question.say(lang), default=default)
    except click.Abort:
        if _answers():
            raise
        raise click.UsageError(_NOT_ASKED.fill(lang, {"option": option})) from None
    return answer


def _answers() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def _chosen(lang: Lang) -> tuple[str, ...]:
    """The ids of the policies that somebody chooses from a list; by default the usual ones."""
    from kamdocs.cli.settings import usual_policies

    known = completing.titles("policies", lang)
    names = list(known)
    click.echo(_CHOICES.say(lang))
    for number, (name, title) in enumerate(known.items(), 1):
        click.echo(f"  {number:>2}  {title} ({name})")
    usual = ",".join(str(names.index(name) + 1) for name in usual_policies())
    while True:
        answer = _ask(_ASK_POLICIES, lang, "--policy", usual)
        parts = [part.strip() for part in answer.replace("，", ",").replace("、", ",").split(",")]
        picked = [_picked(part, names) for part in parts if part]
        if picked and all(picked):
            return tuple(dict.fromkeys(filter(None, picked)))
        wrong = next((part for part in parts if part and not _picked(part, names)), answer)
        facts = {"name": wrong, "most": str(len(names))}
        click.echo(_NO_SUCH.fill(lang, facts), err=True)


def _picked(part: str, names: Sequence[str]) -> str | None:
    if part.isdecimal() and 0 < int(part) <= len(names):
        return names[int(part) - 1]
    return part if part in names else None


def _write(folder: Path, begun: Start) -> None:
    """Write the files that are not there yet, and say what was written and what was left."""
    from kamdocs import config, outputs

    lang = begun.lang
    refusing.alone(folder)
    files = {folder / name: content for name, content in begun.files()}
    kept = [path for path in files if is_there(path)]
    wrote = [path for path in files if path not in kept]
    for name in begun.folders():
        outputs.make_folder(folder / name)
    # A folder in which the configuration is counts as set up: so that comes last.
    for path in sorted(wrote, key=lambda path: path.name == config.NAME):
        outputs.write(path, files[path])
    for words, paths in ((_WROTE, wrote), (_KEPT, kept)):
        if paths:
            click.echo(words.say(lang))
        for path in paths:
            click.echo(f"  {path}")
    titles = joined((one.title.say(lang) for one in begun.policies), lang)
    click.echo(_USED.fill(lang, {"policies": titles}), err=True)
    click.echo(_NEXT.fill(lang, {"file": str(folder / begun.readme)}), err=True)
