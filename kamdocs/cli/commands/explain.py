"""``kamdocs explain``: what a code means and how to mend it."""

import click

from kamdocs.faults import SetupFault
from kamdocs.model import Lang, Text

HELP = Text(
    "解释一个代码（如KD201）：什么意思，怎样改正。",
    "Explain a code such as KD201: what it means and how to mend it.",
)
_WHAT = Text("含义：{words}", "What: {words}")
_MEND = Text("处理：{words}", "Mend: {words}")
_VERDICTS = Text("各种结果的说法", "How its verdicts are worded")


def command(lang: Lang) -> click.Command:
    """The command in a language."""

    @click.command("explain", help=HELP.say(lang))
    @click.argument("code", metavar="CODE")
    def explain(code: str) -> None:
        from kamdocs.model import level_of
        from kamdocs.words import CODES, STATUSES, VERDICTS, phrases

        code = code.strip().upper()
        if code not in CODES:
            raise SetupFault("KD916", {"name": code})
        entry = CODES[code]
        click.echo(f"{code} {entry.name} ({phrases.LEVELS[level_of(code)].say(lang)})")
        click.echo(_WHAT.fill(lang, {"words": _open(entry.what, lang)}))
        click.echo(_MEND.fill(lang, {"words": _open(entry.mend, lang)}))
        if code in VERDICTS:
            click.echo(_VERDICTS.say(lang))
            for status, words in VERDICTS[code].items():
                click.echo(f"  {STATUSES[status].say(lang)}: {_open(words, lang)}")

    return explain


def _open(words: Text, lang: Lang) -> str:
    """The sentence with its places shown as 〈…〉."""
    return words.fill(lang, {name: f"〈{name}〉" for name in words.places})
