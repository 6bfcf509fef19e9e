"""The customer archive that everything is measured with: made up, 2 % faulty, always the same."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from kamdocs.identifiers import CODE_CHARACTERS, credit_code_digit
from kamdocs.sheets import built_in

Cell = str | float | date | None
Row = dict[str, Cell]

AS_OF = date(2026, 10, 8)
"""The day that counts as today."""
FIELDS = (
    "code", "name", "short_name", "credit_code", "customer_type", "industry",
    "legal_representative", "address", "postcode", "contact", "phone", "email",
    "cooperation_since", "annual_sales", "tier", "tier_since", "tier_approved_by",
    "tier_approved_on", "grade", "account_manager", "team_members", "service_way", "status",
    "updated_on", "remark",
)  # fmt: skip
ONE_FAULTY_IN = 50
_SEED = 20261008
_WRONG: dict[str, Cell] = {
    "name": None,
    "tier": "特大客户",
    "phone": "12345",
    "email": "purchase#example.cn",
    "tier_approved_on": "24/3/5",
    "postcode": "21520",
    "annual_sales": "很多",
}
"""What stands in the one wrong cell of a faulty row, in turn; each is one finding."""
_TOWNS = (
    "苏州", "无锡", "常州", "南通", "扬州", "徐州", "杭州", "宁波", "绍兴",
    "嘉兴", "合肥", "芜湖", "济南", "青岛", "烟台", "武汉", "长沙", "成都",
)  # fmt: skip
_BRANDS = "迅捷屿升岭阶沽云澄岚恒拓锦程瑞丰博远嘉禾润泽凌峰启明华茂信达安吉泰和康顺永盛新源宏图广益"
_TRADES = ("电梯", "门机", "导轨", "电气", "机电", "控制", "传动", "精工", "铸造", "线缆")
_SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜"
_GIVEN = "伟芳娜敏静丽强磊洋艳勇杰娟涛明超霞平刚桂英建文辉玲晓雯思远国栋"
_TIERS = ("战略客户", "重点客户", "主要客户", "一般客户", "潜在客户")


def headings() -> list[str]:
    """The Chinese headings of the archive."""
    fields = built_in()["customer"].fields
    return [fields[name].label.zh + ("（万元）" if fields[name].unit else "") for name in FIELDS]


def rows(count: int, first: int = 0) -> Iterator[list[Cell]]:
    """So many rows of the archive, the cells in the order of ``FIELDS``.

    ``first`` is the number of the first of them; one row has one number, whatever is asked for.
    """
    wrong = list(_WRONG.items())
    for number in range(first, first + count):
        row = _customer(number)
        if number % ONE_FAULTY_IN == ONE_FAULTY_IN - 1:
            field, cell = wrong[number // ONE_FAULTY_IN % len(wrong)]
            row[field] = cell
        yield [row[field] for field in FIELDS]


def faulty(count: int) -> int:
    """How many of so many rows, from the first on, are faulty."""
    return count // ONE_FAULTY_IN


def hold_found(told: str, count: int, who: str) -> None:
    """Hold what somebody found in so many rows against what was planted in them: a line for each
    cell, its row in the sheet and its heading. SystemExit where they are not the same."""
    wrong, names = list(_WRONG), dict(zip(FIELDS, headings(), strict=True))
    planted = {
        f"{number + 2} {names[wrong[number // ONE_FAULTY_IN % len(wrong)]]}"
        for number in range(ONE_FAULTY_IN - 1, count, ONE_FAULTY_IN)
    }
    found = set(told.split("\n")) - {""}
    if found != planted:
        missed, more = len(planted - found), len(found - planted)
        raise SystemExit(
            f"{who}: {missed} of {len(planted)} faults missed, {more} found that are none"
        )


def _customer(number: int) -> Row:
    choose = random.Random(_SEED + number)
    brand = "".join(choose.sample(_BRANDS, 4))
    town, trade = choose.choice(_TOWNS), choose.choice(_TRADES)
    since = date(2015, 1, 1) + timedelta(days=choose.randrange(3000))
    return {
        "code": f"KA-{number:06}",
        "name": f"{town}{brand}{trade}有限公司",
        "short_name": f"{brand}{trade}",
        "credit_code": _credit_code(choose),
        "customer_type": choose.choice(("整梯厂", "经销商", "终端用户")),
        "industry": f"{trade}制造",
        "legal_representative": _person(choose),
        "address": f"{town}市{brand[:2]}路{choose.randrange(1, 999)}号{choose.randrange(1, 30)}幢",
        "postcode": f"{choose.randrange(200000, 699999)}",
        "contact": _person(choose),
        "phone": f"13{choose.randrange(10**8, 10**9)}",
        "email": f"purchase{number}@example.cn",
        "cooperation_since": since,
        "annual_sales": round(choose.uniform(10, 90000), 2),
        "tier": choose.choice(_TIERS),
        "tier_since": since + timedelta(days=400),
        "tier_approved_by": _person(choose),
        "tier_approved_on": since + timedelta(days=390),
        "grade": choose.choice("ABC"),
        "account_manager": _person(choose),
        "team_members": "、".join((_person(choose), _person(choose))),
        "service_way": "每周驻厂两天，电话随时响应",
        "status": "合作中",
        "updated_on": date(2026, 1, 1) + timedelta(days=choose.randrange(270)),
        "remark": f"二期厂房{choose.choice(('在建', '已投产', '规划中'))}，第{number}号",
    }


def _person(choose: random.Random) -> str:
    return choose.choice(_SURNAMES) + "".join(choose.sample(_GIVEN, choose.choice((1, 2))))


def _credit_code(choose: random.Random) -> str:
    body = "".join(choose.choices(CODE_CHARACTERS, k=9))
    stem = f"91{choose.randrange(110000, 659000)}{body}"
    return stem + credit_code_digit(stem)
