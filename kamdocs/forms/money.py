"""An amount as cheques, contracts and invoices write it: in 元, and in capital numerals.

Amounts are kept in 万元. A template may name an amount in two more ways beside its field:
``customer.annual_sales_yuan`` prints 68,000,000.00, ``customer.annual_sales_capitals`` prints
人民币陆仟捌佰万元整 (支付结算办法, 附一 正确填写票据和结算凭证的基本规定).
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from kamdocs.forms.printing import sensible
from kamdocs.model import Text

_WAN = 10_000
_FEN = Decimal("0.01")
_MOST_DIGITS = 16
"""Of the 元: capital numerals go up to 9999 万亿."""


def in_yuan(value: Decimal) -> Decimal | None:
    """An amount in 万元 converted to 元, rounded to the 分; None for a number far too large or
    small."""
    return (value * _WAN).quantize(_FEN, ROUND_HALF_UP) if sensible(value) else None


def yuan(value: Decimal) -> str:
    """An amount in 万元 printed in 元: ``Decimal("6800")`` is 68,000,000.00. A number far too large
    or small is printed as it is."""
    amount = in_yuan(value)
    return str(value) if amount is None else f"{amount:,f}"


def capitals(value: Decimal) -> str:
    """An amount in 万元 printed in capital numerals: ``Decimal("6800")`` is 人民币陆仟捌佰万元整.

    An amount too large for capital numerals is printed as by ``yuan``.
    """
    from cn2an import an2cn  # takes a while to load

    amount = in_yuan(value)
    if amount is None or amount.adjusted() >= _MOST_DIGITS:
        return yuan(value)
    return "人民币" + str(an2cn(f"{amount:f}", "rmb"))


WAYS: Mapping[str, tuple[Callable[[Decimal], str], Text]] = {
    "_yuan": (yuan, Text("（元）", " in yuan")),
    "_capitals": (capitals, Text("（大写）", " in capital numerals")),
}
"""By what may stand behind the name of an amount: how the amount is then printed, and what is added
to the label of the field."""


def way_of(name: str) -> tuple[str, str]:
    """The name of a field and the way in which its amount is printed, from the name of a place:
    ``annual_sales_yuan`` gives ``annual_sales`` and ``_yuan``, a plain name itself and ""."""
    way = next((one for one in WAYS if name.endswith(one)), "")
    return name.removesuffix(way), way
