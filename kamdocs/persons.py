"""Names of people as Chinese offices write them, told from posts and departments."""

import re

NAME = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
POST = re.compile(r"经理|总监|主任|主管|部长|科长|处长|厂长|工程师|助理|专员|代表|员\Z|[部科室]\Z")
_ELSE = re.compile(r"[总办组会处局司院厂团所队班]\Z|总裁|董事|书记|领导|秘书|客户|公司|集团|班子")


def only_a_name(words: str) -> bool:
    """Whether some words can be nothing but a person's name, so that nobody knows of what post:
    陈立群, but not 总经理, 市场部, 陈总 or 陈立群（总经理）."""
    return bool(NAME.match(words)) and not POST.search(words) and not _ELSE.search(words)
