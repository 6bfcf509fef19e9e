"""That something is lacking is told whoever sees it: somebody has to fill it in."""

from collections.abc import Mapping

from kamdocs.model import Fact, Said, joined
from kamdocs.words import fact_words
from kamdocs.words.shortfalls import LACKS, NOTHING, SHOULD_HAVE


def lacking(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Those of some facts that tell of nothing but what was left blank, or was never recorded."""
    told = {"done": NOTHING} if facts.get("done") == NOTHING else {}
    missing = facts.get("missing")
    if isinstance(missing, tuple):
        fields = Said.in_each(lambda lang: joined((fact_words(one, lang) for one in missing), lang))
        said = facts.get("lacking")
        if said in [words.filled(fields=fields) for words in (LACKS, SHOULD_HAVE)]:
            told["lacking"] = said
    return told
