"""What all forms have in common: their heading, ticks in a line, the watermark."""

from collections.abc import Iterable

from templates.word_elements import Controls, paragraph, run, tab

SECRET = "机密"
"""The level of confidentiality whose forms carry a watermark."""


def heading(number: str, title: str, *line: str) -> str:
    """附件 number, title, and the line of 编号, 密级, 填表日期."""
    return (
        paragraph(run(number), style="FormNumber")
        + paragraph(run(title), style="FormTitle")
        + paragraph(tab().join(line), style="FormLine")
    )


def ticks(controls: Controls, path: str, title: str, choices: Iterable[str], cut: int = 0) -> str:
    """Boxes in a line; ``cut`` drops so many characters from the end of what is printed."""
    boxes = [controls.tick(path, choice, choice[: len(choice) - cut], title) for choice in choices]
    return run("\u2002").join(boxes)


def watermark(controls: Controls) -> str:
    """The slanting grey word behind the pages of a form whose matter is secret."""
    return controls.around(f"form.confidentiality={SECRET}", "水印", _drawn(SECRET))
