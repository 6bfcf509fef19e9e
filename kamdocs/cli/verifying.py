"""The results of holding documents against their seals, as lines and as JSON."""

import json
from collections.abc import Iterator, Sequence

from kamdocs.cli.exits import Exit
from kamdocs.forms import Held, Key
from kamdocs.model import Lang, Text
from kamdocs.reports import Line
from kamdocs.words import phrases, place_words, what

FORMAT = "kamdocs-verify/1"
_UNCHANGED = Text("生成之后没有改过", "unchanged since it was made")
_CHANGED = Text("生成之后改过", "changed since it was made")
_NOT_JUDGED = Text("无法核对", "cannot be judged")
_KEYS = {
    Key.NONE: Text("封签没有密钥", "the seal has no key"),
    Key.NOT_TRIED: Text(
        "封签有密钥，没有核对（用--seal-key）", "the key of the seal was not looked at (--seal-key)"
    ),
    Key.HOLDS: Text("密钥相符", "the key fits"),
    Key.WRONG: Text("密钥不符", "the key does not fit"),
}
_SAME_WORDS = Text("内容没有改过", "its words are unchanged")
_LINE = Text("{file}：{state}（{key}）", "{file}: {state} ({key})")
_PLAIN = Text("{file}：{state}", "{file}: {state}")
_TOTAL = Text(
    "{all}份：{unchanged}份没有改过，{changed}份改过或密钥不符，{unjudged}份无法核对",
    "{all:document|documents}: {unchanged} unchanged, {changed} changed or with another key, "
    "{unjudged} not judged",
)


def held_lines(held: Sequence[Held], lang: Lang) -> Iterator[Line]:
    """A line for each document with its findings below it, and a last line with the totals."""
    for one in held:
        facts = {"file": one.file, "state": _state(one, lang), "key": _KEYS[one.key].say(lang)}
        style = "pass" if one.unchanged else "error"
        yield Line((_LINE if one.judged else _PLAIN).fill(lang, facts), 0, style)
        for finding in one.findings:
            level = phrases.LEVELS[finding.level].say(lang)
            place = place_words(finding.place, lang) if finding.place else ""
            yield Line(f"{finding.code} {level} {place} {what(finding, lang)}", 1)
    counts = {
        "all": len(held),
        "unchanged": sum(one.unchanged for one in held),
        "changed": sum(one.judged and not one.unchanged for one in held),
        "unjudged": sum(not one.judged for one in held),
    }
    yield Line(_TOTAL.fill(lang, {name: str(count) for name, count in counts.items()}), 0, "title")


def _state(one: Held, lang: Lang) -> str:
    if not one.judged:
        return _NOT_JUDGED.say(lang)
    if one.unchanged:
        return _UNCHANGED.say(lang)
    changed = any(finding.code != "KD960" for finding in one.findings)
    return (_CHANGED if changed else _SAME_WORDS).say(lang)


def held_json(held: Sequence[Held], lang: Lang) -> str:
    """The results as JSON."""
    documents = [
        {
            "file": one.file,
            "form": one.form,
            "state": "unchanged" if one.unchanged else "changed" if one.judged else "not-judged",
            "key": one.key.value if one.judged else None,
            "findings": [
                {
                    "code": finding.code,
                    "place": str(finding.place),
                    "message": what(finding, lang),
                }
                for finding in one.findings
            ],
        }
        for one in held
    ]
    told = {"format": FORMAT, "documents": documents}
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n"


def exit_code(held: Sequence[Held]) -> int:
    """The exit code: 3 where a document could not be judged, 1 where one was changed or its key
    does not fit, else 0."""
    if not all(one.judged for one in held):
        return Exit.UNREADABLE
    return Exit.CLEAN if all(one.unchanged for one in held) else Exit.FINDINGS
