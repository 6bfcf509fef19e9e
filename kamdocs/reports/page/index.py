"""The first page of a folder that ``review`` made: the result, and links to what lies in the
folder."""

from collections.abc import Iterable, Mapping

import kamdocs
from kamdocs.model import Lang, Report, Text
from kamdocs.reports.page.saying import Saying, template
from kamdocs.reports.verdicts import result_line
from kamdocs.words.figures import tried_words


def as_index(
    report: Report,
    company: str,
    papers: Mapping[str, str],
    documents: Iterable[tuple[Text, str, Iterable[str]]],
    lang: Lang,
) -> str:
    """The page as HTML, with links to the files beside it.

    ``papers`` are the names of the reports, each with the entry of ``PAGE`` that says what it is.
    ``documents`` has for each form its title, the folder of its documents and their names in it.
    """
    say = Saying(lang)
    return template("index.html").render(
        lang="zh-CN" if lang == "zh" else "en",
        say=say,
        report=report,
        company=company,
        version=kamdocs.__version__,
        tried=tried_words(report.policies, lang),
        verdict=result_line(report, lang),
        papers=[(name, say(what)) for name, what in papers.items()],
        documents=[
            (title.say(lang), [(f"{folder}/{file}", _shown(file, title)) for file in files])
            for title, folder, files in documents
        ],
    )


def _shown(file: str, title: Text) -> str:
    """The name of a document below the title of its form, without that title."""
    name = file.rpartition("/")[2].rpartition(".")[0]
    return name.removeprefix(f"{title.zh}_") or name
