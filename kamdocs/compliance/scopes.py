"""The cells of the archive that decide which rules bind a customer, listed once for each
customer."""

from collections.abc import Iterable, Iterator, Sequence

from kamdocs.clauses import scope_of
from kamdocs.compliance.seeing import Seeing
from kamdocs.model import Book, Policy, Scoped
from kamdocs.sheets import Schemas


def scoped(
    policies: Sequence[Policy], book: Book, schemas: Schemas, customers: Iterable[str]
) -> Iterator[Scoped]:
    """For customers with these keys, the filled-in cells of today's row in the fields that decide
    whom a rule of the policies binds. Keys that the archive does not have are passed over."""
    rules = ((rule, policy) for policy in policies for rule in policy.rules)
    names = dict.fromkeys(name for one in rules for name in scope_of(*one, schemas))
    seeing = Seeing(book, schemas)
    for key in customers:
        row = book.customer(key)
        if row:
            filled = [name for name in names if row.get(name) is not None]
            cells = tuple((name, row.place(name), *seeing.told(row, name)) for name in filled)
            yield Scoped(key, cells)
