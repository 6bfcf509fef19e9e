"""The guide: every command that a page shows is run, what it shows is what comes out, every page
is there in both languages, and what pages lead to is there."""

import os
import posixpath
import re
import shlex
from functools import cache
from pathlib import Path

import click
import pytest

from docs import reference
from docs.contents import WRITTEN, sections
from docs.reference import codes, commands
from kamdocs import compliance
from kamdocs.cli.exits import Exit
from kamdocs.cli.main import COMMANDS, group, run
from kamdocs.compliance.kinds import KINDS
from kamdocs.model import LANGS, Lang
from kamdocs.model.finding import level_of
from kamdocs.sheets import built_in
from kamdocs.words import phrases
from kamdocs.words.codes import CODES
from tests import desk, shown
from tests.test_readme import OUTPUT, READMES, SHOWN

PAGES = [page for _, pages in WRITTEN for page in pages]
RUN_ELSEWHERE = {
    "how-to/own-templates.md": "tests/forms/test_own_templates.py",
    "how-to/trade-secrets.md": "tests/test_roles.py",
    "how-to/sealing.md": "tests/test_verify.py",
    "how-to/cluster.md": "tests/test_cluster.py",
}
"""Pages that ask for a hand in between, with the tests that follow them."""
GAP = "…"
LEVEL = re.compile(r"(提示|警告|错误|notes?|warnings?|errors?)\s?[（(\[]*(KD\d+)")
LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]+))?\)")


def _path(lang: Lang, page: str) -> Path:
    return desk.example(f"docs/{lang}/{page}")


@cache
def _written(lang: Lang, page: str) -> str:
    return _path(lang, page).read_text(encoding="utf-8")


@cache
def _made(lang: Lang) -> dict[str, str]:
    return reference.pages(lang)


def _all_commands(words: str) -> list[str]:
    return [command for block in shown.blocks(words) for command in shown.commands(block)]


def _idle(command: str, page: str) -> bool:
    """Whether the README's test runs a command as it is, and nothing later on the page needs what
    it writes."""
    if command not in _all_commands(desk.example(READMES["zh"]).read_text(encoding="utf-8")):
        return False
    every = _all_commands(_written("zh", page))
    written = command.rpartition(" ")[2]
    return not any(written in later.split() for later in every[every.index(command) + 1 :])


def _told_by_readme(command: str, lang: Lang) -> str:
    """What the README says that a command prints, which its own test has tried."""
    told = dict(OUTPUT.findall(desk.example(READMES[lang]).read_text(encoding="utf-8")))
    return next((told[name] for name, (tried, _) in SHOWN.items() if tried == command), "")


def _in_short(printed: str, told: str) -> str:
    """What was printed, cut as a page tells it: so many first lines, and after a gap the last."""
    lines, shape = printed.splitlines(), told.splitlines()
    if GAP not in shape:
        return "\n".join(lines[: len(shape)]) + "\n"
    first, last = shape.index(GAP), len(shape) - shape.index(GAP) - 1
    return "\n".join([*lines[:first], GAP, *lines[len(lines) - last :]]) + "\n"


