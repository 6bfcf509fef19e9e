"""What the selector of a rule says of plain records, by their looks."""

from collections.abc import Sequence

from kamdocs.compliance.glance.looks import Claimed, Look
from kamdocs.compliance.levels import Levels, named
from kamdocs.contract.selectors import Selector


class Taking:
    """Whether a selector takes records, for the levels for which they count.

    ``levels`` are those of evidence, with ``distinct`` each person for one of them alone.
    """

    def __init__(self, where: Selector, levels: Sequence[Levels], distinct: bool) -> None:
        self._where = where
        self._levels = levels
        self._distinct = distinct
        self._names = tuple(dict.fromkeys((*where.schema, *(one.field for one in levels))))
        self._by_said: dict[tuple[object, ...], bool | None] = {}

    def takes(self, look: Look | None) -> bool | None:
        """Whether the selector takes every record of this look (True) or none (False); None where
        each record has to be weighed. A record without a look always has."""
        if look is None:
            return None
        said = tuple(map(look.said.get, self._names))
        if said not in self._by_said:
            self._by_said[said] = self._takes(look)
        return self._by_said[said]

    def _takes(self, look: Look) -> bool | None:
        doubted = [one for one in self._levels if not one.at_their_word(look)]
        fields = {one.field for one in doubted}
        answers = {
            self._where.field(name, look.get(name)) if look.tells(name) else None
            for name in self._where.schema
            if name not in fields
        }
        if False in answers or None in answers:
            return False if False in answers else None
        if not fields & self._where.schema.keys():
            return True
        return self._by_names(doubted[0], look) if len(doubted) == 1 else None

    def _by_names(self, levels: Levels, look: Look) -> bool | None:
        """Where all hangs on the levels for which somebody is named."""
        name, said = levels.field, look.said.get(levels.field)
        if not isinstance(said, Claimed) or not levels.by_names_alone:
            return None
        if said.people is None:
            return self._where.field(name, said.levels)
        counted = named(levels.claim, said.levels, (), said.people, self._distinct)
        if self._where.field(name, counted.certain):
            return True
        return None if any(self._where.field(name, way) for way in counted.ways) else False
