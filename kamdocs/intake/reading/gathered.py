"""What is gathered of one file while its sheets are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kamdocs.intake.grid import Grid, Spot, as_excel
from kamdocs.intake.ours import Judgement
from kamdocs.intake.reading.one_customer import AskWhose, nobody
from kamdocs.intake.records import Harvest
from kamdocs.model import Finding, Place, Rows, Settle, SheetReading


@dataclass
class Gathered:
    """The records, the ledger of sheets and the findings of a file. ``settle`` is given the rows,
    many at once, as soon as they are read, and ``whose`` says whom the whole file is about."""

    settle: Settle
    whose: AskWhose = nobody
    records: Rows = field(init=False, default_factory=Rows)
    sheets: list[SheetReading] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """The headings that are none of ours and were told already."""
    pages: dict[str, tuple[Spot, ...] | None] = field(default_factory=dict)
    """The sheets of a blank itself that are not as they were made, with the cells added."""
    handed_back: bool = False
    """Whether this is a workbook of findings, which holds nothing to be read here."""

    @property
    def recognised(self) -> bool:
        """Whether anything of the file is known to be ours."""
        return self.handed_back or any(sheet.kind for sheet in self.sheets)

    def pass_over(self, grid: Grid, about: str = "") -> None:
        """A page of ours: help, a stamp, what an earlier run found and ``about`` which file."""
        page = SheetReading(grid.name, names=about, hidden=grid.hidden, noted={"ours": 1})
        self.sheets.append(page)

    def not_read(self, grid: Grid, finding: Finding | None = None) -> None:
        """A sheet of which nothing is read, and why where there is anything to say."""
        self.findings += [finding] if finding else []
        self.sheets.append(SheetReading(grid.name, hidden=grid.hidden))

    def tell_page(self, grid: Grid, shown: str) -> None:
        """Pass over a page of the blank itself (help, lists), and report (KD133) where somebody
        wrote in it."""
        cells = self.pages[grid.name]
        if cells is not None:
            place = Place(shown, grid.name, *(cells[0] if cells else ()))
            self.findings.append(Finding("KD133", place))
        self.pass_over(grid)

    def leave_out(self, grid: Grid, shown: str) -> None:
        """Report (KD170) a sheet that is too large to be read."""
        place = Place(shown, grid.name, *grid.beyond[0])
        self.not_read(grid, Finding("KD170", place, {"cells": tuple(map(as_excel, grid.beyond))}))

    def forgive_empty(self, judged: Sequence[Judgement]) -> None:
        """Take back what was said of empty sheets (KD123) of a blank workbook: it has sheets of
        several kinds, and not all need be filled in."""
        stamped = {one.stamped.sheet for one in judged}
        self.findings = [
            one
            for one in self.findings
            if one.code != "KD123" or one.place is None or one.place.sheet not in stamped
        ]

    def harvest(self, grid: Grid, place: Place) -> Harvest:
        """What is to be gathered of one table, or of the forms of a sheet."""
        return Harvest(place, grid.beneath.later, records=Rows(settle=self.settle))

    def add(self, sheet: SheetReading, gathered: Harvest) -> None:
        """A table or the forms of a sheet, which were read."""
        self.sheets.append(sheet)
        self.findings.extend(gathered.findings)
        self.records.extend(gathered.records)
