"""A folder at the end of a quarter: sheets of every format, sound, faulty and locked, and all that
lies between them. ``UNREADABLE`` and ``NO_SHEETS`` say what becomes of those that are not read."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import docx
import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile

from kamdocs.intake.blanks import blank
from kamdocs.intake.ours.stamps import FORMAT
from kamdocs.sheets import STAMP_SHEET
from tests import desk, office, writers
from tests.writers import Sheet

FILES = desk.example("tests/files")
PASSWORDS = ("秘密123", "2026")
"""Those that the account managers gave; one of them gave none."""

Rows = list[list[object]]
PLACES = (
    *("苏州", "无锡", "常州", "南京", "扬州", "宁波", "温州", "绍兴", "合肥", "芜湖"),
    *("厦门", "泉州", "广州", "佛山", "长沙", "武汉", "成都", "重庆", "西安", "郑州"),
)
TRADES = ("云梯", "锡舟", "升达", "岭阶", "浦轩", "海拓", "恒途")


def customer(number: int, *more: object) -> list[object]:
    name = f"{PLACES[number % len(PLACES)]}{TRADES[number % len(TRADES)]}电梯有限公司"
    return [f"KA-1{number:02}", name, "钱思远", f"0512-634567{number:02}", *more]


HEADINGS: list[object] = ["客户编号", "客户名称", "联系人", "联系电话"]
VISITS: list[object] = ["客户名称", "拜访日期", "出差人员"]


def archive(*numbers: int) -> Sheet:
    return Sheet("客户档案", [HEADINGS, *map(customer, numbers)])


def visits(number: int, *days: object) -> Sheet:
    return Sheet("拜访报告", [VISITS, *([customer(number)[1], day, "李晓雯"] for day in days)])


def form(number: int) -> Rows:
    code, name, contact, phone = customer(number)
    return [["客户名称", name, "客户编号", code], ["联系人", contact, "联系电话", phone], []]


STATUS: Rows = [["客户名称", "月份", "业务量（万元）"], [customer(1)[1], "2026-09", 560]]
REGISTER: Rows = [["文件类型", "提交日期"], ["服务承诺书", date(2026, 1, 8)]]
MENU: Rows = [["星期", "主菜"], ["周一", "红烧肉"]]

SLOPPY = "客户编号,客户名称,更新日期\nＫＡ-136,郑州岭阶电梯厂,26/9/1\n合计,,\n"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
UNCLEAR: Rows = [["拜访日期", "客户名称", "文件类型"], [date(2026, 7, 15), "苏州迅捷", "其他"]]
OLD_STAMP = Sheet(
    STAMP_SHEET, [[FORMAT], ["客户档案", "customer", "0", "x"], [STAMP_SHEET]], state="hidden"
)

SOUND: dict[str, Callable[[], bytes]] = {
    "华东/客户档案.xlsx": lambda: writers.by_openpyxl([archive(1, 2)]),
    "华南/客户档案.xlsx": lambda: writers.by_xlsxwriter([archive(3)]),
    "拜访报告-2026-07.xlsx": lambda: writers.by_xlsxwriter([visits(1, date(2026, 7, 15))]),
    "几种表.xlsm": lambda: writers.by_openpyxl(
        [
            archive(4),
            visits(2, date(2026, 8, 5)),
            Sheet("业务状况", STATUS),
            Sheet("台账", REGISTER),
        ]
    ),
    "封面与档案.xlsx": lambda: writers.by_openpyxl([Sheet("封面", [["2026年"]]), archive(5)]),
    "隐藏.xlsx": lambda: writers.by_openpyxl(
        [Sheet("客户档案", archive(6).rows, hidden_rows=[2], state="hidden"), Sheet("空", [])]
    ),
    "表单.xlsx": lambda: writers.by_openpyxl([Sheet("客户档案表", form(7))]),
    "两份表单.xlsx": lambda: writers.by_openpyxl([Sheet("客户档案表", [*form(8), *form(9)])]),
    "空表填的.xlsx": lambda: filled_blank(10),
    "客户-utf8.csv": lambda: writers.by_csv([archive(11)], "utf-8"),
    "客户-bom.csv": lambda: writers.by_csv([archive(12)], "utf-8-sig"),
    "客户-gb18030.csv": lambda: writers.by_csv([archive(13)], "gb18030"),
    "客户-utf16.csv": lambda: writers.by_csv([archive(14)], "utf-16"),
    "客户.tsv": lambda: writers.by_csv([archive(15)], "gb18030", "\t"),
    "二进制.xlsb": lambda: (FILES / "sheetjs.xlsb").read_bytes(),
    "没有后缀": lambda: writers.by_openpyxl([archive(16)]),
    "只防修改.xls": lambda: (FILES / "protected.xls").read_bytes(),
    "加密.xlsx": lambda: locked(writers.by_openpyxl([archive(17)]), PASSWORDS[1]),
    "加密.xls": lambda: (FILES / "password.xls").read_bytes(),
}
FAULTY: dict[str, Callable[[], bytes]] = {
    "错得多.xlsx": lambda: writers.by_openpyxl(
        [Sheet("客户档案", [[*HEADINGS, "更新日期"], *bad_rows(20)])]
    ),
    "公式.xlsx": lambda: writers.by_openpyxl(
        [Sheet("客户档案", [HEADINGS, ["KA-130", '="无锡"&A2', "钱思远"]])]
    ),
    "合并.xlsx": lambda: writers.by_openpyxl(
        [Sheet("客户档案", [HEADINGS, *map(customer, (31, 32))], merged=["A2:A3"])]
    ),
    "并排.xlsx": lambda: writers.by_openpyxl([side_by_side(33, "26/7/8")]),
    "打勾.xlsx": lambda: writers.by_openpyxl(
        [Sheet("客户档案", [[*HEADINGS, "客户分类"], customer(34, "☑战略 ☑重点 ☐一般")])]
    ),
    "写得乱.xlsx": lambda: writers.by_openpyxl(
        [Sheet("客户档案", [HEADINGS, [" ＫＡ-135 ", " 西安  升达电梯 ", "钱思远", 13800138000]])]
    ),
    "写得乱.csv": lambda: SLOPPY.encode("gb18030"),
    "假的.xlsx": lambda: (FILES / "plain.xls").read_bytes(),
    "假的.xls": lambda: writers.by_csv([archive(37)], "gb18030"),
    "假的.csv": lambda: writers.by_openpyxl([archive(38)]),
    "wps.et": lambda: (FILES / "plain.xls").read_bytes(),
}
LOST: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "坏的.xlsx": ("KD101", lambda: writers.by_openpyxl([archive(40)])[:2000]),
    "空的.xlsx": ("KD182", lambda: b""),
    "照片.xlsx": ("KD101", lambda: PICTURE),
    "信.xlsx": ("KD101", lambda: "这是一封信，请于月底前交回。\n".encode()),
    "信.csv": ("KD102", lambda: "这是一封信，请于月底前交回。\n".encode("gb18030")),
    "引号.csv": ("KD101", lambda: '客户编号,客户名称\nKA-141,"无锡\n'.encode()),
    "果园.numbers": ("KD101", lambda: package({"Index/Document.iwa": b"x"})),
    "网页.xls": ("KD107", lambda: "<html><table><tr><td>客户编号</td></tr>".encode()),
    "少见的.xlsb": ("KD107", lambda: (FILES / "sheetjs-short.xlsb").read_bytes()),
    "菜单.xlsx": ("KD102", lambda: writers.by_openpyxl([Sheet("Sheet1", MENU)])),
    "分不清.xlsx": ("KD108", lambda: writers.by_openpyxl([Sheet("Sheet1", UNCLEAR)])),
    "太旧的空表.xlsx": ("KD162", lambda: writers.by_openpyxl([archive(42), OLD_STAMP])),
    "密码.ods": ("KD122", lambda: (FILES / "password.ods").read_bytes()),
    "没给密码.xlsx": ("KD122", lambda: locked(writers.by_openpyxl([archive(43)]), "没说")),
}
UNREADABLE = {name: code for name, (code, _) in LOST.items()}
"""The one finding on each file of which nothing is read."""
BESIDE: dict[str, Callable[[], bytes]] = {
    "说明.txt": lambda: "请于月底前交回".encode(),
    "合同.docx": lambda: a_letter(),
    "照片.png": lambda: PICTURE,
    "~$客户档案.xlsx": lambda: b"\x03abc",
    ".DS_Store": lambda: b"\0\0\0\1Bud1",
    "资料.zip": lambda: package({"a.txt": b""}),
    "Thumbs.db": lambda: b"\0" * 64,
    "空文件": lambda: b"",
}
NO_SHEETS = frozenset(BESIDE)
"""What is passed over without being opened."""
BY_OFFICE = {"老格式.xls": archive(18), "开放.ods": archive(19), "改错.ods": visits(3, "3/5/24")}
"""Made by LibreOffice, where it is installed."""


def bad_rows(number: int) -> Rows:
    return [
        customer(number, "24/3/5"),
        [None, customer(number + 1)[1], "张三13800138000", "66000101", "九月中旬"],
        [f"KA-1{number:02}", "另一家公司", "同上", 13800138000, 46203],
        ["KA-123", "#N/A", None, "1.38E+10", "2026-06-30"],
    ]


def side_by_side(number: int, day: object) -> Sheet:
    code, name, *_ = customer(number)
    headings = [*HEADINGS[:2], None, *VISITS]
    return Sheet("汇总", [headings, [code, name, None, name, day, "李晓雯"]])


def filled_blank(number: int) -> bytes:
    """Our own blank with one customer in it."""
    book = openpyxl.load_workbook(io.BytesIO(blank([desk.SCHEMAS["customer"]], "zh")))
    sheet = book["客户档案"]
    row = dict(zip(HEADINGS, customer(number), strict=True))
    for cell in sheet[4]:
        heading = str(cell.value).strip("*")
        if heading in row:
            sheet.cell(5, cell.column or 0, str(row[heading]))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def locked(content: bytes, password: str) -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, stream)
    return stream.getvalue()


def package(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def a_letter() -> bytes:
    stream = io.BytesIO()
    letter = docx.Document()
    letter.add_paragraph("合同")
    letter.save(stream)
    return stream.getvalue()


def fill(folder: Path, scratch: Path) -> None:
    """Write every file into a folder; ``scratch`` is for LibreOffice."""
    made = {name: write() for name, write in (SOUND | FAULTY | BESIDE).items()}
    made |= {name: write() for name, (_, write) in LOST.items()}
    if office.OFFICE:
        made |= by_office(scratch)
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def by_office(scratch: Path) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for suffix in ("xls", "ods"):
        sheets: Mapping[str, Sequence[Sheet]] = {
            name: [sheet] for name, sheet in BY_OFFICE.items() if name.endswith(suffix)
        }
        books = {name: writers.by_openpyxl(held) for name, held in sheets.items()}
        made |= writers.converted(books, suffix, scratch / suffix)
    return made
