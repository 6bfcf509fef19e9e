"""Explains why a YAML or TOML file cannot be parsed, in words that its author understands.

The parsers speak of tokens and mappings, in English. The actual slip is mostly something else: a
full-width colon from an input method, a tab in the indentation, a quotation mark that is not
closed. Here the lines in question are searched for such slips.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kamdocs.lazy import lazy
from kamdocs.text import Said, Text

_TAB = Text("缩进里有制表符（Tab键），要改用空格", "a tab in the indentation; use blanks")
_ODD_BLANK = Text(
    "缩进里有全角空格或不换行空格，要改用普通空格",
    "the indentation has full-width or no-break spaces; use plain blanks",
)
_COLON = Text(
    "冒号是全角的“：”，要用英文冒号“:”，后面空一格",
    "a full-width colon “：”; write “:” with a blank behind it",
)
_NO_BLANK = Text("英文冒号后面要空一格", "a blank is needed behind the colon")
_DASH = Text(
    "行首的横线要用英文的“-”，后面空一格",
    "an entry of a list begins with “-” and a blank",
)
_BRACKETS = Said(
    "括号是全角的，要用英文的[ ]、{ }", "full-width brackets; use the plain [ ] and { }"
)
_COMMA = Text("逗号是全角的，要用英文逗号“,”", "a full-width comma; use “,”")
_QUOTE = Text("引号没有成对", "a quotation mark has no second one")
_PAIRS = Text(
    "括号没有成对，或括号里的各项没有用英文逗号隔开",
    "brackets do not pair up, or what stands in them is not parted by commas",
)
_IN_WORDS = Text(
    "文字里有英文冒号加空格“: ”，整段要用英文双引号括起来",
    "words with a colon and a blank “: ” want straight double quotes around them",
)
SIGN = Text(
    "以@、*、&、!、%、`开头的文字，要用英文双引号括起来",
    "words that begin with @, *, &, !, % or ` want straight double quotes around them",
)
_HASH = Text(
    "空格加“#”后面的都当作说明；要当文字，整段用英文双引号括起来",
    "what follows a blank and “#” is a remark; put words that have it into straight double quotes",
)
_INDENT = Text(
    "缩进与前面各行对不上：同一层的各项要从同一列开始",
    "the indentation does not fit the lines above: entries of one level begin in one column",
)
_NO_COLON = Text(
    "这里少了英文冒号，或冒号后面没有空格",
    "a colon is lacking here, or the blank behind it",
)
ANOTHER = Text(
    "后面又从“---”开始了一份；一个文件只写一份",
    "another document begins (“---”); a file holds one",
)
_NO_HEAD = Text(
    "“- ”开头的一条上面要有它的标题，如rules:；标题行首有“#”的，也要去掉",
    "above an entry with “- ” stands its heading, such as rules:; where that has a “#” before "
    "it, take it off too",
)
NO_NAME = Text(
    "冒号前面的名称不能是列表或分项", "what stands before a colon is a name, no list or entries"
)
_NO_TEXT = Text("有文字里不该有的字符{sign}", "a character that is none of a text: {sign}")
_MIXED = Text(
    "不是文字文件，或几种编码混在一起", "no file of text, or several encodings are mixed in it"
)
BACKSLASH = Text(
    "双引号里不能写“\\”；路径改用“/”，如制度/我的.yaml",
    "no “\\” within double quotes; write paths with “/”",
)
_LONGEST = 2_000
"""The number of characters of a line that are looked at; people write no longer lines."""

_STRAIGHT = Text("引号是全角的，要用英文双引号", "full-width quotation marks; use straight ones")
_EQUALS = Text("名称和值之间用英文等号“=”", "between a name and its value stands a plain “=”")
_REMARK = Text("说明前面写“#”，不写“//”", "a remark begins with “#”, not with “//”")
_ENTRY_TWICE = Text("这一项前面已经写过", "the entry stands further above already")
_SECTION_TWICE = Text(
    "这一节前面已经写过，要合并成一节",
    "the section stands further above already; make one of the two",
)
_TRUTH = Text("是或否要写成true、false", "yes and no are written true and false")
_IN_QUOTES = Text("文字要用英文双引号括起来", "words want straight double quotes around them")
_OF_LETTERS = Text(
    '方括号里的中文要用英文双引号括起来，如[headings."客户档案"]',
    "a name in brackets that is not of plain letters wants straight double quotes around it",
)
_NAME_IN_QUOTES = Text(
    '中文的名称要用英文双引号括起来，如"甲方" = "客户名称"',
    "a name that is not of plain letters wants straight double quotes around it",
)
_BEHIND = Text(
    "值后面多写了东西：数字后面不写单位，文字要用英文双引号括起来",
    "something stands behind the value: numbers go without a unit, words in straight double quotes",
)

_IN_A_LINE = (
    (lazy(r"[ \u3000\xa0]*\t"), _TAB),
    (lazy(r" *[\u3000\xa0]"), _ODD_BLANK),
    (lazy(r" *[－—–]"), _DASH),
    (lazy(r" *-[A-Za-z_]"), _DASH),
    (lazy(r"(.*[{,] *)?[ -]*[A-Za-z_][\w-]*\s*："), _COLON),
    (lazy(r"(.*[{,] *)?[ -]*[A-Za-z_][\w-]*:[^\s/\]},]"), _NO_BLANK),
    (lazy(r".*[:\[{,] *[［｛【]"), _BRACKETS),
    (lazy(r".*[］｝】] *([\]},]|$)"), _BRACKETS),
    (lazy(r"(.*[{,] *)?[ -]*[A-Za-z_][\w-]*: *[@`%&*!]"), SIGN),
)
"""Slips in a line of YAML, by the pattern with which the line begins."""
_BY_ITS_WORDS = (
    ("another document", ANOTHER),
    ("end of stream", _QUOTE),
    ("',' or", _PAIRS),
    ("mapping values", _INDENT),
    ("expected ':'", _NO_COLON),
    ("indicator", _INDENT),
    ("expected key", _INDENT),
    ("block end", _INDENT),
    ("alphabetic", SIGN),
    ("start any token", SIGN),
)
"""Slips by the message of the YAML parser, where the line itself shows none."""
_OF_TOML = (
    ("", lazy(r"[^#]*=\s*[“”‘’＂]"), _STRAIGHT),
    ("", lazy(r"[^#\"]*＝"), _EQUALS),
    ("", lazy(r"\s*[［【]"), _BRACKETS),
    ("", lazy(r"\s*//"), _REMARK),
    ("", lazy(r"[^#]*[\u3000\xa0]\s*="), _ODD_BLANK),
    ("Unclosed array", lazy(r".*，"), _COMMA),
    ("Unclosed array", lazy(""), _PAIRS),
    ("'='", lazy(r"[^=]*[:：]"), _EQUALS),
    ("Unescaped", lazy(""), BACKSLASH),
    ("hex", lazy(""), BACKSLASH),
    ("Illegal character", lazy(""), _QUOTE),
    ("Unterminated", lazy(""), _QUOTE),
    ("inline table", lazy(""), _PAIRS),
    ("overwrite", lazy(""), _ENTRY_TWICE),
    ("twice", lazy(""), _SECTION_TWICE),
    ("Invalid value", lazy(r".*[\[,]\s*$"), _PAIRS),
    ("Invalid value", lazy(r".*=\s*(True|False|TRUE|FALSE|是|否|yes|no)\b"), _TRUTH),
    ("Invalid value", lazy(""), _IN_QUOTES),
    ("key part", lazy(""), _OF_LETTERS),
    ("Invalid statement", lazy(""), _NAME_IN_QUOTES),
    ("newline", lazy(""), _BEHIND),
    ("']'", lazy(""), _PAIRS),
)
"""Slips in TOML by the message of the parser and the pattern of the line; the first that fits
counts."""
_NAMED = lazy(r"[ -]*[^\s{:]+: ")
"""The beginning of a line with the name of an entry outside of braces."""
_DAY = lazy(r"\d{4}-\d{1,2}-\d{1,2}$")


class Slip(NamedTuple):
    """The line of a slip, and what is wrong in it."""

    line: int
    reason: Text


def in_yaml(text: str, line: int, words: str, opened: int) -> Slip:
    """The slip that makes a text invalid YAML. ``line`` and ``words`` are those of the parser's
    message; ``opened`` is the line where the entry began that it was reading."""
    lines = [one[:_LONGEST] for one in text.splitlines()]
    for at in _in_question(lines, line, opened):
        reason = _of_line(lines[at - 1], words)
        if reason:
            return Slip(at, reason)
    for at, one in enumerate(lines[:line], 1):
        if _bare(one)[1]:
            return Slip(at, _QUOTE)
    if "expected key" in words and lines[line - 1].lstrip().startswith("- "):
        return Slip(line, _NO_HEAD)
    for said, reason in _BY_ITS_WORDS:
        if said in words:
            return Slip(line, reason)
    return Slip(line, Said("读不懂这一行", words))


def in_toml(text: str, line: int, words: str) -> Text:
    """What makes a text invalid TOML; ``line`` and ``words`` are those of the parser's message."""
    lines = text.splitlines()
    shown = lines[line - 1][:_LONGEST] if 0 < line <= len(lines) else ""
    for said, pattern, reason in _OF_TOML:
        if said in words and pattern.match(shown):
            return reason
    return Said("读不懂这一行", words)


