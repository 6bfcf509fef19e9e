"""What is said between or below the rows of a table, and is read for none of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from kamdocs.intake.grid import Row, Spot, as_excel, blank
from kamdocs.intake.headings import Labels, Pair
from kamdocs.intake.records.harvest import Harvest
from kamdocs.model import Fact, Finding, Text, Value


@dataclass
class Foot:
    """Holds back what is said between or below rows until it is known whether a row follows to
    which it applies."""

    found: Harvest
    labels: Labels
    _waiting: list[tuple[Pair | None, Finding]] = field(default_factory=list)
    _unread: dict[Spot, Text] = field(default_factory=dict)

    def wait(self, pair: Pair, finding: Finding) -> None:
        """A value that applies to the rows below it, and the finding that reports it if there are
        any."""
        self._waiting.append((pair, finding))

    def announce(self, finding: Finding) -> None:
        """What is to be reported if a row follows, and need not be if none does."""
        self._waiting.append((None, finding))

    def used(self) -> None:
        """A row was read: report the values that apply to it."""
        self.found.findings += [finding for _, finding in self._waiting]
        self._waiting.clear()

    def sign(
        self,
        number: int,
        row: Row,
        wanted: frozenset[str],
        given: Mapping[str, tuple[Value, Spot]],
    ) -> None:
        """Note what a row of signatures says of the ``wanted`` fields, and what it says otherwise
        than was ``given`` above the rows: it is read for no record, and reported by ``tell``."""
        for pair in self.labels.pairs(number, row):
            if not isinstance(pair, Pair) or blank(pair.raw):
                continue
            if pair.label.field.name in wanted or self.differs([pair], given):
                self._unread[pair.spot] = pair.label.field.label

    def differs(self, said: Iterable[Pair], given: Mapping[str, tuple[Value, Spot]]) -> bool:
        """Whether some labels give another value than that ``given`` above the rows."""
        for pair in said:
            above, _ = given.get(pair.label.field.name, (None, None))
            read = self.found.quietly(pair.raw, pair.label.field, pair.label.unit)
            if above is not None and read and read.value != above:
                return True
        return False

    def tell(self, below: Iterable[Pair]) -> None:
        """Report (KD186) all values that applied to no row, nor to those of the table ``below``."""
        read = {pair.spot for pair in below}
        unread = (one for one in self._labels() if one[0] not in read)
        labels = dict(sorted(unread, key=itemgetter(0)))
        self._waiting.clear()
        if labels:
            fields = tuple(dict.fromkeys(labels.values()))
            facts: dict[str, Fact] = {"fields": fields, "cells": tuple(map(as_excel, labels))}
            self.found.findings.append(Finding("KD186", self.found.at(next(iter(labels))), facts))

    def _labels(self) -> Iterator[tuple[Spot, Text]]:
        yield from self._unread.items()
        for pair, _ in self._waiting:
            if pair:
                yield pair.spot, pair.label.field.label
