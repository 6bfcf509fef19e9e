"""The picture at the head of the READMEs: a sheet, what kamdocs says of it, and two documents.

All that it shows is read from the sample quarter and from what the commands say of it now.
"""

import html
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

WIDTH, HEIGHT = 1210, 505
SHEET = "拜访报告-2026-08.xlsx"
WRONG = "B3"
"""The cell of the sheet of which the excerpt tells."""
_COLUMNS, _ROWS = "ABDFI", range(1, 7)
_CLAUSE = "  4.2.1.3b "
_STYLE = """
body {margin: 0; background: #f5f6f8; font: 12px 'Noto Sans CJK SC', sans-serif; color: #222}
main {display: flex; gap: 14px; padding: 14px; height: 477px}
div {display: flex; flex-direction: column; gap: 14px}
section {background: #fff; border: 1px solid #ccd; border-radius: 6px; padding: 8px;
  overflow: hidden; flex: none; display: flex; flex-direction: column}
h1 {font-size: 13px; font-weight: normal; margin: 0 0 4px 4px; width: 264px; overflow: hidden;
  white-space: nowrap; text-overflow: ellipsis}
table {border-collapse: collapse; width: 100%; font-size: 11px}
td, th {border: 1px solid #d4d4d4; padding: 1px 6px; text-align: left; font-weight: normal}
th {background: #eef2f8; color: #777}
.wrong {background: #fcdcdc; color: #a11}
pre {background: #1d2330; color: #eee; border-radius: 4px; margin: 0; padding: 5px 8px;
  font: 10.3px/1.42 'Noto Sans Mono CJK SC', monospace; white-space: pre; flex: 1}
.head {color: #8ab4f8} .bad {color: #f28b82} .dim {color: #9aa0aa}
img {width: 270px; border: 1px solid #ddd}
"""


def page(folder: Path, said: str, documents: Sequence[tuple[str, Path]]) -> str:
    """The picture as a page: the sheet in a folder, an excerpt of what was said, and of each
    document its name and its first page, drawn."""
    shown = "".join(
        f"<section><h1>{html.escape(name)}</h1><img src='{drawn.as_uri()}'></section>"
        for name, drawn in documents
    )
    return (
        f"<meta charset='utf-8'><style>{_STYLE}</style><main><div style='width: 574px'>"
        f"<section><h1>{SHEET}</h1><table>{''.join(_sheet(folder / SHEET))}</table></section>"
        f"<section style='flex: 1'><h1>kamdocs check</h1>"
        f"<pre>{chr(10).join(map(_line, _excerpt(said.splitlines())))}</pre></section></div>"
        f"{shown}</main>"
    )


def _sheet(path: Path) -> Iterator[str]:
    sheet = load_workbook(path).worksheets[0]
    yield f"<tr><th></th>{''.join(f'<th>{one}</th>' for one in _COLUMNS)}</tr>"
    for row in _ROWS:
        cells = [f"{column}{row}" for column in _COLUMNS[: None if row > 1 else 1]]
        yield f"<tr><th>{row}</th>"
        for cell in cells:
            mark = " class='wrong'" if cell == WRONG else ""
            wide = f" colspan='{len(_COLUMNS)}'" if row == 1 else ""
            yield f"<td{mark}{wide}>{_shown(sheet[cell].value)}</td>"
        yield "</tr>"


def _shown(value: object) -> str:
    said = value.date() if isinstance(value, datetime) else value or ""
    return html.escape(str(said))


def _excerpt(lines: Sequence[str]) -> Iterator[str]:
    """The head, one clause with what is said of it, and what is said of the wrong cell."""
    yield from lines[:3]
    yield ""
    yield from _with_what_follows(lines, _CLAUSE)
    yield ""
    cell = next(line for line in lines if line.startswith("KD") and line.endswith(f"!{WRONG}"))
    yield from _with_what_follows(lines, cell)


def _with_what_follows(lines: Sequence[str], begins: str) -> Iterator[str]:
    """The first line that begins so, and those below it that are set in further."""
    at = next(at for at, line in enumerate(lines) if line.startswith(begins))
    deep = _depth(lines[at])
    yield lines[at]
    for line in lines[at + 1 :]:
        if _depth(line) <= deep:
            return
        yield line


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _line(line: str) -> str:
    bare = line.strip()
    kind = "dim" if bare.startswith(("'", "处理")) else ""
    kind = "bad" if bare.startswith(("结论", "KD")) else kind
    kind = "head" if " v1" in bare else kind
    return f"<span class='{kind}'>{html.escape(line)}</span>"
