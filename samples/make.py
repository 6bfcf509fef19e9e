"""Writes the sample workbooks from the tables in ``data/``, the same bytes each time.

``python samples/make.py`` writes them in place; a folder may be named to write them elsewhere.
"""

import copy
import csv
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import canonicalize

import xlsxwriter
import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import (
    column_index_from_string,
    coordinate_from_string,
    get_column_letter,
)
from openpyxl.worksheet.worksheet import Worksheet
from stdnum.cn import uscc

HERE = Path(__file__).resolve().parent
FILES = HERE.parent / "tests" / "files"
"""Workbooks of formats that cannot be written here."""
COMPANY = "江苏澄岚电梯部件有限公司"
MADE_ON = datetime(2026, 10, 8)
KEYS = {
    "customer": "code",
    "visit": "visit_no",
    "visit_plan": "plan_no",
    "document": "document_no",
    "meeting": "meeting_no",
    "issue": "issue_no",
    "service": "service_no",
    "attestation": "attestation_no",
    "waiver": "waiver_no",
    "preference": "preference_no",
    "order_exception": "order_no",
}
HEADING_FILL = "DDEBF7"
WIDTH = 18
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Row = dict[str, Any]
Tables = dict[str, dict[str, Row]]
"""For each kind of record its rows by key: the customer's code, the visit's number, ..."""
Cell = str | int | date | None


@dataclass
class Sheet:
    """What is written to one sheet; ``heading`` is the number of its heading row.

    ``merged`` are ranges and ``hidden_rows`` numbers of rows; only ``by_openpyxl`` knows them,
    and ``state``.
    """

    name: str
    cells: list[list[Cell]]
    heading: int = 1
    merged: Iterable[str] = ()
    hidden_rows: Iterable[int] = ()
    state: Literal["visible", "hidden", "veryHidden"] = "visible"

    def put(self, cell: str, value: Cell) -> None:
        """Change one cell, named as in Excel."""
        letters, row = coordinate_from_string(cell)
        column = column_index_from_string(letters)
        line = self.cells[row - 1]
        line.extend([None] * (column - len(line)))
        line[column - 1] = value


def load(name: str) -> Any:
    """A file of data; one's own copy, to be changed at will."""
    return copy.deepcopy(_loaded(name))


@cache
def _loaded(name: str) -> Any:
    return yaml.safe_load((HERE / "data" / f"{name}.yaml").read_text(encoding="utf-8"))


# The company's tables


def company() -> Tables:
    """The quarter in which everything was done."""
    customers = _customers()
    return {
        "customer": customers,
        "visit": {visit["visit_no"]: visit for visit in load("visits")["visits"]},
        "business_status": _business_status(customers),
        "document": {row["document_no"]: row for row in load("documents")["documents"]},
        **{kind: _by_key(kind, rows) for kind, rows in _registers().items()},
    }


def _registers() -> dict[str, list[Row]]:
    return {**load("registers"), **load("grading")}


def _by_key(kind: str, rows: Iterable[Row]) -> dict[str, Row]:
    """Rows by their number; by customer, or customer and stage, where the kind has none."""
    if kind in KEYS:
        return {row[KEYS[kind]]: row for row in rows}
    return {f"{row['customer']} {row.get('stage', '')}".strip(): row for row in rows}


def _customers() -> dict[str, Row]:
    data = load("company")
    found = {}
    for written in data["customers"]:
        row = {**data["defaults"], **data["managers"][written["account_manager"]], **written}
        found[row["code"]] = {**row, "credit_code": credit_code(row["credit_code"])}
    return found


def credit_code(stem: str) -> str:
    """The code with both its check digits: that of the organisation (GB 11714), then its own."""
    weighted = zip(stem[8:], (3, 7, 9, 10, 5, 8, 4, 2), strict=True)
    rest = -sum(int(one, 36) * weight for one, weight in weighted) % 11
    whole = stem + "0123456789X"[rest]
    return whole + str(uscc.calc_check_digit(whole))


def _business_status(customers: Mapping[str, Row]) -> dict[str, Row]:
    data = load("status")
    notes = {(note["customer"], note["month"]): note for note in data["notes"]}
    found = {}
    for index, (month, (submitted_on, reason)) in enumerate(data["months"].items()):
        for code, usual in data["customers"].items():
            found[f"{code} {month}"] = {
                **dict.fromkeys(("quality_issues", "delivery_issues"), "无"),
                **dict.fromkeys(("service_issues", "complaints", "threats"), "无"),
                **usual,
                "volume": usual["volumes"][index],
                "fluctuation": reason,
                "measures": "按计划跟进",
                "measure_owner": customers[code]["account_manager"],
                "reporter": customers[code]["account_manager"],
                "department": data["department"],
                "submitted_on": submitted_on,
                "submitted_to": data["submitted_to"],
                "customer": code,
                "month": month,
                **notes.get((code, month), {}),
            }
    return found


