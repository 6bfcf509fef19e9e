"""What an earlier run tried with ``--set``, by its JSON report."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from kamdocs.model import PATTERN, Text
from kamdocs.reports.from_json import Entry, entries, said_in
from kamdocs.words.figures import Tried, trial_words

_NONE = Text("-", "-")


def trial_in(whole: Entry) -> Text | None:
    """The sentence on a run that tried other values of parameters; None where it did not."""
    tried = [*_tried(whole)]
    return Text.in_each(partial(trial_words, tried)) if tried else None


def _tried(whole: Entry) -> Iterator[Tried]:
    for policy in entries(whole.get("policies")):
        for figure in entries(policy.get("parameters")):
            before = figure.get("instead_of")
            if isinstance(before, Mapping):
                value, written = _text(figure.get("shown")), _text(before.get("shown"))
                name, text = str(figure.get("name", "")), _text(figure.get("text"))
                is_pattern = figure.get("unit") == PATTERN
                yield Tried(name, text, value or _NONE, written or _NONE, is_pattern)


def _text(words: Any) -> Text | None:
    zh, en = said_in(words, "zh"), said_in(words, "en")
    return Text(zh, en) if zh and en else None
