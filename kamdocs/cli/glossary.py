"""Explains single words of a report: a code, a result, a level."""

import re
import unicodedata
from collections.abc import Iterator

from kamdocs.faults import SetupFault
from kamdocs.lazy import lazy
from kamdocs.model import LANGS, Lang, Status, Text, level_of
from kamdocs.words import STATUSES, VERDICTS, clauses, phrases
from kamdocs.words.codes import CODES
from kamdocs.words.places import OTHERWISE, PLACES
from kamdocs.words.weight import of_level, weight

_TITLE = Text("{code} {name}（{level}）", "{code} {name} ({level})")
_WHAT = Text("含义：{words}", "What: {words}")
_WEIGHT = Text("影响：{words}", "Why it matters: {words}")
_MEND = Text("处理：{words}", "Mend: {words}")
_VERDICTS = Text("各种结果的说法", "How its verdicts are worded")
_WORDED = Text("{status}：{words}", "{status}: {words}")
_CODE = lazy(r"\W?KD\s*(\d\w*)(?:\W.*)?|(\d{3})(?:\s.*)?", re.IGNORECASE | re.DOTALL | re.ASCII)
"""A code, or a line of a report that begins with one: KD208 email, (KD208), KD208是什么; or what is
meant for one, KD2O8."""


def code_in(asked: str) -> str | None:
    """The code in what was asked: KD208, kd 208, 208, or a line that begins with it. None where it
    has no code; SetupFault KD916 for a code that does not exist."""
    found = _CODE.fullmatch(unicodedata.normalize("NFKC", asked))
    if not found:
        return None
    code = f"KD{found[1] or found[2]}"
    if code in CODES:
        return code
    if found[1]:
        raise SetupFault("KD916", {"name": code})
    return None  # a clause may be numbered so


def code_lines(code: str, lang: Lang) -> Iterator[str]:
    """What a code means, why it matters, how to mend it, and how its verdicts are worded."""
    entry = CODES[code]
    level = phrases.LEVELS[level_of(code)].say(lang)
    yield _TITLE.fill(lang, {"code": code, "name": entry.name, "level": level})
    yield _WHAT.fill(lang, {"words": _open(entry.what, lang)})
    yield _WEIGHT.fill(lang, {"words": weight(code).say(lang)})
    yield _MEND.fill(lang, {"words": _open(entry.mend, lang)})
    if code in VERDICTS:
        yield _VERDICTS.say(lang)
        for status, words in VERDICTS[code].items():
            said = {"status": STATUSES[status].say(lang), "words": _open(words, lang)}
            yield f"  {_WORDED.fill(lang, said)}"


def word_lines(asked: str, lang: Lang) -> Iterator[str]:
    """What a result (无法判断) or a level (警告) means, asked for by its word in either language. A
    result is also known by its word in JSON (due-soon) and by a part of its Chinese word that no
    other has (逾期). Nothing for any other word."""
    named = [one for one, text in STATUSES.items() if one.value == asked or _is(asked, text)]
    named = named or _within(asked)
    for status in named:
        yield STATUSES[status].say(lang)
        yield _WHAT.fill(lang, {"words": clauses.MEANS[status].say(lang)})
        mend = clauses.MENDS.get(status) or clauses.MENDS_OF_MANY.get(status)
        yield _MEND.fill(lang, {"words": (mend or clauses.NOTHING_TO_DO).say(lang)})
    for level in (one for one, text in phrases.LEVELS.items() if _is(asked, text)):
        yield phrases.LEVELS[level].say(lang)
        yield _WHAT.fill(lang, {"words": of_level(level).say(lang)})


def _is(asked: str, word: Text) -> bool:
    return asked.casefold() in {word.say(lang).casefold() for lang in LANGS}


def _within(asked: str) -> list[Status]:
    """The status whose Chinese word contains what was asked, if only one does: 逾期, 宽限期."""
    found = [one for one, text in STATUSES.items() if asked in text.zh]
    return found if len(asked) > 1 and len(found) == 1 else []


def _open(words: Text, lang: Lang) -> str:
    """The sentence with descriptions in its places: 「〈栏目〉」未填写."""
    shown = {name: PLACES.get(name, OTHERWISE).say(lang) for name in words.places}
    return words.fill(lang, {name: f"〈{said}〉" for name, said in shown.items()})
