"""The places that an author wrote into text: healed, checked, and made to print."""

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from kamdocs.faults import SetupFault
from kamdocs.forms.healing import TAG, heal
from kamdocs.forms.opening import XML
from kamdocs.forms.part import CONTROL, PARAGRAPH, TEXT, Part, got, tag_of

_DELIMITERS = ("{{", "}}", "{%", "%}", "{#")


def mark_texts(part: Part, env: Environment) -> None:
    """Every ``{{ customer.phone }}`` of a part prints that place.

    SetupFault KD512 for anything else between braces, KD511 for a place that does not exist; the
    line is the number of the paragraph.
    """
    for number, paragraph in enumerate(part.root.iter(PARAGRAPH), start=1):
        heal(paragraph)
        for text in paragraph.iter(TEXT):
            own = next(text.iterancestors(PARAGRAPH)) is paragraph
            if own and text.text and any(mark in text.text for mark in _DELIMITERS):
                text.text = _marked(part, env, text, text.text, number)
                text.set(f"{{{XML}}}space", "preserve")


def _marked(part: Part, env: Environment, text: etree._Element, words: str, line: int) -> str:
    held = tag_of(next(text.iterancestors(CONTROL), None))
    done: list[str] = []
    end = 0
    for tag in TAG.finditer(words):
        path = _path(env, tag[0], part.file, line)
        part.require(path, text)
        done += (words[end : tag.start()], part.printing(got(path) + (".held" * (path == held))))
        end = tag.end()
    rest = words[end:]
    if any(mark in "".join((*done, rest)) for mark in _DELIMITERS):
        raise SetupFault("KD512", {"reason": words}, part.file, line)
    return "".join((*done, rest))


def _path(env: Environment, tag: str, file: str, line: int) -> str:
    """``customer.phone`` out of ``{{ customer.phone }}``: a template holds places, not logic."""
    try:
        body = env.parse(tag).body
    except TemplateSyntaxError as fault:
        raise SetupFault("KD512", {"reason": fault.message or ""}, file, line) from fault
    match body:
        case [nodes.Output(nodes=[nodes.Getattr(node=nodes.Name(name=root), attr=name)])]:
            return f"{root}.{name}"
    raise SetupFault("KD512", {"reason": tag}, file, line)