def as_it_went(tables: Tables, changes: Iterable[Row]) -> Tables:
    """The same tables with rows changed, added and dropped."""
    for change in changes:
        rows = tables[change["kind"]]
        if change.get("drop"):
            del rows[change["row"]]
        elif "add" in change:
            rows[change["row"]] = dict(change["add"])
        else:
            rows[change["row"]] = {**rows[change["row"]], **change["set"]}
    return tables


def filled(kind: str, key: str, row: Row, customers: Mapping[str, Row]) -> Row:
    """The row as it stands in a sheet, with what its kind usually has; its own words win."""
    usual: Row = {KEYS[kind]: key} if kind in KEYS else {}
    if "customer" in row:
        usual["customer_code"] = row["customer"]
        usual["customer_name"] = customers[row["customer"]]["name"]
    if kind == "visit":
        usual |= _usual_visit(row)
        row = {name: value for name, value in row.items() if name != "matters"}
        row["counterparts"] = "\n".join(row.get("counterparts") or ())
    if kind == "customer":
        row = {**row, "key_people": "\n".join(row["key_people"])}
    return {**usual, **row}


def _usual_visit(row: Row) -> Row:
    matters = row.get("matters") or ()
    columns = zip(*matters, strict=True) if matters else ((),) * 4
    names = ("matters", "outcomes", "action_owners", "action_dues")
    return {
        "visit_kind": "计划拜访",
        "visit_mode": "上门拜访",
        "status": "已完成",
        "filled_by": row["visitors"].split("、")[0],
        "reviewed_by": "顾明远",
        **{
            name: "\n".join(str(one) for one in column)
            for name, column in zip(names, columns, strict=True)
        },
    }


# From tables to sheets


def laid_out(layout: Row, tables: Tables) -> Sheet:
    """One sheet of a workbook: title, note, headings, rows."""
    kind = layout["kind"]
    above = [[layout[line]] for line in ("title", "note") if line in layout]
    rows = [
        filled(kind, key, tables[kind][key], tables["customer"])
        for key in layout.get("rows", tables[kind])
    ]
    for field, starts in layout.get("where", {}).items():
        rows = [row for row in rows if row[field].startswith(tuple(starts))]
    body = [
        [spelled(row.get(field), field, layout, turn) for field in layout["columns"].values()]
        for turn, row in enumerate(rows)
    ]
    cells: list[list[Cell]] = [*above, list(layout["columns"]), *body]
    return Sheet(layout["name"], cells, len(above) + 1)


def spelled(value: Any, field: str, layout: Row, turn: int) -> Cell:
    """A value as people write it; ``turn`` goes through the spellings of days and months."""
    if isinstance(value, date):
        styles = layout.get("dates", ["cell"])
        return SPELLINGS[styles[turn % len(styles)]](value)
    if field == "month":
        year, month = value.split("-")
        return value if turn % 3 else f"{year}年{int(month)}月"
    if field in layout.get("text", ()):
        return f"{value:,}"
    written: Cell = None if value == "" else value
    return written


SPELLINGS: dict[str, Callable[[date], Cell]] = {
    "cell": lambda day: day,
    "hanzi": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "slash": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dot": lambda day: f"{day.year}.{day.month}.{day.day}",
}


def with_columns(layouts: list[Row], columns: Iterable[Row], tables: Tables) -> list[Row]:
    """The layouts with columns that somebody added of their own accord."""
    for more in columns:
        book = next(one for one in layouts if one["file"] == more["file"])
        sheet = next(one for one in book["sheets"] if one["name"] == more["sheet"])
        pairs = list(sheet["columns"].items())
        place = list(sheet["columns"]).index(more["before"])
        pairs.insert(place, (more["heading"], more["field"]))
        sheet["columns"] = dict(pairs)
        for row in tables[sheet["kind"]].values():
            row[more["field"]] = more["value"]
    return layouts


# From sheets to bytes


