"""The values that everything speaks in. Nothing here imports anything but the standard library."""

from kamdocs.model.book import (
    ATTESTATION,
    CUSTOMER,
    DECISION,
    DEPUTY,
    VISIT,
    VISIT_PLAN,
    WAIVER,
    Book,
    Speech,
    Term,
    begins_on,
    key_of,
    people_in,
)
from kamdocs.model.filled import Entry, FilledForm, FilledRecord
from kamdocs.model.finding import OBJECTED, Finding, Level, NearMiss, Ruling, Status, level_of
from kamdocs.model.listing import Listing
from kamdocs.model.moment import Moment, day_in, moment_in
from kamdocs.model.names import Directory, Match, same_name
from kamdocs.model.period import MONTHS, Each, Period, months_after
from kamdocs.model.place import Place, column_letters
from kamdocs.model.plan import UNSETTLED, Due, How, Load, Plan, PlannedVisit
from kamdocs.model.reading import FileReading, SheetReading
from kamdocs.model.record import Fact, Note, Record, Unread, Value, YearVolume
from kamdocs.model.report import Made, Report, Scoped, Told, kept_of
from kamdocs.model.rule import Clause, Parameter, Policy, Rule, Tier
from kamdocs.model.text import LANGS, Lang, Said, Text, Whole, joined, listed

__all__ = [
    "ATTESTATION",
    "CUSTOMER",
    "DECISION",
    "DEPUTY",
    "LANGS",
    "MONTHS",
    "OBJECTED",
    "UNSETTLED",
    "VISIT",
    "VISIT_PLAN",
    "WAIVER",
    "Book",
    "Clause",
    "Directory",
    "Due",
    "Each",
    "Entry",
    "Fact",
    "FileReading",
    "FilledForm",
    "FilledRecord",
    "Finding",
    "How",
    "Lang",
    "Level",
    "Listing",
    "Load",
    "Made",
    "Match",
    "Moment",
    "NearMiss",
    "Note",
    "Parameter",
    "Period",
    "Place",
    "Plan",
    "PlannedVisit",
    "Policy",
    "Record",
    "Report",
    "Rule",
    "Ruling",
    "Said",
    "Scoped",
    "SheetReading",
    "Speech",
    "Status",
    "Term",
    "Text",
    "Tier",
    "Told",
    "Unread",
    "Value",
    "Whole",
    "YearVolume",
    "begins_on",
    "column_letters",
    "day_in",
    "joined",
    "kept_of",
    "key_of",
    "level_of",
    "listed",
    "moment_in",
    "months_after",
    "people_in",
    "same_name",
]
