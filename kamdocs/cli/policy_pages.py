"""Policies for people to read: all of them in a table, one as a page, two side by side; the same as
JSON."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kamdocs import compliance, sheets
from kamdocs.clauses import Tongue, asks, clause_as_compared, in_short, of_company, tier_lines
from kamdocs.clauses.comparing import Section, compared
from kamdocs.cli.explaining import owner_words
from kamdocs.cli.tables import PASTED, aligned, side_by_side
from kamdocs.cli.trying import COVERED
from kamdocs.compliance import Covered
from kamdocs.model import LANGS, Lang, Parameter, Policy, Rule, Text, joined, listed
from kamdocs.reports import Line
from kamdocs.sheets import Field, Schemas
from kamdocs.words import clauses as words
from kamdocs.words import phrases

_HEADINGS = (
    Text("编号", "id"),
    Text("名称", "title"),
    Text("规则", "rules"),
    Text("要人确认", "to attest"),
    Text("只作说明", "informing"),
    Text("覆盖条款", "covered"),
    Text("管谁", "about"),
)
_EVERY = Text("每一家客户", "every customer")
_USUAL = Text(
    "带*的是没有配置、也没有用--policy时检查的制度",
    "Those with * are checked where neither a configuration nor --policy names any",
)
_OWN = Text(
    "带+的是kamdocs.toml里写明的本公司制度：",
    "Those with + are of your own, named in kamdocs.toml:",
)
_MARKED, _MARKED_OWN = "*", "+"
_HEAD = Text("版本{version}，自{day}起施行", "Version {version}, in force from {day}")
_COVERAGE = Text("条款{many}条：{parts}", "{many:clause|clauses}: {parts}")
_TIERS = Text(
    "客户分类（自上而下，先符合者为准）", "Classes of customers (the first that fits counts)"
)
_FIGURES = Text(
    "数值（用--set 名称=值试别的值；要长期改，写进自己的制度文件）",
    "Figures (try another with --set NAME=VALUE; to keep one, write it into a policy of yours)",
)
_FIGURE_HEADINGS = (
    Text("是什么", "what it is"),
    Text("数值", "figure"),
    Text("谁定的", "set by"),
    Text("名称", "name"),
)
_BY = Text("{by}（{clause}）", "{by} ({clause})")
_FURTHER = Text(
    "另外要用的栏目和选项（生成空表时加--policy）",
    "Further fields and choices (blanks have them with --policy)",
)
_OF_KIND = Text("{title}：{fields}", "{title}: {fields}")
_ONLY = Text("{title}的「{field}」改为：{choices}", "{title}, “{field}” becomes one of: {choices}")
_ADDED = Text("{title}的「{field}」另有：{choices}", "{title}, “{field}” may also be: {choices}")
_RULES = Text("规则（按条款次序）", "Rules, in the order of the clauses")
_ASKS = Text("要求：{words}", "Asks: {words}")
_BINDS = Text("管谁：{words}", "Binds: {words}")
_OWNER = Text(
    "谁负责：{owner}；重要程度：{severity}", "Answered for by: {owner}; severity: {severity}"
)
_ID = Text("规则编号：{id}", "Rule id: {id}")
_INFORM = Text("只作说明的条款", "Clauses that only inform")
_NONE = "—"
_SAME = Text("同左", "the same")
_ALIKE = Text("另有{count}项相同，用--all列出", "{count} more are the same; --all lists them")
_ALL_ALIKE = Text("{count}项都相同，用--all列出", "all {count} are the same; --all lists them")
_WIDEST = 140
_UNSEEN = 120
"""The columns of a table where there is no screen to tell its width."""


def schemas_of(paths: Sequence[Path]) -> Schemas:
    """The kinds of sheet with all fields that some packs, by their files, need."""
    return compliance.with_required(sheets.built_in(), paths)


def _built_in() -> list[Policy]:
    return [
        compliance.load_policy(path, schemas_of([path])) for path in compliance.built_in().values()
    ]


def overview(lang: Lang, usual: Sequence[str], own: Mapping[str, Policy]) -> Iterator[str]:
    """All policies that come with kamdocs, and a company's ``own`` by path, as lines with tabs
    between the columns. ``usual`` are the ids of those that are checked by default."""
    rows = [[one.say(lang) for one in _HEADINGS]]
    for policy in _built_in():
        rows.append(_row(policy, _MARKED if policy.id in usual else "", lang))
    rows += (_row(policy, _MARKED_OWN, lang) for policy in own.values())
    yield from aligned(rows, PASTED)
    yield ""
    yield _USUAL.say(lang)
    if own:
        yield _OWN.say(lang)
        files = [[f"  {policy.id} v{policy.version}", path] for path, policy in own.items()]
        yield from aligned(files, PASTED)


def _row(policy: Policy, mark: str, lang: Lang) -> list[str]:
    facts = _facts(policy)
    counts = (str(facts[part]) for part in ("rules", "attested", "informing"))
    share = f"{facts['covered'] / max(1, facts['clauses']):.0%}"
    about = joined(_about(policy, lang), lang)
    return [f"{policy.id}{mark}", policy.title.say(lang), *counts, share, about]


def overview_json(usual: Sequence[str], own: Mapping[str, Policy]) -> str:
    """``overview`` as JSON; ``file`` is the path of a company's own policy, else null."""
    listed: list[tuple[str | None, Policy]] = [(None, policy) for policy in _built_in()]
    listed += own.items()
    found = []
    for file, policy in listed:
        about = [dict(zip(("zh", "en"), pair, strict=True)) for pair in _both(policy)]
        found.append(
            {
                "id": policy.id,
                "title": policy.title.both,
                "version": policy.version,
                "effective_from": policy.effective_from.isoformat(),
                "file": file,
                "usual": file is None and policy.id in usual,
                "about": about,
                **_facts(policy),
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _both(policy: Policy) -> Iterator[tuple[str, str]]:
    return zip(_about(policy, "zh"), _about(policy, "en"), strict=True)


def _facts(policy: Policy) -> dict[str, int]:
    """The numbers of rules and clauses of each sort in a policy."""
    clauses = list(compliance.coverage(policy))
    return {
        "rules": len(policy.rules),
        "attested": sum(rule.kind == "attest" for rule in policy.rules),
        "informing": sum(one.why == "inform" for one in policy.clauses),
        "clauses": len(clauses),
        "covered": sum(one.covered is not Covered.NOT_COVERED for one in clauses),
    }


def _about(policy: Policy, lang: Lang) -> Iterator[str]:
    """Whom a policy is about: tiers, every customer, the company as a whole."""
    named = {name for rule in policy.rules for name in (*rule.tiers, rule.terms.get("tier"))}
    for tier in policy.tiers:
        if tier.id in named:
            yield tier.title.say(lang)
    wide = [rule for rule in policy.rules if not rule.tiers and "tier" not in rule.terms]
    if any(not of_company(rule) for rule in wide):
        yield _EVERY.say(lang)
    if any(of_company(rule) for rule in wide):
        yield phrases.COMPANY.say(lang)


def pages(files: Sequence[Path], lang: Lang) -> Iterator[Line]:
    """Policies as lines to read, one after the other."""
    for at, file in enumerate(files):
        if at:
            yield Line()
        schemas = schemas_of([file])
        yield from page(compliance.load_policy(file, schemas), schemas, lang)


def page(policy: Policy, schemas: Schemas, lang: Lang) -> Iterator[Line]:
    """A policy as lines to read: its classes, its figures, and what it asks, clause by clause."""
    tongue = Tongue(policy, schemas, lang)
    yield Line(f"{policy.title.say(lang)} {policy.id}", style="title")
    facts = {"version": policy.version, "day": policy.effective_from.isoformat()}
    yield Line(_HEAD.fill(lang, facts))
    yield Line(_coverage_words(policy, lang))
    if policy.tiers:
        yield from _titled(_TIERS, lang)
        for tier in policy.tiers:
            yield Line(f"{tier.clause} {tier.title.say(lang)}", 1, "clause")
            for words_of in tier_lines(tier, tongue):
                yield Line(words_of, 2)
    yield from _titled(_FIGURES, lang)
    for line in aligned(figures(tongue)):
        yield Line(line, 1, "row")
    further = list(_further(schemas, lang))
    if further:
        yield from (*_titled(_FURTHER, lang), *further)
    yield from _titled(_RULES, lang)
    for rule in _by_clause(policy):
        yield from _rule(rule, tongue)
    for why, title in (("inform", _INFORM), ("outside", phrases.OUTSIDE)):
        clauses = [one for one in policy.clauses if one.why == why]
        if clauses:
            yield from _titled(title, lang)
        for one in clauses:
            yield Line(f"{one.clause} {one.text.say(lang)}", 1)


def _further(schemas: Schemas, lang: Lang) -> Iterator[Line]:
    """The fields and choices that a policy needs besides the usual ones, by kind of sheet."""
    usual = sheets.built_in()
    for kind, schema in schemas.items():
        title, known = schema.title.say(lang), usual[kind].fields
        new = [one.label.say(lang) for name, one in schema.fields.items() if name not in known]
        if new:
            yield Line(_OF_KIND.fill(lang, {"title": title, "fields": joined(new, lang)}), 1)
        for name, field in schema.fields.items():
            if name in known and field.allowed != known[name].allowed:
                yield Line(_choices(title, field, known[name], lang), 1)


def _choices(title: str, field: Field, usual: Field, lang: Lang) -> str:
    """The choices of a field: only those added where the usual ones are kept, else all of them."""
    more = set(usual.allowed) <= set(field.allowed)
    shown = [one for one in field.labels if not more or one not in usual.labels]
    facts = {
        "title": title,
        "field": field.label.say(lang),
        "choices": joined((field.labels[one].say(lang) for one in shown), lang),
    }
    return (_ADDED if more else _ONLY).fill(lang, facts)


def _titled(title: Text, lang: Lang) -> Iterator[Line]:
    yield Line()
    yield Line(title.say(lang), style="title")


def _coverage_words(policy: Policy, lang: Lang) -> str:
    """The sentence that says how many clauses there are, and by what they are covered."""
    count = Counter(one.covered for one in compliance.coverage(policy))
    parts = (f"{COVERED[kind].say(lang)} {count[kind]}" for kind in Covered if count[kind])
    facts = {"many": str(sum(count.values())), "parts": joined(parts, lang)}
    return _COVERAGE.fill(lang, facts)


def figures(tongue: Tongue) -> list[list[str]]:
    """The rows of a table of parameters: headings, then each with its value and unit, who set it,
    and the name by which it can be changed."""
    lang = tongue.lang
    rows = [[one.say(lang) for one in _FIGURE_HEADINGS]]
    for figure in tongue.policy.parameters.values():
        rows.append([tongue.named(figure), *_value(figure, tongue), figure.name])
    return rows


def _value(figure: Parameter, tongue: Tongue) -> tuple[str, str]:
    by = words.BY[figure.default_by].say(tongue.lang)
    if figure.clause != "-":
        by = tongue.say(_BY, by=by, clause=figure.clause)
    value = tongue.amount(figure)
    return (words.FORM.say(tongue.lang) if value == tongue.named(figure) else value), by


def _by_clause(policy: Policy) -> list[Rule]:
    """The rules in the order in which the source prints their clauses; others come last."""
    order = {clause_as_compared(clause): at for at, clause in enumerate(policy.printed)}
    return sorted(
        policy.rules, key=lambda rule: order.get(clause_as_compared(rule.clause), len(order))
    )


def _rule(rule: Rule, tongue: Tongue) -> Iterator[Line]:
    lang = tongue.lang
    yield Line(f"{rule.clause} {rule.text.say(lang)}", 1, "clause")
    yield Line(tongue.say(_ASKS, words=listed(asks(rule, tongue), lang)), 2)
    yield Line(tongue.say(_BINDS, words=listed(in_short(rule, tongue), lang)), 2)
    severity = phrases.SEVERITIES[rule.severity].say(lang)
    yield Line(tongue.say(_OWNER, owner=owner_words(rule, tongue), severity=severity), 2)
    yield Line(tongue.say(_ID, id=rule.id), 2, "dim")


def comparison(
    policies: Sequence[Policy], schemas: Schemas, lang: Lang, every: bool
) -> Iterator[Line]:
    """Two policies side by side, in tables as wide as the screen. What is the same in both is only
    counted, unless ``every`` is set."""
    columns = min(_WIDEST, shutil.get_terminal_size((_UNSEEN, 0)).columns - 1)
    titles = [f"{one.title.say(lang)}\n{one.id}" for one in policies]
    heads = ["", *(f"{_HEAD.fill(lang, _version(one))}\n{_coverage_words(one, lang)}"
                   for one in policies)]  # fmt: skip
    for line in side_by_side(["", *titles], [heads], columns):
        yield Line(line)
    for section in _sections(policies, schemas, lang):
        yield from _titled(Text(section.title, section.title), lang)
        told = [row for row in section.rows if every or row.here != row.there]
        rows = [[row.what, *_cells(row.here, row.there, lang)] for row in told]
        if rows:
            for line in side_by_side(["", *(one.id for one in policies)], rows, columns):
                yield Line(line)
        alike = len(section.rows) - len(told)
        if alike:
            said = (_ALIKE if rows else _ALL_ALIKE).fill(lang, {"count": str(alike)})
            yield Line(said, style="dim")


def _cells(here: Sequence[str], there: Sequence[str], lang: Lang) -> tuple[str, str]:
    left, right = ("\n".join(said) or _NONE for said in (here, there))
    return left, _SAME.say(lang) if here and here == there else right


def _version(policy: Policy) -> Mapping[str, str]:
    return {"version": policy.version, "day": policy.effective_from.isoformat()}


def _sections(policies: Sequence[Policy], schemas: Schemas, lang: Lang) -> list[Section]:
    one, other = (Tongue(policy, schemas, lang) for policy in policies)
    return compared(one, other)


def comparison_json(policies: Sequence[Policy], schemas: Schemas) -> str:
    """``comparison`` as JSON, in both languages."""
    sections: dict[str, list[dict[str, Any]]] = {
        lang: [
            {
                "title": section.title,
                "rows": [
                    {"what": row.what, "one": list(row.here), "other": list(row.there)}
                    for row in section.rows
                ],
            }
            for section in _sections(policies, schemas, lang)
        ]
        for lang in LANGS
    }
    found = {"one": policies[0].id, "other": policies[1].id, **sections}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
