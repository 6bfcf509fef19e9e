"""python-calamine and a model of pydantic, row by row."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError
from python_calamine import CalamineWorkbook

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, at, 31) for at in range(17)]
PLACES = {char: at for at, char in enumerate(CODE)}


def with_check_digit(value: str) -> str:
    weighed = sum(WEIGHTS[at] * PLACES[char] for at, char in enumerate(value[:17]))
    if CODE[-weighed % 31] != value[17]:
        raise ValueError("no credit code")
    return value


def blank(value: object) -> object:
    return None if value == "" else value


Optional = BeforeValidator(blank)
Words = Annotated[str | None, Optional]
Name = Annotated[Annotated[str, Field(max_length=40)] | None, Optional]
Day = Annotated[Annotated[date, Field(strict=True)] | None, Optional]


class Customer(BaseModel):
    code: Annotated[str, Field(alias="客户编号", pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{1,31}$")]
    name: Annotated[str, Field(alias="客户名称", min_length=2, max_length=100)]
    short_name: Annotated[Annotated[str, Field(max_length=30)] | None, Optional] = Field(
        None, alias="客户简称"
    )
    credit_code: Annotated[
        Annotated[str, Field(pattern=f"^[{CODE}]{{18}}$"), AfterValidator(with_check_digit)] | None,
        Optional,
    ] = Field(None, alias="统一社会信用代码")
    customer_type: Words = Field(None, alias="客户类型")
    industry: Words = Field(None, alias="所属行业")
    legal_representative: Name = Field(None, alias="法定代表人")
    address: Annotated[Annotated[str, Field(max_length=200)] | None, Optional] = Field(
        None, alias="通讯地址"
    )
    postcode: Annotated[Annotated[str, Field(pattern="^[0-9]{6}$")] | None, Optional] = Field(
        None, alias="邮政编码"
    )
    contact: Name = Field(None, alias="联系人")
    phone: Annotated[
        Annotated[str, Field(pattern=r"^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$")] | None, Optional
    ] = Field(None, alias="联系电话")
    email: Annotated[
        Annotated[str, Field(pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$")] | None, Optional
    ] = Field(None, alias="电邮")
    cooperation_since: Day = Field(None, alias="合作开始日期")
    annual_sales: Annotated[Annotated[float, Field(strict=True)] | None, Optional] = Field(
        None, alias="年销售额（万元）"
    )
    tier: Annotated[
        Literal["战略客户", "重点客户", "主要客户", "一般客户", "潜在客户"] | None, Optional
    ] = Field(None, alias="客户分类")
    tier_since: Day = Field(None, alias="分类生效日期")
    tier_approved_by: Words = Field(None, alias="分类批准人")
    tier_approved_on: Day = Field(None, alias="分类批准日期")
    grade: Annotated[Literal["A", "B", "C"] | None, Optional] = Field(None, alias="客户等级")
    account_manager: Name = Field(None, alias="大客户经理")
    team_members: Words = Field(None, alias="团队成员")
    service_way: Words = Field(None, alias="服务方式")
    status: Annotated[Literal["合作中", "暂停", "终止"] | None, Optional] = Field(
        None, alias="客户状态"
    )
    updated_on: Day = Field(None, alias="更新日期")
    remark: Words = Field(None, alias="备注")


def main() -> None:
    rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows()
    headings = [str(one) for one in next(rows)]
    wrong: list[str] = []
    for number, row in enumerate(rows, 2):
        try:
            Customer.model_validate(dict(zip(headings, row, strict=True)))
        except ValidationError as fault:
            wrong += [f"{number} {one['loc'][0]}" for one in fault.errors()]
    Path(sys.argv[2]).write_text("\n".join(wrong), encoding="utf-8")


if __name__ == "__main__":
    main()
