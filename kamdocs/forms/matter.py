"""What one document shows, by the names that its template uses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kamdocs.forms.chart import Chart
from kamdocs.forms.manifest import Form
from kamdocs.forms.printing import Shown
from kamdocs.forms.source import Source
from kamdocs.packaging import cleaned

Row = Mapping[str, Shown] | Source


@dataclass(frozen=True, slots=True)
class Matter:
    """What one document shows: its places (``single``), its repeated ``rows``, its ``charts``.

    ``naming`` fills the pattern of the file name. ``subject`` says what the document is about, the
    same in every run. ``sources`` are the records that are printed.
    """

    single: Mapping[str, Row]
    rows: Mapping[str, Sequence[Row]]
    naming: Mapping[str, str]
    subject: str
    sources: Sequence[Source]
    confidentiality: str = ""
    charts: Mapping[str, Chart] = field(default_factory=dict)
    folder: str = ""
    """The folder of the document, where it has one of its own."""

    def told(self) -> str:
        """All that may be printed, in one line: the same data give the same line, of which
        ``Document.data`` is the hash."""
        single = {name: _told(row) for name, row in sorted(self.single.items())}
        rows = {name: [_told(row) for row in rows] for name, rows in sorted(self.rows.items())}
        return repr((single, rows, self.confidentiality, sorted(self.charts.items())))


def _told(row: Row) -> object:
    return row.told() if isinstance(row, Source) else sorted(row.items())


def heading(form: Form, matter: Matter, company: str) -> Row:
    """The places of the heading: title and clause of the form, company, confidentiality."""
    secret = cleaned(matter.confidentiality)[0]
    return {
        "title": Shown(form.title.zh, form.title.zh),
        "clause": Shown(form.clause, form.clause),
        "company": Shown(cleaned(company)[0], company),
        "confidentiality": Shown(secret, secret or None),
    }