@pytest.mark.parametrize("page", [page for page in PAGES if page not in RUN_ELSEWHERE])
def test_a_page_can_be_followed(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The blocks of both languages side by side: what prints nothing that is shown is run once, and
    what the README's test tries already not again."""
    folder = shown.working_copy(tmp_path, monkeypatch)
    both = [list(shown.blocks(_written(lang, page))) for lang in LANGS]
    right: dict[Lang, list[tuple[tuple[int, int], str]]] = {lang: [] for lang in LANGS}
    for block, other in zip(*both, strict=True):
        assert (block.language, block.title) == (other.language, other.title)
        if block.title:
            assert block.body == other.body
            (folder / block.title).write_text(block.body, encoding="utf-8")
        assert shown.commands(block) == shown.commands(other)
        printed = dict.fromkeys(LANGS, "")
        for command in shown.commands(block):
            for lang, told in zip(LANGS, (block.shown, other.shown), strict=True):
                known = _told_by_readme(command, lang)
                if GAP not in told and known.count("\n") >= told.count("\n") > 0:
                    printed[lang] = known
                elif told or (lang == LANGS[0] and not _idle(command, page)):
                    code = run([*shlex.split(command), "--lang", lang])
                    said = capsys.readouterr()
                    assert code == shown.wanted_code(command, code), command + said.err
                    printed[lang] = shown.printed(said.out)
        for lang, one in zip(LANGS, (block, other), strict=True):
            if one.shown:
                right[lang].append((one.at, _in_short(printed[lang], one.shown)))
    for lang in LANGS:
        words = _written(lang, page)
        for (start, end), printed_words in reversed(right[lang]):
            words = words[:start] + printed_words + words[end:]
        if os.environ.get("KAMDOCS_UPDATE"):
            _path(lang, page).write_text(words, encoding="utf-8")
        assert _path(lang, page).read_text(encoding="utf-8") == words


def test_both_languages_have_the_same_pages() -> None:
    for lang in LANGS:
        there = {
            path.relative_to(desk.example(f"docs/{lang}")).as_posix()
            for path in desk.example(f"docs/{lang}").rglob("*.md")
        }
        assert there == set(PAGES)
    assert _made("zh").keys() == _made("en").keys()
    listed = {page for _, made in sections()[len(WRITTEN) :] for _, pages in made for page in pages}
    assert listed == set(_made("zh"))


def test_pages_that_are_run_elsewhere_are_named_there() -> None:
    for page, test in RUN_ELSEWHERE.items():
        assert Path(page).name in desk.example(test).read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_leads_to_a_page(lang: Lang) -> None:
    known = {**{page: _written(lang, page) for page in PAGES}, **_made(lang)}
    links = 0
    for page, words in known.items():
        for target, anchor in LINK.findall(words):
            if target.endswith(".png"):
                assert (_path(lang, page).parent / target).resolve().is_file(), target
            elif not target.startswith("http"):
                path = posixpath.normpath(f"{page}/../{target}") if target else page
                assert path in known, f"{page}: {target}"
                assert not anchor or f"{{#{anchor}}}" in known[path], f"{page}: {target}#{anchor}"
            links += 1
    assert links > len(PAGES)


@pytest.mark.parametrize("lang", LANGS)
def test_every_code_field_figure_and_option_has_its_place(lang: Lang) -> None:
    made = _made(lang)
    told = [code for part in codes.PARTS for code in codes.PARTS[part][1]]
    assert sorted(told) == sorted(CODES)
    for part, (_, entries) in codes.PARTS.items():
        for code in entries:
            assert f"{{#{code.lower()}}}" in made[f"reference/codes/{part}.md"]
    for kind, schema in built_in().items():
        for field in schema.fields.values():
            assert f"`{field.name}`" in made[f"reference/sheets/{kind}.md"]
    for id in compliance.built_in():
        policy = desk.pack(id)
        words = made[f"reference/policies/{id}.md"]
        assert all(f"| `{name}` |" in words for name in policy.parameters)
        assert all(rule.id in words for rule in policy.rules)
    for name in COMMANDS:
        context = click.Context(group(lang), info_name="kamdocs")
        command = group(lang).get_command(context, name)
        assert command
        words = made[f"reference/commands/{name}.md"]
        for param in command.params:
            assert not isinstance(param, click.Option) or param.opts[-1] in words, param.opts


def test_every_exit_code_is_told() -> None:
    assert set(commands.EXITS) == set(Exit)


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_page_calls_a_note_is_no_warning(lang: Lang) -> None:
    pages = {page: _path(lang, page) for page in PAGES} | {"README": desk.example(READMES[lang])}
    told = [
        (page, called, code)
        for page, path in pages.items()
        for called, code in LEVEL.findall(path.read_text(encoding="utf-8"))
    ]
    assert told
    words = {level: told.say(lang) for level, told in phrases.LEVELS.items()}
    assert [one for one in told if words[level_of(one[2])] != one[1].rstrip("s")] == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_a_rule_is_explained(lang: Lang) -> None:
    page = re.sub(r"```.*?```", "", _written(lang, "how-to/own-rules.md"), flags=re.DOTALL)
    explained = {word for code in re.findall(r"`[^`]+`", page) for word in re.findall(r"\w+", code)}
    known = {word for kind in KINDS.values() for word in kind.TERMS}
    assert (known | KINDS.keys()) - explained == set()
