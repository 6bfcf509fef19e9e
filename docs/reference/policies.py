"""A page for each policy, as ``policy show`` prints it, with its figures as a table."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docs.reference.markdown import lines, table, text
from kamdocs import compliance
from kamdocs.clauses import Tongue
from kamdocs.cli import policy_pages
from kamdocs.model import Lang, Policy, Text
from kamdocs.sheets import Schemas

SECTION = Text("制度", "Policies")
_INTRO = Text(
    "命令行里显示同样的内容：`kamdocs policy show {id}`。一条条款的全部细节："
    "`kamdocs explain 条款 --policy {id}`。",
    "The command line shows the same: `kamdocs policy show {id}`. All about one clause: "
    "`kamdocs explain CLAUSE --policy {id}`.",
)


@cache
def loaded(path: Path) -> tuple[Policy, Schemas]:
    """The policy in a file, with the kinds of sheet as it needs them."""
    schemas = policy_pages.schemas_of([path])
    return compliance.load_policy(path, schemas), schemas


def page(path: Path, lang: Lang) -> Iterator[str]:
    """The lines of the page of the policy in a file."""
    policy, schemas = loaded(path)
    yield f"# {text(policy.title.say(lang))}"
    yield ""
    yield _INTRO.fill(lang, {"id": policy.id})
    yield ""
    shown = list(policy_pages.page(policy, schemas, lang))[1:]
    first = next(at for at, line in enumerate(shown) if line.style == "row")
    yield from lines(line for line in shown[:first])
    headings, *rows = policy_pages.figures(Tongue(policy, schemas, lang))
    yield from table(headings, ([*map(text, row[:-1]), f"`{row[-1]}`"] for row in rows))
    yield from lines(line for line in shown[first:] if line.style != "row")
