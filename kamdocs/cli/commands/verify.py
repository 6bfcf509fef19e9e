"""``kamdocs verify``: whether a form still says what it said when it was made."""

from pathlib import Path

import click

from kamdocs.cli import asking, options
from kamdocs.model import Lang, Text

HELP = Text(
    "\b\n看生成的表单后来有没有改过：改过的栏目逐个说明，栏目以外的文字、增删的行也说明。\n"
    "PATH是.docx文件或文件夹。用Word、WPS、LibreOffice另存过而没有改动的，仍算没有改过。\n"
    "封签只记改没改过，不记原来的内容。没有密钥的封签防不了知道它的人重新做一个。\n"
    "退出码：0都没有改过，1有改过的或密钥不符，3有无法核对的。",
    "Say whether forms were changed since they were made: each field that was, words outside of "
    "fields, and lines that were added or taken away. PATH is a .docx file or a folder. One that "
    "was only saved again by Word, WPS or LibreOffice counts as unchanged. A seal tells that "
    "something was changed, not what stood there; without a key it does not keep out people who "
    "know how to make it anew. Exit code: 0 all unchanged, 1 something was changed or the key does "
    "not fit, 3 some file cannot be judged.",
)
_KEY = Text(
    "密钥文件：也核对封签是不是用它做的",
    "A key file: look whether the seals were made with it, too.",
)


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("verify", help=HELP.say(lang))
    @options.paths(lang)
    @asking.seal_key(lang, _KEY)
    @asking.passwords(lang)
    @asking.workers(lang)
    @options.shape(lang)
    def verify(
        paths: tuple[Path, ...], key: bytes, passwords: tuple[str, ...], workers: int, shape: str
    ) -> int:
        from kamdocs import paperwork
        from kamdocs.cli import showing
        from kamdocs.cli.settings import configuration, schemas_for
        from kamdocs.cli.verifying import exit_code, held_json, held_lines
        from kamdocs.faults import SetupFault
        from kamdocs.intake import Door, Limits, Manner

        sources = paperwork.gather_forms(paths)
        if not sources:
            raise SetupFault("KD934", {"paths": tuple(map(str, paths))})
        settings = configuration(paths)
        schemas = schemas_for(settings)
        manner = Manner(Door(passwords, Limits(**settings.limits)), workers)
        with showing.progress([one.shown for one in sources]) as seen:
            held = paperwork.verify_forms(sources, schemas, key, seen, manner)
        if shape == "json":
            showing.show_json((held_json(held, lang),), None)
        else:
            showing.show(held_lines(held, lang), None)
        return exit_code(held)

    return verify
