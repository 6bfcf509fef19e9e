"""Titles that say whether what stands below them is still to come: 二、下周拜访计划."""

from kamdocs.intake.grid.cells import plain
from kamdocs.lazy import lazy

_NEXT = r"下一?个?(?:周|星期|月|季|阶段|步)"
_OF_IT = r"[^:：、,，/&+(（及和与含]"
"""What may stand before that: a title that joins two things, 7月走访及下月安排, tells of both."""
_TO_COME = lazy(
    rf"(?:\W*[\d一二三四五六七八九十]{{1,3}}\W+)?"
    rf"(?:{_OF_IT}{{0,6}}(?<![以如]){_NEXT}度?(?!旬).{{0,8}}|{_OF_IT}{{0,12}}(?:拜访|走访|访问|出差|工作)(?:计划|安排))"
    r"表?\s*(?:[(（][^()（）]*[)）])?[:：]?"
)
_DONE = lazy(
    r"[本上]一?个?(?:周|星期|月|季|期|阶段)|已|完成|实际|执行|总结|回顾|小结|记录|情况|报告|台账"
)
"""With one of these words a title tells of what was done, too."""


def is_to_come(title: str) -> bool:
    """Whether a title tells of what is planned, and of nothing that was done."""
    text = plain(title)
    if not ("下" in text or "计划" in text or "安排" in text):
        return False
    return bool(_TO_COME.fullmatch(text)) and not was_done(text)


def was_done(title: str) -> bool:
    """Whether a title tells of what was done."""
    return bool(_DONE.search(title))
