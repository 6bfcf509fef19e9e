"""Compile the translations of Click's words: ``python -m kamdocs.cli.locale`` (needs Babel)."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def main() -> None:
    """Write a .mo beside every .po."""
    for path in sorted(Path(__file__).parent.rglob("*.po")):
        with path.open("rb") as source:
            catalog = read_po(source, locale=path.parent.parent.name)
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)


if __name__ == "__main__":
    main()
