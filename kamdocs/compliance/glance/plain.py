"""The records of a book of which rules can be told at a glance, looked at once for all rules."""

from kamdocs.compliance.glance.looking import Looking
from kamdocs.compliance.glance.piles import Pile
from kamdocs.compliance.levels import Levels
from kamdocs.compliance.remembering import Remembered
from kamdocs.model import DEPUTY, Book
from kamdocs.sheets import Schemas


class Plain:
    """The looks of the records of a book, worked out once for all rules of all policies."""

    def __init__(self, book: Book, schemas: Schemas) -> None:
        self.book = book
        self._kinds: Remembered[str, Looking] = Remembered(self._looking)
        self._piles: dict[tuple[str, str], Pile] = {}
        self.levels: Remembered[str, tuple[Levels, ...]] = Remembered(self._levels)
        """Who is known to be of which level, for each field of a kind that claims levels."""
        self._parted = Remembered(self._is_parted)
        self._schemas = schemas

    def of(self, kind: str, customer: str) -> Pile:
        """The records of a kind that concern a customer."""
        pile = self._piles.get((kind, customer))
        if pile is None:
            records = self.book.about(kind, customer)
            pile = self._piles[kind, customer] = self._kinds[kind].at(records)
        return pile

    def spoken_for(self, kind: str, customer: str) -> str:
        """The customer, where the sheets of a kind cover only the customers of some account
        managers; empty where they cover all customers alike."""
        return customer if self._parted[kind] else ""

    def _is_parted(self, kind: str) -> bool:
        return any(self.book.named_in(one.names) for one in self.book.speeches(kind))

    def _looking(self, kind: str) -> "Looking":
        return Looking(self.book.as_of, self._schemas[kind], self.levels[kind])

    def _levels(self, kind: str) -> tuple[Levels, ...]:
        claims = self._schemas[kind].claims.items()
        deputy = self._schemas[DEPUTY]
        return tuple(Levels(name, one, self.book, deputy) for name, one in claims)
