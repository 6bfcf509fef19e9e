"""``kamdocs access``: the register of who read which customers' archives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli import options
from kamdocs.cli.exits import Exit
from kamdocs.faults import SetupFault
from kamdocs.model import Lang, Text, joined

if TYPE_CHECKING:
    from kamdocs.reports import Line
    from kamdocs.sheets import Schemas

HELP = Text("查看、核对查阅登记簿。", "Read and verify the register of access.")
VERIFY_HELP = Text(
    "\b\n核对登记簿：有没有被改动、删去、插入、调换的行。\n"
    "不给PATH时，用kamdocs.toml的[access]里的register。\n"
    "退出码：0完好，1不完好。",
    "Verify a register: whether lines were changed, removed, put in or moved. Without PATH that of "
    "[access] in kamdocs.toml. Exit code: 0 it holds, 1 it does not.",
)
SHOW_HELP = Text(
    "逐条列出登记簿：什么时候、谁、用哪个命令、按什么角色、看了哪些客户的哪些内容。",
    "List a register: when, who, by which command, as which role, what of which customers.",
)
_HEAD_HELP = Text(
    "以前抄下的某一条的校验值：它必须还在登记簿里",
    "The hash of an entry that was kept elsewhere: it must still be in the register.",
)
_CUSTOMER_HELP = Text(
    "只列出看过这家客户（编号）的；可给多次",
    "Only where this customer (by code) was seen; may be given several times.",
)


def command(lang: Lang) -> click.Group:
    """The command in a language."""

    @click.group("access", help=HELP.say(lang))
    def group() -> None: ...

    @group.command("verify", help=VERIFY_HELP.say(lang))
    @click.argument("path", required=False, type=options.A_FILE)
    @click.option("--head", "kept", metavar="HASH", default="", help=_HEAD_HELP.say(lang))
    def verify(path: Path | None, kept: str) -> int:
        return _verify(_register(path), kept.strip(), lang)

    @group.command("show", help=SHOW_HELP.say(lang))
    @click.argument("path", required=False, type=options.A_FILE)
    @click.option(
        "--customer", "customers", multiple=True, metavar="CODE", help=_CUSTOMER_HELP.say(lang)
    )
    def show(path: Path | None, customers: tuple[str, ...]) -> None:
        from kamdocs import register, sheets
        from kamdocs.cli.showing import show_lines

        found = list(register.entries(_register(path)))
        named = sorted({one for entry in found for one in entry["customers"]})
        for customer in customers if named else ():
            if customer not in named:
                click.echo(_not_named(customer, named[0], lang), err=True)
        wanted = [one for one in found if not customers or {*customers} & {*one["customers"]}]
        show_lines(_lines(wanted, sheets.built_in(), lang))

    return group


def _not_named(customer: str, like: str, lang: Lang) -> str:
    from kamdocs.words.register import NOT_NAMED

    return NOT_NAMED.fill(lang, {"customer": customer, "like": like})


def _register(path: Path | None) -> Path:
    from kamdocs.cli.settings import configuration

    found = path or configuration(()).register
    if found is None:
        raise SetupFault("KD956")
    return found


def _verify(path: Path, kept: str, lang: Lang) -> int:
    from kamdocs import register
    from kamdocs.words import register as words

    flaws, count, last = register.verify(path, kept)
    for flaw in flaws:
        facts = {"line": str(flaw.line), "first": str(flaw.first), "last": str(flaw.last)}
        those = words.ONE if flaw.first == flaw.last else words.SEVERAL
        facts["entries"] = those.fill(lang, facts)
        click.echo(words.FLAWS[flaw.wrong].fill(lang, facts))
    if flaws:
        return Exit.FINDINGS
    click.echo(words.INTACT.fill(lang, {"file": str(path), "count": str(count)}))
    if count:
        click.echo(words.LAST.fill(lang, {"hash": last}))
    return Exit.CLEAN


def _lines(found: list[Mapping[str, Any]], schemas: Schemas, lang: Lang) -> Iterator[Line]:
    from kamdocs.reports import Line
    from kamdocs.words import register as words

    for one in found:
        facts = {name: str(one[name]) for name in ("no", "at", "offset", "user", "machine")}
        role = one["role"] or words.EVERYTHING.say(lang)
        said = words.LINE.fill(lang, {**facts, "command": str(one["command"]), "role": str(role)})
        yield Line(said, 0, "title")
        if one["why"]:
            yield Line(words.WHY.fill(lang, {"why": str(one["why"])}), 1)
        yield Line(words.CUSTOMERS.fill(lang, {"customers": joined(one["customers"], lang)}), 1)
        for kind, groups in one["shown"].items():
            yield Line(_shown(kind, groups, schemas, lang), 1)
        for file in one["files"]:
            yield Line(words.FILE.fill(lang, {name: str(said) for name, said in file.items()}), 1)
    if not found:
        yield Line(words.NONE.say(lang))


def _shown(kind: str, groups: list[str], schemas: Schemas, lang: Lang) -> str:
    from kamdocs.words import register as words

    schema = schemas.get(kind)
    titles = [
        schema.groups[one].say(lang) if schema and one in schema.groups else str(one)
        for one in groups
    ]
    title = schema.title.say(lang) if schema else kind
    return words.SHOWN.fill(lang, {"kind": title, "groups": joined(titles, lang) or "-"})
