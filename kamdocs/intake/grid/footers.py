"""Rows of a table that are no records: blank ones, totals, notes, signatures, examples."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kamdocs.intake.grid.cells import blank, not_blank, plain, shown, trimmed
from kamdocs.intake.grid.day_cells import day_in_cells
from kamdocs.intake.grid.grid import Row, cell_at
from kamdocs.intake.grid.to_come import is_to_come
from kamdocs.lazy import lazy

_LONG_ENOUGH = 4
"""A shorter name of a kind stands in the names of customers, too."""
_COUNT = r"\d+\s*[家户条行项笔个次人](?:客户|单位|企业|拜访|记录|报告)?"
_TOTAL = r"(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|总\s*数|平\s*均[值数]?)"
_TOTALS = lazy(
    rf"(?:.{{0,8}}{_TOTAL}(?:[/／、和及]{_TOTAL})*|汇\s*总|占比|(?:sub|grand)?[\s-]*total|sum|average)"
    rf"(?:数|金额)?\s*(?:{_COUNT})?\s*(?:[(（][^()（）]*[)）])?(?:[:：].{{0,12}})?\Z"
    rf"|[共计合]+\s*{_COUNT}[。.]?\Z",
    re.IGNORECASE,
)
_OF_A_GROUP = lazy(r".+\s(?:汇总|小计|合计|计数|求和|平均值|最[大小]值|total|count)\Z", re.I)
"""What Excel and WPS write below each group (分类汇总), beside nothing but figures: 华东 汇总."""
_FIGURE = lazy(r"[+(-]?[￥¥]?[\d,.]+%?\)?\Z")
_NOTES = lazy(
    r"(备?注|说明|填表说明|填写说明|notes?)\s*[:：]|第\s*\d+\s*页|以上共|[^:：]{1,6}[:：]"
    r"|[(（]?(?:以下空白|(?:以下|[此本]页)无正文|[接续转][上下][页表]|未完待续|本页完)",
    re.IGNORECASE,
)
_LONE = lazy(
    r"(?:部门|单位|公司)?(?:制表|填表|填报|填写|报送|审核|审批|批准|核准|复核|核对|编制|经办|主管|领导|签收|会签"
    r"|打印|说明|备注|注|日期|时间|签[字名章]|盖章|负责人)(?:人|人员|单位|部门|日期|时间|意见|签[字名章])?"
    r"(?:[(（][^()（）]{0,6}[)）])?[:：]?\Z"
)
"""A label with its value in the next cell."""
_SIGNED = lazy(
    r"(?:[^:：]{0,6}(?:制表|填表|填报|审核|批准|主管|领导|签[字名]|盖章)[^:：]{0,6}"
    r"|(?:制单|编制|编写|拟[定稿制]|填写|报送|经办|校对|复核|核对|审[定批]|核准|会签)(?:人|人员|部门|日期)?)\s*[:：]"
)
"""What begins with other words tells of work that is done: 核对数量：已完成."""
_NUMBERED = lazy(
    r"(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．](?!\d)|[\u2460-\u2473]|[※*＊★●•◆▲■→←])\s*"
)
_FIRM = lazy(r"(?:公司|集团|厂|店|中心|院|所|社|行|局|ltd\.?|inc\.?|co\.?|llc|gmbh)\Z", re.I)
_RULES = "—–-=~─━ "
"""What is drawn around the words of a note: ——以上为上旬——."""
_CLOSING = lazy(
    r"以上(?:$|[内数客各均为是]).*|.*[。；]|本表.*|.{0,6}(?:盖章|签[字章])|[\W_]*(?:完|结束|end|※)[\W_]*"
    r"|.{0,12}请?勿(?:外传|外泄|泄露|分发|传播|转发).*|(?:copyright\b|confidential\b|[©Ⓒ]|版权所有).*",
    re.I,
)
"""Words that stand by themselves below a table, or between its rows."""
_LABEL = lazy(r"[:：]")
_ENDS_LIKE_A_LABEL = lazy(r"[^:：]{1,10}[:：]\s*\Z")
_WORDS_OF_EXAMPLE = (
    r"(?:填写)?(?:示例|样例|例子|范例|例如|例|样表|样本|模板|example|sample|e\.g\.)"
    r"(?:行|数据|\d{1,2})?"
)
_EXAMPLE = lazy(
    rf"[(（【\[]{_WORDS_OF_EXAMPLE}[)）】\]]|{_WORDS_OF_EXAMPLE}(?:\s*[:：]|\s*\Z)"
    r"|e\.g\.|如\s*[:：]",
    re.I,
)
_MARKING = lazy(
    r"[*(\[【]?(?:必填|选填|非必填|可选|必填项|选填项|可填|可空|不填|必选|自动填充|下拉|下拉选择"
    r"|必填下拉选择|单选|多选|文本|文字|字符|日期|数字|数值|整数|金额"
    r"|(?:不超过|最多)?\d{1,4}个?字(?:以内|符)?|y{2,4}[-/.年]?m{1,2}([-/.月]?d{1,2}日?)?"
    r"|required|optional|text|date|number"
    r"|(?:n?varchar2?|n?char|(?:tiny|small|big)?int|integer|decimal|numeric|double|float|bool(?:ean)?"
    r"|datetime|timestamp|string)(?:\(\d+(?:,\s*\d+)?\))?)?[)\]】*]?\Z",
    re.IGNORECASE,
)

_HINT = lazy(
    r"[(（【\[*＊]*(?:(?:必[填选]|选填|非必填|可不填)项?(?:[\W_]|\Z)|请[填选输]|格式\s*(?:[:：]|[Yy\d年])|下拉选择)"
)
"""With these words begins what is said of a column; 必选优品（上海）有限公司 is a name."""
_KEY = lazy(r"(?:[a-z]+(?:_[a-z]+\d?|[A-Z][a-z]*)*|F(?:[A-Z][a-z]+)+(?:I[Dd])?)\Z", re.ASCII)
"""A name that a program gives, cust_no, addr_line2, linkMan or FNumber; what else has figures in it
may be the code of a customer."""
_CODE = lazy(r"[A-Z]{0,6}-?\d+(?:-\d+)*\Z", re.ASCII)
"""What is none of the words above: a code or a number."""
_JOINED = lazy(r"_|[A-Z]", re.ASCII)
_COLUMN_NUMBER = lazy(r"\(?(\d{1,2})\)?(?:=[\d()+\-*/×÷ ]+)?")
"""The number of a column, perhaps with what it is reckoned from: (5)=(3)/(4)."""
_COLUMN_LETTERS = ("甲乙丙丁戊己庚辛壬癸", "ABCDEFGHIJ", "abcdefghij")
_NUMBERS_OF_COLUMNS = (["栏次"], ["列次"])
_FEWEST_NUMBERS = 3
_STAMP = lazy(r"[(（]?(?:公司|单位|部门)?(?:盖\s*章|签\s*[章字]|公\s*章)(?:处|栏)?[)）]?")
_PAGE = lazy(r"第\s*\d+\s*页[\s,，/]*(?:共\s*\d+\s*页)?")
_A_DAY = lazy(r"\s*20\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?\s*\Z")
_LABELLED = lazy(r"[^\s:：\d]{2,10}[:：]")


def why_no_record(
    row: Row, filled: Sequence[object], marks: Sequence[int], noted: bool = False
) -> str:
    """Why a row is no record: ``blank``, ``total``, ``note``, ``example`` or ``heading``; empty
    where it is one.

    ``filled`` are its cells that are not blank, ``marks`` those without which nothing is a record.
    A row that begins like a signature is none where they are not all filled in, or where every cell
    is such a label. Below a note (``noted``) a single cell goes on with it, unless it is the name
    of a firm.
    """
    if not filled:
        return "blank"
    first, needed = filled[0], [cell_at(row, index) for index in marks]
    is_example = any(map(_is_example, needed))
    words = trimmed(first) if isinstance(first, str) else ""
    if not isinstance(first, str) or (len(filled) > 1 and _CODE.match(words)):  # as most rows begin
        return "example" if is_example else ""
    if is_total(words) or _sums_up_a_group(words, filled[1:], needed):
        return "total"
    if is_example or _EXAMPLE.match(words):
        return "example"
    if len(filled) == 1 and (_says_something(words) or (noted and not _FIRM.search(words))):
        return "note"
    marked = len(filled) > 1 and not any(map(blank, needed))
    if _signature(filled, words, marked):
        return "note"
    if any(map(_is_hint, needed)) and _hinting(filled):
        return "heading"
    return "heading" if _marking(filled) else ""


def begins_a_record(row: Row, marks: Sequence[int]) -> bool:
    """Whether a row with several filled cells is surely a record, told by its first cell: a code or
    a number, as in most rows. False means only that ``why_no_record`` has to be asked."""
    first = row[0] if row else None
    if not (_CODE.match(first) if isinstance(first, str) else isinstance(first, float)):
        return False
    return not any(_is_example(cell_at(row, index)) for index in marks)


def is_total(cell: object) -> bool:
    """Whether a cell says that the figures of its row are totals."""
    return isinstance(cell, str) and bool(_TOTALS.match(trimmed(cell)))


def _sums_up_a_group(words: str, beside: Sequence[object], needed: Sequence[object]) -> bool:
    """Whether a row is what a program adds up of the rows of a group above it. Where all that a
    record needs is filled in it is one, of a customer that is called so."""
    if not beside or not _OF_A_GROUP.match(words):
        return False
    if len(needed) > 1 and not any(map(blank, needed)):
        return False
    return all(map(_is_figure, beside))


def _is_figure(cell: object) -> bool:
    """Whether a cell is a number; a day or a month is none."""
    if isinstance(cell, str):
        return bool(_FIGURE.match(trimmed(cell)))
    return not isinstance(cell, date)


def labels_who_signs(words: str) -> bool:
    """Whether words are a label of who made or checked a sheet, of when, or of a note: 制表人."""
    return bool(_LONE.match(words))


def is_firm(words: str) -> bool:
    """Whether words end as the name of a firm does."""
    return bool(_FIRM.search(words))


def called_after(text: str, names: Sequence[str]) -> bool:
    """Whether a text names a kind of sheet (contains one of its ``names``) and is not the name of a
    firm."""
    return not is_firm(text) and any(name in text for name in names if len(name) >= _LONG_ENOUGH)


def _says_something(words: str) -> bool:
    """Whether the only words of a row are a note or a title: numbered, closing, with a colon."""
    words = words.strip(_RULES) or words
    numbered = _NUMBERED.match(words)
    if numbered and not _FIRM.search(words):
        return True
    return bool(_NOTES.match(words) or _CLOSING.fullmatch(words) or is_to_come(words))


def _signature(filled: Sequence[object], words: str, marked: bool) -> bool:
    """Whether a row says who made or checked the sheet: labels with their values, in a cell or
    side by side."""
    in_turn = [*_days_in_one(filled)]
    if len(in_turn) <= 2 and _LONE.match(words):
        return True
    if _SIGNED.match(words) and (not marked or _all_labels(_without_days(filled))):
        return True
    if len(filled) > 1 and all(map(_labelled, filled)):
        return True
    if len(filled) > 1 and not marked and _all_labels(filled):
        return True
    every_other = [cell for cell in in_turn[::2] if isinstance(cell, str)]
    if len(every_other) < len(in_turn[::2]):
        return False
    lone = [bool(_LONE.match(trimmed(cell))) for cell in every_other]
    return all(_ENDS_LIKE_A_LABEL.match(trimmed(cell)) for cell in every_other) or (
        len(lone) > 1 and all(lone)
    )


def _days_in_one(filled: Sequence[object]) -> Iterator[object]:
    """Some cells, with those of a day as one: 2026 | 年 | 10 | 月 | 3 | 日."""
    if not any(isinstance(cell, str) and "年" in cell for cell in filled):
        yield from filled
        return
    at = 0
    while at < len(filled):
        cell, after = day_in_cells(filled, at) or (filled[at], at + 1)
        yield cell
        at = after


def _without_days(filled: Sequence[object]) -> list[object]:
    """Some cells without those that hold nothing but a day, as beside who signed: 2026年10月3日."""
    return [cell for cell in filled if not (isinstance(cell, date) or _is_a_day(cell))]


def _is_a_day(cell: object) -> bool:
    return isinstance(cell, str) and bool(_A_DAY.match(trimmed(cell)))


def _labelled(cell: object) -> bool:
    """Whether a cell is a label with its value, says where the stamp goes, or numbers the page."""
    if not isinstance(cell, str):
        return False
    words = trimmed(cell)
    return bool(_LABELLED.match(words) or _STAMP.fullmatch(words) or _PAGE.fullmatch(words))


def _all_labels(filled: Sequence[object]) -> bool:
    return all(isinstance(cell, str) and bool(_LABEL.search(cell)) for cell in filled)


def _is_example(cell: object) -> bool:
    """Whether a cell says in brackets or before a colon that it is an example: （示例）某某公司."""
    found = _EXAMPLE.match(trimmed(cell)) if isinstance(cell, str) else None
    return found is not None and (found[0][0] in "(（【[" or found[0][-1] in ":：")


def _is_hint(cell: object) -> bool:
    """Whether a cell says how its column is to be filled in: 必填，与营业执照一致."""
    return isinstance(cell, str) and bool(_HINT.match(trimmed(cell)))


def _hinting(filled: Sequence[object]) -> bool:
    """Whether most cells of a row say how their columns are to be filled in; a single 请选择 is
    what somebody left of a list to choose from."""
    hints = [cell for cell in filled if _is_hint(cell) or _is_marking(cell)]
    return len(filled) > 1 and 2 * len(hints) > len(filled)


def _marking(filled: Sequence[object]) -> bool:
    """Whether a row only says of each column whether it must be filled in."""
    return len(filled) > 1 and all(map(_is_marking, filled))


def _is_marking(cell: object) -> bool:
    return isinstance(cell, str) and bool(_MARKING.match(plain(cell)))


def is_keys(row: Row) -> bool:
    """Whether a row holds the names by which a program keeps the columns: cust_no, linkMan."""
    filled = not_blank(row)
    names = [cell for cell in filled if isinstance(cell, str) and _KEY.match(trimmed(cell))]
    return 1 < len(filled) == len(names) and any(map(_JOINED.search, names))


def numbers_columns(row: Row) -> bool:
    """Whether a row only numbers the columns, as printed tables do below their headings: 1 2 3, or
    甲 乙 1 2, where letters stand for the columns that hold no figures; perhaps behind 栏次."""
    filled = [plain(shown(cell)) for cell in not_blank(row)]
    filled = filled[filled[:1] in _NUMBERS_OF_COLUMNS :]
    letters = next((one for one in _COLUMN_LETTERS if filled and filled[0] == one[0]), "")
    lead = sum(one == letter for one, letter in zip(filled, letters, strict=False))
    numbers = [_COLUMN_NUMBER.fullmatch(one) for one in filled[lead:]]
    in_order = all(one and int(one[1]) == at for at, one in enumerate(numbers, 1))
    return len(filled) >= _FEWEST_NUMBERS and in_order
