"""Which pages the guide has, and in which order; their titles stand in the pages."""

from typing import Any

from docs.reference.pages import makers
from kamdocs.model import Text

WRITTEN: list[tuple[Text | None, list[str]]] = [
    (None, ["index.md"]),
    (
        Text("按岗位学", "Tutorials"),
        [
            "tutorials/administrator.md",
            "tutorials/account-manager.md",
            "tutorials/reviewer.md",
        ],
    ),
    (
        Text("怎样做", "How to"),
        [
            "how-to/own-policy.md",
            "how-to/own-rules.md",
            "how-to/own-headings.md",
            "how-to/own-templates.md",
            "how-to/planning.md",
            "how-to/trade-secrets.md",
            "how-to/sealing.md",
            "how-to/cluster.md",
            "how-to/windows.md",
            "how-to/json-report.md",
        ],
    ),
    (
        Text("为什么", "Why"),
        [
            "explanation/sheets.md",
            "explanation/days.md",
            "explanation/registering.md",
            "explanation/verdicts.md",
        ],
    ),
]
"""The sections that are written by hand."""
REFERENCE = Text("查阅", "Reference")


def sections() -> list[tuple[Text | None, list[Any]]]:
    """All sections with their pages; those of the reference have sections of their own."""
    made = [
        (title, [f"reference/{section}/{name}.md" for name in pages])
        for section, (title, pages) in makers().items()
    ]
    return [*WRITTEN, (REFERENCE, made)]