def by_openpyxl(sheets: list[Sheet]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = COMPANY
    book.properties.created = MADE_ON
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    raw = BytesIO()
    book.save(raw)
    return repacked(raw.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, line in enumerate(sheet.cells, 1):
        page.append(line)
        for cell in page[number]:
            cell.alignment = Alignment(wrap_text=number >= sheet.heading, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
            if number <= sheet.heading:
                cell.font = Font(bold=True)
            if number == sheet.heading:
                cell.fill = PatternFill("solid", fgColor=HEADING_FILL)
    for column in range(1, len(sheet.cells[sheet.heading - 1]) + 1):
        page.column_dimensions[get_column_letter(column)].width = WIDTH
    page.freeze_panes = f"A{sheet.heading + 1}"
    for area in sheet.merged:
        page.merge_cells(area)
    for row in sheet.hidden_rows:
        page.row_dimensions[row].hidden = True
    page.sheet_state = sheet.state


def by_xlsxwriter(sheets: list[Sheet]) -> bytes:
    raw = BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    book.set_properties({"author": COMPANY, "created": MADE_ON})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    title = book.add_format({"bold": True})
    heading = book.add_format({"bold": True, "text_wrap": True, "bg_color": f"#{HEADING_FILL}"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.set_column(0, len(sheet.cells[sheet.heading - 1]) - 1, WIDTH)
        page.freeze_panes(sheet.heading, 0)
        for row, line in enumerate(sheet.cells):
            above = title if row + 1 < sheet.heading else heading
            for column, value in enumerate(line):
                if isinstance(value, date):
                    page.write_datetime(row, column, value, day)
                elif value is not None:
                    page.write(row, column, value, above if row < sheet.heading else plain)
    book.close()
    return repacked(raw.getvalue())


WRITERS = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter}


def as_text(sheet: Sheet, encoding: str) -> bytes:
    """One sheet with commas between the cells, as Excel saves it on Windows."""
    lines = StringIO(newline="")
    csv.writer(lines).writerows(sheet.cells)
    return lines.getvalue().encode(encoding)


def repacked(workbook: bytes) -> bytes:
    """The same parts in fixed order, without the day of writing.

    Uncompressed and as canonical XML, since compressors and XML writers differ among machines.
    """
    raw = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(workbook)) as old,
        zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.create_system = 0
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = rb"\g<1>" + MADE_ON.isoformat().encode() + b"Z<"
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*<", stamp, content)
            new.writestr(part, DECLARATION + canonicalize(content.decode()))
    return raw.getvalue()


# What is written


def quarters() -> dict[str, bytes]:
    """``good`` and ``2026Q3`` by path."""
    went = load("quarter")
    tables = as_it_went(company(), went["changes"])
    sets = {
        "good": (load("layouts")["workbooks"], company()),
        "2026Q3": (with_columns(load("layouts")["workbooks"], went["columns"], tables), tables),
    }
    return {
        f"{name}/{book['file']}": WRITERS[book["writer"]](
            [laid_out(sheet, tables) for sheet in book["sheets"] if tables[sheet["kind"]]]
        )
        for name, (books, tables) in sets.items()
        for book in books
    }


def bad_cases() -> dict[str, bytes]:
    """One folder a fault: its workbook, and what must be found in it."""
    data = load("bad")
    files: dict[str, bytes] = {}
    for case in data["cases"]:
        expected = {
            "title": case["title"],
            "command": "validate",
            "as_of": data["as_of"],
            "found": case["found"],
            "exit": case.get("exit", 1),
        }
        folder = f"bad/{case['case']}"
        for book in (case, *case.get("also", ())):
            files[f"{folder}/{book['file']}"] = _bad_file(book, data["sheets"])
        written = yaml.safe_dump(expected, allow_unicode=True, sort_keys=False, width=200)
        files[f"{folder}/case.yaml"] = written.encode()
    return files


def _bad_file(case: Row, layouts: Mapping[str, Row]) -> bytes:
    if "text" in case:
        return str(case["text"]).encode()
    if "copy" in case:
        return (FILES / str(case["copy"])).read_bytes()
    if "grids" in case:
        return by_openpyxl([Sheet(name, **grid) for name, grid in case["grids"].items()])
    sheets = _small_workbook(case, layouts)
    if "csv" in case:
        return as_text(sheets[0], case["csv"])
    plain = case.get("visits") and "looks" not in case
    return WRITERS["xlsxwriter" if plain else "openpyxl"](sheets)


def _small_workbook(case: Row, layouts: Mapping[str, Row]) -> list[Sheet]:
    """The sound sheets with what a case changes in them."""
    wanted = ["客户档案", "拜访报告"] if case.get("visits") else ["客户档案"]
    sheets = {name: _small(name, layouts[name], case.get("without", ())) for name in wanted}
    for name, row in case.get("repeat", {}).items():
        sheets[name].cells.append(list(sheets[name].cells[row - 1]))
    for name, rows in case.get("below", {}).items():
        sheets[name].cells.extend(rows)
    for target, value in case.get("cells", {}).items():
        sheet, cell = target.split("!")
        sheets[sheet].put(cell, value)
    for name, rows in case.get("only", {}).items():
        cells = sheets[name].cells
        sheets[name].cells = [cells[0], *(cells[row - 1] for row in rows)]
    for name, looks in case.get("looks", {}).items():
        sheets[name] = replace(sheets[name], **looks)
    return list(sheets.values())


def _small(name: str, layout: Row, without: Iterable[str]) -> Sheet:
    columns = {
        heading: field for heading, field in layout["columns"].items() if heading not in without
    }
    return laid_out({**layout, "name": name, "columns": columns}, company())


def of_a_sector() -> dict[str, bytes]:
    """The workbook of a company under a policy of its trade."""
    sheets = [Sheet(name, cells) for name, cells in load("delivery").items()]
    return {"delivery/2026Q3.xlsx": by_xlsxwriter(sheets)}


def write(folder: Path) -> None:
    for name, content in {**quarters(), **bad_cases(), **of_a_sector()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