def of_value(word: str) -> Text:
    """Why a word that looks like a day or a number is not a valid one."""
    try:
        if _DAY.match(word):
            date.fromisoformat(word)
    except ValueError:
        return Said(f"日历上没有{word}这一天", f"there is no day {word}")
    return Text("不是能用的数", "it is no number that can be used")


def of_sign(sign: str) -> Text:
    """The reason for refusing a character that may not stand in a text."""
    return _NO_TEXT.filled(sign=f"U+{ord(sign):04X}")


def encoding_of(content: bytes) -> Text:
    """What a file that is not text in UTF-8 seems to be, by its bytes."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[1::2].count(0) > len(content) // 4:
        return Text(
            "像是UTF-16，记事本叫Unicode", "it looks like UTF-16, which Notepad calls Unicode"
        )
    try:
        words = content.decode("gb18030")
    except UnicodeDecodeError:
        return _MIXED
    if "\0" in words:
        return _MIXED
    return Text("像是GBK，记事本叫ANSI", "it looks like GBK, which Notepad calls ANSI")


def _in_question(lines: Sequence[str], line: int, opened: int) -> Iterable[int]:
    """The lines that may have the slip: the one that the parser names, the last line before it that
    is not blank, and the one in which the entry began."""
    before = next((at for at in range(line - 1, 0, -1) if lines[at - 1].strip()), 0)
    return [at for at in dict.fromkeys((line, before, opened)) if 0 < at <= len(lines)]


def _of_line(line: str, words: str) -> Text | None:
    bare, unclosed, cut = _bare(line)
    for pattern, reason in _IN_A_LINE:
        if pattern.match(bare):
            return reason
    if unclosed:
        return _QUOTE
    if not all(bare.count(one) == bare.count(other) for one, other in ("[]", "{}")):
        return _HASH if cut else _COMMA if "，" in bare and "[" in bare else _PAIRS
    if "mapping values" in words or ("',' or" in words and "{" in bare):
        names = bare.count(",") + bare.count("{") + bool(_NAMED.match(bare))
        return _IN_WORDS if bare.count(": ") > names else None
    return None


def _bare(line: str) -> tuple[str, bool, bool]:
    """A line without its quoted texts and its comment; then whether a quote in it is not closed,
    and whether it had a comment."""
    found, quote, before = "", "", " "
    for sign in _escaped(line):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and before in " \t[{,:(":
            quote = sign
            found += sign
        elif sign == "#" and before in " \t":
            return found, False, bool(found.strip())
        else:
            found += sign
        before = sign
    return found, bool(quote), False


def _escaped(line: str) -> Iterator[str]:
    """The characters of a line, without those behind a backslash."""
    behind = False
    for sign in line:
        if behind:
            behind = False
        elif sign == "\\":
            behind = True
        else:
            yield sign
