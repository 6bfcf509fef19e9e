"""The charts of a document: the one of its template, and further ones like it where one chart would
have too many lines."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from kamdocs.forms.chart import Chart, workbook
from kamdocs.forms.links import link_like, links_in, rels_of, retargeted, type_like
from kamdocs.forms.markup import DRAWN, NAMES, VALUE, C, R, W, is_on
from kamdocs.forms.opening import written
from kamdocs.forms.part import Part, drop, put_after, put_before
from kamdocs.forms.steps import END, EachChart, Mark, Seen, Sometimes, Steps, printed
from kamdocs.packaging import TYPES_PART

_ROOM = 100_000


@dataclass(frozen=True, slots=True)
class Charted:
    """One chart of a template: the ``tag`` of its control, the id of the relationship (``link``) by
    which the document refers to it, the name of its ``part`` and of the workbook behind it
    (``book``, empty where there is none), and the ``steps`` that print it."""

    tag: str
    link: str
    part: str
    book: str
    steps: Steps

    def parts(self, charts: Sequence[Chart], seen: Seen) -> Iterator[tuple[str, bytes]]:
        """The name and bytes of the part of each chart, and of the workbook behind it."""
        for number, chart in enumerate(charts, start=1):
            seen.number = number
            yield numbered(self.part, number), printed(self.steps, seen)
            if self.book:
                yield numbered(self.book, number), workbook(chart)


def numbered(name: str, number: int) -> str:
    """The name of a part for the chart with a number: chart1.xml for the first, chart1_2.xml for
    the second."""
    path = PurePosixPath(name)
    return name if number == 1 else str(path.with_stem(f"{path.stem}_{number}"))


def led_to(
    charts: Sequence[Charted], times: Mapping[str, int], document: str, parts: Mapping[str, bytes]
) -> dict[str, bytes]:
    """The parts that change so that the document refers to further charts: the list of types and
    the relationships. Empty where no chart is there more than once.

    ``times`` says by tag how many charts there are, ``document`` is the name of the main part,
    ``parts`` are those of the template.
    """
    more = [(one, number) for one in charts for number in range(2, times.get(one.tag, 1) + 1)]
    if not more:
        return {}
    types, links = (etree.fromstring(parts[name]) for name in (TYPES_PART, rels_of(document)))
    there = {link.id: link for link in links_in(document, links)}
    found: dict[str, bytes] = {}
    for one, number in more:
        fresh, link = numbered(one.part, number), numbered(one.link, number)
        if rels_of(one.part) in parts:
            found[rels_of(fresh)] = _to_its_book(one, number, parts)
        if link in there:  # the template is a document that was printed with so many charts
            continue
        type_like(types, one.part, fresh)
        link_like(links, there[one.link].element, link, retargeted(document, fresh))
        if one.book:
            type_like(types, one.book, numbered(one.book, number))
    return {**found, TYPES_PART: written(types), rels_of(document): written(links)}


def _to_its_book(one: Charted, number: int, parts: Mapping[str, bytes]) -> bytes:
    """The relationships of a further chart, which refer to the workbook behind it."""
    links = etree.fromstring(parts[rels_of(one.part)])
    for link in links_in(one.part, links):
        if one.book and link.target == one.book:
            aim = retargeted(one.part, numbered(one.book, number))
            link.element.set("Target", aim)
    return written(links)


def mark_chart(part: Part, control: etree._Element, tag: str) -> Iterator[str]:
    """Mark a control around a chart so that it is printed only if there is something to draw, and
    then holds every chart of its ``tag``. Yields the id of the relationship of the chart in it."""
    content = control.find("w:sdtContent", NAMES)
    for surplus in _behind_the_first(content):
        drop(surplus)
    for drawn in control.iter(DRAWN):
        drawn.set("id", part.token(_id(int(drawn.get("id", "0")))))
    for chart in control.iter(f"{{{C}}}chart"):
        link = chart.get(f"{{{R}}}id", "")
        chart.set(f"{{{R}}}id", part.token(_link(link)))
        yield link
    for kept in control.iter(f"{{{W}}}keepNext"):
        if is_on(kept):
            kept.set(VALUE, part.token(Mark(_is_last(tag))))
    if content is not None and len(content):
        put_before(content[0], part.token(EachChart(tag)))
        put_after(content[-1], part.token(END))
    put_before(control, part.token(Sometimes(lambda seen: seen.series[tag][0])))
    put_after(control, part.token(END))


def _behind_the_first(content: etree._Element | None) -> list[etree._Element]:
    """The elements of a control that hold further charts; there are some where the template is a
    document that was printed with several."""
    children = () if content is None else content
    return [one for one in children if one.find(f".//{{{C}}}chart") is not None][1:]


def _id(own: int) -> Mark:
    """The id of a drawing, a different one for each chart."""
    return Mark(lambda seen: str(own + (seen.number - 1) * _ROOM))


def _is_last(tag: str) -> Callable[[Seen], str]:
    """The value of ``keepNext``: of several charts only the last is kept on one page with what
    follows."""
    return lambda seen: str(int(seen.number == len(seen.series[tag])))


def _link(own: str) -> Mark:
    return Mark(lambda seen: numbered(own, seen.number))
