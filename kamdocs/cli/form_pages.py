"""Forms for people to read: all of them in a table, one as a page, and the faults of templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kamdocs.cli.exits import Exit
from kamdocs.cli.tables import PASTED, aligned
from kamdocs.faults import SetupFault
from kamdocs.model import CUSTOMER, Lang, Level, Policy, Text, joined, level_of
from kamdocs.reports import Line
from kamdocs.words import phrases

if TYPE_CHECKING:
    from kamdocs.forms import Form
    from kamdocs.forms.surveying import Use
    from kamdocs.sheets import Field, Schemas

_HEADINGS = (
    Text("编号", "id"),
    Text("名称", "title"),
    Text("一份对应", "made"),
    Text("用哪些表", "from the sheets"),
)
_FINE = Text("没有问题", "nothing wrong")
_FOUND = Text("错误{errors}，提示{notes}", "errors: {errors}, notes: {notes}")
_EACH: dict[str, Text] = {
    "customer": Text("每家客户一份", "one for each customer"),
    "visit": Text("每次拜访一份", "one for each visit"),
    "month": Text("每月一份", "one for each month"),
    "grading": Text("每家客户每年一份", "one for each customer and year"),
    "manager": Text(
        "每位客户经理一份，各在一个文件夹里",
        "one for each account manager, each in a folder of its own",
    ),
    "plan": Text("每期一份", "one for each period"),
}
_TEMPLATE = Text("模板：{file}", "template: {file}")
_SOURCE = Text("出自：{title} {policy} {clause}", "from: {title} {policy} {clause}")
_NAMED = Text("文件名：{pattern}", "documents are named {pattern}")
_ONCE = Text("每份一次的位置", "Places that are there once")
_ROW = Text("重复的行：{name}", "Repeated row: {name}")
_PLACE = Text("{{{{ {place} }}}} {label}（{marks}）", "{{{{ {place} }}}} {label} ({marks})")
_LEAST = Text("（至少{count}行）", " (at least {count})")
_WHERE = Text("位置：{spots}", "at: {spots}")
_ASKED = Text("要求填写的条款：{clauses}", "asked for by: {clauses}")
_ALIASES = Text("表头别名：{names}", "headings of sheets: {names}")
_TICKS = Text("方框：{choices}", "tick boxes: {choices}")
_COMPUTED = Text("算出来的", "worked out")
_SHOWN = 3


def linted(
    names: Sequence[str],
    as_form: str | None,
    known: Mapping[str, Form],
    schemas: Schemas,
    lang: Lang,
) -> int:
    """Print what is wrong in templates; returns the exit code. ``names`` are forms, or files that
    are templates of the form ``as_form``; without any, all ``known`` forms."""
    from kamdocs import forms
    from kamdocs.words import fault_words

    wrong = False
    for form in [_meant(name, as_form, known) for name in names] or known.values():
        try:
            faults = forms.survey(form, schemas).faults
        except SetupFault as unreadable:
            faults = [unreadable]
        for fault in faults:
            click.echo(Line(fault_words(fault, lang)).safe)
        errors = sum(level_of(fault.code) is Level.ERROR for fault in faults)
        facts = {"errors": str(errors), "notes": str(len(faults) - errors)}
        found = _FOUND.fill(lang, facts) if faults else _FINE.say(lang)
        click.echo(f"{form.template.name} ({form.id}): {found}")
        wrong = wrong or errors > 0
    return Exit.FINDINGS if wrong else Exit.CLEAN


def _meant(name: str, as_form: str | None, known: Mapping[str, Form]) -> Form:
    """The form with an id or title, or the form ``as_form`` with a file as its template; without
    ``as_form`` the form whose id is the name of the file. SetupFault (KD942, KD943, KD995, KD513)
    where that is not clear."""
    from kamdocs import forms

    path = Path(name)
    if path.suffix.casefold() != ".docx":
        if path.suffix and path.is_file():
            raise SetupFault("KD995", {}, name)
        return forms.of_name(name, known)
    as_form = as_form or (path.stem if path.stem in known else None)
    if as_form is None:
        raise SetupFault("KD942", {"name": path.name, "known": tuple(known)})
    if not path.is_file():
        raise SetupFault("KD943", {"name": name})
    return replace(forms.of_name(as_form, known), template=path)


def overview(forms: Mapping[str, Form], schemas: Schemas, lang: Lang) -> Iterator[str]:
    """All forms as lines, with tabs between the columns."""
    rows = [[one.say(lang) for one in _HEADINGS]]
    for name, one in forms.items():
        sheets = joined((schemas[kind].title.say(lang) for kind in one.needs), lang)
        rows.append([name, one.title.say(lang), _EACH[one.each].say(lang), sheets])
    return aligned(rows, PASTED)


def page(
    form: Form, uses: Iterable[Use], schemas: Schemas, policies: Iterable[Policy], lang: Lang
) -> Iterator[Line]:
    """A form as lines to read: each place with its field, the type of that, where it stands and
    which clauses ask for it. ``uses`` are the places of its template."""
    yield Line(f"{form.title.say(lang)} {form.id}", style="title")
    yield Line(_EACH[form.each].say(lang))
    yield Line(_TEMPLATE.fill(lang, {"file": form.template.name}))
    facts = {"title": form.policy_title, "policy": form.policy, "clause": form.clause}
    yield Line(_SOURCE.fill(lang, facts))
    yield Line(_NAMED.fill(lang, {"pattern": f"{form.file}.docx"}))
    by_row: dict[str, dict[str, list[Use]]] = {"": {}}
    for use in uses:
        if use.how == "row":
            by_row.setdefault(use.path, {})
        else:
            place = use.path.partition("=")[0]
            by_row.setdefault(use.row, {}).setdefault(place, []).append(use)
    asking = _asked_by(policies)
    for row, places in by_row.items():
        yield Line()
        least = form.rows.get(row, 0)
        title = _ROW.fill(lang, {"name": row}) if row else _ONCE.say(lang)
        more = _LEAST.fill(lang, {"count": str(least)}) if least > 1 else ""
        yield Line(f"{title}{more}", style="title")
        for place, found in places.items():
            yield from _place(form, place, found, schemas, asking, lang)


def _place(
    form: Form,
    place: str,
    uses: Sequence[Use],
    schemas: Schemas,
    asking: Mapping[tuple[str, str], list[str]],
    lang: Lang,
) -> Iterator[Line]:
    from kamdocs.forms.computed import COMPUTED
    from kamdocs.forms.places import main_row

    root, _, name = place.partition(".")
    main, called = main_row(form)
    kind = main if root == called else root
    fields = schemas[kind].fields if kind in schemas else {}
    field = None if place in COMPUTED else fields.get(name)
    label = field.label.say(lang) if field else _worked_out(place, name, fields, lang)
    marks = [phrases.TYPES[field.type].say(lang) if field else _COMPUTED.say(lang)]
    marks += [phrases.REQUIRED.say(lang)] if field and field.required else []
    what = {"place": place, "label": label, "marks": joined(marks, lang)}
    yield Line(_PLACE.fill(lang, what), 1)
    spots = list(dict.fromkeys(use.spot.say(lang) for use in uses if use.spot))
    shown = spots[:_SHOWN] + ["…"] * (len(spots) > _SHOWN)
    yield Line(_WHERE.fill(lang, {"spots": joined(shown, lang)}), 2, "dim")
    choices = [use.path.partition("=")[2] for use in uses if use.how == "tick"]
    if any(choices):
        yield Line(_TICKS.fill(lang, {"choices": joined(filter(None, choices), lang)}), 2, "dim")
    clauses = asking.get((kind, name), [])
    if clauses:
        yield Line(_ASKED.fill(lang, {"clauses": joined(clauses, lang)}), 2, "dim")
    if field and field.aliases:
        yield Line(_ALIASES.fill(lang, {"names": joined(field.aliases, lang)}), 2, "dim")


def _worked_out(place: str, name: str, fields: Mapping[str, Field], lang: Lang) -> str:
    """The label of a place that is no field of a sheet."""
    from kamdocs.forms.computed import COMPUTED
    from kamdocs.forms.money import WAYS, way_of

    amount, way = way_of(name)
    if way and amount in fields:
        return fields[amount].label.say(lang) + WAYS[way][1].say(lang)
    return COMPUTED[place].say(lang) if place in COMPUTED else place


def _asked_by(policies: Iterable[Policy]) -> dict[tuple[str, str], list[str]]:
    """The clauses that ask for a field to be filled in, by kind of record and field."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    every = ((policy, rule) for policy in policies for rule in policy.rules)
    for policy, rule in every:
        for terms in (rule.terms, rule.terms.get("with", {})):
            for name in (*terms.get("need", ()), *terms.get("must", {})):
                clauses = found.setdefault((terms.get("of", CUSTOMER), name), {})
                clauses[f"{policy.id} {rule.clause}"] = None
    return {field: list(clauses) for field, clauses in found.items()}
