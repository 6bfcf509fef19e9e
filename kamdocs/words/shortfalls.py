"""What is wrong with fields that a policy asks for: left blank, too old, too few, not as wanted."""

from functools import lru_cache

from kamdocs.model import Fact, Text
from kamdocs.words.saying import facts_joined

NOTHING = Text("没有记录", "nothing is recorded")
_LACKS = Text("缺：{fields}", "lacks: {fields}")
_SHOULD_HAVE = Text("建议补充：{fields}", "should have: {fields}")
TOO_OLD = Text(
    "「{field}」是{day}，距今已超过{months}个月",
    "“{field}” is {day}, more than {months:month|months} old",
)
LATER = Text(
    "「{field}」是{day}，晚于「{after}」（{after_day}）",
    "“{field}” is {day}, later than “{after}” ({after_day})",
)
OVER = Text("「{field}」是{day}，已经过了", "“{field}” is {day}, which is over")
ABOVE = Text(
    "「{field}」是{value}{unit}，超过「{other}」（{most}{other_unit}）",
    "“{field}” is {value}{unit}, more than “{other}” ({most}{other_unit})",
)
BELOW = Text(
    "「{field}」是{value}，要不少于{bound}", "“{field}” is {value}, at least {bound} is wanted"
)
BEYOND = Text(
    "「{field}」是{value}，要不多于{bound}", "“{field}” is {value}, at most {bound} is wanted"
)
TOO_FEW = Text(
    "「{field}」只有{made}项，至少要{least}项", "“{field}” has {made}, at least {least} are wanted"
)
TOO_MANY = Text(
    "「{field}」有{made}项，最多{most}项", "“{field}” has {made}, at most {most} are wanted"
)
WITHOUT = Text("「{field}」里没有{parts}", "“{field}” is without {parts}")
DIFFERS = Text("「{field}」与{other}不一致", "“{field}” does not agree with {other}")
UNLIKE = Text("「{field}」填写得不合本条要求", "“{field}” is not filled in as the clause asks")


@lru_cache(maxsize=1024)
def left_blank(fields: tuple[Fact, ...], mild: bool) -> Text:
    """The sentence that some fields, by their labels, were left blank; ``mild`` words it as
    advice."""
    return (_SHOULD_HAVE if mild else _LACKS).filled(fields=facts_joined(fields))
