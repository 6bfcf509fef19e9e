"""What all forms have in common: their heading, ticks in a line, the watermark."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kamdocs.forms import Form
from kamdocs.forms.chart import Chart
from templates.make.word_drawing import watermark_of
from templates.make.word_elements import Controls, paragraph, run, tab
from templates.make.word_parts import FORM, Manner

SECRET = "机密"
"""The level of confidentiality whose forms carry a watermark."""


@dataclass(frozen=True)
class Layout:
    """What one form looks like: its body, what its header holds, and how the page lies.

    ``chart`` is what a chart of the template shows before it is filled, under ``caption``;
    ``manner`` is that of a form unless it is a letter.
    """

    body: str
    header: str
    landscape: bool = False
    chart: Chart | None = None
    caption: str = ""
    manner: Manner = field(default=FORM)


def heading(form: Form, *line: str, number: str = "") -> str:
    """附件 number (or what stands in its place), title, and the line of 编号, 密级, 填表日期."""
    return (
        paragraph(run(number or form.clause), style="FormNumber")
        + paragraph(run(form.title.zh), style="FormTitle")
        + paragraph(tab().join(line), style="FormLine")
    )


def ticks(controls: Controls, path: str, title: str, choices: Iterable[str], cut: int = 0) -> str:
    """Boxes in a line; ``cut`` drops so many characters from the end of what is printed."""
    boxes = [controls.tick(path, choice, choice[: len(choice) - cut], title) for choice in choices]
    return run("\u2002").join(boxes)


def watermark(controls: Controls) -> str:
    """The slanting grey word behind the pages of a form whose matter is secret."""
    return controls.around(f"form.confidentiality={SECRET}", "水印", watermark_of(SECRET))
