"""What units of money are in 万元, in which all amounts are kept."""

from decimal import Decimal

IN_WAN: dict[str, Decimal] = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "百万": Decimal(100),
    "百万元": Decimal(100),
    "万": Decimal(1),
    "万元": Decimal(1),
    "亿": Decimal(10000),
    "亿元": Decimal(10000),
}
"""What one of each unit is in 万元."""


class Money(Decimal):
    """An amount in 万元 that a file gives in a unit of its own; ``written`` is the figure there."""

    written: float

    @classmethod
    def of(cls, figure: float, unit: str) -> "Money":
        """So many of a unit of money. KeyError for any other unit."""
        made = cls(in_wan(figure, unit))
        made.written = figure
        return made


def in_wan(figure: float | Decimal, unit: str) -> Decimal:
    """So many of a unit of money, in 万元: 1000 of 元 are 0.1. KeyError for any other unit."""
    return Decimal(str(figure)) * IN_WAN[unit]


def out_of_wan(amount: Decimal, unit: str) -> Decimal:
    """An amount in 万元, in another unit of money: 0.1 is 1000 of 元. KeyError for any other
    unit."""
    return amount if IN_WAN[unit] == 1 else Decimal(f"{(amount / IN_WAN[unit]).normalize():f}")
