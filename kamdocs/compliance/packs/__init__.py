"""Policy packs: where their files lie (``paths``), how a pack is joined with the one that it
extends (``extending``), and how its words become a ``Policy`` (``loading``, ``entries``)."""
