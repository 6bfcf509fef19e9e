"""Finds which line of a document was which line of its seal, where lines were added or taken
away."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kamdocs.forms.sealing.saying import Block
from kamdocs.forms.sealing.seal import Seal, SealedBlock

Pair = tuple[SealedBlock | None, Block | None]
_MOST = 40_000
"""The most pairs of lines that are compared to see which fit best; where there are more, lines are
paired in their order."""


def pairs(seal: Seal, blocks: Sequence[Block]) -> Iterator[Pair]:
    """Every changed line, as the line of the seal and the line of the document; None for the one
    that does not exist where a line was added or taken away. Unchanged lines are left out."""
    before = [(one.of_table, *(unit.hash for unit in one.units)) for one in seal.blocks]
    hashes = [[seal.hash(unit.words) for unit in one.units] for one in blocks]
    after = [(one.of_table, *own) for one, own in zip(blocks, hashes, strict=True)]
    blank = seal.hash("")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = seal.blocks[start:end], range(from_, to)
        likeness = [[_likeness(one, blocks[at], hashes[at], blank) for at in new] for one in old]
        for left, right in _fitted(likeness, len(old), len(new)):
            yield (
                None if left is None else old[left],
                None if right is None else blocks[new[right]],
            )


def _likeness(old: SealedBlock, new: Block, hashes: Sequence[str], blank: str) -> int:
    """How alike two lines are, by how many cells are the same; 0 where one cannot have become the
    other."""
    if old.of_table != new.of_table or len(old.units) != len(new.units):
        return 0
    if not old.of_table and old.units[0].hash == blank and not old.units[0].names:
        return 0  # words below a blank line count as a new line, not as a change of the blank one
    same = sum(one.hash == own != blank for one, own in zip(old.units, hashes, strict=True))
    return 1 + 2 * same


def _fitted(
    likeness: Sequence[Sequence[int]], old: int, new: int
) -> list[tuple[int | None, int | None]]:
    """The pairs, by position, of ``old`` and ``new`` lines in their order that are together the
    most alike; None on one side for a line without a partner."""
    if old * new > _MOST:
        both = min(old, new)
        more: list[tuple[int | None, int | None]] = [(at, None) for at in range(both, old)]
        return [*((at, at) for at in range(both)), *more, *((None, at) for at in range(both, new))]
    best = [[0] * (new + 1) for _ in range(old + 1)]
    for left in reversed(range(old)):
        for right in reversed(range(new)):
            alike = likeness[left][right]
            together = alike + best[left + 1][right + 1] if alike else 0
            best[left][right] = max(together, best[left + 1][right], best[left][right + 1])
    found: list[tuple[int | None, int | None]] = []
    left = right = 0
    while left < old or right < new:
        here = left < old and right < new
        alike = likeness[left][right] if here else 0
        if here and alike and best[left][right] == alike + best[left + 1][right + 1]:
            found.append((left, right))
            left, right = left + 1, right + 1
        elif left < old and (right == new or best[left][right] == best[left + 1][right]):
            found.append((left, None))
            left += 1
        else:
            found.append((None, right))
            right += 1
    return found
