"""A page for each Word form, as ``form show`` prints it."""

from collections.abc import Iterator

from docs.reference.markdown import lines, text
from docs.reference.policies import loaded
from kamdocs import compliance, forms, sheets
from kamdocs.cli import form_pages
from kamdocs.forms import Form
from kamdocs.model import Lang, Text

SECTION = Text("表单", "Forms")
_INTRO = Text(
    "命令行里显示同样的内容：`kamdocs form show {id}`。花括号里是模板里的位置。",
    "The command line shows the same: `kamdocs form show {id}`. In braces stand the places of the "
    "template.",
)


def page(form: Form, lang: Lang) -> Iterator[str]:
    """The lines of the page of a form."""
    schemas = sheets.built_in()
    policies = [loaded(path)[0] for path in compliance.built_in().values()]
    yield from (f"# {text(form.title.say(lang))}", "", _INTRO.fill(lang, {"id": form.id}), "")
    uses = forms.survey(form, schemas).uses
    shown = list(form_pages.page(form, uses, schemas, policies, lang))[1:]
    yield from lines(shown)
