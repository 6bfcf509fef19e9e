"""Text files with separated values: .csv and .tsv, in the encodings that Excel and WPS write."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from kamdocs.intake.grid import Row, Spot
from kamdocs.intake.opening.sniffing import NotOpened
from kamdocs.lazy import lazy
from kamdocs.model import Text
from kamdocs.spreadsheets import COLUMNS

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = lazy("[\0-\x08\x0e-\x1f]")
_CONTROL_BYTE = lazy(rb"[\0-\x08\x0e-\x1f]")
_END = "\x1a"
"""What old programs put behind a text."""
_SEPARATORS = ",\t;|，"
_SAYS_ITSELF = lazy(r"""("?)sep=(.)\1[,;\t]*(?:\r\n?|\n)""", re.IGNORECASE)
_KEPT_AS_TEXT = lazy(r"""="([^"]*)"\Z|'([A-Za-z0-9+-][^']*)\Z""")
"""How programs keep Excel from taking a code for a number: ="002200", '13800138000."""
_LOOKED_AT = 50
_LINES_LOOKED_AT = 100
_LONGEST = 1 << 25
NOT_TEXT = Text("不是表格，也不是文本", "it is neither a sheet nor text")
MIXED = Text("文字编码不一致", "its text is not in one encoding")
_QUOTES = Text("第{line}行起有引号没有成对", "a quotation mark from line {line} on is never closed")


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8 (with a mark or without), UTF-16 or GB18030.

    NotOpened where it is none of these, or no text at all.
    """
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding).removesuffix(_END)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    if _CONTROL_BYTE.search(content):
        raise NotOpened("KD101", NOT_TEXT)
    raise NotOpened("KD183", MIXED)


def text_of(content: bytes) -> str | None:
    """The text of a file, None where it is none."""
    try:
        return decoded(content)
    except NotOpened:
        return None


def _encodings(content: bytes) -> Iterator[str]:
    """The encodings to try. Where the text has a mark, or every other byte is nought, one."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            yield encoding
            return
    head = content[:_LOOKED_AT]
    if 0 in head:
        little = head[1::2].count(0) > head[::2].count(0)
        yield "utf-16-le" if little else "utf-16-be"
        return
    yield from ("utf-8", "gb18030")


def rows_of(text: str) -> list[Row]:
    """The rows of a text with separated values; NotOpened where quotation marks do not pair."""
    says = _SAYS_ITSELF.match(text)
    if says:  # Excel's own line, which it does not show
        text = text[says.end() :]
    separator = says[2] if says else _separator(text)
    before = csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    lines = 0
    try:
        for row in reader:
            rows.append([_bare(cell) for cell in _trimmed(row)])
            lines = reader.line_num
        return rows
    except csv.Error as fault:
        line = str(lines + (2 if says else 1))
        reason = _QUOTES.filled(line=line)
        raise NotOpened("KD101", reason) from fault
    finally:
        csv.field_size_limit(before)


def _trimmed(row: list[str]) -> list[str]:
    """A row without the blanks behind its last cell, where these go on beyond every sheet."""
    if len(row) <= COLUMNS:
        return row
    return row[: next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)]


def far_out(rows: list[Row]) -> tuple[Spot, ...]:
    """A cell that stands in a column which no sheet has, if there is one."""
    beyond = ((number, len(row)) for number, row in enumerate(rows, 1) if len(row) > COLUMNS)
    return tuple(islice(beyond, 1))


def _bare(cell: str) -> str:
    """A cell without what keeps Excel from taking it for a number."""
    kept = _KEPT_AS_TEXT.match(cell) if cell[:1] in ("=", "'") else None
    return (kept[1] or kept[2] or "") if kept else cell


def _separator(text: str) -> str:
    """The sign that splits most of the first lines, and into equally many cells: one that stands in
    the words of cells splits some of them here and there."""
    first = list(islice(io.StringIO(text, newline=""), _LINES_LOOKED_AT))
    return max(_SEPARATORS, key=lambda sign: _fit(first, sign))


def _fit(first: Sequence[str], sign: str) -> tuple[int, int, int]:
    """How many of the first lines a sign splits, how many of them alike, and into how many cells.

    A row has all its lines: those within a cell in quotation marks are no rows of their own for the
    right sign, and are many for one that stands in the words of the cell.
    """
    reader = csv.reader(first, delimiter=sign)
    lines: Counter[int] = Counter()
    before = 0
    try:
        for row in reader:
            if len(row) > 1:
                lines[len(row)] += reader.line_num - before
            before = reader.line_num
    except csv.Error:
        return 0, 0, 0
    if not lines:
        return 0, 0, 0
    width, alike = max(lines.items(), key=lambda one: (one[1], one[0]))
    return lines.total(), alike, width
