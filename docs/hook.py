"""What MkDocs does not do by itself: the reference made while building, Chinese and English beside
each other, and the order of the pages.

The site is built twice, once for each language; the run that was asked for is the Chinese one and
starts the English one when it is done.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from docs import reference  # noqa: E402
from docs.contents import sections  # noqa: E402
from kamdocs.model import Lang  # noqa: E402

_WORKER = (HERE / "worker.js").read_text(encoding="utf-8")
_BROKEN = re.compile(r"(?<=[^\x00-\x7f`)*])\n(?=[^\s#|>*\-+\d~]|`[^`])")
_FENCES = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_FETCHED = re.compile(r'<script src="https?://[^"]*"></script>')
_NAMES = {"zh": "中文", "en": "English"}


def _lang(config: MkDocsConfig) -> Lang:
    return "en" if config.extra.get("guide") == "en" else "zh"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The theme in the language of this run, and the pages in their order."""
    lang = _lang(config)
    config.theme["language"] = lang
    config.nav = [
        {title.say(lang): list(_entries(entries, lang))} if title else next(_entries(entries, lang))
        for title, entries in sections()
    ]
    return config


def _entries(entries: Any, lang: Lang) -> Iterator[Any]:
    for one in entries:
        if isinstance(one, str):
            yield f"{lang}/{one}"
        else:
            title, pages = one
            yield {title.say(lang): list(_entries(pages, lang))}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The pages of one language, at the top of its site, and pictures as they are."""
    lang = _lang(config)
    other = "zh/" if lang == "en" else "en/"
    kept = [file for file in files if not file.src_uri.startswith(other)]
    for path, words in reference.pages(lang).items():
        kept.append(File.generated(config, f"{lang}/{path}", content=words))
    for file in kept:
        if file.src_uri.startswith(f"{lang}/"):
            file.dest_uri = file.dest_uri.removeprefix(f"{lang}/")
    return Files(kept)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Chinese lines that were broken in the source, without the blank that a browser puts there."""
    if _lang(config) == "en":
        return markdown
    parts = _FENCES.split(markdown)
    return "".join(part if part.startswith("```") else _joined(part) for part in parts)


def _joined(words: str) -> str:
    return _BROKEN.sub("", re.sub(r"(?<=[^\x00-\x7f])\n {2,}(?=[^\x00-\x7f`])", "", words))


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object
) -> dict[str, Any]:
    """Where the same page stands in the other language."""
    up = "../" if _lang(config) == "en" else ""
    links = {"zh": up + page.url, "en": page.url if up else f"en/{page.url}"}
    config.extra["alternate"] = [
        {"name": name, "link": links[lang], "lang": lang} for lang, name in _NAMES.items()
    ]
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """A page without what it would fetch from the network."""
    return _of_itself(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The page that stands for those that are not there, likewise."""
    return _of_itself(output)


def _of_itself(output: str) -> str:
    """A page with a script of ours for the one that the theme would fetch."""
    ours = f"<script>\n{_WORKER}</script>"
    return _FETCHED.sub(lambda _: ours, output)


def on_post_build(config: MkDocsConfig) -> None:
    """After the Chinese site, the English one inside it."""
    if _lang(config) == "zh":
        english = load_config(
            config.config_file_path,
            site_dir=str(Path(config.site_dir) / "en"),
            strict=config.strict,
            extra={**config.extra, "guide": "en"},
        )
        english.plugins.on_startup(command="build", dirty=False)
        build(english)
        english.plugins.on_shutdown()
