"""YAML files of ours: the line of every entry, looked for when somebody asks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kamdocs import data
from kamdocs.data import KeyPath


def test_every_entry_has_the_line_that_pyyaml_gives_it() -> None:
    files = sorted(data.folder("schemas").rglob("*.yaml"))
    assert len(files) > 50
    for file in files:
        assert dict(data.load(file).lines) == dict(_lines(_root(file)))


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text("# nothing\n", encoding="utf-8")
    loaded = data.load(tmp_path / "empty.yaml")
    assert (loaded.data, len(loaded.lines), loaded.line("a")) == (None, 0, 1)


def _root(file: Path) -> Any:
    return yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)


def _lines(node: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, int]]:
    if not path:
        yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        below = [(key.value, key, value) for key, value in node.value]
    else:
        entries = node.value if isinstance(node, yaml.SequenceNode) else ()
        below = [(index, entry, entry) for index, entry in enumerate(entries)]
    for step, at, value in below:
        yield (*path, step), at.start_mark.line + 1
        yield from ((one, line) for one, line in _lines(value, (*path, step)) if one)
