"""The first sheet of a blank: what each sheet is, how cells are filled in, and every column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kamdocs.intake.blanks import texts
from kamdocs.intake.blanks.advice import advice_for
from kamdocs.intake.blanks.columns import form, heading, listed
from kamdocs.intake.blanks.looks import Looks, printed
from kamdocs.lettering import LINE_HEIGHT, lines
from kamdocs.model import Lang, column_letters, joined
from kamdocs.sheets import Field, SheetSchema
from kamdocs.words import phrases

_WIDTHS = (26, 10, 17, 42, 34, 46)
_LAST = len(_WIDTHS) - 1


@dataclass
class _Page:
    """A worksheet that is written downwards; ``row`` is the next, ``said`` the words of each."""

    sheet: Any
    looks: Looks
    lang: Lang
    said: list[list[str]] = field(default_factory=list)

    @property
    def row(self) -> int:
        return len(self.said)

    def line(self, cells: Iterable[tuple[int, int, str, str]]) -> None:
        """A row of cells, each from a column to a column with its words and style."""
        most = 1
        cells = list(cells)
        for first, last, words, style in cells:
            most = max(most, lines(words, sum(_WIDTHS[first : last + 1]) - 2))
            if first < last:
                self.sheet.merge_range(self.row, first, self.row, last, "", self.looks[style])
            if words:
                self.sheet.write_string(self.row, first, words, self.looks[style])
            else:
                self.sheet.write_blank(self.row, first, None, self.looks[style])
        self.sheet.set_row(self.row, most * LINE_HEIGHT + 4)
        self.said.append([words for _, _, words, _ in cells])

    def section(self, words: str) -> None:
        self.said.append([])
        self.line([(0, _LAST, words, "section")])
        self.sheet.set_row(self.row - 1, 24)


def fill(sheet: Any, named: Mapping[str, SheetSchema], looks: Looks, lang: Lang) -> list[list[str]]:
    """Write the help into an empty worksheet of XlsxWriter; ``named`` are the sheets it is about.

    Returns the words of each row.

    What stands here is not to be taken for records, should the stamp be lost: no row holds two
    headings, and where a field is named its column stands before it in the cell.
    """
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    page = _Page(sheet, looks, lang)
    page.line([(0, _LAST, texts.GUIDE.say(lang), "title")])
    sheet.set_row(0, 30)
    page.line([(0, _LAST, texts.INTRO.say(lang), "text")])
    _sheets(page, named)
    page.section(texts.RULES.say(lang))
    for advice in advice_for(named.values()):
        topic, words = advice.topic.say(lang), advice.words.say(lang)
        page.line([(0, 0, topic, "name"), (1, _LAST, words, "cell")])
    for schema in named.values():
        _columns(page, schema)
    printed(sheet, lang)
    sheet.hide_gridlines(2)
    return page.said


def _sheets(page: _Page, named: Mapping[str, SheetSchema]) -> None:
    page.section(texts.SHEETS.say(page.lang))
    for name, schema in named.items():
        needed = [one.label.say(page.lang) for one in schema.fields.values() if one.required]
        facts = {"counted": schema.counted.say(page.lang), "fields": str(len(schema.fields))}
        names = {"names": joined(needed, page.lang)}
        asked = texts.NEEDED.fill(page.lang, names) if needed else texts.NONE_NEEDED.say(page.lang)
        row = page.row
        page.line([
            (0, 0, name, "link"),
            (1, 3, texts.ONE_ROW.fill(page.lang, facts), "cell"),
            (4, _LAST, asked, "cell"),
        ])  # fmt: skip
        quoted = name.replace("'", "''")
        page.sheet.write_url(row, 0, f"internal:'{quoted}'!A1", page.looks["link"], name)


def _columns(page: _Page, schema: SheetSchema) -> None:
    page.section(texts.FIELDS.fill(page.lang, {"title": schema.title.say(page.lang)}))
    page.line((at, at, one.say(page.lang), "head") for at, one in enumerate(texts.COLUMNS))
    group = ""
    for number, one in enumerate(schema.fields.values(), 1):
        if one.group != group:
            group = one.group
            page.line([(0, _LAST, schema.groups[group].say(page.lang), "group")])
        page.line(_column(number, one, page.lang))
    if schema.checks:
        words = "\n".join(check.text.say(page.lang) for check in schema.checks)
        page.line([(0, 0, phrases.ROW_RULES.say(page.lang), "name"), (1, _LAST, words, "cell")])


def _column(number: int, one: Field, lang: Lang) -> list[tuple[int, int, str, str]]:
    asked = (phrases.REQUIRED if one.required else texts.OPTIONAL).say(lang)
    label = heading(one) if lang == "zh" else f"{heading(one)} {one.label.en}"
    return [
        (0, 0, f"{column_letters(number)}  {label}", "name"),
        (1, 1, asked, "required" if one.required else "free"),
        (2, 2, form(one, lang), "cell"),
        (3, 3, one.help.say(lang), "cell"),
        (4, 4, one.example, "cell"),
        (5, 5, listed(one, lang), "cell"),
    ]
