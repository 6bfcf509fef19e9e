"""That something is lacking is told whoever sees it: somebody has to fill it in."""

from collections.abc import Mapping

from kamdocs.model import Fact
from kamdocs.words.shortfalls import NOTHING, left_blank


def lacking(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Those of some facts that tell of nothing but what was left blank, or was never recorded."""
    told: dict[str, Fact] = {"done": NOTHING} if facts.get("done") == NOTHING else {}
    missing, said = facts.get("missing"), facts.get("lacking")
    if isinstance(missing, tuple) and said in [left_blank(missing, mild) for mild in (True, False)]:
        told["lacking"] = said
    return told
